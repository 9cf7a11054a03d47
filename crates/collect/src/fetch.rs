//! Fetching over HTTP/1.1 and HTTP/2: politely, within bounds, and never inside.
//!
//! What was exchanged is given back as it went over the wire (within TLS), so that it can be archived before anybody reads
//! it. The clock is the caller's, so that a test waits for nothing. [`fetch`] is for one address, [`crew`] for many.

mod connect;
mod cookies;
mod crew;
mod exchange;
mod failure;
mod follow;
pub(crate) mod head;
mod hosts;
mod http1;
mod http2;
mod journey;
mod once;
mod retry;
mod room;
mod service;
mod trust;
mod wire;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use connect::Lookup;
pub use crew::{Crew, crew};
pub use exchange::Exchange;
pub use failure::{Failure, Fault};
pub(crate) use follow::parsed;
pub use follow::{
    Fetched, fetch, fetch_file, host_of, is_asked_inside, leads_for_good, leads_to, may_ask, spelled,
};
use hosts::Hosts;
use room::Rooms;
pub use service::{Request, ask};
pub use trust::Authorities;
use trust::Trust;

/// Tells the time and waits.
pub trait Clock {
    /// The present moment.
    fn now(&self) -> Timestamp;
    /// Waits.
    fn sleep(&self, time: Duration);
}

/// What fetching is bounded by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of an answer's body as they come, with those of the answers that led to it.
    pub bytes: u64,
    /// For one request with its answer, however it comes.
    pub time: Duration,
    /// Without anything of a body coming.
    pub idle: Duration,
    /// How often an address may lead to another.
    pub redirects: usize,
    /// How often a request is made that fails for a while.
    pub tries: u32,
    /// Between two requests to a host that asks for nothing else.
    pub pause: Duration,
    /// The longest that is waited for a host, whatever it asks for.
    pub patience: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 32 << 20,
            time: Duration::from_secs(60),
            idle: Duration::from_secs(20),
            redirects: 10,
            tries: 3,
            pause: Duration::from_secs(1),
            patience: Duration::from_secs(120),
        }
    }
}

/// Who fetches, how, and what is known of the hosts that were asked.
pub struct Web<'a> {
    /// The value of `User-Agent`, which names who asks and whom to write to.
    pub agent: String,
    /// The bounds.
    pub limits: Limits,
    /// Hosts that may be asked though they lead inside.
    pub allowed: Vec<String>,
    clock: &'a (dyn Clock + Sync),
    hosts: Hosts,
    rooms: Arc<Rooms>,
    lookup: Lookup,
    trust: Trust,
}

impl<'a> Web<'a> {
    /// Nothing was asked yet.
    pub fn new(agent: String, clock: &'a (dyn Clock + Sync)) -> Self {
        Self {
            agent,
            limits: Limits::default(),
            allowed: Vec::new(),
            clock,
            hosts: Hosts::default(),
            rooms: Arc::default(),
            lookup: connect::system(),
            trust: Trust::default(),
        }
    }

    /// Believes these authorities beside Mozilla's.
    pub fn trust(&mut self, own: &Authorities) {
        self.trust = Trust::new(own.clone());
    }

    /// Waits.
    pub(crate) fn sleep(&self, time: Duration) {
        self.clock.sleep(time);
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Looks names up by `lookup` rather than as the system does; what it gives is judged all the same.
    pub fn look_up(
        &mut self,
        lookup: impl Fn(&str, u16) -> io::Result<Vec<SocketAddr>> + Send + Sync + 'static,
    ) {
        self.lookup = Arc::new(lookup);
    }
}

/// The `User-Agent` of a casebook: the program, the casebook's name and whom to write to. What is no ASCII is left out, as
/// headers are.
///
/// ```
/// use jikenbo_collect::fetch::user_agent;
/// let agent = user_agent("0.1.0", "casebook", Some("https://example.com/about"));
/// assert_eq!(agent, "jikenbo/0.1.0 (casebook; +https://example.com/about)");
/// ```
pub fn user_agent(version: &str, casebook: &str, contact: Option<&str>) -> String {
    let plain = |text: &str| -> String {
        let kept = text.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').filter(|c| !"();".contains(*c));
        kept.collect::<String>().trim().to_owned()
    };
    let contact =
        contact.map(plain).filter(|contact| !contact.is_empty()).map(|contact| format!("+{contact}"));
    let casebook = Some(plain(casebook)).filter(|name| !name.is_empty());
    let about: Vec<String> = [casebook, contact].into_iter().flatten().collect();
    if about.is_empty() {
        format!("jikenbo/{version}")
    } else {
        format!("jikenbo/{version} ({})", about.join("; "))
    }
}

/// What is known of an address from when it was fetched last: where nothing changed since, the server says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The address that it is known of, where that is not the one that is asked for but one that this leads to.
    pub url: Option<String>,
    /// Its `ETag`.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub last_modified: Option<String>,
}
