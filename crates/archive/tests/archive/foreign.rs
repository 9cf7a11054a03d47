//! WARC files of other makers.

use std::io::{BufReader, Read, Write};
use std::process::Command;

use jikenbo_archive::{Error, Limits, Message, Problem, RecordKind, Records, Unpacked};

use crate::outside::venv;
use crate::samples::packed;

fn record(version: &str, fields: &str, block: &str) -> String {
    format!("WARC/{version}\r\n{fields}Content-Length: {}\r\n\r\n{block}\r\n\r\n", block.len())
}

fn two() -> [String; 2] {
    [
        record(
            "1.0",
            "WARC-Type: response\r\nWARC-Target-URI: <http://example.com/>\r\nContent-Type: application/http\r\n",
            "HTTP/1.0 200 OK\r\n\r\nabc",
        ),
        record("1.1", "warc-type: metadata\r\nWARC-Date: 2025-12-06T01:02:03.5Z\r\n", "x: y\r\n"),
    ]
}

/// What a file unpacks to, and where each record begins in it.
fn unpacked(bytes: &[u8]) -> (Vec<u8>, Vec<u64>) {
    let mut pieces = Unpacked::new("f", BufReader::with_capacity(7, bytes), Limits::default()).unwrap();
    let mut whole = Vec::new();
    loop {
        let piece = pieces.next_piece().unwrap();
        if piece.is_empty() {
            break;
        }
        whole.extend_from_slice(piece);
    }
    let mut records = Records::new("f", bytes, Limits::default()).unwrap();
    let mut starts = Vec::new();
    while let Some(found) = records.next_record().unwrap() {
        starts.push(found.unpacked);
    }
    (whole, starts)
}

#[test]
fn what_was_compressed_as_a_whole_can_be_read_record_by_record_once_it_is_unpacked() {
    let [first, second] = two();
    let plain = format!("{first}{second}").into_bytes();
    let starts = vec![0, first.len() as u64];
    let members = [packed(first.as_bytes()), packed(second.as_bytes())].concat();
    for bytes in [&plain, &members, &packed(&plain)] {
        assert_eq!(unpacked(bytes), (plain.clone(), starts.clone()));
    }
    let torn = &packed(&plain)[..20];
    let mut pieces = Unpacked::new("f", torn, Limits::default()).unwrap();
    let ended = loop {
        match pieces.next_piece() {
            Ok(piece) => assert!(!piece.is_empty()),
            Err(error) => break error,
        }
    };
    assert!(matches!(ended, Error::Record { source: Problem::Torn, .. }), "{ended:?}");
}

type All = Vec<(Option<RecordKind>, u64, bool, Vec<u8>)>;

fn all_within(bytes: &[u8], limits: Limits) -> Result<All, Error> {
    // A reader that gives seven bytes at a time, as a pipe may.
    let mut records = Records::new("f", BufReader::with_capacity(7, bytes), limits)?;
    let mut all = Vec::new();
    while let Some(found) = records.next_record()? {
        all.push((found.header.kind(), found.offset, found.is_aligned, records.read_block()?));
    }
    Ok(all)
}

fn all(bytes: &[u8]) -> Result<All, Error> {
    all_within(bytes, Limits::default())
}

fn problem<T: std::fmt::Debug>(outcome: Result<T, Error>) -> Problem {
    match outcome {
        Err(Error::Record { source, .. }) => source,
        other => panic!("{other:?}"),
    }
}

#[test]
fn plain_and_packed_files_read_alike() {
    let [first, second] = two();
    let blocks = |all: &All| all.iter().map(|(kind, _, _, block)| (*kind, block.clone())).collect::<Vec<_>>();
    let plain = all(format!("{first}{second}").as_bytes()).unwrap();
    assert_eq!(plain[0].0, Some(RecordKind::Response));
    assert_eq!(Message::parse(&plain[0].3).content(10).unwrap(), b"abc");
    assert_eq!((plain[1].1, plain[1].2), (first.len() as u64, true));
    let members = [packed(first.as_bytes()), packed(second.as_bytes())];
    let many = all(&members.concat()).unwrap();
    assert_eq!((many[1].1, many[1].2), (members[0].len() as u64, true));
    let one = all(&packed(format!("{first}{second}").as_bytes())).unwrap();
    assert_eq!((one[0].2, one[1].1, one[1].2), (true, 0, false), "not to be read by itself");
    assert_eq!((blocks(&plain), blocks(&plain)), (blocks(&many), blocks(&one)));
}

#[test]
fn bare_line_ends_and_missing_ones_are_let_in() {
    let text =
        "\n\nWARC/0.18\nWARC-Type: response\nContent-Length: 3\n\nabc\nWARC/1.0\nContent-Length: 0\n\n";
    let found = all(text.as_bytes()).unwrap();
    assert_eq!(found.iter().map(|(_, _, _, block)| block.as_slice()).collect::<Vec<_>>(), [&b"abc"[..], b""]);
    assert_eq!(all(b"").unwrap(), []);
    assert_eq!(all(b"\r\n\r\n").unwrap(), []);
}

#[test]
fn what_is_no_warc_is_told_at_once() {
    for other in [&b"<html><body>"[..], b"PK\x03\x04", b"WARD", &packed(b"<html>")] {
        assert!(matches!(problem(all(other)), Problem::NotWarc { .. }), "{other:?}");
    }
    assert!(matches!(problem(all(b"\x1f\x8c\x08")), Problem::NotGzip | Problem::Torn));
}

#[test]
fn cut_files_give_what_is_whole() {
    let [first, second] = two();
    for file in [
        format!("{first}{second}").into_bytes(),
        [packed(first.as_bytes()), packed(second.as_bytes())].concat(),
    ] {
        let cut = &file[..file.len() - 9];
        let mut records = Records::new("f", cut, Limits::default()).unwrap();
        assert!(records.next_record().unwrap().is_some());
        assert_eq!(records.read_block().unwrap(), b"HTTP/1.0 200 OK\r\n\r\nabc");
        let rest = records.next_record().and_then(|found| found.map(|_| records.read_block()).transpose());
        assert!(problem(rest.and_then(|_| records.next_record().map(|_| ()))).is_torn());
    }
}

#[test]
fn damage_is_found_by_the_checksum() {
    let mut file = packed(two()[0].as_bytes());
    let at = file.len() - 6;
    file[at] ^= 1;
    assert!(matches!(problem(all(&file)), Problem::Checksum));
}

#[test]
fn what_asks_for_too_much_is_refused() {
    let huge = b"WARC/1.0\r\nContent-Length: 99999999999999\r\n\r\n";
    assert!(matches!(problem(all(huge)), Problem::TooLarge { .. }));
    let endless = [&b"WARC/1.0\r\nX: "[..], &vec![b'a'; 100_000]].concat();
    assert!(matches!(problem(all(&endless)), Problem::LongHeader { .. }));
    for lie in ["-1", "", "1e3", "0x10"] {
        let lie = format!("WARC/1.0\r\nContent-Length: {lie}\r\n\r\n");
        assert!(matches!(problem(all(lie.as_bytes())), Problem::NoLength { .. }), "{lie}");
    }
}

#[test]
fn a_bomb_is_bounded_and_a_record_behind_a_large_one_is_in_reach() {
    let large = record("1.0", "", &"a".repeat(5_000_000));
    let file = [packed(large.as_bytes()), packed(two()[1].as_bytes())].concat();
    assert!(file.len() < 20_000);
    let limits = Limits { block: 1000, ..Limits::default() };
    let mut records = Records::new("f", file.as_slice(), limits).unwrap();
    records.next_record().unwrap();
    assert!(matches!(problem(records.read_block()), Problem::TooLarge { .. }));
    assert_eq!(records.next_record().unwrap().unwrap().header.kind(), Some(RecordKind::Metadata));
    let limits = Limits { total: 1_000_000, ..Limits::default() };
    assert!(matches!(problem(all_within(&file, limits)), Problem::Bomb { .. }));
}

#[test]
fn a_block_can_be_taken_as_a_stream() {
    let file = packed(record("1.0", "", &"ab".repeat(100_000)).as_bytes());
    let mut records = Records::new("f", file.as_slice(), Limits { block: 10, ..Limits::default() }).unwrap();
    records.next_record().unwrap();
    let mut copy = Vec::new();
    assert_eq!(records.copy_block(&mut copy).unwrap(), 200_000);
    assert_eq!(copy, "ab".repeat(100_000).as_bytes());
}

/// What warcio writes: responses, a revisit, SHA-1 digests, compressed and not.
#[test]
fn warcios_files_are_read() {
    const SCRIPT: &str = r#"
import io, sys
from warcio.warcwriter import WARCWriter
from warcio.statusandheaders import StatusAndHeaders
for path, gzip in ((sys.argv[1], True), (sys.argv[2], False)):
    with open(path, 'wb') as out:
        writer = WARCWriter(out, gzip=gzip)
        head = StatusAndHeaders('200 OK', [('Content-Type', 'text/plain')], protocol='HTTP/1.0')
        body = '事件簿'.encode()
        response = writer.create_warc_record('http://example.com/', 'response', payload=io.BytesIO(body), http_headers=head)
        writer.write_record(response)
        digest = response.rec_headers.get_header('WARC-Payload-Digest')
        date = response.rec_headers.get_header('WARC-Date')
        writer.write_record(writer.create_revisit_record('http://example.com/', digest, 'http://example.com/', date))
"#;
    let Some(folder) = venv() else { return };
    let work = tempfile::TempDir::new().unwrap();
    let mut script = tempfile::NamedTempFile::new().unwrap();
    script.write_all(SCRIPT.as_bytes()).unwrap();
    let paths = ["a.warc.gz", "b.warc"].map(|name| work.path().join(name));
    assert!(Command::new(folder.join("python")).arg(script.path()).args(&paths).status().unwrap().success());
    for path in &paths {
        let mut bytes = Vec::new();
        std::fs::File::open(path).unwrap().read_to_end(&mut bytes).unwrap();
        let found = all(&bytes).unwrap();
        let kinds: Vec<_> = found.iter().map(|(kind, ..)| *kind).collect();
        assert_eq!(kinds, [Some(RecordKind::Response), Some(RecordKind::Revisit)]);
        assert_eq!(Message::parse(&found[0].3).content(100).unwrap(), "事件簿".as_bytes());
    }
}
