use std::fmt::Write;

use super::page::{Block, Column, ColumnKind, Entry, Piece, Target};
use crate::Quoted;
use crate::slots::slot;

/// The page as Markdown. Words of reports are escaped, so that none of them is markup.
pub(super) fn print(blocks: &[Block<'_>]) -> String {
    let mut text = String::new();
    for block in blocks {
        if !text.is_empty() {
            text.push('\n');
        }
        print_block(block, &mut text);
    }
    text
}

fn print_block(block: &Block<'_>, text: &mut String) {
    // Writing to a string never fails.
    let _never_fails = match block {
        Block::Title(title) => writeln!(text, "# {}", escaped(title)),
        Block::Heading(title, anchor) => writeln!(text, "<a id=\"{anchor}\"></a>\n\n## {}", escaped(title)),
        Block::Slot(name) => writeln!(text, "{}", slot(&escaped_name(name))),
        Block::Sentences(sentences) => {
            for (at, pieces) in sentences.iter().enumerate() {
                text.push_str(if at > 0 { "\n" } else { "" });
                print_pieces(pieces, text);
            }
            writeln!(text)
        }
        Block::Table { caption, columns, rows } => {
            let heads: Vec<String> = columns.iter().map(|column| escaped(&column.name)).collect();
            let rule = |column: &Column| if column.kind == ColumnKind::Figures { "---:" } else { "---" };
            let rules: Vec<&str> = columns.iter().map(rule).collect();
            let _never_fails = writeln!(
                text,
                "**{}**\n\n| {} |\n|{}|",
                escaped(caption),
                heads.join(" | "),
                rules.join("|")
            );
            for row in rows {
                text.push_str("| ");
                for (at, cell) in row.cells.iter().enumerate() {
                    text.push_str(if at > 0 { " | " } else { "" });
                    print_pieces(cell, text);
                }
                text.push_str(" |\n");
            }
            Ok(())
        }
        Block::List(list) => {
            list.printed(print_entry, text);
            Ok(())
        }
    };
}

fn print_entry(entry: &Entry<'_>, text: &mut String) {
    text.push_str("- ");
    if let Some(anchor) = &entry.anchor {
        let _never_fails = write!(text, "<a id=\"{anchor}\"></a>");
    }
    print_pieces(&entry.pieces, text);
    text.push('\n');
    for (at, quote) in entry.quotes.iter().enumerate() {
        let gap = if at > 0 { "  >\n" } else { "" };
        let _never_fails = writeln!(text, "{gap}  > {}", marked(quote));
    }
}

/// A sentence, the words that prove something marked: in HTML, as Markdown has no mark and its `**` marks nothing beside a
/// Japanese bracket or comma.
fn marked(quote: &Quoted) -> String {
    let mut text = String::new();
    for part in &quote.parts {
        let words = if text.is_empty() && !part.mark { line(&part.words) } else { escaped(&part.words) };
        // Writing to a string never fails.
        let _never_fails =
            if part.mark { write!(text, "<mark>{words}</mark>") } else { write!(text, "{words}") };
    }
    text
}

fn print_pieces(pieces: &[Piece<'_>], text: &mut String) {
    for piece in pieces {
        let Some(target) = &piece.target else {
            escape(&piece.words, text);
            continue;
        };
        text.push('[');
        escape(&piece.words, text);
        text.push_str("](");
        let _never_fails = match target {
            Target::Item(id, _) => write!(text, "#item-{id}"),
            Target::Proof(number, _) => write!(text, "#proof-{number}"),
            Target::Items(_) | Target::Url(_) => write!(text, "{}", link(&target.address())),
        };
        text.push(')');
    }
}

/// An address as the target of a link of Markdown.
pub fn link(address: &str) -> String {
    let mut safe = String::with_capacity(address.len());
    for letter in address.chars() {
        match letter {
            '(' => safe.push_str("%28"),
            ')' => safe.push_str("%29"),
            '<' => safe.push_str("%3C"),
            '>' => safe.push_str("%3E"),
            '\\' => safe.push_str("%5C"),
            letter if letter.is_whitespace() || letter.is_control() => safe.push_str("%20"),
            letter => safe.push(letter),
        }
    }
    safe
}

/// Words as Markdown (CommonMark) and the HTML within it show them: no markup, and on one line.
pub fn escaped(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    escape(words, &mut safe);
    safe
}

fn escape(words: &str, safe: &mut String) {
    let is_plain = |letter: char| {
        !letter.is_control()
            && !matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' | '<' | '>' | '&')
    };
    // Which bytes may begin a letter that is not plain: 0xC2 begins control characters beyond ASCII, and others.
    let may_not_be = |byte: u8| byte == 0xc2 || byte.is_ascii() && !is_plain(char::from(byte));
    let mut rest = words;
    while let Some(at) = rest.bytes().position(may_not_be) {
        safe.push_str(&rest[..at]);
        let Some(letter) = rest[at..].chars().next() else { break };
        match letter {
            letter if is_plain(letter) => safe.push(letter),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            letter if letter.is_control() => safe.push(' '),
            letter => safe.extend(['\\', letter]),
        }
        rest = &rest[at + letter.len_utf8()..];
    }
    safe.push_str(rest);
}

/// Words as Markdown shows them where they begin a line: neither list, heading nor rule.
pub fn line(words: &str) -> String {
    let words = escaped(words);
    let words = words.trim_start();
    let digits = words.chars().take_while(char::is_ascii_digit).count();
    let begins = words.get(digits..).unwrap_or_default();
    let numbered = digits > 0 && begins.starts_with(['.', ')']);
    if !numbered && !words.starts_with(['-', '+', '=']) {
        return words.to_owned();
    }
    let (number, mark) = words.split_at(digits);
    format!("{number}\\{mark}")
}

/// A slot's name stands in a comment.
fn escaped_name(name: &str) -> String {
    name.replace("--", "-").replace(['<', '>'], "")
}
