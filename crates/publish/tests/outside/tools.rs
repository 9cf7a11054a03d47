//! Where the judges are.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// `below` in the folder that `cargo xtask outside` fills; `None`, and a word about it, where it is not there.
pub fn installed(below: &str) -> Option<PathBuf> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let path = target.join("outside").join(below);
    if path.exists() { Some(path) } else { missing(&path.display().to_string()) }
}

/// The browser.
pub fn chromium() -> Option<PathBuf> {
    let own = std::env::var_os("JIKENBO_CHROMIUM").map(PathBuf::from);
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let found =
        || std::env::split_paths(&folders).map(|folder| folder.join("chromium")).find(|one| one.exists());
    own.or_else(found).or_else(|| missing("chromium"))
}

/// Whether tests were asked for that need these: then that one is missing is a failure.
fn missing(what: &str) -> Option<PathBuf> {
    let is_asked = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let told = format!("no `{what}`; `cargo xtask outside` installs it");
    assert!(!is_asked("CI") && !is_asked("JIKENBO_OUTSIDE"), "{told}");
    eprintln!("SKIPPED: {told}");
    None
}

/// What `command` says, on either way, and whether it was content.
pub fn judged(command: &mut Command) -> (bool, String) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    (status.success(), String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned())
}
