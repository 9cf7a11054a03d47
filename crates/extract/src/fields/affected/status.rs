//! Whether a figure's data certainly got out, or may have.

use jikenbo_model::Facts;
use jikenbo_model::Span;
use jikenbo_model::vocabulary::{Cause, Method, Status};
use jikenbo_text::words::opening;

use super::place::{Place, boundary};
use super::scene::Scene;
use crate::lists::contains;
use crate::passage::Passage;

/// The status of a figure: from its clause, line, caption or section, else from the report's kind of incident.
pub(super) fn status(scene: &Scene<'_>, facts: &Facts, place: &Place<'_>) -> Status {
    let passage = scene.passage;
    let line = place.before.join(place.behind);
    let heading = passage.section(place.sentence).heading.unwrap_or_default();
    let near = [place.clause(), line, place.caption.unwrap_or_default(), heading];
    near.iter().find_map(|&span| said(passage, span)).unwrap_or_else(|| usual(scene, facts))
}

/// What words say of themselves: feared where they say so, certain where they only tell of the leak.
fn said(passage: &Passage<'_>, span: Span) -> Option<Status> {
    let end = span.end.min(boundary(passage.text(), span.start + 480));
    let near = Span::new(span.start, end.max(span.start));
    if passage.stands("phrases", "affected.feared", near) {
        return Some(Status::Possible);
    }
    let mut told = passage.hits_in("phrases", near).filter(|(_, rule)| rule.value == "affected.certain");
    // 「流出した場合に備え」, 「流出した証拠は見つかっていません」 tell of no leak.
    let open = |end: usize| contains(opening(passage.text().get(end..).unwrap_or(""), TAIL), NOT_TOLD);
    told.any(|(hit, _)| !open(hit.span.end)).then_some(Status::Confirmed)
}

/// How far behind its word it is said that no leak is told of, in characters.
const TAIL: usize = 10;

/// What says at once behind a word for the leak that none is told of.
const NOT_TOLD: &[&str] = &[
    "場合",
    "かどうか",
    "か否か",
    "証拠",
    "確証",
    "断定",
    "断言",
    "のではないか",
    "ませ",
    "ない",
    "なか",
    "おらず",
    "わけでは",
];

/// What an incident of this sort makes of its figures.
fn usual(scene: &Scene<'_>, facts: &Facts) -> Status {
    let sure = [
        Method::Misdelivery,
        Method::WrongHandover,
        Method::InsiderExfiltration,
        Method::SnsPost,
        Method::DataSale,
    ];
    if sure.iter().any(|method| facts.methods.contains(method)) || facts.cause == Some(Cause::Insider) {
        return Status::Confirmed;
    }
    if facts.cause == Some(Cause::LossTheft) {
        return Status::Possible;
    }
    let lead = scene.passage.sentences.iter().take(6).map(|sentence| sentence.span);
    lead.into_iter().find_map(|span| said(scene.passage, span)).unwrap_or(Status::Possible)
}
