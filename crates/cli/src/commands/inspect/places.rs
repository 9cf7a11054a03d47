//! What the collector saw in a feed and the like.

use std::io::{self, Write};

use jikenbo_app::input::Source;
use jikenbo_app::places::{self, Warning};
use jikenbo_app::words::Words;
use jikenbo_app::{Error, render};
use serde::Serialize;

use super::Outcome;
use crate::args::inspect::{Charset, Feed, Robots, Sitemap};
use crate::console;

pub fn feed(args: &Feed, as_json: bool, words: &Words) -> Result<Outcome, Error> {
    let feed = places::feed(&Source::new(&args.file), args.url.as_deref())?;
    shown(&feed, &feed.warnings, (as_json, words), |out| render::place::feed(out, &feed))?;
    let is_nothing = feed.form.is_none() && feed.feeds.is_empty();
    Ok(if is_nothing { Outcome::NothingRead } else { Outcome::Done })
}

pub fn robots(args: &Robots, as_json: bool, words: &Words) -> Result<Outcome, Error> {
    let looked = places::robots(&Source::new(&args.file), &args.agent, &args.url)?;
    shown(&looked, &[], (as_json, words), |out| render::place::robots(out, &looked))?;
    Ok(if looked.verdict.allowed { Outcome::Done } else { Outcome::Refused })
}

pub fn sitemap(args: &Sitemap, as_json: bool, words: &Words) -> Result<Outcome, Error> {
    let sitemap = places::sitemap(&Source::new(&args.file), args.url.as_deref())?;
    shown(&sitemap, &sitemap.warnings, (as_json, words), |out| render::place::sitemap(out, &sitemap))?;
    Ok(if sitemap.form.is_none() { Outcome::NothingRead } else { Outcome::Done })
}

pub fn charset(args: &Charset, as_json: bool, words: &Words) -> Result<Outcome, Error> {
    let charset = places::charset(&Source::new(&args.file), args.content_type.as_deref())?;
    shown(&charset, &charset.warnings, (as_json, words), |out| render::place::charset(out, &charset))?;
    Ok(Outcome::Done)
}

/// Writes `value` as JSON, or its view for people with its warnings beside.
fn shown(
    value: &impl Serialize,
    warnings: &[Warning],
    (as_json, words): (bool, &Words),
    view: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Error> {
    let mut out = console::stdout();
    let written = if as_json { json(value, &mut out) } else { view(&mut out) };
    written.and_then(|()| out.flush()).map_err(Error::writing(console::STDOUT))?;
    if !as_json {
        warnings.iter().for_each(|warning| console::note(&words.warned(&words.warning(warning, ""))));
    }
    Ok(())
}

fn json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}
