//! The organisations of reports: one identity over spellings.

use std::collections::{BTreeMap, BTreeSet};

use jikenbo_casebook::organizations::{self, About, Appearance};
use jikenbo_casebook::{Read, Tx};
use jikenbo_model::vocabulary::OrganizationRole;
use jikenbo_model::{Facts, OrganizationId, ReportId};
use jikenbo_resolve::organization::{OrganizationKind, key, kind};

use crate::Error;

/// Names asked for at once.
const AT_ONCE: usize = 64;
/// Clients of one report that are taken up; a contractor may list thousands.
const CLIENTS: usize = 500;
/// The role of a client that a contractor's report names.
pub(in crate::casebook) const CLIENT: &str = "client";

/// An organisation as a report names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::casebook) struct Named {
    pub(in crate::casebook) name: String,
    pub(in crate::casebook) key: String,
    pub(in crate::casebook) role: String,
}

/// Whom a report names: who speaks, the links of its chain, clients that were hit.
pub(in crate::casebook) fn named(facts: &Facts) -> Vec<Named> {
    let role = facts.organization_role.unwrap_or(OrganizationRole::Affected).word();
    let speaks = facts.organization.iter().map(|name| (name.as_str(), role));
    let chain = facts.chain.iter().filter_map(|link| Some((link.name.as_deref()?, link.relation.word())));
    let clients = facts.clients_hit.iter().take(CLIENTS).map(|client| (client.name.as_str(), CLIENT));
    let mut found: Vec<Named> = Vec::new();
    for (name, role) in speaks.chain(chain).chain(clients) {
        let key = key(name);
        if key.is_empty() || found.iter().any(|other| other.key == key.as_str() && other.role == role) {
            continue;
        }
        found.push(Named { name: name.to_owned(), key: key.as_str().to_owned(), role: role.to_owned() });
    }
    found
}

/// The organisations that the store knows by these names' keys: id and name of the first of each key.
pub(in crate::casebook) type Known = BTreeMap<String, (OrganizationId, String)>;

/// Those with the keys of `names`.
pub(in crate::casebook) fn known<'a>(
    read: &mut Read<'_>,
    names: impl Iterator<Item = &'a Named>,
) -> Result<Known, Error> {
    let keys: BTreeSet<&str> = names.map(|named| named.key.as_str()).collect();
    let keys: Vec<String> = keys.into_iter().map(str::to_owned).collect();
    let mut known = Known::new();
    for some in keys.chunks(AT_ONCE) {
        for (key, organization) in organizations::by_keys(read, some)? {
            known.entry(key).or_insert((organization.id, organization.about.name));
        }
    }
    Ok(known)
}

/// Takes up the organisations of reports that were just filed, and further spellings of known ones; each report's, in
/// order of `reports`.
pub(in crate::casebook) fn file(
    tx: &mut Tx<'_>,
    known: &Known,
    reports: &[(ReportId, Vec<Named>)],
) -> Result<Vec<Vec<OrganizationId>>, jikenbo_casebook::Error> {
    let mut new: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for named in reports.iter().flat_map(|(_, named)| named) {
        match known.get(&named.key) {
            Some((id, name)) if *name != named.name => {
                organizations::add_name(tx, *id, &named.name, &named.key)?;
            }
            Some(_) => {}
            None => {
                let names = new.entry(&named.key).or_default();
                if names.is_empty() {
                    order.push(&named.key);
                }
                names.push(&named.name);
            }
        }
    }
    let opened: Vec<(About, Vec<(String, String)>)> = order.iter().map(|key| about(key, &new[key])).collect();
    let ids = organizations::open(tx, &opened)?;
    let opened: BTreeMap<&str, OrganizationId> = order.into_iter().zip(ids).collect();
    let id = |named: &Named| {
        known.get(&named.key).map(|(id, _)| *id).or_else(|| opened.get(named.key.as_str()).copied())
    };
    let (mut appearances, mut of_reports) = (Vec::new(), Vec::new());
    for (report, named) in reports {
        let ids: Vec<OrganizationId> = named.iter().filter_map(id).collect();
        appearances.extend(ids.iter().zip(named).map(|(organization, named)| Appearance {
            report: *report,
            organization: *organization,
            role: named.role.clone(),
        }));
        of_reports.push(ids);
    }
    organizations::appear(tx, &appearances)?;
    Ok(of_reports)
}

/// The organisations of one report that was read again, each with its role; those that are not known yet are taken up.
pub(in crate::casebook) fn taken_up(
    tx: &mut Tx<'_>,
    known: &Known,
    named: &[Named],
) -> Result<Vec<(OrganizationId, String)>, jikenbo_casebook::Error> {
    let mut wanted = Vec::with_capacity(named.len());
    let mut opened: BTreeMap<&str, OrganizationId> = BTreeMap::new();
    for one in named {
        let there = known.get(&one.key).map(|(id, _)| *id).or_else(|| opened.get(one.key.as_str()).copied());
        let id = match there {
            Some(id) => id,
            None => {
                let ids = organizations::open(tx, &[about(&one.key, &[&one.name])])?;
                let Some(id) = ids.first().copied() else { continue };
                opened.insert(&one.key, id);
                id
            }
        };
        wanted.push((id, one.role.clone()));
    }
    Ok(wanted)
}

fn about(key: &str, names: &[&str]) -> (About, Vec<(String, String)>) {
    let name = names.first().copied().unwrap_or_default();
    let kind = Some(kind(name)).filter(|kind| *kind != OrganizationKind::Unknown);
    let kind = kind.map(|kind| kind.word().to_owned());
    let about = About { name: name.to_owned(), kind, ..About::default() };
    (about, names.iter().map(|name| ((*name).to_owned(), key.to_owned())).collect())
}
