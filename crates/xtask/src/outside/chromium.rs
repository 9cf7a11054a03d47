//! Chromium, which captures pages whose words come by scripts; and a font with Japanese, without which its pictures of them
//! are empty boxes.

use std::process::Command;

use anyhow::{Context, bail};

use super::{apt, run};
use crate::console::say;

/// What is installed of Debian's.
const PACKAGES: [&str; 2] = ["chromium", "fonts-noto-cjk"];

/// Installs Debian's packages, unless the browser is there.
///
/// # Errors
/// Where it is missing and cannot be installed; says how to.
pub fn install() -> anyhow::Result<()> {
    if is_there() {
        return Ok(());
    }
    let hint = "install Chromium (Debian: `apt-get install chromium fonts-noto-cjk`)";
    say(format!("installing Debian's `{}`", PACKAGES.join("`, `")));
    apt(&["update", "--quiet=2"]).context(hint)?;
    apt(&[&["install", "--yes", "--quiet=2", "--no-install-recommends"][..], &PACKAGES].concat())
        .context(hint)?;
    if !is_there() {
        bail!("expected `chromium` to run\n{hint}");
    }
    Ok(())
}

fn is_there() -> bool {
    let has_font = run(Command::new("dpkg").args(["--status", "fonts-noto-cjk"])).is_ok();
    run(Command::new("chromium").arg("--version")).is_ok() && has_font
}
