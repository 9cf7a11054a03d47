use super::bytes::{eight, eight_before, low};
use super::heads::hash;

/// A few words, of which one may stand right before or behind a place.
///
/// ```
/// use jikenbo_text::words::Choice;
/// let choice = Choice::new(["情報", "個人情報", "人"]);
/// assert_eq!(choice.ending("個人情報", 12), Some(12));
/// assert_eq!(choice.beginning("個人情報", 3), Some(3));
/// assert_eq!(choice.beginning("個人情報", 0), Some(12));
/// assert_eq!(choice.beginning("個人", 0), None);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// The longest first.
    words: Box<[Word]>,
    /// The [`sign`]s of the words' first three bytes, one character of Japanese.
    firsts: u64,
    /// Those of their last three.
    lasts: u64,
}

/// A bit for three bytes: where it is not set for any word, none of them need be compared.
const fn sign(three: u64) -> u64 {
    1 << (hash(three) >> 16 & 63)
}

/// A word with its first and last eight bytes, or all of them.
#[derive(Clone, Debug)]
struct Word {
    bytes: Box<[u8]>,
    first: u64,
    last: u64,
}

impl Choice {
    /// The words to choose from; one of them longest at least.
    pub fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut words: Vec<Word> = words.into_iter().filter(|word| !word.is_empty()).map(Word::new).collect();
        words.sort_by_key(|word| usize::MAX - word.bytes.len());
        let firsts = words.iter().fold(0, |all, word| all | word.first_sign());
        let lasts = words.iter().fold(0, |all, word| all | word.last_sign());
        Self { words: words.into_boxed_slice(), firsts, lasts }
    }

    /// How long the longest word is that begins at byte `at` of `text`.
    pub fn beginning(&self, text: &str, at: usize) -> Option<usize> {
        let found = eight(text.as_bytes(), at);
        if self.firsts & sign(found & low(3)) == 0 {
            return None;
        }
        let begins = |word: &&Word| {
            let bytes = &word.bytes;
            (found ^ word.first) & low(bytes.len()) == 0
                && (bytes.len() <= 8 || text.as_bytes().get(at..).is_some_and(|rest| rest.starts_with(bytes)))
        };
        self.words.iter().find(begins).map(|word| word.bytes.len())
    }

    /// How long the longest word is that ends at byte `at` of `text`.
    pub fn ending(&self, text: &str, at: usize) -> Option<usize> {
        let found = eight_before(text.as_bytes(), at);
        if self.lasts & sign(found >> 40) == 0 {
            return None;
        }
        let ends = |word: &&Word| {
            let bytes = &word.bytes;
            (found ^ word.last) >> (64 - 8 * bytes.len().min(8)) == 0
                && (bytes.len() <= 8 || text.as_bytes().get(..at).is_some_and(|rest| rest.ends_with(bytes)))
        };
        self.words.iter().find(ends).map(|word| word.bytes.len())
    }
}

impl Word {
    fn new(word: &str) -> Self {
        let bytes = word.as_bytes();
        Self { bytes: bytes.into(), first: eight(bytes, 0), last: eight_before(bytes, bytes.len()) }
    }

    /// The [`sign`] of its first three bytes; all signs where it has fewer.
    fn first_sign(&self) -> u64 {
        if self.bytes.len() < 3 { u64::MAX } else { sign(self.first & low(3)) }
    }

    /// The same of its last three.
    fn last_sign(&self) -> u64 {
        if self.bytes.len() < 3 { u64::MAX } else { sign(self.last >> 40) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_is_chosen() {
        let choice = Choice::new(["者", "担当者", "総務課担当者"]);
        let text = "、総務課担当者";
        assert_eq!(choice.ending(text, text.len()), Some("総務課担当者".len()));
        assert_eq!(choice.ending(&text[6..], text.len() - 6), Some("担当者".len()));
        assert_eq!(choice.ending("者", 3), Some(3));
        assert_eq!(choice.ending("者、", 6), None);
        assert_eq!(choice.beginning(text, 3), Some("総務課担当者".len()));
        assert_eq!(choice.beginning("総務課担当", 0), None);
        assert_eq!(choice.beginning("", 0), None);
    }
}
