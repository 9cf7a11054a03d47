//! `jikenbo show`: one case.

use std::io::Write;

use jikenbo_app::Error;
use jikenbo_app::casebook::show::show;
use jikenbo_app::render::casebook::cases::{case, case_json};
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;

use super::{Outcome, session};
use crate::args::casebook::Show;
use crate::console;

/// Prints the case with its reports.
pub fn run(args: &Show, settings: &Settings) -> Result<Outcome, Error> {
    let words = Words::of(settings.language());
    let mut casebook = session::open(&args.book, None, Some(&args.view), settings)?;
    let shown = show(&mut casebook, &args.number)?;
    let mut out = console::stdout();
    let written = if args.json { case_json(&mut out, &shown) } else { case(&mut out, &shown, words) };
    written.and_then(|()| out.flush()).map_err(Error::writing(console::STDOUT))?;
    Ok(Outcome::Done)
}
