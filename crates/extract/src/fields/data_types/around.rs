//! The words around a word for data: what the clause says of it.

use jikenbo_model::Span;
use jikenbo_text::words::find;

use super::enumeration;
use super::remark::{self, Remark};
use crate::lists::Hit;
use crate::modality::Modality;
use crate::passage::Passage;

const CONCESSION: &str = "ものの";

/// How near, in bytes, the next item of an enumeration stands (12 characters).
const NEIGHBOUR: usize = 40;

/// A word for data and the stretches of text around it.
pub(super) struct Around<'a> {
    pub(super) passage: &'a Passage<'a>,
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
        // What stands before 「ものの」 is said for itself.
        let until = find(passage.words(near), CONCESSION).map_or(near.end, |at| near.start + at);
        let near = Span::new(near.start, until);
        let clause = Span::new(clause.start, clause.end.min(until).max(word.end));
        let rest = Span::new(word.end.min(sentence.end), sentence.end);
        let head = Span::new(sentence.start.min(word.start), word.start);
        let mut around = Self { passage, word, sentence, clause, near, rest, head };
        around.heed(remark::behind(passage, rest));
        around
    }

    /// Leaves a remark in brackets that denies something to the words in it, and those to it.
    fn heed(&mut self, remark: Option<Remark>) {
        let Some(remark) = remark else { return };
        let (from, to) = match remark {
            Remark::Within { end } => (self.word.end, end),
            Remark::Last { start } => (self.word.end, start),
            Remark::Passed { end } => (end, self.rest.end),
        };
        self.rest = Span::new(from, to);
        let clause = self.near.end;
        self.near = match remark {
            Remark::Within { end } => Span::new(self.word.end, end.min(clause).max(self.word.end)),
            Remark::Passed { end } => Span::new(end, self.passage.clause_at(end).end.max(end)),
            _ => self.rest,
        };
        self.clause = Span::new(self.clause.start, self.near.end.max(self.word.end));
    }

    /// Whether the clause is conceded: 「…が含まれている|ものの」.
    pub(super) fn conceded(&self) -> bool {
        self.passage.words(Span::new(self.near.end, self.rest.end.max(self.near.end))).starts_with(CONCESSION)
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

    /// The sentence's last clause, as far as it stands behind the word: its predicate closes the sentence.
    pub(super) fn last(&self) -> Span {
        let last = self.passage.clause_at(self.sentence.end.saturating_sub(1));
        Span::new(last.start.max(self.rest.start).min(self.rest.end), self.rest.end)
    }

    /// The words at `span`.
    pub(super) fn words(&self, span: Span) -> &'a str {
        self.passage.words(span)
    }

    /// Whether a phrase of `value` (`phrases.toml`) stands inside `span`.
    pub(super) fn says(&self, value: &str, span: Span) -> bool {
        self.passage.stands("phrases", value, span)
    }

    /// Where phrases of `value` stand inside `span`.
    pub(super) fn verbs(&self, value: &str, span: Span) -> impl Iterator<Item = Span> {
        let hits = self.passage.hits_in("phrases", span);
        hits.filter(move |(_, rule)| rule.value == value).map(|(hit, _)| hit.span)
    }

    /// Where the first phrase of `value` begins inside `span`, from its start.
    pub(super) fn first(&self, value: &str, span: Span) -> Option<usize> {
        let mut found = self.passage.hits_in("phrases", span).filter(|(_, rule)| rule.value == value);
        found.next().map(|(hit, _)| hit.span.start - span.start)
    }

    /// What the clause asserts of the word; of a word in brackets, what is said behind them.
    pub(super) fn modality(&self) -> Modality {
        let passed = self.near.start.max(self.word.end);
        let end = self.closing().unwrap_or(passed).min(self.clause.end).max(self.word.start);
        self.passage.modality(self.clause, Span::new(self.word.start, end))
    }

    /// Where the bracket ends that the word stands in.
    fn closing(&self) -> Option<usize> {
        let rest = self.rest();
        let close = rest.find(')')?;
        let inside = rest.find('(').is_none_or(|open| close < open);
        inside.then_some(self.rest.start + close + 1)
    }

    /// Whether the word stands in brackets behind a group whose data met a fate: 「8名の個人情報(氏名、住所)が閲覧」.
    pub(super) fn spells_out(&self) -> bool {
        let Some(close) = self.closing() else { return false };
        let Some(open) = self.head().rfind('(') else { return false };
        let group = self.head().get(..open).unwrap_or("");
        let nouns = [
            "情報",
            "情報等",
            "データ",
            "名簿",
            "リスト",
            "名分",
            "人分",
            "件",
            "件分",
            "情報の一部",
            "一覧",
            "名",
            "ファイル",
            "書類",
        ];
        let behind = Span::new(close.min(self.sentence.end), self.sentence.end);
        let told = self.says("data.fate", behind) && self.passage.negation(behind).is_none();
        told && nouns.iter().any(|noun| group.ends_with(noun))
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

    /// Whether a word for data of one of `kinds` stands next to it.
    pub(super) fn beside(&self, kinds: impl Fn(&str) -> bool) -> bool {
        let reach = Span::new(self.word.start.saturating_sub(NEIGHBOUR), self.word.end + NEIGHBOUR);
        self.passage.hits_in("data_types", reach).any(|(_, rule)| kinds(&rule.value))
    }

    /// Whether the word stands inside brackets.
    pub(super) fn bracketed(&self) -> bool {
        self.closing().is_some()
    }

    /// The words behind the enumeration's next joints and general nouns: 「氏名等の|流出」.
    pub(super) fn beyond(&self) -> &'a str {
        enumeration::without_heads(self.rest())
    }
}
