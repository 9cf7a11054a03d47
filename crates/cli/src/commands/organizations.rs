//! `jikenbo organizations`: who they are.

use std::io::Write;

use jikenbo_app::Error;
use jikenbo_app::casebook::organizations;
use jikenbo_app::render::casebook::organizations as render;
use jikenbo_app::settings::Settings;

use super::{Outcome, session};
use crate::args::viewing::{Organizations, OrganizationsCommand, OrganizationsList, OrganizationsShow};
use crate::console::{self, Look};

/// Does what is asked.
pub fn run(args: &Organizations, settings: &Settings) -> Result<Outcome, Error> {
    match &args.command {
        OrganizationsCommand::List(args) => list(args, settings),
        OrganizationsCommand::Show(args) => show(args, settings),
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
