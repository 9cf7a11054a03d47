//! `affected` and `affected_total`: the ledger of figures for people, records, accounts … whose data leaked or may have.
//!
//! `candidates` takes each figure of the text with what stands around it (`place`, `grammar`, `scene`), leaves out what
//! `deny` knows to be something else and takes what `admit` can tie to data; `turn` tells which of an old and a new figure
//! holds; `unit`, `subject` and `status` read what it counts. `parts` and `meaning` find what is part of what, `repeats` joins what is told twice, `total` adds up.

mod admit;
mod candidates;
mod corrected;
mod deny;
mod figure;
mod grammar;
mod hit;
mod joined;
mod limits;
mod meaning;
mod parts;
mod place;
mod referring;
mod repeats;
mod scene;
mod status;
mod subject;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_hit;
#[cfg(test)]
mod tests_parts;
#[cfg(test)]
mod tests_sizes;
#[cfg(test)]
mod tests_turn;
mod total;
mod turn;
mod unit;

use jikenbo_model::Affected;
use jikenbo_model::vocabulary::Kind;

use crate::Draft;
use repeats::Entry;
use scene::Scene;

pub(super) fn read(draft: &mut Draft<'_>) {
    if matches!(draft.out.facts.kind, Some(Kind::Other | Kind::Digest | Kind::NoIncident)) {
        return;
    }
    let passage = draft.passage;
    let scene = Scene::of(passage);
    let (mut figures, rest) = candidates::figures(&scene, &draft.out.facts);
    if let Some(span) = rest {
        draft.warn("too_many_figures", "the figures from here on were not looked at", span);
    }
    parts::link(passage, &mut figures);
    let mut ledger = repeats::drop_rounded(repeats::join(&figures));
    limits::settle(&mut ledger);
    limits::warn(draft, &ledger);
    enter(draft, ledger);
}

/// Takes the ledger back where nothing leaked: figures are of those whose data did, or may have.
pub(super) fn clear(draft: &mut Draft<'_>) {
    draft.out.facts.affected.clear();
    draft.out.facts.affected_total = None;
    draft.out.evidence.by_path.retain(|path, _| !path.starts_with("affected"));
}

/// Writes the ledger and its total into the draft.
fn enter(draft: &mut Draft<'_>, ledger: Vec<Entry>) {
    if let Some((total, spans)) = total::total(&ledger) {
        draft.out.facts.affected_total = Some(total);
        for span in spans {
            draft.prove("affected_total", span);
        }
    }
    for (at, entry) in ledger.into_iter().enumerate() {
        for &span in &entry.spans {
            draft.prove(format!("affected[{at}].count"), span);
        }
        let figure = entry.figure;
        draft.out.facts.affected.push(Affected {
            count: figure.count,
            unit: figure.unit,
            qualifier: figure.qualifier,
            subject: figure.subject,
            status: figure.status,
            part_of: figure.part_of,
        });
    }
}
