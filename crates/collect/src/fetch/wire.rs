//! What goes over the wire, kept as it goes.

use std::fmt::Debug;
use std::sync::{Arc, Mutex, PoisonError};

use ureq::Error;
use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, NextTimeout, Transport};

/// What was sent and received.
#[derive(Debug, Default)]
pub(super) struct Wire {
    pub(super) sent: Vec<u8>,
    pub(super) received: Vec<u8>,
}

/// Keeps what goes through the connections that others make.
#[derive(Debug)]
pub(super) struct Recorder(pub(super) Arc<Mutex<Wire>>);

impl<In: Transport> Connector<In> for Recorder {
    type Out = Recording<In>;

    fn connect(&self, _: &ConnectionDetails, chained: Option<In>) -> Result<Option<Self::Out>, Error> {
        Ok(chained.map(|inner| Recording { inner, wire: Arc::clone(&self.0) }))
    }
}

/// A connection.
#[derive(Debug)]
pub(super) struct Recording<T> {
    inner: T,
    wire: Arc<Mutex<Wire>>,
}

impl<T: Transport> Transport for Recording<T> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.inner.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        let sent = self.inner.buffers().output().get(..amount).unwrap_or_default().to_vec();
        self.wire.lock().unwrap_or_else(PoisonError::into_inner).sent.extend(sent);
        self.inner.transmit_output(amount, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        // What is there already was kept when it came.
        let before = self.inner.buffers().input().len();
        let awaited = self.inner.await_input(timeout);
        let come = self.inner.buffers().input().get(before..).unwrap_or_default();
        self.wire.lock().unwrap_or_else(PoisonError::into_inner).received.extend_from_slice(come);
        awaited
    }

    fn is_open(&mut self) -> bool {
        self.inner.is_open()
    }

    fn is_tls(&self) -> bool {
        self.inner.is_tls()
    }
}
