//! Fuzzing on stable Rust: inputs made from seeds by a mutator of our own, the same for the same seed.
//!
//! A target is a plain `fn(&[u8])` that panics where an invariant does not hold (`targets`). The parent process starts a
//! worker a target and slice of time, built with overflow checks; a finding is made small and kept in `fuzz/findings/`.

mod minimise;
mod mutate;
mod random;
mod run;
mod seeds;
mod targets;
mod words;
mod worker;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, anyhow, bail};

use crate::console::{note, say};
use crate::workspace;
pub use random::Random;
pub use run::Failure;
pub use targets::{TARGETS, Target, by_name};
pub use worker::{Task, work};

/// What `cargo xtask fuzz` is asked to do.
#[derive(Clone, Debug)]
pub struct Options {
    /// How long, all targets together.
    pub time: Duration,
    /// Which targets; all where none is named.
    pub targets: Vec<String>,
    /// Where the sequence begins.
    pub seed: u64,
}

/// One target's turn; long enough that starting a process does not count.
const SLICE: Duration = Duration::from_secs(20);

/// Fuzzes for the time asked for, the targets taking turns.
///
/// # Errors
/// At the first finding, or where a target has no such name.
pub fn fuzz(options: &Options) -> anyhow::Result<()> {
    let targets = chosen(&options.targets)?;
    let program = build()?;
    say(format!("seed {} (the same seed gives the same inputs)", options.seed));
    let start = Instant::now();
    let mut rounds = vec![0_u64; targets.len()];
    while start.elapsed() < options.time {
        for (target, round) in targets.iter().zip(&mut rounds) {
            let left = options.time.saturating_sub(start.elapsed());
            *round = slice(&program, target, options.seed, *round, left.min(SLICE))?;
        }
    }
    for (target, round) in targets.iter().zip(&rounds) {
        say(format!("{}: {} inputs, no finding", target.name, round * 500));
    }
    Ok(())
}

/// Runs every seed of `target` once, as the tests do.
///
/// # Errors
/// Names each seed that fails, and how.
pub fn run_seeds(target: &Target) -> anyhow::Result<()> {
    let mut failed = Vec::new();
    for (path, input) in seeds::of(target)? {
        if let Some(failure) = run::run(target, &input) {
            failed.push(format!("{}: {} at {}", workspace::shown(&path), failure.what, failure.place));
        }
    }
    crate::console::verdict(&format!("seeds of `{}`", target.name), &failed)
}

/// Runs one input through the targets called `names`, or all, and prints how long each took.
///
/// # Errors
/// Names each target that fails on it, and how.
pub fn run_input(path: &Path, names: &[String]) -> anyhow::Result<()> {
    let input = fs::read(path).with_context(|| format!("failed to read `{}`", path.display()))?;
    let mut failed = Vec::new();
    run::quieten_panics();
    for target in chosen(names)? {
        let start = Instant::now();
        let failure = run::run(target, &input);
        say(format!("{}: {} ms", target.name, start.elapsed().as_millis()));
        failed
            .extend(failure.map(|failure| format!("{}: {} at {}", target.name, failure.what, failure.place)));
    }
    crate::console::verdict(&path.display().to_string(), &failed)
}

fn chosen(names: &[String]) -> anyhow::Result<Vec<&'static Target>> {
    if names.is_empty() {
        return Ok(TARGETS.iter().collect());
    }
    let known = || TARGETS.iter().map(|target| target.name).collect::<Vec<_>>().join("`, `");
    let find = |name: &String| {
        by_name(name).ok_or_else(|| anyhow!("expected one of `{}`, but found `{name}`", known()))
    };
    names.iter().map(find).collect()
}

/// Builds this program again, fast and with overflow checks.
fn build() -> anyhow::Result<PathBuf> {
    say("building with overflow checks …");
    let built =
        workspace::cargo().args(["build", "--quiet", "--profile", "fuzz", "--package", "xtask"]).status()?;
    if !built.success() {
        bail!("the build failed");
    }
    Ok(workspace::metadata()?.target_directory.join("fuzz/xtask"))
}

/// One worker; gives the round to go on with.
fn slice(program: &Path, target: &Target, seed: u64, round: u64, time: Duration) -> anyhow::Result<u64> {
    let start = |round: u64, careful: bool| {
        let mut command = Command::new(program);
        command.args(["fuzz-worker", target.name, &seed.to_string(), &round.to_string()]);
        command.arg(time.as_secs().to_string()).args(careful.then_some("--careful"));
        command.stdout(Stdio::piped()).spawn()
    };
    let mut worker = start(round, false)?;
    let mut last = round;
    for line in
        BufReader::new(worker.stdout.take().ok_or_else(|| anyhow!("no output of the worker"))?).lines()
    {
        last = line?.strip_prefix("round ").and_then(|number| number.parse().ok()).unwrap_or(last);
    }
    let ended = worker.wait()?;
    match ended.code() {
        Some(0) => {
            say(format!("{}: rounds {round} to {last}, no finding", target.name));
            Ok(last + 1)
        }
        Some(_) => bail!("fuzzing `{}` with seed {seed} found something in round {last}", target.name),
        None => {
            note(format!("the worker was killed ({ended}); running round {last} again, input by input"));
            start(last, true)?.wait_with_output()?;
            bail!(
                "`{}` kills the process: {}/{}-killed",
                target.name,
                workspace::shown(worker::findings()),
                target.name
            )
        }
    }
}
