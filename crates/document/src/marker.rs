//! What stands at the head of a line: `■`, `・`, `1.`, `(1)`, `①`, `ア`, `※1`, `【…】`.

use crate::forms::HeadingForms;
use crate::width::{half, head_in, is_space};

/// How a number at the head of a line is written; lines of one list share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// `第1`
    Chapter,
    /// `【1】`
    Square,
    /// `1.`, `1、`, `1:`
    Dot,
    /// `1 概要`
    Space,
    /// `一 概要`, `二、`
    Kanji,
    /// `(1)`, `[1]`
    Brackets,
    /// `1)`
    Bracket,
    /// `①`
    Circle,
    /// `a)`, `(a)`, `A.`
    Letter,
    /// `ア`, `(ア)`
    Kana,
}

/// The head of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Marker {
    /// `■`, `◆` and the like: a heading's.
    Square,
    /// `●`, `○`: a heading's or a list's.
    Circle(char),
    /// `・`, `•`, `-` and the like: a list's.
    Bullet,
    /// `【…】`, `<…>`; `whole` where the bracket closes at the line's end.
    Bracketed { whole: bool },
    /// A number.
    Number(Style),
    /// `※1`, `*2`, `(†)`, `(注1)`: a note's, as it stands.
    Note(String),
}

/// What counts as a counter behind a bare figure: `3 月 12 日` begins no section.
const COUNTERS: &str = "年月日時分秒人名件社回校台個枚通部万億千円歳番位点割つか";

/// Kana that number items.
const KANA: &str = "アイウエオカキクケコサシスセソ";

/// The marker at the head of `line` (which has no space there) and its length in bytes, spaces behind it included.
pub(crate) fn marker(line: &str) -> Option<(Marker, usize)> {
    if !line.chars().next().is_some_and(may_begin) {
        return None;
    }
    let mut room = [(0, ' '); 16];
    let head = head_in(line, &mut room);
    let &(_, first) = head.first()?;
    let found = match first {
        '■' | '□' | '◆' | '◇' | '▼' | '▽' | '★' | '☆' | '◼' | '❖' | '▶' | '▷' => {
            Some((Marker::Square, 1))
        }
        '●' | '○' | '◎' | '◯' | '〇' => Some((Marker::Circle(first), 1)),
        '・' | '•' | '･' | '‣' | '▪' | '▫' | '➢' | '✓' | '→' | '⇒' | '➡' => {
            Some((Marker::Bullet, 1))
        }
        '-' | '–' | '—' | '*' | '+' if space_at(head, 1) && head.len() > 2 => Some((Marker::Bullet, 1)),
        '①'..='⑳' | '❶'..='❿' | 'Ⅰ'..='Ⅻ' => Some((Marker::Number(Style::Circle), 1)),
        _ => None,
    };
    let (marker, chars) = found
        .or_else(|| note(line, head))
        .or_else(|| number(head))
        .or_else(|| glued(line, head))
        .or_else(|| bracketed(line, first).map(|whole| (Marker::Bracketed { whole }, 0)))?;
    Some((marker, offset_behind(line, head, chars)))
}

/// Whether a marker may begin with `c`: most lines begin with a kana or a kanji that none does.
fn may_begin(c: char) -> bool {
    match c {
        'ぁ'..='ん' => false,
        'ァ'..='ヶ' => KANA.contains(c),
        '\u{4E00}'..='\u{9FFF}' => is_kanji_figure(c) || matches!(c, '第' | '注'),
        _ => true,
    }
}

fn space_at(head: &[(usize, char)], at: usize) -> bool {
    head.get(at).is_none_or(|&(_, c)| c == ' ')
}

fn offset_behind(line: &str, head: &[(usize, char)], chars: usize) -> usize {
    let behind = head.get(chars).map_or(line.len(), |&(at, _)| at);
    line.len() - line.get(behind..).unwrap_or_default().trim_start_matches(is_space).len()
}

/// `※`, `*`, `†` or `注` with an optional figure, in brackets or not; length in characters.
fn note(line: &str, head: &[(usize, char)]) -> Option<(Marker, usize)> {
    let open = usize::from(matches!(head.first(), Some((_, '(' | '['))));
    let sign = head.get(open)?.1;
    if !matches!(sign, '※' | '*' | '†' | '‡' | '注') {
        return None;
    }
    let mut end = open + 1;
    if sign == '注' && head.get(end).is_some_and(|&(_, c)| c == '記') {
        end += 1;
    }
    let figures = head.iter().skip(end).take_while(|&&(_, c)| is_mark_figure(c)).count();
    let counted = head.get(end + figures).is_some_and(|&(_, c)| COUNTERS.contains(c));
    // `※2023年…` is a note without a number.
    end += if figures > 2 || counted { 0 } else { figures };
    let closed = head.get(end).is_some_and(|&(_, c)| matches!(c, ')' | ']'));
    let bare = matches!(sign, '※' | '†' | '‡') || sign == '*' && head.get(end)?.1 != '*';
    let fits = if open == 1 { closed } else { bare || closed || end > 1 && space_or_colon(head, end) };
    let mark = line.get(head.get(open)?.0..head.get(end).map_or(line.len(), |&(at, _)| at))?;
    fits.then(|| (Marker::Note(mark.to_owned()), end + usize::from(closed)))
}

fn space_or_colon(head: &[(usize, char)], at: usize) -> bool {
    head.get(at).is_none_or(|&(_, c)| matches!(c, ' ' | ':' | '.'))
}

/// Whether `c` can be the figure of a note's mark: `1`, `²`.
pub(crate) fn is_mark_figure(c: char) -> bool {
    half(c).is_ascii_digit() || matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// A figure that nothing parts from the heading of a section: `2経緯`.
fn glued(line: &str, head: &[(usize, char)]) -> Option<(Marker, usize)> {
    let figures = head.iter().take(3).take_while(|&&(_, c)| c.is_ascii_digit()).count();
    let &(at, next) = head.get(figures).filter(|_| (1..=2).contains(&figures))?;
    let heading = line.get(at..)?;
    let counted = COUNTERS.contains(next) || "次学期周".contains(next);
    (!counted && HeadingForms::builtin_words().is_section(heading))
        .then_some((Marker::Number(Style::Space), figures))
}

fn number(head: &[(usize, char)]) -> Option<(Marker, usize)> {
    let at = |index: usize| head.get(index).map(|&(_, c)| c);
    let start = usize::from(matches!(at(0)?, '(' | '[' | '第' | '〔' | '【' | '《' | '〈'));
    let end = start + head.iter().skip(start).take(3).take_while(|&&(_, c)| is_figure(c, at(start))).count();
    if end == start {
        return None;
    }
    let first = at(start)?;
    let open = (start == 1).then(|| at(0)).flatten();
    let style = match (open, at(end)) {
        (Some('第'), next) => return chapter(next, end),
        (Some('【' | '《' | '〈'), Some('】' | '》' | '〉')) if first.is_ascii_digit() => {
            return Some((Marker::Number(Style::Square), end + 1));
        }
        (Some(_), Some(')' | ']' | '〕')) => {
            return Some((Marker::Number(kind(first, Style::Brackets)), end + 1));
        }
        (None, Some(')')) => return Some((Marker::Number(kind(first, Style::Bracket)), end + 1)),
        (None, Some('.' | '、' | ':')) if !at(end + 1).is_some_and(|c| c.is_ascii_digit()) => {
            return Some((Marker::Number(kind(first, Style::Dot)), end + 1))
                .filter(|_| is_item(first, at(end)));
        }
        (None, Some(' ')) if !first.is_ascii_alphabetic() => kind(first, Style::Space),
        _ => return None,
    };
    let next = head.iter().skip(end).map(|&(_, c)| c).find(|&c| c != ' ')?;
    let counted = COUNTERS.contains(next) || next.is_ascii_digit() || "/:-~.,".contains(next);
    (!counted).then_some((Marker::Number(style), end))
}

/// `A、` and `三:` are words of a sentence.
fn is_item(first: char, behind: Option<char>) -> bool {
    first.is_ascii_digit() || behind == Some('.') || behind == Some('、') && is_kanji_figure(first)
}

fn chapter(next: Option<char>, end: usize) -> Option<(Marker, usize)> {
    match next {
        Some('章' | '節') => Some((Marker::Number(Style::Chapter), end + 1)),
        Some(' ' | '.' | '、') => Some((Marker::Number(Style::Chapter), end)),
        _ => None,
    }
}

fn is_figure(c: char, first: Option<char>) -> bool {
    match first {
        Some(f) if f.is_ascii_digit() => c.is_ascii_digit(),
        Some(f) if is_kanji_figure(f) => is_kanji_figure(c),
        // A letter or a kana stands alone, or it is a word.
        Some(f) => c == f && (f.is_ascii_alphabetic() || KANA.contains(f)),
        None => false,
    }
}

fn is_kanji_figure(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

fn kind(first: char, digits: Style) -> Style {
    match first {
        _ if first.is_ascii_digit() => digits,
        _ if is_kanji_figure(first) => Style::Kanji,
        _ if first.is_ascii_alphabetic() => Style::Letter,
        _ => Style::Kana,
    }
}

fn bracketed(line: &str, first: char) -> Option<bool> {
    let close = match first {
        '【' => '】',
        '<' => '>',
        '〈' => '〉',
        '《' => '》',
        '≪' => '≫',
        '[' => ']',
        '〔' => '〕',
        _ => return None,
    };
    let mut inner = line.char_indices().take(80).skip(1);
    let at = inner.find(|&(_, c)| half(c) == close).map(|(at, c)| at + c.len_utf8())?;
    Some(line.get(at..).is_some_and(|rest| rest.chars().all(is_space)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let found = marker(line).map(|(marker, len)| format!("{marker:?} {}", &line[len..]));
        assert_eq!(found.as_deref().unwrap_or("none"), expected, "{line}");
    }

    #[test]
    fn numbers() {
        check("1.経緯", "Number(Dot) 経緯");
        check("１．　経緯", "Number(Dot) 経緯");
        check("1 概要", "Number(Space) 概要");
        check("2経緯", "Number(Space) 経緯");
        check("(1)原因", "Number(Brackets) 原因");
        check("1) 原因", "Number(Bracket) 原因");
        check("第1 概要", "Number(Chapter) 概要");
        check("一 概要", "Number(Kanji) 概要");
        check("ア 対象", "Number(Kana) 対象");
        check("a)件数", "Number(Letter) 件数");
        check("①確認", "Number(Circle) 確認");
    }

    #[test]
    fn no_numbers() {
        check("2023.3.9", "none");
        check("3 月 12 日 侵入", "none");
        check("1月12日", "none");
        check("2次被害", "none");
        check("3件の対応", "none");
        check("第1報の続き", "none");
        check("2025 12", "none");
        check("イベントについて", "none");
        check("A、B及びC", "none");
        check("(令和5年3月)", "none");
    }

    #[test]
    fn notes_and_signs() {
        check("※1 詳細", "Note(\"※1\") 詳細");
        check("*2 詳細", "Note(\"*2\") 詳細");
        check("*詳細", "Note(\"*\") 詳細");
        check("※2023年公表分", "Note(\"※\") 2023年公表分");
        check("* 項目", "Bullet 項目");
        check("(†) 詳細", "Note(\"†\") 詳細");
        check("（注１）詳細", "Note(\"注１\") 詳細");
        check("注意してください", "none");
        check("■経緯", "Square 経緯");
        check("【経緯】", "Bracketed { whole: true } 【経緯】");
        check("【重要】経緯", "Bracketed { whole: false } 【重要】経緯");
        check("- 項目", "Bullet 項目");
        check("-5度", "none");
    }
}
