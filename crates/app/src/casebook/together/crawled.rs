//! Captures of one WARC file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufReader, Write};
use std::path::Path;

use jiff::Timestamp;
use jikenbo_archive::{Limits, Unpacked};

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
    let opened = Captures::open(path, given.clone()).and_then(|captures| Ok((captures, Crawl::of(path)?)));
    let (captures, crawl) = match opened {
        Ok(opened) => opened,
        Err(error) => return failed(error),
    };
    let mut captures = captures.unpacked(crawl.unpacked.is_some());
    let mut reading = Reading { sink, crawl: &crawl, given, claimed: BTreeSet::new() };
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
        match crawl.at(start, given, &url, Wanted::Documents) {
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

/// A WARC file that is read.
struct Crawl<'a> {
    path: &'a Path,
    /// What may belong to a page.
    files: Files,
    /// What it unpacks to, where it was compressed as a whole: there records can be read one by one.
    unpacked: Option<File>,
}

impl<'a> Crawl<'a> {
    /// # Errors
    /// [`Error::Unpacking`].
    fn of(path: &'a Path) -> Result<Self, Error> {
        if let Some(files) = files(path, false) {
            return Ok(Self { path, files, unpacked: None });
        }
        let unpacked = Some(unpacked(path)?);
        Ok(Self { path, files: files(path, true).unwrap_or_default(), unpacked })
    }

    /// The capture of `url` that begins at a place.
    fn at(&self, start: u64, given: &Given, url: &str, wanted: Wanted) -> Result<Option<Arrival>, Error> {
        let mut captures = match &self.unpacked {
            Some(file) => {
                let failed = |source| Error::Unpacking { path: self.path.to_owned(), source };
                Captures::of((self.path, file.try_clone().map_err(failed)?), start, given.clone(), wanted)?
            }
            None => Captures::open_at((self.path, start), given.clone(), wanted)?,
        };
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
}

struct Reading<'a> {
    sink: &'a Sink<'a>,
    crawl: &'a Crawl<'a>,
    given: &'a Given,
    /// Where that begins which belongs to one.
    claimed: BTreeSet<u64>,
}

impl Reading<'_> {
    /// Whether a page behind it may link to it.
    fn may_be_claimed(&self, arrival: &Arrival) -> bool {
        let url = arrival.url.as_deref().unwrap_or_default();
        arrival.kind() != Kind::Page && self.crawl.files.contains_key(&hash(url))
    }

    fn capture(&mut self, mut arrival: Arrival) -> Result<(), Stopped> {
        if arrival.kind() != Kind::Page || self.crawl.files.is_empty() {
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
        let places = self.crawl.files.get(&hash(url))?;
        let (start, _) = places.iter().min_by_key(|(start, at)| (apart(at), *start))?;
        let found = self.crawl.at(*start, self.given, url, Wanted::Anything).ok().flatten()?;
        may_be_file(&found).then(|| self.claimed.insert(*start))?;
        Some(found)
    }
}

/// What of a WARC file may belong to a page; `None` where some of it cannot be read by itself. What is damaged is told where the
/// captures are read.
fn files(path: &Path, is_unpacked: bool) -> Option<Files> {
    let mut files = Files::new();
    let Ok(captures) = Captures::open_at((path, 0), Given::default(), Wanted::Files) else {
        return Some(files);
    };
    let mut captures = captures.unpacked(is_unpacked);
    while let Ok(Some(arrival)) = captures.next_capture() {
        if let Some(url) = &arrival.url {
            files.entry(hash(url)).or_default().push((captures.start?, arrival.at));
        }
    }
    Some(files)
}

/// What a file unpacks to, up to where it is damaged, in a file of the system's temporary folder that has no name: nothing of it is
/// left, however the program ends.
///
/// # Errors
/// [`Error::Unpacking`] where there is no room for it.
fn unpacked(path: &Path) -> Result<File, Error> {
    let failed = |source| Error::Unpacking { path: path.to_owned(), source };
    let source = BufReader::with_capacity(256 << 10, File::open(path).map_err(failed)?);
    let mut pieces = Unpacked::new(path.display().to_string(), source, Limits::default())?;
    let mut file = tempfile::tempfile().map_err(failed)?;
    while let Ok(piece) = pieces.next_piece() {
        if piece.is_empty() {
            break;
        }
        file.write_all(piece).map_err(failed)?;
    }
    Ok(file)
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
