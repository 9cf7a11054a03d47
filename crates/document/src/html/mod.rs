//! HTML to blocks: the page's own words, without the site's.
//!
//! In order: [`flatten`] makes the markup safe, the tree builder parses it, [`tree`] lists its nodes, [`head`] reads what
//! the page says of itself, [`region`] chooses what is the page's own, [`walk`] writes it line by line, and the lines
//! that the markup leaves open are told apart as those of plain text are.

pub(crate) mod flatten;
mod furniture;
mod head;
mod posts;
mod region;
mod scan;
pub(crate) mod sniff;
mod table;
mod tag;
mod tree;
mod walk;
mod writer;

use jikenbo_model::{Block, BlockKind, Document, Form};
use jikenbo_text::{Span, Warning};
use scraper::Html;

use crate::date::{Label, date_line};
use crate::forms::{HeadingForms, Words};
use crate::width::stops;
use crate::{notes, plain};
pub(crate) use furniture::Furniture;
use head::Head;
use region::Region;
use tag::Tag;
use tree::Node;
use walk::Walk;
use writer::{Piece, Writer};

/// The document that the page `markup` is.
pub(crate) fn document(markup: &str, charset: String, mut warnings: Vec<Warning>) -> Document {
    let Ok(flat) = flatten::flatten(markup) else {
        warnings.push(Warning::new(
            "too_many_tags",
            "the page has too many tags: it was read as plain text",
            Span::default(),
        ));
        return plain::document(flatten::words(markup), charset, warnings);
    };
    let html = Html::parse_document(&flat);
    drop(flat);
    let nodes = tree::nodes(&html);
    let head = head::read(&nodes);
    let region = region::region(&nodes, &head.titles);
    let (writer, title) = write(&nodes, &region);
    let blocks = blocks(&writer);
    let posts = posts::posts(&nodes, &region, &writer, &blocks);
    let document = Document { form: Form::Html, charset, warnings, posts, ..Document::default() };
    finish(document, head, &nodes, writer, blocks, title)
}

/// Writes the page's own words; also gives the words of the heading that is its title.
fn write<'a>(nodes: &'a [Node<'a>], region: &'a Region) -> (Writer, Option<String>) {
    let (start, end) = region.range;
    let mut walk = Walk::new(nodes, &region.skipped);
    let heading = region.heading.filter(|&heading| (start..end).contains(&heading));
    let from = heading.filter(|&heading| few_sentences(nodes, start, heading, end)).unwrap_or(start);
    for (line, node) in lines_around(nodes, region, (region.body.0, from), Label::Update) {
        walk.line(&line, node);
    }
    walk.range(from, end);
    for (line, node) in lines_around(nodes, region, (end, region.body.1), Label::Bare) {
        walk.line(&line, node);
    }
    let title = heading.map(|heading| tree::words(nodes, heading, 2000));
    (walk.writer, title)
}

/// Of what stands above the title and below the region only dates (that are no less than `least` a date of release) and
/// addressees are the page's own.
fn lines_around(
    nodes: &[Node<'_>],
    region: &Region,
    (start, end): (usize, usize),
    least: Label,
) -> Vec<(String, usize)> {
    if start >= end {
        return Vec::new();
    }
    let mut walk = Walk::new(nodes, &region.skipped);
    walk.range(start, end);
    let words = HeadingForms::builtin_words();
    let is_date = |line: &str| date_line(line).is_some_and(|(label, _, _)| label <= least);
    // The sender stands under the date: 「2025年5月20日⏎株式会社例示」.
    let dated = std::cell::Cell::new(false);
    let mut lines = walk.lines(|line, _| {
        let sender = dated.replace(is_date(line)) && is_sender(line, words);
        dated.get() || sender || is_address(line, words)
    });
    // More are a list of other pages, whose dates are theirs.
    if lines.len() > 4 {
        lines.clear();
    }
    lines
}

/// The longest name of a sender, in characters.
const SENDER: usize = 40;

/// Whether a line is the name of an organisation and nothing else.
fn is_sender(line: &str, words: &Words) -> bool {
    !crate::width::longer_than(line, SENDER) && words.looks_like_name(line) && !words.ends_like_title(line)
}

fn is_address(line: &str, words: &Words) -> bool {
    words.is_no_title(line) && !words.ends_like_title(line) && line.ends_with(['位', '様', 'へ'])
}

/// Whether nearly all sentences of `start..end` stand behind the heading.
fn few_sentences(nodes: &[Node<'_>], start: usize, heading: usize, end: usize) -> bool {
    let ends = |from: usize, to: usize| -> usize {
        let texts = nodes.get(from..to).unwrap_or_default().iter().map(|node| node.text);
        texts.map(stops).sum()
    };
    ends(start, heading) * 4 <= ends(heading, end)
}

/// The blocks of the lines written; what the markup leaves open is told by their words.
fn blocks(writer: &Writer) -> Vec<Block> {
    let headings = writer
        .pieces
        .iter()
        .filter(|piece| matches!(piece.kind, Some(BlockKind::Heading { level: 2.. })))
        .count();
    let line = |piece: &Piece| {
        let words = piece.span.of(&writer.text).unwrap_or_default();
        plain::Line::new(words, piece.span, usize::from(piece.begins), piece.kind.clone())
    };
    let lines: Vec<_> = writer.pieces.iter().map(line).collect();
    // A page that marks its headings has no others.
    plain::blocks_of(&lines, headings < 2)
}

fn finish(
    mut document: Document,
    head: Head,
    nodes: &[Node<'_>],
    writer: Writer,
    mut blocks: Vec<Block>,
    heading: Option<String>,
) -> Document {
    let mut site = None;
    for title in &head.titles {
        let (found, tail) = head::split(title, heading.as_deref());
        document.title = document.title.or(Some(found).filter(|title| !title.is_empty()));
        site = site.or(tail);
    }
    let has_heading = heading.is_some();
    // The heading's own words, so that the title can be found in the text.
    document.title = heading.filter(|heading| !heading.is_empty()).or(document.title);
    // A page that gathers posts is called after its site.
    let gathers = !document.posts.is_empty();
    document.site = head.site.or_else(|| if gathers { document.title.clone() } else { site });
    document.text = writer.text;
    document.text.truncate(document.text.trim_end().len());
    let words = HeadingForms::builtin_words();
    if !document.title.as_deref().is_some_and(|title| words.ends_like_title(title)) && !has_heading {
        let at = plain::title::title(&document.text, &blocks, words);
        let line = at.and_then(|at| blocks.get(at)?.span.of(&document.text)).map(str::to_owned);
        document.title = line.filter(|line| words.ends_like_title(line)).or(document.title);
    }
    if let Some(block) =
        blocks.iter_mut().find(|block| block.span.of(&document.text) == document.title.as_deref())
    {
        block.kind = BlockKind::Heading { level: 1 };
    }
    document.notes = notes::notes(&document.text, &blocks);
    document.date = head
        .published
        .or_else(|| time(nodes))
        .or_else(|| plain::title::date(&document.text, &blocks).map(|(date, _)| date));
    document.links = writer.links;
    document.blocks = blocks;
    document
}

/// The day of the first `<time datetime>`, if the page has no more than three.
fn time(nodes: &[Node<'_>]) -> Option<jikenbo_text::PartialDate> {
    let mut times =
        nodes.iter().filter(|node| node.is(Tag::Time)).filter_map(|node| node.attribute("datetime"));
    let first = times.next()?;
    (times.take(3).count() < 3).then(|| head::date(first)).flatten()
}

#[cfg(test)]
mod furniture_tests;
#[cfg(test)]
mod tests;
