//! What holds of every document and every report, whatever the bytes.
#![allow(clippy::unwrap_used, reason = "a test stops where what it needs is missing")]

use jikenbo_document::{HeadingForms, Hints, document, segment};
use jikenbo_model::{BlockKind, Document, Span};
use proptest::prelude::*;

fn check(bytes: &[u8], name: &str) {
    let read = document(bytes, Hints { content_type: None, name: Some(name) });
    assert_eq!(read, document(bytes, Hints { content_type: None, name: Some(name) }), "the same twice");
    check_blocks(&read);
    let reports = segment(&read, &HeadingForms::builtin());
    let (mut end, mut last) = (0, 0);
    for report in &reports {
        assert!(report.span.start >= end && report.span.of(&read.text).is_some(), "reports in order");
        assert!(report.blocks.start >= last && report.blocks.end <= read.blocks.len(), "blocks in order");
        let heading = &report.heading;
        let date = heading.date.map(|(_, span)| span);
        for part in [heading.organization, heading.title, heading.case_number.map(|(_, span)| span)]
            .into_iter()
            .flatten()
        {
            assert!(
                heading.span.contains(part) && part.of(&read.text).is_some(),
                "a heading's parts lie in it"
            );
        }
        assert!(date.is_none_or(|span| report.span.contains(span)), "the date lies in the report");
        (end, last) = (report.span.end, report.blocks.end);
    }
}

fn check_blocks(read: &Document) {
    let mut end = 0;
    for block in &read.blocks {
        assert!(block.span.start >= end && !block.span.is_empty(), "blocks in order, none empty");
        assert!(block.span.of(&read.text).is_some(), "blocks on character boundaries");
        end = block.span.end;
        if let BlockKind::TableRow { cells } = &block.kind {
            let mut end = block.span.start;
            for cell in cells {
                let heads = [cell.row, cell.column].into_iter().flatten();
                assert!(
                    cell.span.start >= end && block.span.contains(cell.span),
                    "cells in order, in their row"
                );
                assert!(heads.chain([cell.span]).all(|span| span.of(&read.text).is_some()));
                end = cell.span.end;
            }
        }
    }
    let calls = read.notes.iter().flat_map(|note| note.calls.iter().chain([&note.body]));
    let links = read.links.iter().map(|link| &link.span);
    assert!(calls.chain(links).all(|span: &Span| span.of(&read.text).is_some()), "notes and links in bounds");
    assert!(read.posts.iter().all(|post| post.start < post.end && post.end <= read.blocks.len()));
}

/// Pieces of which pages are made, well formed and not.
const PIECES: [&str; 48] = [
    "<p>",
    "</p>",
    "<div class=post>",
    "</div>",
    "<table>",
    "<tr>",
    "<td>",
    "<td rowspan=3 colspan=2>",
    "<th>",
    "</table>",
    "<ul>",
    "<li>",
    "</ul>",
    "<a href=x>",
    "</a>",
    "<br>",
    "<h1>",
    "</h1>",
    "<h3>関連リンク</h3>",
    "<article>",
    "</article>",
    "<dl><dt>",
    "<dd>",
    "<pre>",
    "</pre>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<",
    "&amp;",
    "\n",
    "\n\n\n",
    " ",
    "\u{a0}",
    "\u{3000}",
    "\t",
    "※1",
    "*2 ",
    "・",
    "1.経緯",
    "2024年5月1日",
    "【セキュリティ事件簿#2025-513】例示市 題名",
    "例示市 題名について 2024年5月1日",
    "本文です。",
    "Example株式会社",
    "あ",
    "(注1)",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes, "a.html");
        check(&bytes, "a.txt");
    }

    #[test]
    fn any_pieces(pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..60)) {
        let text = pieces.concat();
        check(text.as_bytes(), "a.html");
        check(text.as_bytes(), "a.txt");
    }
}
