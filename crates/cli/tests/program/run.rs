//! Running the program and making places for its files.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The program with none of the caller's settings.
pub fn jikenbo() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jikenbo"));
    let names = [
        "LISTS",
        "HEADINGS",
        "CONFIG",
        "LANG",
        "COLOR",
        "CASEBOOK",
        "WHO",
        "ALLOW_HOSTS",
        "CA_FILE",
        "HOSTS_AT_ONCE",
        "ARCHIVE_KEYS",
        "BROWSER",
        "CHROMIUM",
        "RECHECK_DAYS",
    ]
    .map(|name| format!("JIKENBO_{name}"));
    names.iter().for_each(|name| {
        command.env_remove(name);
    });
    command.env_remove("NO_COLOR").env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "ja_JP.UTF-8");
    command.current_dir(root());
    command
}

/// The workspace's folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// A page of the corpus.
pub fn page(name: &str) -> PathBuf {
    root().join("corpus/pages").join(name)
}

/// Runs `command` with `input` on standard input.
pub fn with_input(mut command: Command, input: &[u8]) -> Output {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

/// What the program printed for its user.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A folder of its own, removed when dropped.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("jikenbo-test-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path.canonicalize().unwrap())
    }

    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
