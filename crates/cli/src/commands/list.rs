//! `jikenbo list`: the cases of a casebook.

use std::io::Write;

use jikenbo_app::Error;
use jikenbo_app::casebook::list::{Filter, filtered};
use jikenbo_app::casebook::{Casebook, organizations};
use jikenbo_app::render::casebook::list as render;
use jikenbo_app::settings::Settings;
use jikenbo_model::CaseState;

use super::{Outcome, session};
use crate::args::casebook::List;
use crate::console::{self, Look};

/// Prints each case that is asked for.
pub fn run(args: &List, settings: &Settings) -> Result<Outcome, Error> {
    let look = Look::of_stdout(settings);
    let style = look.style();
    let mut casebook = session::open(&args.book, None, Some(&args.view), settings)?;
    let filter = filter(args, &mut casebook)?;
    let mut out = console::stdout();
    filtered(&mut casebook, &filter, args.limit, &mut |case| {
        let written = match (args.json, look.is_terminal()) {
            (true, _) => render::line_json(&mut out, case),
            (false, true) => render::line(&mut out, case, style),
            (false, false) => render::line_tabs(&mut out, case, style.words),
        };
        written.map_err(Error::writing(console::STDOUT))
    })?;
    out.flush().map_err(Error::writing(console::STDOUT))?;
    Ok(Outcome::Done)
}

fn filter(args: &List, casebook: &mut Casebook) -> Result<Filter, Error> {
    let word = |field: &str, word: &Option<String>| Some((field.to_owned(), word.clone()?));
    let mut filter = Filter {
        year: args.year,
        state: args.state.as_deref().and_then(CaseState::from_word),
        words: [word("cause", &args.cause), word("kind", &args.kind)].into_iter().flatten().collect(),
        label: args.label.clone(),
        month: args.month.clone(),
        ..Filter::default()
    };
    if let Some(name) = &args.organization {
        organizations::narrow(casebook, name, &mut filter)?;
    }
    Ok(filter)
}
