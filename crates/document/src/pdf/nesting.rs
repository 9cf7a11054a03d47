//! How deep the arrays of a page's content stand in each other: `pdf_oxide` reads them by recursion, and from each bracket
//! again where nothing closes them, which takes time that grows with the square of their number.

/// Arrays and dictionaries open at once beyond which a page is taken for damaged. (Those of real pages hold strings and
/// numbers: two.)
const MOST: usize = 1_000;

/// Whether more than [`MOST`] arrays and dictionaries of `content`, the operators of a page, are open at once.
pub(super) fn is_deep(content: &[u8]) -> bool {
    let (mut open, mut at) = (0_usize, 0);
    while let Some(&byte) = content.get(at) {
        let pair = content.get(at + 1) == Some(&byte);
        match byte {
            b'(' => at = string_end(content, at),
            b'%' => at = line_end(content, at),
            b'[' => open += 1,
            b']' => open = open.saturating_sub(1),
            b'<' if pair => (open, at) = (open + 1, at + 1),
            b'>' if pair => (open, at) = (open.saturating_sub(1), at + 1),
            _ => {}
        }
        if open > MOST {
            return true;
        }
        at += 1;
    }
    false
}

/// Where the string closes whose bracket stands at `at`: brackets in it are in pairs, or behind a backslash.
fn string_end(content: &[u8], mut at: usize) -> usize {
    let mut open = 0_usize;
    while let Some(&byte) = content.get(at) {
        match byte {
            b'\\' => at += 1,
            b'(' => open += 1,
            b')' if open == 1 => return at,
            b')' => open -= 1,
            _ => {}
        }
        at += 1;
    }
    at
}

/// Where the comment ends that begins at `at`.
fn line_end(content: &[u8], at: usize) -> usize {
    let rest = content.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_open_at_once_counts() {
        let deep = "[".repeat(MOST + 1);
        assert!(is_deep(deep.as_bytes()));
        assert!(is_deep("<<".repeat(MOST + 1).as_bytes()));
        assert!(!is_deep("[ (a) 1 ] TJ\n".repeat(2 * MOST).as_bytes()));
        assert!(!is_deep(format!("({deep}) Tj").as_bytes()));
        assert!(!is_deep(format!("(\\({deep}\\)) Tj").as_bytes()));
        assert!(!is_deep(format!("% {deep}\n[ ] TJ").as_bytes()));
        assert!(is_deep(format!("((a) b) Tj {deep}").as_bytes()));
        assert!(!is_deep(b"(never closed"));
    }
}
