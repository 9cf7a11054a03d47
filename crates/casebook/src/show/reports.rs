//! Reports with the capture that they are from.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jikenbo_model::{Belonging, CaptureId, CaseId, Facts, ReportId, Scope, Span, TextPolicy, Visibility};
use serde_json::Value as Json;

use super::belongings::{self, Copy};
use super::compose::{From, order};
use super::fields::{FieldView, Source, fields};
use super::grounds;
use crate::database::Row;
use crate::sql::{Sql, has};
use crate::{Error, Read, clock, documents, redaction};

/// A report as it may be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportView {
    /// Its id.
    pub id: ReportId,
    /// The case that it belongs to, and why.
    pub case: Option<(CaseId, Belonging)>,
    /// The capture that it is from.
    pub capture: CaptureView,
    /// Its place in the document's text.
    pub span: Span,
    /// The SHA-256 of that text.
    pub text_sha256: String,
    /// Its heading's words.
    pub heading: Option<String>,
    /// Its place among the document's reports, from 0.
    pub ordinal: usize,
    /// The day that orders it where it gives no day of release: that of the capture.
    pub day: String,
    /// Who may see it.
    pub visibility: Visibility,
    /// How much of its text outlets may show.
    pub text_policy: TextPolicy,
    /// The addresses under which it is known, in order.
    pub urls: Vec<String>,
    /// Its fields as they stand, in the order of the facts.
    pub fields: Vec<FieldView>,
}

impl ReportView {
    /// Its fields as facts.
    pub fn facts(&self) -> Facts {
        let said = self.fields.iter().map(|view| (view.field.to_owned(), view.value.clone()));
        serde_json::from_value(Json::Object(said.collect())).unwrap_or_default()
    }
}

/// A capture as it may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaptureView {
    /// Its id.
    pub id: CaptureId,
    /// The address.
    pub url: Option<String>,
    /// When it was captured.
    pub at: Timestamp,
    /// The file's name.
    pub name: Option<String>,
    /// SHA-256 of its bytes.
    pub payload_sha256: String,
    /// Its bytes were erased.
    pub erased: bool,
    /// Copies elsewhere.
    pub copies: Vec<Copy>,
}

const COLUMNS: &str = "r.ordinal, r.day, r.visibility, r.text_policy, \
    x.sha256, x.text_id, CASE WHEN x.text IS NULL THEN 0 ELSE 1 END, k.capture, k.url, k.at, k.name, k.payload_sha256, \
    CASE WHEN EXISTS (SELECT 1 FROM erasures e WHERE e.capture = k.capture) THEN 1 ELSE 0 END, \
    m.case_id, m.decided_by, m.who, m.reasons, m.score";

/// The report, where it may be seen.
///
/// # Errors
/// What the database says.
pub fn report(read: &mut Read<'_>, id: ReportId) -> Result<Option<ReportView>, Error> {
    let mut sql = from(read);
    sql.add(" WHERE r.report = ").bind(id).add(" AND ");
    views(read, sql).map(|mut found| found.pop())
}

/// Those of `ids` that may be seen, in the order in which a case has them: by day of release, oldest first.
///
/// # Errors
/// What the database says.
pub fn reports(read: &mut Read<'_>, ids: &[ReportId]) -> Result<Vec<ReportView>, Error> {
    let mut sql = from(read);
    sql.add(" WHERE r.report IN (").bind_all(ids.iter().copied()).add(") AND ");
    views(read, sql)
}

/// The reports of a case that may be seen, oldest first.
pub(super) fn of_case(read: &mut Read<'_>, case: CaseId) -> Result<Vec<ReportView>, Error> {
    let mut sql = from(read);
    sql.add(" WHERE m.case_id = ").bind(case).add(" AND ");
    views(read, sql)
}

/// The statement up to its conditions.
fn from<'v>(read: &Read<'_>) -> Sql<'v> {
    let heading = redaction::heading(read, "r");
    let mut sql =
        Sql::new(&format!("SELECT r.report, r.span_start, r.span_end, {heading}, {COLUMNS} FROM reports r"));
    documents::join(read, &mut sql);
    sql.add(
        "JOIN texts x ON x.text_id = t.text_id JOIN captures k ON k.capture = r.capture \
         LEFT JOIN membership m ON m.report = r.report AND ",
    );
    read.live(&mut sql, "m");
    sql
}

/// Goes on from [`from`] and a condition.
fn views(read: &mut Read<'_>, mut sql: Sql<'_>) -> Result<Vec<ReportView>, Error> {
    read.sees_report(&mut sql, "r");
    sql.add(" ORDER BY ");
    order(read, &mut sql, From::Oldest);
    let (mut views, mut texts) = (Vec::new(), Vec::new());
    for mut row in read.rows(&sql)? {
        let (view, text) = view(&mut row)?;
        views.push(view);
        texts.push(text);
    }
    let sources = sources(read, &views, &texts)?;
    let mut shown = fields(read, &sources)?;
    let captures: Vec<CaptureId> = views.iter().map(|view| view.capture.id).collect();
    let copies = belongings::copies(read, &captures)?;
    let reports: Vec<ReportId> = views.iter().map(|view| view.id).collect();
    let masks = redaction::masks(read, &reports)?;
    let mut urls = urls(read, &reports)?;
    for (view, source) in views.iter_mut().zip(&sources) {
        view.fields = shown.remove(&view.id).unwrap_or_default();
        view.urls = urls.remove(&view.id).unwrap_or_default();
        let own = copies.iter().filter(|(capture, _)| *capture == view.capture.id);
        view.capture.copies = own.map(|(_, copy)| copy.clone()).collect();
        let text = source.text.as_deref();
        view.heading = view.heading.take().map(|words| masks.blot_words(view.id, text, words));
        hide_inside(read, view);
    }
    let grounds = views.iter_mut().filter_map(|view| {
        let (_, belonging) = view.case.as_mut()?;
        Some((&mut belonging.reasons, Some(view.id)))
    });
    grounds::veil(read, grounds.collect())?;
    Ok(views)
}

/// What the fields of `views` are shown with, whose texts are `texts`.
fn sources(read: &mut Read<'_>, views: &[ReportView], texts: &[Option<i64>]) -> Result<Vec<Source>, Error> {
    let found = read.texts(texts.iter().flatten().copied().collect())?;
    let source = |(view, text): (&ReportView, &Option<i64>)| Source {
        report: view.id,
        text: text.and_then(|id| found.get(&id).cloned()),
        policy: view.text_policy,
    };
    Ok(views.iter().zip(texts).map(source).collect())
}

/// The addresses under which each of `reports`, which may be seen, is known, in order.
///
/// # Errors
/// What the database says.
pub fn urls(read: &mut Read<'_>, reports: &[ReportId]) -> Result<BTreeMap<ReportId, Vec<String>>, Error> {
    let mut ids = reports.to_vec();
    ids.sort_unstable();
    let mut sql = Sql::new("SELECT report, url FROM report_urls WHERE");
    sql.among("report", &ids).add(" ORDER BY report, url");
    let mut found: BTreeMap<ReportId, Vec<String>> = BTreeMap::new();
    read.each(&sql, |row| {
        let id = ReportId(row.integer()?);
        if has(&ids, id) {
            found.entry(id).or_default().push(row.text()?.to_owned());
        }
        Ok(())
    })?;
    Ok(found)
}

/// Why a machine put a report where it is stays among the members.
fn hide_inside(read: &Read<'_>, view: &mut ReportView) {
    if matches!(read.scope, Scope::Public | Scope::Shared { .. })
        && let Some((_, belonging)) = &mut view.case
    {
        belonging.who = String::new();
        belonging.reasons = serde_json::Value::Array(Vec::new());
    }
}

/// A report, and its text's id where that is not erased.
fn view(row: &mut Row) -> Result<(ReportView, Option<i64>), Error> {
    let id = ReportId(row.integer()?);
    let span = Span::new(row.size()?, row.size()?);
    let (heading, ordinal, day) = (row.maybe_text()?, row.size()?, row.text()?);
    let (visibility, text_policy) = (row.word(Visibility::from_word)?, row.word(TextPolicy::from_word)?);
    let (text_sha256, text) = (row.text()?, row.integer()?);
    let text = (row.integer()? != 0).then_some(text);
    let capture = CaptureView {
        id: CaptureId(row.integer()?),
        url: row.maybe_text()?,
        at: row.word(clock::read)?,
        name: row.maybe_text()?,
        payload_sha256: row.text()?,
        erased: row.integer()? != 0,
        copies: Vec::new(),
    };
    let case = match row.maybe_integer()? {
        Some(case) => Some((CaseId(case), belongings::belonging(row)?)),
        None => None,
    };
    let view = ReportView {
        id,
        case,
        capture,
        span,
        text_sha256,
        heading,
        ordinal,
        day,
        visibility,
        text_policy,
        urls: Vec::new(),
        fields: Vec::new(),
    };
    Ok((view, text))
}
