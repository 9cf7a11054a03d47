//! The number cases of other projects' public suites (`docs/peers-numbers.md` names them and says where we differ).
//!
//! Reads `numbers.jsonl` in the folder `JIKENBO_PEERS`, else in `shared/peers` beside the repository. Without the
//! file there is nothing to check, and the test says so.
#![allow(clippy::unwrap_used, reason = "a test stops where what it needs is missing")]
#![allow(clippy::disallowed_methods, reason = "a test may read the file of cases")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use jikenbo_text::Span;
use jikenbo_text::calendar;
use jikenbo_text::fold::Folded;
use jikenbo_text::numbers::{Decimal, Number, Qualifier, Sense, numbers};
use serde_json::Value;

/// The share of cases met; raise it when more are met.
const FLOOR: f64 = 0.95;

fn cases() -> Option<String> {
    let folder = std::env::var_os("JIKENBO_PEERS").map(PathBuf::from);
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/peers");
    std::fs::read_to_string(folder.unwrap_or(beside).join("numbers.jsonl")).ok()
}

#[test]
fn peers_numbers() {
    let Some(cases) = cases() else {
        println!("skipped: no numbers.jsonl in JIKENBO_PEERS or ../shared/peers");
        return;
    };
    let mut suites: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for line in cases.lines() {
        let case: Value = serde_json::from_str(line).expect("a case is one JSON object");
        let suite = case["source"].as_str().unwrap_or_default().split([' ', '/']).next().unwrap_or_default();
        let (met, all) = suites.entry(suite.to_owned()).or_default();
        *all += 1;
        match judge(&case) {
            Ok(()) => *met += 1,
            Err(why) => {
                println!("{} {:?}: {why}", case["id"].as_str().unwrap_or_default(), case["text"].as_str())
            }
        }
    }
    let (met, all) = suites.values().fold((0, 0), |sum, suite| (sum.0 + suite.0, sum.1 + suite.1));
    for (suite, (met, all)) in &suites {
        println!("{suite}: {met} of {all}");
    }
    let share = met as f64 / all.max(1) as f64;
    println!("all: {met} of {all} ({:.1} %)", share * 100.0);
    assert!(share >= FLOOR, "{met} of {all} cases met, below the floor of {FLOOR}");
}

/// Whether each figure that a case expects is among those found over its words.
fn judge(case: &Value) -> Result<(), String> {
    let text = case["text"].as_str().unwrap_or_default();
    let folded = Folded::of(text);
    let dates = calendar::mentions(folded.text());
    let found: Vec<(Span, Number)> = numbers(folded.text(), &dates)
        .into_iter()
        .map(|number| (folded.source(number.span), number))
        .collect();
    let shown = || {
        found.iter().map(|(span, n)| format!("{:?}={}", span.of(text), value(n.value))).collect::<Vec<_>>()
    };
    let expected = case["expect"].as_array().map(Vec::as_slice).unwrap_or_default();
    if expected.is_empty() {
        let as_one =
            case["tags"].as_array().is_some_and(|tags| tags.iter().any(|tag| tag == "invalid-as-one-number"));
        let wrong =
            found.iter().any(|(span, n)| if as_one { span.len() == text.len() } else { is_figure(n) });
        return if wrong { Err(format!("found {:?}", shown())) } else { Ok(()) };
    }
    let mut from = 0;
    for wanted in expected {
        let words = wanted["span"].as_str().unwrap_or_default();
        let start = text[from..]
            .find(words)
            .map(|at| from + at)
            .or_else(|| text.find(words))
            .ok_or("no such span")?;
        let span = Span::new(start, start + words.len());
        from = if text[span.end..].is_empty() { start } else { span.end };
        if !found.iter().any(|(place, number)| place.overlaps(span) && meets(number, wanted)) {
            return Err(format!("wanted {wanted}, found {:?}", shown()));
        }
    }
    Ok(())
}

/// What peers call a number; they keep dates and names apart.
fn is_figure(number: &Number) -> bool {
    !matches!(number.sense, Sense::Phone | Sense::Postcode | Sense::Version | Sense::Identifier | Sense::Date)
}

fn meets(number: &Number, wanted: &Value) -> bool {
    let is =
        |value: Option<Decimal>, wanted: f64| value.is_some_and(|found| is_near(self::value(found), wanted));
    if let Some(wanted) = wanted["value"].as_f64() {
        return is(Some(number.value), wanted) || is(number.from, wanted);
    }
    let bound = |qualifier: Qualifier| (number.qualifier == qualifier).then_some(number.value);
    match (wanted["min"].as_f64(), wanted["max"].as_f64()) {
        (Some(min), Some(max)) => is(number.from, min) && is(Some(number.value), max),
        (Some(min), None) => is(bound(Qualifier::Min), min),
        (None, Some(max)) => is(bound(Qualifier::Max), max),
        (None, None) => false,
    }
}

fn value(decimal: Decimal) -> f64 {
    decimal.mantissa as f64 / 10f64.powi(i32::from(decimal.scale))
}

fn is_near(found: f64, wanted: f64) -> bool {
    (found - wanted).abs() <= wanted.abs() * 1e-9
}
