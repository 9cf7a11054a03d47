//! Scoring readings against reference facts: how many of each field are right, and what was missed.
//!
//! The figures are those of the project's reference scorer; a test holds the two together on the shipped corpus.
//! Start reading at [`score`]; [`pairing`] says which report is compared with which, [`keys`] when two values count as
//! the same, [`similar`] how alike two titles are.

pub mod facts_file;
mod field;
pub mod keys;
pub mod pairing;
pub mod similar;

use jikenbo_model::{FIELDS, Field, Reading, Shape};
use serde::Serialize;
use serde_json::{Map, Value};

/// The facts of one report in JSON form: a reference annotation with `line` and `doubts`, or a reading with `evidence`.
pub type ReportFacts = Map<String, Value>;

/// A reading in the form that is scored.
pub fn facts_of(reading: Reading) -> ReportFacts {
    match serde_json::to_value(reading) {
        Ok(Value::Object(facts)) => facts,
        _ => ReportFacts::new(),
    }
}

/// How right a reading of a page is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scores {
    /// Reports found.
    pub segmentation: Tally,
    /// Each scored field that the reference has: single values first, then sets, each in the order of the fields.
    pub fields: Vec<FieldScore>,
}

/// How right one field is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldScore {
    /// Its name.
    pub field: &'static str,
    /// How many reports were compared.
    pub scored: usize,
    /// What came of it.
    #[serde(flatten)]
    pub figure: Figure,
    /// What was not as the reference has it.
    pub misses: Vec<Miss>,
}

/// What is counted of a field.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Figure {
    /// Of a single value: in how many reports it is right.
    Right {
        /// The reports.
        right: usize,
    },
    /// Of a set: its items over all reports.
    Items(Tally),
}

/// Items found, found too much, and not found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// In both.
    pub found: usize,
    /// Only in the reading.
    pub extra: usize,
    /// Only in the reference.
    pub lacking: usize,
}

/// One value or set that is not as the reference has it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Miss {
    /// The line of the report's heading, as the reference gives it.
    pub line: Option<u64>,
    /// The report's case number in the reference.
    pub case_number: Option<String>,
    /// The report's place in the reading, from 0; `None` where it was not found.
    pub report: Option<usize>,
    /// What the reference has; of a set, what the reading lacks.
    pub want: Value,
    /// What the reading has; of a set, what it has too much.
    pub have: Value,
    /// The words that the reading gives as its proof.
    pub quotes: Vec<String>,
}

/// Compares `read` with `gold`, report by report.
pub fn score(gold: &[ReportFacts], read: &[ReportFacts]) -> Scores {
    let pairs = pairing::pair(gold, read);
    let matched =
        |index: usize| pairs.iter().find(|(of_gold, _)| *of_gold == index).map(|(_, of_read)| *of_read);
    let couples: Vec<field::Couple<'_>> = gold
        .iter()
        .enumerate()
        .map(|(index, gold)| field::Couple { gold, read: matched(index).map(|at| (at, &read[at])) })
        .collect();
    let segmentation =
        Tally { found: pairs.len(), extra: read.len() - pairs.len(), lacking: gold.len() - pairs.len() };
    Scores {
        segmentation,
        fields: scored_fields().filter_map(|field| field::score(field, &couples)).collect(),
    }
}

/// Single values first, then sets, as the reference scorer prints them.
fn scored_fields() -> impl Iterator<Item = &'static Field> {
    let single = |field: &&Field| field.shape == Shape::Scalar;
    let scored = || FIELDS.iter().filter(|field| field.scored);
    scored().filter(single).chain(scored().filter(move |field| !single(field)))
}

impl Scores {
    /// The plain mean of the fields' figures and the segmentation's.
    pub fn overall(&self) -> f64 {
        let figures = self.fields.iter().map(FieldScore::value);
        let sum: f64 = self.segmentation_f1() + figures.sum::<f64>();
        sum / (self.fields.len() + 1) as f64
    }

    /// Precision of the segmentation: 0 where nothing was found.
    pub fn segmentation_precision(&self) -> f64 {
        share(self.segmentation.found, self.segmentation.found + self.segmentation.extra, 0.0)
    }

    /// Recall of the segmentation: 0 where the reference is empty.
    pub fn segmentation_recall(&self) -> f64 {
        share(self.segmentation.found, self.segmentation.found + self.segmentation.lacking, 0.0)
    }

    /// Harmonic mean of the segmentation's precision and recall.
    pub fn segmentation_f1(&self) -> f64 {
        harmonic(self.segmentation_precision(), self.segmentation_recall())
    }
}

impl FieldScore {
    /// The accuracy of a single value, the F1 of a set.
    pub fn value(&self) -> f64 {
        match self.figure {
            Figure::Right { right } => share(right, self.scored, 0.0),
            Figure::Items(tally) => tally.f1(),
        }
    }
}

impl Tally {
    /// How much of what was found is right; 1 where nothing was found.
    pub fn precision(self) -> f64 {
        share(self.found, self.found + self.extra, 1.0)
    }

    /// How much of what there is was found; 1 where there is nothing.
    pub fn recall(self) -> f64 {
        share(self.found, self.found + self.lacking, 1.0)
    }

    /// Harmonic mean of the two.
    pub fn f1(self) -> f64 {
        harmonic(self.precision(), self.recall())
    }
}

fn share(part: usize, whole: usize, of_nothing: f64) -> f64 {
    if whole == 0 { of_nothing } else { part as f64 / whole as f64 }
}

fn harmonic(precision: f64, recall: f64) -> f64 {
    if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn reports(value: Value) -> Vec<ReportFacts> {
        serde_json::from_value(value).unwrap()
    }

    fn gold() -> Vec<ReportFacts> {
        reports(json!([{
            "line": 3, "case_number": "2025-001", "organization": "株式会社例示", "title": "不正アクセスについて",
            "kind": "disclosure", "cause": "unauthorized_access", "data_types": ["name", "email"],
            "affected": [{"count": 10, "unit": "people"}], "affected_total": {"count": 10, "unit": "people"},
            "doubts": [{"field": "data_types", "optional": ["phone"]}, {"field": "cause", "accept": ["unknown"]}]
        }]))
    }

    fn of<'a>(scores: &'a Scores, name: &str) -> &'a FieldScore {
        scores.fields.iter().find(|field| field.field == name).unwrap()
    }

    #[test]
    fn the_reference_itself_is_all_right() {
        let scores = score(&gold(), &gold());
        assert!((scores.overall() - 1.0).abs() < 1e-12);
        assert!(scores.fields.iter().all(|field| field.misses.is_empty()));
    }

    #[test]
    fn doubts_cost_nothing_and_misses_name_their_proof() {
        let read = reports(json!([{
            "case_number": "2025-001", "organization": "例示", "title": "不正アクセスについて", "kind": "disclosure",
            "cause": "unknown", "data_types": ["name", "phone", "address"], "affected": [],
            "affected_total": {"count": 11, "unit": "people"},
            "evidence": {"affected_total": [{"start": 0, "end": 3, "quote": "11名"}],
                         "data_types.address": [{"start": 0, "end": 3, "quote": "住所"}]}
        }]));
        let scores = score(&gold(), &read);
        assert_eq!(of(&scores, "cause").figure, Figure::Right { right: 1 });
        assert_eq!(of(&scores, "data_types").figure, Figure::Items(Tally { found: 1, extra: 1, lacking: 1 }));
        assert_eq!(of(&scores, "data_types").misses[0].quotes, ["住所"]);
        assert_eq!(of(&scores, "affected_total").misses[0].quotes, ["11名"]);
        assert_eq!(of(&scores, "affected").figure, Figure::Items(Tally { found: 0, extra: 0, lacking: 1 }));
    }

    #[test]
    fn a_report_that_was_not_found_counts_in_every_field() {
        let scores = score(&gold(), &[]);
        assert_eq!(scores.segmentation, Tally { found: 0, extra: 0, lacking: 1 });
        assert_eq!(of(&scores, "cause").figure, Figure::Right { right: 0 });
        assert_eq!(of(&scores, "cause").misses[0].report, None);
    }
}
