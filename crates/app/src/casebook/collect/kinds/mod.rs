//! What each kind of source gives: which addresses are asked for, and what their answers hold. To add a kind is to add a file
//! and a line in [`asks`] and [`read`].

mod daily;
mod feed;
pub(super) mod folder;
mod list;
pub(super) mod sitemap;

use jiff::Timestamp;
use jiff::civil::Date;
use jikenbo_archive::{Limits, Message};
use jikenbo_collect::feed::Entry;
use jikenbo_collect::fetch::Exchange;
use jikenbo_collect::kind::Kind;
use jikenbo_text::PartialDate;

use crate::Error;
use crate::casebook::filing::tokyo;
use crate::casebook::sources::Source;

/// A part of a source that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it, or its beginning.
    Whole,
    /// A sitemap that an index names.
    Map,
    /// A page, from 1, of a day's list.
    Day(Date, usize),
    /// A further page of a list, from 2.
    Further(usize),
}

/// An address that is asked for, and the part that it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ask {
    pub(super) url: String,
    pub(super) part: Part,
}

/// What an answer holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Gave {
    /// Its items.
    pub(super) entries: Vec<Entry>,
    /// What is to be asked for, too.
    pub(super) more: Vec<Ask>,
    /// The form of a feed.
    pub(super) form: Option<String>,
    /// What it is called.
    pub(super) title: Option<String>,
    /// By what its layout is told from others.
    pub(super) layout: Option<String>,
}

/// What is asked for first. `since` is when the source was looked at last.
pub(super) fn asks(source: &Source, now: Timestamp, since: Option<Timestamp>) -> Vec<Ask> {
    match source.kind {
        Kind::Folder => Vec::new(),
        Kind::Daily => daily::asks(source, today(now), since.map(today)),
        _ => vec![Ask { url: source.url.clone(), part: Part::Whole }],
    }
}

/// What the answer to one of the source's addresses holds.
///
/// # Errors
/// [`Error::Status`], [`Error::NoFeed`], [`Error::NoSitemap`] where it holds none of what is expected.
pub(super) fn read(source: &Source, part: &Part, answer: &Exchange, now: Timestamp) -> Result<Gave, Error> {
    if let Part::Day(day, page) = part {
        return daily::read(source, (*day, *page), answer);
    }
    if answer.status != 200 {
        return Err(Error::Status { url: answer.url.clone(), status: answer.status });
    }
    let content = content(answer);
    match source.kind {
        Kind::Feed => feed::read(answer, &content),
        Kind::List => Ok(list::read(source, (part, answer), &content, now)),
        Kind::Sitemap => sitemap::read(source, (part, answer), &content, now),
        Kind::Daily | Kind::Folder | Kind::Page => Ok(Gave::default()),
    }
}

/// The body of an answer, unpacked.
pub(super) fn content(answer: &Exchange) -> Vec<u8> {
    let block = [answer.head.as_slice(), &answer.body].concat();
    Message::parse(&block).content(Limits::default().block).unwrap_or_default()
}

/// The day in Japan.
pub(super) fn today(now: Timestamp) -> Date {
    now.to_zoned(tokyo()).date()
}

/// The day in Japan as a date of a page.
pub(super) fn date(now: Timestamp) -> Option<PartialDate> {
    let day = today(now);
    PartialDate::new(day.year(), u8::try_from(day.month()).ok(), u8::try_from(day.day()).ok())
}
