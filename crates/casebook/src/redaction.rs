//! What editors hide from every outlet, and how reads obey it. The owner sees all.

use std::collections::{BTreeMap, BTreeSet};

use jikenbo_model::{RedactionId, ReportId, Revision, Scope, Span, Subject, field};
use serde_json::json;

use crate::sql::Sql;
use crate::tables::REDACTIONS;
use crate::{Error, Read, Tx};

/// What of a thing is hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// A byte range of the text of a report's document.
    Span(Span),
    /// A field of a report.
    Field(String),
}

/// Hides `part` of `subject` from all but the owner, in every revision, until [`lift`]ed; the reason is the write's.
///
/// # Errors
/// [`Error::NoSuchField`]; [`Error::NoSuch`] where a part of something that is no report is named.
pub fn redact(tx: &mut Tx<'_>, subject: Subject, part: &Part) -> Result<RedactionId, Error> {
    let (span, name) = match part {
        Part::Whole => (None, None),
        Part::Span(span) => (Some(*span), None),
        Part::Field(name) if field(name).is_none() => return Err(Error::NoSuchField { field: name.clone() }),
        Part::Field(name) => (None, Some(name.as_str())),
    };
    if *part != Part::Whole && !matches!(subject, Subject::Report(_)) {
        return Err(Error::NoSuch { kind: "report", id: format!("{} {}", subject.kind(), subject.id()) });
    }
    let id = RedactionId(tx.ids("redaction", 1)?);
    let row = vec![
        id.into(),
        subject.kind().into(),
        subject.id().into(),
        span.map(|span| span.start).into(),
        span.map(|span| span.end).into(),
        name.into(),
        tx.why().unwrap_or_default().to_owned().into(),
        tx.revision().into(),
        Revision::OPEN.into(),
    ];
    tx.database.insert(REDACTIONS.name, &REDACTIONS.columns(), &[row])?;
    tx.act("redact", subject.kind(), subject.id(), &json!({"redaction": id}));
    Ok(id)
}

/// Shows again what `redaction` hid; whether it still did.
///
/// # Errors
/// [`Error::NoSuch`] where nothing was ever hidden under that number.
pub fn lift(tx: &mut Tx<'_>, redaction: RedactionId) -> Result<bool, Error> {
    let sql = format!(
        "UPDATE redactions SET until_revision = $2 WHERE redaction = $1 AND until_revision = {}",
        Revision::OPEN
    );
    let was = tx.database.execute(&sql, &[redaction.into(), tx.revision().into()])? > 0;
    if was {
        tx.act("lift", "redaction", redaction.0, &json!(null));
    } else if redaction.0 < 1
        || tx.database.first("SELECT 1 FROM redactions WHERE redaction = $1", &[redaction.into()])?.is_none()
    {
        return Err(Error::NoSuch { kind: "redaction", id: redaction.0.to_string() });
    }
    Ok(was)
}

/// Something that is hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redaction {
    /// Its id.
    pub id: RedactionId,
    /// What of.
    pub subject: Subject,
    /// Which part.
    pub part: Part,
    /// Why.
    pub why: String,
}

/// All that is hidden, oldest first; nothing for all but the owner.
///
/// # Errors
/// What the database says.
pub fn all(read: &mut Read<'_>) -> Result<Vec<Redaction>, Error> {
    if read.scope != Scope::Owner {
        return Ok(Vec::new());
    }
    let sql = Sql::new(&format!(
        "SELECT redaction, kind, subject, span_start, span_end, field, why FROM redactions \
         WHERE until_revision = {} ORDER BY redaction",
        Revision::OPEN
    ));
    let one = |mut row: crate::database::Row| {
        let (id, kind, subject) = (RedactionId(row.integer()?), row.text()?, row.integer()?);
        let (start, end, field) = (row.maybe_integer()?, row.maybe_integer()?, row.maybe_text()?);
        let at = |offset: i64| usize::try_from(offset).unwrap_or(0);
        let part = match (start.zip(end), field) {
            (Some((start, end)), _) => Part::Span(Span::new(at(start), at(end))),
            (None, Some(field)) => Part::Field(field),
            (None, None) => Part::Whole,
        };
        let why = row.text()?;
        Ok(Subject::new(&kind, subject).map(|subject| Redaction { id, subject, part, why }))
    };
    let found: Result<Vec<Option<Redaction>>, Error> = read.rows(&sql)?.into_iter().map(one).collect();
    Ok(found?.into_iter().flatten().collect())
}

/// The byte ranges of the text of a report's document that are hidden, and by what; ranges of any report of the document.
/// Nothing for all but the owner.
///
/// # Errors
/// What the database says.
pub fn passages(read: &mut Read<'_>, report: ReportId) -> Result<Vec<(RedactionId, Span)>, Error> {
    if read.scope != Scope::Owner {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(
        "SELECT d.redaction, d.span_start, d.span_end FROM reports r JOIN reports o ON o.document = r.document \
         JOIN redactions d ON d.kind = 'report' AND d.subject = o.report WHERE r.report = ",
    );
    sql.bind(report).add(&format!(
        " AND d.span_start IS NOT NULL AND d.until_revision = {} ORDER BY d.redaction",
        Revision::OPEN
    ));
    let one = |mut row: crate::database::Row| {
        Ok((RedactionId(row.integer()?), Span::new(row.size()?, row.size()?)))
    };
    read.rows(&sql)?.into_iter().map(one).collect()
}

/// The byte ranges of each report's text that are hidden from who is looking.
#[derive(Debug, Default)]
pub(crate) struct Masks {
    by_report: BTreeMap<ReportId, Vec<Span>>,
}

impl Masks {
    pub(crate) fn spans(&self, report: ReportId) -> &[Span] {
        self.by_report.get(&report).map_or(&[], Vec::as_slice)
    }

    /// `text` with `*` for each hidden byte, so that all spans stay where they are.
    pub(crate) fn blot(&self, report: ReportId, text: &str) -> String {
        self.blot_from(report, text, 0)
    }

    /// The same of a part of the text, which begins at byte `from` of it.
    pub(crate) fn blot_from(&self, report: ReportId, text: &str, from: usize) -> String {
        let spans = self.spans(report);
        if spans.is_empty() {
            return text.to_owned();
        }
        let hidden = |start: usize, end: usize| spans.iter().any(|span| start < span.end && span.start < end);
        let shown = |(at, letter): (usize, char)| {
            let length = letter.len_utf8();
            if hidden(from + at, from + at + length) { "*".repeat(length) } else { letter.to_string() }
        };
        text.char_indices().map(shown).collect()
    }
}

impl Masks {
    /// `words` (a heading, a title) without what is hidden in `text`.
    pub(crate) fn blot_words(&self, report: ReportId, text: Option<&str>, words: String) -> String {
        let hidden = |span: &Span| text.and_then(|text| text.get(span.start..span.end));
        let blot = |words: String, hidden: &str| words.replace(hidden, &"*".repeat(hidden.len()));
        self.spans(report).iter().filter_map(hidden).filter(|hidden| !hidden.is_empty()).fold(words, blot)
    }
}

/// What is hidden in the texts of `reports`. Reports of one document share its text, so each one's ranges hold for all.
pub(crate) fn masks(read: &mut Read<'_>, reports: &[ReportId]) -> Result<Masks, Error> {
    let mut masks = Masks::default();
    if read.scope == Scope::Owner || reports.is_empty() {
        return Ok(masks);
    }
    let mut sql = Sql::new(
        "SELECT r.report, d.span_start, d.span_end FROM reports r JOIN reports o ON o.document = r.document \
         JOIN redactions d ON d.kind = 'report' AND d.subject = o.report WHERE r.report IN (",
    );
    sql.bind_all(reports.iter().copied());
    sql.add(&format!(
        ") AND d.span_start IS NOT NULL AND d.until_revision = {} ORDER BY r.report, d.redaction",
        Revision::OPEN
    ));
    for mut row in read.rows(&sql)? {
        let report = ReportId(row.integer()?);
        let span = Span::new(row.size()?, row.size()?);
        masks.by_report.entry(report).or_default().push(span);
    }
    Ok(masks)
}

/// Those of `reports` of which a field is hidden; nothing is from the owner.
pub(crate) fn with_hidden_fields(
    read: &mut Read<'_>,
    reports: &[ReportId],
) -> Result<BTreeSet<ReportId>, Error> {
    if read.scope == Scope::Owner || reports.is_empty() {
        return Ok(BTreeSet::new());
    }
    let mut sql =
        Sql::new("SELECT DISTINCT d.subject FROM redactions d WHERE d.kind = 'report' AND d.subject IN (");
    sql.bind_all(reports.iter().copied());
    sql.add(&format!(
        ") AND d.field IS NOT NULL AND d.until_revision = {} ORDER BY d.subject",
        Revision::OPEN
    ));
    read.rows(&sql)?.into_iter().map(|mut row| row.integer().map(ReportId)).collect()
}

/// The heading of the report at `alias`, as a column: none where a field is hidden whose words it is made of.
pub(crate) fn heading(read: &Read<'_>, alias: &str) -> String {
    if read.scope == Scope::Owner {
        return format!("{alias}.heading");
    }
    format!(
        "CASE WHEN EXISTS (SELECT 1 FROM redactions rh WHERE rh.kind = 'report' AND rh.subject = {alias}.report \
         AND rh.field IN ('title', 'organization', 'case_number', 'published') AND rh.until_revision = {}) \
         THEN NULL ELSE {alias}.heading END",
        Revision::OPEN
    )
}

/// Those standing rows of `alias` whose field is not hidden.
pub(crate) fn field_not_hidden(read: &Read<'_>, sql: &mut Sql<'_>, alias: &str) {
    if read.scope != Scope::Owner {
        sql.add(&format!(
            " AND NOT EXISTS (SELECT 1 FROM redactions rf WHERE rf.kind = 'report' AND rf.subject = {alias}.report \
             AND rf.field = {alias}.field AND rf.until_revision = {})",
            Revision::OPEN
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_keeps_its_length() {
        let report = ReportId(1);
        let masks = Masks { by_report: BTreeMap::from([(report, vec![Span::new(2, 7)])]) };
        assert_eq!(masks.blot(report, "a例示b市"), "a******b市");
        assert_eq!(masks.blot(ReportId(2), "a例示b市"), "a例示b市");
        assert_eq!(masks.blot(report, "a例示b市").len(), "a例示b市".len());
    }
}
