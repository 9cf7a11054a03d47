//! Breaches at contractors and vendors, and how many organisations each hit.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jikenbo_model::vocabulary::{OrganizationRole, Relation};

use super::{Column, Made, count_of, ids, sentence};
use crate::{Item, Table, Value};

/// A contractor's items, and the organisations that they name as hit.
#[derive(Default)]
struct Contractor<'a> {
    items: Vec<&'a Item>,
    hit: BTreeSet<&'a str>,
}

pub(super) fn section(column: &Column<'_>) -> Made {
    let mut named: BTreeMap<&str, Contractor<'_>> = BTreeMap::new();
    let (mut all, mut unnamed) = (Vec::new(), Vec::new());
    for item in column.items.iter().copied().filter(|item| concerns(item)) {
        all.push(item);
        match contractor(item) {
            Some(name) => named.entry(name).or_default().add(item, name),
            None => unnamed.push(item),
        }
    }
    if all.is_empty() {
        return None;
    }
    let mut sentences = vec![count_of("contractors", &all)];
    let mut contractors: Vec<_> = named.into_iter().collect();
    contractors.sort_by_key(|(name, contractor)| (Reverse(contractor.hit.len()), *name));
    if let Some((name, most)) = contractors.first().filter(|(_, most)| most.hit.len() > 1) {
        let values = vec![("contractor", Value::Text((*name).to_owned())), ("organizations", most.number())];
        sentences.push(sentence("contractors_most", values, ids(&most.items)));
    }
    if !unnamed.is_empty() {
        sentences.push(count_of("contractors_unnamed", &unnamed));
    }
    let mut table =
        Table { bars: Some(1), ..Table::new("contractors", &["contractor", "organizations", "count"]) };
    for (name, contractor) in &contractors {
        let count = Value::Counted(super::number_of(&contractor.items));
        let cells = vec![Value::Text((*name).to_owned()), contractor.number(), count];
        table.row(cells, ids(&contractor.items));
    }
    Some((sentences, if contractors.is_empty() { Vec::new() } else { vec![table] }))
}

impl<'a> Contractor<'a> {
    fn add(&mut self, item: &'a Item, name: &str) {
        let own = item.facts.organization.as_deref().filter(|own| *own != name);
        self.hit.extend(own);
        self.hit.extend(item.facts.clients_hit.iter().map(|client| client.name.as_str()));
        self.items.push(item);
    }

    fn number(&self) -> Value {
        Value::Number(u64::try_from(self.hit.len()).unwrap_or(u64::MAX))
    }
}

/// What stands to an organisation as one whom it pays to do or supply something.
const CONTRACTORS: [Relation; 3] = [Relation::Processor, Relation::SubProcessor, Relation::Vendor];

/// Whether it happened at a contractor, or at the reporting organisation as one.
fn concerns(item: &Item) -> bool {
    item.facts.organization_role == Some(OrganizationRole::Processor)
        || item.facts.chain.iter().any(|link| CONTRACTORS.contains(&link.relation))
}

/// Where it happened: the last contractor of the chain that is named, else the reporting organisation where it is one, else
/// the name of the shared origin.
fn contractor(item: &Item) -> Option<&str> {
    let mut links = item.facts.chain.iter().rev().filter(|link| CONTRACTORS.contains(&link.relation));
    let own = || {
        item.facts
            .organization
            .as_deref()
            .filter(|_| item.facts.organization_role == Some(OrganizationRole::Processor))
    };
    links.find_map(|link| link.name.as_deref()).or_else(own).or(item.origin.as_deref())
}
