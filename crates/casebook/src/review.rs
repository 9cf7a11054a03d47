//! What waits for an editor.

use jikenbo_model::{Case, ReportId, Suggestion, SuggestionId, SuggestionState};

use crate::sql::Sql;
use crate::{Error, Read, show};

/// What waits for an editor, each kind oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Queue {
    /// Decided fields under which something moved.
    pub fields: Vec<FieldToReview>,
    /// Links that only a machine sees.
    pub suggestions: Vec<Suggestion>,
    /// Cases that nobody has checked.
    pub cases: Vec<Case>,
}

/// A decided field under which something moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldToReview {
    /// The report.
    pub report: ReportId,
    /// The field; `""` where it is about the whole report.
    pub field: String,
    /// Of a field `reading_changed` (it now reads otherwise) or `evidence_lost` (the editor's evidence was not found
    /// again); of a report `text_changed` (its words are decoded otherwise), `text_kept` (the same, but words of it are
    /// hidden, so that it keeps its earlier text) or `report_lost` (it was not found again).
    pub reason: String,
}

/// The first `limit` of each kind; nothing for those outside.
///
/// # Errors
/// What the database says.
pub fn queue(read: &mut Read<'_>, limit: usize) -> Result<Queue, Error> {
    if !read.sees_inside() {
        return Ok(Queue::default());
    }
    Ok(Queue {
        fields: fields(read, limit)?,
        suggestions: suggestions(read, SuggestionState::Open, limit)?,
        cases: cases(read, limit)?,
    })
}

fn fields(read: &mut Read<'_>, limit: usize) -> Result<Vec<FieldToReview>, Error> {
    let mut sql = Sql::new(
        "SELECT w.report, w.field, w.reason FROM review w JOIN reports r ON r.report = w.report WHERE ",
    );
    read.live(&mut sql, "w");
    sql.add(" AND ");
    read.sees_report(&mut sql, "r");
    sql.add(" ORDER BY w.report, w.field, w.reason LIMIT ").bind(limit);
    let one = |mut row: crate::database::Row| {
        Ok(FieldToReview { report: ReportId(row.integer()?), field: row.text()?, reason: row.text()? })
    };
    read.rows(&sql)?.into_iter().map(one).collect()
}

/// Suggestions of one state, oldest first; nothing for those outside.
///
/// # Errors
/// What the database says.
pub fn suggestions(
    read: &mut Read<'_>,
    state: SuggestionState,
    limit: usize,
) -> Result<Vec<Suggestion>, Error> {
    if !read.sees_inside() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(&format!("SELECT {} FROM suggestions g WHERE g.state = ", show::SUGGESTION));
    sql.bind(state).add(" AND ");
    read.live(&mut sql, "g");
    show::suggestion_seen(read, &mut sql);
    sql.add(" ORDER BY g.suggestion LIMIT ").bind(limit);
    show::suggestions_of(read, &sql)
}

/// One suggestion, whatever became of it; nothing for those outside.
///
/// # Errors
/// What the database says.
pub fn suggestion(read: &mut Read<'_>, id: SuggestionId) -> Result<Option<Suggestion>, Error> {
    if !read.sees_inside() {
        return Ok(None);
    }
    let mut sql = Sql::new(&format!("SELECT {} FROM suggestions g WHERE g.suggestion = ", show::SUGGESTION));
    sql.bind(id).add(" AND ");
    read.live(&mut sql, "g");
    show::suggestion_seen(read, &mut sql);
    Ok(show::suggestions_of(read, &sql)?.pop())
}

fn cases(read: &mut Read<'_>, limit: usize) -> Result<Vec<Case>, Error> {
    let mut sql = show::from(read);
    sql.add(" WHERE st.state = 'new' AND ");
    read.sees_case(&mut sql, "c");
    sql.add(" ORDER BY c.case_id LIMIT ").bind(limit);
    read.rows(&sql)?.into_iter().map(|mut row| show::case_row(&mut row)).collect()
}
