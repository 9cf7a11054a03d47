//! The browser's process: with nothing of its user's, and gone at the end.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};
use tempfile::TempDir;

use super::pipe::Pipe;

/// What the browser is called, of several the first.
pub const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/// The browser in one of `folders`, such as those of `PATH`.
pub fn find(folders: impl Iterator<Item = PathBuf> + Clone) -> Option<PathBuf> {
    let at = |name: &str| folders.clone().map(|folder| folder.join(name)).find(|path| path.is_file());
    NAMES.iter().find_map(|name| at(name))
}

/// A running browser; it is killed when this is dropped.
pub(super) struct Chromium {
    child: Child,
    folder: TempDir,
    told: File,
    /// Held as long as the folder is in use.
    _lock: File,
}

/// What the folders of browsers are called, those of the file in them that is locked while they are in use, and for how long
/// nobody looks whether they are: whoever makes one has locked it within moments.
const PREFIX: &str = "jikenbo-browser-";
const LOCK: &str = "lock";
const NEW: Duration = Duration::from_hours(1);

/// What it is told to leave alone, whatever a page asks for. `no_proxy` names nothing, so that even this machine is reached
/// through the proxy; names are looked up there only.
const ALWAYS: &[&str] = &[
    "--headless",
    "--remote-debugging-pipe",
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--disable-quic",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-component-update",
    "--disable-crash-reporter",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-features=AutofillServerCommunication,CertificateTransparencyComponentUpdater,DirectSockets,\
     InterestFeedContentSuggestions,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,Translate,WebTransport",
    "--disable-gpu",
    "--disable-sync",
    "--disable-notifications",
    "--hide-scrollbars",
    "--lang=ja",
    "--metrics-recording-only",
    "--mute-audio",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
    "--no-service-autorun",
    "--password-store=basic",
    "--use-mock-keychain",
    "--window-size=1280,960",
];

/// Gives the pipes on descriptors 0 and 1 the numbers that the browser looks for them under.
const PIPES: &str = r#"exec "$@" 3<&0 4>&1 0</dev/null 1>/dev/null"#;

/// Starts the browser with a new profile; all that it asks for goes to the proxy at `port`.
///
/// # Errors
/// Why it cannot be started.
pub(super) fn launch(program: &Path, port: u16) -> std::io::Result<(Chromium, Pipe)> {
    // The shell would only say so in words.
    std::fs::metadata(program)?;
    let folder = tempfile::Builder::new().prefix(PREFIX).tempdir()?;
    let lock = File::create_new(folder.path().join(LOCK))?;
    lock.lock()?;
    // What cannot be swept is left to the next one.
    let _ = sweep(folder.path());
    let mut told = tempfile::tempfile()?;
    told.seek(SeekFrom::Start(0))?;
    let mut command = Command::new("/bin/sh");
    command.args(["-c", PIPES, "sh"]).arg(program).args(ALWAYS);
    command.arg(format!("--proxy-server=http://127.0.0.1:{port}"));
    command.arg(format!("--user-data-dir={}", folder.path().join("profile").display()));
    if is_root() {
        // Chromium's sandbox refuses root.
        command.arg("--no-sandbox");
    }
    command.arg("about:blank");
    for name in ["HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR"] {
        command.env(name, folder.path());
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(told.try_clone()?);
    let mut child = command.process_group(0).spawn()?;
    let ends = child.stdin.take().zip(child.stdout.take());
    let chromium = Chromium { child, folder, told, _lock: lock };
    let (input, output) = ends.ok_or_else(|| std::io::Error::other("no pipes"))?;
    Ok((chromium, Pipe::new(input, output)))
}

/// Removes the folders beside `own` that browsers left whose program was killed: those of the same user that nobody holds any
/// more. What is told of age is told by the file system, whose clock made both.
fn sweep(own: &Path) -> std::io::Result<()> {
    let about = std::fs::symlink_metadata(own)?;
    let made = about.modified()?;
    for entry in own.parent().into_iter().flat_map(std::fs::read_dir).flatten().flatten() {
        let is_one = entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX));
        // Of the entry itself, not of what a link leads to.
        let Some(other) =
            Some(entry).filter(|_| is_one).and_then(|entry| Some((entry.path(), entry.metadata().ok()?)))
        else {
            continue;
        };
        let (path, other) = other;
        let age = other.modified().ok().and_then(|other| made.duration_since(other).ok());
        if other.is_dir() && other.uid() == about.uid() && age >= Some(NEW) && !is_held(&path) {
            // Another one may be removing it, too.
            let _ = std::fs::remove_dir_all(&path);
        }
    }
    Ok(())
}

/// Whether a running program holds the folder. It is one of ours, outside of everything that is collected.
#[allow(clippy::disallowed_methods)]
fn is_held(folder: &Path) -> bool {
    File::open(folder.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_err())
}

/// Whose process this is stands in its folder.
fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|about| about.uid() == 0)
}

impl Chromium {
    /// What it said last on its standard error.
    pub(super) fn last_words(&mut self) -> Option<String> {
        let mut text = Vec::new();
        self.told.seek(SeekFrom::Start(0)).ok()?;
        (&self.told).take(1 << 20).read_to_end(&mut text).ok()?;
        let text = String::from_utf8_lossy(&text).into_owned();
        let line = text.lines().map(str::trim).rfind(|line| !line.is_empty() && !line.contains("dbus"))?;
        Some(line.chars().take(300).collect())
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // What has ended already cannot be killed.
        let _ = kill_process_group(Pid::from_child(&self.child), Signal::KILL);
        let _ = self.child.wait();
        // Its children may be about to write a last time.
        for _ in 0..20 {
            if std::fs::remove_dir_all(self.folder.path()).is_ok() {
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_program_left_is_removed() {
        let place = tempfile::tempdir().unwrap();
        let folder = |name: &str| {
            let folder = place.path().join(name);
            std::fs::create_dir_all(folder.join("profile")).unwrap();
            std::fs::write(folder.join("profile/words"), "x").unwrap();
            (File::create(folder.join(LOCK)).unwrap(), folder)
        };
        let (_, own) = folder("jikenbo-browser-own");
        let before = std::fs::metadata(&own).unwrap().modified().unwrap() - NEW * 2;
        let age = |folder: &Path| File::open(folder).unwrap().set_modified(before).unwrap();
        let (_, left) = folder("jikenbo-browser-left");
        let (lock, held) = folder("jikenbo-browser-held");
        lock.lock().unwrap();
        let (_, other) = folder("other");
        let (_, new) = folder("jikenbo-browser-new");
        [&left, &held, &other].into_iter().for_each(|folder| age(folder));
        sweep(&own).unwrap();
        assert!(!left.exists());
        assert!([own, held, other, new].iter().all(|folder| folder.join("profile/words").exists()));
    }
}
