//! Spans of days of which a deed names the beginning or the end: 「4月に画面を改めた時点から」, 「5月に直すまで」.

use jikenbo_model::Span;
use jikenbo_text::calendar::Reach;

use super::day::{Day, Use};
use crate::lists::contains;
use crate::passage::Passage;

/// How long the words are at most that name what a span begins with, in characters: 「の受付開始から」.
const BEGINNING: usize = 14;

/// What says that something was found or told, which begins and ends no attack: 「不正アクセスを検知した時点から」.
const FOUND: &[&str] = &[
    "検知", "検出", "判明", "発覚", "発見", "確認", "認識", "把握", "気付", "受け", "連絡", "報告", "一報",
    "指摘", "通報",
];

/// Makes a span of a day with the name of what it begins with: 「7月の機能改修以降、」.
pub(super) fn open_named(passage: &Passage<'_>, days: &mut [(Day, Use)]) {
    for (day, used) in days {
        let after =
            passage.words(Span::new(day.span.end, passage.clause_at(day.span.end).end.max(day.span.end)));
        // 「6月5日に権限を改めるまで、見える状態でした」
        let within = Span::new(day.span.start, day.span.end + after.len());
        if day.is_point() && *used == Use::Step && is_end(after) && ends_by_deed(passage, *day, within) {
            *day = Day { from: None, to: day.from, reach: Reach::Until, ..*day };
            continue;
        }
        if is_point_of(after) && day.is_point() && *used == Use::Step {
            *day = Day { to: None, reach: Reach::Since, ..*day };
            continue;
        }
        let Some(rest) = after.strip_prefix('の') else { continue };
        let since = || rest.split_once("時から").filter(|(_, rest)| rest.starts_with(['続', '、']));
        let Some((name, rest)) = rest.split_once("以降").or_else(since) else { continue };
        // 「5日の公表以降」, 「1日の発覚以降」 name what was done about it.
        let named = name.chars().count() <= BEGINNING
            && !name.contains(['、', '。', 'を', 'が', 'に', 'は'])
            && !contains(name, FOUND)
            && !contains(name, &["公表", "発表", "お知らせ", "停止", "再開"]);
        if named && day.is_point() && *used == Use::Step {
            *day = Day { to: None, reach: Reach::Since, ..*day };
            // 「9月の販売開始以降にご注文の方」 says whose data they are.
            let joined = [
                "会員登録",
                "ご登録",
                "登録された",
                "登録をされた",
                "登録いただ",
                "入会",
                "ご購入",
                "ご注文",
            ];
            let opened = ["開設", "開始", "オープン"].iter().any(|opened| name.ends_with(opened));
            let of_data = opened
                && rest.strip_prefix('に').is_some_and(|rest| joined.iter().any(|it| rest.starts_with(it)));
            *used = if of_data { Use::Data } else { Use::Step };
        }
    }
}

/// How long the deed is at most since which something went on, in characters: 「に画面を改めた時点から」.
const DEED: usize = 24;

/// Whether the words behind a day name a deed since which something went on: 「に画面を改めた時点から」.
fn is_point_of(after: &str) -> bool {
    let Some(rest) = after.strip_prefix('に') else { return false };
    ["時点から", "時点より", "ときから", "時から、", "日から、"].iter().any(|since| {
        rest.split_once(since).is_some_and(|(deed, _)| {
            deed.ends_with('た')
                && deed.chars().count() <= DEED
                && !deed.contains(['、', '。'])
                && !contains(deed, FOUND)
        })
    })
}

/// How long the verb is at most up to which something went on, in characters: 「に修正するまで」.
const ENDING: usize = 10;

/// Whether a day with the deed behind it ends a span: 「2024年3月に修正するまで」.
fn ends_by_deed(passage: &Passage<'_>, day: Day, sentence: Span) -> bool {
    let after = passage.words(Span::new(day.span.end, sentence.end));
    until(after).is_some_and(|(verb, during)| {
        verb.chars().count() <= if during { DEED } else { ENDING }
            && !verb.contains(['、', '。'])
            && (verb.ends_with(['る', 'た', 'す', 'く'])
                || after.starts_with('の') && ENDS.iter().any(|end| verb.ends_with(end)))
    })
}

/// The deed before まで behind a day, and whether all the time up to it is meant: 「に設定を改める|までの間」.
fn until(after: &str) -> Option<(&str, bool)> {
    let (deed, rest) = after.strip_prefix(['に', 'の'])?.split_once("まで")?;
    Some((deed, rest.starts_with("の間") || rest.starts_with("の約")))
}

/// Whether words between 「同日から」 and a day only say what ended on it: 「、設定を直した」.
fn describes_end(gap: &str) -> bool {
    let deed = gap.trim_start_matches(['か', 'ら', '、']);
    deed.ends_with('た') && deed.chars().count() <= DEED && !deed.contains(['、', '。'])
}

/// What ends an exposure or an attack, as the verb before まで: 「設定を改めるまで」.
const ENDS: &[&str] = &[
    "修正",
    "削除",
    "停止",
    "遮断",
    "非公開",
    "改め",
    "直す",
    "戻す",
    "閉鎖",
    "変更",
    "解消",
    "取り下げ",
    "暗号化",
];

/// Whether the words behind a day name what ended it, and no finding or report: 「に設定を改めるまで」.
fn is_end(after: &str) -> bool {
    until(after).is_some_and(|(deed, _)| contains(deed, ENDS) && !contains(deed, FOUND))
}

/// Whether the words between two days tell of the deed with which a span began, and those behind the second of what ended it:
/// 「2日に社内へ入り込み、9日に暗号化するまでの間」.
fn begins_by_deed(passage: &Passage<'_>, gap: Span, after: &str) -> bool {
    let words = passage.words(gap);
    let deed = words.strip_prefix('に').and_then(|deed| deed.strip_suffix('、')).unwrap_or_default();
    let began = |value: &str| matches!(value, "attack" | "exposure" | "taking");
    !deed.is_empty()
        && until(after).is_some_and(|(_, during)| during)
        && is_end(after)
        && deed.chars().count() <= DEED
        && !deed.contains(['、', '。'])
        && passage.hits_in("events", gap).any(|(_, rule)| began(&rule.value))
        && !passage.hits_in("events", gap).any(|(_, rule)| matches!(rule.value.as_str(), "noticed" | "told"))
}

/// Makes one span of two days of which the first names what it begins with: 「24日10時の受付開始から26日15時までの間」.
pub(super) fn join_named(passage: &Passage<'_>, days: &mut Vec<(Day, Use)>, sentence: Span) {
    for at in (1..days.len()).rev() {
        let (Some((from, used)), Some((until, _))) = (days.get(at - 1).copied(), days.get(at).copied())
        else {
            continue;
        };
        let gap = passage.words(Span::new(from.span.end, until.span.start));
        let named = gap.starts_with('の')
            && ["から", "から、", "以降", "以降、"].iter().any(|end| gap.ends_with(end))
            && gap.chars().count() <= BEGINNING
            && !gap.trim_end_matches('、').contains(['、', '。', 'を', 'が']);
        let begins = from.is_point() || from.reach == Reach::Since;
        let ends = until.reach == Reach::Until || until.is_point() && ends_by_deed(passage, until, sentence);
        let named = named
            || from.reach == Reach::Since && describes_end(gap)
            || begins_by_deed(
                passage,
                Span::new(from.span.end, until.span.start),
                passage.words(Span::new(until.span.end, sentence.end)),
            );
        if !(named && begins && ends && used == Use::Step) {
            continue;
        }
        let span = from.span.join(until.span);
        let joined = Day { span, to: until.to, reach: Reach::Range, hours: false, ..from };
        days.splice(at - 1..=at, [(joined, Use::Step)]);
    }
}
