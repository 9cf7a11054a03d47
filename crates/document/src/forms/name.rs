//! Where the organisation's name ends in a heading that begins with it.

use jikenbo_text::words::stands;

use super::Words;

/// No name is longer, in characters.
const LONGEST: usize = 60;

/// The character after the name that begins at `start` of a heading; `None` where the words before the first space are
/// no name, or (with `sure`) do not look like one.
pub(super) fn end(heading: &[(usize, char)], start: usize, words: &Words, sure: bool) -> Option<usize> {
    let chunks = chunks(heading, start);
    let (_, last) = *chunks.first()?;
    let mut taken = 1;
    while taken < chunks.len() && continues(heading, &chunks, taken, words) {
        taken += 1;
    }
    // The last chunk is the title.
    let taken = taken.min(chunks.len().saturating_sub(1)).max(1);
    let end = chunks.get(taken - 1).map_or(last, |&(_, end)| end);
    let name = text(heading, (start, end));
    let is_name = end - start <= LONGEST
        && (!sure || looks_like_name(&name, words))
        && !words.not_title.contains(&name)
        && !words.not_in_name.iter().any(|word| stands(&name, word));
    is_name.then_some(end)
}

/// Whether `name` has a legal form or a name's ending.
fn looks_like_name(name: &str, words: &Words) -> bool {
    words.legal_forms.iter().any(|form| name.starts_with(form.as_str()) || name.ends_with(form.as_str()))
        || words.name_ends.iter().any(|ending| name.ends_with(ending.as_str()) && name.len() > ending.len())
}

/// The first few words between spaces: characters from, to.
fn chunks(heading: &[(usize, char)], start: usize) -> Vec<(usize, usize)> {
    let mut chunks = Vec::new();
    let mut at = start;
    while at < heading.len() && chunks.len() < 8 {
        let end =
            heading.iter().skip(at).position(|&(_, c)| c == ' ').map_or(heading.len(), |length| at + length);
        if end > at {
            chunks.push((at, end));
        }
        at = end + 1;
    }
    chunks
}

fn text(heading: &[(usize, char)], (start, end): (usize, usize)) -> String {
    heading.iter().take(end).skip(start).map(|&(_, c)| c).collect()
}

/// Whether the chunk at `next` still belongs to the name.
fn continues(heading: &[(usize, char)], chunks: &[(usize, usize)], next: usize, words: &Words) -> bool {
    let (Some(&before), Some(&chunk)) = (chunks.get(next - 1), chunks.get(next)) else { return false };
    let (before, word) = (text(heading, before), text(heading, chunk));
    let name = chunks.first().map(|&(start, _)| text(heading, (start, chunk.0))).unwrap_or_default();
    let legal = |text: &str| words.legal_forms.iter().any(|form| text == form);
    let starts_legal = words.legal_forms.iter().any(|form| name.trim_start().starts_with(form.as_str()));
    let ends_legal = words.legal_forms.iter().any(|form| word.ends_with(form.as_str()));
    legal(&before)
        || legal(&word)
        || word.starts_with('(') && word.ends_with(')')
        || words.nameless.contains(&word)
        || is_latin(&word)
            && (starts_legal && ends_latin(&before)
                || is_latin(&before)
                    && (is_next_word(&word, words) || legal_follows(heading, chunks, next, words)))
        || ends_legal && is_latin(&before)
}

/// Whether a Latin word between a Latin word and the title is a further one of the name: 「EXAMPLE WORKS 不正アクセスについて」.
fn is_next_word(word: &str, words: &Words) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '&' | '.' | '-'))
        && !words.latin_things.iter().any(|thing| thing == word)
}

/// Whether Latin chunks from `next` on lead to one that ends with a legal form.
fn legal_follows(heading: &[(usize, char)], chunks: &[(usize, usize)], next: usize, words: &Words) -> bool {
    chunks
        .iter()
        .skip(next)
        .map(|&chunk| text(heading, chunk))
        .find(|word| !is_latin(word) || is_legal_end(word, words))
        .is_some_and(|word| is_legal_end(&word, words))
}

fn is_legal_end(word: &str, words: &Words) -> bool {
    words.legal_forms.iter().any(|form| word.ends_with(form.as_str()))
}

fn is_latin(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_graphic())
        && word.starts_with(|c: char| c.is_ascii_uppercase() || c == '&')
}

fn ends_latin(word: &str) -> bool {
    word.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '&' | '.' | ','))
}
