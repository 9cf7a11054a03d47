//! The words around a word for data: what the clause says of it.

use jikenbo_model::Span;

use super::enumeration;
use crate::lists::Hit;
use crate::modality::{self, Modality};
use crate::passage::Passage;

/// How near, in bytes, the next item of an enumeration stands (12 characters).
const NEIGHBOUR: usize = 40;

/// A word for data and the stretches of text around it.
pub(super) struct Around<'a> {
    passage: &'a Passage<'a>,
    /// The word.
    pub(super) word: Span,
    /// Its sentence.
    pub(super) sentence: Span,
    /// Its clause.
    pub(super) clause: Span,
    /// From behind the word to the end of its clause.
    pub(super) near: Span,
    /// From behind the word to the end of its sentence.
    pub(super) rest: Span,
    /// From the sentence's start to the word.
    pub(super) head: Span,
}

impl<'a> Around<'a> {
    pub(super) fn new(passage: &'a Passage<'a>, hit: &Hit) -> Self {
        let word = hit.span;
        let sentence = passage.sentences.get(hit.sentence as usize).map_or(word, |sentence| sentence.span);
        let clause = passage.clause_at(word.start);
        let near = Span::new(word.end, clause.end.max(word.end));
        let rest = Span::new(word.end.min(sentence.end), sentence.end);
        let head = Span::new(sentence.start.min(word.start), word.start);
        Self { passage, word, sentence, clause, near, rest, head }
    }

    /// The words from behind the word to the end of its clause.
    pub(super) fn near(&self) -> &'a str {
        self.passage.words(self.near)
    }

    /// The words from behind the word to the end of its sentence.
    pub(super) fn rest(&self) -> &'a str {
        self.passage.words(self.rest)
    }

    /// The words of the sentence before the word.
    pub(super) fn head(&self) -> &'a str {
        self.passage.words(self.head)
    }

    /// Whether a phrase of `value` (`phrases.toml`) stands inside `span`.
    pub(super) fn says(&self, value: &str, span: Span) -> bool {
        self.passage.stands("phrases", value, span)
    }

    /// What the clause asserts of the word.
    pub(super) fn modality(&self) -> Modality {
        let end = self.word.end.min(self.clause.end).max(self.word.start);
        modality::of(self.passage.text(), self.clause, Span::new(self.word.start, end))
    }

    /// Whether every word for data in the sentence is one of `kinds`.
    pub(super) fn alone_with(&self, kinds: impl Fn(&str) -> bool) -> bool {
        self.passage.hits_in("data_types", self.sentence).all(|(_, rule)| kinds(&rule.value))
    }

    /// Whether a word for data that needs no company stands next to it.
    pub(super) fn in_company(&self) -> bool {
        let reach = Span::new(self.word.start.saturating_sub(NEIGHBOUR), self.word.end + NEIGHBOUR);
        self.passage.hits_in("data_types", reach).next().is_some()
    }

    /// Whether the words right before say that it leaked: 「漏えいした可能性のある|カード情報」.
    pub(super) fn qualified(&self) -> bool {
        let ends = [
            "した",
            "された",
            "している",
            "していた",
            "されていた",
            "可能性のある",
            "可能性がある",
            "おそれのある",
            "おそれがある",
            "恐れのある",
            "れた",
            "疑いのある",
        ];
        let head = self.head();
        let from = head.char_indices().rev().nth(24).map_or(0, |(at, _)| at);
        let close = Span::new(self.head.start + from, self.head.end);
        ends.iter().any(|end| head.ends_with(end)) && self.says("data.leak", close)
    }

    /// Whether the word stands inside brackets.
    pub(super) fn bracketed(&self) -> bool {
        let rest = self.rest();
        rest.find(')').is_some_and(|close| rest.find('(').is_none_or(|open| close < open))
    }

    /// The words behind the enumeration's next joints and general nouns: 「氏名等の|流出」.
    pub(super) fn beyond(&self) -> &'a str {
        enumeration::without_heads(self.rest())
    }
}
