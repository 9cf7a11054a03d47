//! Who did it, where a release says so. No person has a name here.

use std::collections::BTreeMap;

use super::spread::Spread;
use crate::sections::{Made, ids, number_of};
use crate::words::name;
use crate::{Item, Table, Value, placed};

pub(super) fn lens(items: &[&Item]) -> Made {
    let spread =
        Spread::of(items, |item, into| into.extend(item.facts.actors.iter().map(|actor| actor.kind)));
    let called = |kind: jikenbo_model::vocabulary::ActorKind| name(kind.word(), kind.japanese());
    let (sentences, mut tables) = spread.told(items, "actors_given", ("lens_actors", "actor"), called)?;
    let mut named: BTreeMap<(&str, &str), Vec<&Item>> = BTreeMap::new();
    for item in items {
        for actor in &item.facts.actors {
            if let Some(group) = &actor.name {
                let of = named.entry((group, actor.country.as_deref().unwrap_or_default())).or_default();
                if of.last().is_none_or(|last| last.id != item.id) {
                    of.push(item);
                }
            }
        }
    }
    if !named.is_empty() {
        let mut table =
            Table { bars: Some(3), ..Table::new("lens_groups", &["place", "group", "country", "count"]) };
        for (place, ((group, country), items)) in
            placed(named.into_iter().collect(), |(_, items)| number_of(items))
        {
            let text = |words: &str| Value::Text(words.to_owned());
            let cells = vec![
                crate::sections::place_of(place),
                text(group),
                text(country),
                Value::Counted(number_of(&items)),
            ];
            table.row(cells, ids(&items));
        }
        tables.push(table);
    }
    Some((sentences, tables))
}
