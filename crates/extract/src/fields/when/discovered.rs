//! `discovered`: when the organisation first noticed or was told.

use jikenbo_model::vocabulary::Relation;
use jikenbo_model::{Chain, PartialDate};

use super::line::Step;
use super::sense::Sense;
use super::story::Story;
use crate::Draft;

pub(super) fn read(draft: &mut Draft<'_>, story: &Story) {
    let Some((date, spans)) = labelled(draft, story).or_else(|| first(story).map(|(found, _)| found)) else {
        return;
    };
    for span in spans {
        draft.prove("discovered", span);
    }
    draft.out.facts.discovered = Some(date);
}

type Found = (PartialDate, [jikenbo_model::Span; 2]);

fn labelled(draft: &Draft<'_>, story: &Story) -> Option<Found> {
    let labels = &story.labels.discovered;
    // 「発覚:1日」 of the contractor, 「当社への報告:3日」
    let told = labels.iter().filter(|label| label.to_self).min_by_key(|label| label.day.from);
    let label = told.or_else(|| labels.iter().min_by_key(|label| label.day.from))?;
    // 「医師が…気付きました。当院への報告は翌々日」: what the own staff noticed before.
    let within =
        |link: &Chain| matches!(link.relation, Relation::Unit | Relation::Member | Relation::Subject);
    let alone = draft.out.facts.chain.iter().all(within);
    let early = first(story)
        .filter(|((date, _), own)| alone && label.to_self && *own && Some(*date) < label.day.from);
    if let Some((found, _)) = early {
        return Some(found);
    }
    Some((label.day.from?, [label.words, label.day.span]))
}

/// The first finding, and whether the organisation's own staff made it and nobody else had.
fn first(story: &Story) -> Option<(Found, bool)> {
    let handed_on = story.steps.iter().filter(|step| step.from_other).filter_map(|step| step.day.from).min();
    let found = |step: &&Step| step.sense.is_discovery() && !step.outside && step.day.from.is_some();
    let own = story.steps.iter().filter(found);
    let told = story.steps.iter().any(|step| step.to_self && step.sense == Sense::Told);
    let outside = story.steps.iter().any(|step| step.outside && step.sense.is_discovery());
    // Where others noticed first and then told the organisation, only what it was told or saw itself counts.
    // What stands before the day of such a report with another's name beside it, the other noticed.
    let early = |step: &Step| handed_on.is_some_and(|day| step.day.from < Some(day));
    let step = own
        .filter(|step| !(told && outside) || step.to_self || step.sense == Sense::Noticed)
        .filter(|step| step.to_self || !(step.beside_other && early(step)))
        .min_by_key(|step| step.day.from)?;
    let own = !outside && !step.beside_other && step.sense == Sense::Noticed;
    Some(((step.day.from?, [step.words, step.day.span]), own))
}
