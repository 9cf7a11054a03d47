//! What never came to an answer.

use std::net::IpAddr;

use jiff::Timestamp;

use crate::Error;
use crate::guard::Inside;

/// Why there was no answer, or why it is not whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The name leads nowhere.
    NoSuchHost,
    /// Nobody took the connection.
    NoConnection,
    /// The connection could not be encrypted, or the other side is not who it should be.
    Tls,
    /// The time ran out.
    TimedOut,
    /// The other side went away.
    BrokeOff,
    /// What came is no HTTP.
    NotHttp,
    /// More came than is taken.
    TooLong,
    /// Something of our own, such as a header that cannot be sent.
    Other,
}

impl Fault {
    /// The word that is kept for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NoSuchHost => "no-such-host",
            Self::NoConnection => "no-connection",
            Self::Tls => "tls",
            Self::TimedOut => "timed-out",
            Self::BrokeOff => "broke-off",
            Self::NotHttp => "not-http",
            Self::TooLong => "too-long",
            Self::Other => "other",
        }
    }

    /// The word of WARC 1.1, 5.13, for an answer that ends by it.
    pub(super) const fn truncated(self) -> &'static str {
        match self {
            Self::TimedOut => "time",
            Self::TooLong => "length",
            Self::BrokeOff | Self::NoConnection => "disconnect",
            _ => "unspecified",
        }
    }

    /// Whether it may be gone in a moment.
    pub(super) const fn is_passing(self) -> bool {
        matches!(self, Self::NoSuchHost | Self::NoConnection | Self::TimedOut | Self::BrokeOff)
    }
}

/// An address that was asked for and not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The address.
    pub url: String,
    /// When it was asked for.
    pub at: Timestamp,
    /// Why there is no answer.
    pub fault: Fault,
    /// The same in words.
    pub words: String,
    /// What was sent; empty where nothing was.
    pub request: Vec<u8>,
    /// What came and is no answer, [`RECEIVED`](Self::RECEIVED) bytes of it at most; mostly nothing.
    pub received: Vec<u8>,
    /// How often it was asked for, from 1.
    pub tries: u32,
}

impl Failure {
    /// Bytes that are kept of what is no answer: enough to tell what else it is.
    pub const RECEIVED: usize = 16 << 10;
}

/// Why one exchange did not come about.
#[derive(Debug)]
pub(super) enum Broke {
    /// The host leads inside.
    Inside { host: String, address: IpAddr, why: Inside },
    /// A fault.
    Fault(Fault, Box<dyn std::error::Error + Send + Sync>),
}

impl Broke {
    pub(super) fn new(fault: Fault, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Fault(fault, source.into())
    }

    /// The error for `url`.
    pub(super) fn into_error(self, url: &str) -> Error {
        match self {
            Self::Inside { host, address, why } => Error::Inside { host, address, why },
            Self::Fault(fault, source) => Error::Failed { url: url.to_owned(), fault, source },
        }
    }
}

/// An error and what is behind it, in one line.
pub(super) fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut words = error.to_string();
    let mut next = error.source();
    while let Some(source) = next {
        let further = source.to_string();
        // Some repeat what is behind them.
        if !words.ends_with(&further) {
            words = format!("{words}: {further}");
        }
        next = source.source();
    }
    words
}
