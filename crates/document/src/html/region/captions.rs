//! Captions and credits of pictures, which go with the picture; those of tables stay.

use super::Page;
use crate::html::tag::Tag;
use crate::html::tree::words;

/// A credit is no longer, in characters.
const CREDIT: usize = 120;

/// So many elements around a caption are looked at for the table that it may belong to.
const AROUND: usize = 2;

impl Page<'_> {
    /// Whether an element is a picture's caption or credit, by its tag or its label.
    pub(super) fn is_caption(&self, at: usize) -> bool {
        let Some(node) = self.nodes.get(at) else { return false };
        match node.tag {
            Some(Tag::Caption) => return !self.is_of_table(at) && !self.is_note(at),
            Some(Tag::Figure) => return !self.holds_block(at) && !self.tells(at),
            _ => {}
        }
        let block = matches!(node.tag, Some(Tag::Div | Tag::P | Tag::Span | Tag::Li));
        let named =
            block && (node.labels().any(|label| self.words.names_caption(label)) || self.is_credit(at));
        named && !self.holds_block(at) && !self.is_of_table(at) && !self.tells(at)
    }

    /// Whether an element says who made a picture: it is called so, and stands in what a picture stands in. (On a page
    /// on stolen card numbers `credit` means something else.)
    fn is_credit(&self, at: usize) -> bool {
        let counts = self.counts(at);
        let labels = |at: usize| self.nodes.get(at).into_iter().flat_map(|node| node.labels());
        counts.chars < CREDIT
            && counts.stops < 2
            && labels(at).any(|label| label.to_ascii_lowercase().contains("credit"))
            && self.ancestors(at).take(AROUND + 2).any(|at| {
                self.nodes.get(at).is_some_and(|node| node.is(Tag::Figure))
                    || labels(at).any(|label| self.words.names_picture(label))
            })
    }

    /// Whether a caption is that of a table or a list, whose words belong to it; that of a picture goes with the picture.
    fn is_of_table(&self, at: usize) -> bool {
        let is_figure = |at: &usize| self.nodes.get(*at).is_some_and(|node| node.is(Tag::Figure));
        match self.ancestors(at).find(is_figure) {
            Some(figure) => self.holds_block(figure),
            None => self.ancestors(at).skip(1).take(AROUND).any(|at| {
                let small = self.counts(at).chars < 4000;
                small && self.holds(at, |tag| tag == Tag::Table)
            }),
        }
    }

    /// Whether a table, a list or a heading stands in an element.
    fn holds_block(&self, at: usize) -> bool {
        self.holds(at, |tag| {
            matches!(tag, Tag::Table | Tag::Ul | Tag::Ol | Tag::Dl | Tag::Blockquote | Tag::Pre)
                || tag.level().is_some()
        })
    }

    fn holds(&self, at: usize, wanted: impl Fn(Tag) -> bool) -> bool {
        let end = self.nodes.get(at).map_or(at, |node| node.end);
        let inner = self.nodes.get(at + 1..end).unwrap_or_default();
        inner.iter().take(2000).any(|node| node.tag.is_some_and(&wanted))
    }

    /// Whether the words are a note, or have a Japanese sentence, which captions seldom are: labels such as `caption` are
    /// given to small type too.
    fn tells(&self, at: usize) -> bool {
        self.is_note(at) || words(self.nodes, at, 2000).contains('。')
    }

    /// Whether the words begin as a note does: `※ 件数は延べです`.
    fn is_note(&self, at: usize) -> bool {
        words(self.nodes, at, 60).starts_with(['※', '*', '＊', '注', '†'])
    }
}
