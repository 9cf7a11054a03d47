//! The pages with reference facts, and how right the reading of them is.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use jikenbo_app::evaluate::{FieldScore, Figure, ReportFacts, Scores, Tally, score};
use jikenbo_app::read::Page;
use jikenbo_app::rules::Rules;
use sha2::{Digest, Sha256};

use crate::workspace;

/// A page and its reference facts.
#[derive(Debug)]
pub struct Sample {
    /// The page.
    pub page: PathBuf,
    /// Its facts.
    pub facts: PathBuf,
}

/// The shipped corpus: the pages that rules are written with.
///
/// # Errors
/// Where a page has no facts or facts have no page.
pub fn corpus() -> anyhow::Result<Vec<Sample>> {
    shipped("corpus")
}

/// The shipped pages that no rule was written with: their figures say how right pages are read that nobody has seen.
///
/// # Errors
/// Where a page has no facts or facts have no page.
pub fn held_out() -> anyhow::Result<Vec<Sample>> {
    shipped("corpus/held-out")
}

/// The shipped long releases that rules were written with: 1,200 to 3,500 characters each, several on a page.
///
/// # Errors
/// Where a page has no facts or facts have no page.
pub fn long() -> anyhow::Result<Vec<Sample>> {
    shipped("corpus/long")
}

/// The shipped long releases that no rule was written with.
///
/// # Errors
/// Where a page has no facts or facts have no page.
pub fn long_held_out() -> anyhow::Result<Vec<Sample>> {
    shipped("corpus/long-held-out")
}

fn shipped(folder: &str) -> anyhow::Result<Vec<Sample>> {
    let facts = workspace::files(format!("{folder}/facts"), "json")?;
    let pages = workspace::files(format!("{folder}/pages"), "")?;
    anyhow::ensure!(
        pages.len() == facts.len(),
        "{} pages, but {} facts in `{folder}`",
        pages.len(),
        facts.len()
    );
    pair(&workspace::root().join(folder).join("pages"), facts)
}

/// The reference documents, where this copy has them.
///
/// # Errors
/// Where facts have no page.
pub fn reference() -> anyhow::Result<Vec<Sample>> {
    let Some(folder) = workspace::reference_documents() else { return Ok(Vec::new()) };
    pair(&folder.join("dev"), workspace::files(folder.join("dev/gold"), "json")?)
}

fn pair(folder: &Path, facts: Vec<PathBuf>) -> anyhow::Result<Vec<Sample>> {
    let page_of = |facts: &PathBuf| {
        let stem = facts.file_stem()?;
        ["txt", "html"].iter().map(|end| folder.join(stem).with_extension(end)).find(|page| page.is_file())
    };
    let sample = |facts: PathBuf| {
        let page = page_of(&facts).with_context(|| format!("no page for `{}`", workspace::shown(&facts)))?;
        Ok(Sample { page, facts })
    };
    facts.into_iter().map(sample).collect()
}

/// What names the bytes of `samples`.
///
/// # Errors
/// Where a file cannot be read.
pub fn fingerprint<'a>(samples: impl Iterator<Item = &'a Sample>) -> anyhow::Result<String> {
    let mut hash = Sha256::new();
    for path in samples.flat_map(|sample| [&sample.page, &sample.facts]) {
        let bytes = fs::read(path)?;
        hash.update(path.file_name().unwrap_or_default().as_encoded_bytes());
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(&bytes);
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// How right the reading of one page is.
///
/// # Errors
/// Where a file cannot be read or is not in its form.
pub fn scores(sample: &Sample, rules: &Rules) -> anyhow::Result<Scores> {
    let bytes = fs::read(&sample.page)?;
    let gold: Vec<ReportFacts> = serde_json::from_slice(&fs::read(&sample.facts)?)
        .with_context(|| format!("failed to read `{}`", workspace::shown(&sample.facts)))?;
    let name = sample.page.to_string_lossy();
    let page = Page::open(&bytes, Some(&name), rules);
    let read: Result<Vec<ReportFacts>, _> =
        page.readings(rules).map(|reading| serde_json::from_value(serde_json::to_value(reading)?)).collect();
    Ok(score(&gold, &read?))
}

/// The figures of several pages taken together, field by field: what is right of all that was compared.
pub fn together(pages: &[Scores]) -> BTreeMap<String, f64> {
    let mut singles: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut sets: BTreeMap<&str, Tally> = BTreeMap::new();
    for page in pages {
        add(sets.entry("segmentation").or_default(), page.segmentation);
        for field in &page.fields {
            match field.figure {
                Figure::Right { right } => {
                    let sum = singles.entry(field.field).or_default();
                    *sum = (sum.0 + right, sum.1 + field.scored);
                }
                Figure::Items(tally) => add(sets.entry(field.field).or_default(), tally),
            }
        }
    }
    let singles = singles.into_iter().filter(|(_, (_, scored))| *scored > 0);
    let singles = singles.map(|(name, (right, scored))| (name.to_owned(), right as f64 / scored as f64));
    singles.chain(sets.into_iter().map(|(name, tally)| (name.to_owned(), tally.f1()))).collect()
}

fn add(sum: &mut Tally, other: Tally) {
    sum.found += other.found;
    sum.extra += other.extra;
    sum.lacking += other.lacking;
}

/// Each miss of a page's `fields` as a line.
pub fn misses(page: &Path, fields: &[FieldScore]) -> Vec<String> {
    let name = page.file_stem().unwrap_or_default().to_string_lossy();
    let lines = |field: &FieldScore| {
        let line = |miss: &jikenbo_app::evaluate::Miss| {
            let at = miss.line.map_or_else(String::new, |line| format!(":{line}"));
            format!("{name}{at} {}: want {}, have {} {:?}", field.field, miss.want, miss.have, miss.quotes)
        };
        field.misses.iter().map(line).collect::<Vec<_>>()
    };
    fields.iter().flat_map(lines).collect()
}
