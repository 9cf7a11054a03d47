//! Undoing a write: what it opened is closed, what it closed is opened again, as a write of its own.

use std::collections::BTreeSet;

use jikenbo_model::{ReportId, Revision};
use serde_json::json;

use crate::database::Value;
use crate::tables::{
    ALL, CASE_LINKS, COUNTED_IN, DECISIONS, Kind, ORIGIN_MEMBERS, ORIGINS, READINGS, STATES, Table,
};
use crate::temporal::{self, Columns};
use crate::{Error, Tx, standing};

/// Acts that changed what is no matter of facts, or that are never taken back.
const FINAL: &[&str] = &[
    "copy",
    "decode",
    "default",
    "erase",
    "file",
    "lift",
    "mask",
    "publication",
    "redact",
    "relocate",
    "revoke",
    "share",
    "text_policy",
    "unmask",
    "visibility",
];

/// What a revision did to one table.
struct Trace {
    table: &'static Table,
    opened: Vec<Columns>,
    closed: Vec<Columns>,
}

/// Undoes `revision`: every read but that of the audit trail shows what it showed before.
///
/// # Errors
/// [`Error::NoSuch`] where there is no such revision; [`Error::NotUndoable`] where it filed, hid, showed, shared or erased
/// something, or did nothing that can be undone; [`Error::Touched`] where a later revision built on it, which is named.
pub fn undo(tx: &mut Tx<'_>, revision: Revision) -> Result<(), Error> {
    refuse_final(tx, revision)?;
    let neutral = neutral(tx, revision)?;
    let mut traces = Vec::new();
    for table in ALL.iter().filter(|table| table.kind == Kind::Temporal) {
        let trace = trace(tx, table, revision)?;
        refuse_touched(tx, &trace, revision, &neutral)?;
        traces.push(trace);
    }
    if traces.iter().all(|trace| trace.opened.is_empty() && trace.closed.is_empty()) {
        return Err(Error::NotUndoable { revision, action: "nothing".to_owned() });
    }
    for trace in &traces {
        for row in &trace.opened {
            temporal::close(tx, trace.table, &row[..trace.table.key.len()])?;
        }
        temporal::open(tx, trace.table, trace.closed.clone())?;
    }
    refuse_orphans(tx, &traces, revision)?;
    for report in reports(&traces) {
        standing::refresh(tx, report)?;
    }
    tx.act("undo", "revision", revision.0, &json!(null));
    for (kind, subject) in touched(&traces) {
        tx.act("undone", kind, subject, &json!({"revision": revision}));
    }
    Ok(())
}

fn refuse_final(tx: &mut Tx<'_>, revision: Revision) -> Result<(), Error> {
    if tx.database.first("SELECT 1 FROM revisions WHERE revision = $1", &[revision.into()])?.is_none() {
        return Err(Error::NoSuch { kind: "revision", id: revision.to_string() });
    }
    let sql = "SELECT action FROM audit WHERE revision = $1 ORDER BY seq";
    for mut row in tx.database.query(sql, &[revision.into()])? {
        let action = row.text()?;
        if FINAL.contains(&action.as_str()) {
            return Err(Error::NotUndoable { revision, action });
        }
    }
    Ok(())
}

fn trace(tx: &mut Tx<'_>, table: &'static Table, revision: Revision) -> Result<Trace, Error> {
    let opened = rows(tx, table, "from_revision", revision)?;
    let closed = rows(tx, table, "to_revision", revision)?;
    Ok(Trace { table, opened, closed })
}

fn rows(tx: &mut Tx<'_>, table: &Table, column: &str, revision: Revision) -> Result<Vec<Columns>, Error> {
    let names: Vec<&str> = table.key.iter().chain(table.rest).copied().collect();
    let (names, key) = (names.join(", "), table.key.join(", "));
    let sql = format!("SELECT {names} FROM {} WHERE {column} = $1 ORDER BY {key}", table.name);
    Ok(tx.database.query(&sql, &[revision.into()])?.into_iter().map(|row| row.into_values()).collect())
}

/// The later revisions that come to nothing: those that were undone, and their undoings.
fn neutral(tx: &mut Tx<'_>, revision: Revision) -> Result<BTreeSet<i64>, Error> {
    let sql =
        "SELECT revision, subject FROM audit WHERE action = 'undo' AND revision > $1 ORDER BY revision DESC";
    let (mut cancelled, mut neutral) = (BTreeSet::new(), BTreeSet::new());
    for mut row in tx.database.query(sql, &[revision.into()])? {
        let (undoing, undone) = (row.integer()?, row.integer()?);
        // The last word counts: an undoing that was undone itself cancels nothing.
        if !cancelled.contains(&undoing) {
            cancelled.insert(undone);
            if undone > revision.0 {
                neutral.extend([undoing, undone]);
            }
        }
    }
    Ok(neutral)
}

/// Fails where a later revision that stands opened or closed a row with the same key.
fn refuse_touched(
    tx: &mut Tx<'_>,
    trace: &Trace,
    revision: Revision,
    neutral: &BTreeSet<i64>,
) -> Result<(), Error> {
    let table = trace.table;
    let sql = format!(
        "SELECT later FROM (SELECT from_revision AS later FROM {name} WHERE {key} AND from_revision > $1 \
         UNION SELECT to_revision AS later FROM {name} WHERE {key} AND to_revision > $1 AND to_revision < {open}) \
         touched ORDER BY later",
        name = table.name,
        key = temporal::equals(table.key, 2),
        open = Revision::OPEN,
    );
    for row in trace.opened.iter().chain(&trace.closed) {
        let mut values: Vec<Value<'_>> = vec![revision.into()];
        values.extend(row[..table.key.len()].iter().map(Value::lent));
        for mut row in tx.database.query(&sql, &values)? {
            let later = row.integer()?;
            if !neutral.contains(&later) {
                return Err(Error::Touched { revision, later: Revision(later), table: table.name });
            }
        }
    }
    Ok(())
}

/// Fails where something still hangs on a case or origin that is no more: a later revision put it there.
fn refuse_orphans(tx: &mut Tx<'_>, traces: &[Trace], revision: Revision) -> Result<(), Error> {
    let gone = |table: &Table| {
        let trace = traces.iter().find(|trace| trace.table.name == table.name);
        let ids = |rows: &[Columns]| rows.iter().map(|row| row[0].clone()).collect::<Vec<_>>();
        let (opened, back) = trace.map(|trace| (ids(&trace.opened), ids(&trace.closed))).unwrap_or_default();
        opened.into_iter().filter(|id| !back.contains(id)).collect::<Vec<_>>()
    };
    let of_case = ALL.iter().filter(|table| {
        table.kind == Kind::Temporal && table.name != STATES.name && table.columns().contains(&"case_id")
    });
    for case in gone(&STATES) {
        for table in of_case.clone() {
            refuse_rows(tx, revision, table, ("case_id", &case))?;
        }
        for column in ["a", "b"] {
            refuse_rows(tx, revision, &CASE_LINKS, (column, &case))?;
        }
    }
    for origin in gone(&ORIGINS) {
        refuse_rows(tx, revision, &ORIGIN_MEMBERS, ("origin", &origin))?;
    }
    Ok(())
}

fn refuse_rows(
    tx: &mut Tx<'_>,
    revision: Revision,
    table: &'static Table,
    (column, id): (&str, &Value<'_>),
) -> Result<(), Error> {
    let sql = format!(
        "SELECT MIN(from_revision) FROM {} WHERE {column} = $1 AND to_revision = {}",
        table.name,
        Revision::OPEN
    );
    let later =
        tx.database.first(&sql, &[id.lent()])?.map(|mut row| row.maybe_integer()).transpose()?.flatten();
    match later {
        Some(later) => Err(Error::Touched { revision, later: Revision(later), table: table.name }),
        None => Ok(()),
    }
}

/// The reports and cases that the rows are about, each once.
fn touched(traces: &[Trace]) -> BTreeSet<(&'static str, i64)> {
    let kind = |table: &Table, column: &str| match column {
        "report" => Some("report"),
        "case_id" => Some("case"),
        "a" | "b" if table.name == CASE_LINKS.name => Some("case"),
        _ => None,
    };
    let mut found = BTreeSet::new();
    for trace in traces {
        let columns = trace.table.key.iter().chain(trace.table.rest).enumerate();
        let named: Vec<(usize, &'static str)> =
            columns.filter_map(|(at, column)| Some((at, kind(trace.table, column)?))).collect();
        for row in trace.opened.iter().chain(&trace.closed) {
            found.extend(named.iter().filter_map(|(at, kind)| match row[*at] {
                Value::Integer(id) => Some((*kind, id)),
                _ => None,
            }));
            if trace.table.name == COUNTED_IN.name
                && let [Value::Text(of), Value::Integer(id), ..] = row.as_slice()
            {
                found.insert((if of.as_ref() == "case" { "case" } else { "report" }, *id));
            }
        }
    }
    found
}

/// The reports whose readings or decisions changed, each once.
fn reports(traces: &[Trace]) -> Vec<ReportId> {
    let of_report = traces.iter().filter(|trace| [READINGS.name, DECISIONS.name].contains(&trace.table.name));
    let rows = of_report.flat_map(|trace| trace.opened.iter().chain(&trace.closed));
    let id = |row: &Columns| match row[0] {
        Value::Integer(id) => Some(ReportId(id)),
        _ => None,
    };
    let mut reports: Vec<ReportId> = rows.filter_map(id).collect();
    reports.sort_unstable();
    reports.dedup();
    reports
}
