//! What the casebook's use cases give, for people and for programs.

pub mod added;
pub mod cases;
pub mod diff;
pub mod history;
pub mod organizations;
mod pieces;
pub mod reread;
pub mod suggestions;
