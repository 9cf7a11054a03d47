//! Arrests, discipline, settlements and authorities' orders.

use jikenbo_model::vocabulary::{ConsequenceType, Kind};

use super::{Column, Made, ids, number_of, organization, sentence};
use crate::{Item, Share, Table, Value};

/// The sentence of each group, and what belongs to it.
const GROUPS: [(&str, &[ConsequenceType]); 4] = [
    ("arrests", &[ConsequenceType::Arrest, ConsequenceType::Referral, ConsequenceType::Conviction]),
    ("discipline", &[ConsequenceType::Discipline]),
    ("settlements", &[ConsequenceType::Settlement, ConsequenceType::Compensation]),
    ("orders", &[ConsequenceType::Order, ConsequenceType::Guidance]),
];

pub(super) fn section(column: &Column<'_>) -> Made {
    let any = |item: &&Item| GROUPS.iter().any(|group| belongs(item, group));
    let items: Vec<&Item> = column.items.iter().copied().filter(any).collect();
    if items.is_empty() {
        return None;
    }
    let (count, total) = (number_of(&items), number_of(&column.items));
    let share = Value::Share(Share::of(count, total));
    let values = vec![("count", Value::Counted(count)), ("share", share)];
    let mut sentences = vec![sentence("consequences", values, ids(&items))];
    for group in &GROUPS {
        let of: Vec<&Item> = items.iter().copied().filter(|item| belongs(item, group)).collect();
        if !of.is_empty() {
            sentences.push(super::count_of(group.0, &of));
        }
    }
    let mut table = Table::new("consequences", &["organization", "item", "what", "date", "amount"]);
    items.iter().for_each(|item| rows(item, &mut table));
    Some((sentences, vec![table]))
}

/// Whether `item` tells of something of a group. An authority's act is an order, whatever else it tells.
fn belongs(item: &Item, (words, kinds): &(&str, &[ConsequenceType])) -> bool {
    let told = item.facts.consequences.iter().any(|consequence| kinds.contains(&consequence.kind));
    told || (*words == "orders" && item.facts.kind == Some(Kind::Regulator))
}

fn rows(item: &Item, table: &mut Table) {
    let known = |kind| GROUPS.iter().any(|(_, kinds)| kinds.contains(&kind));
    let mut told = item.facts.consequences.iter().filter(|consequence| known(consequence.kind)).peekable();
    if told.peek().is_none() {
        let what = crate::words::name(Kind::Regulator.word(), Kind::Regulator.japanese());
        let date = Value::Date(item.facts.published);
        let cells = vec![organization(item), Value::Item(item.id), Value::name(&what), date, empty()];
        table.row(cells, vec![item.id]);
    }
    for consequence in told {
        let what = crate::words::name(consequence.kind.word(), consequence.kind.japanese());
        let currency = consequence.currency.clone().unwrap_or_default();
        let amount = consequence.amount.map_or_else(empty, |amount| Value::Amount(amount, currency));
        let date = Value::Date(consequence.date);
        table.row(
            vec![organization(item), Value::Item(item.id), Value::name(&what), date, amount],
            vec![item.id],
        );
    }
}

fn empty() -> Value {
    Value::Text(String::new())
}
