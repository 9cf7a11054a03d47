//! Office files to blocks: workbooks through `calamine` ([`sheets`]), DOCX from its XML ([`word`]).
//!
//! Both are ZIP archives of XML parts ([`package`]), which are read within bounds and never written anywhere. XLS is an older
//! form that `calamine` reads too; DOC and PPT(X) are not read.

mod cell;
mod compound;
mod footnotes;
mod hidden;
mod package;
mod sheets;
mod styles;
mod tables;
mod word;
mod xml;

use jikenbo_model::{Document, Form};
use jikenbo_text::{Span, Warning};

pub(crate) use sheets::document as sheets;
pub(crate) use word::document as word;

/// No more text is read from one file (bytes).
const MOST_TEXT: usize = 20_000_000;

fn damaged(form: Form) -> Document {
    let warning =
        Warning::new("file_damaged", "the Office file is damaged: its text cannot be read", Span::default());
    crate::textless(form, None, warning)
}

fn encrypted(form: Form) -> Document {
    let message = "the Office file is protected by a password: its text cannot be read";
    crate::textless(form, None, Warning::new("file_encrypted", message, Span::default()))
}

fn too_large(form: Form) -> Document {
    let message = "the Office file unpacks to more than is read";
    crate::textless(form, None, Warning::new("file_too_large", message, Span::default()))
}

/// The title among a file's properties, where somebody gave one.
fn property(package: &mut package::Package<'_>) -> Option<String> {
    let core = package.part("docProps/core.xml")?;
    let mut title = String::new();
    let mut inside = false;
    xml::walk(&core, |event| match event {
        xml::Event::Start(tag) => inside = tag.name == "title",
        xml::Event::End(_) => inside = false,
        xml::Event::Text(words) if inside => title.push_str(words),
        xml::Event::Text(_) => {}
    });
    crate::name::is_title(&title).then(|| crate::width::trim(&title).to_owned())
}
