use jikenbo_text::Span;
use jikenbo_text::fold::Folded;

/// The sentences of `text`: up to a full stop or a line break, with the closing brackets behind it, without the spaces
/// around. In order; none is empty.
pub(super) fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let (mut start, mut stopped) = (0, false);
    for (at, c) in text.char_indices() {
        let is_stop = matches!(c, '。' | '！' | '？' | '!' | '?' | '．');
        // The mark before an address's parameters ends no sentence.
        stopped &= !(c.is_ascii_alphanumeric() && text[..at].ends_with(['?', '!']));
        if c == '\n' || (stopped && !is_stop && !matches!(c, '」' | '』' | '）' | ')' | '”')) {
            found.extend(trimmed(text, start, at));
            start = at;
            stopped = false;
        }
        stopped |= is_stop;
    }
    found.extend(trimmed(text, start, text.len()));
    found
}

fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let words = text.get(start..end)?;
    let lead = words.len() - words.trim_start().len();
    let length = words.trim().len();
    (length > 0).then(|| Span::new(start + lead, start + lead + length))
}

/// A sentence as it is compared: folded, without spaces.
pub(super) fn plain(words: &str) -> String {
    Folded::of(words).text().chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_stops_and_breaks() {
        let text = "例です。「はい。」と言う!?\nhttps://example.com/?a=1\n  次の行  \n\n終わり";
        let found: Vec<&str> = sentences(text).iter().map(|span| span.of(text).unwrap()).collect();
        assert_eq!(
            found,
            ["例です。", "「はい。」", "と言う!?", "https://example.com/?a=1", "次の行", "終わり"]
        );
    }
}
