//! PostgreSQL, on a throw-away server of which the tests of the store run a second time.

use anyhow::{Context, bail};

use super::apt;
use crate::console::say;

/// Set for the tests, so that a missing server is a failure and not a skipped test.
pub const REQUIRED: (&str, &str) = ("JIKENBO_TEST_POSTGRES", "required");

/// Where Debian puts each version's programs.
const VERSIONS: &str = "/usr/lib/postgresql";

/// Installs Debian's package, unless it is there. The server that comes with it is not used, and nothing of it is changed.
///
/// # Errors
/// Where it is missing and cannot be installed; says how to.
pub fn install() -> anyhow::Result<()> {
    if is_there() {
        return Ok(());
    }
    let hint = "install PostgreSQL's server (Debian: `apt-get install postgresql`)";
    say("installing Debian's `postgresql`");
    apt(&["update", "--quiet=2"]).context(hint)?;
    apt(&["install", "--yes", "--quiet=2", "--no-install-recommends", "postgresql"]).context(hint)?;
    if !is_there() {
        bail!("expected `initdb` below `{VERSIONS}`\n{hint}");
    }
    Ok(())
}

fn is_there() -> bool {
    let versions = std::fs::read_dir(VERSIONS).into_iter().flatten().flatten();
    versions.into_iter().any(|version| version.path().join("bin/initdb").exists())
}
