use jiff::Timestamp;
use jikenbo_collect::fetch::Exchange;
use jikenbo_collect::list::{self, Hints};

use super::{Ask, Gave, Part, date};
use crate::casebook::sources::Source;

/// The items of a page of links, and where it goes on. That there are none is told by the source's health.
pub(super) fn read(
    source: &Source,
    (part, answer): (&Part, &Exchange),
    content: &[u8],
    now: Timestamp,
) -> Gave {
    let number = match part {
        Part::Further(number) => *number,
        _ => 1,
    };
    let content_type = answer.header("Content-Type");
    let hints = Hints {
        content_type: content_type.as_deref(),
        url: Some(&answer.url),
        today: date(now),
        select: source.select.as_deref(),
        links: source.links.as_deref(),
        number,
    };
    let list = list::read(content, hints);
    let layout = list.pattern.map(|pattern| pattern.select);
    let more = list.next.map(|url| Ask { url, part: Part::Further(number + 1) });
    Gave {
        entries: list.items,
        title: list.title,
        layout,
        more: more.into_iter().collect(),
        ..Gave::default()
    }
}
