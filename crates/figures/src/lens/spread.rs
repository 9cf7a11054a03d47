//! How items spread over the values of a vocabulary. An item counts once for each value that it gives, so that shares do not
//! add up to the whole.

use std::collections::BTreeMap;

use jikenbo_model::vocabulary::{DataType, Leak, Method};

use super::given;
use crate::sections::{Made, PLACES, ids, number_of, place_of, sentence};
use crate::words::name;
use crate::{Item, Name, Sentence, Share, Table, Value, placed};

pub(super) fn data_types(items: &[&Item]) -> Made {
    let leaked = |item: &&&Item| !matches!(item.facts.leak, Some(Leak::None));
    let leaked: Vec<&Item> = items.iter().filter(leaked).copied().collect();
    let spread = Spread::of(&leaked, |item, into| into.extend(&item.facts.data_types));
    let table = ("lens_data_types", "data_type");
    spread.told(items, "data_types_given", table, |kind: DataType| name(kind.word(), kind.japanese()))
}

pub(super) fn methods(items: &[&Item]) -> Made {
    let spread = Spread::of(items, |item, into| into.extend(&item.facts.methods));
    spread.told(items, "methods_given", ("lens_methods", "method"), |way: Method| {
        name(way.word(), way.japanese())
    })
}

/// The items of each value, and those that give one.
pub(super) struct Spread<'a, T> {
    pub(super) of: BTreeMap<T, Vec<&'a Item>>,
    pub(super) given: Vec<&'a Item>,
}

impl<'a, T: Copy + Ord> Spread<'a, T> {
    /// Of `items`, each of which `values` writes its values into a list.
    pub(super) fn of(items: &[&'a Item], values: impl Fn(&'a Item, &mut Vec<T>)) -> Self {
        let mut spread = Self { of: BTreeMap::new(), given: Vec::new() };
        let mut own = Vec::new();
        for item in items {
            own.clear();
            values(item, &mut own);
            for value in &own {
                let of = spread.of.entry(*value).or_default();
                // An item that gives a value twice gives it once.
                if of.last().is_none_or(|last| last.id != item.id) {
                    of.push(item);
                }
            }
            if !own.is_empty() {
                spread.given.push(item);
            }
        }
        spread
    }

    /// As sentences and a table `words` whose column of values is called `column`.
    pub(super) fn told(
        self,
        all: &[&Item],
        given_words: &'static str,
        (words, column): (&'static str, &'static str),
        name: impl Fn(T) -> Name,
    ) -> Made {
        if self.given.is_empty() {
            return None;
        }
        let mut sentences = vec![given(given_words, &self.given, all)];
        let total = number_of(&self.given);
        let values: Vec<(Name, Vec<&Item>)> =
            self.of.into_iter().map(|(value, items)| (name(value), items)).collect();
        let values = placed(values, |(_, items)| number_of(items));
        sentences.extend(most(&values, total));
        let mut table = Table { bars: Some(2), ..Table::new(words, &["place", column, "count", "share"]) };
        for (place, (name, items)) in &values {
            let (count, share) = (number_of(items), Share::of(number_of(items), total));
            let cells = vec![place_of(*place), Value::name(name), Value::Counted(count), Value::Share(share)];
            table.row(cells, ids(items));
        }
        Some((sentences, vec![table]))
    }
}

/// What stands first, and with it what shares its place.
fn most(values: &[(usize, (Name, Vec<&Item>))], total: u64) -> Option<Sentence> {
    let first: Vec<_> = values.iter().take_while(|(place, _)| *place == 1).map(|(_, value)| value).collect();
    let count = number_of(&first.first()?.1);
    // A place that many share says nothing.
    if first.len() > PLACES {
        return None;
    }
    let names = Value::Names(first.iter().map(|(name, _)| name.clone()).collect());
    let share = Value::Share(Share::of(count, total));
    let words = if first.len() == 1 { "spread_most" } else { "spread_most_tied" };
    let proof = first.iter().flat_map(|(_, items)| ids(items)).collect();
    Some(sentence(words, vec![("names", names), ("count", Value::Counted(count)), ("share", share)], proof))
}
