//! What makes a figure one of the ledger: it is tied to data, to the leak, or to a list or section of what leaked.

use jikenbo_model::Span;

use super::deny::{data_in, persons};
use super::grammar::{Particle, Tail, near};
use super::place::Place;
use super::scene::Scene;
use crate::passage::Role;

/// The largest figure that needs more than a word of the leak in its clause: one or two persons do all sorts of things.
const FEW: u64 = 2;

/// Whether the text ties the figure to data that leaked or may have.
pub(super) fn admitted(scene: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    if own_data(place, tail) || captioned(place) || in_list(scene, place) {
        return true;
    }
    let open = scene.open_recipients && place.has("sends", place.clause()) && place.has("open_recipients", sentence(place));
    if open {
        return true;
    }
    let few = place.number.value.whole().is_none_or(|count| count <= FEW);
    if few {
        return few_tied(place, tail);
    }
    in_section(place) || told_of(place, tail)
}

/// Data belong to what is counted: 447名の患者様の氏名, 個人情報 12件, 1名分.
fn own_data(place: &Place<'_>, tail: &Tail) -> bool {
    let clause = place.clause();
    let shares = place.counter().ends_with('分') && data_in(place, clause);
    let owned = data_in(place, tail.noun);
    let noun = place.noun();
    let named = place.noun_is("data") || place.noun_is("addresses") || place.noun_is("cards")
        || place.passage.hits_in("data_types", noun).any(|(hit, _)| hit.span.end == noun.end);
    shares || owned || named
}

/// The words before the colon, the column or the line above say that this is the number of those concerned.
fn captioned(place: &Place<'_>) -> bool {
    let column = place.headings().0;
    let columns = ["件数", "人数", "者数", "対象", "数", "件", "人", "規模"];
    let caption = place.caption.is_some_and(|caption| place.has("caption", caption) || place.has("leak", caption));
    let column = !column.is_empty() && columns.iter().any(|word| column.contains(word));
    let own = place.noun_is("caption") || place.has("caption", Span::new(place.noun().start, place.number.span.start));
    caption || column || own
}

/// A list that the report announces as that of what leaked.
fn in_list(scene: &Scene<'_>, place: &Place<'_>) -> bool {
    let counts = place.has("subject", sentence(place)) || data_in(place, sentence(place));
    scene.is_listed(place.sentence) && counts
}

/// A section of the data or of those concerned, with the words of a person, an organisation or data in the sentence.
fn in_section(place: &Place<'_>) -> bool {
    let section = place.in_data();
    let own = sentence(place);
    section && (place.has("subject", own) || data_in(place, own) || place.role() != Role::Text)
}

/// The clause tells of the leak.
fn told_of(place: &Place<'_>, tail: &Tail) -> bool {
    let clause = place.clause();
    let near_by = near(place, tail.rest);
    let told = place.has("leak", clause) || place.has("suffers", near_by);
    let counts = persons(place.counter()) || place.has("subject", clause) || data_in(place, clause);
    told && counts || place.targeted() && persons(place.counter())
}

/// One or two: theirs must be the data or the share.
fn few_tied(place: &Place<'_>, tail: &Tail) -> bool {
    let share = place.counter().ends_with('分');
    let item = in_section(place) && place.role() != Role::Text && tail.particle == Particle::None;
    share && (place.has("leak", sentence(place)) || place.in_data()) || item
        || persons(place.counter()) && place.has("leak", near(place, tail.rest)) && tail.particle != Particle::With
}

/// The sentence around the figure, as far as it is looked at.
fn sentence(place: &Place<'_>) -> Span {
    place.before.join(place.behind)
}
