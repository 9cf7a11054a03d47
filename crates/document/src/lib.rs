//! Bytes to documents, documents to reports.
//!
//! Owns: telling what a file is ([`kind()`]), its blocks ([`document()`]), and cutting a page into its reports
//! ([`segment()`]) by the heading forms in `data/headings.toml` ([`HeadingForms`]). Knows nothing of facts: what a
//! report means is read elsewhere.
//! Start reading at [`document()`]; plain text goes through `plain`, HTML through `html`, PDF through `pdf`, Office files
//! through `office`; all end in a [`Document`]. An archive is taken apart by [`members()`].
//!
//! Everything here is pure: bad input gives a value and warnings, and work is bounded by counts.

mod body;
mod date;
mod draft;
pub mod export;
mod forms;
mod grid;
mod html;
mod kind;
mod marker;
mod members;
mod mhtml;
mod name;
mod notes;
mod office;
mod pdf;
mod plain;
mod reference;
mod segment;
#[cfg(test)]
mod show;
mod width;

use jikenbo_model::{Document, Form, Report};
use jikenbo_text::{Span, Warning, charset};

pub use body::body;
pub use forms::{FormsError, HeadingForms};
pub use kind::{Kind, kind};
pub use members::{Member, Members, Problem, members};
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
    let mut document = match kind(bytes, hints) {
        Kind::Page | Kind::Other(_) => page(bytes, hints),
        Kind::Pdf => guarded(Form::Pdf, || pdf::document(bytes)),
        Kind::Sheets => guarded(Form::Sheets, || office::sheets(bytes)),
        Kind::Word => guarded(Form::Word, || office::word(bytes)),
        Kind::SavedPage => saved(bytes, hints),
        Kind::Zip => textless(Form::PlainText, hints.name, unopened()),
        Kind::Picture(what) => picture(what, hints),
    };
    let found = segment::mark_headings(&mut document);
    (document, found)
}

/// A document of plain text or HTML.
fn page(bytes: &[u8], hints: Hints<'_>) -> Document {
    let is_entry = export::looks_like_entry(bytes);
    // An entry was cut out of an export, all of which are UTF-8.
    let content_type = if is_entry { Some("text/xml; charset=utf-8") } else { hints.content_type };
    let decoded = charset::decode(bytes, charset::Hints { content_type });
    let (charset, warnings) = (decoded.charset.to_owned(), decoded.warnings);
    let page = if is_entry { export::markup(&decoded.text) } else { None };
    if let Some(page) = page {
        replaced(html::document(&page, charset, warnings))
    } else if html::sniff::is_html(&decoded.text, hints) {
        replaced(html::document(&decoded.text, charset, warnings))
    } else {
        plain::document(decoded.text, charset, warnings)
    }
}

/// A document of a file of this kind that could not be decoded: without text, called as its file is, with the `warning` that
/// says why.
pub fn without_text(kind: Kind, name: Option<&str>, warning: Warning) -> Document {
    textless(kind.form(), name, warning)
}

/// The stack of a decoder's thread, in bytes. `pdf_oxide` reads arrays in arrays by recursion: the two megabytes that threads
/// have of themselves hold some 2,000 of them. (Only what is used takes memory. Arrays of a page's content are counted
/// before, in `pdf`; those elsewhere in a file that go too deep end the process that decodes it, which the program runs
/// beside itself for that.)
const STACK: usize = 128 << 20;

/// What `decode` makes of a file; where a crate of others panics on it, the file is damaged.
///
/// It runs in a thread of its own: what a crate of others keeps a thread would tell the next file's reader where the last one
/// broke off, and the same file would read otherwise.
fn guarded(form: Form, decode: impl FnOnce() -> Document + Send) -> Document {
    // Nothing is left behind half done: what was decoded so far is dropped.
    let decoded = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        thread.spawn_scoped(scope, decode).map(std::thread::ScopedJoinHandle::join)
    });
    let Ok(Ok(document)) = decoded else {
        let message = "the file is damaged so that its decoder gave up: its text cannot be read";
        return textless(form, None, Warning::new("file_damaged", message, Span::default()));
    };
    document
}

/// The page in a saved one.
fn saved(bytes: &[u8], hints: Hints<'_>) -> Document {
    let Some(found) = mhtml::page(bytes) else {
        let message = "the saved page holds no HTML, or is damaged";
        return textless(Form::Html, hints.name, Warning::new("file_damaged", message, Span::default()));
    };
    page(&found.bytes, Hints { content_type: Some(&found.content_type), name: Some("page.html") })
}

fn unopened() -> Warning {
    Warning::new(
        "archive_unopened",
        "the archive was not opened: its members are documents of their own",
        Span::default(),
    )
}

/// A picture: a document without text, called as its file is.
fn picture(what: &str, hints: Hints<'_>) -> Document {
    let message = format!("the file is a picture ({what}): what it shows was not read");
    textless(Form::Picture, hints.name, Warning::new("picture", message, Span::default()))
}

/// A document without text, called as its file is, and why it has none.
fn textless(form: Form, name: Option<&str>, warning: Warning) -> Document {
    let title = name.and_then(name::title);
    Document { title, form, charset: "UTF-8".to_owned(), warnings: vec![warning], ..Document::default() }
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
