//! `cargo xtask`: see `cargo xtask --help`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use clap::{Parser, Subcommand};
use xtask::evaluate::Change;
use xtask::{console, deny, docs, evaluate, fuzz, golden, layout, lists, main_text, outside, soak, steps};

/// The tasks of the workspace.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Run every check and test; what CI runs
    Test {
        /// Begin with this step
        #[arg(long, value_name = "STEP")]
        from: Option<String>,
    },
    /// Compare crates, files and functions with the rules of ARCHITECTURE.md and CONTRIBUTING.md
    Layout,
    /// Check the shipped word lists and heading forms
    Lists,
    /// Compare the dependencies with deny.toml
    Deny,
    /// Check the documents: links, codes, flags, vocabularies, and the commands that they show
    Docs {
        /// Write the generated parts anew
        #[arg(long)]
        update: bool,
    },
    /// Install the programs of others that the tests need: `warcio`, `feedparser`, the Nu HTML checker and axe-core below the target
    /// folder, Debian's `postgresql`, `chromium` and a Java
    Outside,
    /// Try mutated inputs until the time is over or one fails
    Fuzz {
        /// For how many minutes, all targets together
        #[arg(long, default_value_t = 5.0, value_name = "N")]
        minutes: f64,
        /// Where the sequence of inputs begins [default: the time of day]
        #[arg(long)]
        seed: Option<u64>,
        /// Run this input only, such as an earlier finding
        #[arg(long, value_name = "FILE")]
        input: Option<PathBuf>,
        /// Targets [default: all]
        targets: Vec<String>,
    },
    /// Kill the program at random moments, and check that nothing that was told is lost
    Soak {
        /// How often
        #[arg(long, default_value_t = 200, value_name = "N")]
        kills: usize,
        /// From which the moments follow [default: the time of day]
        #[arg(long)]
        seed: Option<u64>,
    },
    /// Run one part of fuzzing (`fuzz` starts it)
    #[command(hide = true)]
    FuzzWorker {
        target: String,
        seed: u64,
        round: u64,
        seconds: u64,
        #[arg(long)]
        careful: bool,
    },
    /// Read the corpus and compare each field with its floor
    Evaluate {
        /// Raise the floors to what was reached
        #[arg(long)]
        raise: bool,
        /// Lower the floor of this field to what was reached (`corpus.events`)
        #[arg(long, value_name = "FIELD")]
        lower: Vec<String>,
        /// List each miss
        #[arg(long)]
        misses: bool,
    },
    /// Compare the main text of web pages with that of others, by scrapinghub's article-extraction-benchmark
    MainText {
        /// The benchmark's folder
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// Write our text here, for the benchmark's own `evaluate.py` (`DIR/output/jikenbo.json`)
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Compare the readings of the golden pages with what is kept
    Golden {
        /// Keep the new readings
        #[arg(long)]
        update: bool,
    },
}

fn main() -> ExitCode {
    match run(Cli::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            console::note(format!("error: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> anyhow::Result<()> {
    match task {
        Task::Test { from } => steps::test(from.as_deref()),
        Task::Layout => layout::check(),
        Task::Lists => lists::check(),
        Task::Deny => deny::check(),
        Task::Docs { update: true } => docs::update(),
        Task::Docs { update: false } => docs::check(),
        Task::Outside => outside::all(),
        Task::Fuzz { input: Some(input), targets, .. } => fuzz::run_input(&input, &targets),
        Task::Fuzz { minutes, seed, targets, input: None } => fuzz::fuzz(&fuzz::Options {
            time: Duration::from_secs_f64(minutes * 60.0),
            targets,
            seed: seed.unwrap_or_else(now),
        }),
        Task::Soak { kills, seed } => soak::run(kills, seed.unwrap_or_else(now)),
        Task::FuzzWorker { target, seed, round, seconds, careful } => fuzz::work(&fuzz::Task {
            target: fuzz::by_name(&target).context("no such target")?,
            seed,
            round,
            time: Duration::from_secs(seconds),
            careful,
        }),
        Task::Evaluate { raise, lower, misses } => evaluate::run(&Change { raise, lower }, misses),
        Task::MainText { folder, output } => main_text::run(&folder, output.as_deref()),
        Task::Golden { update } => golden::run(update),
    }
}

fn now() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| since.as_millis() as u64)
}
