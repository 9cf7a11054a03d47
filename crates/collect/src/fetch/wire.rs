//! What goes over the wire, kept as it goes.

use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// What was sent and received over one connection.
#[derive(Debug, Default)]
pub(super) struct Wire {
    pub(super) sent: Vec<u8>,
    pub(super) received: Vec<u8>,
    /// Whom it leads to.
    pub(super) peer: Option<IpAddr>,
    /// What is spoken, from the outside in: `h2`, `tls/1.3`.
    pub(super) protocols: Vec<&'static str>,
    /// So much is received at most; what is beyond is a fault of the connection.
    pub(super) most: usize,
}

/// That more came than [`Wire::most`].
#[derive(Debug, thiserror::Error)]
#[error("more than {0} bytes of heads and body")]
pub(super) struct TooMuch(usize);

/// A [`Wire`] that is written while it is looked at.
#[derive(Clone, Debug, Default)]
pub(super) struct Tape(Arc<Mutex<Wire>>);

impl Tape {
    pub(super) fn lock(&self) -> MutexGuard<'_, Wire> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection whose bytes are kept.
pub(super) struct Recording<S> {
    pub(super) inner: S,
    pub(super) tape: Tape,
}

impl<S: AsyncRead + Unpin> AsyncRead for Recording<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let polled = match Pin::new(&mut self.inner).poll_read(context, buffer) {
            // Many servers end TLS without saying so. Whether the answer was whole, its own head tells.
            Poll::Ready(Err(fault)) if fault.kind() == io::ErrorKind::UnexpectedEof => Poll::Ready(Ok(())),
            polled => polled,
        };
        let come = buffer.filled().get(before..).unwrap_or_default();
        let mut wire = self.tape.lock();
        wire.received.extend_from_slice(come);
        if wire.received.len() > wire.most {
            return Poll::Ready(Err(io::Error::other(TooMuch(wire.most))));
        }
        drop(wire);
        polled
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Recording<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.inner).poll_write(context, bytes);
        if let Poll::Ready(Ok(count)) = polled {
            let went = bytes.get(..count).unwrap_or_default();
            self.tape.lock().sent.extend_from_slice(went);
        }
        polled
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(context)
    }
}
