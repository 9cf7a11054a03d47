//! HTTP/2. There is no head in words on its wire: it is written as in HTTP/1.1, with the true fields, as archives do
//! (with `WARC-Protocol: h2`); bodies are as they came.

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http2;
use hyper::{HeaderMap, Request, Response, Version};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::io::{AsyncRead, AsyncWrite};
use url::Position;

use super::Web;
use super::failure::{Broke, Fault};
use super::once::{Asking, HEAD, broke, fields, read};
use super::wire::Tape;

/// Asks, and reads the answer to its end.
pub(super) async fn ask<S>(web: &Web<'_>, asking: &Asking<'_>, stream: S, tape: &Tape) -> Result<(), Broke>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let mut builder = http2::Builder::new(TokioExecutor::new());
    builder.max_header_list_size(u32::try_from(HEAD).unwrap_or(u32::MAX));
    let (mut sender, connection) = builder.handshake(TokioIo::new(stream)).await.map_err(broke)?;
    // Its end is told where the answer is read.
    tokio::spawn(connection);
    let request = request(web, asking)?;
    tape.lock().sent = asked(asking, request.headers());
    let answer = sender.send_request(request).await.map_err(broke)?;
    tape.lock().received = head(&answer);
    read(web, asking, answer.into_body(), |data| tape.lock().received.extend_from_slice(data)).await
}

fn request(web: &Web<'_>, asking: &Asking<'_>) -> Result<Request<Full<Bytes>>, Broke> {
    let url = asking.url;
    // Without a name and password before the host.
    let place = format!("https://{}", &url[Position::BeforeHost..Position::AfterQuery]);
    let mut request = Request::builder().method(asking.method()).version(Version::HTTP_2).uri(place);
    for (name, value) in fields(web, asking)? {
        request = request.header(name, value);
    }
    request.body(asking.full()).map_err(|source| Broke::new(Fault::Other, source))
}

/// The request as HTTP/1.1 would have it.
fn asked(asking: &Asking<'_>, fields: &HeaderMap) -> Vec<u8> {
    let url = asking.url;
    let path = &url[Position::BeforePath..Position::AfterQuery];
    let host = &url[Position::BeforeHost..Position::AfterPort];
    let mut head = format!("{} {path} HTTP/1.1\r\nhost: {host}\r\n", asking.method()).into_bytes();
    write(fields, &mut head);
    head.extend_from_slice(asking.body.unwrap_or_default());
    head
}

/// The answer's head as HTTP/1.1 would have it.
fn head(answer: &Response<Incoming>) -> Vec<u8> {
    let status = answer.status();
    let reason = status.canonical_reason().unwrap_or_default();
    let mut head = format!("HTTP/1.1 {} {reason}\r\n", status.as_u16()).into_bytes();
    write(answer.headers(), &mut head);
    head
}

fn write(fields: &HeaderMap, head: &mut Vec<u8>) {
    for (name, value) in fields {
        head.extend_from_slice(name.as_str().as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(value.as_bytes());
        head.extend_from_slice(b"\r\n");
    }
    head.extend_from_slice(b"\r\n");
}
