//! `jikenbo inspect`: what one stage saw.

mod pages;
mod places;

use jikenbo_app::Error;
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;

use super::Outcome;
use crate::args::inspect::{Inspect, Stage};

/// Prints what the stage saw.
pub fn run(args: &Inspect, settings: &Settings) -> Result<Outcome, Error> {
    let words = Words::of(settings.language());
    match &args.stage {
        Stage::Dates(page) => pages::run(pages::Part::Dates, page, args.json, settings),
        Stage::Numbers(page) => pages::run(pages::Part::Numbers, page, args.json, settings),
        Stage::Document(page) => pages::run(pages::Part::Document, page, args.json, settings),
        Stage::Reports(page) => pages::run(pages::Part::Reports, page, args.json, settings),
        Stage::Feed(feed) => places::feed(feed, args.json, words),
        Stage::Robots(robots) => places::robots(robots, args.json, words),
        Stage::Sitemap(sitemap) => places::sitemap(sitemap, args.json, words),
        Stage::Charset(charset) => places::charset(charset, args.json, words),
    }
}
