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

/// The name of a sector by its letter in 日本標準産業分類.
///
/// ```
/// assert_eq!(jikenbo_figures::sector("O").map(|name| name.en.as_str()), Some("education"));
/// assert_eq!(jikenbo_figures::sector("Z"), None);
/// ```
pub fn sector(code: &str) -> Option<&'static Name> {
    names().sector.iter().find(|name| name.code == code)
}

/// The name of a kind of organisation by its code (`company`, `school`).
///
/// ```
/// assert_eq!(jikenbo_figures::organization_kind("city").map(|name| name.ja.as_str()), Some("市区町村"));
/// assert_eq!(jikenbo_figures::organization_kind("unknown"), None);
/// ```
pub fn organization_kind(code: &str) -> Option<&'static Name> {
    names().kind.iter().find(|name| name.code == code)
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
