//! `jikenbo eval`: a reading against reference facts.

use std::io::Write;
use std::path::Path;

use jikenbo_app::Error;
use jikenbo_app::evaluate::{self, ReportFacts, facts_file};
use jikenbo_app::input::{self, Source};
use jikenbo_app::read::Page;
use jikenbo_app::render::scores;
use jikenbo_app::rules::Rules;
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;

use super::Outcome;
use crate::args::Eval;
use crate::console;

/// Prints how right the reading is.
pub fn run(args: &Eval, settings: &Settings) -> Result<Outcome, Error> {
    let rules = Rules::load(settings)?;
    let gold = facts(&args.gold)?;
    let read = if is_facts(&args.file) { facts(&args.file)? } else { page(&args.file, &rules)? };
    let scores = evaluate::score(&gold, &read);
    let mut out = console::stdout();
    let written = if args.json {
        writeln!(out, "{}", scores::object(&scores))
    } else {
        let misses = args.misses.then(|| Words::of(settings.language()));
        scores::text(&mut out, &scores, misses)
    };
    written.and_then(|()| out.flush()).map_err(Error::writing(console::STDOUT))?;
    Ok(Outcome::Done)
}

/// By its name: what `extract --json` printed, or an array of the same.
fn is_facts(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "jsonl" || extension == "json")
}

fn facts(path: &Path) -> Result<Vec<ReportFacts>, Error> {
    let input = input::load(&Source::new(path))?;
    facts_file::parse(&input.name, &String::from_utf8_lossy(&input.bytes))
}

fn page(path: &Path, rules: &Rules) -> Result<Vec<ReportFacts>, Error> {
    let input = input::load(&Source::new(path))?;
    Ok(Page::open(&input.bytes, Some(&input.name), rules).readings(rules).map(evaluate::facts_of).collect())
}
