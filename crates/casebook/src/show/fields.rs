//! The standing fields of reports with what they rest on.

use std::collections::BTreeMap;
use std::sync::Arc;

use jikenbo_model::{Evidence, FIELDS, Quote, ReportId, Scope, Span, TextPolicy};
use serde_json::Value as Json;

use crate::redaction::{self, Masks};
use crate::sql::Sql;
use crate::standing::{self, Standing};
use crate::{Error, Read, proof};

/// What a standing value rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// What was read.
    Reading,
    /// What an editor decided.
    Decision {
        /// Who.
        who: String,
        /// Why.
        why: Option<String>,
    },
}

/// A field of a report as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldView {
    /// Its name.
    pub field: &'static str,
    /// Its value in JSON.
    pub value: Json,
    /// What it rests on.
    pub by: By,
    /// The words that prove it, by the path within the facts; none where the text policy lets none be shown.
    pub quotes: BTreeMap<String, Vec<Quote>>,
}

/// What of a report is needed to show its fields.
pub(crate) struct Source {
    pub(crate) report: ReportId,
    pub(crate) text: Option<Arc<str>>,
    pub(crate) policy: TextPolicy,
}

/// The standing fields of each report, in the order of the facts.
pub(crate) fn fields(
    read: &mut Read<'_>,
    sources: &[Source],
) -> Result<BTreeMap<ReportId, Vec<FieldView>>, Error> {
    let reports: Vec<ReportId> = sources.iter().map(|source| source.report).collect();
    let rows = standing_rows(read, &reports)?;
    let readings = evidence(read, "readings", &reports)?;
    let decisions = evidence(read, "decisions", &reports)?;
    let masks = redaction::masks(read, &reports)?;
    let mut shown = BTreeMap::new();
    for source in sources {
        let own = rows.get(&source.report).map_or(&[][..], Vec::as_slice);
        let proofs = Proofs {
            report: source.report,
            text: quotable(read, source),
            masks: &masks,
            reading: readings.iter().find(|proof| proof.report == source.report),
            decisions: decisions.iter().filter(|proof| proof.report == source.report).collect(),
        };
        let views = FIELDS.iter().filter_map(|field| view(field, own, &proofs));
        shown.insert(source.report, views.collect());
    }
    Ok(shown)
}

/// The text from which quotes may be shown, what is redacted blotted out in each.
fn quotable<'s>(read: &Read<'_>, source: &'s Source) -> Option<&'s str> {
    let closed = source.policy == TextPolicy::None;
    if closed && matches!(read.scope, Scope::Public | Scope::Shared { .. }) {
        return None;
    }
    source.text.as_deref()
}

/// What proves the fields of one report.
struct Proofs<'a> {
    report: ReportId,
    text: Option<&'a str>,
    masks: &'a Masks,
    reading: Option<&'a Proof>,
    decisions: Vec<&'a Proof>,
}

struct Proof {
    report: ReportId,
    field: Option<String>,
    evidence: Evidence,
    who: Option<String>,
    why: Option<String>,
}

fn view(field: &'static jikenbo_model::Field, rows: &[Row], proofs: &Proofs<'_>) -> Option<FieldView> {
    let own: Vec<&Row> = rows.iter().filter(|row| row.standing.field == field.name).collect();
    let by_decision = own.first()?.by_decision;
    let decision = proofs.decisions.iter().find(|proof| proof.field.as_deref() == Some(field.name));
    let (proof, by) = match decision {
        Some(proof) if by_decision => (
            Some(*proof),
            By::Decision { who: proof.who.clone().unwrap_or_default(), why: proof.why.clone() },
        ),
        _ => (proofs.reading, By::Reading),
    };
    let evidence = proof.map(|proof| &proof.evidence.by_path);
    let of_field = || evidence.into_iter().flatten().filter(|(path, _)| proof::is_of(path, field.name));
    let in_words = own.iter().any(|row| row.standing.text.is_some());
    let masked = proofs.masks.spans(proofs.report);
    let hidden = |span: &Span| masked.iter().any(|mask| span.start < mask.end && mask.start < span.end);
    if in_words && of_field().any(|(_, spans)| spans.iter().any(hidden)) {
        return None;
    }
    let shown = |span: &Span, words: &str| proofs.masks.blot_from(proofs.report, words, span.start);
    let quotes = proofs.text.map(|text| proof::quotes(of_field(), text, shown)).unwrap_or_default();
    let standing: Vec<&Standing> = own.iter().map(|row| &row.standing).collect();
    Some(FieldView { field: field.name, value: standing::value(field, &standing), by, quotes })
}

struct Row {
    standing: Standing,
    by_decision: bool,
}

fn standing_rows(read: &mut Read<'_>, reports: &[ReportId]) -> Result<BTreeMap<ReportId, Vec<Row>>, Error> {
    let mut sql = Sql::new(&format!(
        "SELECT s.report, {}, s.decided_by FROM standing s WHERE s.report IN (",
        Standing::COLUMNS
    ));
    sql.bind_all(reports.iter().copied()).add(") AND ");
    read.live(&mut sql, "s");
    redaction::field_not_hidden(read, &mut sql, "s");
    sql.add(" ORDER BY s.report, s.field, s.item");
    let mut found: BTreeMap<ReportId, Vec<Row>> = BTreeMap::new();
    for mut row in read.rows(&sql)? {
        let report = ReportId(row.integer()?);
        let standing = Standing::read(&mut row)?;
        let by_decision = row.text()? == "decision";
        found.entry(report).or_default().push(Row { standing, by_decision });
    }
    Ok(found)
}

fn evidence(read: &mut Read<'_>, table: &str, reports: &[ReportId]) -> Result<Vec<Proof>, Error> {
    let own = if table == "decisions" { "e.field, e.who, e.why" } else { "NULL, NULL, NULL" };
    let mut sql = Sql::new(&format!("SELECT e.report, e.evidence, {own} FROM {table} e WHERE e.report IN ("));
    sql.bind_all(reports.iter().copied()).add(") AND ");
    read.live(&mut sql, "e");
    sql.add(" ORDER BY e.report");
    let proof = |mut row: crate::database::Row| {
        Ok(Proof {
            report: ReportId(row.integer()?),
            evidence: proof::read(&row.text()?)?,
            field: row.maybe_text()?,
            who: row.maybe_text()?,
            why: row.maybe_text()?,
        })
    };
    read.rows(&sql)?.into_iter().map(proof).collect()
}
