//! The ledger of figures and the chronology.

use super::escape::escaped;
use super::marks::Marks;
use super::report::Shown;
use super::values::linked;
use crate::render::facts::{self, Say};

/// The figures as a table, parts indented under their totals.
pub(super) fn figures(marks: &mut Marks, shown: &Shown<'_>, facts: &[facts::Shown<'_>]) -> String {
    let Some(fact) = facts.iter().find(|fact| fact.field.name == "affected") else { return String::new() };
    let (words, say) = (shown.words, Say { words: shown.words });
    let page = &words.page;
    let mut rows = String::new();
    for (figure, value) in shown.reading.facts.affected.iter().zip(&fact.values) {
        let count = words.figure(figure.count, figure.unit, figure.qualifier);
        rows.push_str(&format!(
            "<tr><th scope=\"row\" class=\"d{}\">{}</th><td>{}</td><td>{}</td></tr>",
            value.depth.min(4),
            linked(marks, words, fact, value, &count),
            escaped(figure.subject.as_deref().unwrap_or("–")),
            escaped(say.word("status", figure.status.word())),
        ));
    }
    let heading: String = [&page.figure, &page.subject, &page.status]
        .iter()
        .map(|name| format!("<th scope=\"col\">{}</th>", escaped(name)))
        .collect();
    format!(
        "<section class=\"g-leak\"><h4>{}</h4><table class=\"ledger\"><thead><tr>{heading}</tr></thead><tbody>{rows}</tbody></table></section>",
        escaped(&page.ledger)
    )
}

/// The events in order, each under its day.
pub(super) fn timeline(marks: &mut Marks, shown: &Shown<'_>, facts: &[facts::Shown<'_>]) -> String {
    let Some(fact) = facts.iter().find(|fact| fact.field.name == "events") else { return String::new() };
    let words = shown.words;
    let mut items = String::new();
    for (event, value) in shown.reading.facts.events.iter().zip(&fact.values) {
        let what = Say { words }.happening(event);
        items.push_str(&format!(
            "<li><time datetime=\"{}\">{}</time> {}</li>",
            event.date,
            escaped(&words.date(event.date)),
            linked(marks, words, fact, value, &what),
        ));
    }
    format!(
        "<section class=\"g-when\"><h4>{}</h4><ol class=\"timeline\">{items}</ol></section>",
        escaped(&words.page.timeline)
    )
}
