//! What editors note: on cases, on copies elsewhere, on persons let be seen.

use jiff::Timestamp;
use jiff::civil::Date;
use jikenbo_model::{CaptureId, CaseId, NoteId, ReportId, Revision};
use serde_json::json;

use crate::sql::Sql;
use crate::tables::{COPIES, NOTES, UNMASKED};
use crate::{Error, Read, Tx, cases, clock, rereading, temporal};

/// Notes something on a case. An opinion is published with it, another note stays inside.
///
/// # Errors
/// [`Error::NoSuch`] where there is no such case.
pub fn note(tx: &mut Tx<'_>, case: CaseId, text: &str, opinion: bool) -> Result<NoteId, Error> {
    cases::require(tx, case)?;
    let id = NoteId(tx.ids("note", 1)?);
    let who = tx.who().to_owned();
    let row = vec![id.into(), case.into(), text.into(), i64::from(opinion).into(), who.into()];
    temporal::open(tx, &NOTES, vec![row])?;
    tx.act("note", "case", case.0, &json!({"note": id}));
    Ok(id)
}

/// Notes on a case what a reader of another publication said of it: it stays inside, as such. `None` where these very words
/// are noted already.
///
/// # Errors
/// [`Error::NoSuch`] where there is no such case.
pub fn comment(tx: &mut Tx<'_>, case: CaseId, text: &str) -> Result<Option<NoteId>, Error> {
    cases::require(tx, case)?;
    if !temporal::opened(tx, &NOTES, &["case_id", "text"], &[case.into(), text.into()])?.is_empty() {
        return Ok(None);
    }
    let id = NoteId(tx.ids("note", 1)?);
    let who = tx.who().to_owned();
    let row = vec![id.into(), case.into(), text.into(), COMMENT.into(), who.into()];
    temporal::open(tx, &NOTES, vec![row])?;
    tx.act("note", "case", case.0, &json!({"note": id, "comment": true}));
    Ok(Some(id))
}

/// What a comment has where a note of an editor says whether it is an opinion (1) or stays inside (0).
pub(crate) const COMMENT: i64 = 2;

/// Puts other words for a note; `None` takes it off. Whether anything changed.
///
/// # Errors
/// [`Error::NoSuch`] where there is no such note.
pub fn change(tx: &mut Tx<'_>, note: NoteId, text: Option<&str>) -> Result<bool, Error> {
    let row = temporal::current(tx, &NOTES, &[note.into()])?;
    let mut row = row.ok_or_else(|| Error::NoSuch { kind: "note", id: note.to_string() })?;
    let changed = match text {
        None => temporal::close(tx, &NOTES, &[note.into()])?,
        Some(text) => {
            row[2] = text.to_owned().into();
            temporal::put(tx, &NOTES, row)?
        }
    };
    if changed {
        tx.act("note", "note", note.0, &json!({"removed": text.is_none()}));
    }
    Ok(changed)
}

/// Notes that a copy of a capture was asked for elsewhere, and what came of it: its address or a refusal.
///
/// # Errors
/// What the database says.
pub fn copy(
    tx: &mut Tx<'_>,
    capture: CaptureId,
    (place, at): (&str, Timestamp),
    result: &str,
) -> Result<(), Error> {
    let row =
        vec![capture.into(), clock::written(at).into(), place.into(), result.into(), tx.revision().into()];
    tx.database.insert(COPIES.name, &COPIES.columns(), &[row])?;
    tx.act("copy", "capture", capture.0, &json!({"place": place}));
    Ok(())
}

/// A person's name, address or number that an editor lets be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmasked {
    /// Its id.
    pub id: i64,
    /// The report.
    pub report: ReportId,
    /// The words.
    pub words: String,
    /// Why.
    pub why: String,
    /// The last day (of Asia/Tokyo).
    pub until: Date,
    /// Who let them be seen.
    pub who: String,
}

/// Lets `words` of a report be seen until the end of a day; the reason is the write's.
///
/// # Errors
/// [`Error::NoSuch`] where there is no such report.
pub fn unmask(tx: &mut Tx<'_>, report: ReportId, words: &str, until: Date) -> Result<i64, Error> {
    rereading::require(tx, report)?;
    let id = tx.ids("unmasked", 1)?;
    let (who, why) = (tx.who().to_owned(), tx.why().unwrap_or_default().to_owned());
    let row = vec![
        id.into(),
        report.into(),
        words.into(),
        why.into(),
        until.to_string().into(),
        who.into(),
        tx.revision().into(),
        Revision::OPEN.into(),
    ];
    tx.database.insert(UNMASKED.name, &UNMASKED.columns(), &[row])?;
    tx.act("unmask", "report", report.0, &json!({"unmasked": id, "until": until.to_string()}));
    Ok(id)
}

/// Masks again what [`unmask`] let be seen; whether it still was.
///
/// # Errors
/// What the database says.
pub fn mask(tx: &mut Tx<'_>, id: i64) -> Result<bool, Error> {
    let open = Revision::OPEN;
    let sql =
        format!("UPDATE unmasked SET until_revision = $2 WHERE unmasked = $1 AND until_revision = {open}");
    let was = tx.database.execute(&sql, &[id.into(), tx.revision().into()])? > 0;
    if was {
        tx.act("mask", "unmasked", id, &json!(null));
    } else if tx.database.first("SELECT 1 FROM unmasked WHERE unmasked = $1", &[id.into()])?.is_none() {
        return Err(Error::NoSuch { kind: "unmasking", id: id.to_string() });
    }
    Ok(was)
}

/// The words of a report that may be seen on `day`.
///
/// # Errors
/// What the database says.
pub fn unmasked(read: &mut Read<'_>, report: ReportId, day: Date) -> Result<Vec<Unmasked>, Error> {
    let mut sql = Sql::new(
        "SELECT u.unmasked, u.words, u.why, u.until_day, u.who FROM unmasked u \
         JOIN reports r ON r.report = u.report WHERE u.report = ",
    );
    sql.bind(report).add(" AND u.until_day >= ").bind(day.to_string());
    sql.add(&format!(" AND u.until_revision = {} AND ", Revision::OPEN));
    read.sees_report(&mut sql, "r");
    sql.add(" ORDER BY u.unmasked");
    let one = |mut row: crate::database::Row| {
        Ok(Unmasked {
            id: row.integer()?,
            report,
            words: row.text()?,
            why: row.text()?,
            until: row.word(|day| day.parse().ok())?,
            who: row.text()?,
        })
    };
    read.rows(&sql)?.into_iter().map(one).collect()
}
