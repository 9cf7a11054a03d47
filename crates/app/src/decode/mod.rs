//! Decoding: pages here, files whose decoders must not be trusted (PDF, Office, archives) in a child process.
//!
//! The child is this program again with a hidden command ([`child`]). It gets the file on its standard input, limits itself
//! (`limits`), and gives the document as JSON. Whatever becomes of it, the parent goes on: a child that died, was too
//! slow or said too much leaves a document without text and a warning.

mod child;
mod limits;
mod members;
mod run;

use jikenbo_model::{Document, Report, Span, Warning};

use crate::rules::Rules;
use crate::stages::{self, Kind};

pub use child::child;
pub(crate) use members::unpacked;

/// What is known of a file beside its bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints<'a> {
    /// The value of an HTTP `Content-Type` header, if one came with it.
    pub content_type: Option<&'a str>,
    /// Its name or address.
    pub name: Option<&'a str>,
}

/// The document that `bytes` are and its reports. Without a program to decode them ([`Rules`]) files are decoded here.
pub(crate) fn read(bytes: &[u8], hints: Hints<'_>, rules: &Rules) -> (Document, Vec<Report>) {
    let kind = stages::kind(bytes, hints);
    let Some(program) = rules.decoder.as_deref().filter(|_| kind.is_packed()) else {
        return stages::read(bytes, hints, &rules.headings);
    };
    let document = run::document(program, bytes, hints, kind);
    let reports = stages::segment(&document, &rules.headings);
    (document, reports)
}

/// Codes of warnings that tell of the child, not of the file: another time it may do.
const OF_CHILD: [&str; 2] = ["decoder_failed", "decoder_too_slow"];

/// Whether a document has no text only because its decoder failed.
pub(crate) fn has_failed(document: &Document) -> bool {
    document.warnings.iter().any(|warning| OF_CHILD.contains(&warning.code.as_str()))
}

/// A document without text for a file whose decoder failed.
fn failed(kind: Kind, hints: Hints<'_>, failure: run::Failure) -> Document {
    let warning = match failure {
        run::Failure::TooLarge => {
            Warning::new("file_too_large", "the file is larger than is read", Span::default())
        }
        run::Failure::TooSlow => Warning::new(
            "decoder_too_slow",
            "the file took longer to decode than is allowed: it was kept and not read",
            Span::default(),
        ),
        run::Failure::Died => Warning::new(
            "decoder_failed",
            "the program that decodes the file ended without a result: the file was kept and not read",
            Span::default(),
        ),
    };
    stages::without_text(kind, hints.name, warning)
}
