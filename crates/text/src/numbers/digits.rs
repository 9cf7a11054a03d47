//! The pieces of numerals: runs of digits, 十 百 千, 万 億 兆.

use super::Decimal;

/// A kanji of numerals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kanji {
    /// 〇 to 九.
    Digit(u8),
    /// 十 百 千: the power of ten.
    Small(u32),
    /// 万 億 兆 京 垓: the power of ten.
    Big(u32),
}

impl Kanji {
    /// The kanji `c`, if it is one of numerals.
    pub(super) fn of(c: char) -> Option<Self> {
        Some(match c {
            '〇' | '零' => Self::Digit(0),
            '一' => Self::Digit(1),
            '二' => Self::Digit(2),
            '三' => Self::Digit(3),
            '四' => Self::Digit(4),
            '五' => Self::Digit(5),
            '六' => Self::Digit(6),
            '七' => Self::Digit(7),
            '八' => Self::Digit(8),
            '九' => Self::Digit(9),
            '十' | '拾' => Self::Small(1),
            '百' => Self::Small(2),
            '千' | '阡' => Self::Small(3),
            '万' => Self::Big(4),
            '億' => Self::Big(8),
            '兆' => Self::Big(12),
            '京' => Self::Big(16),
            '垓' => Self::Big(20),
            _ => return None,
        })
    }
}

/// Digits beyond this many overflow.
const LONGEST: usize = 30;

/// What goes on with a unit's kanji to a word that goes on from no figure: 千葉, 百貨店, 万博.
const NO_UNIT: [(char, &str); 7] = [
    ('千', "葉代歳曲種早里鳥石川住駄羽"),
    ('百', "貨合科"),
    ('十', "勝和字"),
    ('拾', "得"),
    ('万', "博引全能国華"),
    ('億', "劫"),
    ('兆', "候し"),
];

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// A unit at `at`, its power and its end; no unit where a longer word begins there.
fn unit(text: &str, at: usize) -> Option<(Kanji, usize)> {
    let c = char_at(text, at)?;
    let kanji = Kanji::of(c)?;
    let end = at + c.len_utf8();
    let next = char_at(text, end);
    let goes_on = |next: char| NO_UNIT.iter().any(|(unit, ends)| *unit == c && ends.contains(next));
    if next.is_some_and(goes_on) || (c == '京' && next.is_some_and(is_of_kyo)) {
        return None;
    }
    Some((kanji, end))
}

/// What goes on with 京 to the name of a place or a firm.
fn is_of_kyo(next: char) -> bool {
    "都阪橋王浜急成大田極葉口町".contains(next) || matches!(next, 'ァ'..='ヺ')
}

/// 十 百 千 at `at`: the power of ten and the end.
pub(super) fn small(text: &str, at: usize) -> Option<(u32, usize)> {
    match unit(text, at)? {
        (Kanji::Small(power), end) => Some((power, end)),
        _ => None,
    }
}

/// 万 億 兆 … at `at`: the power of ten and the end.
pub(super) fn big(text: &str, at: usize) -> Option<(u32, usize)> {
    match unit(text, at)? {
        (Kanji::Big(power), end) => Some((power, end)),
        _ => None,
    }
}

/// Skips a space that stands before a unit, or (`before_unit` false) a space or comma between a unit and a kanji digit.
pub(super) fn gap(text: &str, at: usize, before_unit: bool) -> usize {
    let next =
        text.get(at..).and_then(|rest| rest.strip_prefix([' ', ','])).and_then(|rest| rest.chars().next());
    match next.and_then(Kanji::of) {
        Some(Kanji::Digit(_)) if before_unit => at,
        Some(_) if before_unit && text.as_bytes().get(at) == Some(&b',') => at,
        Some(_) => at + 1,
        None => at,
    }
}

/// Kanji digits one beside the other (`二〇二三`): value and end.
pub(super) fn kanji_run(text: &str, start: usize) -> Option<(Decimal, usize)> {
    let (mut value, mut end) = (0i128, start);
    for (count, c) in text.get(start..)?.chars().enumerate() {
        let Some(Kanji::Digit(digit)) = Kanji::of(c) else { break };
        if count >= LONGEST {
            return None;
        }
        value = value * 10 + i128::from(digit);
        end += c.len_utf8();
    }
    (end > start).then_some((Decimal::of(value), end))
}

/// How many ASCII digits stand at `at`.
pub(super) fn count(text: &str, at: usize) -> usize {
    text.as_bytes().get(at..).map_or(0, |rest| rest.iter().take_while(|byte| byte.is_ascii_digit()).count())
}

/// As many digits as never overflow.
const FEW: usize = 9;

/// A few ASCII digits behind which no numeral goes on, as of nearly all figures: value and end. What else may be a numeral
/// is not read here.
pub(super) fn alone(text: &str, start: usize) -> Option<(Decimal, usize)> {
    let digits = text.as_bytes().get(start..)?.iter().take_while(|byte| byte.is_ascii_digit());
    let value = digits.clone().take(FEW).fold(0, |value, digit| value * 10 + i128::from(digit - b'0'));
    let end = start + Some(digits.count()).filter(|count| (1..=FEW).contains(count))?;
    let next = char_at(text, end);
    let goes_on = |next: char| matches!(next, ' ' | ',' | '.' | '、') || Kanji::of(next).is_some();
    (!next.is_some_and(goes_on)).then_some((Decimal::of(value), end))
}

/// ASCII digits with well-formed commas and a decimal point: value and end.
pub(super) fn ascii(text: &str, start: usize) -> Option<(Decimal, usize)> {
    let (whole, end) = match grouped(text, start, ",") {
        Some(read) => read,
        None => {
            let end = start + Some(count(text, start)).filter(|count| (1..=LONGEST).contains(count))?;
            (Decimal::of(text.get(start..end)?.parse().ok()?), end)
        }
    };
    let behind = if text.as_bytes().get(end) == Some(&b'.') { count(text, end + 1) } else { 0 };
    if behind == 0 || behind > LONGEST {
        return Some((whole, end));
    }
    let fraction = text.get(end + 1..end + 1 + behind)?.parse().ok()?;
    let fraction = Decimal { mantissa: fraction, scale: u8::try_from(behind).ok()? };
    Some((whole.plus(fraction)?, end + 1 + behind))
}

/// Groups of three digits parted by `comma`, at least one of them: `1,234,567`.
pub(super) fn grouped(text: &str, start: usize, comma: &str) -> Option<(Decimal, usize)> {
    let first = Some(count(text, start)).filter(|first| (1..=3).contains(first))?;
    let mut end = start + first;
    let mut value: i128 = text.get(start..end)?.parse().ok()?;
    // Zeros never overflow: without a bound each group of a long row would be read again to the row's end.
    let furthest = start + LONGEST + LONGEST / 3 * comma.len();
    while text.get(end..).is_some_and(|rest| rest.starts_with(comma)) {
        let group = end + comma.len();
        if group > furthest {
            return None;
        }
        match count(text, group) {
            3 => value = value.checked_mul(1000)?.checked_add(text.get(group..group + 3)?.parse().ok()?)?,
            0 => break,
            _ => return None,
        }
        end = group + 3;
    }
    (end > start + first).then_some((Decimal::of(value), end))
}
