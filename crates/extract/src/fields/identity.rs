//! `case_number`, `title`, `published` and `organization`: what heads the report.

use jikenbo_model::{PartialDate, Span};

use crate::Draft;
use crate::passage::{Role, alone};

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
    date_line(draft).or_else(|| {
        let date = passage.document.date.filter(|_| alone(passage.document, passage.report))?;
        let stated = passage.dates.iter().find(|dated| dated.from == Some(date))?;
        Some((date, passage.source(stated.span)))
    })
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
        let rest = sentence.span.len() - dated.span.len();
        let date = dated.from.filter(|date| date.day().is_some() && dated.year_written)?;
        (rest <= 12 && !passage.section(number).is("chronology")).then(|| (date, passage.source(dated.span)))
    })
}
