//! A server on this machine that answers several at a time, and a browser to look at it with.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use jikenbo_collect::browser::{Bounds, Browser, find};
use jikenbo_collect::fetch::{Clock, Web};

/// What a path is answered with; `None` for an answer that never ends. The port is the server's own.
pub type Answers = fn(path: &str, port: u16) -> Option<Vec<u8>>;

pub struct Server {
    pub port: u16,
    /// The heads of all requests.
    pub asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub fn new(answers: Answers) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (Ok(stream), kept) = (stream, Arc::clone(&kept)) else { return };
                thread::spawn(move || serve(stream, answers, port, &kept));
            }
        });
        Self { port, asked }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub fn heads(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// Whether `path` was asked for, of whatever host.
    pub fn was_asked(&self, path: &str) -> bool {
        self.heads().iter().any(|head| head.split(' ').nth(1) == Some(path))
    }
}

fn serve(mut stream: TcpStream, answers: Answers, port: u16, kept: &Mutex<Vec<String>>) {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read > 0) {
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    kept.lock().unwrap().push(head);
    match answers(&path, port) {
        // The other side may have had enough.
        Some(answer) => drop(stream.write_all(&answer)),
        None => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/css\r\n\r\nx");
            while stream.write_all(b" ").is_ok() {
                thread::sleep(Duration::from_millis(200));
            }
        }
    }
}

pub fn answer(status: &str, head: &str, body: &[u8]) -> Option<Vec<u8>> {
    let head = format!("HTTP/1.1 {status}\r\n{head}Content-Length: {}\r\n\r\n", body.len());
    Some([head.as_bytes(), body].concat())
}

pub fn html(body: &str) -> Option<Vec<u8>> {
    answer("200 OK", "Content-Type: text/html; charset=utf-8\r\n", body.as_bytes())
}

/// A moment that does not pass, and no pauses between requests.
pub struct Now;

impl Clock for Now {
    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    fn sleep(&self, _: Duration) {}
}

pub fn web(clock: &Now) -> Web<'_> {
    let mut web = Web::new("jikenbo/0.1.0 (test; +https://example.com/)".to_owned(), clock);
    web.allowed = vec!["127.0.0.1".to_owned()];
    web
}

/// One browser at a time: they are slow enough alone.
static TURN: Mutex<()> = Mutex::new(());

/// The browser with bounds for tests; `None`, and a word about it, where there is none.
///
/// `cargo xtask test` installs it; a bare `cargo test` may not have it and then says so, without failing.
#[allow(clippy::print_stderr)]
pub fn browser() -> Option<(Browser, MutexGuard<'static, ()>)> {
    let path = std::env::var("PATH").unwrap_or_default();
    let program = std::env::var("JIKENBO_CHROMIUM").ok().map(PathBuf::from);
    let program = program.or_else(|| find(std::env::split_paths(&path).collect::<Vec<_>>().into_iter()));
    let Some(program) = program else {
        let is_asked = std::env::var("JIKENBO_OUTSIDE").is_ok_and(|value| !value.is_empty());
        assert!(!is_asked, "no Chromium; `cargo xtask outside` installs it");
        eprintln!("SKIPPED: no Chromium; `cargo xtask outside` installs it");
        return None;
    };
    let bounds = Bounds { load: Duration::from_secs(8), settle: Duration::from_secs(3), ..Bounds::default() };
    Some((Browser { program, bounds }, TURN.lock().unwrap_or_else(PoisonError::into_inner)))
}
