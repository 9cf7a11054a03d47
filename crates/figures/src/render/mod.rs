//! How a digest looks: one layout of blocks, and a printer for each form.

mod html;
mod layout;
mod markdown;
mod month;
mod page;
mod span;
mod spoken;
mod template;
mod text;
mod told;

use serde::Serialize;

use crate::{Digest, Lenses};

pub use markdown::{escaped as markdown_words, line as markdown_line, link as markdown_link};
pub use spoken::grouped;
pub use template::{Template, TemplateError, fill_lens_template, fill_template, is_markup};
pub use text::bars;
pub use told::{Told, ToldPart, ToldTable, told_lenses};

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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
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
        Form::Markdown => markdown::print(&month::layout(digest, lang, true)),
        Form::Text => text::print(&month::layout(digest, lang, true)),
        Form::Html => html::print(&month::layout(digest, lang, true), lang),
    }
}

/// The `digest` of a span in a `form`, as [`render`] gives it, but for plain text: that is for a terminal, and lists no items.
pub fn render_span(digest: &Digest, form: Form, lang: Lang) -> String {
    match form {
        Form::Text => text::print(&month::layout(digest, lang, false)),
        Form::Markdown | Form::Html | Form::Json => render(digest, form, lang),
    }
}

/// The `lenses` in a `form`; JSON is the same in every language. Plain text is for a terminal: it lists no items, as a span
/// may have many.
pub fn render_lenses(lenses: &Lenses, form: Form, lang: Lang) -> String {
    match form {
        Form::Json => json(lenses),
        Form::Markdown => markdown::print(&span::layout(lenses, lang, true)),
        Form::Text => text::print(&span::layout(lenses, lang, false)),
        Form::Html => html::print(&span::layout(lenses, lang, true), lang),
    }
}

fn json(made: &impl Serialize) -> String {
    // Nothing in them can fail to be written: no map has keys that are no strings.
    let mut text = serde_json::to_string_pretty(made).unwrap_or_default();
    text.push('\n');
    text
}
