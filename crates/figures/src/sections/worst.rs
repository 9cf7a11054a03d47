//! The largest figures, ties kept. Of several reports of one case the newest that gives a figure stands: a follow-up does not
//! take a second place.

use std::collections::HashMap;

use jikenbo_model::Total;
use jikenbo_model::vocabulary::Unit;

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
    // In no order until they are sorted.
    let mut newest: HashMap<u64, (usize, &'a Item, Total)> = HashMap::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        let Some(total) = item.facts.affected_total else { continue };
        let later = |known: &&(usize, &Item, Total)| known.1.facts.published > item.facts.published;
        if newest.get(&item.case).filter(later).is_none() {
            newest.insert(item.case, (at, item, total));
        }
    }
    let mut figures: Vec<_> = newest.into_values().collect();
    figures.sort_unstable_by_key(|(at, ..)| *at);
    figures.into_iter().map(|(_, item, total)| (item, total)).collect()
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
