//! What the stages saw in a page.

use std::io::{self, Write};

use jikenbo_app::input::{self, Source};
use jikenbo_app::read;
use jikenbo_app::render::stage::StageView;
use jikenbo_app::rules::Rules;
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;
use jikenbo_app::{Error, inspect};
use serde::Serialize;

use super::Outcome;
use crate::args::inspect::Page;
use crate::console;

/// What of a page is shown.
#[derive(Clone, Copy)]
pub enum Part {
    Dates,
    Numbers,
    Document,
    Reports,
}

pub fn run(part: Part, page: &Page, as_json: bool, settings: &Settings) -> Result<Outcome, Error> {
    let rules = Rules::load(settings)?;
    let (inputs, problems) = input::documents(&Source::new(&page.file), &rules)?;
    let words = Words::of(settings.language());
    problems.iter().for_each(|problem| console::report(problem, words));
    let outcome = match (inputs.is_empty(), problems.is_empty()) {
        (true, _) => Outcome::NothingRead,
        (_, false) => Outcome::PartlyFailed,
        _ => Outcome::Done,
    };
    let mut out = console::stdout();
    for input in inputs {
        let page = read::Page::open(&input.bytes, Some(&input.name), &rules);
        // The decoded text is all that is needed from here on; a big page is not kept twice.
        drop(input);
        let written = if as_json { json(part, &page, &mut out) } else { text(part, &page, &mut out) };
        written.and_then(|()| out.flush()).map_err(Error::writing(console::STDOUT))?;
    }
    Ok(outcome)
}

fn json(part: Part, page: &read::Page, out: &mut dyn Write) -> io::Result<()> {
    match part {
        Part::Dates => lines(inspect::dates(page), out),
        Part::Numbers => lines(inspect::numbers(page), out),
        Part::Reports => lines(inspect::reports(page), out),
        Part::Document => lines([&page.document].into_iter(), out),
    }
}

fn lines(mut values: impl Iterator<Item = impl Serialize>, out: &mut dyn Write) -> io::Result<()> {
    values.try_for_each(|value| {
        serde_json::to_writer(&mut *out, &value)?;
        out.write_all(b"\n")
    })
}

fn text(part: Part, page: &read::Page, out: &mut dyn Write) -> io::Result<()> {
    let mut view = StageView::new(out, page);
    match part {
        Part::Dates => inspect::dates(page).try_for_each(|date| view.date(&date)),
        Part::Numbers => inspect::numbers(page).try_for_each(|number| view.number(&number)),
        Part::Reports => inspect::reports(page).try_for_each(|report| view.report(&report)),
        Part::Document => view.document(&page.document),
    }
}
