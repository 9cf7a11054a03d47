//! `jikenbo erase`: a copy and all that was read from it, gone for good.

use std::io;

use jikenbo_app::Error;
use jikenbo_app::casebook::editing::erase::{doomed, erase};
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;

use super::{Outcome, edit, session};
use crate::args::editing::Erase;
use crate::console;

/// Asks, and erases.
pub fn run(args: &Erase, settings: &Settings) -> Result<Outcome, Error> {
    let words = Words::of(settings.language());
    if !args.yes {
        let mut casebook = session::open(&args.edit.book, Some(&args.edit.act), None, settings)?;
        let question = words.erase_question(&doomed(&mut casebook, &args.copy)?);
        drop(casebook);
        question.iter().for_each(|line| console::note(line));
        if !agreed(words.erase_word())? {
            console::note(words.erase_not());
            return Ok(Outcome::PartlyFailed);
        }
    }
    edit::run(&args.edit, settings, |casebook| erase(casebook, &args.copy))
}

/// Whether the word was typed.
fn agreed(word: &str) -> Result<bool, Error> {
    let mut line = String::new();
    let read = io::stdin().read_line(&mut line);
    read.map_err(|source| Error::Read { name: "standard input".to_owned(), source })?;
    Ok(line.trim() == word)
}
