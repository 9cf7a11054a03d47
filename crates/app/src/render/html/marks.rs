//! The report's text with the words that prove its facts marked. Proofs nest and overlap; elements may only nest, so a
//! mark that would cross another's end is cut there and goes on behind it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use jikenbo_model::Span;

use super::escape::escaped;
use super::groups::Group;

/// Marks within marks beyond this depth get a place to link to, but no colour: browsers bound how deep elements nest.
const DEEPEST: usize = 24;
/// As many facts are named in a mark's tooltip.
const NAMED: usize = 4;

/// The marks of one report.
pub(super) struct Marks {
    /// Prefix of the ids: `r3`.
    prefix: String,
    within: Span,
    by_span: BTreeMap<Span, Mark>,
}

struct Mark {
    number: usize,
    group: Group,
    labels: Vec<String>,
}

impl Marks {
    pub(super) fn new(prefix: String, within: Span) -> Self {
        Self { prefix, within, by_span: BTreeMap::new() }
    }

    /// Marks `span` as proof of what `label` says; the id to link to, or `None` where it does not stand in the report.
    pub(super) fn add(&mut self, span: Span, group: Group, label: &str) -> Option<String> {
        if span.is_empty() || !self.within.contains(span) {
            return None;
        }
        let number = self.by_span.len() + 1;
        let mark = self.by_span.entry(span).or_insert_with(|| Mark { number, group, labels: Vec::new() });
        mark.group = mark.group.min(group);
        if mark.labels.len() < NAMED && !mark.labels.iter().any(|had| had == label) {
            mark.labels.push(label.to_owned());
        }
        Some(format!("{}m{}", self.prefix, mark.number))
    }

    /// The report's part of `text`, escaped and marked.
    pub(super) fn text(&self, text: &str) -> String {
        let (html, open) = Default::default();
        let mut writer = Writer { marks: self, text, html, at: self.within.start, open, breaks: 0 };
        let mut waiting: BinaryHeap<Reverse<Piece>> =
            self.by_span.iter().map(|(span, mark)| Reverse(Piece::whole(*span, mark.number))).collect();
        let by_number: BTreeMap<usize, &Mark> =
            self.by_span.values().map(|mark| (mark.number, mark)).collect();
        while let Some(Reverse(piece)) = waiting.pop() {
            writer.close_until(piece.start);
            let end = writer.open.last().map_or(piece.end.0, |outer: &Open| outer.end.min(piece.end.0));
            if end < piece.end.0 {
                waiting.push(Reverse(Piece { start: end, continued: true, ..piece }));
            }
            writer.open(&piece, end, by_number[&piece.number]);
        }
        writer.finish()
    }
}

/// What is still to be opened; the earliest, then the longest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Piece {
    start: usize,
    end: Reverse<usize>,
    number: usize,
    continued: bool,
}

impl Piece {
    fn whole(span: Span, number: usize) -> Self {
        Self { start: span.start, end: Reverse(span.end), number, continued: false }
    }
}

struct Open {
    end: usize,
    coloured: bool,
}

struct Writer<'a> {
    marks: &'a Marks,
    text: &'a str,
    html: String,
    at: usize,
    open: Vec<Open>,
    /// Line breaks in a row, just written.
    breaks: usize,
}

/// More empty lines in a row than this are not shown.
const EMPTY_LINES: usize = 1;

impl Writer<'_> {
    fn copy_until(&mut self, to: usize) {
        for line in self.text.get(self.at..to).unwrap_or_default().split_inclusive('\n') {
            let words = line.trim_end_matches('\n');
            if !words.trim_end_matches('\r').is_empty() {
                self.breaks = 0;
                self.html.push_str(&escaped(words));
            }
            if words.len() < line.len() {
                self.breaks += 1;
                if self.breaks <= EMPTY_LINES + 1 {
                    self.html.push('\n');
                }
            }
        }
        self.at = to;
    }

    /// Closes what ends at or before `place` and copies the text up to there.
    fn close_until(&mut self, place: usize) {
        while let Some(inner) = self.open.pop_if(|inner| inner.end <= place) {
            self.copy_until(inner.end);
            if inner.coloured {
                self.html.push_str("</mark>");
            }
        }
        self.copy_until(place);
    }

    fn open(&mut self, piece: &Piece, end: usize, mark: &Mark) {
        let coloured = self.open.len() < DEEPEST;
        let id = format!("{}m{}", self.marks.prefix, piece.number);
        let class = mark.group.class();
        let tag = match (coloured, piece.continued) {
            (true, false) => {
                let title = escaped(&mark.labels.join(" / ")).into_owned();
                format!("<mark id=\"{id}\" class=\"{class}\" title=\"{title}\">")
            }
            (true, true) => format!("<mark data-of=\"{id}\" class=\"{class}\">"),
            (false, false) => format!("<span id=\"{id}\"></span>"),
            (false, true) => String::new(),
        };
        self.html.push_str(&tag);
        self.open.push(Open { end, coloured });
    }

    fn finish(mut self) -> String {
        self.close_until(self.marks.within.end);
        self.html
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The marked text with `[n…]` for a mark and `(n…)` for its continuation.
    fn check(text: &str, spans: &[(usize, usize)], expected: &str) {
        let mut marks = Marks::new("r".to_owned(), Span::new(0, text.len()));
        for (start, end) in spans {
            assert!(marks.add(Span::new(*start, *end), Group::What, "x").is_some());
        }
        let mut short = marks.text(text);
        for number in 1..=spans.len() {
            let class = Group::What.class();
            short = short.replace(
                &format!("<mark id=\"rm{number}\" class=\"{class}\" title=\"x\">"),
                &format!("[{number}"),
            );
            short = short
                .replace(&format!("<mark data-of=\"rm{number}\" class=\"{class}\">"), &format!("({number}"));
        }
        assert_eq!(short.replace("</mark>", "]"), expected);
    }

    #[test]
    fn side_by_side_and_nested() {
        check("abcdef", &[(1, 2), (3, 5)], "a[1b]c[2de]f");
        check("abcdef", &[(1, 5), (2, 3)], "a[1b[2c]de]f");
        check("abcdef", &[(0, 6), (0, 2), (4, 6)], "[1[2ab]cd[3ef]]");
        check("abcdef", &[(0, 3), (3, 6)], "[1abc][2def]");
    }

    #[test]
    fn overlapping_marks_go_on_behind() {
        check("abcdef", &[(0, 4), (2, 6)], "[1ab[2cd]](2ef]");
        check("abcdef", &[(0, 3), (1, 4), (2, 5)], "[1a[2b[3c]]](3(2d]e]f");
    }

    #[test]
    fn the_text_is_escaped_within_and_without() {
        check("<a>&", &[(0, 3)], "[1&lt;a&gt;]&amp;");
    }

    #[test]
    fn rows_of_empty_lines_are_drawn_together() {
        check("a\n\n\n\nb\nc", &[(0, 3), (4, 6)], "[1a\n\n][2b]\nc");
        check("a\r\nb", &[(0, 1)], "[1a]\nb");
    }

    #[test]
    fn a_place_outside_of_the_report_is_no_mark() {
        let mut marks = Marks::new("r".to_owned(), Span::new(3, 6));
        assert_eq!(marks.add(Span::new(0, 3), Group::What, "x"), None);
        assert_eq!(marks.add(Span::new(4, 4), Group::What, "x"), None);
        assert_eq!(marks.add(Span::new(3, 6), Group::What, "x").as_deref(), Some("rm1"));
        assert_eq!(marks.add(Span::new(3, 6), Group::Leak, "y").as_deref(), Some("rm1"), "one mark a place");
    }

    #[test]
    fn deep_nesting_is_bounded_and_every_place_can_be_linked_to() {
        let text = "a".repeat(300);
        let mut marks = Marks::new("r".to_owned(), Span::new(0, 300));
        for depth in 0..100 {
            marks.add(Span::new(depth, 300 - depth), Group::What, "x");
        }
        let html = marks.text(&text);
        assert_eq!(html.matches("<mark ").count(), DEEPEST);
        assert!((1..=100).all(|number| html.contains(&format!("id=\"rm{number}\""))));
    }
}
