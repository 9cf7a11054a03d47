//! The targets: plain functions that panic where an invariant of their stage does not hold.

mod dates;
mod decode;
mod document;
mod export;
mod extract;
mod fold;
mod forms;
mod numbers;
mod places;
mod rules;
mod segment;
mod warc;

use std::fmt::Debug;

use jikenbo_text::Span;

/// A function that no input may make panic, hang or slow down.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name, as on the command line and below `fuzz/seeds/`.
    pub name: &'static str,
    /// What it does with an input.
    pub run: fn(&[u8]),
}

/// All targets, in the order of the stages.
pub const TARGETS: &[Target] = &[
    Target { name: "decode", run: decode::run },
    Target { name: "fold", run: fold::run },
    Target { name: "numbers", run: numbers::run },
    Target { name: "dates", run: dates::run },
    Target { name: "document", run: document::run },
    Target { name: "pdf", run: forms::pdf },
    Target { name: "office", run: forms::office },
    Target { name: "mhtml", run: forms::mhtml },
    Target { name: "export", run: export::run },
    Target { name: "segment", run: segment::run },
    Target { name: "extract", run: extract::run },
    Target { name: "rules", run: rules::run },
    Target { name: "warc", run: warc::run },
    Target { name: "feed", run: places::feed },
    Target { name: "list", run: places::list },
    Target { name: "robots", run: places::robots },
];

/// The target with this name.
pub fn by_name(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

/// `span` must be a place of `text`.
#[track_caller]
fn assert_within(span: Span, text: &str, what: &str) {
    assert!(
        span.start <= span.end && span.of(text).is_some(),
        "{what} {span:?} is no place of {} bytes",
        text.len()
    );
}

/// `spans` must rise and not overlap.
#[track_caller]
fn assert_in_order(spans: impl IntoIterator<Item = Span>, what: &str) {
    let mut end = 0;
    for span in spans {
        assert!(span.start >= end, "{what} {span:?} begins before {end}, where the one before it ends");
        end = span.end;
    }
}

/// The same input must give the same result.
#[track_caller]
fn assert_same<T: PartialEq + Debug>(first: &T, second: &T, what: &str) {
    assert!(first == second, "{what}: the second result differs from the first");
}
