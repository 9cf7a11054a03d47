//! Markup made safe for the tree builder: only tags that matter, never too deep or too many, scripts and styles gone.
//!
//! The tree builder takes the square of the depth, and of formatting elements left open (it opens them again in each
//! block). So formatting tags are dropped (their words stay), links get a name that it does not know, and a start tag
//! below [`DEEPEST`] is dropped. The open elements are counted here by rules that close no more than the builder's do.

use super::scan::{Scanner, Token, attributes};
use super::tag::Tag;

/// Elements that may be open at once.
const DEEPEST: usize = 512;

/// Tags that a page may have: a bound on memory, not on pages (a tag and its text take 630 bytes, all of them 126 MB; the
/// corpus has at most 400 tags a page, the 181 pages of the article benchmark at most 1,800).
const MOST: usize = 200_000;

/// Of a page that is not so long no more than this are, and one for every [`SPARSE`] bytes: else a page of nothing but
/// tags would take sixty times its length of memory. (Pages of blogs have one tag for 50 to 75 bytes.)
const MOST_OF_SHORT: usize = 20_000;
const SPARSE: usize = 40;

/// Elements that are dropped with all they hold.
const SKIPPED: [&str; 16] = [
    "style", "template", "svg", "textarea", "select", "iframe", "noembed", "noframes", "noscript", "object",
    "canvas", "audio", "video", "button", "datalist", "map",
];

/// Attributes that tell what an element is for.
const KEPT: [&str; 15] = [
    "class", "id", "href", "style", "hidden", "role", "rowspan", "colspan", "scope", "datetime", "content",
    "property", "name", "type", "itemprop",
];

/// The page has more tags than it may.
#[derive(Debug)]
pub(super) struct TooManyTags;

/// `markup` with nothing in it that the tree builder chokes on.
pub(super) fn flatten(markup: &str) -> Result<String, TooManyTags> {
    let mut flat =
        Flat { out: String::with_capacity(markup.len() / 2), open: Vec::new(), dropped: 0, tags: 0 };
    let most = MOST.min(MOST_OF_SHORT + markup.len() / SPARSE);
    let mut scanner = Scanner::new(markup);
    while let Some(token) = scanner.next() {
        match token {
            Token::Text(text) => flat.text(text),
            Token::Start { name, attributes } => flat.start(name, attributes, &mut scanner),
            Token::End(name) => flat.end(name),
        }
        if flat.tags > most {
            return Err(TooManyTags);
        }
    }
    Ok(flat.out)
}

/// The words of `markup` without its tags, a line for each block.
pub(crate) fn words(markup: &str) -> String {
    let mut out = String::with_capacity(markup.len() / 2);
    let mut scanner = Scanner::new(markup);
    while let Some(token) = scanner.next() {
        match token {
            Token::Text(text) => out.push_str(text),
            Token::Start { name, .. } => {
                if let Some(skipped) =
                    skipped(name).or(name.eq_ignore_ascii_case("script").then_some("script"))
                {
                    scanner.skip_to_end_of(skipped);
                }
                break_line(&mut out, name);
            }
            Token::End(name) => break_line(&mut out, name),
        }
    }
    out
}

fn break_line(out: &mut String, name: &str) {
    let inline = known(name).is_none_or(Tag::is_inline);
    if !inline && !out.ends_with('\n') {
        out.push('\n');
    }
}

fn skipped(name: &str) -> Option<&'static str> {
    SKIPPED.into_iter().find(|skipped| name.eq_ignore_ascii_case(skipped))
}

fn known(name: &str) -> Option<Tag> {
    let mut lower = [0u8; 12];
    let buffer = lower.get_mut(..name.len())?;
    buffer.copy_from_slice(name.as_bytes());
    buffer.make_ascii_lowercase();
    match std::str::from_utf8(buffer).ok()? {
        "a" => Some(Tag::Link),
        "menu" | "dir" => Some(Tag::Ul),
        "listing" | "xmp" => Some(Tag::Pre),
        "dialog" | "hgroup" | "search" => Some(Tag::Div),
        "x-link" => None,
        name => Tag::of(name),
    }
}

struct Flat {
    out: String,
    open: Vec<Tag>,
    /// Start tags left out whose end tags are still to come.
    dropped: usize,
    tags: usize,
}

impl Flat {
    /// Writes text; a sign that begins no tag is written so that the builder need not try.
    fn text(&mut self, text: &str) {
        match text.strip_prefix('<') {
            Some(rest) => self.out.extend(["&lt;", rest]),
            None => self.out.push_str(text),
        }
    }

    fn start(&mut self, name: &str, list: &str, scanner: &mut Scanner<'_>) {
        if let Some(name) = skipped(name) {
            if !list.ends_with('/') {
                scanner.skip_to_end_of(name);
            }
            return;
        }
        let Some(tag) = known(name) else { return };
        if tag == Tag::Script {
            let content = scanner.raw_until_end_of("script");
            if list.contains("ld+json") {
                self.out.push_str("<script type=\"application/ld+json\">");
                self.out.push_str(content);
                self.out.push_str("</script>");
            }
            return;
        }
        if tag == Tag::Link && !attributes(list).any(|(name, _)| name.eq_ignore_ascii_case("href")) {
            return;
        }
        // The builder ignores a table's parts outside of a table.
        if tag.is_table_part() && tag != Tag::Table && !self.open.contains(&Tag::Table) {
            return;
        }
        self.imply_ends(tag);
        if self.open.len() >= DEEPEST && !tag.is_void() {
            self.dropped += usize::from(!has_optional_end(tag));
            return;
        }
        self.tags += 1;
        self.write_start(tag, list);
        if !tag.is_void() {
            self.open.push(tag);
        }
    }

    fn write_start(&mut self, tag: Tag, list: &str) {
        self.out.push('<');
        self.out.push_str(tag.name());
        let mut written: u32 = 0;
        for (name, value) in attributes(list) {
            let Some(kept) = KEPT.iter().position(|kept| name.eq_ignore_ascii_case(kept)) else { continue };
            let quote = if value.contains('"') { '\'' } else { '"' };
            if written & (1 << kept) != 0 || value.contains(quote) {
                continue;
            }
            written |= 1 << kept;
            self.out.extend([" ", KEPT.get(kept).copied().unwrap_or_default(), "="]);
            self.out.push(quote);
            self.out.push_str(value);
            self.out.push(quote);
        }
        self.out.push('>');
    }

    /// Closes what ends where `tag` begins: a paragraph before a block, an item before the next.
    fn imply_ends(&mut self, tag: Tag) {
        match tag {
            Tag::Link => {
                if let Some(at) = self.reach(|open| open == Tag::Link, Tag::is_inline) {
                    self.out.push_str("</x-link>");
                    self.open.truncate(at);
                }
                return;
            }
            Tag::Li => self.imply(|open| open == Tag::Li, passed_by_item),
            Tag::Dt | Tag::Dd => self.imply(|open| matches!(open, Tag::Dt | Tag::Dd), passed_by_item),
            Tag::Td | Tag::Th => self.imply(Tag::is_cell, |open| open != Tag::Table),
            Tag::Tr => self.imply(|open| open == Tag::Tr, |open| open != Tag::Table),
            Tag::Thead | Tag::Tbody | Tag::Tfoot => {
                self.imply(
                    |open| matches!(open, Tag::Thead | Tag::Tbody | Tag::Tfoot),
                    |open| open != Tag::Table,
                );
            }
            _ => {}
        }
        if tag.ends_paragraph() {
            self.imply(|open| open == Tag::P, Tag::is_inline);
        }
    }

    fn imply(&mut self, wanted: impl Fn(Tag) -> bool, passed: impl Fn(Tag) -> bool) {
        if let Some(at) = self.reach(wanted, passed) {
            self.open.truncate(at);
        }
    }

    /// Where the innermost `wanted` element stands, if all inside it may be passed.
    fn reach(&self, wanted: impl Fn(Tag) -> bool, passed: impl Fn(Tag) -> bool) -> Option<usize> {
        let at = self.open.iter().rposition(|&open| wanted(open) || !passed(open))?;
        self.open.get(at).is_some_and(|&open| wanted(open)).then_some(at)
    }

    fn end(&mut self, name: &str) {
        let Some(tag) = known(name).filter(|&tag| tag != Tag::Script) else { return };
        if tag == Tag::Br {
            self.out.push_str("<br>");
            return;
        }
        if self.dropped > 0 && !has_optional_end(tag) {
            self.dropped -= 1;
            return;
        }
        let at = match tag {
            tag if tag.is_inline() => self.reach(|open| open == tag, Tag::is_inline),
            Tag::Li => {
                self.reach(|open| open == tag, |open| !bars(open) && !matches!(open, Tag::Ul | Tag::Ol))
            }
            Tag::Table => self.reach(|open| open == tag, |_| true),
            tag if tag.is_table_part() => self.reach(|open| open == tag, |open| open != Tag::Table),
            tag => self.reach(|open| open == tag, |open| !bars(open)),
        };
        if let Some(at) = at {
            self.open.truncate(at);
            self.out.extend(["</", tag.name(), ">"]);
        }
    }
}

/// Whether an item's start tag closes the item before across such an element.
fn passed_by_item(tag: Tag) -> bool {
    tag.is_inline() || matches!(tag, Tag::P | Tag::Div | Tag::Address)
}

/// Whether an end tag reaches no further out than such an element.
fn bars(tag: Tag) -> bool {
    tag.is_cell() || matches!(tag, Tag::Table | Tag::TableCaption | Tag::Html)
}

fn has_optional_end(tag: Tag) -> bool {
    matches!(tag, Tag::P | Tag::Li | Tag::Dt | Tag::Dd | Tag::Tr | Tag::Html | Tag::Head | Tag::Body)
        || tag.is_cell()
        || matches!(tag, Tag::Thead | Tag::Tbody | Tag::Tfoot)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(markup: &str, expected: &str) {
        assert_eq!(flatten(markup).unwrap_or_default(), expected);
    }

    #[test]
    fn keeps_what_matters() {
        check("<P CLASS=x onclick='y'>a<b>b</b><style>c</style></P>", "<p class=\"x\">ab</p>");
        check(
            "<a name=top>x<a href='/y'>y<a href=/z>z</a>",
            "x<x-link href=\"/y\">y</x-link><x-link href=\"/z\">z</x-link>",
        );
        check("<script>1<2</script><svg/>a", "a");
        check("a<br/>b</br>c", "a<br>b<br>c");
    }

    #[test]
    fn depth_is_bounded() {
        let deep = flatten(&"<div>".repeat(2000)).unwrap_or_default();
        assert_eq!(deep.matches("<div>").count(), DEEPEST);
        let items = flatten(&format!("<ul>{}", "<li>a<p>b".repeat(2000))).unwrap_or_default();
        assert_eq!(items.matches("<li>").count(), 2000);
    }

    /// The depth of the tree that the builder makes of the flattened markup.
    fn depth(markup: &str) -> usize {
        let html = scraper::Html::parse_document(&flatten(markup).unwrap_or_default());
        let nodes = super::super::tree::nodes(&html);
        let mut depths = vec![0usize; nodes.len()];
        for at in 1..nodes.len() {
            depths[at] = depths[nodes[at].parent] + 1;
        }
        depths.into_iter().max().unwrap_or_default()
    }

    #[test]
    fn the_tree_is_no_deeper() {
        let hostile = [
            "<div><table><tr><td></div>",
            "<a href=x><p>",
            "<b class=x><p>",
            "<p><b><i></p>",
            "<table>",
            "<table><div>",
            "<ul><li>",
            "<dl><dd>",
            "<form><table></form>",
            "<td><div></td>",
            "<h1><h2>",
            "<span><div></span>",
            "<ruby><rt>",
            "<table><caption>",
            "<select><div>",
            "<svg><div>",
            "<math><mi>",
            "<button><p>",
            "<li><div></li>",
            "</p></div>",
        ];
        for pattern in hostile {
            let depth = depth(&pattern.repeat(3000));
            assert!(depth < 3 * DEEPEST, "{pattern}: {depth}");
        }
    }

    #[test]
    fn tags_are_bounded() {
        assert!(flatten(&"<br>".repeat(MOST + 2)).is_err());
        assert_eq!(words("<div>a<script>x</script><p>b&amp;c</div>d"), "\na\nb&amp;c\nd");
    }
}
