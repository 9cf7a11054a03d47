//! What a line of plain text is: heading, list item, note or paragraph.

use jikenbo_model::BlockKind;

use super::lines::Line;
use crate::date::date_line;
use crate::forms::HeadingForms;
use crate::marker::{Marker, Style};

/// The longest heading of a section, in characters (of 460 lines with a heading's sign and no sentence, on 44 pages, 99 %
/// have 53 or fewer, and 3 have more than 60).
const LONGEST: usize = 60;

/// The longest heading that has neither sign nor number.
const LONGEST_BARE: usize = 30;

/// What the line `at` is, seen among its neighbours; `depth` is that of a list item.
pub(super) fn kind(lines: &[Line<'_>], at: usize, depth: u8, bare: bool) -> BlockKind {
    let Some(line) = lines.get(at) else { return BlockKind::Paragraph };
    if let Some(kind) = &line.fixed {
        let noted = matches!(kind, BlockKind::ListItem { .. } | BlockKind::Description);
        return line.marker.as_ref().and_then(note).filter(|_| noted).unwrap_or_else(|| kind.clone());
    }
    let is_heading = match &line.marker {
        Some(marker @ Marker::Note(_)) => return note(marker).unwrap_or(BlockKind::Paragraph),
        Some(Marker::Bracketed { whole }) => *whole && is_short(line),
        Some(Marker::Square) => is_short(line),
        Some(marker @ (Marker::Circle(_) | Marker::Number(_))) => {
            is_short(line) && !is_one_of_many(lines, at, marker)
        }
        Some(Marker::Bullet) => false,
        None => bare && is_bare_heading(lines, at),
    };
    match &line.marker {
        marker if is_heading => BlockKind::Heading { level: level(marker.as_ref()) },
        Some(Marker::Circle(_) | Marker::Number(_) | Marker::Bullet) => BlockKind::ListItem { depth },
        _ => BlockKind::Paragraph,
    }
}

fn note(marker: &Marker) -> Option<BlockKind> {
    match marker {
        Marker::Note(mark) => Some(BlockKind::Note { mark: mark.clone() }),
        _ => None,
    }
}

fn level(marker: Option<&Marker>) -> u8 {
    match marker {
        Some(
            Marker::Number(Style::Chapter | Style::Square | Style::Dot | Style::Space | Style::Kanji)
            | Marker::Square,
        )
        | None => 2,
        Some(Marker::Bracketed { .. } | Marker::Circle(_)) => 3,
        Some(_) => 4,
    }
}

/// Whether a line is as short as a heading and ends like none of a sentence.
fn is_short(line: &Line<'_>) -> bool {
    let words = line.words();
    line.within(LONGEST)
        && !words.is_empty()
        && !words.contains('。')
        && !words.ends_with(['、', '．', ','])
        && !has_value(words)
}

/// Whether a label is followed by its value: `発生日時:2023年…`, `件数  12件`, `窓口 電話 …`.
fn has_value(words: &str) -> bool {
    let columns = words.contains("  ") || words.contains(['\t', '\u{3000}']);
    // Nine figures are a telephone number.
    // 「(1)氏名 (2)口座情報」 are items.
    let several =
        [" (2)", "\u{3000}(2)", " （2）", "\u{3000}（2）", " （２）", "\u{3000}（２）", " ②", "\u{3000}②"];
    if several.iter().any(|item| words.contains(item)) {
        return true;
    }
    if columns || words.chars().filter(|&c| crate::width::half(c).is_ascii_digit()).count() > 8 {
        return true;
    }
    let mut parts = words.splitn(2, [':', '：']);
    parts.next();
    parts.next().is_some_and(|value| !crate::width::trim(value).is_empty())
}

/// Whether a neighbour has the same sign, with nothing between the two: items, not headings.
fn is_one_of_many(lines: &[Line<'_>], at: usize, marker: &Marker) -> bool {
    let same = |line: &Line<'_>| line.fixed.is_none() && line.marker.as_ref() == Some(marker);
    let next = lines.get(at + 1);
    let before = at.checked_sub(1).and_then(|at| lines.get(at));
    let touching = lines.get(at).is_some_and(|line| line.blank == 0);
    next.is_none_or(same) || touching && before.is_some_and(same)
}

/// Whether a line without a sign stands alone as a heading does, with a body behind it.
fn is_bare_heading(lines: &[Line<'_>], at: usize) -> bool {
    let (Some(line), Some(next)) = (lines.get(at), lines.get(at + 1)) else { return false };
    if at > 0 && line.blank == 0 {
        return is_crowded_heading(lines, at);
    }
    if !line.within(LONGEST_BARE) || !is_short(line) {
        return false;
    }
    let body = match &next.marker {
        _ if next.fixed.is_some() => !matches!(next.fixed, Some(BlockKind::Heading { .. })),
        Some(Marker::Bullet | Marker::Note(_)) => true,
        Some(_) => next.blank == 0,
        None => next.text.contains('。') || !next.within(LONGEST_BARE),
    };
    let words = HeadingForms::builtin_words();
    (body || words.is_section(line.text))
        && line.text.matches('、').count() < 2
        && !line.text.ends_with(['」', '』', ':', '：'])
        && !line.text.contains("://")
        && !is_only_time(line.text)
        && date_line(line.text).is_none()
        && !words.is_no_title(line.text)
        && (words.is_section(line.text) || !words.looks_like_name(line.text))
}

/// What only a section is called, where nothing sets its line off.
const NAMES: &[&str] =
    &["経緯", "経過", "概要", "原因", "対策", "防止策", "対応", "取組", "取り組み", "措置"];

/// The longest of such, in characters.
const LONGEST_NAME: usize = 16;

/// Whether a line without a sign or a blank line before it is a heading: the name of a section between two sentences.
fn is_crowded_heading(lines: &[Line<'_>], at: usize) -> bool {
    let (Some(line), Some(next)) = (lines.get(at), lines.get(at + 1)) else { return false };
    let before = at.checked_sub(1).and_then(|at| lines.get(at));
    let closed = before.is_some_and(|line| line.text.ends_with('。'));
    let body = next.text.contains('。') || next.marker.is_some();
    closed
        && body
        && line.within(LONGEST_NAME)
        && is_short(line)
        && !line.text.contains(['、', 'を', 'に', 'が', 'は'])
        && NAMES.iter().any(|name| line.text.ends_with(name))
}

/// Whether a line names nothing but a day or hour: `11月7日(火)`, an entry of a chronology.
fn is_only_time(line: &str) -> bool {
    let of_time = |c: char| {
        c.is_ascii_digit()
            || "年月日時分秒頃()火水木金土曜祝元令和平成昭午前後以降まで~〜-:/.から ".contains(c)
    };
    line.chars().map(crate::width::half).all(of_time)
}
