//! Tables: those that lay out a page, and those that hold data, whose cells get their headings.

use jikenbo_model::Cell;
use jikenbo_text::Span;

use super::tag::Tag;
use super::tree::Node;
use super::walk::Walk;

/// A table has no more columns, a cell spans no more rows (what goes beyond belongs to no heading).
const MOST_COLUMNS: usize = 200;
const MOST_ROWS: usize = 20_000;

/// How many nodes of a table are looked at to see what it is for.
const LOOKED_AT: usize = 20_000;

/// Whether a table only lays out the page: it holds headings, another table or whole paragraphs in an unruled frame.
pub(super) fn is_layout(nodes: &[Node<'_>], at: usize) -> bool {
    let end = nodes.get(at).map_or(at, |node| node.end);
    let inner = nodes.get(at + 1..end).unwrap_or_default();
    let inner = inner.get(..inner.len().min(LOOKED_AT)).unwrap_or_default();
    let count = |wanted: fn(Tag) -> bool| inner.iter().filter(|node| node.tag.is_some_and(wanted)).count();
    let headings = count(|tag| tag.level().is_some());
    let blocks = count(|tag| matches!(tag, Tag::P | Tag::Div | Tag::Ul | Tag::Ol | Tag::Dl | Tag::Section));
    let (cells, headed) = (count(Tag::is_cell), count(|tag| tag == Tag::Th));
    headings > 0 || count(|tag| tag == Tag::Table) > 0 || headed == 0 && (cells < 2 || blocks > cells * 2)
}

/// The headings of a table's columns, and the cells that reach down from the rows above.
#[derive(Default)]
struct Grid {
    columns: Vec<Column>,
}

#[derive(Clone, Copy, Default)]
struct Column {
    heading: Option<Span>,
    /// A cell from above: its words, whether it is a heading, and how many rows it still covers.
    above: Option<(Span, bool, usize)>,
}

impl Grid {
    fn column(&mut self, at: usize) -> Option<&mut Column> {
        if at >= MOST_COLUMNS {
            return None;
        }
        if self.columns.len() <= at {
            self.columns.resize(at + 1, Column::default());
        }
        self.columns.get_mut(at)
    }

    /// The first column from `at` on that no cell from above covers.
    fn free(&self, mut at: usize) -> usize {
        while self.columns.get(at).is_some_and(|column| column.above.is_some()) {
            at += 1;
        }
        at
    }

    fn heading(&self, at: usize) -> Option<Span> {
        self.columns.get(at).and_then(|column| column.heading)
    }

    /// What heads a row: the first cell of it, also one that reaches down from above.
    fn reaching_down(&self, before: usize) -> Option<(Span, bool)> {
        let above = self.columns.iter().take(before).filter_map(|column| column.above);
        above.map(|(span, heads, _)| (span, heads)).next_back()
    }

    /// Goes on to the next row.
    fn next_row(&mut self) {
        for column in &mut self.columns {
            column.above =
                column.above.and_then(|(span, heads, rows)| (rows > 1).then_some((span, heads, rows - 1)));
        }
    }
}

/// Writes the rows of the table `at`, each as one piece.
pub(super) fn write(walk: &mut Walk<'_>, at: usize) {
    let end = walk.nodes.get(at).map_or(at, |node| node.end);
    let mut grid = Grid::default();
    let mut node = at + 1;
    while node < end {
        let (tag, next) = walk.nodes.get(node).map_or((None, end), |node| (node.tag, node.end));
        match tag {
            _ if walk.skipped.get(node) == Some(&true) => node = next,
            Some(Tag::TableCaption) => {
                walk.range(node, next);
                node = next;
            }
            Some(Tag::Tr) => {
                row(walk, node, &mut grid);
                node = next;
            }
            _ => node += 1,
        }
    }
}

fn row(walk: &mut Walk<'_>, at: usize, grid: &mut Grid) {
    let nodes = walk.nodes;
    let end = nodes.get(at).map_or(at, |node| node.end);
    let own: Vec<usize> = children(nodes, at, end)
        .filter(|&cell| nodes.get(cell).and_then(|node| node.tag).is_some_and(Tag::is_cell))
        .collect();
    let is_heading = |cell: usize| nodes.get(cell).is_some_and(|node| node.is(Tag::Th));
    let in_head =
        nodes.get(at).and_then(|row| nodes.get(row.parent)).is_some_and(|group| group.is(Tag::Thead));
    let heads = in_head || own.len() > 1 && own.iter().all(|&cell| is_heading(cell));
    walk.writer.begin_row();
    let (mut cells, mut column, mut first) = (Vec::new(), 0, None);
    for cell in own {
        column = grid.free(column);
        let span = words(walk, cell);
        let (wide, high) =
            (spanned(nodes, cell, "colspan", MOST_COLUMNS), spanned(nodes, cell, "rowspan", MOST_ROWS));
        let scope = nodes.get(cell).and_then(|node| node.attribute("scope")).unwrap_or_default();
        let heads_column = heads && scope != "row";
        let before = first.or_else(|| grid.reaching_down(column).map(|(span, _)| span));
        let row_heading = before.filter(|span| !heads && column > 0 && !span.is_empty());
        cells.push(Cell {
            span,
            is_heading: is_heading(cell) || heads,
            column: grid.heading(column).filter(|_| !heads),
            row: row_heading,
        });
        if first.is_none() || is_heading(cell) {
            first = Some(span);
        }
        for covered in column..(column + wide).min(MOST_COLUMNS) {
            let Some(column) = grid.column(covered) else { break };
            if heads_column && !span.is_empty() {
                column.heading = Some(span);
            }
            column.above = (high > 1).then_some((span, is_heading(cell), high));
        }
        column += wide;
    }
    walk.writer.end_row(cells, at);
    grid.next_row();
}

/// Writes the words of a cell.
fn words(walk: &mut Walk<'_>, cell: usize) -> Span {
    let start = walk.writer.text.len();
    let end = walk.nodes.get(cell).map_or(cell, |node| node.end);
    if walk.skipped.get(cell) != Some(&true) {
        walk.range(cell + 1, end);
    }
    walk.writer.end_cell(start)
}

fn children<'a>(nodes: &'a [Node<'a>], at: usize, end: usize) -> impl Iterator<Item = usize> + 'a {
    let mut next = at + 1;
    std::iter::from_fn(move || {
        let child = next;
        next = nodes.get(child).filter(|_| child < end)?.end;
        Some(child)
    })
}

fn spanned(nodes: &[Node<'_>], cell: usize, name: &str, most: usize) -> usize {
    let value = nodes
        .get(cell)
        .and_then(|node| node.attribute(name))
        .and_then(|value| value.trim().parse::<usize>().ok());
    value.map_or(1, |value| if value == 0 && name == "rowspan" { most } else { value.clamp(1, most) })
}
