//! Causes with number and share, largest first, ties together; what is not decided comes last.

use super::{Column, Made, PLACES, ids, number_of, place_of, sentence};
use crate::{Item, Mapping, Name, Sentence, Share, Table, Value, placed};

/// A cause and its items.
type Cause<'a> = (&'a Name, Vec<&'a Item>);

pub(super) fn section(column: &Column<'_>) -> Made {
    let total = number_of(&column.items);
    if total == 0 {
        return None;
    }
    let (causes, undecided) = sorted(column.options.scheme.mapping(), &column.items);
    let causes = placed(causes, |cause| number_of(&cause.1));
    let mut sentences = told(&causes, total);
    let mut table = Table { bars: Some(2), ..Table::new("causes", &["place", "cause", "count", "share"]) };
    for (place, (name, items)) in &causes {
        let (count, share) = figures(items, total);
        table.row(vec![place_of(*place), Value::name(name), count, share], ids(items));
    }
    if !undecided.is_empty() {
        let (count, share) = figures(&undecided, total);
        let values = vec![("count", count.clone()), ("share", share.clone())];
        sentences.push(sentence("causes_undecided", values, ids(&undecided)));
        let name = undecided_name();
        table.row(vec![Value::Text(String::new()), Value::name(&name), count, share], ids(&undecided));
    }
    Some((sentences, vec![table]))
}

/// What stands for what a report does not decide.
fn undecided_name() -> Name {
    Name { code: "undecided".to_owned(), ja: "区分不能".to_owned(), en: "cannot be decided".to_owned() }
}

/// The items of each cause of `mapping`, in its order; then those that it does not decide.
fn sorted<'a>(mapping: &'static Mapping, items: &[&'a Item]) -> (Vec<Cause<'a>>, Vec<&'a Item>) {
    let mut causes: Vec<Cause<'a>> = mapping.codes.iter().map(|code| (code, Vec::new())).collect();
    let mut undecided = Vec::new();
    for item in items {
        match mapping.classify(&item.facts) {
            Some(at) => causes[at].1.push(*item),
            None => undecided.push(*item),
        }
    }
    causes.retain(|cause| !cause.1.is_empty());
    (causes, undecided)
}

fn figures(items: &[&Item], total: u64) -> (Value, Value) {
    let count = number_of(items);
    (Value::Counted(count), Value::Share(Share::of(count, total)))
}

/// A sentence a place, as far as three of them; causes that share a place share a sentence.
fn told(causes: &[(usize, Cause<'_>)], total: u64) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for tied in causes.chunk_by(|a, b| a.0 == b.0).filter(|tied| tied[0].0 <= PLACES) {
        let words = match (tied[0].0, tied.len()) {
            (1, 1) => "causes_most",
            (1, _) => "causes_most_tied",
            (_, 1) => "causes_next",
            _ => "causes_next_tied",
        };
        let (count, share) = figures(&tied[0].1.1, total);
        let names = Value::Names(tied.iter().map(|(_, cause)| cause.0.clone()).collect());
        let proof = tied.iter().flat_map(|(_, cause)| ids(&cause.1)).collect();
        sentences.push(sentence(words, vec![("causes", names), ("count", count), ("share", share)], proof));
    }
    sentences
}
