//! The lines of plain text that are not blank.

use jikenbo_model::BlockKind;
use jikenbo_text::Span;

use crate::marker::{Marker, marker};
use crate::width::{columns, is_space};

/// No more lines are looked at one by one; what follows is one paragraph.
/// (A line and its block cost about 300 bytes, so that a file of short lines cannot fill the memory: 40 MB took 150 MB.)
const MOST: usize = 400_000;

/// Of a text that is not so long no more than this are, and one for every [`SHORTEST`] bytes: else a page of nothing but
/// figures would take more than ten times its length of memory. (Releases have 60 to 160 bytes a line.)
const MOST_OF_SHORT: usize = 20_000;
const SHORTEST: usize = 48;

/// How much of a line is measured.
const MEASURED: usize = 400;

/// A line with words on it.
pub(crate) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
    /// Columns before its first word.
    pub(super) indent: usize,
    /// Columns it takes, at most twice [`MEASURED`].
    pub(super) width: usize,
    /// Blank lines before it.
    pub(super) blank: usize,
    pub(super) marker: Option<Marker>,
    /// Where the words behind its marker begin, from the line's start.
    pub(super) body: usize,
    /// What the markup says it is.
    pub(super) fixed: Option<BlockKind>,
}

impl<'a> Line<'a> {
    /// A line of a page: its `words` at `span`, `blank` lines before it, and what the markup says it is.
    pub(crate) fn new(words: &'a str, span: Span, blank: usize, fixed: Option<BlockKind>) -> Self {
        let (marker, body) = marker(words).map_or((None, 0), |(marker, body)| (Some(marker), body));
        Line { text: words, span, indent: 0, width: columns(words, MEASURED), blank, marker, body, fixed }
    }

    /// The words behind the marker.
    pub(super) fn words(&self) -> &str {
        self.text.get(self.body..).unwrap_or_default()
    }

    /// Whether the line has at most `limit` characters.
    pub(super) fn within(&self, limit: usize) -> bool {
        !crate::width::longer_than(self.text, limit)
    }
}

/// The lines of `text`, and whether they are all of them.
pub(super) fn lines(text: &str) -> (Vec<Line<'_>>, bool) {
    let most = MOST.min(MOST_OF_SHORT + text.len() / SHORTEST);
    let mut lines: Vec<Line<'_>> = Vec::new();
    let (mut start, mut blank) = (0, 0);
    while start < text.len() {
        if lines.len() == most {
            lines.extend(line(text, start, text.len(), blank));
            return (lines, false);
        }
        let rest = text.as_bytes().get(start..).unwrap_or_default();
        let end = memchr::memchr2(b'\n', b'\r', rest).map_or(text.len(), |length| start + length);
        match if end == start { None } else { line(text, start, end, blank) } {
            Some(line) => {
                lines.push(line);
                blank = 0;
            }
            None => blank += 1,
        }
        let crlf = text.as_bytes().get(end..end + 2) == Some(b"\r\n");
        start = end + if crlf { 2 } else { 1 };
    }
    (lines, true)
}

fn line(text: &str, start: usize, end: usize, blank: usize) -> Option<Line<'_>> {
    let raw = text.get(start..end)?;
    let from = raw.trim_start_matches(is_space);
    let words = from.trim_end_matches(is_space);
    if words.is_empty() {
        return None;
    }
    let offset = raw.len() - from.len();
    let span = Span::new(start + offset, start + offset + words.len());
    Some(Line { indent: columns(raw.get(..offset)?, MEASURED), ..Line::new(words, span, blank, None) })
}
