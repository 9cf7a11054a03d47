//! Bytes from one side to the other.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::thread;

use super::Shared;
use super::plain::{Asked, answered, asked, is_interim};

/// The longest head.
const HEAD: usize = 256 << 10;
/// Moved at once.
const PIECE: usize = 64 << 10;
/// Interim answers before an answer.
const INTERIM: usize = 8;

/// Serves one request of the browser. Of a host that is refused or not reached the browser sees a connection that ends
/// without an answer, never words of ours that it could take for the host's.
pub(super) fn serve(mut browser: TcpStream, shared: &Arc<Shared>) -> io::Result<()> {
    let (head, rest) = head(&mut browser, Vec::new())?;
    if !shared.may_pass(head.len() + rest.len()) {
        return Err(io::ErrorKind::QuotaExceeded.into());
    }
    match asked(&head).ok_or(io::ErrorKind::InvalidData)? {
        Asked::Tunnel { host, port } => {
            let mut host = shared.reach(&host, port)?;
            browser.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")?;
            host.write_all(&rest)?;
            both(&browser, &host, shared)
        }
        Asked::Plain { host, port, head } => {
            let mut host = shared.reach(&host, port)?;
            host.write_all(&head)?;
            host.write_all(&rest)?;
            // What is sent with the request follows by itself.
            let upward = (browser.try_clone()?, host.try_clone()?);
            let counting = Arc::clone(shared);
            thread::spawn(move || {
                let copied =
                    copy(upward.0.try_clone()?, upward.1.try_clone()?, |count| counting.may_pass(count));
                if is_cut(&copied) {
                    end(&upward.0, &upward.1);
                }
                copied
            });
            let done = answer(&mut browser, &mut host, shared);
            end(&browser, &host);
            done
        }
    }
}

/// All up to the empty line that ends a head, and what came behind it.
fn head(from: &mut TcpStream, mut come: Vec<u8>) -> io::Result<(Vec<u8>, Vec<u8>)> {
    let mut piece = vec![0; PIECE];
    loop {
        if let Some((start, end)) = crate::fetch::head::head(&come) {
            let rest = come.split_off(end);
            come.drain(..start);
            return Ok((come, rest));
        }
        let count = from.read(&mut piece)?;
        if count == 0 || come.len() > HEAD {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        come.extend_from_slice(piece.get(..count).unwrap_or_default());
    }
}

fn answer(browser: &mut TcpStream, host: &mut TcpStream, shared: &Shared) -> io::Result<()> {
    let mut come = Vec::new();
    for _ in 0..INTERIM {
        let (head, rest) = head(host, come)?;
        if !shared.may_pass(head.len() + rest.len()) {
            return Err(io::ErrorKind::QuotaExceeded.into());
        }
        if is_interim(&head) {
            browser.write_all(&head)?;
            come = rest;
            continue;
        }
        browser.write_all(&answered(&head))?;
        browser.write_all(&rest)?;
        return copy(host.try_clone()?, browser.try_clone()?, |count| shared.may_pass(count));
    }
    Err(io::ErrorKind::InvalidData.into())
}

fn both(browser: &TcpStream, host: &TcpStream, shared: &Arc<Shared>) -> io::Result<()> {
    let upward = (browser.try_clone()?, host.try_clone()?);
    let counting = Arc::clone(shared);
    thread::spawn(move || {
        let copied = copy(upward.0.try_clone()?, upward.1.try_clone()?, |count| counting.may_pass(count));
        if is_cut(&copied) {
            end(&upward.0, &upward.1);
        }
        let _ = upward.1.shutdown(Shutdown::Write);
        copied
    });
    let done = copy(host.try_clone()?, browser.try_clone()?, |count| shared.may_pass(count));
    end(browser, host);
    done
}

fn end(browser: &TcpStream, host: &TcpStream) {
    let _ = browser.shutdown(Shutdown::Both);
    let _ = host.shutdown(Shutdown::Both);
}

/// Whether more was to pass than may; whoever is only silent may yet be answered.
fn is_cut(copied: &io::Result<()>) -> bool {
    copied.as_ref().is_err_and(|fault| fault.kind() == io::ErrorKind::QuotaExceeded)
}

/// Until the one side ends, or no more `may` come.
fn copy(mut from: TcpStream, mut to: TcpStream, may: impl Fn(usize) -> bool) -> io::Result<()> {
    let mut piece = vec![0; PIECE];
    loop {
        let count = from.read(&mut piece)?;
        if count == 0 {
            return Ok(());
        }
        if !may(count) {
            return Err(io::ErrorKind::QuotaExceeded.into());
        }
        to.write_all(piece.get(..count).unwrap_or_default())?;
    }
}
