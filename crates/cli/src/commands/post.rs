//! `jikenbo post`: a case, ready to be pasted into a blog.

use std::io::Write;

use jikenbo_app::Error;
use jikenbo_app::casebook::site::{Asked, Form, post, save};
use jikenbo_app::settings::Settings;

use super::{Outcome, session};
use crate::args::site::{Post, PostFormat};
use crate::console;

/// Writes the post to where it was asked for.
pub fn run(args: &Post, settings: &Settings) -> Result<Outcome, Error> {
    let mut casebook = session::open(&args.book, None, Some(&args.view), settings)?;
    let asked = Asked {
        case: args.case.clone(),
        form: match args.format {
            PostFormat::Html => Form::Html,
            PostFormat::Markdown => Form::Markdown,
        },
        template: args.template.clone(),
        lang: settings.language(),
        draft: args.draft,
    };
    let text = post(&mut casebook, &asked)?;
    match &args.output {
        Some(path) => save(path, &text)?,
        None => console::stdout().write_all(text.as_bytes()).map_err(Error::writing(console::STDOUT))?,
    }
    Ok(Outcome::Done)
}
