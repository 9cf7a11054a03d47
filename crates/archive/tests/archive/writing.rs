//! Appending and reading back.

use std::fs;

use jikenbo_archive::{
    Content, Error, Limits, Message, Options, Record, RecordKind, Records, Sha256, Writer, read,
};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::outside::accepted;
use crate::samples::{Archive, BODY, HEAD, PAGE, id, noon, time, warcs};

#[test]
fn what_was_appended_reads_back() {
    let mut archive = Archive::new();
    let (id, location) = archive.response(BODY.as_bytes());
    let stored = read(archive.root(), &location, 1 << 20).unwrap();
    assert_eq!(stored.block, [HEAD, BODY.as_bytes()].concat());
    assert_eq!(stored.header.id(), Some(id));
    assert_eq!(stored.header.date(), Some(noon()));
    assert_eq!(location.payload, Some(Sha256::of(BODY.as_bytes())));
    assert_eq!(location.block, Sha256::of(&stored.block));
    let message = Message::parse(&stored.block);
    assert_eq!((message.status(), message.content(1000)), (Some(200), Some(BODY.as_bytes().to_vec())));
}

#[test]
fn sync_gives_everything_once_and_in_order() {
    let mut archive = Archive::new();
    archive.response(b"a");
    archive.response(b"b");
    assert_eq!(archive.writer.unsynced(), 3);
    let written = archive.writer.sync().unwrap();
    let kinds: Vec<RecordKind> = written.iter().map(|written| written.kind).collect();
    assert_eq!(kinds, [RecordKind::Warcinfo, RecordKind::Response, RecordKind::Response]);
    let mut end = 0;
    for written in &written {
        assert_eq!(written.location.offset, end);
        end += written.location.length;
    }
    assert_eq!(fs::metadata(archive.file()).unwrap().len(), end);
    assert!(archive.writer.sync().unwrap().is_empty());
}

#[test]
fn a_record_that_is_not_what_was_filed_is_refused() {
    let mut archive = Archive::new();
    let (_, location) = archive.response(BODY.as_bytes());
    let (path, mut bytes) = (archive.file(), fs::read(archive.file()).unwrap());
    bytes[location.offset as usize + 40] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let error = read(archive.root(), &location, 1 << 20).unwrap_err();
    assert!(error.to_string().starts_with("failed to read the record at byte "), "{error}");
    fs::write(&path, &bytes[..bytes.len() - 1]).unwrap();
    let error = read(archive.root(), &location, 1 << 20).unwrap_err();
    assert!(matches!(error, Error::Record { source: jikenbo_archive::Problem::Torn, .. }), "{error:?}");
}

#[test]
fn a_block_above_the_bound_is_refused() {
    let mut archive = Archive::new();
    let (_, location) = archive.response(&[0; 5000]);
    assert!(read(archive.root(), &location, 6000).is_ok());
    let error = read(archive.root(), &location, 5000).unwrap_err();
    assert!(
        matches!(error, Error::Record { source: jikenbo_archive::Problem::TooLarge { .. }, .. }),
        "{error:?}"
    );
}

#[test]
fn files_roll_over_by_size() {
    let mut archive = Archive::with(Options { max_bytes: 3000, ..Options::new("test", "jikenbo") });
    for _ in 0..12 {
        archive.response(BODY.as_bytes());
    }
    archive.seal();
    let files = warcs(archive.root());
    assert!(files.len() > 2, "{files:?}");
    assert!(files[2].ends_with("jikenbo-20251206-test-00003.warc.gz"), "{files:?}");
    for file in &files {
        assert!(fs::metadata(file).unwrap().len() <= 3000);
    }
    assert_eq!(archive.faults(), []);
    accepted(archive.root());
}

#[test]
fn a_record_larger_than_a_file_has_a_file_of_its_own() {
    let mut archive = Archive::with(Options { max_bytes: 10, ..Options::new("test", "jikenbo") });
    archive.response(b"a");
    archive.response(b"b");
    assert_eq!(archive.writer.sync().unwrap().len(), 4);
    assert_eq!(warcs(archive.root()).len(), 2);
}

#[test]
fn files_roll_over_by_day_and_never_back() {
    let mut archive = Archive::new();
    let mut append = |date: &str| {
        let id = archive.next_id();
        let content = Content::Resource { media_type: "text/plain", bytes: b"a" };
        let record = Record { id: &id, date: time(date), target_uri: None, fields: &[], content };
        archive.writer.append(&record).unwrap().file
    };
    let last = append("2025-12-31T23:59:59Z");
    let first = append("2026-01-01T00:00:00Z");
    assert!(last.ends_with("2025/12/jikenbo-20251231-test-00001.warc.gz"), "{last}");
    assert!(first.ends_with("2026/01/jikenbo-20260101-test-00001.warc.gz"), "{first}");
    assert_eq!(append("2019-03-01T00:00:00Z"), first, "an imported record, or a clock that steps back");
    archive.seal();
    assert_eq!(archive.faults(), []);
}

#[test]
fn two_writers_have_files_of_their_own_even_with_one_tag() {
    let mut archive = Archive::new();
    archive.response(b"a");
    let mut other = Writer::new(archive.root(), Options::new("test", "jikenbo"), || id(900)).unwrap();
    let (own, content) = (id(901), Content::Resource { media_type: "text/plain", bytes: b"b" });
    let record = Record { id: &own, date: noon(), target_uri: None, fields: &[], content };
    let location = other.append(&record).unwrap();
    assert!(location.file.ends_with("test-00002.warc.gz"), "{}", location.file);
    archive.response(b"c");
    let written = other.sync().unwrap();
    archive.seal();
    archive.seal_written(&written);
    assert_eq!(archive.faults(), []);
}

#[test]
fn what_would_break_a_header_is_refused_and_nothing_is_written() {
    let folder = TempDir::new().unwrap();
    let mut writer = Writer::new(folder.path(), Options::new("t", "jikenbo"), || id(1)).unwrap();
    let own = id(2);
    let mut refused = |target_uri: Option<&str>, fields: &[(&str, &str)], content: Content<'_>| {
        writer
            .append(&Record { id: &own, date: noon(), target_uri, fields, content })
            .unwrap_err()
            .to_string()
    };
    let bytes = Content::Resource { media_type: "text/plain", bytes: b"" };
    let evil = refused(Some("https://example.com/\r\nWARC-Type: warcinfo"), &[], bytes);
    assert!(evil.starts_with("expected one line without control characters in `WARC-Target-URI`"), "{evil}");
    refused(Some("https://example.com/a b"), &[], bytes);
    refused(Some(""), &[], bytes);
    refused(None, &[("WARC Type", "x")], bytes);
    refused(None, &[("X", "a\nb")], bytes);
    refused(None, &[], Content::Resource { media_type: "a\r\nb", bytes: b"" });
    for head in
        [&b"HTTP/1.1 200 OK\r\n"[..], b"HTTP/1.1 200 OK\r\n\r\nbody", b"HTTP/1.1 200 OK\n\nX: y\r\n\r\n", b""]
    {
        let told = refused(Some(PAGE), &[], Content::Response { head, body: b"" });
        assert!(told.starts_with("expected an HTTP head that ends with its first empty line"), "{told}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    assert!(Writer::new(folder.path(), Options::new("../x", "jikenbo"), || id(1)).is_err());
    assert!(Writer::new(folder.path(), Options::new("", "jikenbo"), || id(1)).is_err());
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..300),
        (any::<u8>(), 0..200_000_usize).prop_map(|(byte, length)| vec![byte; length]),
        "\r?\n?(WARC/1\\.1\r\n)?[a-z\r\n]{0,40}".prop_map(String::into_bytes),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Any sequence of appends reads back, by place and one after the other, and verifies.
    #[test]
    fn any_sequence_reads_back(bodies in proptest::collection::vec((0..4_u8, bytes()), 1..12), max_bytes in 1_u64..5000) {
        let mut archive = Archive::with(Options { max_bytes, ..Options::new("test", "jikenbo") });
        let mut written = Vec::new();
        let mut earlier = None;
        for (kind, body) in &bodies {
            let head: &[u8] = if matches!(kind, 0 | 3) { HEAD } else { b"" };
            let (id, location) = match (kind, &earlier) {
                (0, _) => archive.response(body),
                (3, Some(earlier)) => archive.revisit(earlier),
                (1, _) => archive.append(None, Content::Metadata { media_type: "text/plain", bytes: body }),
                _ => archive.append(Some(PAGE), Content::Resource { media_type: "text/plain", bytes: body }),
            };
            let head = if *kind == 3 && earlier.is_none() { b"" } else { head };
            let body = if *kind == 3 && earlier.is_some() { &[][..] } else { body };
            written.push((id.clone(), location.clone(), [head, body].concat()));
            if *kind == 0 {
                earlier = Some((id, location));
            }
        }
        archive.seal();
        for (id, location, block) in &written {
            let stored = read(archive.root(), location, 1 << 20).unwrap();
            prop_assert_eq!(&stored.block, block);
            prop_assert_eq!(stored.header.id(), Some(id.clone()));
        }
        let mut all = Vec::new();
        for path in warcs(archive.root()) {
            let file = std::io::BufReader::new(fs::File::open(&path).unwrap());
            let mut records = Records::new("f", file, Limits::default()).unwrap();
            while let Some(found) = records.next_record().unwrap() {
                prop_assert!(found.is_aligned);
                let block = records.read_block().unwrap();
                if found.header.kind() != Some(RecordKind::Warcinfo) {
                    all.push((found.header.id().unwrap(), found.offset, block));
                }
            }
        }
        let expected: Vec<_> = written.into_iter().map(|(id, location, block)| (id, location.offset, block)).collect();
        prop_assert_eq!(all, expected);
        prop_assert_eq!(archive.faults(), []);
    }
}
