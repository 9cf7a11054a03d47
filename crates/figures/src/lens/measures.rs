//! Measures announced, and where each belongs in the NIST CSF 2.0 and SP 800-53.

use std::sync::OnceLock;

use jikenbo_model::vocabulary::Measure;
use serde::Deserialize;

use super::spread::Spread;
use crate::sections::Made;
use crate::words::name;
use crate::{Item, Name, Sentence, Value};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mapping {
    // Told to those who read the file.
    #[allow(dead_code, reason = "documents the table")]
    source: String,
    function: Vec<Name>,
    measure: Vec<Belongs>,
}

/// Where a measure belongs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Belongs {
    measure: Measure,
    /// The category of the CSF; its first two letters are the function.
    category: String,
    control: String,
}

impl Belongs {
    fn is_of(&self, function: &Name) -> bool {
        self.category.starts_with(&function.code)
    }
}

fn mapping() -> &'static Mapping {
    static MAPPING: OnceLock<Mapping> = OnceLock::new();
    MAPPING.get_or_init(|| {
        toml::from_str(include_str!("../../data/measures.toml"))
            .expect("a table in data/ that the tests read")
    })
}

fn belongs(measure: Measure) -> Option<&'static Belongs> {
    mapping().measure.iter().find(|one| one.measure == measure)
}

/// The place of the function that a measure belongs to.
fn function(measure: Measure) -> Option<usize> {
    let belongs = belongs(measure)?;
    mapping().function.iter().position(|function| belongs.is_of(function))
}

pub(super) fn lens(items: &[&Item]) -> Made {
    let spread = Spread::of(items, |item, into| into.extend(&item.facts.measures));
    let measures: Vec<Measure> = spread.of.keys().copied().collect();
    let called = |measure: Measure| name(measure.word(), measure.japanese());
    let (mut sentences, mut tables) =
        spread.told(items, "measures_given", ("lens_measures", "measure"), called)?;
    for table in &mut tables {
        table.columns.extend(["category", "control"]);
        for row in &mut table.rows {
            let own = |cell: &Value| match cell {
                Value::Names(names) => measures.iter().find(|measure| names[0].code == measure.word()),
                _ => None,
            };
            let belongs = row.cells.iter().find_map(own).and_then(|measure| belongs(*measure));
            let text =
                |pick: fn(&Belongs) -> &String| Value::Text(belongs.map(pick).cloned().unwrap_or_default());
            row.cells.extend([text(|one| &one.category), text(|one| &one.control)]);
        }
    }
    let functions = Spread::of(items, |item, into| {
        into.extend(item.facts.measures.iter().filter_map(|measure| function(*measure)));
    });
    let names = &mapping().function;
    let told =
        functions.told(items, "functions_given", ("lens_functions", "function"), |at| names[at].clone());
    let (more, table) = told.unwrap_or_default();
    // How many announce measures was said already.
    sentences.extend(more.into_iter().skip(1).map(|most| match most.words {
        "spread_most" => Sentence { words: "functions_most", ..most },
        _ => Sentence { words: "functions_most_tied", ..most },
    }));
    tables.extend(table);
    Some((sentences, tables))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_measure_belongs_to_a_function_and_once() {
        for measure in Measure::ALL {
            assert!(function(*measure).is_some(), "{measure}");
            let entries = mapping().measure.iter().filter(|one| one.measure == *measure);
            assert_eq!(entries.count(), 1, "{measure}");
        }
        for function in &mapping().function {
            assert!(mapping().measure.iter().any(|one| one.is_of(function)), "{function:?}");
        }
    }
}
