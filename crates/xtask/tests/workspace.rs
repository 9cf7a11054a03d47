//! The checks of the workspace, as tests.
#![allow(clippy::unwrap_used, reason = "a test stops where what it needs is missing")]

use xtask::{deny, docs, golden, layout, lists};

#[track_caller]
fn check(outcome: anyhow::Result<()>) {
    if let Err(error) = outcome {
        panic!("{error:#}");
    }
}

#[test]
fn the_layout_is_as_the_architecture_says() {
    check(layout::check());
}

#[test]
fn the_dependencies_are_let_in_by_deny_toml() {
    check(deny::check());
}

#[test]
fn the_word_lists_are_in_their_form() {
    check(lists::check());
}

#[test]
fn the_golden_pages_read_as_before() {
    check(golden::run(false));
}

#[test]
fn the_documents_know_every_code_field_and_value() {
    check(docs::check_words());
}
