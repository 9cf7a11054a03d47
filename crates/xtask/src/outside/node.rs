//! The Nu HTML checker, which needs a Java, and axe-core, which runs in the browser: packages of npm below the target folder. None
//! of their scripts is run.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Context;

use super::{apt, run};
use crate::console::say;
use crate::workspace;

/// What is installed, and nothing else.
const PINNED: [&str; 2] = ["axe-core@4.14.1", "vnu-jar@26.9.27"];
/// Debian's Java, for the checker and for `jing`.
const JAVA: &str = "default-jre-headless";

/// Installs them, unless they are there with the same versions; gives their folder.
///
/// # Errors
/// Where Java or npm is missing and cannot be installed; says how to.
pub fn make() -> anyhow::Result<PathBuf> {
    java()?;
    let folder = workspace::metadata()?.target_directory.join("outside/node");
    let mark = folder.join("pinned.txt");
    let pinned = PINNED.join("\n");
    if fs::read_to_string(&mark).is_ok_and(|made| made == pinned) {
        return Ok(folder);
    }
    say(format!("making `{}` with the Nu HTML checker and axe-core", workspace::shown(&folder)));
    fs::create_dir_all(&folder)?;
    let install =
        ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "--silent", "--prefix"];
    run(Command::new("npm").args(install).arg(&folder).args(PINNED))
        .context("install npm (Debian: `apt-get install nodejs npm`)")?;
    fs::write(&mark, pinned).with_context(|| format!("failed to write `{}`", workspace::shown(&mark)))?;
    Ok(folder)
}

fn java() -> anyhow::Result<()> {
    if run(Command::new("java").arg("-version")).is_ok() {
        return Ok(());
    }
    let hint = "install a Java (Debian: `apt-get install default-jre-headless`)";
    say(format!("installing Debian's `{JAVA}`"));
    apt(&["update", "--quiet=2"]).context(hint)?;
    apt(&["install", "--yes", "--quiet=2", "--no-install-recommends", JAVA]).context(hint)?;
    run(Command::new("java").arg("-version")).context(hint)
}
