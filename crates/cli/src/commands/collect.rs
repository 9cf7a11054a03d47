//! `jikenbo collect`: what is new at the sources.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use jikenbo_app::Error;
use jikenbo_app::casebook::Casebook;
use jikenbo_app::casebook::collect::watch::{Watching, watch};
use jikenbo_app::casebook::collect::{Collecting, Counts, Event, Stop, collect};
use jikenbo_app::casebook::intake::Happening;
use jikenbo_app::casebook::recheck::{self, LONGEST};
use jikenbo_app::casebook::sources::status::Status;
use jikenbo_app::render::casebook::added::{Form, added};
use jikenbo_app::render::casebook::changed::changed;
use jikenbo_app::render::casebook::closed::closed;
use jikenbo_app::render::sources as render;
use jikenbo_app::settings::Settings;
use jikenbo_app::words::Words;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use super::{Outcome, copies, session, source};
use crate::args::source::Collect;
use crate::console;

/// The longest time between two looks at a known page.
fn recheck(args: &Collect, settings: &Settings) -> Option<u32> {
    (!args.no_recheck).then(|| settings.recheck_days.unwrap_or(LONGEST))
}

/// Looks at the sources; one that fails is reported and the rest are looked at.
pub fn run(args: &Collect, settings: &Settings) -> Result<Outcome, Error> {
    let words = Words::of(settings.language());
    let mut casebook = session::open(&args.book, Some(&args.act), None, settings)?;
    let collecting = Collecting {
        names: args.names.clone(),
        all: args.all,
        back: args.back,
        fetching: source::fetching(settings)?,
        recheck: recheck(args, settings),
        stop: until_signal()?,
    };
    let form = if args.json { Form::Json } else { Form::Text(words) };
    let progress = console::Progress::new("collect".to_owned());
    let mut told = Told { form, words, is_many: false, failed: 0, broken: None, progress };
    let tell = &mut |event| told.event(event);
    // That an archive elsewhere takes no copy is told, and no failure of the sources.
    let after =
        &mut |casebook: &mut Casebook| copies::hand_over(casebook, None, args.json, settings).map(drop);
    if args.watch {
        watch(&mut casebook, &Watching { collecting, metrics: args.metrics.clone() }, tell, after)?;
    } else {
        collect(&mut casebook, &collecting, tell)?;
        after(&mut casebook)?;
    }
    let Told { failed, broken, .. } = told;
    match broken {
        Some(error) => Err(Error::writing(console::STDOUT)(error)),
        None if failed == 0 || args.watch => Ok(Outcome::Done),
        None => Ok(Outcome::PartlyFailed),
    }
}

/// Ends between two pages at the first signal, and at once at the second.
fn until_signal() -> Result<Stop, Error> {
    let asked = Arc::new(AtomicBool::new(false));
    for signal in [SIGTERM, SIGINT] {
        let registered = flag::register_conditional_shutdown(signal, 1, Arc::clone(&asked))
            .and_then(|_| flag::register(signal, Arc::clone(&asked)));
        registered.map_err(|source| Error::Signals { source })?;
    }
    Ok(Stop::by(asked))
}

/// What was told so far.
struct Told {
    form: Form,
    words: &'static Words,
    /// More than one source was looked at.
    is_many: bool,
    failed: usize,
    broken: Option<io::Error>,
    progress: console::Progress,
}

impl Told {
    fn event(&mut self, event: Event) {
        if let Event::Progress { done, total } = event {
            self.is_many = total > 1;
            self.progress.step(done, total);
            return;
        }
        self.progress.clear();
        let mut out = console::stdout();
        // What was acknowledged to nobody is safe all the same: filing goes on.
        if let Err(error) = self.written(&mut out, event).and_then(|()| out.flush()) {
            self.broken.get_or_insert(error);
        }
    }

    fn written(&mut self, out: &mut dyn Write, event: Event) -> io::Result<()> {
        match event {
            // An answer that is kept only is no news.
            Event::Page(Happening::Filed(outcomes)) => {
                let mut read =
                    outcomes.iter().filter(|outcome| !outcome.reports.is_empty() || outcome.erased.is_some());
                read.try_for_each(|outcome| added(out, outcome, self.form))
            }
            Event::Page(Happening::Failed(error)) => {
                console::report(&error, self.words);
                Ok(())
            }
            Event::Source { status, counts } => self.source(out, &status, counts),
            Event::Round { sources, counts } => self.round(out, sources, counts),
            Event::Change { url, what, words } => changed(out, (&url, what, &words), self.form),
            Event::Closed(all) => closed(out, &all, self.form),
            Event::Recheck { counts } => self.recheck(out, counts),
            Event::Page(Happening::PassedOver { .. }) | Event::Progress { .. } => Ok(()),
        }
    }

    fn source(&mut self, out: &mut dyn Write, status: &Status, counts: Counts) -> io::Result<()> {
        self.failed += counts.failed;
        if status.health.is_alarm() {
            console::note(&render::alarmed(status, self.words));
        }
        match self.form {
            Form::Json => line(
                out,
                &serde_json::json!({ "source": status.name, "health": status.health, "counts": counts }),
            ),
            Form::Text(_) => render::counts(out, &status.name, counts, self.words),
        }
    }

    fn recheck(&mut self, out: &mut dyn Write, counts: Counts) -> io::Result<()> {
        self.failed += counts.failed;
        match self.form {
            Form::Json => line(out, &serde_json::json!({ "source": recheck::NAME, "counts": counts })),
            Form::Text(_) => render::counts(out, recheck::NAME, counts, self.words),
        }
    }

    fn round(&self, out: &mut dyn Write, sources: usize, counts: Counts) -> io::Result<()> {
        match self.form {
            Form::Json => line(out, &serde_json::json!({ "sources": sources, "counts": counts })),
            Form::Text(_) if self.is_many => render::all(out, sources, counts, self.words),
            Form::Text(_) => Ok(()),
        }
    }
}

fn line(out: &mut dyn Write, value: &serde_json::Value) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}
