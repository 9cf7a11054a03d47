//! What two rows of things have in common, in order: patience diff, with bounds.

use std::collections::HashMap;
use std::hash::Hash;

/// A pair of rows without a thing that is single in both is compared one by one only up to so many pairs; beyond, all of
/// it is taken to have changed. (One by one takes a nanosecond or two a pair.)
const PAIRS: usize = 250_000;
/// How often a row is cut at single things before the rest is compared one by one.
const DEPTH: usize = 24;

/// Pairs of indices, rising in both, of things that are equal.
///
/// Time grows with the number of things and, between two things that are single in both rows, with the product of what
/// lies between, up to a bound.
pub(super) fn common<T: Eq + Hash>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open = vec![(0, old.len(), 0, new.len(), 0)];
    while let Some((mut a, mut b, mut c, mut d, depth)) = open.pop() {
        while a < b && c < d && old[a] == new[c] {
            found.push((a, c));
            (a, c) = (a + 1, c + 1);
        }
        while a < b && c < d && old[b - 1] == new[d - 1] {
            (b, d) = (b - 1, d - 1);
            found.push((b, d));
        }
        if a == b || c == d {
            continue;
        }
        let anchors = if depth < DEPTH { rising(&single(&old[a..b], &new[c..d])) } else { Vec::new() };
        if anchors.is_empty() {
            found.extend(one_by_one(&old[a..b], &new[c..d]).into_iter().map(|(i, j)| (a + i, c + j)));
            continue;
        }
        let (mut i, mut j) = (a, c);
        for (x, y) in anchors {
            found.push((a + x, c + y));
            open.push((i, a + x, j, c + y, depth + 1));
            (i, j) = (a + x + 1, c + y + 1);
        }
        open.push((i, b, j, d, depth + 1));
    }
    found.sort_unstable();
    found
}

/// Things that stand once in either row: their places, in order of the old row.
fn single<T: Eq + Hash>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let mut places: HashMap<&T, (usize, usize, usize, usize)> = HashMap::new();
    for (at, thing) in old.iter().enumerate() {
        let place = places.entry(thing).or_default();
        *place = (place.0 + 1, at, place.2, place.3);
    }
    for (at, thing) in new.iter().enumerate() {
        if let Some(place) = places.get_mut(thing) {
            *place = (place.0, place.1, place.2 + 1, at);
        }
    }
    let mut pairs: Vec<(usize, usize)> = places
        .into_values()
        .filter(|place| place.0 == 1 && place.2 == 1)
        .map(|place| (place.1, place.3))
        .collect();
    pairs.sort_unstable();
    pairs
}

/// The longest part of `pairs` (rising in the first) that rises in the second too.
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for (at, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < pair.1);
        before[at] = length.checked_sub(1).map(|last| ends[last]);
        if length == ends.len() { ends.push(at) } else { ends[length] = at }
    }
    let mut chosen = Vec::new();
    let mut next = ends.last().copied();
    while let Some(at) = next {
        chosen.push(pairs[at]);
        next = before[at];
    }
    chosen.reverse();
    chosen
}

/// The longest common part, by comparing each with each.
fn one_by_one<T: Eq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    if old.len().saturating_mul(new.len()) > PAIRS {
        return Vec::new();
    }
    let mut length = vec![0u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let longer = length[(i + 1) * width + j].max(length[i * width + j + 1]);
            let both = length[(i + 1) * width + j + 1] + 1;
            length[i * width + j] = if old[i] == new[j] { both } else { longer };
        }
    }
    let (mut i, mut j, mut found) = (0, 0, Vec::new());
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            found.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if length[(i + 1) * width + j] >= length[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moved_and_what_stayed() {
        assert_eq!(common(&[1, 2, 3, 4], &[1, 3, 4, 5]), [(0, 0), (2, 1), (3, 2)]);
        assert_eq!(common(&[1, 1, 2], &[1, 2, 2]), [(0, 0), (2, 2)]);
        assert_eq!(common::<u8>(&[], &[1]), []);
    }

    #[test]
    fn two_long_rows_of_nothing_in_common_are_quick() {
        let (a, b): (Vec<u32>, Vec<u32>) = ((0..200_000).collect(), (200_000..400_000).collect());
        assert!(common(&a, &b).is_empty());
        let same: Vec<u32> = vec![1; 5_000];
        assert_eq!(common(&same, &same).len(), 5_000);
    }

    proptest::proptest! {
        #[test]
        fn pairs_rise_and_are_equal(a in proptest::collection::vec(0u8..6, 0..60), b in proptest::collection::vec(0u8..6, 0..60)) {
            let pairs = common(&a, &b);
            proptest::prop_assert!(pairs.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1));
            proptest::prop_assert!(pairs.iter().all(|(i, j)| a[*i] == b[*j]));
            proptest::prop_assert_eq!(common(&a, &a).len(), a.len());
        }
    }
}
