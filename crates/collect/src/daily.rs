//! Lists of one day whose address has the day in it, such as those of a stock exchange: a table of disclosures, page by page.

mod address;
mod rows;

pub use address::{Address, learned};
pub use rows::rows;
