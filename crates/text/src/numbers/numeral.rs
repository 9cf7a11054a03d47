//! One numeral, its value and where it ends: digits, kanji and mixtures of both.

use super::Decimal;
use super::counters;
use super::digits::{self, Kanji};

/// A numeral read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numeral {
    /// The byte behind it.
    pub(super) end: usize,
    pub(super) value: Decimal,
    /// It has an ASCII digit.
    pub(super) ascii: bool,
    /// How many kanji it has.
    pub(super) kanji: usize,
    /// The power of ten of its last 万, 億 or 兆, where it ends in one.
    pub(super) power: Option<u32>,
}

/// `ゼロ`, the one numeral in kana.
pub(super) const ZERO: &str = "ゼロ";

/// Above the largest power of ten (垓), so that the first part has no limit.
const TOP: u32 = 36;

/// The numeral that begins at `start`.
pub(super) fn read(text: &str, start: usize) -> Option<Numeral> {
    if let Some((value, end)) = digits::alone(text, start) {
        return Some(Numeral { end, value, ascii: true, kanji: 0, power: None });
    }
    if text.get(start..)?.starts_with(ZERO) {
        let value = Decimal::of(0);
        return Some(Numeral { end: start + ZERO.len(), value, ascii: false, kanji: 2, power: None });
    }
    composed(text, start)
}

/// A numeral of parts, each before a 万, an 億 or the end.
fn composed(text: &str, start: usize) -> Option<Numeral> {
    let mut total = Decimal::of(0);
    let (mut at, mut limit, mut best) = (start, TOP, None);
    while let Some(part) = section(text, at, limit) {
        match digits::big(text, digits::gap(text, part.end, true)) {
            Some((power, end))
                if power < limit && part.value.mantissa > 0 && part.value.is_below(limit - power) =>
            {
                total = total.plus(part.value.shift(power)?)?;
                best = Some((end, total, Some(power)));
                (at, limit) = (digits::gap(text, end, false), power);
            }
            Some(_) if best.is_some() => break,
            _ => {
                best = Some((part.end, total.plus(part.value)?, None));
                break;
            }
        }
    }
    let (end, value, power) = best?;
    let words = text.get(start..end)?;
    let ascii = words.bytes().any(|byte| byte.is_ascii_digit());
    let kanji = words.chars().filter(|c| !c.is_ascii()).count();
    Some(Numeral { end, value, ascii, kanji, power })
}

/// What stands before a 万, an 億 or the end.
struct Section {
    value: Decimal,
    end: usize,
}

/// The part below 10^`limit` that begins at `start`: digits and 十 百 千, falling.
fn section(text: &str, start: usize, limit: u32) -> Option<Section> {
    let (mut value, mut end, mut below) = (Decimal::of(0), start, limit);
    let mut at = start;
    loop {
        let run = run(text, at);
        let behind = run.map_or(at, |(_, end)| end);
        let small = digits::small(text, digits::gap(text, behind, true));
        match (run, small) {
            (run, Some((power, unit_end))) => {
                let part = run.map_or(Decimal::of(1), |(value, _)| value).shift(power)?;
                if !part.is_below(below) || part.mantissa == 0 {
                    break;
                }
                value = value.plus(part)?;
                (end, below) = (unit_end, power);
                at = digits::gap(text, unit_end, false);
            }
            (Some((last, run_end)), None) => {
                if last.is_below(below) {
                    value = value.plus(last)?;
                    end = run_end;
                }
                break;
            }
            (None, None) => break,
        }
    }
    (end > start).then_some(Section { value, end })
}

/// A run of ASCII digits (with commas and a point) or of kanji digits.
fn run(text: &str, at: usize) -> Option<(Decimal, usize)> {
    if text.as_bytes().get(at).is_some_and(u8::is_ascii_digit) {
        return Some(ideographic_groups(text, at).unwrap_or(digits::ascii(text, at)?));
    }
    digits::kanji_run(text, at)
}

/// `5、450件`: groups parted by `、`, only where the whole text or a counter of things ends them, for `、` parts
/// lists too (`80、443番`).
fn ideographic_groups(text: &str, start: usize) -> Option<(Decimal, usize)> {
    let (value, end) = digits::grouped(text, start, "、")?;
    let rest = text.get(end..)?;
    let ends = rest.is_empty() || counters::at(text, end).is_some_and(|counter| counter.counts());
    ends.then_some((value, end))
}

/// Kanji digits behind a `・` that is a decimal point: `六・〇〇`, `九・八十九`; value below one and its end.
///
/// One digit alone is more often the next of a list (`一・二号`) and needs `sure`.
pub(super) fn kanji_fraction(text: &str, point: usize, sure: bool) -> Option<(Decimal, usize)> {
    let at = point + "・".len();
    text.get(point..at).filter(|&c| c == "・")?;
    let first = text.get(at..)?.chars().next()?;
    Kanji::of(first).filter(|kanji| matches!(kanji, Kanji::Digit(_)))?;
    let (_, run_end) = digits::kanji_run(text, at)?;
    let (value, end, figures) = match digits::small(text, run_end) {
        Some(_) => {
            let read = read(text, at)?;
            (read.value.mantissa, read.end, read.value.mantissa.checked_ilog10()? + 1)
        }
        None => {
            let (value, end) = digits::kanji_run(text, at)?;
            (value.mantissa, end, u32::try_from(text.get(at..end)?.chars().count()).ok()?)
        }
    };
    let scale = u8::try_from(figures).ok().filter(|&scale| scale <= 24)?;
    (sure || figures > 1).then_some((Decimal { mantissa: value, scale }, end))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn digits_alone_are_as_composed(text in "[0-9、,.万千 件]{1,12}") {
            if digits::alone(&text, 0).is_some() {
                prop_assert_eq!(read(&text, 0), composed(&text, 0));
            }
        }

        #[test]
        fn a_few_digits_are_as_composed(text in "[0-9]{1,10}[、,.万千 件]{0,2}[0-9]{0,4}") {
            prop_assert_eq!(read(&text, 0), composed(&text, 0));
        }
    }

    fn check(text: &str, value: i128, words: &str) {
        let read = read(text, 0).expect("a numeral");
        assert_eq!((read.value, text.get(..read.end)), (Decimal::of(value), Some(words)), "{text}");
    }

    #[test]
    fn kanji() {
        check("二千六百二", 2602, "二千六百二");
        check("二〇二三年", 2023, "二〇二三");
        check("百一", 101, "百一");
        check("五兆六十二億四万五千二", 5_006_200_045_002, "五兆六十二億四万五千二");
        check("千七百六〇", 1760, "千七百六〇");
        check("四千零五万", 40_050_000, "四千零五万");
        check("一百 五 十 二", 152, "一百 五 十 二");
        check("零 一", 0, "零");
        check("三千 八百 九十六 万 四千", 38_964_000, "三千 八百 九十六 万 四千");
        check("三千,九百二十一", 3921, "三千,九百二十一");
        check("ゼロ", 0, "ゼロ");
    }

    #[test]
    fn mixtures() {
        check("13万2,000件", 132_000, "13万2,000");
        check("12万5千", 125_000, "12万5千");
        check("729万87", 7_290_087, "729万87");
        check("3,053万", 30_530_000, "3,053万");
        check("5万4千6百", 54_600, "5万4千6百");
        check("4億23,800,000", 423_800_000, "4億23,800,000");
        check("58百7万6千99", 58_076_099, "58百7万6千99");
        check("1.5万", 15_000, "1.5万");
        check("4.78兆", 4_780_000_000_000, "4.78兆");
    }

    #[test]
    fn what_does_not_fit_is_left() {
        check("1千1000", 1000, "1千");
        check("1万10千", 10_000, "1万");
        check("1万2万", 10_000, "1万");
        check("2007二十", 2007, "2007");
        check("1,2345", 1, "1");
        check("1千葉", 1, "1");
        check("5京都", 5, "5");
    }

    #[test]
    fn ideographic_commas() {
        check("5、450", 5450, "5、450");
        check("5、450件", 5450, "5、450");
        check("80、443番", 80, "80");
    }
}
