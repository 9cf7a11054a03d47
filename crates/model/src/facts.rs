use std::collections::BTreeSet;

use jikenbo_text::PartialDate;
use serde::{Deserialize, Serialize};

use crate::CaseNumber;
use crate::vocabulary::{
    ActorKind, Cause, ConsequenceType, DataType, EventKind, HelpKind, IndicatorType, Kind, Leak, Measure,
    Medium, Method, OrganizationRole, Qualifier, Relation, ReportedTo, SecondaryDamage, Stage, Status, Unit,
};

/// What a report says, field by field; the rule of each stands in `docs/facts.md`. Not said is `None` or empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// The casebook's number in the heading.
    pub case_number: Option<CaseNumber>,
    /// Who speaks; of an author's article, whose incident it is.
    pub organization: Option<String>,
    /// What that organisation is to the incident.
    pub organization_role: Option<OrganizationRole>,
    /// The heading without number, organisation and date.
    pub title: Option<String>,
    /// The day of release.
    pub published: Option<PartialDate>,
    /// What kind of publication.
    pub kind: Option<Kind>,
    /// Which report of its incident.
    pub stage: Option<Stage>,
    /// Why it happened.
    pub cause: Option<Cause>,
    /// How it happened.
    pub methods: BTreeSet<Method>,
    /// Whether data got out.
    pub leak: Option<Leak>,
    /// The ledger of figures.
    pub affected: Vec<Affected>,
    /// The report's own total, or the sum of the disjoint figures closest to people.
    pub affected_total: Option<Total>,
    /// Kinds of data that leaked or may have.
    pub data_types: BTreeSet<DataType>,
    /// Kinds of data that the report says are not among them.
    pub data_types_denied: BTreeSet<DataType>,
    /// Misuse of the leaked data.
    pub secondary_damage: Option<SecondaryDamage>,
    /// Electronic or paper.
    pub medium: BTreeSet<Medium>,
    /// From the reporting organisation to the place where it happened.
    pub chain: Vec<Chain>,
    /// Clients that a contractor's or vendor's report names as hit.
    pub clients_hit: Vec<ClientHit>,
    /// Names of the services, shops or apps concerned.
    pub services: Vec<String>,
    /// The first day of the incident itself.
    pub occurred_from: Option<PartialDate>,
    /// Its last day.
    pub occurred_to: Option<PartialDate>,
    /// When the organisation first noticed.
    pub discovered: Option<PartialDate>,
    /// When the way in was shut or the exposure ended.
    pub contained: Option<PartialDate>,
    /// The report's own chronology.
    pub events: Vec<Event>,
    /// Whom it told.
    pub reported_to: BTreeSet<ReportedTo>,
    /// Where persons may ask.
    pub help: Vec<Help>,
    /// Technical traces of the incident.
    pub indicators: Vec<Indicator>,
    /// Earlier reports of the same incident that it names.
    pub earlier_reports: Vec<EarlierReport>,
    /// What is done so that it does not recur.
    pub measures: BTreeSet<Measure>,
    /// Who did it.
    pub actors: Vec<Actor>,
    /// What followed in law, labour or money.
    pub consequences: Vec<Consequence>,
}

/// A figure for people, records, accounts or organisations whose data leaked or may have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affected {
    /// The figure.
    pub count: u64,
    /// What is counted.
    pub unit: Unit,
    /// How the figure limits itself.
    pub qualifier: Qualifier,
    /// Whose, in the report's own word.
    pub subject: Option<String>,
    /// Certain or feared.
    pub status: Status,
    /// The index of the total that it is a part or subset of.
    pub part_of: Option<usize>,
}

/// The total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// The figure.
    pub count: u64,
    /// What is counted.
    pub unit: Unit,
    /// How the figure limits itself; of a sum its loosest part's.
    pub qualifier: Qualifier,
}

/// One link from the reporting organisation to the place where it happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chain {
    /// The organisation, or `None` where it is not named.
    pub name: Option<String>,
    /// How it stands to the one before.
    pub relation: Relation,
}

/// A client that a contractor's or vendor's report names as hit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientHit {
    /// The client.
    pub name: String,
    /// Its own figure, where given.
    pub affected_total: Option<Total>,
}

/// One dated step of the report's chronology.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The day; of a span its start.
    pub date: PartialDate,
    /// What happened.
    pub event: EventKind,
    /// Whom the organisation told, of an event of kind `regulator`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<ReportedTo>,
}

/// Where persons may ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Help {
    /// By what means.
    pub kind: HelpKind,
    /// The number or address.
    pub value: String,
    /// When, in the report's words.
    pub hours: Option<String>,
}

/// A technical trace of the incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// What kind.
    #[serde(rename = "type")]
    pub kind: IndicatorType,
    /// The trace itself.
    pub value: String,
}

/// An earlier report of the same incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierReport {
    /// Its day.
    pub date: Option<PartialDate>,
    /// Its address.
    pub url: Option<String>,
}

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// A group's name, never a person's.
    pub name: Option<String>,
    /// What kind.
    pub kind: ActorKind,
    /// The country, where said.
    pub country: Option<String>,
}

/// What followed in law, labour or money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consequence {
    /// The day, where given.
    pub date: Option<PartialDate>,
    /// What.
    #[serde(rename = "type")]
    pub kind: ConsequenceType,
    /// The amount in units of the currency, where given.
    pub amount: Option<u64>,
    /// ISO 4217 code of the currency.
    pub currency: Option<String>,
}
