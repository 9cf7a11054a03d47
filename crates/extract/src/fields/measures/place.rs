//! Where a sentence stands: whether its surroundings speak of measures.

use jikenbo_model::Span;

use crate::lists::contains;
use crate::passage::{Passage, Role};

/// Where a sentence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Under a heading of measures.
    Measures,
    /// In the running report.
    Report,
    /// Under a heading of something else, where only words of prevention show a measure.
    Aside,
    /// Where nothing tells of own measures: the title, advice, contacts.
    Apart,
}

pub(super) fn of(passage: &Passage<'_>, number: usize) -> Place {
    let section = passage.section(number);
    let any = |topics: &[&str]| topics.iter().any(|topic| section.is(topic));
    let sentence = passage.sentences.get(number);
    let label = sentence.and_then(|sentence| sentence.label).map_or("", |label| passage.words(label));
    if sentence.is_none_or(|sentence| sentence.role == Role::Title) {
        Place::Apart
    } else if any(&["measures", "cause_and_measures"])
        || contains(label, &["再発防止", "対策", "防止策", "今後"])
    {
        Place::Measures
    } else if any(&["advice", "contact", "history", "performance"]) {
        Place::Apart
    } else if any(&["cause", "data", "affected", "secondary"]) && !any(&["response", "outline"]) {
        Place::Aside
    } else {
        Place::Report
    }
}

/// All sentences of the block of sentence `number`.
pub(super) fn paragraph(passage: &Passage<'_>, number: usize) -> Option<Span> {
    let own = passage.sentences.get(number)?;
    let same = |at: &usize| passage.sentences.get(*at).is_some_and(|other| other.block == own.block);
    let first = (0..number).rev().take_while(same).last().unwrap_or(number);
    let last = (number..passage.sentences.len()).take_while(same).last().unwrap_or(number);
    Some(passage.sentences.get(first)?.span.join(passage.sentences.get(last)?.span))
}
