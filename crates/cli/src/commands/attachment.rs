//! `jikenbo attachment`: files that belong to reports' pages.

use std::io::Write;

use jikenbo_app::Error;
use jikenbo_app::casebook::attachments::list;
use jikenbo_app::casebook::editing::attachment::open;
use jikenbo_app::casebook::fetching::Fetching;
use jikenbo_app::render::casebook::attachments as render;
use jikenbo_app::settings::Settings;

use super::{Outcome, edit, session};
use crate::args::editing::{Attachment, AttachmentAct, AttachmentList};
use crate::console::{self, Look};

/// Lists them, or opens one.
pub fn run(args: &Attachment, settings: &Settings) -> Result<Outcome, Error> {
    match &args.act {
        AttachmentAct::List(args) => listed(args, settings),
        AttachmentAct::Open { report, number, edit } => {
            let fetching = Fetching::of(settings)?;
            edit::run(edit, settings, |casebook| open(casebook, report, *number, &fetching))
        }
    }
}

fn listed(args: &AttachmentList, settings: &Settings) -> Result<Outcome, Error> {
    let style = Look::of_stdout(settings).style();
    let mut casebook = session::open(&args.book, None, Some(&args.view), settings)?;
    let found = list(&mut casebook, args.name.as_deref())?;
    let mut out = console::stdout();
    let written = if args.json {
        render::attachments_json(&mut out, &found)
    } else {
        render::attachments(&mut out, &found, style)
    };
    written.and_then(|()| out.flush()).map_err(Error::writing(console::STDOUT))?;
    Ok(Outcome::Done)
}
