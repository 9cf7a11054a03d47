//! `contained`: when the way in was shut, the service stopped or the exposure ended.

use jikenbo_model::vocabulary::Kind;
use jikenbo_model::{PartialDate, Span};

use jikenbo_text::calendar::Reach;

use super::line::Step;
use super::sense::Sense;
use super::story::Story;
use crate::Draft;

/// How near to the attack its end must be told of, in bytes (a sentence of 100 characters).
const NEAR: usize = 300;

pub(super) fn read(draft: &mut Draft<'_>, story: &Story) -> Option<PartialDate> {
    if draft.out.facts.kind == Some(Kind::NoIncident) {
        return None;
    }
    // What was stopped before the incident was no containment.
    let known = story
        .steps
        .iter()
        .chain(&story.periods)
        .filter(|step| step.sense.is_discovery() || step.sense.is_incident());
    let found = known.filter_map(|step| step.day.from).min();
    // 「6日にサーバーを隔離したとの説明を、8日に受けた」: what a contractor did before he told of it.
    let told = |step: &Step| {
        let number = |span: Span| draft.passage.sentence_at(span.start);
        let near = |other: &Step| {
            let told = number(other.words);
            told == number(step.words) || told == number(step.words) + 1
        };
        story
            .steps
            .iter()
            .any(|other| other.sense.is_discovery() && other.words.start > step.words.end && near(other))
    };
    let late = |step: &Step| found.is_none_or(|found| step.day.from >= Some(found)) || told(step);
    let seen = story.steps.iter().filter(|step| step.sense.is_discovery());
    let seen = seen.filter_map(|step| step.day.from).min();
    // A day that the sentence of the stop itself does not name, and on which nobody knew of anything yet, is another's.
    let named = |step: &Step| {
        let number = |at: usize| draft.passage.sentence_at(at);
        number(step.day.span.start) == number(step.words.start)
            || seen.is_none_or(|seen| step.day.from >= Some(seen))
    };
    let ended = |step: &&Step| {
        matches!(step.sense, Sense::Shut | Sense::Stop)
            && step.day.from.is_some()
            && late(step)
            && named(step)
    };
    // Where the period of the exposure is given, what ended it on its last day counts.
    let last = story
        .labels
        .occurred
        .iter()
        .filter(|label| !label.day.is_point())
        .filter_map(|label| label.day.to)
        .max();
    let on_last = story.steps.iter().filter(ended).find(|step| last.is_some() && step.day.from == last);
    let step = on_last.or_else(|| story.steps.iter().filter(ended).min_by_key(|step| step.day.from));
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
    let step =
        step.map(|step| (step.day.from, step)).or_else(|| exposure_end(story)).or_else(|| taken_back(story));
    let (date, step) = step?;
    draft.prove("contained", step.words);
    draft.prove("contained", step.day.span);
    draft.out.facts.contained = date;
    date
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
fn exposure_end(story: &Story) -> Option<(Option<PartialDate>, &Step)> {
    let open = story.periods.iter().chain(&story.steps).filter(|step| step.sense == Sense::Exposure);
    open.filter(|step| step.day.to.is_some() && !step.day.is_point())
        .max_by_key(|step| step.day.to)
        .map(|step| (step.day.to, step))
}

/// Whether a label is that of data that lay open: 閲覧可能期間, not 送信期間.
fn is_open(draft: &Draft<'_>, label: Span) -> bool {
    let words = draft.passage.words(label);
    ["閲覧", "公開", "掲載", "アクセスでき", "できる状態", "可能"].iter().any(|open| words.contains(open))
}
