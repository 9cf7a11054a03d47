//! WARC 1.1 (ISO 28500:2017): records written in one strict form, and read in every form that is met.

mod decoded;
mod head;
mod header;
mod http;
mod inspect;
mod record;
mod records;
mod unpacked;

pub(crate) use head::HeadEnd;
pub use header::Header;
pub use http::Message;
pub(crate) use inspect::{Inspected, Inspector};
pub use record::{Content, Record, RefersTo};
pub(crate) use record::{Parts, parts};
pub use records::{Found, Limits, Records};
pub use unpacked::Unpacked;
