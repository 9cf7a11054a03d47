//! Any change, loss or insertion shows.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jikenbo_archive::{
    Code, Content, Contents, Entry, Finding, Head, NoteCode, Options, Progress, Record, RecordId, RefersTo,
    Sha256, VerifyOptions, Writer, seal, verify,
};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::samples::{Archive, BODY, HEAD, PAGE, findings, id, noise, noon, packed, unpacked, warcs};

fn codes(root: &Path, head: Option<Head>) -> BTreeSet<Code> {
    findings(root, head).0.into_iter().map(|fault| fault.code).collect()
}

#[track_caller]
fn found(archive: &Archive, change: impl FnOnce(&Path), expected: &[Code]) {
    let copy = archive.copy();
    change(copy.path());
    assert_eq!(
        codes(copy.path(), archive.head),
        expected.iter().copied().collect(),
        "{:#?}",
        findings(copy.path(), archive.head)
    );
}

fn edit(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(path).unwrap();
    change(&mut bytes);
    fs::write(path, bytes).unwrap();
}

fn edit_text(path: &Path, from: &str, to: &str) {
    edit(path, |bytes| {
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(text.contains(from), "{text}");
        *bytes = text.replacen(from, to, 1).into_bytes();
    });
}

#[test]
fn an_archive_in_order_has_no_fault() {
    let archive = Archive::filled();
    let mut last = Progress::default();
    let mut sink = |finding| panic!("{finding:?}");
    let options = VerifyOptions { head: archive.head, ..VerifyOptions::default() };
    let verified = verify(archive.root(), &options, &mut sink, &mut |progress| last = progress).unwrap();
    assert_eq!((verified.seals, verified.files, verified.records, verified.faults), (2, 1, 6, 0));
    assert_eq!((last.done, last.total), (verified.bytes, verified.bytes));
    let quick = VerifyOptions { inside: false, ..options };
    assert_eq!(verify(archive.root(), &quick, &mut sink, &mut |_| {}).unwrap(), verified);
}

#[test]
fn each_fault_says_where_and_what() {
    let archive = Archive::filled();
    let copy = archive.copy();
    let path = &warcs(copy.path())[0];
    edit(path, |bytes| bytes[500] ^= 1);
    let (faults, _) = findings(copy.path(), archive.head);
    let told = faults[0].to_string();
    assert!(
        told.starts_with("record_changed: `captures/2025/12/jikenbo-20251206-test-00001.warc.gz` at byte "),
        "{told}"
    );
    assert!(told.contains("(`urn:uuid:00000000-0000-4000-8000-0000000000"), "{told}");
}

#[test]
fn files_that_are_missing_or_strange_show() {
    let archive = Archive::filled();
    let warc = |root: &Path| warcs(root)[0].clone();
    found(&archive, |root| fs::remove_file(warc(root)).unwrap(), &[Code::FileMissing]);
    found(
        &archive,
        |root| fs::write(root.join("captures/2025/12/note.txt"), "a").unwrap(),
        &[Code::FileForeign],
    );
    found(&archive, |root| fs::write(root.join("seals/note.txt"), "a").unwrap(), &[Code::SealStray]);
    let other = warc(archive.root()).with_file_name("jikenbo-20251206-x-00001.warc.gz");
    let other = other.strip_prefix(archive.root()).unwrap();
    found(
        &archive,
        |root| fs::write(root.join(other), packed(b"WARC/1.1\r\n")).unwrap(),
        &[Code::BytesUnlisted],
    );
    found(
        &archive,
        |root| fs::rename(warc(root), root.join(other)).unwrap(),
        &[Code::FileMissing, Code::RecordUnlisted],
    );
    found(
        &archive,
        |root| assert!(fs::copy(warc(root), root.join(other)).unwrap() > 0),
        &[Code::RecordUnlisted],
    );
}

#[test]
fn an_empty_or_unfinished_file_is_a_note() {
    let archive = Archive::filled();
    let copy = archive.copy();
    fs::write(copy.path().join("captures/2025/12/jikenbo-20251206-x-00001.warc.gz"), "").unwrap();
    fs::write(copy.path().join("seals/0000000009.tmp"), "{").unwrap();
    let (faults, mut notes) = findings(copy.path(), archive.head);
    notes.sort();
    assert_eq!((faults, notes), (vec![], vec![NoteCode::Empty, NoteCode::Unfinished]));
}

#[test]
fn records_that_are_lost_moved_or_added_show() {
    let archive = Archive::filled();
    let warc = |root: &Path| warcs(root)[0].clone();
    let entries = entries(&archive);
    let [_, second, third, ..] = &entries[..] else { panic!("{entries:?}") };
    let range = |entry: &Entry| entry.offset as usize..(entry.offset + entry.length) as usize;
    let last = entries.last().unwrap();
    found(
        &archive,
        |root| edit(&warc(root), |bytes| bytes.truncate(last.offset as usize)),
        &[Code::RecordLost],
    );
    found(&archive, |root| edit(&warc(root), |bytes| bytes.extend(b"x")), &[Code::BytesUnlisted]);
    let again = |root: &Path| edit(&warc(root), |bytes| bytes.extend_from_within(range(second)));
    found(&archive, again, &[Code::RecordUnlisted]);
    let swapped = |root: &Path| {
        edit(&warc(root), |bytes| {
            let both = [&bytes[range(third)], &bytes[range(second)]].concat();
            bytes.splice(range(second).start..range(third).end, both);
        });
    };
    found(&archive, swapped, &[Code::RecordChanged, Code::RevisitTarget]);
}

fn entries(archive: &Archive) -> Vec<Entry> {
    let manifests =
        ["seals/0000000001.json", "seals/0000000003.json"].map(|name| fs::read(archive.path(name)).unwrap());
    manifests.iter().flat_map(|bytes| jikenbo_archive::Manifest::parse(bytes).unwrap().records).collect()
}

#[test]
fn manifests_that_are_lost_changed_or_added_show() {
    let mut archive = Archive::filled();
    archive.response(b"third");
    archive.seal();
    let at = |root: &Path, revision: u64| root.join(format!("seals/{revision:010}.json"));
    found(&archive, |root| fs::remove_file(at(root, 3)).unwrap(), &[Code::SealMissing, Code::BytesUnlisted]);
    found(&archive, |root| fs::remove_file(at(root, 5)).unwrap(), &[Code::SealMissing, Code::RecordUnlisted]);
    found(
        &archive,
        |root| edit_text(&at(root, 3), "03:00:00", "03:00:01"),
        &[Code::SealChanged, Code::SealTime],
    );
    found(&archive, |root| edit_text(&at(root, 5), "03:00:00", "03:00:01"), &[Code::SealChanged]);
    found(&archive, |root| edit_text(&at(root, 3), "\": [", "\":  ["), &[Code::SealChanged, Code::SealForm]);
    found(
        &archive,
        |root| fs::write(at(root, 3), "{}").unwrap(),
        &[Code::SealChanged, Code::SealForm, Code::BytesUnlisted],
    );
    let inserted = |root: &Path| {
        let bytes = fs::read(at(root, 1)).unwrap();
        let head = Head { revision: 1, time: noon(), sha256: Sha256::of(&bytes) };
        seal(root, Some(&head), Contents { revision: 2, time: noon(), ..Contents::default() }).unwrap();
    };
    found(&archive, inserted, &[Code::SealForeign]);
    let renamed = |root: &Path| fs::rename(at(root, 5), at(root, 6)).unwrap();
    found(&archive, renamed, &[Code::SealForeign, Code::SealMissing]);
}

#[test]
fn a_cut_chain_shows_only_to_who_remembers_its_end() {
    let mut archive = Archive::filled();
    archive.seal_with(Contents::default());
    let copy = archive.copy();
    fs::remove_file(copy.path().join("seals/0000000005.json")).unwrap();
    assert_eq!(codes(copy.path(), None), BTreeSet::new());
    assert_eq!(codes(copy.path(), archive.head), BTreeSet::from([Code::SealMissing]));
}

/// Files that were made anew with all seals, but say something else of themselves.
#[test]
fn records_that_lie_about_themselves_show() {
    let lies = [
        ("WARC-Type: response", "WARC-Type: resource"),
        ("news/", "olds/"),
        ("WARC-Payload-Digest: sha256:", "WARC-Payload-Digest: sha256:A"),
    ];
    let found = lies.map(|(from, to)| {
        let mut archive = Archive::new();
        let (own, location) = archive.response(BODY.as_bytes());
        let mut written = archive.writer.sync().unwrap();
        let path = archive.file();
        let bytes = fs::read(&path).unwrap();
        let text = String::from_utf8(unpacked(&bytes[location.offset as usize..])).unwrap();
        let member = packed(text.replacen(from, to, 1).as_bytes());
        fs::write(&path, [&bytes[..location.offset as usize], &member].concat()).unwrap();
        let last = written.last_mut().unwrap();
        assert_eq!(last.id, own);
        (last.location.length, last.location.sha256) = (member.len() as u64, Sha256::of(&member));
        archive.seal_written(&written);
        archive.faults().into_iter().map(|fault| fault.code).collect::<Vec<_>>()
    });
    // The address is no lie about the content: only the seal, which was made anew, speaks of it.
    assert_eq!(found, [vec![Code::RecordInside], vec![], vec![Code::RecordInside]]);
}

#[test]
fn an_id_is_used_once() {
    let mut archive = Archive::new();
    let (own, _) = archive.response(b"a");
    let content = Content::Response { head: HEAD, body: b"b" };
    let record = Record { id: &own, date: noon(), target_uri: Some(PAGE), fields: &[], content };
    archive.writer.append(&record).unwrap();
    archive.seal();
    let faults = archive.faults();
    assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), [Code::RecordTwice]);
}

#[test]
fn a_revisits_target_is_there_with_its_payload() {
    let revisit = |archive: &mut Archive, target: &RecordId, payload: &[u8]| {
        let refers_to = RefersTo { id: target, target_uri: PAGE, date: noon(), payload: Sha256::of(payload) };
        archive.append(Some(PAGE), Content::Revisit { refers_to, head: b"" });
        archive.seal();
        archive.faults().into_iter().map(|fault| fault.code).collect::<Vec<_>>()
    };
    let mut archive = Archive::new();
    let (target, _) = archive.response(b"a");
    assert_eq!(revisit(&mut archive, &target, b"a"), []);
    assert_eq!(revisit(&mut archive, &target, b"b"), [Code::RevisitTarget]);
    let mut archive = Archive::new();
    assert_eq!(revisit(&mut archive, &id(77), b"a"), [Code::RevisitTarget]);
}

#[test]
fn what_is_not_filed_yet_is_a_note_while_its_writer_lives() {
    let mut archive = Archive::new();
    archive.response(b"a");
    archive.seal();
    archive.response(b"b");
    assert_eq!(findings(archive.root(), archive.head), (vec![], vec![NoteCode::InUse]));
    drop(std::mem::replace(&mut archive.writer, Archive::new().writer));
    assert_eq!(codes(archive.root(), archive.head), BTreeSet::from([Code::RecordUnlisted]));
}

/// Another process files, seals and ends after the manifests were read and before its file is.
#[test]
fn what_is_sealed_meanwhile_is_a_note() {
    let mut archive = Archive::new();
    let mut other = Writer::new(archive.root(), Options::new("zz", "jikenbo"), || id(900)).unwrap();
    let append = |writer: &mut Writer, own: u32| {
        let (own, content) = (id(own), Content::Resource { media_type: "text/plain", bytes: b"a" });
        writer.append(&Record { id: &own, date: noon(), target_uri: None, fields: &[], content }).unwrap();
        writer.sync().unwrap()
    };
    archive.response(b"a");
    let written = [archive.writer.sync().unwrap(), append(&mut other, 901)].concat();
    archive.seal_written(&written);
    let (root, head) = (archive.root().to_owned(), archive.head);
    let mut other = Some(other);
    let mut progress = |_: Progress| {
        if let Some(mut other) = other.take() {
            let records = append(&mut other, 902).iter().map(Entry::from).collect();
            seal(
                &root,
                head.as_ref(),
                Contents { revision: 9, time: noon(), records, ..Contents::default() },
            )
            .unwrap();
        }
    };
    let (mut found, options) = (Vec::new(), VerifyOptions { head, ..VerifyOptions::default() });
    let verified = verify(&root, &options, &mut |finding| found.push(finding), &mut progress).unwrap();
    assert_eq!(verified.faults, 0, "{found:?}");
    assert!(matches!(&found[..], [Finding::Note { code: NoteCode::InUse, .. }]), "{found:?}");
    assert_eq!(findings(&root, head), (vec![], vec![]));
}

/// What a change does to the bytes of the archive.
#[derive(Clone, Debug)]
enum Change {
    Flip(usize, u8),
    Cut(usize, usize),
    Insert(usize, Vec<u8>),
    Swap(usize, usize),
    End(usize),
}

fn changes() -> impl Strategy<Value = Change> {
    prop_oneof![
        (any::<usize>(), 0..8_u8).prop_map(|(at, bit)| Change::Flip(at, bit)),
        (any::<usize>(), 1..50_usize).prop_map(|(at, count)| Change::Cut(at, count)),
        (any::<usize>(), proptest::collection::vec(any::<u8>(), 1..20))
            .prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        (any::<usize>(), any::<usize>()).prop_map(|(one, other)| Change::Swap(one, other)),
        any::<usize>().prop_map(Change::End),
    ]
}

fn change(bytes: &mut Vec<u8>, change: &Change) {
    let within = |at: usize| at % bytes.len();
    match change {
        Change::Flip(at, bit) => {
            let at = within(*at);
            bytes[at] ^= 1 << bit;
        }
        Change::Cut(at, count) => {
            let at = within(*at);
            bytes.drain(at..(at + count).min(bytes.len()));
        }
        Change::Insert(at, new) => {
            let at = within(*at);
            bytes.splice(at..at, new.iter().copied());
        }
        Change::Swap(one, other) => {
            let (one, other) = (within(*one), within(*other));
            bytes.swap(one, other);
        }
        Change::End(at) => bytes.truncate(within(*at)),
    }
}

/// Any change of any file of the archive is found; of one archive, so that a thousand changes take a second.
#[test]
fn any_change_of_any_file_is_found() {
    let archive = Archive::filled();
    let work: TempDir = archive.copy();
    let mut files = Vec::new();
    crate::samples::walk(work.path(), &mut files);
    files.sort();
    let config = ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let strategy = (0..files.len(), changes());
    let outcome = runner.run(&strategy, |(file, what)| {
        let before = fs::read(&files[file]).unwrap();
        let mut after = before.clone();
        change(&mut after, &what);
        prop_assume!(before != after);
        fs::write(&files[file], &after).unwrap();
        let is_found = !findings(work.path(), archive.head).0.is_empty();
        fs::write(&files[file], &before).unwrap();
        prop_assert!(is_found, "{} {what:?}", files[file].display());
        Ok(())
    });
    outcome.unwrap();
}

/// A file of several chunks, with faults in two of them and a revisit from the last to the first.
#[test]
fn threads_change_nothing() {
    let mut archive = Archive::new();
    let first = archive.response(b"first");
    for _ in 0..14 {
        archive.response(&noise(1_000_000));
    }
    archive.revisit(&first);
    let entries = archive.seal();
    edit(&archive.file(), |bytes| {
        bytes[entries[3].offset as usize + 900] ^= 1;
        bytes[entries[12].offset as usize + 900] ^= 1;
    });
    let with = |threads| {
        let (mut faults, mut done) = (Vec::new(), Vec::new());
        let options = VerifyOptions { head: archive.head, inside: true, threads };
        let mut sink = |finding| faults.push(finding);
        let verified =
            verify(archive.root(), &options, &mut sink, &mut |progress| done.push(progress)).unwrap();
        (verified, faults, done)
    };
    let one = with(1);
    assert_eq!((one.0.records, one.0.faults), (17, 2));
    assert_eq!(one, with(4));
    fs::remove_file(archive.file()).unwrap();
    assert_eq!(with(1), with(4));
}

#[test]
fn a_quick_verification_finds_changed_bytes_too() {
    let archive = Archive::filled();
    edit(&archive.file(), |bytes| bytes[300] ^= 1);
    let options = VerifyOptions { head: archive.head, inside: false, threads: 1 };
    let mut faults = Vec::new();
    let mut sink = |finding| {
        if let Finding::Fault(fault) = finding {
            faults.push(fault.code)
        }
    };
    verify(archive.root(), &options, &mut sink, &mut |_| {}).unwrap();
    assert_eq!(faults, [Code::RecordChanged]);
}
