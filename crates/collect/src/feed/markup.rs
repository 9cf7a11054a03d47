//! Words of titles and summaries, which may be HTML.

use crate::markup::{looks_like_html, plain, shortened, unescaped};
use crate::xml::{Element, Space};

/// The words of an element of RSS, where nothing says whether they are HTML.
pub(super) fn guessed(text: &str, most: usize) -> Option<String> {
    let words = if looks_like_html(text) { plain(text, most) } else { shortened(text, most) };
    (!words.is_empty()).then_some(words)
}

/// The words of a text construct of Atom, which says what it is.
pub(super) fn stated(element: &Element, most: usize) -> Option<String> {
    let kind = element.attribute("type").unwrap_or("text").to_ascii_lowercase();
    let mode = element.attribute("mode").map(str::to_ascii_lowercase);
    // Kept in a form that nobody puts words in.
    if mode.as_deref() == Some("base64") {
        return None;
    }
    let text = element.text();
    let is_html = kind.contains("html");
    let words = match (element.space, is_html) {
        _ if element.has_children() => shortened(&spaced(element), most),
        (Space::Atom, false) => shortened(&text, most),
        (_, true) if looks_like_html(&text) => plain(&text, most),
        (_, true) => shortened(&unescaped(&text), most),
        // Atom 0.3 has three ways of saying it, and feeds mix them.
        _ => return guessed(&text, most),
    };
    (!words.is_empty()).then_some(words)
}

/// The text of an element with elements in it; what is no part of a line stands apart.
fn spaced(element: &Element) -> String {
    let mut out = String::new();
    gather(element, &mut out);
    out
}

fn gather(element: &Element, out: &mut String) {
    for node in &element.content {
        match node {
            crate::xml::Node::Text(text) => out.push_str(text),
            crate::xml::Node::Element(inner) => {
                let apart = !crate::markup::is_inline(&inner.name);
                let raw = ["script", "style"].contains(&inner.name.as_str());
                if apart {
                    out.push(' ');
                }
                if !raw {
                    gather(inner, out);
                }
                if apart {
                    out.push(' ');
                }
            }
        }
    }
}
