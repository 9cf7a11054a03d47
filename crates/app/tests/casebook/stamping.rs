//! Time-stamps asked of an authority on this machine that signs with openssl.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use jikenbo_app::Error;
use jikenbo_app::casebook::description::Description;
use jikenbo_app::casebook::stamp::{Limits, last, timestamp};
use jikenbo_app::casebook::verify::verify;
use tempfile::TempDir;

use crate::book::{Book, FIRST, adding};
use crate::keeping::faults;

const SETTINGS: &str = "\
[tsa]
default_tsa = tsa_config
[tsa_config]
serial = serial
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
[extension]
extendedKeyUsage = critical, timeStamping
";

fn openssl(folder: &Path, arguments: &str) {
    let output = Command::new("openssl").args(arguments.split(' ')).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A folder with an authority that signs what it is asked.
fn authority() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("tsa.cnf"), SETTINGS).unwrap();
    fs::write(path.join("serial"), "0A").unwrap();
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
    openssl(path, &format!("req -x509 {key} -keyout ca.key -out ca.pem -days 2 -subj /CN=example-ca"));
    openssl(path, &format!("req {key} -keyout tsa.key -out tsa.csr -subj /CN=example-tsa"));
    openssl(
        path,
        "x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out tsa.pem -days 2 -extfile tsa.cnf -extensions extension",
    );
    folder
}

fn signed(authority: &Path, request: &[u8]) -> Vec<u8> {
    fs::write(authority.join("request.tsq"), request).unwrap();
    openssl(authority, "ts -reply -config tsa.cnf -queryfile request.tsq -out reply.tsr");
    fs::read(authority.join("reply.tsr")).unwrap()
}

/// Answers one request by `answer`; its address.
fn serve(answer: impl FnOnce(Vec<u8>, &mut TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/rfc3161", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let body = asked(&stream);
        answer(body, &mut stream);
    });
    url
}

fn asked(stream: &TcpStream) -> Vec<u8> {
    let mut reader = BufReader::new(stream);
    let (mut length, mut is_query) = (0, false);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let line = line.trim().to_lowercase();
        is_query |= line == "content-type: application/timestamp-query";
        if let Some(found) = line.strip_prefix("content-length:") {
            length = found.trim().parse().unwrap();
        }
        if line.is_empty() {
            break;
        }
    }
    assert!(is_query, "the media type of RFC 3161");
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    body
}

fn reply(stream: &mut TcpStream, status: &str, body: &[u8]) {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/timestamp-reply\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    // Who asked may have gone.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
}

fn filled(timestamp: Option<String>) -> Book {
    let name = "例示事件簿".to_owned();
    let book = Book::described(Description { name, timestamp, ..Description::default() });
    adding(&mut book.open(), &[book.page("1.txt", FIRST)]);
    book
}

#[test]
fn a_seal_is_time_stamped_kept_and_verified() {
    let authority = authority();
    let folder = authority.path().to_owned();
    let url = serve(move |request, stream| reply(stream, "200 OK", &signed(&folder, &request)));
    let book = filled(Some(url));
    let mut casebook = book.open();
    assert_eq!(last(&casebook).unwrap().unwrap().timestamp, None);
    let (is_new, seal) = timestamp(&mut casebook, None, Limits::default()).unwrap();
    let stamp = seal.timestamp.clone().unwrap();
    assert!(is_new && stamp.policy == "1.2.3.4.1");
    assert_eq!(last(&casebook).unwrap(), Some(seal.clone()));
    // The authority is gone: what is there is not asked for again.
    assert_eq!(timestamp(&mut casebook, None, Limits::default()).unwrap(), (false, seal));
    assert_eq!(verify(&mut casebook, &mut |_| {}, &mut |_| {}).unwrap().timestamps, 1);
    assert_eq!(faults(&mut casebook), [] as [&str; 0]);
    for (from, to) in [("0000000001.json", "m.json"), ("0000000001.tsr", "m.tsr")] {
        fs::copy(book.root().join("seals").join(from), authority.path().join(to)).unwrap();
    }
    openssl(authority.path(), "ts -verify -data m.json -in m.tsr -CAfile ca.pem");
    fs::write(book.root().join("seals/0000000001.tsr"), "something else").unwrap();
    assert_eq!(faults(&mut casebook), ["timestamp"]);
}

/// The message with all its causes.
fn told(error: &Error) -> String {
    let mut told = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        told += &format!(": {error}");
        cause = error.source();
    }
    told
}

#[test]
fn what_is_no_time_stamp_changes_nothing() {
    let book = filled(None);
    let before = book.files("seals");
    let mut casebook = book.open();
    let mut ask = |url: &str, limits: Limits| {
        let error = timestamp(&mut casebook, Some(url), limits).unwrap_err();
        assert!(error.hint().is_some(), "{error}");
        told(&error)
    };
    let limits = Limits::default();
    let offline = ask("http://127.0.0.1:1/", limits);
    assert!(
        offline.starts_with("failed to ask the time-stamp authority `http://127.0.0.1:1/`: "),
        "{offline}"
    );
    let refused = ask(&serve(|_, stream| reply(stream, "503 Busy", b"")), limits);
    assert!(refused.contains("503"), "{refused}");
    let page = ask(&serve(|_, stream| reply(stream, "200 OK", b"<html>")), limits);
    assert!(page.contains("expected a DER reply"), "{page}");
    ask(&serve(|_, stream| reply(stream, "200 OK", &[0; 5000])), Limits { bytes: 1000, ..limits });
    let begun = Instant::now();
    let slow = serve(|_, stream| {
        sleep(Duration::from_secs(20));
        reply(stream, "200 OK", b"");
    });
    ask(&slow, Limits { time: Duration::from_millis(300), ..limits });
    assert!(begun.elapsed() < Duration::from_secs(15));
    let authority = authority();
    let folder = authority.path().to_owned();
    let other = jikenbo_archive::timestamp_request(b"another manifest", 7);
    let other = ask(&serve(move |_, stream| reply(stream, "200 OK", &signed(&folder, &other))), limits);
    assert!(other.contains("expected a time-stamp of `"), "{other}");
    assert!(matches!(timestamp(&mut casebook, None, limits), Err(Error::NoAuthority)));
    assert_eq!(book.files("seals"), before);
    assert_eq!(faults(&mut casebook), [] as [&str; 0]);
}

#[test]
fn an_empty_casebook_has_no_seal() {
    let book = Book::new();
    let mut casebook = book.open();
    assert_eq!(last(&casebook).unwrap(), None);
    let url = Some("http://127.0.0.1:1/");
    assert!(matches!(timestamp(&mut casebook, url, Limits::default()), Err(Error::NothingSealed)));
}
