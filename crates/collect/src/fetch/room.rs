//! Room for long answers: few of them are in memory at a time, however many hosts are asked.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// An answer with more bytes of body is long. (Pages of releases have 20 to 300 KB, most of their PDF less than this.)
pub(super) const LONG: usize = 1 << 20;

/// So many long answers are on their way, or wait to be taken, at a time.
const AT_ONCE: usize = 2;

/// The rooms of one who fetches.
#[derive(Debug, Default)]
pub(super) struct Rooms {
    taken: Mutex<usize>,
    changed: Condvar,
}

/// A room that is taken; free again when this is dropped.
#[derive(Debug)]
pub(super) struct Room(Arc<Rooms>);

impl Room {
    /// Takes a room; waits until one is free. Meanwhile nothing is read, and the server waits too.
    pub(super) fn take(rooms: &Arc<Rooms>) -> Self {
        let mut taken = rooms.taken.lock().unwrap_or_else(PoisonError::into_inner);
        while *taken >= AT_ONCE {
            taken = rooms.changed.wait(taken).unwrap_or_else(PoisonError::into_inner);
        }
        *taken += 1;
        drop(taken);
        Self(Arc::clone(rooms))
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        *self.0.taken.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        self.0.changed.notify_one();
    }
}
