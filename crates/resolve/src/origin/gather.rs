use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Usage;
use super::group::{Edge, groups, overlaid};
use super::sketch::CaseSketch;
use super::tie::{CERTAIN, SUGGEST, Tie, tie_in};
use crate::organization::same;
use crate::{FULL, Reason};

/// Cases that come from one breach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OriginProposal {
    /// The name of the organisation or product that they come from, where one is named.
    pub name: Option<String>,
    /// The cases by id.
    pub members: Vec<Member>,
    /// Whether two cases at least are certain of it (or one in which several organisations name it).
    pub certain: bool,
}

/// A case of an origin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The case.
    pub case: i64,
    /// How surely it belongs to the others, 0 to 1000: its surest tie.
    pub score: u16,
    /// Whether it may be tied without an editor; else it is a suggestion.
    pub certain: bool,
    /// The case to which it is tied most surely; itself where it stands alone.
    pub tied_to: i64,
    /// Why; `new` is this case, `other` the one that it is tied to.
    pub reasons: Vec<Reason>,
}

/// Cases beyond these, counted from each in order of time, are not compared under one name.
const NEIGHBOURS: usize = 80;

/// The origins of `cases`: groups that are tied to each other, over several links of the chain, in order of their first
/// case. A tie that is not certain makes its case a suggestion of the group; so does a group of two doubtful cases.
///
/// A case in which several organisations name one contractor is an origin by itself, to which further victims attach.
pub fn origins(cases: &[CaseSketch]) -> Vec<OriginProposal> {
    let usage = Usage::of(cases);
    let mut by_place: BTreeMap<String, Vec<Edge>> = BTreeMap::new();
    let mut ties: Vec<Edge> = Vec::new();
    for (one, two) in pairs(cases, &usage) {
        let tie = tie_in(&cases[one], &cases[two], &usage);
        if tie.score < SUGGEST {
            continue;
        }
        ties.push((one, two, tie.score));
        for place in tie.places {
            by_place.entry(place.to_owned()).or_default().push((one, two, tie.score));
        }
    }
    let groups = overlaid(by_place.values().flat_map(|ties| groups(ties)).collect(), &ties);
    let grouped: BTreeSet<usize> = groups.iter().flatten().copied().collect();
    let mut proposals: Vec<OriginProposal> =
        groups.iter().filter_map(|group| proposal(cases, group, &ties, &usage)).collect();
    let single = (0..cases.len()).filter(|at| !grouped.contains(at));
    proposals.extend(single.filter_map(|at| joint(&cases[at], &usage)));
    proposals.sort_by_key(|proposal| proposal.members.first().map(|member| member.case));
    proposals
}

/// Which cases to compare: those with a name in common, near each other in time.
fn pairs(cases: &[CaseSketch], usage: &Usage) -> BTreeSet<(usize, usize)> {
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, case) in cases.iter().enumerate() {
        for key in case.keys().into_iter().filter(|key| !usage.is_everyday(&key.value)) {
            by_name.entry(key.to_string()).or_default().push(at);
        }
    }
    let mut pairs = BTreeSet::new();
    for mut list in by_name.into_values().filter(|list| list.len() > 1) {
        list.sort_by_key(|at| (cases[*at].told, cases[*at].case));
        for (place, one) in list.iter().enumerate() {
            for two in list.iter().skip(place + 1).take(NEIGHBOURS) {
                pairs.insert((*one.min(two), *one.max(two)));
            }
        }
    }
    pairs
}

fn proposal(cases: &[CaseSketch], group: &[usize], ties: &[Edge], usage: &Usage) -> Option<OriginProposal> {
    let within: BTreeSet<usize> = group.iter().copied().collect();
    let mut best: BTreeMap<usize, (i16, usize)> = BTreeMap::new();
    for (one, two, score) in ties.iter().filter(|(one, two, _)| within.contains(one) && within.contains(two))
    {
        for (at, to) in [(*one, *two), (*two, *one)] {
            let known = best.entry(at).or_insert((*score, to));
            if *score > known.0 {
                *known = (*score, to);
            }
        }
    }
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut members: Vec<Member> = best
        .into_iter()
        .map(|(at, (_, to))| {
            let tie = tie_in(&cases[at], &cases[to], usage);
            if let Some(name) = name(&tie, [&cases[at], &cases[to]]) {
                *names.entry(name).or_default() += 1;
            }
            member(cases[at].case, cases[to].case, &tie)
        })
        .collect();
    members.sort_by_key(|member| member.case);
    let name = names.into_iter().max_by_key(|(name, count)| (*count, std::cmp::Reverse(name.clone())));
    let certain = members.iter().filter(|member| member.certain).count() > 1;
    Some(OriginProposal { name: name.map(|(name, _)| name), members, certain })
}

fn member(case: i64, tied_to: i64, tie: &Tie<'_>) -> Member {
    let score = tie.score.clamp(0, FULL as i16).unsigned_abs();
    Member { case, score, certain: tie.score >= CERTAIN, tied_to, reasons: tie.reasons() }
}

/// The name, as it is written, of the organisation that a tie leads to.
fn name(tie: &Tie<'_>, cases: [&CaseSketch; 2]) -> Option<String> {
    let key = *tie.places.last()?;
    let of = |case: &CaseSketch| {
        let places = case.places.iter().map(|place| &place.named);
        let mut all = places.chain(&case.senders).map(|named| &named.organization);
        all.find(|organization| organization.key.as_str() == key)
            .map(|organization| organization.name.clone())
    };
    cases.into_iter().find_map(of)
}

/// A case in which several organisations name one place that is none of them.
fn joint(case: &CaseSketch, usage: &Usage) -> Option<OriginProposal> {
    let is_sender = |place: &super::sketch::Place| {
        case.senders.iter().any(|sender| same(&sender.organization, &place.named.organization).is_one())
    };
    let place = case.places.iter().rev().find(|place| {
        !place.is_platform && !is_sender(place) && !usage.is_everyday(place.named.organization.key.as_str())
    })?;
    let member =
        Member { case: case.case, score: FULL, certain: true, tied_to: case.case, reasons: Vec::new() };
    (case.senders.len() > 1).then(|| OriginProposal {
        name: Some(place.named.organization.name.clone()),
        members: vec![member],
        certain: true,
    })
}
