//! The lines drawn on a page, and the tables that they rule.

use pdf_oxide::elements::{PathContent, PathOperation};

use super::glyphs::{Frame, Glyph};
use super::layout::{Item, What};
use super::lines::{Stretch, stretches};

/// A line is no thicker (points), and one that rules a table no shorter.
const THICKEST: f32 = 3.0;
const SHORTEST: f32 = 6.0;

/// How far the ends of lines that meet are apart (points).
const NEAR: f32 = 2.5;

/// No page has more lines that are looked at, and no table more rows or columns.
const MOST: usize = 6_000;
const MOST_ROWS: usize = 400;

/// A line across or down: the place on the one axis, from and to on the other.
#[derive(Clone, Copy, Debug)]
struct Rule {
    at: f32,
    from: f32,
    to: f32,
}

/// The lines of a page.
#[derive(Default)]
pub(super) struct Rules {
    across: Vec<Rule>,
    down: Vec<Rule>,
}

/// The lines that `paths` draw.
pub(super) fn rules(paths: &[PathContent], frame: Frame) -> Rules {
    let mut rules = Rules::default();
    for path in paths {
        if rules.across.len() + rules.down.len() > MOST {
            break;
        }
        of_path(path, frame, &mut rules);
    }
    rules.across = joined(rules.across);
    rules.down = joined(rules.down);
    rules
}

fn of_path(path: &PathContent, frame: Frame, rules: &mut Rules) {
    let stroked = path.stroke_color.is_some();
    let mut pen = (0.0, 0.0);
    let mut start = pen;
    for operation in path.operations.iter().take(MOST) {
        match *operation {
            PathOperation::MoveTo(x, y) => {
                pen = (x, y);
                start = pen;
            }
            PathOperation::LineTo(x, y) => {
                if stroked {
                    rules.line(frame, pen, (x, y));
                }
                pen = (x, y);
            }
            PathOperation::CurveTo(_, _, _, _, x, y) => pen = (x, y),
            PathOperation::Rectangle(x, y, width, height) => {
                rules.rectangle(frame, (x, y), (width, height), stroked)
            }
            PathOperation::ClosePath => {
                if stroked {
                    rules.line(frame, pen, start);
                }
                pen = start;
            }
        }
    }
    // A filled shape that is as thin as a line is one.
    let is_filled = path.fill_color.is_some() && !stroked;
    let is_rectangle = matches!(path.operations[..], [PathOperation::Rectangle(..)]);
    if is_filled && !is_rectangle {
        let bounds = path.bbox;
        rules.rectangle(frame, (bounds.x, bounds.y), (bounds.width, bounds.height), false);
    }
}

impl Rules {
    fn line(&mut self, frame: Frame, from: (f32, f32), to: (f32, f32)) {
        let (x0, x1) = (from.0.min(to.0) - frame.left, from.0.max(to.0) - frame.left);
        let (y0, y1) = (frame.top - from.1.max(to.1), frame.top - from.1.min(to.1));
        if ![x0, x1, y0, y1].iter().all(|place| place.is_finite()) {
            return;
        }
        if y1 - y0 < THICKEST && x1 - x0 >= SHORTEST {
            self.across.push(Rule { at: (y0 + y1) / 2.0, from: x0, to: x1 });
        } else if x1 - x0 < THICKEST && y1 - y0 >= SHORTEST {
            self.down.push(Rule { at: (x0 + x1) / 2.0, from: y0, to: y1 });
        }
    }

    fn rectangle(&mut self, frame: Frame, (x, y): (f32, f32), (width, height): (f32, f32), stroked: bool) {
        let (right, top) = (x + width, y + height);
        if width.abs() < THICKEST || height.abs() < THICKEST {
            self.line(frame, (x, y), (right, top));
        } else if stroked {
            self.line(frame, (x, y), (right, y));
            self.line(frame, (x, top), (right, top));
            self.line(frame, (x, y), (x, top));
            self.line(frame, (right, y), (right, top));
        }
    }
}

/// Pieces of one line as one.
fn joined(mut rules: Vec<Rule>) -> Vec<Rule> {
    rules.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    let mut kept: Vec<Rule> = Vec::new();
    for rule in rules {
        let meets = |last: &&mut Rule| {
            (last.at - rule.at).abs() < NEAR && rule.from <= last.to + NEAR && last.from <= rule.to + NEAR
        };
        match kept.iter_mut().rev().take(40).find(meets) {
            Some(last) => {
                last.from = last.from.min(rule.from);
                last.to = last.to.max(rule.to);
            }
            None => kept.push(rule),
        }
    }
    kept
}

/// Takes the ruled tables out of `glyphs`: each as one item; the other glyphs.
pub(super) fn tables(rules: &Rules, mut glyphs: Vec<Glyph>) -> (Vec<Item>, Vec<Glyph>) {
    let mut items = Vec::new();
    for net in nets(rules) {
        let (inside, outside): (Vec<Glyph>, Vec<Glyph>) =
            glyphs.into_iter().partition(|glyph| net.holds(glyph));
        match net.table(&inside) {
            Some(item) => {
                items.push(item);
                glyphs = outside;
            }
            None => glyphs = inside.into_iter().chain(outside).collect(),
        }
    }
    (items, glyphs)
}

/// Lines that cross one another.
struct Net {
    across: Vec<Rule>,
    down: Vec<Rule>,
    rows: Vec<f32>,
    columns: Vec<f32>,
}

/// The nets of a page: each line across with all lines down that it meets, and on.
fn nets(rules: &Rules) -> Vec<Net> {
    let (across, down) = (&rules.across, &rules.down);
    let mut group: Vec<usize> = (0..across.len() + down.len()).collect();
    let meets = |a: &Rule, d: &Rule| {
        a.from <= d.at + NEAR && d.at <= a.to + NEAR && d.from <= a.at + NEAR && a.at <= d.to + NEAR
    };
    if across.len().saturating_mul(down.len()) > MOST * 100 {
        return Vec::new();
    }
    for (at, rule) in across.iter().enumerate() {
        for (place, other) in down.iter().enumerate() {
            if meets(rule, other) {
                let (a, b) = (root(&mut group, at), root(&mut group, across.len() + place));
                group[a.max(b)] = a.min(b);
            }
        }
    }
    let mut nets: Vec<(usize, Net)> = Vec::new();
    for at in 0..group.len() {
        let root = root(&mut group, at);
        let place = nets.iter().position(|(known, _)| *known == root).unwrap_or_else(|| {
            nets.push((
                root,
                Net { across: Vec::new(), down: Vec::new(), rows: Vec::new(), columns: Vec::new() },
            ));
            nets.len() - 1
        });
        let net = &mut nets[place].1;
        match across.get(at) {
            Some(rule) => net.across.push(*rule),
            None => net.down.push(down[at - across.len()]),
        }
    }
    let whole = nets.into_iter().map(|(_, net)| net.settled());
    // The largest last: what is ruled within a frame comes first.
    let mut whole: Vec<Net> = whole.filter(|net| net.rows.len() > 1 && net.columns.len() > 1).collect();
    whole.sort_by(|a, b| a.area().total_cmp(&b.area()));
    whole
}

fn root(group: &mut [usize], mut at: usize) -> usize {
    while group[at] != at {
        group[at] = group[group[at]];
        at = group[at];
    }
    at
}

/// Places that are nearly the same as one.
fn places(rules: &[Rule]) -> Vec<f32> {
    let mut places: Vec<f32> = rules.iter().map(|rule| rule.at).collect();
    places.sort_by(f32::total_cmp);
    places.dedup_by(|next, last| *next - *last < NEAR);
    places.truncate(MOST_ROWS);
    places
}

impl Net {
    fn settled(self) -> Self {
        let (rows, columns) = (places(&self.across), places(&self.down));
        Self { rows, columns, ..self }
    }

    fn bounds(&self) -> (f32, f32, f32, f32) {
        let end =
            |places: &[f32]| (places.first().copied().unwrap_or(0.0), places.last().copied().unwrap_or(0.0));
        let ((x0, x1), (y0, y1)) = (end(&self.columns), end(&self.rows));
        (x0, x1, y0, y1)
    }

    fn area(&self) -> f32 {
        let (x0, x1, y0, y1) = self.bounds();
        (x1 - x0) * (y1 - y0)
    }

    fn holds(&self, glyph: &Glyph) -> bool {
        let (x0, x1, y0, y1) = self.bounds();
        let (x, y) = middle(glyph);
        x0 < x && x < x1 && y0 < y && y < y1
    }

    /// The table with the words of `glyphs`; `None` for a mere frame.
    fn table(&self, glyphs: &[Glyph]) -> Option<Item> {
        let (rows, columns) = (self.rows.len() - 1, self.columns.len() - 1);
        if columns < 2 || glyphs.is_empty() {
            return None;
        }
        let mut cells: Vec<Vec<Vec<Glyph>>> = vec![vec![Vec::new(); columns]; rows];
        for glyph in glyphs {
            let (x, y) = middle(glyph);
            let row = self.rows.partition_point(|place| *place < y).clamp(1, rows) - 1;
            let column = self.columns.partition_point(|place| *place < x).clamp(1, columns) - 1;
            let (row, column) = self.origin(row, column);
            cells[row][column].push(*glyph);
        }
        let words = |row: Vec<Vec<Glyph>>| -> Vec<String> { row.into_iter().map(words).collect() };
        let mut table: Vec<Vec<String>> = cells.into_iter().map(words).collect();
        table.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        let used: Vec<bool> =
            (0..columns).map(|column| table.iter().any(|row| !row[column].is_empty())).collect();
        for row in &mut table {
            let mut at = 0;
            row.retain(|_| {
                at += 1;
                used[at - 1]
            });
        }
        let wide = table.iter().filter(|row| row.iter().filter(|cell| !cell.is_empty()).count() > 1).count();
        let (x0, x1, y0, y1) = self.bounds();
        (wide > 0).then_some(Item { x0, x1, y0, y1, what: What::Table(table) })
    }

    /// The first cell of those that no line parts from this one.
    fn origin(&self, mut row: usize, mut column: usize) -> (usize, usize) {
        while column > 0
            && !self.is_parted(&self.down, self.columns[column], (self.rows[row], self.rows[row + 1]))
        {
            column -= 1;
        }
        while row > 0
            && !self.is_parted(&self.across, self.rows[row], (self.columns[column], self.columns[column + 1]))
        {
            row -= 1;
        }
        (row, column)
    }

    /// Whether one of `rules` at this place covers the middle of the stretch.
    fn is_parted(&self, rules: &[Rule], at: f32, (from, to): (f32, f32)) -> bool {
        let middle = (from + to) / 2.0;
        rules.iter().any(|rule| (rule.at - at).abs() < NEAR && rule.from <= middle && middle <= rule.to)
    }
}

fn middle(glyph: &Glyph) -> (f32, f32) {
    ((glyph.x0 + glyph.x1) / 2.0, (glyph.y0 + glyph.y1) / 2.0)
}

/// The words of a cell: its lines in order, as one where they were only wrapped.
fn words(glyphs: Vec<Glyph>) -> String {
    let (upright, rest) = super::upright::taken_out(glyphs);
    let mut lines: Vec<Stretch> = stretches(rest);
    lines.sort_by(|a, b| a.y0.total_cmp(&b.y0).then(a.x0.total_cmp(&b.x0)));
    let widest = lines.iter().map(|line| line.x1).fold(0.0, f32::max);
    let mut text = String::new();
    let mut last: Option<&Stretch> = None;
    for line in &lines {
        if let Some(last) = last {
            let same_row = (line.y0 - last.y0).abs() < 0.5 * line.size;
            let is_full = last.x1 > widest - 2.2 * last.size && !last.text.ends_with('。');
            let item = line.text.starts_with(['・', '※', '●', '○', '■', '①', '②', '③', '④', '⑤', '(', '（']);
            match (same_row, is_full && !item) {
                (true, _) => text.push('\u{3000}'),
                (_, true) => text.push_str(super::paragraphs::seam(&text, &line.text)),
                _ => text.push('\n'),
            }
        }
        text.push_str(&line.text);
        last = Some(line);
    }
    for item in upright {
        if let What::Upright(paragraphs) = item.what {
            text.push_str(&paragraphs.concat());
        }
    }
    text
}
