//! Whether a day is that of a release: by the words beside it, by who tells, by a mark on the page, by what is told of next.

use jikenbo_model::Span;
use jikenbo_text::calendar::{Dated, Reach};

use super::earlier;
use super::notice::{self, INCIDENTS};
use jikenbo_text::words::closing;

use crate::lists::contains;
use crate::passage::Passage;
use crate::stamps;

const PAPER: &[&str] = &[
    "付「",
    "付け「",
    "付の",
    "付けの",
    "付公表",
    "付け公表",
    "付お知らせ",
    "付『",
    "づけ",
    "発表)",
    "既報",
    "付既報",
    "付プレス",
    "付けプレス",
    "付リリース",
    "付ニュース",
    "に公表済",
    "に発表済",
    "にお知らせ済",
    "リリース",
    "版",
    "公表分",
    "掲載分",
    "お知らせ済",
    "公表済",
    "発表済",
    "報告済",
    "に記者会見",
    "の記者会見",
    "に会見",
    "の会見",
];

/// How far behind a date the word for its release stands, in bytes (30 characters).
const RELEASE: usize = 90;

/// Whether it is the day of a release by its own words, by the press, by the writer, by a mark on the page, or by what was made known.
pub(super) fn by_itself(passage: &Passage<'_>, date: &Dated, sentence: Span, next: usize) -> bool {
    let after = passage.words(Span::new(date.span.end, sentence.end));
    let until_next = || after.get(..next.saturating_sub(date.span.end)).unwrap_or(after);
    PAPER.iter().any(|word| after.starts_with(word))
        || behind_incident(passage.words(Span::new(sentence.start, date.span.start)), after)
        || of_press(passage, date, sentence)
        || of_own(passage, date, sentence)
        || stamps::is_stamp(passage, date.span, sentence)
        || date.reach == Reach::Point && earlier::releases_state(until_next())
}

/// How far before the bracket it is said whose incident it is, in characters.
const OWNER: usize = 30;

/// Whether a day stands in a bracket behind the incident, as that on which it was made known: 「サーバーへの不正アクセス(4月3日公表)につきまして」.
fn behind_incident(head: &str, after: &str) -> bool {
    const TOLD: &[&str] = &["公表", "に公表", "発表", "に発表", "お知らせ", "にお知らせ", "掲載", "に掲載"];
    let Some(noun) = head.strip_suffix('(') else { return false };
    // 「委託先への不正アクセス(4月3日公表)」 was made known by another.
    if contains(closing(noun, OWNER), &["株式会社", "有限会社", "委託先", "」", "クラウドサービス"])
    {
        return false;
    }
    let told = after.split_once(')').is_some_and(|(inner, behind)| {
        TOLD.contains(&inner) && !behind.trim_end().trim_end_matches('。').is_empty()
    });
    told && (noun.ends_with('件') || INCIDENTS.iter().any(|incident| noun.ends_with(incident)))
}

/// Whether a day is that on which an organisation made something known: 「例示市は11月26日、…が感染したと発表した。」
fn of_press(passage: &Passage<'_>, date: &Dated, sentence: Span) -> bool {
    let end = sentence.start + passage.words(sentence).trim_end().trim_end_matches('。').len();
    let mut told = passage.hits_in("incident", sentence).filter(|(_, rule)| rule.value == "reported");
    if !told.any(|(hit, _)| hit.span.end >= end) {
        return false;
    }
    let head = passage.words(Span::new(sentence.start, date.span.start));
    let after = passage.words(Span::new(date.span.end, sentence.end));
    let subject = head.ends_with(['は', 'が', 'も']) && after.starts_with('、');
    let first = passage.dates_in(sentence).first().is_some_and(|first| first.span == date.span);
    let dateline = !head.contains(['、', '。']) && head.is_ascii() && after.starts_with(' ');
    date.reach == Reach::Point && first && (subject || dateline)
}

/// Whether a day is that on which the writer made known what the sentence tells: 「弊社は、9月11日、…が流出したと公表いたしました。」
fn of_own(passage: &Passage<'_>, date: &Dated, sentence: Span) -> bool {
    let head = passage.words(Span::new(sentence.start, date.span.start));
    let own = [
        "当社は、",
        "弊社は、",
        "当院は、",
        "当行は、",
        "当会は、",
        "本学は、",
        "本校は、",
        "本市は、",
        "当市は、",
    ];
    let after = passage.words(Span::new(date.span.end, sentence.end));
    let told = after.trim_end().trim_end_matches('。');
    let released = ["公表しました", "公表いたしました", "発表しました", "発表いたしました"];
    let content = released.iter().find_map(|end| told.strip_suffix(end)).unwrap_or_default();
    let whole = ["と", "ことを", "旨を"].iter().any(|that| content.ends_with(that));
    let turns = ["し、", "受け、", "ため、", "ので、", "づき、", "同日", "翌日"];
    date.reach == Reach::Point
        && own.iter().any(|own| head.ends_with(own))
        && after.starts_with('、')
        && whole
        && !contains(content, &turns)
        && passage.dates_in(sentence).len() == 1
}

/// Whether the next step behind `from`, the end of the date or of a bracket behind it, is that the public is told.
pub(super) fn next_step(
    passage: &Passage<'_>,
    date: &Dated,
    from: usize,
    (sentence, next): (Span, usize),
) -> bool {
    let paper = passage.words(Span::new(date.span.end, sentence.end)).starts_with('付');
    let end = sentence.end.min(next);
    let end = if paper { end } else { end.min(from + RELEASE) };
    let mut hits =
        passage.hits_in("stages", Span::new(from, end.max(from))).filter(|(_, rule)| rule.value == "release");
    let Some((release, _)) = hits.next() else { return false };
    let gap = Span::new(from, release.span.start);
    let personal = contains(passage.words(sentence), &["個別", "メール", "書面", "郵", "電話"])
        || earlier::is_to_persons(passage.words(sentence));
    let others = passage
        .hits_in("events", gap)
        .any(|(_, rule)| !matches!(rule.value.as_str(), "announce" | "data" | "inform"));
    let behind = passage.words(Span::new(release.span.end, sentence.end));
    let told = ["があ", "を受", "を入れ", "を上げ", "が入", "が停止", "を停止", "が中止", "を中止"]
        .iter()
        .any(|word| behind.starts_with(word));
    let embedded = paper
        && ["ことを", "旨を", "件を", "について", "につきまして"]
            .iter()
            .any(|end| passage.words(gap).ends_with(end));
    (!others || embedded)
        && !earlier::is_for_authority(passage, sentence, date.span)
        && !personal
        && !told
        && notice::is_release(passage.words(Span::new(date.span.start, release.span.end)), behind)
        && !passage.words(gap).ends_with('未')
        && earlier::leads_to(passage.words(gap))
}
