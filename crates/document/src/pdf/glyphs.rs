//! The glyphs of a page, each with its place; the page's top is 0 and what stands lower has a greater `y`.

use std::collections::BTreeSet;

use jikenbo_text::fold::Folded;
use pdf_oxide::layout::TextSpan;

/// A page has no more glyphs (a full page of a newspaper has 15,000).
const MOST: usize = 60_000;

/// How far below the base line a glyph reaches, in parts of its size.
pub(super) const DESCENT: f32 = 0.12;

/// A glyph that can be seen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub(super) c: char,
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y0: f32,
    pub(super) y1: f32,
    pub(super) size: f32,
    /// The space that the file has before it.
    pub(super) space: Option<char>,
    /// The font writes from top to bottom.
    pub(super) upright: bool,
}

impl Glyph {
    pub(super) fn base(&self) -> f32 {
        self.y1 - DESCENT * self.size
    }

    /// Whether it is as wide as high, as kanji and kana are.
    pub(super) fn is_wide(&self) -> bool {
        is_wide(self.c)
    }
}

/// Whether `c` is as wide as high.
pub(super) fn is_wide(c: char) -> bool {
    c >= '\u{2e80}' && !('\u{ff61}'..='\u{ffdc}').contains(&c)
}

/// Where a page begins: its left edge and its top, in points of the file.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub(super) left: f32,
    pub(super) top: f32,
}

/// The glyphs of `spans`, and whether that is all of them.
pub(super) fn glyphs(spans: &[TextSpan], frame: Frame) -> (Vec<Glyph>, bool) {
    let mut glyphs = Vec::new();
    for span in spans {
        if glyphs.len() > MOST {
            return (glyphs, false);
        }
        of_span(span, frame, &mut glyphs);
    }
    (without_doubles(glyphs), true)
}

fn of_span(span: &TextSpan, frame: Frame, out: &mut Vec<Glyph>) {
    let chars: Vec<char> = span.text.chars().collect();
    let size = span.font_size.abs().max(1.0);
    let places = if span.wmode == 1 { down(span, &chars, size) } else { along(span, &chars, size) };
    let mut space = None;
    for (&c, (x0, x1, base)) in chars.iter().zip(places) {
        if c.is_whitespace() {
            space = space.filter(|before| *before == '\u{3000}').or(Some(c));
            continue;
        }
        let Some(c) = seen(c) else { continue };
        if !(x0.is_finite() && x1.is_finite() && base.is_finite()) {
            continue;
        }
        let (x0, x1, base) = (x0 - frame.left, x1 - frame.left, frame.top - base);
        let (y0, y1) = (base - (1.0 - DESCENT) * size, base + DESCENT * size);
        out.push(Glyph { c, x0, x1, y0, y1, size, space: space.take(), upright: span.wmode == 1 });
    }
}

/// Left edge, right edge and base line of each character of a line that runs to the right.
fn along(span: &TextSpan, chars: &[char], size: f32) -> Vec<(f32, f32, f32)> {
    let count = chars.len();
    let base = span.bbox.y;
    let widths = Some(&span.char_widths).filter(|widths| widths.len() == count);
    if span.char_x_offsets.len() == count && span.page_rotation_applied == 0 {
        let offsets = &span.char_x_offsets;
        let place = |at: usize| {
            let x0 = offsets[at];
            let own = widths.map(|widths| widths[at]).filter(|width| *width > 0.0);
            let next = offsets.get(at + 1).map(|next| next - x0).filter(|step| *step > 0.0);
            let usual = if is_wide(chars[at]) { size } else { size / 2.0 };
            let width = own.or(next).unwrap_or(usual).min(next.unwrap_or(usual.max(size)).max(usual));
            (x0, x0 + width.min(2.0 * size), base)
        };
        return (0..count).map(place).collect();
    }
    let weight = |at: usize| match widths {
        Some(widths) => widths[at].max(0.0),
        None if is_wide(chars[at]) => 2.0,
        None => 1.0,
    };
    let whole: f32 = (0..count).map(weight).sum::<f32>().max(f32::MIN_POSITIVE);
    let (mut x, scale) = (span.bbox.x, span.bbox.width.abs() / whole);
    let mut places = Vec::with_capacity(count);
    for at in 0..count {
        let width = weight(at) * scale;
        places.push((x, x + width, base));
        x += width;
    }
    places
}

/// The same of a line that runs down: each character is one size below the one before.
fn down(span: &TextSpan, chars: &[char], size: f32) -> Vec<(f32, f32, f32)> {
    let step = (span.bbox.width.abs() / chars.len().max(1) as f32).max(size / 4.0);
    (0..chars.len()).map(|at| (span.bbox.x, span.bbox.x + size, span.bbox.y - step * at as f32)).collect()
}

/// A character as it is read: signs for vertical lines, bullets of symbol fonts and radicals in their usual form; `None` for
/// what is no character.
fn seen(c: char) -> Option<char> {
    match c {
        '\u{fe10}'..='\u{fe19}' => "，、。：；！？〖〗…".chars().nth(c as usize - 0xfe10),
        '\u{fe30}'..='\u{fe44}' => {
            "‥―－＿﹏（）｛｝〔〕【】《》〈〉「」『』".chars().nth(c as usize - 0xfe30)
        }
        '\u{f0b7}' | '\u{f0a7}' | '\u{f06e}' | '\u{f0d8}' | '\u{f0fc}' => Some('・'),
        '\u{f06c}' => Some('●'),
        '\u{e000}'..='\u{f8ff}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' => None,
        '\u{2e80}'..='\u{2fdf}' => Folded::of(c.encode_utf8(&mut [0; 4])).text().chars().next().or(Some(c)),
        _ if c.is_control() => None,
        _ => Some(c),
    }
}

/// Without those that stand upon themselves: bold type made by printing twice.
fn without_doubles(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let mut known: BTreeSet<(char, i32, i32)> = BTreeSet::new();
    let mut kept = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        let step = glyph.size / 4.0;
        let (x, y) = ((glyph.x0 / step) as i32, (glyph.y0 / step) as i32);
        let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (dx, dy)));
        // Of a narrow glyph the next one may stand so near: 11.
        let narrow = glyph.x1 - glyph.x0 < glyph.size * 0.4;
        let reach = |(dx, dy): &(i32, i32)| !narrow || *dx == 0 && *dy == 0;
        let is_double = around
            .filter(reach)
            .any(|(dx, dy)| known.contains(&(glyph.c, x.saturating_add(dx), y.saturating_add(dy))));
        if !is_double {
            known.insert((glyph.c, x, y));
            kept.push(glyph);
        }
    }
    kept
}
