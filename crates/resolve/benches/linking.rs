//! How right links are on invented noise, and how long it takes to propose for one report among many.
//!
//! `cargo bench -p jikenbo-resolve [-- REPORTS]`; 100,000 reports unless told otherwise.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark reads its arguments and the clock"
)]

#[path = "../tests/noise/dice.rs"]
mod dice;
#[path = "../tests/noise/measure.rs"]
#[allow(dead_code, reason = "the tests look at more")]
mod measure;
#[path = "../tests/noise/tell.rs"]
mod tell;
#[path = "../tests/noise/world.rs"]
mod world;

use std::time::{Duration, Instant};

use jikenbo_resolve::follow_up::propose;
use measure::{Score, Shelf, filed, measure_attach, measure_origins, play};

/// How many reports are proposed for.
const ASKED: usize = 2_000;

fn main() {
    let reports = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(100_000);
    right(1..9);
    quick(reports);
}

fn right(seeds: std::ops::Range<u64>) {
    let mut scores = [Score::default(); 3];
    for seed in seeds {
        let played = play(seed, 2_500);
        scores[0].add(played.follow_ups);
        scores[1].add(measure_origins(&played));
        scores[2].add(measure_attach(&played));
    }
    for (name, score) in ["follow-ups", "origins", "attaching"].iter().zip(scores) {
        println!("{name:<11} {score}");
    }
}

fn quick(reports: usize) {
    let mut dice = dice::Dice::new(99);
    let world = world::World::new(&mut dice, reports * 2 / 3);
    let mut told = tell::tell(&world, &mut dice);
    told.truncate(reports);
    let started = Instant::now();
    let candidates: Vec<_> = told.iter().map(|report| filed(report, Some(report.incident as i64))).collect();
    let made = started.elapsed();
    let (mut shelf, mut looked, mut longest) = (Shelf::default(), 0, Duration::ZERO);
    for (at, report) in candidates.iter().enumerate() {
        shelf.file(at, report);
    }
    let started = Instant::now();
    for at in (0..candidates.len()).step_by((candidates.len() / ASKED).max(1)) {
        let one = Instant::now();
        let found = shelf.find(&candidates[at]);
        looked += found.len();
        std::hint::black_box(propose(&candidates[at], found.iter().map(|other| &candidates[*other])));
        longest = longest.max(one.elapsed());
    }
    let asked = candidates.len().div_ceil((candidates.len() / ASKED).max(1));
    let each = started.elapsed() / asked as u32;
    println!("among {} reports: made ready {:?} each", candidates.len(), made / candidates.len() as u32);
    println!("proposing {each:?} each ({} looked at), the longest {longest:?}", looked / asked);
}
