//! Rows that hold from a revision to a revision. They are opened and closed, never changed.

use std::collections::BTreeMap;

use jikenbo_model::Revision;

use crate::database::Value;
use crate::tables::Table;
use crate::{Error, Tx};

/// A row's columns: key, then rest.
pub(crate) type Columns = Vec<Value<'static>>;

/// Opens rows that no open row stands against.
pub(crate) fn open(tx: &mut Tx<'_>, table: &Table, rows: Vec<Vec<Value<'_>>>) -> Result<(), Error> {
    let revision = tx.revision();
    let with_revisions = |mut row: Vec<_>| {
        row.push(revision.into());
        row.push(Revision::OPEN.into());
        row
    };
    let rows: Vec<_> = rows.into_iter().map(with_revisions).collect();
    tx.database.insert(table.name, &table.columns(), &rows)
}

/// The open row with this `key`: its key and rest.
pub(crate) fn current(tx: &mut Tx<'_>, table: &Table, key: &[Value<'_>]) -> Result<Option<Columns>, Error> {
    let mut rows = opened(tx, table, table.key, key)?;
    Ok(rows.pop())
}

/// The open rows whose `columns` hold `values`, in order of their keys.
pub(crate) fn opened(
    tx: &mut Tx<'_>,
    table: &Table,
    columns: &[&str],
    values: &[Value<'_>],
) -> Result<Vec<Columns>, Error> {
    let names: Vec<&str> = table.key.iter().chain(table.rest).copied().collect();
    let sql = format!(
        "SELECT {} FROM {} WHERE {} AND to_revision = {} ORDER BY {}",
        names.join(", "),
        table.name,
        equals(columns, 1),
        Revision::OPEN,
        table.key.join(", "),
    );
    Ok(tx.database.query(&sql, values)?.into_iter().map(|row| row.into_values()).collect())
}

/// Closes the open row with this `key`; whether there was one.
pub(crate) fn close(tx: &mut Tx<'_>, table: &Table, key: &[Value<'_>]) -> Result<bool, Error> {
    let revision = tx.revision();
    let mut values: Vec<Value<'_>> = vec![revision.into()];
    values.extend(key.iter().map(Value::lent));
    let by_key = equals(table.key, 2);
    let open = Revision::OPEN;
    // What this very write opened holds in no revision.
    let undone =
        format!("DELETE FROM {} WHERE from_revision = $1 AND {by_key} AND to_revision = {open}", table.name);
    if tx.database.execute(&undone, &values)? > 0 {
        return Ok(true);
    }
    let closed =
        format!("UPDATE {} SET to_revision = $1 WHERE {by_key} AND to_revision = {open}", table.name);
    Ok(tx.database.execute(&closed, &values)? > 0)
}

/// Makes `row` (key and rest) what holds: writes nothing where it does already. Whether anything was written.
pub(crate) fn put(tx: &mut Tx<'_>, table: &Table, row: Vec<Value<'_>>) -> Result<bool, Error> {
    let key: Vec<Value<'_>> = row[..table.key.len()].iter().map(Value::lent).collect();
    match current(tx, table, &key)? {
        Some(now) if now == row => return Ok(false),
        Some(_) => _ = close(tx, table, &key)?,
        None => {}
    }
    drop(key);
    open(tx, table, vec![row])?;
    Ok(true)
}

/// `a = $1 AND b = $2`, counted from `first`.
pub(crate) fn equals(columns: &[&str], first: usize) -> String {
    let each: Vec<String> =
        columns.iter().enumerate().map(|(at, column)| format!("{column} = ${}", first + at)).collect();
    each.join(" AND ")
}

/// Keys asked for at once; always so many, so that one statement is made ready.
const AT_ONCE: usize = 64;

/// As [`put`] for many rows of a table whose key is one number. How many were written.
pub(crate) fn put_all(tx: &mut Tx<'_>, table: &Table, rows: Vec<Vec<Value<'_>>>) -> Result<usize, Error> {
    let now = current_all(tx, table, &rows)?;
    let mut new = Vec::with_capacity(rows.len());
    for row in rows {
        match now.get(&row[0]) {
            Some(open) if *open == row => continue,
            Some(_) => _ = close(tx, table, &[row[0].lent()])?,
            None => {}
        }
        new.push(row);
    }
    let count = new.len();
    open(tx, table, new)?;
    Ok(count)
}

/// The open rows of a table whose key is one number, by the keys that `rows` begin with: key and rest.
pub(crate) fn current_all(
    tx: &mut Tx<'_>,
    table: &Table,
    rows: &[Vec<Value<'_>>],
) -> Result<BTreeMap<Value<'static>, Columns>, Error> {
    let names: Vec<&str> = table.key.iter().chain(table.rest).copied().collect();
    let places: Vec<String> = (1..=AT_ONCE).map(|at| format!("${at}")).collect();
    let sql = format!(
        "SELECT {} FROM {} WHERE {} IN ({}) AND to_revision = {}",
        names.join(", "),
        table.name,
        table.key[0],
        places.join(", "),
        Revision::OPEN
    );
    let mut now = BTreeMap::new();
    for some in rows.chunks(AT_ONCE) {
        let padded = some.iter().chain(std::iter::repeat(&some[0])).take(AT_ONCE);
        let values: Vec<Value<'_>> = padded.map(|row| row[0].lent()).collect();
        for row in tx.database.query(&sql, &values)? {
            let row = row.into_values();
            now.insert(row[0].clone(), row);
        }
    }
    Ok(now)
}

/// Moves the open rows whose `column` holds `from` over to `to`; one that stands there already is only closed.
pub(crate) fn repoint(
    tx: &mut Tx<'_>,
    table: &Table,
    column: &str,
    (from, to): (i64, i64),
) -> Result<usize, Error> {
    let at = table.key.iter().chain(table.rest).position(|name| *name == column).unwrap_or_default();
    let rows = opened(tx, table, &[column], &[from.into()])?;
    let count = rows.len();
    for mut row in rows {
        close(tx, table, &row[..table.key.len()])?;
        row[at] = to.into();
        if current(tx, table, &row[..table.key.len()])?.is_none() {
            open(tx, table, vec![row])?;
        }
    }
    Ok(count)
}
