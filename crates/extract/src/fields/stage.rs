//! `stage`: the first report of its incident, a later one, or the last.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::{Kind, Stage};

use super::when::earlier;
use crate::Draft;
use crate::passage::{Passage, Role};
use crate::stamps;

pub(super) fn read(draft: &mut Draft<'_>) {
    if matches!(draft.out.facts.kind, Some(Kind::Other | Kind::Digest)) {
        return;
    }
    let (stage, proof) = stage(draft);
    draft.out.facts.stage = Some(stage);
    let proof = proof.or_else(|| draft.passage.sentences.first().map(|sentence| sentence.span));
    if let Some(span) = proof {
        draft.prove("stage", span);
    }
}

fn stage(draft: &Draft<'_>) -> (Stage, Option<Span>) {
    let passage = draft.passage;
    let earlier = earlier::mentions(passage, &draft.out.facts).first().map(|mention| mention.words);
    let later = earlier.or_else(|| in_title(passage, "nth"));
    let Some(later) = later else { return (Stage::First, None) };
    match finished(passage) {
        Some(finished) => (Stage::Final, Some(finished)),
        None => (Stage::Update, Some(later)),
    }
}

/// The words that say that it is the last report: in the title, else a finished investigation with nothing promised.
fn finished(passage: &Passage<'_>) -> Option<Span> {
    if let Some(title) = in_title(passage, "final") {
        return Some(title);
    }
    if in_title(passage, "progress").is_some() {
        return None;
    }
    // What stood on the page before it was added to is told as it was then.
    let part = stamps::newest_part(passage).unwrap_or(Span::new(0, passage.text().len()));
    let open = passage.finds("stages", "continues").any(|hit| part.contains(hit.span));
    let mut completed = passage.finds("stages", "completed").filter(|hit| part.contains(hit.span));
    completed.next().filter(|_| !open).map(|hit| hit.span)
}

fn in_title(passage: &Passage<'_>, value: &str) -> Option<Span> {
    let title = passage.sentences.first().filter(|first| first.role == Role::Title)?;
    // A title may go on in a line in brackets: 「(第4報:2024年3月21日更新)」.
    let under = passage.sentences.get(1).filter(|line| {
        let words = passage.words(line.span);
        words.starts_with('(') && words.trim_end().ends_with(')') && words.chars().count() <= 40
    });
    let lines = std::iter::once(title).chain(under);
    let mut hits = lines.flat_map(|line| passage.hits_in("stages", line.span));
    hits.find(|(_, rule)| rule.value == value).map(|(hit, _)| hit.span)
}
