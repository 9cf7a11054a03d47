//! Erasure: the payload is gone, everything else stands.

use std::fs::{self, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::slice;

use jikenbo_archive::{
    Code, Content, Contents, Ends, Entry, Erasure, Error, NoteCode, Options, RecordId, Sha256, erase, read,
    recover, replay, seal, sealed_ends,
};
use proptest::prelude::*;

use crate::outside::accepted;
use crate::samples::{Archive, BODY, HEAD, PAGE, copy_all, findings, noon, unpacked};

const SECRET: &str = "kojin@example.com";

/// An archive whose second record is to be erased, and that record.
fn archive() -> (Archive, Entry) {
    let mut archive = Archive::new();
    archive.response(SECRET.as_bytes());
    let entries = archive.seal();
    archive.response(BODY.as_bytes());
    archive.seal();
    (archive, entries[1].clone())
}

fn seal_erasures(archive: &mut Archive, erasures: Vec<Erasure>) {
    archive.seal_with(Contents { erasures, ..Contents::default() });
}

#[test]
fn an_erased_payload_is_gone_and_all_else_stands() {
    let (mut archive, entry) = archive();
    let before = fs::read(archive.file()).unwrap();
    let erasures = erase(archive.root(), slice::from_ref(&entry)).unwrap();
    seal_erasures(&mut archive, erasures.clone());
    let after = fs::read(archive.file()).unwrap();
    let range = entry.offset as usize..(entry.offset + entry.length) as usize;
    assert_eq!(before.len(), after.len());
    assert_eq!((&before[..range.start], &before[range.end..]), (&after[..range.start], &after[range.end..]));
    assert!(!String::from_utf8_lossy(&unpacked(&after)).contains(SECRET));
    let stored = read(archive.root(), &erasures[0], 1000).unwrap();
    assert_eq!((stored.block.len(), stored.header.id()), (0, Some(entry.id)));
    let digest = stored.header.get("Jikenbo-Erased-Payload-Digest").unwrap();
    assert_eq!(Sha256::from_labelled(digest), Some(Sha256::of(SECRET.as_bytes())));
    assert_eq!(erasures[0].payload, Sha256::of(SECRET.as_bytes()));
    assert_eq!(findings(archive.root(), archive.head), (vec![], vec![]));
    accepted(archive.root());
}

#[test]
fn an_erasure_that_no_manifest_lists_is_a_fault() {
    let (mut archive, entry) = archive();
    let erasures = erase(archive.root(), &[entry]).unwrap();
    assert_eq!(
        findings(archive.root(), archive.head),
        (vec![], vec![NoteCode::Erasing]),
        "its journal is there"
    );
    fs::remove_file(archive.path("erasing.json")).unwrap();
    let faults: Vec<Code> = archive.faults().into_iter().map(|fault| fault.code).collect();
    assert_eq!(faults, [Code::RecordChanged]);
    seal_erasures(&mut archive, erasures);
    assert_eq!(archive.faults(), []);
}

#[test]
fn a_listed_erasure_that_was_not_done_is_a_fault() {
    let (mut archive, entry) = archive();
    let backup = archive.copy();
    let erasures = erase(archive.root(), &[entry]).unwrap();
    seal_erasures(&mut archive, erasures.clone());
    let restored = archive.copy();
    copy_all(&backup.path().join("captures"), &restored.path().join("captures"));
    let (faults, _) = findings(restored.path(), archive.head);
    assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), [Code::RecordChanged]);
    replay(restored.path(), &erasures).unwrap();
    replay(restored.path(), &erasures).unwrap();
    assert_eq!(findings(restored.path(), archive.head), (vec![], vec![]));
}

#[test]
fn replaying_touches_nothing_but_the_record() {
    let (archive, entry) = archive();
    let copy = archive.copy();
    let erasures = erase(copy.path(), slice::from_ref(&entry)).unwrap();
    let mut bytes = fs::read(archive.file()).unwrap();
    bytes[entry.offset as usize + 30] ^= 1;
    fs::write(archive.file(), &bytes).unwrap();
    assert!(matches!(replay(archive.root(), &erasures), Err(Error::Changed { .. })));
    assert_eq!(fs::read(archive.file()).unwrap(), bytes);
}

#[test]
fn an_erasure_of_something_else_is_a_fault() {
    let (mut archive, entry) = archive();
    let mut erasures = erase(archive.root(), &[entry]).unwrap();
    erasures[0].offset += 1;
    seal_erasures(&mut archive, erasures);
    let faults: Vec<Code> = archive.faults().into_iter().map(|fault| fault.code).collect();
    assert!(faults.contains(&Code::ErasureForeign), "{faults:?}");
}

#[test]
fn revisits_are_erased_alike() {
    let mut archive = Archive::new();
    let first = archive.response(SECRET.as_bytes());
    archive.response(BODY.as_bytes());
    let entries = archive.seal();
    let revisits: Vec<RecordId> = [archive.revisit(&first), archive.revisit(&first)].map(|(id, _)| id).into();
    archive.seal();
    let erasures = erase(archive.root(), &entries[1..2]).unwrap();
    let ids: Vec<RecordId> = erasures.iter().map(|erasure| erasure.id.clone()).collect();
    assert_eq!(ids, [slice::from_ref(&first.0), &revisits].concat());
    seal_erasures(&mut archive, erasures);
    assert_eq!(archive.faults(), []);
    accepted(archive.root());
}

#[test]
fn a_revisit_that_comes_after_the_erasure_is_a_fault() {
    let mut archive = Archive::new();
    let first = archive.response(SECRET.as_bytes());
    let entries = archive.seal();
    let erasures = erase(archive.root(), &entries[1..2]).unwrap();
    seal_erasures(&mut archive, erasures);
    archive.revisit(&first);
    archive.seal();
    let faults: Vec<Code> = archive.faults().into_iter().map(|fault| fault.code).collect();
    assert_eq!(faults, [Code::RevisitErased]);
}

#[test]
fn what_cannot_be_erased_is_told_and_left() {
    let (mut archive, entry) = archive();
    let before = fs::read(archive.file()).unwrap();
    let wrong = Entry { sha256: Sha256::of(b""), ..entry.clone() };
    assert!(matches!(erase(archive.root(), &[wrong]), Err(Error::Record { .. })));
    let outside = Entry { file: "captures/../../x".to_owned(), ..entry.clone() };
    assert!(matches!(erase(archive.root(), &[outside]), Err(Error::Outside { .. })));
    assert_eq!(fs::read(archive.file()).unwrap(), before);
    let erasures = erase(archive.root(), slice::from_ref(&entry)).unwrap();
    assert!(matches!(erase(archive.root(), slice::from_ref(&entry)), Err(Error::Erased { .. })), "twice");
    seal_erasures(&mut archive, erasures);
    assert!(matches!(erase(archive.root(), &[entry]), Err(Error::Erased { .. })), "twice, sealed");
    assert_eq!(archive.faults(), []);
}

/// A crash at every step: the journal is there, some of the tombstone is written.
#[test]
fn an_interrupted_erasure_is_completed() {
    let (archive, entry) = archive();
    let done = archive.copy();
    let erasures = erase(done.path(), slice::from_ref(&entry)).unwrap();
    let file = done.path().join(&entry.file);
    let tombstone =
        &fs::read(&file).unwrap()[entry.offset as usize..(entry.offset + entry.length) as usize].to_vec();
    for written in 0..=tombstone.len() {
        let copy = archive.copy();
        fs::copy(done.path().join("erasing.json"), copy.path().join("erasing.json")).unwrap();
        let mut torn = OpenOptions::new().write(true).open(copy.path().join(&entry.file)).unwrap();
        torn.seek(SeekFrom::Start(entry.offset)).unwrap();
        torn.write_all(&tombstone[..written]).unwrap();
        let recovered = recover(copy.path(), &sealed_ends(copy.path()).unwrap()).unwrap();
        assert_eq!(recovered.erasures, erasures, "{written} bytes");
        assert_eq!(fs::read(copy.path().join(&entry.file)).unwrap(), fs::read(&file).unwrap());
    }
}

#[test]
fn the_journal_stays_until_the_erasure_is_sealed() {
    let (mut archive, entry) = archive();
    let erasures = erase(archive.root(), &[entry]).unwrap();
    let journal = archive.path("erasing.json");
    archive.response(b"another transaction");
    archive.seal();
    assert!(journal.exists());
    let recovered = recover(archive.root(), &sealed_ends(archive.root()).unwrap()).unwrap();
    assert_eq!(recovered.erasures, erasures);
    let kept = fs::read(&journal).unwrap();
    seal_erasures(&mut archive, erasures);
    assert!(!journal.exists());
    // A crash between the manifest and the removal of the journal.
    fs::write(&journal, kept).unwrap();
    assert!(recover(archive.root(), &Ends::new()).unwrap().erasures.is_empty());
    assert!(!journal.exists());
    assert_eq!(archive.faults(), []);
}

#[test]
fn the_shortest_record_has_room_for_its_tombstone() {
    let mut archive = Archive::new();
    archive.append(None, Content::Metadata { media_type: "a", bytes: b"" });
    archive.append(None, Content::Resource { media_type: "a", bytes: b"" });
    let entries = archive.seal();
    let erasures = erase(archive.root(), &entries[1..]).unwrap();
    assert_eq!(erasures.len(), 2);
    seal_erasures(&mut archive, erasures);
    assert_eq!(archive.faults(), []);
    accepted(archive.root());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]

    /// Records of every length, so that every padding occurs.
    #[test]
    fn any_record_can_be_erased(body in proptest::collection::vec(any::<u8>(), 0..3000), media in "[a-z]{1,40}") {
        let mut archive = Archive::with(Options::new("test", "jikenbo"));
        archive.append(Some(PAGE), Content::Resource { media_type: &media, bytes: &body });
        archive.append(Some(PAGE), Content::Response { head: HEAD, body: b"" });
        let entries = archive.seal();
        let erasures = erase(archive.root(), &entries[1..2]).unwrap();
        let contents = Contents { revision: 9, time: noon(), erasures, ..Contents::default() };
        archive.head = Some(seal(archive.root(), archive.head.as_ref(), contents).unwrap());
        prop_assert_eq!(archive.faults(), []);
    }
}
