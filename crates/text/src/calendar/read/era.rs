use super::cursor::{Found, eat, eat_pair, eat_spaced, gap};
use super::numeral::{numeral, small};
use crate::calendar::Era;

const NAMES: &[(&str, Era)] = &[
    ("令和", Era::Reiwa),
    ("平成", Era::Heisei),
    ("昭和", Era::Showa),
    ("大正", Era::Taisho),
    ("明治", Era::Meiji),
];

const LETTERS: &[(&str, Era)] = &[
    ("R", Era::Reiwa),
    ("H", Era::Heisei),
    ("S", Era::Showa),
    ("T", Era::Taisho),
    ("M", Era::Meiji),
    ("令", Era::Reiwa),
    ("平", Era::Heisei),
    ("昭", Era::Showa),
    ("大", Era::Taisho),
    ("明", Era::Meiji),
];

impl Era {
    /// The Gregorian year of this era's year `number`; `None` where the era has no such year.
    ///
    /// An era's name is used on for a while in forms printed before it ended: 平成33年 is 2021.
    pub fn year(self, number: u32) -> Option<i16> {
        let (before, last) = match self {
            Self::Meiji => (1867, 45),
            Self::Taisho => (1911, 15),
            Self::Showa => (1925, 64),
            Self::Heisei => (1988, 50),
            Self::Reiwa => (2018, 99),
        };
        (1..=last).contains(&number).then_some(before + number as i16)
    }
}

/// 令和5, 平成元, 昭和 64: an era's full name and the number behind it.
pub(super) fn named(text: &str, at: usize) -> Found<(Era, i16)> {
    let (era, end) = eat_pair(text, at, NAMES)?;
    let end = gap(text, end);
    if let Some(end) = eat(text, end, "元") {
        return Some(((era, era.year(1)?), end));
    }
    let (number, end) = small(text, end, 99)?;
    Some(((era, era.year(number.value)?), end))
}

/// R5, H26, 令01: an era's initial and the number behind it. The caller sees to it that a date goes on.
pub(super) fn initial(text: &str, at: usize) -> Found<(Era, i16)> {
    let (era, end) = eat_pair(text, at, LETTERS)?;
    let (number, end) = small(text, end, 99).filter(|(number, _)| !number.kanji)?;
    Some(((era, era.year(number.value)?), end))
}

/// `(2016年)`, `(平成28)`: the same year in the other calendar, in brackets.
pub(super) fn bracketed(text: &str, at: usize) -> Found<(Option<Era>, i16)> {
    let inside = eat_spaced(text, at, "(")?;
    let ((era, year), end) = match named(text, inside) {
        Some(((era, year), end)) => ((Some(era), year), end),
        None => {
            let inside = eat(text, inside, "西暦").unwrap_or(inside);
            let (number, end) = numeral(text, inside).filter(|(number, _)| number.chars == 4)?;
            ((None, i16::try_from(number.value).ok()?), end)
        }
    };
    let end = eat_spaced(text, end, "年").unwrap_or(end);
    Some(((era, year), eat(text, end, ")")?))
}
