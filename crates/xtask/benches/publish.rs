//! `cargo bench -p xtask --bench publish [-- --sizes 1000,10000,100000] [--program FILE]`: the month's column, lenses over ten
//! years and the site, by the released program over a real store. `docs/speed.md` tells how the figures are to be read.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use xtask::console::say;
use xtask::speed::filed::{self, Span};
use xtask::speed::process;
use xtask::workspace;

/// How often figures are asked for; the fastest counts.
const RUNS: usize = 3;
/// Cases that an editor publishes at once.
const AT_ONCE: usize = 10_000;
/// Sites of more reports are not built.
const BUILT: usize = 20_000;
const MONTH: Span = Span { first: 2025, years: 1, months: 1 };
const DECADE: Span = Span { first: 2016, years: 10, months: 12 };

fn main() -> anyhow::Result<()> {
    let sizes = argument("--sizes").unwrap_or_else(|| "1000,10000,100000".to_owned());
    let sizes: Result<Vec<usize>, _> = sizes.split(',').map(str::parse).collect();
    let sizes = sizes.context("expected sizes such as `--sizes 1000,10000`")?;
    let program = match argument("--program") {
        Some(program) => PathBuf::from(program),
        None => process::build()?,
    };
    let folder = workspace::metadata()?.target_directory.join("speed/publish");
    for size in sizes {
        let folder = folder.join(size.to_string());
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        let bench = Bench { program: &program, folder: &folder };
        say(format!("\n{size} reports"));
        let book = bench.filed("month", size, MONTH)?;
        bench.told("digest", &book, &["digest", "2025-01"])?;
        bench.told("digest, cases", &book, &["digest", "2025-01", "--unit", "cases"])?;
        let book = bench.filed("decade", size, DECADE)?;
        let span = ["--from", "2016-01", "--to", "2025-12"];
        bench.told("all lenses", &book, &[&["stats", "--lens", "all"][..], &span].concat())?;
        if size <= BUILT {
            bench.site(&book)?;
        }
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

fn argument(name: &str) -> Option<String> {
    std::env::args().skip_while(|argument| argument != name).nth(1)
}

/// The program, and where its casebooks lie.
struct Bench<'b> {
    program: &'b Path,
    folder: &'b Path,
}

impl Bench<'_> {
    /// A casebook of so many reports, all published.
    fn filed(&self, name: &str, size: usize, span: Span) -> anyhow::Result<PathBuf> {
        let (pages, book) = (self.folder.join("pages"), self.folder.join(name));
        filed::write_over(&pages, size, span)?;
        let mut init = Command::new(self.program);
        let made =
            init.arg("init").arg(&book).args(["--name", "例示事件簿"]).stderr(Stdio::null()).status()?;
        ensure!(made.success(), "`jikenbo init` failed");
        self.run(&book, &["add", &pages.display().to_string()])?;
        let cases: Vec<String> = (1..=self.cases(&book)?).map(|id| format!("case:{id}")).collect();
        for some in cases.chunks(AT_ONCE) {
            let names: Vec<&str> = some.iter().map(String::as_str).collect();
            self.run(&book, &[&["state", "published"], names.as_slice()].concat())?;
        }
        fs::remove_dir_all(pages)?;
        Ok(book)
    }

    /// How many cases there are: the newest one's id, as none was merged.
    fn cases(&self, book: &Path) -> anyhow::Result<usize> {
        let mut list = Command::new(self.program);
        let told = list.args(["list", "--limit", "1", "--json", "--casebook"]).arg(book).output()?;
        let told: serde_json::Value = serde_json::from_slice(&told.stdout)?;
        let id = told.pointer("/id").and_then(serde_json::Value::as_u64).context("no case was filed")?;
        Ok(usize::try_from(id)?)
    }

    fn run(&self, book: &Path, arguments: &[&str]) -> anyhow::Result<(Duration, Duration)> {
        let mut command = Command::new(self.program);
        command.args(arguments).arg("--casebook").arg(book).stdout(Stdio::null()).stderr(Stdio::null());
        let (busy, begun) = (process::busy(), Instant::now());
        let status = command.status()?;
        ensure!(status.success(), "`jikenbo {}` failed ({status})", arguments.first().unwrap_or(&""));
        Ok((begun.elapsed(), process::busy().saturating_sub(busy)))
    }

    /// Runs a command a few times, and tells the fastest run.
    fn told(&self, name: &str, book: &Path, arguments: &[&str]) -> anyhow::Result<()> {
        let runs: Result<Vec<_>, _> = (0..RUNS).map(|_| self.run(book, arguments)).collect();
        let (clock, busy) = runs?.into_iter().min().unwrap_or_default();
        say(format!("  {name:<16} {:>8.2} s, processors {:>8.2} s", clock.as_secs_f64(), busy.as_secs_f64()));
        Ok(())
    }

    /// The site anew, with nothing new, and after an editor's act on one case.
    fn site(&self, book: &Path) -> anyhow::Result<()> {
        let site = self.folder.join("site");
        let out = site.display().to_string();
        let build = ["site", "build", &out, "--url", "https://www.example.com/"];
        // Else the time of a changed case would be that of a browser, which draws the picture of a new label.
        self.run(book, &["label", "add", "例示", "case:2"])?;
        let (clock, busy) = self.run(book, &build)?;
        let (files, bytes) = kept(&site)?;
        say(format!(
            "  {:<16} {:>8.2} s, processors {:>8.2} s; {} cases, {files} files ({:.0} a second), {:.1} MB a second",
            "site",
            clock.as_secs_f64(),
            busy.as_secs_f64(),
            self.cases(book)?,
            files as f64 / clock.as_secs_f64(),
            bytes as f64 / 1e6 / clock.as_secs_f64()
        ));
        self.told("  nothing new", book, &build)?;
        self.run(book, &["label", "add", "例示", "case:1"])?;
        let (clock, busy) = self.run(book, &build)?;
        say(format!(
            "  {:<16} {:>8.2} s, processors {:>8.2} s",
            "  a case changed",
            clock.as_secs_f64(),
            busy.as_secs_f64()
        ));
        Ok(())
    }
}

/// Files below a folder, and their bytes.
fn kept(path: &Path) -> anyhow::Result<(usize, u64)> {
    if !path.is_dir() {
        return Ok((1, fs::metadata(path)?.len()));
    }
    let mut all = (0, 0);
    for entry in fs::read_dir(path)? {
        let (files, bytes) = kept(&entry?.path())?;
        all = (all.0 + files, all.1 + bytes);
    }
    Ok(all)
}
