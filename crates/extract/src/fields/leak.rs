//! `leak`: whether data got out.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::{Cause, Kind, Leak, Method};

use crate::Draft;
use crate::modality::{self, Modality};
use crate::passage::{Passage, Role};

pub(super) fn read(draft: &mut Draft<'_>) {
    let (leak, spans) = match draft.out.facts.kind {
        None | Some(Kind::Other | Kind::Digest) => return,
        Some(Kind::NoIncident) => (Leak::None, Vec::new()),
        Some(_) => judge(draft),
    };
    draft.out.facts.leak = Some(leak);
    if spans.is_empty() {
        for span in draft.out.evidence.of("kind").to_vec() {
            draft.out.evidence.add("leak", span);
        }
    }
    for span in spans.into_iter().take(6) {
        draft.prove("leak", span);
    }
}

/// What the sentences say of data getting out, each kind of saying with its words.
#[derive(Default)]
struct Sayings {
    gone: Vec<Span>,
    titled: Vec<Span>,
    possible: Vec<Span>,
    exposed: Vec<Span>,
    denied: Vec<Span>,
    unfound: Vec<Span>,
}

fn judge(draft: &Draft<'_>) -> (Leak, Vec<Span>) {
    let said = sayings(draft);
    let facts = &draft.out.facts;
    let named = !facts.data_types.is_empty() || !facts.affected.is_empty();
    let slip = facts.cause == Some(Cause::OperationError) && !facts.methods.contains(&Method::WrongPublication);
    let inside = facts.cause == Some(Cause::Insider);
    let lost = facts.cause == Some(Cause::LossTheft);
    if !said.gone.is_empty() && !(lost && said.possible.is_empty() && said.titled.is_empty()) && !lost {
        return (Leak::Confirmed, said.gone);
    }
    if (slip || inside) && said.denied.is_empty() && !said.titled.is_empty() {
        return (Leak::Confirmed, said.titled);
    }
    if !said.possible.is_empty() {
        return (Leak::Possible, said.possible);
    }
    if !said.denied.is_empty() {
        return (Leak::None, said.denied);
    }
    if !said.exposed.is_empty() {
        return (Leak::Possible, said.exposed);
    }
    if lost || named {
        return (Leak::Possible, said.unfound);
    }
    (Leak::Unknown, said.unfound)
}

fn sayings(draft: &Draft<'_>) -> Sayings {
    let passage = draft.passage;
    let mut said = Sayings::default();
    for (hit, rule) in passage.hits_of("incident") {
        let number = hit.sentence as usize;
        let title = passage.sentences.get(number).is_some_and(|sentence| sentence.role == Role::Title);
        let heading = passage.sentences.get(number).is_some_and(|sentence| sentence.role == Role::Heading);
        if !speaks(passage, number) {
            continue;
        }
        match rule.value.as_str() {
            "gone" if heading => {}
            "gone" => sort_gone(draft, &mut said, hit.span, title),
            "may_be_gone" if !title && !heading && !supposed(passage, hit.span) => said.possible.push(hit.span),
            "exposed" if stands(passage, hit.span) && !heading => said.exposed.push(hit.span),
            "not_gone" => said.denied.push(hit.span),
            "not_found" => said.unfound.push(hit.span),
            "incident" if title && passage.words(hit.span).len() <= 9 => said.titled.push(hit.span),
            _ => {}
        }
    }
    said
}

/// Whether sentence `number` can tell that data got out: not advice, contacts or measures.
fn speaks(passage: &Passage<'_>, number: usize) -> bool {
    let section = passage.section(number);
    !["advice", "contact", "performance"].iter().any(|topic| section.is(topic))
        && (!section.is("measures") || section.is("outline") || section.is("affected"))
}

fn sort_gone(draft: &Draft<'_>, said: &mut Sayings, span: Span, title: bool) {
    let passage = draft.passage;
    let words = passage.words(span);
    let leaked = ["漏", "流出", "窃取", "持ち出", "盗", "取得", "売却", "閲覧", "投稿", "ダウンロード"];
    let sent = !leaked.iter().any(|word| words.contains(word));
    let slip = matches!(draft.out.facts.cause, Some(Cause::OperationError | Cause::Insider | Cause::ImproperHandling));
    if title || (sent && !slip) {
        return;
    }
    let clause = passage.clause_at(span.start);
    let end = clause.end.max(span.end);
    match modality::of(passage.text(), Span::new(clause.start, end), Span::new(span.start, span.start + first_len(words))) {
        Modality::Confirmed => said.gone.push(span),
        Modality::Possible => said.possible.push(span),
        Modality::Denied => said.denied.push(span),
        Modality::Unconfirmed => said.unfound.push(span),
        _ => {}
    }
}

fn first_len(words: &str) -> usize {
    words.chars().next().map_or(0, char::len_utf8)
}

fn stands(passage: &Passage<'_>, span: Span) -> bool {
    let clause = passage.clause_at(span.start);
    let end = clause.end.max(span.end);
    let found = modality::of(passage.text(), Span::new(clause.start, end), Span::new(span.start, span.end.min(end)));
    matches!(found, Modality::Confirmed | Modality::Possible | Modality::Unconfirmed)
}

fn supposed(passage: &Passage<'_>, span: Span) -> bool {
    let clause = passage.clause_at(span.start);
    let end = clause.end.max(span.end);
    let found = modality::of(passage.text(), Span::new(clause.start, end), Span::new(span.start, span.end.min(end)));
    matches!(found, Modality::Hypothetical | Modality::Advice | Modality::Denied)
}
