//! One request and its answer.

use std::io::{self, ErrorKind::InvalidData, ErrorKind::InvalidInput};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::Method;
use hyper::body::{Bytes, Incoming};
use hyper::header::HeaderValue;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::runtime;
use tokio::time::timeout;
use url::Url;

use super::connect::{Line, connect};
use super::failure::{Broke, Fault, chain};
use super::room::{LONG, Room};
use super::wire::{Tape, TooMuch};
use super::{Exchange, Failure, Known, Web, http1, http2};
use crate::Error;

/// Heads longer than this are no answer of a release's host.
pub(super) const HEAD: usize = 64 << 10;

/// What is asked for.
pub(super) struct Asking<'a> {
    pub(super) url: &'a Url,
    /// What is known of it.
    pub(super) known: Option<&'a Known>,
    /// The value of `Cookie`.
    pub(super) cookie: Option<String>,
    /// Bytes of the body that are taken.
    pub(super) bytes: u64,
    /// Further fields.
    pub(super) further: &'a [(&'static str, String)],
    /// What is sent along; then it is a `POST`.
    pub(super) body: Option<&'a [u8]>,
    /// Where many are asked at a time: the room that a long answer takes.
    pub(super) room: Option<&'a Mutex<Option<Room>>>,
}

impl Asking<'_> {
    pub(super) const fn method(&self) -> Method {
        if self.body.is_some() { Method::POST } else { Method::GET }
    }

    /// What is sent along, as a body.
    pub(super) fn full(&self) -> Full<Bytes> {
        self.body.map_or_else(Full::default, |body| Full::new(Bytes::copy_from_slice(body)))
    }
}

/// What came of asking: the answer, be it that it breaks off; or that there is none.
pub(super) type Asked = Result<Exchange, Box<Unanswered>>;

/// Why there is no answer, and what is to be kept of it.
pub(super) type Unanswered = (Error, Option<Failure>);

/// Asks once.
pub(super) fn exchange(web: &Web<'_>, asking: &Asking<'_>) -> Asked {
    let tape = Tape::default();
    let at = web.clock.now();
    let spoke = within(web.limits.time, speak(web, asking, &tape));
    let wire = std::mem::take(&mut *tape.lock());
    let url = asking.url.as_str();
    let request = wire.sent.clone();
    let start = wire.received.iter().take(Failure::RECEIVED).copied().collect();
    match (spoke, Exchange::of(url, at, wire)) {
        (Ok(()), Some(exchange)) => Ok(exchange),
        (Err(Broke::Fault(fault, source)), Some(exchange)) => {
            let broken = Some(chain(source.as_ref()));
            Ok(Exchange { broken, truncated: Some(fault.truncated()), ..exchange })
        }
        (spoke, _) => {
            let broke = spoke.err().unwrap_or_else(|| Broke::new(Fault::NotHttp, "no answer of HTTP"));
            let failure = match &broke {
                Broke::Fault(fault, source) => {
                    let (url, words) = (url.to_owned(), chain(source.as_ref()));
                    Some(Failure { url, at, fault: *fault, words, request, received: start, tries: 1 })
                }
                Broke::Inside { .. } => None,
            };
            Err(Box::new((broke.into_error(url), failure)))
        }
    }
}

/// Drives `work` to its end, at most so long.
fn within(time: Duration, work: impl Future<Output = Result<(), Broke>>) -> Result<(), Broke> {
    let runtime = runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|source| Broke::new(Fault::Other, source))?;
    let done = runtime.block_on(async { timeout(time, work).await });
    done.unwrap_or_else(|elapsed| Err(Broke::new(Fault::TimedOut, elapsed)))
}

/// Reads the answer to its end; the tape keeps it.
async fn speak(web: &Web<'_>, asking: &Asking<'_>, tape: &Tape) -> Result<(), Broke> {
    match connect(web, asking.url, tape).await? {
        Line::Plain(stream) => one(web, asking, stream, tape).await,
        Line::One(stream) => one(web, asking, *stream, tape).await,
        Line::Two(stream) => {
            tape.lock().protocols.insert(0, "h2");
            http2::ask(web, asking, *stream, tape).await
        }
    }
}

async fn one<S>(web: &Web<'_>, asking: &Asking<'_>, stream: S, tape: &Tape) -> Result<(), Broke>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    tape.lock().protocols.insert(0, "http/1.1");
    http1::ask(web, asking, stream, tape).await
}

/// The fields that every request has, in order.
pub(super) fn fields(web: &Web<'_>, asking: &Asking<'_>) -> Result<Vec<(&'static str, HeaderValue)>, Broke> {
    let agent = HeaderValue::from_str(&web.agent).map_err(|source| Broke::new(Fault::Other, source))?;
    let mut fields = vec![
        ("user-agent", agent),
        (
            "accept",
            HeaderValue::from_static("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8"),
        ),
        ("accept-language", HeaderValue::from_static("ja, en;q=0.5")),
        ("accept-encoding", HeaderValue::from_static("gzip, deflate")),
    ];
    let known = asking.known;
    let further = [
        ("if-none-match", known.and_then(|known| known.etag.as_deref())),
        ("if-modified-since", known.and_then(|known| known.last_modified.as_deref())),
        ("cookie", asking.cookie.as_deref()),
    ];
    for (name, value) in asking.further {
        let value = HeaderValue::from_str(value).map_err(|source| Broke::new(Fault::Other, source))?;
        fields.retain(|(own, _)| own != name);
        fields.push((name, value));
    }
    // What a server once said of itself and cannot be said to it is left out.
    let further = further.into_iter().filter_map(|(name, value)| Some((name, value?.parse().ok()?)));
    fields.extend(further);
    Ok(fields)
}

/// Reads a body to its end and hands its pieces on.
pub(super) async fn read(
    web: &Web<'_>,
    asking: &Asking<'_>,
    mut body: Incoming,
    mut each: impl FnMut(&[u8]),
) -> Result<(), Broke> {
    let (mut left, mut come) = (asking.bytes, 0);
    loop {
        let frame = timeout(web.limits.idle, body.frame()).await;
        let frame = frame.map_err(|elapsed| Broke::new(Fault::TimedOut, elapsed))?;
        let Some(frame) = frame else { return Ok(()) };
        let frame = frame.map_err(broke)?;
        let Some(data) = frame.data_ref() else { continue };
        let taken = data.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        each(data.get(..taken).unwrap_or_default());
        left -= taken as u64;
        come += taken;
        if let Some(room) = asking.room.filter(|_| come > LONG) {
            let mut room = room.lock().unwrap_or_else(PoisonError::into_inner);
            room.get_or_insert_with(|| Room::take(&web.rooms));
        }
        if taken < data.len() {
            return Err(Broke::new(Fault::TooLong, format!("more than {} bytes", asking.bytes)));
        }
    }
}

/// What a fault of the protocol is.
pub(super) fn broke(error: hyper::Error) -> Broke {
    let inner = std::error::Error::source(&error).and_then(|source| source.downcast_ref::<io::Error>());
    // Chunks that are none.
    let is_wrong = inner.is_some_and(|inner| matches!(inner.kind(), InvalidData | InvalidInput));
    let is_much = inner.and_then(io::Error::get_ref).is_some_and(|inner| inner.is::<TooMuch>());
    let fault = if is_much {
        Fault::TooLong
    } else if error.is_parse() || is_wrong {
        Fault::NotHttp
    } else if error.is_timeout() {
        Fault::TimedOut
    } else {
        Fault::BrokeOff
    };
    Broke::new(fault, error)
}
