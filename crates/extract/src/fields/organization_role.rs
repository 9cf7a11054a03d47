//! `organization_role`: what the organisation is to the incident.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::{Kind, OrganizationRole, Relation};

use crate::Draft;

pub(super) fn read(draft: &mut Draft<'_>) {
    let facts = &draft.out.facts;
    if facts.organization.is_none() || matches!(facts.kind, None | Some(Kind::Other | Kind::Digest)) {
        return;
    }
    let client = draft.passage.finds("relations", "client").next().map(|hit| hit.span);
    let outside = facts.chain.iter().any(|link| link.relation != Relation::Unit);
    let (role, proof) = match facts.kind {
        Some(Kind::Regulator) => (OrganizationRole::Authority, None),
        _ if !outside && (!facts.clients_hit.is_empty() || client.is_some()) => {
            (OrganizationRole::Processor, client)
        }
        _ if client.is_some_and(|span| is_taken_on(draft, span)) => (OrganizationRole::Processor, client),
        _ => (OrganizationRole::Affected, None),
    };
    draft.out.facts.organization_role = Some(role);
    match proof {
        Some(span) => draft.prove("organization_role", span),
        None => {
            for span in draft.out.evidence.of("organization").to_vec() {
                draft.out.evidence.add("organization_role", span);
            }
        }
    }
}

/// Whether the writer says that he took the work on himself, whoever he had it done by: 「当社が仮設市から受託した業務において」.
fn is_taken_on(draft: &Draft<'_>, span: Span) -> bool {
    let passage = draft.passage;
    let words = passage.words(span);
    let clause = passage.clause_at(span.start);
    let before = Span::new(clause.start.min(span.start), span.start);
    let own = passage.hits_in("organizations", before).find(|(_, rule)| rule.value == "self");
    let subject = own
        .is_some_and(|(hit, _)| passage.words(Span::new(hit.span.end, span.end)).starts_with(['が', 'は']));
    let giver = ["様より", "から", "より"]
        .iter()
        .any(|from| words.starts_with(from) || passage.words(before).ends_with(from));
    subject && giver && words.contains("受託")
}
