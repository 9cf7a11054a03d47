//! Appending, verifying and reading back, in ratios to plain gzip and SHA-256 of the same bytes on one core. Times are the
//! processor's (Linux; elsewhere the clock's), so that a busy machine does not count.
//!
//! `cargo bench -p jikenbo-archive`; what was measured stands in `docs/archive.md`.
#![allow(clippy::unwrap_used, reason = "a benchmark stops where what it needs is missing")]
#![allow(clippy::print_stdout, reason = "the result")]
#![allow(clippy::disallowed_methods, reason = "it measures time")]

use std::path::Path;
use std::time::Duration;

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress};
use jiff::Timestamp;
use jikenbo_archive::{
    Content, Contents, Entry, Options, Record, RecordId, Sha256, VerifyOptions, Writer, read, seal, verify,
};

const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
const WORDS: &[&str] = &[
    "株式会社例示",
    "漏えい",
    "個人情報",
    "<p class=\"a\">",
    "</p>\n",
    "お知らせ",
    "第2報",
    "2025年12月",
    "件の",
    "https://example.com/news/",
    "不正アクセス",
    "について",
    "お客様",
    "<li>",
    "</li>",
    "。",
    "、",
    "当社",
    "調査",
];

fn main() {
    println!("what                                   |     time |  stored MB/s | content MB/s | to plain");
    let pages = (0..1000).map(|seed| page(seed, 4096)).collect::<Vec<_>>();
    run("1,000 pages of 4 KB", &pages);
    let pages = (0..500).map(|seed| page(seed, 60_000)).collect::<Vec<_>>();
    run("500 pages of 60 KB", &pages);
    let scans = (0..100).map(|seed| noise(seed, 1_000_000)).collect::<Vec<_>>();
    run("100 scans of 1 MB (incompressible)", &scans);
}

/// Measures one set of bodies.
fn run(name: &str, bodies: &[Vec<u8>]) {
    let content: usize = bodies.iter().map(Vec::len).sum();
    let (gzip, stored) = plain_gzip(bodies);
    let gunzip = plain_gunzip(bodies);
    let median = |measure: &dyn Fn() -> (Duration, u64)| middle((0..5).map(|_| measure()).collect());
    let show = |what: &str, (time, bytes): (Duration, u64), plain: Duration| {
        let rate = |bytes: u64| bytes as f64 / 1e6 / time.as_secs_f64();
        println!(
            "{:38} | {:5.1} ms | {:12.0} | {:12.0} | {:5.2}",
            format!("{name}: {what}"),
            time.as_secs_f64() * 1e3,
            rate(bytes),
            rate(content as u64),
            time.as_secs_f64() / plain.as_secs_f64()
        );
    };
    show("plain gzip + SHA-256", (gzip, stored), gzip);
    show("append (without sync)", median(&|| append(bodies)), gzip);
    let archive = tempfile::TempDir::new().unwrap();
    let entries = fill(archive.path(), bodies);
    show("plain gunzip + SHA-256", (gunzip, stored), gunzip);
    show("verify", median(&|| verified(archive.path(), true, 1)), gunzip);
    show("verify, stored bytes only", median(&|| verified(archive.path(), false, 1)), gunzip);
    show(
        "verify, two threads (by the clock)",
        median(&|| by_clock(|| verified(archive.path(), true, 2).1)),
        gunzip,
    );
    show("read each", median(&|| read_all(archive.path(), &entries)), gunzip);
}

fn median(measure: impl Fn() -> u64) -> (Duration, u64) {
    middle((0..5).map(|_| timed(&measure)).collect())
}

/// The median: the processor's time is told in steps, so that the least is too little now and then.
fn middle(mut times: Vec<(Duration, u64)>) -> (Duration, u64) {
    times.sort();
    times[times.len() / 2]
}

/// How long `measure` takes, and what it gives.
fn timed<T>(measure: impl FnOnce() -> T) -> (Duration, T) {
    let (begun, clock) = (on_processor(), std::time::Instant::now());
    let given = measure();
    let time = on_processor().zip(begun).map_or(clock.elapsed(), |(end, begun)| end - begun);
    (time, given)
}

fn by_clock<T>(measure: impl FnOnce() -> T) -> (Duration, T) {
    let clock = std::time::Instant::now();
    let given = measure();
    (clock.elapsed(), given)
}

/// How long this thread has run.
fn on_processor() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// As little as can be done: one compressor, each body once, its digest and that of the result.
fn plain_gzip(bodies: &[Vec<u8>]) -> (Duration, u64) {
    median(|| {
        let (mut compress, mut out) =
            (Compress::new(Compression::new(4), false), Vec::with_capacity(2 << 20));
        let mut each = |body: &Vec<u8>| {
            compress.reset();
            out.clear();
            compress.compress_vec(body, &mut out, FlushCompress::Finish).unwrap();
            assert_ne!(Sha256::of(body), Sha256::of(&out));
            out.len() as u64
        };
        bodies.iter().map(&mut each).sum()
    })
}

fn plain_gunzip(bodies: &[Vec<u8>]) -> Duration {
    let packed: Vec<Vec<u8>> = bodies
        .iter()
        .map(|body| {
            let mut out = Vec::with_capacity(body.len() + 1000);
            Compress::new(Compression::new(4), false)
                .compress_vec(body, &mut out, FlushCompress::Finish)
                .unwrap();
            out
        })
        .collect();
    median(|| {
        let (mut inflate, mut out) = (Decompress::new(false), Vec::with_capacity(2 << 20));
        let mut each = |packed: &Vec<u8>| {
            inflate.reset(false);
            out.clear();
            inflate.decompress_vec(packed, &mut out, FlushDecompress::Finish).unwrap();
            assert_ne!(Sha256::of(packed), Sha256::of(&out));
            packed.len() as u64
        };
        packed.iter().map(&mut each).sum()
    })
    .0
}

fn writer(folder: &Path) -> Writer {
    let mut next = 1_u128 << 100;
    let ids = move || {
        next += 1;
        RecordId::uuid(next)
    };
    Writer::new(folder, Options::new("bench", "jikenbo"), ids).unwrap()
}

fn append_all(writer: &mut Writer, bodies: &[Vec<u8>]) {
    for (number, body) in bodies.iter().enumerate() {
        let (id, uri) = (RecordId::uuid(number as u128), format!("https://example.com/news/{number}.html"));
        let content = Content::Response { head: HEAD, body };
        let record =
            Record { id: &id, date: Timestamp::UNIX_EPOCH, target_uri: Some(&uri), fields: &[], content };
        writer.append(&record).unwrap();
    }
}

fn append(bodies: &[Vec<u8>]) -> (Duration, u64) {
    let folder = tempfile::TempDir::new().unwrap();
    let mut writer = writer(folder.path());
    let (time, ()) = timed(|| append_all(&mut writer, bodies));
    (time, writer.sync().unwrap().iter().map(|written| written.location.length).sum())
}

fn fill(folder: &Path, bodies: &[Vec<u8>]) -> Vec<Entry> {
    let mut writer = writer(folder);
    append_all(&mut writer, bodies);
    let entries: Vec<Entry> = writer.sync().unwrap().iter().map(Entry::from).collect();
    seal(folder, None, Contents { revision: 1, records: entries.clone(), ..Contents::default() }).unwrap();
    entries
}

fn verified(folder: &Path, inside: bool, threads: usize) -> (Duration, u64) {
    let options = VerifyOptions { head: None, inside, threads };
    timed(|| verify(folder, &options, &mut |finding| panic!("{finding:?}"), &mut |_| {}).unwrap().bytes)
}

fn read_all(folder: &Path, entries: &[Entry]) -> (Duration, u64) {
    let each = |entry: &Entry| {
        assert!(!read(folder, entry, 1 << 30).unwrap().block.is_empty());
        entry.length
    };
    timed(|| entries.iter().map(each).sum())
}

fn random(seed: u64) -> impl FnMut() -> u64 {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    }
}

fn page(seed: u64, length: usize) -> Vec<u8> {
    let (mut next, mut text) = (random(seed + 1), String::new());
    while text.len() < length {
        let number = next();
        text.push_str(WORDS[(number >> 8) as usize % WORDS.len()]);
        if number % 7 == 0 {
            text.push_str(&(number >> 40).to_string());
        }
    }
    text.into_bytes()
}

fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut next = random(seed + 1);
    (0..length).map(|_| (next() >> 32) as u8).collect()
}
