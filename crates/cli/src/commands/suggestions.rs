//! `jikenbo suggestions`: links that wait for an editor.

use std::io::Write;

use jikenbo_app::Error;
use jikenbo_app::casebook::editing::accept::{accept, reject};
use jikenbo_app::casebook::suggestions::suggestions;
use jikenbo_app::render::casebook::suggestions as render;
use jikenbo_app::settings::Settings;
use jikenbo_model::SuggestionId;

use super::{Outcome, edit, session};
use crate::args::viewing::{Suggestions, SuggestionsCommand, SuggestionsList};
use crate::console::{self, Look};

/// Lists them, or does what is asked with one.
pub fn run(args: &Suggestions, settings: &Settings) -> Result<Outcome, Error> {
    match &args.command {
        None => list(&args.list, settings),
        Some(SuggestionsCommand::List(args)) => list(args, settings),
        Some(SuggestionsCommand::Accept(args)) => {
            edit::run(&args.edit, settings, |casebook| accept(casebook, SuggestionId(args.suggestion)))
        }
        Some(SuggestionsCommand::Reject(args)) => {
            edit::run(&args.edit, settings, |casebook| reject(casebook, SuggestionId(args.suggestion)))
        }
    }
}

fn list(args: &SuggestionsList, settings: &Settings) -> Result<Outcome, Error> {
    let style = Look::of_stdout(settings).style();
    let mut casebook = session::open(&args.book, None, Some(&args.view), settings)?;
    let found = suggestions(&mut casebook, args.state.into(), args.limit)?;
    let mut out = console::stdout();
    let written = if args.json {
        render::suggestions_json(&mut out, &found)
    } else {
        render::suggestions(&mut out, &found, style)
    };
    written.and_then(|()| out.flush()).map_err(Error::writing(console::STDOUT))?;
    Ok(Outcome::Done)
}
