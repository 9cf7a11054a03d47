//! What changed between two reports of a case, or between two captures of a page.

mod code;
mod days;
mod diff;
mod facts;
mod figures;
mod moved;
mod replaced;
mod sentences;
mod silent;
mod text;
mod words;

pub use code::ChangeCode;
pub use facts::{Change, facts};
pub use moved::{moved, same_words};
pub use replaced::is_replaced;
pub use silent::{SilentEdit, silent_edit};
pub use text::{SentenceChange, WordChange, text};
