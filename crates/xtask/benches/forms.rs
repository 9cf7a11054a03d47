//! `cargo bench -p xtask --bench forms [-- --pages DIR] [--python PROGRAM]`: pages of HTML and PDF to blocks, beside trafilatura
//! and pdftotext where they are installed.
//!
//! DIR holds pages (`*.html`); without it the corpus is read. PROGRAM is a Python that has trafilatura.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context;
use jikenbo_document::{Hints, document};
use jikenbo_model::Block;
use xtask::console::say;
use xtask::speed::measure;
use xtask::workspace;

/// How often another program is run; the fastest counts.
const RUNS: usize = 5;

/// What trafilatura takes for all pages of a folder, in seconds: the fastest of three, Python's own start left aside.
const TRAFILATURA: &str = "\
import pathlib, sys, time, trafilatura
pages = [path.read_bytes() for path in sorted(pathlib.Path(sys.argv[1]).glob('*.html'))]
def run():
    start = time.perf_counter()
    for page in pages: trafilatura.extract(page, include_comments=False)
    return time.perf_counter() - start
print(trafilatura.__version__, min(run() for _ in range(3)))";

fn main() -> anyhow::Result<()> {
    let folder = argument("--pages").map_or_else(|| workspace::root().join("corpus/pages"), PathBuf::from);
    html(&folder, &argument("--python").unwrap_or_else(|| "python3".to_owned()))?;
    pdf()
}

fn argument(name: &str) -> Option<String> {
    std::env::args().skip_while(|argument| argument != name).nth(1)
}

/// HTML to blocks, a page after the other.
fn html(folder: &Path, python: &str) -> anyhow::Result<()> {
    let mut pages: Vec<PathBuf> = fs::read_dir(folder)
        .with_context(|| folder.display().to_string())?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "html"))
        .collect();
    pages.sort();
    let pages: Vec<Vec<u8>> = pages.iter().map(fs::read).collect::<Result<_, _>>()?;
    let bytes: usize = pages.iter().map(Vec::len).sum();
    let hints = Hints { content_type: None, name: Some("page.html") };
    let all = || pages.iter().map(|page| document(page, hints).blocks.len()).sum::<usize>();
    let own = measure("jikenbo", bytes, all).time;
    say(format!(
        "HTML to blocks: {} pages, {:.1} MB, one core\n{:<20} {:>9} {:>9} {:>9}",
        pages.len(),
        bytes as f64 / 1e6,
        "",
        "MB/s",
        "pages/s",
        "as long"
    ));
    let row = |name: &str, time: Duration| {
        let seconds = time.as_secs_f64().max(1e-9);
        let times = seconds / own.as_secs_f64().max(1e-9);
        say(format!(
            "{name:<20} {:>9.1} {:>9.0} {times:>9.1}",
            bytes as f64 / 1e6 / seconds,
            pages.len() as f64 / seconds
        ));
    };
    row("jikenbo", own);
    let other = Command::new(python).args(["-c", TRAFILATURA]).arg(folder).stderr(Stdio::null()).output();
    let told = other.ok().filter(|output| output.status.success());
    let told = told.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    match told.as_deref().and_then(|told| told.trim().split_once(' ')) {
        Some((version, seconds)) => {
            row(&format!("trafilatura {version}"), Duration::from_secs_f64(seconds.parse()?))
        }
        None => say(format!("trafilatura: `{python}` has none")),
    }
    Ok(())
}

/// PDF to blocks, beside `pdftotext` less its start.
fn pdf() -> anyhow::Result<()> {
    say(format!(
        "\nPDF to blocks, pages a second\n{:<48} {:>9} {:>10} {:>9}",
        "", "jikenbo", "pdftotext", "as fast"
    ));
    let start = program(Command::new("pdftotext").arg("-v"));
    for path in workspace::files("crates/document/tests/files", "pdf")? {
        let bytes = fs::read(&path)?;
        let own = measure("pdf", bytes.len(), || document(&bytes, Hints::default())).time;
        let read = document(&bytes, Hints::default());
        let page = |block: &Block| block.place.as_ref().and_then(|place| place.page);
        let pages = f64::from(read.blocks.iter().filter_map(page).max().unwrap_or(1));
        let other = program(Command::new("pdftotext").arg(&path).arg("-"));
        let other = other
            .zip(start)
            .map(|(whole, start)| whole.saturating_sub(start).max(Duration::from_micros(100)));
        let of = |time: Duration| pages / time.as_secs_f64().max(1e-9);
        let (theirs, times) = match other {
            Some(other) => (format!("{:.0}", of(other)), format!("{:.1}", of(own) / of(other))),
            None => ("not there".to_owned(), String::new()),
        };
        say(format!("{:<48} {:>9.0} {theirs:>10} {times:>9}", workspace::shown(&path), of(own)));
    }
    Ok(())
}

/// The fastest of a few runs of a program; `None` where it is not installed.
fn program(command: &mut Command) -> Option<Duration> {
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut run = || {
        let start = Instant::now();
        black_box(command.status().ok()?);
        Some(start.elapsed())
    };
    (0..RUNS).filter_map(|_| run()).min()
}
