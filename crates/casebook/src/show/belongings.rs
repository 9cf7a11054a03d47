//! What belongs to a case beside its reports, and copies of captures elsewhere.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jikenbo_model::{
    Alias, Belonging, CaptureId, CaseId, CaseLink, CaseNumber, DecidedBy, NoteId, Origin, OriginId, ReportId,
    Scope, Suggestion, SuggestionId, SuggestionKind, SuggestionState,
};

use serde_json::Value as Json;

use super::grounds;
use crate::database::Row;
use crate::sql::Sql;
use crate::{Error, Read, clock};

/// A copy of a capture elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// Where it was asked for: the other archive.
    pub place: String,
    /// Its address, or what was answered instead.
    pub result: String,
    /// When.
    pub at: Timestamp,
}

/// What an editor notes on a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// The words.
    pub text: String,
    /// It is an opinion that is published with the case; another note stays inside.
    pub opinion: bool,
    /// It is what a reader of another publication said, brought along by an import: who, when and where stand in its first
    /// line. It stays inside.
    pub comment: bool,
    /// Who noted it.
    pub who: String,
}

/// An origin of a case, and the other cases that come from it.
#[derive(Clone, Debug, PartialEq)]
pub struct OriginView {
    /// The origin.
    pub origin: Origin,
    /// Why the case comes from it.
    pub belonging: Belonging,
    /// The others.
    pub mates: Vec<(CaseId, Option<CaseNumber>)>,
}

/// Reads `decided_by, who, reasons, score`.
pub(super) fn belonging(row: &mut Row) -> Result<Belonging, Error> {
    Ok(Belonging {
        by: row.word(DecidedBy::from_word)?,
        who: row.text()?,
        reasons: row.json()?,
        score: u16::try_from(row.integer()?).unwrap_or(u16::MAX),
    })
}

pub(super) fn copies(read: &mut Read<'_>, captures: &[CaptureId]) -> Result<Vec<(CaptureId, Copy)>, Error> {
    let mut sql = Sql::new("SELECT capture, place, result, at FROM copies WHERE capture IN (");
    sql.bind_all(captures.iter().copied()).add(") ORDER BY capture, at, place");
    let copy = |mut row: Row| {
        let capture = CaptureId(row.integer()?);
        Ok((capture, Copy { place: row.text()?, result: row.text()?, at: row.word(clock::read)? }))
    };
    read.rows(&sql)?.into_iter().map(copy).collect()
}

pub(super) fn aliases(read: &mut Read<'_>, case: CaseId) -> Result<Vec<Alias>, Error> {
    let mut sql = Sql::new("SELECT a.publication, a.number, a.source FROM aliases a WHERE a.case_id = ");
    sql.bind(case).add(" AND ");
    read.live(&mut sql, "a");
    sql.add(" ORDER BY a.publication, a.number");
    let alias =
        |mut row: Row| Ok(Alias { publication: row.text()?, number: row.text()?, source: row.maybe_text()? });
    read.rows(&sql)?.into_iter().map(alias).collect()
}

pub(super) fn labels(read: &mut Read<'_>, case: CaseId) -> Result<Vec<String>, Error> {
    let mut sql = Sql::new("SELECT l.label FROM labels l WHERE l.case_id = ");
    sql.bind(case).add(" AND ");
    read.live(&mut sql, "l");
    sql.add(" ORDER BY l.label");
    read.rows(&sql)?.into_iter().map(|mut row| row.text()).collect()
}

pub(super) fn notes(read: &mut Read<'_>, case: CaseId) -> Result<Vec<Note>, Error> {
    let mut sql = Sql::new("SELECT n.note, n.text, n.opinion, n.who FROM notes n WHERE n.case_id = ");
    sql.bind(case).add(" AND ");
    read.live(&mut sql, "n");
    if !read.sees_inside() {
        sql.add(" AND n.opinion = 1");
    }
    sql.add(" ORDER BY n.note");
    let note = |mut row: Row| {
        let (id, text, kind) = (NoteId(row.integer()?), row.text()?, row.integer()?);
        Ok(Note { id, text, opinion: kind == 1, comment: kind == crate::notes::COMMENT, who: row.text()? })
    };
    read.rows(&sql)?.into_iter().map(note).collect()
}

pub(super) fn links(read: &mut Read<'_>, case: CaseId) -> Result<Vec<CaseLink>, Error> {
    let mut sql =
        Sql::new("SELECT c.case_id, l.kind, l.who, l.why FROM case_links l JOIN cases c ON c.case_id = ");
    sql.add("CASE WHEN l.a = ").bind(case).add(" THEN l.b ELSE l.a END WHERE (l.a = ").bind(case);
    sql.add(" OR l.b = ").bind(case).add(") AND ");
    read.live(&mut sql, "l");
    sql.add(" AND ");
    read.sees_case(&mut sql, "c");
    sql.add(" ORDER BY c.case_id");
    let link = |mut row: Row| {
        let case = CaseId(row.integer()?);
        Ok(CaseLink { case, kind: row.text()?, who: row.text()?, why: row.maybe_text()? })
    };
    read.rows(&sql)?.into_iter().map(link).collect()
}

/// The origins of a case. What only a machine tied stays among the members.
pub(super) fn origins(read: &mut Read<'_>, case: CaseId) -> Result<Vec<OriginView>, Error> {
    let mut found = Vec::new();
    for (_, origin, belonging) in tied(read, &[case])? {
        let mates = mates(read, origin.id, case)?;
        found.push(OriginView { origin, belonging, mates });
    }
    Ok(found)
}

/// A case, the origin that it comes from, and how many cases come from that; all as far as they may be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The case.
    pub case: CaseId,
    /// The origin.
    pub origin: Origin,
    /// How many cases come from it, this one among them.
    pub cases: u64,
}

/// The origins of each of `cases` that may be seen, in order of cases and origins.
///
/// # Errors
/// What the database says.
pub fn shared_origins(read: &mut Read<'_>, cases: &[CaseId]) -> Result<Vec<Shared>, Error> {
    let tied = tied(read, cases)?;
    let mut origins: Vec<OriginId> = tied.iter().map(|(_, origin, _)| origin.id).collect();
    origins.sort_unstable();
    origins.dedup();
    let mut sql = Sql::new(
        "SELECT m.origin, COUNT(DISTINCT m.case_id) FROM origin_members m JOIN cases c ON c.case_id = m.case_id \
         WHERE m.origin IN (",
    );
    sql.bind_all(origins).add(") AND ");
    confirmed(read, &mut sql, "m");
    sql.add(" AND ");
    read.sees_case(&mut sql, "c");
    sql.add(" GROUP BY m.origin ORDER BY m.origin");
    let mut counts: BTreeMap<OriginId, u64> = BTreeMap::new();
    for mut row in read.rows(&sql)? {
        let origin = OriginId(row.integer()?);
        counts.insert(origin, u64::try_from(row.integer()?).unwrap_or_default());
    }
    let shared = |(case, origin, _): (CaseId, Origin, Belonging)| Shared {
        cases: counts.get(&origin.id).copied().unwrap_or_default(),
        case,
        origin,
    };
    Ok(tied.into_iter().map(shared).collect())
}

/// The origins of each of `cases`, and why it comes from it; no more of it than may be seen.
fn tied(read: &mut Read<'_>, cases: &[CaseId]) -> Result<Vec<(CaseId, Origin, Belonging)>, Error> {
    let mut sql = Sql::new(
        "SELECT m.case_id, o.origin, o.name, m.decided_by, m.who, m.reasons, m.score FROM origin_members m \
         JOIN origins o ON o.origin = m.origin WHERE m.case_id IN (",
    );
    sql.bind_all(cases.iter().copied()).add(") AND ");
    confirmed(read, &mut sql, "m");
    sql.add(" AND ");
    read.live(&mut sql, "o");
    sql.add(" ORDER BY m.case_id, o.origin");
    let one = |mut row: Row| {
        let (case, origin) =
            (CaseId(row.integer()?), Origin { id: OriginId(row.integer()?), name: row.text()? });
        Ok((case, origin, belonging(&mut row)?))
    };
    let mut found: Vec<_> = read.rows(&sql)?.into_iter().map(one).collect::<Result<_, Error>>()?;
    let told: Vec<Json> = found.iter().map(|(_, _, belonging)| belonging.reasons.clone()).collect();
    grounds::veil(read, found.iter_mut().map(|(_, _, belonging)| (&mut belonging.reasons, None)).collect())?;
    // A machine calls an origin by the words of a ground: what is blotted in it is no name either.
    for ((_, origin, belonging), told) in found.iter_mut().zip(&told) {
        let pairs =
            told.as_array().into_iter().flatten().zip(belonging.reasons.as_array().into_iter().flatten());
        let mut blotted =
            pairs.filter(|(told, shown)| told["words"] == origin.name.as_str() && told != shown);
        if let Some((_, shown)) = blotted.next() {
            origin.name = shown["words"].as_str().unwrap_or_default().to_owned();
        }
    }
    Ok(found)
}

fn mates(
    read: &mut Read<'_>,
    origin: OriginId,
    case: CaseId,
) -> Result<Vec<(CaseId, Option<CaseNumber>)>, Error> {
    let mut sql = Sql::new(
        "SELECT c.case_id, n.year, n.serial FROM origin_members m JOIN cases c ON c.case_id = m.case_id \
         LEFT JOIN numbers n ON n.case_id = c.case_id AND ",
    );
    read.live(&mut sql, "n");
    sql.add(" WHERE m.origin = ").bind(origin).add(" AND m.case_id <> ").bind(case).add(" AND ");
    confirmed(read, &mut sql, "m");
    sql.add(" AND ");
    read.sees_case(&mut sql, "c");
    sql.add(" ORDER BY c.case_id, n.year, n.serial");
    let mate = |mut row: Row| Ok((CaseId(row.integer()?), number(&mut row)?));
    let mut mates: Vec<(CaseId, Option<CaseNumber>)> =
        read.rows(&sql)?.into_iter().map(mate).collect::<Result<_, Error>>()?;
    mates.dedup_by_key(|(case, _)| *case);
    Ok(mates)
}

/// Live, and for those outside an editor's word.
fn confirmed(read: &Read<'_>, sql: &mut Sql<'_>, alias: &str) {
    read.live(sql, alias);
    if !read.sees_inside() {
        sql.add(&format!(" AND {alias}.decided_by = 'editor'"));
    }
}

/// Reads `year, serial`.
pub(super) fn number(row: &mut Row) -> Result<Option<CaseNumber>, Error> {
    let (year, serial) = (row.maybe_integer()?, row.maybe_integer()?);
    let small =
        |year: i64, serial: i64| CaseNumber::new(i16::try_from(year).ok()?, u32::try_from(serial).ok()?);
    Ok(year.zip(serial).and_then(|(year, serial)| small(year, serial)))
}

/// The open suggestions that touch a case or its reports.
pub(super) fn suggestions(read: &mut Read<'_>, case: CaseId) -> Result<Vec<Suggestion>, Error> {
    if !read.sees_inside() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(&format!("SELECT {SUGGESTION} FROM suggestions g WHERE g.state = 'open' AND "));
    read.live(&mut sql, "g");
    sql.add(" AND ((g.kind = 'same_case' AND g.b = ").bind(case);
    sql.add(") OR (g.kind = 'shared_origin' AND (g.a = ").bind(case).add(" OR g.b = ").bind(case);
    sql.add(")) OR (g.kind IN ('same_case', 'client_hit', 'page_change') AND g.a IN (SELECT m.report FROM membership m WHERE m.case_id = ");
    sql.bind(case).add(" AND ");
    read.live(&mut sql, "m");
    sql.add(")))");
    suggestion_seen(read, &mut sql);
    sql.add(" ORDER BY g.suggestion");
    suggestions_of(read, &sql)
}

/// The suggestions that `sql` gives as [`SUGGESTION`], their grounds as they may be seen.
pub(crate) fn suggestions_of(read: &mut Read<'_>, sql: &Sql<'_>) -> Result<Vec<Suggestion>, Error> {
    let found: Result<Vec<Suggestion>, Error> =
        read.rows(sql)?.into_iter().map(|mut row| suggestion(&mut row)).collect();
    let mut found = found?;
    let of = |kind: SuggestionKind, a: i64| {
        matches!(kind, SuggestionKind::SameCase | SuggestionKind::ClientHit | SuggestionKind::PageChange)
            .then_some(ReportId(a))
    };
    let grounds = found.iter_mut().map(|one| (&mut one.reasons, of(one.kind, one.a)));
    grounds::veil(read, grounds.collect())?;
    Ok(found)
}

pub(crate) const SUGGESTION: &str = "g.suggestion, g.kind, g.a, g.b, g.score, g.reasons, g.state";

/// Adds ` AND …`: what the suggestion `g` would tie may be seen.
pub(crate) fn suggestion_seen(read: &Read<'_>, sql: &mut Sql<'_>) {
    if read.scope == Scope::Owner {
        return;
    }
    sql.add(" AND (g.kind NOT IN ('same_case', 'client_hit', 'page_change') OR EXISTS (SELECT 1 FROM reports gr WHERE gr.report = g.a AND ");
    read.sees_report(sql, "gr");
    sql.add("))");
    for (kinds, column) in [("'same_case', 'shared_origin'", "b"), ("'shared_origin'", "a")] {
        sql.add(&format!(
            " AND (g.kind NOT IN ({kinds}) OR EXISTS (SELECT 1 FROM cases gc WHERE gc.case_id = g.{column} AND "
        ));
        read.sees_case(sql, "gc");
        sql.add("))");
    }
}

/// Reads [`SUGGESTION`].
fn suggestion(row: &mut Row) -> Result<Suggestion, Error> {
    Ok(Suggestion {
        id: SuggestionId(row.integer()?),
        kind: row.word(SuggestionKind::from_word)?,
        a: row.integer()?,
        b: row.integer()?,
        score: u16::try_from(row.integer()?).unwrap_or(u16::MAX),
        reasons: row.json()?,
        state: row.word(SuggestionState::from_word)?,
    })
}
