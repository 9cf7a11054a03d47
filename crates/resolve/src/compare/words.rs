use jikenbo_text::Span;

use super::WordChange;
use super::diff::common;

/// Longer sentences are compared only from their two ends.
const TOKENS: usize = 600;

/// The words that differ between two sentences, as pairs of spans of the two texts; one of a pair may be empty.
pub(super) fn changed(old_text: &str, old: Span, new_text: &str, new: Span) -> Vec<WordChange> {
    let (a, b) = (tokens(old_text, old), tokens(new_text, new));
    let words = |text: &'_ str, spans: &[Span]| -> Vec<String> {
        spans.iter().map(|span| super::sentences::plain(span.of(text).unwrap_or_default())).collect()
    };
    let (one, two) = (words(old_text, &a), words(new_text, &b));
    let pairs = if one.len() > TOKENS || two.len() > TOKENS { ends(&one, &two) } else { common(&one, &two) };
    let mut changes = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (x, y) in pairs.into_iter().chain([(a.len(), b.len())]) {
        if i < x || j < y {
            changes.push(WordChange { old: part(&a, i, x, old), new: part(&b, j, y, new) });
        }
        (i, j) = (x + 1, y + 1);
    }
    changes
}

/// The span of the tokens `from..to`; where there are none, the empty place before the next one.
fn part(tokens: &[Span], from: usize, to: usize, whole: Span) -> Span {
    match (tokens.get(from), to.checked_sub(1).and_then(|last| tokens.get(last))) {
        (Some(first), Some(last)) if from < to => first.join(*last),
        (Some(next), _) => Span::new(next.start, next.start),
        _ => Span::new(whole.end, whole.end),
    }
}

fn ends(a: &[String], b: &[String]) -> Vec<(usize, usize)> {
    let first = a.iter().zip(b).take_while(|(one, two)| one == two).count();
    let room = a.len().min(b.len()) - first;
    let last = a.iter().rev().zip(b.iter().rev()).take(room).take_while(|(one, two)| one == two).count();
    let last = (0..last).rev().map(|back| (a.len() - 1 - back, b.len() - 1 - back));
    (0..first).map(|at| (at, at)).chain(last).collect()
}

/// Runs of one kind of letter: figures, Latin, katakana, kanji, hiragana; anything else by itself. Spaces are left out.
fn tokens(text: &str, span: Span) -> Vec<Span> {
    let mut tokens: Vec<(Span, Letter)> = Vec::new();
    for (at, c) in span.of(text).unwrap_or_default().char_indices() {
        let here = Span::new(span.start + at, span.start + at + c.len_utf8());
        let kind = letter(c);
        match tokens.last_mut() {
            _ if kind == Letter::Space => {}
            Some((last, before)) if *before == kind && kind != Letter::Other && last.end == here.start => {
                last.end = here.end
            }
            _ => tokens.push((here, kind)),
        }
    }
    tokens.into_iter().map(|(span, _)| span).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Letter {
    Figure,
    Latin,
    Katakana,
    Kanji,
    Hiragana,
    Space,
    Other,
}

fn letter(c: char) -> Letter {
    match c {
        '0'..='9' | '０'..='９' | ',' | '，' => Letter::Figure,
        'a'..='z' | 'A'..='Z' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' => Letter::Latin,
        '\u{30a1}'..='\u{30fa}' | 'ー' => Letter::Katakana,
        '\u{3041}'..='\u{3096}' => Letter::Hiragana,
        '々' | '\u{3400}'..='\u{9fff}' => Letter::Kanji,
        _ if c.is_whitespace() => Letter::Space,
        _ => Letter::Other,
    }
}
