//! What the organisation asks of those in its chain, called by their names: 「株式会社例示には、…を求めています」. It supervises them.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::{Measure, Relation};

use crate::Draft;
use crate::modality;

/// Forms of law that a name may go without later in the text.
const FORMS: &[&str] =
    &["株式会社", "有限会社", "合同会社", "一般社団法人", "一般財団法人", "公益社団法人", "公益財団法人"];

/// With which particles one addresses somebody.
const TO: &[&str] = &["に対し", "には", "に、", "へ、", "へは"];

/// What one asks of somebody.
const ASKS: &[&str] =
    &["求め", "義務付け", "義務づけ", "要請", "指示", "指導", "徹底させ", "申し入れ", "依頼し", "禁止し"];

/// The stretches of text in which somebody of the chain is asked for something: from his name to the verb.
pub(super) fn asked(draft: &Draft<'_>) -> Vec<Span> {
    let names: Vec<&str> = names(draft);
    let passage = draft.passage;
    let mut found = Vec::new();
    for sentence in &passage.sentences {
        let words = passage.words(sentence.span);
        let called = names.iter().filter_map(|name| words.find(name).map(|at| at + name.len())).max();
        let Some(end) = called else { continue };
        let rest = words.get(end..).unwrap_or("");
        let rest = rest.strip_prefix('社').unwrap_or(rest);
        let verb = ASKS.iter().filter_map(|verb| rest.rfind(verb).map(|at| at + verb.len())).max();
        let to = TO.iter().any(|to| rest.starts_with(to));
        if let Some(verb) =
            verb.filter(|&at| to && modality::negation(rest.get(at..).unwrap_or("")).is_none())
        {
            let start = sentence.span.end - rest.len();
            found.push(Span::new(start, start + verb));
        }
    }
    found
}

/// The names of the links outside of the house, with and without their form of law.
fn names<'a>(draft: &'a Draft<'_>) -> Vec<&'a str> {
    let outside = |relation: Relation| {
        matches!(relation, Relation::Processor | Relation::SubProcessor | Relation::Vendor)
    };
    let links = draft.out.facts.chain.iter().filter(|link| outside(link.relation));
    links
        .filter_map(|link| link.name.as_deref())
        .map(|name| {
            let bare = FORMS.iter().find_map(|form| {
                name.strip_prefix(form)
                    .or_else(|| name.strip_suffix(form))
                    .filter(|bare| bare.chars().count() > 2)
            });
            bare.unwrap_or(name)
        })
        .collect()
}

/// Whether a measure that others are asked for is theirs, and no own one.
pub(super) fn is_theirs(measure: Measure) -> bool {
    matches!(measure, Measure::Training | Measure::Governance | Measure::Procedure)
}
