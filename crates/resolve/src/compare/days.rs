use jikenbo_model::{Facts, PartialDate};

use super::{Change, ChangeCode};
use crate::Window;

type Read = fn(&Facts) -> Option<PartialDate>;

/// Days that are told, told more exactly, or moved.
pub(super) fn compare(old: &Facts, new: &Facts, changes: &mut Vec<Change>) {
    let fields: [(&str, Read); 4] = [
        ("occurred_from", |facts| facts.occurred_from),
        ("occurred_to", |facts| facts.occurred_to),
        ("discovered", |facts| facts.discovered),
        ("contained", |facts| facts.contained),
    ];
    for (field, read) in fields {
        let (from, Some(to)) = (read(old), read(new)) else { continue };
        if let Some(code) = code(from, to) {
            changes.push(Change::new(code, field, from.map(|date| date.to_string()), Some(to.to_string())));
        }
    }
}

fn code(from: Option<PartialDate>, to: PartialDate) -> Option<ChangeCode> {
    let Some(from) = from else { return Some(ChangeCode::DayGiven) };
    let (old, new) = (Window::of(from), Window::of(to));
    if old == new {
        None
    } else if old.overlaps(new) {
        // A month where a day was told is only said more loosely.
        (old.to - old.from > new.to - new.from).then_some(ChangeCode::DayExact)
    } else if new.to < old.from {
        Some(ChangeCode::DayEarlier)
    } else {
        Some(ChangeCode::DayLater)
    }
}
