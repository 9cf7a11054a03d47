//! Marks that date the parts of a page that is added to: 「【2024年5月20日追記】」 above, 「【2024年4月10日】」 below it.

use jikenbo_model::{PartialDate, Span};

use super::earlier::number_of_report;
use crate::lists::contains;
use crate::passage::{Passage, Role};

/// What a mark says of its part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// 「追記」, 「第2報」: it was put on a page that was there.
    Added,
    /// 「公表」, 「第1報」.
    Put,
    /// A day alone.
    Bare,
}

/// A mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stamp {
    pub(super) date: PartialDate,
    /// Its date and what is said of it.
    pub(super) words: Span,
    /// The sentence that it opens.
    sentence: usize,
    part: Part,
    /// The bracket or sign that it begins with.
    sign: char,
}

/// What opens a mark, with the bracket that closes it.
const OPENS: &[(char, char)] =
    &[('【', '】'), ('(', ')'), ('<', '>'), ('[', ']'), ('〈', '〉'), ('《', '》'), ('≪', '≫'), ('〔', '〕')];

/// Signs before a mark without brackets.
const SIGNS: &[char] = &['■', '●', '◆', '◇', '▼', '□', '▽', '※', '★', '☆', '◎'];

/// What was added to a page.
const ADDED: &[&str] = &["追記", "更新", "続報", "追加", "加筆", "最終報", "最新情報"];

/// What was put there first.
const PUT: &[&str] =
    &["公表", "掲載", "発表", "公開", "初報", "リリース", "お知らせ", "初回公表", "初回掲載"];

/// The longest remark behind a date in a mark, in characters: 「追記:調査結果について」.
const REMARK: usize = 16;

/// The marks of a page that was added to, in order of the text; none where nothing was added.
pub(super) fn of(passage: &Passage<'_>) -> Vec<Stamp> {
    let mut stamps: Vec<Stamp> = (0..passage.sentences.len()).filter_map(|at| stamp(passage, at)).collect();
    let added: Vec<char> =
        stamps.iter().filter(|stamp| stamp.part == Part::Added).map(|stamp| stamp.sign).collect();
    stamps.retain(|stamp| match stamp.part {
        Part::Bare => added.contains(&stamp.sign),
        Part::Added | Part::Put => !added.is_empty(),
    });
    stamps
}

/// The marks older than the newest: each dates a report of the page before.
pub(super) fn older(passage: &Passage<'_>) -> Vec<Stamp> {
    let mut stamps = of(passage);
    let newest = stamps.iter().map(|stamp| stamp.date).max();
    stamps.retain(|stamp| newest.is_some_and(|newest| stamp.date < newest));
    stamps
}

/// The reports of the writer that a sentence names by number with their day: 「第三報(4月10日)までの」.
pub(super) fn numbered(passage: &Passage<'_>) -> Vec<(PartialDate, Span)> {
    let mut found = Vec::new();
    for sentence in passage.sentences.iter().filter(|sentence| sentence.role != Role::Title) {
        for date in passage.dates_in(sentence.span) {
            let head = passage.words(Span::new(sentence.span.start, date.span.start));
            let Some(number) = head.strip_suffix('(').and_then(|head| head.rfind('第')) else { continue };
            let report = head.get(number..head.len() - 1).and_then(number_of_report);
            let tail = passage.words(Span::new(date.span.end, sentence.span.end));
            let closed = tail.trim_start_matches(['付', 'け']).starts_with(')');
            let from = date.from.filter(|from| from.day().is_some() && closed && report.is_some());
            let to_others = || {
                passage.hits_in("authorities", sentence.span).next().is_some()
                    || contains(head, &["委託先", "同社", "調査会社", "提出", "速報"])
            };
            if let Some(from) = from.filter(|_| !to_others()) {
                found.push((from, Span::new(sentence.span.start + number, date.span.end)));
            }
        }
    }
    found
}

/// Whether the date at `date`, in the sentence at `sentence`, is that of a mark.
pub(super) fn is_stamp(passage: &Passage<'_>, date: Span, sentence: Span) -> bool {
    let number = passage.sentence_at(sentence.start);
    let here = stamp(passage, number).filter(|stamp| stamp.words.contains(date));
    here.is_some_and(|here| of(passage).iter().any(|stamp| stamp.sentence == here.sentence))
}

/// What was added last to a page that has older parts, from its mark to the next.
pub(in crate::fields) fn newest_part(passage: &Passage<'_>) -> Option<Span> {
    let stamps = of(passage);
    let newest = stamps.iter().filter(|stamp| stamp.part == Part::Added).max_by_key(|stamp| stamp.date)?;
    let older = stamps.iter().any(|stamp| stamp.date < newest.date);
    let next = stamps.iter().find(|stamp| stamp.sentence > newest.sentence);
    let end = next.map_or(passage.text().len(), |next| next.words.start);
    older.then(|| Span::new(newest.words.start, end))
}

/// The mark that sentence `number` begins with.
fn stamp(passage: &Passage<'_>, number: usize) -> Option<Stamp> {
    let sentence = passage.sentences.get(number).filter(|sentence| sentence.role != Role::Title)?;
    let date = passage.dates_in(sentence.span).first()?;
    let head = passage.words(Span::new(sentence.span.start, date.span.start)).trim_start();
    let sign = head.chars().next().unwrap_or(' ');
    let close = OPENS.iter().find(|(open, _)| *open == sign).map(|(_, close)| *close);
    if close.is_none() && sign != ' ' && !SIGNS.contains(&sign) {
        return None;
    }
    let label = head.trim_start_matches(sign).trim_matches([':', '(', ')', ' ', '\u{3000}']);
    let tail = passage.words(Span::new(date.span.end, sentence.span.end));
    let inner = match close {
        Some(close) => tail.split_once(close)?.0,
        None => tail.trim_end_matches(['。', '\n']),
    };
    let remark = inner.trim_matches([':', '(', ')', ' ', '\u{3000}']).trim_start_matches('付');
    let part = part(label, remark)?;
    let end = date.span.end + inner.len();
    let from = date.from.filter(|from| from.day().is_some())?;
    (part != Part::Bare || close.is_some() || SIGNS.contains(&sign)).then_some(Stamp {
        date: from,
        words: Span::new(date.span.start, end),
        sentence: number,
        part,
        sign,
    })
}

/// What the words before and behind a mark's date make it.
fn part(label: &str, remark: &str) -> Option<Part> {
    let of_words = |words: &str| match words {
        "" => Some(Part::Bare),
        _ if ADDED.iter().any(|word| words.starts_with(word)) => Some(Part::Added),
        _ if PUT.contains(&words) => Some(Part::Put),
        _ => number_of_report(words).map(|first| if first { Part::Put } else { Part::Added }),
    };
    let remark = of_words(remark).filter(|_| remark.chars().count() <= REMARK)?;
    let label = of_words(label).filter(|_| label.chars().count() <= REMARK)?;
    Some(if label == Part::Bare { remark } else { label })
}

#[cfg(test)]
mod tests {
    use jikenbo_model::vocabulary::{Cause, Kind, Stage};

    use crate::Draft;
    use crate::testing;

    #[track_caller]
    fn check(text: &str, earlier: &[&str], occurred: Option<&str>) {
        let prepare = |draft: &mut Draft<'_>| {
            draft.out.facts.kind = Some(Kind::Disclosure);
            draft.out.facts.cause = Some(Cause::UnauthorizedAccess);
            draft.out.facts.published = "2023-09-12".parse().ok();
        };
        let facts = testing::read(text, prepare, &[super::super::read]).facts;
        let found: Vec<_> =
            facts.earlier_reports.iter().filter_map(|report| report.date).map(|it| it.to_string()).collect();
        assert_eq!(found, earlier, "{text}");
        assert_eq!(facts.occurred_from.map(|day| day.to_string()).as_deref(), occurred, "{text}");
    }

    #[test]
    fn parts_of_a_page_are_reports_before() {
        let added = "【2023年9月12日追記】調査の結果をお知らせします。\n【2023年8月3日】";
        check(
            &format!("{added}2023年8月1日に当社のサーバーが不正アクセスを受けました。"),
            &["2023-08-03"],
            Some("2023-08-01"),
        );
        check(&format!("{added}当社のサーバーに不正アクセスがありました。"), &["2023-08-03"], None);
        let numbered =
            "<第2報:2023年9月12日>\n調査が終わりました。\n<第1報:2023年8月3日>\n不正アクセスがありました。";
        check(numbered, &["2023-08-03"], None);
        let signs = "■2023年9月12日更新\n調査が終わりました。\n■2023年8月3日\n不正アクセスがありました。";
        check(signs, &["2023-08-03"], None);
    }

    #[test]
    fn reports_by_number_with_their_day() {
        check("第1報(2023年8月3日)までの調査と異なる点をお知らせします。", &["2023-08-03"], None);
        check("個人情報保護委員会へ第1報(2023年8月3日)を提出しました。", &[], None);
        let state = "当社は、2023年8月3日に名簿が流出した可能性があることを公表し、調査を進めました。";
        check(state, &["2023-08-03"], None);
        let long = "当社は、2023年8月3日に、社内のサーバーが外部からの不正アクセスを受けた疑いがあり、名簿が漏えいした可能性がある旨を公表いたしました。";
        check(long, &["2023-08-03"], None);
        let own = "2023年8月3日に当社からご報告いたしました、迷惑メールについてお知らせします。";
        check(own, &["2023-08-03"], None);
    }

    #[test]
    fn days_of_a_chronology_are_no_parts() {
        let story = "【2023年8月1日】\n当社のサーバーが不正アクセスを受けました。\n【2023年8月3日】\n当社が検知しました。";
        check(story, &[], Some("2023-08-01"));
        let beside = format!("(2023年9月12日追記)対象の方にお知らせしました。\n{story}");
        check(&beside, &[], Some("2023-08-01"));
    }

    #[test]
    fn what_was_added_last_tells_whether_it_ends() {
        let stage = |added: &str| {
            let text = format!(
                "【2023年9月12日追記】{added}\n【2023年8月3日公表】不正アクセスがありました。現在調査中です。"
            );
            let prepare = |draft: &mut Draft<'_>| draft.out.facts.kind = Some(Kind::Disclosure);
            testing::read(&text, prepare, &[crate::fields::stage::read]).facts.stage
        };
        assert_eq!(stage("調査が完了しました。"), Some(Stage::Final));
        assert_eq!(stage("引き続き調査を進めています。"), Some(Stage::Update));
    }
}
