//! The places where organisations publish, and how to look at them.
//!
//! Owns: feeds and the links that lead to them ([`feed`]), what robots may look at ([`robots`]), sitemaps ([`sitemap`]),
//! which machines may be connected to ([`guard`]), which addresses are not everybody's ([`discreet`]), fetching ([`fetch`]),
//! captures by a browser ([`browser`]), and the times that all these write ([`When`]). Knows nothing of what an
//! entry tells of, and nothing of the casebook or the archive. Start reading at [`feed::read`] and [`fetch::fetch`].

pub mod browser;
pub mod copies;
pub mod discreet;
mod error;
pub mod feed;
pub mod fetch;
pub mod guard;
pub mod incident;
mod link;
mod markup;
pub mod robots;
pub mod sitemap;
mod when;
mod xml;

pub use error::Error;
pub use when::When;
