use super::path;

/// What a rule is about: a path's beginning, in which `*` stands for anything and a last `$` for the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    written: String,
    /// What stands between the asterisks, in the one spelling.
    parts: Vec<Vec<u8>>,
    /// `$`.
    to_end: bool,
}

impl Pattern {
    pub(super) fn new(written: &str) -> Self {
        let to_end = written.ends_with('$');
        let inside = if to_end { &written[..written.len() - 1] } else { written };
        let mut query = "";
        let part = |part: &str| {
            // A part behind `?` is of the query though its own `?` stands before it.
            let spelled = path::spelled(&format!("{query}{part}"));
            let own = spelled.get(query.len()..).unwrap_or_default().to_vec();
            if part.contains('?') {
                query = "?";
            }
            own
        };
        let parts = inside.split('*').map(part).collect();
        Self { written: written.to_owned(), parts, to_end }
    }

    /// As written.
    pub(super) fn written(&self) -> &str {
        &self.written
    }

    /// How exact it is: its octets in the one spelling (RFC 9309, 2.2.2), asterisks and `$` among them.
    pub(super) fn length(&self) -> usize {
        let asterisks = self.parts.len() - 1;
        self.parts.iter().map(Vec::len).sum::<usize>() + asterisks + usize::from(self.to_end)
    }

    /// Whether `path`, in the one spelling, is of this pattern. Each part is looked for once, behind the one before it.
    pub(super) fn matches(&self, path: &[u8]) -> bool {
        let Some((first, others)) = self.parts.split_first() else { return false };
        let Some(mut rest) = path.strip_prefix(first.as_slice()) else { return false };
        let Some((last, inner)) = others.split_last() else { return !self.to_end || rest.is_empty() };
        for part in inner {
            match found(rest, part) {
                Some(end) => rest = rest.get(end..).unwrap_or_default(),
                None => return false,
            }
        }
        if self.to_end { rest.ends_with(last) } else { found(rest, last).is_some() }
    }
}

/// Where the first `part` of `text` ends.
fn found(text: &[u8], part: &[u8]) -> Option<usize> {
    memchr::memmem::find(text, part).map(|at| at + part.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, path: &str, expected: bool) {
        assert_eq!(Pattern::new(pattern).matches(&path::spelled(path)), expected, "{pattern} of {path}");
    }

    #[test]
    fn beginnings_asterisks_and_ends() {
        check("/fish", "/fish.html", true);
        check("/fish", "/catfish", false);
        check("/fish*", "/fishheads", true);
        check("/fish$", "/fish", true);
        check("/fish$", "/fish/", false);
        check("/*.php$", "/a/b.php", true);
        check("/*.php$", "/a.php?x", false);
        check("/*a*a$", "/aa", true);
        check("/*a*a$", "/a", false);
        check("/a$b", "/a$b/c", true);
        check("/a-%2A", "/a-*", true);
        check("/a-%2A", "/a-b", false);
        check("*", "/", true);
        check("/*?q=*/x", "/s?q=a%2Fx", true);
        check("$", "/", false);
    }

    proptest::proptest! {
        #[test]
        fn a_path_is_of_itself(path in "/[a-z0-9/?&=.%あ-ん]{0,20}") {
            proptest::prop_assert!(Pattern::new(&path).matches(&path::spelled(&path)));
            let to_end = format!("{path}$");
            proptest::prop_assert!(Pattern::new(&to_end).matches(&path::spelled(&path)));
            let longer = path::spelled(&format!("{path}x"));
            proptest::prop_assert!(!Pattern::new(&to_end).matches(&longer));
        }
    }
}
