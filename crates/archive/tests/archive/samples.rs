//! An archive with fixed ids and a fixed clock, and records of an invented site.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use jiff::Timestamp;
use jikenbo_archive::{
    Content, Contents, Entry, Fault, Finding, Head, Location, NoteCode, Options, Record, RecordId, RefersTo,
    VerifyOptions, Writer, Written, head, seal, verify,
};
use tempfile::TempDir;

pub const PAGE: &str = "https://example.com/news/20251206.html";
pub const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
pub const BODY: &str =
    "<html><h1>不正アクセスによる個人情報漏えいのお知らせ</h1><p>株式会社例示</p></html>\n";

pub fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn noon() -> Timestamp {
    time("2025-12-06T03:00:00Z")
}

pub fn id(number: u32) -> RecordId {
    RecordId::uuid(0x0000_0000_0000_4000_8000_0000_0000_0000 | u128::from(number))
}

/// An archive with its writer.
pub struct Archive {
    pub folder: TempDir,
    pub writer: Writer,
    pub head: Option<Head>,
    next: Arc<AtomicU32>,
}

impl Archive {
    pub fn new() -> Self {
        Self::with(Options::new("test", "jikenbo"))
    }

    pub fn with(options: Options) -> Self {
        let folder = TempDir::new().unwrap();
        let next = Arc::new(AtomicU32::new(1));
        let ids = Arc::clone(&next);
        let ids = move || id(ids.fetch_add(1, Ordering::Relaxed));
        let writer = Writer::new(folder.path(), options, ids).unwrap();
        Self { folder, writer, head: None, next }
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, file: &str) -> PathBuf {
        self.root().join(file)
    }

    pub fn next_id(&self) -> RecordId {
        id(self.next.fetch_add(1, Ordering::Relaxed))
    }

    /// Appends a record with an id of its own.
    pub fn append(&mut self, target_uri: Option<&str>, content: Content<'_>) -> (RecordId, Location) {
        let id = self.next_id();
        let record = Record { id: &id, date: noon(), target_uri, fields: &[], content };
        let location = self.writer.append(&record).unwrap();
        (id, location)
    }

    pub fn response(&mut self, body: &[u8]) -> (RecordId, Location) {
        self.append(Some(PAGE), Content::Response { head: HEAD, body })
    }

    /// A revisit of the response that `response` gave.
    pub fn revisit(&mut self, (target, location): &(RecordId, Location)) -> (RecordId, Location) {
        let payload = location.payload.unwrap();
        let refers_to = RefersTo { id: target, target_uri: PAGE, date: noon(), payload };
        self.append(Some(PAGE), Content::Revisit { refers_to, head: HEAD })
    }

    /// Syncs, and seals what was written.
    pub fn seal(&mut self) -> Vec<Entry> {
        let written = self.writer.sync().unwrap();
        self.seal_written(&written)
    }

    pub fn seal_written(&mut self, written: &[Written]) -> Vec<Entry> {
        let records: Vec<Entry> = written.iter().map(Entry::from).collect();
        self.seal_with(Contents { records: records.clone(), ..Contents::default() });
        records
    }

    /// Seals `contents` as the next revision.
    pub fn seal_with(&mut self, contents: Contents) {
        let revision = self.head.map_or(1, |head| head.revision + 2);
        let contents = Contents { revision, time: noon(), ..contents };
        self.head = Some(seal(self.root(), self.head.as_ref(), contents).unwrap());
        assert_eq!(head(self.root()).unwrap(), self.head);
    }

    /// One of each: two transactions, the second with a revisit.
    pub fn filled() -> Self {
        let mut archive = Self::new();
        archive.append(
            Some(PAGE),
            Content::Request {
                head: b"GET /news/20251206.html HTTP/1.1\r\nHost: example.com\r\n\r\n",
                body: b"",
            },
        );
        let first = archive.response(BODY.as_bytes());
        archive.append(
            Some(PAGE),
            Content::Metadata { media_type: "application/warc-fields", bytes: b"fetchTimeMs: 12\r\n" },
        );
        archive.seal();
        archive.append(
            Some("file:///C:/release.txt"),
            Content::Resource { media_type: "text/plain", bytes: "お知らせ".as_bytes() },
        );
        archive.revisit(&first);
        archive.seal();
        archive
    }

    pub fn faults(&self) -> Vec<Fault> {
        findings(self.root(), self.head).0
    }

    /// Copies the archive's files to a folder of their own.
    pub fn copy(&self) -> TempDir {
        let copy = TempDir::new().unwrap();
        copy_all(self.root(), copy.path());
        copy
    }

    /// The only WARC file.
    pub fn file(&self) -> PathBuf {
        let files = warcs(self.root());
        assert_eq!(files.len(), 1, "{files:?}");
        files[0].clone()
    }
}

/// All WARC files, in order.
pub fn warcs(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    walk(&root.join("captures"), &mut found);
    found.retain(|path| path.to_string_lossy().ends_with(".warc.gz"));
    found.sort();
    found
}

pub fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { walk(&path, found) } else { found.push(path) }
    }
}

pub fn copy_all(from: &Path, to: &Path) {
    let mut paths = Vec::new();
    walk(from, &mut paths);
    for path in paths {
        let own = to.join(path.strip_prefix(from).unwrap());
        fs::create_dir_all(own.parent().unwrap()).unwrap();
        fs::copy(&path, own).unwrap();
    }
}

/// What verification finds.
pub fn findings(root: &Path, head: Option<Head>) -> (Vec<Fault>, Vec<NoteCode>) {
    let (mut faults, mut notes) = (Vec::new(), Vec::new());
    let mut sink = |finding| match finding {
        Finding::Fault(fault) => faults.push(fault),
        Finding::Note { code, .. } => notes.push(code),
    };
    let options = VerifyOptions { head, ..VerifyOptions::default() };
    let verified = verify(root, &options, &mut sink, &mut |_| {}).unwrap();
    assert_eq!(verified.faults, faults.len() as u64);
    (faults, notes)
}

/// What `bytes`, gzip members, hold.
pub fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut content = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::MultiGzDecoder::new(bytes), &mut content).unwrap();
    content
}

/// One gzip member that holds `bytes`.
pub fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut gzip, bytes).unwrap();
    gzip.finish().unwrap()
}

/// Bytes that do not compress.
pub fn noise(count: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..count).map(|_| next()).collect()
}
