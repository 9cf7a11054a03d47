//! Pages to a form, one after the other.

use std::path::PathBuf;

use jikenbo_app::Error;
use jikenbo_app::input::{self, Input, Source};
use jikenbo_app::read::Page;
use jikenbo_app::render::{Named, Sink};
use jikenbo_app::rules::Rules;
use jikenbo_app::words::Words;

use super::Outcome;
use crate::console::{self, Progress};

/// What all pages are read by and where they go.
pub struct Feed<'a> {
    /// Word lists and heading forms.
    pub rules: &'a Rules,
    /// The language of what people read.
    pub words: &'static Words,
    /// What a message calls the output.
    pub output: &'a str,
}

impl Feed<'_> {
    /// Reads every file into `sink`; one that cannot be read is reported, and the rest are read.
    pub fn files(&self, files: &[PathBuf], sink: &mut dyn Sink) -> Result<Outcome, Error> {
        let mut failed = 0;
        for file in files {
            match input::documents(&Source::new(file), self.rules) {
                Ok((inputs, problems)) => {
                    failed += usize::from(!problems.is_empty());
                    problems.iter().for_each(|problem| console::report(problem, self.words));
                    inputs.into_iter().try_for_each(|input| self.page(input, sink))?;
                }
                Err(error) => {
                    console::report(&error, self.words);
                    failed += 1;
                }
            }
        }
        Ok(match failed {
            0 => Outcome::Done,
            all if all == files.len() => Outcome::NothingRead,
            _ => Outcome::PartlyFailed,
        })
    }

    /// Reads one page into `sink`.
    pub fn page(&self, input: Input, sink: &mut dyn Sink) -> Result<(), Error> {
        let failed = || Error::writing(self.output);
        let page = Page::open(&input.bytes, Some(&input.name), self.rules);
        // The decoded text is all that is needed from here on; a big page is not kept twice.
        let name = input.name;
        drop(input.bytes);
        let named = Named { name: &name, page: &page };
        sink.page(named).map_err(failed())?;
        let mut progress = Progress::new(self.words.reading(&name));
        for ((index, report), reading) in page.reports.iter().enumerate().zip(page.readings(self.rules)) {
            sink.reading(named, report, &reading).map_err(failed())?;
            progress.step(index + 1, page.reports.len());
        }
        progress.clear();
        self.tell_if_empty(&name, &page);
        Ok(())
    }

    fn tell_if_empty(&self, name: &str, page: &Page) {
        if page.reports.is_empty() {
            console::note(&self.words.warned(&self.words.no_reports(name)));
            for warning in &page.document.warnings {
                console::note(&format!("  {}", self.words.warning(warning, &page.document.text)));
            }
        }
    }
}
