//! Runs of Latin letters, digits and marks that name something rather than count it.

use super::Sense;
use super::counters;
use super::hyphens;

/// A run that is no plain figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) start: usize,
    pub(super) end: usize,
    /// `None`: web and mail addresses, which are passed over.
    pub(super) sense: Option<Sense>,
}

/// A word longer than this is a key or a digest, whatever it looks like.
const LONGEST_WORD: usize = 256;

/// What lies behind the caret has been read, so that a run is looked at once.
#[derive(Default)]
pub(super) struct Runs {
    /// Up to here the run is known to be no address.
    plain: usize,
}

impl Runs {
    /// The shape around the digit at `at`; nothing before `floor` belongs to it.
    pub(super) fn shape(&mut self, text: &str, floor: usize, at: usize) -> Option<Shape> {
        if is_plain(text.as_bytes(), floor, at) {
            return hyphens::plain(text, at);
        }
        if at >= self.plain {
            let (start, end) =
                around(text, floor, at, |byte| byte.is_ascii_graphic() && !b"<>\"'()".contains(&byte));
            if is_address(text.get(start..end)?) {
                return Some(Shape { start, end, sense: None });
            }
            self.plain = end;
        }
        word(text, floor, at).or_else(|| hyphens::shape(text, floor, at))
    }
}

/// Digits with no Latin letter and no mark on either side.
fn is_plain(bytes: &[u8], floor: usize, at: usize) -> bool {
    let is_part = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_graphic() && *byte != b',');
    let before = at.checked_sub(1).filter(|before| *before >= floor).and_then(|before| bytes.get(before));
    let behind = bytes.get(at..).and_then(|rest| rest.iter().find(|byte| !byte.is_ascii_digit()));
    !is_part(before) && !is_part(behind)
}

/// The run of bytes that are `wanted` around `at`.
fn around(text: &str, floor: usize, at: usize, wanted: impl Fn(u8) -> bool) -> (usize, usize) {
    let bytes = text.as_bytes();
    let before =
        bytes.get(floor..at).map_or(0, |head| head.iter().rev().take_while(|byte| wanted(**byte)).count());
    let behind = bytes.get(at..).map_or(0, |rest| rest.iter().take_while(|byte| wanted(**byte)).count());
    (at - before, at + behind)
}

fn is_address(run: &str) -> bool {
    let mail = run.split_once('@').is_some_and(|(name, host)| {
        name.ends_with(|c: char| c.is_ascii_alphanumeric())
            && host.contains(|c: char| c.is_ascii_alphabetic())
    });
    mail || run.contains("://") || run.starts_with("www.")
}

/// A word of letters and digits: `CVE-2023-1234`, `v3`, `SHA256`, `report2025.pdf`; no figure with a unit (`10GB`).
fn word(text: &str, floor: usize, at: usize) -> Option<Shape> {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./+".contains(&byte);
    let bytes = text.as_bytes();
    let head = bytes.get(floor..at)?.iter().rev();
    let before = head.take(LONGEST_WORD).take_while(|byte| is_word(**byte)).count();
    let start = at - before;
    let behind = bytes.get(at..)?.iter().take(LONGEST_WORD).take_while(|byte| is_word(**byte)).count();
    let run = text.get(start..at + behind)?;
    let run = run.trim_end_matches(['-', '.', '/', '+']);
    if !run.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let end = start + run.len();
    let shape = |start, sense| Some(Shape { start, end, sense: Some(sense) });
    if before == 0 {
        return if begins_with_unit(text, at, end) { None } else { shape(start, Sense::Identifier) };
    }
    let letters = text.get(start..at)?;
    if !letters.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    if hyphens::is_phone_label(text, at) {
        return None;
    }
    let lower = letters.to_ascii_lowercase();
    if matches!(lower.as_str(), "v" | "ver" | "ver." | "version" | "rev" | "rev.") {
        return shape(start, Sense::Version);
    }
    let figure_end = digits_end(bytes, at);
    let counted = figure_end == end && counters::at(text, end).is_some_and(|counter| counter.counts());
    if counted && letters.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'/') {
        return None;
    }
    shape(start, Sense::Identifier)
}

/// `10GB`, `20-100ID`: a figure with a unit of Latin letters, or one that Japanese follows.
fn begins_with_unit(text: &str, at: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let mut figure = at;
    while let Some(byte) = bytes.get(figure).filter(|byte| byte.is_ascii_digit() || b",.-/".contains(byte)) {
        let unit = counters::at(text, figure + 1).filter(|_| byte.is_ascii_digit());
        if figure + 1 < end && unit.is_some() {
            return true;
        }
        figure += 1;
    }
    false
}

/// Where the digits and points at `at` end.
fn digits_end(bytes: &[u8], at: usize) -> usize {
    at + bytes
        .get(at..)
        .map_or(0, |rest| rest.iter().take_while(|b| b.is_ascii_digit() || **b == b'.').count())
}
