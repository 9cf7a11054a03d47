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
    let first = named.as_ref().and_then(|link| joined_before(passage, title, link.said));
    let first = first.filter(|&span| !own.contains(passage.words(span))).map(|span| Link {
        relation: Relation::Subject,
        name: Some((passage.written(span).to_owned(), span)),
        said: span,
    });
    let named = named.unwrap_or(Link { relation: Relation::Subject, name: None, said: title });
    first.into_iter().chain(std::iter::once(named)).collect()
}

/// The public body that is joined to the name at `name` in the title: `例示市及び株式会社例示に対する`.
fn joined_before(passage: &Passage<'_>, title: Span, name: Span) -> Option<Span> {
    let head = passage.words(Span::new(title.start, name.start.clamp(title.start, title.end)));
    let before =
        ["及び", "および", "並びに", "ならびに"].iter().find_map(|joint| head.strip_suffix(joint))?;
    public_ending(passage, Span::new(title.start, title.start + before.len()))
}

/// A town, ministry or the like, which has no legal form, in a title: `例示市に対する`.
fn public(passage: &Passage<'_>, title: Span) -> Option<Span> {
    let words = passage.words(title);
    let end = words.find("に対する").or_else(|| words.find("に対し"))?;
    public_ending(passage, Span::new(title.start, title.start + end))
}

/// The name of a public body that ends where `head` does.
fn public_ending(passage: &Passage<'_>, head: Span) -> Option<Span> {
    let before = passage.words(head);
    let end = before.len();
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
    proper.then(|| Span::new(start, end).shift(head.start))
}
