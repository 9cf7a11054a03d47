use jikenbo_document::{Hints, document};
use jikenbo_model::{Block, BlockKind, Document};

use super::{assert_in_order, assert_same, assert_within};

const HINTS: &[Hints<'static>] = &[
    Hints { content_type: None, name: None },
    Hints { content_type: None, name: Some("page.html") },
    Hints { content_type: Some("text/plain; charset=utf-8"), name: Some("page.txt") },
];

/// Any bytes give a document whose spans are places of its text, whatever is said of them.
pub(super) fn run(bytes: &[u8]) {
    for &hints in HINTS {
        let read = document(bytes, hints);
        check(&read);
        assert_same(&read, &document(bytes, hints), "document");
    }
}

/// The invariants of a document.
pub(super) fn check(document: &Document) {
    let text = &document.text;
    assert_in_order(document.blocks.iter().map(|block| block.span), "block");
    assert!(document.blocks.len() <= text.len(), "{} blocks in {} bytes", document.blocks.len(), text.len());
    document.blocks.iter().for_each(|block| check_block(block, text));
    for pair in document.posts.windows(2) {
        assert!(pair[0].end <= pair[1].start, "posts {pair:?} do not rise");
    }
    assert!(
        document.posts.iter().all(|post| post.end <= document.blocks.len()),
        "a post beyond the last block"
    );
    for note in &document.notes {
        assert_within(note.body, text, "note");
        note.calls.iter().for_each(|&call| assert_within(call, text, "call"));
    }
    document.links.iter().for_each(|link| assert_within(link.span, text, "link"));
    document.warnings.iter().for_each(|warning| assert_within(warning.span, text, &warning.code));
}

fn check_block(block: &Block, text: &str) {
    assert_within(block.span, text, "block");
    match &block.kind {
        BlockKind::Heading { level } => assert!((1..=6).contains(level), "a heading of level {level}"),
        BlockKind::TableRow { cells } => {
            assert_in_order(cells.iter().map(|cell| cell.span), "cell");
            for cell in cells {
                assert_within(cell.span, text, "cell");
                assert!(
                    block.span.contains(cell.span),
                    "cell {:?} outside of its row {:?}",
                    cell.span,
                    block.span
                );
                [cell.column, cell.row]
                    .into_iter()
                    .flatten()
                    .for_each(|span| assert_within(span, text, "cell's heading"));
            }
        }
        _ => {}
    }
}
