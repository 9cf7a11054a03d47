//! A server on this machine that answers as a test says.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use jikenbo_collect::fetch::{Clock, Web};

/// What a path is answered with, the how many-eth time it is asked for.
pub type Answers = fn(path: &str, time: usize) -> Vec<u8>;

pub struct Server {
    pub port: u16,
    /// The heads of all requests.
    pub asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Answers with what `answers` gives.
    pub fn new(answers: Answers) -> Self {
        Self::by_hand(move |path, time, stream| {
            let answer = answers(path, time);
            // The other side may have had enough.
            let _ = stream.write_all(&answer);
        })
    }

    /// Lets `answers` answer.
    pub fn by_hand(answers: impl Fn(&str, usize, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("0.0.0.0:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (kept, answers) = (Arc::clone(&asked), Arc::new(answers));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { return };
                let (kept, answers) = (Arc::clone(&kept), Arc::clone(&answers));
                thread::spawn(move || {
                    if let Some((path, time)) = asked_for(&mut stream, &kept) {
                        answers(&path, time, &mut stream);
                    }
                });
            }
        });
        Self { port, asked }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// How often `path` was asked for.
    pub fn times(&self, path: &str) -> usize {
        let start = format!("GET {path} ");
        self.asked.lock().unwrap().iter().filter(|head| head.starts_with(&start)).count()
    }
}

/// Reads a request: its path, and how often that was asked for before.
fn asked_for(stream: &mut TcpStream, kept: &Mutex<Vec<String>>) -> Option<(String, usize)> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read > 0) {
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).ok()?;
    let path = head.split(' ').nth(1)?.to_owned();
    let mut all = kept.lock().unwrap();
    let time = all.iter().filter(|head| head.split(' ').nth(1) == Some(&path)).count();
    let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: ")?.parse().ok());
    all.push(head);
    drop(all);
    let _ = stream.read_exact(&mut vec![0; length.unwrap_or(0)]);
    Some((path, time))
}

pub fn answer(status: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\n{head}Content-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// A clock that waits for nothing.
#[derive(Default)]
pub struct Hurried {
    now: Mutex<Timestamp>,
    slept: Mutex<Vec<Duration>>,
}

impl Hurried {
    pub fn seconds(&self) -> Vec<u64> {
        self.slept.lock().unwrap().iter().map(Duration::as_secs).collect()
    }
}

impl Clock for Hurried {
    fn now(&self) -> Timestamp {
        *self.now.lock().unwrap()
    }

    fn sleep(&self, time: Duration) {
        self.slept.lock().unwrap().push(time);
        let mut now = self.now.lock().unwrap();
        *now = now.checked_add(SignedDuration::try_from(time).unwrap()).unwrap();
    }
}

pub fn web(clock: &Hurried) -> Web<'_> {
    let mut web = Web::new("jikenbo/0.1.0 (test; +https://example.com/)".to_owned(), clock);
    web.allowed = vec!["127.0.0.1".to_owned()];
    web
}
