//! One character for several: compatibility forms, circled figures, abbreviations in one character.

use unicode_normalization::UnicodeNormalization;

use super::alone::alone;

/// The longest compatibility expansion, of U+FDFA.
const LONGEST: usize = 18;

/// What one character became.
#[derive(Default)]
pub(super) struct Expansion {
    chars: [char; LONGEST],
    len: usize,
}

impl Expansion {
    /// The characters, in order.
    pub(super) fn chars(&self) -> &[char] {
        self.chars.get(..self.len).unwrap_or_default()
    }

    fn push(&mut self, c: char) {
        if let Some(slot) = self.chars.get_mut(self.len) {
            *slot = c;
            self.len += 1;
        }
    }
}

/// Writes what `c` is read as into the empty `made`.
pub(super) fn expand(c: char, made: &mut Expansion) {
    if let Some(read) = alone(c) {
        return made.push(read);
    }
    if let Some((first, last)) = enclosed(c) {
        return bracketed(first, last, made);
    }
    for part in std::iter::once(c).nfkc() {
        made.push(alone(part).unwrap_or(part));
    }
    // A spacing accent would fall apart into a space and a combining mark.
    if made.chars().first() == Some(&' ') {
        *made = Expansion::default();
        made.push(c);
    }
}

/// Writes `(1)`, `(12)`, `(A)`.
fn bracketed(first: Option<char>, last: char, made: &mut Expansion) {
    made.push('(');
    first.into_iter().for_each(|c| made.push(c));
    made.push(last);
    made.push(')');
}

/// What is in the circle: a figure of one or two digits, a letter, or a kanji figure.
///
/// Normalisation gives the bare figure, which would join its neighbours: `①2件` is no `12件`.
fn enclosed(c: char) -> Option<(Option<char>, char)> {
    let code = u32::from(c);
    let from = |start: char, base: u32| code - u32::from(start) + base;
    let figure = match c {
        '①'..='⑳' => from('①', 1),
        '㉑'..='㉟' => from('㉑', 21),
        '㊱'..='㊿' => from('㊱', 36),
        '⓪' | '⓿' => 0,
        '⓫'..='⓴' => from('⓫', 11),
        '⓵'..='⓾' => from('⓵', 1),
        '❶'..='❿' => from('❶', 1),
        '➀'..='➉' => from('➀', 1),
        '➊'..='➓' => from('➊', 1),
        'Ⓐ'..='Ⓩ' => return Some((None, char::from_u32(from('Ⓐ', 0x41))?)),
        'ⓐ'..='ⓩ' => return Some((None, char::from_u32(from('ⓐ', 0x61))?)),
        '㊀'..='㊉' => return Some((None, "一二三四五六七八九十".chars().nth(from('㊀', 0) as usize)?)),
        _ => return None,
    };
    let tens = char::from_digit(figure / 10, 10).filter(|_| figure >= 10);
    Some((tens, char::from_digit(figure % 10, 10)?))
}

/// A digit of another width or style, which belongs to the figure around it.
pub(super) fn is_plain_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９' | '\u{1D7CE}'..='\u{1D7FF}' | '\u{1FBF0}'..='\u{1FBF9}')
}

/// A digit above or below the line, which does not.
pub(super) fn is_raised(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '⁰'..='⁹' | '₀'..='₉')
}
