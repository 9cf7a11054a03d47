//! `cargo bench -p xtask [-- --mb 20] [--largest 100]`: the speed of each stage and of the program as a whole.
//!
//! Every figure stands beside a plain regex scan of the same text in the same run: the ratio says more of the code than
//! of the machine.

use std::fs;

use anyhow::Context;
use jikenbo_document::{HeadingForms, Hints, document, segment};
use jikenbo_extract::{Lists, extract_all};
use jikenbo_model::Block;
use jikenbo_text::fold::Folded;
use jikenbo_text::{calendar, charset, numbers};
use regex::Regex;
use xtask::console::say;
use xtask::speed::{Row, measure, process, text};
use xtask::workspace;

/// The alternation that a script would use for dates.
const DATES: &str = r"(?:[0-9]{4}|(?:令和|平成|昭和)(?:[0-9]{1,2}|元)|[RHS][0-9]{1,2})[年/.\-][0-9]{1,2}[月/.\-][0-9]{1,2}日?|[0-9]{1,2}月[0-9]{1,2}日|同日|翌日|同月[0-9]{1,2}日";

fn main() -> anyhow::Result<()> {
    let size = argument("--mb", 20)? * 1_000_000;
    let largest = argument("--largest", 100)?;
    let page = text::casebook(size)?;
    let scan = scans(&page)?;
    table("text as a casebook's page", &stages(&page), &scan);
    let blog = text::blog(size)?;
    table("the same as HTML", &html(&blog), &scans(&blog)?);
    pdf()?;
    whole_process(largest)
}

/// Pages of PDF a second, file by file, in this process.
fn pdf() -> anyhow::Result<()> {
    say("\nPDF to blocks: pages a second");
    for path in workspace::files("crates/document/tests/files", "pdf")? {
        let bytes = fs::read(&path)?;
        let row = measure("pdf", bytes.len(), || document(&bytes, Hints::default()));
        let read = document(&bytes, Hints::default());
        let page = |block: &Block| block.place.as_ref().and_then(|place| place.page);
        let pages = read.blocks.iter().filter_map(page).max().unwrap_or(1);
        let seconds = bytes.len() as f64 / 1e6 / row.speed();
        say(format!("{:<44} {:>8.0}", workspace::shown(&path), f64::from(pages) / seconds));
    }
    Ok(())
}

fn argument(name: &str, default: usize) -> anyhow::Result<usize> {
    let mut arguments = std::env::args().skip_while(|argument| argument != name).skip(1);
    match arguments.next() {
        None => Ok(default),
        Some(value) => {
            value.parse().with_context(|| format!("expected a number after `{name}`, but found `{value}`"))
        }
    }
}

/// What a plain scan of the same text takes.
fn scans(page: &str) -> anyhow::Result<Vec<Row>> {
    let (digits, dates) = (Regex::new("[0-9]+")?, Regex::new(DATES)?);
    Ok(vec![
        measure("regex [0-9]+", page.len(), || digits.find_iter(page).count()),
        measure("regex of dates", page.len(), || dates.find_iter(page).count()),
    ])
}

fn stages(page: &str) -> Vec<Row> {
    let bytes = page.len();
    let folded = Folded::of(page);
    let folded = folded.text();
    let sjis = encoding_rs::SHIFT_JIS.encode(page).0;
    let mut rows = vec![
        measure("decode UTF-8", bytes, || charset::decode(page.as_bytes(), charset::Hints::default())),
        measure("decode Shift_JIS", sjis.len(), || charset::decode(&sjis, charset::Hints::default())),
        measure("fold", bytes, || Folded::of(page).text().len()),
        measure("dates", folded.len(), || calendar::mentions(folded)),
    ];
    let mentions = calendar::mentions(folded);
    rows.push(measure("numbers", folded.len(), || numbers::numbers(folded, &mentions)));
    rows.push(measure("numbers and dates", folded.len(), || {
        numbers::numbers(folded, &calendar::mentions(folded))
    }));
    rows.push(measure("settle dates", folded.len(), || {
        calendar::resolve(folded, &mentions, calendar::Context::default())
    }));
    rows.extend(page_stages(page, Hints::default()));
    rows
}

fn page_stages(page: &str, hints: Hints<'static>) -> Vec<Row> {
    let (bytes, forms, lists) = (page.len(), HeadingForms::builtin(), Lists::builtin());
    let read = document(page.as_bytes(), hints);
    let reports = segment(&read, &forms);
    let facts = |page: &_, reports: &[_]| {
        extract_all(page, reports, lists).map(|extracted| extracted.evidence.by_path.len()).sum::<usize>()
    };
    vec![
        measure("document", bytes, || document(page.as_bytes(), hints)),
        measure("segment", bytes, || segment(&read, &forms)),
        measure("extract", bytes, || facts(&read, &reports)),
        measure("bytes to facts", bytes, || {
            let read = document(page.as_bytes(), hints);
            facts(&read, &segment(&read, &forms))
        }),
    ]
}

fn html(page: &str) -> Vec<Row> {
    page_stages(page, Hints { content_type: None, name: Some("page.html") })
}

fn table(title: &str, rows: &[Row], scans: &[Row]) {
    say(format!(
        "\n{title}, {:.1} MB\n{:<20} {:>9} {:>13} {:>15}",
        scans[0].bytes as f64 / 1e6,
        "",
        "MB/s",
        "of digit scan",
        "of date scan"
    ));
    for row in scans.iter().chain(rows) {
        let of = |scan: &Row| row.speed() / scan.speed();
        say(format!("{:<20} {:>9.1} {:>13.4} {:>15.4}", row.name, row.speed(), of(&scans[0]), of(&scans[1])));
    }
}

/// The released program: a small page, then growing ones.
fn whole_process(largest: usize) -> anyhow::Result<()> {
    let program = process::build()?;
    let small = text::small_page()?;
    let mut times = Vec::new();
    for _ in 0..21 {
        times.push(process::extract(&program, &small)?.time);
    }
    times.sort();
    let bytes = fs::metadata(&small)?.len();
    say(format!(
        "\nthe program as a whole: `jikenbo extract --json PAGE`\na page of {bytes} bytes: {:.1} ms (median of 21)",
        times[10].as_secs_f64() * 1e3
    ));
    say(format!("{:>8} {:>9} {:>9} {:>14} {:>14}", "MB", "s", "MB/s", "peak memory MB", "of the input"));
    let folder = std::env::temp_dir().join(format!("jikenbo-speed-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    for size in [1, 10, 100].into_iter().filter(|size| *size <= largest) {
        let page = text::casebook(size * 1_000_000)?;
        let path = folder.join("page.txt");
        fs::write(&path, &page)?;
        let run = process::extract(&program, &path)?;
        let (size, seconds) = (page.len() as f64 / 1e6, run.time.as_secs_f64());
        let peak = run.peak as f64 / 1e6;
        say(format!("{size:>8.1} {seconds:>9.3} {:>9.1} {peak:>14.1} {:>14.1}", size / seconds, peak / size));
    }
    fs::remove_dir_all(folder)?;
    Ok(())
}
