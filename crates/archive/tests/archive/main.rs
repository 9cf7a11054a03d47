//! The archive as its users and strangers meet it: real files in temporary folders, other programs as judges.
#![allow(clippy::unwrap_used, reason = "a test stops where what it needs is missing")]
#![allow(clippy::disallowed_methods, reason = "tests look at how they were started")]
#![allow(clippy::print_stderr, reason = "what was skipped is told")]

mod document;
mod erasing;
mod foreign;
mod full_disk;
mod golden;
mod outside;
mod recovering;
mod samples;
mod sealing;
mod stamping;
mod verifying;
mod writing;
