//! The organisations of a case: as its reports name them, as far as that may be shown.

use std::collections::BTreeMap;

use jikenbo_casebook::organizations;
use jikenbo_casebook::show::{CaseView, ReportView};
use jikenbo_model::vocabulary::{OrganizationRole, Relation};
use jikenbo_model::{Facts, OrganizationId};
use jikenbo_publish::{Heading, Part, Party};
use jikenbo_text::collation::{first_sound, is_kanji, order};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use crate::Error;
use crate::casebook::Casebook;
use crate::casebook::filing::organizations::{CLIENT, Named, named};

/// The organisations of the case that `view` shows, masked and redacted already, its reports in order, oldest first: those of
/// the newest first, each spelling once. A name that is masked stands for none.
pub(super) fn parties(casebook: &mut Casebook, view: &CaseView) -> Result<Vec<Party>, Error> {
    let said = view.facts.iter().map(|fact| (fact.said.field.to_owned(), fact.said.value.clone()));
    let composed: Facts = serde_json::from_value(Json::Object(said.collect())).unwrap_or_default();
    let reports: Vec<Facts> = view.reports.iter().map(ReportView::facts).collect();
    let found = standing(&reports, composed);
    let mut keys: Vec<String> = found.iter().map(|(named, ..)| named.key.clone()).collect();
    keys.sort_unstable();
    keys.dedup();
    let known =
        if keys.is_empty() { Vec::new() } else { organizations::by_keys(&mut casebook.read()?, &keys)? };
    let mut ids: BTreeMap<String, OrganizationId> = BTreeMap::new();
    for (key, organization) in known {
        ids.entry(key).or_insert(organization.id);
    }
    let party = |(named, part, speaks): Standing| Party {
        place: place(ids.get(&named.key).copied(), &named.key),
        order: order(&named.key),
        heading: heading(&named.key),
        name: named.name,
        key: named.key,
        part,
        speaks,
    };
    Ok(found.into_iter().map(party).collect())
}

/// An organisation, its part, and whether it speaks in the newest report.
type Standing = (Named, Part, bool);

/// Who is named by `reports`, oldest first, and stands in what is `composed` of them. Who speaks published its report, whoever
/// speaks later, and has the part that its newest one gives it; of the others the reports have no more than spellings.
fn standing(reports: &[Facts], composed: Facts) -> Vec<Standing> {
    let others = parts(&Facts { organization: None, ..composed });
    let mut spoke: Vec<(String, Part)> = Vec::new();
    let mut found: Vec<Standing> = Vec::new();
    for (at, facts) in reports.iter().rev().enumerate() {
        let (organization, organization_role) = (facts.organization.clone(), facts.organization_role);
        for (one, part) in parts(&Facts { organization, organization_role, ..Facts::default() }) {
            if spoke.iter().all(|(key, of)| *key != one.key || *of == part) {
                spoke.push((one.key.clone(), part));
                take(&mut found, (one, part, at == 0));
            }
        }
        for (one, part) in parts(&Facts { organization: None, ..facts.clone() }) {
            if others.iter().any(|(other, of)| other.key == one.key && *of == part) {
                take(&mut found, (one, part, false));
            }
        }
    }
    found
}

/// Whom `facts` name, with the part of each.
fn parts(facts: &Facts) -> Vec<(Named, Part)> {
    named(facts).into_iter().filter_map(|one| part(&one.role).map(|part| (one, part))).collect()
}

/// Takes up a spelling that is not there yet, nor masked.
fn take(found: &mut Vec<Standing>, new: Standing) {
    let is_masked = new.0.name.contains(['*', '＊']);
    if !is_masked && found.iter().all(|(other, of, _)| other.name != new.0.name || *of != new.1) {
        found.push(new);
    }
}

/// What a role makes of an organisation.
fn part(role: &str) -> Option<Part> {
    let spoken = match OrganizationRole::from_word(role) {
        Some(OrganizationRole::Affected) => Some(Part::Hit),
        Some(OrganizationRole::Processor) => Some(Part::Contractor),
        Some(OrganizationRole::Authority | OrganizationRole::Mentioned) | None => None,
    };
    let chained = || match Relation::from_word(role)? {
        Relation::Subsidiary | Relation::Affiliate | Relation::Client => Some(Part::Hit),
        Relation::Processor | Relation::SubProcessor | Relation::Vendor => Some(Part::Contractor),
        // A part of an organisation is none of its own; a person is none at all.
        Relation::Parent | Relation::Unit | Relation::Member | Relation::Subject => None,
    };
    spoken.or_else(chained).or_else(|| (role == CLIENT).then_some(Part::Hit))
}

/// Below which heading of the index a name stands.
fn heading(key: &str) -> Heading {
    let row = |sound: char| "わらやまはなたさかあ".chars().find(|first| *first <= sound);
    match (first_sound(key).and_then(row), key.chars().next()) {
        (Some(first), _) => Heading::Row(first),
        (None, Some(letter)) if is_kanji(letter) => Heading::Kanji,
        (None, _) => Heading::Letters,
    }
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
    use serde_json::json;

    use super::*;

    #[test]
    fn roles_say_who_was_hit() {
        assert_eq!(part("affected"), Some(Part::Hit));
        assert_eq!(part("sub_processor"), Some(Part::Contractor));
        assert_eq!(part("client"), Some(Part::Hit));
        for none in ["authority", "subject", "member", "unit", "other"] {
            assert_eq!(part(none), None, "{none}");
        }
    }

    #[test]
    fn a_name_stands_below_its_row() {
        for (key, expected) in [
            ("アイ", Heading::Row('あ')),
            ("がいし", Heading::Row('か')),
            ("ぱん", Heading::Row('は')),
            ("ヴェール", Heading::Row('あ')),
            ("ん", Heading::Row('わ')),
            ("例示", Heading::Kanji),
            ("reiji", Heading::Letters),
            ("7", Heading::Letters),
            ("", Heading::Letters),
        ] {
            assert_eq!(heading(key), expected, "{key}");
        }
    }

    fn facts(json: Json) -> Facts {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn who_was_corrected_away_is_no_party() {
        let first = facts(json!({
            "organization": "例示データ株式会社", "organization_role": "processor",
            "clients_hit": [{"name": "見本食品株式会社"}, {"name": "株式会社架空商店"}],
            "chain": [{"name": "例示支社株式会社", "relation": "subsidiary"}],
        }));
        let second = facts(json!({
            "organization": "例示データ（株）", "organization_role": "processor",
            "clients_hit": [{"name": "見本食品(株)"}],
            "chain": [{"name": "例示保守株式会社", "relation": "processor"}],
        }));
        let third = facts(json!({"organization": "見本食品株式会社"}));
        let composed = facts(json!({
            "organization": "見本食品株式会社", "organization_role": "processor",
            "clients_hit": [{"name": "見本食品(株)"}],
            "chain": [{"name": "例示保守株式会社", "relation": "processor"}],
        }));
        let found = standing(&[first, second, third], composed);
        let found: Vec<(&str, Part, bool)> =
            found.iter().map(|(one, part, speaks)| (one.name.as_str(), *part, *speaks)).collect();
        let expected = [
            ("見本食品株式会社", Part::Hit, true),
            ("例示データ（株）", Part::Contractor, false),
            ("例示保守株式会社", Part::Contractor, false),
            ("見本食品(株)", Part::Hit, false),
            ("例示データ株式会社", Part::Contractor, false),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_folder_is_an_id_or_a_hash() {
        assert_eq!(place(Some(OrganizationId(12)), "例示"), "12");
        let hashed = place(None, "例示");
        assert!(hashed.len() == 13 && hashed.starts_with('n') && hashed == place(None, "例示"));
        assert_ne!(hashed, place(None, "見本"));
    }
}
