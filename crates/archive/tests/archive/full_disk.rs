//! A disk that takes no more: what was written before is whole, what failed is told, and it goes on when there is room.
#![cfg(unix)]

use std::fs;
use std::process::Command;

use jikenbo_archive::{Content, Error, Options, Record, Writer, records_after, recover};

use crate::outside::accepted;
use crate::samples::{PAGE, id, noise, noon};

const PART: &str = "ARCHIVE_TEST_FOLDER";

/// Runs this test again in a process whose files may have 16 KB (`ulimit -f`), which writes until it can no more.
#[test]
fn a_file_that_may_not_grow_stays_whole() {
    if let Some(folder) = std::env::var_os(PART) {
        return fill(folder.into());
    }
    let folder = tempfile::TempDir::new().unwrap();
    let own = std::env::current_exe().unwrap();
    let line = format!(
        "trap '' XFSZ; ulimit -f 32; exec '{}' --exact full_disk::a_file_that_may_not_grow_stays_whole",
        own.display()
    );
    // Units of `ulimit -f` are 512 or 1024 bytes, as the shell likes; the test needs a bound, not which.
    let output = Command::new("sh").args(["-c", &line]).env(PART, folder.path()).output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{told}{}", String::from_utf8_lossy(&output.stderr));
    let recovered = recover(folder.path(), &jikenbo_archive::Ends::new()).unwrap();
    assert!(recovered.moved.is_empty(), "{recovered:?}");
    assert!(recovered.records.len() > 3);
    accepted(folder.path());
}

fn fill(folder: std::path::PathBuf) {
    let mut number = 0;
    let mut writer = Writer::new(&folder, Options::new("t", "jikenbo"), || id(1)).unwrap();
    let noise = noise(3000);
    let mut append = |length: usize| {
        number += 1;
        let (own, bytes) = (id(100 + number), &noise[..length]);
        let content = Content::Resource { media_type: "text/plain", bytes };
        let record = Record { id: &own, date: noon(), target_uri: Some(PAGE), fields: &[], content };
        let outcome = writer.append(&record);
        (outcome, writer.unsynced())
    };
    let mut kept = 0;
    let error = loop {
        match append(3000) {
            (Ok(location), unsynced) => {
                kept = unsynced;
                assert!(location.length > 2000);
            }
            (Err(error), unsynced) => {
                assert_eq!(unsynced, kept, "what failed does not count");
                break error;
            }
        }
    };
    assert!(
        matches!(&error, Error::Write { path, .. } if path.ends_with("jikenbo-20251206-t-00001.warc.gz")),
        "{error:?}"
    );
    assert!(error.hint().unwrap().starts_with("make room on the disk"), "{error:?}");
    // A smaller record still fits, behind the whole ones: the half-written one was cut off.
    append(10).0.unwrap();
    let written = writer.sync().unwrap();
    let file = &written[0].location.file;
    let tail = records_after(&folder, file, 0).unwrap();
    assert_eq!((tail.records, tail.problem.is_none()), (written, true));
}

#[test]
fn a_folder_that_may_not_be_written_is_told() {
    let folder = tempfile::TempDir::new().unwrap();
    fs::write(folder.path().join("captures"), "a file in the way").unwrap();
    let mut writer = Writer::new(folder.path(), Options::new("t", "jikenbo"), || id(1)).unwrap();
    let (own, content) = (id(2), Content::Resource { media_type: "text/plain", bytes: b"a" });
    let record = Record { id: &own, date: noon(), target_uri: Some(PAGE), fields: &[], content };
    let error = writer.append(&record).unwrap_err();
    assert!(matches!(&error, Error::Write { path, .. } if path.ends_with("captures/2025/12")), "{error:?}");
    assert_eq!(writer.unsynced(), 0);
    fs::remove_file(folder.path().join("captures")).unwrap();
    writer.append(&record).unwrap();
    assert_eq!(writer.sync().unwrap().len(), 2);
}
