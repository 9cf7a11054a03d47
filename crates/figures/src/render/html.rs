use std::fmt::Write;

use super::page::{Block, Column, ColumnKind, Entry, Piece};
use crate::slots::slot;
use crate::words::{fill, of, words};
use crate::{Lang, Quoted, QuotedPart};

const STYLE: &str = include_str!("digest.css");

/// The page as one self-contained HTML document without scripts. Words of reports are escaped.
pub(super) fn print(blocks: &[Block<'_>], lang: Lang) -> String {
    let title = blocks.iter().find_map(|block| match block {
        Block::Title(title) => Some(escaped(title)),
        _ => None,
    });
    let code = match lang {
        Lang::Ja => "ja",
        Lang::En => "en",
    };
    let mut text = format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n",
        title.unwrap_or_default()
    );
    blocks.iter().for_each(|block| print_block(block, lang, &mut text));
    text.push_str("</main>\n</body>\n</html>\n");
    text
}

fn print_block(block: &Block<'_>, lang: Lang, text: &mut String) {
    // Writing to a string never fails.
    let _never_fails = match block {
        Block::Title(title) => writeln!(text, "<h1>{}</h1>", escaped(title)),
        Block::Heading(title, anchor) => writeln!(text, "<h2 id=\"{anchor}\">{}</h2>", escaped(title)),
        Block::Slot(name) => {
            writeln!(text, "{}", slot(&name.replace("--", "-").replace(['<', '>'], "")))
        }
        Block::Sentences(sentences) => {
            let sentences: Vec<String> = sentences.iter().map(|pieces| joined(pieces, lang)).collect();
            // Between Japanese sentences a line break would be seen as a gap.
            let gap = if lang == Lang::Ja { "" } else { "\n" };
            writeln!(text, "<p>{}</p>", sentences.join(gap))
        }
        Block::Table { caption, columns, rows } => {
            let bars = rows.iter().any(|row| row.bar.is_some());
            let _never_fails = writeln!(
                text,
                "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"{caption}\">\n<table>\n\
                 <caption>{caption}</caption>\n<thead><tr>{}{}</tr></thead>\n<tbody>",
                columns.iter().map(head).collect::<String>(),
                if bars { "<td></td>" } else { "" },
                caption = escaped(caption),
            );
            for row in rows {
                let cells =
                    row.cells.iter().zip(columns).map(|(pieces, column)| cell(pieces, column.kind, lang));
                let bar = row.bar.map(drawn).unwrap_or_default();
                let _never_fails = writeln!(text, "<tr>{}{bar}</tr>", cells.collect::<String>());
            }
            writeln!(text, "</tbody>\n</table>\n</div>")
        }
        Block::List(list) => {
            text.push_str("<ul>\n");
            list.printed(|entry, text| print_entry(entry, lang, text), text);
            writeln!(text, "</ul>")
        }
    };
}

fn head(column: &Column) -> String {
    format!("<th scope=\"col\"{}>{}</th>", class(column.kind), escaped(&column.name))
}

fn cell(pieces: &[Piece<'_>], kind: ColumnKind, lang: Lang) -> String {
    format!("<td{}>{}</td>", class(kind), joined(pieces, lang))
}

const fn class(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Words => "",
        ColumnKind::Dates => " class=\"date\"",
        ColumnKind::Figures => " class=\"figure\"",
    }
}

/// A bar; the figure stands beside it, so it is hidden from who listens.
fn drawn(thousandths: u64) -> String {
    let width = format!("{}.{}", thousandths / 10, thousandths % 10);
    format!(
        "<td class=\"bar\"><svg aria-hidden=\"true\" width=\"100%\" height=\"12\"><rect width=\"{width}%\" height=\"12\"/></svg></td>"
    )
}

/// Quotes that are shown at once; further ones are folded away.
const SHOWN: usize = 3;

fn print_entry(entry: &Entry<'_>, lang: Lang, text: &mut String) {
    let id = entry.anchor.as_ref().map(|anchor| format!(" id=\"{anchor}\"")).unwrap_or_default();
    let _never_fails = write!(text, "<li{id}>{}", joined(&entry.pieces, lang));
    let quoted =
        |quote: &Quoted| format!("<blockquote{}>{}</blockquote>", japanese(&quote.text, lang), marked(quote));
    let (shown, further) = entry.quotes.split_at(entry.quotes.len().min(SHOWN));
    text.extend(shown.iter().map(quoted));
    if !further.is_empty() {
        let key = if further.len() == 1 { "more_quotes_one" } else { "more_quotes" };
        let more = fill(of(&words(lang).text, key), &[("count", &further.len().to_string())]);
        let folded: String = further.iter().map(quoted).collect();
        let _never_fails = write!(text, "<details><summary>{}</summary>{folded}</details>", escaped(&more));
    }
    text.push_str("</li>\n");
}

/// A sentence, the words that prove something marked.
fn marked(quote: &Quoted) -> String {
    let printed = |part: &QuotedPart| {
        let words = escaped(&part.words);
        if part.mark { format!("<mark>{words}</mark>") } else { words }
    };
    quote.parts.iter().map(printed).collect()
}

/// Marks Japanese words within an English page: they are spoken, and set, otherwise.
fn japanese(words: &str, lang: Lang) -> &'static str {
    // Kana, and what both kinds of Han characters have in common.
    let is = |letter: char| matches!(letter, '\u{3005}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
    if lang == Lang::En && words.contains(is) { " lang=\"ja\"" } else { "" }
}

fn joined(pieces: &[Piece<'_>], lang: Lang) -> String {
    let printed = |piece: &Piece<'_>| {
        let own = japanese(&piece.words, lang);
        // A percent sign stays with its figure.
        let words = escaped(&piece.words.replace(" %", "\u{a0}%"));
        match piece.target.as_ref().filter(|target| target.may_lead()) {
            Some(target) => format!("<a href=\"{}\"{own}>{words}</a>", escaped(&target.address())),
            None if own.is_empty() => words,
            None => format!("<span{own}>{words}</span>"),
        }
    };
    pieces.iter().map(printed).collect()
}

fn escaped(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}
