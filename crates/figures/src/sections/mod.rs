//! The sections of a digest, one file each.

mod cards;
mod causes;
mod consequences;
mod contractors;
mod follow_ups;
mod number;
mod read;
mod single;
mod worst;

use std::collections::BTreeMap;

pub(crate) use contractors::contractor_of;
pub(crate) use worst::of_cases;

use crate::{Item, Month, Options, Period, Section, SectionKind, Sentence, Table, Value};

/// What a section is made of.
pub(crate) struct Column<'a> {
    /// The items that count, in order.
    pub(crate) items: Vec<&'a Item>,
    /// Those that report that nothing happened.
    pub(crate) nothing: Vec<&'a Item>,
    /// How many counted in other months.
    pub(crate) known: &'a BTreeMap<Month, u64>,
    pub(crate) period: Period,
    pub(crate) options: Options,
}

/// How many places of a ranking are shown.
pub(crate) const PLACES: usize = 3;

/// The section `kind`; `None` where it has no data.
pub(crate) fn section(kind: SectionKind, column: &Column<'_>) -> Option<Section> {
    let made = match kind {
        SectionKind::Number => number::section(column),
        SectionKind::Causes => causes::section(column),
        SectionKind::Worst => worst::section(column),
        SectionKind::Read => read::section(column),
        SectionKind::Cards => cards::section(column),
        SectionKind::Consequences => consequences::section(column),
        SectionKind::Contractors => contractors::section(column),
        SectionKind::Pictures => single::pictures(column),
        SectionKind::FollowUps => follow_ups::section(column),
        SectionKind::Nothing => single::nothing(column),
    };
    made.map(|(sentences, tables)| Section { kind, sentences, tables })
}

/// What a section's file gives.
pub(crate) type Made = Option<(Vec<Sentence>, Vec<Table>)>;

/// How many `items`.
pub(crate) fn number_of(items: &[&Item]) -> u64 {
    u64::try_from(items.len()).unwrap_or(u64::MAX)
}

pub(crate) fn ids(items: &[&Item]) -> Vec<u64> {
    items.iter().map(|item| item.id).collect()
}

/// A sentence with the values of its holes.
pub(crate) fn sentence(words: &'static str, values: Vec<(&'static str, Value)>, proof: Vec<u64>) -> Sentence {
    Sentence { words, values, proof }
}

/// A sentence that gives the number of `items` as `count`.
pub(crate) fn count_of(words: &'static str, items: &[&Item]) -> Sentence {
    sentence(words, vec![("count", Value::Counted(number_of(items)))], ids(items))
}

/// A place as a value.
pub(crate) fn place_of(place: usize) -> Value {
    Value::Number(u64::try_from(place).unwrap_or(u64::MAX))
}

/// Whose item it is, as a value.
fn organization(item: &Item) -> Value {
    Value::Organization(item.whose().unwrap_or_default().to_owned(), item.authority().map(str::to_owned))
}
