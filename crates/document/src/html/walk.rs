//! Walks the nodes of a region and writes their words.

use jikenbo_model::BlockKind;

use super::furniture::Furniture;
use super::table;
use super::tag::Tag;
use super::tree::Node;
use super::writer::{Piece, Writer};

/// Walks nodes in reading order.
pub(super) struct Walk<'a> {
    pub(super) nodes: &'a [Node<'a>],
    pub(super) skipped: &'a [bool],
    pub(super) writer: Writer,
    furniture: &'static Furniture,
    open: Vec<Open>,
    /// What the next line is, if the markup says so.
    next: Option<BlockKind>,
    /// What every line is until the element ends.
    all: Option<BlockKind>,
    depth: u8,
}

/// An element that is open.
struct Open {
    node: usize,
    /// What every line outside of it is.
    outer: Option<BlockKind>,
    /// Where its words begin, of a link.
    start: usize,
}

impl<'a> Walk<'a> {
    pub(super) fn new(nodes: &'a [Node<'a>], skipped: &'a [bool]) -> Self {
        Self {
            nodes,
            skipped,
            writer: Writer::default(),
            furniture: Furniture::builtin(),
            open: Vec::new(),
            next: None,
            all: None,
            depth: 0,
        }
    }

    /// Writes the words of the nodes `start..end`.
    pub(super) fn range(&mut self, start: usize, end: usize) {
        let outer = self.open.len();
        let mut at = start;
        while at < end {
            self.close_before(at, outer);
            at = self.node(at).max(at + 1);
        }
        self.close_before(usize::MAX, outer);
        self.end_block();
    }

    /// Writes `line` as a paragraph of its own.
    pub(super) fn line(&mut self, line: &str, node: usize) {
        self.writer.words(line, node);
        self.end_block();
    }

    /// Writes the node, or opens it; gives the next node.
    fn node(&mut self, at: usize) -> usize {
        let Some(node) = self.nodes.get(at) else { return at };
        if self.skipped.get(at) == Some(&true) {
            return node.end;
        }
        let Some(tag) = node.tag else {
            self.text(node.text, at);
            return at + 1;
        };
        match tag {
            Tag::Br => self.end_line(),
            Tag::Hr => self.end_block(),
            Tag::Script | Tag::Meta | Tag::Title => return node.end,
            Tag::Table if !table::is_layout(self.nodes, at) => {
                self.end_block();
                table::write(self, at);
                return node.end;
            }
            _ => self.begin(tag, at),
        }
        at + 1
    }

    fn text(&mut self, text: &str, at: usize) {
        if !self.is_in(Tag::Pre) {
            return self.writer.words(text, at);
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.end_line();
            }
            self.writer.words(line, at);
        }
    }

    fn is_in(&self, tag: Tag) -> bool {
        self.open.iter().rev().take(4).any(|open| self.nodes.get(open.node).is_some_and(|node| node.is(tag)))
    }

    fn begin(&mut self, tag: Tag, at: usize) {
        let outer = self.all.clone();
        if !tag.is_inline() {
            self.end_block();
        } else if self.stands_apart(at) {
            self.writer.words(" ", at);
        }
        match tag {
            Tag::Ul | Tag::Ol => self.depth = self.depth.saturating_add(1),
            Tag::Li => self.next = Some(BlockKind::ListItem { depth: self.depth.saturating_sub(1) }),
            Tag::Dt => self.all = Some(BlockKind::Term),
            Tag::Dd => self.all = Some(BlockKind::Description),
            _ => {}
        }
        if let Some(level) = tag.level() {
            self.writer.blank_line();
            self.all = Some(BlockKind::Heading { level });
        }
        self.open.push(Open { node: at, outer, start: self.writer.place() });
    }

    /// Closes the elements that end before the node `at`, `outer` of them left open.
    fn close_before(&mut self, at: usize, outer: usize) {
        while self.open.len() > outer {
            let Some(open) = self.open.last() else { return };
            let Some(node) = self.nodes.get(open.node) else { return };
            if node.end > at {
                return;
            }
            let (tag, outer, start) = (node.tag, open.outer.clone(), open.start);
            if self.stands_apart(open.node) {
                self.writer.words(" ", open.node);
            }
            self.open.pop();
            self.close(tag, outer, start, node.attribute("href"));
        }
    }

    /// Whether an inline element is shown apart from its neighbours: a date, a category.
    fn stands_apart(&self, at: usize) -> bool {
        let Some(node) = self.nodes.get(at) else { return false };
        let apart =
            |label: &str| ["date", "time", "cat", "label", "tag"].iter().any(|word| label.contains(word));
        node.is(Tag::Time) || node.is(Tag::Span) && node.labels().any(apart)
    }

    fn close(&mut self, tag: Option<Tag>, outer: Option<BlockKind>, start: usize, href: Option<&str>) {
        match tag {
            Some(Tag::Link) => self.writer.link(start, href.unwrap_or_default()),
            Some(tag) if tag.is_inline() => {}
            Some(tag) => {
                self.end_block();
                self.all = outer;
                match tag {
                    Tag::Ul | Tag::Ol => self.depth = self.depth.saturating_sub(1),
                    Tag::Li => self.next = None,
                    _ => {}
                }
            }
            None => {}
        }
    }

    fn end_line(&mut self) {
        // A heading's lines are one.
        if matches!(self.all, Some(BlockKind::Heading { .. })) {
            return self.writer.words(" ", 0);
        }
        let kind = self.kind();
        let written = self.writer.end_line(kind);
        self.after(written);
    }

    pub(super) fn end_block(&mut self) {
        let kind = self.kind();
        let written = self.writer.end_block(kind);
        self.after(written);
    }

    fn kind(&self) -> Option<BlockKind> {
        self.next.clone().or_else(|| self.all.clone())
    }

    fn after(&mut self, written: bool) {
        if !written {
            return;
        }
        self.next = None;
        let line = self.writer.pieces.last().and_then(|piece| piece.span.of(&self.writer.text));
        if line.is_some_and(|line| self.furniture.is_line(line)) {
            self.writer.drop_line();
        }
    }

    /// The lines written, as `keep` chooses.
    pub(super) fn lines(&self, keep: impl Fn(&str, &Piece) -> bool) -> Vec<(String, usize)> {
        let words =
            |piece: &Piece| piece.span.of(&self.writer.text).map(|line| (line.to_owned(), piece.node));
        let kept = self
            .writer
            .pieces
            .iter()
            .filter(|piece| piece.span.of(&self.writer.text).is_some_and(|line| keep(line, piece)));
        kept.filter_map(words).collect()
    }
}
