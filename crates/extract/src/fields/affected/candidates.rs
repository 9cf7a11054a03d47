//! The figures of a report that count data or those whose data they are.

use jikenbo_model::vocabulary::{Qualifier, Status, Unit};
use jikenbo_model::{Facts, Span};
use jikenbo_text::numbers::{Number, Sense};

use super::figure::{Figure, Mark, qualifier};
use super::grammar::{Tail, tail};
use super::place::{Place, boundary};
use super::scene::Scene;
use super::{admit, deny, status, subject, unit};

/// The most figures of a report that are looked at: the longest of 200 real releases had 140.
pub(super) const MOST: usize = 2_000;

/// The largest count that is believed: there are not so many people.
const LARGEST: u64 = 10_000_000_000;

/// The figures of the ledger as they stand in the text, those told twice twice; and where looking stopped, if it did.
pub(super) fn figures(scene: &Scene<'_>, facts: &Facts) -> (Vec<Figure>, Option<Span>) {
    let counts = || scene.passage.numbers.iter().filter(|number| may_count(number));
    let found = counts().take(MOST).filter_map(|number| figure(scene, facts, number)).collect();
    (found, counts().nth(MOST).map(|number| number.span))
}

fn may_count(number: &Number) -> bool {
    matches!(number.sense, Sense::Count | Sense::Bare)
        && number.value.whole().is_some_and(|count| count > 0 && count < LARGEST)
}

fn figure(scene: &Scene<'_>, facts: &Facts, number: &Number) -> Option<Figure> {
    let place = Place::of(scene.passage, number)?;
    let tail = tail(&place);
    let unit = unit::unit(scene, &place, &tail)?;
    if deny::denied(scene, &place, &tail) || !admit::admitted(scene, &place, &tail) {
        return None;
    }
    Some(Figure {
        count: number.value.whole()?,
        unit,
        qualifier: limit(&place),
        subject: subject::subject(&place, &tail),
        status: given_status(scene, facts, &place),
        part_of: None,
        span: number.span,
        sentence: place.sentence,
        total: is_total(&place),
        cumulative: number.cumulative,
        opened: opened(&place),
        mark: mark(&place, &tail),
        among: among(&place),
        plain: unit == Unit::Records,
    })
}

fn given_status(scene: &Scene<'_>, facts: &Facts, place: &Place<'_>) -> Status {
    status::status(scene, facts, place)
}

/// The figure's limit: its own, or that of its caption (最大件数) or predicate (が上限).
fn limit(place: &Place<'_>) -> Qualifier {
    let own = qualifier(place.number.qualifier);
    if own != Qualifier::Exact {
        return own;
    }
    let heading = place.passage.section(place.sentence).heading.filter(|_| place.noun().len() <= 6);
    let captions = [place.caption, heading, Some(place.noun())];
    let most = captions.into_iter().flatten().any(|span| place.passage.words(span).contains("最大"));
    let bound = ["が上限", "を上限", "が最大"].iter().any(|word| place.behind().starts_with(word));
    if most || bound { Qualifier::Max } else { Qualifier::Exact }
}

/// Whether the words before say that this is a total.
fn is_total(place: &Place<'_>) -> bool {
    let from = boundary(place.passage.text(), place.number.span.start.saturating_sub(45)).max(place.before.start);
    let near = Span::new(from, place.number.span.start);
    let words = place.passage.words(near);
    let last = words.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    place.has("total", Span::new(near.start + last, near.end)) && !words.contains("合計のうち")
}

/// Where the bracket opens that the figure stands in.
fn opened(place: &Place<'_>) -> Option<usize> {
    place.bracketed.then(|| place.before().rfind('(')).flatten().map(|at| place.before.start + at)
}

/// How the words around the figure make it part of another.
fn mark(place: &Place<'_>, tail: &Tail) -> Mark {
    let _ = tail;
    let near: String = place.before().chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
    let last = near.rfind(['。', '(']).unwrap_or(0);
    let since = near.get(last..).unwrap_or("");
    let after = since.rfind("件").or_else(|| since.rfind("名")).unwrap_or(0);
    let of = ["うち", "内、", "内訳"].iter().any(|word| since.get(after..).unwrap_or("").contains(word))
        || since.trim_start_matches('(').starts_with("うち");
    if of {
        return Mark::Of;
    }
    let behind = place.behind();
    let included = ["を含みま", "を含んで", "が含まれま", "が含まれて"].iter().any(|word| behind.starts_with(word));
    let closed = behind.strip_prefix("を含む").is_some_and(|rest| rest.is_empty() || rest.starts_with(['(', ')', '。', '、', '\n']));
    if included || closed { Mark::Included } else { Mark::None }
}

/// The noun before のうち.
fn among(place: &Place<'_>) -> Option<String> {
    let before = place.before();
    let at = before.rfind("のうち")?;
    let words: Vec<char> = before.get(..at)?.chars().rev().take_while(|c| !"、。,()「」:".contains(*c)).take(20).collect();
    (!words.is_empty()).then(|| words.into_iter().rev().collect())
}
