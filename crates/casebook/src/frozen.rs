//! Months whose figures were published: what counted then.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jikenbo_model::Revision;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::database::Row;
use crate::sql::Sql;
use crate::tables::FROZEN;
use crate::{Error, Read, Tx, clock, temporal};

/// What counted in a month, by id: of reports, or of cases.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally<T> {
    /// Where reports are counted.
    pub reports: T,
    /// Where cases are counted.
    pub cases: T,
}

/// Ids of items.
pub type Ids = Tally<Vec<u64>>;

/// How often items were read, by id.
pub type Reads = Tally<BTreeMap<u64, u64>>;

/// A month as it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// The month (`2025-09`).
    pub month: String,
    /// The revision that was looked at.
    pub seen: Revision,
    /// When it was frozen.
    pub at: Timestamp,
    /// Who froze it.
    pub who: String,
    /// What counted.
    pub items: Ids,
    /// How often it had been read.
    pub reads: Reads,
}

/// Freezes `month` as it was seen in the revision `seen`; `false` where it is frozen already.
///
/// # Errors
/// What the database says; [`Error::Unwritable`] never, as numbers can be written.
pub fn freeze(
    tx: &mut Tx<'_>,
    month: &str,
    seen: Revision,
    (items, reads): (&Ids, &Reads),
) -> Result<bool, Error> {
    if temporal::current(tx, &FROZEN, &[month.into()])?.is_some() {
        return Ok(false);
    }
    let written =
        |value: serde_json::Result<String>, what| value.map_err(|source| Error::Unwritable { what, source });
    let counted = written(serde_json::to_string(items), "items")?;
    let read = written(serde_json::to_string(reads), "reads")?;
    let (at, who) = (tx.at().to_owned(), tx.who().to_owned());
    let row = vec![month.into(), seen.into(), at.into(), who.into(), counted.into(), read.into()];
    temporal::open(tx, &FROZEN, vec![row])?;
    let detail =
        json!({"month": month, "seen": seen, "reports": items.reports.len(), "cases": items.cases.len()});
    tx.act("freeze", "month", number(month), &detail);
    Ok(true)
}

/// Lets `month` go with what is known; whether it was frozen.
///
/// # Errors
/// What the database says.
pub fn thaw(tx: &mut Tx<'_>, month: &str) -> Result<bool, Error> {
    let was = temporal::close(tx, &FROZEN, &[month.into()])?;
    if was {
        tx.act("thaw", "month", number(month), &json!({"month": month}));
    }
    Ok(was)
}

/// `month` as it was published; `None` where it was not, or is no more.
///
/// # Errors
/// What the database says.
pub fn of(read: &mut Read<'_>, month: &str) -> Result<Option<Frozen>, Error> {
    let mut sql =
        Sql::new("SELECT f.month, f.seen, f.at, f.who, f.items, f.reads FROM frozen f WHERE f.month = ");
    sql.bind(month.to_owned()).add(" AND ");
    read.live(&mut sql, "f");
    read.first(&sql)?.map(frozen).transpose()
}

fn frozen(mut row: Row) -> Result<Frozen, Error> {
    Ok(Frozen {
        month: row.text()?,
        seen: Revision(row.integer()?),
        at: row.word(clock::read)?,
        who: row.text()?,
        items: row.json()?,
        reads: row.json()?,
    })
}

/// `2025-09` as 202509, the number of an act's subject.
fn number(month: &str) -> i64 {
    month.replace('-', "").parse().unwrap_or_default()
}
