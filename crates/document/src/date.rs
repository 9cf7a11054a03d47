//! Dates of release: written at the end of a heading, or alone on a line.

use jikenbo_text::{PartialDate, Span};

use crate::width::{half, head, is_space, trim};

/// No line with a date alone is longer, in characters.
const LONGEST: usize = 60;

/// The date that begins at character `at` of `line` and the character after it: year, month and day.
pub(crate) fn date_at(line: &[(usize, char)], at: usize) -> Option<(PartialDate, usize)> {
    let mut cursor = Cursor { line, at };
    let era = cursor.era();
    let mut year = i16::try_from(cursor.figure(4, era.is_some())?).ok()?;
    match era {
        Some(before) => year = before.checked_add(year)?,
        None if year < 1900 => return None,
        None => {}
    }
    let sign = cursor.next()?;
    if !matches!(sign, '年' | '/' | '.' | '-') {
        return None;
    }
    if sign == '年' {
        cursor.bracketed();
    }
    let month = u8::try_from(cursor.figure(2, false)?).ok()?;
    let second = cursor.next()?;
    if second != if sign == '年' { '月' } else { sign } {
        return None;
    }
    let day = u8::try_from(cursor.figure(2, false)?).ok()?;
    if sign == '年' && cursor.next()? != '日' {
        return None;
    }
    if cursor.line.get(cursor.at).is_some_and(|&(_, c)| c.is_ascii_digit()) {
        return None;
    }
    cursor.bracketed();
    Some((PartialDate::new(year, Some(month), Some(day))?, cursor.at))
}

/// The characters of a line, and the place reached.
struct Cursor<'a> {
    line: &'a [(usize, char)],
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<char> {
        self.line.get(self.at).map(|&(_, c)| c)
    }

    fn spaces(&mut self) {
        while self.peek() == Some(' ') {
            self.at += 1;
        }
    }

    fn next(&mut self) -> Option<char> {
        self.spaces();
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    /// The year before the era's first.
    fn era(&mut self) -> Option<i16> {
        let rest: String = self.line.iter().skip(self.at).take(2).map(|&(_, c)| c).collect();
        let (chars, before) = match rest.as_str() {
            "令和" => (2, 2018),
            "平成" => (2, 1988),
            "昭和" => (2, 1925),
            _ if rest.starts_with('R') => (1, 2018),
            _ if rest.starts_with('H') => (1, 1988),
            _ => return None,
        };
        self.at += chars;
        Some(before)
    }

    /// A figure of at most `digits` digits, or `元` for the first year of an era.
    fn figure(&mut self, digits: usize, era: bool) -> Option<u32> {
        self.spaces();
        if era && self.peek() == Some('元') {
            self.at += 1;
            return Some(1);
        }
        let mut value = 0;
        let start = self.at;
        while self.at < start + digits {
            let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) else { break };
            value = value * 10 + digit;
            self.at += 1;
        }
        (self.at > start).then_some(value)
    }

    /// Passes over a bracket such as `(平成31年)` or `(金)`, if one stands here.
    fn bracketed(&mut self) {
        let before = self.at;
        self.spaces();
        let close = if self.peek() == Some('(') {
            self.line.iter().skip(self.at).take(10).position(|&(_, c)| c == ')')
        } else {
            None
        };
        self.at = close.map_or(before, |length| self.at + length + 1);
    }
}

/// What stands before a date that is alone on its line, the best for a date of release first.
const LABELS: [(&str, Label); 14] = [
    ("掲載", Label::Release),
    ("公開", Label::Release),
    ("公表", Label::Release),
    ("発表", Label::Release),
    ("作成", Label::Release),
    ("登録", Label::Release),
    ("発行", Label::Release),
    ("配信", Label::Release),
    ("投稿", Label::Release),
    ("発信", Label::Release),
    ("更新", Label::Update),
    ("改訂", Label::Update),
    ("日付", Label::Release),
    ("日時", Label::Release),
];

/// What a date alone on its line says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Label {
    /// 掲載日, 公開日, 公表日 …
    Release,
    /// Nothing beside it.
    Bare,
    /// 更新日.
    Update,
}

/// The date of `line` if it has nothing else to say: `2023年11月7日`, `更新日:2025/8/26`, `(令和7年3月5日発表)`.
pub(crate) fn date_line(line: &str) -> Option<(Label, PartialDate, Span)> {
    let line = line.get(..line.char_indices().nth(LONGEST).map_or(line.len(), |(at, _)| at))?;
    if !line.chars().any(|c| half(c).is_ascii_digit()) {
        return None;
    }
    let chars = head(line, LONGEST);
    let mut starts = (0..chars.len()).filter(|&at| chars.get(at).is_some_and(|&(_, c)| c != ' '));
    let (start, (date, end)) = starts.find_map(|at| Some((at, date_at(&chars, at)?)))?;
    let byte = |at: usize| chars.get(at).map_or(line.len(), |&(byte, _)| byte);
    let span = Span::new(byte(start), byte(end));
    let label = alone(line.get(..span.start)?, line.get(span.end..)?)?;
    Some((label, date, span))
}

/// What stands around a date, if that leaves it alone on its line.
fn alone(before: &str, behind: &str) -> Option<Label> {
    let strip = |text: &str| -> String {
        text.chars().map(half).filter(|c| !is_space(*c) && !"()[]【】:<>-".contains(*c)).collect()
    };
    let (before, behind) = (strip(trim(before)), strip(trim(behind)));
    if before.is_empty() && behind.is_empty() {
        return Some(Label::Bare);
    }
    let label = |text: &str| {
        let core = text.trim_start_matches("最終").trim_end_matches(['日', '時', '付']);
        LABELS.iter().find(|(word, _)| *word == core || *word == text).map(|&(_, label)| label)
    };
    match (before.is_empty(), behind.is_empty()) {
        (false, true) => label(&before),
        (true, false) => label(&behind),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let found = date_line(line)
            .map(|(label, date, span)| format!("{label:?} {date} {}", &line[span.start..span.end]));
        assert_eq!(found.as_deref().unwrap_or("none"), expected, "{line}");
    }

    #[test]
    fn alone_on_a_line() {
        check("2023年11月7日", "Bare 2023-11-07 2023年11月7日");
        check("２０２３ 年 11 月 7 日（火）", "Bare 2023-11-07 ２０２３ 年 11 月 7 日（火）");
        check("2019年(平成31年)3月8日", "Bare 2019-03-08 2019年(平成31年)3月8日");
        check("更新日:2025年08月26日", "Update 2025-08-26 2025年08月26日");
        check("掲載日 2025/8/26", "Release 2025-08-26 2025/8/26");
        check("(令和7年3月5日発表)", "Release 2025-03-05 令和7年3月5日");
        check("公表日 R5.10.16(月)", "Release 2023-10-16 R5.10.16(月)");
        check("令和元年5月1日", "Bare 2019-05-01 令和元年5月1日");
    }

    #[test]
    fn not_alone() {
        check("2023年11月7日、侵入を確認", "none");
        check("発生日 2023年11月7日", "none");
        check("2023年11月", "none");
        check("192.168.10.1", "none");
        check("2023年13月7日", "none");
    }
}
