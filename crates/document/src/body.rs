//! What an article says: its blocks without its title, and without who wrote it when.

use jikenbo_model::{Block, BlockKind, Document};

use crate::html::Furniture;
use crate::width::stops;

/// So many blocks below the title are looked at for lines on author and day.
const LOOKED_AT: usize = 20;

/// A line in Western letters that only names somebody has no more words, and no more characters. (Japanese lines have no
/// spaces by which to count words, and a short one may be the subject of what follows.)
const NAME_WORDS: usize = 4;
const NAME_CHARS: usize = 40;

/// The blocks of an article's body: those below its title, without the lines above its first sentence that say no more than
/// who wrote it, when, or who took the picture.
///
/// Facts are read from all blocks: the day of a release stands in just such a line. This is for those who want the running
/// text alone, and for measuring it. Blocks come in the document's order; rows of tables and headings are never left out.
///
/// ```
/// use jikenbo_document::{Hints, body, document};
/// let page = "<html><body><h1>Notice</h1><p>By Rei Example</p><p>Our server was attacked.</p></body></html>";
/// let page = document(page.as_bytes(), Hints::default());
/// let words: Vec<_> = body(&page).iter().filter_map(|block| block.span.of(&page.text)).collect();
/// assert_eq!(words, ["Our server was attacked."]);
/// ```
pub fn body(document: &Document) -> Vec<&Block> {
    let blocks = below_title(document);
    let words = |block: &Block| block.span.of(&document.text).unwrap_or_default();
    let begins = |block: &Block| is_structure(block) || tells(words(block));
    let first = blocks.iter().take(LOOKED_AT).position(begins).unwrap_or_default();
    let (above, below) = blocks.split_at_checked(first).unwrap_or((&[], blocks));
    let kept = above.iter().filter(|block| is_structure(block) || !says_who_or_when(words(block)));
    // The day may stand below the lead, and the day of an edit at the end.
    let says_when = |(at, block): &(usize, &Block)| {
        let line = words(block);
        !is_structure(block)
            && dated(line)
            && (*at < 3 || is_byline(line) && Furniture::builtin().names_day(line))
    };
    kept.chain(below.iter().enumerate().filter(|found| !says_when(found)).map(|(_, block)| block)).collect()
}

/// Whether a line says something: it has a sentence, and is none on who and when.
fn tells(line: &str) -> bool {
    stops(line) > 0 && !dated(line)
}

/// Whether a line without the end of a sentence names a day, or begins as a byline does.
fn dated(line: &str) -> bool {
    let ends = line.trim_end().ends_with(['.', '!', '?', '。', '"', '”', '」', ':', '：']);
    let most = if is_byline(line) { 24 } else { 14 };
    let short = line.split_whitespace().count() <= most;
    !ends && short && (is_byline(line) || Furniture::builtin().names_day(line))
}

/// The blocks below the last heading of the first level, if most of the page stands there.
fn below_title(document: &Document) -> &[Block] {
    let is_title = |block: &Block| matches!(block.kind, BlockKind::Heading { level: 1 });
    let first = document.blocks.iter().rposition(is_title).map_or(0, |at| at + 1);
    let first = if first * 2 > document.blocks.len() { 0 } else { first };
    document.blocks.get(first..).unwrap_or_default()
}

fn is_structure(block: &Block) -> bool {
    matches!(block.kind, BlockKind::TableRow { .. } | BlockKind::Term | BlockKind::Description)
}

/// Whether a line without a sentence says no more than who or when.
fn says_who_or_when(line: &str) -> bool {
    let western = line.chars().all(|c| c < '\u{2e80}') && !line.ends_with(':');
    let short = line.split_whitespace().count() <= NAME_WORDS && line.chars().nth(NAME_CHARS).is_none();
    western && short || dated(line)
}

/// Whether a line begins as those do that say who wrote or took something, or when.
fn is_byline(line: &str) -> bool {
    line.chars().nth(160).is_none() && Furniture::builtin().is_byline(line)
}
