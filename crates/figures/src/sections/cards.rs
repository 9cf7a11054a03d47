//! Leaks of payment cards, with what of the card, and how many cards where that is said.

use jikenbo_model::vocabulary::{DataType, Leak, Qualifier, Unit};
use jikenbo_model::{Facts, Total};

use super::{Column, Made, count_of, organization};
use crate::{Item, Name, Table, Value};

/// The kinds of data that are of a card.
const OF_CARD: [DataType; 4] =
    [DataType::CreditCardNumber, DataType::CardExpiry, DataType::CardSecurityCode, DataType::CreditCard];

pub(super) fn section(column: &Column<'_>) -> Made {
    let leaked = |item: &&Item| {
        matches!(item.facts.leak, Some(Leak::Confirmed | Leak::Possible))
            && item.facts.data_types.iter().any(|kind| OF_CARD.contains(kind))
    };
    let items: Vec<&Item> = column.items.iter().copied().filter(leaked).collect();
    if items.is_empty() {
        return None;
    }
    let mut table = Table::new("cards", &["organization", "item", "of_card", "cards"]);
    for item in &items {
        let what = Value::Names(of_card(&item.facts));
        let figure = Value::Figure(cards(&item.facts));
        table.row(vec![organization(item), Value::Item(item.id), what, figure], vec![item.id]);
    }
    Some((vec![count_of("cards", &items)], vec![table]))
}

fn of_card(facts: &Facts) -> Vec<Name> {
    let name = |kind: &DataType| crate::words::name(kind.word(), kind.japanese());
    facts.data_types.iter().filter(|kind| OF_CARD.contains(kind)).map(name).collect()
}

/// The figure of cards alone: the total where it counts cards, else the sum of the ledger's rows that do and are no part of
/// another one that does.
fn cards(facts: &Facts) -> Option<Total> {
    if let Some(total) = facts.affected_total.filter(|total| total.unit == Unit::Cards) {
        return Some(total);
    }
    let of_cards = |at: usize| facts.affected.get(at).is_some_and(|row| row.unit == Unit::Cards);
    let rows =
        facts.affected.iter().filter(|row| row.unit == Unit::Cards && !row.part_of.is_some_and(of_cards));
    rows.map(|row| Total { count: row.count, unit: Unit::Cards, qualifier: row.qualifier }).reduce(
        |sum, next| {
            let qualifier = if sum.qualifier == Qualifier::Exact { next.qualifier } else { sum.qualifier };
            Total { count: sum.count.saturating_add(next.count), qualifier, ..sum }
        },
    )
}
