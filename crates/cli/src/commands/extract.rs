//! `jikenbo extract`: pages to facts.

use std::io::Write;

use jikenbo_app::render::Sink;
use jikenbo_app::render::csv::Table;
use jikenbo_app::render::html::HtmlPage;
use jikenbo_app::render::json::JsonLines;
use jikenbo_app::render::terminal::Terminal;
use jikenbo_app::rules::Rules;
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;
use jikenbo_app::{Error, output};

use super::Outcome;
use super::pages::Feed;
use crate::args::{Extract, Format};
use crate::console;

/// Reads every file; one that cannot be read is reported and the rest are read.
pub fn run(args: &Extract, settings: &Settings) -> Result<Outcome, Error> {
    let rules = Rules::load(settings)?;
    let words = Words::of(settings.language());
    match args.output.as_deref().filter(|path| path.as_os_str() != "-") {
        Some(path) => {
            let feed = Feed { rules: &rules, words, output: &path.display().to_string() };
            output::whole(path, |out| match write(args, &feed, console::Look::plain(words), out)? {
                Outcome::NothingRead => Err(Error::NothingRead { path: path.to_owned() }),
                outcome => Ok(outcome),
            })
        }
        None => {
            let feed = Feed { rules: &rules, words, output: console::STDOUT };
            write(args, &feed, console::Look::of_stdout(settings), &mut console::stdout())
        }
    }
}

fn write(
    args: &Extract,
    feed: &Feed<'_>,
    look: console::Look,
    out: &mut dyn Write,
) -> Result<Outcome, Error> {
    let format = if args.json { Format::Json } else { args.format };
    let mut sink: Box<dyn Sink + '_> = match format {
        Format::Text => Box::new(Terminal::new(out, look.style())),
        Format::Json => Box::new(JsonLines::new(out)),
        Format::Csv => Box::new(Table::new(out).map_err(Error::writing(feed.output))?),
        Format::Html => Box::new(HtmlPage::new(out, feed.words)),
    };
    let outcome = feed.files(&args.files, &mut *sink)?;
    if outcome != Outcome::NothingRead {
        sink.close().map_err(Error::writing(feed.output))?;
    }
    Ok(outcome)
}
