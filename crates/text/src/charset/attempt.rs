//! One charset tried on the bytes.

use encoding_rs::Encoding;

use crate::Span;

/// The bytes read in one charset.
pub(super) struct Attempt {
    encoding: &'static Encoding,
    text: String,
    errors: usize,
}

impl Attempt {
    /// Reads `bytes`, which have no byte order mark, as `encoding`.
    pub(super) fn new(encoding: &'static Encoding, bytes: &[u8]) -> Self {
        let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
        let mut text = text.into_owned();
        if !had_errors {
            return Self { encoding, text, errors: 0 };
        }
        if text.ends_with(char::REPLACEMENT_CHARACTER) {
            text.pop();
        }
        let errors = text.matches(char::REPLACEMENT_CHARACTER).count();
        Self { encoding, text, errors }
    }

    pub(super) fn encoding(&self) -> &'static Encoding {
        self.encoding
    }

    /// How often bytes could not be read; a cut-off end does not count.
    pub(super) fn errors(&self) -> usize {
        self.errors
    }

    /// Errors in more than one of a hundred characters, or one of twenty of a short text. Real pages with broken
    /// bytes (a cut user comment, a stray control sequence) stay far below.
    pub(super) fn is_bad(&self) -> bool {
        let length = self.text.chars().count();
        (self.errors >= 3 && self.errors * 100 >= length) || self.errors * 20 > length
    }

    /// Whether this reading is to be believed rather than `declared`. A charset of single bytes reads anything and
    /// must be set against a hopeless reading.
    pub(super) fn beats(&self, declared: &Self) -> bool {
        let hopeless = declared.errors * 10 >= declared.text.chars().count();
        self.errors * 10 <= declared.errors && (!self.encoding.is_single_byte() || hopeless)
    }

    /// Where the first U+FFFD stands.
    pub(super) fn first_error(&self) -> Span {
        let start = self.text.find(char::REPLACEMENT_CHARACTER).unwrap_or_default();
        Span::new(start, start + char::REPLACEMENT_CHARACTER.len_utf8())
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }
}
