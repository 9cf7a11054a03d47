//! Where filed reports stand in their page as it reads now.

use std::collections::BTreeMap;

use jikenbo_casebook::documents::{Decided, Document, Part};
use jikenbo_model::{DocumentId, Evidence, ReportId, Span};
use jikenbo_resolve::Resemblance;
use jikenbo_resolve::compare::{moved, same_words};

use super::super::filing::{Prepared, PreparedReport};

/// So many permille of the words of a report without its heading must be in another to be taken for it.
const ALIKE: u16 = 500;

/// A filed report and what it reads now.
pub(super) struct Found {
    pub(super) part: Part,
    pub(super) report: PreparedReport,
    /// Its place, heading or document is another now.
    pub(super) is_moved: bool,
    /// Its own words are others now, spaces and spelling left aside.
    pub(super) has_other_words: bool,
}

/// A page that was read again.
pub(super) struct Page<'a> {
    pub(super) document: &'a Document,
    /// The text that it is decoded to now.
    pub(super) text: &'a str,
    /// Whether that is the text of `document`.
    pub(super) is_same: bool,
    /// The texts of `document` and of earlier decodings, as far as they are needed.
    pub(super) texts: &'a BTreeMap<DocumentId, String>,
}

impl Page<'_> {
    /// The text of the document that a report is filed under.
    fn filed_text(&self, document: DocumentId) -> &str {
        match self.is_same && document == self.document.id {
            true => self.text,
            false => self.texts.get(&document).map_or("", String::as_str),
        }
    }

    /// The filed reports with what they read now: those at the same place, else with the same heading, else with the most
    /// words in common; and those that are not found.
    pub(super) fn matched(&self, reports: Vec<PreparedReport>) -> (Vec<Found>, Vec<ReportId>) {
        let parts = &self.document.reports;
        let mut left: Vec<Option<PreparedReport>> = reports.into_iter().map(Some).collect();
        let mut taken: Vec<Option<PreparedReport>> = parts.iter().map(|_| None).collect();
        let is_alone = parts.len() == 1 && left.len() == 1;
        let mut take = |fits: &dyn Fn(&Part, &PreparedReport) -> u16| {
            for (part, place) in parts.iter().zip(&mut taken).filter(|(_, place)| place.is_none()) {
                let of = |index: &usize| left[*index].as_ref().map_or(0, |report| fits(part, report));
                let best = (0..left.len()).max_by_key(|index| (of(index), std::cmp::Reverse(*index)));
                *place = best.filter(|best| of(best) > 0).and_then(|best| left[best].take());
            }
        };
        let in_place = |part: &Part, report: &PreparedReport| {
            self.is_same && part.document == self.document.id && part.span == report.span
        };
        take(&|part, report| u16::from(in_place(part, report)));
        take(&|part, report| u16::from(same_heading(part, report)));
        take(&|part, report| self.alike(part, report, is_alone));
        let mut lost = Vec::new();
        let mut found = Vec::new();
        for (part, report) in parts.iter().zip(taken) {
            match report {
                Some(report) => found.push(self.found(part.clone(), report)),
                None => lost.push(part.report),
            }
        }
        (found, lost)
    }

    fn alike(&self, part: &Part, report: &PreparedReport, is_alone: bool) -> u16 {
        if is_alone {
            return 1;
        }
        let words = |text: &str, span: Span| Resemblance::of(span.of(text).unwrap_or_default());
        let share = words(self.filed_text(part.document), part.span).share(&words(self.text, report.span));
        if share >= ALIKE { share } else { 0 }
    }

    fn found(&self, part: Part, report: PreparedReport) -> Found {
        let is_other = !self.is_same || part.document != self.document.id;
        let is_moved = is_other || report.span != part.span || report.heading != part.heading;
        let old = part.span.of(self.filed_text(part.document)).unwrap_or_default();
        let has_other_words = is_other && !same_words(old, report.span.of(self.text).unwrap_or_default());
        Found { part, report, is_moved, has_other_words }
    }

    /// Where an editor's evidence stands now: of each decided field what was found, where that is another place; and the
    /// fields of which something was not found.
    pub(super) fn evidence(
        &self,
        found: &Found,
        decided: &[Decided],
    ) -> (Vec<(String, Evidence)>, Vec<String>) {
        let (mut elsewhere, mut lost) = (Vec::new(), Vec::new());
        for decision in decided.iter().filter(|decision| decision.report == found.part.report) {
            let (mut now, mut is_whole) = (Evidence::default(), true);
            for (path, span) in decision
                .evidence
                .by_path
                .iter()
                .flat_map(|(path, spans)| spans.iter().map(move |span| (path, span)))
            {
                match self.place(found, *span) {
                    Some(span) => now.add(path, span),
                    None => is_whole = false,
                }
            }
            if now != decision.evidence {
                elsewhere.push((decision.field.clone(), now));
            }
            if !is_whole {
                lost.push(decision.field.clone());
            }
        }
        (elsewhere, lost)
    }

    fn place(&self, found: &Found, span: Span) -> Option<Span> {
        let within = found.report.span;
        let is_inside = within.start <= span.start && span.end <= within.end;
        if self.is_same && found.part.document == self.document.id && is_inside {
            return Some(span);
        }
        moved(self.filed_text(found.part.document), span, self.text, within)
    }
}

fn same_heading(part: &Part, report: &PreparedReport) -> bool {
    match (&part.heading, &report.heading) {
        (Some(one), Some(two)) => same_words(one, two),
        _ => false,
    }
}

/// The documents whose texts are needed to find reports of `document` again in the page as it reads now.
pub(super) fn needed(document: &Document, page: &Prepared) -> Vec<DocumentId> {
    let text = page.document.as_ref();
    let is_same = text.is_some_and(|now| now.sha256 == document.sha256);
    let filed = document.reports.iter().map(|part| part.document);
    filed.filter(|filed| !is_same || *filed != document.id).collect()
}
