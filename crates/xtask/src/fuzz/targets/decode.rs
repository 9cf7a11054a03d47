use jikenbo_text::charset::{Hints, decode};

use super::{assert_same, assert_within};

const HEADERS: &[Option<&str>] = &[
    None,
    Some("text/html; charset=Shift_JIS"),
    Some("text/plain; charset=\"utf-16\""),
    Some("charset=;;="),
];

/// Any bytes give text, under any header.
pub(super) fn run(bytes: &[u8]) {
    for &content_type in HEADERS {
        let decoded = decode(bytes, Hints { content_type });
        assert_same(&decoded, &decode(bytes, Hints { content_type }), "decode");
        // U+FFFD takes three bytes for one of the source; no charset gives more.
        assert!(
            decoded.text.len() <= 3 * bytes.len() + 3,
            "{} bytes became {}",
            bytes.len(),
            decoded.text.len()
        );
        assert!(decoded.warnings.len() <= bytes.len() + 3, "{} warnings", decoded.warnings.len());
        for warning in &decoded.warnings {
            assert_within(warning.span, &decoded.text, &warning.code);
        }
    }
}
