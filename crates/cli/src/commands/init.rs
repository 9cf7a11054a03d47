//! `jikenbo init`: a new casebook.

use jikenbo_app::Error;
use jikenbo_app::casebook::description::Description;
use jikenbo_app::casebook::init::{New, init};
use jikenbo_app::casebook::system;
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;

use super::Outcome;
use crate::args::casebook::Init;
use crate::console;

/// Makes the casebook.
pub fn run(args: &Init, settings: &Settings) -> Result<Outcome, Error> {
    let folder_name = || {
        let path = args.folder.canonicalize().unwrap_or_else(|_| args.folder.clone());
        path.file_name().map_or_else(|| "casebook".to_owned(), |name| name.to_string_lossy().into_owned())
    };
    let new = New {
        folder: args.folder.clone(),
        description: Description {
            name: args.name.clone().unwrap_or_else(folder_name),
            publication: args.publication.clone(),
            own_numbers: args.own_numbers,
            contact: args.contact.clone(),
            store: args.store.clone(),
            visibility: args.visibility.map(Into::into),
            masks: Vec::new(),
            timestamp: args.timestamp.clone(),
            copies: None,
        },
        password: settings.password.clone(),
    };
    init(&new, &system::means()?)?;
    console::note(&Words::of(settings.language()).casebook_made(&args.folder.display().to_string()));
    Ok(Outcome::Done)
}
