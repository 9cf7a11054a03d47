//! SPDX licence expressions: may a package under this one be used?

use std::iter::Peekable;
use std::vec::IntoIter;

/// Whether `expression` can be met by `allowed` licences alone: one of each `OR`, all of each `AND`. `MIT/Apache-2.0`
/// is the old spelling of `OR`. `None` where it is no expression.
pub fn is_met(expression: &str, allowed: &[&str]) -> Option<bool> {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<String> = spaced.split_whitespace().map(str::to_owned).collect();
    let mut words = words.into_iter().peekable();
    let met = any(&mut words, allowed)?;
    words.next().is_none().then_some(met)
}

type Words = Peekable<IntoIter<String>>;

fn any(words: &mut Words, allowed: &[&str]) -> Option<bool> {
    let mut met = all(words, allowed)?;
    while words.next_if(|word| word == "OR").is_some() {
        met |= all(words, allowed)?;
    }
    Some(met)
}

fn all(words: &mut Words, allowed: &[&str]) -> Option<bool> {
    let mut met = one(words, allowed)?;
    while words.next_if(|word| word == "AND").is_some() {
        met &= one(words, allowed)?;
    }
    Some(met)
}

fn one(words: &mut Words, allowed: &[&str]) -> Option<bool> {
    let word = words.next()?;
    if word == "(" {
        let met = any(words, allowed)?;
        return words.next_if(|word| word == ")").map(|_| met);
    }
    let is_name = |word: &str| !matches!(word, "OR" | "AND" | "WITH" | ")");
    if !is_name(&word) {
        return None;
    }
    let name = match words.next_if(|word| word == "WITH") {
        Some(_) => format!("{word} WITH {}", words.next().filter(|word| is_name(word))?),
        None => word,
    };
    Some(allowed.contains(&name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(expression: &str, expected: Option<bool>) {
        assert_eq!(
            is_met(expression, &["MIT", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"]),
            expected,
            "{expression}"
        );
    }

    #[test]
    fn or_needs_one_and_needs_all() {
        check("MIT OR GPL-3.0", Some(true));
        check("GPL-3.0/MIT", Some(true));
        check("MIT AND GPL-3.0", Some(false));
        check("(MIT OR Apache-2.0) AND Unicode-3.0", Some(true));
        check("GPL-3.0 OR MIT AND Unicode-3.0", Some(true));
        check("Apache-2.0", Some(false));
        check("Apache-2.0 WITH LLVM-exception", Some(true));
    }

    #[test]
    fn what_is_no_expression_is_refused() {
        for broken in ["", "MIT OR", "(MIT", "MIT MIT", "OR", "MIT WITH"] {
            check(broken, None);
        }
    }
}
