//! Places in a ranking: the largest first, equals share a place, and the next one counts them all (1, 2, 2, 4).

use std::cmp::Reverse;

/// Each of `things` with its place, the largest `figure` first. Equals stay in the order in which they came, so that the
/// order is total wherever that order is.
///
/// ```
/// let places = jikenbo_figures::placed(vec![("a", 7), ("b", 48), ("c", 7), ("d", 1)], |thing| thing.1);
/// let shown: Vec<_> = places.iter().map(|(place, thing)| (*place, thing.0)).collect();
/// assert_eq!(shown, [(1, "b"), (2, "a"), (2, "c"), (4, "d")]);
/// ```
pub fn placed<T>(mut things: Vec<T>, figure: impl Fn(&T) -> u64) -> Vec<(usize, T)> {
    things.sort_by_key(|thing| Reverse(figure(thing)));
    let mut last: Option<(usize, u64)> = None;
    let place = |(at, thing): (usize, T)| {
        let own = figure(&thing);
        let place = last.filter(|(_, before)| *before == own).map_or(at + 1, |(place, _)| place);
        last = Some((place, own));
        (place, thing)
    };
    things.into_iter().enumerate().map(place).collect()
}

/// Those at the first `places` places; equals at the last of them all stay.
pub fn first_places<T>(places: usize, placed: Vec<(usize, T)>) -> Vec<(usize, T)> {
    placed.into_iter().take_while(|(place, _)| *place <= places).collect()
}
