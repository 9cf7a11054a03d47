//! `cargo bench -p xtask --bench casebook [-- --sizes 1000,10000,100000] [--store URL]`: a casebook that grows, by the
//! released program from files to the acknowledged line. `docs/speed.md` tells how the figures are to be read.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use xtask::console::say;
use xtask::speed::{filed, process};
use xtask::workspace;

/// How often a short command is run; the fastest counts.
const RUNS: usize = 5;

fn main() -> anyhow::Result<()> {
    let sizes = argument("--sizes").unwrap_or_else(|| "1000,10000,100000".to_owned());
    let sizes: Result<Vec<usize>, _> = sizes.split(',').map(str::parse).collect();
    let sizes = sizes.context("expected sizes such as `--sizes 1000,10000`")?;
    let store = argument("--store");
    let program = match argument("--program") {
        Some(program) => PathBuf::from(program),
        None => process::build()?,
    };
    let folder = workspace::metadata()?.target_directory.join("speed/casebook");
    for size in sizes {
        one(&program, &folder.join(size.to_string()), size, store.as_deref())?;
    }
    Ok(())
}

fn argument(name: &str) -> Option<String> {
    std::env::args().skip_while(|argument| argument != name).nth(1)
}

fn one(program: &Path, folder: &Path, size: usize, store: Option<&str>) -> anyhow::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let (pages, book) = (folder.join("pages"), folder.join("book"));
    filed::write(&pages, size)?;
    let run = |arguments: &[&str]| run(program, &book, arguments);
    let store = store.map(|url| format!("{url}?schema=bench_{size}"));
    let mut init = Command::new(program);
    init.arg("init").arg(&book);
    store.iter().for_each(|url| _ = init.arg("--store").arg(url));
    ensure!(init.stderr(Stdio::null()).status()?.success(), "`jikenbo init` failed");
    say(format!("\n{size} reports"));
    let add = run(&["add", &pages.display().to_string()])?;
    say(format!(
        "  filing        {:>9.1} s  {:>9.0} reports/s",
        add.as_secs_f64(),
        size as f64 / add.as_secs_f64()
    ));
    let year = run_for(program, &book, &["list", "--limit", "1", "--json"])?;
    let number =
        year.split("\"number\":\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
    for (name, arguments) in [
        ("open, list 1", vec!["list", "--limit", "1"]),
        ("open, show", vec!["show", "--json", number]),
        ("as of a day", vec!["show", "--json", number, "--as-of", "2099-01-01"]),
    ] {
        let times: Result<Vec<Duration>, _> = (0..RUNS).map(|_| run(&arguments)).collect();
        let fastest = times?.into_iter().min().unwrap_or_default();
        say(format!("  {name:<13} {:>9.1} ms", fastest.as_secs_f64() * 1e3));
    }
    for name in ["reread", "verify"] {
        let time = run(&[name])?;
        say(format!(
            "  {name:<13} {:>9.1} s  {:>9.0} reports/s",
            time.as_secs_f64(),
            size as f64 / time.as_secs_f64()
        ));
    }
    let kept = |name: &str| bytes(&book.join(name)).map(|bytes| bytes / size as u64);
    say(format!(
        "  bytes a report: store {}, captures {}, seals {}",
        kept("casebook.sqlite")?,
        kept("captures")?,
        kept("seals")?
    ));
    fs::remove_dir_all(folder).map_err(Into::into)
}

fn run(program: &Path, book: &Path, arguments: &[&str]) -> anyhow::Result<Duration> {
    let mut command = Command::new(program);
    command.args(arguments).arg("--casebook").arg(book).stdout(Stdio::null());
    let begun = Instant::now();
    let status = command.status().with_context(|| format!("failed to run `{}`", program.display()))?;
    ensure!(status.success(), "`jikenbo {}` failed ({status})", arguments.join(" "));
    Ok(begun.elapsed())
}

fn run_for(program: &Path, book: &Path, arguments: &[&str]) -> anyhow::Result<String> {
    let output = Command::new(program).args(arguments).arg("--casebook").arg(book).output()?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The bytes of a file, or of all files below a folder; 0 where there is none.
fn bytes(path: &Path) -> anyhow::Result<u64> {
    if !path.is_dir() {
        return Ok(fs::metadata(path).map_or(0, |about| about.len()));
    }
    let entries: Result<Vec<_>, _> = fs::read_dir(path)?.collect();
    entries?.into_iter().map(|entry| bytes(&entry.path())).sum()
}
