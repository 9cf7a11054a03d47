//! How a digest looks: one layout of blocks, and a printer for each form.

mod html;
mod layout;
mod markdown;
mod page;
mod spoken;
mod text;

use crate::Digest;

pub use text::bars;

/// A form of output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Markdown with anchors and slots.
    #[default]
    Markdown,
    /// Plain text for mail; without slots.
    Text,
    /// One self-contained page, without scripts; with slots.
    Html,
    /// The data behind every figure.
    Json,
}

/// A language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Japanese.
    #[default]
    Ja,
    /// English.
    En,
}

/// The `digest` in a `form`; JSON is the same in every language.
pub fn render(digest: &Digest, form: Form, lang: Lang) -> String {
    match form {
        Form::Json => json(digest),
        Form::Markdown => markdown::print(&layout::layout(digest, lang)),
        Form::Text => text::print(&layout::layout(digest, lang)),
        Form::Html => html::print(&layout::layout(digest, lang), lang),
    }
}

fn json(digest: &Digest) -> String {
    // Nothing in a digest can fail to be written: no map has keys that are no strings.
    let mut text = serde_json::to_string_pretty(digest).unwrap_or_default();
    text.push('\n');
    text
}
