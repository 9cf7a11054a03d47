//! How many, against the month before and the same month a year before; of a longer period month by month.

use super::{Column, Made, ids, number_of, sentence};
use crate::{Month, Sentence, Table, Value};

pub(super) fn section(column: &Column<'_>) -> Made {
    let total = number_of(&column.items);
    let (month, all) = (column.period.to, ids(&column.items));
    if column.period.from != month {
        return months(column, total, all);
    }
    let period = ("month", Value::Month(month));
    let mut sentences = vec![sentence("number", vec![period, ("count", Value::Counted(total))], all.clone())];
    let mut table = Table::new("number", &["month", "count", "change"]);
    table.row(vec![Value::Month(month), Value::Counted(total), Value::Text(String::new())], all.clone());
    let others = [
        (["number_before", "number_before_same"], month.before()),
        (["number_year", "number_year_same"], month.year_before()),
    ];
    for ([words, same], other) in others {
        if let Some(before) = column.known.get(&other) {
            let words = if total == *before { same } else { words };
            let change = Value::Change(total.cast_signed().saturating_sub(before.cast_signed()));
            sentences.push(against(words, other, (*before, &change)));
            table.row(vec![Value::Month(other), Value::Counted(*before), change], Vec::new());
        }
    }
    Some((sentences, vec![table]))
}

/// What another month had is proved by that month's items, which this digest does not list.
fn against(words: &'static str, other: Month, (before, change): (u64, &Value)) -> Sentence {
    let values =
        vec![("month", Value::Month(other)), ("before", Value::Counted(before)), ("change", change.clone())];
    sentence(words, values, Vec::new())
}

fn months(column: &Column<'_>, total: u64, all: Vec<u64>) -> Made {
    let period = Value::Span(column.period.from, column.period.to);
    let values = vec![("period", period), ("count", Value::Counted(total))];
    let mut table = Table { bars: Some(1), ..Table::new("months", &["month", "count"]) };
    for (month, count) in column.known.range(column.period.from..=column.period.to) {
        table.row(vec![Value::Month(*month), Value::Counted(*count)], Vec::new());
    }
    Some((vec![sentence("number_span", values, all)], vec![table]))
}
