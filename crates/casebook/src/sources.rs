//! How looking at the sources goes: when each was looked at last, what came of it, and what it usually gives.
//!
//! No fact and no decision: rows are changed in place, and take no revision.

use jiff::Timestamp;
use jikenbo_model::Scope;

use crate::database::{Access, Database, Row, Value};
use crate::sql::Sql;
use crate::tables::SOURCE_STATES;
use crate::{Error, Read, Store, clock};

/// How looking at one source goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The source's name.
    pub source: String,
    /// When it was looked at last.
    pub looked: Timestamp,
    /// How long that took, in milliseconds.
    pub took: u64,
    /// What came of it: a status such as `200`, or `failed`.
    pub answer: String,
    /// How many looks failed since the last one that did not.
    pub failures: u64,
    /// Since when they fail.
    pub failing_since: Option<Timestamp>,
    /// Why the last one failed.
    pub fault: Option<String>,
    /// When a look did not fail last.
    pub succeeded: Option<Timestamp>,
    /// When it was looked at first without a fault: from then on it is known what comes.
    pub watched: Option<Timestamp>,
    /// When something new stood there last.
    pub renewed: Option<Timestamp>,
    /// The longest that it took until something new stood there, in seconds.
    pub rhythm: Option<u64>,
    /// How many items it had last.
    pub items: u64,
    /// How many it usually has.
    pub usual: u64,
    /// By what its items are told from others.
    pub digest: Option<String>,
    /// By what its layout is told from others.
    pub layout: Option<String>,
    /// Where it leads for good.
    pub moved: Option<String>,
    /// All looks so far.
    pub looks: u64,
    /// Those of them that failed.
    pub faults: u64,
    /// New reports' pages that it led to so far.
    pub found: u64,
    /// Edits that it led to so far.
    pub changed: u64,
    /// Pages that could not be read so far.
    pub unread: u64,
}

/// All sources that were looked at, in order of their names.
///
/// # Errors
/// [`Error::OwnerOnly`] where the scope is not the owner's; what the database says.
pub fn all(read: &mut Read<'_>) -> Result<Vec<State>, Error> {
    if read.scope != Scope::Owner {
        return Err(Error::OwnerOnly);
    }
    let columns = SOURCE_STATES.columns().join(", ");
    let sql = Sql::new(&format!("SELECT {columns} FROM source_states ORDER BY source"));
    read.rows(&sql)?.into_iter().map(state).collect()
}

/// Keeps how looking at sources went, in place of what was kept of them before: all or none.
///
/// # Errors
/// What the database says.
pub fn put(store: &mut Store, states: &[State]) -> Result<(), Error> {
    let columns = SOURCE_STATES.columns();
    let set: Vec<String> =
        SOURCE_STATES.rest.iter().map(|name| format!("{name} = excluded.{name}")).collect();
    let places: Vec<String> = (1..=columns.len()).map(|at| format!("${at}")).collect();
    let sql = format!(
        "INSERT INTO source_states ({}) VALUES ({}) ON CONFLICT (source) DO UPDATE SET {}",
        columns.join(", "),
        places.join(", "),
        set.join(", ")
    );
    alone(store, |database| {
        states.iter().try_for_each(|state| database.execute(&sql, &values(state)).map(drop))
    })
}

/// Forgets how looking at a source went.
///
/// # Errors
/// What the database says.
pub fn forget(store: &mut Store, source: &str) -> Result<(), Error> {
    alone(store, |database| {
        database.execute("DELETE FROM source_states WHERE source = $1", &[source.into()]).map(drop)
    })
}

/// Writes alone, and takes no revision.
fn alone(store: &mut Store, work: impl FnOnce(&mut Database) -> Result<(), Error>) -> Result<(), Error> {
    let database = &mut store.database;
    database.begin(Access::Write)?;
    let locked = match database.dialect().lock() {
        Some(lock) => database.query(lock, &[]).map(drop),
        None => Ok(()),
    };
    match locked.and_then(|()| work(database)) {
        Ok(()) => database.commit(),
        Err(error) => database.roll_back().and(Err(error)),
    }
}

fn values(state: &State) -> Vec<Value<'_>> {
    let number = |number: u64| Value::Integer(i64::try_from(number).unwrap_or(i64::MAX));
    let time = |at: Option<Timestamp>| at.map(clock::written).into();
    let words = |words: &'_ Option<String>| words.clone().into();
    vec![
        state.source.as_str().into(),
        clock::written(state.looked).into(),
        number(state.took),
        state.answer.as_str().into(),
        number(state.failures),
        time(state.failing_since),
        words(&state.fault),
        time(state.succeeded),
        time(state.renewed),
        state.rhythm.map_or(Value::Null, number),
        number(state.items),
        number(state.usual),
        words(&state.digest),
        words(&state.layout),
        words(&state.moved),
        number(state.looks),
        number(state.faults),
        number(state.found),
        number(state.changed),
        number(state.unread),
        time(state.watched),
    ]
}

fn state(mut row: Row) -> Result<State, Error> {
    let number = |row: &mut Row| row.integer().map(|number| u64::try_from(number).unwrap_or_default());
    let time = |row: &mut Row| row.maybe_text().map(|text| text.as_deref().and_then(clock::read));
    Ok(State {
        source: row.text()?,
        looked: row.word(clock::read)?,
        took: number(&mut row)?,
        answer: row.text()?,
        failures: number(&mut row)?,
        failing_since: time(&mut row)?,
        fault: row.maybe_text()?,
        succeeded: time(&mut row)?,
        renewed: time(&mut row)?,
        rhythm: row.maybe_integer()?.and_then(|seconds| u64::try_from(seconds).ok()),
        items: number(&mut row)?,
        usual: number(&mut row)?,
        digest: row.maybe_text()?,
        layout: row.maybe_text()?,
        moved: row.maybe_text()?,
        looks: number(&mut row)?,
        faults: number(&mut row)?,
        found: number(&mut row)?,
        changed: number(&mut row)?,
        unread: number(&mut row)?,
        watched: time(&mut row)?,
    })
}
