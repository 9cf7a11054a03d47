//! The command line of jikenbo.
fn main() {}
