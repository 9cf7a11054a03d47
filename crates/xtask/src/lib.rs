//! The tasks of the workspace: the test command, the checks of its layout and documents, fuzzing and evaluation.
//!
//! Owns what is done *to* the project and never shipped. May use every crate; no crate may use it.
//! Start reading at [`steps`], which lists what `cargo xtask test` does and in which order.

pub mod console;
pub mod deny;
pub mod docs;
pub mod evaluate;
pub mod fuzz;
pub mod golden;
pub mod layout;
pub mod lists;
pub mod main_text;
pub mod outside;
pub mod soak;
pub mod speed;
pub mod steps;
pub mod workspace;
