//! When it happened: the report's chronology (`events`) and the dates that follow from it.
//!
//! [`frame`] finds the date in force in each sentence, [`line`] the steps that a sentence tells of (by the words of
//! `data/events.toml`), [`bind`] the day of each, [`spans`] those of which a deed names an end, [`content`] parts what
//! was found from the finding, [`shut`] what was done from what was only asked for, [`labels`] reads `発生日時:` and its
//! like.
//! [`story`] brings all steps together; `events`, `occurred`, `discovered`, `contained` and `earlier` each read their
//! fact out of it.

mod bind;
pub(super) mod clause;
mod contained;
mod content;
mod day;
mod described;
mod discovered;
pub(super) mod earlier;
mod events;
mod frame;
mod governed;
mod labels;
mod line;
mod links;
mod notice;
mod object;
mod occurred;
mod others;
mod papers;
mod periods;
mod released;
mod reports;
mod sense;
mod shut;
mod spans;
mod story;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_days;
#[cfg(test)]
mod tests_forms;
#[cfg(test)]
mod tests_found;
#[cfg(test)]
mod tests_handed;
#[cfg(test)]
mod tests_lasting;
#[cfg(test)]
mod tests_notices;
#[cfg(test)]
mod tests_others;
#[cfg(test)]
mod tests_rows;
#[cfg(test)]
mod tests_spans;
#[cfg(test)]
mod tests_stamps;
#[cfg(test)]
mod tests_stated;
#[cfg(test)]
mod tests_told;
#[cfg(test)]
mod tests_turns;
#[cfg(test)]
mod tests_wording;
mod who;

use jikenbo_model::vocabulary::Kind;

use crate::Draft;

pub(super) fn read(draft: &mut Draft<'_>) {
    if matches!(draft.out.facts.kind, Some(Kind::Other | Kind::Digest)) {
        return;
    }
    let story = story::of(draft);
    discovered::read(draft, &story);
    let contained = contained::read(draft, &story);
    occurred::read(draft, &story, contained);
    let earlier = earlier::mentions(draft.passage, &draft.out.facts);
    events::read(draft, &story, &earlier);
    earlier::read(draft, earlier);
}
