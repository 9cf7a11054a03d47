//! One request and its answer.

use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError};

use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{Connector, RustlsConnector, TcpConnector};
use ureq::{Agent, config::Config};
use url::Url;

use super::resolve::{Guard, Refused};
use super::wire::{Recorder, Wire};
use super::{Exchange, Known, Web};
use crate::Error;

/// Heads longer than this are no answer of a release's host.
const HEAD: usize = 64 << 10;
/// Read at once.
const PIECE: usize = 64 << 10;

/// Asks for `url` once. An answer that breaks off is given with what came of it.
pub(super) fn exchange(web: &Web<'_>, url: &Url, known: &Known) -> Result<Exchange, Error> {
    let wire = Arc::new(Mutex::new(Wire::default()));
    let at = web.clock.now();
    let asked = ask(web, url, known, &wire);
    let Wire { sent, received } = std::mem::take(&mut *wire.lock().unwrap_or_else(PoisonError::into_inner));
    let exchange = Exchange::of(url.as_str(), at, sent, received);
    match (asked, exchange) {
        (Ok(()), Some(exchange)) => Ok(exchange),
        (Err(fault), Some(exchange)) if is_broken(&fault) => {
            Ok(Exchange { broken: Some(fault.to_string()), ..exchange })
        }
        (Err(fault), _) => Err(failed(web, url, fault)),
        (Ok(()), None) => Err(failed(web, url, ureq::Error::ConnectionFailed)),
    }
}

fn agent(web: &Web<'_>, wire: &Arc<Mutex<Wire>>) -> Agent {
    let config: Config = Agent::config_builder()
        .user_agent(&web.agent)
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        // A proxy would connect for us, past the guard.
        .proxy(None)
        .timeout_global(Some(web.limits.time))
        .max_response_header_size(HEAD)
        .max_idle_connections(0)
        .build();
    let connector =
        ().chain(TcpConnector::default()).chain(RustlsConnector::default()).chain(Recorder(Arc::clone(wire)));
    let guard = Guard { allowed: web.allowed.clone(), system: DefaultResolver::default() };
    Agent::with_parts(config, connector, guard)
}

/// Reads the answer to its end; the wire keeps it.
fn ask(web: &Web<'_>, url: &Url, known: &Known, wire: &Arc<Mutex<Wire>>) -> Result<(), ureq::Error> {
    let mut request = agent(web, wire)
        .get(url.as_str())
        .header("Accept", "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8")
        .header("Accept-Language", "ja, en;q=0.5")
        .header("Accept-Encoding", "gzip")
        .header("Connection", "close");
    if let Some(etag) = &known.etag {
        request = request.header("If-None-Match", etag);
    }
    if let Some(day) = &known.last_modified {
        request = request.header("If-Modified-Since", day);
    }
    let mut answer = request.call()?;
    // One byte beyond the bound tells that there is more.
    let mut body = answer.body_mut().with_config().limit(web.limits.bytes.saturating_add(1)).reader();
    let mut piece = vec![0; PIECE];
    while body.read(&mut piece)? > 0 {}
    Ok(())
}

/// Whether an answer breaks off by `fault`, so that what came before is one all the same.
fn is_broken(fault: &ureq::Error) -> bool {
    !matches!(fault, ureq::Error::BodyExceedsLimit(_) | ureq::Error::Other(_)) && !is_too_large(fault)
}

/// The reader wraps its faults.
fn is_too_large(fault: &ureq::Error) -> bool {
    match fault {
        ureq::Error::BodyExceedsLimit(_) => true,
        ureq::Error::Io(inner) => {
            let inner = inner.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>());
            inner.is_some_and(is_too_large)
        }
        _ => false,
    }
}

fn failed(web: &Web<'_>, url: &Url, fault: ureq::Error) -> Error {
    let url = url.to_string();
    if is_too_large(&fault) {
        return Error::TooLarge { url, most: web.limits.bytes };
    }
    match fault {
        ureq::Error::Other(inner) => match inner.downcast::<Refused>() {
            Ok(refused) => Error::Inside { host: refused.host, address: refused.address, why: refused.why },
            Err(source) => Error::Failed { url, source },
        },
        source => Error::Failed { url, source: Box::new(source) },
    }
}
