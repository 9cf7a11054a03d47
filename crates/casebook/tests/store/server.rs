//! A throw-away PostgreSQL for tests: one server a process, a schema a test. A shell stands beside it that waits for this
//! process to end, however it ends, then stops the server and removes its files.

use std::io::{BufRead, BufReader};
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Set to `required` by `cargo xtask test`: then a missing server is a fault.
const VARIABLE: &str = "JIKENBO_TEST_POSTGRES";

/// Japanese order, so that an order that is not that of bytes would show.
const SCRIPT: &str = r#"
fail() { echo "$1"; cat log 2>/dev/null; cd /; rm -rf "$dir"; exit 1; }
dir=$(pwd)
"$1/initdb" -D data -A trust -U jikenbo -E UTF8 --no-sync --locale=C.UTF-8 --locale-provider=icu --icu-locale=ja >log 2>&1 ||
  { rm -rf data; "$1/initdb" -D data -A trust -U jikenbo -E UTF8 --no-sync --locale=C.UTF-8 >log 2>&1; } || fail 'initdb failed'
options="-c listen_addresses=''"
if [ -n "$2" ]; then
  { openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=example-ca -keyout ca.key -out ca.crt &&
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=other-ca -keyout other.key -out other.crt &&
    openssl req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout data/server.key -out server.csr &&
    echo 'subjectAltName=DNS:localhost' >names &&
    openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile names -out data/server.crt &&
    chmod 600 data/server.key; } >log 2>&1 || fail 'openssl failed'
  printf 'hostssl all all all trust\nlocal all all trust\n' >data/pg_hba.conf
  options="-c listen_addresses=localhost -c port=$2 -c ssl=on"
fi
"$1/pg_ctl" -D data -l log -w -s -o "-k $dir $options -c fsync=off -c max_connections=60" start >/dev/null 2>&1 || fail 'the server did not start'
echo ready
read -r end
"$1/pg_ctl" -D data -m immediate -s stop >/dev/null 2>&1
cd /
rm -rf "$dir"
"#;

struct Server {
    folder: PathBuf,
    /// Its input stays open as long as this process lives.
    _shell: Child,
}

/// Says once why tests were skipped.
#[allow(clippy::print_stderr, reason = "a test's output is for its reader")]
fn skipped() {
    eprintln!(
        "note: PostgreSQL is not installed: its tests are skipped (Debian: apt-get install postgresql)"
    );
}

/// A URL of an empty schema of its own; `None` where PostgreSQL is not installed and not required.
pub fn schema() -> Option<String> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    static SCHEMAS: AtomicU32 = AtomicU32::new(0);
    let server = SERVER.get_or_init(|| {
        let Some(programs) = programs() else {
            let required = std::env::var(VARIABLE).is_ok_and(|value| value == "required");
            assert!(!required, "PostgreSQL is not installed, but `{VARIABLE}` requires it");
            skipped();
            return None;
        };
        Some(start(&programs, None))
    });
    let folder = server.as_ref()?.folder.to_str().unwrap().replace('/', "%2F");
    let number = SCHEMAS.fetch_add(1, Ordering::Relaxed);
    Some(format!("postgres://jikenbo@{folder}/postgres?schema=t{number}"))
}

/// A server that takes encrypted connections only: its port of `localhost`, and the folder with `ca.crt`, the authority that
/// signed its certificate, and `other.crt`, one that did not. `None` where PostgreSQL is not installed.
#[allow(dead_code, reason = "only the store's own tests ask for one")]
pub fn encrypted() -> Option<(u16, PathBuf)> {
    static SERVER: OnceLock<Option<(u16, Server)>> = OnceLock::new();
    schema()?;
    let server = SERVER.get_or_init(|| {
        // Free when asked; nobody else takes it at once.
        let free = std::net::TcpListener::bind(("localhost", 0)).unwrap().local_addr().unwrap().port();
        Some((free, start(&programs()?, Some(free))))
    });
    server.as_ref().map(|(port, server)| (*port, server.folder.clone()))
}

/// The folder of the newest version's programs.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let folders = versions.filter_map(|entry| Some(entry.ok()?.path().join("bin")));
    folders.filter(|folder| folder.join("initdb").exists()).max()
}

fn start(programs: &Path, port: Option<u16>) -> Server {
    let folder = tempfile::Builder::new().prefix("jikenbo-pg").tempdir().unwrap().keep();
    let mut shell = Command::new("sh");
    shell.args(["-c", SCRIPT, "sh"]).arg(programs).current_dir(&folder);
    shell.args(port.map(|port| port.to_string()));
    shell.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    if let Some((user, group)) = unprivileged() {
        chown(&folder, Some(user), Some(group)).unwrap();
        shell.uid(user).gid(group);
    }
    let mut shell = shell.spawn().unwrap();
    let mut said = String::new();
    BufReader::new(shell.stdout.take().unwrap()).read_line(&mut said).unwrap();
    assert_eq!(said.trim(), "ready", "a PostgreSQL for the tests");
    Server { folder, _shell: shell }
}

/// PostgreSQL refuses to run as root: the user and group to run as instead.
fn unprivileged() -> Option<(u32, u32)> {
    if std::fs::metadata("/proc/self").unwrap().uid() != 0 {
        return None;
    }
    let users = std::fs::read_to_string("/etc/passwd").unwrap();
    let ids = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut parts = line.split(':').skip(2);
        Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
    };
    Some(ids("postgres").or_else(|| ids("nobody")).expect("a user that is not root"))
}
