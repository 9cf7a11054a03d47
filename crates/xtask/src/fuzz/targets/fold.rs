use jikenbo_text::Span;
use jikenbo_text::fold::Folded;

use super::assert_within;

/// Folding is done after one pass, and every character of the result leads back to the source.
pub(super) fn run(bytes: &[u8]) {
    let source = String::from_utf8_lossy(bytes);
    let folded = Folded::of(&source);
    let text = folded.text();
    assert!(Folded::of(text).text() == text, "folding folded text changes it");
    let mut before = 0;
    for (start, c) in text.char_indices() {
        let place = folded.source(Span::new(start, start + c.len_utf8()));
        assert_within(place, &source, "source");
        assert!(place.start >= before, "source {place:?} of `{c}` begins before {before}");
        before = place.start;
    }
    assert_within(folded.source(Span::new(0, text.len())), &source, "source");
    assert_within(folded.source(Span::new(text.len(), usize::MAX)), &source, "source beyond the end");
}
