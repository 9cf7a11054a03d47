//! `jikenbo inspect`: what one stage saw.

use std::io::{self, Write};

use jikenbo_app::input::{self, Source};
use jikenbo_app::read::Page;
use jikenbo_app::render::stage::StageView;
use jikenbo_app::rules::Rules;
use jikenbo_app::settings::Settings;
use jikenbo_app::{Error, inspect};
use serde::Serialize;

use super::Outcome;
use crate::args::{Inspect, Stage};
use crate::console;

/// Prints what the stage saw.
pub fn run(args: &Inspect, settings: &Settings) -> Result<Outcome, Error> {
    let rules = Rules::load(settings)?;
    let input = input::load(&Source::new(&args.file))?;
    let page = Page::open(&input.bytes, Some(&input.name), &rules);
    // The decoded text is all that is needed from here on; a big page is not kept twice.
    drop(input);
    let mut out = console::stdout();
    let written =
        if args.json { json(args.stage, &page, &mut out) } else { text(args.stage, &page, &mut out) };
    written.and_then(|()| out.flush()).map_err(Error::writing(console::STDOUT))?;
    Ok(Outcome::Done)
}

fn json(stage: Stage, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    match stage {
        Stage::Dates => lines(inspect::dates(page), out),
        Stage::Numbers => lines(inspect::numbers(page), out),
        Stage::Reports => lines(inspect::reports(page), out),
        Stage::Document => lines([&page.document].into_iter(), out),
    }
}

fn lines(mut values: impl Iterator<Item = impl Serialize>, out: &mut dyn Write) -> io::Result<()> {
    values.try_for_each(|value| {
        serde_json::to_writer(&mut *out, &value)?;
        out.write_all(b"\n")
    })
}

fn text(stage: Stage, page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let mut view = StageView::new(out, page);
    match stage {
        Stage::Dates => inspect::dates(page).try_for_each(|date| view.date(&date)),
        Stage::Numbers => inspect::numbers(page).try_for_each(|number| view.number(&number)),
        Stage::Reports => inspect::reports(page).try_for_each(|report| view.report(&report)),
        Stage::Document => view.document(&page.document),
    }
}
