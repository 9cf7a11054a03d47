//! `cargo bench -p xtask --bench collect [-- --sources 1000 --hosts 200]`: many sources on many hosts of this machine, by
//! the released program from the feeds to the filed pages; then again, when nothing is new. `docs/speed.md` tells how the
//! figures are to be read. Fails where a host was asked sooner than it may be, by two at a time, or where the program held
//! more memory than it may.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write};
use std::net::{IpAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use xtask::console::say;
use xtask::speed::filed;
use xtask::speed::process::{self, Run};
use xtask::workspace;

/// Between two requests to a host.
const PAUSE: Duration = Duration::from_secs(1);
/// A server's clock starts when it has read the request: by so much it may be late the first time.
const LATE: Duration = Duration::from_millis(100);
/// The most memory.
const MEMORY: u64 = 300 << 20;

/// Begin and end of each request, by host.
type Log = Arc<Mutex<BTreeMap<IpAddr, Vec<(Instant, Instant)>>>>;

fn main() -> anyhow::Result<()> {
    let number = |name: &str, usual: usize| argument(name).map_or(Ok(usual), |number| number.parse());
    let (sources, hosts) = (number("--sources", 1000)?, number("--hosts", 200)?);
    ensure!((1..=250).contains(&hosts), "expected 1 to 250 hosts, but found {hosts}");
    let program = match argument("--program") {
        Some(program) => PathBuf::from(program),
        None => process::build()?,
    };
    let folder = workspace::metadata()?.target_directory.join("speed/collect");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    filed::write(&folder.join("pages"), sources)?;
    let log = Log::default();
    let port = serve(&folder.join("pages"), Arc::clone(&log))?;
    let hosts: Vec<String> = (1..=hosts).map(|at| format!("127.0.1.{at}")).collect();
    let book = folder.join("book");
    let init = Command::new(&program).arg("init").arg(&book).stderr(Stdio::null()).status()?;
    ensure!(init.success(), "`jikenbo init` failed");
    fs::write(book.join("sources.toml"), listed(sources, &hosts, port)?)?;
    say(format!("{sources} sources on {} hosts", hosts.len()));
    for what in ["all new", "nothing new"] {
        let run = collect(&program, &book, &hosts)?;
        let requests = checked(&log)?;
        told(what, sources, requests, run)?;
    }
    Ok(())
}

fn argument(name: &str) -> Option<String> {
    std::env::args().skip_while(|argument| argument != name).nth(1)
}

/// `sources.toml`.
fn listed(sources: usize, hosts: &[String], port: u16) -> anyhow::Result<String> {
    let mut list = String::new();
    for at in 0..sources {
        let host = &hosts[at % hosts.len()];
        writeln!(list, "[[source]]\nname = \"s{at}\"\nurl = \"http://{host}:{port}/feed/{at}\"")?;
    }
    Ok(list)
}

fn collect(program: &Path, book: &Path, hosts: &[String]) -> anyhow::Result<Run> {
    let mut command = Command::new(program);
    command
        .arg("collect")
        .arg("--all")
        .arg("--casebook")
        .arg(book)
        .env("JIKENBO_ALLOW_HOSTS", hosts.join(","));
    process::run(command.stdout(Stdio::null()))
}

fn told(what: &str, sources: usize, requests: usize, run: Run) -> anyhow::Result<()> {
    let seconds = run.time.as_secs_f64();
    say(format!(
        "  {what:<12} {seconds:>6.1} s  {:>6.1} sources/s  {requests:>5} requests  {:>4} MB",
        sources as f64 / seconds,
        run.peak >> 20
    ));
    ensure!(run.peak < MEMORY, "the program held {} MB, more than {}", run.peak >> 20, MEMORY >> 20);
    Ok(())
}

/// How many requests there were; forgets them.
fn checked(log: &Log) -> anyhow::Result<usize> {
    let log = std::mem::take(&mut *log.lock().unwrap_or_else(PoisonError::into_inner));
    let mut count = 0;
    for (host, mut requests) in log {
        requests.sort_unstable();
        count += requests.len();
        for pair in requests.windows(2) {
            let ((first, end), (next, _)) = (pair[0], pair[1]);
            ensure!(next >= end, "`{host}` was asked by two at a time");
            ensure!(next - first + LATE >= PAUSE, "`{host}` was asked again after {:?}", next - first);
        }
    }
    Ok(count)
}

/// Serves the feeds and the pages.
fn serve(pages: &Path, log: Log) -> anyhow::Result<u16> {
    let listener = TcpListener::bind("0.0.0.0:0").context("failed to listen")?;
    let port = listener.local_addr()?.port();
    let pages = pages.to_owned();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (pages, log) = (pages.clone(), Arc::clone(&log));
            thread::spawn(move || answer(stream, &pages, &log));
        }
    });
    Ok(port)
}

fn answer(mut stream: TcpStream, pages: &Path, log: &Log) -> std::io::Result<()> {
    let (mut head, mut piece) = (Vec::new(), [0; 4096]);
    while !head.ends_with(b"\r\n\r\n") {
        let count = stream.read(&mut piece)?;
        if count == 0 {
            return Ok(());
        }
        head.extend_from_slice(&piece[..count]);
    }
    let begun = Instant::now();
    let head = String::from_utf8_lossy(&head).to_ascii_lowercase();
    let path = head.split(' ').nth(1).unwrap_or_default();
    let (status, kind, body) = match path.rsplit_once('/') {
        Some(("/feed", _)) if head.contains("if-none-match: \"1\"") => ("304 Not Modified", "", Vec::new()),
        Some(("/feed", at)) => ("200 OK", "application/rss+xml", feed(at).into_bytes()),
        Some(("/page", at)) => {
            let name = format!("{:06}.txt", at.parse::<usize>().unwrap_or(usize::MAX));
            ("200 OK", "text/plain; charset=utf-8", fs::read(pages.join(name))?)
        }
        _ => ("404 Not Found", "text/plain", Vec::new()),
    };
    let length = body.len();
    let answer = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nETag: \"1\"\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(&[answer.as_bytes(), &body].concat())?;
    let host = stream.local_addr()?.ip();
    let mut log = log.lock().unwrap_or_else(PoisonError::into_inner);
    log.entry(host).or_default().push((begun, Instant::now()));
    Ok(())
}

fn feed(at: &str) -> String {
    format!(
        "<rss version='2.0'><channel><title>{at}</title><item><title>個人情報の漏えいについて</title>\
         <link>/page/{at}</link></item></channel></rss>"
    )
}
