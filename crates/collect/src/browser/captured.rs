use std::net::IpAddr;

use jiff::Timestamp;
use serde::{Serialize, Serializer};

/// What a browser saw of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Captured {
    /// The address that was asked for.
    pub asked: String,
    /// The address that it led to.
    pub url: String,
    /// When it was asked for.
    #[serde(serialize_with = "written")]
    pub at: Timestamp,
    /// The status of the page itself.
    pub status: u16,
    /// The browser's name and version.
    pub browser: String,
    /// What it called itself (`User-Agent`).
    pub agent: String,
    /// The final page: its document as HTML in UTF-8, with a byte order mark, which outweighs whatever charset it names.
    #[serde(skip)]
    pub page: Vec<u8>,
    /// The whole page as a picture.
    pub picture: Option<Picture>,
    /// What was asked for, in order; each address that led on for itself.
    pub requests: Vec<Request>,
    /// The certificates of the hosts that were asked.
    pub certificates: Vec<Certificate>,
    /// Addresses that lead inside and were not connected to.
    pub refused: Vec<Refusal>,
    /// Errors that the page's scripts and the browser told.
    pub console: Vec<String>,
    /// Where a bound ended something.
    pub cut: Vec<Cut>,
}

/// The page as a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// PNG.
    #[serde(skip)]
    pub png: Vec<u8>,
}

/// A request of the page and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Request {
    /// The address.
    pub url: String,
    /// The method.
    pub method: String,
    /// What it is for, in the words of the debugging protocol: `Document`, `Script`, `Image` …
    pub kind: String,
    /// When it was asked for.
    #[serde(serialize_with = "written")]
    pub at: Timestamp,
    /// The status of the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The answer's media type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// The protocol: `http/1.1`, `h2`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol: Option<String>,
    /// The address of the machine that answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<IpAddr>,
    /// Bytes of the answer over the wire, head included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
    /// Where it led.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub led_to: Option<String>,
    /// Why there is no answer, or no whole one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// Whether `answer_body` is what came; an answer whose body the browser no longer had is only listed.
    pub kept: bool,
    /// The request's head, written anew from what the browser tells of it.
    #[serde(skip)]
    pub head: Vec<u8>,
    /// What was sent with it.
    #[serde(skip)]
    pub body: Vec<u8>,
    /// The answer's head, written anew for the body as it is kept; what it said of packing stands under `X-Orig-…`.
    #[serde(skip)]
    pub answer_head: Vec<u8>,
    /// The answer's body without chunks and compression; of text in UTF-8.
    #[serde(skip)]
    pub answer_body: Vec<u8>,
}

/// The certificate of a host.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Certificate {
    /// Scheme, host and port.
    pub origin: String,
    /// To whom it was given.
    pub subject: String,
    /// By whom.
    pub issuer: String,
    /// From when it holds.
    #[serde(serialize_with = "written")]
    pub valid_from: Timestamp,
    /// Until when.
    #[serde(serialize_with = "written")]
    pub valid_to: Timestamp,
    /// The names that it holds for.
    pub names: Vec<String>,
    /// TLS version and cipher.
    pub protocol: String,
    /// The chain, each as base64 of its DER form; empty where the browser gave none.
    pub chain: Vec<String>,
}

/// An address that leads inside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// The host as it was asked for.
    pub host: String,
    /// Where it leads.
    pub address: IpAddr,
    /// What that is: `loopback`, `private` …
    pub why: &'static str,
}

/// What a bound ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cut {
    /// The page did not say that it is loaded, or did not come to rest.
    Time,
    /// A script that did not end was ended.
    Script,
    /// More was asked for than may be.
    Requests,
    /// More came than may.
    Bytes,
    /// The page is higher than its picture.
    Height,
}

fn written<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(at)
}
