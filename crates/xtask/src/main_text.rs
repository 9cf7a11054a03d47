//! The main text of web pages beside that of others, by the evaluation of scrapinghub's article-extraction-benchmark.
//!
//! The benchmark's folder holds pages (`html/KEY.html`, packed or not), what people say is each one's text
//! (`ground-truth.json`), and what programs made of them (`output/NAME.json`). Nothing of it is part of the project.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::Read;
use std::path::Path;

use anyhow::Context;
use flate2::read::GzDecoder;
use jikenbo_document::{Hints, body, document};
use jikenbo_model::Document;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::console;

/// So many words one after the other are compared.
const WORDS: usize = 4;

/// Prints F1, precision and recall of our main text and of all that lies in `output/`; ours for each half of the pages too,
/// as their keys end in an even or an odd figure: rules were made with an eye on the first half alone. Writes our text to
/// `output`, if it is given, as the benchmark's own evaluation reads it.
///
/// # Errors
/// Names the file that cannot be read or written.
pub fn run(folder: &Path, output: Option<&Path>) -> anyhow::Result<()> {
    let truth: BTreeMap<String, Article> = parsed(&folder.join("ground-truth.json"))?;
    let mut ours = BTreeMap::new();
    for key in truth.keys() {
        let page = document(&page(folder, key)?, Hints::default());
        ours.insert(key.clone(), Article { body: main_text(&page) });
    }
    if let Some(path) = output {
        fs::write(path, serde_json::to_vec(&ours)?).with_context(|| path.display().to_string())?;
    }
    print("jikenbo", &truth, &ours);
    for (name, odd) in [("jikenbo, looked at", false), ("jikenbo, not looked at", true)] {
        let half = truth.iter().filter(|(key, _)| ends_odd(key) == odd);
        let half = half.map(|(key, article)| (key.clone(), article.clone())).collect();
        print(name, &half, &ours);
    }
    let mut others: Vec<_> =
        fs::read_dir(folder.join("output"))?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    others.sort();
    for path in others {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let json: Json = parsed(&path)?;
        let output = json.get("output").cloned().unwrap_or(json);
        print(&name, &truth, &serde_json::from_value(output).with_context(|| path.display().to_string())?);
    }
    Ok(())
}

/// Whether the last figure of a key, a digest in hexadecimal, is odd.
fn ends_odd(key: &str) -> bool {
    key.chars().next_back().and_then(|last| last.to_digit(16)).is_some_and(|figure| figure % 2 == 1)
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
struct Article {
    #[serde(default, rename = "articleBody")]
    body: String,
}

fn parsed<T: serde::de::DeserializeOwned>(path: &Path) -> anyhow::Result<T> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    serde_json::from_str(&text).with_context(|| path.display().to_string())
}

fn page(folder: &Path, key: &str) -> anyhow::Result<Vec<u8>> {
    let plain = folder.join("html").join(format!("{key}.html"));
    let packed = plain.with_extension("html.gz");
    if plain.exists() {
        return fs::read(&plain).with_context(|| plain.display().to_string());
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(&packed).with_context(|| packed.display().to_string())?;
    GzDecoder::new(file).read_to_end(&mut bytes).with_context(|| packed.display().to_string())?;
    Ok(bytes)
}

/// The article's body: its blocks without title, author and day, which are no part of it by the benchmark.
fn main_text(page: &Document) -> String {
    let lines = body(page).into_iter().filter_map(|block| block.span.of(&page.text));
    lines.collect::<Vec<_>>().join("\n")
}

/// A line with the means over all pages.
fn print(name: &str, truth: &BTreeMap<String, Article>, found: &BTreeMap<String, Article>) {
    let none = Article::default();
    let scores: Vec<Score> = truth
        .iter()
        .map(|(key, article)| score(&article.body, &found.get(key).unwrap_or(&none).body))
        .collect();
    let mean = |of: &dyn Fn(&Score) -> Option<f64>| {
        let values: Vec<f64> = scores.iter().filter_map(of).collect();
        values.iter().sum::<f64>() / values.len().max(1) as f64
    };
    let precision = mean(&|score| score.precision);
    let recall = mean(&|score| score.recall);
    let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
    console::note(format!("{name:24} F1 {f1:.3}  precision {precision:.3}  recall {recall:.3}"));
}

/// How a text fits; `None` where the benchmark leaves a page out.
struct Score {
    precision: Option<f64>,
    recall: Option<f64>,
}

/// As `string_shingle_matching` there: runs of four words, each as often as it stands in both.
fn score(truth: &str, found: &str) -> Score {
    let (truth, found) = (shingles(truth), shingles(found));
    let both: usize =
        truth.iter().map(|(run, count)| (*count).min(found.get(run).copied().unwrap_or(0))).sum();
    let (wanted, given): (usize, usize) = (truth.values().sum(), found.values().sum());
    let share = |of: usize| match (of, wanted.max(given)) {
        (0, 0) => None,
        (0, _) => Some(0.0),
        _ => Some(both as f64 / of as f64),
    };
    Score { precision: share(given).filter(|_| given > 0), recall: share(wanted).filter(|_| wanted > 0) }
}

/// Runs of words with how often each stands there; a text that is shorter is one run.
fn shingles(text: &str) -> HashMap<Vec<&str>, usize> {
    let words: Vec<&str> =
        text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty()).collect();
    let mut runs = HashMap::new();
    if words.is_empty() {
        return runs;
    }
    for run in words.windows(WORDS.min(words.len())) {
        *runs.entry(run.to_vec()).or_default() += 1;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_the_benchmark_s() {
        let of = |truth: &str, found: &str| {
            let score = score(truth, found);
            (score.precision, score.recall)
        };
        assert_eq!(of("a b c d e", "a b c d e"), (Some(1.0), Some(1.0)));
        assert_eq!(of("a b c d e", "x a b c d e"), (Some(2.0 / 3.0), Some(1.0)));
        assert_eq!(of("a b", "a b"), (Some(1.0), Some(1.0)));
        assert_eq!(of("a b c d", ""), (None, Some(0.0)));
    }
}
