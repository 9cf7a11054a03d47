//! Figures that share their data: 「教員4人及び生徒12人の氏名」.

use jikenbo_model::Span;

use super::deny::{data_in, persons};
use super::place::Place;

/// How far behind the second figure its data stand, in bytes (15 characters).
const DATA: usize = 45;

/// The longest noun between two such figures, in characters.
const NOUN: usize = 12;

/// Whether the figure is joined to the next one of persons, whose data are named behind that.
pub(super) fn with_next(place: &Place<'_>) -> bool {
    if !persons(place.counter()) {
        return false;
    }
    let joints = [
        "及び",
        "および",
        "並びに",
        "ならびに",
        "、",
        "・",
        "とあわせ、",
        "と",
        "だけでなく、",
        "だけではなく、",
        "のみではなく、",
        "のみならず、",
        "以外に、",
        "以外にも、",
    ];
    let behind = place.behind();
    let Some(noun) = joints.iter().find_map(|joint| behind.strip_prefix(joint)) else { return false };
    let Some(at) = noun.find(|c: char| c.is_ascii_digit()) else { return false };
    let words = noun.get(..at).unwrap_or("");
    let plain =
        words.chars().count() <= NOUN && !words.contains(['は', 'が', 'を', 'に', 'で', '。', '、', '(']);
    let from = place.behind.end - noun.len() + at;
    let Some(next) = place.passage.numbers_in(Span::new(from, place.behind.end)).first() else {
        return false;
    };
    let counter = next.counter.map_or("", |span| place.passage.words(span));
    let rest = place.passage.words(Span::new(next.span.end, place.behind.end));
    let owned = rest.trim_start_matches(['分', '様']).starts_with('の');
    let end = place.passage.text().floor_char_boundary(next.span.end + DATA).min(place.behind.end);
    plain && persons(counter) && owned && data_in(place, Span::new(next.span.end, end.max(next.span.end)))
}
