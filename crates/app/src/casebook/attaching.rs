//! Files that belong to a page: which it links to, what came of each, and from which of them its report is read.
//!
//! A file is a capture of its own, tied to that of its page. It has a text and no report, but for one case: a page that says
//! next to nothing and leads to the release (`settle`). Then what is read from the file is the page's report, and its proofs
//! are words of the file.

mod arrived;
mod brought;
mod gathered;
mod packed;

use std::collections::BTreeMap;

use jikenbo_casebook::attachments::{self, State};
use jikenbo_casebook::{Read, looks};
use jikenbo_collect::attachment::{self, File, Link, MOST, Shut, goes_with};
use jikenbo_collect::fetch::{Web, fetch_file};
use jikenbo_model::{CaptureId, Document, Form};

use super::arrive::{Arrival, FILE, Payload};
use super::fetching::Fetching;
use super::filing::Prepared;
use super::intake::{Sink, Stopped};
use crate::Error;
pub(super) use arrived::{came, is_of_persons};
pub(super) use brought::{FOLDER, brought, may_be_file};
pub(super) use gathered::{gathered, recalled};
pub(super) use packed::unpack;

/// A file that belongs to a page.
#[derive(Debug)]
pub struct Belonging {
    /// What the page says of it.
    pub file: File,
    /// What came of it.
    pub came: Came,
    /// All that was exchanged for it, read; the file itself is the one that says whose it is.
    pub captures: Vec<Prepared>,
}

/// What came of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Came {
    /// It was not asked for yet.
    Wanted,
    /// It is kept.
    Kept,
    /// It is kept, and was shut before an editor opened it.
    Opened,
    /// It is kept already, as this capture.
    Known(CaptureId),
    /// It is not read before an editor says so.
    Shut(Shut),
    /// Something else came: a status, or a word for the fault.
    Failed(String),
}

impl Came {
    /// As the store has it; `None` for one that nobody asked for.
    pub(super) fn state(&self) -> Option<(State, Option<String>)> {
        match self {
            Self::Wanted => None,
            Self::Kept | Self::Known(_) => Some((State::Kept, None)),
            Self::Opened => Some((State::Open, None)),
            Self::Shut(why) => Some((State::Shut, Some(why.word().to_owned()))),
            Self::Failed(why) => Some((State::Failed, Some(why.clone()))),
        }
    }

    /// As a record in the archive has it: a state, and the reason behind it.
    pub(super) fn words(&self) -> Option<String> {
        let (state, reason) = self.state()?;
        Some(reason.map_or_else(|| state.word().to_owned(), |reason| format!("{} {reason}", state.word())))
    }

    /// What a record in the archive says.
    pub(super) fn from_words(words: &str) -> Option<Self> {
        let (state, reason) = words.split_once(' ').unwrap_or((words, ""));
        match State::from_word(state)? {
            State::Kept => Some(Self::Kept),
            State::Open => Some(Self::Opened),
            State::Failed => Some(Self::Failed(reason.to_owned())),
            State::Shut => Shut::from_word(reason).map(Self::Shut),
        }
    }
}

/// When the files of pages are fetched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Attaching {
    /// With each page, before the next one.
    #[default]
    AtOnce,
    /// By the caller, among all else that it asks for.
    Later,
}

/// A page with fewer characters than this, spaces left out, says next to nothing itself: the files that it leads to, and the
/// pictures that it shows, are looked at for its release. The shortest of the 48 pages of releases in our corpus
/// has 408.
const SHORT: usize = 400;
/// So many bytes all files of a page have together at most; what is beyond is not asked for.
const BYTES: u64 = 64 << 20;

fn is_short(text: &str) -> bool {
    text.chars().filter(|c| !c.is_whitespace()).take(SHORT).count() < SHORT
}

/// The files that belong to the page in `arrival`, whose text is `document`.
pub(super) fn files(arrival: &Arrival, document: &Document) -> Vec<Belonging> {
    let seen_from = match &arrival.payload {
        Payload::Answer(_) | Payload::Shown(_) => arrival.url.as_deref(),
        Payload::File(_) => arrival.given.seen_from.as_deref(),
        _ => None,
    };
    let is_page = document.form == Form::Html && arrival.given.attachment.is_none();
    let Some(url) = seen_from.filter(|_| is_page) else { return Vec::new() };
    let text = &document.text;
    let links: Vec<Link<'_>> = document
        .links
        .iter()
        .filter_map(|link| {
            let words = link.span.of(text)?;
            let start = text[..link.span.start].rfind('\n').map_or(0, |at| at + 1);
            let end = text[link.span.end..].find('\n').map_or(text.len(), |at| link.span.end + at);
            let line = text.get(start..end)?;
            let before = text.get(start..link.span.start).filter(|before| !before.trim().is_empty());
            let above = || text[..start].lines().rev().find(|line| !line.trim().is_empty());
            Some(Link { url: &link.url, words, line, before: before.or_else(above).unwrap_or_default() })
        })
        .collect();
    let mut found = attachment::files(url, text, &links);
    if is_short(text) {
        let pictures = attachment::pictures(arrival.content(), arrival.content_type(), url, text);
        let new = pictures.into_iter().filter(|file| !found.iter().any(|other| other.url == file.url));
        let new: Vec<File> = new.collect();
        found.extend(new);
        found.truncate(MOST);
    }
    let belonging = |file: File| Belonging {
        came: file.shut.map_or(Came::Wanted, Came::Shut),
        file: File { url: in_folder(file.url), ..file },
        captures: Vec::new(),
    };
    found.into_iter().map(belonging).collect()
}

/// What lies in a folder has no address of the web.
fn in_folder(url: String) -> String {
    url.strip_prefix(FOLDER).map(|path| format!("{FILE}{path}")).unwrap_or(url)
}

/// The files that belonged to the page at `url` when it was captured last and are kept, by their addresses.
pub(super) fn known(read: &mut Read<'_>, url: &str) -> Result<BTreeMap<String, CaptureId>, Error> {
    let files = attachments::at(read, url)?.into_iter();
    let kept = files.filter(|file| file.state == State::Kept);
    Ok(kept.filter_map(|file| Some((file.url, file.capture?))).collect())
}

/// Whether the page at `url` has files that are to be looked at again though it did not change itself: it says next to nothing,
/// and their words are its own; or one did not come. Then the page is asked for whole, for what it says of its files is not kept.
pub(super) fn are_due(read: &mut Read<'_>, url: &str) -> Result<bool, Error> {
    let files = attachments::at(read, url)?;
    if files.iter().any(|file| file.state == State::Failed || file.is_read) {
        return Ok(true);
    }
    if files.iter().all(|file| file.state == State::Shut) {
        return Ok(false);
    }
    let looks = looks::looks(read, url, LOOKED)?;
    for look in looks {
        if let Some(text) = looks::text(read, look.capture)? {
            return Ok(is_short(&text));
        }
    }
    Ok(false)
}

/// So many captures of a page are looked through for its words.
const LOOKED: usize = 16;

/// The files of a page that are to be fetched, by their places. One that was `known` when the page was captured before is not
/// fetched again, unless the page says next to nothing: then its words are the page's.
pub(super) fn wanted(page: &mut Prepared, known: &BTreeMap<String, CaptureId>) -> Vec<usize> {
    let says_nothing = page.document.as_ref().is_some_and(|document| is_short(&document.text));
    for file in page.files.iter_mut().filter(|file| file.came == Came::Wanted) {
        if let Some(capture) = known.get(&file.file.url).filter(|_| !says_nothing) {
            file.came = Came::Known(*capture);
        }
    }
    let wanted = page.files.iter().enumerate().filter(|(_, file)| file.came == Came::Wanted);
    wanted.map(|(at, _)| at).collect()
}

/// Fetches the files of a page one after the other, settles whose words its report has, and hands it on.
pub(super) fn put(
    sink: &Sink<'_>,
    (fetching, web): (&Fetching, &Web<'_>),
    mut page: Prepared,
    known: &BTreeMap<String, CaptureId>,
) -> Result<(), Stopped> {
    if fetching.attaching == Attaching::AtOnce {
        for at in wanted(&mut page, known) {
            let url = page.files[at].file.url.clone();
            if is_full(&mut page, at) {
                continue;
            }
            let fetched = fetch_file(web, &url, page.arrival.url.as_deref().unwrap_or_default());
            came(sink.means(), &mut page, at, fetched);
        }
        settle(&mut page);
    }
    sink.put(page)
}

/// Whether the files of a page are so large already that this one is not asked for, which is noted.
pub(super) fn is_full(page: &mut Prepared, at: usize) -> bool {
    let is_full = weight_of_files(page) >= BYTES;
    if let Some(file) = page.files.get_mut(at).filter(|_| is_full) {
        file.came = Came::Failed(TOO_MUCH.to_owned());
    }
    is_full
}

/// Why a file was not asked for.
const TOO_MUCH: &str = "too_much";

fn weight_of_files(page: &Prepared) -> u64 {
    page.files.iter().flat_map(|file| &file.captures).map(weight).sum()
}

/// How many bytes of memory a page takes with its files until it is filed.
pub(super) fn weight(page: &Prepared) -> u64 {
    page.weight() + weight_of_files(page)
}

/// Gives up the files of a page that did not come yet: they are asked for when it is looked at again.
pub(super) fn give_up(page: &mut Prepared) {
    for file in page.files.iter_mut().filter(|file| file.came == Came::Wanted) {
        file.came = Came::Failed(TOO_MUCH.to_owned());
    }
}

/// Of a page that came as a file only the files are told that came with it: where it is from, nobody was asked.
fn files_of_page(page: &mut Prepared) {
    if matches!(page.arrival.payload, Payload::File(_)) {
        page.files.retain(|file| !file.captures.is_empty() || matches!(file.came, Came::Failed(_)));
    }
}

/// Settles whose words the report of a page has: its own, or where it says next to nothing those of the file that reads as the
/// release, which gives more facts than the page. All other files are without a report.
pub(super) fn settle(page: &mut Prepared) {
    let says_nothing = page.document.as_ref().is_some_and(|document| is_short(&document.text));
    let own = said(page);
    let is_empty = page.reports.is_empty();
    let of = |belonging: &Belonging| {
        let file = belonging.captures.last().filter(|_| belonging.came == Came::Kept)?;
        let may = !file.reports.is_empty() && !goes_with(&belonging.file.words);
        may.then(|| said(file)).filter(|said| *said > own || is_empty)
    };
    let best = page.files.iter().enumerate().filter_map(|(at, one)| Some((of(one)?, std::cmp::Reverse(at))));
    let best = best.max().filter(|_| says_nothing).map(|(_, at)| at.0);
    let label = page.arrival.label.clone();
    for (at, belonging) in page.files.iter_mut().enumerate() {
        for file in &mut belonging.captures {
            if best != Some(at) {
                file.reports.clear();
            } else if !file.reports.is_empty() {
                (file.is_aside, file.arrival.label) = (false, label.clone());
            }
        }
    }
    if best.is_some() {
        page.reports.clear();
        page.is_aside = true;
    }
}

/// How many facts a page's reports give.
fn said(page: &Prepared) -> usize {
    let given = |value: &serde_json::Value| match value {
        serde_json::Value::Null => false,
        serde_json::Value::Array(items) => !items.is_empty(),
        _ => true,
    };
    let of = |report: &super::filing::PreparedReport| {
        let facts = serde_json::to_value(report.facts()).unwrap_or_default();
        facts.as_object().map_or(0, |facts| facts.values().filter(|value| given(value)).count())
    };
    page.reports.iter().map(of).sum()
}
