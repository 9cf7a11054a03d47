//! The chain of manifests.

use std::fs;

use jikenbo_archive::{Contents, Error, Head, Manifest, Note, Sha256, head, seal};

use crate::samples::{Archive, id, noon, time};

#[test]
fn a_manifest_names_the_one_before() {
    let archive = Archive::filled();
    let first = fs::read(archive.path("seals/0000000001.json")).unwrap();
    let second = Manifest::parse(&fs::read(archive.path("seals/0000000003.json")).unwrap()).unwrap();
    let previous = second.previous.unwrap();
    assert_eq!((previous.file.as_str(), previous.sha256), ("0000000001.json", Sha256::of(&first)));
}

#[test]
fn the_same_again_changes_nothing_and_another_is_refused() {
    let archive = Archive::filled();
    let first = head_of(&archive, 1);
    let bytes = fs::read(archive.path("seals/0000000003.json")).unwrap();
    let Manifest { records, .. } = Manifest::parse(&bytes).unwrap();
    let contents = Contents { revision: 3, time: noon(), records, ..Contents::default() };
    assert_eq!(Some(seal(archive.root(), Some(&first), contents.clone()).unwrap()), archive.head);
    let other = Contents { records: Vec::new(), ..contents };
    assert!(matches!(seal(archive.root(), Some(&first), other), Err(Error::Exists { .. })));
    assert_eq!(fs::read(archive.path("seals/0000000003.json")).unwrap(), bytes);
}

fn head_of(archive: &Archive, revision: u64) -> Head {
    let bytes = fs::read(archive.path(&format!("seals/{revision:010}.json"))).unwrap();
    Head { revision, time: noon(), sha256: Sha256::of(&bytes) }
}

#[test]
fn revisions_rise() {
    let archive = Archive::filled();
    let at = |revision| Contents { revision, time: noon(), ..Contents::default() };
    for (previous, revision) in [(archive.head, 3), (archive.head, 2), (None, 9)] {
        let refused = seal(archive.root(), previous.as_ref(), at(revision));
        assert!(matches!(refused, Err(Error::Revision { .. })), "{refused:?}");
    }
    assert_eq!(archive.faults(), []);
}

#[test]
fn a_clock_that_steps_back_does_not_turn_time_round() {
    let archive = Archive::filled();
    let early = Contents { revision: 10, time: time("2001-01-01T00:00:00Z"), ..Contents::default() };
    assert_eq!(seal(archive.root(), archive.head.as_ref(), early).unwrap().time, noon());
}

#[test]
fn copies_elsewhere_are_noted() {
    let mut archive = Archive::filled();
    let note = |url: Option<&str>, refusal: Option<&str>| Note {
        id: id(3),
        at: noon(),
        url: url.map(str::to_owned),
        refusal: refusal.map(str::to_owned),
    };
    let notes =
        vec![note(Some("https://archive.example.com/20251206/x"), None), note(None, Some("robots.txt"))];
    archive.seal_with(Contents { notes: notes.clone(), ..Contents::default() });
    let kept = Manifest::parse(&fs::read(archive.path("seals/0000000005.json")).unwrap()).unwrap();
    assert_eq!(kept.notes, notes);
    assert_eq!(archive.faults(), []);
    assert_eq!(head(archive.root()).unwrap().unwrap().revision, 5);
}
