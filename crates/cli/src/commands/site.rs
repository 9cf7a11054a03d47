//! `jikenbo site build`: the casebook as plain files for any host.

use std::io::Write;

use jikenbo_app::Error;
use jikenbo_app::casebook::digest::{self, Counted, Options};
use jikenbo_app::casebook::site::{Wanted, build, copy_templates, front};
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;

use super::digest::tell_unpublished;
use super::{Outcome, session};
use crate::args::site::{Build, Site, SiteCommand};
use crate::console;

/// Does what is asked of a site.
pub fn run(args: &Site, settings: &Settings) -> Result<Outcome, Error> {
    match &args.command {
        SiteCommand::Build(args) => built(args, settings),
        SiteCommand::Templates(args) => {
            let files = copy_templates(&args.folder)?;
            let folder = args.folder.display().to_string();
            console::note(&Words::of(settings.language()).templates_copied(&folder, files));
            Ok(Outcome::Done)
        }
    }
}

fn built(args: &Build, settings: &Settings) -> Result<Outcome, Error> {
    let mut casebook = session::open(&args.book, None, Some(&args.view), settings)?;
    let lang = settings.language();
    let (folder, url) = (args.folder.clone(), args.url.clone());
    let wanted = Wanted {
        folder,
        url,
        lang,
        both: args.both,
        browser: settings.browser(),
        templates: args.templates.clone().or_else(|| settings.templates.clone()),
        draft: args.draft,
        whole: args.whole,
    };
    let built = build(&mut casebook, &wanted)?;
    if !built.unread.is_empty() {
        console::note(&Words::of(lang).site_unread(&args.folder.display().to_string(), &built.unread));
    }
    if built.cases == 0 {
        let period = digest::whole_period(&mut casebook, true)?;
        let counted = Options { counted: Counted::Cases, ..Options::default() };
        let cases = digest::Wanted { draft: args.draft, ..digest::Wanted::of(period, counted) };
        tell_unpublished(&mut casebook, &cases, settings)?;
    }
    if args.json {
        let json = serde_json::to_string(&built).unwrap_or_default();
        writeln!(console::stdout(), "{json}").map_err(Error::writing(console::STDOUT))?;
    } else {
        let page = front(&args.folder).display().to_string();
        console::note(&Words::of(lang).site_built(&page, &built));
    }
    Ok(Outcome::Done)
}
