//! When something goes wrong: what the program says, how it ends, and that nothing is changed by it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::run::{Folder, jikenbo, page, text};

fn done(mut command: Command) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = command.stdin(Stdio::null()).output().unwrap();
    (status.code(), text(&stdout), text(&stderr))
}

fn on(book: &Path, arguments: &[&str]) -> Command {
    let mut command = jikenbo();
    command.args(arguments).arg("--casebook").arg(book);
    command
}

/// A casebook with one page.
fn filled(folder: &Folder) -> PathBuf {
    let book = folder.0.join("book");
    assert!(jikenbo().arg("init").arg(&book).status().unwrap().success());
    let added = on(&book, &["add", &page("b04-school-usb.txt").display().to_string()]);
    assert_eq!(done(added).0, Some(0));
    book
}

/// Bytes that no message shows.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Hidden(Vec<u8>);

impl std::fmt::Debug for Hidden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

/// Every file below a folder with its bytes; the lock, which is empty, and the database's own side files left out.
fn bytes(folder: &Path) -> Vec<(PathBuf, Hidden)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(bytes(&path));
        } else if !["casebook.lock", "casebook.sqlite-wal", "casebook.sqlite-shm"].contains(&name.as_str()) {
            found.push((path.clone(), Hidden(fs::read(&path).unwrap())));
        }
    }
    found.sort();
    found
}

/// The command ends with 1 and this message, and leaves every byte.
fn refused(book: &Path, arguments: &[&str], message: &str) {
    let before = bytes(book);
    let (code, _, said) = done(on(book, arguments));
    assert_eq!(code, Some(1), "{said}");
    assert!(said.starts_with("エラー: ") && said.contains(message), "{said}");
    assert_eq!(bytes(book), before, "nothing is changed");
}

fn with_database(book: &Path, statement: &str) {
    let database = rusqlite::Connection::open(book.join("casebook.sqlite")).unwrap();
    database.execute_batch(statement).unwrap();
}

#[test]
fn a_casebook_of_a_newer_version_is_left_alone() {
    let folder = Folder::new();
    let book = filled(&folder);
    with_database(&book, "UPDATE meta SET value = '99' WHERE key = 'format'");
    let sample = page("b02-wrong-attachment.txt").display().to_string();
    for arguments in [&["list"][..], &["verify"], &["add", &sample], &["reread"]] {
        refused(&book, arguments, "99");
    }
}

#[test]
fn what_is_no_casebook_is_left_alone() {
    let folder = Folder::new();
    let empty = folder.0.join("empty");
    fs::create_dir(&empty).unwrap();
    refused(&empty, &["list"], "に事件簿はありません");
    let other = folder.0.join("other");
    fs::create_dir(&other).unwrap();
    with_database(&other, "CREATE TABLE recipes (name TEXT)");
    refused(&other, &["list"], "recipes");
    let text = folder.0.join("text");
    fs::create_dir(&text).unwrap();
    fs::write(text.join("casebook.sqlite"), "a text that is long enough to be taken for something else")
        .unwrap();
    refused(&text, &["list"], "事件簿");
    let missing = folder.0.join("missing");
    let (code, _, said) = done(on(&missing, &["list"]));
    assert!(code == Some(1) && !missing.exists(), "{said}");
}

/// `add` as somebody who may not write there; `None` where that cannot be tried.
#[cfg(unix)]
fn added_by_another(book: &Path, sample: &Path) -> Option<Output> {
    use std::os::unix::fs::MetadataExt;
    use std::os::unix::process::CommandExt;
    let mut command = on(book, &["add", &sample.display().to_string()]);
    if fs::metadata(book).unwrap().uid() == 0 {
        command.uid(65_534).gid(65_534);
    }
    command.current_dir("/").stdin(Stdio::null()).output().ok()
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let book = filled(&folder);
    let sample = folder.file("sample.txt", &fs::read(page("b02-wrong-attachment.txt")).unwrap());
    let before = bytes(&book);
    let set = |mode: u32| {
        for path in [book.clone(), book.join("captures"), book.join("seals")] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        }
        let files = fs::read_dir(&book).unwrap().map(|entry| entry.unwrap().path());
        files.filter(|path| path.is_file()).for_each(|path| {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode & 0o444)).unwrap();
        });
    };
    set(0o555);
    let tried = added_by_another(&book, &sample);
    set(0o755);
    let Some(Output { status, stderr, .. }) = tried else {
        println!("skipped: the program cannot be run by another user here");
        return;
    };
    let said = text(&stderr);
    assert_eq!(status.code(), Some(1), "{said}");
    assert!(said.contains("書き込めません"), "{said}");
    assert_eq!(bytes(&book), before);
    fs::set_permissions(book.join("casebook.sqlite"), fs::Permissions::from_mode(0o644)).unwrap();
    let lock = book.join("casebook.lock");
    fs::set_permissions(lock, fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(done(on(&book, &["verify"])).0, Some(0));
}

#[test]
fn a_damaged_warc_gives_what_is_whole_and_says_so() {
    let folder = Folder::new();
    let book = filled(&folder);
    let record = |id: u8, body: &str| {
        let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}");
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-0000000000{id:02}>\r\n\
             WARC-Date: 2025-12-01T03:00:00Z\r\nWARC-Target-URI: https://www.example.com/news/{id}\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
            http.len()
        )
    };
    let sample = fs::read_to_string(page("b02-wrong-attachment.txt")).unwrap();
    let crawl = record(1, &sample)
        + &record(2, "2025年12月3日\n見本市\n\nメール誤送信について\n\n35名分が漏えいしました。\n");
    let cut = folder.file("cut.warc", &crawl.as_bytes()[..crawl.len() - 60]);
    let (code, told, said) = done(on(&book, &["add", "--json", &cut.display().to_string()]));
    assert_eq!((code, told.lines().count()), (Some(1), 1), "{said}");
    assert!(said.contains("cut.warc"), "{said}");
    let none = folder.file("none.warc", b"no WARC at all");
    refused(&book, &["add", &none.display().to_string()], "none.warc");
    assert_eq!(done(on(&book, &["verify"])).0, Some(0));
}

#[test]
fn a_record_that_was_cut_off_is_moved_aside() {
    let folder = Folder::new();
    let book = filled(&folder);
    let day = fs::read_dir(book.join("captures")).unwrap().next().unwrap().unwrap().path();
    let file = bytes(if day.is_dir() { &day } else { day.parent().unwrap() }).remove(0).0;
    let whole = fs::read(&file).unwrap();
    fs::write(&file, [&whole[..], &whole[..30]].concat()).unwrap();
    let (code, _, said) = done(on(&book, &["verify"]));
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("incomplete-1"), "{said}");
    assert_eq!(fs::read(&file).unwrap(), whole);
}

#[test]
fn two_programs_write_at_once() {
    let folder = Folder::new();
    let book = folder.0.join("book");
    assert!(jikenbo().arg("init").arg(&book).status().unwrap().success());
    let pages = |name: &str| {
        let pages = folder.0.join(name);
        fs::create_dir(&pages).unwrap();
        for n in 0..60 {
            let page = format!(
                "2025年12月{}日\n{name}{n}市\n\nメール誤送信による個人情報の漏えいについて\n\n{}名分のメールアドレスが漏えいしました。\n",
                n % 28 + 1,
                n + 20
            );
            fs::write(pages.join(format!("{n:02}.txt")), page).unwrap();
        }
        pages.display().to_string()
    };
    let start = |from: &str| on(&book, &["add", from]).stdout(Stdio::null()).spawn().unwrap();
    let (one, two) = (pages("見本"), pages("架空"));
    let mut both = [start(&one), start(&two)];
    assert!(both.iter_mut().all(|child| child.wait().unwrap().success()));
    let (_, listed, _) = done(on(&book, &["list", "--json"]));
    assert_eq!(listed.lines().count(), 120);
    assert_eq!(done(on(&book, &["verify"])).0, Some(0));
}
