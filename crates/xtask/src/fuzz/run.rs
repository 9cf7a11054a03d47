//! One input through one target: did it panic, was it too slow?

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::targets::Target;

/// An input may take this long however short it is, and this much more a byte. Measured on the corpus with overflow
/// checks on two busy cores, the slowest target stays below a tenth of it.
const BASE: Duration = Duration::from_millis(100);
const PER_BYTE: Duration = Duration::from_nanos(20_000);
/// A slow input is run again: what the machine does once is no finding.
const TRIES: usize = 4;

static LAST_PANIC: Mutex<Option<Failure>> = Mutex::new(None);

/// Why an input is a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Where in the source it panicked, or `slow`: two failures of one place are one finding.
    pub place: String,
    /// What was said.
    pub what: String,
}

/// Lets panics be remembered rather than printed.
pub fn quieten_panics() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map_or_else(String::new, |at| format!("{}:{}", at.file(), at.line()));
        let payload = info.payload();
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let what =
            text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("no message").to_owned();
        if let Ok(mut last) = LAST_PANIC.lock() {
            *last = Some(Failure { place, what });
        }
    }));
}

/// Runs `input` through `target`.
pub fn run(target: &Target, input: &[u8]) -> Option<Failure> {
    let allowed = BASE + PER_BYTE * u32::try_from(input.len()).unwrap_or(u32::MAX);
    let mut fastest = Duration::MAX;
    for _ in 0..TRIES {
        let start = Clock::start();
        if panic::catch_unwind(AssertUnwindSafe(|| (target.run)(input))).is_err() {
            return Some(last_panic());
        }
        fastest = fastest.min(start.elapsed());
        if fastest <= allowed {
            return None;
        }
    }
    let what = format!("took {} ms for {} bytes", fastest.as_millis(), input.len());
    Some(Failure { place: "slow".to_owned(), what })
}

/// Measures how long this thread runs: what others do on the machine meanwhile is no fault of the input.
struct Clock {
    start: Instant,
    ran: Option<Duration>,
}

impl Clock {
    fn start() -> Self {
        Self { start: Instant::now(), ran: ran() }
    }

    /// The time that the thread had a processor, where the system tells (Linux); else the time that went by.
    fn elapsed(&self) -> Duration {
        let own = ran().zip(self.ran).map(|(now, then)| now.saturating_sub(then));
        own.unwrap_or_else(|| self.start.elapsed())
    }
}

/// How long this thread has had a processor, in `/proc/thread-self/schedstat` (proc(5)): the first figure, in nanoseconds.
fn ran() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

fn last_panic() -> Failure {
    let unknown = || Failure { place: "unknown".to_owned(), what: "panicked".to_owned() };
    LAST_PANIC.lock().ok().and_then(|mut last| last.take()).unwrap_or_else(unknown)
}
