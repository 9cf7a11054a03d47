//! Words that stand for a year, month, week or day: counted from the date before them (同, 翌, 前) or from the time of
//! speaking (今, 本, 昨, 先, 来).

use super::cursor::{Found, before, eat, eat_pair, peek};
use crate::calendar::Slot;

const YEARS: &[(&str, Slot<i16>)] = &[
    ("同年", Slot::Back(0)),
    ("当年", Slot::Back(0)),
    ("翌々年", Slot::Back(2)),
    ("翌年", Slot::Back(1)),
    ("前年", Slot::Back(-1)),
    ("前々年", Slot::Back(-2)),
    ("今年", Slot::Now(0)),
    ("本年", Slot::Now(0)),
    ("ことし", Slot::Now(0)),
    ("一昨年", Slot::Now(-2)),
    ("昨年", Slot::Now(-1)),
    ("去年", Slot::Now(-1)),
    ("再来年", Slot::Now(2)),
    ("来年", Slot::Now(1)),
];

const MONTHS: &[(&str, Slot<u8>)] = &[
    ("同月", Slot::Back(0)),
    ("当月", Slot::Back(0)),
    ("翌々月", Slot::Back(2)),
    ("翌月", Slot::Back(1)),
    ("前月", Slot::Back(-1)),
    ("前々月", Slot::Back(-2)),
    ("今月", Slot::Now(0)),
    ("本月", Slot::Now(0)),
    ("先々月", Slot::Now(-2)),
    ("先月", Slot::Now(-1)),
    ("再来月", Slot::Now(2)),
    ("来月", Slot::Now(1)),
    ("次の月", Slot::Now(1)),
];

const DAYS: &[(&str, Slot<u8>)] = &[
    ("同日", Slot::Back(0)),
    ("同じ日", Slot::Back(0)),
    ("当日", Slot::Back(0)),
    ("翌々日", Slot::Back(2)),
    ("翌翌日", Slot::Back(2)),
    ("翌日", Slot::Back(1)),
    ("翌朝", Slot::Back(1)),
    ("前日", Slot::Back(-1)),
    ("前々日", Slot::Back(-2)),
    ("本日", Slot::Now(0)),
    ("今日", Slot::Now(0)),
    ("今朝", Slot::Now(0)),
    ("今夜", Slot::Now(0)),
    ("今晩", Slot::Now(0)),
    ("一昨々日", Slot::Now(-3)),
    ("一昨昨日", Slot::Now(-3)),
    ("一昨日", Slot::Now(-2)),
    ("昨日", Slot::Now(-1)),
    ("昨夜", Slot::Now(-1)),
    ("昨晩", Slot::Now(-1)),
    ("明後日", Slot::Now(2)),
    ("明日", Slot::Now(1)),
];

const WEEKS: &[(&str, i8)] = &[("今週", 0), ("先々週", -2), ("先週", -1), ("再来週", 2), ("来週", 1)];

/// What turns such a word into another: 同年代, 今日的, 当日券.
const OTHERS: &str = "代齢的券";
/// What makes 前年 and 前日 a measure to compare with: 前年比, 前年同期, 前年並み.
const COMPARED: &str = "比同並";

/// 同年, 昨年, 来年.
pub(super) fn year(text: &str, at: usize) -> Found<Slot<i16>> {
    alone(text, at, eat_pair(text, at, YEARS)?)
}

/// 同月, 先月, 来月.
pub(super) fn month(text: &str, at: usize) -> Found<Slot<u8>> {
    alone(text, at, eat_pair(text, at, MONTHS)?)
}

/// 同日, 翌日, 本日. The words that name a part of the day (今夜) leave it to the time behind them.
pub(super) fn day(text: &str, at: usize) -> Found<Slot<u8>> {
    let found = eat_pair(text, at, DAYS)?;
    if eat(text, at, "前日本").or_else(|| eat(text, at, "同じ日本")).is_some() {
        return None;
    }
    alone(text, at, found)
}

/// 先週, 今週, 来週.
pub(super) fn week(text: &str, at: usize) -> Found<i8> {
    eat_pair(text, at, WEEKS)
}

/// A fiscal year's word: 本年度, 昨年度, 来年度.
pub(super) fn fiscal(text: &str, at: usize) -> Found<Slot<i16>> {
    let (slot, end) = eat_pair(text, at, YEARS)?;
    Some((slot, eat(text, end, "度")?))
}

fn alone<T>(text: &str, at: usize, (slot, end): (T, usize)) -> Found<T> {
    let compared = peek(text, at) == Some('前');
    let other =
        peek(text, end).is_some_and(|next| OTHERS.contains(next) || (compared && COMPARED.contains(next)));
    (!other && !inside(text, at)).then_some((slot, end))
}

/// Whether the word's first character ends another: 判明日, 担当日, 合同日程, 以前日本, 従来月.
fn inside(text: &str, at: usize) -> bool {
    let Some(last) = before(text, at).chars().next_back() else { return false };
    let others = match peek(text, at) {
        Some('明') => "判表証声発解説不釈透",
        Some('当') => "担該相適妥",
        Some('同') => "共合協",
        Some('前') => "以事直",
        Some('来') => "従以由",
        Some('本') => "日",
        _ => return false,
    };
    others.contains(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_counts_from_before_or_from_now() {
        assert_eq!(year("同年6月", 0), Some((Slot::Back(0), 6)));
        assert_eq!(month("先月末", 0), Some((Slot::Now(-1), 6)));
        assert_eq!(day("翌日、", 0), Some((Slot::Back(1), 6)));
        assert_eq!(day("同日同社は", 0), Some((Slot::Back(0), 6)));
        assert_eq!(day("同じ日の", 0), Some((Slot::Back(0), 9)));
        assert_eq!(day("同じ日本の", 0), None);
        assert_eq!(day("一昨日", 0), Some((Slot::Now(-2), 9)));
        assert_eq!(fiscal("昨年度", 0), Some((Slot::Now(-1), 9)));
    }

    #[test]
    fn longer_words_are_others() {
        assert_eq!(year("同年代の", 0), None);
        assert_eq!(year("前年比", 0), None);
        assert_eq!(year("前年同期", 0), None);
        assert_eq!(day("前日本代表", 0), None);
        assert_eq!(day("今日的な", 0), None);
        assert_eq!(day("判明日", 3), None);
        assert_eq!(day("担当日", 3), None);
    }
}
