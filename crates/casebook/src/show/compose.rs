//! A case's facts: field by field the newest of its reports that gives the field. A later one's silence withdraws nothing.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jikenbo_model::{Case, CaseId, FIELDS, ReportId, Revision, nth};
use serde_json::{Map, Value as Json};

use super::fields::FieldView;
use super::reports::ReportView;
use crate::sql::Sql;
use crate::standing::{self, Standing};
use crate::{Error, Read, redaction};

/// The field whose day orders the reports of a case.
pub(crate) const PUBLISHED: &str = "published";

/// A fact of a case and the report that says it.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseFact {
    /// The newest report that gives the field.
    pub report: ReportId,
    /// What it says.
    pub said: FieldView,
}

/// A case in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseLine {
    /// The case.
    pub case: Case,
    /// How many reports of it may be seen.
    pub reports: usize,
    /// Its facts, by field; those that no report gives are left out.
    pub facts: Map<String, Json>,
}

/// The facts of a case whose `reports` stand in order, oldest first.
pub(super) fn facts(reports: &[ReportView]) -> Vec<CaseFact> {
    let newest = |name: &str| {
        let given = |report: &ReportView| {
            let said = report.fields.iter().find(|view| view.field == name)?.clone();
            Some(CaseFact { report: report.id, said })
        };
        reports.iter().rev().find_map(given)
    };
    FIELDS.iter().filter_map(|field| newest(field.name)).collect()
}

/// From which end reports are put in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum From {
    /// The oldest comes first.
    Oldest,
    /// The newest comes first.
    Newest,
}

/// Adds what orders the reports `r`, each of the membership `m` or of none: the day of release, as it stands, else that of the capture;
/// a day that is less exact stands before those within it. Reports of one day stand as they say of themselves ([`Facts::turn`]), then
/// as they were captured. Those of one page stand as on it, unless it runs from the newest down, as the page of a blog does: that is
/// known by a first report below a follow-up of the same case.
///
/// [`Facts::turn`]: jikenbo_model::Facts::turn
pub(crate) fn order(read: &Read<'_>, sql: &mut Sql<'_>, from: From) {
    let end = match from {
        From::Oldest => "",
        From::Newest => " DESC",
    };
    sql.add("COALESCE(");
    said(read, sql, PUBLISHED, "date");
    sql.add(&format!(", r.day){end}, "));
    turn(read, sql);
    sql.add(&format!("{end}, r.capture{end}, CASE WHEN "));
    runs_down(read, sql);
    sql.add(&format!(" THEN -r.ordinal ELSE r.ordinal END{end}, r.report{end}"));
}

/// What the report `r` says of the `field`, which has one value: its `column`, as it stands.
fn said(read: &Read<'_>, sql: &mut Sql<'_>, field: &str, column: &str) {
    sql.add(&format!(
        "(SELECT pd.{column} FROM standing pd WHERE pd.report = r.report AND pd.field = '{field}' AND "
    ));
    read.live(sql, "pd");
    sql.add(")");
}

/// The place that the report `r` claims. Its title is only looked at where it is a follow-up.
fn turn(read: &Read<'_>, sql: &mut Sql<'_>) {
    static CLAIMED: LazyLock<String> = LazyLock::new(|| {
        let claimed = |(place, spellings): (u8, Vec<String>)| {
            let likes: Vec<String> =
                spellings.iter().map(|words| format!("tt.text LIKE '%{words}%'")).collect();
            format!(" WHEN {} THEN {place}", likes.join(" OR "))
        };
        nth::turns().map(claimed).collect()
    });
    let (first, last, follows) = (nth::FIRST, nth::LAST, nth::FOLLOWS);
    sql.add("CASE ");
    said(read, sql, "stage", "word");
    sql.add(&format!(
        " WHEN 'first' THEN {first} WHEN 'final' THEN {last} ELSE COALESCE((SELECT CASE{} END FROM standing tt \
         WHERE tt.report = r.report AND tt.field = '{TITLE}' AND ",
        *CLAIMED
    ));
    read.live(sql, "tt");
    sql.add(&format!("), {follows}) END"));
}

/// Whether the page of the report `r` runs from the newest down: `r` is a follow-up, and below it stands a first report of its case.
fn runs_down(read: &Read<'_>, sql: &mut Sql<'_>) {
    sql.add("COALESCE(");
    said(read, sql, "stage", "word");
    sql.add(
        ", '') <> 'first' AND EXISTS (SELECT 1 FROM membership dm JOIN reports dr ON dr.report = dm.report \
         JOIN standing ds ON ds.report = dm.report AND ds.field = 'stage' AND ds.word = 'first' AND ",
    );
    read.live(sql, "ds");
    sql.add(" WHERE dm.case_id = m.case_id AND ");
    read.live(sql, "dm");
    sql.add(" AND dr.capture = r.capture AND dr.ordinal > r.ordinal)");
}

/// The facts of `cases` as lines of a list, in their order.
pub(crate) fn lines(read: &mut Read<'_>, cases: Vec<Case>) -> Result<Vec<CaseLine>, Error> {
    let ids: Vec<CaseId> = cases.iter().map(|case| case.id).collect();
    let mut reports: BTreeMap<CaseId, Vec<ReportId>> = BTreeMap::new();
    for (case, report) in members(read, &ids)? {
        reports.entry(case).or_default().push(report);
    }
    let all: Vec<ReportId> = reports.values().flatten().copied().collect();
    let standing = standing_of(read, &all)?;
    let line = |case: Case| {
        let own = reports.get(&case.id).map_or(&[][..], Vec::as_slice);
        CaseLine { reports: own.len(), facts: composed(own, &standing), case }
    };
    let mut lines: Vec<CaseLine> = cases.into_iter().map(line).collect();
    let untitled = |line: &&mut CaseLine| !line.facts.contains_key(TITLE);
    let wordless: Vec<ReportId> = lines
        .iter_mut()
        .filter(untitled)
        .filter_map(|line| reports.get(&line.case.id))
        .flatten()
        .copied()
        .collect();
    let called = called(read, &wordless)?;
    for line in lines.iter_mut().filter(untitled) {
        let own = reports.get(&line.case.id).into_iter().flatten().rev();
        if let Some(title) = own.filter_map(|report| called.get(report)).next() {
            line.facts.insert(TITLE.to_owned(), title.as_str().into());
        }
    }
    Ok(lines)
}

const TITLE: &str = "title";

/// What reports without words, such as pictures, are called: the title that nobody could read there. Nothing of one of which
/// an editor hides something.
fn called(read: &mut Read<'_>, reports: &[ReportId]) -> Result<BTreeMap<ReportId, String>, Error> {
    if reports.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut sql = Sql::new(&format!(
        "SELECT r.report, r.heading FROM reports r JOIN documents d ON d.document = r.document \
         JOIN texts x ON x.text_id = d.text_id WHERE x.text = '' AND r.heading IS NOT NULL AND NOT EXISTS \
         (SELECT 1 FROM redactions a WHERE a.kind = 'report' AND a.subject = r.report AND a.until_revision = {}) \
         AND r.report IN (",
        Revision::OPEN
    ));
    sql.bind_all(reports.iter().copied()).add(") AND ");
    read.sees_report(&mut sql, "r");
    sql.add(" ORDER BY r.report");
    read.rows(&sql)?.into_iter().map(|mut row| Ok((ReportId(row.integer()?), row.text()?))).collect()
}

fn composed(reports: &[ReportId], standing: &BTreeMap<ReportId, Vec<Standing>>) -> Map<String, Json> {
    let mut facts = Map::new();
    for field in FIELDS {
        let of = |report: &ReportId| {
            let rows = standing.get(report)?.iter().filter(|row| row.field == field.name);
            Some(rows.collect::<Vec<_>>()).filter(|rows| !rows.is_empty())
        };
        if let Some(rows) = reports.iter().rev().find_map(of) {
            facts.insert(field.name.to_owned(), standing::value(field, &rows));
        }
    }
    facts
}

/// The reports of each of `cases` that may be seen, oldest first.
///
/// # Errors
/// What the database says.
pub fn members(read: &mut Read<'_>, cases: &[CaseId]) -> Result<Vec<(CaseId, ReportId)>, Error> {
    let mut sql = Sql::new(
        "SELECT m.case_id, m.report FROM membership m JOIN reports r ON r.report = m.report WHERE m.case_id IN (",
    );
    sql.bind_all(cases.iter().copied()).add(") AND ");
    read.live(&mut sql, "m");
    sql.add(" AND ");
    read.sees_report(&mut sql, "r");
    sql.add(" ORDER BY m.case_id, ");
    order(read, &mut sql, From::Oldest);
    let pair = |mut row: crate::database::Row| Ok((CaseId(row.integer()?), ReportId(row.integer()?)));
    read.rows(&sql)?.into_iter().map(pair).collect()
}

fn standing_of(
    read: &mut Read<'_>,
    reports: &[ReportId],
) -> Result<BTreeMap<ReportId, Vec<Standing>>, Error> {
    let mut sql =
        Sql::new(&format!("SELECT s.report, {} FROM standing s WHERE s.report IN (", Standing::COLUMNS));
    sql.bind_all(reports.iter().copied()).add(") AND ");
    read.live(&mut sql, "s");
    redaction::field_not_hidden(read, &mut sql, "s");
    sql.add(" ORDER BY s.report, s.field, s.item");
    let mut found: BTreeMap<ReportId, Vec<Standing>> = BTreeMap::new();
    for mut row in read.rows(&sql)? {
        let report = ReportId(row.integer()?);
        found.entry(report).or_default().push(Standing::read(&mut row)?);
    }
    Ok(found)
}
