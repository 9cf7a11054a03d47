//! Documents made of plain text, for the tests of the readers: one block a line, one report; a first line that begins
//! with ◎ is the report's title.

use jikenbo_model::{Block, BlockKind, Document, Heading, Report, Span};

use crate::fields::Reader;
use crate::passage::Passage;
use crate::{Draft, Extracted, Lists};

/// A document of `text`: a line that begins with ■ is a heading, with ・ an item, with ※ a note, any other a paragraph.
pub(crate) fn document(text: &str) -> (Document, Report) {
    let mut blocks = Vec::new();
    let mut start = 0;
    let mut heading = Heading::default();
    for line in text.split('\n') {
        let span = Span::new(start, start + line.len());
        start = span.end + 1;
        if line.starts_with('◎') {
            heading.title = Some(Span::new(span.start + '◎'.len_utf8(), span.end));
        } else if !line.trim().is_empty() {
            blocks.push(Block { kind: kind(line), span, place: None });
        }
    }
    let report = Report { span: Span::new(0, text.len()), heading, blocks: 0..blocks.len() };
    (Document { text: text.to_owned(), blocks, ..Document::default() }, report)
}

fn kind(line: &str) -> BlockKind {
    match line.chars().next() {
        Some('■') => BlockKind::Heading { level: 2 },
        Some('・') => BlockKind::ListItem { depth: 0 },
        Some('※') => BlockKind::Note { mark: "※".to_owned() },
        _ => BlockKind::Paragraph,
    }
}

/// What `readers` read from `text`, after `prepare` has set what readers before them would have.
pub(crate) fn read(text: &str, prepare: impl Fn(&mut Draft<'_>), readers: &[Reader]) -> Extracted {
    let (document, report) = document(text);
    let passage = Passage::new(&document, &report, Lists::builtin());
    let mut draft = Draft { passage: &passage, out: Extracted::default() };
    prepare(&mut draft);
    for reader in readers {
        reader(&mut draft);
    }
    draft.out
}
