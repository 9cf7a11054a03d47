//! `jikenbo organizations`: who they are.

use std::io::Write;

use jikenbo_app::Error;
use jikenbo_app::casebook::editing::organizations::{Word, merge, say};
use jikenbo_app::casebook::organizations;
use jikenbo_app::render::casebook::organizations as render;
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;

use super::{Outcome, edit, session};
use crate::args::editing::OrganizationsSay;
use crate::args::viewing::{
    Organizations, OrganizationsCommand, OrganizationsList, OrganizationsLoad, OrganizationsShow,
};
use crate::console::{self, Look, Progress};

/// Does what is asked.
pub fn run(args: &Organizations, settings: &Settings) -> Result<Outcome, Error> {
    match &args.command {
        OrganizationsCommand::List(args) => list(args, settings),
        OrganizationsCommand::Show(args) => show(args, settings),
        OrganizationsCommand::Load(args) => load(args, settings),
        OrganizationsCommand::Sectors(args) => sectors(args, settings),
        OrganizationsCommand::Merge(args) => {
            edit::run(&args.edit, settings, |casebook| merge(casebook, &args.from, &args.into))
        }
        OrganizationsCommand::Rename(args) => said(args, settings, Word::Name(args.value.clone())),
        OrganizationsCommand::Parent(args) => said(args, settings, Word::Parent(known(&args.value))),
        OrganizationsCommand::Sector(args) => match known(&args.value).as_deref().map(letter) {
            Some(letter) => said(args, settings, Word::Sector(Some(letter?))),
            None => said(args, settings, Word::Sector(None)),
        },
    }
}

fn said(args: &OrganizationsSay, settings: &Settings, word: Word) -> Result<Outcome, Error> {
    edit::run(&args.edit, settings, |casebook| say(casebook, &args.name, &word))
}

/// `none` is nothing.
fn known(value: &str) -> Option<String> {
    (value != "none").then(|| value.to_owned())
}

fn letter(value: &str) -> Result<char, Error> {
    let mut letters = value.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => Ok(letter),
        _ => Err(Error::NotThat { expected: "a letter from `A` to `T`", got: value.to_owned() }),
    }
}

fn list(args: &OrganizationsList, settings: &Settings) -> Result<Outcome, Error> {
    let style = Look::of_stdout(settings).style();
    let mut casebook = session::open(&args.book, None, Some(&args.view), settings)?;
    let mut out = console::stdout();
    let mut found = 0;
    organizations::list(&mut casebook, args.words.as_deref(), args.limit, &mut |organization| {
        found += 1;
        let written = if args.json {
            render::line_json(&mut out, organization)
        } else {
            render::line(&mut out, organization, style)
        };
        written.map_err(Error::writing(console::STDOUT))
    })?;
    if found == 0 && !args.json {
        console::note(style.words.no_organizations());
    }
    out.flush().map_err(Error::writing(console::STDOUT))?;
    Ok(Outcome::Done)
}

fn show(args: &OrganizationsShow, settings: &Settings) -> Result<Outcome, Error> {
    let style = Look::of_stdout(settings).style();
    let mut casebook = session::open(&args.book, None, Some(&args.view), settings)?;
    let view = organizations::show(&mut casebook, &args.name)?;
    let mut out = console::stdout();
    let written = if args.json {
        render::organization_json(&mut out, &view)
    } else {
        render::organization(&mut out, &view, style)
    };
    written.and_then(|()| out.flush()).map_err(Error::writing(console::STDOUT))?;
    Ok(Outcome::Done)
}

fn load(args: &OrganizationsLoad, settings: &Settings) -> Result<Outcome, Error> {
    let words = Words::of(settings.language());
    let mut casebook = session::open(&args.book, Some(&args.act), None, settings)?;
    let mut bar = Progress::new(words.loading().to_owned());
    let megabytes = |bytes: u64| usize::try_from(bytes / 1_000_000).unwrap_or(usize::MAX);
    let loaded =
        organizations::load::numbers(&mut casebook, &args.file, args.dry_run, &mut |done, total| {
            bar.step(megabytes(done), megabytes(total));
        })?;
    bar.clear();
    told(args, words, &serde_json::json!(loaded), &words.numbers_loaded(&loaded))
}

fn sectors(args: &OrganizationsLoad, settings: &Settings) -> Result<Outcome, Error> {
    let words = Words::of(settings.language());
    let mut casebook = session::open(&args.book, Some(&args.act), None, settings)?;
    let sectors = organizations::sectors::sectors(&mut casebook, &args.file, args.dry_run)?;
    told(args, words, &serde_json::json!(sectors), &words.sectors_loaded(&sectors))
}

/// Prints what came of it.
fn told(
    args: &OrganizationsLoad,
    words: &Words,
    json: &serde_json::Value,
    text: &str,
) -> Result<Outcome, Error> {
    let mut out = console::stdout();
    let written = if args.json { writeln!(out, "{json}") } else { writeln!(out, "{text}") };
    written.and_then(|()| out.flush()).map_err(Error::writing(console::STDOUT))?;
    if args.dry_run {
        console::note(words.nothing_written());
    }
    Ok(Outcome::Done)
}
