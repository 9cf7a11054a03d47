//! What was read again, into the store.

use jikenbo_casebook::documents::{self, Decided, Document};
use jikenbo_casebook::filing::NewDocument;
use jikenbo_casebook::rereading::{self, Move, Moved, Reread};
use jikenbo_casebook::{Read, Tx, attachments, decisions, keys, organizations as store_organizations};
use jikenbo_collect::attachment::Shut;
use jikenbo_model::{CaptureId, DocumentId, Facts, ReportId};
use serde_json::{Map, Value as Json};

use super::super::Casebook;
use super::super::filing::organizations::Named;
use super::super::filing::{self, Prepared, PreparedDocument, PreparedReport};
use super::Summary;
use super::place::{Found, Page, needed};
use super::told::{Changed, changes};
use crate::Error;

/// What a batch of pages comes to.
#[derive(Default)]
struct Batch {
    /// Texts that are new, each with the document that it takes the place of.
    decoded: Vec<(DocumentId, NewDocument)>,
    reports: Vec<Report>,
    /// Files of pages that turn out to be tables of persons.
    shut: Vec<CaptureId>,
    /// Reports that wait for an editor as a whole.
    waiting: Vec<(ReportId, Moved)>,
}

/// A report that was read again.
struct Report {
    id: ReportId,
    moved: Option<Move>,
    /// The index of the new text that it is a part of now.
    decoded: Option<usize>,
    read: PreparedReport,
    /// Whom it names, an editor's decisions before what was read.
    named: Vec<Named>,
}

/// Writes what was read of `pages`; the reports of which something else stands now.
pub(super) fn write<'a>(
    casebook: &mut Casebook,
    pages: impl Iterator<Item = (&'a Document, Option<Prepared>)>,
    summary: &mut Summary,
) -> Result<Vec<Changed>, Error> {
    let mut batch = Batch::default();
    let mut read = casebook.read_all()?;
    for (document, page) in pages {
        match page {
            Some(page) if page.document.is_some() => batch.page(&mut read, document, page, summary)?,
            page => {
                batch.shut.extend(page.map(|_| document.capture));
                summary.not_read += 1;
            }
        }
    }
    let known = batch.names(&mut read)?;
    drop(read);
    let written = casebook.write("reread", |tx| batch.write(tx, &known))?;
    let mut changed = Vec::new();
    for (report, reread) in batch.reports.iter().zip(written.value) {
        summary.under_decision += reread.under_decision.len();
        if !reread.changed.is_empty() {
            summary.changed += 1;
            changed.push(report.id);
        }
        for field in reread.changed {
            *summary.fields.entry(field).or_default() += 1;
        }
    }
    written.revision.map_or(Ok(Vec::new()), |revision| changes(casebook, &changed, revision))
}

impl Batch {
    fn page(
        &mut self,
        read: &mut Read<'_>,
        document: &Document,
        mut page: Prepared,
        summary: &mut Summary,
    ) -> Result<(), Error> {
        let Some(now) = page.document.take() else { return Ok(()) };
        let is_same = now.sha256 == document.sha256;
        if !is_same && document.has_redactions {
            summary.kept += 1;
            let ids = document.reports.iter().map(|part| part.report);
            self.waiting.extend(ids.map(|id| (id, Moved::TextKept)));
            return Ok(());
        }
        page.document = Some(now);
        let texts = documents::texts(read, &needed(document, &page))?;
        let Some(now) = page.document else { return Ok(()) };
        let place = Page { document, text: &now.text, is_same, texts: &texts };
        let (found, lost) = place.matched(page.reports);
        let moved: Vec<ReportId> =
            found.iter().filter(|found| found.is_moved).map(|found| found.part.report).collect();
        let decided = if moved.is_empty() { Vec::new() } else { documents::decided(read, &moved)? };
        summary.reports += document.reports.len();
        summary.not_found += lost.len();
        summary.decoded += usize::from(!is_same);
        self.waiting.extend(lost.into_iter().map(|id| (id, Moved::ReportLost)));
        let decoded = (!is_same).then_some(self.decoded.len());
        for found in found {
            summary.text_changed += usize::from(found.has_other_words);
            let report = self.report(&place, found, &decided, decoded);
            summary.evidence_lost += report.moved.as_ref().map_or(0, |moved| moved.lost.len());
            self.reports.push(report);
        }
        if !is_same {
            self.decoded.push((document.id, new_document(now)));
        }
        Ok(())
    }

    fn report(
        &mut self,
        page: &Page<'_>,
        found: Found,
        decided: &[Decided],
        decoded: Option<usize>,
    ) -> Report {
        let id = found.part.report;
        if found.has_other_words {
            self.waiting.push((id, Moved::TextChanged));
        }
        let moved = found.is_moved.then(|| {
            let (evidence, lost) = page.evidence(&found, decided);
            let (span, heading) = (found.report.span, found.report.heading.clone());
            let document = Some(page.document.id).filter(|document| *document != found.part.document);
            Move { document, span, heading, evidence, lost }
        });
        Report { id, moved, decoded, read: found.report, named: Vec::new() }
    }

    /// Whom each report names now, and those of them that the store knows.
    fn names(&mut self, read: &mut Read<'_>) -> Result<filing::organizations::Known, Error> {
        let ids: Vec<ReportId> = self.reports.iter().map(|report| report.id).collect();
        let decided = decisions::of(read, &ids)?;
        for report in &mut self.reports {
            report.named = named(report.read.facts(), decided.get(&report.id));
        }
        let all = self.reports.iter().flat_map(|report| &report.named);
        filing::organizations::known(read, all)
    }

    fn write(
        &self,
        tx: &mut Tx<'_>,
        known: &filing::organizations::Known,
    ) -> Result<Vec<Reread>, jikenbo_casebook::Error> {
        let mut ids = Vec::with_capacity(self.decoded.len());
        for (earlier, document) in &self.decoded {
            ids.push(documents::decoded_anew(tx, *earlier, document)?);
        }
        for report in &self.reports {
            if let Some(moved) = &report.moved {
                let document = report.decoded.map_or(moved.document, |index| ids.get(index).copied());
                rereading::relocate(tx, report.id, &Move { document, ..moved.clone() })?;
            }
        }
        let readings: Vec<_> = self.reports.iter().map(|report| (report.id, &report.read.reading)).collect();
        let written = rereading::reread_all(tx, &readings)?;
        let keys: Vec<_> =
            self.reports.iter().map(|report| (report.id, report.read.keys.as_slice())).collect();
        keys::set_all_report_keys(tx, &keys)?;
        for (report, reread) in self.reports.iter().zip(&written) {
            if !reread.changed.is_empty() {
                let wanted = filing::organizations::taken_up(tx, known, &report.named)?;
                store_organizations::set_of_report(tx, report.id, &wanted)?;
            }
        }
        for capture in &self.shut {
            attachments::shut(tx, *capture, Shut::Columns.word())?;
        }
        for (report, why) in &self.waiting {
            rereading::queue(tx, *report, *why)?;
        }
        Ok(written)
    }
}

/// Whom a report names, an editor's decisions before what was read.
fn named(facts: &Facts, decided: Option<&Map<String, Json>>) -> Vec<Named> {
    let stands = decided.and_then(|decided| {
        let mut all = serde_json::to_value(facts).ok()?;
        all.as_object_mut()?.extend(decided.clone());
        serde_json::from_value::<Facts>(all).ok()
    });
    filing::organizations::named(stands.as_ref().unwrap_or(facts))
}

/// A text without its reports, which are filed already.
fn new_document(now: PreparedDocument) -> NewDocument {
    NewDocument {
        form: filing::form_word(now.form),
        text: now.text,
        sha256: now.sha256,
        title: now.title,
        date: now.date,
        site: now.site,
        charset: Some(now.charset),
        reports: Vec::new(),
    }
}
