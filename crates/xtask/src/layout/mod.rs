//! How the code is laid out: crates, files and functions, held to what `ARCHITECTURE.md` and the style say.

pub mod bare;
pub mod crates;
pub mod files;
pub mod functions;

use crate::console;

/// Checks the layout.
///
/// # Errors
/// Lists all that is not as it should be.
pub fn check() -> anyhow::Result<()> {
    let mut found = crates::check()?;
    found.extend(files::check()?);
    console::verdict("layout", &found)
}
