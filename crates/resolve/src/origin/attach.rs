use serde::{Deserialize, Serialize};

use super::Usage;
use super::sketch::CaseSketch;
use super::tie::{CERTAIN_KNOWN, SUGGEST, tie_in};
use crate::{Code, FULL, Reason};

/// An origin that the store knows, with its cases.
#[derive(Clone, Debug)]
pub struct KnownOrigin<'a> {
    /// Its id in the store.
    pub id: i64,
    /// Its cases; a few of the newest are enough where there are hundreds.
    pub cases: &'a [CaseSketch],
}

/// That a case belongs to a known origin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The origin.
    pub origin: i64,
    /// Its case to which the new one is tied most surely.
    pub case: i64,
    /// How surely, 0 to 1000.
    pub score: u16,
    /// Whether it may be tied without an editor.
    pub certain: bool,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// How much surer an origin must be than the next one.
const MARGIN: i16 = 100;

/// Whether a third of an origin's cases name it or are told by it: else it is a name that one of them has beside, such as
/// that of a tool.
fn is_its_place(name: &str, cases: &[CaseSketch]) -> bool {
    cases.iter().filter(|case| case.has_place(name)).count() * 3 >= cases.len()
}

/// The known origins to which `new` belongs, the surest first. Two origins that are about as sure (a contractor that was
/// breached twice) are both left to an editor.
pub fn attach(new: &CaseSketch, known: &[KnownOrigin<'_>]) -> Vec<Attachment> {
    let nearest = |origin: &KnownOrigin<'_>| {
        let usage = Usage::for_case(new, origin.cases);
        let others = origin.cases.iter().filter(|case| case.case != new.case);
        let ties = others.map(|case| (tie_in(new, case, &usage), case.case));
        let ties = ties.filter(|(tie, _)| tie.places.iter().any(|name| is_its_place(name, origin.cases)));
        let best = ties.max_by_key(|(tie, case)| (tie.score, std::cmp::Reverse(*case)))?;
        (best.0.score >= SUGGEST).then(|| (best.0.score, origin.id, best.1, best.0.reasons()))
    };
    let mut found: Vec<(i16, i64, i64, Vec<Reason>)> = known.iter().filter_map(nearest).collect();
    found.sort_by_key(|(score, origin, ..)| (std::cmp::Reverse(*score), *origin));
    let top = found.first().map_or(0, |best| best.0);
    let contested = found.get(1).is_some_and(|next| next.0 > top - MARGIN);
    let attachment = |(score, origin, case, mut reasons): (i16, i64, i64, Vec<Reason>)| {
        let rival = contested || score < top;
        if rival && score > top - MARGIN {
            reasons.push(Reason {
                code: Code::OtherCaseAsNear,
                points: 0,
                words: String::new(),
                new: vec![],
                other: vec![],
            });
        }
        let certain = score >= CERTAIN_KNOWN && !rival;
        Attachment { origin, case, score: score.clamp(0, FULL as i16).unsigned_abs(), certain, reasons }
    };
    found.into_iter().map(attachment).collect()
}
