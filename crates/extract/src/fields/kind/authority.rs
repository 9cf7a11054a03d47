//! Whether an authority speaks, and its act on somebody.

use jikenbo_model::Span;

use super::SIGNED;
use crate::lists::contains;
use crate::passage::{Passage, Role};

/// An authority's act inside `span`; an employer who punishes his own staff is none, nor is an order that the writer tells
/// to have received.
pub(in crate::fields) fn act(passage: &Passage<'_>, span: Span) -> Option<Span> {
    let acts = passage.hits_in("incident", span).filter(|(_, rule)| rule.value == "authority_act");
    acts.map(|(hit, _)| hit.span).find(|&act| !of_employer(passage, act)).filter(|_| !received(passage))
}

/// Whether the writer tells of an order that he was given: 「総務省より行政指導を受けました」, 「勧告への対応について」.
fn received(passage: &Passage<'_>) -> bool {
    let lead = passage.sentences.iter().take(super::LEAD).map(|sentence| passage.words(sentence.span));
    lead.into_iter().any(|words| {
        let given = ORDERS.iter().filter_map(|order| Some(words.split_once(order)?.1));
        let mut given = given.map(|tail| past_bracket(tail.trim_start_matches(['等', '」'])));
        given.any(|tail| ["を受け", "への対応", "を受領"].iter().any(|end| tail.starts_with(end)))
    })
}

/// What an authority gives.
const ORDERS: [&str; 6] = ["指導", "勧告", "命令", "行政処分", "報告徴収", "報告徴求"];

/// What follows a remark in brackets that `tail` begins with.
fn past_bracket(tail: &str) -> &str {
    tail.strip_prefix('(').and_then(|inside| Some(inside.split_once(')')?.1)).unwrap_or(tail)
}

/// Whether the act is an employer's: 職員の処分について, 懲戒処分.
fn of_employer(passage: &Passage<'_>, act: Span) -> bool {
    let sentence = passage.sentence(passage.sentence_at(act.start));
    let title = passage.sentences.first().map_or("", |first| passage.words(first.span));
    let titled = passage.sentences.first().is_some_and(|first| first.role == Role::Title);
    let punished = contains(sentence, &PUNISHED) || titled && contains(title, &PUNISHED);
    punished && !contains(sentence, &FIRMS)
}

/// How an employer speaks of a punishment.
pub(super) const PUNISHED: [&str; 7] =
    ["懲戒", "職員の処分", "職員を処分", "教諭の処分", "社員の処分", "被処分者", "職員に対する処分"];

const FIRMS: [&str; 8] = ["株式会社", "法人", "事業者", "会社に", "組合に", "有限会社", "合同会社", "業者に"];

/// Whether the writer issues an order himself: no authority stands in the sentence as the one who does.
pub(super) fn acts_itself(passage: &Passage<'_>) -> bool {
    passage.finds("incident", "own_act").any(|hit| {
        let words = passage.sentence(hit.sentence as usize);
        !["委員会", "省", "庁", "局", "大臣"].iter().any(|body| {
            ["が", "は", "から", "より"].iter().any(|subject| words.contains(&format!("{body}{subject}")))
        })
    })
}

/// Whether a prefecture or city speaks that used the law on a firm: 「例示株式会社に対する行政処分について」.
pub(super) fn over_firms(passage: &Passage<'_>, speaker: &str) -> bool {
    let local = ["県", "都", "府", "道", "市", "区", "町", "村"].iter().any(|end| speaker.ends_with(end));
    let acts = ["行政処分", "業務改善命令", "業務停止命令", "指名停止", "措置命令"];
    local
        && passage.finds("incident", "authority_act").any(|hit| {
            let words = passage.sentence(hit.sentence as usize);
            contains(words, &acts) && words.contains("に対") && contains(words, &FIRMS)
        })
}

/// Whether the one who speaks is an authority: named so in the heading or as the first name of the text.
pub(super) fn speaks(passage: &Passage<'_>) -> bool {
    let heading = heading(passage);
    let mut names = passage.finds("organizations", "authority");
    names.any(|hit| {
        heading.contains(passage.words(hit.span)) || (heading.is_empty() && hit.sentence <= SIGNED)
    }) || ["委員会", "省", "庁"].iter().any(|end| heading.ends_with(end))
}

/// The organisation that the heading names.
fn heading<'a>(passage: &'a Passage<'_>) -> &'a str {
    let named = passage.report.heading.organization;
    named.and_then(|span| span.of(&passage.document.text)).unwrap_or("")
}
