//! Vertical text: lines that run down, the first one at the right.

use std::collections::BTreeMap;

use super::glyphs::Glyph;
use super::layout::{Item, What};

/// A line of fewer glyphs is none: a label in a narrow cell.
const SHORTEST: usize = 4;

/// A line that runs down.
struct Column {
    glyphs: Vec<Glyph>,
    x0: f32,
    x1: f32,
    y0: f32,
    y1: f32,
}

/// Takes the vertical text out of `glyphs`: each stretch of lines beside one another as one item; the other glyphs.
pub(super) fn taken_out(glyphs: Vec<Glyph>) -> (Vec<Item>, Vec<Glyph>) {
    let votes = votes(&glyphs);
    if !votes.contains(&Vote::Down) {
        return (Vec::new(), glyphs);
    }
    let (mut down, mut open, mut rest) = (Vec::new(), Vec::new(), Vec::new());
    for (glyph, vote) in glyphs.into_iter().zip(votes) {
        match vote {
            Vote::Down => down.push(glyph),
            Vote::Open => open.push(glyph),
            Vote::Across => rest.push(glyph),
        }
    }
    let mut columns = columns(down, &mut rest);
    rest.extend(absorb(&mut columns, open));
    (blocks(columns), rest)
}

#[derive(Clone, Copy, PartialEq)]
enum Vote {
    Down,
    Across,
    /// Its neighbours do not tell.
    Open,
}

/// Which way the line of each glyph runs: the way in which its neighbour is nearer.
fn votes(glyphs: &[Glyph]) -> Vec<Vote> {
    let cells = Cells::of(glyphs);
    let vote = |glyph: &Glyph| {
        if glyph.upright {
            return Vote::Down;
        }
        if !glyph.is_wide() {
            return Vote::Open;
        }
        let (mut beside, mut below) = (f32::MAX, f32::MAX);
        for other in cells.around(glyph).filter(|other| !std::ptr::eq(*other, glyph)) {
            let size = glyph.size.max(other.size);
            let (dx, dy) = ((other.x0 - glyph.x0).abs(), (other.base() - glyph.base()).abs());
            if dy < 0.4 * size && dx > 0.2 * size {
                beside = beside.min((other.x0 - glyph.x1).max(glyph.x0 - other.x1) / size);
            }
            if dx < 0.3 * size && dy > 0.3 * size && other.is_wide() {
                below = below.min((other.y0 - glyph.y1).max(glyph.y0 - other.y1) / size);
            }
        }
        match (below, beside) {
            _ if below < 0.3 && below + 0.12 < beside => Vote::Down,
            _ if beside < 0.3 && beside + 0.12 < below => Vote::Across,
            _ => Vote::Open,
        }
    };
    glyphs.iter().map(vote).collect()
}

/// Glyphs by where they stand, so that neighbours are found without looking at all.
struct Cells<'a> {
    step: f32,
    cells: BTreeMap<(i32, i32), Vec<&'a Glyph>>,
}

impl<'a> Cells<'a> {
    fn of(glyphs: &'a [Glyph]) -> Self {
        let step = glyphs.iter().map(|glyph| glyph.size).fold(1.0, f32::max) * 1.5;
        let mut cells: BTreeMap<(i32, i32), Vec<&Glyph>> = BTreeMap::new();
        for glyph in glyphs {
            cells.entry(Self::key(glyph, step)).or_default().push(glyph);
        }
        Self { step, cells }
    }

    fn key(glyph: &Glyph, step: f32) -> (i32, i32) {
        ((glyph.x0 / step) as i32, (glyph.y0 / step) as i32)
    }

    /// At most a few hundred: glyphs that lie on heaps are not looked at one by one.
    fn around(&self, glyph: &Glyph) -> impl Iterator<Item = &'a Glyph> {
        let (x, y) = Self::key(glyph, self.step);
        let keys =
            (-1..=1).flat_map(move |dx| (-1..=1).map(move |dy| (x.saturating_add(dx), y.saturating_add(dy))));
        keys.filter_map(|key| self.cells.get(&key)).flat_map(|cell| cell.iter().take(100).copied())
    }
}

/// The glyphs that run down as columns; what makes none goes back to the `others`.
fn columns(mut down: Vec<Glyph>, others: &mut Vec<Glyph>) -> Vec<Column> {
    down.sort_by(|a, b| b.x0.total_cmp(&a.x0).then(a.y0.total_cmp(&b.y0)));
    let mut stacks: Vec<Vec<Glyph>> = Vec::new();
    for glyph in down {
        let fits = |stack: &&mut Vec<Glyph>| {
            stack.first().is_some_and(|first| (first.x0 - glyph.x0).abs() < 0.4 * glyph.size.max(first.size))
        };
        match stacks.iter_mut().rev().take(2).find(fits) {
            Some(stack) => stack.push(glyph),
            None => stacks.push(vec![glyph]),
        }
    }
    let (mut columns, mut short): (Vec<Column>, Vec<Column>) = (Vec::new(), Vec::new());
    for mut stack in stacks {
        stack.sort_by(|a, b| a.y0.total_cmp(&b.y0));
        for run in runs(stack) {
            let is_long = run.len() >= SHORTEST || run.iter().any(|glyph| glyph.upright);
            if is_long { columns.extend(column(run)) } else { short.extend(column(run)) }
        }
    }
    // The last words of a paragraph may be few: they begin where the line at their right does.
    for last in short {
        let size = last.x1 - last.x0;
        let follows = |column: &Column| {
            (0.0..3.0 * size).contains(&(column.x0 - last.x1)) && (column.y0 - last.y0).abs() < 1.2 * size
        };
        if columns.iter().any(follows) { columns.push(last) } else { others.extend(last.glyphs) }
    }
    columns
}

/// A stack cut where more than two sizes are empty.
fn runs(stack: Vec<Glyph>) -> Vec<Vec<Glyph>> {
    let mut runs: Vec<Vec<Glyph>> = Vec::new();
    for glyph in stack {
        match runs
            .last_mut()
            .filter(|run| run.last().is_some_and(|last| glyph.y0 - last.y1 < 2.2 * glyph.size))
        {
            Some(run) => run.push(glyph),
            None => runs.push(vec![glyph]),
        }
    }
    runs
}

fn column(glyphs: Vec<Glyph>) -> Option<Column> {
    let first = glyphs.first()?;
    let (x0, x1) = (first.x0, first.x0 + first.size);
    let y0 = first.y0;
    let y1 = glyphs.iter().map(|glyph| glyph.y1).fold(y0, f32::max);
    Some(Column { glyphs, x0, x1, y0, y1 })
}

/// Puts glyphs that stand within a column or at its ends (figures, signs that nothing stands below) into it; the others.
fn absorb(columns: &mut [Column], others: Vec<Glyph>) -> Vec<Glyph> {
    let mut rest = Vec::new();
    for glyph in others {
        let middle = (glyph.x0 + glyph.x1) / 2.0;
        let near = |column: &&mut Column| {
            let reach = 0.5 * glyph.size;
            (column.x0 - 0.2 * glyph.size..column.x1 + 0.2 * glyph.size).contains(&middle)
                && glyph.y0 > column.y0 - reach
                && glyph.y0 < column.y1 + reach
        };
        match columns.iter_mut().find(near) {
            Some(column) => {
                column.y1 = column.y1.max(glyph.y1);
                column.y0 = column.y0.min(glyph.y0);
                column.glyphs.push(glyph);
            }
            None => rest.push(glyph),
        }
    }
    for column in columns.iter_mut() {
        let step = |glyph: &Glyph| (glyph.y0 / (0.4 * glyph.size)).round() as i32;
        column.glyphs.sort_by(|a, b| step(a).cmp(&step(b)).then(a.x0.total_cmp(&b.x0)));
    }
    rest
}

/// Columns beside one another as one item, from the right.
fn blocks(mut columns: Vec<Column>) -> Vec<Item> {
    let mut items = Vec::new();
    columns.sort_by(|a, b| b.x0.total_cmp(&a.x0).then(a.y0.total_cmp(&b.y0)));
    let mut groups: Vec<Vec<Column>> = Vec::new();
    for column in columns {
        let beside = |group: &&mut Vec<Column>| {
            group.last().is_some_and(|last| {
                let size = last.x1 - last.x0;
                let together = last.y1.min(column.y1) - last.y0.max(column.y0);
                last.x0 - column.x1 < 3.5 * size && together > 0.0
            })
        };
        match groups.iter_mut().find(beside) {
            Some(group) => group.push(column),
            None => groups.push(vec![column]),
        }
    }
    for group in groups {
        items.extend(item(&group));
    }
    items
}

/// The paragraphs of columns in order.
fn item(columns: &[Column]) -> Option<Item> {
    let first = columns.first()?;
    let fold = |of: fn(&Column) -> f32, with: fn(f32, f32) -> f32, from: f32| {
        columns.iter().map(of).fold(from, with)
    };
    let (x0, x1) = (fold(|c| c.x0, f32::min, first.x0), fold(|c| c.x1, f32::max, first.x1));
    let (y0, y1) = (fold(|c| c.y0, f32::min, first.y0), fold(|c| c.y1, f32::max, first.y1));
    let mut paragraphs: Vec<String> = Vec::new();
    let mut goes_on = false;
    let mut before: Option<&Column> = None;
    for column in columns {
        let words: String = column.glyphs.iter().map(|glyph| glyph.c).collect();
        let size = first.x1 - first.x0;
        let apart = before
            .is_some_and(|before| before.x0 - column.x1 > 1.4 * size || column.y0 > before.y0 + 0.6 * size);
        match paragraphs.last_mut().filter(|_| goes_on && !apart) {
            Some(paragraph) => paragraph.push_str(&words),
            None => paragraphs.push(words.clone()),
        }
        goes_on = column.y1 > y1 - 1.6 * size && !words.ends_with('。');
        before = Some(column);
    }
    Some(Item { x0, x1, y0, y1, what: What::Upright(paragraphs) })
}
