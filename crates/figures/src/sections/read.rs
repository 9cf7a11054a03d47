//! The most read, ties kept.

use super::{Column, Made, PLACES, organization, place_of, sentence};
use crate::{Item, Table, Value, first_places, placed};

pub(super) fn section(column: &Column<'_>) -> Made {
    let read: Vec<(&Item, u64)> = column.items.iter().filter_map(|item| Some((*item, item.reads?))).collect();
    let places = first_places(PLACES, placed(read, |(_, reads)| *reads));
    let (_, (first, reads)) = places.first()?;
    let values = vec![
        ("organization", organization(first)),
        ("item", Value::Item(first.id)),
        ("reads", Value::Number(*reads)),
    ];
    let mut table = Table::new("read", &["place", "organization", "item", "reads"]);
    for (place, (item, reads)) in &places {
        let cells = vec![place_of(*place), organization(item), Value::Item(item.id), Value::Number(*reads)];
        table.row(cells, vec![item.id]);
    }
    Some((vec![sentence("read", values, vec![first.id])], vec![table]))
}
