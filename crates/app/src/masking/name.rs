//! Names of persons, by what stands around them.

use jikenbo_text::Span;

use super::{LISTS, Lists};

/// Letters of a surname or given name.
const LONGEST: usize = 5;
/// Parts of an organisation that may stand between a title and a name (総務部 人事課 例示 太郎).
const PARTS: usize = 3;

pub(super) fn find(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = LISTS
        .titles
        .iter()
        .flat_map(|title| text.match_indices(title.as_str()).map(move |(at, _)| (title, at + title.len())))
        .filter_map(|(title, after)| behind_title(text, title, after, &LISTS))
        .collect();
    found.extend(text.match_indices('氏').filter_map(|(at, _)| before_mister(text, at)));
    found
}

/// The name behind a title that ends at `after`.
fn behind_title(text: &str, title: &str, after: usize, lists: &Lists) -> Option<Span> {
    let mut at = after + leading(&text[after..], |c| ":：".contains(c) || is_space(c), 3);
    let parted = at > after;
    let with_colon = text[after..at].contains([':', '：']);
    for _ in 0..PARTS {
        let first = run(&text[at..], is_name_letter);
        let end = at + first.len();
        if !lists.parts.iter().any(|part| first.ends_with(part.as_str())) {
            return name(text, at, end, (title, parted, with_colon), lists);
        }
        let next = end + leading(&text[end..], is_space, 2);
        if next == end {
            return None;
        }
        at = next;
    }
    None
}

/// The name that begins at `at`, whose first part ends at `end`.
fn name(
    text: &str,
    at: usize,
    end: usize,
    (title, parted, with_colon): (&str, bool, bool),
    lists: &Lists,
) -> Option<Span> {
    let first = &text[at..end];
    let is_other =
        |words: &str| words.is_empty() || lists.others.iter().any(|other| words.starts_with(other.as_str()));
    if is_other(first) || first.chars().count() > LONGEST || !first.starts_with(is_kanji) {
        return None;
    }
    let gap = leading(&text[end..], is_space, 2);
    let second = run(&text[end + gap..], is_name_letter);
    let ends = |at: usize| !text[at..].starts_with(|next: char| next.is_alphanumeric());
    let last = end + gap + second.len();
    if parted && gap > 0 && !is_other(second) && second.chars().count() <= LONGEST && ends(last) {
        let is_part = lists.parts.iter().any(|part| second.ends_with(part.as_str()));
        return (!is_part).then(|| Span::new(at, last));
    }
    let kanji_only = first.chars().all(is_kanji);
    let alone = with_colon && first.chars().count() >= 2;
    let close = !parted && lists.close.iter().any(|one| one == title) && first.chars().count() >= 3;
    (kanji_only && (alone || close) && ends(end)).then(|| Span::new(at, end))
}

/// The name before 氏.
fn before_mister(text: &str, at: usize) -> Option<Span> {
    let after = &text[at + '氏'.len_utf8()..];
    if after.starts_with(['名', '族', '神', '子', '家']) {
        return None;
    }
    let length: usize = text[..at].chars().rev().take_while(|c| is_kanji(*c)).map(char::len_utf8).sum();
    let letters = text[at - length..at].chars().count();
    (2..=LONGEST).contains(&letters).then(|| Span::new(at - length, at))
}

fn leading(text: &str, is: impl Fn(char) -> bool, most: usize) -> usize {
    text.chars().take(most).take_while(|c| is(*c)).map(char::len_utf8).sum()
}

fn run(text: &str, is: impl Fn(char) -> bool) -> &str {
    text.split_once(|c| !is(c)).map_or(text, |(run, _)| run)
}

fn is_space(c: char) -> bool {
    c == ' ' || c == '\u{3000}'
}

fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '々' | '\u{f900}'..='\u{faff}')
}

fn is_name_letter(c: char) -> bool {
    is_kanji(c) || matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | 'ー')
}
