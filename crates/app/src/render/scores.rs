//! Scores as lines for people and as one JSON object.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::evaluate::{FieldScore, Figure, Miss, Scores, Tally};
use crate::words::Words;

/// The columns of a field's name.
const NAME: usize = 18;

/// Writes one line a field, and under it, where `misses` is given, what was missed and the words it was read from.
///
/// # Errors
/// What `out` returns.
pub fn text(out: &mut dyn Write, scores: &Scores, misses: Option<&Words>) -> io::Result<()> {
    let found = scores.segmentation;
    writeln!(
        out,
        "{:NAME$} gold {:4}  found {:4}  P {:.3} R {:.3} F1 {:.3}",
        "segmentation",
        found.found + found.lacking,
        found.found + found.extra,
        scores.segmentation_precision(),
        scores.segmentation_recall(),
        scores.segmentation_f1(),
    )?;
    for field in &scores.fields {
        for miss in misses.iter().flat_map(|words| field.misses.iter().map(move |miss| (words, miss))) {
            writeln!(out, "  {}", missed(field, miss.1, miss.0))?;
        }
        writeln!(out, "{:NAME$} scored {:4}  {}", field.field, field.scored, figure(field))?;
    }
    writeln!(out, "{:NAME$} {:.3}", "overall", scores.overall())
}

fn figure(field: &FieldScore) -> String {
    match field.figure {
        Figure::Right { .. } => format!("accuracy {:.3}", field.value()),
        Figure::Items(tally) => items(tally),
    }
}

fn items(tally: Tally) -> String {
    format!("P {:.3} R {:.3} F1 {:.3}", tally.precision(), tally.recall(), tally.f1())
}

fn missed(field: &FieldScore, miss: &Miss, words: &Words) -> String {
    let (words, proof) = (&words.eval, &words.proof);
    let place: Vec<String> =
        [miss.line.map(|line| line.to_string()), miss.case_number.clone()].into_iter().flatten().collect();
    let (want, have) = match field.figure {
        Figure::Right { .. } => (&words.wanted, &words.had),
        Figure::Items(_) => (&words.lacking, &words.extra),
    };
    let had = if miss.report.is_some() { miss.have.to_string() } else { words.not_found.clone() };
    let mut text = format!("{} [{}] {want} {} {have} {had}", field.field, place.join(" "), miss.want);
    if !miss.quotes.is_empty() {
        text.push_str(&format!(" {proof} 「{}」", miss.quotes.join("」「").replace(char::is_control, " ")));
    }
    text
}

/// The same as one object: a figure a field, and all misses.
pub fn object(scores: &Scores) -> Value {
    let segmentation = json!({
        "precision": scores.segmentation_precision(),
        "recall": scores.segmentation_recall(),
        "f1": scores.segmentation_f1(),
        "counts": scores.segmentation,
    });
    let fields: serde_json::Map<String, Value> =
        scores.fields.iter().map(|field| (field.field.to_owned(), field_object(field))).collect();
    json!({"segmentation": segmentation, "fields": fields, "overall": scores.overall()})
}

fn field_object(field: &FieldScore) -> Value {
    match field.figure {
        Figure::Right { right } => {
            json!({"scored": field.scored, "right": right, "accuracy": field.value(), "misses": field.misses})
        }
        Figure::Items(tally) => json!({
            "scored": field.scored,
            "precision": tally.precision(),
            "recall": tally.recall(),
            "f1": tally.f1(),
            "counts": tally,
            "misses": field.misses,
        }),
    }
}
