//! Markup as tags and text, in one pass from front to back.

/// One piece of markup.
#[derive(Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// Text, entities not decoded.
    Text(&'a str),
    /// A start tag: its name (any case) and its attributes.
    Start { name: &'a str, attributes: &'a str },
    /// An end tag.
    End(&'a str),
}

/// Reads markup; each byte is looked at a bounded number of times.
pub(super) struct Scanner<'a> {
    markup: &'a str,
    at: usize,
    /// Names whose end tag is nowhere behind the place reached.
    unclosed: Vec<&'static str>,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(markup: &'a str) -> Self {
        Self { markup, at: 0, unclosed: Vec::new() }
    }

    /// Passes over all up to the end tag of `name`, that included; stays where there is none.
    pub(super) fn skip_to_end_of(&mut self, name: &'static str) -> bool {
        let behind =
            self.find_end_of(name).map(|at| self.seek(b'>', at).map_or(self.markup.len(), |end| end + 1));
        self.at = behind.unwrap_or(self.at);
        behind.is_some()
    }

    /// The text up to the end tag of `name`, which is passed over too.
    pub(super) fn raw_until_end_of(&mut self, name: &'static str) -> &'a str {
        let start = self.at;
        let end = self.find_end_of(name).unwrap_or(self.markup.len());
        self.at = self.seek(b'>', end).map_or(self.markup.len(), |at| at + 1);
        self.slice(start, end)
    }

    fn find_end_of(&mut self, name: &'static str) -> Option<usize> {
        if self.unclosed.contains(&name) {
            return None;
        }
        let bytes = self.markup.as_bytes();
        let found =
            memchr::memmem::find_iter(bytes.get(self.at..)?, b"</").map(|at| self.at + at).find(|&at| {
                let begin = at + 2;
                let behind = bytes.get(begin + name.len()).copied().unwrap_or(b'>');
                bytes
                    .get(begin..begin + name.len())
                    .is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
                    && !behind.is_ascii_alphanumeric()
            });
        if found.is_none() {
            self.unclosed.push(name);
        }
        found
    }

    fn seek(&self, byte: u8, from: usize) -> Option<usize> {
        memchr::memchr(byte, self.markup.as_bytes().get(from..)?).map(|at| from + at)
    }

    fn slice(&self, start: usize, end: usize) -> &'a str {
        self.markup.get(start..end).unwrap_or_default()
    }

    /// Passes over a comment, declaration or processing instruction that begins here.
    fn skip_declaration(&mut self) {
        let rest = self.markup.get(self.at..).unwrap_or_default();
        let (close, length) = if rest.starts_with("<!--") { ("-->", 3) } else { (">", 1) };
        let found = memchr::memmem::find(rest.as_bytes(), close.as_bytes());
        self.at = found.map_or(self.markup.len(), |at| self.at + at + length);
    }

    /// The tag that begins at `<`; `None` if it is only a sign.
    fn tag(&mut self) -> Option<Token<'a>> {
        let bytes = self.markup.as_bytes();
        let start = self.at;
        let is_end = bytes.get(start + 1) == Some(&b'/');
        let from = start + 1 + usize::from(is_end);
        if !bytes.get(from)?.is_ascii_alphabetic() {
            return None;
        }
        let rest = bytes.get(from..)?;
        let length = rest.iter().position(|&byte| byte.is_ascii_whitespace() || byte == b'/' || byte == b'>');
        let name_end = from + length.unwrap_or(rest.len());
        let end = tag_end(bytes, name_end);
        self.at = (end + 1).min(self.markup.len());
        let name = self.slice(from, name_end);
        Some(if is_end {
            Token::End(name)
        } else {
            Token::Start { name, attributes: self.slice(name_end, end) }
        })
    }
}

/// Where the `>` stands that closes a tag, quoted values passed over.
fn tag_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr3(b'>', b'"', b'\'', rest)) {
        at += found;
        let quote = match bytes.get(at) {
            Some(b'>') => return at,
            Some(&quote) => quote,
            None => break,
        };
        let value = bytes.get(..at).is_some_and(|before| before.trim_ascii_end().last() == Some(&b'='));
        at += 1;
        if value {
            match bytes.get(at..).and_then(|rest| memchr::memchr(quote, rest)) {
                Some(length) => at += length + 1,
                None => return bytes.len(),
            }
        }
    }
    bytes.len()
}

impl<'a> Iterator for Scanner<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let start = self.at;
            if start >= self.markup.len() {
                return None;
            }
            if !self.slice(start, self.markup.len()).starts_with('<') {
                self.at = self.seek(b'<', start).unwrap_or(self.markup.len());
                return Some(Token::Text(self.slice(start, self.at)));
            }
            if matches!(self.markup.as_bytes().get(start + 1), Some(b'!' | b'?')) {
                self.skip_declaration();
                continue;
            }
            if let Some(tag) = self.tag() {
                return Some(tag);
            }
            self.at = self.seek(b'<', start + 1).unwrap_or(self.markup.len());
            return Some(Token::Text(self.slice(start, self.at)));
        }
    }
}

/// The attributes of a tag, in order: lower-case name not guaranteed, value without its quotes.
pub(super) fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    // A bound on work: the attributes that are read come before so many.
    std::iter::from_fn(move || attribute(&mut rest)).take(64)
}

fn attribute<'a>(rest: &mut &'a str) -> Option<(&'a str, &'a str)> {
    let from = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
    let length = from.find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '/').unwrap_or(from.len());
    let (name, behind) = from.split_at_checked(length.max(usize::from(from.starts_with('='))))?;
    if name.is_empty() {
        return None;
    }
    let Some(value) = behind.trim_ascii_start().strip_prefix('=').map(str::trim_ascii_start) else {
        *rest = behind;
        return Some((name, ""));
    };
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (value, behind) = match quote {
        Some(quote) => value.get(1..)?.split_once(quote).unwrap_or((value.get(1..)?, "")),
        None => {
            value.split_at_checked(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len()))?
        }
    };
    *rest = behind;
    Some((name, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(markup: &str, expected: &str) {
        let shown: Vec<String> = Scanner::new(markup)
            .map(|token| match token {
                Token::Text(text) => format!("'{text}'"),
                Token::Start { name, attributes: list } => {
                    let list: Vec<_> =
                        attributes(list).map(|(name, value)| format!(" {name}={value}")).collect();
                    format!("<{name}{}>", list.concat())
                }
                Token::End(name) => format!("</{name}>"),
            })
            .collect();
        assert_eq!(shown.concat(), expected);
    }

    #[test]
    fn tokens() {
        check("a<b c=\"x>y\" D='1' e=2 f>g</b>", "'a'<b c=x>y D=1 e=2 f=>'g'</b>");
        check("1 < 2 <!-- <p> --> <?php x ?><!DOCTYPE html>3", "'1 ''< 2 '' ''3'");
        check("<a href=\"open", "<a href=open>");
    }
}
