//! One file a fact field (or a few that are read together), and the list that registers them.

mod actors;
mod affected;
mod analogy;
mod cause;
mod chain;
mod claimed;
mod clients_hit;
mod consequences;
mod data_types;
mod denied_kind;
mod denied_list;
mod help;
mod identity;
mod indicators;
mod kind;
mod leak;
mod means_taken;
mod measures;
mod medium;
mod methods;
mod organization;
mod organization_role;
mod reported_to;
mod secondary_damage;
mod services;
mod stage;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_near;
#[cfg(test)]
mod tests_ways;
#[cfg(test)]
mod tests_words;
mod victim;
mod when;

use crate::Draft;

/// Reads one or a few fields into the draft.
pub(crate) type Reader = fn(&mut Draft<'_>);

/// Every reader, in the order in which they may use each other's results. Nothing else lists them.
pub(crate) const READERS: &[Reader] = &[
    identity::read,
    kind::read,
    stage::read,
    methods::read,
    chain::read,
    cause::read,
    when::read,
    data_types::read,
    affected::read,
    clients_hit::read,
    leak::read,
    secondary_damage::read,
    medium::read,
    services::read,
    reported_to::read,
    help::read,
    indicators::read,
    measures::read,
    actors::read,
    consequences::read,
    organization_role::read,
];
