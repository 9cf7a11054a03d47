use std::collections::BTreeSet;

use jikenbo_model::Facts;
use jikenbo_model::vocabulary::{Cause, Kind, Leak, SecondaryDamage};
use serde::{Deserialize, Serialize};

use super::{ChangeCode, days, figures};
use crate::organization::key;

/// One change between the facts of two reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What changed.
    pub code: ChangeCode,
    /// The path of the fact in the newer report (`affected[0].count`, `data_types.email`), where its evidence stands.
    pub field: String,
    /// The older value, as JSON has it; `None` where there was none.
    pub from: Option<String>,
    /// The newer value.
    pub to: Option<String>,
}

impl Change {
    pub(super) fn new(
        code: ChangeCode,
        field: impl Into<String>,
        from: Option<String>,
        to: Option<String>,
    ) -> Self {
        Self { code, field: field.into(), from, to }
    }

    /// The key of the neutral words by which it is told to people.
    pub fn wording(&self) -> String {
        format!("change.{}", self.code)
    }
}

/// What the newer report says otherwise than the older one, in order of the fields. A fact that the newer one is silent
/// about is no change: silence withdraws nothing.
///
/// ```
/// use jikenbo_model::{Facts, vocabulary::Leak};
/// use jikenbo_resolve::compare::{ChangeCode, facts};
/// let old = Facts { leak: Some(Leak::Possible), ..Facts::default() };
/// let new = Facts { leak: Some(Leak::Confirmed), ..Facts::default() };
/// assert_eq!(facts(&old, &new)[0].code, ChangeCode::LeakConfirmed);
/// assert!(facts(&old, &Facts::default()).is_empty());
/// ```
pub fn facts(old: &Facts, new: &Facts) -> Vec<Change> {
    let mut changes = Vec::new();
    kind(old, new, &mut changes);
    cause(old, new, &mut changes);
    let methods = words(&old.methods, &new.methods, |method| method.word());
    added(ChangeCode::MethodGiven, "methods", methods, &mut changes);
    leak(old, new, &mut changes);
    figures::compare(old, new, &mut changes);
    data(old, new, &mut changes);
    misuse(old, new, &mut changes);
    names(old, new, &mut changes);
    days::compare(old, new, &mut changes);
    added(
        ChangeCode::ToldTo,
        "reported_to",
        words(&old.reported_to, &new.reported_to, |to| to.word()),
        &mut changes,
    );
    added(
        ChangeCode::MeasureGiven,
        "measures",
        words(&old.measures, &new.measures, |one| one.word()),
        &mut changes,
    );
    consequences(old, new, &mut changes);
    changes
}

fn kind(old: &Facts, new: &Facts, changes: &mut Vec<Change>) {
    if new.kind == Some(Kind::NoIncident) && old.kind.is_some_and(|kind| kind != Kind::NoIncident) {
        let word = |kind: Option<Kind>| kind.map(|kind| kind.word().to_owned());
        changes.push(Change::new(ChangeCode::IncidentDenied, "kind", word(old.kind), word(new.kind)));
    }
}

fn cause(old: &Facts, new: &Facts, changes: &mut Vec<Change>) {
    let known = |cause: Option<Cause>| cause.filter(|cause| *cause != Cause::Unknown);
    let (Some(to), from) = (known(new.cause), known(old.cause)) else { return };
    if from == Some(to) || (to == Cause::None && new.kind == Some(Kind::NoIncident)) {
        return;
    }
    let code = if from.is_some() { ChangeCode::CauseChanged } else { ChangeCode::CauseFound };
    let word = |cause: Option<Cause>| cause.map(|cause| cause.word().to_owned());
    changes.push(Change::new(code, "cause", word(old.cause), word(new.cause)));
}

fn leak(old: &Facts, new: &Facts, changes: &mut Vec<Change>) {
    let code = match (old.leak, new.leak) {
        (from, to) if from == to => return,
        (_, Some(Leak::Confirmed)) => ChangeCode::LeakConfirmed,
        (Some(Leak::Confirmed), Some(Leak::Possible)) => ChangeCode::LeakLessCertain,
        (_, Some(Leak::Possible)) => ChangeCode::LeakFeared,
        (_, Some(Leak::None)) => ChangeCode::LeakDenied,
        _ => return,
    };
    let word = |leak: Option<Leak>| leak.map(|leak| leak.word().to_owned());
    changes.push(Change::new(code, "leak", word(old.leak), word(new.leak)));
}

fn data(old: &Facts, new: &Facts, changes: &mut Vec<Change>) {
    for data in new.data_types.difference(&old.data_types) {
        let denied = old.data_types_denied.contains(data);
        let code = if denied { ChangeCode::DeniedDataAdmitted } else { ChangeCode::DataAdmitted };
        changes.push(Change::new(code, format!("data_types.{data}"), None, Some(data.word().to_owned())));
    }
    for data in new.data_types_denied.intersection(&old.data_types) {
        let field = format!("data_types_denied.{data}");
        changes.push(Change::new(ChangeCode::DataNowDenied, field, Some(data.word().to_owned()), None));
    }
}

fn misuse(old: &Facts, new: &Facts, changes: &mut Vec<Change>) {
    if new.secondary_damage == Some(SecondaryDamage::Reported) && old.secondary_damage != new.secondary_damage
    {
        let word = |damage: Option<SecondaryDamage>| damage.map(|damage| damage.word().to_owned());
        let (from, to) = (word(old.secondary_damage), word(new.secondary_damage));
        changes.push(Change::new(ChangeCode::MisuseReported, "secondary_damage", from, to));
    }
}

fn names(old: &Facts, new: &Facts, changes: &mut Vec<Change>) {
    let known: BTreeSet<_> = old.chain.iter().filter_map(|link| link.name.as_deref()).map(key).collect();
    for (at, link) in new.chain.iter().enumerate() {
        let Some(name) = link.name.as_ref().filter(|name| !known.contains(&key(name))) else { continue };
        changes.push(Change::new(ChangeCode::PlaceNamed, format!("chain[{at}]"), None, Some(name.clone())));
    }
    let known: BTreeSet<_> = old.services.iter().map(|name| key(name)).collect();
    for (at, name) in new.services.iter().enumerate().filter(|(_, name)| !known.contains(&key(name))) {
        changes.push(Change::new(
            ChangeCode::ServiceNamed,
            format!("services[{at}]"),
            None,
            Some(name.clone()),
        ));
    }
    for (at, actor) in new.actors.iter().enumerate().filter(|(_, actor)| !old.actors.contains(actor)) {
        let to = actor.name.clone().unwrap_or_else(|| actor.kind.word().to_owned());
        changes.push(Change::new(ChangeCode::ActorNamed, format!("actors[{at}]"), None, Some(to)));
    }
}

fn consequences(old: &Facts, new: &Facts, changes: &mut Vec<Change>) {
    for (at, one) in new.consequences.iter().enumerate() {
        if !old.consequences.iter().any(|known| known.kind == one.kind && known.date == one.date) {
            let to = Some(one.kind.word().to_owned());
            changes.push(Change::new(ChangeCode::ConsequenceGiven, format!("consequences[{at}]"), None, to));
        }
    }
}

fn words<T: Ord + Copy>(
    old: &BTreeSet<T>,
    new: &BTreeSet<T>,
    word: impl Fn(T) -> &'static str,
) -> Vec<&'static str> {
    new.difference(old).map(|value| word(*value)).collect()
}

fn added(code: ChangeCode, field: &str, words: Vec<&'static str>, changes: &mut Vec<Change>) {
    changes.extend(
        words
            .into_iter()
            .map(|word| Change::new(code, format!("{field}.{word}"), None, Some(word.to_owned()))),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use jikenbo_model::vocabulary::{DataType, Qualifier, Status, Unit};
    use jikenbo_model::{Affected, Total};

    fn codes(old: &Facts, new: &Facts) -> Vec<&'static str> {
        facts(old, new).into_iter().map(|change| change.code.word()).collect()
    }

    #[test]
    fn denied_data_that_is_admitted_shows() {
        let old = Facts { data_types_denied: [DataType::CreditCard].into(), ..Facts::default() };
        let new = Facts { data_types: [DataType::CreditCard, DataType::Name].into(), ..Facts::default() };
        assert_eq!(codes(&old, &new), ["data_admitted", "denied_data_admitted"]);
        assert_eq!(codes(&new, &old), ["data_now_denied"]);
    }

    #[test]
    fn leaks_grow_and_vanish() {
        let leak = |leak| Facts { leak: Some(leak), ..Facts::default() };
        assert_eq!(codes(&leak(Leak::Possible), &leak(Leak::Confirmed)), ["leak_confirmed"]);
        assert_eq!(codes(&leak(Leak::Possible), &leak(Leak::None)), ["leak_denied"]);
        assert_eq!(codes(&leak(Leak::Confirmed), &leak(Leak::Possible)), ["leak_less_certain"]);
        assert_eq!(codes(&leak(Leak::Confirmed), &leak(Leak::Unknown)), [""; 0]);
    }

    #[test]
    fn figures_move() {
        let of = |count| {
            let total = Total { count, unit: Unit::People, qualifier: Qualifier::Exact };
            let one = Affected {
                count,
                unit: Unit::People,
                qualifier: Qualifier::Exact,
                subject: Some("お客様".to_owned()),
                status: Status::Possible,
                part_of: None,
            };
            Facts { affected: vec![one], affected_total: Some(total), ..Facts::default() }
        };
        assert_eq!(codes(&of(100), &of(250)), ["total_up", "figure_up"]);
        assert_eq!(codes(&of(250), &of(100)), ["total_down", "figure_down"]);
        assert_eq!(codes(&Facts::default(), &of(1)), ["total_given", "figure_given"]);
        assert!(codes(&of(1), &of(1)).is_empty());
    }

    #[test]
    fn days_move() {
        let of = |day: &str| Facts { occurred_from: day.parse().ok(), ..Facts::default() };
        assert_eq!(codes(&of("2025-12-06"), &of("2025-11-30")), ["day_earlier"]);
        assert_eq!(codes(&of("2025-12"), &of("2025-12-06")), ["day_exact"]);
        assert_eq!(codes(&of("2025-12-06"), &of("2025-12-07")), ["day_later"]);
        assert_eq!(facts(&of(""), &of("2025-12-07"))[0].wording(), "change.day_given");
    }
}
