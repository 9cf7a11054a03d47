//! Reading what came in: pure, so that another thread may do it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jikenbo_casebook::NewReading;
use jikenbo_collect::discreet::discreet;
use jikenbo_collect::fetch::host_of;
use jikenbo_model::{Document, Facts, Form, PartialDate, Reading, Report, Span};
use jikenbo_resolve::{Candidate, Release, follow_up};
use sha2::{Digest, Sha256};

use super::super::arrive::{Arrival, Payload};
use super::super::attaching::{self, Belonging};
use super::imported::{Posted, posted};
use crate::casebook::percent::decoded;
use crate::decode;
use crate::read::{Page, hexadecimal};
use crate::rules::Rules;

/// The version that a reading is kept under.
pub(crate) const EXTRACTOR: &str = concat!("jikenbo ", env!("CARGO_PKG_VERSION"));

/// A page that was read.
#[derive(Debug)]
pub struct Prepared {
    /// What came in.
    pub arrival: Arrival,
    /// SHA-256 of the bytes as they are kept, in lower-case hexadecimal.
    pub sha256: String,
    /// How many bytes that are.
    pub length: u64,
    /// Its text; `None` of a capture whose bytes are an earlier one's.
    pub document: Option<PreparedDocument>,
    /// Its reports in order.
    pub reports: Vec<PreparedReport>,
    /// What it brings as an entry of an export.
    pub post: Option<Posted>,
    /// Files that belong to it.
    pub files: Vec<Belonging>,
    /// In a batch: the place of the page that it belongs to.
    pub page: Option<usize>,
    /// Whether nothing is told of it: another page tells it.
    pub is_aside: bool,
}

impl Prepared {
    /// Keeps it only.
    pub(in crate::casebook) fn leave_unread(&mut self) {
        self.leave_unread_itself();
        self.files = Vec::new();
    }

    /// Keeps it only, but for the files that belong to it.
    pub(in crate::casebook) fn leave_unread_itself(&mut self) {
        if let Payload::Answer(answer) = &mut self.arrival.payload {
            answer.is_unread = true;
        }
        (self.document, self.reports, self.post) = (None, Vec::new(), None);
    }

    /// How many bytes of memory it takes until it is filed: as it came, or unpacked, and its text.
    pub(in crate::casebook) fn weight(&self) -> u64 {
        let text = self.document.as_ref().map_or(0, |document| document.text.len());
        (self.arrival.weight() + text) as u64
    }

    /// Whether it has a report whose words nobody can read: a picture.
    pub(in crate::casebook) fn is_wordless(&self) -> bool {
        self.document.as_ref().is_some_and(|document| document.text.is_empty())
    }

    /// What is kept only.
    fn unread(arrival: Arrival, sha256: String, length: u64, post: Option<Posted>) -> Self {
        let (document, reports, files) = (None, Vec::new(), Vec::new());
        Self { arrival, sha256, length, document, reports, post, files, page: None, is_aside: false }
    }
}

/// A page's text and what it says of itself.
#[derive(Debug)]
pub struct PreparedDocument {
    /// The text.
    pub text: String,
    /// Its SHA-256, in lower-case hexadecimal.
    pub sha256: String,
    /// The page's title.
    pub title: Option<String>,
    /// The day that the page gives itself.
    pub date: Option<PartialDate>,
    /// The site's name.
    pub site: Option<String>,
    /// What it was made from.
    pub form: Form,
    /// Its charset.
    pub charset: String,
    /// It has no text only because its decoder failed: another time it may do.
    pub is_failed: bool,
}

/// A report that was read.
#[derive(Debug)]
pub struct PreparedReport {
    /// Its place in the text.
    pub span: Span,
    /// Its heading's words.
    pub heading: Option<String>,
    /// What it says.
    pub reading: NewReading,
    /// As the linker compares it.
    pub candidate: Candidate,
    /// The keys under which it is found.
    pub keys: Vec<String>,
    /// The keys under which what it may belong to is found.
    pub lookups: Vec<String>,
    /// The publication whose number its heading bears.
    pub publication: Option<String>,
}

impl PreparedReport {
    /// Its facts.
    pub fn facts(&self) -> &Facts {
        &self.reading.facts
    }
}

/// Numbers for what has no id yet, all below zero; none is given twice while a casebook is open, so that what is kept
/// ready for comparison is not taken for something newer.
#[derive(Clone, Debug, Default)]
pub struct Numbers(Arc<AtomicI64>);

impl Numbers {
    fn next(&self) -> i64 {
        self.0.fetch_sub(1, Ordering::Relaxed) - 1
    }
}

/// Reads a page.
pub fn prepare(arrival: Arrival, rules: &Rules, numbers: &Numbers) -> Prepared {
    let same = match &arrival.payload {
        Payload::Same { sha256 } => Some(sha256.clone()),
        Payload::NotModified(same) => Some(same.sha256.clone()),
        _ => None,
    };
    if let Some(sha256) = same {
        return Prepared::unread(arrival, sha256, 0, None);
    }
    let sha256 = hexadecimal(&Sha256::digest(arrival.kept()));
    let length = arrival.kept().len() as u64;
    let is_unread = match &arrival.payload {
        Payload::Answer(answer) => answer.is_unread,
        Payload::Shown(shown) => shown.is_unread,
        Payload::Unanswered(_) => true,
        Payload::File(_) => arrival.is_kept_only(),
        _ => false,
    };
    if is_unread {
        return Prepared::unread(arrival, sha256, length, None);
    }
    let name = arrival.name.clone().or_else(|| arrival.url.as_deref().map(decoded));
    let name = name.as_deref();
    let page = Page::answered(arrival.content(), name, arrival.content_type(), rules);
    let post = posted(arrival.content(), &page.document);
    if post.as_ref().is_some_and(|post| post.is_comment) {
        // What readers say of a report is none.
        return Prepared::unread(arrival, sha256, length, post);
    }
    let document = numbers.next();
    let ids = post.iter().flat_map(|post| &post.ids);
    let urls: Vec<String> = arrival.urls().chain(ids).cloned().collect();
    let title = arrival.given.title.clone();
    let called = title.or_else(|| page.document.title.clone()).or_else(|| file_name(&arrival));
    let called = called.filter(|_| page.document.text.is_empty());
    let reports = page.reports.iter().zip(page.readings(rules));
    let reports = reports
        .map(|(report, reading)| {
            one(&page, report, reading, (numbers.next(), document), (&urls, called.as_deref()))
        })
        .collect();
    let files = attaching::files(&arrival, &page.document);
    let document = Some(described(page));
    Prepared { arrival, sha256, length, document, reports, post, files, page: None, is_aside: false }
}

/// What a file without words is called of which nothing says anything: its name, with its end, so that nobody takes it for words that
/// stand in it; of an address that names no file, or whose name is not everybody's, the host.
fn file_name(arrival: &Arrival) -> Option<String> {
    let last = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    if let Some(name) = &arrival.name {
        return Some(last(name)).filter(|name| !name.trim().is_empty());
    }
    let url = arrival.url.as_deref()?;
    let name = decoded(&last(url.split(['?', '#']).next().unwrap_or_default()));
    let is_file = name.rsplit_once('.').is_some_and(|(stem, end)| !stem.is_empty() && is_end(end));
    if is_file && discreet(url).is_none() && host_of(url).as_deref() != Some(name.as_str()) {
        Some(name)
    } else {
        host_of(url)
    }
}

/// `png`, `jpeg`, `pdf`: the end of a file's name.
fn is_end(end: &str) -> bool {
    (2..=5).contains(&end.len()) && end.chars().all(|c| c.is_ascii_alphanumeric())
}

fn described(page: Page) -> PreparedDocument {
    let is_failed = decode::has_failed(&page.document);
    let Document { text, title, date, site, form, charset, .. } = page.document;
    PreparedDocument { text, sha256: page.sha256, title, date, site, form, charset, is_failed }
}

fn one(
    page: &Page,
    report: &Report,
    reading: Reading,
    (id, document): (i64, i64),
    (urls, called): (&[String], Option<&str>),
) -> PreparedReport {
    let text = &page.document.text;
    let heading = report.heading.span.of(text).filter(|words| !words.is_empty()).map(str::to_owned);
    let heading = heading.or_else(|| called.map(str::to_owned));
    let publication = heading.as_deref().and_then(publication);
    let inside = |span: Span| report.span.start <= span.start && span.end <= report.span.end;
    let links = page.document.links.iter().filter(|link| inside(link.span));
    let links: Vec<String> = links.map(|link| link.url.clone()).collect();
    let candidate = Candidate::new(&Release {
        id,
        case: None,
        document: Some(document),
        publication: publication.as_deref(),
        facts: &reading.facts,
        evidence: &reading.evidence,
        text: report.span.of(text).unwrap_or_default(),
        urls,
        links: &links,
    });
    PreparedReport {
        span: report.span,
        heading,
        publication,
        keys: follow_up::keys(&candidate).iter().map(ToString::to_string).collect(),
        lookups: follow_up::lookups(&candidate).iter().map(ToString::to_string).collect(),
        candidate,
        reading: NewReading::new(EXTRACTOR, &reading),
    }
}

/// The publication before the number in a heading: `例示事件簿` in `【例示事件簿#2025-513】株式会社例示…`.
pub(crate) fn publication(heading: &str) -> Option<String> {
    let numbered =
        |(at, sign): (usize, &str)| heading[at + sign.len()..].starts_with(|c: char| c.is_numeric());
    let sign = heading.match_indices(['#', '＃']).find(|found| numbered(*found))?.0;
    let before =
        heading[..sign].rsplit(['【', '[', '［', '「', '(', '（', '《', '〔']).next().unwrap_or_default();
    let name = before.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_words_is_called_as_its_file_is() {
        let named = |name: Option<&str>, url: Option<&str>| {
            let (name, url) = (name.map(str::to_owned), url.map(str::to_owned));
            let (given, payload) = (crate::casebook::arrive::Given::default(), Payload::File(Vec::new()));
            let label = String::new();
            file_name(&Arrival { label, name, url, at: None, given, payload, records: Vec::new() })
        };
        assert_eq!(named(Some("scans/IMG_2041.JPG"), None).as_deref(), Some("IMG_2041.JPG"));
        let of = |url: &str| named(None, Some(url));
        let site = "https://www.example.jp";
        assert_eq!(of(&format!("{site}/img/20251206.png?v=2")).as_deref(), Some("20251206.png"));
        assert_eq!(of(&format!("{site}/%E8%AC%9D.jpg")).as_deref(), Some("謝.jpg"));
        for path in ["", "/", "/download?id=3", "/news/1.png?token=c2VjcmV0c2VjcmV0", "/v1.2/"] {
            assert_eq!(of(&format!("{site}{path}")).as_deref(), Some("www.example.jp"), "{path}");
        }
        assert_eq!(named(None, None), None);
    }

    #[test]
    fn a_publication_stands_before_its_number() {
        let of = |heading: &str| publication(heading);
        assert_eq!(of("【例示事件簿#2025-513】株式会社例示").as_deref(), Some("例示事件簿"));
        assert_eq!(of("株式会社例示 [例示月報 ＃２０２５－１]").as_deref(), Some("例示月報"));
        assert_eq!(of("【#2025-513】株式会社例示"), None);
        assert_eq!(of("C# の例示"), None);
    }
}
