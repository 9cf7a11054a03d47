//! The page of a report: its facts, and its words as far as they may be shown, with the proofs marked.

use std::collections::{BTreeMap, BTreeSet};

use jikenbo_model::{CaseNumber, Facts};
use serde::Serialize;

use super::fact::{Fact, Proofs, Source, fact};
use super::{Day, Head, Linked, Setting, Titled, host, web};
use crate::input::{Capture, Case, Copy, Report, facts};
use crate::place;
use crate::quoted::{BLOT, Part, Passage, Piece, Quoted, passages, pieces, quoted, short};
use crate::words::{Words, fill};

/// What the template is given.
#[derive(Debug, Serialize)]
pub(crate) struct Page {
    pub(crate) head: Head,
    title: String,
    organization: String,
    label: String,
    day: Day,
    case: Linked,
    kind: Option<String>,
    release: Vec<Linked>,
    changes: Vec<String>,
    facts: Vec<Fact>,
    quotes: Vec<Proving>,
    text: Vec<Marked>,
    /// Some of its words are masked.
    masked: bool,
    copy: Sealed,
}

/// Words, marked where they prove something.
#[derive(Debug, Serialize)]
pub(crate) struct Marked {
    words: String,
    id: Option<usize>,
    fields: String,
}

/// A sentence with its proofs, and the fields that they prove.
#[derive(Debug, Serialize)]
struct Proving {
    parts: Vec<Part>,
    fields: String,
}

/// A copy that was kept.
#[derive(Debug, Serialize)]
pub(crate) struct Sealed {
    report: Linked,
    id: i64,
    at: String,
    iso: String,
    sha256: String,
    erased: bool,
    copies: Vec<Linked>,
}

/// `report`, the `at`-th (from 0) of `case`.
pub(crate) fn page(setting: &Setting<'_>, case: &Case, at: usize, report: &Report, noindex: bool) -> Page {
    let (words, path) = (setting.words, place::report(report.id));
    let own = facts(&report.said);
    let passages = passages(&report.said);
    let source = Source { page: String::new(), passages: &passages, sentences: &report.sentences };
    let proofs = Proofs { reports: BTreeMap::from([(report.id, source)]) };
    let shown = report.said.iter().filter_map(|said| fact(said, &own, &proofs, None, words));
    let (title, organization) = (title(report, &own, words), organization(&own, words));
    let label = nth(at, words);
    let values: [(&str, &dyn std::fmt::Display); 3] =
        [("organization", &organization), ("title", &title), ("nth", &label)];
    let named = fill(&words.said.report_title, &values);
    let text = report.text.as_ref();
    let quotes = quoted(&passages, &report.sentences);
    let masked = match text {
        Some(text) => short(&text.words).contains(BLOT),
        None => quotes.iter().any(|one| one.text().contains(BLOT)),
    };
    Page {
        head: setting.head(&Titled { path: &path, title: &named, description: &named, noindex }),
        day: setting.day_of(report.day, report.dated),
        case: Linked {
            text: case_name(case.id, case.number, words),
            href: Some(place::link(&path, &place::case(case.id, case.number))),
        },
        kind: own.kind.map(|kind| words.value("kind", kind.word()).to_owned()),
        release: released(report),
        changes: report.changes.clone(),
        facts: shown.collect(),
        text: text.map(|text| cut(&pieces(text, &passages), words)).unwrap_or_default(),
        quotes: quotes.into_iter().map(|one| proving(one, words)).collect(),
        masked,
        copy: sealed(report, &label, &path, words),
        title,
        organization,
        label,
    }
}

/// 資料1, 資料2, …: its place in its case, from 0. What the release calls itself (第2報) is told by its title and its stage.
pub(crate) fn nth(at: usize, words: &Words) -> String {
    fill(&words.said.nth_report, &[("n", &(at + 1))])
}

/// `#2025-513`, or the id of a case that has no number.
pub(crate) fn case_name(id: jikenbo_model::CaseId, number: Option<CaseNumber>, words: &Words) -> String {
    number.map_or_else(|| fill(&words.said.case_name, &[("id", &id)]), |number| format!("#{number}"))
}

/// The title that a report's facts give, else its heading.
pub(crate) fn title(report: &Report, facts: &Facts, words: &Words) -> String {
    let title = facts.title.clone().or_else(|| report.heading.clone());
    title.unwrap_or_else(|| words.said.no_title.clone())
}

/// Whose it is.
pub(crate) fn organization(facts: &Facts, words: &Words) -> String {
    facts.organization.clone().unwrap_or_else(|| words.said.no_organization.clone())
}

/// The addresses of the release itself, by their hosts.
pub(crate) fn released(report: &Report) -> Vec<Linked> {
    let link = |url: &str| Linked { text: host(url).to_owned(), href: Some(url.to_owned()) };
    report.urls.iter().filter_map(|url| web(url)).map(link).collect()
}

/// Where the release is archived elsewhere.
pub(crate) fn archived(capture: &Capture) -> Vec<Linked> {
    let link =
        |copy: &Copy| Some(Linked { text: copy.place.clone(), href: Some(web(&copy.url)?.to_owned()) });
    capture.copies.iter().filter_map(link).collect()
}

/// The copy of a report that was kept, as seen from `path`.
pub(crate) fn sealed(report: &Report, label: &str, path: &str, words: &Words) -> Sealed {
    let capture = &report.capture;
    let own = place::report(report.id);
    Sealed {
        report: Linked { text: label.to_owned(), href: (own != path).then(|| place::link(path, &own)) },
        id: capture.id.0,
        at: words.moment(capture.at),
        iso: capture.at.to_string(),
        sha256: capture.sha256.clone(),
        erased: capture.erased,
        copies: archived(capture),
    }
}

fn cut(pieces: &[Piece<'_>], words: &Words) -> Vec<Marked> {
    let piece = |piece: &Piece<'_>| match piece {
        Piece::Plain(plain) => Marked { words: short(plain), id: None, fields: String::new() },
        Piece::Marked(own, passage) => marked(own, passage, words),
    };
    pieces.iter().map(piece).collect()
}

fn marked(own: &str, passage: &Passage, words: &Words) -> Marked {
    let fields = fields(&passage.fields, words);
    Marked { words: short(own), id: Some(passage.start), fields }
}

fn proving(quoted: Quoted, words: &Words) -> Proving {
    Proving { fields: fields(&quoted.fields, words), parts: quoted.parts }
}

fn fields(fields: &BTreeSet<&'static str>, words: &Words) -> String {
    let fields: Vec<&str> = fields.iter().map(|field| words.field(field)).collect();
    fill(&words.said.quote_tags, &[("fields", &fields.join(&words.said.separator))])
}
