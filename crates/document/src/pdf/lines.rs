//! Glyphs to stretches of a line: what stands on one base line without a wide gap.

use super::glyphs::Glyph;

/// A gap this wide (in sizes) parts two stretches, and this wide where the file has a space there.
const GAP: f32 = 1.3;
const SPACED_GAP: f32 = 2.6;

/// Words on one line.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    pub(super) text: String,
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y0: f32,
    pub(super) y1: f32,
    pub(super) size: f32,
}

/// The stretches that `glyphs` of lines that run to the right make.
pub(super) fn stretches(mut glyphs: Vec<Glyph>) -> Vec<Stretch> {
    glyphs.sort_by(|a, b| a.base().total_cmp(&b.base()).then(a.x0.total_cmp(&b.x0)));
    let mut rows: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        let is_same = |first: &Glyph| glyph.base() - first.base() <= 0.35 * glyph.size.min(first.size);
        match rows.last_mut().filter(|row| row.first().is_some_and(is_same)) {
            Some(row) => row.push(glyph),
            None => rows.push(vec![glyph]),
        }
    }
    let mut stretches = Vec::new();
    with_raised(rows).into_iter().for_each(|row| cut(row, &mut stretches));
    stretches
}

fn cut(mut row: Vec<Glyph>, out: &mut Vec<Stretch>) {
    row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut start = 0;
    for at in 1..=row.len() {
        let ends = row.get(at).zip(row.get(at - 1)).is_none_or(|(next, last)| !goes_on(last, next));
        if ends && start < at {
            out.extend(stretch(&row[start..at]));
            start = at;
        }
    }
}

fn stretch(glyphs: &[Glyph]) -> Option<Stretch> {
    let mut stretch = begin(glyphs.first()?);
    let usual = usual_gap(glyphs);
    for pair in glyphs.windows(2) {
        let [last, glyph] = pair else { continue };
        stretch.text.extend(space(last, glyph, usual));
        stretch.text.push(glyph.c);
        stretch.x1 = stretch.x1.max(glyph.x1);
        stretch.y0 = stretch.y0.min(glyph.y0);
        stretch.y1 = stretch.y1.max(glyph.y1);
        stretch.size = stretch.size.max(glyph.size);
    }
    Some(stretch)
}

/// The gap (in sizes) that half of the glyphs leave: words set wide leave one everywhere.
fn usual_gap(glyphs: &[Glyph]) -> f32 {
    let mut gaps: Vec<f32> = glyphs.windows(2).map(|pair| gap(&pair[0], &pair[1])).collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).copied().filter(|_| gaps.len() > 2).unwrap_or(0.0).max(0.0)
}

fn gap(last: &Glyph, next: &Glyph) -> f32 {
    (next.x0 - last.x1) / last.size.max(next.size)
}

fn begin(glyph: &Glyph) -> Stretch {
    let Glyph { x0, x1, y0, y1, size, .. } = *glyph;
    Stretch { text: glyph.c.to_string(), x0, x1, y0, y1, size }
}

fn goes_on(last: &Glyph, next: &Glyph) -> bool {
    gap(last, next) < if next.space.is_some() { SPACED_GAP } else { GAP }
}

/// The space between two glyphs of a stretch. Many files have none as a character, only the gap.
fn space(last: &Glyph, next: &Glyph, usual: f32) -> Option<char> {
    let gap = gap(last, next) - usual;
    let both_wide = last.is_wide() && next.is_wide();
    let neither = !last.is_wide() && !next.is_wide();
    match next.space {
        Some('\u{3000}') => Some('\u{3000}'),
        _ if gap > 0.7 => Some(if both_wide { '\u{3000}' } else { ' ' }),
        Some(_) if neither => Some(' '),
        // A sign such as 。 has room of its own.
        _ if both_wide => (gap > 0.19 && last.c.is_alphanumeric() && next.c.is_alphanumeric()).then_some(' '),
        _ if neither => (gap > 0.15).then_some(' '),
        _ => (gap > 0.26).then_some(' '),
    }
}

/// Puts the glyphs of small raised rows (marks of notes) into the row that they belong to.
fn with_raised(rows: Vec<Vec<Glyph>>) -> Vec<Vec<Glyph>> {
    let size = |row: &[Glyph]| row.iter().map(|glyph| glyph.size).fold(0.0, f32::max);
    let mut kept: Vec<Vec<Glyph>> = Vec::with_capacity(rows.len());
    // From below, for a mark is met before its line, whose base line is lower.
    for row in rows.into_iter().rev() {
        let (own, base) = (size(&row), row.first().map_or(0.0, Glyph::base));
        let host = kept.iter_mut().rev().take(3).find(|line| {
            let (size, line_base) = (size(line), line.first().map_or(0.0, Glyph::base));
            let reach = 0.6 * size;
            let beside = |glyph: &Glyph| {
                line.iter().any(|other| glyph.x0 < other.x1 + reach && other.x0 < glyph.x1 + reach)
            };
            own < 0.8 * size && line_base - base < reach && row.iter().all(beside)
        });
        match host {
            Some(line) => line.extend(row),
            None => kept.push(row),
        }
    }
    kept.reverse();
    kept
}
