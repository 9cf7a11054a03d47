//! Whom an authority's act is about.

use jikenbo_model::vocabulary::Relation;

use super::Link;
use crate::Draft;
use crate::fields::organization::name;

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
    vec![named.unwrap_or(Link { relation: Relation::Subject, name: None, said: title })]
}
