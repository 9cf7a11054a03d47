//! Files that belong to a page: which it links to, what came of each, and from which of them its report is read.
//!
//! A file is a capture of its own, tied to that of its page. It has a text and no report, but for one case: a page that says
//! next to nothing and leads to the release (`settle`). Then what is read from the file is the page's report, and its proofs
//! are words of the file.

use std::collections::BTreeMap;

use jikenbo_casebook::Read;
use jikenbo_casebook::attachments::{self, State};
use jikenbo_collect::Error as FetchError;
use jikenbo_collect::attachment::{self, File, Link, MOST, Shut, goes_with, has_columns_of_persons};
use jikenbo_collect::fetch::{Fetched, Known, Web, fetch};
use jikenbo_model::{CaptureId, Document, Form, Visibility};

use super::arrive::{Arrival, AttachmentOf, Given, Payload, arrived, aside, unanswered};
use super::fetching::{Fetching, given_to};
use super::filing::Prepared;
use super::intake::{Sink, Stopped};
use crate::Error;
use crate::stages::Kind;

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
            Self::Shut(why) => Some((State::Shut, Some(why.word().to_owned()))),
            Self::Failed(why) => Some((State::Failed, Some(why.clone()))),
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
    let is_fetched = matches!(arrival.payload, Payload::Answer(_) | Payload::Shown(_));
    let is_page = is_fetched && document.form == Form::Html && arrival.given.attachment.is_none();
    let Some(url) = arrival.url.as_deref().filter(|_| is_page) else { return Vec::new() };
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
        file,
        captures: Vec::new(),
    };
    found.into_iter().map(belonging).collect()
}

/// The files that belonged to the page at `url` when it was captured last and are kept, by their addresses.
pub(super) fn known(read: &mut Read<'_>, url: &str) -> Result<BTreeMap<String, CaptureId>, Error> {
    let files = attachments::at(read, url)?.into_iter();
    let kept = files.filter(|file| file.state == State::Kept);
    Ok(kept.filter_map(|file| Some((file.url, file.capture?))).collect())
}

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
            let fetched = fetch(web, &url, &Known::default());
            came(&|arrival| sink.read(arrival), &mut page, at, fetched);
        }
        settle(&mut page);
    }
    sink.put(page)
}

/// Whether the files of a page are so large already that this one is not asked for, which is noted.
pub(super) fn is_full(page: &mut Prepared, at: usize) -> bool {
    let bytes: u64 = page.files.iter().flat_map(|file| &file.captures).map(|capture| capture.length).sum();
    let is_full = bytes >= BYTES;
    if let Some(file) = page.files.get_mut(at).filter(|_| is_full) {
        file.came = Came::Failed("too_much".to_owned());
    }
    is_full
}

/// Takes what came of the file `at` of a page. Its bytes are kept whatever they are; what has columns of persons is not read.
pub(super) fn came(read: &dyn Fn(Arrival) -> Prepared, page: &mut Prepared, at: usize, mut fetched: Fetched) {
    let (given, Some(url)) = (page.arrival.given.clone(), page.arrival.url.clone()) else { return };
    let Some(belonging) = page.files.get_mut(at) else { return };
    let asked: Vec<String> = fetched.exchanges.iter().map(|one| one.url.clone()).collect();
    let (given, _) = given_to(&given, false, asked.iter().map(String::as_str));
    let plain = Given { title: None, ..given };
    let last = if fetched.error.is_none() { fetched.exchanges.pop() } else { None };
    let failed = failed(&fetched);
    // An editor wants it whatever it holds.
    let is_opened = matches!(belonging.came, Came::Shut(_));
    let asides = fetched.rules.into_iter().chain(fetched.exchanges);
    belonging.captures.extend(asides.map(|exchange| read(aside(exchange, plain.clone()))));
    belonging.captures.extend(fetched.failure.map(|failure| read(unanswered(failure, plain.clone()))));
    let Some(exchange) = last else {
        belonging.came = Came::Failed(failed.to_owned());
        return;
    };
    let status = exchange.status;
    let of = AttachmentOf { page: url, link: belonging.file.url.clone() };
    let title = Some(belonging.file.words.clone()).filter(|words| !words.is_empty());
    let (mut arrival, _) = arrived(exchange, Given { attachment: Some(of), title, ..plain });
    let is_file = status == 200 && arrival.kind() != Kind::Page;
    if let Payload::Answer(answer) = &mut arrival.payload {
        answer.is_unread |= !is_file;
    }
    if arrival.kind() == Kind::Zip
        && let Payload::Answer(answer) = &mut arrival.payload
    {
        answer.is_unread = true;
    }
    let mut file = read(arrival);
    file.is_aside = true;
    belonging.came = match status {
        200 if !is_file && !file.arrival.content().is_empty() => Came::Failed("no_file".to_owned()),
        200 => Came::Kept,
        status => Came::Failed(status.to_string()),
    };
    let has_columns = file.document.as_ref().is_some_and(|document| has_columns_of_persons(&document.text));
    if has_columns && !is_opened {
        file.leave_unread();
        file.arrival.given.visibility = Some(Visibility::Private);
        belonging.came = Came::Shut(Shut::Columns);
    }
    belonging.captures.push(file);
}

/// A word for why nothing came.
fn failed(fetched: &Fetched) -> &'static str {
    match (&fetched.failure, &fetched.error) {
        (Some(failure), _) => failure.fault.word(),
        (None, Some(FetchError::Inside { .. })) => "inside",
        (None, Some(FetchError::Robots { .. } | FetchError::NoRobots { .. })) => "robots",
        (None, Some(FetchError::Later { .. })) => "later",
        (None, _) => "other",
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

/// Captures that were read again from the archive, each file with the page before it that it belongs to; one whose page is not
/// among them has no report.
pub(super) fn gathered(captures: Vec<Prepared>) -> Vec<Prepared> {
    let mut pages: Vec<Prepared> = Vec::with_capacity(captures.len());
    for mut capture in captures {
        let Some(of) = capture.arrival.given.attachment.clone() else {
            pages.push(capture);
            continue;
        };
        capture.is_aside = true;
        let mut before = pages.iter_mut().rev();
        let page = before.find(|page| page.arrival.url.as_ref() == Some(&of.page) && !page.files.is_empty());
        let file = page.and_then(|page| page.files.iter_mut().find(|one| one.file.url == of.link));
        match file {
            Some(file) => {
                let is_shut = capture.document.is_none()
                    && capture.arrival.given.visibility == Some(Visibility::Private);
                file.came = if is_shut { Came::Shut(Shut::Columns) } else { Came::Kept };
                file.captures.push(capture);
            }
            None => {
                capture.reports.clear();
                pages.push(capture);
            }
        }
    }
    pages.iter_mut().for_each(settle);
    pages
}
