//! What keeps a figure out of the ledger: it counts something else (`things`) or other people (`people`, `bystanders`), or
//! the words around it say an older state (`earlier`), a rule, that nothing happened (`sayings`), or how many there
//! were, could be or are otherwise (`sizes`).

mod bystanders;
mod earlier;
mod people;
mod sayings;
mod sizes;
mod things;

use jikenbo_model::Span;

use super::grammar::Tail;
use super::place::Place;
use super::scene::Scene;
pub(super) use people::{all_of, own_share};

type Reason = fn(&Scene<'_>, &Place<'_>, &Tail) -> bool;

/// Every reason; one is enough.
const REASONS: &[Reason] = &[
    things::other_thing,
    things::contact,
    things::rate,
    things::searched,
    things::without_data,
    things::instrument,
    things::batch,
    things::hands,
    things::staff_work,
    bystanders::base,
    bystanders::users,
    bystanders::guests,
    bystanders::firms,
    bystanders::made_up,
    bystanders::addressees,
    bystanders::litigants,
    people::recipient,
    people::told,
    people::asked,
    things::returned,
    bystanders::lured,
    people::source,
    people::actor,
    people::besides,
    people::whole,
    people::of_clients,
    people::counted_otherwise,
    earlier::earlier,
    sayings::analogy,
    sayings::claimed,
    sayings::threshold,
    sayings::not_so,
    sayings::elsewhere,
    sayings::condition,
    sayings::cleared,
    sayings::apart,
    sizes::kept,
    sizes::left_out,
    sizes::above_hit,
    sizes::tried,
    sizes::supposed,
    sizes::difference,
    sizes::size,
];

/// Whether something in the text says that the figure is none of the ledger.
pub(super) fn denied(scene: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    REASONS.iter().any(|reason| reason(scene, place, tail))
}

/// Whether words of `span` name data.
pub(super) fn data_in(place: &Place<'_>, span: Span) -> bool {
    !span.is_empty()
        && (place.has("data", span) || place.passage.hits_in("data_types", span).next().is_some())
}

/// Whether a counter counts persons.
pub(super) fn persons(counter: &str) -> bool {
    counter.starts_with(['名', '人'])
}

fn organizations(counter: &str) -> bool {
    ["社", "事業者", "団体", "法人", "企業", "事業所", "市町"].iter().any(|word| counter.starts_with(word))
}

/// So few that they are rather those who did it than those whom it hit.
fn few(place: &Place<'_>) -> bool {
    place.number.value.whole().is_some_and(|count| count <= 10)
}
