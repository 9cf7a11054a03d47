//! What the caller hands in: only what may be shown, masked and redacted already. Nothing here is looked up or left out.

use jiff::Timestamp;
use jiff::civil::Date;
use jikenbo_figures::{About as Known, Ground, Lang, Month};
use jikenbo_model::{
    Alias, CaptureId, CaseId, CaseNumber, CaseState, Facts, OriginId, PartialDate, Quote, ReportId,
};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// The casebook as its site tells of it.
#[derive(Clone, Debug, Hash)]
pub struct About {
    /// Its name.
    pub name: String,
    /// Whom to ask: a mail address or a web address.
    pub contact: Option<String>,
    /// Where the site will stand (`https://example.com/jikenbo/`), where that is known: feeds, the site map and canonical
    /// addresses need it.
    pub url: Option<String>,
    /// The language of the pages.
    pub lang: Lang,
    /// The same pages in another language, where there are any.
    pub beside: Option<Beside>,
    /// Whether the pictures of [`Site::cards`](crate::Site::cards) and [`card`](crate::card) will be there: pages name them then,
    /// where the address is known.
    pub pictures: bool,
    /// For the editor's own look: every page says that it is a draft, and asks search engines to leave it alone.
    pub draft: bool,
    /// The day of building, in Asia/Tokyo.
    pub today: Date,
}

/// The same pages in another language.
#[derive(Clone, Debug, Hash)]
pub struct Beside {
    /// Theirs.
    pub lang: Lang,
    /// The way to their root from the root of these: `en/` or `../`.
    pub to: String,
    /// The address at which they will stand, where that is known.
    pub url: Option<String>,
}

/// A case with all that is shown of it.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// Its number.
    pub number: Option<CaseNumber>,
    /// How far an editor has come with it.
    pub state: CaseState,
    /// Its numbers in other publications.
    pub aliases: Vec<Alias>,
    /// Its labels.
    pub labels: Vec<String>,
    /// Its fields, each from the newest report that gives it.
    pub said: Vec<Said>,
    /// Its reports, oldest first; at least one.
    pub reports: Vec<Report>,
    /// The organisations that its reports name, those of the newest first; each spelling once.
    pub parties: Vec<Party>,
    /// The breaches that it comes from.
    pub origins: Vec<Origin>,
    /// Other cases that have to do with it.
    pub related: Vec<Other>,
    /// The editors' published opinions.
    pub opinions: Vec<String>,
}

/// A field as it stands.
#[derive(Clone, Debug)]
pub struct Said {
    /// Its name.
    pub field: &'static str,
    /// Its value in JSON.
    pub value: Json,
    /// The report that says it.
    pub report: ReportId,
    /// An editor's word stands in place of what was read.
    pub corrected: bool,
    /// The words that prove it, by the path within the facts; spans are bytes of the document's text.
    pub quotes: BTreeMap<String, Vec<Quote>>,
}

/// What an organisation is to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Part {
    /// It was hit: it speaks of itself, or a report says so of a subsidiary or client.
    Hit,
    /// It worked for who was hit, or made what they used.
    Contractor,
}

/// A part of an index of names, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Hash)]
pub enum Heading {
    /// Names that begin with a letter of another script, a figure or a sign.
    Letters,
    /// A row of the fifty sounds, by its first: あ, か, さ, た, な, は, ま, や, ら, わ.
    Row(char),
    /// Names that begin with a kanji, whose reading is not known.
    Kanji,
}

/// An organisation that a case is of, or that its reports name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its folder below `organizations/`: of ASCII letters and digits, the same for all spellings, for good.
    pub place: String,
    /// Its name as a report of the case spells it.
    pub name: String,
    /// What all its spellings have in common.
    pub key: String,
    /// What it is listed by, byte by byte.
    pub order: String,
    /// Below which heading of the index.
    pub heading: Heading,
    /// What it is to the case.
    pub part: Part,
    /// It speaks in the newest report.
    pub speaks: bool,
}

/// One report of a case.
#[derive(Clone, Debug)]
pub struct Report {
    /// Its id.
    pub id: ReportId,
    /// Its fields.
    pub said: Vec<Said>,
    /// Its heading's words.
    pub heading: Option<String>,
    /// The day that orders it: of release, else of capture.
    pub day: PartialDate,
    /// It says its day of release: else `day` is told as that of the capture, and never as that of the release.
    pub dated: bool,
    /// The month in which it counts.
    pub month: Month,
    /// Why it counts in that month.
    pub ground: Ground,
    /// What is known of the organisation that it is of.
    pub about: Known,
    /// It was published as a picture.
    pub picture: bool,
    /// Where the release is found.
    pub urls: Vec<String>,
    /// The copy that was kept.
    pub capture: Capture,
    /// What it says otherwise than the report before, in words.
    pub changes: Vec<String>,
    /// Its whole text, where its source's policy lets it be shown.
    pub text: Option<Text>,
    /// What may be quoted around the words that prove its fields ([`sentences`](crate::sentences)): in the order of the text,
    /// without overlaps. Where there is nothing around them, the words stand alone.
    pub sentences: Vec<Sentence>,
}

/// A sentence (heading, list item, table row) that holds proofs, or what is shown of it around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where its words begin in the document's text, in bytes.
    pub start: usize,
    /// The words.
    pub words: String,
    /// They begin with the sentence.
    pub opens: bool,
    /// They end with it.
    pub ends: bool,
}

/// A whole text.
#[derive(Clone, Debug)]
pub struct Text {
    /// Where the report begins in the document's text, in bytes: quotes count from the document's beginning.
    pub start: usize,
    /// The report's own words.
    pub words: String,
}

/// A copy that was kept, sealed.
#[derive(Clone, Debug)]
pub struct Capture {
    /// Its id.
    pub id: CaptureId,
    /// When it was made.
    pub at: Timestamp,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its bytes were erased for the law.
    pub erased: bool,
    /// Copies in archives elsewhere.
    pub copies: Vec<Copy>,
}

/// A copy in an archive elsewhere.
#[derive(Clone, Debug)]
pub struct Copy {
    /// The archive.
    pub place: String,
    /// Where the copy is.
    pub url: String,
    /// When it was asked for.
    pub at: Timestamp,
}

/// A breach that several cases come from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Its id.
    pub id: OriginId,
    /// What it is called.
    pub name: String,
    /// The other cases that come from it.
    pub others: Vec<Other>,
}

/// Another case, as far as it may be shown.
#[derive(Clone, Debug)]
pub struct Other {
    /// Its id.
    pub id: CaseId,
    /// Its number.
    pub number: Option<CaseNumber>,
    /// Whose it is.
    pub organization: Option<String>,
    /// Its title.
    pub title: Option<String>,
}

/// Fields as facts.
pub(crate) fn facts(said: &[Said]) -> Facts {
    let fields = said.iter().map(|one| (one.field.to_owned(), one.value.clone()));
    serde_json::from_value(Json::Object(fields.collect())).unwrap_or_default()
}
