//! Whom an authority's act is about.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::Relation;

use super::Link;
use crate::Draft;
use crate::fields::organization::name;
use crate::passage::Passage;

pub(super) fn links(draft: &Draft<'_>) -> Vec<Link> {
    let passage = draft.passage;
    let own = draft.out.facts.organization.clone().unwrap_or_default();
    let forms = passage.finds("organizations", "legal_form").filter(|hit| hit.sentence <= 8);
    let mut spans = forms.filter_map(|hit| name::around(passage, hit.span));
    let found = spans.find(|&span| !own.contains(passage.words(span)));
    let named = found.map(|span| Link {
        relation: Relation::Subject,
        name: Some((passage.written(span).to_owned(), span)),
        said: span,
    });
    let title = passage.sentences.first().map(|sentence| sentence.span).unwrap_or_default();
    let named = named.or_else(|| {
        public(passage, title).filter(|&span| !own.contains(passage.words(span))).map(|span| Link {
            relation: Relation::Subject,
            name: Some((passage.written(span).to_owned(), span)),
            said: span,
        })
    });
    vec![named.unwrap_or(Link { relation: Relation::Subject, name: None, said: title })]
}

/// A town, ministry or the like, which has no legal form, in a title: `例示市に対する`.
fn public(passage: &Passage<'_>, title: Span) -> Option<Span> {
    let words = passage.words(title);
    let end = words.find("に対する").or_else(|| words.find("に対し"))?;
    let before = words.get(..end)?;
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() && !('ぁ'..='ん').contains(c) || matches!(c, 'ー' | 'ヶ'))
        .last()
        .map(|(at, _)| at)?;
    let name = before.get(start..)?;
    let public =
        ["市", "町", "村", "区", "県", "都", "府", "道", "省", "庁", "委員会", "機構", "協会", "大学"];
    let general = ["事業者", "市区町村", "市町村", "地方自治体", "自治体"].contains(&name);
    let proper = name.chars().count() >= 3 && !general && public.iter().any(|end| name.ends_with(end));
    proper.then(|| Span::new(start, end).shift(title.start))
}
