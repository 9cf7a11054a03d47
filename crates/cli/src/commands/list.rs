//! `jikenbo list`: the cases of a casebook.

use std::io::Write;

use jikenbo_app::Error;
use jikenbo_app::casebook::list::list;
use jikenbo_app::render::casebook::cases::{line, line_json};
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;

use super::{Outcome, session};
use crate::args::casebook::List;
use crate::console;

/// Prints a line a case.
pub fn run(args: &List, settings: &Settings) -> Result<Outcome, Error> {
    let words = Words::of(settings.language());
    let mut casebook = session::open(&args.book, None, Some(&args.view), settings)?;
    let mut out = console::stdout();
    list(&mut casebook, args.limit, &mut |case| {
        let written = if args.json { line_json(&mut out, case) } else { line(&mut out, case, words) };
        written.map_err(Error::writing(console::STDOUT))
    })?;
    out.flush().map_err(Error::writing(console::STDOUT))?;
    Ok(Outcome::Done)
}
