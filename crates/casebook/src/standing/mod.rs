//! What stands: of each field of each report the editor's decision, else what was read.

mod refresh;
mod rows;

pub(crate) use refresh::{first, refresh};
pub(crate) use rows::{Standing, value};
