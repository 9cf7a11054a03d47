//! The use cases of jikenbo, one file each: load, call a stage, show.
//!
//! Owns: settings and rules ([`settings`], [`rules`]), what comes in ([`input`]) and goes out ([`output`]), reading a
//! page ([`read`]), the casebook ([`casebook`]), looking into a stage ([`inspect`]), scoring ([`evaluate`]), and the forms for people and programs
//! ([`render`], [`words`]). Judges nothing itself: the stages do. Start reading at [`read::Page`].

pub mod casebook;
pub mod decode;
mod error;
pub mod evaluate;
pub mod fault;
pub mod input;
pub mod inspect;
pub mod masking;
mod noise;
pub mod output;
pub mod places;
pub mod read;
pub mod render;
pub mod rules;
pub mod settings;
mod stages;
mod stretches;
pub mod words;

pub use error::Error;
