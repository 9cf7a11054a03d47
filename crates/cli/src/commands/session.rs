//! Opening a casebook for a command.

use jikenbo_app::Error;
use jikenbo_app::casebook::editing::share;
use jikenbo_app::casebook::{Casebook, Worker, open, system};
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;
use jikenbo_model::Scope;

use crate::args::casebook::{Act, Book, View, Viewer};
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
        scope: match view.map(View::viewer) {
            None => Scope::Owner,
            Some(Viewer::Known(scope)) => scope.clone(),
            // Until the token is known to lead somewhere.
            Some(Viewer::Holder(_)) => Scope::Public,
        },
        as_of: view.and_then(View::as_of),
        ..Worker::owner(settings.writer())
    };
    let (mut casebook, notes) = open::open(&settings, worker, system::means()?)?;
    let words = Words::of(settings.language());
    notes.iter().for_each(|note| console::note(&words.opened(note)));
    if let Some(Viewer::Holder(token)) = view.map(View::viewer) {
        share::enter(&mut casebook, token)?;
    }
    Ok(casebook)
}
