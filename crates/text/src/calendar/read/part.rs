use super::cursor::{Found, eat, eat_any, eat_pair, peek};
use super::numeral::numeral;
use crate::calendar::Part;

const MONTH_PARTS: &[(&str, Part)] = &[
    ("上旬", Part::Early),
    ("初旬", Part::Early),
    ("初め", Part::Early),
    ("はじめ", Part::Early),
    ("頭", Part::Early),
    ("中旬", Part::Middle),
    ("半ば", Part::Middle),
    ("なかば", Part::Middle),
    ("中頃", Part::Middle),
    ("中ごろ", Part::Middle),
    ("下旬", Part::Late),
    ("末日", Part::End),
    ("月末", Part::End),
    ("末", Part::End),
    ("終わり", Part::End),
    ("前半", Part::FirstHalf),
    ("後半", Part::SecondHalf),
    ("いっぱい", Part::Throughout),
    ("の間", Part::Throughout),
    ("中", Part::Throughout),
];

const YEAR_PARTS: &[(&str, Part)] = &[
    ("初頭", Part::Early),
    ("初め", Part::Early),
    ("はじめ", Part::Early),
    ("半ば", Part::Middle),
    ("末", Part::End),
    ("前半", Part::FirstHalf),
    ("後半", Part::SecondHalf),
    ("上半期", Part::FirstHalf),
    ("下半期", Part::SecondHalf),
    ("上期", Part::FirstHalf),
    ("下期", Part::SecondHalf),
    ("春", Part::Spring),
    ("夏", Part::Summer),
    ("秋", Part::Autumn),
    ("冬", Part::Winter),
    ("いっぱい", Part::Throughout),
    ("の間", Part::Throughout),
];

/// 上旬, 末, 前半 behind a month or week.
pub(super) fn of_month(text: &str, at: usize) -> Found<Part> {
    of(text, at, MONTH_PARTS)
}

/// 初め, 末, 上半期, 第1四半期, 春 behind a year.
pub(super) fn of_year(text: &str, at: usize) -> Found<Part> {
    let here = eat(text, at, "の").unwrap_or(at);
    quarter(text, here).or_else(|| of(text, at, YEAR_PARTS))
}

fn of(text: &str, at: usize, parts: &[(&str, Part)]) -> Found<Part> {
    let here = eat(text, at, "の").unwrap_or(at);
    if !may_begin(text, here) {
        return None;
    }
    let (part, end) = eat_pair(text, here, parts).or_else(|| eat_pair(text, at, parts))?;
    // 中止, 中間, 中央 go on as words of their own, and so do 末端, 頭取.
    let longer = ["止", "間", "央", "断", "学", "国", "小", "途", "核", "端", "取"];
    let short = matches!(text.get(here..end), Some("中" | "末" | "頭"));
    (!(short && eat_any(text, end, &longer).is_some())).then_some((part, end))
}

/// Whether a part may begin with the character at `at`, or with the の before it: seldom does one stand there.
fn may_begin(text: &str, at: usize) -> bool {
    peek(text, at).is_some_and(|c| "上初はなの頭中半下末月終前後い春夏秋冬間".contains(c))
}

/// 第1四半期, 第一クォーター, Q1.
pub(super) fn quarter(text: &str, at: usize) -> Found<Part> {
    let number =
        |at| numeral(text, at).filter(|(number, _)| (1..=4).contains(&number.value) && number.chars == 1);
    if let Some((number, end)) = eat(text, at, "第").and_then(number) {
        let end = eat_any(text, end, &["四半期", "クォーター", "クオーター"])?;
        return Some((Part::Quarter(number.value as u8), end));
    }
    let (number, end) = number(eat(text, at, "Q")?)?;
    let alone = !text.as_bytes().get(end).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
    alone.then_some((Part::Quarter(number.value as u8), end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_may_begin() {
        for (word, part) in MONTH_PARTS.iter().chain(YEAR_PARTS) {
            assert!(may_begin(word, 0), "{word}");
            assert!(word.starts_with("の間") || !word.starts_with('の'), "{word}");
            let text = format!("の{word}");
            assert_eq!(of(&text, 0, &[(*word, *part)]), Some((*part, text.len())));
        }
        assert_eq!(of("の間に", 0, MONTH_PARTS), Some((Part::Throughout, "の間".len())));
        assert_eq!(of("5日", 0, MONTH_PARTS), None);
    }
}
