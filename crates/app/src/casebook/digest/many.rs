//! Facts for figures over many items: without the words that prove them, and, for those outside, without words that may tell of
//! persons.
//!
//! A whole report is shown with its text, its quotes and what is masked in it: 100,000 take a minute. Figures need none of that.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::thread;

use jikenbo_casebook::show::{self, Known};
use jikenbo_figures::Digest;
use jikenbo_model::vocabulary::Relation;
use jikenbo_model::{CaseId, Facts, ReportId};
use serde_json::{Map, Value as Json};

use super::proofs::views;
use crate::Error;
use crate::casebook::{Casebook, veil};
use crate::masking::{blotted, personal};

/// Up to so many items each is listed with its title and the words that prove it; beyond, only those that a table names. A
/// month of the trade press has about 70, the busiest casebook's about 1,000.
pub(super) const LISTED: usize = 2_000;

/// Of items that tables name, so many are shown with their words.
const NAMED: usize = 500;

/// The facts of reports, without the words that those outside may not see.
pub(super) fn facts(casebook: &mut Casebook, ids: &[ReportId]) -> Result<Vec<Known>, Error> {
    let mut facts = show::facts(&mut casebook.read()?, ids)?;
    if veil::is_outside(casebook) {
        let names = casebook.description().masks.clone();
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let at_once = facts.len().div_ceil(threads).max(1);
        let plain = |some: &mut [Known]| some.iter_mut().for_each(|(_, facts)| plain(facts, &names));
        thread::scope(|scope| {
            for some in facts.chunks_mut(at_once) {
                scope.spawn(|| plain(some));
            }
        });
    }
    Ok(facts)
}

/// Takes out free words; what is left of names is masked as far as they look like a person's.
fn plain(facts: &mut Facts, names: &[String]) {
    facts.title = None;
    facts.services.clear();
    facts.help.clear();
    facts.affected.iter_mut().for_each(|row| row.subject = None);
    let mask = |words: &mut String| *words = blotted(words, &personal(words, names));
    for link in &mut facts.chain {
        match link.relation {
            Relation::Member => link.name = None,
            _ => link.name.iter_mut().for_each(mask),
        }
    }
    facts.clients_hit.iter_mut().for_each(|client| mask(&mut client.name));
    facts.actors.iter_mut().filter_map(|actor| actor.name.as_mut()).for_each(mask);
}

/// The facts of each case: field by field those of the newest of its reports, which stand oldest first, that gives the field.
pub(super) fn composed(members: &[(CaseId, &[ReportId])], facts: Vec<Known>) -> BTreeMap<CaseId, Box<Facts>> {
    let mut facts: BTreeMap<ReportId, Box<Facts>> = facts.into_iter().collect();
    let mut of_cases = BTreeMap::new();
    for (case, reports) in members {
        let mut own: Vec<Box<Facts>> = reports.iter().filter_map(|report| facts.remove(report)).collect();
        let newest = match own.len() {
            0 => continue,
            1 => own.pop().unwrap_or_default(),
            _ => Box::new(merged(&own)),
        };
        of_cases.insert(*case, newest);
    }
    of_cases
}

fn merged(oldest_first: &[Box<Facts>]) -> Facts {
    let mut merged: Map<String, Json> = Map::new();
    for facts in oldest_first {
        let Ok(Json::Object(fields)) = serde_json::to_value(facts) else { continue };
        let given = |value: &Json| !value.is_null() && value.as_array().is_none_or(|items| !items.is_empty());
        merged.extend(fields.into_iter().filter(|(_, value)| given(value)));
    }
    serde_json::from_value(Json::Object(merged)).unwrap_or_default()
}

/// Gives the items that tables name their titles and proofs.
pub(super) fn name(casebook: &mut Casebook, digest: &mut Digest) -> Result<(), Error> {
    if digest.items.len() <= LISTED {
        return Ok(());
    }
    let rows = digest.sections.iter().flat_map(|section| &section.tables).flat_map(|table| &table.rows);
    let named = rows.filter_map(|row| match row.proof.as_slice() {
        [id] => i64::try_from(*id).ok().map(ReportId),
        _ => None,
    });
    let mut named: Vec<ReportId> = named.take(NAMED).collect();
    named.sort_unstable();
    named.dedup();
    let shown = views(casebook, &named)?;
    for line in &mut digest.items {
        let id = i64::try_from(line.id).ok().map(ReportId);
        if let Some(view) = id.and_then(|id| shown.get(&id)) {
            line.title.clone_from(&view.facts.title);
            line.quotes = view.quotes();
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_report_that_gives_a_field_stands() {
        let facts = |json: Json| serde_json::from_value::<Facts>(json).unwrap();
        let first =
            facts(serde_json::json!({"cause": "insider", "measures": ["training"], "title": "第一報"}));
        let second = facts(serde_json::json!({"title": "第二報", "measures": []}));
        let merged = merged(&[first, second].map(Box::new));
        let expected = serde_json::json!({"cause": "insider", "measures": ["training"], "title": "第二報"});
        assert_eq!(merged, facts(expected));
    }

    #[test]
    fn free_words_go_no_further() {
        let mut facts = serde_json::from_value::<Facts>(serde_json::json!({
            "title": "例示太郎のお知らせ",
            "services": ["例示サービス"],
            "chain": [{"name": "例示太郎", "relation": "member"}, {"name": "株式会社例示", "relation": "processor"}],
        }))
        .unwrap();
        plain(&mut facts, &[]);
        assert_eq!((facts.title, facts.services.len(), &facts.chain[0].name), (None, 0, &None));
        assert_eq!(facts.chain[1].name.as_deref(), Some("株式会社例示"));
    }
}
