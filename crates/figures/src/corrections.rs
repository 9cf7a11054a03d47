//! What changed since a month's figures were published: figures then and now, items added, withdrawn, changed.

use std::collections::{BTreeMap, BTreeSet};

use jikenbo_model::FIELDS;
use serde::Serialize;
use serde_json::Value as Json;

use crate::digest::line;
use crate::words::both;
use crate::{Digest, Item, Line, Name, SectionKind, Value};

/// That a month's figures were published, and what changed since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Frozen {
    /// The day on which they were (`2025-10-05`), in Asia/Tokyo.
    pub day: String,
    /// What changed since.
    pub corrections: Corrections,
}

/// What changed since.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Corrections {
    /// Figures that are others now.
    pub figures: Vec<Changed>,
    /// Items that count now, and did not.
    pub added: Vec<Line>,
    /// Items that counted, and do not now.
    pub withdrawn: Vec<Withdrawn>,
    /// Items of which something else is said now.
    pub changed: Vec<ItemChanged>,
}

/// A figure or fact, then and now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// What.
    pub what: Name,
    /// Then.
    pub then: Value,
    /// Now.
    pub now: Value,
}

/// An item that counted, and does not now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Withdrawn {
    /// Its id.
    pub id: u64,
    /// The item as it was; `None` where it may no longer be seen.
    pub line: Option<Line>,
}

/// An item of which something else is said now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemChanged {
    /// The item as it is now.
    pub line: Line,
    /// What is said now and was not then.
    pub fields: Vec<Changed>,
}

impl Corrections {
    /// Whether nothing changed.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// A month's digest and the items that it was made of.
#[derive(Clone, Copy, Debug)]
pub struct Made<'d> {
    /// The digest.
    pub digest: &'d Digest,
    /// Its items.
    pub items: &'d [Item],
}

/// What changed from `then` to `now` of a month of which the items `published` counted when its figures were published.
pub fn corrections(published: &[u64], then: Made<'_>, now: Made<'_>) -> Corrections {
    let published: BTreeSet<u64> = published.iter().copied().collect();
    let (before, after) = (by_id(then.items), by_id(now.items));
    let counts = counting(now.digest);
    let withdrawn = published.iter().filter(|id| !counts.contains(id));
    let added = now.items.iter().filter(|item| counts.contains(&item.id) && !published.contains(&item.id));
    let both = published.iter().filter(|id| counts.contains(id));
    let mut figures = figures(then.digest, now.digest);
    count(&mut figures, &published, now.digest.total);
    Corrections {
        figures,
        added: added.map(line).collect(),
        withdrawn: withdrawn
            .map(|id| Withdrawn { id: *id, line: before.get(id).map(|item| line(item)) })
            .collect(),
        changed: both.filter_map(|id| changed(before.get(id)?, after.get(id)?)).collect(),
    }
}

fn by_id(items: &[Item]) -> BTreeMap<u64, &Item> {
    items.iter().map(|item| (item.id, item)).collect()
}

fn counting(digest: &Digest) -> BTreeSet<u64> {
    let left: BTreeSet<u64> = digest.excluded.iter().map(|left| left.id).collect();
    digest.items.iter().map(|line| line.id).filter(|id| !left.contains(id)).collect()
}

/// How many counted is known by what was published, even where some of it may no longer be seen.
fn count(figures: &mut Vec<Changed>, published: &BTreeSet<u64>, now: u64) {
    let then = u64::try_from(published.len()).unwrap_or(u64::MAX);
    if then != now {
        let what = both(SectionKind::Number);
        figures.insert(0, Changed { what, then: Value::Counted(then), now: Value::Counted(now) });
    }
}

/// The figures of each section by what they are called, with the order in which they stand.
fn figures(then: &Digest, now: &Digest) -> Vec<Changed> {
    let (then, now) = (named(then), named(now));
    let all: BTreeSet<&(usize, Name)> = then.keys().chain(now.keys()).collect();
    let none = Value::Counted(0);
    let of = |figures: &Figures, key: &(usize, Name)| figures.get(key).unwrap_or(&none).clone();
    let pairs = all.into_iter().map(|key| (key, of(&then, key), of(&now, key)));
    pairs
        .filter(|(_, then, now)| then != now)
        .map(|((_, what), then, now)| Changed { what: what.clone(), then, now })
        .collect()
}

type Figures = BTreeMap<(usize, Name), Value>;

fn named(digest: &Digest) -> Figures {
    let mut named = Figures::new();
    for section in &digest.sections {
        let place = SectionKind::ALL.iter().position(|kind| *kind == section.kind).unwrap_or_default();
        let rows = section.tables.iter().flat_map(|table| &table.rows);
        match section.kind {
            // It is told by what was published.
            SectionKind::Number | SectionKind::Read => {}
            SectionKind::Causes => named.extend(rows.filter_map(|row| {
                let [_, Value::Names(names), count, ..] = row.cells.as_slice() else { return None };
                Some(((place, names.first()?.clone()), count.clone()))
            })),
            SectionKind::Worst => {
                let first = rows.filter_map(|row| row.cells.last()).next();
                named.extend(first.map(|figure| ((place, both(section.kind)), figure.clone())));
            }
            _ => {
                let count = section.sentences.first().and_then(|sentence| sentence.values.first());
                named.extend(count.map(|(_, count)| ((place, both(section.kind)), count.clone())));
            }
        }
    }
    named
}

/// The fields of which the digest shows the value itself; of the others it is told that they changed.
fn shown(name: &str, item: &Item) -> Value {
    let facts = &item.facts;
    let word = |word: &str, japanese: &str| Value::name(&crate::words::name(word, japanese));
    let none = || Value::Text(String::new());
    match name {
        "organization" => Value::Text(facts.organization.clone().unwrap_or_default()),
        "title" => Value::Text(facts.title.clone().unwrap_or_default()),
        "published" => Value::Date(facts.published),
        "cause" => facts.cause.map_or_else(none, |cause| word(cause.word(), cause.japanese())),
        "leak" => facts.leak.map_or_else(none, |leak| word(leak.word(), leak.japanese())),
        "affected_total" => Value::Figure(facts.affected_total),
        _ => none(),
    }
}

fn changed(then: &Item, now: &Item) -> Option<ItemChanged> {
    if then.facts == now.facts {
        return None;
    }
    let json = |item: &Item| serde_json::to_value(&item.facts).unwrap_or_default();
    let (before, after): (Json, Json) = (json(then), json(now));
    let differs = FIELDS.iter().filter(|field| before.get(field.name) != after.get(field.name));
    let field = |field: &jikenbo_model::Field| Changed {
        what: crate::words::name(field.name, field.japanese),
        then: shown(field.name, then),
        now: shown(field.name, now),
    };
    Some(ItemChanged { line: line(now), fields: differs.map(field).collect() })
}
