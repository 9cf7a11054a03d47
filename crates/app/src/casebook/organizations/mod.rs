//! Organisations: who they are, and the cases that they are in.

pub mod load;
pub mod sectors;

use jikenbo_casebook::list::Filter;
use jikenbo_casebook::organizations::{self, Organization};
use jikenbo_casebook::show::{self, CaseLine};
use jikenbo_casebook::{Read, list as cases};
use jikenbo_model::{CaseId, OrganizationId, ReportId};
use jikenbo_resolve::organization::key;

use super::{Casebook, naming, veil};
use crate::Error;

/// Organisations fetched at once.
const AT_ONCE: usize = 500;
/// Reports of one organisation that are looked at for its cases.
const REPORTS: usize = 2000;

/// An organisation with all that is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct OrganizationView {
    /// The organisation.
    pub organization: Organization,
    /// The spellings of its name, in order.
    pub names: Vec<String>,
    /// The organisation that it belongs to, and its name.
    pub parent: Option<(OrganizationId, String)>,
    /// Its cases, those filed last first, each with what it is to the incident there.
    pub cases: Vec<(CaseLine, Vec<String>)>,
}

/// Gives each organisation whose name holds `words`, by id, at most `limit`.
///
/// # Errors
/// [`Error::Casebook`], and what `each` returns.
pub fn list(
    casebook: &mut Casebook,
    words: Option<&str>,
    limit: Option<usize>,
    each: &mut dyn FnMut(&Organization) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut read = casebook.read()?;
    let (mut left, mut after) = (limit.unwrap_or(usize::MAX), None);
    while left > 0 {
        let page = organizations::list(&mut read, words, after, left.min(AT_ONCE))?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        left -= page.len();
        page.iter().try_for_each(&mut *each)?;
    }
    Ok(())
}

/// The organisation with an id (`12`, `organization:12`), or with a name in any of its spellings.
///
/// # Errors
/// [`Error::NoSuchOrganization`], [`Error::ManyOrganizations`] where several have the name; [`Error::Casebook`].
pub fn show(casebook: &mut Casebook, name: &str) -> Result<OrganizationView, Error> {
    let mut read = casebook.read()?;
    let organization = named(&mut read, name)?;
    let id = organization.id;
    let names = organizations::names(&mut read, id)?.into_iter().map(|(name, _)| name).collect();
    let parent = match organization.about.parent {
        Some(parent) => {
            organizations::organization(&mut read, parent)?.map(|known| (parent, known.about.name))
        }
        None => None,
    };
    let mut cases = its_cases(&mut read, id)?;
    drop(read);
    veil::lines(casebook, cases.iter_mut().map(|(line, _)| line))?;
    Ok(OrganizationView { cases, organization, names, parent })
}

/// Narrows `filter` to the cases of the organisation that `name` stands for, or whose organisation's name holds it.
///
/// # Errors
/// [`Error::Casebook`].
pub fn narrow(casebook: &mut Casebook, name: &str, filter: &mut Filter) -> Result<(), Error> {
    match named(&mut casebook.read()?, name) {
        Ok(organization) => filter.organization = Some(organization.id),
        Err(Error::NoSuchOrganization { .. } | Error::ManyOrganizations { .. }) => {
            filter.name = Some(name.to_owned());
        }
        Err(error) => return Err(error),
    }
    Ok(())
}

/// The one that `name` stands for.
pub(super) fn named(read: &mut Read<'_>, name: &str) -> Result<Organization, Error> {
    let none = || Error::NoSuchOrganization { name: name.to_owned() };
    if let Some(id) = naming::id(name, "organization:").or_else(|| naming::id(name, "")) {
        return organizations::organization(read, OrganizationId(id))?.ok_or_else(none);
    }
    let mut found: Vec<Organization> = organizations::by_keys(read, &[key(name).as_str().to_owned()])?
        .into_iter()
        .map(|(_, organization)| organization)
        .collect();
    match found.len() {
        0 => Err(none()),
        1 => found.pop().ok_or_else(none),
        several => Err(Error::ManyOrganizations { name: name.to_owned(), organizations: several }),
    }
}

fn its_cases(read: &mut Read<'_>, id: OrganizationId) -> Result<Vec<(CaseLine, Vec<String>)>, Error> {
    let mut appearances = organizations::appearances(read, id)?;
    appearances.truncate(REPORTS);
    let ids: Vec<ReportId> = appearances.iter().map(|one| one.report).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut of_cases: Vec<(CaseId, Vec<String>)> = Vec::new();
    for report in show::reports(read, &ids)? {
        let Some((case, _)) = report.case else { continue };
        let roles = appearances.iter().filter(|one| one.report == report.id).map(|one| one.role.clone());
        match of_cases.iter_mut().find(|(known, _)| *known == case) {
            Some((_, known)) => known.extend(roles),
            None => of_cases.push((case, roles.collect())),
        }
    }
    let ids: Vec<CaseId> = of_cases.iter().map(|(case, _)| *case).collect();
    let mut lines = if ids.is_empty() { Vec::new() } else { cases::of(read, &ids)? };
    lines.sort_by_key(|line| std::cmp::Reverse(line.case.id));
    let roles = |case: CaseId| {
        let own = of_cases.iter().find(|(known, _)| *known == case).map(|(_, roles)| roles.clone());
        let mut roles = own.unwrap_or_default();
        roles.sort();
        roles.dedup();
        roles
    };
    Ok(lines.into_iter().map(|line| (line.clone(), roles(line.case.id))).collect())
}
