//! Captures of one WARC file.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use jiff::Timestamp;

use super::super::arrive::{Arrival, Captures, Given, Payload, Wanted};
use super::super::attaching::{brought, may_be_file};
use super::super::intake::{Happening, Sink, Stopped};
use crate::Error;
use crate::stages::Kind;

/// So many captures are looked through for the one whose request stands at a place: others may stand between the two.
const LOOKED: usize = 64;

/// Reads the captures of a WARC file: pages with the files that belong to them, then what belongs to none.
pub(in crate::casebook) fn warc(sink: &Sink<'_>, given: &Given, path: &Path) -> Result<(), Stopped> {
    let failed = |error| sink.tell(Happening::Failed(error));
    let mut captures = match Captures::open(path, given.clone()) {
        Ok(captures) => captures,
        Err(error) => return failed(error),
    };
    let mut reading = Reading { sink, path, given, files: files(path), claimed: BTreeSet::new() };
    let mut others = Vec::new();
    loop {
        match captures.next_capture() {
            Ok(Some(arrival)) => match captures.start.filter(|_| reading.may_be_claimed(&arrival)) {
                Some(start) => others.push((start, arrival.url.unwrap_or_default())),
                None => reading.capture(arrival)?,
            },
            Ok(None) => break,
            Err(error) => {
                failed(error)?;
                break;
            }
        }
    }
    let met: BTreeSet<u64> = others.iter().map(|(start, _)| *start).collect();
    let passed_over = captures.passed_over.saturating_sub(reading.claimed.difference(&met).count());
    others.retain(|(start, _)| !reading.claimed.contains(start));
    for (start, url) in others {
        match capture_at((path, start), given, &url, Wanted::Documents) {
            Ok(Some(arrival)) => sink.page(arrival)?,
            Ok(None) => {}
            Err(error) => failed(error)?,
        }
    }
    match passed_over {
        0 => Ok(()),
        captures => sink.tell(Happening::PassedOver { name: path.display().to_string(), captures }),
    }
}

/// Where captures begin, and when they were made, by hashes of their addresses: a crawl has a million pictures.
type Files = BTreeMap<u64, Vec<(u64, Option<Timestamp>)>>;

struct Reading<'a> {
    sink: &'a Sink<'a>,
    path: &'a Path,
    given: &'a Given,
    /// What may belong to a page.
    files: Files,
    /// Where that begins which belongs to one.
    claimed: BTreeSet<u64>,
}

impl Reading<'_> {
    /// Whether a page behind it may link to it.
    fn may_be_claimed(&self, arrival: &Arrival) -> bool {
        let url = arrival.url.as_deref().unwrap_or_default();
        arrival.kind() != Kind::Page && self.files.contains_key(&hash(url))
    }

    fn capture(&mut self, mut arrival: Arrival) -> Result<(), Stopped> {
        if arrival.kind() != Kind::Page || self.files.is_empty() {
            return self.sink.page(arrival);
        }
        if matches!(arrival.payload, Payload::File(_)) {
            arrival.given.seen_from.clone_from(&arrival.url);
        }
        let at = arrival.at;
        brought(self.sink, arrival, &mut |file| self.file(&file.file.url, at))
    }

    /// The capture of the file at `url` that was made next to its page's.
    fn file(&mut self, url: &str, page: Option<Timestamp>) -> Option<Arrival> {
        let apart = |at: &Option<Timestamp>| match (at, page) {
            (Some(at), Some(page)) => at.as_millisecond().abs_diff(page.as_millisecond()),
            _ => u64::MAX,
        };
        let places = self.files.get(&hash(url))?;
        let (start, _) = places.iter().min_by_key(|(start, at)| (apart(at), *start))?;
        let found = capture_at((self.path, *start), self.given, url, Wanted::Anything).ok().flatten()?;
        may_be_file(&found).then(|| self.claimed.insert(*start))?;
        Some(found)
    }
}

/// The capture of `url` that begins at a place.
fn capture_at(
    place: (&Path, u64),
    given: &Given,
    url: &str,
    wanted: Wanted,
) -> Result<Option<Arrival>, Error> {
    let mut captures = Captures::open_at(place, given.clone(), wanted)?;
    for _ in 0..LOOKED {
        match captures.next_capture()? {
            Some(arrival) if arrival.url.as_deref().is_some_and(|own| plain(own) == plain(url)) => {
                return Ok(Some(arrival));
            }
            Some(_) => {}
            None => break,
        }
    }
    Ok(None)
}

/// What of a WARC file may belong to a page and can be read by itself. What is damaged is told where the captures are read.
fn files(path: &Path) -> Files {
    let mut files = Files::new();
    let Ok(mut captures) = Captures::open_at((path, 0), Given::default(), Wanted::Files) else {
        return files;
    };
    while let Ok(Some(arrival)) = captures.next_capture() {
        if let (Some(start), Some(url)) = (captures.start, &arrival.url) {
            files.entry(hash(url)).or_default().push((start, arrival.at));
        }
    }
    files
}

/// An address as two spellings of it are compared: without scheme and fragment.
fn plain(url: &str) -> &str {
    let url = url.split('#').next().unwrap_or_default();
    url.split_once("://").map_or(url, |(_, rest)| rest)
}

fn hash(url: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    plain(url).hash(&mut hasher);
    hasher.finish()
}
