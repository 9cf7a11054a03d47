//! `events`: the report's own chronology.

use jikenbo_model::vocabulary::{EventKind, ReportedTo};
use jikenbo_model::{Event, PartialDate, Span};

use super::earlier::Mention;
use super::line::Step;
use super::sense::Sense;
use super::story::Story;
use crate::Draft;

/// One event with its proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    date: PartialDate,
    event: EventKind,
    to: Option<ReportedTo>,
    proof: [Span; 2],
}

pub(super) fn read(draft: &mut Draft<'_>, story: &Story, earlier: &[Mention]) {
    let published = draft.out.facts.published;
    let mut entries: Vec<Entry> = story.steps.iter().filter_map(|step| entry(step, published)).collect();
    entries.extend(
        story
            .labels
            .occurred
            .iter()
            .filter_map(|label| occurrence(story, label.day.from?, [label.words, label.day.span])),
    );
    entries.extend(story.periods.iter().filter_map(|step| entry(step, published)));
    if story.is_undated() {
        entries.extend(story.purchases.iter().filter_map(|step| entry(step, published)));
    }
    let earlier = earlier.iter().filter_map(|mention| {
        Some(Entry {
            date: mention.date?,
            event: EventKind::EarlierReport,
            to: None,
            proof: [mention.words; 2],
        })
    });
    entries.extend(earlier);
    let discovered = story.labels.discovered.iter().filter_map(|label| {
        Some(Entry {
            date: label.day.from?,
            event: EventKind::Discovery,
            to: None,
            proof: [label.words, label.day.span],
        })
    });
    entries.extend(discovered);
    entries.sort_by_key(|entry| entry.date);
    drop_vague(&mut entries);
    drop_told_twice(&mut entries);
    let mut kept: Vec<Entry> = Vec::new();
    for entry in entries {
        if !kept
            .iter()
            .any(|other| (other.date, other.event, other.to) == (entry.date, entry.event, entry.to))
        {
            kept.push(entry);
        }
    }
    for (at, entry) in kept.iter().enumerate() {
        let path = format!("events[{at}]");
        for span in entry.proof {
            draft.prove(format!("{path}.date"), span);
        }
        draft.prove(format!("{path}.event"), entry.proof[0]);
    }
    draft.out.facts.events =
        kept.into_iter().map(|Entry { date, event, to, .. }| Event { date, event, to }).collect();
}

fn entry(step: &Step, published: Option<PartialDate>) -> Option<Entry> {
    let date = step.day.from?;
    let to = match step.sense {
        Sense::Regulator(to) => Some(to),
        _ => None,
    };
    let event = match step.sense {
        Sense::Announce => EventKind::Disclosure,
        Sense::Other if published == Some(date) => return None,
        sense => sense.event(),
    };
    Some(Entry { date, event, to, proof: [step.words, step.day.span] })
}

fn occurrence(story: &Story, date: PartialDate, proof: [Span; 2]) -> Option<Entry> {
    let event = if story.attacked { EventKind::Attack } else { EventKind::Occurrence };
    Some(Entry { date, event, to: None, proof })
}

/// Drops what says less than another entry of its day: `other` beside any.
fn drop_vague(entries: &mut Vec<Entry>) {
    let all = entries.clone();
    entries.retain(|entry| {
        let beside = |other: &Entry| other.date == entry.date && other.event != EventKind::Other;
        entry.event != EventKind::Other || !all.iter().any(beside)
    });
}

/// Drops a release told of as somebody's where it is known as one of the organisation's own.
fn drop_told_twice(entries: &mut Vec<Entry>) {
    let own: Vec<PartialDate> = entries
        .iter()
        .filter(|entry| entry.event == EventKind::EarlierReport)
        .map(|entry| entry.date)
        .collect();
    entries.retain(|entry| entry.event != EventKind::Disclosure || !own.contains(&entry.date));
}
