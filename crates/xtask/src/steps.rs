//! `cargo xtask test`: what it does, in which order. The first step that fails ends it.

use std::process::Command;
use std::time::Instant;

use anyhow::{Context, bail};

use crate::console::say;
use crate::evaluate::{self, Change};
use crate::{deny, docs, layout, lists, outside, workspace};

/// One step.
struct Step {
    name: &'static str,
    run: fn() -> anyhow::Result<()>,
}

/// What reads is first, what builds follows, so that a slip is told early.
const STEPS: &[Step] = &[
    Step { name: "format", run: || cargo(&["fmt", "--all", "--check"]) },
    Step { name: "layout", run: layout::check },
    Step { name: "deny", run: deny::check },
    Step { name: "lists", run: lists::check },
    Step { name: "lints", run: lints },
    Step { name: "rustdoc", run: rustdoc },
    Step { name: "build", run: || cargo(&["build", "--locked", "--release", "--package", "jikenbo-cli"]) },
    Step { name: "outside", run: outside::all },
    Step { name: "tests", run: tests },
    Step { name: "evaluate", run: || evaluate::run(&Change::default(), false) },
    Step { name: "docs", run: docs::check },
];

/// Runs all steps, or those from the one called `from`.
///
/// # Errors
/// Where a step fails, or there is no such step.
pub fn test(from: Option<&str>) -> anyhow::Result<()> {
    let begin = match from {
        None => 0,
        Some(name) => STEPS.iter().position(|step| step.name == name).with_context(|| unknown(name))?,
    };
    let start = Instant::now();
    for (number, step) in STEPS.iter().enumerate().skip(begin) {
        say(format!("\n[{}/{}] {}", number + 1, STEPS.len(), step.name));
        let begun = Instant::now();
        let outcome = (step.run)();
        say(format!(
            "[{}/{}] {}: {:.1} s",
            number + 1,
            STEPS.len(),
            step.name,
            begun.elapsed().as_secs_f64()
        ));
        outcome.with_context(|| format!("step `{}` failed; go on from it with `--from {0}`", step.name))?;
    }
    say(format!("\nall {} steps passed in {:.0} s", STEPS.len() - begin, start.elapsed().as_secs_f64()));
    Ok(())
}

fn unknown(name: &str) -> String {
    let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
    format!("expected one of `{}`, but found `{name}`", names.join("`, `"))
}

fn cargo(arguments: &[&str]) -> anyhow::Result<()> {
    finish(workspace::cargo().args(arguments))
}

fn tests() -> anyhow::Result<()> {
    let mut command = workspace::cargo();
    command.args(["test", "--locked", "--workspace", "--quiet"]);
    let (required, value) = outside::postgres::REQUIRED;
    finish(command.env(outside::ASKED, "1").env(required, value))
}

fn lints() -> anyhow::Result<()> {
    cargo(&["clippy", "--locked", "--workspace", "--all-targets", "--quiet", "--", "--deny", "warnings"])
}

fn rustdoc() -> anyhow::Result<()> {
    let mut command = workspace::cargo();
    command.args(["doc", "--locked", "--workspace", "--no-deps", "--quiet"]);
    finish(command.env("RUSTDOCFLAGS", "--deny warnings --deny missing_docs"))
}

fn finish(command: &mut Command) -> anyhow::Result<()> {
    let arguments: Vec<String> =
        command.get_args().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let shown = format!("cargo {}", arguments.join(" "));
    say(format!("$ {shown}"));
    let status = command.status().with_context(|| format!("failed to run `{shown}`"))?;
    if !status.success() {
        bail!("`{shown}` failed ({status})");
    }
    Ok(())
}
