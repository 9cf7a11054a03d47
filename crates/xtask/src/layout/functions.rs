//! How long files and functions are, tests apart.

use super::bare::bare;

/// A file with more lines of code is too long.
pub const FILE: usize = 600;
/// A function with more lines is too long.
pub const FUNCTION: usize = 60;

/// What was measured of one file.
#[derive(Debug)]
pub struct Lengths {
    /// Lines of code: neither blank, nor comment, nor test.
    pub code: usize,
    /// Each function: its name, its line from 1, and how many lines it has from there to its closing brace.
    pub functions: Vec<(String, usize, usize)>,
}

/// Measures `source`.
pub fn measure(source: &str) -> Lengths {
    let code = without_tests(&bare(source).code);
    let functions = functions(&code);
    Lengths { code: code.lines().filter(|line| !line.trim().is_empty()).count(), functions }
}

/// `code` with every item under `#[cfg(test)]` emptied; line breaks are kept.
fn without_tests(code: &str) -> String {
    let mut left = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find("#[cfg(test)]") {
        let (before, item) = rest.split_at(at);
        left.push_str(before);
        let end = item_end(item);
        left.extend(item[..end].chars().filter(|&c| c == '\n'));
        rest = &item[end..];
    }
    left + rest
}

/// Where the item that begins `code` ends: behind its body, or behind its `;` where that comes first.
fn item_end(code: &str) -> usize {
    match code.find(['{', ';']) {
        Some(at) if code.as_bytes()[at] == b'{' => body_end(code, at),
        Some(at) => at + 1,
        None => code.len(),
    }
}

/// Behind the brace that closes the one at `open`.
fn body_end(code: &str, open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    code.len()
}

fn functions(code: &str) -> Vec<(String, usize, usize)> {
    let mut found = Vec::new();
    let mut line = 1;
    let mut counted = 0;
    for (at, _) in code.match_indices("fn ") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let name: String = code[at + 3..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let end = at + item_end(&code[at..]);
        line += code[counted..at].matches('\n').count();
        counted = at;
        if !name.is_empty() {
            found.push((name, line, 1 + code[at..end].matches('\n').count()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_end_at_their_brace() {
        let lengths =
            measure("// fn no\nfn a() {\n  if b { \"}\" }\n}\n\ntrait T { fn c(&self); }\nfn d() {}\n");
        let expected = [("a".to_owned(), 2, 3), ("c".to_owned(), 6, 1), ("d".to_owned(), 7, 1)];
        assert_eq!(lengths.functions, expected);
        assert_eq!(lengths.code, 5);
    }

    #[test]
    fn tests_do_not_count() {
        let lengths = measure(
            "fn a() {}\n#[cfg(test)]\nmod tests {\n  fn b() {\n  }\n}\n#[cfg(test)]\nmod x;\nfn c() {}\n",
        );
        assert_eq!(lengths.code, 2);
        assert_eq!(lengths.functions.len(), 2);
    }
}
