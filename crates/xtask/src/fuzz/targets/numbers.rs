use jikenbo_text::calendar;
use jikenbo_text::fold::Folded;
use jikenbo_text::numbers::numbers;

use super::{assert_in_order, assert_same, assert_within};

/// Figures stand in order inside the text, each within its words.
pub(super) fn run(bytes: &[u8]) {
    let folded = Folded::of(&String::from_utf8_lossy(bytes));
    let text = folded.text();
    let mentions = calendar::mentions(text);
    let found = numbers(text, &mentions);
    assert_same(&found, &numbers(text, &mentions), "numbers");
    assert_in_order(found.iter().map(|number| number.figure), "figure");
    for number in &found {
        assert_within(number.span, text, "number");
        assert_within(number.figure, text, "figure");
        assert!(
            number.span.contains(number.figure),
            "{:?} does not hold its figure {:?}",
            number.span,
            number.figure
        );
        assert!(!number.figure.is_empty(), "an empty figure at {:?}", number.figure);
        if let Some(counter) = number.counter {
            assert_within(counter, text, "counter");
        }
        let _ = number.value.whole();
    }
}
