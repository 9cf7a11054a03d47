use std::cmp::Ordering;

use jikenbo_model::{Affected, Facts, Total};

use super::{Change, ChangeCode};

/// Totals and figures that rose, fell or were given.
pub(super) fn compare(old: &Facts, new: &Facts, changes: &mut Vec<Change>) {
    if let Some(to) = new.affected_total {
        changes.extend(total(old.affected_total, to));
    }
    let mut used = vec![false; old.affected.len()];
    for (at, one) in new.affected.iter().enumerate() {
        let before = counterpart(&old.affected, one, &used);
        if let Some(index) = before {
            used[index] = true;
        }
        changes.extend(figure(before.map(|index| &old.affected[index]), one, at));
    }
}

fn total(from: Option<Total>, to: Total) -> Option<Change> {
    let shown = |total: Total| format!("{} {}", total.count, total.unit);
    let code = match from {
        None => ChangeCode::TotalGiven,
        Some(from) if from.unit != to.unit => ChangeCode::TotalRecounted,
        Some(from) => moved(from.count, to.count, ChangeCode::TotalUp, ChangeCode::TotalDown)?,
    };
    Some(Change::new(code, "affected_total", from.map(shown), Some(shown(to))))
}

fn figure(from: Option<&Affected>, to: &Affected, at: usize) -> Option<Change> {
    let shown = |one: &Affected| {
        let subject = one.subject.as_deref().map(|subject| format!(" {subject}")).unwrap_or_default();
        format!("{} {}{subject}", one.count, one.unit)
    };
    let code = match from {
        None => ChangeCode::FigureGiven,
        Some(from) => moved(from.count, to.count, ChangeCode::FigureUp, ChangeCode::FigureDown)?,
    };
    Some(Change::new(code, format!("affected[{at}].count"), from.map(shown), Some(shown(to))))
}

fn moved(from: u64, to: u64, up: ChangeCode, down: ChangeCode) -> Option<ChangeCode> {
    match to.cmp(&from) {
        Ordering::Greater => Some(up),
        Ordering::Less => Some(down),
        Ordering::Equal => None,
    }
}

/// The older figure that `one` stands for: an equal one first, else the only one of its unit and subject.
fn counterpart(old: &[Affected], one: &Affected, used: &[bool]) -> Option<usize> {
    let free = |at: &usize| !used[*at] && old[*at].unit == one.unit;
    let alike = |at: &usize| old[*at].subject == one.subject;
    let mut equal = (0..old.len()).filter(free).filter(|at| old[*at].count == one.count);
    if let Some(at) = equal.next() {
        return Some(at);
    }
    let mut rest = (0..old.len()).filter(free).filter(alike);
    let first = rest.next()?;
    rest.next().is_none().then_some(first)
}
