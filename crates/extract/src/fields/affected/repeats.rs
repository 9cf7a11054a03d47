//! Figures told twice become one: in title, lead and body, exactly or rounded.

use std::collections::{HashMap, HashSet};

use jikenbo_model::Span;
use jikenbo_model::vocabulary::{Qualifier, Unit};

use super::figure::{Figure, looseness};

/// Small figures in 件 are not taken for the same number of persons: chance.
const CHANCE: u64 = 10;

/// A figure once, with every place that tells it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) figure: Figure,
    pub(super) spans: Vec<Span>,
    /// What the first telling of it is part of, among the figures.
    told_of: Option<usize>,
}

/// The ledger: each figure once, `part_of` between its entries.
pub(super) fn join(figures: &[Figure]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut by_count: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut entry_of: Vec<usize> = Vec::with_capacity(figures.len());
    let varied = varied(figures);
    for figure in figures {
        let same = by_count.entry(figure.count).or_default();
        let is_varied = varied.contains(&figure.section);
        let told = |at: usize| entries.get(at).is_some_and(|entry| repeats(entry, figure, is_varied));
        let found = same.iter().copied().find(|&at| told(at));
        let at = found.unwrap_or(entries.len());
        match entries.get_mut(at) {
            Some(entry) => merge(entry, figure),
            None => {
                same.push(at);
                let told_of = figure.part_of;
                let own = Figure { part_of: None, ..figure.clone() };
                entries.push(Entry { figure: own, spans: vec![figure.span], told_of });
            }
        }
        entry_of.push(at);
    }
    for (figure, &own) in figures.iter().zip(&entry_of) {
        let parent = figure.part_of.and_then(|part| entry_of.get(part).copied());
        adopt(&mut entries, own, parent);
    }
    entries
}

/// The sections whose numbered lists of papers count some otherwise than others: of papers that all count alike, they are of the same persons.
fn varied(figures: &[Figure]) -> HashSet<usize> {
    let mut first = HashMap::new();
    let items = figures.iter().filter(|figure| figure.item.is_some());
    items
        .filter(|figure| *first.entry(figure.section).or_insert(figure.count) != figure.count)
        .map(|figure| figure.section)
        .collect()
}

/// Whether `figure` tells what `entry` told before; of two papers of a list not where that is `varied`.
fn repeats(entry: &Entry, figure: &Figure, is_varied: bool) -> bool {
    let known = &entry.figure;
    let named = known.subject.is_some() && known.subject != figure.subject;
    let siblings = entry.told_of.is_some()
        && entry.told_of == figure.part_of
        && (named || known.sentence == figure.sentence);
    let rows = known.line && figure.line && named && known.section == figure.section;
    let unit = known.unit == figure.unit || (known.plain || figure.plain) && figure.count >= CHANCE;
    let items = known.item.is_some() && figure.item.is_some() && known.item != figure.item && is_varied;
    unit && !siblings && !rows && !items && known.cumulative == figure.cumulative
}

fn merge(entry: &mut Entry, figure: &Figure) {
    let known = &mut entry.figure;
    if known.plain && !figure.plain {
        known.unit = figure.unit;
        known.plain = false;
    }
    if looseness(figure.qualifier) > looseness(known.qualifier) {
        known.qualifier = figure.qualifier;
    }
    known.subject = known.subject.take().or_else(|| figure.subject.clone());
    known.total |= figure.total;
    entry.spans.push(figure.span);
}

/// Makes `own` a part of `parent`, unless it is one already or that would go round in a circle.
fn adopt(entries: &mut [Entry], own: usize, parent: Option<usize>) {
    let Some(parent) = parent.filter(|&parent| parent != own) else { return };
    let mut above = Some(parent);
    let mut steps = 0;
    while let Some(at) = above {
        if at == own || steps > 20 {
            return;
        }
        steps += 1;
        above = entries.get(at).and_then(|entry| entry.figure.part_of);
    }
    if let Some(entry) = entries.get_mut(own).filter(|entry| entry.figure.part_of.is_none()) {
        entry.figure.part_of = Some(parent);
    }
}

/// Drops figures that only round another one, or, where they name nobody, the sum of those of one sentence: 約5万件 in the title, 50,123件 in
/// the body.
pub(super) fn drop_rounded(mut entries: Vec<Entry>) -> Vec<Entry> {
    let exact: Vec<(usize, Figure)> = entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.figure.qualifier == Qualifier::Exact && entry.figure.part_of.is_none())
        .map(|(at, entry)| (at, entry.figure.clone()))
        .take(200)
        .collect();
    let parents: Vec<usize> = entries.iter().filter_map(|entry| entry.figure.part_of).collect();
    let told = entries.iter().enumerate().map(|(at, Entry { figure, .. })| {
        // A title that cuts a total off (「12万件超」) may look like a part of it.
        let heads = figure.sentence == TITLE && figure.qualifier == Qualifier::Min;
        let is_whole = (figure.part_of.is_none() || heads) && !parents.contains(&at);
        is_whole.then(|| exactly(&exact, figure)).flatten()
    });
    let told: Vec<Option<usize>> = told.collect();
    for (at, exactly) in told.iter().enumerate() {
        let unit = entries.get(at).map(|entry| entry.figure.unit);
        let exactly = exactly.and_then(|at| entries.get_mut(at)).filter(|entry| entry.figure.plain);
        if let Some((entry, unit)) = exactly.zip(unit).filter(|(_, unit)| *unit != Unit::Records) {
            (entry.figure.unit, entry.figure.plain) = (unit, false);
        }
    }
    let gone: Vec<bool> = told.iter().map(Option::is_some).collect();
    keep(entries, &gone)
}

/// Which of the `exact` figures, each with its place, `figure` rounds. What counts 件 exactly may be said of persons in round figures:
/// 「名簿(約5,900人分)」, 「名簿 5,931件」.
fn exactly(exact: &[(usize, Figure)], figure: &Figure) -> Option<usize> {
    let is_loose = matches!(figure.qualifier, Qualifier::About | Qualifier::Min);
    if !is_loose && !is_round(figure) {
        return None;
    }
    let rounded = |one: &Figure| {
        let rows = one.line && figure.line && one.section == figure.section;
        let alike = !rows && (is_loose || tells_exactly(one, figure));
        let sum = || figure.subject.is_none() && rounds(figure, sum_beside(exact, one));
        let same = one.unit == figure.unit && (rounds(figure, one.count) || sum() || cuts(figure, one));
        let persons = one.plain && is_loose && figure.unit == Unit::People && of_the_same(one, figure);
        alike && (same || persons && rounds(figure, one.count))
    };
    exact.iter().find(|(_, one)| rounded(one)).map(|(at, _)| *at)
}

/// Whether the figure, in the title, may round another without saying so, as titles of the press do: 「24万件が流出」.
fn is_round(figure: &Figure) -> bool {
    figure.qualifier == Qualifier::Exact && figure.count.is_multiple_of(10_000) && figure.sentence == TITLE
}

/// The number of the title among the sentences.
const TITLE: usize = 0;

/// Whether `one`, said elsewhere and of nobody else, is a figure that `figure` may round without saying so.
fn tells_exactly(one: &Figure, figure: &Figure) -> bool {
    one.sentence != figure.sentence && !one.count.is_multiple_of(1_000) && of_the_same(one, figure)
}

/// Whether two figures are not said of others.
fn of_the_same(one: &Figure, figure: &Figure) -> bool {
    figure.subject.is_none() || one.subject.is_none() || figure.subject == one.subject
}

/// Whether the figure cuts off the end of `one`, said elsewhere: 「23万件超」 of 236,120.
fn cuts(figure: &Figure, one: &Figure) -> bool {
    const PLACE: u64 = 10_000;
    figure.qualifier == Qualifier::Min
        && figure.count >= 10 * PLACE
        && one.count > figure.count
        && one.count / PLACE * PLACE == figure.count
        && (figure.sentence == TITLE && one.sentence != TITLE || tells_exactly(one, figure))
}

/// The sum of the figures of one sentence and unit: 「学生480名と職員90名の情報」.
fn sum_beside(exact: &[(usize, Figure)], one: &Figure) -> u64 {
    let is_beside = |other: &Figure| other.sentence == one.sentence && other.unit == one.unit;
    let beside = exact.iter().filter(|(_, other)| is_beside(other));
    beside.fold(0, |sum, (_, other)| sum.saturating_add(other.count))
}

/// Whether the figure rounds `count`: by less than its last place that is not zero, and by no more than a fortieth.
fn rounds(figure: &Figure, count: u64) -> bool {
    let place =
        (1..12).map(|power| 10u64.pow(power)).take_while(|place| figure.count.is_multiple_of(*place)).last();
    let off = figure.count.abs_diff(count);
    place.is_some_and(|place| off < place)
        && off > 0
        && off <= figure.count / 40
        && (figure.qualifier != Qualifier::Min || count >= figure.count)
}

/// The entries that are not `gone`, their `part_of` renumbered.
fn keep(entries: Vec<Entry>, gone: &[bool]) -> Vec<Entry> {
    let mut number = Vec::with_capacity(entries.len());
    let mut next = 0;
    for &gone in gone {
        number.push((!gone).then_some(next));
        next += usize::from(!gone);
    }
    let renumber = |part: Option<usize>| part.and_then(|part| number.get(part).copied().flatten());
    let kept = entries.into_iter().zip(gone).filter(|(_, gone)| !**gone).map(|(entry, _)| entry);
    kept.map(|mut entry| {
        entry.figure.part_of = renumber(entry.figure.part_of);
        entry
    })
    .collect()
}
