//! Telling what a file is by its bytes.

use jikenbo_model::Form;
use jikenbo_text::charset::looks_binary;
use memchr::memmem;

use crate::Hints;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Plain text or HTML in any charset, an entry of an export.
    Page,
    /// PDF.
    Pdf,
    /// A workbook: XLSX, XLSM, XLSB, XLS, ODS.
    Sheets,
    /// A DOCX file.
    Word,
    /// A saved page (MHTML).
    SavedPage,
    /// A ZIP archive, whose members are documents of their own ([`members`](crate::members)).
    Zip,
    /// A picture of this kind (`PNG image`), which has no text.
    Picture(&'static str),
    /// What is not read, and what a message calls it (`gzip`).
    Other(&'static str),
}

impl Kind {
    /// Whether it is of a form whose decoder must not be trusted with the memory and time of this process.
    pub const fn is_packed(self) -> bool {
        matches!(self, Self::Pdf | Self::Sheets | Self::Word | Self::SavedPage | Self::Zip)
    }

    /// The form of a document made of it.
    pub(crate) const fn form(self) -> Form {
        match self {
            Self::Page | Self::Zip | Self::Other(_) => Form::PlainText,
            Self::SavedPage => Form::Html,
            Self::Pdf => Form::Pdf,
            Self::Sheets => Form::Sheets,
            Self::Word => Form::Word,
            Self::Picture(_) => Form::Picture,
        }
    }

    /// What a message calls a file that is not read.
    pub const fn unread(self) -> Option<&'static str> {
        match self {
            Self::Other(name) => Some(name),
            _ => None,
        }
    }

    /// Its media type, as archives name it; of a page that of plain text, of a workbook that of XLSX.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Page => "text/plain",
            Self::Pdf => "application/pdf",
            Self::Sheets => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Word => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::SavedPage => "multipart/related",
            Self::Zip => "application/zip",
            Self::Picture(name) => picture_type(name),
            Self::Other(_) => "application/octet-stream",
        }
    }
}

/// Pictures, as [`looks_binary`] calls them, and their media types.
const PICTURES: [(&str, &str); 5] = [
    ("PNG image", "image/png"),
    ("JPEG image", "image/jpeg"),
    ("GIF image", "image/gif"),
    ("WebP image", "image/webp"),
    ("TIFF image", "image/tiff"),
];

fn picture_type(name: &str) -> &'static str {
    PICTURES.iter().find(|(known, _)| *known == name).map_or("application/octet-stream", |(_, kind)| kind)
}

/// What `bytes` are: by their first bytes and what stands in them, never by a name alone.
///
/// ```
/// use jikenbo_document::{Hints, Kind, kind};
/// assert_eq!(kind(b"%PDF-1.7\n", Hints::default()), Kind::Pdf);
/// assert_eq!(kind(b"\x1F\x8B\x08", Hints::default()).unread(), Some("gzip"));
/// assert_eq!(kind("漏えい".as_bytes(), Hints { content_type: None, name: Some("a.pdf") }), Kind::Page);
/// ```
pub fn kind(bytes: &[u8], _hints: Hints<'_>) -> Kind {
    match looks_binary(bytes) {
        None if crate::mhtml::is_mhtml(bytes) => Kind::SavedPage,
        None => Kind::Page,
        Some("PDF") => Kind::Pdf,
        Some("ZIP (or an Office document)") => of_zip(bytes),
        Some("old Office document") => of_compound(bytes),
        Some(name) if PICTURES.iter().any(|(known, _)| *known == name) => Kind::Picture(name),
        Some(name) => Kind::Other(name),
    }
}

/// What a ZIP archive is, by the names in it, which stand there unpacked.
fn of_zip(bytes: &[u8]) -> Kind {
    let has = |name: &str| memmem::find(bytes, name.as_bytes()).is_some();
    if has("word/document.xml") {
        Kind::Word
    } else if has("xl/workbook.") || has("mimetypeapplication/vnd.oasis.opendocument.spreadsheet") {
        Kind::Sheets
    } else if has("ppt/presentation.xml") {
        Kind::Other("PowerPoint document")
    } else if has("mimetypeapplication/vnd.oasis.opendocument") {
        Kind::Other("OpenDocument text or drawing")
    } else if has("mimetypeapplication/epub+zip") {
        Kind::Other("EPUB")
    } else {
        Kind::Zip
    }
}

/// What an older Office file is, by the names of its streams (UTF-16). A newer one with a password lies within such a file.
fn of_compound(bytes: &[u8]) -> Kind {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &name).is_some()
    };
    if has("EncryptedPackage") {
        Kind::Other("Office document with a password")
    } else if has("WordDocument") {
        Kind::Other("old Word document")
    } else if has("PowerPoint Document") {
        Kind::Other("old PowerPoint document")
    } else if has("Workbook") || has("Book") {
        Kind::Sheets
    } else {
        Kind::Other("old Office document")
    }
}
