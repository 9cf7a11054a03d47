//! What is kept of each case until the lists are written.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::str::FromStr;

use jiff::Timestamp;
use jikenbo_figures::{About, Earlier, Item, Month, Origin};
use jikenbo_model::vocabulary::{Cause, ConsequenceType, DataType, Kind, Leak, Method, Stage};
use jikenbo_model::{CaseState, PartialDate, Total};
use serde::{Deserialize, Deserializer, Serialize, de};

use crate::fingerprint::Fingerprint;
use crate::input::{Case, Heading, Part, Party, Report, facts};
use crate::pages::report::{case_name, organization, title};
use crate::place;
use crate::words::Words;

/// A case in a list. Its words are those of the line that it was read from: all of it is read again by each build.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Entry<'k> {
    pub(crate) id: i64,
    #[serde(borrow)]
    pub(crate) name: Cow<'k, str>,
    #[serde(borrow)]
    pub(crate) path: Cow<'k, str>,
    #[serde(borrow)]
    pub(crate) organization: Cow<'k, str>,
    #[serde(borrow)]
    pub(crate) title: Cow<'k, str>,
    /// The day of its newest report.
    #[serde(deserialize_with = "parsed")]
    pub(crate) day: PartialDate,
    /// Whether that is its day of release.
    pub(crate) dated: bool,
    /// The ids of its reports.
    pub(crate) reports: Vec<i64>,
    pub(crate) cause: Option<Cause>,
    /// In order, as all that was a set.
    pub(crate) methods: Vec<Method>,
    pub(crate) data_types: Vec<DataType>,
    pub(crate) leak: Option<Leak>,
    pub(crate) affected_total: Option<Total>,
    pub(crate) noindex: bool,
    /// It tells of an incident: one of its reports counts.
    pub(crate) is_incident: bool,
    /// The months in which its reports count, in order.
    pub(crate) months: Vec<Month>,
    /// When the copy of its newest report was made.
    #[serde(with = "moment")]
    pub(crate) at: Timestamp,
    #[serde(borrow)]
    pub(crate) labels: Vec<Held<'k>>,
    /// What kind of organisation it is of.
    #[serde(borrow)]
    pub(crate) kind: Option<Held<'k>>,
    #[serde(borrow)]
    pub(crate) sector: Option<Held<'k>>,
    #[serde(borrow)]
    pub(crate) parties: Vec<Named<'k>>,
    /// Ids and names of the breaches that it comes from.
    #[serde(borrow)]
    pub(crate) origins: Vec<(i64, Held<'k>)>,
    /// What stands for all of it.
    #[serde(skip)]
    pub(crate) print: Fingerprint,
}

/// A [`Party`] in an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Named<'k> {
    #[serde(borrow)]
    pub(crate) place: Cow<'k, str>,
    #[serde(borrow)]
    pub(crate) name: Cow<'k, str>,
    #[serde(borrow)]
    pub(crate) key: Cow<'k, str>,
    #[serde(borrow)]
    pub(crate) order: Cow<'k, str>,
    pub(crate) heading: Heading,
    pub(crate) part: Part,
}

/// Words of an entry that are one of several, or may be missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Held<'k>(#[serde(borrow)] Cow<'k, str>);

impl Deref for Held<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Held<'_> {
    fn from(words: &str) -> Self {
        Self(words.to_owned().into())
    }
}

impl From<&Party> for Named<'_> {
    fn from(party: &Party) -> Self {
        let Party { place, name, key, order, heading, part, speaks: _ } = party.clone();
        let (place, name, key, order) = (place.into(), name.into(), key.into(), order.into());
        Self { place, name, key, order, heading, part }
    }
}

impl Hash for Entry<'_> {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.print.hash(hasher);
    }
}

/// What its words say, without a copy of them.
fn parsed<'d, D: Deserializer<'d>, T: FromStr<Err: std::fmt::Display>>(from: D) -> Result<T, D::Error> {
    <&str>::deserialize(from)?.parse().map_err(de::Error::custom)
}

/// A moment in seconds and nanoseconds.
mod moment {
    use jiff::Timestamp;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

    pub(super) fn serialize<S: Serializer>(at: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
        (at.as_second(), at.subsec_nanosecond()).serialize(to)
    }

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Timestamp, D::Error> {
        let (second, nanosecond) = Deserialize::deserialize(from)?;
        Timestamp::new(second, nanosecond).map_err(de::Error::custom)
    }
}

/// The entry of `case`, without what stands for it.
pub(crate) fn entry(case: &Case, words: &Words) -> Option<Entry<'static>> {
    let newest = case.reports.last()?;
    let (own, known) = (facts(&case.said), about(case));
    let held = |words: Option<String>| words.map(|words| Held(words.into()));
    let months: BTreeSet<Month> = case.reports.iter().map(|report| report.month).collect();
    Some(Entry {
        id: case.id.0,
        name: case_name(case.id, case.number, words).into(),
        path: place::case(case.id, case.number).into(),
        organization: organization(&own, words).into(),
        title: title(newest, &own, words).into(),
        day: newest.day,
        dated: newest.dated,
        at: newest.capture.at,
        labels: case.labels.iter().map(|label| label.as_str().into()).collect(),
        kind: held(known.kind),
        sector: held(known.sector),
        parties: case.parties.iter().map(Named::from).collect(),
        reports: case.reports.iter().map(|report| report.id.0).collect(),
        noindex: is_criminal(case),
        is_incident: case.reports.iter().any(tells_of_an_incident),
        months: months.into_iter().collect(),
        origins: case.origins.iter().map(|origin| (origin.id.0, origin.name.as_str().into())).collect(),
        cause: own.cause,
        methods: own.methods.into_iter().collect(),
        data_types: own.data_types.into_iter().collect(),
        leak: own.leak,
        affected_total: own.affected_total,
        print: Fingerprint::default(),
    })
}

/// What is known of the organisation that a case is of: by the newest report of which something is.
pub(crate) fn about(case: &Case) -> About {
    let newest = |pick: fn(&About) -> &Option<String>| {
        case.reports.iter().rev().find_map(|report| pick(&report.about).clone())
    };
    About { kind: newest(|about| &about.kind), sector: newest(|about| &about.sector) }
}

/// Whether a report tells of somebody's arrest, referral or conviction: search engines are asked to leave such a case alone.
pub(crate) fn is_criminal(case: &Case) -> bool {
    const CRIMINAL: [ConsequenceType; 3] =
        [ConsequenceType::Arrest, ConsequenceType::Referral, ConsequenceType::Conviction];
    let of = |said: &[crate::input::Said]| {
        facts(said).consequences.iter().any(|what| CRIMINAL.contains(&what.kind))
    };
    of(&case.said) || case.reports.iter().any(|report| of(&report.said))
}

/// Whether a report counts as one of an incident: not an article about something else, nor one that nothing happened.
fn tells_of_an_incident(report: &Report) -> bool {
    !matches!(facts(&report.said).kind, Some(Kind::Digest | Kind::Other | Kind::NoIncident))
}

/// The reports of `case` as items of their months.
pub(crate) fn items(case: &Case) -> Vec<(Month, Item)> {
    let id = |number: i64| u64::try_from(number).unwrap_or_default();
    let mut before = Earlier::default();
    let one = |report: &Report| {
        let own = facts(&report.said);
        let earlier = matches!(own.stage, Some(Stage::Update | Stage::Final)).then_some(before);
        before = Earlier { total: own.affected_total.or(before.total), leak: own.leak.or(before.leak) };
        let item = Item {
            case: id(case.id.0),
            label: case.number.map_or_else(|| format!("case:{}", case.id), |number| number.to_string()),
            ground: report.ground,
            published: case.state == CaseState::Published,
            earlier,
            origin: case.origins.first().map(|origin| Origin {
                id: id(origin.id.0),
                name: origin.name.clone(),
                cases: u64::try_from(origin.others.len()).unwrap_or(u64::MAX).saturating_add(1),
            }),
            about: report.about.clone(),
            picture: report.picture,
            ..Item::new(id(report.id.0), own)
        };
        (report.month, item)
    };
    case.reports.iter().map(one).collect()
}
