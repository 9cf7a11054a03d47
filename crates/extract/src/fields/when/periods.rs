//! Spans of days that are steps of their own, wherever the predicate of their sentence stands.

use jikenbo_model::Span;
use jikenbo_text::calendar::Reach;
use jikenbo_text::words::find;

use super::day::{Day, Use};
use super::line::{Line, Step};
use super::sense::Sense;
use crate::lists::contains;

/// Spans of days in a sentence that tells of the incident, also where the predicate stands before them.
pub(super) fn told(line: &Line<'_, '_>) -> Vec<Step> {
    let spans = line.days.iter().filter(|(day, used)| *used == Use::Step && !day.is_point());
    let spans = spans.filter_map(|(day, _)| {
        let within = line.passage.hits_in("events", line.span);
        let alone = |words: Span| {
            let between = Span::new(day.span.end.min(words.end), day.span.start.max(words.start));
            !line.days.iter().any(|(other, _)| other.span != day.span && between.contains(other.span))
        };
        let mut senses = within
            .filter(|(hit, _)| alone(hit.span))
            .filter_map(|(hit, rule)| Some((hit.span, line.sense_of(&rule.value)?)));
        // 「…から…までの間に」 says when, 「1986年から1999年までのもの」 of what time the papers are.
        let tail = line.passage.words(Span::new(day.span.end, line.span.end)).trim_start_matches("まで");
        let again = day.reach == Reach::Range && (tail.starts_with("の間") || !tail.starts_with('の'));
        let going = |words: &_, sense: &Sense| {
            let lasts = matches!(sense, Sense::Attack | Sense::Exposure | Sense::Taking);
            let lost = *sense != Sense::Loss
                || !super::clause::is_attributive(line.passage.words(line.tail(*words)));
            let there = *sense == Sense::Slip
                && super::described::is_there(
                    line.passage.words(Span::new(words.end, line.span.end.max(words.end))),
                );
            lost && !there
                && (lasts || again && matches!(sense, Sense::Slip | Sense::Deed | Sense::Loss))
                && line.happened(*words)
        };
        // 「公開されている窓口の点検を5月末までに」 only says what is looked at.
        let aside = |words: Span, sense: Sense| {
            let tail = line.passage.words(Span::new(words.end, line.span.end));
            let now = tail.starts_with("ている")
                || tail.starts_with("いる")
                || line.passage.words(words).ends_with("て") && tail.starts_with("いる");
            sense == Sense::Exposure
                && words.end <= day.span.start
                && now
                && super::clause::is_attributive(tail)
        };
        // 「外へ送信された量は多いものの、今日までに掲載は見つかっておりません」: until now says how far one looked.
        let today = ["本日まで", "現在まで", "今日まで"]
            .iter()
            .any(|now| line.passage.words(day.span).starts_with(now));
        let looked = |words: Span| today && words.end <= day.span.start;
        // 「3日から6日15時までの間に、情報が漏えいした可能性のあることが分かった」
        let leaked = || leaks_over(line, *day).map(|words| (words, Sense::Exposure));
        let (words, sense) = senses
            .find(|(words, sense)| going(words, sense) && !aside(*words, *sense) && !looked(*words))
            .or_else(leaked)?;
        // 「8日から9日にかけて闇のサイトに掲載」: what the attacker put up is told by its own words.
        let posted = line.who.attacked
            && line.passage.hits_in("events", line.span).any(|(hit, rule)| {
                rule.value == "posted" && hit.span.start < words.end && hit.span.end >= words.start
            });
        let sense = if posted || line.is_on_leak_site(words) { Sense::Posted } else { sense };
        Some(Step::new(sense, *day, words))
    });
    spans.collect()
}

/// How far behind a span of days what may have got out over it stands, in bytes (50 characters).
const LEAKED: usize = 150;

/// The words behind a span of days that say that data may have got out over it.
fn leaks_over(line: &Line<'_, '_>, day: Day) -> Option<Span> {
    if day.reach != Reach::Range || !line.passage.words(day.span).ends_with("の間") {
        return None;
    }
    let end = line.passage.text().floor_char_boundary(day.span.end + LEAKED).min(line.span.end);
    let after = line.passage.words(Span::new(day.span.end, end.max(day.span.end)));
    let may = ["可能性のあることが", "可能性があることが", "おそれのあることが", "おそれがあることが"];
    let at = may.iter().filter_map(|may| find(after, may).map(|at| at + may.len())).min()?;
    let said = after.get(..at)?;
    let leak = contains(said, &["漏えいした", "漏洩した", "流出した", "閲覧された", "漏れた"]);
    let buyers = contains(said, &["購入", "決済", "利用", "登録", "入力", "申込", "申し込"]);
    (leak && !buyers && said.starts_with(['に', '、'])).then(|| Span::new(day.span.end, day.span.end + at))
}

/// `閲覧不能(5月8日~9日)`: stopped on the first day, back on the last.
pub(super) fn outages(line: &Line<'_, '_>) -> Vec<Step> {
    let range = |(day, used): &&(Day, Use)| *used == Use::Step && day.reach == Reach::Range;
    let mut spans = line.days.iter().filter(range).peekable();
    if spans.peek().is_none() {
        return Vec::new();
    }
    // 「掲載されていた期間は6月18日から7月4日までで、現在は閲覧できない」 tells of no outage then.
    let now = |words: Span| {
        let head = line.passage.words(Span::new(line.span.start, words.start));
        head.ends_with("現在は") || head.ends_with("現在、") || head.ends_with("現在")
    };
    let outage = line
        .passage
        .hits_in("events", line.span)
        .find(|(hit, rule)| rule.value == "outage" && !now(hit.span));
    let Some((hit, _)) = outage else { return Vec::new() };
    let both = spans.flat_map(|(day, _)| {
        let at = |sense, date| Step::new(sense, Day { from: date, to: date, ..*day }, hit.span);
        [at(Sense::Down, day.from), at(Sense::Resume, day.to)]
    });
    both.collect()
}

/// Spans of days in which the stolen cards were used: they stand for the incident where it has no date of its own.
pub(super) fn of_purchases(line: &Line<'_, '_>) -> Vec<Step> {
    let mut spans =
        line.days.iter().filter(|(day, used)| *used == Use::Data && day.reach == Reach::Range).peekable();
    if spans.peek().is_none() {
        return Vec::new();
    }
    let words = line.passage.words(line.span);
    let open = words.contains("閲覧可能") || words.contains("閲覧でき") && !words.contains("閲覧できない");
    // 「7月19日から7月28日の間に入力された情報が流出」
    let typed = words.contains("入力") && ["流出", "漏えい", "漏洩"].iter().any(|leak| words.contains(leak));
    if !words.contains("カード") && !open && !typed {
        return Vec::new();
    }
    let reach = if open { Reach::Since } else { Reach::Range };
    spans.map(|(day, _)| Step::new(Sense::Exposure, Day { reach, ..*day }, day.span)).collect()
}
