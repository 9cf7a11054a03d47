//! The places where organisations publish, and how to look at them.
//!
//! Owns: feeds and the links that lead to them ([`feed`]), pages of links ([`list`]), lists a day ([`daily`]), sitemaps
//! ([`sitemap`]), which of these a place is ([`kind`]), whether an item tells of an incident ([`incident`]), what robots may
//! look at ([`robots`]), which machines may be connected to ([`guard`]), which addresses are not everybody's ([`discreet`]), fetching ([`fetch`]),
//! captures by a browser ([`browser`]), which files belong to a page ([`attachment`]), when a known page is looked at again ([`again`]), and the times that all these write ([`When`]). Knows nothing of what a release says, and nothing of the casebook
//! or the archive. Start reading at [`feed::read`] and [`fetch::fetch`].

pub mod again;
pub mod attachment;
pub mod browser;
pub mod copies;
pub mod daily;
mod day;
pub mod discreet;
mod error;
pub mod feed;
pub mod fetch;
pub mod guard;
pub mod incident;
pub mod kind;
mod link;
pub mod list;
mod markup;
mod page;
pub mod robots;
pub mod sitemap;
mod when;
mod wildcard;
mod xml;

pub use error::Error;
pub use when::When;
pub use wildcard::fits as wildcard;
