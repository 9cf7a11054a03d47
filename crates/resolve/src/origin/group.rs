//! Cases that are tied to each other, as groups.

use std::collections::{BTreeMap, BTreeSet};

use super::tie::CERTAIN;

/// A group of so many cases is one by itself: a single tie to another such group does not make them one.
const SETTLED: usize = 3;

/// A tie: two cases (indices) and its score.
pub(super) type Edge = (usize, usize, i16);

/// The groups that `ties` make, each sorted: certain ties first, the surest before the others, then each case that is
/// alone goes with its surest doubtful tie.
///
/// Two groups of three cases or more become one only where half the cases of the smaller have a certain tie to the
/// larger: else one misread day would make two breaches of a contractor one.
pub(super) fn groups(ties: &[Edge]) -> Vec<Vec<usize>> {
    let mut order: Vec<&Edge> = ties.iter().collect();
    order.sort_by_key(|(one, two, score)| (std::cmp::Reverse(*score), *one, *two));
    let mut groups = Groups::new(ties);
    for (one, two, _) in order.iter().filter(|(_, _, score)| *score >= CERTAIN) {
        groups.join(*one, *two);
    }
    let certain: BTreeSet<usize> = groups.of.keys().copied().filter(|at| groups.size(*at) > 1).collect();
    for (one, two, _) in order.iter().filter(|(_, _, score)| *score < CERTAIN) {
        let alone = |at: usize| !certain.contains(&at) && groups.size(at) == 1;
        if alone(*one) || alone(*two) {
            groups.merge(groups.of[one], groups.of[two]);
        }
    }
    let mut found: Vec<Vec<usize>> =
        groups.members.into_values().filter(|members| members.len() > 1).collect();
    found.iter_mut().for_each(|members| members.sort_unstable());
    found.sort();
    found
}

/// Makes one of those groups that have half of the smaller's cases in common: cases that name two links of one chain.
/// A case that is still in several groups stays where most of its ties are.
pub(super) fn overlaid(mut groups: Vec<Vec<usize>>, ties: &[Edge]) -> Vec<Vec<usize>> {
    groups.sort_by_key(|group| (std::cmp::Reverse(group.len()), group.clone()));
    let mut whole: Vec<BTreeSet<usize>> = Vec::new();
    for group in groups {
        let group: BTreeSet<usize> = group.into_iter().collect();
        match whole.iter_mut().find(|known| known.intersection(&group).count() * 2 >= group.len()) {
            Some(known) => known.extend(group),
            None => whole.push(group),
        }
    }
    let mut weight: BTreeMap<(usize, usize), i64> = BTreeMap::new();
    let mut within: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, group) in whole.iter().enumerate() {
        for at in group {
            within.entry(*at).or_default().push(place);
        }
    }
    for (one, two, score) in ties {
        for place in within.get(one).into_iter().flatten().filter(|place| whole[**place].contains(two)) {
            *weight.entry((*one, *place)).or_default() += i64::from(*score);
            *weight.entry((*two, *place)).or_default() += i64::from(*score);
        }
    }
    for (at, places) in within.into_iter().filter(|(_, places)| places.len() > 1) {
        let of = |place: &usize| weight.get(&(at, *place)).copied().unwrap_or(0);
        let best = places.iter().copied().max_by_key(|place| (of(place), std::cmp::Reverse(*place)));
        for place in places.into_iter().filter(|place| Some(*place) != best) {
            whole[place].remove(&at);
        }
    }
    whole.into_iter().filter(|group| group.len() > 1).map(|group| group.into_iter().collect()).collect()
}

struct Groups {
    of: BTreeMap<usize, usize>,
    members: BTreeMap<usize, Vec<usize>>,
    /// The cases to which a case has a certain tie.
    tied: BTreeMap<usize, BTreeSet<usize>>,
}

impl Groups {
    fn new(ties: &[Edge]) -> Self {
        let mut tied: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (one, two, _) in ties.iter().filter(|(_, _, score)| *score >= CERTAIN) {
            tied.entry(*one).or_default().insert(*two);
            tied.entry(*two).or_default().insert(*one);
        }
        let all = ties.iter().flat_map(|(one, two, _)| [*one, *two]);
        let of: BTreeMap<usize, usize> = all.map(|at| (at, at)).collect();
        Self { members: of.keys().map(|at| (*at, vec![*at])).collect(), of, tied }
    }

    /// How many are in the group of this case.
    fn size(&self, at: usize) -> usize {
        self.members[&self.of[&at]].len()
    }

    fn join(&mut self, one: usize, two: usize) {
        let (small, large) = if self.size(one) < self.size(two) { (one, two) } else { (two, one) };
        let size = self.size(small);
        let (a, b) = (self.of[&one], self.of[&two]);
        let (small, large) = (self.of[&small], self.of[&large]);
        if a == b || (size >= SETTLED && self.bridges(small, large) * 2 < size) {
            return;
        }
        self.merge(small, large);
    }

    /// How many cases of the one group have a certain tie to the other.
    fn bridges(&self, small: usize, large: usize) -> usize {
        let to = |at: &&usize| {
            self.tied.get(at).is_some_and(|tied| tied.iter().any(|other| self.of[other] == large))
        };
        self.members[&small].iter().filter(to).count()
    }

    fn merge(&mut self, small: usize, large: usize) {
        if small == large {
            return;
        }
        let moved = self.members.remove(&small).unwrap_or_default();
        for at in &moved {
            self.of.insert(*at, large);
        }
        self.members.entry(large).or_default().extend(moved);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_tie_does_not_make_two_groups_one() {
        let mut ties: Vec<Edge> =
            vec![(0, 1, 900), (1, 2, 900), (0, 2, 900), (3, 4, 900), (4, 5, 900), (3, 5, 900)];
        ties.push((2, 3, 800));
        assert_eq!(groups(&ties), [vec![0, 1, 2], vec![3, 4, 5]]);
        ties.push((1, 4, 800));
        assert_eq!(groups(&ties), [vec![0, 1, 2, 3, 4, 5]]);
    }

    #[test]
    fn a_doubtful_case_goes_with_its_surest_tie() {
        let ties = [(0, 1, 900), (1, 2, 500), (2, 3, 600)];
        assert_eq!(groups(&ties), [vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn links_of_one_chain_are_one_group() {
        let ties = [(0, 1, 900), (1, 2, 900), (2, 3, 900)];
        assert_eq!(overlaid(vec![vec![0, 1, 2], vec![1, 2, 3]], &ties), [vec![0, 1, 2, 3]]);
        let apart = overlaid(vec![vec![0, 1, 2, 4, 5], vec![5, 6, 7, 8, 9]], &[(0, 5, 900), (5, 6, 700)]);
        assert_eq!(apart, [vec![0, 1, 2, 4, 5], vec![6, 7, 8, 9]]);
    }
}
