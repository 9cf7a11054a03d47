//! The organisations that cases are of or name, and the cases of each.

use std::collections::HashMap;
use std::hash::Hash;

use crate::entry::{Entry, Named};
use crate::input::{Heading, Part};
use crate::place;

/// An organisation and its cases.
#[derive(Clone, Debug)]
pub(crate) struct Organization<'e> {
    /// The folder of its pages.
    pub(crate) folder: String,
    /// As the newest case spells it.
    pub(crate) name: &'e str,
    key: &'e str,
    /// What it is listed by.
    order: &'e str,
    /// Below which heading of the index.
    pub(crate) heading: Heading,
    /// The cases in which it was hit, newest first.
    pub(crate) hit: Vec<&'e Entry<'e>>,
    /// Those in which it is a contractor and was not hit itself, newest first.
    pub(crate) contractor: Vec<&'e Entry<'e>>,
}

/// The organisations of `entries`, which are in order, newest first; in the order of the index.
pub(crate) fn organizations<'e>(entries: &[&'e Entry<'e>]) -> Vec<Organization<'e>> {
    let mut found: HashMap<&str, Organization<'e>> = HashMap::new();
    for entry in entries.iter().copied() {
        for party in &entry.parties {
            found.entry(&party.place).or_insert_with(|| empty(party)).take(entry, party.part);
        }
    }
    let mut organizations: Vec<Organization<'e>> = found.into_values().collect();
    // Of equal keys (a number that is no id of the casebook) the folder decides.
    organizations
        .sort_by(|a, b| (a.heading, a.order, a.key, &a.folder).cmp(&(b.heading, b.order, b.key, &b.folder)));
    organizations
}

fn empty<'e>(party: &'e Named<'e>) -> Organization<'e> {
    Organization {
        folder: place::organization(&party.place),
        name: &party.name,
        key: &party.key,
        order: &party.order,
        heading: party.heading,
        hit: Vec::new(),
        contractor: Vec::new(),
    }
}

impl<'e> Organization<'e> {
    /// The first letter of what it is listed by.
    pub(crate) fn initial(&self) -> Option<String> {
        self.key.chars().next().map(|letter| letter.to_uppercase().collect())
    }

    /// What stands for it in the index.
    pub(crate) fn listed(&self) -> impl Hash + '_ {
        let Self { folder, name, key, heading, hit, contractor, .. } = self;
        (folder, name, key, heading, hit.len(), contractor.len())
    }

    /// All of its cases, newest first.
    pub(crate) fn entries(&self) -> Vec<&'e Entry<'e>> {
        let mut all: Vec<&Entry<'e>> = self.hit.iter().chain(&self.contractor).copied().collect();
        all.sort_by_key(|entry| std::cmp::Reverse((entry.day, entry.id)));
        all
    }

    /// Takes up a case; of a case in which it is both, it was hit.
    fn take(&mut self, entry: &'e Entry<'e>, part: Part) {
        let is_there = |list: &[&Entry<'_>]| list.last().is_some_and(|last| last.id == entry.id);
        match part {
            Part::Hit if !is_there(&self.hit) => {
                self.contractor.pop_if(|last| last.id == entry.id);
                self.hit.push(entry);
            }
            Part::Contractor if !is_there(&self.hit) && !is_there(&self.contractor) => {
                self.contractor.push(entry);
            }
            _ => {}
        }
    }
}
