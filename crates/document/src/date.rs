//! Dates of release: written at the end of a heading, or alone on a line.

use jikenbo_text::calendar::{self, Context, Dated, Reach};
use jikenbo_text::fold::Folded;
use jikenbo_text::{PartialDate, Span};

use crate::html::Furniture;
use crate::width::{half, is_space, longer_than, trim};

/// No line with a date alone is longer, in characters.
const LONGEST: usize = 60;

/// The days that `line` names in full: year, month and day, no time of day, no range.
pub(crate) fn dates(line: &str) -> Vec<(PartialDate, Span)> {
    days(line).into_iter().filter(|day| !day.timed).map(|day| (day.date, day.span)).collect()
}

/// A day named in full.
#[derive(Clone, Copy)]
struct Day {
    date: PartialDate,
    span: Span,
    /// It has a time of day.
    timed: bool,
}

/// The same, and those with a time of day.
fn days(line: &str) -> Vec<Day> {
    if !may_name_day(line) {
        return Vec::new();
    }
    let folded = Folded::of(line);
    let mentions = calendar::mentions(folded.text());
    let (settled, _) = calendar::resolve(folded.text(), &mentions, Context::default());
    let day = |dated: &Dated| {
        let date = dated.from.filter(|date| date.day().is_some())?;
        let named = dated.reach == Reach::Point && dated.year_written && !dated.anaphoric;
        let day = || Day { date, span: folded.source(dated.span), timed: dated.time.is_some() };
        (named && dated.time_to.is_none()).then(day)
    };
    settled.iter().filter_map(day).collect()
}

/// Whether a line can name a day: 年, or a figure and what parts the figures of a date, of any width. To decode each
/// character would take most of the time.
pub(crate) fn may_name_day(line: &str) -> bool {
    let (mut figure, mut sign) = (false, false);
    let mut rest = line.as_bytes();
    while let Some(lead) = rest.first() {
        match *rest {
            [b'0'..=b'9', ..] | [0xEF, 0xBC, 0x90..=0x99, ..] => figure = true,
            [b'/' | b'.' | b'-', ..] | [0xEF, 0xBC, 0x8D..=0x8F, ..] => sign = true,
            [0xE5, 0xB9, 0xB4, ..] => return true,
            _ => {}
        }
        if figure && sign {
            return true;
        }
        let length = match lead {
            ..0xC0 => 1,
            ..0xE0 => 2,
            ..0xF0 => 3,
            _ => 4,
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    false
}

/// Whether a line begins with a day or an hour: the entry of a chronology.
pub(crate) fn begins_with_day(line: &str) -> bool {
    let head: String = line.chars().take(16).map(half).filter(|&c| c != ' ').collect();
    let head = ["令和", "平成", "昭和"].iter().find_map(|era| head.strip_prefix(era)).unwrap_or(&head);
    let looks_back = ["同日", "同月", "同年", "翌日", "翌月"].iter().any(|day| head.starts_with(day));
    let (_, behind) = figures(head);
    let month = behind.strip_prefix('年').unwrap_or(head);
    looks_back || figures(month).0 > 0 && is_day(month)
}

/// Whether `text` begins with `5月1日`, `5/1`, `1日(水)` or `10:30`.
fn is_day(text: &str) -> bool {
    let (length, behind) = figures(text);
    let mut rest = behind.chars();
    let (sign, next) = (rest.next().unwrap_or(' '), rest.next().unwrap_or(' '));
    length < 3 && matches!(sign, '月' | '/' | ':') && next.is_ascii_digit()
        || length < 3 && sign == '日' && !next.is_alphanumeric()
        || length == 4 && sign == '/' && next.is_ascii_digit()
}

/// How many figures `text` begins with, and what stands behind them.
fn figures(text: &str) -> (usize, &str) {
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (text.len() - behind.len(), behind)
}

/// What stands before a date that is alone on its line, the best for a date of release first.
const LABELS: [(&str, Label); 18] = [
    ("記者発表", Label::Release),
    ("報道発表", Label::Release),
    ("資料配布", Label::Release),
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
    ("提供", Label::Release),
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
    /// A word or two beside it: `2024年6月14日 総務課`, `資料提供 令和6年6月14日`.
    Beside,
    /// 更新日.
    Update,
}

/// The date of `line` if it has nothing else to say: `2023年11月7日`, `更新日:2025/8/26`, `(令和7年3月5日発表)`.
pub(crate) fn date_line(line: &str) -> Option<(Label, PartialDate, Span)> {
    let line = line.get(..line.char_indices().nth(LONGEST).map_or(line.len(), |(at, _)| at))?;
    let around = |&Day { date, span, .. }: &Day| {
        let label = alone(line.get(..span.start)?, line.get(span.end..)?)?;
        Some((label, date, span))
    };
    let days = days(line);
    days.iter().find(|day| !day.timed).and_then(around).or_else(|| {
        // 「発表日:2024年4月17日 14時00分」: a time of day only beside a label of release.
        let labelled = |found: &(Label, PartialDate, Span)| matches!(found.0, Label::Release | Label::Update);
        days.first().and_then(around).filter(labelled)
    })
}

/// The day that heads a page with its time and nothing else, or that stands before the title in its line:
/// `2024/4/17 14:00`, `令和6年4月17日 個人情報の漏えいについて`.
pub(crate) fn heading_date(line: &str) -> Option<(PartialDate, Span)> {
    let &Day { date, span, .. } = days(line).first()?;
    let behind = line.get(span.end..)?;
    let starts = line.get(..span.start)?.chars().all(|c| is_space(c) || "・•【[(".contains(c));
    let apart = behind.is_empty() || behind.starts_with(|c: char| is_space(c) || "】])".contains(c));
    let title = !has_sentence_part(behind);
    (starts && (apart || !line.contains('年')) && title).then_some((date, span))
}

/// Whether the words behind a date go on with it: a particle, a comma, a full stop.
fn has_sentence_part(behind: &str) -> bool {
    let next = behind.trim_start_matches(is_space);
    behind.contains(['。', '、'])
        || next.starts_with(['に', 'の', 'か', 'よ', 'は', 'ま', 'を', '~', '〜', '-', '付'])
}

/// What stands around a date, if that leaves it alone on its line.
fn alone(before: &str, behind: &str) -> Option<Label> {
    let strip = |text: &str| -> String {
        text.chars().map(half).filter(|c| !is_space(*c) && !"()[]【】:<>-|".contains(*c)).collect()
    };
    let apart = |c: char| is_space(c) || matches!(c, '|' | '｜');
    let (spaced_before, spaced_behind) = (before.ends_with(apart), behind.starts_with(apart));
    // 「2024年2月6日提供 資料提供」, 「例示新聞 2013年4月9日(火)10時20分配信」
    let glued = behind.split(apart).next().map(strip).filter(|word| !word.is_empty() && !spaced_behind);
    let (before, behind) = (strip(trim(before)), strip(trim(behind)));
    if before.is_empty() && behind.is_empty() {
        return Some(Label::Bare);
    }
    let label = |text: &str| {
        let text = Furniture::builtin().without_button(text);
        let core = text.trim_start_matches("最終").trim_end_matches(['日', '時', '付']);
        LABELS.iter().find(|(word, _)| *word == core || *word == text).map(|&(_, label)| label)
    };
    if let Some(glued) = glued.as_deref().and_then(label)
        && (before.is_empty() || spaced_before && !longer_than(&before, 12))
        && glued == Label::Release
        && !longer_than(&behind, 40)
    {
        return Some(glued);
    }
    match (before.is_empty(), behind.is_empty()) {
        (false, true) => label(&before).or_else(|| beside(&before, spaced_before)),
        (true, false) => label(&behind).or_else(|| beside(&behind, spaced_behind)),
        // 更新日:2023年12月20日 ページ番号:1234, 掲載日:2023年12月20日更新, 報道発表資料 2023年12月20日 総務課
        _ => label(&before).filter(|_| spaced_behind || label(&behind).is_some()).or_else(|| {
            let few =
                spaced_before && spaced_behind && !longer_than(&before, 12) && !longer_than(&behind, 12);
            let both = beside(&before, true).and(beside(&behind, true)).filter(|_| few);
            both.filter(|_| {
                ["発表", "提供", "リリース", "お知らせ", "報道"].iter().any(|word| before.contains(word))
            })
        }),
    }
}

/// Whether what stands beside a date, set apart by a space, is a word or two: a sender, a category.
fn beside(words: &str, spaced: bool) -> Option<Label> {
    let few = !longer_than(words, 40);
    let telling = [
        "を", "が", "に", "は", "日", "頃", "、", "。", "まで", "から", "現在", "~", "〜", "以降", "以前",
        "開催", "時", "発覚", "発生", "判明", "発見", "紛失", "検知", "確認", "把握", "連絡", "報告",
    ];
    (few && spaced && !telling.iter().any(|sign| words.contains(sign))).then_some(Label::Beside)
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
        check("更新日:2025年09月18日", "Update 2025-09-18 2025年09月18日");
        check("記者発表日時:2025年12月12日18時", "Release 2025-12-12 2025年12月12日18時");
        check("掲載日 2025/8/26", "Release 2025-08-26 2025/8/26");
        check("(令和7年3月5日発表)", "Release 2025-03-05 令和7年3月5日");
        check("公表日 R5.10.16(月)", "Release 2023-10-16 R5.10.16(月)");
        check("2024年6月14日 総務課", "Beside 2024-06-14 2024年6月14日");
        check("資料提供 令和6年6月14日", "Beside 2024-06-14 令和6年6月14日");
        check("更新日:2023年12月20日 ページ番号:12", "Update 2023-12-20 2023年12月20日");
        check("令和六年二月十九日", "Bare 2024-02-19 令和六年二月十九日");
        check("掲載日:2023年12月20日更新", "Release 2023-12-20 2023年12月20日");
        check("お知らせ |2023年12月20日", "Beside 2023-12-20 2023年12月20日");
        check("報道発表資料　2023年12月20日　総務課", "Beside 2023-12-20 2023年12月20日");
        check("担当者 2023年12月20日 発見", "none");
        check("令和元年5月1日", "Bare 2019-05-01 令和元年5月1日");
        check("2023年12月20日提供 資料提供", "Release 2023-12-20 2023年12月20日");
        check("例示新聞 2023年12月20日(水)10時20分配信", "Release 2023-12-20 2023年12月20日(水)10時20分");
        check("印刷用ページを表示する掲載日：2023年12月20日更新", "Release 2023-12-20 2023年12月20日");
    }

    #[test]
    fn not_alone() {
        check("2023年11月7日、侵入を確認", "none");
        check("発生日 2023年11月7日", "none");
        check("1 発 覚 2023年11月7日", "none");
        check("2023年11月7日 侵入を確認", "none");
        check("2023年11月7日侵入", "none");
        check("2023年11月7日 13:54", "none");
        check("2023年11月", "none");
        check("192.168.10.1", "none");
        check("2023年13月7日", "none");
    }

    #[test]
    fn what_can_name_a_day() {
        for line in ["令和元年", "２０２４．５．１", "2024/5/1", "5-1", "😀é１－"] {
            assert!(may_name_day(line), "{line}");
        }
        for line in ["", "5月1日", "a/b", "10件", "平成・日"] {
            assert!(!may_name_day(line), "{line}");
        }
    }

    #[test]
    fn entries_of_a_chronology() {
        for line in [
            "8月9日(火)~ 試行",
            "2023年11月7日 確認",
            "2023/11/7 確認",
            "10:42 連絡",
            "同月20日 相談",
            "令和5年3月1日",
            "9日(月)",
        ] {
            assert!(begins_with_day(line), "{line}");
        }
        for line in ["2022年の動向", "5月の流出", "3つの視点", "平成25年度の件", "日時", "10日間の停止"]
        {
            assert!(!begins_with_day(line), "{line}");
        }
    }
}
