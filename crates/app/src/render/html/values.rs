//! Values linked to the words that prove them.

use jikenbo_model::{Quote, Span};

use super::escape::escaped;
use super::groups::Group;
use super::marks::Marks;
use crate::render::columns::cut;
use crate::render::facts::{Shown, ShownValue};
use crate::words::{Words, fill};

/// More places than these are not numbered.
const NUMBERED: usize = 9;

/// Columns of a value in a tooltip.
const LABEL: usize = 60;

/// `text` as a link to its first proof, with a number for each where there are several.
pub(super) fn linked(
    marks: &mut Marks,
    words: &Words,
    shown: &Shown<'_>,
    value: &ShownValue<'_>,
    text: &str,
) -> String {
    let label = format!("{}: {}", words.field(shown.field), cut(&value.text, LABEL));
    let group = Group::of(shown.field.name);
    let mark = |quote: &&Quote| marks.add(Span::new(quote.start, quote.end), group, &label);
    let ids: Vec<String> = value.quotes.iter().filter_map(mark).collect();
    let text = escaped(text);
    let Some(first) = ids.first() else { return unlinked(&text, value) };
    let mut html = format!("<a class=\"v\" href=\"#{first}\">{text}</a>");
    if ids.len() > 1 {
        html.push_str("<span class=\"refs\">");
        for (index, id) in ids.iter().take(NUMBERED).enumerate() {
            let name = fill(&words.page.proof_n, &[("n", &(index + 1))]);
            html.push_str(&format!("<a href=\"#{id}\" aria-label=\"{}\">{}</a>", escaped(&name), index + 1));
        }
        html.push_str("</span>");
    }
    html
}

/// A value whose proof does not stand in the report's own text (a page's title, say) shows it as a tooltip.
fn unlinked(text: &str, value: &ShownValue<'_>) -> String {
    match value.quotes.first() {
        Some(quote) => {
            format!("<span class=\"v\" title=\"{}\">{text}</span>", escaped(&cut(&quote.quote, LABEL)))
        }
        None => format!("<span class=\"v\">{text}</span>"),
    }
}
