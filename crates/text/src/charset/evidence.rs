//! What the bytes themselves tell of their charset.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes tell UTF-16 from others.
const SAMPLE: usize = 4096;

/// UTF-16 without a byte order mark: ASCII characters leave a NUL at every other byte, on one side only.
pub(super) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(SAMPLE) & !1)?;
    let (mut first, mut second) = (0, 0);
    for pair in sample.chunks_exact(2) {
        first += usize::from(pair.first() == Some(&0));
        second += usize::from(pair.get(1) == Some(&0));
    }
    // One character in twenty (line ends, digits, Latin letters) is ASCII in any Japanese text of some length.
    let enough = (sample.len() / 2).div_ceil(20).max(2);
    let encoding = match (first, second) {
        (0, nuls) if nuls >= enough => UTF_16LE,
        (nuls, 0) if nuls >= enough => UTF_16BE,
        _ => return None,
    };
    encoding.decode_without_bom_handling_and_without_replacement(sample)?;
    Some(encoding)
}

/// A charset that the bytes leave no doubt of, whatever is declared: escape sequences in plain ASCII are ISO-2022-JP,
/// and several well-formed sequences of UTF-8 are no accident.
pub(super) fn sure(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.is_ascii() {
        return has_escapes(bytes).then_some(ISO_2022_JP);
    }
    // Twice as fast as the standard library.
    let (sound, rest) = bytes.split_at(Encoding::utf8_valid_up_to(bytes));
    // Behind a sequence that the end cuts off nothing follows.
    let broken = rest.utf8_chunks().nth(1).is_some();
    let enough = sound.iter().filter(|&&byte| byte >= 0xC0).take(4).count() == 4;
    (enough && !broken).then_some(UTF_8)
}

/// The most likely charset.
pub(super) fn detected(bytes: &[u8]) -> &'static Encoding {
    if is_broken_utf8(bytes) {
        return UTF_8;
    }
    told_by_start(bytes).unwrap_or_else(|| guessed(bytes))
}

/// How many bytes from the first one beyond ASCII on tell a Japanese charset, if all others bear it out: some twenty pages of
/// a release, which the detector reads in five milliseconds.
const START: usize = 64 << 10;

/// The Japanese charset that the start of long bytes tells and in which all of them can be read: the detector weighs some
/// thirty charsets byte by byte, which takes thirty times as long as to decode in one.
fn told_by_start(bytes: &[u8]) -> Option<&'static Encoding> {
    let first = bytes.iter().position(|byte| !byte.is_ascii())?;
    let start = bytes.get(first..first + START)?;
    let encoding = guessed(start);
    let borne_out = || !encoding.decode_without_bom_handling(bytes).1;
    ([SHIFT_JIS, EUC_JP].contains(&encoding) && borne_out()).then_some(encoding)
}

/// What the detector takes `bytes` for.
fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // Not the last of the bytes: a character cut off by the end is no sign against a charset.
    detector.feed(bytes, false);
    detector.guess(Some(b"jp"), Utf8Detection::Allow)
}

/// Whether Japanese text can be written in it.
pub(super) fn is_japanese(encoding: &'static Encoding) -> bool {
    [UTF_8, SHIFT_JIS, EUC_JP, ISO_2022_JP].contains(&encoding)
}

/// The escape sequences that turn to kanji or half-width kana.
fn has_escapes(bytes: &[u8]) -> bool {
    memchr::memchr_iter(0x1B, bytes).any(|at| {
        let sequence = bytes.get(at + 1..at + 3).unwrap_or_default();
        matches!(sequence, b"$B" | b"$@" | b"(J" | b"(I" | b"$(")
    })
}

/// Whether the bytes are UTF-8 with one error in twenty characters beyond ASCII at most: in another charset hardly any
/// sequence is well formed. A cut-off end is no error.
fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut characters, mut errors) = (0, 0);
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        // A lead byte is what no continuation is.
        characters += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        errors += usize::from(!chunk.invalid().is_empty() && chunks.peek().is_some());
        // So many that no characters to come could outweigh them.
        if errors * 20 > bytes.len() {
            return false;
        }
    }
    errors * 20 <= characters
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "例示株式会社は、不正アクセスを受けました。件数は１２３件です。";

    /// `TEXT` in `encoding`, as often as it takes to be longer than the start by which a charset is told.
    fn long(encoding: &'static Encoding) -> Vec<u8> {
        encoding.encode(TEXT).0.repeat(START / TEXT.len() * 2 + 1)
    }

    #[test]
    fn long_bytes_are_told_by_their_start() {
        for encoding in [SHIFT_JIS, EUC_JP] {
            let bytes = [b"<html>".as_slice(), &long(encoding)].concat();
            assert_eq!(told_by_start(&bytes), Some(encoding));
            assert_eq!(guessed(&bytes), encoding);
        }
    }

    #[test]
    fn the_rest_must_bear_it_out() {
        let mixed = [long(SHIFT_JIS), long(EUC_JP).repeat(3)].concat();
        assert_eq!(told_by_start(&mixed), None);
        assert_eq!(detected(&mixed), guessed(&mixed));
        let western = encoding_rs::WINDOWS_1252.encode("Données volées à l’entreprise. ").0.repeat(START);
        assert_eq!(told_by_start(&western), None);
        assert_eq!(told_by_start(&SHIFT_JIS.encode(TEXT).0), None);
    }

    #[test]
    fn utf8_with_few_errors_is_utf8() {
        let broken = |errors: usize| [TEXT.as_bytes(), &b"\xFFa".repeat(errors)].concat();
        assert!(is_broken_utf8(&broken(0)) && is_broken_utf8(&broken(1)));
        assert!(!is_broken_utf8(&broken(3)) && !is_broken_utf8(&long(SHIFT_JIS)));
        let cut = &TEXT.as_bytes()[..TEXT.len() - 1];
        assert_eq!((sure(TEXT.as_bytes()), sure(cut), sure(&broken(1))), (Some(UTF_8), Some(UTF_8), None));
    }
}
