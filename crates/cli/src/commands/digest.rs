//! `jikenbo digest`, `jikenbo stats`: a month's or a span's figures.

use std::io::Write;
use std::mem;
use std::path::Path;

use jikenbo_app::Error;
use jikenbo_app::casebook::digest::{self, Lang, Period, Wanted};
use jikenbo_app::casebook::list::Filter;
use jikenbo_app::casebook::{Casebook, organizations};
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;

use super::{Outcome, edit, session};
use crate::args::digest::{Digest, Form, Stats};
use crate::console;

/// Prints the month's column, or writes it to a file.
pub fn run(args: &Digest, settings: &Settings) -> Result<Outcome, Error> {
    let output = needed(args.format, args.output.as_deref())?;
    let reads = args.reads.as_deref().map(digest::reads).transpose()?.unwrap_or_default();
    let mut casebook = session::open(&args.book, Some(&args.act), Some(&args.view), settings)?;
    if args.thaw {
        let thawed = digest::thaw(&mut casebook, args.month)?;
        return edit::tell(&thawed, false, settings);
    }
    if args.freeze {
        let frozen = digest::freeze(&mut casebook, args.month, &reads)?;
        Words::of(settings.language()).edited(&frozen).iter().for_each(|line| console::note(line));
    }
    let wanted = Wanted {
        draft: args.counting.draft,
        reads,
        as_now: args.now,
        ..Wanted::of(Period::month(args.month), args.counting.options())
    };
    let made = digest::digest(&mut casebook, &wanted)?;
    let text = match &args.template {
        Some(template) => digest::fill(&made.digest, lang(settings), template)?,
        None => digest::render(&made.digest, args.format.rendered(), lang(settings)),
    };
    // Of a hundred thousand items the end takes as long as a part of the column, and the program ends with them.
    mem::forget(made);
    put(&text, args.format, output, settings)
}

/// Prints the figures of a span of months, or what lenses show of it.
pub fn stats(args: &Stats, settings: &Settings) -> Result<Outcome, Error> {
    let format = if args.json { Form::Json } else { args.format };
    let output = needed(format, args.output.as_deref())?;
    if let Some(withheld) = args.withheld() {
        let got = format!("--lens {}", withheld.word());
        return Err(Error::NotThat { expected: "`--inferences` with a lens that only infers", got });
    }
    let mut casebook = session::open(&args.book, None, Some(&args.view), settings)?;
    let wanted = Wanted {
        draft: args.counting.draft,
        filter: filter(args, &mut casebook)?,
        ..Wanted::of(period(args, &mut casebook)?, args.counting.options())
    };
    let (form, lang) = (format.rendered(), lang(settings));
    let text = if args.lens.is_empty() {
        let made = digest::digest(&mut casebook, &wanted)?;
        let text = digest::render(&made.digest, form, lang);
        mem::forget(made);
        text
    } else {
        let lenses = digest::over(&mut casebook, &wanted, &args.lenses())?;
        match &args.template {
            Some(template) => digest::fill_lenses(&lenses, lang, template)?,
            None => digest::render_lenses(&lenses, form, lang),
        }
    };
    put(&text, format, output, settings)
}

fn period(args: &Stats, casebook: &mut Casebook) -> Result<Period, Error> {
    if let Some(span) = args.span {
        return Ok(span.0);
    }
    let period = match (args.from, args.to) {
        (Some(from), Some(to)) => Period { from, to },
        (from, to) => {
            let whole = digest::whole_period(casebook, args.counting.draft)?;
            Period { from: from.unwrap_or(whole.from), to: to.unwrap_or(whole.to) }
        }
    };
    if period.from > period.to {
        let got = format!("{} to {}", period.from, period.to);
        return Err(Error::NotThat { expected: "a first month that is not after the last", got });
    }
    Ok(period)
}

fn filter(args: &Stats, casebook: &mut Casebook) -> Result<Filter, Error> {
    let word = |field: &str, word: &Option<String>| Some((field.to_owned(), word.clone()?));
    let words = [word("cause", &args.cause), word("methods", &args.method)];
    let mut filter = Filter {
        words: words.into_iter().flatten().collect(),
        label: args.label.clone(),
        ..Filter::default()
    };
    if let Some(name) = &args.organization {
        organizations::narrow(casebook, name, &mut filter)?;
    }
    Ok(filter)
}

/// A PDF is no text for a terminal.
fn needed(format: Form, output: Option<&Path>) -> Result<Option<&Path>, Error> {
    match (format, output) {
        (Form::Pdf, None) => {
            Err(Error::NotThat { expected: "`--output FILE` with `--format pdf`", got: "none".to_owned() })
        }
        _ => Ok(output),
    }
}

fn put(text: &str, format: Form, output: Option<&Path>, settings: &Settings) -> Result<Outcome, Error> {
    match output {
        Some(path) if format == Form::Pdf => digest::print(path, text, settings)?,
        Some(path) => digest::save(path, text)?,
        None => print(text)?,
    }
    Ok(Outcome::Done)
}

fn lang(settings: &Settings) -> Lang {
    settings.language().into()
}

fn print(text: &str) -> Result<(), Error> {
    let mut out = console::stdout();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Error::writing(console::STDOUT))
}
