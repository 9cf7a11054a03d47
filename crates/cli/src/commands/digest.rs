//! `jikenbo digest`, `jikenbo stats`: a month's or a span's figures.

use std::io::Write;

use jikenbo_app::Error;
use jikenbo_app::casebook::digest::{self, Form, Lang, Period, Reads, Wanted};
use jikenbo_app::settings::{self, Settings};

use super::{Outcome, session};
use crate::args::digest::{Digest, Stats};
use crate::console;

/// Prints the month's column, or writes it to a file.
pub fn run(args: &Digest, settings: &Settings) -> Result<Outcome, Error> {
    let reads = args.reads.as_deref().map(digest::reads).transpose()?.unwrap_or_default();
    let mut casebook = session::open(&args.book, None, Some(&args.view), settings)?;
    let wanted = Wanted {
        period: Period::month(args.month),
        options: args.counting.options(),
        draft: args.counting.draft,
        reads,
    };
    let made = digest::digest(&mut casebook, &wanted)?;
    let text = digest::render(&made, args.format.into(), lang(settings));
    match &args.output {
        Some(path) => digest::save(path, &text)?,
        None => print(&text)?,
    }
    Ok(Outcome::Done)
}

/// Prints the figures of a span of months.
pub fn stats(args: &Stats, settings: &Settings) -> Result<Outcome, Error> {
    let mut casebook = session::open(&args.book, None, Some(&args.view), settings)?;
    let draft = args.counting.draft;
    let whole = digest::whole_period(&mut casebook, draft)?;
    let period = Period { from: args.from.unwrap_or(whole.from), to: args.to.unwrap_or(whole.to) };
    if period.from > period.to {
        let got = format!("{} to {}", period.from, period.to);
        return Err(Error::NotThat { expected: "a first month that is not after the last", got });
    }
    let wanted = Wanted { period, options: args.counting.options(), draft, reads: Reads::new() };
    let made = digest::digest(&mut casebook, &wanted)?;
    let form = if args.json { Form::Json } else { Form::Text };
    print(&digest::render(&made, form, lang(settings)))?;
    Ok(Outcome::Done)
}

fn lang(settings: &Settings) -> Lang {
    match settings.language() {
        settings::Lang::Ja => Lang::Ja,
        settings::Lang::En => Lang::En,
    }
}

fn print(text: &str) -> Result<(), Error> {
    let mut out = console::stdout();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Error::writing(console::STDOUT))
}
