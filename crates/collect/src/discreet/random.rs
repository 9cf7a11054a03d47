//! Words that nobody can guess.

/// The shortest that lets somebody in: 22 characters of base64 are 128 bits.
const SHORTEST: usize = 22;

/// A JSON web token: two or three parts of base64, the first of them an object.
pub(super) fn is_json_token(text: &str) -> bool {
    let is_base64 = |part: &str| part.len() >= 8 && part.bytes().all(is_of_base64);
    let mut parts = text.split('.');
    text.starts_with("eyJ") && parts.clone().count() >= 2 && parts.by_ref().take(2).all(is_base64)
}

/// A long word of small and capital letters and digits that change places all the time, such as the addresses of shared
/// files have. Hashes and UUIDs, which have no capitals beside small letters, are the names of files in many an investor's page.
pub(super) fn is_capability(text: &str) -> bool {
    // Of a random word one sign in 32 joins; names of files are joined every few letters.
    let pieces = text.split(['-', '_', '=', '+', '/']).count();
    text.len() >= SHORTEST
        && text.len() >= 8 * pieces
        && text.bytes().all(is_of_base64)
        && [u8::is_ascii_lowercase, u8::is_ascii_uppercase, u8::is_ascii_digit]
            .iter()
            .all(|is| text.bytes().filter(is).count() >= 3)
        && changes(text) * 3 >= text.len()
}

/// How often a letter's size changes, or letters and digits do; words and dates that are joined do it once a word.
fn changes(text: &str) -> usize {
    let kind = |byte: u8| match byte {
        b'a'..=b'z' => 0,
        b'A'..=b'Z' => 1,
        b'0'..=b'9' => 2,
        _ => 3,
    };
    text.as_bytes()
        .windows(2)
        .filter(|pair| matches!(pair, [one, other] if kind(*one) != kind(*other)))
        .count()
}

fn is_of_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_=+/".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_words_and_words() {
        for (text, is) in [
            ("1aB3xY9zQ7mK2pL5wN8vR4tS6u", true),
            ("d41d8cd98f00b204e9800998ecf8427e", false),
            ("3f2504e0-4f89-11d3-9a0c-0305e82c3301", false),
            ("NoticeOfUnauthorizedAccess20251206", false),
            ("2025-12-06-Release-No3-Ver12-Final", false),
            ("1aB3xY9zQ7", false),
        ] {
            assert_eq!(is_capability(text), is, "{text}");
        }
        assert!(is_json_token("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"));
        assert!(!is_json_token("eyJ.news.html"));
    }
}
