//! Finding one word. The searches of the standard library and of `memchr` first prepare for long texts, which takes longer
//! than to look through a sentence. In a part of the [`Ground`](super::Ground) most words are known not to stand at all.

use super::ground::lacks;

/// Where `word` first stands in `text`, as [`str::find`] says.
///
/// ```
/// use jikenbo_text::words::{find, rfind, stands};
/// assert_eq!(find("個人情報と情報", "情報"), Some(6));
/// assert_eq!(rfind("個人情報と情報", "情報"), Some(15));
/// assert!(!stands("個人情報", "情報誌"));
/// ```
#[inline]
pub fn find(text: &str, word: &str) -> Option<usize> {
    if lacks(text, word) { None } else { search(text, word) }
}

/// As [`find`], by a look through all of the text.
#[inline]
pub(super) fn search(text: &str, word: &str) -> Option<usize> {
    let (bytes, mark, last) = places(text, word)?;
    let starts = memchr::memchr_iter(word.as_bytes()[mark], &bytes[mark..=last + mark]);
    starts.into_iter().find(|&at| bytes[at..].starts_with(word.as_bytes()))
}

/// Where `word` last stands in `text`, as [`str::rfind`] says.
#[inline]
pub fn rfind(text: &str, word: &str) -> Option<usize> {
    if lacks(text, word) {
        return None;
    }
    let (bytes, mark, last) = places(text, word)?;
    let starts = memchr::memrchr_iter(word.as_bytes()[mark], &bytes[mark..=last + mark]);
    starts.into_iter().find(|&at| bytes[at..].starts_with(word.as_bytes()))
}

/// Whether `word` stands in `text`.
#[inline]
pub fn stands(text: &str, word: &str) -> bool {
    word.is_empty() || find(text, word).is_some()
}

/// The first `count` characters of `text`; all of it where it has no more.
///
/// ```
/// use jikenbo_text::words::{closing, opening};
/// assert_eq!(opening("個人情報", 2), "個人");
/// assert_eq!(closing("個人情報", 2), "情報");
/// assert_eq!(opening("個人", 3), "個人");
/// assert_eq!(closing("個人", 0), "");
/// ```
#[inline]
pub fn opening(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(at, _)| &text[..at])
}

/// The last `count` characters of `text`; all of it where it has no more.
#[inline]
pub fn closing(text: &str, count: usize) -> &str {
    text.char_indices().rev().take(count).last().map_or("", |(at, _)| &text[at..])
}

/// The text, the byte of the word to look for, and the last place where the word may begin.
fn places<'t>(text: &'t str, word: &str) -> Option<(&'t [u8], usize, usize)> {
    let last = text.len().checked_sub(word.len())?;
    (!word.is_empty()).then(|| (text.as_bytes(), mark(word.as_bytes()), last))
}

/// Which byte of a word tells most: the last one of its first two characters, as all kana and many kanji share the others;
/// but not one that is the second of all kana.
fn mark(word: &[u8]) -> usize {
    let tells = |at: &usize| word.get(*at).is_some_and(|byte| !matches!(byte, 0x81..=0x83));
    [2, 5, 1].into_iter().find(tells).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn as_the_standard_library(text in "[情報aé😀]{0,30}", word in "[情報aé😀]{1,3}") {
            prop_assert_eq!(find(&text, &word), text.find(&word));
            prop_assert_eq!(rfind(&text, &word), text.rfind(&word));
            prop_assert_eq!(stands(&text, &word), text.contains(&word));
        }

        #[test]
        fn as_characters_counted(text in "[情報aé😀]{0,8}", count in 0usize..10) {
            let rest = text.chars().count().saturating_sub(count);
            prop_assert_eq!(opening(&text, count), text.chars().take(count).collect::<String>());
            prop_assert_eq!(closing(&text, count), text.chars().skip(rest).collect::<String>());
        }
    }
}
