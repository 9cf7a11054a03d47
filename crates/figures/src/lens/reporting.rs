//! Reports to the 個人情報保護委員会 within the windows of the law. An inference: a report, or its absence, is rarely public. Only
//! what a release states is used: the day on which the organisation came to know, the day on which it told the commission, and a
//! trigger that the facts show; without all three it cannot be decided.

use std::sync::OnceLock;

use jikenbo_model::PartialDate;
use jikenbo_model::vocabulary::{Cause, DataType, EventKind, Method, Qualifier, ReportedTo, Unit};
use serde::Deserialize;

use super::days::between;
use super::sectors::is_public;
use super::spread::Spread;
use crate::sections::{Made, number_of, sentence};
use crate::{Item, Name, Share, Value};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Law {
    // Told to those who read the file.
    #[allow(dead_code, reason = "documents the table")]
    source: String,
    preliminary_days: u64,
    rule: Vec<Rule>,
}

/// A version of the rule, and the days of awareness for which it holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    from: PartialDate,
    until: Option<PartialDate>,
    trigger: Vec<Trigger>,
}

/// What must be reported.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Trigger {
    // What it is called, for those who read the file.
    #[allow(dead_code, reason = "documents the table")]
    code: String,
    #[allow(dead_code, reason = "documents the table")]
    ja: String,
    #[allow(dead_code, reason = "documents the table")]
    en: String,
    /// Within how many days the 確報 is due.
    days: u64,
    #[serde(default)]
    causes: Vec<Cause>,
    #[serde(default)]
    methods: Vec<Method>,
    #[serde(default)]
    data_types: Vec<DataType>,
    /// What is no trigger where it is the only method.
    #[serde(default)]
    but_not_only: Vec<Method>,
    people_above: Option<u64>,
    people_above_public: Option<u64>,
}

fn law() -> &'static Law {
    static LAW: OnceLock<Law> = OnceLock::new();
    LAW.get_or_init(|| {
        toml::from_str(include_str!("../../data/reporting.toml"))
            .expect("a table in data/ that the tests read")
    })
}

/// What can be said of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// The first stated report came within the days of the 速報.
    Preliminary,
    /// It came later, within those of the 確報.
    Final,
    /// It came after those.
    Late,
    /// No rule was in force.
    BeforeLaw,
    /// The facts show no trigger.
    NoTrigger,
    /// No day of awareness is stated.
    NoAwareness,
    /// No day of a report to the commission is stated.
    NoReport,
}

impl Outcome {
    fn name(self) -> Name {
        let (code, ja, en) = match self {
            Self::Preliminary => {
                ("preliminary", "速報の目安の日数以内", "within the days of the preliminary report")
            }
            Self::Final => {
                ("final", "速報の目安を過ぎ、確報の期限以内", "later, within the limit of the final report")
            }
            Self::Late => ("late", "確報の期限の日数を過ぎて", "after the limit of the final report"),
            Self::BeforeLaw => (
                "before_law",
                "判定不能(報告義務の施行前)",
                "cannot be decided: before the duty came into force",
            ),
            Self::NoTrigger => {
                ("no_trigger", "判定不能(報告対象の類型の記載なし)", "cannot be decided: no trigger is shown")
            }
            Self::NoAwareness => (
                "no_awareness",
                "判定不能(知った日の記載なし)",
                "cannot be decided: no day of awareness is stated",
            ),
            Self::NoReport => (
                "no_report",
                "判定不能(委員会への報告日の記載なし)",
                "cannot be decided: no day of a report to the commission is stated",
            ),
        };
        Name { code: code.to_owned(), ja: ja.to_owned(), en: en.to_owned() }
    }

    fn is_decided(self) -> bool {
        matches!(self, Self::Preliminary | Self::Final | Self::Late)
    }
}

pub(super) fn lens(items: &[&Item]) -> Made {
    let spread = Spread::of(items, |item, into| into.push(outcome(item)));
    let decided: Vec<u64> = spread
        .of
        .iter()
        .filter(|(outcome, _)| outcome.is_decided())
        .flat_map(|(_, items)| items.iter().map(|item| item.id))
        .collect();
    let (count, total) = (u64::try_from(decided.len()).unwrap_or(u64::MAX), number_of(items));
    let share = Value::Share(Share::of(count, total));
    let values = vec![("count", Value::Counted(count)), ("total", Value::Counted(total)), ("share", share)];
    let said = [
        sentence("reporting_inference", vec![("days", Value::Days(law().preliminary_days))], Vec::new()),
        sentence("reporting_given", values, decided),
    ];
    let (_, tables) = spread.told(items, "reporting_given", ("lens_reporting", "outcome"), Outcome::name)?;
    Some((said.to_vec(), tables))
}

fn outcome(item: &Item) -> Outcome {
    let Some(aware) = item.facts.discovered.filter(|day| day.civil().is_some()) else {
        return Outcome::NoAwareness;
    };
    let Some(rule) = law().rule.iter().find(|rule| rule.holds(aware)) else { return Outcome::BeforeLaw };
    // Of several triggers the one that gives most time decides: none is said to be late that may not be.
    let days = rule.trigger.iter().filter(|trigger| trigger.shows(item)).map(|trigger| trigger.days).max();
    let Some(days) = days else { return Outcome::NoTrigger };
    match told(item, aware) {
        None => Outcome::NoReport,
        Some(after) if after <= law().preliminary_days => Outcome::Preliminary,
        Some(after) if after <= days => Outcome::Final,
        Some(_) => Outcome::Late,
    }
}

/// After how many days the commission was told first.
fn told(item: &Item, aware: PartialDate) -> Option<u64> {
    let to_ppc = item
        .facts
        .events
        .iter()
        .filter(|event| event.event == EventKind::Regulator && event.to == Some(ReportedTo::Ppc));
    to_ppc.filter_map(|event| between(aware, event.date)).min()
}

impl Rule {
    fn holds(&self, aware: PartialDate) -> bool {
        self.from <= aware && self.until.is_none_or(|until| aware <= until)
    }
}

impl Trigger {
    /// Whether the facts show it.
    fn shows(&self, item: &Item) -> bool {
        let facts = &item.facts;
        let only =
            facts.methods.len() == 1 && facts.methods.iter().all(|way| self.but_not_only.contains(way));
        let stated = facts.cause.is_some_and(|cause| self.causes.contains(&cause))
            || facts.methods.iter().any(|way| self.methods.contains(way))
            || facts.data_types.iter().any(|kind| self.data_types.contains(kind));
        let above = if is_public(item) { self.people_above_public } else { self.people_above };
        // 「最大」 is no number that was exceeded, but one that may have been: that counts.
        let people = facts.affected_total.filter(|total| total.unit == Unit::People);
        let many = people.zip(above).is_some_and(|(total, above)| {
            total.count > above || total.count == above && total.qualifier == Qualifier::Min
        });
        (stated && !only) || many
    }
}
