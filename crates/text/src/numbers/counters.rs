//! Counters: the words behind figures, from the list in `counters.txt`.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use super::Sense;
use crate::words::{Choice, eight, low};

/// A word behind a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Counter {
    pub(super) word: &'static str,
    pub(super) sense: Sense,
    /// It makes a figure of a single kanji digit.
    pub(super) with_kanji: bool,
    /// Whether one of [`NOT`] begins with it.
    has_longer: bool,
    /// Its first eight bytes, or all of them.
    first: u64,
}

/// One multiplication: the keys are characters of our own list.
#[derive(Default)]
struct CharHasher(u64);

impl Hasher for CharHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u32(u32::from(*byte)));
    }

    fn write_u32(&mut self, code: u32) {
        self.0 = (self.0 ^ u64::from(code)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

type ByFirst = HashMap<char, Vec<Counter>, BuildHasherDefault<CharHasher>>;

impl Counter {
    /// Whether it counts things.
    pub(super) fn counts(self) -> bool {
        self.sense == Sense::Count
    }
}

/// By first character, the longest word first.
static COUNTERS: LazyLock<ByFirst> = LazyLock::new(|| {
    let mut counters = ByFirst::default();
    for counter in include_str!("counters.txt").lines().flat_map(line) {
        if let Some(first) = counter.word.chars().next() {
            counters.entry(first).or_default().push(counter);
        }
    }
    for words in counters.values_mut() {
        words.sort_by_key(|counter| std::cmp::Reverse(counter.word.len()));
    }
    counters
});

fn line(line: &'static str) -> Vec<Counter> {
    let mut words = line.split_whitespace();
    let Some(name) = words.next() else { return Vec::new() };
    let with_kanji = name.ends_with('+');
    let Some(sense) = sense(name.trim_end_matches('+')) else { return Vec::new() };
    let has_longer = |word| NOT.iter().any(|other| other.starts_with(word));
    let first = |word: &str| eight(word.as_bytes(), 0);
    words
        .map(|word| Counter { word, sense, with_kanji, has_longer: has_longer(word), first: first(word) })
        .collect()
}

fn sense(name: &str) -> Option<Sense> {
    Some(match name {
        "count" => Sense::Count,
        "ordinal" => Sense::Ordinal,
        "law" => Sense::LawArticle,
        "money" => Sense::Money,
        "percentage" => Sense::Percentage,
        "clock" => Sense::Clock,
        "date" => Sense::Date,
        "duration" => Sense::Duration,
        "age" => Sense::Age,
        "measure" => Sense::Measure,
        _ => return None,
    })
}

/// Words that begin like a counter and are none.
const NOT: [&str; 37] = [
    "時点",
    "人工",
    "人事",
    "人間",
    "件名",
    "個人情",
    "個人デ",
    "個人番",
    "個人を",
    "部門",
    "部分",
    "機能",
    "点検",
    "種別",
    "行政",
    "行為",
    "列車",
    "日本",
    "日経",
    "月刊",
    "社員",
    "社長",
    "口頭",
    "本社",
    "本件",
    "本人",
    "本店",
    "本校",
    "本学",
    "代表",
    "代理",
    "代金",
    "期間",
    "次第",
    "番組",
    "等の",
    "台風",
];

static OTHER: LazyLock<Choice> = LazyLock::new(|| Choice::new(NOT));

/// The longest counter at `at`. One of Latin letters must end the word.
pub(super) fn at(text: &str, at: usize) -> Option<Counter> {
    let rest = text.get(at..)?;
    let counters = COUNTERS.get(&rest.chars().next()?)?;
    let found = eight(text.as_bytes(), at);
    let stands = |counter: &Counter| {
        (found ^ counter.first) & low(counter.word.len()) == 0
            && (counter.word.len() <= 8 || rest.starts_with(counter.word))
    };
    let counter = counters.iter().find(|counter| stands(counter) && ends_word(rest, counter.word))?;
    let is_other_word =
        counter.has_longer && OTHER.beginning(text, at).is_some_and(|length| length > counter.word.len());
    (!is_other_word).then_some(*counter)
}

fn ends_word(rest: &str, word: &str) -> bool {
    let is_latin = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    !(is_latin(word.as_bytes().last()) && is_latin(rest.as_bytes().get(word.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(at(text, 0).map(|counter| counter.word), expected, "{text}");
    }

    #[test]
    fn longest_wins() {
        check("人分の", Some("人分"));
        check("人の", Some("人"));
        check("GBの", Some("GB"));
        check("時間", Some("時間"));
        check("回目", Some("回目"));
        check("Boston", None);
        check("日本", None);
        check("の", None);
    }

    #[test]
    fn every_line_is_read() {
        let lines = include_str!("counters.txt").lines().filter(|line| !line.starts_with('#'));
        for text in lines {
            assert!(!line(text).is_empty(), "{text}");
        }
    }
}
