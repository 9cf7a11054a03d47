//! The National Tax Agency's list of corporate numbers (法人番号公表サイト, 基本3情報): CSV without a heading line, 30
//! columns, in UTF-8 or Shift_JIS.

mod number;
mod rows;

pub use number::{CorporateNumber, NoCorporateNumber};
pub use rows::{Corporation, read};
