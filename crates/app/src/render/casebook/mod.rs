//! What the casebook's use cases give, for people and for programs.

pub mod added;
pub mod attachments;
pub mod changed;
mod chronology;
pub mod closed;
pub mod diff;
pub mod edited;
pub mod history;
pub mod imported;
pub mod list;
pub mod organizations;
pub(super) mod pieces;
pub mod queue;
pub mod reread;
pub(crate) mod review;
pub mod show;
pub mod show_json;
pub(crate) mod since;
pub mod suggestions;
