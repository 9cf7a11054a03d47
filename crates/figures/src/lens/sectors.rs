//! Sectors and kinds of the organisations that report, as the casebook knows them.

use std::sync::OnceLock;

use serde::Deserialize;

use super::spread::Spread;
use crate::sections::Made;
use crate::{Item, Name};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    // Told to those who read the file.
    #[allow(dead_code, reason = "documents the table")]
    source: String,
    sector: Vec<Name>,
    kind: Vec<Name>,
}

fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| {
        toml::from_str(include_str!("../../data/sectors.toml")).expect("a table in data/ that the tests read")
    })
}

pub(super) fn lens(items: &[&Item]) -> Made {
    let Names { sector, kind, .. } = names();
    let at =
        |names: &[Name], code: Option<&str>| names.iter().position(|name| Some(name.code.as_str()) == code);
    let sectors = Spread::of(items, |item, into| into.extend(at(sector, item.about.sector.as_deref())));
    let kinds = Spread::of(items, |item, into| into.extend(at(kind, item.about.kind.as_deref())));
    let name = |names: &[Name], at: usize| names[at].clone();
    let sectors = sectors.told(items, "sectors_given", ("lens_sectors", "sector"), |at| name(sector, at));
    let kinds = kinds.told(items, "kinds_given", ("lens_kinds", "kind"), |at| name(kind, at));
    let parts: Vec<_> = [sectors, kinds].into_iter().flatten().collect();
    let (sentences, tables): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
    (!tables.is_empty()).then(|| (sentences.concat(), tables.concat()))
}

/// Whether the organisation of `item` is a public body.
pub(super) fn is_public(item: &Item) -> bool {
    matches!(item.about.kind.as_deref(), Some("city" | "prefecture" | "agency"))
}
