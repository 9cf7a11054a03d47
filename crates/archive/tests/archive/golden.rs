//! With fixed ids and clock the records are the same to the byte. (Not their compressed form: that may differ with the
//! compressor's version and the processor, and nothing depends on it.)

use std::fs;
use std::path::Path;

use crate::samples::{Archive, unpacked, warcs};

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/archive/golden.warc");

#[test]
fn records_are_as_kept() {
    let archive = Archive::filled();
    let content = unpacked(&fs::read(archive.file()).unwrap());
    let golden = fs::read(Path::new(GOLDEN)).unwrap_or_default();
    if content != golden {
        let other = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden.warc");
        fs::write(&other, &content).unwrap();
        panic!(
            "`{GOLDEN}` differs from `{}`; if that is right, copy the second over the first",
            other.display()
        );
    }
}

#[test]
fn files_are_named_by_day_tag_and_number() {
    let archive = Archive::filled();
    let files = warcs(archive.root());
    assert!(files[0].ends_with("captures/2025/12/jikenbo-20251206-test-00001.warc.gz"), "{files:?}");
}

#[test]
fn a_manifest_is_the_same_bytes() {
    let archive = Archive::filled();
    let mut text = fs::read_to_string(archive.path("seals/0000000003.json")).unwrap();
    // Digests and lengths of compressed bytes are the compressor's.
    for digest in text.clone().split("\"sha256\":\"").skip(1).map(|rest| rest[..64].to_owned()) {
        text = text.replace(&digest, "…");
    }
    let number = |rest: &str| rest.split(|c: char| !c.is_ascii_digit()).next().unwrap().to_owned();
    for name in ["offset", "length"] {
        let mark = format!("\"{name}\":");
        for value in text.clone().split(&mark).skip(1).map(number) {
            text = text.replace(&format!("{mark}{value}"), &format!("{mark}0"));
        }
    }
    let file = "captures/2025/12/jikenbo-20251206-test-00001.warc.gz";
    let expected = format!(
        r#"{{
  "format": "jikenbo-seal/1",
  "revision": 3,
  "time": "2025-12-06T03:00:00Z",
  "previous": {{"file":"0000000001.json","sha256":"…"}},
  "records": [
    {{"id":"urn:uuid:00000000-0000-4000-8000-000000000005","type":"resource","file":"{file}","offset":0,"length":0,"sha256":"…"}},
    {{"id":"urn:uuid:00000000-0000-4000-8000-000000000006","type":"revisit","file":"{file}","offset":0,"length":0,"sha256":"…"}}
  ],
  "erasures": [],
  "notes": []
}}
"#
    );
    assert_eq!(text, expected);
}
