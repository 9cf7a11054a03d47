//! The process that runs the inputs. It ends at the first finding; if an input kills it (an overflowing stack, no end in
//! sight), whoever started it runs the round again with `careful` set.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, anyhow};

use super::random::Random;
use super::run::{self, Failure};
use super::targets::Target;
use super::{minimise, mutate, seeds};
use crate::console::{note, say};
use crate::workspace;

/// How many inputs one round tries.
const ROUND: usize = 500;
/// A library's caller may have no larger stack than a thread's usual one.
const STACK: usize = 2 << 20;
/// After this long an input counts as one without an end.
const ENDLESS: Duration = Duration::from_secs(60);

/// What a worker does.
#[derive(Clone, Debug)]
pub struct Task {
    /// Through which target.
    pub target: &'static Target,
    /// Where the sequence of inputs begins.
    pub seed: u64,
    /// The first round.
    pub round: u64,
    /// No new round is begun after this long.
    pub time: Duration,
    /// Keep each input in a file while it runs, and do one round only.
    pub careful: bool,
}

type Current = Arc<Mutex<Option<(Instant, Vec<u8>)>>>;

/// Runs rounds of inputs; each round's number is printed when it begins.
///
/// # Errors
/// At the first finding, which is then in `fuzz/findings/`.
pub fn work(task: &Task) -> anyhow::Result<()> {
    let seeds: Vec<Vec<u8>> = seeds::of(task.target)?.into_iter().map(|(_, bytes)| bytes).collect();
    run::quieten_panics();
    let current = Current::default();
    watch(task.target, &current);
    let task = task.clone();
    let rounds = thread::Builder::new().stack_size(STACK).spawn(move || rounds(&task, &seeds, &current))?;
    rounds.join().map_err(|_| anyhow!("the worker's own thread panicked"))?
}

fn rounds(task: &Task, seeds: &[Vec<u8>], current: &Current) -> anyhow::Result<()> {
    // What a target sets up once is no input's fault.
    (task.target.run)(b"");
    let start = Instant::now();
    for round in task.round.. {
        say(format!("round {round}"));
        let mut random = Random::new(task.seed ^ round.wrapping_mul(0x2545_f491_4f6c_dd1d));
        for _ in 0..ROUND {
            one(task, mutate::input(&mut random, seeds), current)?;
        }
        if task.careful || start.elapsed() >= task.time {
            break;
        }
    }
    Ok(())
}

fn one(task: &Task, input: Vec<u8>, current: &Current) -> anyhow::Result<()> {
    if task.careful {
        keep(task.target, &input, "killed")?;
    }
    *current.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), input.clone()));
    let failure = run::run(task.target, &input);
    *current.lock().unwrap_or_else(PoisonError::into_inner) = None;
    match failure {
        None => Ok(()),
        Some(failure) => Err(finding(task.target, &input, &failure)?),
    }
}

fn finding(target: &Target, input: &[u8], failure: &Failure) -> anyhow::Result<anyhow::Error> {
    let same = |input: &[u8]| run::run(target, input).is_some_and(|other| other.place == failure.place);
    let small = minimise::minimise(input, same);
    let path = keep(target, &small, &digest(&small))?;
    let last = run::run(target, &small).unwrap_or_else(|| failure.clone());
    let (shown, bytes) = (workspace::shown(&path), small.len());
    Ok(anyhow!("`{}` at {}: {}\n  input of {bytes} bytes: {shown}", target.name, last.place, last.what))
}

/// Ends the process where one input has no end.
fn watch(target: &'static Target, current: &Current) {
    let current = Arc::clone(current);
    thread::spawn(move || {
        loop {
            thread::sleep(Duration::from_secs(1));
            let now = current.lock().unwrap_or_else(PoisonError::into_inner).clone();
            if let Some((start, input)) = now
                && start.elapsed() > ENDLESS
            {
                let kept = keep(target, &input, "endless").map(|path| workspace::shown(&path));
                note(format!("`{}` did not end in {} s: {kept:?}", target.name, ENDLESS.as_secs()));
                std::process::exit(1);
            }
        }
    });
}

/// Writes `input` to `fuzz/findings/`.
pub(super) fn keep(target: &Target, input: &[u8], name: &str) -> anyhow::Result<PathBuf> {
    let path = findings().join(format!("{}-{name}", target.name));
    fs::create_dir_all(findings())?;
    fs::write(&path, input).with_context(|| format!("failed to write `{}`", workspace::shown(&path)))?;
    Ok(path)
}

/// Where findings go; not committed.
pub(super) fn findings() -> &'static Path {
    static FOLDER: std::sync::LazyLock<PathBuf> =
        std::sync::LazyLock::new(|| workspace::root().join("fuzz/findings"));
    &FOLDER
}

fn digest(input: &[u8]) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(input).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
