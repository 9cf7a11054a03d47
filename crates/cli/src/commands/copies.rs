//! `jikenbo copies`: copies in archives elsewhere.

use std::io::{self, Write};

use jikenbo_app::Error;
use jikenbo_app::casebook::Casebook;
use jikenbo_app::casebook::editing::copies::add;
use jikenbo_app::casebook::elsewhere::{Came, Sending, Sent, send};
use jikenbo_app::casebook::fetching::Fetching;
use jikenbo_app::render::sources as render;
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;

use super::{Outcome, edit, session};
use crate::args::editing::{Copies, CopiesAct};
use crate::console;

/// Notes where a copy is, or has some made.
pub fn run(args: &Copies, settings: &Settings) -> Result<Outcome, Error> {
    match &args.act {
        CopiesAct::Add { copy, url, edit } => edit::run(edit, settings, |casebook| add(casebook, copy, url)),
        CopiesAct::Send { limit, json, book, act } => {
            let mut casebook = session::open(book, Some(act), None, settings)?;
            hand_over(&mut casebook, *limit, *json, settings)
        }
    }
}

/// Hands over what is due, and tells of each page.
pub(super) fn hand_over(
    casebook: &mut Casebook,
    most: Option<usize>,
    json: bool,
    settings: &Settings,
) -> Result<Outcome, Error> {
    let sending = Sending { fetching: Fetching::of(settings)?, keys: settings.archive_keys.clone(), most };
    let (mut broken, mut refused) = (None, false);
    let words = Words::of(settings.language());
    send(casebook, &sending, &mut |sent| {
        refused |= !matches!(sent.came, Came::Copy(_));
        if let Err(error) = told(&sent, json, words) {
            broken.get_or_insert(error);
        }
    })?;
    match broken {
        Some(error) => Err(Error::writing(console::STDOUT)(error)),
        None if refused => Ok(Outcome::PartlyFailed),
        None => Ok(Outcome::Done),
    }
}

fn told(sent: &Sent, json: bool, words: &Words) -> io::Result<()> {
    let mut out = console::stdout();
    if json {
        serde_json::to_writer(&mut out, sent)?;
        writeln!(out)?;
    } else {
        render::sent(&mut out, sent, words)?;
    }
    out.flush()
}
