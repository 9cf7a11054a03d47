//! The themes that an analyst follows: saved queries, kept as data (`data/themes.toml`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use jikenbo_model::vocabulary::{Cause, DataType, IndicatorType, Measure, Method, Relation};
use serde::Deserialize;

use super::spread::Spread;
use crate::scheme::Bilingual;
use crate::sections::{Made, contractor_of};
use crate::{Item, Name};

/// A saved query.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Its code, for programs and addresses.
    pub code: String,
    /// What it is called.
    pub name: Bilingual,
    /// Its rule in words.
    pub rule: Bilingual,
    /// The lines of which one must hold.
    any: Vec<Query>,
}

/// Each list that is not empty must have something in common with an item.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Query {
    causes: Vec<Cause>,
    methods: Vec<Method>,
    data_types: Vec<DataType>,
    relations: Vec<Relation>,
    indicators: Vec<IndicatorType>,
    measures: Vec<Measure>,
    /// So many organisations were hit through the same contractor or origin.
    same_contractor: Option<usize>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "theme")]
    themes: Vec<Theme>,
}

/// The themes, in order.
pub fn themes() -> &'static [Theme] {
    static THEMES: OnceLock<File> = OnceLock::new();
    let file = THEMES.get_or_init(|| {
        toml::from_str(include_str!("../../data/themes.toml")).expect("a table in data/ that the tests read")
    });
    &file.themes
}

pub(super) fn lens(items: &[&Item]) -> Made {
    let hit = hit(items);
    let themes = themes();
    let mut spread = Spread::of(items, |item, into| {
        into.extend(
            (0..themes.len()).filter(|at| themes[*at].any.iter().any(|query| query.holds(item, &hit))),
        );
    });
    // A theme to which nothing belongs is shown, as that is a finding too.
    for at in 0..themes.len() {
        _ = spread.of.entry(at).or_default();
    }
    let name = |at: usize| {
        let theme: &Theme = &themes[at];
        Name { code: theme.code.clone(), ja: theme.name.ja.clone(), en: theme.name.en.clone() }
    };
    spread.told(items, "themes_given", ("lens_themes", "theme"), name)
}

/// The organisations that were hit through each contractor or origin.
type Hit<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

fn hit<'a>(items: &[&'a Item]) -> Hit<'a> {
    let mut hit = Hit::new();
    for item in items {
        if let Some(contractor) = contractor_of(item) {
            let of = hit.entry(contractor).or_default();
            of.extend(item.whose().filter(|own| *own != contractor));
            of.extend(item.facts.clients_hit.iter().map(|client| client.name.as_str()));
        }
    }
    hit
}

impl Query {
    fn holds(&self, item: &Item, hit: &Hit<'_>) -> bool {
        let facts = &item.facts;
        let through =
            || contractor_of(item).and_then(|contractor| hit.get(contractor)).map_or(0, BTreeSet::len);
        allows(&self.causes, facts.cause.iter())
            && allows(&self.methods, facts.methods.iter())
            && allows(&self.data_types, facts.data_types.iter())
            && allows(&self.relations, facts.chain.iter().map(|link| &link.relation))
            && allows(&self.indicators, facts.indicators.iter().map(|indicator| &indicator.kind))
            && allows(&self.measures, facts.measures.iter())
            && self.same_contractor.is_none_or(|least| through() >= least)
    }
}

/// Whether nothing is asked for, or something of it is there.
fn allows<'f, T: PartialEq + 'f>(wanted: &[T], mut there: impl Iterator<Item = &'f T>) -> bool {
    wanted.is_empty() || there.any(|value| wanted.contains(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_asks_for_something() {
        assert_eq!(themes().len(), 7);
        let nothing = Item::new(1, jikenbo_model::Facts::default());
        for theme in themes() {
            assert!(!theme.any.is_empty(), "{}", theme.code);
            assert!(!theme.any.iter().any(|query| query.holds(&nothing, &Hit::new())), "{}", theme.code);
        }
    }
}
