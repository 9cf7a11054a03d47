//! `jikenbo import`: a casebook that was kept elsewhere.

use std::io::{self, Write};

use jikenbo_app::Error;
use jikenbo_app::casebook::import::{Collection, Importing, Told, import};
use jikenbo_app::render::casebook::added::Form;
use jikenbo_app::render::casebook::imported::{imported, not_placed, summary};
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;

use super::{Outcome, session};
use crate::args::import::{From, How, Import};
use crate::console::{self, Progress};

/// Imports; what cannot be placed is told, what cannot be read is reported and the rest is imported.
pub fn run(args: &Import, settings: &Settings) -> Result<Outcome, Error> {
    let (importing, how) = importing(args);
    let words = Words::of(settings.language());
    let mut casebook = session::open(&how.book, Some(&how.act), None, settings)?;
    let form = if how.json { Form::Json } else { Form::Text(words) };
    let mut bar = Progress::new(words.importing().to_owned());
    let (mut failed, mut filed, mut broken) = (false, 0, None);
    let found = import(&mut casebook, &importing, &mut |told| {
        // What was acknowledged to nobody is safe all the same: the import goes on.
        if let Err(error) = tell(&told, form, words) {
            broken.get_or_insert(error);
        }
        match told {
            Told::Filed(outcomes) => filed += outcomes.len(),
            Told::Failed(_) => failed = true,
            Told::NotPlaced(_) => {}
        }
        bar.step(filed, filed);
    })?;
    bar.clear();
    if how.dry_run {
        console::note(words.nothing_written());
    }
    let mut out = console::stdout();
    let written = summary(&mut out, &found, form).and_then(|()| out.flush());
    match broken.or(written.err()) {
        Some(error) => Err(Error::writing(console::STDOUT)(error)),
        None if !failed => Ok(Outcome::Done),
        None if filed == 0 => Ok(Outcome::NothingRead),
        None => Ok(Outcome::PartlyFailed),
    }
}

fn tell(told: &Told, form: Form, words: &Words) -> io::Result<()> {
    let mut out = console::stdout();
    match told {
        Told::Filed(outcomes) => outcomes.iter().try_for_each(|outcome| imported(&mut out, outcome, form))?,
        Told::NotPlaced(one) => not_placed(&mut out, one, form)?,
        Told::Failed(error) => console::report(error, words),
    }
    out.flush()
}

fn importing(args: &Import) -> (Importing, &How) {
    let (from, how, site, partial) = match &args.from {
        From::Blogger(args) => {
            (Collection::Blogger(args.file.clone()), &args.how, args.site.clone(), args.partial)
        }
        From::Wordpress(args) => (Collection::WordPress(args.file.clone()), &args.how, None, args.partial),
        From::Folder(args) => (Collection::Folder(args.folder.clone()), &args.how, None, false),
    };
    let visibility = how.visibility.map(Into::into);
    let own_numbers = how.own_numbers.clone();
    (Importing { from, site, visibility, own_numbers, partial, dry_run: how.dry_run }, how)
}
