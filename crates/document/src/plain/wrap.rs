//! Whether a line goes on in the next one: text that was wrapped at a width.

use jikenbo_model::BlockKind;

use super::lines::Line;
use crate::date::begins_with_day;
use crate::marker::Marker;
use crate::width::half;

/// A shorter line was ended by its writer (columns; Japanese text is wrapped at 30 characters or more).
const SHORTEST: usize = 60;

/// How far wrapped lines of one paragraph differ, in columns: a Latin word or a sign that cannot begin a line.
const RAGGED: usize = 8;

/// Whether `line` goes on in `next`; `widest` is the width of the widest line among those around without a blank one
/// between, `full` how many of them are about so wide.
pub(super) fn goes_on(line: &Line<'_>, next: &Line<'_>, widest: usize, full: usize) -> bool {
    // No line begins with a closing sign: 「(以下「当社」という。⏎)において」.
    if next.blank == 0
        && next.fixed.is_none()
        && line.fixed.is_none()
        && next.text.starts_with([')', '）', '」', '』', '、', '。'])
    {
        return true;
    }
    if next.blank == 0 && next.fixed.is_none() && line.fixed.is_none() && in_quotes(line.text, next.text) {
        return true;
    }
    let fixed = next.fixed.is_some()
        || matches!(line.fixed, Some(BlockKind::Heading { .. } | BlockKind::TableRow { .. }));
    if fixed || next.blank > 0 || next.marker.is_some() || line.width < SHORTEST || indented(line, next) {
        return false;
    }
    if matches!(line.marker, Some(Marker::Bracketed { .. } | Marker::Square)) {
        return false;
    }
    let Some(last) = line.text.chars().next_back() else { return false };
    if "。．.」』】）)!?！？:：".contains(last) || line.text.starts_with("http") {
        return false;
    }
    if begins_with_day(next.text) {
        return false;
    }
    let mut chars = next.text.chars();
    let (first, second) = (chars.next().unwrap_or(' '), chars.next().unwrap_or(' '));
    // No line that its writer ended does so in a particle: 「…サーバーの負荷が⏎検知され」, but for 「お客様へ」.
    let mid_phrase = "、がをはに".contains(last) || begins_mid_phrase(first, second);
    let wide = line.width * 5 >= widest * 4;
    mid_phrase
        || wide && runs_on(line.text, last) && !is_labelled(next.text)
        || full > 1 && line.width + RAGGED >= widest
}

/// Whether a quote that opens in `line` closes in the line behind it: 「「安全と⏎安心の講座」をご案内」.
fn in_quotes(line: &str, next: &str) -> bool {
    let opened = line.rfind('「').is_some_and(|at| !line[at..].contains('」'));
    opened && next.find('」').is_some_and(|at| !next[..at].contains('「'))
}

/// Whether a line is running text that no end of a sentence closes: a clause ends in it at a comma, and its last word is
/// no predicate. Lists of nouns (氏名、住所) have no such clause.
fn runs_on(line: &str, last: char) -> bool {
    let clause = ["し、", "て、", "が、", "は、", "際に、", "ため、", "ところ、", "ったり、"];
    let done =
        ["判明", "確認", "連絡", "謝罪", "報告", "停止", "回収", "依頼", "発覚", "実施", "開始", "完了"];
    !"たするいう".contains(last)
        && !done.iter().any(|end| line.ends_with(end))
        && clause.iter().any(|end| line.contains(end))
}

/// How many characters a label has at most: `お客様対応:`.
const LABEL: usize = 12;

/// Whether a line begins with a label and its colon.
fn is_labelled(line: &str) -> bool {
    line.chars().take(LABEL).any(|c| matches!(c, ':' | '：'))
}

fn indented(line: &Line<'_>, next: &Line<'_>) -> bool {
    let hang = match line.marker {
        Some(_) => 6,
        None => 0,
    };
    next.indent > line.indent + hang
}

/// Whether words that begin so go on with a phrase: a particle, an ending, a closing sign.
fn begins_mid_phrase(first: char, second: char) -> bool {
    let word = [first, second];
    let begins_anew = matches!(first, 'お' | 'ご')
        || [
            "うち", "なお", "また", "この", "その", "すべ", "ただ", "いず", "いつ", "これ", "それ", "あわ",
            "さら",
        ]
        .iter()
        .any(|start| start.chars().eq(word));
    ('ぁ'..='ん').contains(&first) && !begins_anew || "、。」』)】ー".contains(half(first))
}
