//! `jikenbo extract`: pages to facts.

use std::io::{self, BufWriter, Write};

use jikenbo_app::input::{self, Source};
use jikenbo_app::read::Page;
use jikenbo_app::rules::Rules;
use jikenbo_app::settings::Settings;
use jikenbo_app::{Error, output};

use super::Outcome;
use crate::args::Extract;
use crate::console;

/// Reads every file; one that cannot be read is reported and the rest are read.
pub fn run(args: &Extract, settings: &Settings) -> Result<Outcome, Error> {
    let rules = Rules::load(settings)?;
    match &args.output {
        Some(path) => output::whole(path, |sink| write(args, &rules, sink)),
        None => {
            let mut sink = BufWriter::new(io::stdout().lock());
            let outcome = write(args, &rules, &mut sink)?;
            sink.flush().map_err(Error::writing("standard output"))?;
            Ok(outcome)
        }
    }
}

fn write(args: &Extract, rules: &Rules, sink: &mut dyn Write) -> Result<Outcome, Error> {
    let mut outcome = Outcome::Done;
    for file in &args.files {
        match input::load(&Source::new(file)) {
            Ok(input) => {
                let page = Page::open(&input.bytes, Some(&input.name), rules);
                for reading in page.readings(rules) {
                    serde_json::to_writer(&mut *sink, &reading).map_err(io::Error::from)
                        .and_then(|()| sink.write_all(b"\n"))
                        .map_err(Error::writing("standard output"))?;
                }
            }
            Err(error) => {
                console::report(&error);
                outcome = Outcome::PartlyFailed;
            }
        }
    }
    Ok(outcome)
}
