//! The score of one field over all reports.

use std::collections::BTreeMap;

use jikenbo_model::{Field, Shape};
use serde_json::Value;

use super::{FieldScore, Figure, Miss, ReportFacts, Tally, keys};

/// A report of the reference and the one that was read for it, with its place.
#[derive(Clone, Copy)]
pub(super) struct Couple<'a> {
    pub gold: &'a ReportFacts,
    pub read: Option<(usize, &'a ReportFacts)>,
}

/// Fields that articles about no single incident have too.
const OF_EVERY_KIND: [&str; 3] = ["kind", "published", "case_number"];

/// The score of `field`; `None` where no report of the reference has it.
pub(super) fn score(field: &'static Field, couples: &[Couple<'_>]) -> Option<FieldScore> {
    let single = field.shape == Shape::Scalar;
    let mut score = FieldScore {
        field: field.name,
        scored: 0,
        figure: if single { Figure::Right { right: 0 } } else { Figure::Items(Tally::default()) },
        misses: Vec::new(),
    };
    for couple in couples.iter().filter(|couple| counts(field, couple.gold)) {
        score.scored += 1;
        match &mut score.figure {
            Figure::Right { right } => match miss_of_scalar(field.name, couple) {
                None => *right += 1,
                Some(miss) => score.misses.push(miss),
            },
            Figure::Items(tally) => score.misses.extend(count_items(field.name, couple, tally)),
        }
    }
    (score.scored > 0).then_some(score)
}

fn counts(field: &Field, gold: &ReportFacts) -> bool {
    let about_none = matches!(gold.get("kind").and_then(Value::as_str), Some("other" | "digest"));
    let asked = !about_none || (field.shape == Shape::Scalar && OF_EVERY_KIND.contains(&field.name));
    gold.contains_key(field.name) && asked
}

fn miss_of_scalar(field: &str, couple: &Couple<'_>) -> Option<Miss> {
    let have = couple.read.map(|(_, read)| read.get(field).unwrap_or(&Value::Null));
    let want = &couple.gold[field];
    let right = have.is_some_and(|have| {
        let have = keys::scalar(field, have);
        keys::scalar(field, want) == have
            || doubts(couple.gold, field, "accept").any(|other| keys::scalar(field, other) == have)
    });
    (!right)
        .then(|| miss(couple, want.clone(), have.cloned().unwrap_or_default(), |path| path_is(path, field)))
}

/// Items by key, so that an item given twice counts once.
type Items<'a> = BTreeMap<String, &'a Value>;

fn count_items(field: &str, couple: &Couple<'_>, tally: &mut Tally) -> Option<Miss> {
    let keyed = |value| (keys::item(field, value).to_string(), value);
    let of = |report: &'_ ReportFacts| -> Vec<Value> {
        report.get(field).and_then(Value::as_array).cloned().unwrap_or_default()
    };
    let (gold, read) = (of(couple.gold), couple.read.map(|(_, read)| of(read)).unwrap_or_default());
    let mut want: Items<'_> = gold.iter().map(keyed).collect();
    let mut have: Items<'_> = read.iter().map(keyed).collect();
    let optional: Items<'_> = doubts(couple.gold, field, "optional").map(keyed).collect();
    // A doubtful extra costs nothing, nor does a doubtful one left out.
    have.retain(|key, _| want.contains_key(key) || !optional.contains_key(key));
    want.retain(|key, _| have.contains_key(key) || !optional.contains_key(key));
    let only = |these: &Items<'_>, those: &Items<'_>| -> Vec<Value> {
        these.iter().filter(|(key, _)| !those.contains_key(*key)).map(|(_, value)| (*value).clone()).collect()
    };
    let (lacking, extra) = (only(&want, &have), only(&have, &want));
    tally.found += want.len() - lacking.len();
    tally.lacking += lacking.len();
    tally.extra += extra.len();
    if lacking.is_empty() && extra.is_empty() {
        return None;
    }
    let paths = paths_of(field, &read, &extra);
    Some(miss(couple, Value::Array(lacking), Value::Array(extra), |path| {
        paths.iter().any(|of| path_is(path, of))
    }))
}

/// Where the proofs of `items` stand: `data_types.email`, `affected[0]`.
fn paths_of(field: &str, all: &[Value], items: &[Value]) -> Vec<String> {
    let path = |(index, value): (usize, &Value)| match value {
        Value::String(word) => format!("{field}.{word}"),
        _ => format!("{field}[{index}]"),
    };
    all.iter().enumerate().filter(|(_, value)| items.contains(value)).map(path).collect()
}

fn path_is(path: &str, of: &str) -> bool {
    path.strip_prefix(of).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

fn miss(couple: &Couple<'_>, want: Value, have: Value, proves: impl Fn(&str) -> bool) -> Miss {
    let evidence = couple.read.and_then(|(_, read)| read.get("evidence")).and_then(Value::as_object);
    let spans = evidence
        .into_iter()
        .flatten()
        .filter(|(path, _)| proves(path))
        .flat_map(|(_, spans)| spans.as_array());
    let mut quotes: Vec<String> = Vec::new();
    for quote in spans.flatten().filter_map(|span| span["quote"].as_str()) {
        if !quotes.iter().any(|had| had == quote) {
            quotes.push(quote.to_owned());
        }
    }
    Miss {
        line: couple.gold.get("line").and_then(Value::as_u64),
        case_number: couple.gold.get("case_number").and_then(Value::as_str).map(str::to_owned),
        report: couple.read.map(|(at, _)| at),
        want,
        have,
        quotes,
    }
}

fn doubts<'a>(gold: &'a ReportFacts, field: &str, key: &str) -> impl Iterator<Item = &'a Value> {
    let all = gold.get("doubts").and_then(Value::as_array).into_iter().flatten();
    let of_field: Vec<&Value> = all.filter(|doubt| doubt["field"] == *field).collect();
    let listed: Vec<&Value> =
        of_field.iter().filter_map(|doubt| doubt.get(key)).filter_map(Value::as_array).flatten().collect();
    listed.into_iter()
}
