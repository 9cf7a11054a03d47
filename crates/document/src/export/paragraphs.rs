//! WordPress keeps line breaks instead of paragraphs where a post was written in its older editor.

use std::borrow::Cow;

/// Elements that begin and end lines of their own.
const BLOCKS: [&str; 20] = [
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "div",
    "p",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
];

/// `content` with its line breaks as markup, where it has no paragraphs of its own.
pub(super) fn marked(content: &str) -> String {
    if content.contains("<p>")
        || content.contains("<p ")
        || content.contains("<!-- wp:")
        || content.contains("<pre")
    {
        return content.to_owned();
    }
    let lines = content.replace("\r\n", "\n");
    let mut marked = String::with_capacity(content.len() + content.len() / 16);
    let mut was_block = true;
    for line in lines.split('\n') {
        let words = line.trim();
        let is_block = begins_block(words);
        let between = match (words.is_empty(), was_block || is_block) {
            (true, _) => Cow::Borrowed("\n<p>"),
            (false, true) => Cow::Borrowed("\n"),
            (false, false) => Cow::Borrowed("<br />\n"),
        };
        marked.push_str(&between);
        marked.push_str(line);
        was_block = words.is_empty() || is_block || ends_block(words);
    }
    marked
}

fn begins_block(line: &str) -> bool {
    let name = line.strip_prefix('<').map(|rest| rest.trim_start_matches('/'));
    name.is_some_and(is_block)
}

fn ends_block(line: &str) -> bool {
    let last = line.rfind('<').and_then(|at| line.get(at + 1..));
    line.ends_with('>') && last.is_some_and(|name| is_block(name.trim_start_matches('/')))
}

fn is_block(name: &str) -> bool {
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let name = name.get(..end).unwrap_or_default().to_ascii_lowercase();
    BLOCKS.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_become_markup() {
        assert_eq!(marked("一\r\n二\r\n\r\n三"), "\n一<br />\n二\n<p>\n三");
        assert_eq!(marked("一\n<ul>\n<li>二</li>\n</ul>\n三"), "\n一\n<ul>\n<li>二</li>\n</ul>\n三");
    }

    #[test]
    fn paragraphs_stay_as_they_are() {
        for content in ["<p>一\n二</p>\n\n三", "<!-- wp:paragraph -->\n一\n", "<pre>一\n二</pre>"] {
            assert_eq!(marked(content), content);
        }
    }
}
