//! Looking at what the places give where organisations publish: feeds, robots rules, sitemaps, and their charsets.

use jikenbo_collect::feed::{self, Feed};
use jikenbo_collect::robots::{self, Verdict};
use jikenbo_collect::sitemap::{self, Sitemap};
use jikenbo_text::charset::{self, Sign};
use serde::Serialize;

pub use jikenbo_text::Warning;

use crate::Error;
use crate::input::{self, Source};

/// What a feed says; of a page the feeds that it leads to. `url` is where it came from.
///
/// # Errors
/// Those of [`input::load`].
pub fn feed(source: &Source, url: Option<&str>) -> Result<Feed, Error> {
    let input = input::load(source)?;
    Ok(feed::read(&input.bytes, feed::Hints { content_type: None, url }))
}

/// What a `robots.txt` says of one address.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Looked {
    /// Whether it may be asked for, and why.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// The sitemaps that the file names.
    pub sitemaps: Vec<String>,
    /// Whether the file is longer than is read.
    pub is_cut: bool,
}

/// Whether `agent` may ask for `url`.
///
/// # Errors
/// [`Error::Read`] and [`Error::Folder`]; an empty file allows everything.
pub fn robots(source: &Source, agent: &str, url: &str) -> Result<Looked, Error> {
    let robots = robots::parse(&input::bytes(source)?);
    let verdict = robots::judge(&robots, agent, url);
    Ok(Looked { verdict, sitemaps: robots.sitemaps, is_cut: robots.is_cut })
}

/// What a sitemap says, packed or not. `url` is where it came from.
///
/// # Errors
/// [`Error::Read`] and [`Error::Folder`].
pub fn sitemap(source: &Source, url: Option<&str>) -> Result<Sitemap, Error> {
    Ok(sitemap::read(&input::bytes(source)?, url))
}

/// The charset of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Charset {
    /// Its WHATWG name, such as `Shift_JIS`.
    pub charset: &'static str,
    /// By what it was found.
    pub sign: Sign,
    /// What contradicts it, or could not be decoded.
    pub warnings: Vec<Warning>,
}

/// In which charset a file is; `content_type` is the header that came with it.
///
/// # Errors
/// Those of [`input::load`].
pub fn charset(source: &Source, content_type: Option<&str>) -> Result<Charset, Error> {
    let input = input::load(source)?;
    let decoded = charset::decode(&input.bytes, charset::Hints { content_type });
    Ok(Charset { charset: decoded.charset, sign: decoded.sign, warnings: decoded.warnings })
}
