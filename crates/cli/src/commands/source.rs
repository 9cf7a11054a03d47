//! `jikenbo source`: the places that are looked at again and again.

use std::io::{self, Write};

use jikenbo_app::Error;
use jikenbo_app::casebook::Casebook;
use jikenbo_app::casebook::collect::find::{Tried, find, rehearse};
use jikenbo_app::casebook::fetching::Fetching;
use jikenbo_app::casebook::sources::{self, Source, metrics, status};
use jikenbo_app::render::sources as render;
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;
use serde::Serialize;

use super::{Outcome, session};
use crate::args::source::{self, Add, Asked, SourceAct, Status};
use crate::console;

/// Does what is asked for.
pub fn run(args: &source::Source, settings: &Settings) -> Result<Outcome, Error> {
    let words = Words::of(settings.language());
    match &args.act {
        SourceAct::Add(args) => add(args, settings),
        SourceAct::List { asked } => {
            let casebook = opened(asked, settings)?;
            sources::sources(&casebook)?
                .iter()
                .try_for_each(|source| shown(source, asked, render::source, words))
        }
        SourceAct::Show(named) => {
            let casebook = opened(&named.asked, settings)?;
            shown(&sources::source(&casebook, &named.name)?, &named.asked, render::whole, words)
        }
        SourceAct::Test(named) => {
            let mut casebook = opened(&named.asked, settings)?;
            let source = sources::source(&casebook, &named.name)?;
            let tried = rehearse(&mut casebook, &source, &fetching(settings)?)?;
            told_of(&tried, &named.asked, words)
        }
        SourceAct::Status(args) => return told(args, settings),
        SourceAct::Pause(named) => sources::pause(&opened(&named.asked, settings)?, &named.name, true),
        SourceAct::Resume(named) => sources::pause(&opened(&named.asked, settings)?, &named.name, false),
        SourceAct::Remove(named) => sources::remove(&mut opened(&named.asked, settings)?, &named.name),
    }?;
    Ok(Outcome::Done)
}

/// A source is added once it was looked at: a wrong address shows at once.
fn add(args: &Add, settings: &Settings) -> Result<(), Error> {
    let mut casebook = opened(&args.asked, settings)?;
    if sources::source(&casebook, &args.name).is_ok() {
        return Err(Error::SameSource { name: args.name.clone() });
    }
    let tried = find(&mut casebook, wanted(args), args.kind.map(Into::into), &fetching(settings)?)?;
    sources::add(&casebook, tried.source.clone())?;
    told_of(&tried, &args.asked, Words::of(settings.language()))
}

/// What a source would give; that a browser is needed for it is told beside that.
fn told_of(tried: &Tried, asked: &Asked, words: &Words) -> Result<(), Error> {
    shown(tried, asked, render::tried, words)?;
    if let Some(note) = render::hollow(tried, words) {
        console::note(&note);
    }
    Ok(())
}

fn wanted(args: &Add) -> Source {
    Source {
        name: args.name.clone(),
        url: args.url.clone(),
        select: args.select.clone(),
        links: args.links.clone(),
        words: args.words.clone(),
        score: args.score,
        age: args.age,
        browser: args.browser.map(Into::into),
        every: args.every,
        visibility: args.visibility.map(Into::into),
        text_policy: args.text.map(Into::into),
        ground: args.ground.clone(),
        labels: args.labels.clone(),
        contact: args.contact.clone(),
        ..Source::default()
    }
}

/// How the sources are; one that is in alarm is no success.
fn told(args: &Status, settings: &Settings) -> Result<Outcome, Error> {
    let mut casebook = opened(&args.asked, settings)?;
    let all = status::status(&mut casebook, &args.names)?;
    if args.prometheus {
        let mut out = console::stdout();
        let text = metrics::prometheus(&all);
        let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        written.map_err(Error::writing(console::STDOUT))?;
        return Ok(Outcome::Done);
    }
    let words = Words::of(settings.language());
    all.iter().try_for_each(|one| shown(one, &args.asked, render::status, words))?;
    let is_well = !all.iter().any(|one| one.health.is_alarm());
    Ok(if is_well { Outcome::Done } else { Outcome::PartlyFailed })
}

/// How addresses are fetched, by the settings.
pub(super) fn fetching(settings: &Settings) -> Result<Fetching, Error> {
    Fetching::of(settings)
}

fn opened(asked: &Asked, settings: &Settings) -> Result<Casebook, Error> {
    session::open(&asked.book, None, None, settings)
}

fn shown<T: Serialize>(
    value: &T,
    asked: &Asked,
    view: impl FnOnce(&mut dyn Write, &T, &Words) -> io::Result<()>,
    words: &Words,
) -> Result<(), Error> {
    let mut out = console::stdout();
    let written = if asked.json {
        serde_json::to_writer(&mut out, value).map_err(io::Error::from).and_then(|()| out.write_all(b"\n"))
    } else {
        view(&mut out, value, words)
    };
    written.and_then(|()| out.flush()).map_err(Error::writing(console::STDOUT))
}
