//! Folding for reading: one spelling for what a reader takes as the same, with a map back to the source.
//!
//! What is folded, and what is not, stands in `alone` (one character for one), `expand` (one for several) and
//! `spaces`. Folding folded text changes nothing.

mod alone;
mod expand;
mod radicals;
mod spaced;
mod spaces;
mod trail;
mod work;

use unicode_normalization::char::{canonical_combining_class, compose};

use crate::Span;
use trail::Trail;

/// Folded text and the way back to the document's text that it was made from.
///
/// ```
/// use jikenbo_text::Span;
/// use jikenbo_text::fold::Folded;
/// let folded = Folded::of("２０２５ 年、約 １３ 万件");
/// assert_eq!(folded.text(), "2025年、約13万件");
/// assert_eq!(folded.source(Span::new(0, 4)), Span::new(0, 12));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Folded {
    text: String,
    trail: Trail,
}

impl Folded {
    /// An empty text to [`push`](Self::push) to.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty text, with room for `length` bytes.
    pub fn with_room(length: usize) -> Self {
        Self { text: String::with_capacity(length), trail: Trail::default() }
    }

    /// `source` folded.
    pub fn of(source: &str) -> Self {
        let mut folded = Self::new();
        folded.push(source, 0);
        folded
    }

    /// Folds `source` and appends it; `offset` is where `source` begins in the document's text.
    ///
    /// Offsets must not fall from one call to the next. A space at the end of one push and a digit at the start of
    /// the next are joined as if pushed at once.
    pub fn push(&mut self, source: &str, offset: usize) {
        self.text.reserve(source.len());
        if spaced::is_spaced_out(source) {
            return self.push_letters(source, offset);
        }
        let mut at = 0;
        while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
            let run = work::unchanged(rest.as_bytes());
            if let Some(words) = rest.get(..run).filter(|words| !words.is_empty()) {
                self.copy(words, offset + at);
            }
            at += run;
            if let Some(c) = source.get(at..).and_then(|rest| rest.chars().next()) {
                let end = at + c.len_utf8();
                let before_lf = c == '\r' && source.as_bytes().get(end) == Some(&b'\n');
                if !before_lf {
                    self.fold(c, Span::new(offset + at, offset + end));
                }
                at = end;
            }
        }
    }

    /// Folds a spaced-out line without its spaces.
    fn push_letters(&mut self, source: &str, offset: usize) {
        for (at, c) in source.char_indices().filter(|&(_, c)| !spaces::is_space(c)) {
            self.fold(c, Span::new(offset + at, offset + at + c.len_utf8()));
        }
    }

    /// Appends a line break that ends a block; it stands for the empty place `offset` of the document's text.
    pub fn push_break(&mut self, offset: usize) {
        let at = self.text.len();
        self.text.push('\n');
        self.trail.unit(at, self.text.len(), Span::new(offset, offset), false);
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where `span` of the folded text came from: bytes of the document's text, on character boundaries.
    ///
    /// The smallest span that covers all characters of `span`; one that begins or ends within what a single
    /// character became (`㈱` gives `(株)`) holds that whole character. A span beyond the end is cut to it.
    pub fn source(&self, span: Span) -> Span {
        let end = span.end.min(self.text.len());
        let start = span.start.min(end);
        let first = self.trail.source_start(start);
        if start == end {
            return Span::new(first, first);
        }
        Span::new(first, self.trail.source_end(end))
    }

    /// Appends words that need no folding.
    fn copy(&mut self, words: &str, source: usize) {
        if let Some(first) = words.chars().next() {
            self.settle(first);
        }
        self.trail.step(self.text.len(), source);
        self.text.push_str(words);
    }

    /// Folds one character that may need it and appends the result.
    fn fold(&mut self, c: char, source: Span) {
        if spaces::is_removed(c) {
            return;
        }
        if spaces::is_space(c) {
            if !self.text.ends_with(' ') {
                self.append(source, [' ']);
            }
            return;
        }
        let mut made = expand::Expansion::default();
        expand::expand(c, &mut made);
        if let Some(mark) = self.mark(c, made.chars()) {
            return self.append(source, [mark]);
        }
        if let Some(&first) = made.chars().first() {
            self.settle(first);
            self.part_digits(c, first, source);
        }
        self.append(source, made.chars().iter().copied());
    }

    /// The comma or full stop of a text that writes 「，」 and 「．」 behind Japanese words, as 「、」 and 「。」.
    fn mark(&self, c: char, made: &[char]) -> Option<char> {
        let last = self.text.chars().next_back()?;
        let word = spaces::is_japanese(last) && !"〇一二三四五六七八九十百千万億兆".contains(last);
        match (made, c) {
            ([','], _) if word || matches!(last, ')' | '」' | '』') => Some('、'),
            (_, '．') if ('ぁ'..='ん').contains(&last) => Some('。'),
            _ => None,
        }
    }

    /// Drops the space before `next` where it only spaces out a figure (`2025 年`).
    fn settle(&mut self, next: char) {
        let Some(before) = self.text.strip_suffix(' ') else { return };
        if before.chars().next_back().is_some_and(|last| spaces::is_droppable(last, next)) {
            let at = before.len();
            self.trail.cut(at);
            self.text.truncate(at);
        }
    }

    /// Keeps what `c` folds to from running on from a figure: `5²` is no 52, nor `1½` 11/2.
    fn part_digits(&mut self, c: char, first: char, source: Span) {
        let after_digit = self.text.as_bytes().last().is_some_and(u8::is_ascii_digit);
        if after_digit && first.is_ascii_digit() && !expand::is_plain_digit(c) {
            let mark = if expand::is_raised(c) { '^' } else { ' ' };
            self.append(Span::new(source.start, source.start), [mark]);
        }
    }

    /// Appends what the characters at `source` became, joining combining marks to what stands before them.
    fn append(&mut self, source: Span, made: impl IntoIterator<Item = char>) {
        let (mut from, mut first, mut count) = (self.text.len(), source.start, 0);
        for c in made {
            count += 1;
            let Some(joined) = self.joined(c) else {
                self.text.push(spaces::standing(c));
                continue;
            };
            self.text.pop();
            if self.text.len() < from {
                (from, first) = self.trail.cut(self.text.len());
            }
            self.text.push(joined);
        }
        self.trail.unit(from, self.text.len(), Span::new(first, source.end), count == 1);
    }

    /// The one character that the last one and the combining mark `c` make together.
    fn joined(&self, c: char) -> Option<char> {
        if canonical_combining_class(c) == 0 {
            return None;
        }
        compose(self.text.chars().next_back()?, c)
    }
}

#[cfg(test)]
mod tests;
