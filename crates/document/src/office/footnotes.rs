//! The notes of a DOCX file: words by id.

use std::collections::BTreeMap;

use super::xml::{Event, walk};

/// The words of the notes in a part (`footnotes.xml`, `endnotes.xml`) by their ids.
pub(super) fn footnotes(part: &str) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let (mut id, mut in_text, mut gone) = (None, false, 0_usize);
    walk(part, |event| match event {
        Event::Start(tag) => match tag.name {
            "footnote" | "endnote" => id = tag.value("id").filter(|_| tag.value("type").is_none()),
            "del" | "moveFrom" => gone += 1,
            "t" => in_text = true,
            _ => {}
        },
        Event::End(name) => match name {
            "footnote" | "endnote" => id = None,
            "del" | "moveFrom" => gone = gone.saturating_sub(1),
            "t" => in_text = false,
            _ => {}
        },
        Event::Text(words) if in_text && gone == 0 => {
            if let Some(id) = &id {
                found.entry(id.clone()).or_default().push_str(words);
            }
        }
        Event::Text(_) => {}
    });
    found
}
