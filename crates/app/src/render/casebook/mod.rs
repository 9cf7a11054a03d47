//! What the casebook's use cases give, for people and for programs.

pub mod added;
pub mod cases;
