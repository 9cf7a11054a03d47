//! Who may see what, changed in place and noted in the audit trail: it is always today's.

use jiff::Timestamp;
use jikenbo_model::{ReportId, Subject, TextPolicy, Visibility};
use serde_json::json;

use crate::sql::Sql;
use crate::tables::{DEFAULTS, SHARE_LINKS};
use crate::{Error, Read, Tx, clock};

/// Changes who may see a capture, report or case; whether it was otherwise.
///
/// # Errors
/// [`Error::NoSuch`] where there is no such thing.
pub fn set(tx: &mut Tx<'_>, subject: Subject, visibility: Visibility) -> Result<bool, Error> {
    let changed = update(tx, subject, "visibility", Some(visibility.word()))?;
    if changed {
        tx.act("visibility", subject.kind(), subject.id(), &json!({"visibility": visibility}));
    }
    Ok(changed)
}

/// Shares a capture, report or case with a team while it is private; `None` with nobody.
///
/// # Errors
/// [`Error::NoSuch`] where there is no such thing.
pub fn set_team(tx: &mut Tx<'_>, subject: Subject, team: Option<&str>) -> Result<bool, Error> {
    let changed = update(tx, subject, "team", team)?;
    if changed {
        tx.act("visibility", subject.kind(), subject.id(), &json!({"team": team}));
    }
    Ok(changed)
}

/// Changes how much of a report's text outlets may show; the ground, such as a consent, is the write's reason.
///
/// # Errors
/// [`Error::NoSuch`] where there is no such report.
pub fn set_text_policy(tx: &mut Tx<'_>, report: ReportId, policy: TextPolicy) -> Result<bool, Error> {
    let changed = update(tx, Subject::Report(report), "text_policy", Some(policy.word()))?;
    if changed {
        tx.act("text_policy", "report", report.0, &json!({"text_policy": policy}));
    }
    Ok(changed)
}

/// Whose something is, and who may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// Who may see it.
    pub visibility: Visibility,
    /// Who added it.
    pub owner: String,
    /// The team that it is shared with while private.
    pub team: Option<String>,
}

/// Whose a capture, report or case is, and who may see it; `None` where it may not be seen.
///
/// # Errors
/// What the database says.
pub fn access(read: &mut Read<'_>, subject: Subject) -> Result<Option<Access>, Error> {
    let (table, key) = table(subject);
    let mut sql = Sql::new(&format!("SELECT t.visibility, t.owner, t.team FROM {table} t WHERE t.{key} = "));
    sql.bind(subject.id()).add(" AND ");
    match subject {
        Subject::Capture(_) => read.sees_capture(&mut sql, "t"),
        Subject::Report(_) => read.sees_report(&mut sql, "t"),
        Subject::Case(_) => read.sees_case(&mut sql, "t"),
    }
    let one = |mut row: crate::database::Row| {
        Ok(Access {
            visibility: row.word(Visibility::from_word)?,
            owner: row.text()?,
            team: row.maybe_text()?,
        })
    };
    read.first(&sql)?.map(one).transpose()
}

fn table(subject: Subject) -> (&'static str, &'static str) {
    match subject {
        Subject::Capture(_) => ("captures", "capture"),
        Subject::Report(_) => ("reports", "report"),
        Subject::Case(_) => ("cases", "case_id"),
    }
}

fn update(tx: &mut Tx<'_>, subject: Subject, column: &str, value: Option<&str>) -> Result<bool, Error> {
    let (table, id) = table(subject);
    let now = tx
        .database
        .first(&format!("SELECT {column} FROM {table} WHERE {id} = $1"), &[subject.id().into()])?;
    let missing = || Error::NoSuch { kind: subject.kind(), id: subject.id().to_string() };
    if now.ok_or_else(missing)?.maybe_text()?.as_deref() == value {
        return Ok(false);
    }
    let sql = format!("UPDATE {table} SET {column} = $2 WHERE {id} = $1");
    tx.database.execute(&sql, &[subject.id().into(), value.into()])?;
    Ok(true)
}

/// What a user or source adds begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Default {
    /// Who may see it.
    pub visibility: Visibility,
    /// The team that it is shared with while private.
    pub team: Option<String>,
}

/// Sets what a user or source begins with.
///
/// # Errors
/// What the database says.
pub fn set_default(tx: &mut Tx<'_>, who: &str, default: &Default) -> Result<(), Error> {
    tx.database.execute("DELETE FROM defaults WHERE who = $1", &[who.into()])?;
    let row = vec![who.into(), default.visibility.into(), default.team.as_deref().into()];
    tx.database.insert(DEFAULTS.name, &DEFAULTS.columns(), &[row])?;
    tx.act("default", "default", 0, &json!({"who": who, "visibility": default.visibility}));
    Ok(())
}

/// What a user or source begins with: unlisted where nothing is set.
///
/// # Errors
/// What the database says.
pub fn default_of(read: &mut Read<'_>, who: &str) -> Result<Default, Error> {
    let mut sql = Sql::new("SELECT visibility, team FROM defaults WHERE who = ");
    sql.bind(who);
    match read.first(&sql)? {
        None => Ok(Default { visibility: Visibility::Unlisted, team: None }),
        Some(mut row) => {
            Ok(Default { visibility: row.word(Visibility::from_word)?, team: row.maybe_text()? })
        }
    }
}

/// Makes a link by which its holder may see `subject` until `expires`. Only the SHA-256 of its token is kept.
///
/// # Errors
/// What the database says.
pub fn share(tx: &mut Tx<'_>, token_sha256: &str, subject: Subject, expires: Timestamp) -> Result<(), Error> {
    let row = vec![
        token_sha256.into(),
        subject.kind().into(),
        subject.id().into(),
        clock::written(expires).into(),
        None::<&str>.into(),
        tx.revision().into(),
    ];
    tx.database.insert(SHARE_LINKS.name, &SHARE_LINKS.columns(), &[row])?;
    tx.act("share", subject.kind(), subject.id(), &json!({"expires": clock::written(expires)}));
    Ok(())
}

/// Takes a link back; whether it still led somewhere.
///
/// # Errors
/// What the database says.
pub fn revoke(tx: &mut Tx<'_>, token_sha256: &str) -> Result<bool, Error> {
    let at = tx.at().to_owned();
    let sql = "UPDATE share_links SET revoked = $2 WHERE token_sha256 = $1 AND revoked IS NULL";
    let was = tx.database.execute(sql, &[token_sha256.into(), at.into()])? > 0;
    if was {
        tx.act("revoke", "share_link", 0, &json!(null));
    } else if tx
        .database
        .first("SELECT 1 FROM share_links WHERE token_sha256 = $1", &[token_sha256.into()])?
        .is_none()
    {
        // The token itself is a secret, and its digest tells nobody anything.
        return Err(Error::NoSuch { kind: "link with that", id: "token".to_owned() });
    }
    Ok(was)
}

/// What the holder of a token may see at the moment `now`.
///
/// # Errors
/// What the database says.
pub fn shared(read: &mut Read<'_>, token_sha256: &str, now: Timestamp) -> Result<Option<Subject>, Error> {
    let mut sql = Sql::new("SELECT kind, subject FROM share_links WHERE token_sha256 = ");
    sql.bind(token_sha256).add(" AND revoked IS NULL AND expires > ").bind(clock::written(now));
    let Some(mut row) = read.first(&sql)? else { return Ok(None) };
    let (kind, id) = (row.text()?, row.integer()?);
    Ok(Subject::new(&kind, id))
}
