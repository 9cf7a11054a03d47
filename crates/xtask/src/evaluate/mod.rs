//! How right the reading is, measured on pages with reference facts and held by floors that only rise.

pub mod floors;
pub mod pages;

use std::collections::BTreeMap;

use jikenbo_app::rules::Rules;

use crate::console::{self, say};
use crate::workspace;
use floors::{Floors, Reached};
use pages::Sample;

const FLOORS: &str = "corpus/floors.toml";

/// How the floors are to change.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// To what was reached, where that is more.
    pub raise: bool,
    /// To what was reached, even where that is less: these fields.
    pub lower: Vec<String>,
}

/// Measures, prints the figures beside their floors, and changes the floors as asked.
///
/// # Errors
/// Where a field is below its floor, or the corpus is not the one that the floors were measured on.
pub fn run(change: &Change, list_misses: bool) -> anyhow::Result<()> {
    let corpus = pages::corpus()?;
    let held_out = pages::held_out()?;
    let long = pages::long()?;
    let long_held_out = pages::long_held_out()?;
    let reference = pages::reference()?;
    let mut kept = read_floors()?;
    // Whoever saw the misses of what is held out would write rules for them.
    let measured = [
        ("corpus", measure(&corpus, list_misses)?),
        ("held_out", measure(&held_out, false)?),
        ("long", measure(&long, list_misses)?),
        ("long_held_out", measure(&long_held_out, false)?),
        ("reference", measure(&reference, list_misses)?),
    ];
    let reached: Vec<Reached<'_>> = measured
        .iter()
        .filter(|(_, fields)| !fields.is_empty())
        .map(|(set, fields)| (*set, fields))
        .collect();
    print(&reached, &kept);
    if reference.is_empty() {
        say("the reference documents are not beside this copy: only the shipped pages were measured");
    }
    let fingerprint = pages::fingerprint(corpus.iter().chain(&held_out).chain(&long).chain(&long_held_out))?;
    if change.raise || !change.lower.is_empty() {
        return write(&mut kept, &reached, change, fingerprint);
    }
    let mut found = floors::below(&kept, &reached);
    if kept.fingerprint != fingerprint {
        found.push(
            "the corpus has changed: look at the figures, then run `cargo xtask evaluate --raise`".to_owned(),
        );
    }
    console::verdict("evaluation", &found)
}

fn read_floors() -> anyhow::Result<Floors> {
    if !workspace::root().join(FLOORS).exists() {
        return Ok(Floors::default());
    }
    Ok(toml::from_str(&workspace::text(FLOORS)?)?)
}

fn measure(samples: &[Sample], list_misses: bool) -> anyhow::Result<BTreeMap<String, f64>> {
    let rules = Rules::builtin();
    let mut scores = Vec::with_capacity(samples.len());
    for sample in samples {
        let page = pages::scores(sample, &rules)?;
        if list_misses {
            pages::misses(&sample.page, &page.fields).iter().for_each(say);
        }
        scores.push(page);
    }
    Ok(if scores.is_empty() { BTreeMap::new() } else { pages::together(&scores) })
}

fn print(reached: &[Reached<'_>], kept: &Floors) {
    for (set, fields) in reached {
        say(format!("{set:<24} reached  floor"));
        for (field, now) in *fields {
            let floor = kept.sets.get(*set).and_then(|floors| floors.get(field));
            let floor = floor.map_or("none".to_owned(), |floor| format!("{floor:.3}"));
            say(format!("  {field:<22}   {now:.3}  {floor:>5}"));
        }
        let mean = fields.values().sum::<f64>() / fields.len().max(1) as f64;
        say(format!("  {:<22}   {mean:.3}", "mean of the fields"));
    }
}

fn write(
    kept: &mut Floors,
    reached: &[Reached<'_>],
    change: &Change,
    fingerprint: String,
) -> anyhow::Result<()> {
    let mut changes = Vec::new();
    for name in &change.lower {
        changes.push(floors::lower(kept, reached, name)?);
    }
    if change.raise {
        changes.extend(floors::raise(kept, reached));
    }
    if kept.fingerprint != fingerprint {
        changes.push(format!("fingerprint: {fingerprint}"));
        kept.fingerprint = fingerprint;
    }
    let head = "# How right each field must be, set by set. Written by `cargo xtask evaluate --raise`; floors only rise,\n\
                # unless `--lower SET.FIELD` names one. The `reference` documents are not part of the project.\n\n";
    std::fs::write(workspace::root().join(FLOORS), format!("{head}{}", toml::to_string(kept)?))?;
    changes.iter().for_each(say);
    console::verdict("evaluation", &floors::below(kept, reached))
}
