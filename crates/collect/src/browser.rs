//! Captures by a browser: what a page shows once its scripts have run.
//!
//! Headless Chromium is driven over its debugging protocol. A small client of our own does it: some twenty methods are
//! needed, and the client that knows all of them (chromiumoxide) builds longer than the rest of the program and brings an
//! asynchronous runtime. It talks through two pipes (`--remote-debugging-pipe`) rather than a WebSocket, so that no port
//! stands open by which others on this machine, or the page itself, could drive the browser.
//!
//! **No way in**: the browser reaches nothing by itself. All it asks for goes through a proxy of ours, which judges each
//! connection as [`guard`](crate::guard) does, whoever asks: an address that leads on, a script, a frame, a WebSocket.
//! Bounded are time, requests, bytes, height, and how often the page leads on; at the end the browser and its children are
//! killed and their folder is removed.
//!
//! Start reading at [`capture`].

mod captured;
mod head;
mod launch;
mod log;
mod pipe;
mod print;
mod proxy;

mod steps;
mod tab;
mod take;

use std::path::PathBuf;
use std::time::Duration;

pub use captured::{Captured, Certificate, Cut, Picture, Refusal, Request};
pub use launch::{NAMES, find};
pub use print::{pictures, print};
pub use steps::capture;

/// The browser, and what a capture by it is bounded by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Browser {
    /// The program.
    pub program: PathBuf,
    /// The bounds.
    pub bounds: Bounds,
}

/// What a capture is bounded by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// For all of it, from the browser's start to its end.
    pub time: Duration,
    /// Until the page says that it is loaded; then what is there is taken.
    pub load: Duration,
    /// How long a loaded page may go on asking for more.
    pub settle: Duration,
    /// Requests, sockets of scripts with them; those beyond are refused. Connections are twice as many: browsers open some
    /// ahead.
    pub requests: usize,
    /// Bytes over the wire, either way; then connections are cut.
    pub bytes: u64,
    /// Bytes of the final page, and of its picture.
    pub page: usize,
    /// Height of the picture in pixels.
    pub height: u32,
}

impl Default for Bounds {
    /// Release pages with video players and tag managers were done within 10 seconds, 300 requests and 20 MB; Chromium's
    /// own pictures end at 16,384 pixels.
    fn default() -> Self {
        Self {
            time: Duration::from_secs(90),
            load: Duration::from_secs(30),
            settle: Duration::from_secs(5),
            requests: 1_000,
            bytes: 64 << 20,
            page: 32 << 20,
            height: 16_384,
        }
    }
}
