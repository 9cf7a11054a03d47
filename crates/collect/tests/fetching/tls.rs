//! Over TLS, in both versions of HTTP.

use std::sync::Arc;
use std::thread;

use h2::server::SendResponse;
use jikenbo_collect::Error;
use jikenbo_collect::fetch::{Authorities, Fault, Known, Web, fetch};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::server::{Hurried, web};

/// Who signed the certificates of all servers here.
const AUTHORITY: &[u8] = include_bytes!("certificates/authority.pem");
/// Who signed none of them.
const OTHER: &[u8] = include_bytes!("certificates/other.pem");

/// A certificate and its key.
type Own = (&'static [u8], &'static [u8]);

const LOCALHOST: Own =
    (include_bytes!("certificates/localhost.der"), include_bytes!("certificates/localhost.key.der"));
const ELSEWHERE: Own = (
    include_bytes!("certificates/www.example.com.der"),
    include_bytes!("certificates/www.example.com.key.der"),
);

/// A server.
struct Secure {
    port: u16,
}

const PAGE: &str = "<p>日本語のページ</p>";

impl Secure {
    /// Speaks `protocols`.
    fn new(protocols: &'static [&'static str], own: Own) -> Self {
        let config = config(protocols, own);
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let port = listener.local_addr().unwrap().port();
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = TcpListener::from_std(listener).unwrap();
                let acceptor = TlsAcceptor::from(Arc::new(config));
                loop {
                    let (stream, _) = listener.accept().await.unwrap();
                    tokio::spawn(serve(acceptor.clone(), stream));
                }
            });
        });
        Self { port }
    }

    fn url(&self, path: &str) -> String {
        format!("https://localhost:{}{path}", self.port)
    }
}

fn config(protocols: &[&str], (certificate, key): Own) -> ServerConfig {
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder =
        ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let mut config = builder.with_no_client_auth().with_single_cert(vec![certificate.into()], key).unwrap();
    config.alpn_protocols = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
    config
}

async fn serve(acceptor: TlsAcceptor, stream: TcpStream) {
    let Ok(stream) = acceptor.accept(stream).await else { return };
    if stream.get_ref().1.alpn_protocol() == Some(b"h2") { two(stream).await } else { one(stream).await }
}

async fn one(mut stream: TlsStream<TcpStream>) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let Ok(byte) = stream.read_u8().await else { return };
        head.push(byte);
    }
    let answer = if head.starts_with(b"GET /robots.txt ") {
        "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_owned()
    } else {
        // It ends with the connection, and TLS is not ended in form.
        format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}")
    };
    stream.write_all(answer.as_bytes()).await.unwrap();
    stream.flush().await.unwrap();
}

async fn two(stream: TlsStream<TcpStream>) {
    let mut connection = h2::server::handshake(stream).await.unwrap();
    while let Some(Ok((request, respond))) = connection.accept().await {
        assert!(request.headers().get("connection").is_none());
        tokio::spawn(answer(request.uri().path().to_owned(), respond));
    }
}

async fn answer(path: String, mut respond: SendResponse<hyper::body::Bytes>) {
    let (status, is_cut) = if path == "/robots.txt" { (404, false) } else { (200, path == "/cut") };
    let head =
        hyper::Response::builder().status(status).header("content-type", "text/html").body(()).unwrap();
    let mut body = respond.send_response(head, status == 404).unwrap();
    if status == 200 {
        body.send_data(PAGE.as_bytes().to_vec().into(), !is_cut).unwrap();
    }
    if is_cut {
        // What was sent is on its way before the stream is broken off.
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        body.send_reset(h2::Reason::INTERNAL_ERROR);
    }
}

fn trusting<'a>(clock: &'a Hurried, authority: &[u8]) -> Web<'a> {
    let mut web = web(clock);
    web.allowed = vec!["localhost".to_owned()];
    web.limits.tries = 1;
    web.trust(&Authorities::read(authority).unwrap());
    web
}

#[test]
fn http_2_is_spoken_where_the_server_speaks_it() {
    let server = Secure::new(&["h2", "http/1.1"], LOCALHOST);
    let clock = Hurried::default();
    let fetched = fetch(&trusting(&clock, AUTHORITY), &server.url("/news?a=1"), &Known::default());
    let page = fetched.answer().unwrap_or_else(|| panic!("{:?}", fetched.error));
    assert_eq!((page.status, page.protocols.as_slice()), (200, ["h2", "tls/1.3"].as_slice()));
    assert_eq!(page.body, PAGE.as_bytes());
    assert!(page.peer.is_some_and(|peer| peer.is_loopback()));
    assert_eq!(page.head, b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n");
    let request = String::from_utf8(page.request.clone()).unwrap();
    let begin = format!("GET /news?a=1 HTTP/1.1\r\nhost: localhost:{}\r\nuser-agent: jikenbo/", server.port);
    assert!(request.starts_with(&begin) && request.ends_with("\r\n\r\n"), "{request}");
    assert_eq!((fetched.rules[0].status, fetched.rules[0].protocols[0]), (404, "h2"));
}

#[test]
fn an_answer_over_http_2_that_breaks_off_is_kept() {
    let server = Secure::new(&["h2"], LOCALHOST);
    let clock = Hurried::default();
    let fetched = fetch(&trusting(&clock, AUTHORITY), &server.url("/cut"), &Known::default());
    let page = fetched.answer().unwrap_or_else(|| panic!("{:?}", fetched.error));
    assert_eq!((page.body.as_slice(), page.truncated), (PAGE.as_bytes(), Some("disconnect")));
}

#[test]
fn http_1_is_spoken_else_byte_for_byte() {
    for protocols in [&["http/1.1"][..], &[]] {
        let server = Secure::new(protocols, LOCALHOST);
        let clock = Hurried::default();
        let fetched = fetch(&trusting(&clock, AUTHORITY), &server.url("/"), &Known::default());
        let page = fetched.answer().unwrap_or_else(|| panic!("{:?}", fetched.error));
        assert_eq!((page.protocols.as_slice(), &page.broken), (["http/1.1", "tls/1.3"].as_slice(), &None));
        let whole = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}");
        assert_eq!([page.head.as_slice(), &page.body].concat(), whole.as_bytes());
    }
}

#[test]
fn who_is_not_who_they_should_be_is_not_believed() {
    let (server, elsewhere) = (Secure::new(&["h2"], LOCALHOST), Secure::new(&["h2"], ELSEWHERE));
    let clock = Hurried::default();
    let (mut strangers, mut ours) = (trusting(&clock, OTHER), trusting(&clock, AUTHORITY));
    (strangers.limits.tries, ours.limits.tries) = (3, 3);
    for (web, server) in [(&strangers, &server), (&ours, &elsewhere)] {
        let fetched = fetch(web, &server.url("/"), &Known::default());
        let Some(Error::NoRobots { source: Some(source), .. }) = fetched.error else {
            panic!("{:?}", fetched.error)
        };
        assert!(matches!(*source, Error::Failed { fault: Fault::Tls, .. }), "{source:?}");
        let failure = fetched.failure.unwrap();
        // It is not asked again: that does not pass.
        assert_eq!((failure.fault, failure.tries), (Fault::Tls, 1));
        assert!(failure.url.ends_with("/robots.txt") && failure.request.is_empty());
    }
}

#[test]
fn what_is_no_authority_is_told() {
    for wrong in ["", "no certificate", "-----BEGIN CERTIFICATE-----\n?\n-----END CERTIFICATE-----\n"] {
        let error = Authorities::read(wrong.as_bytes());
        assert!(matches!(error, Err(Error::Authorities { .. })), "{wrong}: {error:?}");
    }
}
