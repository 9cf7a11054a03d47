//! What a report says otherwise than the one before, for readers: what was added of one kind on one line.

use jikenbo_model::Facts;
use jikenbo_resolve::compare::Change;

use super::diff::{figure, one_word};
use crate::words::{Words, fill};

/// `手口を追加: ランサムウェア、脅迫`, `件数が増加: 1,000人 → 最大1,200人`: `changes` that led to `newer`, as it may be shown.
pub(crate) fn since(changes: &[Change], newer: &Facts, words: &Words) -> Vec<String> {
    let arrow = fill(&words.view().from_to, &[("from", &""), ("to", &"")]);
    let mut lines: Vec<(String, String, bool)> = Vec::new();
    for change in changes {
        let head = head(change, words);
        let to = exact(change, newer, words).or_else(|| Some(word(change, change.to.as_ref()?, words)));
        let from = change.from.as_ref().map(|from| word(change, from, words));
        let is_added = from.is_none();
        let sides: Vec<String> = [from, to].into_iter().flatten().collect();
        match lines.iter_mut().find(|(known, _, joins)| is_added && *joins && *known == head) {
            Some((_, said, _)) => said.push_str(&format!("{}{}", words.separator, sides.concat())),
            None => lines.push((head, sides.join(&arrow), is_added)),
        }
    }
    lines.into_iter().map(|(head, said, _)| format!("{head}: {said}")).collect()
}

/// What changed; of a day which.
fn head(change: &Change, words: &Words) -> String {
    let code = change.code.word();
    let named = words.change(code);
    let field = jikenbo_model::field(&change.field).filter(|_| code.starts_with("day_"));
    field.map_or_else(|| named.to_owned(), |field| format!("{named} ({})", words.field(field)))
}

fn word(change: &Change, text: &str, words: &Words) -> String {
    let name = change.field.split(['.', '[']).next().unwrap_or_default();
    figure(text, words).unwrap_or_else(|| one_word(name, text, words))
}

/// The figure that it is now with 約 or 最大, which changes leave out.
fn exact(change: &Change, newer: &Facts, words: &Words) -> Option<String> {
    let to = change.to.as_ref()?;
    let is_it = |count: u64, unit: &str| to.starts_with(&format!("{count} {unit}"));
    if change.field == "affected_total" {
        let total = newer.affected_total.filter(|total| is_it(total.count, total.unit.word()))?;
        return Some(words.figure(total.count, total.unit, total.qualifier));
    }
    let at: usize = change.field.strip_prefix("affected[")?.split(']').next()?.parse().ok()?;
    let one = newer.affected.get(at).filter(|one| is_it(one.count, one.unit.word()))?;
    let counted = words.figure(one.count, one.unit, one.qualifier);
    Some(one.subject.as_ref().map_or_else(|| counted.clone(), |subject| format!("{counted} ({subject})")))
}

#[cfg(test)]
mod tests {
    use jikenbo_resolve::compare;
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::settings::Lang;

    #[test]
    fn what_was_added_of_one_kind_stands_on_one_line() {
        let facts = |json: Json| serde_json::from_value::<Facts>(json).unwrap();
        let older = facts(json!({
            "methods": ["ransomware"],
            "affected_total": { "count": 1000, "unit": "people", "qualifier": "exact" },
        }));
        let newer = facts(json!({
            "methods": ["ransomware", "extortion", "vulnerability_exploit"],
            "affected_total": { "count": 1200, "unit": "people", "qualifier": "max" },
            "occurred_from": "2025-09-01",
        }));
        let told = since(&compare::facts(&older, &newer), &newer, Words::of(Lang::Ja));
        for line in [
            "件数が増加: 1,000人 → 最大1,200人",
            "手口を追加: 脆弱性の悪用、脅迫",
            "日付が判明 (発生(始)): 2025年9月1日",
        ] {
            assert!(told.iter().any(|one| one == line), "expected `{line}` in {told:?}");
        }
    }
}
