//! Adding pages: files, folders, WARC files, standard input, addresses on the web.

use std::path::PathBuf;

use jikenbo_collect::fetch::{Known, Web, fetch};
use jikenbo_model::Visibility;

use super::Casebook;
use super::arrive::{Arrival, Found, Given, Payload, found};
use super::browsing::{Browsing, browse};
use super::fetching::{Fetching, Waiting, agent, keep};
use super::intake::{Intake, Sink, Stopped, take_in};
use super::together::{Group, group, warc};
use crate::Error;
use crate::input::{self, Source};

pub use super::intake::Happening;

/// What is to be added.
#[derive(Clone, Debug, Default)]
pub struct Adding {
    /// Files, folders, WARC files, addresses on the web; `-` is standard input.
    pub pages: Vec<PathBuf>,
    /// Where the page came from; only of a single one.
    pub url: Option<String>,
    /// Who may see it; the casebook's default where nothing is said.
    pub visibility: Option<Visibility>,
    /// The source that found it.
    pub source: Option<String>,
    /// Only tell what would be filed.
    pub dry_run: bool,
    /// How addresses are fetched.
    pub fetching: Fetching,
}

/// Adds pages; tells of each batch once it is safe.
///
/// # Errors
/// [`Error::OnePage`] where an address is given for several pages; [`Error::Archive`], [`Error::Casebook`] where the
/// casebook cannot be written: what was told before is safe. A page that cannot be read is no error but a happening.
pub fn add(casebook: &mut Casebook, adding: &Adding, tell: &mut dyn FnMut(Happening)) -> Result<(), Error> {
    let all = expanded(adding, tell)?;
    let given = Given {
        visibility: adding.visibility,
        owner: casebook.worker.who.clone(),
        source: adding.source.clone(),
        ..Given::default()
    };
    let intake = Intake { what: "add", dry_run: adding.dry_run };
    let (agent, clock) = (agent(casebook), Waiting::of(casebook));
    let url = adding.url.as_deref();
    let read = |sink: &Sink<'_>| {
        let web = adding.fetching.web(&agent, &clock);
        Reading { given, url, fetching: &adding.fetching, sink }.all(all, &web)
    };
    take_in(casebook, intake, read, tell)
}

/// What is read one after the other.
enum Step {
    /// By itself.
    One(Found),
    /// With what came along.
    Together(Group),
}

fn expanded(adding: &Adding, tell: &mut dyn FnMut(Happening)) -> Result<Vec<Step>, Error> {
    let (mut steps, mut named, mut count) = (Vec::new(), Vec::new(), 0);
    let mut is_one = true;
    for argument in &adding.pages {
        let found = match found(argument) {
            Ok(found) => found,
            Err(error) => {
                tell(Happening::Failed(error));
                continue;
            }
        };
        count += found.len();
        is_one &= found.iter().all(|one| matches!(one, Found::Page(_) | Found::Stdin));
        match &found[..] {
            [Found::Page(path)] if path == argument => named.extend(found),
            _ => {
                steps.extend(of_named(&mut named));
                match Group::of_folder(argument, &found) {
                    _ if !argument.is_dir() => steps.extend(found.into_iter().map(Step::One)),
                    Ok(group) => steps.push(Step::Together(group)),
                    Err(error) => tell(Happening::Failed(error)),
                }
            }
        }
    }
    steps.extend(of_named(&mut named));
    if adding.url.is_some() && !(is_one && count <= 1) { Err(Error::OnePage) } else { Ok(steps) }
}

/// Files that are named in one go; a single one comes with nothing.
fn of_named(named: &mut Vec<Found>) -> Option<Step> {
    match named.len() {
        0 | 1 => named.pop().map(Step::One),
        _ => Some(Step::Together(Group::of_named(std::mem::take(named)))),
    }
}

/// The reading thread.
struct Reading<'a> {
    given: Given,
    url: Option<&'a str>,
    fetching: &'a Fetching,
    sink: &'a Sink<'a>,
}

impl Reading<'_> {
    fn all(&self, steps: Vec<Step>, web: &Web<'_>) -> Result<(), Stopped> {
        steps.into_iter().try_for_each(|step| match step {
            Step::Together(all) => group(self.sink, &self.given, &all, &|_| None),
            Step::One(Found::Stdin) => self.page(Source::Stdin),
            Step::One(Found::Page(path)) => self.page(Source::File(path)),
            Step::One(Found::Warc(path)) => warc(self.sink, &self.given, &path),
            Step::One(Found::Web(url)) => self.web(web, &url),
        })
    }

    fn web(&self, web: &Web<'_>, url: &str) -> Result<(), Stopped> {
        let browser = self.fetching.browser.as_ref();
        match browser.filter(|_| self.fetching.browsing == Browsing::Always) {
            Some(browser) => browse(self.sink, &self.given, (self.fetching, web), (browser, url)),
            None => {
                let fetched = fetch(web, url, &Known::default());
                keep(self.sink, &self.given, (self.fetching, web), fetched, None)
            }
        }
    }

    fn page(&self, source: Source) -> Result<(), Stopped> {
        let input = match input::load(&source) {
            Ok(input) => input,
            Err(error) => return self.sink.tell(Happening::Failed(error)),
        };
        let name = match &source {
            Source::File(path) => path.file_name().map(|name| name.to_string_lossy().into_owned()),
            Source::Stdin => None,
        };
        self.sink.page(Arrival {
            label: input.name,
            name,
            url: self.url.map(str::to_owned),
            at: None,
            given: self.given.clone(),
            payload: Payload::File(input.bytes),
            records: Vec::new(),
        })
    }
}
