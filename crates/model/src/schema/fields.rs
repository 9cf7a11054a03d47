//! The type of each field, and what it says in the words of `docs/facts.md`.

use super::Type::{CaseNumber, Count, Date, Object, Text, Word};
use super::vocabularies as of;
use super::{Part, Presence, Type};

const fn given(name: &'static str, kind: Type, description: &'static str) -> Part {
    Part { name, kind, presence: Presence::Given, description }
}

const fn nullable(name: &'static str, kind: Type, description: &'static str) -> Part {
    Part { name, kind, presence: Presence::Nullable, description }
}

const COUNT: Part = given("count", Count, "the figure");
const UNIT: Part = given("unit", Word(&of::UNIT), "the thing counted, not the counter");
const QUALIFIER: Part =
    given("qualifier", Word(&of::QUALIFIER), "約 about, 最大 max, 以上 min, 推計 estimate");

const TOTAL: &[Part] = &[COUNT, UNIT, QUALIFIER];

const AFFECTED: &[Part] = &[
    COUNT,
    UNIT,
    QUALIFIER,
    nullable("subject", Text, "whose, in the report's own word"),
    given("status", Word(&of::STATUS), "certain or feared; 漏えいまたはそのおそれ is possible"),
    nullable("part_of", Count, "index in this list of the total that it is a part or subset of"),
];

const CHAIN: &[Part] = &[
    nullable("name", Text, "the organisation; null where it is not named"),
    given("relation", Word(&of::RELATION), "how it stands to the one before"),
];

const CLIENT: &[Part] = &[
    given("name", Text, "the client"),
    nullable("affected_total", Object(TOTAL), "its own figure, where given"),
];

const EVENT: &[Part] = &[
    given("date", Date, "the day; a span of days is entered at its start"),
    given("event", Word(&of::EVENT), "what happened"),
    Part {
        name: "to",
        kind: Word(&of::REPORTED_TO),
        presence: Presence::Optional,
        description: "whom the organisation told, of an event of kind regulator",
    },
];

const HELP: &[Part] = &[
    given("kind", Word(&of::HELP_KIND), "by what means"),
    given("value", Text, "the number or address"),
    nullable("hours", Text, "when, in the report's words"),
];

const INDICATOR: &[Part] = &[
    given("type", Word(&of::INDICATOR_TYPE), "what kind of trace"),
    given("value", Text, "the trace itself"),
];

const EARLIER: &[Part] = &[nullable("date", Date, "its day"), nullable("url", Text, "its address")];

const ACTOR: &[Part] = &[
    nullable("name", Text, "a group's name, never a person's"),
    given("kind", Word(&of::ACTOR_KIND), "what kind"),
    nullable("country", Text, "the country, where said"),
];

const CONSEQUENCE: &[Part] = &[
    nullable("date", Date, "the day, where given"),
    given("type", Word(&of::CONSEQUENCE_TYPE), "what followed"),
    nullable("amount", Count, "in units of the currency"),
    nullable("currency", Text, "ISO 4217 code"),
];

/// The type of field `name` (of a set or list, of one item) and what it says.
///
/// # Panics
/// Where `name` is none of [`FIELDS`](crate::FIELDS); a test holds the two together.
pub fn type_of(name: &str) -> (Type, &'static str) {
    let found = TYPES.iter().find(|(field, ..)| *field == name);
    let (_, kind, description) = found.expect("every field has a type");
    (*kind, description)
}

const TYPES: &[(&str, Type, &str)] = &[
    ("case_number", CaseNumber, "The casebook's number in the heading."),
    (
        "organization",
        Text,
        "Who speaks: the organisation named in the heading, else the one whose release it is; of an author's article, \
         whose incident it is.",
    ),
    ("organization_role", Word(&of::ORGANIZATION_ROLE), "What that organisation is to the incident."),
    ("title", Text, "The heading without number, organisation and date."),
    ("published", Date, "The day of release."),
    ("kind", Word(&of::KIND), "What kind of publication it is."),
    ("stage", Word(&of::STAGE), "Which report of its incident it is."),
    ("cause", Word(&of::CAUSE), "Exactly one, the way the trade press counts; null for other and digest."),
    ("methods", Word(&of::METHOD), "Those that the report states, suspected ones too."),
    (
        "leak",
        Word(&of::LEAK),
        "confirmed: data got out; possible: it may have, or stood exposed, was attacked or lost; none: a flat denial; \
         unknown: none of these.",
    ),
    (
        "affected",
        Object(AFFECTED),
        "Each figure that the report gives for people, records, accounts or organisations whose data leaked or may \
         have: totals, their parts and subsets alike.",
    ),
    (
        "affected_total",
        Object(TOTAL),
        "The report's own total, else the sum of the disjoint figures closest to people.",
    ),
    ("data_types", Word(&of::DATA_TYPE), "Kinds of data that leaked or may have."),
    ("data_types_denied", Word(&of::DATA_TYPE), "Kinds of data that the report says are not among them."),
    ("secondary_damage", Word(&of::SECONDARY_DAMAGE), "Misuse of the leaked data."),
    ("medium", Word(&of::MEDIUM), "What the data lay on."),
    ("chain", Object(CHAIN), "From the reporting organisation to the place where it happened, in order."),
    ("clients_hit", Object(CLIENT), "Clients that a contractor's or vendor's report names as hit."),
    ("services", Text, "Names of the services, shops or apps concerned."),
    ("occurred_from", Date, "The first day of the incident itself: the attack, the exposure, the mistake."),
    ("occurred_to", Date, "Its last day; of one day the same as the first."),
    ("discovered", Date, "When the reporting organisation or its staff first noticed or was told."),
    ("contained", Date, "When the way in was shut, the service stopped or the exposure ended."),
    ("events", Object(EVENT), "The report's own chronology."),
    ("reported_to", Word(&of::REPORTED_TO), "Whom the organisation told or consulted."),
    ("help", Object(HELP), "Where persons may ask."),
    (
        "indicators",
        Object(INDICATOR),
        "Technical traces of the incident, not the organisation's own addresses.",
    ),
    ("earlier_reports", Object(EARLIER), "Earlier reports of the same incident that the report names."),
    ("measures", Word(&of::MEASURE), "What was or will be done so that it does not recur."),
    ("actors", Object(ACTOR), "Who did it, where the report says; a mere 第三者 is nobody."),
    ("consequences", Object(CONSEQUENCE), "What followed in law, labour or money."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FIELDS;

    #[test]
    fn every_field_has_a_type_in_the_same_order() {
        let typed: Vec<&str> = TYPES.iter().map(|(name, ..)| *name).collect();
        assert_eq!(typed, FIELDS.iter().map(|field| field.name).collect::<Vec<_>>());
    }
}
