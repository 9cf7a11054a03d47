//! `medium`: whether the data lay on paper or in electronic form.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::{Cause, Kind, Leak, Medium};

use crate::Draft;
use crate::passage::Passage;

pub(super) fn read(draft: &mut Draft<'_>) {
    if matches!(draft.out.facts.kind, Some(Kind::Other | Kind::Digest | Kind::NoIncident)) {
        return;
    }
    let facts = &draft.out.facts;
    let untouched =
        facts.leak == Some(Leak::None) && facts.data_types.is_empty() && facts.affected.is_empty();
    if untouched {
        return;
    }
    let intruded = matches!(facts.cause, Some(Cause::UnauthorizedAccess | Cause::Misconfiguration));
    let (paper, mut electronic) = places(draft.passage);
    if electronic.is_empty() && intruded && facts.leak != Some(Leak::None) {
        let whole = Span::new(0, draft.passage.text().len());
        electronic.extend(first(draft.passage, whole, "medium.electronic"));
    }
    let electronic_only = intruded || electronic.len() >= 3 * paper.len().max(1) && paper.len() < 2;
    let paper_only = !intruded && paper.len() >= 2 * electronic.len().max(1);
    for (medium, spans, other) in
        [(Medium::Paper, &paper, electronic_only), (Medium::Electronic, &electronic, paper_only)]
    {
        if let Some(&span) = spans.first().filter(|_| !other) {
            draft.out.facts.medium.insert(medium);
            draft.prove(format!("medium.{medium}"), span);
        }
    }
}

/// The words for paper, and those for electronic things, in sentences that tell of the mishap.
fn places(passage: &Passage<'_>) -> (Vec<Span>, Vec<Span>) {
    let (mut paper, mut electronic) = (Vec::new(), Vec::new());
    for (number, sentence) in passage.sentences.iter().enumerate() {
        let says = |value: &str| first(passage, sentence.span, value);
        if apart(passage, number) || says("medium.fate").is_none() {
            continue;
        }
        let on_paper = says("medium.paper").filter(|_| says("medium.no_paper").is_none());
        let folder = says("medium.either").filter(|_| on_paper.is_none());
        match (on_paper, says("medium.electronic").or(folder)) {
            (Some(span), None) => paper.push(span),
            (_, Some(span)) => electronic.push(span),
            (None, None) => {}
        }
    }
    (paper, electronic)
}

/// Whether a sentence stands under a heading of something else than the mishap.
fn apart(passage: &Passage<'_>, number: usize) -> bool {
    let section = passage.section(number);
    let other = ["measures", "contact", "advice", "persons", "history"];
    other.iter().any(|topic| section.is(topic)) && !section.is("outline")
}

/// The first phrase of `value` inside `span`.
fn first(passage: &Passage<'_>, span: Span, value: &str) -> Option<Span> {
    passage.hits_in("phrases", span).find(|(_, rule)| rule.value == value).map(|(hit, _)| hit.span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn check(cause: Cause, text: &str, expected: &[Medium]) {
        let prepare = |draft: &mut Draft<'_>| {
            draft.out.facts.kind = Some(Kind::Disclosure);
            draft.out.facts.cause = Some(cause);
        };
        let out = testing::read(text, prepare, &[read]);
        assert_eq!(out.facts.medium.iter().copied().collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn paper_or_bits() {
        check(Cause::LossTheft, "申込書3枚を紛失しました。", &[Medium::Paper]);
        check(Cause::LossTheft, "USBメモリを紛失しました。", &[Medium::Electronic]);
        check(Cause::Insider, "電子カルテを閲覧していました。", &[Medium::Electronic]);
        check(Cause::OperationError, "電話で回答しました。", &[]);
    }
}
