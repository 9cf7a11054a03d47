//! The released program as a whole: how long it runs and how much memory it takes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};

use crate::workspace;

/// What one run took.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// From start to end.
    pub time: Duration,
    /// The most memory that it held, in bytes; 0 where the system does not say.
    pub peak: u64,
}

/// Builds the released program.
///
/// # Errors
/// Where the build fails.
pub fn build() -> anyhow::Result<PathBuf> {
    let built = workspace::cargo()
        .args(["build", "--release", "--locked", "--package", "jikenbo-cli", "--quiet"])
        .status()?;
    ensure!(built.success(), "the build failed");
    Ok(workspace::metadata()?.target_directory.join("release/jikenbo"))
}

/// Runs `jikenbo extract --json` on `page`.
///
/// # Errors
/// Where it cannot be started, or fails.
pub fn extract(program: &Path, page: &Path) -> anyhow::Result<Run> {
    let mut command = Command::new(program);
    command.args(["extract", "--json"]).arg(page).stdout(Stdio::null());
    run(&mut command)
}

/// Runs `command` to its end.
///
/// # Errors
/// Where it cannot be started, or fails.
pub fn run(command: &mut Command) -> anyhow::Result<Run> {
    let program = command.get_program().to_string_lossy().into_owned();
    let start = Instant::now();
    let mut child = command.spawn().with_context(|| format!("failed to run `{program}`"))?;
    let peak = watch(&mut child)?;
    Ok(Run { time: start.elapsed(), peak })
}

/// Looks at the process until it ends; what it held at most is told while it lives only.
fn watch(child: &mut Child) -> anyhow::Result<u64> {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        peak = peak.max(fs::read_to_string(&status).ok().and_then(|text| high_water(&text)).unwrap_or(0));
        if let Some(ended) = child.try_wait()? {
            ensure!(ended.success(), "the program failed ({ended})");
            return Ok(peak);
        }
        thread::sleep(Duration::from_millis(1));
    }
}

/// How long processors were busy with the processes that this one waited for; nothing where the system does not say. A busy
/// machine lengthens the clock's time, not this one.
pub fn busy() -> Duration {
    let told = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    Duration::from_millis(waited_for(&told).unwrap_or(0) * MILLISECONDS)
}

/// A tick of Linux's clock, in which it tells times.
const MILLISECONDS: u64 = 10;

/// The 16th and 17th field, counted behind the name in brackets, which may hold blanks.
fn waited_for(stat: &str) -> Option<u64> {
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(13);
    Some(fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?)
}

/// `VmHWM:     1234 kB`, in bytes.
fn high_water(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn busy_time_is_that_of_processes_that_ended() {
        assert_eq!(waited_for("7 (a b) c) S 1 2 3 4 5 6 7 8 9 10 11 12 30 4 20 0"), Some(34));
        assert_eq!(waited_for("7"), None);
    }

    #[test]
    fn the_peak_is_read_in_bytes() {
        assert_eq!(high_water("Name:\tx\nVmHWM:\t    2048 kB\n"), Some(2 << 20));
        assert_eq!(high_water("Name:\tx\n"), None);
    }
}
