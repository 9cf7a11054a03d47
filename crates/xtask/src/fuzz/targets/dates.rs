use jikenbo_text::PartialDate;
use jikenbo_text::calendar::{Context, mentions, resolve};
use jikenbo_text::fold::Folded;

use super::{assert_in_order, assert_same, assert_within};

/// Mentions stand in order inside the text and do not overlap, and so do the days that they stand for.
pub(super) fn run(bytes: &[u8]) {
    let folded = Folded::of(&String::from_utf8_lossy(bytes));
    let text = folded.text();
    let found = mentions(text);
    assert_same(&found, &mentions(text), "mentions");
    assert_in_order(found.iter().map(|mention| mention.span), "mention");
    for mention in &found {
        assert_within(mention.span, text, "mention");
        assert!(!mention.span.is_empty(), "an empty mention at {:?}", mention.span);
    }
    let published: Option<PartialDate> = "2025-12-06".parse().ok();
    for context in
        [Context::default(), Context { published, year: None }, Context { published: None, year: Some(2024) }]
    {
        let (dated, warnings) = resolve(text, &found, context);
        assert_in_order(dated.iter().map(|date| date.span), "date");
        assert!(dated.len() <= found.len(), "{} dates from {} mentions", dated.len(), found.len());
        dated.iter().for_each(|date| assert_within(date.span, text, "date"));
        warnings.iter().for_each(|warning| assert_within(warning.span, text, &warning.code));
        assert_same(&(dated, warnings), &resolve(text, &found, context), "resolve");
    }
}
