//! What a killed process leaves behind.

use std::fs::{self, OpenOptions};

use jikenbo_archive::{Ends, Entry, records_after, recover, sealed_ends, unsealed};

use crate::outside::accepted;
use crate::samples::{Archive, BODY, findings, warcs};

/// The file cut at every byte of its last record: what came before is whole and found, what is left is moved aside.
#[test]
fn a_file_cut_anywhere_in_its_last_record_recovers() {
    let mut archive = Archive::new();
    archive.response(BODY.as_bytes());
    let sealed = archive.seal();
    archive.response(b"acknowledged, not sealed");
    let (_, last) = archive.response(b"the last one");
    let kept = archive.writer.sync().unwrap();
    let bytes = fs::read(archive.file()).unwrap();
    drop(std::mem::replace(&mut archive.writer, Archive::new().writer));
    let ends = sealed_ends(archive.root()).unwrap();
    for cut in last.offset..last.offset + last.length {
        let copy = archive.copy();
        let path = &warcs(copy.path())[0];
        OpenOptions::new().write(true).open(path).unwrap().set_len(cut).unwrap();
        let recovered = recover(copy.path(), &ends).unwrap();
        assert_eq!(recovered.records, kept[..1], "cut at {cut}");
        let torn = cut - last.offset;
        assert_eq!(recovered.moved.len(), usize::from(torn > 0), "cut at {cut}");
        for moved in &recovered.moved {
            assert_eq!((moved.offset, moved.length), (last.offset, torn));
            assert_eq!(
                fs::read(copy.path().join(&moved.to)).unwrap(),
                bytes[last.offset as usize..cut as usize]
            );
        }
        assert_eq!(fs::metadata(path).unwrap().len(), last.offset);
        if cut % 16 > 0 {
            continue;
        }
        let again = recover(copy.path(), &ends).unwrap();
        assert!(again.moved.is_empty() && again.records == recovered.records, "the same once more");
    }
    assert_eq!(sealed.len(), 2);
}

#[test]
fn a_recovered_archive_seals_and_verifies() {
    let mut archive = Archive::new();
    archive.response(BODY.as_bytes());
    archive.seal();
    archive.response(b"not sealed");
    archive.response(b"torn");
    archive.writer.sync().unwrap();
    let path = archive.file();
    drop(std::mem::replace(&mut archive.writer, Archive::new().writer));
    let length = fs::metadata(&path).unwrap().len();
    OpenOptions::new().write(true).open(&path).unwrap().set_len(length - 3).unwrap();

    let recovered = recover(archive.root(), &sealed_ends(archive.root()).unwrap()).unwrap();
    assert_eq!(unsealed(archive.root()).unwrap(), recovered.records);
    archive.seal_written(&recovered.records);
    assert_eq!(unsealed(archive.root()).unwrap(), []);
    let (faults, notes) = findings(archive.root(), archive.head);
    assert_eq!(faults, []);
    assert_eq!(notes, [jikenbo_archive::NoteCode::Incomplete]);
    accepted(archive.root());
}

#[test]
fn a_second_torn_record_gets_the_next_number() {
    let mut archive = Archive::new();
    archive.response(b"a");
    let file = Entry::from(&archive.writer.sync().unwrap()[0]).file;
    let (path, mut bytes) = (archive.file(), fs::read(archive.file()).unwrap());
    drop(std::mem::replace(&mut archive.writer, Archive::new().writer));
    for number in [1, 2] {
        bytes.extend(b"\x1f\x8btorn");
        fs::write(&path, &bytes).unwrap();
        let recovered = recover(archive.root(), &Ends::new()).unwrap();
        assert_eq!(recovered.moved[0].to, format!("{file}.incomplete-{number}"));
        bytes.truncate(recovered.moved[0].offset as usize);
    }
}

#[test]
fn a_file_that_is_being_written_is_left_alone() {
    let mut archive = Archive::new();
    archive.response(b"a");
    let path = archive.file();
    let length = fs::metadata(&path).unwrap().len();
    OpenOptions::new().write(true).open(&path).unwrap().set_len(length - 1).unwrap();
    let recovered = recover(archive.root(), &Ends::new()).unwrap();
    assert_eq!((recovered.in_use.len(), recovered.moved.len(), recovered.records.len()), (1, 0, 0));
    assert_eq!(unsealed(archive.root()).unwrap(), []);
    assert_eq!(fs::metadata(&path).unwrap().len(), length - 1);
}

#[test]
fn an_archive_in_order_is_not_read() {
    let mut archive = Archive::new();
    archive.response(b"a");
    archive.seal();
    let ends = sealed_ends(archive.root()).unwrap();
    // What is unreadable stays unnoticed: nobody looked.
    let (path, mut bytes) = (archive.file(), fs::read(archive.file()).unwrap());
    bytes.fill(0);
    fs::write(&path, &bytes).unwrap();
    let recovered = recover(archive.root(), &ends).unwrap();
    assert!(recovered.moved.is_empty() && recovered.records.is_empty() && recovered.in_use.is_empty());
}

#[test]
fn records_behind_a_place_are_found() {
    let mut archive = Archive::new();
    archive.response(b"a");
    archive.response(b"b");
    let written = archive.writer.sync().unwrap();
    let location = &written[1].location;
    let tail = records_after(archive.root(), &location.file, location.offset).unwrap();
    assert_eq!((tail.records, tail.problem.is_none()), (written[1..].to_vec(), true));
    assert!(records_after(archive.root(), "captures/../x", 0).is_err());
}

#[test]
fn an_empty_folder_is_in_order() {
    let folder = tempfile::TempDir::new().unwrap();
    let recovered = recover(folder.path(), &Ends::new()).unwrap();
    assert!(recovered.records.is_empty() && recovered.moved.is_empty());
    assert_eq!(findings(folder.path(), None), (vec![], vec![]));
}
