use super::cursor::{Found, before, eat, eat_any, eat_pair, gap, peek, rest};
use super::numeral::numeral;
use crate::calendar::{Length, Shift};

/// Unit words and their place in [`Length::hundredths`]; the flag says that the word alone shows a length.
const UNITS: &[(&str, (usize, bool))] = &[
    ("年間", (0, true)),
    ("年", (0, true)),
    ("か月間", (1, true)),
    ("か月", (1, true)),
    ("ヶ月間", (1, true)),
    ("ヶ月", (1, true)),
    ("ケ月", (1, true)),
    ("カ月", (1, true)),
    ("ヵ月", (1, true)),
    ("箇月", (1, true)),
    ("週間", (2, true)),
    ("日間", (3, true)),
    ("日", (3, false)),
    ("時間", (4, true)),
    ("分間", (5, true)),
    ("分", (5, true)),
    ("秒間", (6, true)),
    ("秒", (6, true)),
];

/// Behind a bare `5日` these show a length: 5日以内, 3日後.
const MARKS: &[&str] = &[
    "以内",
    "以上",
    "以下",
    "未満",
    "後",
    "前",
    "目",
    "程度",
    "ほど",
    "くらい",
    "ぐらい",
    "半",
    "ぶり",
    "分",
    "を上回",
    "を下回",
    "あたり",
    "当たり",
    "につき",
    "連続",
    "超",
    "近く",
    "ばかり",
    "余",
    "弱",
    "もの間",
    "もかか",
    "早く",
    "早い",
    "早ま",
    "早め",
    "遅",
    "平均",
    "約",
    "を経過",
    "を超",
    "を要",
];

/// Before a bare `5日` these show a length: まる1日, 保存期間は30日, 締切後30日.
const HEADS: &[&str] = &["まる", "丸", "期間が", "期間は", "期間を", "期間:", "最大", "最長", "約", "後"];

/// A length of time as read.
pub(super) struct Span {
    pub length: Length,
    pub shift: Shift,
}

/// The length of time at `at`: `3日間`, `1年2か月10日`, `2時間半後`, `5日以内`. A bare `5日` is a date.
pub(super) fn length(text: &str, at: usize) -> Found<Span> {
    let (length, mut end, sure) = units(text, at)?;
    if let Some(next) = eat(text, end, "間") {
        end = next;
    }
    let head = before(text, at);
    let marked = HEADS.iter().any(|word| head.ends_with(word)) || eat_any(text, end, MARKS).is_some();
    if !(sure || marked) || denied(text, at, end) {
        return None;
    }
    let (shift, end) = shift(text, at, end);
    Some((Span { length, shift }, end))
}

/// A length without the doubt of [`length`]: behind `明日から` a bare `二日` is one as well.
pub(super) fn bare_length(text: &str, at: usize) -> Found<Length> {
    let (length, end, _) = units(text, at)?;
    Some((length, eat(text, end, "間").unwrap_or(end)))
}

fn units(text: &str, at: usize) -> Option<(Length, usize, bool)> {
    let mut length = Length::default();
    let (mut here, mut end, mut sure, mut smallest) = (at, at, false, None);
    while let Some(((amount, unit, own), next)) = one(text, here) {
        // 2週間、6か月 is a list, and so is 24時間365日: only a smaller unit goes on behind a comma or a clock's unit.
        let listed = here > gap(text, end);
        if smallest.is_some_and(|last| unit <= last && (listed || last >= 4)) {
            break;
        }
        smallest = Some(unit);
        let Some(place) = length.hundredths.get_mut(unit).filter(|place| **place == 0) else { break };
        *place = amount;
        (end, sure) = (next, sure || own || here > at);
        here = gap(text, next);
        // 三年間と五か月 are two lengths, 1か月と2日間 is one.
        let closed = ["年間", "月間", "日間", "分間"].iter().any(|unit| before(text, next).ends_with(unit));
        here = eat_any(text, here, &["と", "、"]).filter(|_| !closed).unwrap_or(here);
    }
    (end > at).then_some((length, end, sure))
}

/// One number and its unit, with 半: `3年`, `1.5時間`, `2週間半`.
fn one(text: &str, at: usize) -> Found<(u32, usize, bool)> {
    let (number, end) = numeral(text, at)?;
    let whole = number.value.checked_mul(100).filter(|_| number.value <= 100_000)?;
    let (fraction, end) = fraction(text, end).unwrap_or((0, end));
    if whole + fraction == 0 {
        return None;
    }
    let ((unit, own), end) = eat_pair(text, gap(text, end), UNITS)?;
    // A four-digit year is a date, and 十分 is "enough".
    if (unit == 0 && number.chars >= 4) || (number.kanji && number.value == 10 && unit == 5) {
        return None;
    }
    if unit == 6 && eat(text, end, "針").is_some() {
        return None;
    }
    let own = own || number.value > 31;
    match eat(text, end, "半") {
        Some(next) if !matches!(peek(text, next), Some('期' | '分' | '額')) => {
            Some(((whole + 50, unit, true), next))
        }
        _ => Some(((whole + fraction, unit, own), end)),
    }
}

/// `.5` as hundredths.
fn fraction(text: &str, at: usize) -> Found<u32> {
    let (number, end) = numeral(text, eat(text, at, ".")?)?;
    match number.chars {
        1 => Some((number.value * 10, end)),
        2 => Some((number.value, end)),
        _ => None,
    }
}

/// What looks like a length and is none: 3分の1, 132年度, 10年代, 第5日, 数十年, 5分咲き, 高校3年.
fn denied(text: &str, at: usize, end: usize) -> bool {
    let head = before(text, at);
    let ordinal = ["第", "数", "何", "幾", "毎月", "毎年", "高校", "中学", "小学", "大学"]
        .iter()
        .any(|word| head.ends_with(word));
    ordinal
        || eat_any(
            text,
            end,
            &["の1", "の2", "の3", "の一", "の二", "の三", "度", "代", "号", "割", "生", "咲"],
        )
        .is_some()
}

fn shift(text: &str, at: usize, end: usize) -> (Shift, usize) {
    let head = before(text, at);
    let ends = |words: &[&str]| words.iter().any(|word| head.ends_with(word));
    let here =
        eat_any(text, end, &["くらい", "ぐらい", "ほど", "ばかり", "近く", "程度", "以上"]).unwrap_or(end);
    let before_words = ["前", "まえ"];
    let after_words = ["後", "あと", "のち"];
    if let Some(next) = eat_any(text, here, &before_words).filter(|&next| !rest(text, next).starts_with('後'))
    {
        return (Shift::Before, next);
    }
    if let Some(next) = eat_any(text, here, &after_words) {
        return (Shift::After, next);
    }
    if let Some(next) = eat(text, end, "以内") {
        return (Shift::Within, next);
    }
    if ends(&["過去", "過去の", "ここ", "この", "直近", "最近"]) {
        return (Shift::Past, end);
    }
    if ends(&["今後", "今後の", "向こう", "次の", "これから", "これからの"]) {
        return (Shift::Ahead, end);
    }
    (Shift::Free, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(length(text, 0).map(|(span, _)| span.length.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn lengths_in_each_unit() {
        check("3日間", Some("P3D"));
        check("6か月", Some("P6M"));
        check("1年2ヶ月10日", Some("P1Y2M10D"));
        check("1時間30分", Some("PT1H30M"));
        check("2週間半", Some("P2.5W"));
        check("1.5時間", Some("PT1.5H"));
        check("1か月と21日前", Some("P1M21D"));
        check("5日以内", Some("P5D"));
    }

    #[test]
    fn dates_and_fractions_are_no_lengths() {
        check("5日", None);
        check("2023年", None);
        check("3分の1", None);
        check("十分", None);
        check("132年度", None);
    }
}
