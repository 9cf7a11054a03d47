//! The date cases of other projects' suites: how many of them are read as their authors expect.
//!
//! The cases are not part of this repository. `JIKENBO_PEERS` names the folder with `dates.jsonl`; without it
//! `../shared/peers` beside the repository is tried, and where that is missing too the test says so and passes.
//! Where this reader differs on purpose stands in `docs/peers-dates.md`.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test reads the peers' files and says what it found"
)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use jikenbo_text::calendar::{Kind, Mention, Moment, mentions, resolve_at};
use jikenbo_text::fold::Folded;
use serde_json::Value;

/// The share of cases met that must not be lost, in percent.
const FLOOR: usize = 95;

fn cases() -> Option<Vec<Value>> {
    let named = std::env::var_os("JIKENBO_PEERS").map(PathBuf::from);
    let folder =
        named.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/peers"));
    let lines = std::fs::read_to_string(folder.join("dates.jsonl")).ok()?;
    Some(lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// Every reading of the mentions of `text`: as written, as a distance, as days, and settled at `reference`.
fn readings(found: &[Mention], reference: Option<&str>) -> Vec<String> {
    let mut all = Vec::new();
    for mention in found {
        all.extend([mention.distance(), mention.days(), Some(mention.value())].into_iter().flatten());
        all.extend(halves(mention).iter().map(Mention::value));
    }
    if let Some(at) = reference.and_then(|at| at.parse::<jiff::civil::DateTime>().ok()) {
        let read = |found: &[Mention]| resolve_at(found, at).into_iter();
        all.extend(read(found).flat_map(|reading| reading.next.into_iter().chain([reading.value])));
        let dates: Vec<_> = found.iter().flat_map(halves).collect();
        all.extend(read(&dates).map(|reading| reading.value));
    }
    all.iter().map(|value| plain(value)).collect()
}

/// A date with a time as the two mentions that some suites take it for.
fn halves(mention: &Mention) -> Vec<Mention> {
    let date = |moment| Moment { time: None, ..moment };
    let time = |moment| Moment { date: None, ..moment };
    let kinds = match mention.kind {
        Kind::Point(moment) if moment.date.is_some() && moment.time.is_some() => {
            vec![Kind::Point(date(moment)), Kind::Point(time(moment))]
        }
        Kind::Range(from, to) if from.date.is_some() && to.date.is_some() && from.time.is_some() => {
            vec![Kind::Range(date(from), date(to))]
        }
        _ => Vec::new(),
    };
    kinds.into_iter().map(|kind| Mention { span: mention.span, kind }).collect()
}

/// One spelling for one value: `2016-11-08 08:00:00` and `2016-11-08T08`, ends of ranges as days.
fn plain(value: &str) -> String {
    match value.split_once('/') {
        Some((from, to)) => format!("{}/{}", as_day(&end(from)), as_day(&end(to))),
        None => end(value),
    }
}

fn end(value: &str) -> String {
    let value = value.replace(' ', "T");
    let Some((date, time)) = value.split_once('T').filter(|_| !value.starts_with('P')) else {
        // 07:30:00 stands for a time without T.
        return if value.contains(':') { format!("T{}", short(&value)) } else { value };
    };
    format!("{date}T{}", short(time))
}

fn short(time: &str) -> String {
    let time = time.strip_suffix(":00").unwrap_or(time);
    time.strip_suffix(":00").unwrap_or(time).to_owned()
}

fn as_day(value: &str) -> String {
    match value.len() {
        4 if !value.contains('T') => format!("{value}-01-01"),
        7 if !value.contains('T') => format!("{value}-01"),
        _ => value.strip_suffix("T00").unwrap_or(value).to_owned(),
    }
}

fn met(case: &Value) -> bool {
    let folded = Folded::of(case["text"].as_str().unwrap());
    let found = mentions(folded.text());
    let expected = case["expect"].as_array().unwrap();
    if expected.is_empty() {
        let kinds: Vec<_> =
            case["negative_for"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        return !found.iter().any(|mention| kinds.contains(&kind(mention)));
    }
    let read = readings(&found, case["ref"].as_str());
    expected.iter().all(|expected| {
        let fields = ["value", "written", "resolved", "past", "future"];
        fields.iter().filter_map(|field| expected[field].as_str()).any(|value| read.contains(&plain(value)))
    })
}

fn kind(mention: &Mention) -> &'static str {
    match mention.kind {
        Kind::Duration(_) => "duration",
        Kind::Point(moment) | Kind::Range(moment, _) if moment.date.is_none() => "time",
        _ => "date",
    }
}

#[test]
fn peers_cases_are_met() {
    let Some(cases) = cases() else {
        println!("skipped: no peers' cases here");
        return;
    };
    let mut suites = BTreeMap::<&str, (usize, usize)>::new();
    let mut total = 0;
    for case in &cases {
        let suite = case["source"].as_str().unwrap().split(' ').next().unwrap();
        let tally = suites.entry(suite).or_default();
        let met = met(case);
        if !met && std::env::var_os("JIKENBO_PEERS_MISSES").is_some() {
            let folded = Folded::of(case["text"].as_str().unwrap());
            let read = readings(&mentions(folded.text()), case["ref"].as_str());
            println!(
                "{} {} @{} {read:?} expected {}",
                case["id"],
                folded.text(),
                case["ref"],
                case["expect"]
            );
        }
        *tally = (tally.0 + usize::from(met), tally.1 + 1);
        total += usize::from(met);
    }
    for (suite, (met, of)) in &suites {
        println!("{suite}: {met}/{of}");
    }
    println!("dates: {total}/{} met", cases.len());
    assert!(
        total * 100 >= cases.len() * FLOOR,
        "{total} of {} met, at least {FLOOR} % expected",
        cases.len()
    );
}
