//! `jikenbo add`: pages into the casebook.

use std::io::Write;

use jikenbo_app::Error;
use jikenbo_app::casebook::add::{Adding, Happening, add};
use jikenbo_app::casebook::browsing::Browsing;
use jikenbo_app::casebook::fetching::Fetching;
use jikenbo_app::render::casebook::added::{Form, added};
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;

use super::{Outcome, session};
use crate::args::casebook::Add;
use crate::console;

/// How addresses are fetched.
fn fetching(args: &Add, settings: &Settings) -> Result<Fetching, Error> {
    let mut fetching = Fetching::of(settings)?;
    fetching.confirmed = args.confirm;
    if args.browser {
        fetching.browsing = Browsing::Always;
    }
    Ok(fetching)
}

/// Adds every page; one that cannot be read is reported and the rest are added.
pub fn run(args: &Add, settings: &Settings) -> Result<Outcome, Error> {
    let words = Words::of(settings.language());
    let mut casebook = session::open(&args.book, Some(&args.act), None, settings)?;
    let adding = Adding {
        pages: args.pages.clone(),
        url: args.url.clone(),
        visibility: args.visibility.map(Into::into),
        source: args.source.clone(),
        dry_run: args.dry_run,
        fetching: fetching(args, settings)?,
    };
    let form = if args.json { Form::Json } else { Form::Text(words) };
    let (mut failed, mut filed, mut broken) = (0, 0, None);
    add(&mut casebook, &adding, &mut |happening| match happening {
        Happening::Filed(outcomes) => {
            let refused = outcomes.iter().filter(|outcome| outcome.erased.is_some()).count();
            failed += refused;
            filed += outcomes.len() - refused;
            // What was acknowledged to nobody is safe all the same: filing goes on.
            let mut out = console::stdout();
            let told = outcomes.iter().try_for_each(|outcome| added(&mut out, outcome, form));
            if let Err(error) = told.and_then(|()| out.flush()) {
                broken.get_or_insert(error);
            }
        }
        Happening::Failed(error) => {
            failed += 1;
            console::report(&error, words);
        }
        Happening::PassedOver { name, captures } => console::note(&words.passed_over(&name, captures)),
    })?;
    if args.dry_run {
        console::note(words.nothing_written());
    }
    match broken {
        Some(error) => Err(Error::writing(console::STDOUT)(error)),
        None if failed == 0 => Ok(Outcome::Done),
        None if filed == 0 => Ok(Outcome::NothingRead),
        None => Ok(Outcome::PartlyFailed),
    }
}
