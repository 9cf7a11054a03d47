use super::cursor::{Found, rest};

/// A whole number in digits or kanji.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Numeral {
    /// Its value, at most 999,999,999.
    pub value: u32,
    /// How many characters it has; `09` has 2.
    pub chars: u8,
    /// Written in kanji.
    pub kanji: bool,
}

/// The number at `at`: a whole run of digits, or of kanji numerals (二〇二三, 二十三, 廿).
pub(crate) fn numeral(text: &str, at: usize) -> Found<Numeral> {
    let first = *text.as_bytes().get(at)?;
    if first.is_ascii_digit() {
        digits(text, at)
    } else if first >= 0xe3 {
        kanji(text, at)
    } else {
        None
    }
}

/// A number of at most `max` written in at most two characters (kanji: three).
pub(crate) fn small(text: &str, at: usize, max: u32) -> Found<Numeral> {
    let (number, end) = numeral(text, at)?;
    let short = number.chars <= if number.kanji { 3 } else { 2 };
    (short && number.value <= max).then_some((number, end))
}

fn digits(text: &str, at: usize) -> Found<Numeral> {
    let mut value = 0u32;
    let mut end = at;
    while let Some(digit) = text.as_bytes().get(end).filter(|byte| byte.is_ascii_digit()) {
        if end - at >= 9 {
            return None;
        }
        value = value * 10 + u32::from(digit - b'0');
        end += 1;
    }
    Some((Numeral { value, chars: (end - at) as u8, kanji: false }, end))
}

/// What a kanji numeral is worth: a digit, or a power of ten.
pub(super) fn worth(character: char) -> Option<(u32, bool)> {
    Some(match character {
        '〇' | '零' => (0, false),
        '一' => (1, false),
        '二' => (2, false),
        '三' => (3, false),
        '四' => (4, false),
        '五' => (5, false),
        '六' => (6, false),
        '七' => (7, false),
        '八' => (8, false),
        '九' => (9, false),
        '十' => (10, true),
        '百' => (100, true),
        '千' => (1000, true),
        '廿' => (20, true),
        _ => return None,
    })
}

fn kanji(text: &str, at: usize) -> Found<Numeral> {
    let (mut total, mut digit, mut chars) = (0u32, None::<u32>, 0u8);
    let mut end = at;
    for character in rest(text, at).chars() {
        let Some((value, power)) = worth(character) else { break };
        if chars >= 9 {
            return None;
        }
        if power {
            total += if value == 20 { 20 } else { digit.take().unwrap_or(1) * value };
        } else {
            digit = Some(digit.unwrap_or(0) * 10 + value);
        }
        chars += 1;
        end += character.len_utf8();
    }
    let value = total.checked_add(digit.unwrap_or(0))?;
    (chars > 0).then_some((Numeral { value, chars, kanji: true }, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<u32>) {
        assert_eq!(numeral(text, 0).map(|(number, _)| number.value), expected, "{text}");
    }

    #[test]
    fn digits_and_kanji_are_read_whole() {
        check("2023年", Some(2023));
        check("二〇二三年", Some(2023));
        check("二千二十三年", Some(2023));
        check("二十九日", Some(29));
        check("廿日", Some(20));
    }

    #[test]
    fn what_is_no_number_is_none() {
        check("年", None);
        check("1234567890", None);
        check("九九九九九九九九九九", None);
    }
}
