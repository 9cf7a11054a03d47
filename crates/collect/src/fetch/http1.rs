//! HTTP/1.1: the tape keeps what goes over the connection, byte for byte.

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::{Request, header};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use url::Position;

use super::Web;
use super::failure::{Broke, Fault};
use super::once::{Asking, HEAD, broke, fields, read};
use super::wire::{Recording, Tape};

/// Fields of a head; the busiest sites send forty.
const FIELDS: usize = 256;

/// Bytes of heads: of the answer itself, of interim answers before it, and what is read ahead. Those who hint early send
/// one or two interim answers of some hundred bytes.
const HEADS: usize = 4 * HEAD;

/// So much may come of an answer whose body may have `bytes`, when its head is there: chunks have lengths of their own.
fn most(bytes: u64) -> usize {
    let bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
    bytes.saturating_add(bytes / 4).saturating_add(HEADS)
}

/// Asks, and reads the answer to its end.
pub(super) async fn ask<S>(web: &Web<'_>, asking: &Asking<'_>, stream: S, tape: &Tape) -> Result<(), Broke>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    tape.lock().most = HEADS;
    let recording = Recording { inner: stream, tape: tape.clone() };
    let mut builder = http1::Builder::new();
    builder.max_buf_size(HEAD).max_headers(FIELDS).title_case_headers(true);
    // Browsers let these pass, and so servers do them.
    builder
        .allow_obsolete_multiline_headers_in_responses(true)
        .allow_spaces_after_header_name_in_responses(true)
        .ignore_invalid_headers_in_responses(true);
    let (mut sender, connection) = builder.handshake(TokioIo::new(recording)).await.map_err(broke)?;
    // Its end is told where the answer is read.
    tokio::spawn(connection);
    let answer = sender.send_request(request(web, asking)?).await.map_err(broke)?;
    tape.lock().most = most(asking.bytes);
    read(web, asking, answer.into_body(), |_| {}).await
}

fn request(web: &Web<'_>, asking: &Asking<'_>) -> Result<Request<Full<Bytes>>, Broke> {
    let url = asking.url;
    let mut request = Request::builder()
        .method(asking.method())
        .uri(&url[Position::BeforePath..Position::AfterQuery])
        .header(header::HOST, &url[Position::BeforeHost..Position::AfterPort]);
    for (name, value) in fields(web, asking)? {
        request = request.header(name, value);
    }
    let request = request.header(header::CONNECTION, "close").body(asking.full());
    request.map_err(|source| Broke::new(Fault::Other, source))
}
