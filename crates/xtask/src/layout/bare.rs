//! Rust source with the contents of its comments and literals taken out, line by line, so that braces and words can be
//! counted. No parser: enough to find where a function begins and ends.

/// Source without what is no code.
#[derive(Debug)]
pub struct Bare {
    /// The code: comments and the contents of literals are gone, line breaks are kept.
    pub code: String,
    /// The comments alone, one entry a comment: its line from 1 and its words.
    pub comments: Vec<(usize, String)>,
}

/// Takes `source` apart.
pub fn bare(source: &str) -> Bare {
    let mut cut =
        Cut { rest: source, code: String::with_capacity(source.len()), comments: Vec::new(), line: 1 };
    while !cut.rest.is_empty() {
        cut.step();
    }
    Bare { code: cut.code, comments: cut.comments }
}

struct Cut<'a> {
    rest: &'a str,
    code: String,
    comments: Vec<(usize, String)>,
    line: usize,
}

impl Cut<'_> {
    fn step(&mut self) {
        let rest = self.rest;
        if rest.starts_with("//") {
            self.comment(rest.find('\n').unwrap_or(rest.len()));
        } else if rest.starts_with("/*") {
            self.comment(block_comment(rest));
        } else if let Some(length) = self.raw_string() {
            self.literal(length);
        } else if let Some(inner) = rest.strip_prefix('"') {
            self.literal(1 + quoted(inner, '"'));
        } else if let Some(length) = character(rest) {
            self.literal(length);
        } else {
            self.take(rest.chars().next().map_or(1, char::len_utf8), true);
        }
    }

    fn comment(&mut self, length: usize) {
        self.comments.push((self.line, self.rest.get(..length).unwrap_or_default().to_owned()));
        self.take(length, false);
    }

    fn literal(&mut self, length: usize) {
        self.code.push_str("\"\"");
        self.take(length, false);
    }

    /// Moves on by `length` bytes; what is not kept leaves its line breaks.
    fn take(&mut self, length: usize, keep: bool) {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.line += taken.matches('\n').count();
        if keep {
            self.code.push_str(taken);
        } else {
            self.code.extend(taken.chars().filter(|&c| c == '\n'));
        }
        self.rest = rest;
    }

    /// The length of the raw string that begins here (`r#"…"#`, `br"…"`), unless the `r` ends a name.
    fn raw_string(&self) -> Option<usize> {
        let after = self.rest.strip_prefix("br").or_else(|| self.rest.strip_prefix('r'))?;
        if self.code.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            return None;
        }
        let hashes = after.len() - after.trim_start_matches('#').len();
        let inner = after[hashes..].strip_prefix('"')?;
        let end = format!("\"{}", "#".repeat(hashes));
        let length = inner.find(&end)? + end.len();
        Some(self.rest.len() - inner.len() + length)
    }
}

/// The length of a block comment; they nest.
fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        let step = match rest {
            [b'/', b'*', ..] => {
                depth += 1;
                2
            }
            [b'*', b'/', ..] => {
                depth -= 1;
                2
            }
            _ => 1,
        };
        at += step;
        if depth == 0 {
            break;
        }
    }
    at
}

/// The length up to and with the closing `quote`.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of a character literal; `None` where the quote begins a lifetime.
fn character(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('\'')?;
    let mut chars = inner.char_indices();
    match chars.next()?.1 {
        '\\' => Some(1 + quoted(inner, '\'')),
        _ => (chars.next()?.1 == '\'').then(|| 1 + quoted(inner, '\'')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, code: &str) {
        assert_eq!(bare(source).code, code);
    }

    #[test]
    fn literals_and_comments_are_emptied() {
        check("let a = \"}\\\"{\"; // {", "let a = \"\"; ");
        check("match c { '{' => '\\'', b'}' => 'x' }", "match c { \"\" => \"\", b\"\" => \"\" }");
        check("r#\"fn \" {\"# + br\"{\"", "\"\" + \"\"");
        check("/* { /* { */ */ x", " x");
        check("\"one\ntwo\"", "\"\"\n");
    }

    #[test]
    fn lifetimes_and_names_stay() {
        check("fn of<'a>(x: &'a str) {}", "fn of<'a>(x: &'a str) {}");
        check("var\"x\"", "var\"\"");
    }

    #[test]
    fn comments_know_their_line() {
        assert_eq!(bare("a\n\n// b\n").comments, [(3, "// b".to_owned())]);
    }
}
