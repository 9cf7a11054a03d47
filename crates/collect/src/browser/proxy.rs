//! The only way out for the browser: a proxy on this machine that connects to nothing inside.
//!
//! A name is looked up here and judged here, and what was judged is what is connected to, so that neither an address that
//! leads on nor a name that changes where it leads is a way in. Each connection takes one request.

mod plain;
mod relay;

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream, ToSocketAddrs};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::Refusal;
use crate::guard::{inside, is_allowed, own};

/// For one way to a host.
const CONNECT: Duration = Duration::from_secs(10);
/// A connection on which nothing comes for so long is given up.
const SILENCE: Duration = Duration::from_secs(60);
/// Connections at a time; Chromium itself makes 32 to a proxy.
const CONNECTIONS: usize = 256;
/// Different hosts that are remembered.
const HOSTS: usize = 1_000;

/// A proxy that stands until it is dropped.
pub(super) struct Proxy {
    /// Its port on 127.0.0.1.
    pub(super) port: u16,
    shared: Arc<Shared>,
}

/// What the proxy saw.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// Hosts that lead inside.
    pub(super) refused: Vec<Refusal>,
    /// Hosts and where they were connected to.
    pub(super) connected: BTreeMap<String, IpAddr>,
}

struct Shared {
    allowed: Vec<String>,
    most: u64,
    came: AtomicU64,
    /// Connections that may yet be taken.
    left: AtomicUsize,
    open: AtomicUsize,
    is_over: AtomicBool,
    seen: Mutex<Seen>,
    streams: Mutex<Vec<TcpStream>>,
}

/// Why a host is not connected to.
enum NoWay {
    Inside(Refusal),
    Failed,
}

impl Proxy {
    /// Begins to listen. At most `most` bytes may go through it, either way, over so many `connections`.
    pub(super) fn start(allowed: Vec<String>, most: u64, connections: usize) -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        let shared = Arc::new(Shared {
            allowed,
            most,
            came: AtomicU64::new(0),
            left: AtomicUsize::new(connections),
            open: AtomicUsize::new(0),
            is_over: AtomicBool::new(false),
            seen: Mutex::default(),
            streams: Mutex::default(),
        });
        let own = Arc::clone(&shared);
        thread::spawn(move || listen(&listener, &own));
        Ok(Self { port, shared })
    }

    /// What it saw so far.
    pub(super) fn seen(&self) -> Seen {
        locked(&self.shared.seen).clone()
    }

    /// Whether more was to come than may.
    pub(super) fn is_cut(&self) -> bool {
        self.shared.came.load(Ordering::Relaxed) > self.shared.most
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.shared.is_over.store(true, Ordering::Relaxed);
        for stream in locked(&self.shared.streams).drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
        // Wakes who listens.
        let own = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let _ = TcpStream::connect_timeout(&own, CONNECT);
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn listen(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if shared.is_over.load(Ordering::Relaxed) {
            return;
        }
        let Ok(stream) = stream else { continue };
        // Sockets of scripts are asked for by no request that could be refused elsewhere.
        if !shared.has_left() {
            continue;
        }
        if shared.open.fetch_add(1, Ordering::Relaxed) >= CONNECTIONS || shared.keep(&stream).is_err() {
            shared.open.fetch_sub(1, Ordering::Relaxed);
            continue;
        }
        let shared = Arc::clone(shared);
        thread::spawn(move || {
            // Whatever fails ends the connection, which is all that the browser needs to know.
            let end = stream.try_clone();
            let _ = relay::serve(stream, &shared);
            // Others hold it too, so that letting go of it would not end it.
            let _ = end.and_then(|stream| stream.shutdown(Shutdown::Both));
            shared.open.fetch_sub(1, Ordering::Relaxed);
        });
    }
}

impl Shared {
    /// So that it can be ended from outside.
    fn keep(&self, stream: &TcpStream) -> std::io::Result<()> {
        stream.set_read_timeout(Some(SILENCE))?;
        stream.set_write_timeout(Some(SILENCE))?;
        let mut streams = locked(&self.streams);
        streams.retain(|stream| stream.peer_addr().is_ok());
        streams.push(stream.try_clone()?);
        Ok(())
    }

    /// Connects to `host`, unless it leads inside.
    fn connect(&self, host: &str, port: u16) -> Result<TcpStream, NoWay> {
        let bare = host.trim_matches(['[', ']']);
        let found = (bare, port).to_socket_addrs().map_err(|_| NoWay::Failed)?;
        let places: Vec<SocketAddr> = found.collect();
        if !is_allowed(host, &self.allowed) {
            // One way inside among others is enough: a name of the public web has none.
            let refused = |place: &SocketAddr| Some((place.ip(), inside(place.ip())?.name()));
            if let Some((address, why)) = places.iter().find_map(refused) {
                return Err(NoWay::Inside(Refusal { host: host.to_owned(), address, why }));
            }
        }
        let stream = places.iter().find_map(|place| TcpStream::connect_timeout(place, CONNECT).ok());
        let stream = stream.ok_or(NoWay::Failed)?;
        self.judge_way(host, &stream)?;
        self.keep(&stream).map_err(|_| NoWay::Failed)?;
        Ok(stream)
    }

    /// Judges a connection before anything is sent over it: whether it leads back to where it comes from.
    fn judge_way(&self, host: &str, stream: &TcpStream) -> Result<(), NoWay> {
        let ends = stream.local_addr().and_then(|local| Ok((local.ip(), stream.peer_addr()?.ip())));
        let (local, address) = ends.map_err(|_| NoWay::Failed)?;
        match own(local, address) {
            Some(why) if !is_allowed(host, &self.allowed) => {
                Err(NoWay::Inside(Refusal { host: host.to_owned(), address, why: why.name() }))
            }
            _ => Ok(()),
        }
    }

    /// [`connect`](Self::connect), noted.
    fn reach(&self, host: &str, port: u16) -> std::io::Result<TcpStream> {
        let way = self.connect(host, port);
        let mut seen = locked(&self.seen);
        match way {
            Ok(stream) => {
                if let (Ok(peer), true) = (stream.peer_addr(), seen.connected.len() < HOSTS) {
                    seen.connected.insert(host.to_ascii_lowercase(), peer.ip());
                }
                Ok(stream)
            }
            Err(NoWay::Inside(refusal)) => {
                if seen.refused.len() < HOSTS && !seen.refused.contains(&refusal) {
                    seen.refused.push(refusal);
                }
                Err(std::io::ErrorKind::PermissionDenied.into())
            }
            Err(NoWay::Failed) => Err(std::io::ErrorKind::NotConnected.into()),
        }
    }

    /// Whether another connection may be taken, which then counts.
    fn has_left(&self) -> bool {
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok()
    }

    /// Counts what came or went; whether it may still pass.
    fn may_pass(&self, bytes: usize) -> bool {
        let before = self.came.fetch_add(bytes as u64, Ordering::Relaxed);
        before.saturating_add(bytes as u64) <= self.most && !self.is_over.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods)]
mod tests {
    use std::io::{Read, Write};

    use super::*;

    #[test]
    fn a_connection_that_leads_back_is_no_way_out() {
        let proxy = Proxy::start(vec!["allowed.example.com".to_owned()], 1_000, 10).unwrap();
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, proxy.port)).unwrap();
        // As if the names led to a public address, that of this machine.
        let judged = proxy.shared.judge_way("www.example.com", &stream);
        assert!(matches!(judged, Err(NoWay::Inside(refusal)) if refusal.host == "www.example.com"));
        assert!(proxy.shared.judge_way("allowed.example.com", &stream).is_ok());
    }

    /// Asks the proxy for a tunnel to `port` of this machine.
    fn tunnel(proxy: &Proxy, port: u16) -> TcpStream {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, proxy.port)).unwrap();
        stream.set_read_timeout(Some(CONNECT)).unwrap();
        // Who sends into a connection that is cut may wait for as long as nobody closes it.
        stream.set_write_timeout(Some(Duration::from_secs(1))).unwrap();
        let asked = format!("CONNECT 127.0.0.1:{port} HTTP/1.1\r\n\r\n");
        let _ = stream.write_all(asked.as_bytes());
        stream
    }

    #[test]
    fn what_is_sent_counts_and_so_do_connections() {
        let host = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = host.local_addr().unwrap().port();
        let proxy = Proxy::start(vec!["127.0.0.1".to_owned()], 100_000, 1).unwrap();
        let mut browser = tunnel(&proxy, port);
        let (mut host, _) = host.accept().unwrap();
        let sending = thread::spawn(move || while browser.write_all(&[b'x'; 10_000]).is_ok() {});
        let mut got = Vec::new();
        let _ = host.read_to_end(&mut got);
        sending.join().unwrap();
        assert!(got.len() <= 100_000 && proxy.is_cut(), "{}", got.len());
        // No other connection is taken.
        let ended = tunnel(&proxy, port).read(&mut [0; 1]);
        assert!(!matches!(ended, Ok(1..)), "{ended:?}");
    }
}
