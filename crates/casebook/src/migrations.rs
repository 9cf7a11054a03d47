//! The forms of the store, one numbered file each. A casebook of an older form is brought forward when it is opened, each
//! step in one transaction; none is brought back.

use crate::Error;
use crate::database::{Access, Database};

/// The files in order; the first makes form 1.
const STEPS: &[&str] = &[
    include_str!("../migrations/0001.sql"),
    include_str!("../migrations/0002.sql"),
    include_str!("../migrations/0003.sql"),
    include_str!("../migrations/0004.sql"),
    include_str!("../migrations/0005.sql"),
];

/// The form that this program writes.
pub const FORM: i64 = STEPS.len() as i64;

/// The form of the casebook there.
///
/// # Errors
/// [`Error::Nothing`] where no table is there, [`Error::NotACasebook`] where only others are.
pub(crate) fn form(database: &mut Database, place: &str) -> Result<i64, Error> {
    let tables = database.tables()?;
    let other = |found: String| Error::NotACasebook { place: place.to_owned(), found };
    if tables.is_empty() {
        return Err(Error::Nothing { place: place.to_owned() });
    }
    if !tables.iter().any(|name| name == "meta") {
        return Err(other(format!("a database with other tables (`{}`)", tables[0])));
    }
    let row = database
        .first("SELECT value FROM meta WHERE key = 'format'", &[])
        .map_err(|_| other("a database with a table `meta` of another kind".to_owned()))?;
    let Some(mut row) = row else { return Err(other("a database without a form".to_owned())) };
    let text = row.text()?;
    text.parse().map_err(|_| other(format!("a database of form `{text}`")))
}

/// Brings the casebook forward to [`FORM`].
///
/// # Errors
/// [`Error::Newer`] where it is ahead of this program; what the database says.
pub(crate) fn run(database: &mut Database, place: &str) -> Result<(), Error> {
    let found = form(database, place)?;
    if found > FORM {
        return Err(Error::Newer { place: place.to_owned(), found, known: FORM });
    }
    (found..FORM).try_for_each(|_| step(database, place))
}

fn step(database: &mut Database, place: &str) -> Result<(), Error> {
    database.begin(Access::Write)?;
    let moved = locked_step(database, place);
    match moved {
        Ok(()) => database.commit(),
        Err(error) => database.roll_back().and(Err(error)),
    }
}

/// One step, unless another process took it while this one waited.
fn locked_step(database: &mut Database, place: &str) -> Result<(), Error> {
    if let Some(lock) = database.dialect().lock() {
        database.query(lock, &[])?;
    }
    let found = form(database, place)?;
    let next = usize::try_from(found).ok().and_then(|at| STEPS.get(at));
    let Some(sql) = next else { return Ok(()) };
    let sql = database.dialect().migration(sql);
    database.batch(&sql)?;
    database.execute("UPDATE meta SET value = $1 WHERE key = 'format'", &[(found + 1).to_string().into()])?;
    Ok(())
}

/// Makes the tables of `form` where there are none, inside the transaction that is open.
pub(crate) fn make(database: &mut Database, form: i64) -> Result<(), Error> {
    let steps = usize::try_from(form).unwrap_or(0);
    for sql in STEPS.iter().take(steps) {
        let sql = database.dialect().migration(sql);
        database.batch(&sql)?;
    }
    let form = form.to_string();
    database.execute("INSERT INTO meta (key, value) VALUES ('format', $1)", &[form.into()])?;
    Ok(())
}
