//! Telling files that are no text.

use super::evidence;

/// Forms by their first bytes.
const MAGIC: [(&[u8], &str); 22] = [
    (b"%PDF-", "PDF"),
    (b"\xEF\xBB\xBF%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP (or an Office document)"),
    (b"PK\x05\x06", "ZIP (or an Office document)"),
    (b"\x89PNG\r\n", "PNG image"),
    (b"GIF87a", "GIF image"),
    (b"GIF89a", "GIF image"),
    (b"\xFF\xD8\xFF", "JPEG image"),
    (b"II*\0", "TIFF image"),
    (b"MM\0*", "TIFF image"),
    (b"\0\0\x01\0", "icon"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "old Office document"),
    (b"{\\rtf", "RTF"),
    (b"\x1F\x8B", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xFD7zXZ\0", "xz"),
    (b"7z\xBC\xAF\x27\x1C", "7-Zip"),
    (b"Rar!\x1A\x07", "RAR"),
    (b"\x28\xB5\x2F\xFD", "Zstandard"),
    (b"\x7FELF", "ELF program"),
    (b"SQLite format 3\0", "SQLite database"),
    (b"OggS", "Ogg"),
];

/// How many bytes are looked at.
const SAMPLE: usize = 4096;

/// The form of `bytes` that are no text, for an error message; `None` for text in any charset.
///
/// Known first bytes name the form; else NULs (without UTF-16) and many control characters are `binary data`.
///
/// ```
/// use jikenbo_text::charset::looks_binary;
/// assert_eq!(looks_binary(b"%PDF-1.7\n"), Some("PDF"));
/// assert_eq!(looks_binary("漏えいのお知らせ".as_bytes()), None);
/// ```
pub fn looks_binary(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, form)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(form);
    }
    match (bytes.get(..4), bytes.get(4..8), bytes.get(8..12)) {
        (Some(b"RIFF"), _, Some(b"WEBP")) => return Some("WebP image"),
        (Some(b"RIFF"), _, Some(_)) => return Some("RIFF media"),
        (_, Some(b"ftyp"), _) => return Some("MP4 video or HEIF image"),
        _ => {}
    }
    let is_utf16 = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    if is_utf16 || evidence::utf16(bytes).is_some() {
        return None;
    }
    let sample = bytes.get(..bytes.len().min(SAMPLE))?;
    let nuls = sample.iter().filter(|byte| **byte == 0).count();
    let controls = sample.iter().filter(|byte| matches!(byte, 1..=8 | 14..=26 | 28..=31 | 127)).count();
    // A stray NUL or control sequence is met in text; one in a hundred or ten bytes is not.
    (nuls * 100 > sample.len() || controls * 10 > sample.len()).then_some("binary data")
}
