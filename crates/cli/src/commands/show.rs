//! `jikenbo show`: one case or report.

use std::io::Write;

use jikenbo_app::Error;
use jikenbo_app::casebook::show::look;
use jikenbo_app::render::casebook::show::shown;
use jikenbo_app::render::casebook::show_json::shown_json;
use jikenbo_app::settings::Settings;

use super::{Outcome, session};
use crate::args::casebook::Show;
use crate::console::{self, Look};

/// Prints the case with its reports, or the report.
pub fn run(args: &Show, settings: &Settings) -> Result<Outcome, Error> {
    let style = Look::of_stdout(settings).style();
    let mut casebook = session::open(&args.book, None, Some(&args.view), settings)?;
    let found = look(&mut casebook, &args.name)?;
    let mut out = console::stdout();
    let written = if args.json { shown_json(&mut out, &found) } else { shown(&mut out, &found, style) };
    written.and_then(|()| out.flush()).map_err(Error::writing(console::STDOUT))?;
    Ok(Outcome::Done)
}
