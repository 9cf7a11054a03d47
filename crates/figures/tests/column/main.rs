//! The arithmetic, held to published columns; and every section and form of a digest.

mod forms;
mod lenses;
mod published;
mod sections;
mod since;
mod sums;
mod templates;

use std::collections::BTreeMap;

use jikenbo_figures::{Digest, Form, Item, Lang, Month, Options, Period, digest, render};
use jikenbo_model::Facts;
use jikenbo_model::vocabulary::{Cause, Kind};

pub(crate) fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

/// An invented report of a case of its own, with a cause.
pub(crate) fn report(id: u64, cause: Cause) -> Item {
    let facts = Facts {
        organization: Some(format!("株式会社例示{id}")),
        title: Some("お知らせ".to_owned()),
        published: "2025-09-10".parse().ok(),
        kind: Some(Kind::Disclosure),
        cause: Some(cause),
        ..Facts::default()
    };
    Item { label: format!("2025-{id:03}"), ..Item::new(id, facts) }
}

/// The digest of September 2025, whose month before had `before`.
pub(crate) fn september(items: &[Item], before: Option<u64>, options: Options) -> Digest {
    let known: BTreeMap<Month, u64> = before.map(|count| (month("2025-08"), count)).into_iter().collect();
    digest(items, &known, Period::month(month("2025-09")), options)
}

pub(crate) fn text(digest: &Digest) -> String {
    render(digest, Form::Text, Lang::Ja)
}

#[track_caller]
pub(crate) fn says(digest: &Digest, words: &str) {
    let text = text(digest);
    assert!(text.contains(words), "expected `{words}` in:\n{text}");
}

#[track_caller]
pub(crate) fn is_silent_on(digest: &Digest, words: &str) {
    let text = text(digest);
    assert!(!text.contains(words), "expected no `{words}` in:\n{text}");
}
