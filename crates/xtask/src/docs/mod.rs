//! The documents, held to the code: what is not documented is broken.

mod codes;
mod commands;
mod flags;
mod generated;
mod links;
mod vocabulary;

use std::path::PathBuf;

use crate::speed::process;
use crate::{console, workspace};

/// Checks all documents; the commands that they show are run with the released program, which is built first.
///
/// # Errors
/// Lists all that does not hold.
pub fn check() -> anyhow::Result<()> {
    check_words()?;
    let program = process::build()?;
    let mut found = flags::check(&program)?;
    found.extend(commands::check(&program, &pages()?)?);
    console::verdict("documents", &found)
}

/// Checks what can be checked without running the program.
///
/// # Errors
/// Lists all that does not hold.
pub fn check_words() -> anyhow::Result<()> {
    let mut found = links::check(&pages()?)?;
    found.extend(codes::check()?);
    found.extend(vocabulary::check()?);
    found.extend(generated::check()?);
    console::verdict("documents", &found)
}

/// Writes the generated documents anew.
///
/// # Errors
/// Where a file cannot be written.
pub fn update() -> anyhow::Result<()> {
    generated::update()
}

/// The pages: those at the root, and `docs/`.
fn pages() -> anyhow::Result<Vec<PathBuf>> {
    let root = std::fs::read_dir(workspace::root())?;
    let entries: Result<Vec<_>, _> = root.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut pages: Vec<PathBuf> =
        entries?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    pages.extend(workspace::files("docs", "md")?);
    pages.sort();
    Ok(pages)
}
