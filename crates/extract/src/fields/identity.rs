//! `case_number`, `title`, `published` and `organization`: what heads the report.

use jikenbo_model::{Form, PartialDate, Span};
use jikenbo_text::calendar::Reach;

use crate::Draft;
use crate::lists::contains;
use crate::passage::{Passage, Role, alone};

pub(super) fn read(draft: &mut Draft<'_>) {
    let heading = &draft.passage.report.heading;
    if let Some((number, span)) = heading.case_number {
        draft.out.facts.case_number = Some(number);
        draft.out.evidence.add("case_number", span);
    }
    if let Some(span) = heading.title {
        draft.out.facts.title = span.of(&draft.passage.document.text).map(|words| words.trim().to_owned());
        draft.out.evidence.add("title", span);
    }
    if let Some((date, span)) = published(draft) {
        draft.out.facts.published = Some(date);
        draft.out.evidence.add("published", span);
    }
    super::organization::read(draft);
}

/// The date of the heading, else one that stands alone on one of the first or last lines; of a page that is one report
/// also the date that the page gives itself.
fn published(draft: &Draft<'_>) -> Option<(PartialDate, Span)> {
    let passage = draft.passage;
    if let Some(given) = passage.report.heading.date {
        return Some(given);
    }
    let of_page = || {
        let date = passage.document.date.filter(|_| alone(passage.document, passage.report))?;
        let stated = passage.dates.iter().find(|dated| dated.from == Some(date))?;
        Some((date, passage.source(stated.span)))
    };
    let day = |date: PartialDate| date.day().is_some();
    let whole = date_line(draft).or_else(|| in_title(draft)).or_else(|| signed(draft, &day));
    whole.or_else(of_page).or_else(|| month_line(draft))
}

/// The month that a letter without a day gives: alone in its line above whom it is for or who writes, or before who signs at the end.
fn month_line(draft: &Draft<'_>) -> Option<(PartialDate, Span)> {
    let passage = draft.passage;
    let month = |date: PartialDate| date.day().is_none() && date.month().is_some();
    let head = || {
        (1..passage.sentences.len().min(LETTERHEAD)).find_map(|number| {
            let sentence = &passage.sentences[number];
            let [dated] = passage.dates_in(sentence.span) else { return None };
            let whole = passage.words(sentence.span).trim() == passage.words(dated.span).trim();
            let next = passage.sentence(number + 1).trim_end();
            let letter = ["各位", "皆様", "皆さま", "様", "御中"].iter().any(|end| next.ends_with(end))
                || is_office(next);
            let date = dated.from.filter(|date| month(*date) && dated.year_written)?;
            let headed = passage.sentences[number - 1].role == Role::Heading;
            (sentence.role == Role::Text && whole && letter && !headed && dated.reach == Reach::Point)
                .then(|| (date, passage.source(dated.span)))
        })
    };
    head().or_else(|| signed(draft, &month))
}

/// The day, addressee and writer of a letter stand in its first so many lines.
const LETTERHEAD: usize = 5;

/// The date in brackets that ends the title: 「よくあるご質問(2025年4月18日更新)」.
fn in_title(draft: &Draft<'_>) -> Option<(PartialDate, Span)> {
    let passage = draft.passage;
    let title = passage.sentences.first().filter(|first| first.role == Role::Title)?;
    let [dated] = passage.dates_in(title.span) else { return None };
    let before = passage.words(Span::new(title.span.start, dated.span.start));
    let after = passage.words(Span::new(dated.span.end, title.span.end)).trim_end();
    let page = before.ends_with('(') && ["更新)", "掲載)", "公開)", "公表)", "発表)"].contains(&after);
    let date = dated.from.filter(|date| date.day().is_some() && dated.year_written && page)?;
    Some((date, passage.source(dated.span)))
}

/// How many of the last lines may be signed with the day and the office.
const SIGNED: usize = 3;

/// The date before the name of the office that signs the report at its end: 「令和6年5月8日 例示市総務課(電話 …)」.
fn signed(draft: &Draft<'_>, fits: &dyn Fn(PartialDate) -> bool) -> Option<(PartialDate, Span)> {
    let passage = draft.passage;
    let count = passage.sentences.len();
    (count.saturating_sub(SIGNED).max(1)..count).rev().find_map(|number| {
        let sentence = &passage.sentences[number];
        let section = passage.section(number);
        let listed = section.is("chronology") || section.is("history") || sentence.role == Role::Row;
        let [dated] = passage.dates_in(sentence.span) else { return None };
        let before = passage.words(Span::new(sentence.span.start, dated.span.start)).trim_start();
        let after = passage.words(Span::new(dated.span.end, sentence.span.end)).trim_end();
        let office = after.split_once('(').map_or(after, |(office, _)| office);
        let mut signed = office.trim().split([' ', '\u{3000}']);
        let by_head =
            signed.next().is_some_and(is_office) && signed.next().is_some_and(|head| head.ends_with('長'));
        let signs = before.is_empty()
            && after.starts_with([' ', '\u{3000}'])
            && (is_office(office.trim()) || by_head && !contains(office, &["について", "お知らせ", "報"]));
        let date = dated.from.filter(|date| fits(*date) && dated.year_written)?;
        (signs && !listed && dated.reach == Reach::Point && dated.time.is_none())
            .then(|| (date, passage.source(dated.span)))
    })
}

/// Whether `words` are nothing but the name of an office, and no title of an earlier report.
fn is_office(words: &str) -> bool {
    let ends = [
        "課",
        "部",
        "室",
        "局",
        "係",
        "所",
        "会",
        "社",
        "組合",
        "財団",
        "団",
        "学園",
        "金庫",
        "銀行",
        "法人",
        "センター",
        "校",
        "院",
        "市",
        "長",
        "大学",
        "機構",
        "協会",
        "町",
        "村",
    ];
    let told = ["報", "お知らせ", "お詫び", "公表", "を", "が", "は", "に", "。", "「", "について"];
    !contains(words, &told) && ends.iter().any(|end| words.ends_with(end))
}

/// A whole date that is all of one of the first six or last six lines.
fn date_line(draft: &Draft<'_>) -> Option<(PartialDate, Span)> {
    let passage = draft.passage;
    let count = passage.sentences.len();
    let at_edge = |&number: &usize| number > 0 && (number <= 6 || number + 6 >= count);
    (0..count).filter(at_edge).find_map(|number| {
        let sentence = &passage.sentences[number];
        if sentence.role == Role::Row || (sentence.role == Role::Heading && number > 6) {
            return None;
        }
        let [dated] = passage.dates_in(sentence.span) else { return None };
        // A line under 「判明日」 or 「対象となるお客様」 is a value of its own, as are a time of day and a span of days.
        let above = passage.sentence(number - 1).trim_end();
        let value = ["日", "日時", "時期", "期間", "お客様", "対象", "時刻", "経緯", "概要"];
        let labelled = passage.sentences[number - 1].role != Role::Title
            && value.iter().any(|end| above.trim_end_matches(['】', ']', ':', ')']).ends_with(end))
            && ![
                "掲載", "公開", "公表", "発表", "更新", "作成", "配信", "発行", "発信", "登録", "日付",
                "投稿",
            ]
            .iter()
            .any(|release| above.contains(release))
            && passage.dates_in(passage.sentences[number - 1].span).is_empty();
        if labelled || dated.reach != Reach::Point || dated.time.is_some() || heads_entry(passage, number) {
            return None;
        }
        let line: String = passage.words(sentence.span).chars().filter(|c| !c.is_whitespace()).collect();
        if contains(&line, &["発覚", "判明", "発生", "発見", "検知", "紛失"]) {
            return None;
        }
        let head = passage.words(Span::new(sentence.span.start, dated.span.start.max(sentence.span.start)));
        let rest = if is_page_line(passage.words(sentence.span)) || is_release_label(head) {
            0
        } else {
            sentence.span.len() - dated.span.len()
        };
        let date = dated.from.filter(|date| date.day().is_some() && dated.year_written)?;
        (rest <= 12 && !passage.section(number).is("chronology")).then(|| (date, passage.source(dated.span)))
    })
}

/// Whether the day that is the line of sentence `number` heads what happened on it: close above a sentence, in a text in which another such
/// line does so too, each on a line of plain text.
fn heads_entry(passage: &Passage<'_>, number: usize) -> bool {
    let close = |number: usize| {
        let (Some(day), Some(next)) = (passage.sentences.get(number), passage.sentences.get(number + 1))
        else {
            return false;
        };
        let [dated] = passage.dates_in(day.span) else { return false };
        let line = |role: Role| matches!(role, Role::Text | Role::Item | Role::Heading);
        let alone = day.span.len() <= dated.span.len() + ENTRY && line(day.role);
        let gap = passage.words(Span::new(day.span.end.min(next.span.start), next.span.start));
        let told = matches!(next.role, Role::Text | Role::Item)
            && passage.words(next.span).trim_end().ends_with('。');
        alone && told && gap.matches('\n').count() == 1
    };
    let plain = passage.document.form == Form::PlainText;
    let around = number.saturating_sub(ENTRIES)..(number + ENTRIES).min(passage.sentences.len());
    // The second stands behind what is told of the first, and not below a label.
    let behind = |later: usize| passage.sentence(later - 1).trim_end().ends_with('。');
    let pair = |other: usize| other != number && close(other) && behind(number.max(other));
    plain && close(number) && around.into_iter().any(pair)
}

/// How far from each other the days of a chronology stand, in sentences.
const ENTRIES: usize = 12;

/// So much stands beside a day that heads an entry at most, in bytes: 「頃」, a colon.
const ENTRY: usize = 9;

/// Whether the words before a day say that it is that of the release: 「記者発表資料 発表日:」.
fn is_release_label(head: &str) -> bool {
    let head = head.trim_end_matches([':', ' ', '】', ']', '\u{3000}']);
    let labels = [
        "発表日",
        "公表日",
        "掲載日",
        "公開日",
        "発行日",
        "発信日",
        "資料提供日",
        "情報提供日",
        "投稿日",
        "提供年月日",
        "発表年月日",
        "公表年月日",
        "掲載年月日",
    ];
    labels.iter().any(|label| head.ends_with(label))
}

/// What a page's own line holds beside its date: 「ページ番号 10034512 更新日 令和7年5月16日 印刷ページ表示」.
const PAGE: &[&str] = &[
    "ページ番号",
    "ページID",
    "最終更新日",
    "更新日",
    "掲載日",
    "公開日",
    "登録日",
    "更新",
    "印刷ページ表示",
    "印刷用ページ",
    "印刷",
];

/// Whether a line has the date of its page and is nothing else.
fn is_page_line(line: &str) -> bool {
    if !contains(line, &["更新日", "掲載日", "公開日", "登録日"]) {
        return false;
    }
    let bare = PAGE.iter().fold(line.to_owned(), |line, word| line.replace(word, ""));
    let dated = ["令和", "平成", "曜日"].iter().fold(bare, |line, word| line.replace(word, ""));
    let other = |c: &char| c.is_alphabetic() && !"年月日元火水木金土祝".contains(*c);
    dated.chars().filter(other).count() == 0
}
