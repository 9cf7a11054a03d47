//! How large: figures on a scale of powers of ten, those of people apart from all others. Of several reports of one case the
//! newest figure stands.

use std::collections::{BTreeMap, BTreeSet};

use jikenbo_model::Total;
use jikenbo_model::vocabulary::Unit;

use super::days::Quartiles;
use super::given;
use crate::sections::{Made, number_of, of_cases, sentence};
use crate::{Item, Table, Value};

/// The figures of one power of ten: those of people, those of other things.
#[derive(Default)]
struct Step<'a> {
    people: Vec<&'a Item>,
    others: Vec<&'a Item>,
}

pub(super) fn lens(items: &[&Item]) -> Made {
    let figures: Vec<(&Item, Total)> =
        of_cases(items).into_iter().filter(|(_, total)| total.count > 0).collect();
    if figures.is_empty() {
        return None;
    }
    let mut steps: BTreeMap<u32, Step<'_>> = BTreeMap::new();
    for (item, total) in &figures {
        let step = steps.entry(total.count.ilog10()).or_default();
        let of = if total.unit == Unit::People { &mut step.people } else { &mut step.others };
        of.push(item);
    }
    let with: Vec<&Item> = figures.iter().map(|(item, _)| *item).collect();
    // The figures are those of cases: so is what they are a share of.
    let mut known = BTreeSet::new();
    let cases: Vec<&Item> = items.iter().copied().filter(|item| known.insert(item.case)).collect();
    let mut sentences = vec![given("sizes_given", &with, &cases)];
    let people = figures.iter().filter(|(_, total)| total.unit == Unit::People);
    let (counts, proof): (Vec<u64>, Vec<u64>) = people.map(|(item, total)| (total.count, item.id)).unzip();
    if let Some(quartiles) = Quartiles::of(counts) {
        let values = quartiles.values(Value::Number);
        sentences.push(sentence("sizes_people", values, proof));
    }
    Some((sentences, vec![table(&steps)]))
}

fn table(steps: &BTreeMap<u32, Step<'_>>) -> Table {
    let mut table =
        Table { bars: Some(3), ..Table::new("lens_sizes", &["range", "of_people", "of_others", "count"]) };
    let (first, last) =
        (steps.keys().next().copied().unwrap_or(0), steps.keys().next_back().copied().unwrap_or(0));
    let none = Step::default();
    // A step without figures is shown, as a gap is a finding too.
    for power in first..=last {
        let step = steps.get(&power).unwrap_or(&none);
        let from = 10_u64.saturating_pow(power);
        let range = Value::Range(from, from.saturating_mul(10).saturating_sub(1));
        let (people, others) = (number_of(&step.people), number_of(&step.others));
        let cells =
            vec![range, Value::Counted(people), Value::Counted(others), Value::Counted(people + others)];
        let proof = step.people.iter().chain(&step.others).map(|item| item.id).collect();
        table.row(cells, proof);
    }
    table
}
