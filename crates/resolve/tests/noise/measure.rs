//! How right the links are.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jikenbo_resolve::follow_up::{Link, Proposal, UNDER_KEY, keys, lookups, propose};
use jikenbo_resolve::origin::{CaseSketch, KnownOrigin, attach, origins};
use jikenbo_resolve::{Candidate, Release};

use crate::dice::Dice;
use crate::tell::{Told, no_evidence, tell};
use crate::world::World;

/// Right and wrong ones, and those that there were to find.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    pub right: u64,
    pub wrong: u64,
    pub there: u64,
    /// Found, if suggestions count.
    pub suggested: u64,
}

impl Score {
    pub fn precision(self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    pub fn recall(self) -> f64 {
        self.right as f64 / self.there.max(1) as f64
    }

    pub fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.there += other.there;
        self.suggested += other.suggested;
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let suggested = self.suggested as f64 / self.there.max(1) as f64;
        let (precision, recall) = (self.precision(), self.recall());
        write!(
            f,
            "precision {precision:.4} at recall {recall:.4} (with suggestions {suggested:.4}) of {}",
            self.there
        )
    }
}

/// A played world: its reports, and how they were linked as they came in.
pub struct Played {
    pub world: World,
    pub told: Vec<Told>,
    pub candidates: Vec<Candidate>,
    pub follow_ups: Score,
    /// Certain links that are wrong, and true ones that were missed: new report, other report.
    pub faults: Vec<(usize, Option<Proposal>)>,
}

pub fn filed(told: &Told, case: Option<i64>) -> Candidate {
    Candidate::new(&Release {
        id: told.id,
        case,
        document: Some(told.id),
        publication: None,
        facts: &told.facts,
        evidence: &no_evidence(),
        text: &told.text,
        urls: &told.urls,
        links: &told.links,
    })
}

/// Reports under their keys, as a store has them.
#[derive(Default)]
pub struct Shelf {
    by_key: HashMap<String, Vec<usize>>,
}

impl Shelf {
    pub fn file(&mut self, at: usize, report: &Candidate) {
        for key in keys(report) {
            self.by_key.entry(key.to_string()).or_default().push(at);
        }
    }

    pub fn find(&self, report: &Candidate) -> BTreeSet<usize> {
        let lists = lookups(report).into_iter().filter_map(|key| self.by_key.get(&key.to_string()));
        lists.flat_map(|list| list.iter().rev().take(UNDER_KEY).copied()).collect()
    }
}

/// Plays the world of `seed`: each report is filed when it comes out, and joins the case of its surest certain link.
pub fn play(seed: u64, size: usize) -> Played {
    let mut dice = Dice::new(seed);
    let world = World::new(&mut dice, size);
    let told = tell(&world, &mut dice);
    let (mut shelf, mut candidates) = (Shelf::default(), Vec::<Candidate>::new());
    let (mut score, mut faults) = (Score::default(), Vec::new());
    let mut seen = BTreeSet::new();
    for (at, report) in told.iter().enumerate() {
        let new = filed(report, None);
        let found = shelf.find(&new);
        let proposals = propose(&new, found.iter().map(|other| &candidates[*other]));
        let links =
            proposals.into_iter().filter(|one| one.relation != Link::SharedOrigin).collect::<Vec<_>>();
        let is_right = |one: &Proposal| told[one.other as usize - 1].incident == report.incident;
        let best = links.iter().find(|one| one.certain);
        let there = seen.contains(&report.incident);
        score.there += u64::from(there);
        score.right += u64::from(best.is_some_and(is_right));
        score.wrong += u64::from(best.is_some_and(|one| !is_right(one)));
        score.suggested += u64::from(there && links.iter().any(is_right));
        if best.is_some_and(|one| !is_right(one)) || (there && best.is_none()) {
            faults.push((at, links.first().cloned()));
        }
        let case = best.and_then(|one| one.case).unwrap_or(report.id);
        let new = filed(report, Some(case));
        shelf.file(at, &new);
        candidates.push(new);
        seen.insert(report.incident);
    }
    Played { world, told, candidates, follow_ups: score, faults }
}

/// The cases as they truly are, with the breach that each comes from and whether it names it.
pub fn cases(played: &Played) -> Vec<(CaseSketch, Option<usize>, bool)> {
    let mut reports: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, report) in played.told.iter().enumerate() {
        reports.entry(report.incident).or_default().push(at);
    }
    let case = |(incident, reports): (usize, Vec<usize>)| {
        let named = reports.iter().any(|at| played.told[*at].names_place);
        let sketch = CaseSketch::of(incident as i64, reports.iter().map(|at| &played.candidates[*at]));
        (sketch, played.world.incidents[incident].breach, named)
    };
    reports.into_iter().map(case).collect()
}

/// How right the groups of [`origins`] are: a certain member is right where most certain members of its group come from
/// its breach; what there is to find are the cases that name where it happened and are not the only one of their breach.
pub fn measure_origins(played: &Played) -> Score {
    let cases = cases(played);
    let sketches: Vec<CaseSketch> = cases.iter().map(|(sketch, ..)| sketch.clone()).collect();
    let breach: BTreeMap<i64, Option<usize>> =
        cases.iter().map(|(sketch, breach, _)| (sketch.case, *breach)).collect();
    let findable = findable(&cases);
    let mut score = Score { there: findable.len() as u64, ..Score::default() };
    let mut best: BTreeMap<usize, BTreeSet<i64>> = BTreeMap::new();
    for origin in origins(&sketches) {
        let of = |certain: bool| origin.members.iter().filter(move |one| one.certain || !certain);
        let mut counts: BTreeMap<Option<usize>, u64> = BTreeMap::new();
        for member in of(true) {
            *counts.entry(breach[&member.case]).or_default() += 1;
        }
        let main =
            counts.into_iter().max_by_key(|(breach, count)| (*count, *breach)).and_then(|(breach, _)| breach);
        score.wrong += of(true).filter(|one| breach[&one.case] != main || main.is_none()).count() as u64;
        if let Some(main) = main {
            let right: BTreeSet<i64> =
                of(true).filter(|one| breach[&one.case] == Some(main)).map(|one| one.case).collect();
            let group = best.entry(main).or_default();
            if right.len() > group.len() {
                *group = right;
            }
        }
        score.suggested += of(false)
            .filter(|one| findable.contains(&one.case) && main.is_some() && breach[&one.case] == main)
            .count() as u64;
    }
    score.right = best.values().map(|group| group.intersection(&findable).count() as u64).sum();
    score
}

fn findable(cases: &[(CaseSketch, Option<usize>, bool)]) -> BTreeSet<i64> {
    let mut count: BTreeMap<usize, u64> = BTreeMap::new();
    for breach in cases.iter().filter(|(_, _, named)| *named).filter_map(|(_, breach, _)| *breach) {
        *count.entry(breach).or_default() += 1;
    }
    let named =
        cases.iter().filter(|(_, breach, named)| *named && breach.is_some_and(|breach| count[&breach] > 1));
    named.map(|(sketch, ..)| sketch.case).collect()
}

/// How right [`attach`] is: cases come in one after the other; the first two of a breach are known to be an origin, each
/// further one must find it, and is then one of its cases.
pub fn measure_attach(played: &Played) -> Score {
    let cases = cases(played);
    let findable = findable(&cases);
    let mut known: BTreeMap<usize, Vec<CaseSketch>> = BTreeMap::new();
    let mut score = Score::default();
    for (sketch, breach, _) in &cases {
        let origins: Vec<KnownOrigin<'_>> = known
            .iter()
            .filter(|(_, cases)| cases.len() > 1)
            .map(|(id, cases)| KnownOrigin {
                id: *id as i64,
                cases: &cases[cases.len().saturating_sub(40)..],
            })
            .collect();
        let there = findable.contains(&sketch.case)
            && breach.is_some_and(|breach| known.get(&breach).is_some_and(|cases| cases.len() > 1));
        let found = attach(sketch, &origins);
        let right = |origin: i64| breach.is_some_and(|breach| breach as i64 == origin);
        let best = found.iter().find(|one| one.certain);
        score.there += u64::from(there);
        score.right += u64::from(there && best.is_some_and(|one| right(one.origin)));
        score.wrong += u64::from(best.is_some_and(|one| !right(one.origin)));
        score.suggested += u64::from(there && found.iter().any(|one| right(one.origin)));
        if let Some(breach) = breach.filter(|_| findable.contains(&sketch.case)) {
            known.entry(breach).or_default().push(sketch.clone());
        }
    }
    score
}
