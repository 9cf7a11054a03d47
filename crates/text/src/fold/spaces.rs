//! Which characters are spaces, which leave no trace, and which spaces only space out a figure.

/// Tabs and spaces of every width; runs of them become one ` `.
pub(super) fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}'
    )
}

/// Characters that no reader sees: control, zero width, direction, variation selectors, byte order mark.
pub(super) fn is_removed(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' => false,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => true,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{FEFF}' => true,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => true,
        '\u{FE00}'..='\u{FE0F}' | '\u{FFF9}'..='\u{FFFB}' => true,
        '\u{E0000}'..='\u{E01EF}' => true,
        _ => false,
    }
}

/// Whether the space between `last` and `next` is dropped: between Japanese and a letter or digit, and before `%`.
/// Never between two digits, nor between two Japanese characters (columns and lists of names live by those).
pub(super) fn is_droppable(last: char, next: char) -> bool {
    (last.is_ascii_alphanumeric() && is_japanese(next))
        || (is_japanese(last) && next.is_ascii_alphanumeric())
        || (last.is_ascii_digit() && next == '%')
}

/// Kanji and kana.
pub(super) fn is_japanese(c: char) -> bool {
    matches!(c,
        '々'..='〇' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// A voicing mark with no kana to join stands by itself.
pub(super) fn standing(c: char) -> char {
    match c {
        '\u{3099}' => '\u{309B}',
        '\u{309A}' => '\u{309C}',
        other => other,
    }
}
