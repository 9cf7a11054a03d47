//! `jikenbo collect`: what is new at the sources.

use std::io::Write;

use jikenbo_app::Error;
use jikenbo_app::casebook::collect::{Collecting, Event, collect};
use jikenbo_app::casebook::intake::Happening;
use jikenbo_app::render::casebook::added::{Form, added};
use jikenbo_app::render::place;
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;

use super::{Outcome, copies, session, source};
use crate::args::source::Collect;
use crate::console;

/// Looks at the sources; one that fails is reported and the rest are looked at.
pub fn run(args: &Collect, settings: &Settings) -> Result<Outcome, Error> {
    let words = Words::of(settings.language());
    let mut casebook = session::open(&args.book, Some(&args.act), None, settings)?;
    let collecting = Collecting { names: args.names.clone(), fetching: source::fetching(settings)? };
    let form = if args.json { Form::Json } else { Form::Text(words) };
    let (mut failed, mut broken) = (0, None);
    collect(&mut casebook, &collecting, &mut |event| {
        let mut out = console::stdout();
        let told = match event {
            // An answer that is kept only is no news.
            Event::Page(Happening::Filed(outcomes)) => {
                let mut read =
                    outcomes.iter().filter(|outcome| !outcome.reports.is_empty() || outcome.erased.is_some());
                read.try_for_each(|outcome| added(&mut out, outcome, form))
            }
            Event::Page(Happening::Failed(error)) => {
                console::report(&error);
                Ok(())
            }
            Event::Page(Happening::PassedOver { .. }) => Ok(()),
            Event::Source { name, counts } => {
                failed += counts.failed;
                place::counts(&mut out, &name, counts, args.json)
            }
        };
        // What was acknowledged to nobody is safe all the same: filing goes on.
        if let Err(error) = told.and_then(|()| out.flush()) {
            broken.get_or_insert(error);
        }
    })?;
    // That an archive elsewhere takes no copy is told, and no failure of the sources.
    copies::hand_over(&mut casebook, None, args.json, settings)?;
    match broken {
        Some(error) => Err(Error::writing(console::STDOUT)(error)),
        None if failed == 0 => Ok(Outcome::Done),
        None => Ok(Outcome::PartlyFailed),
    }
}
