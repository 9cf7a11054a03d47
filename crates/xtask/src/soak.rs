//! Killing the program more often than the tests do.

use std::process::Command;

use anyhow::{Context, ensure};

use crate::console::say;

/// Kills the program `kills` times at moments that follow from `seed`, and checks the casebook after each.
///
/// # Errors
/// Where something that was told is lost, or the test cannot be run.
pub fn run(kills: usize, seed: u64) -> anyhow::Result<()> {
    say(format!("{kills} kills, seed {seed}"));
    let test = ["test", "--package", "jikenbo-cli", "--test", "program", "killed::", "--", "--nocapture"];
    let status = Command::new(env!("CARGO"))
        .args(test)
        .env("JIKENBO_KILLS", kills.to_string())
        .env("JIKENBO_SEED", seed.to_string())
        .status()
        .context("failed to run cargo")?;
    ensure!(status.success(), "something was lost; `--seed {seed}` kills at the same moments again");
    Ok(())
}
