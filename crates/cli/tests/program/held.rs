//! Whatever the sources serve, what a run holds in memory is bounded.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use crate::run::{jikenbo, text};
use crate::server::{book, is_sound, rows};

const HOSTS: usize = 16;
/// Files of each page, and bytes of each: 16 times 30 MB are more than may be held.
const FILES: usize = 5;
const BYTES: usize = 6 << 20;
/// The most memory that the program may hold, in KB.
const MOST: u64 = 300 << 10;

/// A site on all addresses of this machine: a feed, its page, which says next to nothing, and pictures that go with it.
fn site() -> u16 {
    let listener = TcpListener::bind("0.0.0.0:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            thread::spawn(move || {
                let host = stream.local_addr().unwrap().ip().to_string();
                let (mut head, mut byte) = (Vec::new(), [0]);
                while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read > 0) {
                    head.push(byte[0]);
                }
                let path = String::from_utf8_lossy(&head).split(' ').nth(1).unwrap_or_default().to_owned();
                answer(&mut stream, &host, port, &path);
            });
        }
    });
    port
}

fn answer(stream: &mut TcpStream, host: &str, port: u16, path: &str) {
    let (status, kind, body) = match path {
        "/feed" => {
            let item = format!(
                "<item><title>{host} 誤送信について(お詫び)</title><link>http://{host}:{port}/page</link></item>"
            );
            let feed = format!("<rss version=\"2.0\"><channel><title>例示市</title>{item}</channel></rss>");
            ("200 OK", "application/rss+xml", feed.into_bytes())
        }
        "/page" => {
            let links: String =
                (0..FILES).map(|n| format!("<p><a href=/{n}.png>別紙{n} お詫び</a></p>")).collect();
            let page = format!(
                "<!DOCTYPE html><html><head><meta charset=utf-8><title>誤送信について</title></head><body><h1>誤送信について(お詫び)</h1>\
                 <p>例示{host}市は、メールを誤って送信しました。</p>{links}<!--{}--></body></html>",
                "x".repeat(2 << 20)
            );
            ("200 OK", "text/html", page.into_bytes())
        }
        path if path.ends_with(".png") => {
            let mut picture = b"\x89PNG\r\n\x1a\n".to_vec();
            picture.extend(format!("{host}{path}").bytes().cycle().take(BYTES));
            ("200 OK", "image/png", picture)
        }
        _ => ("404 Not Found", "text/plain", Vec::new()),
    };
    let head = format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n", body.len());
    // The other side may have had enough.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
}

/// The most memory that the process held so far, in KB; nothing where the system does not tell, or it is gone.
fn peak(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

#[test]
fn what_is_held_is_bounded_whatever_the_sources_serve() {
    let (port, folder) = (site(), book());
    let hosts: Vec<String> = (1..=HOSTS).map(|at| format!("127.0.1.{at}")).collect();
    let source = |host: &String| {
        format!("[[source]]\nname = \"{host}\"\nkind = \"feed\"\nurl = \"http://{host}:{port}/feed\"\n")
    };
    std::fs::write(folder.0.join("book/sources.toml"), hosts.iter().map(source).collect::<String>()).unwrap();
    let mut command = jikenbo();
    command.env("JIKENBO_CASEBOOK", folder.0.join("book")).env("JIKENBO_ALLOW_HOSTS", hosts.join(","));
    command.args(["collect", "--json"]);
    let running = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let process = running.id();
    let watching = thread::spawn(move || {
        let mut most = 0;
        while let Some(held) = peak(process) {
            most = most.max(held);
            thread::sleep(Duration::from_millis(20));
        }
        most
    });
    let done = running.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let most = watching.join().unwrap();
    println!("{most} KB");
    assert!(most < MOST, "{most} KB");
    // No page is lost, nor what is known of its files.
    assert_eq!(rows(&folder, "SELECT CAST(count(*) AS TEXT) FROM reports"), [HOSTS.to_string()]);
    let files = rows(&folder, "SELECT CAST(count(*) AS TEXT) FROM attachments");
    assert_eq!(files, [(HOSTS * FILES).to_string()]);
    let given_up = rows(&folder, "SELECT url FROM attachments WHERE reason = 'too_much'");
    println!("{} files were given up", given_up.len());
    is_sound(&folder);
}
