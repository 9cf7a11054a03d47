//! From an address to a connection: the name is looked up, what it leads to is judged, and only that is connected to.

use std::io;
use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::ServerName;
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use url::{Host, Url};

use super::Web;
use super::failure::{Broke, Fault};
use super::wire::Tape;
use crate::guard::{inside, is_allowed, own};

/// Looks a host's name up: the addresses that it leads to, with the port.
pub(super) type Lookup = Arc<dyn Fn(&str, u16) -> io::Result<Vec<SocketAddr>> + Send + Sync>;

/// As the system does it.
pub(super) fn system() -> Lookup {
    Arc::new(|host, port| Ok((host, port).to_socket_addrs()?.collect()))
}

/// One of several addresses of a host is given up after so long: a host that is there answers within three.
const PATIENCE: Duration = Duration::from_secs(10);

/// A connection.
pub(super) enum Line {
    /// Not encrypted.
    Plain(TcpStream),
    /// Encrypted, for HTTP/1.1.
    One(Box<TlsStream<TcpStream>>),
    /// Encrypted, for HTTP/2.
    Two(Box<TlsStream<TcpStream>>),
}

/// Connects to the host of `url`.
pub(super) async fn connect(web: &Web<'_>, url: &Url, tape: &Tape) -> Result<Line, Broke> {
    let host = url.host().ok_or_else(|| Broke::new(Fault::Other, "an address without a host"))?;
    let port = url.port_or_known_default().unwrap_or(80);
    let addresses = addresses(web, &host, port).await?;
    judge(web, &host, &addresses)?;
    let stream = first(&addresses).await?;
    judge_way(web, &host, &stream)?;
    tape.lock().peer = stream.peer_addr().ok().map(|peer| peer.ip());
    // What is sent is one piece; nothing is to be waited for.
    let _ = stream.set_nodelay(true);
    if url.scheme() == "https" { encrypted(web, &host, stream, tape).await } else { Ok(Line::Plain(stream)) }
}

async fn addresses(web: &Web<'_>, host: &Host<&str>, port: u16) -> Result<Vec<SocketAddr>, Broke> {
    let name = match host {
        Host::Ipv4(address) => return Ok(vec![SocketAddr::new((*address).into(), port)]),
        Host::Ipv6(address) => return Ok(vec![SocketAddr::new((*address).into(), port)]),
        Host::Domain(name) => (*name).to_owned(),
    };
    let (sender, receiver) = oneshot::channel();
    let lookup = Arc::clone(&web.lookup);
    // A look-up cannot be interrupted: in a thread of its own it outlives us where it must.
    std::thread::spawn(move || {
        let _ = sender.send(lookup(&name, port));
    });
    let found = receiver.await.map_err(|gone| Broke::new(Fault::NoSuchHost, gone))?;
    let found = found.map_err(|source| Broke::new(Fault::NoSuchHost, source))?;
    if found.is_empty() { Err(Broke::new(Fault::NoSuchHost, "the name has no address")) } else { Ok(found) }
}

/// One way inside among others is enough: a name of the public web has none.
fn judge(web: &Web<'_>, host: &Host<&str>, addresses: &[SocketAddr]) -> Result<(), Broke> {
    let host = host.to_string();
    if is_allowed(&host, &web.allowed) {
        return Ok(());
    }
    let found = addresses.iter().find_map(|address| Some((address.ip(), inside(address.ip())?)));
    match found {
        Some((address, why)) => {
            let host = host.trim_matches(['[', ']']).to_owned();
            Err(Broke::Inside { host, address, why })
        }
        None => Ok(()),
    }
}

/// Judges a connection before anything is sent over it: whether it leads back to where it comes from.
fn judge_way(web: &Web<'_>, host: &Host<&str>, stream: &TcpStream) -> Result<(), Broke> {
    let ends = stream.local_addr().and_then(|local| Ok((local.ip(), stream.peer_addr()?.ip())));
    let (local, address) = ends.map_err(|source| Broke::new(Fault::BrokeOff, source))?;
    let host = host.to_string();
    match own(local, address) {
        Some(why) if !is_allowed(&host, &web.allowed) => {
            let host = host.trim_matches(['[', ']']).to_owned();
            Err(Broke::Inside { host, address, why })
        }
        _ => Ok(()),
    }
}

/// The first address that takes a connection.
async fn first(addresses: &[SocketAddr]) -> Result<TcpStream, Broke> {
    let mut last = Broke::new(Fault::NoConnection, "the name has no address");
    for address in addresses {
        match timeout(PATIENCE, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(source)) => last = Broke::new(Fault::NoConnection, source),
            Err(elapsed) => last = Broke::new(Fault::TimedOut, elapsed),
        }
    }
    Err(last)
}

async fn encrypted(web: &Web<'_>, host: &Host<&str>, stream: TcpStream, tape: &Tape) -> Result<Line, Broke> {
    let name = match host {
        Host::Ipv4(address) => ServerName::from(std::net::IpAddr::from(*address)),
        Host::Ipv6(address) => ServerName::from(std::net::IpAddr::from(*address)),
        Host::Domain(name) => ServerName::try_from((*name).trim_end_matches('.').to_owned())
            .map_err(|source| Broke::new(Fault::Tls, source))?,
    };
    let connector = TlsConnector::from(web.trust.config()?);
    let stream = connector.connect(name, stream).await.map_err(|source| Broke::new(Fault::Tls, source))?;
    let session = stream.get_ref().1;
    let is_two = session.alpn_protocol() == Some(b"h2");
    let version = match session.protocol_version() {
        Some(rustls::ProtocolVersion::TLSv1_2) => "tls/1.2",
        _ => "tls/1.3",
    };
    tape.lock().protocols.push(version);
    Ok(if is_two { Line::Two(Box::new(stream)) } else { Line::One(Box::new(stream)) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch::Clock;

    struct Still;

    impl Clock for Still {
        fn now(&self) -> jiff::Timestamp {
            jiff::Timestamp::UNIX_EPOCH
        }

        fn sleep(&self, _: Duration) {}
    }

    #[test]
    fn a_connection_that_leads_back_is_no_way_out() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let place = listener.local_addr().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let stream = runtime.block_on(TcpStream::connect(place)).unwrap();
        let mut web = Web::new(String::new(), &Still);
        // As if the name led to a public address, that of this machine.
        let host = Host::Domain("www.example.com");
        let judged = judge_way(&web, &host, &stream);
        assert!(
            matches!(&judged, Err(Broke::Inside { host, .. }) if host == "www.example.com"),
            "{judged:?}"
        );
        web.allowed.push("www.example.com".to_owned());
        assert!(judge_way(&web, &host, &stream).is_ok());
    }
}
