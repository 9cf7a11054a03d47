//! The bounds of a child that decodes a file.

use std::time::Duration;

/// No larger file is given to a child, in bytes.
pub(super) const INPUT: usize = 128 << 20;

/// Nor is more taken from it, in bytes.
pub(super) const OUTPUT: u64 = 256 << 20;

/// How long it may take by the clock on the wall. (A PDF of 100 pages of Japanese text takes a second or two.)
pub(super) const WALL: Duration = Duration::from_secs(90);

/// How much memory it may have, in bytes, and seconds of a processor.
#[cfg(unix)]
const MEMORY: u64 = 2 << 30;
#[cfg(unix)]
const SECONDS: u64 = 60;

/// Limits this process: memory, time of the processor, no file that is written, no image of the memory left behind. Where the
/// system has no such limits, the parent's patience and the bounds of the decoders are all.
#[cfg(unix)]
pub(super) fn limit() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let all = [(Resource::As, MEMORY), (Resource::Cpu, SECONDS), (Resource::Fsize, 0), (Resource::Core, 0)];
    for (resource, most) in all {
        // A limit that the system refuses (macOS knows none of memory) leaves the others.
        let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    }
}

/// Other systems have no such limits.
#[cfg(not(unix))]
pub(super) const fn limit() {}
