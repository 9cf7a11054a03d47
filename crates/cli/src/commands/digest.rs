//! `jikenbo digest`, `jikenbo stats`: a month's or a span's figures.

use std::io::Write;
use std::mem;
use std::path::Path;

use jikenbo_app::Error;
use jikenbo_app::casebook::digest::{self, Lang, Period, Reads, Wanted};
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
    tell_unknown(&mut casebook, &wanted.reads, settings)?;
    if made.digest.total == 0 {
        tell_unpublished(&mut casebook, &wanted, settings)?;
    }
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
        return Err(Error::Needs { given: format!("--lens {}", withheld.word()), beside: "--inferences" });
    }
    let mut casebook = session::open(&args.book, None, Some(&args.view), settings)?;
    let wanted = Wanted {
        draft: args.counting.draft,
        filter: filter(args, &mut casebook)?,
        ..Wanted::of(period(args, &mut casebook, args.counting.draft)?, args.counting.options())
    };
    let (form, lang) = (format.rendered(), lang(settings));
    let (text, total) = if args.lens.is_empty() {
        let made = digest::digest(&mut casebook, &wanted)?;
        let told = (digest::render_span(&made.digest, form, lang), made.digest.total);
        mem::forget(made);
        told
    } else {
        let lenses = digest::over(&mut casebook, &wanted, &args.lenses())?;
        let text = match &args.template {
            Some(template) => digest::fill_lenses(&lenses, lang, template)?,
            None => digest::render_lenses(&lenses, form, lang),
        };
        (text, lenses.total)
    };
    if total == 0 {
        tell_nothing(&mut casebook, args, &wanted, settings)?;
    }
    put(&text, format, output, settings)
}

/// Tells why nothing may count in a span: nobody published it, or an organisation is called otherwise.
fn tell_nothing(
    casebook: &mut Casebook,
    args: &Stats,
    wanted: &Wanted,
    settings: &Settings,
) -> Result<(), Error> {
    let with_drafts = Wanted { period: period(args, casebook, true)?, ..wanted.clone() };
    let are_told = tell_unpublished(casebook, &with_drafts, settings)?;
    if let Some(name) = args.organization.as_deref().filter(|_| !are_told) {
        console::note(&Words::of(settings.language()).nothing_of(name));
    }
    Ok(())
}

/// Tells how many are left out as nobody published them; whether there are any.
pub(super) fn tell_unpublished(
    casebook: &mut Casebook,
    wanted: &Wanted,
    settings: &Settings,
) -> Result<bool, Error> {
    let count = digest::unpublished(casebook, wanted)?;
    if count > 0 {
        console::note(&Words::of(settings.language()).unpublished(count));
    }
    Ok(count > 0)
}

fn tell_unknown(casebook: &mut Casebook, reads: &Reads, settings: &Settings) -> Result<(), Error> {
    let unknown = digest::unknown(casebook, reads)?;
    if !unknown.is_empty() {
        console::note(&Words::of(settings.language()).reads_unknown(&unknown));
    }
    Ok(())
}

fn period(args: &Stats, casebook: &mut Casebook, draft: bool) -> Result<Period, Error> {
    if let Some(span) = args.span {
        return Ok(span.0);
    }
    let period = match (args.from, args.to) {
        (Some(from), Some(to)) => Period { from, to },
        (from, to) => {
            let whole = digest::whole_period(casebook, draft)?;
            Period { from: from.unwrap_or(whole.from), to: to.unwrap_or(whole.to) }
        }
    };
    if period.from > period.to {
        return Err(Error::Backwards { from: period.from, to: period.to });
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
        (Form::Pdf, None) => Err(Error::Needs { given: "--format pdf".to_owned(), beside: "--output FILE" }),
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
