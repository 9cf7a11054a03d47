//! The styles of a DOCX file that make headings.

use std::collections::BTreeMap;

use super::xml::{Event, walk};

/// From a style's id to what it makes of a paragraph.
pub(super) type Styles = BTreeMap<String, Style>;

/// What a style makes of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// The title of the whole.
    Title,
    /// A heading of this level, from 1.
    Heading(u8),
    /// An item of a list, whose numbering is the style's.
    Item,
}

/// The styles that make headings: by their built-in name (`heading 1`, `Title`, 見出し 1, 表題) or outline level.
pub(super) fn styles(part: &str) -> Styles {
    let mut found = Styles::new();
    let mut id: Option<String> = None;
    walk(part, |event| match event {
        Event::Start(tag) => match tag.name {
            "style" => id = tag.value("styleId"),
            "name" => {
                let style = tag.value("val").and_then(|name| by_name(&name));
                if let (Some(id), Some(style)) = (&id, style) {
                    found.insert(id.clone(), style);
                }
            }
            "outlineLvl" => {
                if let (Some(id), Some(level)) = (&id, outline(tag.value("val"))) {
                    found.entry(id.clone()).or_insert(Style::Heading(level));
                }
            }
            _ => {}
        },
        Event::End("style") => id = None,
        _ => {}
    });
    found
}

/// A level as `w:outlineLvl` gives it: from 0; 9 is running text.
pub(super) fn outline(value: Option<String>) -> Option<u8> {
    value?.parse::<u8>().ok().filter(|level| *level < 9).map(|level| (level + 1).min(6))
}

fn by_name(name: &str) -> Option<Style> {
    let name = name.to_lowercase();
    if matches!(name.as_str(), "title" | "表題") {
        return Some(Style::Title);
    }
    let list = ["list bullet", "list number", "箇条書き", "段落番号"];
    if list.iter().any(|start| name.starts_with(start)) {
        return Some(Style::Item);
    }
    let level = name.strip_prefix("heading").or_else(|| name.strip_prefix("見出し"))?;
    let level: u8 = level.trim().parse().ok()?;
    (1..=9).contains(&level).then_some(Style::Heading(level.min(6)))
}
