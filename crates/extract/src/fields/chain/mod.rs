//! `chain`: from the reporting organisation to the place where it happened, and with it the method `via_third_party`.

mod aside;
mod branch;
mod concern;
mod naming;
mod outside;
mod parties;
mod place;
mod plain;
mod subject;
mod trade;
mod unit;
mod unnamed;

use jikenbo_model::vocabulary::{Kind, Method, Relation};
use jikenbo_model::{Chain, Span};

use crate::Draft;

pub(super) use parties::short_names;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_kinds;

/// One link as found: where it is said, and the name with its place.
struct Link {
    relation: Relation,
    name: Option<(String, Span)>,
    said: Span,
}

pub(super) fn read(draft: &mut Draft<'_>) {
    let links = match draft.out.facts.kind {
        None | Some(Kind::Other | Kind::Digest) => return,
        Some(Kind::Regulator) => subject::links(draft),
        Some(_) => {
            let parties =
                parties::of(draft.passage, draft.out.facts.organization.as_deref().unwrap_or_default());
            let mut links = outside::links(draft, &parties);
            for way in parties.iter().filter(|party| party.way_in && !party.hit) {
                draft.out.facts.methods.insert(Method::ViaThirdParty);
                draft.prove("methods.via_third_party", way.span);
            }
            if let Some(way) = outside::way_in(draft.passage) {
                draft.out.facts.methods.insert(Method::ViaThirdParty);
                draft.prove("methods.via_third_party", way);
            }
            // A branch abroad that the text names is what the title calls 海外拠点.
            let abroad = |link: &Link| link.name.is_none() && draft.passage.words(link.said) == "海外拠点";
            if links.iter().all(abroad) {
                let units = unit::links(draft);
                if !units.is_empty() {
                    links.clear();
                }
                links.extend(units);
            } else if let Some(unit) = unit::before_contractor(draft, &links) {
                links.insert(0, unit);
            }
            links
        }
    };
    for link in links {
        keep(draft, link);
    }
}

fn keep(draft: &mut Draft<'_>, link: Link) {
    let at = draft.out.facts.chain.len();
    draft.prove(format!("chain[{at}].relation"), link.said);
    let name = link.name.map(|(name, span)| {
        draft.prove(format!("chain[{at}].name"), span);
        name
    });
    if !matches!(link.relation, Relation::Unit | Relation::Subject) {
        draft.out.facts.methods.insert(Method::ViaThirdParty);
        draft.prove("methods.via_third_party", link.said);
    }
    draft.out.facts.chain.push(Chain { name, relation: link.relation });
}
