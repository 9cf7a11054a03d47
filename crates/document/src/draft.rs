//! Documents that are written line by line: those of forms with pages, sheets or styles rather than markup.

use jikenbo_model::{Block, BlockKind, Document, Form, Link, Place};
use jikenbo_text::{PartialDate, Span, Warning};

use crate::forms::HeadingForms;
use crate::width::{is_space, trim};
use crate::{grid, notes, plain};

/// A line, or the row of a table.
struct Piece {
    span: Span,
    /// What the form says it is; `None` where its words tell.
    kind: Option<BlockKind>,
    /// Room was left above it.
    apart: bool,
    place: Option<Box<Place>>,
}

/// The text written so far, and its lines.
#[derive(Default)]
pub(crate) struct Draft {
    text: String,
    pieces: Vec<Piece>,
    links: Vec<Link>,
    place: Option<Box<Place>>,
    pub(crate) warnings: Vec<Warning>,
}

/// What a form knows of a document beside its lines.
#[derive(Default)]
pub(crate) struct Known {
    /// Lines that may be the title because they are set large, the first one first.
    pub(crate) titles: Vec<Span>,
    /// The title that the file's properties give.
    pub(crate) property: Option<String>,
    /// The charset, where there is one.
    pub(crate) charset: Option<String>,
}

impl Draft {
    /// Where what is written next stood.
    pub(crate) fn stand_at(&mut self, place: Place) {
        self.place = (place != Place::default()).then(|| Box::new(place));
    }

    /// How many bytes were written.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    /// Writes a line; nothing where it is blank. `apart` leaves a blank one above it.
    pub(crate) fn line(&mut self, words: &str, kind: Option<BlockKind>, apart: bool) -> Option<Span> {
        let words = trim(words);
        if words.is_empty() {
            return None;
        }
        self.begin(apart);
        let start = self.text.len();
        self.text.push_str(words);
        let span = Span::new(start, self.text.len());
        self.pieces.push(Piece { span, kind, apart, place: self.place.clone() });
        self.text.push('\n');
        Some(span)
    }

    fn begin(&mut self, apart: bool) {
        if apart && !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// Notes that the words at `span` lead to `url`.
    pub(crate) fn link(&mut self, span: Span, url: &str) {
        self.links.push(Link { span, url: url.to_owned() });
    }

    /// Writes a table, each row with the place that it stood at; the first row is its headings where it reads so.
    pub(crate) fn table(&mut self, rows: &[grid::Row]) {
        let headed = grid::is_headed(rows);
        let mut heads: Vec<Span> = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            self.begin(at == 0);
            let Some(spans) = self.cells(&row.cells) else { continue };
            let is_head = headed && at == 0;
            let columns = if is_head || !headed { &[][..] } else { &heads[..] };
            let cells = grid::cells(&self.text, &spans, is_head, columns);
            if is_head {
                heads.clone_from(&spans);
            }
            let last = self.text.len();
            let span = Span::new(spans.first().map_or(last, |first| first.start), last);
            let place = row.place.clone().or_else(|| self.place.clone());
            self.pieces.push(Piece {
                span,
                kind: Some(BlockKind::TableRow { cells }),
                apart: at == 0,
                place,
            });
            self.text.push('\n');
        }
    }

    /// Writes cells with a tab between; `None` where all are blank. Blank ones at the row's ends have no room of their own.
    fn cells(&mut self, cells: &[String]) -> Option<Vec<Span>> {
        let first = cells.iter().position(|cell| !trim(cell).is_empty())?;
        let last = cells.iter().rposition(|cell| !trim(cell).is_empty())?;
        let mut spans = Vec::with_capacity(cells.len());
        for (at, cell) in cells.iter().enumerate() {
            if at > first && at <= last {
                self.text.push('\t');
            }
            let start = self.text.len();
            self.text.push_str(trim(cell));
            spans.push(Span::new(start, self.text.len()));
        }
        Some(spans)
    }

    /// The document that was written.
    pub(crate) fn finish(mut self, form: Form, known: Known) -> Document {
        self.text.truncate(self.text.trim_end_matches(is_space).len());
        let mut blocks = self.blocks();
        let text = self.text;
        let title = title(&text, &blocks, &known.titles);
        if let Some(block) = title.and_then(|at| blocks.get_mut(at)) {
            block.kind = BlockKind::Heading { level: 1 };
        }
        let title = title.and_then(|at| blocks.get(at)?.span.of(&text)).map(one_line);
        // A day in a table is one of what happened.
        let is_line =
            |block: &&Block| !matches!(block.kind, BlockKind::TableRow { .. }) && !block.is_hidden();
        let lines: Vec<Block> = blocks.iter().filter(is_line).cloned().collect();
        let date: Option<PartialDate> = plain::title::date(&text, &lines).map(|(date, _)| date);
        Document {
            title: title.or(known.property),
            date,
            notes: notes::notes(&text, &blocks),
            links: self.links,
            form,
            charset: known.charset.unwrap_or_else(|| "UTF-8".to_owned()),
            warnings: self.warnings,
            blocks,
            text,
            ..Document::default()
        }
    }

    fn blocks(&self) -> Vec<Block> {
        let is_heading = |piece: &&Piece| matches!(piece.kind, Some(BlockKind::Heading { level: 2.. }));
        let headings = self.pieces.iter().filter(is_heading).count();
        let line = |piece: &Piece| {
            let words = piece.span.of(&self.text).unwrap_or_default();
            plain::Line::new(words, piece.span, usize::from(piece.apart), piece.kind.clone())
        };
        let lines: Vec<_> = self.pieces.iter().map(line).collect();
        let mut blocks = plain::blocks_of(&lines, headings < 2);
        let mut pieces = self.pieces.iter().peekable();
        for block in &mut blocks {
            while pieces.next_if(|piece| piece.span.start < block.span.start).is_some() {}
            block.place = pieces.peek().and_then(|piece| piece.place.clone());
        }
        blocks
    }
}

/// The block that is the title, one that readers see: a large line that ends like one, a line that does, a large line, a line
/// that stands like one.
fn title(text: &str, blocks: &[Block], large: &[Span]) -> Option<usize> {
    let words = HeadingForms::builtin_words();
    let line = |at: usize| blocks.get(at).and_then(|block: &Block| block.span.of(text)).unwrap_or_default();
    let large: Vec<usize> = large
        .iter()
        .filter_map(|span| blocks.iter().position(|block| block.span == *span && !block.is_hidden()))
        .filter(|&at| !words.is_no_title(line(at)) && crate::date::date_line(line(at)).is_none())
        .collect();
    let ends = |at: &usize| words.ends_like_title(line(*at));
    let told = plain::title::title(text, blocks, words);
    let sure = large.iter().copied().find(ends).or_else(|| told.filter(ends));
    sure.or_else(|| large.first().copied()).or(told)
}

/// Words over several lines in one.
fn one_line(words: &str) -> String {
    words.replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheets(hidden: &[bool]) -> Document {
        let mut draft = Draft::default();
        for (name, &hidden) in ["対象者名簿の紛失について", "概要について"].iter().zip(hidden)
        {
            draft.stand_at(Place { sheet: Some((*name).to_owned()), hidden, ..Place::default() });
            draft.line(name, Some(BlockKind::Heading { level: 2 }), true);
            draft.line("2025年12月6日", None, true);
            draft.line("市民の氏名が載っていました。", None, true);
        }
        draft.finish(Form::Sheets, Known::default())
    }

    #[test]
    fn what_is_hidden_is_neither_title_nor_day() {
        let title = |hidden: &[bool]| sheets(hidden).title;
        assert_eq!(title(&[false, false]).as_deref(), Some("対象者名簿の紛失について"));
        let other = sheets(&[true, false]);
        assert_eq!(other.title.as_deref(), Some("概要について"));
        let first = other.blocks.iter().find(|block| matches!(block.kind, BlockKind::Heading { level: 1 }));
        assert_eq!(first.and_then(|block| block.span.of(&other.text)), Some("概要について"));
        let report = crate::segment(&other, &HeadingForms::builtin());
        let heading = report.first().and_then(|report| report.heading.title);
        assert_eq!(heading.and_then(|title| title.of(&other.text)), Some("概要について"));
        let whole = sheets(&[true, true]);
        assert_eq!((whole.title, whole.date), (None, None));
    }
}
