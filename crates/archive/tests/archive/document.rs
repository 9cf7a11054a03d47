//! `docs/archive.md`: its commands work on an archive, and it knows every code.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::slice;

use jikenbo_archive::{Code, Contents, NoteCode, erase, keep_timestamp, timestamp_request};

use crate::outside::venv;
use crate::samples::Archive;
use crate::stamping::{authority, reply};

fn page() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/archive.md")).unwrap()
}

/// The commands, block by block.
fn blocks() -> Vec<String> {
    let page = page();
    page.split("\n```sh\n").skip(1).map(|rest| rest.split("\n```").next().unwrap().to_owned()).collect()
}

/// Runs a block as a stranger would, in the archive's folder.
fn run(block: &str, folder: &Path) -> Option<Output> {
    let others = std::env::var_os("PATH").unwrap();
    let path = std::env::join_paths([venv()?].into_iter().chain(std::env::split_paths(&others))).unwrap();
    Some(
        Command::new("sh").args(["-eu", "-c", block]).current_dir(folder).env("PATH", path).output().unwrap(),
    )
}

/// An archive with all that the page speaks of: two manifests and more, an erasure, a time-stamp.
fn archive() -> Archive {
    let mut archive = Archive::filled();
    let authority = authority();
    let manifest = fs::read(archive.path("seals/0000000003.json")).unwrap();
    let reply = reply(authority.path(), &timestamp_request(&manifest, 1));
    keep_timestamp(archive.root(), 3, &reply, Some(1)).unwrap();
    fs::copy(authority.path().join("ca.pem"), archive.path("ca.pem")).unwrap();
    archive.response(b"secret");
    let entries = archive.seal();
    let erasures = erase(archive.root(), slice::from_ref(&entries[0])).unwrap();
    archive.seal_with(Contents { erasures, ..Contents::default() });
    archive
}

#[test]
fn its_commands_work() {
    let archive = archive();
    let blocks = blocks();
    assert_eq!(blocks.len(), 5);
    let mut told = String::new();
    for block in &blocks {
        let Some(output) = run(block, archive.root()) else { return };
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{block}\n{errors}");
        told.push_str(&String::from_utf8_lossy(&output.stdout));
    }
    for expected in [
        "seals/0000000001.json: OK",
        "seals/0000000005.json: OK",
        "WARC-Type: response",
        "1 files are as sealed",
        "Status: Granted",
        "digest pass",
    ] {
        assert!(told.contains(expected), "`{expected}` in\n{told}");
    }
    assert_eq!(archive.faults(), []);
}

/// What the checks are for: each notices what it is there to notice.
#[test]
fn its_commands_notice_changes() {
    let archive = archive();
    let blocks = blocks();
    let fails = |number: usize, change: &dyn Fn(&Path)| {
        let copy = archive.copy();
        change(copy.path());
        run(&blocks[number], copy.path()).is_none_or(|output| !output.status.success())
    };
    let flip = |file: &str, at: usize| {
        let file = file.to_owned();
        move |root: &Path| {
            let mut bytes = fs::read(root.join(&file)).unwrap();
            bytes[at] ^= 1;
            fs::write(root.join(&file), bytes).unwrap();
        }
    };
    let warc = "captures/2025/12/jikenbo-20251206-test-00001.warc.gz";
    assert!(fails(0, &flip(warc, 700)), "warcio");
    assert!(fails(1, &flip("seals/0000000003.json", 60)), "the chain");
    assert!(fails(2, &flip(warc, 1000)), "one record");
    assert!(fails(3, &flip(warc, 1500)), "all records");
    assert!(fails(3, &flip("seals/0000000003.json", 60)), "all manifests");
    assert!(fails(3, &|root| fs::write(root.join("captures/2025/12/x.warc.gz"), "").unwrap()), "a file more");
    assert!(fails(4, &flip("seals/0000000003.json", 60)), "the time-stamp");
}

#[test]
fn it_knows_every_code() {
    let page = page();
    let rows: BTreeSet<&str> = page
        .split("\n## Faults\n")
        .nth(1)
        .unwrap()
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    let codes = Code::ALL.map(Code::as_str).into_iter().chain(NoteCode::ALL.map(NoteCode::as_str));
    assert_eq!(rows, codes.collect());
}
