//! Bytes to documents, documents to reports.
//!
//! Owns: telling HTML from plain text, the blocks of both ([`document()`]), and cutting a page into its reports
//! ([`segment()`]) by the heading forms in `data/headings.toml` ([`HeadingForms`]). Knows nothing of facts: what a
//! report means is read elsewhere.
//! Start reading at [`document()`]; plain text goes through `plain`, HTML through `html`, both end in a [`Document`].
//!
//! Everything here is pure: bad input gives a value and warnings, and work is bounded by counts.

mod date;
pub mod export;
mod forms;
mod html;
mod marker;
mod notes;
mod plain;
mod segment;
#[cfg(test)]
mod show;
mod width;

use jikenbo_model::{Document, Form, Report};
use jikenbo_text::{Span, charset};

pub use forms::{FormsError, HeadingForms};
pub use segment::segment;

/// What is known of the bytes beside themselves.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints<'a> {
    /// The value of an HTTP `Content-Type` header, if one came with the bytes.
    pub content_type: Option<&'a str>,
    /// The file's name or the URL's path.
    pub name: Option<&'a str>,
}

/// The document that `bytes` are: decoded, and told apart into blocks.
///
/// Never fails; what was wrong with the bytes stands in [`Document::warnings`]. The spans of the blocks rise and do not
/// overlap. The time taken is linear in the number of bytes.
///
/// ```
/// use jikenbo_document::{Hints, document};
/// let read = document("例示市 誤送信について\n\n2024年5月1日".as_bytes(), Hints::default());
/// assert_eq!(read.title.as_deref(), Some("例示市 誤送信について"));
/// assert_eq!(read.date.map(|date| date.to_string()).as_deref(), Some("2024-05-01"));
/// ```
pub fn document(bytes: &[u8], hints: Hints<'_>) -> Document {
    marked(bytes, hints).0
}

/// The document, and the headings that the forms which come with jikenbo find in it.
fn marked(bytes: &[u8], hints: Hints<'_>) -> (Document, Vec<segment::Candidate>) {
    let is_entry = export::looks_like_entry(bytes);
    // An entry was cut out of an export, all of which are UTF-8.
    let content_type = if is_entry { Some("text/xml; charset=utf-8") } else { hints.content_type };
    let decoded = charset::decode(bytes, charset::Hints { content_type });
    let (charset, warnings) = (decoded.charset.to_owned(), decoded.warnings);
    let page = if is_entry { export::markup(&decoded.text) } else { None };
    let mut document = if let Some(page) = page {
        replaced(html::document(&page, charset, warnings))
    } else if html::sniff::is_html(&decoded.text, hints) {
        replaced(html::document(&decoded.text, charset, warnings))
    } else {
        plain::document(decoded.text, charset, warnings)
    };
    let found = segment::mark_headings(&mut document);
    (document, found)
}

/// [`document`] and [`segment`] in one, which is quicker: with the forms that come with jikenbo the headings are looked for
/// only once.
///
/// ```
/// use jikenbo_document::{HeadingForms, Hints, read};
/// let (document, reports) = read("例示市 誤送信について".as_bytes(), Hints::default(), &HeadingForms::builtin());
/// assert_eq!(reports[0].span.of(&document.text), Some("例示市 誤送信について"));
/// ```
pub fn read(bytes: &[u8], hints: Hints<'_>, forms: &HeadingForms) -> (Document, Vec<Report>) {
    let (document, found) = marked(bytes, hints);
    // In plain text it is no matter to a form what kind of block a line is, so that marking changes nothing.
    let same = document.form == Form::PlainText && forms == HeadingForms::builtin_ref();
    let reports = if same { segment::cut(&document, &found, forms) } else { segment(&document, forms) };
    (document, reports)
}

/// Moves the warning of what could not be decoded, whose span is bytes of the markup, to the first such character of the
/// text, or to its start where none is left.
fn replaced(mut document: Document) -> Document {
    let first = document.text.find(char::REPLACEMENT_CHARACTER);
    let span = first.map_or(Span::default(), |at| Span::new(at, at + char::REPLACEMENT_CHARACTER.len_utf8()));
    for warning in document.warnings.iter_mut().filter(|warning| warning.code == "undecodable_bytes") {
        warning.span = span;
    }
    document
}
