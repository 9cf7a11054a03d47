//! Notes (`※1 …`) and the places that call them.

use std::collections::BTreeMap;

use jikenbo_model::{Block, BlockKind, Note};
use jikenbo_text::Span;

use crate::marker::{is_mark_figure, marker};
use crate::width::half;

/// The notes among `blocks`, each with its calls: those since the last note with the same mark, else those behind it.
pub(crate) fn notes(text: &str, blocks: &[Block]) -> Vec<Note> {
    let mut notes: Vec<Note> = blocks.iter().filter_map(|block| note(text, block)).collect();
    if notes.is_empty() {
        return notes;
    }
    let mut calls: BTreeMap<String, Vec<Span>> =
        notes.iter().map(|note| (key(&note.mark), Vec::new())).collect();
    find_calls(text, blocks, &mut calls);
    let mut before: BTreeMap<String, usize> = BTreeMap::new();
    let ends: Vec<usize> = next_with_mark(&notes, text.len());
    for (note, next) in notes.iter_mut().zip(ends) {
        let mark = key(&note.mark);
        let spans = calls.get(&mark).map_or(&[][..], Vec::as_slice);
        let since = before.insert(mark, note.body.end).unwrap_or_default();
        note.calls = between(spans, since, note.body.start);
        if note.calls.is_empty() {
            note.calls = between(spans, note.body.end, next);
        }
    }
    notes
}

fn note(text: &str, block: &Block) -> Option<Note> {
    let BlockKind::Note { mark } = &block.kind else { return None };
    let (_, body) = marker(block.span.of(text)?)?;
    Some(Note {
        mark: mark.clone(),
        body: Span::new(block.span.start + body, block.span.end),
        calls: Vec::new(),
    })
}

/// Where the next note with the same mark begins, for each note.
fn next_with_mark(notes: &[Note], end: usize) -> Vec<usize> {
    let mut next: BTreeMap<String, usize> = BTreeMap::new();
    let mut starts: Vec<usize> =
        notes.iter().rev().map(|note| next.insert(key(&note.mark), note.body.start).unwrap_or(end)).collect();
    starts.reverse();
    starts
}

fn between(spans: &[Span], from: usize, to: usize) -> Vec<Span> {
    let start = spans.partition_point(|span| span.start < from);
    spans.iter().skip(start).take_while(|span| span.start < to).copied().collect()
}

/// A mark's spelling without its width.
fn key(mark: &str) -> String {
    mark.chars()
        .map(|c| match c {
            '¹' => '1',
            '²' => '2',
            '³' => '3',
            '⁴'..='⁹' => char::from_u32(c as u32 - 0x2070 + u32::from(b'0')).unwrap_or(c),
            _ => half(c),
        })
        .collect()
}

/// What a mark may begin with.
const SIGNS: [char; 6] = ['※', '*', '＊', '†', '‡', '注'];

/// Adds every place in `text` that calls one of the marks that `calls` has; a note's own mark calls nothing.
fn find_calls(text: &str, blocks: &[Block], calls: &mut BTreeMap<String, Vec<Span>>) {
    // Only the signs that some note has are looked for, which is quicker than to look at every character.
    let of_notes = |sign: &char| calls.keys().any(|mark| mark.starts_with(half(*sign)));
    let signs: Vec<char> = SIGNS.into_iter().filter(of_notes).collect();
    for sign in signs {
        let mut blocks = blocks.iter().peekable();
        for at in memchr::memmem::find_iter(text.as_bytes(), sign.encode_utf8(&mut [0; 4])) {
            while blocks.next_if(|block| block.span.end <= at).is_some() {}
            let Some(block) = blocks.peek().filter(|block| block.span.start <= at) else { continue };
            if let Some(span) = call(text, block, at, sign)
                && let Some(spans) = span.of(text).and_then(|mark| calls.get_mut(&key(mark)))
            {
                spans.push(span);
            }
        }
    }
    calls.values_mut().for_each(|spans| spans.sort_unstable());
}

/// The mark in `block` that begins with the `sign` at byte `at` of `text`, if it is a call.
fn call(text: &str, block: &Block, at: usize, sign: char) -> Option<Span> {
    let words = block.span.of(text)?;
    let at = at - block.span.start;
    let own = matches!(block.kind, BlockKind::Note { .. });
    if own && marker(words).is_some_and(|(_, body)| at < body) {
        return None;
    }
    let behind = words.get(at..)?.chars().skip(1).take(4);
    let figures: usize = behind.take_while(|&c| is_mark_figure(c)).map(char::len_utf8).sum();
    let end = at + sign.len_utf8() + figures;
    is_call(words, at, end, half(sign), figures > 0).then(|| Span::new(at, end).shift(block.span.start))
}

/// Whether the mark at `start..end` stands where a mark is a call.
fn is_call(words: &str, start: usize, end: usize, sign: char, figures: bool) -> bool {
    let before = words.get(..start).and_then(|words| words.chars().next_back()).map(half);
    let behind = words.get(end..).and_then(|words| words.chars().next()).map(half);
    let bracketed = matches!(before, Some('(' | '[')) && matches!(behind, Some(')' | ']'));
    match sign {
        '※' | '†' | '‡' => before.is_some(),
        '*' if figures => before.is_some_and(|c| !c.is_ascii_alphanumeric() && c != '*'),
        '*' => bracketed,
        _ => bracketed || figures && matches!(behind, Some(')')),
    }
}
