//! Follow-ups that changed the picture: figures that rose, leaks first denied and then not.

use jikenbo_model::Total;
use jikenbo_model::vocabulary::{Leak, Stage};

use super::{Column, Made, count_of, organization};
use crate::{Item, Table, Value};

pub(super) fn section(column: &Column<'_>) -> Made {
    let follows = |item: &&Item| matches!(item.facts.stage, Some(Stage::Update | Stage::Final));
    let all: Vec<&Item> = column.items.iter().copied().filter(follows).collect();
    if all.is_empty() {
        return None;
    }
    let mut sentences = vec![count_of("follow_ups", &all)];
    let mut rose = Table::new("rose", &["organization", "item", "figure_before", "figure_now"]);
    let risen: Vec<&Item> = all.iter().copied().filter(|item| risen_of(item).is_some()).collect();
    for (item, (before, now)) in risen.iter().filter_map(|item| Some((item, risen_of(item)?))) {
        let figures = [before, now].map(|total| Value::Figure(Some(total)));
        rose.row([vec![organization(item), Value::Item(item.id)], figures.to_vec()].concat(), vec![item.id]);
    }
    let turned: Vec<&Item> = all.iter().copied().filter(|item| turned(item)).collect();
    let mut denied = Table::new("denied", &["organization", "item", "leak_now"]);
    for item in &turned {
        let leak = item.facts.leak.unwrap_or(Leak::Unknown);
        let now = crate::words::name(leak.word(), leak.japanese());
        denied.row(vec![organization(item), Value::Item(item.id), Value::name(&now)], vec![item.id]);
    }
    for (words, items) in [("rose", &risen), ("denied", &turned)] {
        if !items.is_empty() {
            sentences.push(count_of(words, items));
        }
    }
    let tables = [rose, denied].into_iter().filter(|table| !table.rows.is_empty()).collect();
    Some((sentences, tables))
}

/// The figures before and now, of the same thing, where it rose.
fn risen_of(item: &Item) -> Option<(Total, Total)> {
    let (before, now) = (item.earlier?.total?, item.facts.affected_total?);
    (before.unit == now.unit && now.count > before.count).then_some((before, now))
}

/// Denied before, and now certain or feared.
fn turned(item: &Item) -> bool {
    let before = item.earlier.and_then(|earlier| earlier.leak);
    before == Some(Leak::None) && matches!(item.facts.leak, Some(Leak::Confirmed | Leak::Possible))
}
