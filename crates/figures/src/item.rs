use jikenbo_model::vocabulary::{Kind, Leak, OrganizationRole, Relation};
use jikenbo_model::{Facts, PartialDate, Total};
use serde::{Deserialize, Serialize};

use crate::Quoted;

/// What is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// Reports, follow-ups included: the way of the trade press.
    #[default]
    Reports,
    /// Cases, each once.
    Cases,
}

/// Why an item counts in its month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// An editor said so.
    CountedIn,
    /// Its day of release.
    Published,
    /// It gives no month of release, so that of its capture was taken.
    Captured,
}

/// Why an item of the month is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Excluded {
    /// The same release again: the same case, day and facts.
    Duplicate,
    /// It is not about one incident (statistics, a trend).
    NotOneIncident,
    /// It reports that nothing happened; it has a section of its own.
    NothingHappened,
}

/// What the report before said, of a follow-up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// Its figure.
    pub total: Option<Total>,
    /// Whether data got out.
    pub leak: Option<Leak>,
}

/// The one breach that several cases come from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Origin {
    /// What tells it from all others.
    pub id: u64,
    /// What it is called: mostly whose it is.
    pub name: String,
    /// How many cases of the casebook come from it, whenever they were told of.
    pub cases: u64,
}

/// What is known of an organisation beside what its release says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// What it is, a code of `data/sectors.toml` (`company`, `city`, `school`).
    pub kind: Option<String>,
    /// The letter of its sector in 日本標準産業分類.
    pub sector: Option<String>,
}

/// A report or case that falls in the month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// What tells it from all others: the report's id, or the case's.
    pub id: u64,
    /// The case it belongs to; its own id where cases are counted.
    pub case: u64,
    /// What it is called among people: the case's number, else its id (`2025-513`, `r12`). Slots are kept under it.
    pub label: String,
    /// Why it counts in this month.
    pub ground: Ground,
    /// Whether an editor has published it; else it is a draft.
    pub published: bool,
    /// What it says. Apart, so that items are soon moved: there may be very many.
    pub facts: Box<Facts>,
    /// What the report before it said.
    pub earlier: Option<Earlier>,
    /// The day on which the incident was first told of, where cases are counted; a report tells its own.
    pub disclosed: Option<PartialDate>,
    /// What is known of the reporting organisation.
    pub about: About,
    /// The breach that it comes from, where it is shared.
    pub origin: Option<Origin>,
    /// Whether the release came as a picture.
    pub picture: bool,
    /// How often it was read, where that is known.
    pub reads: Option<u64>,
    /// Where the release is found.
    pub url: Option<String>,
    /// Sentences of the release with the words that prove its figures, where they may be shown.
    pub quotes: Vec<Quoted>,
}

impl Item {
    /// An item with `id` and nothing else known: published, and dated by its release.
    pub fn new(id: u64, facts: impl Into<Box<Facts>>) -> Self {
        Self {
            id,
            case: id,
            label: id.to_string(),
            ground: Ground::Published,
            published: true,
            facts: facts.into(),
            earlier: None,
            disclosed: None,
            about: About::default(),
            origin: None,
            picture: false,
            reads: None,
            url: None,
            quotes: Vec::new(),
        }
    }

    /// Whose incident it is: the organisation that an authority acts on, else the one that reports.
    pub(crate) fn whose(&self) -> Option<&str> {
        match self.authority() {
            Some(_) => {
                let mut subjects = self.facts.chain.iter().filter(|link| link.relation == Relation::Subject);
                subjects.find_map(|link| link.name.as_deref())
            }
            None => self.facts.organization.as_deref(),
        }
    }

    /// The authority that published it, where one acts on somebody.
    pub(crate) fn authority(&self) -> Option<&str> {
        let acts = self.facts.organization_role == Some(OrganizationRole::Authority);
        self.facts.organization.as_deref().filter(|_| acts)
    }

    /// Why it is not counted, whatever else is in the month.
    pub(crate) fn excluded(&self) -> Option<Excluded> {
        match self.facts.kind {
            Some(Kind::Digest | Kind::Other) => Some(Excluded::NotOneIncident),
            Some(Kind::NoIncident) => Some(Excluded::NothingHappened),
            _ => None,
        }
    }

    /// Whether `other` is the same release again: of the same case, with a day of release, and with the same facts.
    ///
    /// ```
    /// use jikenbo_figures::Item;
    /// use jikenbo_model::Facts;
    /// let facts = Facts { published: Some("2025-09-01".parse().unwrap()), ..Facts::default() };
    /// let item = |id, facts: &Facts| Item { case: 7, ..Item::new(id, facts.clone()) };
    /// assert!(item(1, &facts).repeats(&item(2, &facts)));
    /// assert!(!item(1, &Facts::default()).repeats(&item(2, &Facts::default())), "their day is not known");
    /// ```
    pub fn repeats(&self, other: &Self) -> bool {
        self.case == other.case && self.facts.published.is_some() && self.facts == other.facts
    }
}
