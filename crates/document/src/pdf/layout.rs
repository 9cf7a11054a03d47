//! The reading order of what stands on a page: columns one after the other, tables without rules row by row.

use super::lines::Stretch;

/// Something on a page: words, a table, vertical text.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y0: f32,
    pub(super) y1: f32,
    pub(super) what: What,
}

#[derive(Clone, Debug)]
pub(super) enum What {
    Words {
        text: String,
        size: f32,
    },
    /// The rows of a ruled table.
    Table(Vec<Vec<String>>),
    /// The paragraphs of vertical text.
    Upright(Vec<String>),
}

/// Something in reading order.
#[derive(Clone, Debug)]
pub(super) enum Placed {
    Line(Line),
    Table(Vec<Vec<String>>),
    Upright(Vec<String>),
}

/// A whole line, and the edges of the column that it stands in.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y0: f32,
    pub(super) y1: f32,
    pub(super) size: f32,
    pub(super) left: f32,
    pub(super) right: f32,
}

impl From<Stretch> for Item {
    fn from(stretch: Stretch) -> Self {
        let Stretch { text, x0, x1, y0, y1, size } = stretch;
        Self { x0, x1, y0, y1, what: What::Words { text, size } }
    }
}

impl Item {
    fn size(&self) -> f32 {
        match self.what {
            What::Words { size, .. } => size,
            _ => 10.0,
        }
    }

    fn is_beside(&self, other: &Self, least: f32) -> bool {
        let together = self.y1.min(other.y1) - self.y0.max(other.y0);
        let apart = self.x1 <= other.x0 || other.x1 <= self.x0;
        apart && together > least * (self.y1 - self.y0).min(other.y1 - other.y0)
    }
}

/// Columns within columns are looked for no deeper, and on a page of more items not at all.
const DEEPEST: usize = 4;
const MOST: usize = 4_000;

/// A space between columns is no narrower (sizes).
const GUTTER: f32 = 0.9;

/// A column of prose is no narrower (sizes), and has no fewer lines.
const NARROWEST: f32 = 9.0;
const FEWEST: usize = 3;

/// Puts `items` of one column into reading order.
pub(super) fn arrange(mut items: Vec<Item>, depth: usize, out: &mut Vec<Placed>) {
    items.sort_by(|a, b| a.y0.total_cmp(&b.y0).then(a.x0.total_cmp(&b.x0)));
    let edges = (
        items.iter().map(|item| item.x0).fold(f32::MAX, f32::min),
        items.iter().map(|item| item.x1).fold(0.0, f32::max),
    );
    if depth > DEEPEST || items.len() > MOST {
        return rows(&items, edges, out);
    }
    let mut at = 0;
    let mut single = 0;
    while at < items.len() {
        let Some(band) = band(&items, at) else {
            at += 1;
            continue;
        };
        rows(&items[single..at], edges, out);
        let end = band.end;
        columns(items[at..end].to_vec(), &band, depth, out);
        (at, single) = (end, end);
    }
    rows(&items[single..], edges, out);
}

/// Items that stand in columns side by side.
struct Band {
    end: usize,
    /// Where one column ends and the next begins.
    gutters: Vec<f32>,
    is_prose: bool,
}

/// The band that begins with item `start`.
fn band(items: &[Item], start: usize) -> Option<Band> {
    let least = GUTTER * items.get(start)?.size();
    if !has_partner(items, start, LOOSELY) {
        return None;
    }
    let run = &items[start..start + run(&items[start..], least)];
    let gutters = gutters(run, least);
    if parts(run, &gutters).iter().filter(|part| is_prose(part)).count() > 1 {
        let last = (0..run.len()).rev().find(|&at| has_partner(run, at, LOOSELY))?;
        let end = prose_end(run, last);
        return Some(Band { end: start + end, gutters: self::gutters(&run[..end], least), is_prose: true });
    }
    let is_row = |at: &usize| has_partner(run, *at, STRICTLY);
    let last = (0..run.len()).rev().find(is_row).filter(|_| is_row(&0))?;
    let end = table_end(run, last, &gutters);
    let gutters = self::gutters(&run[..end], least);
    let is_band = (0..=last).filter(is_row).count() > 3 && !gutters.is_empty();
    is_band.then_some(Band { end: start + end, gutters, is_prose: false })
}

/// How much of an item's height something beside it covers: of a cell much of it, of a line in another column it may be
/// that nothing.
const STRICTLY: f32 = 0.4;
const LOOSELY: f32 = -0.8;

fn has_partner(items: &[Item], at: usize, least: f32) -> bool {
    let from = at.saturating_sub(12);
    let near = items.iter().enumerate().skip(from).take(25);
    let Some(item) = items.get(at) else { return false };
    near.filter(|(other, _)| *other != at).any(|(_, other)| item.is_beside(other, least))
}

/// How many of `items` leave the same space between columns free.
fn run(items: &[Item], least: f32) -> usize {
    let mut filled: Vec<(f32, f32)> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let widened = with(&filled, (item.x0, item.x1));
        let is_one_side = filled.len() < 2 && widened.len() < 2 && at < 2;
        // Vertical text stands in no column of other text.
        let is_upright = matches!(item.what, What::Upright(_));
        if is_upright || at > 0 && free(&widened, least).is_empty() && !is_one_side {
            return at;
        }
        filled = widened;
    }
    items.len()
}

fn gutters(items: &[Item], least: f32) -> Vec<f32> {
    free(&items.iter().fold(Vec::new(), |all, item| with(&all, (item.x0, item.x1))), least)
}

/// Where prose ends that goes on below the last lines side by side.
fn prose_end(items: &[Item], last: usize) -> usize {
    let mut bottom = items[..=last].iter().map(|item| item.y1).fold(0.0, f32::max);
    let mut end = last + 1;
    while let Some(item) = items.get(end).filter(|item| item.y0 - bottom < 1.6 * item.size()) {
        bottom = bottom.max(item.y1);
        end += 1;
    }
    end
}

/// Where a table ends whose last row has further lines in a column behind the first.
fn table_end(items: &[Item], last: usize, gutters: &[f32]) -> usize {
    let first = gutters.first().copied().unwrap_or(f32::MAX);
    let mut bottom = items[..=last].iter().map(|item| item.y1).fold(0.0, f32::max);
    let mut end = last + 1;
    while let Some(item) =
        items.get(end).filter(|item| item.x0 > first && item.y0 - bottom < 0.9 * item.size())
    {
        bottom = item.y1;
        end += 1;
    }
    end
}

/// Stretches of the one axis, with one more.
fn with(filled: &[(f32, f32)], (mut from, mut to): (f32, f32)) -> Vec<(f32, f32)> {
    let mut kept: Vec<(f32, f32)> = Vec::with_capacity(filled.len() + 1);
    for &(x0, x1) in filled {
        if x1 < from || to < x0 {
            kept.push((x0, x1));
        } else {
            (from, to) = (from.min(x0), to.max(x1));
        }
    }
    kept.push((from, to));
    kept.sort_by(|a, b| a.0.total_cmp(&b.0));
    kept
}

/// The middles of the gaps between stretches.
fn free(filled: &[(f32, f32)], least: f32) -> Vec<f32> {
    let gaps = filled.windows(2).filter(|pair| pair[1].0 - pair[0].1 >= least);
    gaps.map(|pair| (pair[0].1 + pair[1].0) / 2.0).collect()
}

fn parts(items: &[Item], gutters: &[f32]) -> Vec<Vec<Item>> {
    let mut parts = vec![Vec::new(); gutters.len() + 1];
    for item in items {
        let middle = (item.x0 + item.x1) / 2.0;
        parts[gutters.partition_point(|gutter| *gutter < middle)].push(item.clone());
    }
    parts
}

/// Whether a column is running text: most of its lines fill it.
fn is_prose(part: &[Item]) -> bool {
    let words: Vec<&Item> = part.iter().filter(|item| matches!(item.what, What::Words { .. })).collect();
    let (x0, x1) =
        words.iter().fold((f32::MAX, 0.0_f32), |(x0, x1), item| (x0.min(item.x0), x1.max(item.x1)));
    let size = words.first().map_or(10.0, |item| item.size());
    let full = words.iter().filter(|item| item.x1 - item.x0 > 0.75 * (x1 - x0)).count();
    words.len() >= FEWEST && x1 - x0 > NARROWEST * size && full * 2 >= words.len()
}

fn columns(items: Vec<Item>, band: &Band, depth: usize, out: &mut Vec<Placed>) {
    let parts = parts(&items, &band.gutters);
    if band.is_prose || items.iter().any(|item| !matches!(item.what, What::Words { .. })) {
        return parts.into_iter().for_each(|part| arrange(part, depth + 1, out));
    }
    let table = table(&parts);
    if table.len() > 1 { out.push(Placed::Table(table)) } else { rows(&items, (0.0, f32::MAX), out) }
}

/// Rows of a table without rules: one begins where its first cell does, or where several cells begin on one line.
fn table(parts: &[Vec<Item>]) -> Vec<Vec<String>> {
    let mut all: Vec<(usize, &Item)> = parts
        .iter()
        .enumerate()
        .flat_map(|(column, part)| part.iter().map(move |item| (column, item)))
        .collect();
    all.sort_by(|(_, a), (_, b)| a.y0.total_cmp(&b.y0).then(a.x0.total_cmp(&b.x0)));
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let top = all[at].1;
        let line = all[at..].iter().take_while(|(_, item)| item.y0 - top.y0 < 0.5 * top.size()).count();
        let on_line = &all[at..at + line];
        let alone = matches!(on_line, [(0, item)] if wraps(&parts[0], item));
        let starts = rows.is_empty()
            || !alone && (on_line.iter().any(|(column, _)| *column == 0) || on_line.len() > 1);
        if starts {
            rows.push(vec![String::new(); parts.len()]);
        }
        let Some(row) = rows.last_mut() else { break };
        for (column, item) in on_line {
            let What::Words { text, .. } = &item.what else { continue };
            let cell = &mut row[*column];
            if !cell.is_empty() {
                cell.push_str(if starts { "\u{3000}" } else { super::paragraphs::seam(cell, text) });
            }
            cell.push_str(text);
        }
        at += line;
    }
    rows
}

/// Whether an item of a column is what the one above it was wrapped to.
fn wraps(part: &[Item], item: &Item) -> bool {
    let right = part.iter().map(|item| item.x1).fold(0.0, f32::max);
    let above = part.iter().filter(|other| other.y0 < item.y0).max_by(|a, b| a.y0.total_cmp(&b.y0));
    above.is_some_and(|above| item.y0 - above.y1 < 0.9 * item.size() && above.x1 > right - 1.2 * item.size())
}

/// Items that stand in no columns: those on one line are one.
fn rows(items: &[Item], edges: (f32, f32), out: &mut Vec<Placed>) {
    let mut at = 0;
    while at < items.len() {
        let top = &items[at];
        let same = |item: &&Item| {
            matches!((&top.what, &item.what), (What::Words { .. }, What::Words { .. }))
                && item.y0 - top.y0 < 0.5 * top.size().min(item.size())
        };
        let count = 1 + items[at + 1..].iter().take_while(same).count();
        match &top.what {
            What::Words { .. } => out.push(Placed::Line(line(&items[at..at + count], edges))),
            What::Table(rows) => out.push(Placed::Table(rows.clone())),
            What::Upright(paragraphs) => out.push(Placed::Upright(paragraphs.clone())),
        }
        at += count;
    }
}

fn line(items: &[Item], (left, right): (f32, f32)) -> Line {
    let mut sorted: Vec<&Item> = items.iter().collect();
    sorted.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let words = |item: &&Item| match &item.what {
        What::Words { text, .. } => text.clone(),
        _ => String::new(),
    };
    let fold =
        |of: fn(&Item) -> f32, with: fn(f32, f32) -> f32, from: f32| items.iter().map(of).fold(from, with);
    Line {
        text: sorted.iter().map(words).collect::<Vec<_>>().join("\u{3000}"),
        x0: fold(|item| item.x0, f32::min, f32::MAX),
        x1: fold(|item| item.x1, f32::max, f32::MIN),
        y0: fold(|item| item.y0, f32::min, f32::MAX),
        y1: fold(|item| item.y1, f32::max, f32::MIN),
        size: fold(Item::size, f32::max, 0.0),
        left,
        right,
    }
}
