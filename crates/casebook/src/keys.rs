//! The linker's keys: by them candidates are found without looking at every report.

use std::collections::BTreeMap;

use jikenbo_model::{CaseId, OriginId, ReportId};
use serde_json::json;

use crate::database::Value;
use crate::hash::hash;
use crate::sql::Sql;
use crate::tables::BLOCKING_KEYS;
use crate::{Error, Read, Tx};

/// Reports whose keys are asked for at once.
const AT_ONCE: usize = 128;

/// What a key is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    Report,
    Case,
    Origin,
}

impl Of {
    /// How the column `kind` says so.
    const fn number(self) -> i64 {
        match self {
            Self::Report => 1,
            Self::Case => 2,
            Self::Origin => 3,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Case => "case",
            Self::Origin => "origin",
        }
    }
}

/// The keys of one thing, each once, as rows.
pub(crate) fn rows(of: Of, subject: i64, keys: &[String]) -> Vec<Vec<Value<'static>>> {
    let mut hashes: Vec<i64> = keys.iter().map(|key| hash(key)).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.into_iter().map(|hash| vec![hash.into(), of.number().into(), subject.into()]).collect()
}

/// Gives a report other keys, as after it was read again.
///
/// # Errors
/// What the database says.
pub fn set_report_keys(tx: &mut Tx<'_>, report: ReportId, keys: &[String]) -> Result<(), Error> {
    set(tx, Of::Report, report.0, keys)
}

/// As [`set_report_keys`] for many reports, each once: those whose keys are the same cost no statement of their own.
///
/// # Errors
/// What the database says.
pub fn set_all_report_keys(tx: &mut Tx<'_>, new: &[(ReportId, &[String])]) -> Result<(), Error> {
    for some in new.chunks(AT_ONCE) {
        let mut sql = Sql::new("SELECT key_hash, kind, subject FROM blocking_keys WHERE kind = ");
        sql.bind(Of::Report.number()).add(" AND subject IN (");
        sql.bind_all(some.iter().map(|(report, _)| *report)).add(") ORDER BY subject, key_hash");
        let mut now: BTreeMap<Value<'static>, Vec<Vec<Value<'static>>>> = BTreeMap::new();
        for row in tx.database.query(&sql.text, &sql.values)? {
            let row = row.into_values();
            now.entry(row[2].clone()).or_default().push(row);
        }
        for (report, keys) in some {
            let now = now.remove(&(*report).into()).unwrap_or_default();
            replace(tx, (Of::Report, report.0), &now, &rows(Of::Report, report.0, keys))?;
        }
    }
    Ok(())
}

/// Gives a case keys of its own.
///
/// # Errors
/// What the database says.
pub fn set_case_keys(tx: &mut Tx<'_>, case: CaseId, keys: &[String]) -> Result<(), Error> {
    set(tx, Of::Case, case.0, keys)
}

/// Gives an origin keys of its own.
///
/// # Errors
/// What the database says.
pub fn set_origin_keys(tx: &mut Tx<'_>, origin: OriginId, keys: &[String]) -> Result<(), Error> {
    set(tx, Of::Origin, origin.0, keys)
}

fn set(tx: &mut Tx<'_>, of: Of, subject: i64, keys: &[String]) -> Result<(), Error> {
    let wanted = rows(of, subject, keys);
    let sql = "SELECT key_hash, kind, subject FROM blocking_keys WHERE kind = $1 AND subject = $2 ORDER BY key_hash";
    let now = tx.database.query(sql, &[of.number().into(), subject.into()])?;
    let now: Vec<Vec<Value<'static>>> = now.into_iter().map(|row| row.into_values()).collect();
    replace(tx, (of, subject), &now, &wanted)
}

/// Puts the rows `wanted` in place of `now`.
fn replace(
    tx: &mut Tx<'_>,
    (of, subject): (Of, i64),
    now: &[Vec<Value<'static>>],
    wanted: &[Vec<Value<'static>>],
) -> Result<(), Error> {
    if now == wanted {
        return Ok(());
    }
    let sql = "DELETE FROM blocking_keys WHERE kind = $1 AND subject = $2";
    tx.database.execute(sql, &[of.number().into(), subject.into()])?;
    tx.database.insert(BLOCKING_KEYS.name, &BLOCKING_KEYS.columns(), wanted)?;
    tx.act("keys", of.word(), subject, &json!({"keys": wanted.len()}));
    Ok(())
}

/// What shares a key with the one that is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidates {
    /// Reports, in order.
    pub reports: Vec<ReportId>,
    /// Cases, in order.
    pub cases: Vec<CaseId>,
    /// Origins, in order.
    pub origins: Vec<OriginId>,
}

/// What has one of `keys` and may be seen, at most `limit` of each kind, newest first. Origins only for those inside.
///
/// # Errors
/// What the database says.
pub fn candidates(read: &mut Read<'_>, keys: &[String], limit: usize) -> Result<Candidates, Error> {
    let mut found = Candidates::default();
    if keys.is_empty() {
        return Ok(found);
    }
    let mut hashes: Vec<i64> = keys.iter().map(|key| hash(key)).collect();
    hashes.sort_unstable();
    hashes.dedup();
    for of in [Of::Report, Of::Case, Of::Origin] {
        let sql = sharing(read, of, &hashes, limit);
        for mut row in read.rows(&sql)? {
            let id = row.integer()?;
            match of {
                Of::Report => found.reports.push(ReportId(id)),
                Of::Case => found.cases.push(CaseId(id)),
                Of::Origin => found.origins.push(OriginId(id)),
            }
        }
    }
    Ok(found)
}

/// The reports that have one of `keys` and may be seen, at most `limit`, newest first.
///
/// # Errors
/// What the database says.
pub fn reports(read: &mut Read<'_>, keys: &[String], limit: usize) -> Result<Vec<ReportId>, Error> {
    // A picture has none.
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let mut hashes: Vec<i64> = keys.iter().map(|key| hash(key)).collect();
    hashes.sort_unstable();
    hashes.dedup();
    let sql = sharing(read, Of::Report, &hashes, limit);
    read.rows(&sql)?.into_iter().map(|mut row| row.integer().map(ReportId)).collect()
}

fn sharing<'v>(read: &Read<'_>, of: Of, hashes: &[i64], limit: usize) -> Sql<'v> {
    let joined = match of {
        Of::Report => "JOIN reports r ON r.report = k.subject",
        Of::Case => "JOIN cases c ON c.case_id = k.subject JOIN states st ON st.case_id = k.subject",
        Of::Origin => "JOIN origins o ON o.origin = k.subject",
    };
    // The keys first: a table that is walked in order of the answer would be walked to its end.
    let mut sql = Sql::new("SELECT k.subject FROM (SELECT DISTINCT subject FROM ");
    if of == Of::Report && read.sees_all() && hashes.len() <= BRANCHES {
        newest_of_each(&mut sql, hashes, limit);
    } else {
        sql.add("blocking_keys WHERE key_hash IN (").bind_all(hashes.iter().copied());
        sql.add(") AND kind = ").bind(of.number());
    }
    sql.add(&format!(") k {joined} WHERE "));
    match of {
        Of::Report => read.sees_report(&mut sql, "r"),
        Of::Case => {
            read.live(&mut sql, "st");
            sql.add(" AND ");
            read.sees_case(&mut sql, "c");
        }
        Of::Origin => {
            read.live(&mut sql, "o");
            sql.add(if read.sees_inside() { "" } else { " AND 1 = 0" });
        }
    }
    sql.add(" ORDER BY k.subject DESC LIMIT ").bind(limit);
    sql
}

/// No more keys are looked for one by one: a compound statement has at most 500 branches in SQLite.
const BRANCHES: usize = 100;

/// The newest `limit` reports of each key. Many share a common key; where nothing is kept from who asks, no older one of a key
/// can be among the newest of all keys.
fn newest_of_each(sql: &mut Sql<'_>, hashes: &[i64], limit: usize) {
    for (at, &hash) in hashes.iter().enumerate() {
        sql.add(if at == 0 { "(" } else { " UNION ALL " });
        sql.add("SELECT n.subject FROM (SELECT subject FROM blocking_keys WHERE key_hash = ").bind(hash);
        sql.add(" AND kind = ").bind(Of::Report.number());
        sql.add(" ORDER BY subject DESC LIMIT ").bind(limit).add(") n");
    }
    sql.add(") newest");
}
