//! `contained`: when the way in was shut, the service stopped or the exposure ended.

use jikenbo_model::vocabulary::{Cause, Kind, Method};
use jikenbo_model::{PartialDate, Span};

use jikenbo_text::calendar::Reach;

use super::line::Step;
use super::sense::Sense;
use super::story::Story;
use crate::Draft;
use crate::lists::contains;

/// How near to the attack its end must be told of, in bytes (a sentence of 100 characters).
const NEAR: usize = 300;

pub(super) fn read(draft: &mut Draft<'_>, story: &Story) -> Option<PartialDate> {
    if draft.out.facts.kind == Some(Kind::NoIncident) {
        return None;
    }
    let ends = ends(draft, story);
    // Where the period of the exposure is given, what ended it on its last day counts.
    let last = story
        .labels
        .occurred
        .iter()
        .filter(|label| !label.day.is_point())
        .filter_map(|label| label.day.to)
        .max();
    let on_last = ends.iter().find(|step| last.is_some() && step.day.from == last);
    let step = on_last.or_else(|| ends.iter().min_by_key(|step| step.day.from)).copied();
    if step.is_none()
        && let Some(label) = story
            .labels
            .occurred
            .iter()
            .filter(|label| !story.attacked && is_open(draft, label.words))
            .find(|label| label.day.to == last && last.is_some())
    {
        draft.prove("contained", label.words);
        draft.out.facts.contained = last;
        return last;
    }
    let step = step
        .map(|step| (step.day.from, step))
        .or_else(|| exposure_end(draft, story))
        .or_else(|| taken_back(story));
    let (date, step) = step?;
    draft.prove("contained", step.words);
    draft.prove("contained", step.day.span);
    draft.out.facts.contained = date;
    date
}

/// Every step that may have ended the incident: none before it was known of, but what a contractor did before he told of it.
fn ends<'s>(draft: &Draft<'_>, story: &'s Story) -> Vec<&'s Step> {
    let sentence = |span: Span| draft.passage.sentence_at(span.start);
    let found = |step: &&Step| step.sense.is_discovery();
    let known =
        story.steps.iter().chain(&story.periods).filter(|step| found(step) || step.sense.is_incident());
    let known = known.filter_map(|step| step.day.from).min();
    let seen = story.steps.iter().filter(found).filter_map(|step| step.day.from).min();
    // 「6日にサーバーを隔離したとの説明を、8日に受けた」
    let told = |step: &Step| {
        let end =
            draft.passage.sentences.get(sentence(step.words)).map_or(step.words.end, |own| own.span.end);
        let rest = draft.passage.words(Span::new(step.words.end.min(end), end));
        let heard = rest.contains("とのこと") && !draft.passage.words(step.words).contains("回収");
        heard || contains(rest, &["との説明", "との報告", "との連絡", "旨の報告", "旨の連絡", "旨の説明"])
    };
    let late = |step: &Step| known.is_none_or(|known| step.day.from >= Some(known)) || told(step);
    // A day that the sentence of the stop itself does not name, and on which nobody knew of anything yet, is another's.
    let named = |step: &Step| {
        let own = sentence(step.day.span) == sentence(step.words);
        own || stands_alone(draft, step.day.span)
            || at_once(draft, step.words)
            || seen.is_none_or(|seen| step.day.from >= Some(seen))
    };
    let ended = |step: &&Step| matches!(step.sense, Sense::Shut | Sense::Stop) && step.day.from.is_some();
    story.steps.iter().filter(ended).filter(|step| late(step) && named(step)).collect()
}

/// Whether the day at `span` is all that its line says.
fn stands_alone(draft: &Draft<'_>, span: Span) -> bool {
    let line = draft.passage.sentence(draft.passage.sentence_at(span.start));
    line.trim().len() <= span.len() + 3
}

/// Whether the clause of the stop at `words` says that it was done at once: 直ちに, 同時に.
fn at_once(draft: &Draft<'_>, words: Span) -> bool {
    let clause = draft.passage.clause_at(words.start);
    draft.passage.stands("phrases", "when.at_once", Span::new(clause.start.min(words.start), words.start))
}

/// 「乗っ取られていましたが、復旧しました」: what was attacked is back, where nothing else ended the attack.
fn taken_back(story: &Story) -> Option<(Option<PartialDate>, &Step)> {
    let back = story.steps.iter().filter(|step| step.sense == Sense::Resume);
    let mut attacks =
        story.steps.iter().filter(|step| step.sense == Sense::Attack && step.day.reach == Reach::Since);
    let attack = attacks.next()?;
    let back = back.filter(|step| {
        step.words.start.abs_diff(attack.words.start) < NEAR && step.day.from >= attack.day.from
    });
    back.min_by_key(|step| step.day.from).map(|step| (step.day.from, step))
}

/// The last day on which data lay open, where nothing says how that ended.
fn exposure_end<'s>(draft: &Draft<'_>, story: &'s Story) -> Option<(Option<PartialDate>, &'s Step)> {
    // 「他の会員の画面に表示される事象が発生」 over a span is told as a mistake.
    let mixed = draft.out.facts.methods.contains(&Method::DisplayMixup)
        && draft.out.facts.cause == Some(Cause::Misconfiguration);
    // 「3日6時から9時までの間、改ざんされた状態でした」
    let open = |step: &&Step| match step.sense {
        Sense::Exposure => true,
        Sense::Slip => mixed,
        Sense::Attack => draft.passage.words(step.words).contains("改ざん"),
        _ => false,
    };
    let open = story.periods.iter().chain(&story.steps).filter(open);
    open.filter(|step| step.day.to.is_some() && (!step.day.is_point() || step.day.hours))
        .max_by_key(|step| step.day.to)
        .map(|step| (step.day.to, step))
}

/// Whether a label is that of data that lay open: 閲覧可能期間, not 送信期間.
fn is_open(draft: &Draft<'_>, label: Span) -> bool {
    let words = draft.passage.words(label);
    ["閲覧", "公開", "掲載", "アクセスでき", "できる状態", "可能"].iter().any(|open| words.contains(open))
}
