//! `data_types`, `data_types_denied`: kinds of data that leaked or may have, and kinds said not to be among them.
//!
//! Each sentence has a setting ([`setting`]): it lists data, or tells something in which data may be named, or is about
//! something else. Each word of `data_types.toml` and `data_items.toml` then has a standing ([`standing`]): leaked, said
//! not to have leaked, or only mentioned. [`settle`] lets the kinds found correct each other.

mod around;
mod denial;
mod enumeration;
mod lead_in;
mod remark;
mod setting;
mod settle;
mod standing;

use std::collections::BTreeMap;

use jikenbo_model::Span;
use jikenbo_model::vocabulary::{DataType, Kind};

use crate::Draft;
use crate::lists::Hit;
use crate::passage::Passage;

/// A kind of data named somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Find {
    kind: DataType,
    span: Span,
    sentence: usize,
    standing: Standing,
}

/// Whether a kind that is named leaked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// It did, or may have.
    Leaked,
    /// The report says that it did not.
    Denied,
}

pub(super) fn read(draft: &mut Draft<'_>) {
    if matches!(draft.out.facts.kind, Some(Kind::Other | Kind::Digest | Kind::NoIncident)) {
        return;
    }
    let finds = settle::settle(draft.passage, finds(draft.passage));
    let mut spans: BTreeMap<(bool, DataType), Vec<Span>> = BTreeMap::new();
    for find in &finds {
        spans.entry((find.standing == Standing::Denied, find.kind)).or_default().push(find.span);
    }
    for ((denied, kind), spans) in spans {
        let facts = &mut draft.out.facts;
        let (set, field) = if denied {
            (&mut facts.data_types_denied, "data_types_denied")
        } else {
            (&mut facts.data_types, "data_types")
        };
        set.insert(kind);
        for span in spans {
            draft.prove(format!("{field}.{kind}"), span);
        }
    }
}

/// Every word that names a kind of data and says of it that it leaked or did not, in order of the text.
fn finds(passage: &Passage<'_>) -> Vec<Find> {
    let settings = setting::of(passage);
    let mut finds: Vec<Find> = Vec::new();
    let words = passage.hits_of("data_types").filter(|(hit, _)| enumeration::names_data(passage, hit));
    let items = passage.hits_of("data_items").filter(|(hit, _)| enumeration::is_item(passage, hit));
    let weak = items.map(|(hit, rule)| (*hit, rule.value.as_str(), true));
    let mut named: Vec<(Hit, &str, bool)> =
        words.map(|(hit, rule)| (*hit, rule.value.as_str(), false)).chain(weak).collect();
    named.sort_by_key(|(hit, _, weak)| (hit.span.start, *weak));
    let mut end = 0;
    for (hit, value, weak) in named {
        let Some(kind) = DataType::from_word(value) else { continue };
        let sentence = hit.sentence as usize;
        let overlaps = weak && hit.span.start < end;
        let setting = settings.get(sentence).copied().unwrap_or_default();
        end = end.max(hit.span.end);
        if overlaps {
            continue;
        }
        if let Some(standing) = standing::of(passage, setting, &hit, kind, weak) {
            finds.push(Find { kind, span: hit.span, sentence, standing });
            // A parent's or householder's name is a name too.
            let words = passage.words(hit.span);
            if kind == DataType::Family && (words.ends_with('名') || words.ends_with("名前")) {
                finds.push(Find { kind: DataType::Name, span: hit.span, sentence, standing });
            }
        }
    }
    finds
}

#[cfg(test)]
mod tests;
