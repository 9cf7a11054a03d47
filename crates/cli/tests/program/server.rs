//! A server on this machine, and a casebook that may fetch from it.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::run::{Folder, jikenbo, text};

/// What is answered: the status, the fields of the head with their line ends, the body.
pub type Answer = (&'static str, String, Vec<u8>);

/// Serves what `answer` makes of the port and of the path that is asked for, and returns the port.
pub fn serve(answer: impl Fn(u16, &str) -> Answer + Send + 'static) -> u16 {
    serve_asked(move |port, head| answer(port, head.split(' ').nth(1).unwrap_or_default()))
}

/// Serves what `answer` makes of the port and of the head of the request.
pub fn serve_asked(answer: impl Fn(u16, &str) -> Answer + Send + 'static) -> u16 {
    let listener = TcpListener::bind("0.0.0.0:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            // Whoever went away, or was killed, keeps nobody waiting.
            stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
            let mut head = Vec::new();
            let mut byte = [0];
            while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read > 0) {
                head.push(byte[0]);
            }
            let head = String::from_utf8(head).unwrap();
            if !head.ends_with("\r\n\r\n") {
                continue;
            }
            let (status, fields, body) = answer(port, &head);
            let head = format!("HTTP/1.1 {status}\r\n{fields}Content-Length: {}\r\n\r\n", body.len());
            // The other side may have had enough.
            let _ = stream.write_all(&[head.as_bytes(), &body].concat());
        }
    });
    port
}

/// What the store of the casebook says: the first column of each row.
pub fn rows(folder: &Folder, sql: &str) -> Vec<String> {
    let store = rusqlite::Connection::open(folder.0.join("book/casebook.sqlite")).unwrap();
    let mut statement = store.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

/// The casebook is sound, and `warcio check`, where the test command put it, finds its archive to be.
pub fn is_sound(folder: &Folder) {
    let checked = run(folder, &["verify"]);
    assert_eq!(checked.status.code(), Some(0), "{}{}", text(&checked.stdout), text(&checked.stderr));
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let warcio = target.join("outside/venv/bin/warcio");
    if !warcio.exists() {
        return;
    }
    let checked =
        Command::new(warcio).arg("check").args(warcs(&folder.0.join("book/captures"))).output().unwrap();
    assert!(checked.status.success(), "{}", text(&checked.stdout));
}

fn warcs(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { warcs(&path) } else { vec![path] }).collect()
}

/// A folder with a new casebook in it.
pub fn book() -> Folder {
    let folder = Folder::new();
    let done = jikenbo().arg("init").arg(folder.0.join("book")).args(["--name", "book"]).output().unwrap();
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    folder
}

/// Runs the program on that casebook; it may fetch from this machine.
pub fn run(folder: &Folder, args: &[&str]) -> Output {
    let mut command = jikenbo();
    command.env("JIKENBO_ALLOW_HOSTS", "127.0.0.1").env("JIKENBO_CASEBOOK", folder.0.join("book"));
    command.args(args).output().unwrap()
}

/// The JSON Lines that the program printed.
pub fn lines(output: &Output) -> Vec<Value> {
    text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}
