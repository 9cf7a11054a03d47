//! `jikenbo verify`: whether all that is kept is what was filed.

use std::io::Write;

use jikenbo_app::Error;
use jikenbo_app::casebook::verify::{Told, verify};
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;
use serde_json::json;

use super::{Outcome, session};
use crate::args::casebook::Verify;
use crate::console::{self, Progress};

/// Names each fault.
pub fn run(args: &Verify, settings: &Settings) -> Result<Outcome, Error> {
    let words = Words::of(settings.language());
    let mut casebook = session::open(&args.book, None, None, settings)?;
    let (mut out, mut broken) = (console::stdout(), None);
    let mut bar = Progress::new(words.verifying().to_owned());
    let mut tell = |told: Told| {
        let written = match told {
            Told::Fault(fault) if args.json => writeln!(out, "{}", json!({"fault": fault})),
            Told::Fault(fault) => writeln!(out, "{}", words.fault(&fault)),
            Told::Note { code, file } => {
                console::note(&words.noted(code.as_str(), &file));
                Ok(())
            }
        };
        if let Err(error) = written {
            broken.get_or_insert(error);
        }
    };
    let summary = verify(&mut casebook, &mut tell, &mut |progress| {
        let megabytes = |bytes: u64| usize::try_from(bytes / 1_000_000).unwrap_or(usize::MAX);
        bar.step(megabytes(progress.done), megabytes(progress.total));
    })?;
    bar.clear();
    let last = if args.json { json!({"verified": summary}).to_string() } else { words.verified(&summary) };
    let written =
        broken.map_or(Ok(()), Err).and_then(|()| writeln!(out, "{last}")).and_then(|()| out.flush());
    written.map_err(Error::writing(console::STDOUT))?;
    Ok(if summary.faults == 0 { Outcome::Done } else { Outcome::PartlyFailed })
}
