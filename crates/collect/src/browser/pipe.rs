//! Messages of the debugging protocol: JSON, each with a NUL behind it, through two pipes.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{ChildStdin, ChildStdout};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Why the browser does not do what it is told.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Fault {
    /// It ended.
    #[error("it ended")]
    Gone,
    /// It did not answer in time.
    #[error("it did not answer within the time it had")]
    Late,
    /// It refused.
    #[error("it refused `{method}`: {message}")]
    Refused { method: String, message: String },
}

/// The longest message that is read: a picture or a body in base64.
const LONGEST: u64 = 128 << 20;
/// Messages that wait to be looked at.
const AHEAD: usize = 64;

/// The two pipes.
pub(super) struct Pipe {
    input: ChildStdin,
    messages: Receiver<Value>,
    count: u64,
}

impl Pipe {
    pub(super) fn new(input: ChildStdin, output: ChildStdout) -> Self {
        let (sender, messages) = sync_channel(AHEAD);
        thread::spawn(move || {
            let mut output = BufReader::with_capacity(256 << 10, output);
            while let Some(message) = message(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Self { input, messages, count: 0 }
    }

    /// Sends a command, to a page's session where one is named; the number that its answer will bear.
    pub(super) fn post(&mut self, session: Option<&str>, method: &str, params: Value) -> Result<u64, Fault> {
        self.count += 1;
        let mut message = json!({"id": self.count, "method": method, "params": params});
        if let (Some(session), Some(object)) = (session, message.as_object_mut()) {
            object.insert("sessionId".to_owned(), session.into());
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        self.input.write_all(&bytes).and_then(|()| self.input.flush()).map_err(|_| Fault::Gone)?;
        Ok(self.count)
    }

    /// The next message; `None` where none came until then.
    pub(super) fn next(&mut self, until: Instant) -> Result<Option<Value>, Fault> {
        let wait = until.saturating_duration_since(now()).max(Duration::from_millis(1));
        match self.messages.recv_timeout(wait) {
            Ok(message) => Ok(Some(message)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(Fault::Gone),
        }
    }
}

fn message(output: &mut impl BufRead) -> Option<Value> {
    let mut bytes = Vec::new();
    output.take(LONGEST).read_until(0, &mut bytes).ok()?;
    (bytes.pop() == Some(0)).then(|| serde_json::from_slice(&bytes).ok())?
}

/// The browser is a process outside, whose time no clock of a test can make pass.
#[allow(clippy::disallowed_methods)]
pub(super) fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_end_in_nul() {
        let mut bytes: &[u8] = b"{\"id\":1}\0{\"id\":2}\0{\"id\":";
        assert_eq!(message(&mut bytes), Some(json!({"id": 1})));
        assert_eq!(message(&mut bytes), Some(json!({"id": 2})));
        assert_eq!(message(&mut bytes), None);
    }
}
