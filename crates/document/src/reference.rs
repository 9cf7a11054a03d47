//! References in XML: the five that XML itself names, and those by number. No other entity is expanded.

use quick_xml::events::BytesRef;

/// The character that `reference` stands for, if it is one of them.
pub(crate) fn character(reference: &BytesRef<'_>) -> Option<char> {
    match &**reference {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}
