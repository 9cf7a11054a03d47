//! Messages of the debugging protocol: JSON, each with a NUL behind it, through two pipes.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{ChildStdin, ChildStdout};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
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
/// Messages that wait to be looked at, and their bytes: one more is read when they are fewer.
const AHEAD: usize = 64;
const WAITING: usize = 32 << 20;

/// The two pipes.
pub(super) struct Pipe {
    input: ChildStdin,
    messages: Messages,
    count: u64,
}

/// The messages that wait. They are taken apart only when they are looked at: as values they are many times as large.
struct Messages {
    come: Receiver<Vec<u8>>,
    weight: Arc<Weight>,
}

/// Bytes of what waits; `None` where nobody looks any more.
struct Weight {
    bytes: Mutex<Option<usize>>,
    changed: Condvar,
}

impl Weight {
    fn lock(&self) -> MutexGuard<'_, Option<usize>> {
        self.bytes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until there is room; whether anybody still looks.
    fn has_room(&self) -> bool {
        let is_full = |bytes: &mut Option<usize>| bytes.is_some_and(|bytes| bytes > WAITING);
        let waited = self.changed.wait_while(self.lock(), is_full);
        waited.unwrap_or_else(PoisonError::into_inner).is_some()
    }

    fn change(&self, by: impl Fn(usize) -> usize) {
        let mut bytes = self.lock();
        *bytes = bytes.map(by);
        drop(bytes);
        self.changed.notify_all();
    }
}

impl Messages {
    /// Reads on by itself.
    fn of(output: impl Read + Send + 'static) -> Self {
        let weight = Arc::new(Weight { bytes: Mutex::new(Some(0)), changed: Condvar::new() });
        let (sender, come) = sync_channel::<Vec<u8>>(AHEAD);
        let shared = Arc::clone(&weight);
        thread::spawn(move || {
            let mut output = BufReader::with_capacity(256 << 10, output);
            while shared.has_room() {
                let Some(message) = message(&mut output) else { return };
                shared.change(|bytes| bytes.saturating_add(message.len()));
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Self { come, weight }
    }

    fn next(&self, wait: Duration) -> Result<Value, RecvTimeoutError> {
        let message = self.come.recv_timeout(wait)?;
        self.weight.change(|bytes| bytes.saturating_sub(message.len()));
        serde_json::from_slice(&message).map_err(|_| RecvTimeoutError::Disconnected)
    }
}

impl Drop for Messages {
    fn drop(&mut self) {
        *self.weight.lock() = None;
        self.weight.changed.notify_all();
    }
}

impl Pipe {
    pub(super) fn new(input: ChildStdin, output: ChildStdout) -> Self {
        Self { input, messages: Messages::of(output), count: 0 }
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
        match self.messages.next(wait) {
            Ok(message) => Ok(Some(message)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(Fault::Gone),
        }
    }
}

fn message(output: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    output.take(LONGEST).read_until(0, &mut bytes).ok()?;
    (bytes.pop() == Some(0)).then_some(bytes)
}

/// The browser is a process outside, whose time no clock of a test can make pass.
#[allow(clippy::disallowed_methods)]
pub(super) fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

    use super::*;

    #[test]
    fn messages_end_in_nul() {
        let mut bytes: &[u8] = b"{\"id\":1}\0{\"id\":2}\0{\"id\":";
        assert_eq!(message(&mut bytes), Some(b"{\"id\":1}".to_vec()));
        assert_eq!(message(&mut bytes), Some(b"{\"id\":2}".to_vec()));
        assert_eq!(message(&mut bytes), None);
    }

    /// Messages of 4 MB without end, and how many bytes were read of them.
    struct Endless(Arc<AtomicUsize>);

    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let long = (4 << 20) - 1;
            for byte in buffer.iter_mut() {
                let at = self.0.fetch_add(1, Relaxed) % (long + 1);
                *byte = if at == long { 0 } else { b'1' };
            }
            Ok(buffer.len())
        }
    }

    #[test]
    fn no_more_is_read_than_may_wait() {
        let read = Arc::new(AtomicUsize::new(0));
        let messages = Messages::of(Endless(Arc::clone(&read)));
        // Until nothing more is read: 9 messages and what the buffer holds.
        let mut before = usize::MAX;
        while before != read.load(Relaxed) {
            before = read.load(Relaxed);
            thread::sleep(Duration::from_millis(200));
        }
        assert!((WAITING..WAITING + (9 << 20)).contains(&before), "{before}");
        // What is looked at makes room.
        let _ = messages.next(Duration::from_secs(10));
        let _ = messages.next(Duration::from_secs(10));
        let begun = now();
        while read.load(Relaxed) == before && now() < begun + Duration::from_secs(10) {
            thread::sleep(Duration::from_millis(20));
        }
        assert!(read.load(Relaxed) > before);
    }
}
