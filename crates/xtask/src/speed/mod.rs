//! How fast the stages are, beside a plain regex scan of the same text (`cargo bench -p xtask`).

pub mod filed;
pub mod process;
pub mod text;

use std::hint::black_box;
use std::time::{Duration, Instant};

/// How often a stage is run; the fastest counts, for everything else on the machine only slows it down.
const RUNS: usize = 3;

/// One measured stage.
#[derive(Clone, Debug)]
pub struct Row {
    /// What was done.
    pub name: &'static str,
    /// How many bytes were read.
    pub bytes: usize,
    /// The fastest run.
    pub time: Duration,
}

impl Row {
    /// Megabytes (10^6 bytes) a second.
    pub fn speed(&self) -> f64 {
        self.bytes as f64 / 1e6 / self.time.as_secs_f64().max(1e-9)
    }
}

/// Runs `stage` over `bytes` bytes a few times.
pub fn measure<T>(name: &'static str, bytes: usize, mut stage: impl FnMut() -> T) -> Row {
    let run = |_| {
        let start = Instant::now();
        black_box(stage());
        start.elapsed()
    };
    Row { name, bytes, time: (0..RUNS).map(run).min().unwrap_or_default() }
}
