//! `jikenbo reread`: all captures again, with the present extractor.

use std::io::Write;
use std::thread;

use jikenbo_app::Error;
use jikenbo_app::casebook::reread::{Told, reread};
use jikenbo_app::render::casebook::reread::{changed, changed_json};
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;
use serde_json::json;

use super::{Outcome, session};
use crate::args::casebook::Reread;
use crate::console::{self, Progress};

/// Tells what changed, report by report, then in all.
pub fn run(args: &Reread, settings: &Settings) -> Result<Outcome, Error> {
    let words = Words::of(settings.language());
    let mut casebook = session::open(&args.book, Some(&args.act), None, settings)?;
    let threads = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let (mut out, mut broken) = (console::stdout(), None);
    let mut bar = Progress::new(words.rereading().to_owned());
    let summary = reread(&mut casebook, threads, &mut |told| match told {
        Told::Done(done) => bar.step(done, done),
        Told::Changed(report) => {
            let written =
                if args.json { changed_json(&mut out, &report) } else { changed(&mut out, &report, words) };
            if let Err(error) = written {
                broken.get_or_insert(error);
            }
        }
    })?;
    bar.clear();
    let written = broken.map_or(Ok(()), Err).and_then(|()| match args.json {
        true => writeln!(out, "{}", json!({"reread": summary})),
        false => words.reread(&summary).iter().try_for_each(|line| writeln!(out, "{line}")),
    });
    written.and_then(|()| out.flush()).map_err(Error::writing(console::STDOUT))?;
    Ok(Outcome::Done)
}
