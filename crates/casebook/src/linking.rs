//! Reports as the linker takes them: what stands, the words, the addresses, the case.

use std::collections::BTreeMap;

use jikenbo_model::{
    CaseId, CaseNumber, DocumentId, Evidence, FIELDS, Facts, OriginId, ReportId, Revision, Span,
};
use serde_json::{Map, Value as Json};

use crate::sql::Sql;
use crate::standing::{self, Standing};
use crate::{Error, Read, documents, proof};

/// A report that another one may belong to.
#[derive(Clone, Debug, PartialEq)]
pub struct Linkable {
    /// Its id.
    pub report: ReportId,
    /// The document that it is a part of.
    pub document: DocumentId,
    /// Its facts as they stand.
    pub facts: Facts,
    /// The proofs of its reading.
    pub evidence: Evidence,
    /// Its place in the document's text.
    pub span: Span,
    /// Its own words; empty where they were erased.
    pub text: String,
    /// Its heading's words.
    pub heading: Option<String>,
    /// The addresses under which it is known.
    pub urls: Vec<String>,
}

/// The reports with these ids that may be seen, in order of their ids.
///
/// # Errors
/// What the database says; [`Error::Json`] where what stands is not in its form.
pub fn reports(read: &mut Read<'_>, ids: &[ReportId]) -> Result<Vec<Linkable>, Error> {
    let mut found = own(read, ids)?;
    let mut documents: Vec<DocumentId> = found.iter().map(|report| report.document).collect();
    documents.sort_unstable();
    documents.dedup();
    let texts = documents::texts(read, &documents)?;
    let mut facts = facts(read, ids)?;
    let mut proofs = proofs(read, ids)?;
    let mut urls = urls(read, ids)?;
    for report in &mut found {
        let text = texts.get(&report.document).map_or("", String::as_str);
        report.text = report.span.of(text).unwrap_or_default().to_owned();
        report.facts = facts.remove(&report.report).unwrap_or_default();
        report.evidence = proofs.remove(&report.report).unwrap_or_default();
        report.urls = urls.remove(&report.report).unwrap_or_default();
    }
    Ok(found)
}

/// The cases that the reports with these ids belong to.
///
/// # Errors
/// What the database says.
pub fn cases(read: &mut Read<'_>, ids: &[ReportId]) -> Result<BTreeMap<ReportId, CaseId>, Error> {
    let mut sql = Sql::new("SELECT m.report, m.case_id FROM membership m WHERE m.report IN (");
    sql.bind_all(ids.iter().copied()).add(") AND ");
    read.live(&mut sql, "m");
    sql.add(" ORDER BY m.report");
    read.rows(&sql)?
        .into_iter()
        .map(|mut row| Ok((ReportId(row.integer()?), CaseId(row.integer()?))))
        .collect()
}

fn own(read: &mut Read<'_>, ids: &[ReportId]) -> Result<Vec<Linkable>, Error> {
    let mut sql = Sql::new(
        "SELECT r.report, r.document, r.span_start, r.span_end, r.heading FROM reports r WHERE r.report IN (",
    );
    sql.bind_all(ids.iter().copied()).add(") AND ");
    read.sees_report(&mut sql, "r");
    sql.add(" ORDER BY r.report");
    let one = |mut row: crate::database::Row| {
        Ok(Linkable {
            report: ReportId(row.integer()?),
            document: DocumentId(row.integer()?),
            span: Span::new(row.size()?, row.size()?),
            heading: row.maybe_text()?,
            facts: Facts::default(),
            evidence: Evidence::default(),
            text: String::new(),
            urls: Vec::new(),
        })
    };
    read.rows(&sql)?.into_iter().map(one).collect()
}

fn facts(read: &mut Read<'_>, ids: &[ReportId]) -> Result<BTreeMap<ReportId, Facts>, Error> {
    let mut sql =
        Sql::new(&format!("SELECT s.report, {} FROM standing s WHERE s.report IN (", Standing::COLUMNS));
    sql.bind_all(ids.iter().copied()).add(") AND ");
    read.live(&mut sql, "s");
    sql.add(" ORDER BY s.report, s.field, s.item");
    let mut rows: BTreeMap<ReportId, Vec<Standing>> = BTreeMap::new();
    for mut row in read.rows(&sql)? {
        rows.entry(ReportId(row.integer()?)).or_default().push(Standing::read(&mut row)?);
    }
    rows.into_iter().map(|(report, rows)| Ok((report, composed(&rows)?))).collect()
}

fn composed(rows: &[Standing]) -> Result<Facts, Error> {
    let mut facts = Map::new();
    for field in FIELDS {
        let own: Vec<&Standing> = rows.iter().filter(|row| row.field == field.name).collect();
        if !own.is_empty() {
            facts.insert(field.name.to_owned(), standing::value(field, &own));
        }
    }
    serde_json::from_value(Json::Object(facts)).map_err(|source| Error::Json { column: 2, source })
}

fn proofs(read: &mut Read<'_>, ids: &[ReportId]) -> Result<BTreeMap<ReportId, Evidence>, Error> {
    let mut sql = Sql::new("SELECT e.report, e.evidence FROM readings e WHERE e.report IN (");
    sql.bind_all(ids.iter().copied()).add(") AND ");
    read.live(&mut sql, "e");
    sql.add(" ORDER BY e.report");
    let rows = read.rows(&sql)?;
    rows.into_iter().map(|mut row| Ok((ReportId(row.integer()?), proof::read(&row.text()?)?))).collect()
}

fn urls(read: &mut Read<'_>, ids: &[ReportId]) -> Result<BTreeMap<ReportId, Vec<String>>, Error> {
    let mut sql = Sql::new("SELECT u.report, u.url FROM report_urls u WHERE u.report IN (");
    sql.bind_all(ids.iter().copied()).add(") ORDER BY u.report, u.url");
    let mut found: BTreeMap<ReportId, Vec<String>> = BTreeMap::new();
    for mut row in read.rows(&sql)? {
        found.entry(ReportId(row.integer()?)).or_default().push(row.text()?);
    }
    Ok(found)
}

/// The first own number of each of these cases.
///
/// # Errors
/// What the database says.
pub fn numbers(read: &mut Read<'_>, cases: &[CaseId]) -> Result<BTreeMap<CaseId, CaseNumber>, Error> {
    let mut sql = Sql::new("SELECT n.case_id, n.year, n.serial FROM numbers n WHERE n.case_id IN (");
    sql.bind_all(cases.iter().copied()).add(") AND ");
    read.live(&mut sql, "n");
    sql.add(" ORDER BY n.case_id, n.year, n.serial");
    let mut found = BTreeMap::new();
    for mut row in read.rows(&sql)? {
        let case = CaseId(row.integer()?);
        let (year, serial) = (i16::try_from(row.integer()?), u32::try_from(row.integer()?));
        if let (Ok(year), Ok(serial)) = (year, serial)
            && let Some(number) = CaseNumber::new(year, serial)
        {
            found.entry(case).or_insert(number);
        }
    }
    Ok(found)
}

/// The origins that these cases come from, of each the first.
///
/// # Errors
/// What the database says.
pub fn origins(read: &mut Read<'_>, cases: &[CaseId]) -> Result<BTreeMap<CaseId, OriginId>, Error> {
    let mut sql = Sql::new("SELECT o.case_id, o.origin FROM origin_members o WHERE o.case_id IN (");
    sql.bind_all(cases.iter().copied()).add(") AND ");
    read.live(&mut sql, "o");
    sql.add(" ORDER BY o.case_id, o.origin");
    let mut found = BTreeMap::new();
    for mut row in read.rows(&sql)? {
        let case = CaseId(row.integer()?);
        let origin = OriginId(row.integer()?);
        found.entry(case).or_insert(origin);
    }
    Ok(found)
}

/// The newest cases of an origin, at most `limit`.
///
/// # Errors
/// What the database says.
pub fn members(read: &mut Read<'_>, origin: OriginId, limit: usize) -> Result<Vec<CaseId>, Error> {
    let mut sql = Sql::new("SELECT o.case_id FROM origin_members o WHERE o.origin = ");
    sql.bind(origin).add(" AND ");
    read.live(&mut sql, "o");
    sql.add(" ORDER BY o.case_id DESC LIMIT ").bind(limit);
    read.rows(&sql)?.into_iter().map(|mut row| row.integer().map(CaseId)).collect()
}

/// Which of these cases were tied to which origins once and are not any more.
///
/// # Errors
/// What the database says.
pub fn untied(read: &mut Read<'_>, cases: &[CaseId]) -> Result<Vec<(OriginId, CaseId)>, Error> {
    let mut sql = Sql::new("SELECT DISTINCT o.origin, o.case_id FROM origin_members o WHERE o.case_id IN (");
    sql.bind_all(cases.iter().copied()).add(&format!(
        ") AND o.to_revision < {open} AND NOT EXISTS (SELECT 1 FROM origin_members p WHERE p.origin = o.origin \
         AND p.case_id = o.case_id AND p.to_revision = {open}) ORDER BY o.origin, o.case_id",
        open = Revision::OPEN
    ));
    read.rows(&sql)?
        .into_iter()
        .map(|mut row| Ok((OriginId(row.integer()?), CaseId(row.integer()?))))
        .collect()
}

/// The reports of a case that were filed last, at most `limit`, the newest first.
///
/// # Errors
/// What the database says.
pub fn newest_reports(read: &mut Read<'_>, case: CaseId, limit: usize) -> Result<Vec<ReportId>, Error> {
    let mut sql = Sql::new("SELECT m.report FROM membership m WHERE m.case_id = ");
    sql.bind(case).add(" AND ");
    read.live(&mut sql, "m");
    sql.add(" ORDER BY m.report DESC LIMIT ").bind(limit);
    read.rows(&sql)?.into_iter().map(|mut row| row.integer().map(ReportId)).collect()
}
