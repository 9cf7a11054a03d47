use std::fmt::Write;

use super::page::{Block, Cells, Entry, Piece, Target};

/// The page as plain text. Behind each line stands in brackets what it rests on.
pub(super) fn print(blocks: &[Block<'_>]) -> String {
    let mut text = String::new();
    for block in blocks {
        print_block(block, &mut text);
    }
    text
}

fn print_block(block: &Block<'_>, text: &mut String) {
    // Writing to a string never fails.
    let _never_fails = match block {
        Block::Title(title) => writeln!(text, "{}", plain(title)),
        Block::Heading(title, _) => writeln!(text, "\n■ {}", plain(title)),
        Block::Slot(_) => Ok(()),
        Block::Sentences(sentences) => {
            sentences.iter().try_for_each(|pieces| writeln!(text, "{}", joined(pieces)))
        }
        Block::Table { caption, columns, rows } => {
            let heads: Vec<String> = columns.iter().map(|column| plain(&column.name)).collect();
            let _never_fails = writeln!(text, "\n{}\n  {}", plain(caption), heads.join(" | "));
            rows.iter().try_for_each(|row| writeln!(text, "  {}", row_text(row)))
        }
        Block::List(list) => {
            list.printed(print_entry, text);
            Ok(())
        }
    };
}

fn row_text(row: &Cells<'_>) -> String {
    let cells: Vec<String> = row.cells.iter().map(|cell| words(cell)).collect();
    let pieces: Vec<&Piece<'_>> = row.cells.iter().flatten().collect();
    let bar = row.bar.map(|thousandths| format!(" {}", bars(thousandths, 20))).unwrap_or_default();
    format!("{}{bar}{}", cells.join(" | "), proofs(&pieces))
}

fn print_entry(entry: &Entry<'_>, text: &mut String) {
    let url = entry.pieces.iter().find_map(|piece| match &piece.target {
        Some(Target::Url(url)) => Some(format!("\n  {}", plain(url))),
        _ => None,
    });
    let _never_fails = writeln!(text, "- {}{}", words(&entry.pieces), url.unwrap_or_default());
    for quote in entry.quotes {
        let _never_fails = writeln!(text, "  > {}", plain(&quote.text));
    }
}

fn words(pieces: &[Piece<'_>]) -> String {
    pieces.iter().map(|piece| plain(&piece.words)).collect()
}

fn joined(pieces: &[Piece<'_>]) -> String {
    format!("{}{}", words(pieces), proofs(&pieces.iter().collect::<Vec<_>>()))
}

/// What the pieces rest on, each once.
fn proofs<'p>(pieces: &[&'p Piece<'_>]) -> String {
    // What is called as its address is needs no further word.
    let label =
        |piece: &&'p Piece<'_>| Some(piece.target.as_ref()?.label()).filter(|own| *own != piece.words);
    let mut labels: Vec<&str> = pieces.iter().filter_map(label).collect();
    labels.dedup();
    if labels.is_empty() { String::new() } else { format!(" [{}]", plain(&labels.join(", "))) }
}

/// On one line, and nothing that a terminal would obey.
fn plain(words: &str) -> String {
    words.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// A bar of `thousandths` of `width` cells, drawn to an eighth of a cell; what is above zero is never drawn as nothing.
///
/// ```
/// assert_eq!(jikenbo_figures::bars(500, 4), "██");
/// assert_eq!(jikenbo_figures::bars(1, 4), "▏");
/// assert_eq!(jikenbo_figures::bars(0, 4), "");
/// ```
pub fn bars(thousandths: u64, width: u64) -> String {
    const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = thousandths.min(1000) * width * 8 / 1000;
    let eighths = if thousandths > 0 { eighths.max(1) } else { 0 };
    let whole = usize::try_from(eighths / 8).unwrap_or(0);
    let part = usize::try_from(eighths % 8).unwrap_or(0);
    format!("{}{}", "█".repeat(whole), PARTS[part])
}
