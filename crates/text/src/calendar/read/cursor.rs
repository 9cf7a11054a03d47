//! Small steps over a text: each takes a byte offset and gives the one behind what it took.

/// What was read, and the offset behind it.
pub(crate) type Found<T> = Option<(T, usize)>;

/// The text from `at` on; empty where `at` is no boundary.
pub(crate) fn rest(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// The text before `at`.
pub(crate) fn before(text: &str, at: usize) -> &str {
    text.get(..at).unwrap_or_default()
}

/// The character at `at`.
pub(crate) fn peek(text: &str, at: usize) -> Option<char> {
    rest(text, at).chars().next()
}

/// Steps over `word`.
pub(crate) fn eat(text: &str, at: usize, word: &str) -> Option<usize> {
    text.as_bytes().get(at..)?.starts_with(word.as_bytes()).then(|| at + word.len())
}

/// Steps over the first of `words` that stands at `at`; longer ones come first in the list.
pub(crate) fn eat_any(text: &str, at: usize, words: &[&str]) -> Option<usize> {
    words.iter().find_map(|word| eat(text, at, word))
}

/// Steps over the word of the first pair that stands at `at` and gives its value.
pub(crate) fn eat_pair<T: Copy>(text: &str, at: usize, pairs: &[(&str, T)]) -> Found<T> {
    pairs.iter().find_map(|&(word, value)| Some((value, eat(text, at, word)?)))
}

/// Steps over at most one space.
pub(crate) fn gap(text: &str, at: usize) -> usize {
    eat_any(text, at, &[" ", "\u{3000}"]).unwrap_or(at)
}

/// Steps over `word`, a space before it allowed.
pub(crate) fn eat_spaced(text: &str, at: usize, word: &str) -> Option<usize> {
    eat(text, gap(text, at), word)
}
