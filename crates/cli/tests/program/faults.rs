//! A site that misbehaves on purpose, page by page: each fault is an outcome of its own, nothing of what came is lost, and
//! the run goes on. What happens on the wire is tested where it is fetched (`crates/collect/tests/fetching`).

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::run::{Folder, page, text};
use crate::server::{book, is_sound, lines, rows, run};

/// What is there: its path, what its answer says on the error output (nothing where it is filed), and how it is kept.
const PAGES: [(&str, &str, &str); 11] = [
    ("/good", "", "response"),
    ("/short", "途中で切れました", "response"),
    ("/chunks", "途中で切れました", "response"),
    ("/longer", "", "response"),
    ("/charset", "", "response"),
    ("/bomb", "未対応の圧縮", "response"),
    ("/loop", "転送が 10 回を超えました", "response"),
    ("/gone", "状態コード 404", "response"),
    ("/future", "", "response"),
    ("/garbage", "取得できませんでした", "metadata"),
    ("/nothing-more", "", "response"),
];

fn site(is_back: Arc<AtomicBool>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, is_back) = (stream.unwrap(), Arc::clone(&is_back));
            thread::spawn(move || {
                let answer = answer(&asked(&mut stream), is_back.load(Ordering::SeqCst));
                // The other side may have had enough.
                let _ = stream.write_all(&answer);
            });
        }
    });
    port
}

fn asked(stream: &mut TcpStream) -> String {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read > 0) {
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).split(' ').nth(1).unwrap_or_default().to_owned()
}

fn answer(path: &str, is_back: bool) -> Vec<u8> {
    let release = std::fs::read_to_string(page("b04-school-usb.txt")).unwrap();
    // Each page has words of its own.
    let own = release.replace("USB", &format!("USB{}", path.trim_start_matches('/')));
    let whole = |fields: &str, body: &[u8]| {
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n{fields}Content-Length: {}\r\n\r\n",
            body.len()
        );
        [head.as_bytes(), body].concat()
    };
    match path {
        "/robots.txt" => b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_vec(),
        "/short" => {
            b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 9999\r\n\r\nhalf".to_vec()
        }
        "/chunks" => b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\nzz".to_vec(),
        "/longer" => {
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n",
                own.len()
            );
            [head.as_bytes(), own.as_bytes(), b"and more"].concat()
        }
        // The bytes are Shift_JIS, whatever the head says.
        "/charset" => {
            let bytes = encoding_rs::SHIFT_JIS.encode(&own).0.into_owned();
            whole("", &bytes)
        }
        "/bomb" => whole("Content-Encoding: gzip\r\n", &bomb()),
        "/loop" => b"HTTP/1.1 302 Found\r\nLocation: /loop\r\nContent-Length: 2\r\n\r\non".to_vec(),
        "/gone" if !is_back => b"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone".to_vec(),
        "/future" => whole(
            "Date: Fri, 31 Dec 9999 23:59:59 GMT\r\nLast-Modified: Thu, 01 Jan 1970 00:00:00 GMT\r\n",
            own.as_bytes(),
        ),
        "/garbage" => b"\x16\x03\x01\x00no HTTP at all\r\n\r\n".to_vec(),
        _ => whole("", own.as_bytes()),
    }
}

/// A few hundred kilobytes that unpack to more than is read: blocks of zeros, stored once and repeated in members.
fn bomb() -> Vec<u8> {
    // A gzip member of 1 MB of zeros, as `gzip -9` packs it, taken apart into head, one stored block and end.
    let mut member = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
    // One dynamic block is not worth writing by hand: a fixed one, a zero and then repeats of 258 of it.
    member.extend(fixed(1 << 24));
    member
}

/// A deflate stream of `length` zeros in one block with fixed codes (RFC 1951, 3.2.6), without its end.
fn fixed(length: usize) -> Vec<u8> {
    let (mut bits, mut out, mut count) = (0u32, Vec::new(), 0);
    let mut put = |value: u32, width: u32| {
        bits |= value << count;
        count += width;
        while count >= 8 {
            out.push((bits & 0xFF) as u8);
            bits >>= 8;
            count -= 8;
        }
    };
    // The last block, fixed codes; the literal 0 is 00110000, its bits from the highest on.
    put(1, 1);
    put(1, 2);
    put(0b0000_1100, 8);
    for _ in 0..length / 258 {
        // Length 258 is the code 285: 11000101 from the highest bit on; distance 1 is 00000.
        put(0b1010_0011, 8);
        put(0, 5);
    }
    out
}

fn added(folder: &Folder, port: u16, paths: &[&str]) -> std::process::Output {
    let urls: Vec<String> = paths.iter().map(|path| format!("http://127.0.0.1:{port}{path}")).collect();
    let mut args = vec!["add", "--json"];
    args.extend(urls.iter().map(String::as_str));
    run(folder, &args)
}

#[test]
fn every_fault_is_an_outcome_of_its_own() {
    let is_back = Arc::new(AtomicBool::new(false));
    let (port, folder) = (site(Arc::clone(&is_back)), book());
    let paths: Vec<&str> = PAGES.iter().map(|(path, ..)| *path).collect();
    let done = added(&folder, port, &paths);
    let told = text(&done.stderr);
    assert_eq!(done.status.code(), Some(1), "{told}");
    for (path, words, kind) in PAGES {
        let url = format!("http://127.0.0.1:{port}{path}");
        let lines: Vec<&str> = told.lines().filter(|line| line.contains(&format!("`{url}`"))).collect();
        assert_eq!(lines.is_empty(), words.is_empty(), "{path}: {told}");
        assert!(lines.iter().all(|line| line.contains(words)), "{path}: {lines:?}");
        let kinds = rows(
            &folder,
            &format!(
                "SELECT DISTINCT w.kind FROM records w JOIN captures k ON k.capture = w.capture \
                 WHERE k.url = '{url}' AND w.kind NOT IN ('request', 'revisit')"
            ),
        );
        assert_eq!(kinds, [kind], "{path}");
    }
    let filed = lines(&done).iter().filter(|page| page["reports"][0]["what"].is_string()).count();
    assert_eq!(filed, PAGES.iter().filter(|(_, words, _)| words.is_empty()).count());
    is_back.store(true, Ordering::SeqCst);
    let again = added(&folder, port, &["/gone"]);
    assert!(again.status.code() == Some(0) && lines(&again)[0]["reports"][0]["what"].is_string());
    is_sound(&folder);
}
