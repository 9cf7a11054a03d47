//! Telephone numbers, those left out that are everybody's to call.

use jikenbo_text::Span;

use super::LISTS;

/// Whether a number, as people write it, is that of a mobile telephone, which is hardly ever an office's.
pub(crate) fn is_mobile(number: &str) -> bool {
    let digits: String = number.chars().filter_map(digit).collect();
    let national = digits.strip_prefix("81").map_or_else(|| digits.clone(), |rest| format!("0{rest}"));
    ["070", "080", "090"].iter().any(|mobile| national.starts_with(mobile))
}

/// Digits of a number in Japan, the leading 0 included.
const DIGITS: std::ops::RangeInclusive<usize> = 10..=11;

pub(super) fn find(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let (mut skip, mut before) = (0, None);
    for (at, letter) in text.char_indices() {
        let begins = matches!(letter, '0' | '０' | '+' | '＋' | '(' | '（');
        if at >= skip
            && begins
            && before.is_none_or(|before| digit(before).is_none())
            && let Some(end) = number(&text[at..])
        {
            found.push(Span::new(at, at + end));
            skip = at + end;
        }
        before = Some(letter);
    }
    found
}

/// The end of a telephone number at the beginning of `text`.
fn number(text: &str) -> Option<usize> {
    let (mut digits, mut end, mut apart) = (String::new(), 0, 0);
    for (at, letter) in text.char_indices() {
        match digit(letter) {
            Some(digit) => {
                digits.push(digit);
                (end, apart) = (at + letter.len_utf8(), 0);
            }
            None if "+＋".contains(letter) && at == 0 => {}
            None if "-‐‑‒–—−－ー()（） ".contains(letter) && apart < 2 => apart += 1,
            None => break,
        }
        if digits.len() > *DIGITS.end() + 2 {
            return None;
        }
    }
    let abroad = digits.strip_prefix("81").filter(|_| text.starts_with(['+', '＋']));
    let national = abroad.map_or_else(|| digits.clone(), |rest| format!("0{}", rest.trim_start_matches('0')));
    let fits = national.starts_with('0') && DIGITS.contains(&national.len());
    let is_free = LISTS.free.iter().any(|free| national.starts_with(free.as_str()));
    (fits && !is_free).then_some(end)
}

fn digit(letter: char) -> Option<char> {
    match letter {
        '0'..='9' => Some(letter),
        '０'..='９' => char::from_digit(u32::from(letter) - u32::from('０'), 10),
        _ => None,
    }
}
