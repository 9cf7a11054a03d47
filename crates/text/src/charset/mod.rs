//! Decoding bytes to text: byte order mark, then HTTP header, then declaration, then detection.
//!
//! A declaration is believed as long as the bytes bear it out: servers send wrong headers, and pages are saved again
//! under another charset with the old declaration kept.

mod attempt;
mod binary;
mod declared;
mod evidence;

use encoding_rs::{Encoding, UTF_8};

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
    /// What could not be decoded, or contradicted itself: `undecodable_bytes`, `charset_mismatch`.
    pub warnings: Vec<Warning>,
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
        return finish(Attempt::new(encoding, bytes.get(length..).unwrap_or_default()), None);
    }
    if let Some(encoding) = evidence::utf16(bytes) {
        return finish(Attempt::new(encoding, bytes), None);
    }
    let header = hints.content_type.and_then(declared::in_header);
    let header = header.filter(|encoding| !(bytes.is_ascii() && readable(encoding) != *encoding));
    let header = header.map(|encoding| (encoding, "HTTP header"));
    let inside = declared::in_bytes(bytes).map(|encoding| (encoding, "document"));
    let declared = [header, inside].into_iter().flatten().collect::<Vec<_>>();
    let first = declared.first().copied();
    finish(choose(bytes, &declared.iter().map(|(encoding, _)| *encoding).collect::<Vec<_>>()), first)
}

/// The first declared charset that the bytes bear out, else what they themselves tell.
fn choose(bytes: &[u8], declared: &[&'static Encoding]) -> Attempt {
    let sure = evidence::sure(bytes);
    let found = || sure.unwrap_or_else(|| evidence::detected(bytes));
    let mut failed: Option<Attempt> = None;
    for &encoding in declared {
        if sure.is_some_and(|sure| sure != encoding) {
            continue;
        }
        let attempt = Attempt::new(encoding, bytes);
        let says_nothing = encoding.is_single_byte() && !bytes.is_ascii() && evidence::is_japanese(found());
        if !attempt.is_bad() && !says_nothing {
            return attempt;
        }
        if failed.as_ref().is_none_or(|failed| attempt.errors() < failed.errors()) {
            failed = Some(attempt);
        }
    }
    let best = Attempt::new(found(), bytes);
    match failed {
        Some(failed) if !best.beats(&failed) => failed,
        _ => best,
    }
}

/// The text with its warnings; `declared`: the first charset that was declared, and by what.
fn finish(attempt: Attempt, declared: Option<(&'static Encoding, &str)>) -> Decoded {
    let mut warnings = Vec::new();
    let charset = attempt.encoding().name();
    if let Some((encoding, by)) = declared.filter(|(encoding, _)| *encoding != attempt.encoding()) {
        let named = encoding.name();
        let message = format!("the {by} declares `{named}`, but the bytes are `{charset}`");
        warnings.push(Warning::new("charset_mismatch", message, Span::default()));
    }
    if attempt.errors() > 0 {
        let message = format!("{} sequences of bytes are no `{charset}`", attempt.errors());
        warnings.push(Warning::new("undecodable_bytes", message, attempt.first_error()));
    }
    Decoded { text: attempt.into_text(), charset, warnings }
}

/// What UTF-16 in a declaration inside the bytes, or over plain ASCII, must mean: it could not have been read otherwise.
fn readable(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE { UTF_8 } else { encoding }
}

#[cfg(test)]
mod tests;
