//! Other programs as judges: `warcio check` (PyPI), put by the test command where it looks.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use jikenbo_archive::Content;

use crate::samples::{Archive, PAGE, noise, packed, unpacked, warcs};

/// The folder with Python, warcio beside it, if the test command made it.
///
/// `cargo xtask test` does; a bare `cargo test` may not have it and then says so, without failing.
pub fn venv() -> Option<PathBuf> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let folder = target.join("outside/venv/bin");
    if folder.join("warcio").exists() {
        return Some(folder);
    }
    let is_asked = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    assert!(
        !is_asked("CI") && !is_asked("JIKENBO_OUTSIDE"),
        "no warcio in `{}`; `cargo xtask outside` makes it",
        folder.display()
    );
    eprintln!("SKIPPED: no warcio in `{}`; `cargo xtask outside` makes it", folder.display());
    None
}

pub fn warcio(arguments: &[&str], files: &[PathBuf]) -> Option<Output> {
    let mut command = Command::new(venv()?.join("warcio"));
    command.args(arguments).args(files);
    Some(command.output().unwrap())
}

/// `warcio check` accepts every file.
#[track_caller]
pub fn accepted(root: &Path) {
    let Some(output) = warcio(&["check", "-v"], &warcs(root)) else { return };
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{told}");
    assert!(told.contains("digest pass"), "{told}");
    assert!(!told.contains("failed") && output.stderr.is_empty(), "{told}");
}

#[test]
fn warcio_accepts_what_is_written() {
    accepted(Archive::filled().root());
}

#[test]
fn warcio_checks_every_digest_but_a_revisits() {
    let archive = Archive::filled();
    let Some(output) = warcio(&["check", "-v"], &warcs(archive.root())) else { return };
    let told = String::from_utf8_lossy(&output.stdout);
    assert_eq!(told.matches("digest pass").count(), 5, "{told}");
    assert_eq!(told.matches("digest present but not checked (revisit)").count(), 1, "{told}");
}

/// A record that was changed and packed anew has a right gzip checksum: only the digests show it.
#[test]
fn warcio_notices_a_changed_record() {
    let mut archive = Archive::new();
    let (_, location) = archive.response(b"one two three");
    archive.seal();
    let path = archive.file();
    let bytes = fs::read(&path).unwrap();
    let (before, member) = bytes.split_at(location.offset as usize);
    let text = String::from_utf8(unpacked(member)).unwrap();
    fs::write(&path, [before, &packed(text.replace("two", "six").as_bytes())].concat()).unwrap();
    let Some(output) = warcio(&["check", "-v"], &[path]) else { return };
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(!output.status.success(), "{told}");
    assert!(told.contains("block digest failed") && told.contains("payload digest failed"), "{told}");
}

#[test]
fn warcio_reads_the_same_payload() {
    let mut archive = Archive::new();
    let body = noise(200_000);
    let (_, location) = archive.response(&body);
    archive.append(Some(PAGE), Content::Request { head: b"POST /a HTTP/1.1\r\n\r\n", body: b"a=b" });
    archive.seal();
    accepted(archive.root());
    let offset = location.offset.to_string();
    let file = archive.file();
    let Some(folder) = venv() else { return };
    let output =
        Command::new(folder.join("warcio")).args(["extract", "--payload"]).arg(&file).arg(offset).output();
    assert_eq!(output.unwrap().stdout, body);
}
