//! The floors: how right each field must be, kept in `corpus/floors.toml`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Small repairs of the corpus or the reading may cost one field this much; a real loss costs more. On the corpus as it
/// stands one report more or less in a single-valued field is about 0.01.
const NOISE: f64 = 0.01;

/// A file of floors.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Floors {
    /// SHA-256 of the corpus that the floors were measured on.
    pub fingerprint: String,
    /// Of each set of documents, the least that each field must reach.
    pub sets: BTreeMap<String, BTreeMap<String, f64>>,
}

/// The figures of one set of documents: its name, and each field with what it reached.
pub type Reached<'a> = (&'a str, &'a BTreeMap<String, f64>);

/// What of `reached` is below its floor, one line each.
pub fn below(floors: &Floors, reached: &[Reached<'_>]) -> Vec<String> {
    let mut found = Vec::new();
    for (set, fields) in reached {
        for (field, floor) in floors.sets.get(*set).into_iter().flatten() {
            match fields.get(field) {
                Some(now) if *now + 1e-9 >= *floor => {}
                Some(now) => found.push(format!("{set}.{field}: {now:.3}, below its floor {floor:.3}")),
                None => found.push(format!("{set}.{field}: has a floor, but was not measured")),
            }
        }
    }
    found
}

/// Raises each floor to what was reached less the noise allowance; none is lowered. Gives one line for each change.
pub fn raise(floors: &mut Floors, reached: &[Reached<'_>]) -> Vec<String> {
    let mut changes = Vec::new();
    for (set, fields) in reached {
        let kept = floors.sets.entry((*set).to_owned()).or_default();
        for (field, now) in *fields {
            let new = allowed(*now);
            let old = kept.get(field).copied();
            if old.is_none_or(|old| new > old + 1e-9) {
                changes.push(format!("{set}.{field}: {} -> {new:.3}", shown(old)));
                kept.insert(field.clone(), new);
            }
        }
    }
    changes
}

/// Sets the floor of `name` (`set.field`) to what was reached, even where that is lower.
///
/// # Errors
/// Where nothing of this name was measured.
pub fn lower(floors: &mut Floors, reached: &[Reached<'_>], name: &str) -> anyhow::Result<String> {
    let find = |(set, field): (&str, &str)| {
        let fields = reached.iter().find(|(known, _)| *known == set)?.1;
        Some((set.to_owned(), field.to_owned(), *fields.get(field)?))
    };
    let found = name.split_once('.').and_then(find);
    let (set, field, now) = found
        .ok_or_else(|| anyhow::anyhow!("expected a field such as `corpus.events`, but found `{name}`"))?;
    let old = floors.sets.entry(set).or_default().insert(field, allowed(now));
    Ok(format!("{name}: {} -> {:.3} (lowered)", shown(old), allowed(now)))
}

/// Three digits, rounded down: what is reached is never below its own floor.
fn allowed(reached: f64) -> f64 {
    ((reached - NOISE) * 1000.0).floor().max(0.0) / 1000.0
}

fn shown(floor: Option<f64>) -> String {
    floor.map_or("none".to_owned(), |floor| format!("{floor:.3}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, f64)]) -> BTreeMap<String, f64> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect()
    }

    #[test]
    fn floors_rise_and_do_not_fall() {
        let mut floors = Floors::default();
        assert_eq!(
            raise(&mut floors, &[("corpus", &fields(&[("cause", 0.95)]))]),
            ["corpus.cause: none -> 0.940"]
        );
        let lower = fields(&[("cause", 0.90)]);
        assert!(raise(&mut floors, &[("corpus", &lower)]).is_empty());
        assert_eq!(below(&floors, &[("corpus", &lower)]), ["corpus.cause: 0.900, below its floor 0.940"]);
        assert!(below(&floors, &[("corpus", &fields(&[("cause", 0.94)]))]).is_empty());
    }

    #[test]
    fn only_its_own_flag_lowers_a_floor() {
        let reached = fields(&[("cause", 0.5)]);
        let mut floors = Floors::default();
        raise(&mut floors, &[("corpus", &fields(&[("cause", 0.95)]))]);
        assert!(super::lower(&mut floors, &[("corpus", &reached)], "corpus.cause").is_ok());
        assert!(below(&floors, &[("corpus", &reached)]).is_empty());
        assert!(super::lower(&mut floors, &[("corpus", &reached)], "cause").is_err());
    }

    #[test]
    fn a_field_that_is_no_longer_measured_is_told() {
        let mut floors = Floors::default();
        raise(&mut floors, &[("corpus", &fields(&[("cause", 0.95)]))]);
        assert_eq!(below(&floors, &[("corpus", &fields(&[]))]).len(), 1);
    }
}
