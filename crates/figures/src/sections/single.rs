//! Sections that only list: releases published as a picture, reports that nothing happened.

use super::{Column, Made, count_of, organization};
use crate::{Item, Table, Value};

pub(super) fn pictures(column: &Column<'_>) -> Made {
    let items: Vec<&Item> = column.items.iter().copied().filter(|item| item.picture).collect();
    listed("pictures", &items)
}

pub(super) fn nothing(column: &Column<'_>) -> Made {
    listed("nothing", &column.nothing)
}

fn listed(words: &'static str, items: &[&Item]) -> Made {
    if items.is_empty() {
        return None;
    }
    let mut table = Table::new(words, &["organization", "item"]);
    items.iter().for_each(|item| table.row(vec![organization(item), Value::Item(item.id)], vec![item.id]));
    Some((vec![count_of(words, items)], vec![table]))
}
