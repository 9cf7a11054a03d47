//! Breaches at contractors and vendors, and how many organisations each hit. Cases that an editor or the linker tied to one
//! origin are one breach, whatever their releases call it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jikenbo_model::vocabulary::{OrganizationRole, Relation};

use super::{Column, Made, PLACES, count_of, ids, sentence};
use crate::{Item, Origin, Sentence, Table, Value};

/// Whose breach it is: its name, and the origin's id where cases share one.
type Whose<'a> = (&'a str, Option<u64>);

/// A breach's items, and the organisations that they name as hit.
#[derive(Default)]
struct Breach<'a> {
    origin: Option<&'a Origin>,
    items: Vec<&'a Item>,
    hit: BTreeSet<&'a str>,
}

pub(super) fn section(column: &Column<'_>) -> Made {
    let all: Vec<&Item> = column.items.iter().copied().filter(|item| concerns(item)).collect();
    if all.is_empty() {
        return None;
    }
    let (breaches, unnamed) = breaches(&all);
    let mut sentences = vec![count_of("contractors", &all)];
    if !unnamed.is_empty() {
        sentences.push(count_of("contractors_unnamed", &unnamed));
    }
    let shared: Vec<&Item> = all.iter().copied().filter(|item| item.origin.is_some()).collect();
    if !shared.is_empty() {
        let origins = breaches.iter().filter(|(_, breach)| breach.origin.is_some()).count();
        let mut told = count_of("contractors_origins", &shared);
        told.values.push(("origins", Value::Number(to_number(origins).unwrap_or(u64::MAX))));
        sentences.push(told);
    }
    sentences.extend(most(&breaches));
    let tables = if breaches.is_empty() { Vec::new() } else { vec![table(&breaches, !shared.is_empty())] };
    Some((sentences, tables))
}

/// What hit the most organisations, and with it what hit as many. That many did so, or that each hit one, says nothing.
fn most(breaches: &[(Whose<'_>, Breach<'_>)]) -> Option<Sentence> {
    let hit = breaches.first().map(|(_, most)| most.hit.len()).filter(|hit| *hit > 1)?;
    let first: Vec<_> = breaches.iter().take_while(|(_, breach)| breach.hit.len() == hit).collect();
    let words = match first.len() {
        1 => "contractors_most",
        2..=PLACES => "contractors_most_tied",
        _ => return None,
    };
    let names = first.iter().map(|((name, _), _)| (*name).to_owned()).collect();
    let values =
        vec![("contractor", Value::Texts(names)), ("organizations", Value::Organizations(to_number(hit)))];
    Some(sentence(words, values, first.iter().flat_map(|(_, breach)| ids(&breach.items)).collect()))
}

/// The breaches, those that hit most first; and the items of which nobody is named.
fn breaches<'a>(all: &[&'a Item]) -> (Vec<(Whose<'a>, Breach<'a>)>, Vec<&'a Item>) {
    let mut origins: BTreeMap<&str, BTreeSet<u64>> = BTreeMap::new();
    for origin in all.iter().filter_map(|item| item.origin.as_ref()) {
        origins.entry(&origin.name).or_default().insert(origin.id);
    }
    // A release that names the contractor belongs to its breach, where only one is known.
    let only = |name: &str| origins.get(name).filter(|ids| ids.len() == 1)?.first().copied();
    let mut named: BTreeMap<Whose<'_>, Breach<'_>> = BTreeMap::new();
    let mut unnamed = Vec::new();
    for item in all {
        let whose = match &item.origin {
            Some(origin) => Some((origin.name.as_str(), Some(origin.id))),
            None => contractor(item).map(|name| (name, only(name))),
        };
        match whose {
            Some(whose) => named.entry(whose).or_default().add(item, whose.0),
            None => unnamed.push(*item),
        }
    }
    let mut breaches: Vec<_> = named.into_iter().collect();
    breaches.sort_by_key(|(whose, breach)| (Reverse(breach.hit.len()), *whose));
    (breaches, unnamed)
}

fn table(breaches: &[(Whose<'_>, Breach<'_>)], with_origins: bool) -> Table {
    let mut table =
        Table { bars: Some(1), ..Table::new("contractors", &["contractor", "organizations", "count"]) };
    if with_origins {
        table.columns.push("origin_cases");
    }
    for (whose, breach) in breaches {
        let count = Value::Counted(super::number_of(&breach.items));
        let mut cells = vec![Value::Text(whose.0.to_owned()), breach.organizations(), count];
        if with_origins {
            let none = Value::Text(String::new());
            cells.push(breach.origin.map_or(none, |origin| Value::Number(origin.cases)));
        }
        table.row(cells, ids(&breach.items));
    }
    table
}

impl<'a> Breach<'a> {
    fn add(&mut self, item: &'a Item, name: &str) {
        let own = item.whose().filter(|own| *own != name);
        self.hit.extend(own);
        self.hit.extend(item.facts.clients_hit.iter().map(|client| client.name.as_str()));
        self.items.push(item);
        self.origin = self.origin.or(item.origin.as_ref());
    }

    /// How many it hit, where its releases name any.
    fn organizations(&self) -> Value {
        Value::Organizations(to_number(self.hit.len()).filter(|hit| *hit > 0))
    }
}

fn to_number(count: usize) -> Option<u64> {
    u64::try_from(count).ok()
}

/// What stands to an organisation as one whom it pays to do or supply something.
const CONTRACTORS: [Relation; 3] = [Relation::Processor, Relation::SubProcessor, Relation::Vendor];

/// Whether it happened at a contractor, at the reporting organisation as one, or where several cases come from.
fn concerns(item: &Item) -> bool {
    item.origin.is_some()
        || item.facts.organization_role == Some(OrganizationRole::Processor)
        || item.facts.chain.iter().any(|link| CONTRACTORS.contains(&link.relation))
}

/// Whose breach it is: that of the shared origin, else the contractor's where it happened at one.
pub(crate) fn contractor_of(item: &Item) -> Option<&str> {
    item.origin.as_ref().map(|origin| origin.name.as_str()).or_else(|| contractor(item))
}

/// Where it happened: the last contractor of the chain that is named, else the reporting organisation where it is one.
fn contractor(item: &Item) -> Option<&str> {
    let mut links = item.facts.chain.iter().rev().filter(|link| CONTRACTORS.contains(&link.relation));
    let own = || {
        item.facts
            .organization
            .as_deref()
            .filter(|_| item.facts.organization_role == Some(OrganizationRole::Processor))
    };
    links.find_map(|link| link.name.as_deref()).or_else(own)
}
