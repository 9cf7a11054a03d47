//! Numbers of cases. The casebook's own are given in order of filing, year by year, and never twice; those of other
//! publications are kept beside, with where they are read.

use jikenbo_model::{Alias, CaseId, CaseNumber};
use serde_json::json;

use crate::database::Value;
use crate::sql::Sql;
use crate::tables::{ALIASES, NUMBERS};
use crate::{Error, Read, Tx, cases, temporal};

/// Which number a case is to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// None yet.
    Nothing,
    /// The next of this year (of Asia/Tokyo).
    Next(i16),
    /// This one, as an imported casebook has it.
    Exactly(CaseNumber),
}

/// Gives `case` a number of the casebook's own publication.
///
/// # Errors
/// [`Error::NumberTaken`] where a case ever had it; [`Error::NoSuch`] where there is no such case.
pub fn number(tx: &mut Tx<'_>, case: CaseId, wish: Wish) -> Result<Option<CaseNumber>, Error> {
    cases::require(tx, case)?;
    let Some((number, row)) = choose(tx, case, wish)? else { return Ok(None) };
    temporal::open(tx, &NUMBERS, vec![row])?;
    tx.act("number", "case", case.0, &json!({"number": number}));
    Ok(Some(number))
}

/// The number and its row.
pub(crate) fn choose(
    tx: &mut Tx<'_>,
    case: CaseId,
    wish: Wish,
) -> Result<Option<(CaseNumber, Vec<Value<'static>>)>, Error> {
    let number = match wish {
        Wish::Nothing => return Ok(None),
        Wish::Next(year) => {
            let serial = tx.serial(year)?.saturating_add(1);
            let too_many = || Error::NoSuch { kind: "further number of the year", id: year.to_string() };
            u32::try_from(serial)
                .ok()
                .and_then(|serial| CaseNumber::new(year, serial))
                .ok_or_else(too_many)?
        }
        Wish::Exactly(number) => free(tx, number)?,
    };
    tx.note_serial(number)?;
    let publication = tx.publication()?;
    let row = vec![
        i64::from(number.year()).into(),
        i64::from(number.serial()).into(),
        publication.into(),
        case.into(),
    ];
    Ok(Some((number, row)))
}

fn free(tx: &mut Tx<'_>, number: CaseNumber) -> Result<CaseNumber, Error> {
    let sql = "SELECT 1 FROM numbers WHERE year = $1 AND serial = $2 \
               UNION ALL SELECT 1 FROM redirects WHERE year = $1 AND serial = $2 LIMIT 1";
    let values = [i64::from(number.year()).into(), i64::from(number.serial()).into()];
    match tx.database.first(sql, &values)? {
        Some(_) => Err(Error::NumberTaken { number }),
        None if tx.gave(number) => Err(Error::NumberTaken { number }),
        None => Ok(number),
    }
}

/// A number of a case that was merged or moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The number.
    pub number: CaseNumber,
    /// The case that it leads to, and that may be seen.
    pub case: CaseId,
    /// Its own case might be seen when it was merged. Otherwise that there was one is to be told to nobody who did not know.
    pub seen: bool,
}

/// The numbers of cases that were merged or moved, each with the case that it leads to and that may be seen, in order.
///
/// # Errors
/// What the database says.
pub fn redirects(read: &mut Read<'_>) -> Result<Vec<Redirect>, Error> {
    let mut sql = Sql::new("SELECT d.year, d.serial, c.case_id, CASE WHEN ");
    read.saw_number(&mut sql, "d");
    sql.add(
        " THEN 1 ELSE 0 END \
         FROM redirects d JOIN cases c ON c.case_id = d.case_id WHERE ",
    );
    read.live(&mut sql, "d");
    sql.add(" AND ");
    read.sees_case(&mut sql, "c");
    sql.add(" ORDER BY d.year, d.serial");
    let mut found = Vec::new();
    for mut row in read.rows(&sql)? {
        let (year, serial, case) = (row.integer()?, row.integer()?, CaseId(row.integer()?));
        let seen = row.integer()? == 1;
        let number = i16::try_from(year).ok().zip(u32::try_from(serial).ok());
        let number = number.and_then(|(year, serial)| CaseNumber::new(year, serial));
        found.extend(number.map(|number| Redirect { number, case, seen }));
    }
    Ok(found)
}

/// Notes a number that another publication gives the case; whether it was new.
///
/// # Errors
/// [`Error::NoSuch`] where there is no such case.
pub fn alias(tx: &mut Tx<'_>, case: CaseId, alias: &Alias) -> Result<bool, Error> {
    cases::require(tx, case)?;
    let row = vec![
        alias.publication.as_str().into(),
        alias.number.as_str().into(),
        case.into(),
        alias.source.as_deref().into(),
    ];
    let new = temporal::put(tx, &ALIASES, row)?;
    if new {
        tx.act("alias", "case", case.0, &json!({"publication": alias.publication, "number": alias.number}));
    }
    Ok(new)
}

/// Takes an alias off a case; whether it was there.
///
/// # Errors
/// What the database says.
pub fn drop_alias(tx: &mut Tx<'_>, case: CaseId, publication: &str, number: &str) -> Result<bool, Error> {
    let was = temporal::close(tx, &ALIASES, &[publication.into(), number.into(), case.into()])?;
    if was {
        tx.act("drop_alias", "case", case.0, &json!({"publication": publication, "number": number}));
    }
    Ok(was)
}

/// Declares that `publication` is the casebook's own: its numbers, aliases until now, become own numbers where they are
/// free; a number that the case was given here stays its own beside. The cases that got theirs, and those that did not
/// because the number was taken.
///
/// # Errors
/// What the database says.
pub fn adopt(tx: &mut Tx<'_>, publication: &str) -> Result<Adopted, Error> {
    if tx.publication()? != publication {
        let sql = "UPDATE meta SET value = $1 WHERE key = 'publication'";
        tx.database.execute(sql, &[publication.into()])?;
        tx.set_publication(publication);
        tx.act("publication", "publication", 0, &json!(null));
    }
    let rows = temporal::opened(tx, &ALIASES, &["publication"], &[publication.into()])?;
    let mut adopted = Adopted::default();
    for row in rows {
        let (Value::Text(number), Value::Integer(case)) = (&row[1], &row[2]) else { continue };
        let Ok(number) = number.parse::<CaseNumber>() else { continue };
        let case = CaseId(*case);
        match choose(tx, case, Wish::Exactly(number)) {
            Ok(Some((number, new))) => {
                temporal::close(tx, &ALIASES, &row[..ALIASES.key.len()])?;
                temporal::open(tx, &NUMBERS, vec![new])?;
                tx.act("number", "case", case.0, &json!({"number": number, "publication": publication}));
                adopted.numbered.push((case, number));
            }
            Ok(None) => {}
            Err(Error::NumberTaken { number }) => adopted.taken.push((case, number)),
            Err(error) => return Err(error),
        }
    }
    Ok(adopted)
}

/// What became of another publication's numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adopted {
    /// Cases that have their number as an own one now.
    pub numbered: Vec<(CaseId, CaseNumber)>,
    /// Cases whose number another case had.
    pub taken: Vec<(CaseId, CaseNumber)>,
}
