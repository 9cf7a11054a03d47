//! The organisations of a case: as its reports name them, as far as that may be shown.

use std::collections::BTreeMap;

use jikenbo_casebook::organizations;
use jikenbo_casebook::show::ReportView;
use jikenbo_model::OrganizationId;
use jikenbo_model::vocabulary::{OrganizationRole, Relation};
use jikenbo_publish::{Part, Party};
use sha2::{Digest, Sha256};

use crate::Error;
use crate::casebook::Casebook;
use crate::casebook::filing::organizations::{CLIENT, Named, named};

/// The organisations that `reports` name, which are masked and redacted already and stand in order, oldest first: those of the
/// newest first, each spelling once. A name that is masked stands for none.
pub(super) fn parties(casebook: &mut Casebook, reports: &[ReportView]) -> Result<Vec<Party>, Error> {
    let mut found: Vec<(Named, Part, bool)> = Vec::new();
    for (at, report) in reports.iter().rev().enumerate() {
        for one in named(&report.facts()) {
            let Some((part, speaks)) = part(&one.role) else { continue };
            let is_masked = one.name.contains(['*', '＊']);
            if !is_masked && found.iter().all(|(other, of, _)| other.name != one.name || *of != part) {
                found.push((one, part, speaks && at == 0));
            }
        }
    }
    let mut keys: Vec<String> = found.iter().map(|(named, ..)| named.key.clone()).collect();
    keys.sort_unstable();
    keys.dedup();
    let known =
        if keys.is_empty() { Vec::new() } else { organizations::by_keys(&mut casebook.read()?, &keys)? };
    let mut ids: BTreeMap<String, OrganizationId> = BTreeMap::new();
    for (key, organization) in known {
        ids.entry(key).or_insert(organization.id);
    }
    let party = |(named, part, speaks): (Named, Part, bool)| Party {
        place: place(ids.get(&named.key).copied(), &named.key),
        name: named.name,
        key: named.key,
        part,
        speaks,
    };
    Ok(found.into_iter().map(party).collect())
}

/// What a role makes of an organisation, and whether it is that of who speaks.
fn part(role: &str) -> Option<(Part, bool)> {
    let spoken = match OrganizationRole::from_word(role) {
        // The chain has the same word for a contractor; only who speaks is looked at for what the page leads on to.
        Some(OrganizationRole::Affected) => Some((Part::Hit, true)),
        Some(OrganizationRole::Processor) => Some((Part::Contractor, true)),
        Some(OrganizationRole::Authority | OrganizationRole::Mentioned) | None => None,
    };
    let chained = || match Relation::from_word(role)? {
        Relation::Subsidiary | Relation::Affiliate | Relation::Client => Some((Part::Hit, false)),
        Relation::Processor | Relation::SubProcessor | Relation::Vendor => Some((Part::Contractor, false)),
        // A part of an organisation is none of its own; a person is none at all.
        Relation::Parent | Relation::Unit | Relation::Member | Relation::Subject => None,
    };
    spoken.or_else(chained).or_else(|| (role == CLIENT).then_some((Part::Hit, false)))
}

/// The folder of an organisation: its id, else what its spellings have in common, hashed.
fn place(id: Option<OrganizationId>, key: &str) -> String {
    match id {
        Some(id) => id.to_string(),
        None => {
            let digest = Sha256::digest(key.as_bytes());
            digest.iter().take(6).fold("n".to_owned(), |place, byte| place + &format!("{byte:02x}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_say_who_was_hit() {
        assert_eq!(part("affected"), Some((Part::Hit, true)));
        assert_eq!(part("sub_processor"), Some((Part::Contractor, false)));
        assert_eq!(part("client"), Some((Part::Hit, false)));
        for none in ["authority", "subject", "member", "unit", "other"] {
            assert_eq!(part(none), None, "{none}");
        }
    }

    #[test]
    fn a_folder_is_an_id_or_a_hash() {
        assert_eq!(place(Some(OrganizationId(12)), "例示"), "12");
        let hashed = place(None, "例示");
        assert!(hashed.len() == 13 && hashed.starts_with('n') && hashed == place(None, "例示"));
        assert_ne!(hashed, place(None, "見本"));
    }
}
