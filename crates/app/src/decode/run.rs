//! The parent's side: starts the child, feeds it, waits no longer than it may take.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use jikenbo_model::Document;

use super::{Hints, failed, limits};
use crate::stages::Kind;

/// Why nothing came of a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// It was not started: the file is too large.
    TooLarge,
    /// It took too long.
    TooSlow,
    /// It could not be started, died, said too much, or what it said was no document.
    Died,
}

/// The document that `program` makes of `bytes`, else one without text.
pub(super) fn document(program: &Path, bytes: &[u8], hints: Hints<'_>, kind: Kind) -> Document {
    let made = run(program, bytes, hints, limits::WALL).and_then(|json| {
        let document: Document = serde_json::from_slice(&json).map_err(|_| Failure::Died)?;
        if document.is_sound() { Ok(document) } else { Err(Failure::Died) }
    });
    made.unwrap_or_else(|failure| failed(kind, hints, failure))
}

/// What `program` writes of `bytes`.
pub(crate) fn run(
    program: &Path,
    bytes: &[u8],
    hints: Hints<'_>,
    wall: Duration,
) -> Result<Vec<u8>, Failure> {
    if bytes.len() > limits::INPUT {
        return Err(Failure::TooLarge);
    }
    let mut child = start(program, hints).map_err(|_| Failure::Died)?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let (sender, receiver) = mpsc::channel();
    let result = thread::scope(|scope| {
        scope.spawn(move || {
            // A child that has seen enough does not read to the end.
            let _ = input.map(|mut input| input.write_all(bytes));
        });
        scope.spawn(move || {
            let mut written = Vec::new();
            let read = output.map(|output| output.take(limits::OUTPUT + 1).read_to_end(&mut written));
            let whole = matches!(read, Some(Ok(_))) && written.len() as u64 <= limits::OUTPUT;
            // The other side may have lost its patience.
            let _ = sender.send(whole.then_some(written));
        });
        let result = match receiver.recv_timeout(wall) {
            Ok(Some(written)) => Ok(written),
            Ok(None) => Err(Failure::Died),
            Err(_) => Err(Failure::TooSlow),
        };
        if result.is_err() {
            // Its pipes close with it, so that both threads end.
            let _ = child.kill();
        }
        result
    });
    match (result, ended(&mut child)) {
        (Ok(written), true) => Ok(written),
        (Ok(_), false) => Err(Failure::Died),
        (Err(failure), _) => Err(failure),
    }
}

/// Whether the child came to a good end.
fn ended(child: &mut Child) -> bool {
    child.wait().is_ok_and(|status| status.success())
}

/// Starts the child with nothing of this process's environment: it may hold secrets.
fn start(program: &Path, hints: Hints<'_>) -> std::io::Result<Child> {
    let mut command = Command::new(program);
    command.arg("decode").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let plain = |value: &str| value.replace('\0', "");
    command.args(hints.content_type.map(|value| format!("--content-type={}", plain(value))));
    command.args(hints.name.map(|value| format!("--name={}", plain(last_part(value)))));
    if cfg!(unix) {
        command.env_clear();
    }
    command.spawn()
}

/// The last part of a path or address: all processes' arguments stand open, and an address may hold a token.
fn last_part(name: &str) -> &str {
    let path = if name.contains("://") { name.split(['?', '#']).next().unwrap_or(name) } else { name };
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    /// A program that does what `script` says.
    fn program(folder: &tempfile::TempDir, script: &str) -> std::path::PathBuf {
        let path = folder.path().join("program");
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    fn of(script: &str, wall: Duration) -> Result<Vec<u8>, Failure> {
        let folder = tempfile::tempdir().unwrap();
        run(&program(&folder, script), &vec![b'x'; 1 << 20], Hints::default(), wall)
    }

    #[test]
    fn a_child_is_told_no_token() {
        assert_eq!(last_part("https://www.example.com/a/b.pdf?token=1/2#x"), "b.pdf");
        assert_eq!(last_part("a.zip/b/第2報?.pdf"), "第2報?.pdf");
        assert_eq!(last_part("b.pdf"), "b.pdf");
    }

    #[test]
    fn a_child_that_fails_is_a_failure_and_nothing_else() {
        let patience = Duration::from_secs(20);
        assert_eq!(of("cat >/dev/null; echo '{}'", patience), Ok(b"{}\n".to_vec()));
        // It may answer without having read all.
        assert_eq!(of("echo '{}'", patience), Ok(b"{}\n".to_vec()));
        assert_eq!(of("exit 3", patience), Err(Failure::Died));
        assert_eq!(of("kill -9 $$", patience), Err(Failure::Died));
        assert_eq!(of("exec sleep 60", Duration::from_millis(200)), Err(Failure::TooSlow));
        let missing = run(Path::new("/no/such/program"), b"x", Hints::default(), patience);
        assert_eq!(missing, Err(Failure::Died));
    }

    #[test]
    fn what_is_no_document_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let made = |json: &str| {
            let program = program(&folder, &format!("cat >/dev/null; echo '{json}'"));
            document(&program, b"%PDF-1.7", Hints::default(), Kind::Pdf)
        };
        for json in ["", "[]", "{\"text\":\"a\"}"] {
            assert_eq!(made(json).warnings[0].code, "decoder_failed", "{json}");
        }
        let ends_beyond = serde_json::to_string(&Document {
            text: "a".to_owned(),
            blocks: vec![jikenbo_model::Block {
                kind: jikenbo_model::BlockKind::Paragraph,
                span: jikenbo_model::Span::new(0, 9),
                place: None,
            }],
            ..Document::default()
        });
        assert_eq!(made(&ends_beyond.unwrap()).warnings[0].code, "decoder_failed");
    }
}
