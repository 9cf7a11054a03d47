//! Who a contractor is that is first spoken of without a name: 「委託先へのサイバー攻撃」 in a title, and in the text the one company
//! that was hit.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::Relation;

use super::{Link, concern, parties, place};
use crate::fields::organization::name;
use crate::passage::Passage;

/// No more names are looked at.
const MOST: usize = 120;

/// Gives the contractor without a name that of the one company at which the text puts the incident; `own` is the writer's name.
pub(super) fn name_it(passage: &Passage<'_>, links: &mut Vec<Link>, own: &str) {
    let unnamed = |link: &Link| link.relation == Relation::Processor && link.name.is_none();
    let others = links.iter().filter(|link| !unnamed(link));
    // What he supplies is used besides: 「倉庫の仕組みを利用している株式会社例示」, called 「委託先」 in the title.
    let supplier = others.clone().all(|link| link.relation == Relation::Vendor && link.name.is_some());
    if !links.iter().any(unnamed) || !supplier || others.count() > 1 {
        return;
    }
    let Some((name, span)) = only_struck(passage, own) else { return };
    let known = |link: &Link| link.name.as_ref().is_some_and(|(other, _)| *other == name);
    if links.iter().any(|link| link.name.is_some() && !known(link)) {
        return;
    }
    links.retain(|link| !known(link));
    if let Some(link) = links.iter_mut().find(|link| unnamed(link)) {
        link.name = Some((name, span));
    }
}

/// The company that is told to have been attacked or to be at fault, where it is one alone.
fn only_struck(passage: &Passage<'_>, own: &str) -> Option<(String, Span)> {
    let forms = passage.finds("organizations", "legal_form").take(MOST);
    let names = forms.filter_map(|hit| name::around(passage, hit.span));
    let mut found: Option<(String, Span)> = None;
    for span in names.map(|span| name::without_branch(passage, span)) {
        let name = passage.written(span).trim();
        let struck = concern::struck(passage, span) || place::at_fault(passage, span.end);
        if !struck || parties::is_own(own, name) || parties::is_among_writers(passage, span) {
            continue;
        }
        if place::is_way_in(passage, span) {
            continue;
        }
        match &found {
            Some((known, _)) if known != name => return None,
            Some(_) => {}
            None => found = Some((name.to_owned(), span)),
        }
    }
    found
}
