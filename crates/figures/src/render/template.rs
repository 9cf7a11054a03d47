//! Forms of one's own: what a template is given, and how it is filled.

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Value as Held, context};
use serde::Serialize;

use super::markdown::escaped;
use super::page::{Block, ColumnKind, Entry, Piece};
use super::{month, span};
use crate::slots::slot;
use crate::{Digest, Lang, Lenses, Quoted};

/// A template that cannot be filled.
#[derive(Debug, thiserror::Error)]
#[error("failed to fill the template `{name}`")]
pub struct TemplateError {
    /// The template.
    pub name: String,
    /// What is wrong with it, and where.
    #[source]
    pub source: minijinja::Error,
}

/// A template: its name, whose end (`.html`) says what must be escaped, and its text.
#[derive(Clone, Copy, Debug)]
pub struct Template<'t> {
    /// What it is called.
    pub name: &'t str,
    /// Its text, in the language of Jinja.
    pub text: &'t str,
}

/// A part of the page.
#[derive(Serialize)]
pub(super) struct Part {
    pub(super) anchor: &'static str,
    pub(super) title: String,
    pub(super) sentences: Vec<Told>,
    pub(super) tables: Vec<Sheet>,
    pub(super) entries: Vec<Told>,
}

/// Words, and the pieces of which some lead to their proofs.
#[derive(Serialize)]
pub(super) struct Told {
    pub(super) text: String,
    pub(super) anchor: Option<String>,
    pieces: Vec<Linked>,
    pub(super) quotes: Vec<Quoted>,
}

#[derive(Serialize)]
struct Linked {
    words: String,
    href: Option<String>,
}

#[derive(Serialize)]
pub(super) struct Sheet {
    pub(super) caption: String,
    pub(super) columns: Vec<Head>,
    pub(super) rows: Vec<Line>,
}

#[derive(Serialize)]
pub(super) struct Head {
    pub(super) name: String,
    pub(super) figures: bool,
}

#[derive(Serialize)]
pub(super) struct Line {
    pub(super) cells: Vec<Told>,
    /// In thousandths of the longest.
    pub(super) bar: Option<u64>,
}

/// Fills a template with a digest. It is given `lang`, `title`, `parts` (the page as it would be printed, part by part) and
/// `data` (the digest as in its JSON form); `slot(NAME)` is a place for an editor's words, the filter `md` escapes for Markdown.
///
/// ```
/// use jikenbo_figures::{Item, Lang, Options, Period, Template, digest, fill_template};
/// let made = digest(&[], &Default::default(), Period::month("2025-09".parse()?), Options::default());
/// let template = |text| Template { name: "short.txt", text };
/// let filled = fill_template(&made, Lang::En, template("{{ title }}: {{ data.total }}"))?;
/// assert_eq!(filled, "Security incidents of September 2025: 0");
/// assert!(fill_template(&made, Lang::En, template("{{ tilte }}")).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`TemplateError`] where the template is none, or asks for what is not given.
pub fn fill_template(digest: &Digest, lang: Lang, template: Template<'_>) -> Result<String, TemplateError> {
    fill(&month::layout(digest, lang, true), Held::from(Serde(digest)), lang, template)
}

/// Fills a template with lenses, as [`fill_template`] does.
///
/// # Errors
/// As [`fill_template`].
pub fn fill_lens_template(
    lenses: &Lenses,
    lang: Lang,
    template: Template<'_>,
) -> Result<String, TemplateError> {
    fill(&span::layout(lenses, lang, true), Held::from(Serde(lenses)), lang, template)
}

/// Whether what a template of this name is filled with is escaped for HTML or XML: its name ends in `.html`, `.htm`, `.xml` or
/// `.svg`, in any case, whether or not `.j2` or `.jinja` follows.
pub fn is_markup(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let name = [".j2", ".jinja"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
    name.rsplit_once('.').is_some_and(|(_, end)| matches!(end, "html" | "htm" | "xml" | "svg"))
}

fn fill(
    blocks: &[Block<'_>],
    data: Held,
    lang: Lang,
    template: Template<'_>,
) -> Result<String, TemplateError> {
    let failed = |source| TemplateError { name: template.name.to_owned(), source };
    let mut environment = Environment::new();
    environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|name| match is_markup(name) {
        true => AutoEscape::Html,
        false => AutoEscape::None,
    });
    environment.add_function("slot", |name: String| {
        Held::from_safe_string(slot(&name.replace("--", "-").replace(['<', '>'], "")))
    });
    environment.add_filter("md", |words: String| escaped(&words));
    environment.add_template(template.name, template.text).map_err(failed)?;
    let filled = environment.get_template(template.name).map_err(failed)?;
    let title = blocks.iter().find_map(|block| match block {
        Block::Title(title) => Some(title.as_str()),
        _ => None,
    });
    let lang = match lang {
        Lang::Ja => "ja",
        Lang::En => "en",
    };
    filled.render(context! { lang, title, parts => Held::from(Serde(&parts(blocks))), data }).map_err(failed)
}

pub(super) fn parts(blocks: &[Block<'_>]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for block in blocks {
        if let Block::Heading(title, anchor) = block {
            let title = title.clone();
            parts.push(Part {
                anchor,
                title,
                sentences: Vec::new(),
                tables: Vec::new(),
                entries: Vec::new(),
            });
        }
        let Some(part) = parts.last_mut() else { continue };
        match block {
            Block::Sentences(sentences) => part.sentences.extend(sentences.iter().map(|pieces| told(pieces))),
            Block::Table { caption, columns, rows } => part.tables.push(Sheet {
                caption: caption.clone(),
                columns: columns
                    .iter()
                    .map(|column| Head {
                        name: column.name.clone(),
                        figures: column.kind == ColumnKind::Figures,
                    })
                    .collect(),
                rows: rows
                    .iter()
                    .map(|row| Line {
                        cells: row.cells.iter().map(|cell| told(cell)).collect(),
                        bar: row.bar,
                    })
                    .collect(),
            }),
            Block::List(list) => part.entries.extend(list.entries().map(entry)),
            Block::Title(_) | Block::Heading(..) | Block::Slot(_) => {}
        }
    }
    parts
}

fn told(pieces: &[Piece<'_>]) -> Told {
    let linked = |piece: &Piece<'_>| Linked {
        words: piece.words.clone().into_owned(),
        href: piece.target.as_ref().filter(|target| target.may_lead()).map(super::page::Target::address),
    };
    Told {
        text: pieces.iter().map(|piece| &*piece.words).collect(),
        anchor: None,
        pieces: pieces.iter().map(linked).collect(),
        quotes: Vec::new(),
    }
}

fn entry(entry: Entry<'_>) -> Told {
    let told = told(&entry.pieces);
    Told { anchor: entry.anchor, quotes: entry.quotes.to_vec(), ..told }
}
