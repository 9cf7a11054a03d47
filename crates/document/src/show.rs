//! Documents and reports as short lines, for the tests.

use jikenbo_model::{Block, BlockKind, Document, Report};
use jikenbo_text::Span;

/// A line for each block: its kind and its words.
pub(crate) fn blocks(document: &Document) -> String {
    document.blocks.iter().map(|block| block_line(document, block)).collect::<Vec<_>>().join("\n")
}

fn block_line(document: &Document, block: &Block) -> String {
    let of = |span: Span| span.of(&document.text).unwrap_or("?").replace('\n', "⏎");
    match &block.kind {
        BlockKind::Heading { level } => format!("h{level} {}", of(block.span)),
        BlockKind::Paragraph => format!("p {}", of(block.span)),
        BlockKind::ListItem { depth } => format!("li{depth} {}", of(block.span)),
        BlockKind::Term => format!("dt {}", of(block.span)),
        BlockKind::Description => format!("dd {}", of(block.span)),
        BlockKind::Note { mark } => format!("note[{mark}] {}", of(block.span)),
        BlockKind::TableRow { cells } => {
            let cells = cells.iter().map(|cell| {
                let heads: Vec<String> = [cell.row, cell.column].into_iter().flatten().map(of).collect();
                let heads = if heads.is_empty() { String::new() } else { format!("({})", heads.join("/")) };
                format!("{}{}{heads}", if cell.is_heading { "#" } else { "" }, of(cell.span))
            });
            format!("tr {}", cells.collect::<Vec<_>>().join(" | "))
        }
    }
}

/// A line for each report: number, organisation, title, date, and how many blocks it has.
pub(crate) fn reports(document: &Document, reports: &[Report]) -> String {
    let of = |span: Option<Span>| span.and_then(|span| span.of(&document.text)).unwrap_or("-").to_owned();
    let line = |report: &Report| {
        let heading = &report.heading;
        let number = heading.case_number.map_or("-".to_owned(), |(number, _)| number.to_string());
        let date = heading.date.map_or("-".to_owned(), |(date, _)| date.to_string());
        format!("{number}|{}|{}|{date}|{}", of(heading.organization), of(heading.title), report.blocks.len())
    };
    reports.iter().map(line).collect::<Vec<_>>().join("\n")
}
