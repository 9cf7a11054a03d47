//! `jikenbo diff`: what changed between reports.

use std::io::Write;

use jikenbo_app::Error;
use jikenbo_app::casebook::diff::diff;
use jikenbo_app::render::casebook::diff as render;
use jikenbo_app::settings::Settings;

use super::{Outcome, session};
use crate::args::viewing::Diff;
use crate::console::{self, Look};

/// Prints facts side by side and the sentences that differ.
pub fn run(args: &Diff, settings: &Settings) -> Result<Outcome, Error> {
    let style = Look::of_stdout(settings).style();
    let mut casebook = session::open(&args.book, None, Some(&args.view), settings)?;
    let found = diff(&mut casebook, &args.names)?;
    let mut out = console::stdout();
    let written =
        if args.json { render::diff_json(&mut out, &found) } else { render::diff(&mut out, &found, style) };
    written.and_then(|()| out.flush()).map_err(Error::writing(console::STDOUT))?;
    Ok(Outcome::Done)
}
