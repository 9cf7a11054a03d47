use jiff::Timestamp;
use jikenbo_collect::fetch::Exchange;
use jikenbo_collect::list::{self, Hints};

use super::{Gave, date};
use crate::casebook::sources::Source;

/// The items of a page of links. That there are none is told by the source's health.
pub(super) fn read(source: &Source, answer: &Exchange, content: &[u8], now: Timestamp) -> Gave {
    let content_type = answer.header("Content-Type");
    let hints = Hints {
        content_type: content_type.as_deref(),
        url: Some(&answer.url),
        today: date(now),
        select: source.select.as_deref(),
        links: source.links.as_deref(),
    };
    let list = list::read(content, hints);
    let layout = list.pattern.map(|pattern| pattern.select);
    Gave { entries: list.items, title: list.title, layout, ..Gave::default() }
}
