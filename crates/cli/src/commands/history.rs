//! `jikenbo history`: who did what to a thing, when and why.

use std::io::Write;

use jikenbo_app::Error;
use jikenbo_app::casebook::history::history;
use jikenbo_app::render::casebook::history as render;
use jikenbo_app::settings::Settings;

use super::{Outcome, session};
use crate::args::viewing::History;
use crate::console::{self, Look};

/// Prints the writes that touched it.
pub fn run(args: &History, settings: &Settings) -> Result<Outcome, Error> {
    let style = Look::of_stdout(settings).style();
    let mut casebook = session::open(&args.book, None, Some(&args.view), settings)?;
    let found = history(&mut casebook, &args.name)?;
    let mut out = console::stdout();
    let written = if args.json {
        render::history_json(&mut out, &found)
    } else {
        render::history(&mut out, &found, style)
    };
    written.and_then(|()| out.flush()).map_err(Error::writing(console::STDOUT))?;
    Ok(Outcome::Done)
}
