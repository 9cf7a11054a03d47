//! `jikenbo seal`: the last seal, and an authority's time-stamp for it.

use std::io::Write;

use jikenbo_app::Error;
use jikenbo_app::casebook::stamp::{self, Limits};
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;
use serde_json::json;

use super::{Outcome, session};
use crate::args::casebook::Seal;
use crate::console;

/// Tells the seal; has it time-stamped first where that is asked.
pub fn run(args: &Seal, settings: &Settings) -> Result<Outcome, Error> {
    let words = Words::of(settings.language());
    let mut casebook = session::open(&args.book, None, None, settings)?;
    let (is_new, seal) = match args.timestamp {
        true => stamp::timestamp(&mut casebook, args.authority.as_deref(), Limits::default())?,
        false => (false, stamp::last(&casebook)?.ok_or(Error::NothingSealed)?),
    };
    if args.timestamp && !is_new {
        console::note(words.already_stamped());
    }
    let mut out = console::stdout();
    let written = match args.json {
        true => writeln!(out, "{}", json!(seal)),
        false => words.seal(&seal).iter().try_for_each(|line| writeln!(out, "{line}")),
    };
    written.and_then(|()| out.flush()).map_err(Error::writing(console::STDOUT))?;
    Ok(Outcome::Done)
}
