//! Cases that come from one breach.

use jikenbo_casebook::{Read, Tx, linking, origins, show};
use jikenbo_model::{Belonging, CaseId, OriginId};

use super::{Edited, Told, by_editor};
use crate::Error;
use crate::casebook::{Casebook, naming};

/// Cases that are to come from one origin: one that is there, else a new one.
pub(super) struct Tie {
    pub(super) cases: Vec<CaseId>,
    /// Those that they come from now, or that is named; they become one.
    pub(super) origins: Vec<OriginId>,
    /// What the origin is called, or is to be called.
    pub(super) name: String,
}

/// Ties the case named `case` to an origin: `origin:3`, the one that another case (by its number) comes from, or the one
/// with that name; where there is none, a new one is opened.
///
/// # Errors
/// [`Error::NoSuchCase`], [`Error::Casebook`].
pub fn attach(casebook: &mut Casebook, case: &str, to: &str) -> Result<Edited, Error> {
    let plan = |read: &mut Read<'_>| {
        let case = naming::case(read, case)?;
        if let Some(id) = to.strip_prefix("origin:").and_then(|id| id.parse().ok()) {
            return Ok(Tie { cases: vec![case], origins: vec![OriginId(id)], name: String::new() });
        }
        if is_number(to) {
            let other = naming::case(read, to)?;
            return tie(read, &[case, other], None);
        }
        let named = origins::named(read, to)?.into_iter().map(|origin| origin.id).take(1).collect();
        Ok(Tie { cases: vec![case], origins: named, name: to.to_owned() })
    };
    Ok(casebook.edit("link", plan, |tx, tie| act(tx, tie, &by_editor(tx.who())))?.into())
}

/// Unties the case named `case` from every origin.
///
/// # Errors
/// [`Error::NoSuchCase`], [`Error::Casebook`].
pub fn detach(casebook: &mut Casebook, case: &str) -> Result<Edited, Error> {
    let plan = |read: &mut Read<'_>| {
        let case = naming::case(read, case)?;
        let view = show::case(read, case)?;
        let origins = view.map(|view| view.origins).unwrap_or_default();
        Ok((case, origins.into_iter().map(|view| view.origin.id).collect::<Vec<_>>()))
    };
    let written = casebook.edit("unlink", plan, |tx, (case, all)| {
        for origin in all {
            origins::detach(tx, *origin, *case)?;
        }
        Ok(Vec::new())
    })?;
    Ok(written.into())
}

fn is_number(text: &str) -> bool {
    text.starts_with("case:")
        || text.trim_start_matches(['#', '＃']).parse::<jikenbo_model::CaseNumber>().is_ok()
}

/// Plans that `cases` come from one breach; without a name a new one is called after the organisation of the last.
pub(super) fn tie(read: &mut Read<'_>, cases: &[CaseId], name: Option<String>) -> Result<Tie, Error> {
    let known = linking::origins(read, cases)?;
    let mut origins: Vec<OriginId> = known.into_values().collect();
    origins.sort_unstable();
    origins.dedup();
    let name = match name {
        Some(name) => name,
        None => called(read, cases)?,
    };
    Ok(Tie { cases: cases.to_vec(), origins, name })
}

fn called(read: &mut Read<'_>, cases: &[CaseId]) -> Result<String, Error> {
    let Some(last) = cases.last() else { return Ok(String::new()) };
    let reports = naming::of_case(read, *last)?;
    let facts = linking::reports(read, &reports)?;
    Ok(facts.into_iter().rev().find_map(|report| report.facts.organization).unwrap_or_default())
}

pub(super) fn act(
    tx: &mut Tx<'_>,
    tie: &Tie,
    belonging: &Belonging,
) -> Result<Vec<Told>, jikenbo_casebook::Error> {
    let origin = match tie.origins.first() {
        Some(origin) => *origin,
        None => origins::open(tx, &tie.name)?,
    };
    for other in tie.origins.iter().skip(1) {
        origins::merge(tx, *other, origin)?;
    }
    for case in &tie.cases {
        origins::attach(tx, origin, *case, belonging)?;
    }
    Ok(vec![Told::Origin { origin }])
}
