//! What is kept of each case until the lists are written.

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};

use jiff::Timestamp;
use jikenbo_figures::{About, Earlier, Item, Month, Origin};
use jikenbo_model::vocabulary::{Cause, ConsequenceType, DataType, Kind, Leak, Method, Stage};
use jikenbo_model::{CaseState, PartialDate, Total};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::fingerprint::Fingerprint;
use crate::input::{Case, Party, Report, facts};
use crate::pages::report::{case_name, organization, title};
use crate::place;
use crate::words::Words;

/// A case in a list. It is kept without the names of its fields, in their order: all of it is read again by each build.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct Entry {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) organization: String,
    pub(crate) title: String,
    /// The day of its newest report.
    pub(crate) day: PartialDate,
    /// Whether that is its day of release.
    pub(crate) dated: bool,
    /// The ids of its reports.
    pub(crate) reports: Vec<i64>,
    pub(crate) cause: Option<Cause>,
    pub(crate) methods: BTreeSet<Method>,
    pub(crate) data_types: BTreeSet<DataType>,
    pub(crate) leak: Option<Leak>,
    pub(crate) affected_total: Option<Total>,
    pub(crate) noindex: bool,
    /// It tells of an incident: one of its reports counts.
    pub(crate) is_incident: bool,
    /// The months in which its reports count.
    pub(crate) months: BTreeSet<Month>,
    /// When the copy of its newest report was made.
    #[serde(deserialize_with = "moment")]
    pub(crate) at: Timestamp,
    pub(crate) labels: Vec<String>,
    /// What is known of the organisation that it is of.
    pub(crate) about: About,
    pub(crate) parties: Vec<Party>,
    /// Ids and names of the breaches that it comes from.
    pub(crate) origins: Vec<(i64, String)>,
    /// What stands for all of it.
    #[serde(skip)]
    pub(crate) print: Fingerprint,
}

impl Hash for Entry {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.print.hash(hasher);
    }
}

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut to = to.serialize_seq(None)?;
        to.serialize_element(&self.id)?;
        to.serialize_element(&self.name)?;
        to.serialize_element(&self.path)?;
        to.serialize_element(&self.organization)?;
        to.serialize_element(&self.title)?;
        to.serialize_element(&self.day)?;
        to.serialize_element(&self.dated)?;
        to.serialize_element(&self.reports)?;
        to.serialize_element(&self.cause)?;
        to.serialize_element(&self.methods)?;
        to.serialize_element(&self.data_types)?;
        to.serialize_element(&self.leak)?;
        to.serialize_element(&self.affected_total)?;
        to.serialize_element(&self.noindex)?;
        to.serialize_element(&self.is_incident)?;
        to.serialize_element(&self.months)?;
        to.serialize_element(&format_args!("{}", self.at))?;
        to.serialize_element(&self.labels)?;
        to.serialize_element(&self.about)?;
        to.serialize_element(&self.parties)?;
        to.serialize_element(&self.origins)?;
        to.end()
    }
}

/// A moment as it is written (RFC 3339).
fn moment<'d, D: Deserializer<'d>>(from: D) -> Result<Timestamp, D::Error> {
    String::deserialize(from)?.parse().map_err(de::Error::custom)
}

/// The entry of `case`, without what stands for it.
pub(crate) fn entry(case: &Case, words: &Words) -> Option<Entry> {
    let newest = case.reports.last()?;
    let own = facts(&case.said);
    Some(Entry {
        id: case.id.0,
        name: case_name(case.id, case.number, words),
        path: place::case(case.id, case.number),
        organization: organization(&own, words),
        title: title(newest, &own, words),
        day: newest.day,
        dated: newest.dated,
        at: newest.capture.at,
        labels: case.labels.clone(),
        about: about(case),
        parties: case.parties.clone(),
        reports: case.reports.iter().map(|report| report.id.0).collect(),
        noindex: is_criminal(case),
        is_incident: case.reports.iter().any(tells_of_an_incident),
        months: case.reports.iter().map(|report| report.month).collect(),
        origins: case.origins.iter().map(|origin| (origin.id.0, origin.name.clone())).collect(),
        cause: own.cause,
        methods: own.methods,
        data_types: own.data_types,
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
