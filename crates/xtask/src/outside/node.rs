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
    program("java", "-version", JAVA)?;
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
    program("npm", "--version", "npm")?;
    run(Command::new("npm").args(install).arg(&folder).args(PINNED))
        .with_context(|| format!("`npm` could not fetch {}", PINNED.join(" and ")))?;
    fs::write(&mark, pinned).with_context(|| format!("failed to write `{}`", workspace::shown(&mark)))?;
    Ok(folder)
}

/// Installs Debian's `package` where `program` does not answer to `ask`.
fn program(program: &str, ask: &str, package: &str) -> anyhow::Result<()> {
    if run(Command::new(program).arg(ask)).is_ok() {
        return Ok(());
    }
    let hint = || format!("install `{program}` (Debian: `apt-get install {package}`)");
    say(format!("installing Debian's `{package}`"));
    apt(&["update", "--quiet=2"]).with_context(hint)?;
    apt(&["install", "--yes", "--quiet=2", "--no-install-recommends", package]).with_context(hint)?;
    run(Command::new(program).arg(ask)).with_context(hint)
}
