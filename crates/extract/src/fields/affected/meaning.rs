//! Which figure is part of which by what is said of it: all there are, what was passed on of what was taken, those really
//! hit of those who could have been, and what a breakdown goes on with.

use jikenbo_model::vocabulary::Status;

use super::figure::{Figure, Mark};

/// Sets `part_of` of figures that nothing else made part of another.
pub(super) fn link(figures: &mut [Figure]) {
    for at in 0..figures.len() {
        if figures[at].part_of.is_some() || figures[at].cumulative {
            continue;
        }
        let whole = of_all(figures, at).or_else(|| taken(figures, at)).or_else(|| reachable(figures, at));
        figures[at].part_of = whole;
    }
}

/// Sets `part_of` of figures that a breakdown goes on with.
pub(super) fn breakdowns(figures: &mut [Figure]) {
    for at in 0..figures.len() {
        if figures[at].part_of.is_none() && !figures[at].cumulative {
            figures[at].part_of = going_on(figures, at);
        }
    }
}

/// 「14名分であり、内訳は、氏名のみが9名、氏名と住所が4名」: what the figure before in a breakdown is part of.
fn going_on(figures: &[Figure], at: usize) -> Option<usize> {
    let own = figures.get(at).filter(|own| own.hint.broken_down)?;
    let before = figures.get(at.checked_sub(1)?)?;
    let whole = if before.hint.broken_down { before.part_of } else { Some(at - 1) };
    let whole = whole.filter(|_| before.sentence == own.sentence)?;
    fits(figures, whole, own).then_some(whole)
}

/// Whoever else is counted of the same is among all there are.
fn of_all(figures: &[Figure], at: usize) -> Option<usize> {
    let own = figures.get(at)?;
    (0..at).find(|&whole| {
        figures.get(whole).is_some_and(|all| all.hint.all)
            && fits(figures, whole, own)
            && same(figures, whole, own)
    })
}

/// What an insider passed on is part of what he took.
fn taken(figures: &[Figure], at: usize) -> Option<usize> {
    let own = figures.get(at).filter(|own| own.hint.handed_on)?;
    (0..at).rev().find(|&whole| fits(figures, whole, own) && same(figures, whole, own))
}

/// Those really hit are among those who could have been, though these are told of later.
fn reachable(figures: &[Figure], at: usize) -> Option<usize> {
    let own = figures.get(at).filter(|own| own.hint.really)?;
    let possible = |whole: &Figure| whole.status == Status::Possible && !whole.hint.really;
    (at + 1..figures.len()).find(|&whole| {
        figures.get(whole).is_some_and(possible) && fits(figures, whole, own) && same(figures, whole, own)
    })
}

fn fits(figures: &[Figure], whole: usize, own: &Figure) -> bool {
    figures.get(whole).is_some_and(|whole| {
        whole.unit == own.unit
            && whole.count > own.count
            && whole.part_of.is_none()
            && whole.mark == Mark::None
            && !whole.cumulative
    })
}

/// Whether both count the same persons or things, as far as the text names them.
fn same(figures: &[Figure], whole: usize, own: &Figure) -> bool {
    let whole = figures.get(whole).and_then(|whole| whole.subject.as_deref());
    match (whole, own.subject.as_deref()) {
        (Some(whole), Some(own)) => whole.ends_with(own) || own.ends_with(whole),
        _ => true,
    }
}
