//! Lines to paragraphs: a line that was only wrapped goes on in the next.

use jikenbo_model::BlockKind;

use super::layout::{Line, Placed};
use crate::marker::marker;

/// A line that is shorter (sizes) was ended by its writer.
const SHORTEST: f32 = 12.0;

/// The same where only the lines around tell how wide the text is.
const SHORTEST_ALONE: f32 = 24.0;

/// How much shorter than its column (sizes) a line may be that was wrapped: signs that cannot begin a line.
const RAGGED: f32 = 2.2;

/// A paragraph, or something else in reading order.
#[derive(Clone, Debug)]
pub(super) enum Part {
    Paragraph { text: String, size: f32, apart: bool },
    Table(Vec<Vec<String>>),
}

/// The paragraphs of what stands on a page in order.
pub(super) fn paragraphs(mut placed: Vec<Placed>) -> Vec<Part> {
    let gap = usual_gap(&placed);
    set_right_edges(&mut placed, gap);
    let mut parts: Vec<Part> = Vec::new();
    let mut begun: Option<(String, Line, Line)> = None;
    let mut apart = true;
    for one in placed {
        match (one, begun.take()) {
            (Placed::Line(line), Some((mut text, first, last)))
                if goes_on(&text, &first, &last, &line, gap) =>
            {
                text.push_str(seam(&text, &line.text));
                text.push_str(&line.text);
                begun = Some((text, first, line));
            }
            (other, before) => {
                let bottom = before.as_ref().map(|(_, _, last)| (last.y1, last.size));
                parts.extend(before.map(|(text, first, _)| Part::Paragraph {
                    text,
                    size: first.size,
                    apart,
                }));
                match other {
                    Placed::Line(line) => {
                        let room =
                            bottom.map_or(f32::MAX, |(bottom, size)| (line.y0 - bottom) / size.max(1.0));
                        apart = room > gap + 0.5 || room < -1.0;
                        begun = Some((line.text.clone(), line.clone(), line));
                    }
                    Placed::Table(rows) => parts.push(Part::Table(rows)),
                    Placed::Upright(all) => {
                        let part = |text| Part::Paragraph { text, size: 0.0, apart: true };
                        parts.extend(all.into_iter().map(part));
                    }
                }
            }
        }
    }
    parts.extend(begun.map(|(text, first, _)| Part::Paragraph { text, size: first.size, apart }));
    parts
}

/// Where lines that stand close together are all shorter than their column (a table beside them is wider), the longest
/// tells where they were wrapped.
fn set_right_edges(placed: &mut [Placed], gap: f32) {
    let mut at = 0;
    while at < placed.len() {
        let mut end = at + 1;
        while let (Some(Placed::Line(last)), Some(Placed::Line(next))) =
            (placed.get(end - 1), placed.get(end))
            && (next.y0 - last.y1) / last.size.max(1.0) < gap + 0.5
            && next.y0 > last.y0
            && (next.size - last.size).abs() < 0.12 * last.size
        {
            end += 1;
        }
        let group = &mut placed[at..end];
        let edge = |one: &Placed| match one {
            Placed::Line(line) => line.x1,
            _ => 0.0,
        };
        let widest = group.iter().map(edge).fold(0.0, f32::max);
        for one in group {
            if let Placed::Line(line) = one
                && widest - line.x0 > SHORTEST_ALONE * line.size
            {
                line.right = line.right.min(widest);
            }
        }
        at = end;
    }
}

/// The room that is usual between two lines, in sizes.
fn usual_gap(placed: &[Placed]) -> f32 {
    let mut gaps: Vec<f32> = placed
        .windows(2)
        .filter_map(|pair| match pair {
            [Placed::Line(a), Placed::Line(b)] => Some((b.y0 - a.y1) / a.size.max(1.0)),
            _ => None,
        })
        .filter(|gap| (-0.3..1.6).contains(gap))
        .collect();
    gaps.sort_by(f32::total_cmp);
    // The lower third: lines within paragraphs are nearer than paragraphs are.
    gaps.get(gaps.len() / 3).copied().unwrap_or(0.6)
}

/// Whether `line` goes on with the paragraph whose first and last lines are these.
fn goes_on(text: &str, first: &Line, last: &Line, line: &Line, gap: f32) -> bool {
    let size = last.size.max(1.0);
    let room = (line.y0 - last.y1) / size;
    let is_full = last.x1 > last.right - RAGGED * size && last.x1 - first.x0.min(last.x0) > SHORTEST * size;
    let ends = text.ends_with(['。', '：', ':', '」', '』', '!', '？', '！']);
    let is_same = (line.size - last.size).abs() < 0.12 * size;
    let opens =
        marker(&line.text).is_some() || crate::date::begins_with_day(&line.text) && line.text.len() < 60;
    let left = first.x0.min(last.x0);
    // The next column begins at the top.
    let is_next_column = room < -2.0 && line.x0 > last.x0 && line.x0 < line.left + 0.5 * size;
    let hangs = !is_next_column && line.x0 > left + 3.2 * size;
    let is_near = is_next_column || room < gap + 0.5 && room > -0.6;
    let closes = line.text.starts_with(['、', '。', ')', '）', '」', '』', 'ー']);
    is_same && is_near && (closes || is_full && !ends && !opens && !hangs)
}

/// What stands between two lines that are one: nothing in Japanese, a space between Latin words.
pub(super) fn seam(before: &str, behind: &str) -> &'static str {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == ',');
    if latin(before.chars().next_back()) && latin(behind.chars().next()) { " " } else { "" }
}

/// What a paragraph is, by the size of its type beside that of the text.
pub(super) fn kind(text: &str, size: f32, body: f32) -> Option<BlockKind> {
    let is_heading = size > 1.12 * body && !text.contains('。') && !crate::width::longer_than(text, 60);
    is_heading.then_some(BlockKind::Heading { level: 2 })
}
