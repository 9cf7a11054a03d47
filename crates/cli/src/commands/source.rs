//! `jikenbo source`: the places that are looked at again and again.

use std::io::{self, Write};

use jikenbo_app::Error;
use jikenbo_app::casebook::Casebook;
use jikenbo_app::casebook::collect::rehearse;
use jikenbo_app::casebook::fetching::Fetching;
use jikenbo_app::casebook::sources::{self, Source};
use jikenbo_app::render::place;
use jikenbo_app::settings::Settings;
use serde::Serialize;

use super::{Outcome, session};
use crate::args::source::{self, Asked, SourceAct};
use crate::console;

/// Does what is asked for.
pub fn run(args: &source::Source, settings: &Settings) -> Result<Outcome, Error> {
    match &args.act {
        SourceAct::Add { name, url, words, visibility, asked } => {
            let source = Source {
                name: name.clone(),
                url: url.clone(),
                words: words.clone(),
                visibility: visibility.map(Into::into),
                paused: false,
            };
            add(source, asked, settings)
        }
        SourceAct::List { asked } => {
            let casebook = opened(asked, settings)?;
            sources::sources(&casebook)?.iter().try_for_each(|source| shown(source, asked, place::source))
        }
        SourceAct::Show(named) => {
            let casebook = opened(&named.asked, settings)?;
            shown(&sources::source(&casebook, &named.name)?, &named.asked, place::source)
        }
        SourceAct::Test(named) => {
            let mut casebook = opened(&named.asked, settings)?;
            let source = sources::source(&casebook, &named.name)?;
            test(&mut casebook, &source, &named.asked, settings)
        }
        SourceAct::Pause(named) => sources::pause(&opened(&named.asked, settings)?, &named.name, true),
        SourceAct::Resume(named) => sources::pause(&opened(&named.asked, settings)?, &named.name, false),
        SourceAct::Remove(named) => sources::remove(&opened(&named.asked, settings)?, &named.name),
    }?;
    Ok(Outcome::Done)
}

/// A source is added once its feed was read: a wrong address shows at once.
fn add(source: Source, asked: &Asked, settings: &Settings) -> Result<(), Error> {
    let mut casebook = opened(asked, settings)?;
    let source = match rehearse(&mut casebook, &source, &fetching(settings)?) {
        // A page that leads to one feed means that one.
        Err(Error::NoFeed { feeds, .. }) if feeds.len() == 1 => {
            Source { url: feeds.into_iter().collect(), ..source }
        }
        _ => source,
    };
    test(&mut casebook, &source, asked, settings)?;
    sources::add(&casebook, source)
}

fn test(casebook: &mut Casebook, source: &Source, asked: &Asked, settings: &Settings) -> Result<(), Error> {
    let (feed, planned) = rehearse(casebook, source, &fetching(settings)?)?;
    shown(&Tested { source, form: feed.form.map(|form| form.name()), entries: &planned }, asked, |out, _| {
        place::source(out, source)?;
        place::planned(out, &feed, &planned)
    })
}

/// What a source would give.
#[derive(Serialize)]
struct Tested<'a, E> {
    #[serde(flatten)]
    source: &'a Source,
    form: Option<&'static str>,
    entries: &'a [E],
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
    view: impl FnOnce(&mut dyn Write, &T) -> io::Result<()>,
) -> Result<(), Error> {
    let mut out = console::stdout();
    let written = if asked.json {
        serde_json::to_writer(&mut out, value).map_err(io::Error::from).and_then(|()| out.write_all(b"\n"))
    } else {
        view(&mut out, value)
    };
    written.and_then(|()| out.flush()).map_err(Error::writing(console::STDOUT))
}
