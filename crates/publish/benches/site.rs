//! A site of many cases in memory: how long its pages take to be made, beside the same facts written as JSON by `serde_json`.
//!
//! `cargo bench -p jikenbo-publish`. What the store and the disk take is measured by `cargo bench -p xtask --bench publish`.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    dead_code,
    reason = "a benchmark"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use jikenbo_figures::{Lang, Month};
use jikenbo_model::{CaptureId, CaseId, ReportId};
use jikenbo_publish::{About, Case, Site};

#[path = "../tests/site/book.rs"]
mod book;

/// How often each is measured; the quickest is told.
const TIMES: usize = 3;
/// The months over which cases are spread.
const MONTHS: usize = 120;

/// The invented cases of the tests over and over, over ten years.
fn many(count: usize) -> Vec<Case> {
    let months: Vec<Month> =
        std::iter::successors(Month::new(2016, 1), |month| Some(month.after())).take(MONTHS).collect();
    let of = |at: usize, mut case: Case| {
        let id = i64::try_from(at).unwrap() + 1;
        let month = months[at % MONTHS];
        case.id = CaseId(id);
        case.number = format!("{}-{:03}", month.year(), at / MONTHS * 12 + at % 12 + 1).parse().ok();
        let mut ids = Vec::new();
        for (nth, report) in case.reports.iter_mut().enumerate() {
            let new = ReportId(id * 10 + i64::try_from(nth).unwrap());
            ids.push((report.id, new));
            (report.id, report.month, report.capture.id) = (new, month, CaptureId(new.0));
            report.day = format!("{month}-10").parse().unwrap();
            report.said.iter_mut().for_each(|said| said.report = new);
        }
        for said in &mut case.said {
            said.report =
                ids.iter().find(|(old, _)| *old == said.report).map_or(said.report, |(_, new)| *new);
        }
        case.origins.clear();
        case
    };
    let known = book::cases();
    (0..count).map(|at| of(at, known[at % known.len()].clone())).collect()
}

fn quickest(mut work: impl FnMut()) -> Duration {
    let once = |()| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    std::iter::repeat_n((), TIMES).map(once).min().unwrap_or_default()
}

/// Files and bytes of the site of `cases`.
fn made(cases: &[Case]) -> (usize, usize) {
    let (mut files, mut bytes) = (0, 0);
    let mut sink = |_: &str, text: &[u8]| (files, bytes) = (files + 1, bytes + black_box(text).len());
    let url = Some("https://www.example.com/".to_owned());
    let mut site = Site::new(About { url, ..book::about(Lang::Ja) }).unwrap();
    cases.iter().for_each(|case| site.case(case, &mut sink).unwrap());
    site.finish(&mut sink).unwrap();
    (files, bytes)
}

/// The baseline: the facts alone.
fn dumped(cases: &[Case]) -> usize {
    let reports = cases.iter().flat_map(|case| &case.reports);
    let facts = reports.flat_map(|report| &report.said);
    facts.map(|said| serde_json::to_string(&(said.field, &said.value, &said.quotes)).unwrap().len()).sum()
}

fn main() {
    for count in [1_000, 10_000] {
        let cases = many(count);
        let ((files, bytes), mut dump) = (made(&cases), 0);
        let site = quickest(|| _ = made(&cases)).as_secs_f64();
        let plain = quickest(|| dump = black_box(dumped(&cases))).as_secs_f64();
        println!(
            "{count:>6} cases: {site:.2} s, {files} files ({:.0} a second), {:.0} MB ({:.1} MB/s); facts as JSON by serde_json: \
             {plain:.3} s, {:.1} MB/s; ratio of bytes a second {:.2}",
            files as f64 / site,
            bytes as f64 / 1e6,
            bytes as f64 / 1e6 / site,
            dump as f64 / 1e6 / plain,
            bytes as f64 / site / (dump as f64 / plain),
        );
    }
}
