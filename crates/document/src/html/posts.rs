//! The posts of a page that gathers several.

use std::ops::Range;

use jikenbo_model::Block;

use super::furniture::Furniture;
use super::region::Region;
use super::tag::Tag;
use super::tree::Node;
use super::writer::Writer;

/// The blocks of each post, its heading first; none if the page has no two of them.
pub(super) fn posts(
    nodes: &[Node<'_>],
    region: &Region,
    writer: &Writer,
    blocks: &[Block],
) -> Vec<Range<usize>> {
    let mut posts = Vec::new();
    let mut at = region.range.0;
    while at < region.range.1 {
        let Some(node) = nodes.get(at) else { break };
        let skipped = region.skipped.get(at) == Some(&true);
        let heading = if skipped || !is_post(node) { None } else { heading(nodes, at) };
        // A post that holds posts is their frame.
        let frame = heading.is_some()
            && nodes.get(at + 1..node.end).is_some_and(|inner| inner.iter().any(is_post_of_frame));
        match heading.filter(|_| !frame) {
            Some(heading) => {
                posts.extend(blocks_between(writer, blocks, heading, node.end));
                at = node.end;
            }
            None if skipped => at = node.end,
            None => at += 1,
        }
    }
    if posts.len() < 2 { Vec::new() } else { posts }
}

fn is_post(node: &Node<'_>) -> bool {
    let words = Furniture::builtin();
    node.is(Tag::Article) || node.is(Tag::Div) && node.labels().any(|label| words.names_post(label))
}

fn is_post_of_frame(node: &Node<'_>) -> bool {
    node.is(Tag::Article)
}

/// The heading of the post at `at`.
fn heading(nodes: &[Node<'_>], at: usize) -> Option<usize> {
    let end = nodes.get(at)?.end;
    let level = |at: &usize| {
        nodes.get(*at).and_then(|node| node.tag).and_then(Tag::level).is_some_and(|level| level < 5)
    };
    (at + 1..end).take(2000).find(level)
}

/// The blocks whose words stand in the nodes `start..end`.
fn blocks_between(writer: &Writer, blocks: &[Block], start: usize, end: usize) -> Option<Range<usize>> {
    let inside = |node: usize| (start..end).contains(&node);
    let first = writer.pieces.iter().find(|piece| inside(piece.node))?.span.start;
    let last = writer.pieces.iter().rfind(|piece| inside(piece.node))?.span.end;
    let from = blocks.partition_point(|block| block.span.end <= first);
    let to = blocks.partition_point(|block| block.span.start < last);
    (to > from + 1).then_some(from..to)
}
