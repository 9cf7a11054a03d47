//! `occurred_from` and `occurred_to`: when the incident itself took place.

use jikenbo_model::vocabulary::{Cause, Method};
use jikenbo_model::{PartialDate, Span};
use jikenbo_text::calendar::Reach;

use super::line::Step;
use super::sense::Sense;
use super::story::Story;
use crate::Draft;
use crate::lists::contains;

/// One end of the incident with the words that prove it.
type End = (PartialDate, [Span; 2]);

pub(super) fn read(draft: &mut Draft<'_>, story: &Story, contained: Option<PartialDate>) {
    let past = |(date, _): &End| is_told_by(draft.out.facts.published, *date);
    let from = first(story).filter(past).or_else(|| missed_on_the_way(draft, story));
    let lost = from.filter(|_| first(story).is_none());
    let to = last(story, from.map(|(date, _)| date), contained).filter(past).or(lost);
    // What lay open by one deed did so until it was shut, where no span is given.
    let to = to.filter(|(date, _)| !(goes_on_till(story, *date, contained) && lay_open(draft)));
    if let Some((date, spans)) = from {
        spans.into_iter().for_each(|span| draft.prove("occurred_from", span));
        draft.out.facts.occurred_from = Some(date);
    }
    if let Some((date, spans)) = to {
        spans.into_iter().for_each(|span| draft.prove("occurred_to", span));
        draft.out.facts.occurred_to = Some(date);
    } else if let Some(date) = contained.filter(|_| lay_open(draft)) {
        for span in draft.out.evidence.of("contained").to_vec() {
            draft.out.evidence.add("occurred_to", span);
        }
        draft.out.facts.occurred_to = Some(date);
    }
}

/// Whether something of day `date` can be told by a report of the day `published`: what is told was over.
fn is_told_by(published: Option<PartialDate>, date: PartialDate) -> bool {
    let Some(published) = published else { return true };
    let month = |date: PartialDate| (date.year(), date.month());
    match (
        published.month().is_some() && date.month().is_some(),
        published.day().is_some() && date.day().is_some(),
    ) {
        (true, true) => date <= published,
        (true, false) => month(date) <= month(published),
        (false, _) => date.year() <= published.year(),
    }
}

/// Words of the way on which a thing was lost that was missed the same day.
const ON_THE_WAY: &[&str] = &[
    "帰宅途中",
    "移動中",
    "帰宅中",
    "通勤途中",
    "出勤途中",
    "帰宅した際",
    "帰着した際",
    "当日",
    "配達を終え",
    "下車",
    "降車",
    "立ち寄",
    "訪問先から戻",
    "帰社した際",
    "帰庁した際",
    "業務終了後",
    "業務を終え",
];

/// The day of a loss that nothing dates but that the thing was missed on the way: 「9月22日21時頃、帰宅途中に…ないことに気づいた」.
fn missed_on_the_way(draft: &Draft<'_>, story: &Story) -> Option<End> {
    if draft.out.facts.cause != Some(Cause::LossTheft) {
        return None;
    }
    let passage = draft.passage;
    let missed = story.steps.iter().filter(|step| step.sense == Sense::Noticed && step.day.is_point());
    let step = missed.min_by_key(|step| step.day.from)?;
    let sentence = passage.sentences.get(passage.sentence_at(step.words.start))?;
    if !contains(passage.words(sentence.span), ON_THE_WAY) {
        return None;
    }
    // 「18日夜、帰宅途中に飲酒し、19日朝に気付いた」: the way was that of the day before.
    let before = passage.dates_in(Span::new(sentence.span.start, step.day.span.start)).iter().rev();
    let way = before.filter(|date| date.reach == Reach::Point).find(|date| {
        let between = passage.words(Span::new(date.span.end, step.day.span.start));
        date.from < step.day.from && contains(between, ON_THE_WAY)
    });
    match way {
        Some(way) => Some((way.from?, [step.words, way.span])),
        None => Some((step.day.from?, [step.words, step.day.span])),
    }
}

/// Whether data lay open by a setting or a fault: that lasts until it is shut, whenever it began.
fn lay_open(draft: &Draft<'_>) -> bool {
    let methods = &draft.out.facts.methods;
    draft.out.facts.cause == Some(Cause::Misconfiguration)
        && [Method::PublicExposure, Method::DisplayMixup].iter().any(|method| methods.contains(method))
}

/// Whether all that is told of the incident is the deed of the day `last`, and it was shut later.
fn goes_on_till(story: &Story, last: PartialDate, contained: Option<PartialDate>) -> bool {
    let once = |step: &Step| step.day.is_point() && step.day.from == Some(last) && step.sense == Sense::Slip;
    contained.is_some_and(|day| day > last) && story.labels.occurred.is_empty() && incidents(story).all(once)
}

/// Every step of the incident itself, with the spans of days.
fn incidents(story: &Story) -> impl Iterator<Item = &Step> {
    let own = story.steps.iter().filter(|step| step.sense.is_incident()).chain(&story.periods);
    own.chain(story.purchases.iter().filter(|_| story.is_undated()))
}

fn first(story: &Story) -> Option<End> {
    let labels = story
        .labels
        .occurred
        .iter()
        .filter_map(|label| Some((label.day.from?, [label.words, label.day.span])));
    let labelled = labels.min_by_key(|(date, _)| *date);
    labelled.or_else(|| {
        incidents(story)
            .filter_map(|step| Some((step.day.from?, [step.words, step.day.span])))
            .min_by_key(|(date, _)| *date)
    })
}

fn last(story: &Story, from: Option<PartialDate>, contained: Option<PartialDate>) -> Option<End> {
    let open = |date: PartialDate| {
        story.steps.iter().any(|step| step.sense == Sense::Exposure && step.day.from == Some(date))
    };
    let labels = story
        .labels
        .occurred
        .iter()
        .filter(|label| !(label.day.is_point() && label.day.to.is_some_and(open)));
    let labels = labels.filter_map(|label| Some((label.day.to?, [label.words, label.day.span])));
    if let Some(end) = labels.max_by_key(|(date, _)| *date) {
        return Some(end);
    }
    let ends =
        incidents(story).filter_map(|step| Some((end_of(step, contained)?, [step.words, step.day.span])));
    ends.filter(|(date, _)| from.is_none_or(|from| *date >= from)).max_by_key(|(date, _)| *date)
}

/// The last day of a step: of a span its end, of data that lie open the day on which that ended.
fn end_of(step: &Step, contained: Option<PartialDate>) -> Option<PartialDate> {
    match (step.day.reach, step.sense) {
        // 「14時36分から送信」: an act begins and ends on its day.
        (Reach::Since, Sense::Slip | Sense::Deed) if step.day.timed => step.day.from,
        (Reach::Since, _) => contained.or(step.day.from.filter(|_| step.sense == Sense::Attack)),
        (Reach::Point, Sense::Exposure) if !step.day.hours => contained,
        _ => step.day.to,
    }
}
