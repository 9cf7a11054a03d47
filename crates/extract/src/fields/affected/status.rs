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
    if let Some(own) = led(place).and_then(|own| said(passage, facts, own)) {
        return own;
    }
    if stood_open(passage, place.clause()) && !by_deed(facts) {
        return Status::Possible;
    }
    let near = [place.clause(), line, place.caption.unwrap_or_default(), heading];
    near.iter().find_map(|&span| said(passage, facts, span)).unwrap_or_else(|| usual(scene, facts))
}

/// The words that lead to the figure, and to no other: 「漏えいが確認されたのは130名、|漏えいの可能性があるのは|2,700名」.
fn led(place: &Place<'_>) -> Option<Span> {
    let head = place.before().trim_end_matches(['約', '最', '大', 'で', '計', '、', ' ']);
    let from = place.passage.numbers_in(place.before).last().map_or(place.before.start, |last| last.span.end);
    head.ends_with("のは").then(|| Span::new(from, place.before.end.max(from)))
}

/// Whether the clause tells of data that others could see, and not that somebody did.
fn stood_open(passage: &Passage<'_>, clause: Span) -> bool {
    const OPEN: &[&str] = &["閲覧でき", "閲覧可能", "アクセスできる状態", "アクセス可能な状態", "公開状態"];
    let end = clause.end.min(boundary(passage.text(), clause.start + 480));
    let near = Span::new(clause.start, end.max(clause.start));
    contains(passage.words(near), OPEN) && !passage.stands("phrases", "affected.certain", near)
}

/// Whether somebody sent or carried the data away, so that they are out by that.
fn by_deed(facts: &Facts) -> bool {
    SURE.iter().any(|method| facts.methods.contains(method)) || facts.cause == Some(Cause::Insider)
}

/// Deeds by which data are out.
const SURE: [Method; 5] = [
    Method::Misdelivery,
    Method::WrongHandover,
    Method::InsiderExfiltration,
    Method::SnsPost,
    Method::DataSale,
];

/// What words say of themselves: feared where they say so, certain where they only tell of the leak.
fn said(passage: &Passage<'_>, facts: &Facts, span: Span) -> Option<Status> {
    let end = span.end.min(boundary(passage.text(), span.start + 480));
    let near = Span::new(span.start, end.max(span.start));
    let feared = |span: Span| {
        // 「…疑いで逮捕」 leaves nothing open.
        let behind = opening(passage.text().get(span.end..).unwrap_or(""), TAIL);
        span.of(passage.text()) != Some("疑い")
            || !contains(behind, &["で逮捕", "で書類送検", "で送検", "で再逮捕"])
    };
    let mut fears = passage.hits_in("phrases", near).filter(|(_, rule)| rule.value == "affected.feared");
    if fears.any(|(hit, _)| feared(hit.span)) {
        return Some(Status::Possible);
    }
    let mut told = passage.hits_in("phrases", near).filter(|(_, rule)| rule.value == "affected.certain");
    // 「流出した場合に備え」, 「流出した証拠は見つかっていません」 tell of no leak.
    let open = |end: usize| contains(opening(passage.text().get(end..).unwrap_or(""), TAIL), NOT_TOLD);
    // 「院外に持ち出した媒体を紛失」: what was lost was carried out, and may have got out.
    let carried = |span: Span| {
        facts.cause == Some(Cause::LossTheft) && contains(passage.words(span), &["持ち出", "持出"])
    };
    told.any(|(hit, _)| !open(hit.span.end) && !carried(hit.span)).then_some(Status::Confirmed)
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
    if by_deed(facts) {
        return Status::Confirmed;
    }
    if facts.cause == Some(Cause::LossTheft) {
        return Status::Possible;
    }
    let lead = scene.passage.sentences.iter().take(6).map(|sentence| sentence.span);
    lead.into_iter().find_map(|span| said(scene.passage, facts, span)).unwrap_or(Status::Possible)
}
