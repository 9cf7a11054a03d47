//! Files that belong to a captured page: kept beside it, or shut until an editor opens them.

use std::collections::BTreeMap;

use jikenbo_model::{CaptureId, ReportId, Revision, Subject, Visibility};
use serde::Serialize;
use serde_json::json;

use crate::database::Row;
use crate::hash::hash;
use crate::sql::Sql;
use crate::tables::ATTACHMENTS;
use crate::{Error, Read, Tx, temporal, visibility};

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It was fetched and is kept.
    Kept,
    /// It may hold the leaked data itself: it was not fetched, or is not read.
    Shut,
    /// It did not come.
    Failed,
    /// It was shut, and an editor opened it.
    Open,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Kept, Self::Shut, Self::Failed, Self::Open];

    /// The word that JSON and the store have for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Shut => "shut",
            Self::Failed => "failed",
            Self::Open => "open",
        }
    }

    /// The state that a word stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// A file that belongs to a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// The page's capture.
    pub page: CaptureId,
    /// Its place among the page's files, from 1.
    pub number: u32,
    /// Its address.
    pub url: String,
    /// What the page calls it.
    pub words: String,
    /// What it seems to be.
    pub form: String,
    /// What became of it.
    pub state: State,
    /// Why it is shut, or what came instead of it.
    pub reason: Option<String>,
    /// The capture as which it is kept.
    pub capture: Option<CaptureId>,
    /// Whether the page's report was read from it.
    pub is_read: bool,
    /// Of a member of an archive: the place of that among the page's files.
    pub archive: Option<u32>,
}

/// A file that belongs to a page that is filed now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAttachment {
    /// Its address.
    pub url: String,
    /// What the page calls it.
    pub words: String,
    /// What it seems to be.
    pub form: String,
    /// What became of it.
    pub state: State,
    /// Why it is shut, or what came instead of it.
    pub reason: Option<String>,
    /// The capture as which it is kept.
    pub capture: Option<CaptureId>,
}

/// Notes the files that belong to the page that `page` is a capture of, in order, as it is filed; of one that has files already
/// those behind them that it does not have.
///
/// # Errors
/// What the database says.
pub fn note(tx: &mut Tx<'_>, page: CaptureId, files: &[NewAttachment]) -> Result<(), Error> {
    let sql =
        format!("SELECT a.url FROM attachments a WHERE a.page = $1 AND a.to_revision = {}", Revision::OPEN);
    let found = tx.database.query(&sql, &[page.into()])?;
    let known: Vec<String> = found.into_iter().map(|mut row| row.text()).collect::<Result<_, _>>()?;
    let files: Vec<&NewAttachment> = files.iter().filter(|file| !known.contains(&file.url)).collect();
    if files.is_empty() {
        return Ok(());
    }
    let row = |(at, file): (usize, &&NewAttachment)| {
        vec![
            page.into(),
            (known.len() + at + 1).into(),
            file.url.clone().into(),
            file.words.clone().into(),
            file.form.clone().into(),
            file.state.word().into(),
            file.reason.clone().into(),
            file.capture.map(|capture| capture.0).into(),
        ]
    };
    temporal::open(tx, &ATTACHMENTS, files.iter().enumerate().map(row).collect())?;
    tx.act("attach_files", "capture", page.0, &json!({"files": files.len()}));
    Ok(())
}

/// Opens a file that was shut or did not come, now kept as `capture`; the reason is the write's. It can be undone: then it is
/// shut again, and what was fetched stays until it is erased.
///
/// # Errors
/// [`Error::NoSuch`] where there is no such file.
pub fn open(tx: &mut Tx<'_>, file: &Attachment, report: ReportId, capture: CaptureId) -> Result<(), Error> {
    let key = [file.page.into(), i64::from(file.number).into()];
    let missing =
        || Error::NoSuch { kind: "attachment", id: format!("{} of capture {}", file.number, file.page) };
    let mut row = temporal::current(tx, &ATTACHMENTS, &key)?.ok_or_else(missing)?;
    (row[5], row[7]) = (State::Open.word().into(), capture.0.into());
    if temporal::put(tx, &ATTACHMENTS, row)? {
        tx.act("open_file", "report", report.0, &json!({"file": file.number, "capture": capture}));
    }
    Ok(())
}

/// Notes that `capture` is the file at `url` of the page at `page`, which an editor asked for: it is shut before it is [opened](open),
/// and is erased with its page. Whether there is such a file that was shut or did not come.
///
/// # Errors
/// What the database says.
pub fn came(tx: &mut Tx<'_>, page: &str, url: &str, capture: CaptureId) -> Result<bool, Error> {
    let sql = format!(
        "SELECT a.page, a.number FROM attachments a JOIN captures k ON k.capture = a.page WHERE k.url_hash = $1 AND k.url = $2 \
         AND a.url = $3 AND a.state IN ('shut', 'failed') AND a.to_revision = {} ORDER BY a.page, a.number",
        Revision::OPEN
    );
    let found = tx.database.query(&sql, &[hash(page).into(), page.into(), url.into()])?;
    let mut is_any = false;
    for row in found {
        if let Some(mut file) = temporal::current(tx, &ATTACHMENTS, &row.into_values())? {
            (file[5], file[7]) = (State::Shut.word().into(), capture.0.into());
            is_any |= temporal::put(tx, &ATTACHMENTS, file)?;
        }
    }
    if is_any {
        tx.act("fetch_file", "capture", capture.0, &json!(null));
    }
    Ok(is_any)
}

/// Shuts the file that is kept as `capture`, for `reason`: it turned out to be what nobody may read before an editor opens it.
/// Whether it was kept.
///
/// # Errors
/// What the database says.
pub fn shut(tx: &mut Tx<'_>, capture: CaptureId, reason: &str) -> Result<bool, Error> {
    let mut is_any = false;
    for mut file in temporal::opened(tx, &ATTACHMENTS, &["capture"], &[capture.into()])? {
        if file[5] == State::Kept.word().into() {
            (file[5], file[6]) = (State::Shut.word().into(), reason.to_owned().into());
            is_any |= temporal::put(tx, &ATTACHMENTS, file)?;
        }
    }
    if is_any {
        tx.act("shut_file", "capture", capture.0, &json!({"reason": reason}));
        visibility::set(tx, Subject::Capture(capture), Visibility::Private)?;
    }
    Ok(is_any)
}

const COLUMNS: &str = "a.page, a.number, a.url, a.words, a.form, a.state, a.reason, a.capture, \
    CASE WHEN EXISTS (SELECT 1 FROM reports ar JOIN documents ad ON ad.document = ar.document \
    WHERE ar.capture = a.page AND ad.capture = a.capture) THEN 1 ELSE 0 END";

/// The files that belong to these captures of pages, as far as those may be seen, each page's in order.
///
/// # Errors
/// What the database says.
pub fn of(read: &mut Read<'_>, pages: &[CaptureId]) -> Result<BTreeMap<CaptureId, Vec<Attachment>>, Error> {
    let mut found: BTreeMap<CaptureId, Vec<Attachment>> = BTreeMap::new();
    if pages.is_empty() {
        return Ok(found);
    }
    let mut sql = from();
    sql.add("a.page IN (").bind_all(pages.iter().copied()).add(")");
    for file in seen(read, sql)? {
        found.entry(file.page).or_default().push(file);
    }
    Ok(found)
}

/// All files with this state, by the captures of their pages.
///
/// # Errors
/// What the database says.
pub fn with_state(read: &mut Read<'_>, state: State) -> Result<Vec<Attachment>, Error> {
    let mut sql = from();
    sql.add("a.state = ").bind(state.word());
    seen(read, sql)
}

/// The files that belonged to a page when it was captured last, by its address.
///
/// # Errors
/// What the database says.
pub fn at(read: &mut Read<'_>, url: &str) -> Result<Vec<Attachment>, Error> {
    let mut sql = from();
    sql.add("a.page = (SELECT MAX(l.page) FROM attachments l JOIN captures lk ON lk.capture = l.page WHERE lk.url_hash = ");
    sql.bind(hash(url)).add(" AND lk.url = ").bind(url).add(")");
    seen(read, sql)
}

fn from<'s>() -> Sql<'s> {
    Sql::new(&format!("SELECT {COLUMNS} FROM attachments a JOIN captures k ON k.capture = a.page WHERE "))
}

fn seen(read: &mut Read<'_>, mut sql: Sql<'_>) -> Result<Vec<Attachment>, Error> {
    sql.add(" AND ");
    read.live(&mut sql, "a");
    sql.add(" AND ");
    read.sees_capture(&mut sql, "k");
    sql.add(" ORDER BY a.page, a.number");
    read.rows(&sql)?.into_iter().map(attachment).collect()
}

fn attachment(mut row: Row) -> Result<Attachment, Error> {
    Ok(Attachment {
        page: CaptureId(row.integer()?),
        number: u32::try_from(row.size()?).unwrap_or(u32::MAX),
        url: row.text()?,
        words: row.text()?,
        form: row.text()?,
        state: row.word(State::from_word)?,
        reason: row.maybe_text()?,
        capture: row.maybe_integer()?.map(CaptureId),
        is_read: row.integer()? != 0,
        archive: None,
    })
}
