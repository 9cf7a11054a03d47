//! Finding one word. The searches of the standard library and of `memchr` first prepare for long texts, which takes longer
//! than to look through a sentence.

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
    let (bytes, mark, last) = places(text, word)?;
    let starts = memchr::memchr_iter(word.as_bytes()[mark], &bytes[mark..=last + mark]);
    starts.into_iter().find(|&at| bytes[at..].starts_with(word.as_bytes()))
}

/// Where `word` last stands in `text`, as [`str::rfind`] says.
#[inline]
pub fn rfind(text: &str, word: &str) -> Option<usize> {
    let (bytes, mark, last) = places(text, word)?;
    let starts = memchr::memrchr_iter(word.as_bytes()[mark], &bytes[mark..=last + mark]);
    starts.into_iter().find(|&at| bytes[at..].starts_with(word.as_bytes()))
}

/// Whether `word` stands in `text`.
#[inline]
pub fn stands(text: &str, word: &str) -> bool {
    word.is_empty() || find(text, word).is_some()
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
    }
}
