//! `organization_role`: what the organisation is to the incident.

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
