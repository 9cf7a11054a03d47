//! What is found out and the finding: 「X日に…を受けたことを確認」 dates the finding, 「…痕跡を確認」 what was found.

use jikenbo_model::Span;
use jikenbo_text::words::{find, rfind};

use super::clause::tail_of;
use super::line::{Line, Step};
use super::sense::Sense;
use crate::lists::contains;

/// Words between what was found and the finding.
const THAT: &[&str] =
    &["こと", "旨", "との", "もの", "状態", "おそれ", "恐れ", "可能性", "疑い", "懸念", "事実", "事象"];

/// Drops of each finding and what it found, where both have one date, the one that the date does not belong to; and
/// words of telling inside a finding (連絡を受けた).
pub(super) fn settle(line: &Line<'_, '_>, steps: &mut Vec<Step>) {
    let mut dropped = vec![false; steps.len()];
    for (at, step) in steps.iter().enumerate() {
        for (other, finding) in steps
            .iter()
            .enumerate()
            .filter(|(_, other)| other.sense.is_discovery() || other.sense == Sense::Announce)
        {
            if step.sense.is_discovery() || at == other {
                continue;
            }
            if finding.day.span != step.day.span {
                dropped[at] |= is_undone(line, step, finding) || is_past(line, steps, step, finding);
                continue;
            }
            if is_month_of_deed(line, step, finding)
                || step.words.end <= finding.words.start
                    && remarked(line, step.words.end, finding.words.start)
            {
                dropped[other] = true;
                continue;
            }
            // 「一覧が掲載されていることを確認」 of an incident known before is what the attacker did.
            let known = line.who.known || line.found;
            if step.sense == Sense::Posted && known && is_content(line, step, finding) {
                dropped[other] = true;
                continue;
            }
            // 「電話があり、調べたところ、紙がずれ、…入ったことが分かった」: what is found behind a call was before it.
            let later = step.words.end <= finding.words.start && is_told_before(steps, step);
            if later && matches!(step.sense, Sense::Exposure | Sense::Slip | Sense::Deed) {
                dropped[at] = true;
                continue;
            }
            let within = step.sense == Sense::Inform && finding.words.overlaps(step.words);
            let done = matches!(step.sense, Sense::Shut | Sense::Posted)
                && is_content(line, step, finding)
                && ends_done(line, step, finding);
            let reported = matches!(step.sense, Sense::Police | Sense::Regulator(_))
                && step.words.overlaps(finding.words);
            let kept = step.sense.is_incident()
                && !is_told_before(steps, step)
                && is_content(line, step, finding)
                && keeps_found(line, step, finding);
            if done || reported || kept {
                dropped[other] = true;
            } else if within || is_found(line, step, finding) {
                dropped[at] = true;
            }
        }
    }
    for (at, step) in steps.iter().enumerate() {
        dropped[at] |= ends_inquiry(steps, step) || is_looked_into(line, steps, step);
    }
    let mut marks = dropped.into_iter();
    steps.retain(|_| !marks.next().unwrap_or(false));
    over_days(line, steps);
}

/// Whether being told is but the end of an inquiry: 「最終報告を受ける」 tells of nothing new.
fn ends_inquiry(steps: &[Step], step: &Step) -> bool {
    let ended = |other: &Step| other.sense == Sense::InquiryEnd && other.words.overlaps(step.words);
    step.sense == Sense::Told && steps.iter().any(ended)
}

/// Whether `step` is the state that looking into a finding of the same day showed, which began before: 「6日に障害を確認し、調査した
/// ところ、書き換えられていました」.
fn is_looked_into(line: &Line<'_, '_>, steps: &[Step], step: &Step) -> bool {
    if !matches!(step.sense, Sense::Attack | Sense::Exposure) || step.day.hours {
        return false;
    }
    let tail = line.passage.words(Span::new(step.words.end, line.span.end.max(step.words.end)));
    let state =
        ["ていま", "ていた", "ているな", "ており", "ておりま"].iter().any(|state| tail.starts_with(state));
    let found = |other: &Step| {
        let gap = Span::new(other.words.end, step.words.start.max(other.words.end));
        other.sense.is_discovery()
            && other.day.span == step.day.span
            && other.words.end <= step.words.start
            && contains(
                line.passage.words(gap),
                &["調査したところ", "調べたところ", "調査を行ったところ", "確認したところ"],
            )
    };
    state && steps.iter().any(found)
}

/// Makes steps of the incident of findings that only tell over which hours or days it went on.
fn over_days(line: &Line<'_, '_>, steps: &mut [Step]) {
    let found_over: Vec<usize> = (0..steps.len()).filter(|&at| is_found_over_days(line, steps, at)).collect();
    for at in found_over {
        if let Some(step) = steps.get_mut(at) {
            step.sense = if line.who.attacked { Sense::Attack } else { Sense::Exposure };
        }
    }
}

/// Whether a finding bound to a span of days or hours, of which no other step tells, tells what happened over it: 「3日10時から11時の間
/// に、流出の可能性があることが判明」.
fn is_found_over_days(line: &Line<'_, '_>, steps: &[Step], at: usize) -> bool {
    let Some(step) = steps.get(at).filter(|step| step.sense == Sense::Noticed) else { return false };
    let alone = steps.iter().filter(|other| other.day.span == step.day.span).count() == 1;
    let between = Span::new(step.day.span.end, step.words.start.max(step.day.span.end));
    let words = line.passage.words(between);
    let leak = ["流出", "漏えい", "漏洩", "閲覧", "表示", "公開"];
    line.passage.words(step.day.span).ends_with("の間")
        && alone
        && words.starts_with(['の', 'に', '、'])
        && contains(words, &leak)
        && contains(words, &["可能性があること", "可能性のあること", "おそれがあること", "状態であったこと"])
}

/// Whether the day of both is a month alone, which is then that of the deed told of first: 「学生が、3月、写真を投稿し、…ことが判明」.
fn is_month_of_deed(line: &Line<'_, '_>, step: &Step, finding: &Step) -> bool {
    let month = finding.day.from.is_some_and(|day| day.month().is_some() && day.day().is_none());
    let between = Span::new(step.words.end, finding.words.start.max(step.words.end));
    let by_hand = ["投稿", "送信", "持ち出", "公開", "掲載", "閲覧", "なくし"];
    let by_hand = contains(line.passage.words(step.words), &by_hand);
    let between = line.passage.words(between);
    // 「3月に誤って処分していたことが判明」
    let gap = line.passage.words(Span::new(step.day.span.end.min(step.words.start), step.words.start));
    let erred = contains(line.passage.words(step.words), &["誤", "廃棄", "処分"])
        && matches!(gap, "に" | "に、")
        && between.contains("ていたことが");
    month
        && matches!(step.sense, Sense::Slip | Sense::Deed | Sense::Taking | Sense::Exposure | Sense::Loss)
        && step.words.end <= finding.words.start
        && (by_hand && between.contains('、') || erred)
}

/// Whether a finding of the same day stands before `step`: 「1日に連絡があり、誤って送信したことが判明した」.
fn is_told_before(steps: &[Step], step: &Step) -> bool {
    steps.iter().any(|other| {
        other.sense.is_discovery() && other.day.span == step.day.span && other.words.end <= step.words.start
    })
}

/// Whether the words at byte `at` stand in a bracket opened behind byte `from`: `5月30日 侵入(その後の調査により判明)`.
fn remarked(line: &Line<'_, '_>, from: usize, at: usize) -> bool {
    let between = line.passage.words(Span::new(from, at));
    between.matches('(').count() > between.matches(')').count()
}

/// Whether `step` is what `finding` found, or what was found is told of again behind it.
fn is_found(line: &Line<'_, '_>, step: &Step, finding: &Step) -> bool {
    if step.day.hours {
        // A stretch of hours is that of the attack, though it is told as found: 「16時から22時まで…を検知」.
        return false;
    }
    if step.sense.is_incident() {
        return is_content(line, step, finding)
            || follows(line, step, finding)
            || line.is_behind_trouble(step.day, step.words);
    }
    is_undone(line, step, finding)
}

/// How far behind 回収 its 「ていたこと」 stands, in bytes (four characters).
const STATE: usize = 12;

/// Whether the stop or shutting at `step` is itself what was found: 「回収していたことがわかった」.
fn is_undone(line: &Line<'_, '_>, step: &Step, finding: &Step) -> bool {
    let ended = matches!(step.sense, Sense::Shut | Sense::Stop) && step.words.end <= finding.words.start;
    let between = line.passage.words(Span::new(step.words.end, finding.words.end.max(step.words.end)));
    let state =
        ["ていたこと", "ていること"].iter().any(|state| between.find(state).is_some_and(|at| at <= STATE));
    ended && is_content(line, step, finding) && state
}

/// Whether the day of what was found is that of another finding before: 「8日に異常に気付き、侵入されていることが9日に判明」.
fn is_past(line: &Line<'_, '_>, steps: &[Step], step: &Step, finding: &Step) -> bool {
    let taken = |other: &Step| {
        other.sense.is_discovery() && other.day.span == step.day.span && other.words.end <= step.words.start
    };
    step.sense.is_incident() && steps.iter().any(taken) && is_content(line, step, finding)
}

/// Whether the words between end in a finished act: 削除したことを確認.
fn ends_done(line: &Line<'_, '_>, step: &Step, finding: &Step) -> bool {
    let between = line.passage.words(Span::new(step.words.end, finding.words.end.max(step.words.end)));
    let at = ["こと", "旨", "事を", "事が"].iter().filter_map(|word| find(between, word)).min();
    at.and_then(|at| between.get(..at)).is_some_and(is_done)
}

/// Whether `found` stands in what `finding` found: no predicate of its own ends between them.
fn is_content(line: &Line<'_, '_>, found: &Step, finding: &Step) -> bool {
    if finding.words.start < found.words.end {
        return finding.words.end > found.words.start;
    }
    let between = line.passage.words(Span::new(found.words.end, finding.words.start));
    if finding.sense == Sense::Told && is_message(line, found, between) {
        return true;
    }
    let joined = between.chars().count() <= 6;
    if finding.sense == Sense::Announce {
        return between.contains("こと");
    }
    let that = THAT.iter().filter_map(|word| rfind(between, word)).max();
    // 「送信したところ」, 「開けたとき」 quote nothing.
    let quotes = |end: &&str, at: &usize| {
        let after = between.get(at + end.len()..).unwrap_or_default();
        !["ころ", "き", "同時", "ともに"].iter().any(|when| after.starts_with(when))
    };
    let quoted = ["があると", "ていると", "されたと", "いると", "たと"]
        .iter()
        .filter_map(|end| rfind(between, end).filter(|at| quotes(end, at)))
        .max();
    match that.max(quoted) {
        Some(at) => between.get(..at).is_some_and(|head| {
            !breaks(head) || head.ends_with("ていた") && finding.words.end + 12 >= line.span.end
        }),
        None => joined && !breaks(between),
    }
}

/// Whether `found` stands in what somebody named right behind the day told: 「1日、委託先より、サーバーに侵入があり、…旨の報告」.
fn is_message(line: &Line<'_, '_>, found: &Step, between: &str) -> bool {
    let gap = line.passage.words(Span::new(found.day.span.end.min(found.words.start), found.words.start));
    let giver = ["より", "から"].iter().filter_map(|from| find(gap, from)).min();
    let clear = giver.and_then(|at| gap.get(..at)).is_some_and(|giver| {
        giver.starts_with(['、', 'に', ' ']) && !breaks(giver.trim_start_matches(['、', 'に', ' ']))
    });
    clear && ["旨の", "との", "という", "旨、", "旨が"].iter().any(|that| find(between, that).is_some())
}

/// Whether `found` is a state behind a finding that only describes it: 「X日に判明した、閲覧できる状態に…」.
fn follows(line: &Line<'_, '_>, found: &Step, finding: &Step) -> bool {
    let after = line.passage.words(Span::new(finding.words.end, line.span.end));
    let describes = ["した、", "いたしました、", "しました、", "した当", "した本"]
        .iter()
        .any(|end| after.starts_with(end));
    finding.words.end <= found.words.start && describes && line.is_close(finding.day, finding.words)
}

/// Whether a predicate ends at a comma: 受け、 — not a list of nouns, nor a state that goes on (ており、).
fn breaks(words: &str) -> bool {
    let mut rest = words;
    while let Some((head, after)) = rest.split_once('、') {
        let state = head.ends_with("ており") || head.ends_with("でおり");
        if !state
            && (head.is_empty()
                || head.ends_with("ところ")
                || head.ends_with(['し', 'て', 'り', 'れ', 'け', 'き', 'み', 'い', 'ち', 'せ', 'で', 'え']))
        {
            return true;
        }
        rest = after;
    }
    words.contains('。')
}

/// Whether the date belongs to what was found: an act told as done (送信したことが判明), or traces of an attack.
fn keeps_found(line: &Line<'_, '_>, found: &Step, finding: &Step) -> bool {
    if line.is_behind_trouble(found.day, found.words) {
        return false;
    }
    if is_on_occasion(line, found, finding) {
        return true;
    }
    let between = line.passage.words(Span::new(found.words.end, finding.words.start.max(found.words.end)));
    // 「5月7日、…が送信されたことが判明」: what was done by others is dated by the finding.
    let passive = between.starts_with("されたこと")
        || line.passage.words(found.words).ends_with("され") && between.starts_with("たこと");
    // 「5月7日、持ち出しがあったことを、取引先からの連絡により知りました」
    let told = between.contains("により") || between.contains("から");
    let named = between.starts_with("しがあったことを")
        || between.starts_with("があったことを")
        || line.passage.words(found.words).ends_with("があっ") && between.starts_with("たことを");
    let gap = line.passage.words(Span::new(found.day.span.end.min(found.words.start), found.words.start));
    let fronted = gap.starts_with('、')
        && contains(between, &["ことが、", "ことを、"])
        && contains(between, &["からの", "よりの"]);
    match found.sense {
        _ if (named || fronted) && told && found.day.span.end <= found.words.start => false,
        Sense::Attack | Sense::Slip | Sense::Deed if passive => false,
        // 「ログインが5月7日に成功していたことを確認」
        Sense::Attack | Sense::Exposure
            if found.words.contains(found.day.span) && between.starts_with("ていた") =>
        {
            true
        }
        Sense::Attack if of_hand(line.passage.words(found.words)) => that_is_done(between),
        Sense::Attack | Sense::Exposure if is_own_day(line, found, finding) => true,
        Sense::Attack | Sense::Exposure => {
            let found_out = Span::new(line.span.start, finding.words.end);
            let late = found.day.span.start > line.span.start + 18;
            late && line.passage.hits_in("events", found_out).any(|(hit, rule)| {
                rule.value == "traces" && hit.span.start >= found.words.start
                    || rule.value == "findings"
                        && hit.span.end <= found.day.span.start
                        && !line.is_by_press(hit.span)
            })
        }
        // 「誤って送ったことに気付き」 is of the day on which it is noticed, where the mistake has been told of before.
        Sense::Slip | Sense::Deed if line.struck && line.passage.words(finding.words).contains('気') => {
            false
        }
        // 「紛失したことが判明」: a loss is hardly ever dated but by its finding.
        Sense::Loss => false,
        _ => that_is_done(between),
    }
}

/// How a state that was found ends: 「閲覧できる|状態にあったことが」.
const STATES: &[&str] = &["ていたこと", "にあったこと", "であったこと", "となったこと", "になったこと"];

/// Whether the day is that of an errand on which it happened: 「7月、出張した際に持ち出し、紛失していたことが分かりました」. A
/// search or check is the finding's own: 「7月1日に点検した際、紛失していることが分かりました」.
fn is_on_occasion(line: &Line<'_, '_>, found: &Step, finding: &Step) -> bool {
    let start = found.day.span.end.min(found.words.start);
    let gap = line.passage.words(Span::new(start, found.words.start));
    let between = line.passage.words(Span::new(found.words.end, finding.words.start.max(found.words.end)));
    let Some(when) = ["した際", "していた際"].iter().find_map(|when| find(gap, when)) else {
        return false;
    };
    let mut errands = line.passage.hits_in("phrases", Span::new(start, start + when));
    let out = errands.any(|(hit, rule)| rule.value == "when.errand" && hit.span.end == start + when);
    let taken = find(gap, "持ち出").is_some() || line.passage.words(found.words).contains("持ち出");
    (out || taken) && STATES.iter().any(|state| find(between, state).is_some())
}

/// Whether the words between an act and a finding tell it as done: 「|したことが判明」.
fn that_is_done(between: &str) -> bool {
    let at = ["こと", "旨"].iter().filter_map(|word| find(between, word)).min();
    at.and_then(|at| between.get(..at)).is_some_and(is_done)
}

/// Whether a part of the attack was done by the hand of one's own staff, on a day of its own: 「偽の画面に入力した」.
fn of_hand(words: &str) -> bool {
    ["入力し", "を開", "クリック", "遠隔操作ソフトを", "有効"].iter().any(|act| words.ends_with(act))
}

/// Whether the day stands inside what was found and not at the sentence's head: 「名簿が5月3日に外部へ送信されていたことが判明」.
fn is_own_day(line: &Line<'_, '_>, found: &Step, finding: &Step) -> bool {
    let head = line.passage.words(Span::new(line.span.start, found.day.span.start));
    let gap = line.passage.words(Span::new(found.day.span.end, found.words.start.max(found.day.span.end)));
    let between = line.passage.words(Span::new(found.words.end, finding.words.start.max(found.words.end)));
    let state = between.starts_with("ていたことが") || between.starts_with("れていたことが");
    let subject = head.rsplit('、').next().is_some_and(|last| last.ends_with('が') && !breaks(head));
    found.day.span.end <= found.words.start
        && subject
        && state
        && gap.starts_with('に')
        && !gap.contains('、')
        && line.passage.words(finding.words) == "判明"
}

/// Whether a clause ends in a finished act: 送信した, but not 送信していた, 紛失している.
fn is_done(clause: &str) -> bool {
    let end = tail_of(clause, 15);
    end.ends_with(['た', 'だ'])
        && !["ていた", "でいた", "っていた", "ていました"].iter().any(|state| end.ends_with(state))
}
