//! The largest figures, ties kept. Of several reports of one case the newest that gives a figure stands: a follow-up does not
//! take a second place.

use std::cmp::Ordering;
use std::collections::HashMap;

use jikenbo_model::vocabulary::{Stage, Unit};
use jikenbo_model::{Total, nth};

use super::{Column, Made, PLACES, number_of, organization, place_of, sentence};
use crate::{Item, Rank, Table, Value, first_places, placed};

pub(super) fn section(column: &Column<'_>) -> Made {
    let all = of_cases(&column.items);
    let ranked: fn(&Total) -> bool = match column.options.rank {
        Rank::Figure => |_| true,
        Rank::People => |total| total.unit == Unit::People,
    };
    let (ranked, beside): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, total)| ranked(total));
    let first = |figures| first_places(PLACES, placed(figures, |(_, total): &(&Item, Total)| total.count));
    let (ranked, beside) = (first(ranked), first(beside));
    let unknown: Vec<&Item> =
        column.items.iter().copied().filter(|item| item.facts.affected_total.is_none()).collect();
    let mut sentences: Vec<_> = ranked.iter().take_while(|(place, _)| *place == 1).map(told).collect();
    if sentences.is_empty() && beside.is_empty() {
        return None;
    }
    if number_of(&unknown) > 0 {
        sentences.push(super::count_of("worst_unknown", &unknown));
    }
    let tables = [("worst", ranked), ("worst_beside", beside)];
    Some((sentences, tables.into_iter().filter_map(|(words, places)| table(words, &places)).collect()))
}

/// The newest figure of each case, in order of the items.
pub(crate) fn of_cases<'a>(items: &[&'a Item]) -> Vec<(&'a Item, Total)> {
    let firsts = firsts(items);
    // In no order until they are sorted.
    let mut newest: HashMap<u64, (usize, &'a Item, Total)> = HashMap::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        let Some(total) = item.facts.affected_total else { continue };
        let older = |known: &&(usize, &Item, Total)| order(known.1, item, &firsts) == Ordering::Greater;
        if newest.get(&item.case).filter(older).is_none() {
            newest.insert(item.case, (at, item, total));
        }
    }
    let mut figures: Vec<_> = newest.into_values().collect();
    figures.sort_unstable_by_key(|(at, ..)| *at);
    figures.into_iter().map(|(_, item, total)| (item, total)).collect()
}

/// Of the cases with follow-ups that give no day: the last of their first reports.
fn firsts(items: &[&Item]) -> HashMap<u64, u64> {
    let undated = items.iter().filter(|item| item.facts.published.is_none());
    let first = undated.filter(|item| item.facts.stage == Some(Stage::First));
    let mut firsts = HashMap::new();
    for item in first {
        let last = firsts.entry(item.case).or_insert(item.id);
        *last = item.id.max(*last);
    }
    firsts
}

/// The order of two reports of a case, as the casebook has it: by day, then as they say of themselves ([`Facts::turn`]), then as they were
/// filed; but where the page ran from the newest down, which a first report behind them tells, the other way round.
///
/// [`Facts::turn`]: jikenbo_model::Facts::turn
fn order(one: &Item, other: &Item, firsts: &HashMap<u64, u64>) -> Ordering {
    let runs_down = || {
        let (follows, last) = (one.id.max(other.id), firsts.get(&one.case).copied());
        one.facts.published.is_none()
            && one.facts.turn() != nth::FIRST
            && last.is_some_and(|last| last > follows)
    };
    let filed = || if runs_down() { other.id.cmp(&one.id) } else { one.id.cmp(&other.id) };
    let day = one.facts.published.cmp(&other.facts.published);
    day.then_with(|| one.facts.turn().cmp(&other.facts.turn())).then_with(filed)
}

fn told((_, (item, total)): &(usize, (&Item, Total))) -> crate::Sentence {
    let values = vec![
        ("organization", organization(item)),
        ("item", Value::Item(item.id)),
        ("figure", Value::Figure(Some(*total))),
    ];
    sentence("worst", values, vec![item.id])
}

fn table(words: &'static str, places: &[(usize, (&Item, Total))]) -> Option<Table> {
    let mut table = Table::new(words, &["place", "organization", "item", "figure"]);
    for (place, (item, total)) in places {
        let figure = Value::Figure(Some(*total));
        let cells = vec![place_of(*place), organization(item), Value::Item(item.id), figure];
        table.row(cells, vec![item.id]);
    }
    (!places.is_empty()).then_some(table)
}
