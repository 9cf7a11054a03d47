//! Opening a casebook for a command.

use jikenbo_app::Error;
use jikenbo_app::casebook::{Casebook, Worker, open, system};
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;

use crate::args::casebook::{Act, Book, View};
use crate::console;

/// Opens the casebook, and tells what was set right.
pub fn open(
    book: &Book,
    act: Option<&Act>,
    view: Option<&View>,
    settings: &Settings,
) -> Result<Casebook, Error> {
    let settings = book.settings().or(settings.clone());
    let worker = Worker {
        why: act.and_then(|act| act.why.clone()),
        scope: view.map_or(jikenbo_model::Scope::Owner, View::scope),
        as_of: view.and_then(View::as_of),
        ..Worker::owner(settings.writer())
    };
    let (casebook, notes) = open::open(&settings, worker, system::means()?)?;
    let words = Words::of(settings.language());
    notes.iter().for_each(|note| console::note(&words.opened(note)));
    Ok(casebook)
}
