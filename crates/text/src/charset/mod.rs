//! Decoding bytes to text: byte order mark, then HTTP header, then declaration, then detection.
//!
//! A declaration is believed as long as the bytes bear it out: servers send wrong headers, and pages are saved again
//! under another charset with the old declaration kept.

mod attempt;
mod binary;
mod declared;
mod evidence;

use encoding_rs::{Encoding, UTF_8};

use serde::Serialize;

use crate::{Span, Warning};
use attempt::Attempt;

pub use binary::looks_binary;

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
    /// By which sign it was found.
    pub sign: Sign,
    /// What could not be decoded, or contradicted itself: `undecodable_bytes`, `charset_mismatch`.
    pub warnings: Vec<Warning>,
}

/// By which sign a charset was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// The bytes begin with a byte order mark.
    ByteOrderMark,
    /// The HTTP header names it.
    Header,
    /// The XML declaration names it.
    XmlDeclaration,
    /// A `meta` element names it.
    Meta,
    /// The `@charset` rule of a style sheet names it.
    CssRule,
    /// The bytes leave no doubt: escape sequences, well-formed UTF-8, NULs of UTF-16.
    Bytes,
    /// It is the most likely one.
    Detection,
}

/// Decodes `bytes`; never fails: what cannot be decoded becomes U+FFFD and a warning `undecodable_bytes`. A character
/// cut off by the end of the bytes is left out.
///
/// A declared charset that gives many U+FFFD, or that the bytes rule out, loses against one that decodes cleanly, with
/// a warning `charset_mismatch`. Spans of warnings are of the decoded text.
///
/// ```
/// use jikenbo_text::charset::{Hints, decode};
/// let sjis = b"\x8c\x8f\x90\x94 \x87\x40"; // 件数 ①
/// let decoded = decode(sjis, Hints { content_type: Some("text/html; charset=UTF-8") });
/// assert_eq!((decoded.text.as_str(), decoded.charset), ("件数 ①", "Shift_JIS"));
/// assert_eq!(decoded.warnings[0].code, "charset_mismatch");
/// ```
pub fn decode(bytes: &[u8], hints: Hints<'_>) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let attempt = Attempt::new(encoding, bytes.get(length..).unwrap_or_default());
        return finish((attempt, Sign::ByteOrderMark), None);
    }
    if let Some(encoding) = evidence::utf16(bytes) {
        return finish((Attempt::new(encoding, bytes), Sign::Bytes), None);
    }
    let header = hints.content_type.and_then(declared::in_header);
    let header = header.filter(|encoding| !(bytes.is_ascii() && readable(encoding) != *encoding));
    let header = header.map(|encoding| (encoding, Sign::Header));
    let declared = [header, declared::in_bytes(bytes)].into_iter().flatten().collect::<Vec<_>>();
    finish(choose(bytes, &declared), declared.first().copied())
}

/// A charset and the sign by which it is told.
type Told = (&'static Encoding, Sign);

/// The first declared charset that the bytes bear out, else what they themselves tell.
fn choose(bytes: &[u8], declared: &[Told]) -> (Attempt, Sign) {
    let sure = evidence::sure(bytes);
    let found = || match sure {
        Some(sure) => (sure, Sign::Bytes),
        None => (evidence::detected(bytes), Sign::Detection),
    };
    let mut failed: Option<(Attempt, Sign)> = None;
    for &(encoding, sign) in declared {
        if sure.is_some_and(|sure| sure != encoding) {
            continue;
        }
        let attempt = Attempt::new(encoding, bytes);
        let says_nothing = encoding.is_single_byte() && !bytes.is_ascii() && evidence::is_japanese(found().0);
        if !attempt.is_bad() && !says_nothing {
            return (attempt, sign);
        }
        if failed.as_ref().is_none_or(|(failed, _)| attempt.errors() < failed.errors()) {
            failed = Some((attempt, sign));
        }
    }
    let (encoding, sign) = found();
    let best = Attempt::new(encoding, bytes);
    match failed {
        Some((failed, sign)) if !best.beats(&failed) => (failed, sign),
        _ => (best, sign),
    }
}

/// The text with its warnings; `declared`: the first charset that was declared.
fn finish((attempt, sign): (Attempt, Sign), declared: Option<Told>) -> Decoded {
    let mut warnings = Vec::new();
    let charset = attempt.encoding().name();
    if let Some((encoding, by)) = declared.filter(|(encoding, _)| *encoding != attempt.encoding()) {
        let (named, by) = (encoding.name(), if by == Sign::Header { "HTTP header" } else { "document" });
        let message = format!("the {by} declares `{named}`, but the bytes are `{charset}`");
        warnings.push(Warning::new("charset_mismatch", message, Span::default()));
    }
    if attempt.errors() > 0 {
        let message = format!("{} sequences of bytes are no `{charset}`", attempt.errors());
        warnings.push(Warning::new("undecodable_bytes", message, attempt.first_error()));
    }
    Decoded { text: attempt.into_text(), charset, sign, warnings }
}

/// What UTF-16 in a declaration inside the bytes, or over plain ASCII, must mean: it could not have been read otherwise.
fn readable(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE { UTF_8 } else { encoding }
}

#[cfg(test)]
mod tests;
