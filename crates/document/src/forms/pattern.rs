//! The pattern of a heading form, and how it fits a line.

use std::cell::OnceCell;

use jikenbo_model::CaseNumber;
use jikenbo_text::{PartialDate, Span};

use super::{Words, name};
use crate::date::{dates, may_name_day};
use crate::width::{half, head};

/// No heading is longer, in characters (the longest of 73 numbered headings has 124).
pub(super) const LONGEST: usize = 300;

/// A form's pattern, piece by piece.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pattern(Vec<Piece>);

#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Literal(char),
    Space,
    Number,
    Organization,
    Title,
    Date,
    Text,
}

/// What a form read from a line; spans are bytes of the line.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Parts {
    pub(crate) number: Option<(CaseNumber, Span)>,
    pub(crate) organization: Option<Span>,
    pub(crate) title: Option<Span>,
    pub(crate) date: Option<(PartialDate, Span)>,
}

impl Pattern {
    /// The pattern that `text` writes, or what is wrong with it.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let (piece, behind) = if c == '{' { field(rest)? } else { (plain(c), rest.get(c.len_utf8()..)) };
            if piece != Piece::Space || pieces.last() != Some(&Piece::Space) {
                pieces.push(piece);
            }
            rest = behind.unwrap_or_default();
        }
        if !pieces.iter().any(|piece| !matches!(piece, Piece::Space)) {
            return Err(
                "expected a form such as `{organization} {title} {date}`, but found an empty one".to_owned()
            );
        }
        Ok(Self(pieces))
    }

    /// What the pattern reads from the whole of `line`.
    pub(crate) fn fit(&self, line: &str, words: &Words, sure_name: bool) -> Option<Parts> {
        if let Some(Piece::Literal(first)) = self.0.first()
            && line.chars().map(half).find(|&c| c != ' ') != Some(*first)
        {
            return None;
        }
        if self.0.contains(&Piece::Date) && !may_name_day(line) {
            return None;
        }
        let chars = head(line, LONGEST + 1);
        if chars.len() > LONGEST {
            return None;
        }
        let fit = Fit { line, chars, words, sure_name, dates: OnceCell::new() };
        let mut parts = Parts::default();
        fit.pieces(&self.0, 0, &mut parts).then_some(parts)
    }
}

fn plain(c: char) -> Piece {
    match half(c) {
        ' ' => Piece::Space,
        c => Piece::Literal(c),
    }
}

fn field(rest: &str) -> Result<(Piece, Option<&str>), String> {
    let known = "expected `{number}`, `{organization}`, `{title}`, `{date}` or `{text}`";
    let Some(end) = rest.find('}') else {
        return Err(format!("{known}, but found a `{{` without `}}`"));
    };
    let piece = match rest.get(1..end).unwrap_or_default() {
        "number" => Piece::Number,
        "organization" => Piece::Organization,
        "title" => Piece::Title,
        "date" => Piece::Date,
        "text" => Piece::Text,
        other => return Err(format!("{known}, but found `{{{other}}}`")),
    };
    Ok((piece, rest.get(end + 1..)))
}

struct Fit<'a> {
    line: &'a str,
    chars: Vec<(usize, char)>,
    words: &'a Words,
    sure_name: bool,
    /// The days that the line names, once they are asked for.
    dates: OnceCell<Vec<(PartialDate, Span)>>,
}

impl Fit<'_> {
    fn pieces(&self, pieces: &[Piece], at: usize, parts: &mut Parts) -> bool {
        let Some((piece, rest)) = pieces.split_first() else {
            return self.spaces(at) == self.chars.len();
        };
        match piece {
            Piece::Space => self.spaces(at) > at && self.pieces(rest, self.spaces(at), parts),
            Piece::Literal(c) => {
                let at = self.spaces(at);
                self.char(at) == Some(*c) && self.pieces(rest, at + 1, parts)
            }
            Piece::Number => self.number(at).is_some_and(|(number, span, end)| {
                parts.number = Some((number, span));
                self.pieces(rest, end, parts)
            }),
            Piece::Date => self.date(self.spaces(at)).is_some_and(|(date, span, end)| {
                parts.date = Some((date, span));
                self.pieces(rest, end, parts)
            }),
            Piece::Organization => self.organization(rest, at, parts),
            Piece::Title | Piece::Text => self.words(piece, rest, at, parts),
        }
    }

    fn organization(&self, rest: &[Piece], at: usize, parts: &mut Parts) -> bool {
        let at = self.spaces(at);
        let end = match rest.first() {
            Some(Piece::Literal(sign)) => {
                self.chars.iter().skip(at).position(|(_, c)| c == sign).map(|length| at + length)
            }
            _ => name::end(&self.chars, at, self.words, self.sure_name),
        };
        end.is_some_and(|end| {
            parts.organization = Some(self.span(at, end));
            self.pieces(rest, end, parts)
        })
    }

    /// The shortest run of words behind which the rest fits.
    fn words(&self, piece: &Piece, rest: &[Piece], at: usize, parts: &mut Parts) -> bool {
        let at = self.spaces(at);
        let last = self.trimmed_end();
        let first = if rest.is_empty() { last.max(at + 1) } else { at + 1 };
        for end in first..=last {
            if self.pieces(rest, end, parts) {
                if *piece == Piece::Title {
                    parts.title = Some(self.span(at, end));
                }
                return true;
            }
        }
        false
    }

    fn number(&self, at: usize) -> Option<(CaseNumber, Span, usize)> {
        let start = self.spaces(at);
        let (year, at) = self.digits(start, 4)?;
        let dash = self.spaces(at);
        if !matches!(self.char(dash)?, '-' | '‐' | '–' | '—' | '−' | 'ー' | '―') {
            return None;
        }
        let (serial, end) = self.digits(self.spaces(dash + 1), 7)?;
        Some((CaseNumber::new(i16::try_from(year).ok()?, serial)?, self.span(start, end), end))
    }

    /// The date that begins at character `at`, and the character behind it.
    fn date(&self, at: usize) -> Option<(PartialDate, Span, usize)> {
        let start = self.chars.get(at)?.0;
        let dates = self.dates.get_or_init(|| dates(self.line));
        let &(date, span) = dates.iter().find(|(_, span)| span.start == start)?;
        let end = self.chars.partition_point(|&(byte, _)| byte < span.end);
        Some((date, span, end))
    }

    fn digits(&self, at: usize, most: usize) -> Option<(u32, usize)> {
        let digits: String =
            self.chars.iter().skip(at).take(most).map(|&(_, c)| c).take_while(char::is_ascii_digit).collect();
        Some((digits.parse().ok()?, at + digits.len()))
    }

    fn char(&self, at: usize) -> Option<char> {
        self.chars.get(at).map(|&(_, c)| c)
    }

    fn spaces(&self, mut at: usize) -> usize {
        while self.char(at) == Some(' ') {
            at += 1;
        }
        at
    }

    fn trimmed_end(&self) -> usize {
        self.chars.iter().rposition(|&(_, c)| c != ' ').map_or(0, |at| at + 1)
    }

    /// The bytes of characters `start..end`, spaces at the end left out.
    fn span(&self, start: usize, end: usize) -> Span {
        let mut end = end.min(self.chars.len());
        while end > start && self.char(end - 1) == Some(' ') {
            end -= 1;
        }
        let byte = |at: usize| self.chars.get(at).map_or(self.line.len(), |&(byte, _)| byte);
        Span::new(byte(start), byte(end))
    }
}
