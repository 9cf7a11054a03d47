//! What of a case is compared when it is tied to others.

use std::collections::BTreeSet;

use jikenbo_model::Facts;
use jikenbo_model::vocabulary::{Cause, EventKind, IndicatorType, Method, Relation};

use crate::candidate::{Candidate, Release};
use crate::organization::{Organization, key};
use crate::platform::is_platform;
use crate::reason::Proof;
use crate::{Key, KeyKind, Window};

/// An organisation and where it is named.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) organization: Organization,
    pub(crate) proofs: Vec<Proof>,
}

/// A link of a chain: where it happened, or on the way there.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) named: Named,
    pub(crate) relation: Relation,
    pub(crate) is_platform: bool,
}

/// A flaw (CVE) or flawed product that was the way in.
#[derive(Clone, Debug)]
pub(crate) struct Flaw {
    pub(crate) value: String,
    pub(crate) is_cve: bool,
    pub(crate) is_platform: bool,
    pub(crate) proofs: Vec<Proof>,
}

/// A case as far as it is compared with others: who speaks, where it happened, when, how. Made of its reports by
/// [`CaseSketch::of`].
#[derive(Clone, Debug, Default)]
pub struct CaseSketch {
    /// The case's id in the store (of a single report its own id).
    pub case: i64,
    pub(crate) senders: Vec<Named>,
    pub(crate) places: Vec<Place>,
    pub(crate) clients: Vec<Named>,
    pub(crate) flaws: Vec<Flaw>,
    pub(crate) causes: BTreeSet<Cause>,
    pub(crate) methods: BTreeSet<Method>,
    pub(crate) occurred: Option<Window>,
    pub(crate) discovered: Option<Window>,
    pub(crate) told: Option<Window>,
}

impl CaseSketch {
    /// The sketch of the case with this id, of its reports.
    pub fn of<'a>(case: i64, reports: impl IntoIterator<Item = &'a Candidate>) -> Self {
        let mut sketch = Self { case, ..Self::default() };
        for report in reports {
            sketch.join(report.sketch());
        }
        sketch
    }

    /// Has all proofs name the report by `id`.
    pub(crate) fn renumber(&mut self, id: i64) {
        let named = self.senders.iter_mut().chain(&mut self.clients);
        let places = self.places.iter_mut().map(|place| &mut place.named);
        let of_names = named.chain(places).flat_map(|named| &mut named.proofs);
        let of_flaws = self.flaws.iter_mut().flat_map(|flaw| &mut flaw.proofs);
        of_names.chain(of_flaws).for_each(|proof| proof.report = id);
    }

    fn join(&mut self, other: &Self) {
        for named in &other.senders {
            join_named(&mut self.senders, named);
        }
        for named in &other.clients {
            join_named(&mut self.clients, named);
        }
        for place in &other.places {
            if !self.places.iter().any(|known| known.named.organization.key == place.named.organization.key) {
                self.places.push(place.clone());
            }
        }
        for flaw in &other.flaws {
            if !self.flaws.iter().any(|known| known.value == flaw.value) {
                self.flaws.push(flaw.clone());
            }
        }
        self.causes.extend(&other.causes);
        self.methods.extend(&other.methods);
        self.occurred = joined(self.occurred, other.occurred);
        self.discovered = earlier(self.discovered, other.discovered);
        self.told = earlier(self.told, other.told);
    }

    /// Under what it is filed so that cases of the same breach find it: [`crate::follow_up::keys`] of its reports has them.
    pub fn keys(&self) -> Vec<Key> {
        let mut keys: Vec<Key> = self.names().map(|name| Key::new(KeyKind::Name, name)).collect();
        keys.extend(
            self.flaws
                .iter()
                .filter(|flaw| !flaw.is_platform)
                .map(|flaw| Key::new(KeyKind::Trace, &*flaw.value)),
        );
        keys.sort();
        keys.dedup();
        keys
    }

    /// Whether the organisation or flaw with this key is where it happened, by the chain or by who speaks.
    pub(crate) fn has_place(&self, name: &str) -> bool {
        let named = self.places.iter().map(|place| &place.named).chain(&self.senders);
        let mut keys = named.flat_map(|named| named.organization.keys());
        keys.any(|key| key.as_str() == name) || self.flaws.iter().any(|flaw| flaw.value == name)
    }

    /// The keys of all organisations that it names in a part that may tie it to others.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let own = self.senders.iter().chain(&self.clients).flat_map(|named| named.organization.keys());
        let places = self.places.iter().filter(|place| !place.is_platform);
        own.chain(places.flat_map(|place| place.named.organization.keys())).map(|key| key.as_str())
    }
}

fn join_named(all: &mut Vec<Named>, named: &Named) {
    match all.iter_mut().find(|known| known.organization.key == named.organization.key) {
        Some(known) => {
            let aliases = &named.organization.aliases;
            known.organization.aliases.extend(aliases.iter().cloned());
            known.organization.aliases.sort();
            known.organization.aliases.dedup();
        }
        None => all.push(named.clone()),
    }
}

fn joined(a: Option<Window>, b: Option<Window>) -> Option<Window> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.join(b)),
        (one, two) => one.or(two),
    }
}

fn earlier(a: Option<Window>, b: Option<Window>) -> Option<Window> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, two) => one.or(two),
    }
}

/// The sketch of one report; `proofs` gives those of a path.
pub(crate) fn of_release(
    release: &Release<'_>,
    senders: Vec<Organization>,
    proofs: impl Fn(&str) -> Vec<Proof>,
) -> CaseSketch {
    let facts = release.facts;
    let told = facts.published.map(Window::of).filter(|window| window.to - window.from < 32);
    let by = proofs("organization");
    let named = |organization| Named { organization, proofs: by.clone() };
    CaseSketch {
        case: release.case.unwrap_or(release.id),
        senders: senders.into_iter().map(named).collect(),
        places: places(facts, release.text, &proofs),
        clients: clients(facts, &proofs),
        flaws: flaws(facts, &proofs),
        causes: facts
            .cause
            .into_iter()
            .filter(|cause| !matches!(cause, Cause::Unknown | Cause::None))
            .collect(),
        methods: facts.methods.clone(),
        occurred: Window::between(facts.occurred_from, facts.occurred_to).or_else(|| attack(facts)),
        discovered: facts.discovered.map(Window::of),
        told,
    }
}

/// The first attack or occurrence of the chronology, where the report dates the incident nowhere else.
fn attack(facts: &Facts) -> Option<Window> {
    let of_attack =
        facts.events.iter().filter(|event| matches!(event.event, EventKind::Attack | EventKind::Occurrence));
    of_attack.map(|event| Window::of(event.date)).min()
}

fn places(facts: &Facts, text: &str, proofs: &impl Fn(&str) -> Vec<Proof>) -> Vec<Place> {
    let links = facts.chain.iter().enumerate();
    let named = links.filter_map(|(at, link)| Some((at, link.name.as_deref()?, link.relation)));
    let ties = named.filter(|(_, _, relation)| ties(*relation));
    let place = |(at, name, relation): (usize, &str, Relation)| {
        let other = crate::organization::aliases(text, name);
        let organization =
            Organization::new(name).with_aliases(other.iter().map(|alias| alias.name.as_str()));
        Place {
            is_platform: is_platform(&organization.key),
            named: Named { organization, proofs: proofs(&format!("chain[{at}]")) },
            relation,
        }
    };
    ties.map(place).filter(|place| place.named.organization.key.chars() > 1).collect()
}

/// Whether a link of this relation may be what several cases have in common: not a part or a person of the organisation,
/// nor whom an authority's act is about.
const fn ties(relation: Relation) -> bool {
    !matches!(relation, Relation::Unit | Relation::Member | Relation::Client | Relation::Subject)
}

fn clients(facts: &Facts, proofs: &impl Fn(&str) -> Vec<Proof>) -> Vec<Named> {
    let of = |(at, client): (usize, &jikenbo_model::ClientHit)| Named {
        organization: Organization::new(&client.name),
        proofs: proofs(&format!("clients_hit[{at}]")),
    };
    facts.clients_hit.iter().enumerate().map(of).collect()
}

fn flaws(facts: &Facts, proofs: &impl Fn(&str) -> Vec<Proof>) -> Vec<Flaw> {
    let of = |(at, one): (usize, &jikenbo_model::Indicator)| {
        let proofs = || proofs(&format!("indicators[{at}]"));
        match one.kind {
            IndicatorType::Cve => Some(Flaw {
                value: one.value.to_lowercase(),
                is_cve: true,
                is_platform: false,
                proofs: proofs(),
            }),
            IndicatorType::Product => {
                let product = key(&one.value);
                let flaw = Flaw {
                    is_platform: is_platform(&product),
                    value: product.to_string(),
                    is_cve: false,
                    proofs: proofs(),
                };
                (product.chars() > 1).then_some(flaw)
            }
            _ => None,
        }
    };
    facts.indicators.iter().enumerate().filter_map(of).collect()
}
