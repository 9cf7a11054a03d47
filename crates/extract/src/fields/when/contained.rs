//! `contained`: when the way in was shut, the service stopped or the exposure ended.

use jikenbo_model::PartialDate;
use jikenbo_model::vocabulary::Kind;

use super::line::Step;
use super::sense::Sense;
use super::story::Story;
use crate::Draft;

pub(super) fn read(draft: &mut Draft<'_>, story: &Story, _discovered: Option<PartialDate>) -> Option<PartialDate> {
    if draft.out.facts.kind == Some(Kind::NoIncident) {
        return None;
    }
    // What was stopped before the incident was no containment.
    let known = story.steps.iter().chain(&story.periods).filter(|step| step.sense.is_discovery() || step.sense.is_incident());
    let found = known.filter(|step| step.day.is_point() || step.sense.is_discovery()).filter_map(|step| step.day.from).min();
    let late = |step: &Step| found.is_none_or(|found| step.day.from >= Some(found));
    let ended = |step: &&Step| matches!(step.sense, Sense::Shut | Sense::Stop) && step.day.from.is_some() && late(step);
    let step = story.steps.iter().filter(ended).min_by_key(|step| step.day.from);
    let step = step.map(|step| (step.day.from, step)).or_else(|| exposure_end(story));
    let (date, step) = step?;
    draft.prove("contained", step.words);
    draft.prove("contained", step.day.span);
    draft.out.facts.contained = date;
    date
}

/// The last day on which data lay open, where nothing says how that ended.
fn exposure_end(story: &Story) -> Option<(Option<PartialDate>, &Step)> {
    let open = story.periods.iter().chain(&story.steps).filter(|step| step.sense == Sense::Exposure);
    open.filter(|step| step.day.to.is_some() && !step.day.is_point()).max_by_key(|step| step.day.to).map(|step| (step.day.to, step))
}
