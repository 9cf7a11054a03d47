//! One character for one: dashes, wave dashes, dots, commas, line ends, radicals.

use super::radicals;

/// What a single character is read as, where that is not left to normalisation.
pub(super) fn alone(c: char) -> Option<char> {
    let read = match c {
        '〜' | '～' | '∼' | '\u{2DC}' | '〰' | '‾' => '~',
        '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{FE58}'
        | '\u{FE63}'
        | '\u{FF0D}'
        | '\u{FE31}'
        | '\u{FE32}' => '-',
        '\u{B7}' | '\u{FF65}' => '・',
        '\u{2044}' => '/',
        '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        // Normalisation would make dots of it, and dots read as decimal points.
        '…' | '‥' => c,
        _ => return radicals::kanji(c),
    };
    Some(read)
}
