//! The same report met again: its page captured once more, or its words at another address.

use super::findings::Findings;
use super::title::Likeness;
use super::weigh;
use crate::organization::Sameness;
use crate::{Candidate, Code};

/// How surely `other` is the same report as `new`, in permille; `None` where it is not.
pub(super) fn again(new: &Candidate, other: &Candidate, found: &Findings<'_>) -> Option<u16> {
    if new.document.is_some() && new.document == other.document {
        return None;
    }
    let contradicted = [Code::SameInRow, Code::OtherNumber, Code::OtherOccurrence, Code::FoundAfterReport];
    let other_row = new.title.ordinal != other.title.ordinal || new.title.stage != other.title.stage;
    let other_day =
        matches!((new.published(), other.published()), (Some(one), Some(two)) if !one.overlaps(two));
    let words = new.words.share(&other.words);
    let contradicted =
        contradicted.iter().skip(1).any(|code| found.has(*code)) || found.has(Code::OtherDiscovery);
    if contradicted || other_row || weigh::sameness(new, other).0 > Sameness::Alias {
        return None;
    }
    let like_title =
        matches!(new.title.likeness(&other.title), Likeness::Own(850..) | Likeness::Plain(900..));
    let same_page = new.urls.iter().any(|url| other.urls.contains(url));
    let same_day =
        matches!((new.published(), other.published()), (Some(one), Some(two)) if one == two && one.is_day());
    match (same_page, like_title) {
        (_, _) if words >= 900 && (same_page || !other_day) => Some(words.max(950)),
        // A page that is written anew keeps its address and title, and most of its words.
        (true, true) if words >= 300 || (!other_day && same_day) => Some(900),
        (true, true) if !other_day => Some(700),
        (false, true) if same_day && words >= 600 => Some(850),
        (false, true) if same_day && words == 0 && found.score() >= 700 => Some(650),
        _ => None,
    }
}
