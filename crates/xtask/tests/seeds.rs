//! Every fuzz target over its seeds and the pages of the corpus.
#![allow(clippy::unwrap_used, reason = "a test stops where what it needs is missing")]

use xtask::fuzz::{TARGETS, run_seeds};

#[test]
fn no_target_fails_on_its_seeds() {
    let failed: Vec<String> =
        TARGETS.iter().filter_map(|target| run_seeds(target).err()).map(|error| error.to_string()).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
