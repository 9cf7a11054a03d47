//! How alike two strings are: Ratcliff and Obershelp's measure, exactly as Python's `difflib` computes it.

use std::collections::HashMap;

/// From this many characters on, characters that make up more than 1 % of the second string begin no match
/// (`difflib`'s `autojunk`).
const AUTOJUNK: usize = 200;

/// Twice the characters in matching blocks over all characters: 1 for equal strings, 0 for strings without a common
/// character.
///
/// ```
/// use jikenbo_app::evaluate::similar::ratio;
/// assert_eq!(ratio("abcd", "bcde"), 0.75);
/// assert_eq!(ratio("", ""), 1.0);
/// ```
pub fn ratio(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let total = a.len() + b.len();
    if total == 0 {
        return 1.0;
    }
    let places = places(&b);
    let mut matched = 0;
    let mut open = vec![Window { a: (0, a.len()), b: (0, b.len()) }];
    while let Some(window) = open.pop() {
        let (i, j, size) = longest(&a, &b, &places, window);
        if size > 0 {
            matched += size;
            open.push(Window { a: (window.a.0, i), b: (window.b.0, j) });
            open.push(Window { a: (i + size, window.a.1), b: (j + size, window.b.1) });
        }
    }
    2.0 * matched as f64 / total as f64
}

#[derive(Clone, Copy)]
struct Window {
    a: (usize, usize),
    b: (usize, usize),
}

/// Where each character stands in `b`, too frequent ones left out.
fn places(b: &[char]) -> HashMap<char, Vec<usize>> {
    let mut places: HashMap<char, Vec<usize>> = HashMap::new();
    for (at, character) in b.iter().enumerate() {
        places.entry(*character).or_default().push(at);
    }
    if b.len() >= AUTOJUNK {
        let most = b.len() / 100 + 1;
        places.retain(|_, at| at.len() <= most);
    }
    places
}

/// The longest block that both share in `window`, the earliest in `a`, then in `b`: its places and length.
fn longest(
    a: &[char],
    b: &[char],
    places: &HashMap<char, Vec<usize>>,
    window: Window,
) -> (usize, usize, usize) {
    let (mut i, mut j, mut size) = (window.a.0, window.b.0, 0);
    let mut ending: HashMap<usize, usize> = HashMap::new();
    for (at_a, character) in a.iter().enumerate().take(window.a.1).skip(window.a.0) {
        let mut next = HashMap::new();
        for &at_b in places.get(character).map_or(&[][..], Vec::as_slice) {
            if at_b < window.b.0 {
                continue;
            }
            if at_b >= window.b.1 {
                break;
            }
            let length = at_b.checked_sub(1).and_then(|before| ending.get(&before)).unwrap_or(&0) + 1;
            next.insert(at_b, length);
            if length > size {
                (i, j, size) = (at_a + 1 - length, at_b + 1 - length, length);
            }
        }
        ending = next;
    }
    // Characters that begin no match may still stretch one.
    while i > window.a.0 && j > window.b.0 && a[i - 1] == b[j - 1] {
        (i, j, size) = (i - 1, j - 1, size + 1);
    }
    while i + size < window.a.1 && j + size < window.b.1 && a[i + size] == b[j + size] {
        size += 1;
    }
    (i, j, size)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected figures are Python 3.11's.
    #[test]
    fn agrees_with_difflib() {
        assert_eq!(ratio("メール誤送信のお詫び", "メール誤送信について"), 12.0 / 20.0);
        assert_eq!(ratio("abc", ""), 0.0);
        assert_eq!(
            ratio("private Thread currentThread;", "private volatile Thread currentThread;"),
            58.0 / 67.0
        );
    }

    #[test]
    fn frequent_characters_of_a_long_string_begin_no_match() {
        let after_x = |n| format!("x{}", "a".repeat(n));
        assert_eq!(ratio("yaaaa", &after_x(200)), 0.0);
        assert_eq!(ratio("yaaaa", &after_x(198)), 8.0 / 204.0);
        assert_eq!(ratio("aaaa", &"a".repeat(200)), 8.0 / 204.0, "stretched from the strings' beginning");
    }
}
