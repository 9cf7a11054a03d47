//! What speaks for and against two reports being of one case, gathered without writing anything down: most pairs are
//! looked at only to be let go.

use jikenbo_model::PartialDate;

use crate::reason::{Proof, Reason};
use crate::{Candidate, Code};

/// One ground, still pointing into the two reports.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Finding<'a> {
    pub(crate) code: Code,
    pub(crate) points: i16,
    pub(crate) words: Words<'a>,
    pub(crate) new: At<'a>,
    pub(crate) other: At<'a>,
}

/// What agrees or differs.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Words<'a> {
    None,
    One(&'a str),
    Two(&'a str, &'a str),
    Dates(Option<PartialDate>, Option<PartialDate>),
    Figure(u64),
}

/// Where a report says it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum At<'a> {
    Nowhere,
    Path(&'static str),
    Proofs(&'a [Proof]),
}

/// The grounds of one pair.
#[derive(Debug, Default)]
pub(crate) struct Findings<'a> {
    pub(crate) all: Vec<Finding<'a>>,
}

impl<'a> Findings<'a> {
    /// A ground that both tell at `path`.
    pub(crate) fn at(&mut self, code: Code, points: i16, words: Words<'a>, path: &'static str) {
        self.all.push(Finding { code, points, words, new: At::Path(path), other: At::Path(path) });
    }

    /// A ground that lies in no words.
    pub(crate) fn bare(&mut self, code: Code, points: i16) {
        self.all.push(Finding { code, points, words: Words::None, new: At::Nowhere, other: At::Nowhere });
    }

    pub(crate) fn push(&mut self, finding: Finding<'a>) {
        self.all.push(finding);
    }

    pub(crate) fn score(&self) -> i16 {
        self.all.iter().fold(0i16, |sum, finding| sum.saturating_add(finding.points))
    }

    pub(crate) fn has(&self, code: Code) -> bool {
        self.all.iter().any(|finding| finding.code == code)
    }

    /// Whether something tells this incident from the organisation's others: without it, cause, ways and a plain title
    /// fit too many.
    pub(crate) fn is_anchored(&self) -> bool {
        use Code::{
            LinkedPage, NamedDate, NamedUrl, OnlyEarlierIncident, SameAddress, SameDiscovery, SameFigure,
            SameNumber, SameOccurrence, SamePlace, SameServices, SameTitle, SameTrace,
        };
        let named = [SameNumber, NamedUrl, NamedDate, LinkedPage, SameAddress, OnlyEarlierIncident];
        let told = [SameOccurrence, SameDiscovery, SameTrace, SameServices, SameTitle, SameFigure, SamePlace];
        named.iter().chain(&told).any(|code| self.has(*code))
    }

    /// The grounds written down, the weightiest first.
    pub(crate) fn reasons(&self, new: &Candidate, other: &Candidate) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = self.all.iter().map(|finding| finding.reason(new, other)).collect();
        reasons.sort_by_key(|reason| (std::cmp::Reverse(reason.points.saturating_abs()), reason.code));
        reasons
    }
}

impl Finding<'_> {
    /// The ground written down where all its proofs are those of names.
    pub(crate) fn reason_by_names(&self) -> Reason {
        let proofs = |at: At<'_>| match at {
            At::Proofs(proofs) => proofs.to_vec(),
            At::Nowhere | At::Path(_) => Vec::new(),
        };
        Reason {
            code: self.code,
            points: self.points,
            words: self.words.text(),
            new: proofs(self.new),
            other: proofs(self.other),
        }
    }

    fn reason(&self, new: &Candidate, other: &Candidate) -> Reason {
        Reason {
            code: self.code,
            points: self.points,
            words: self.words.text(),
            new: self.new.proofs(new),
            other: self.other.proofs(other),
        }
    }
}

impl Words<'_> {
    pub(crate) fn text(self) -> String {
        match self {
            Self::None => String::new(),
            Self::One(words) => words.to_owned(),
            Self::Two(one, two) if one == two => one.to_owned(),
            Self::Two(one, two) => format!("{one} / {two}"),
            Self::Dates(Some(one), Some(two)) if one != two => format!("{one} / {two}"),
            Self::Dates(one, two) => one.or(two).map(|date| date.to_string()).unwrap_or_default(),
            Self::Figure(figure) => figure.to_string(),
        }
    }
}

impl At<'_> {
    fn proofs(self, of: &Candidate) -> Vec<Proof> {
        match self {
            Self::Nowhere => Vec::new(),
            Self::Path(path) => of.proofs_of(path),
            Self::Proofs(proofs) => proofs.to_vec(),
        }
    }
}
