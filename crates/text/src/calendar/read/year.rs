use super::cursor::{Found, eat, eat_any, eat_spaced, gap, peek, rest};
use super::numeral::{numeral, small};
use super::starts::Class;
use super::{era, word};
use crate::calendar::{Era, Slot, Written};

/// The year at `at`, with 年 or its like behind it, into an empty [`Written`]:
/// `2023年`, `令和5年`, `H26年度`, `平成29年(2017年)`, `2017(平成29)年`, `今年`, `23年` before a month.
pub(super) fn year(text: &str, at: usize, class: Class) -> Found<Written> {
    match class {
        Class::Word => fiscal_word(text, at).or_else(|| year_word(text, at)).or_else(|| elided(text, at)),
        Class::Era => era_year(text, at),
        Class::Number => western(text, at).or_else(|| short(text, at)),
        Class::Time | Class::Quarter => None,
    }
}

fn fiscal_word(text: &str, at: usize) -> Found<Written> {
    let (year, end) = word::fiscal(text, at)?;
    Some((Written { year, fiscal: true, ..Written::default() }, end))
}

fn year_word(text: &str, at: usize) -> Found<Written> {
    let (slot, end) = word::year(text, at)?;
    // 今年2020年5月: the number is what counts.
    let number = western(text, end).filter(|_| matches!(slot, Slot::Now(_)));
    number.or(Some((Written { year: slot, ..Written::default() }, end)))
}

fn era_year(text: &str, at: usize) -> Found<Written> {
    let ((era, year), end) = era::named(text, at).or_else(|| initial(text, at))?;
    let said = Written { year: Slot::Said(year), era: Some(era), ..Written::default() };
    // 平成28(2016)年
    if let Some(((None, other), end)) = era::bracketed(text, end) {
        let end = eat_spaced(text, end, "年")?;
        return Some(closed(text, end, said.beside(other)));
    }
    let end = eat_spaced(text, end, "年")?;
    Some(match era::bracketed(text, end) {
        Some(((None, other), end)) => (said.beside(other), end),
        _ => closed(text, end, said),
    })
}

/// `R5年`, `H26年度`: 年 must follow, for `R5` alone is a name of something; 大1年 is a student's year.
fn initial(text: &str, at: usize) -> Found<(Era, i16)> {
    let found = era::initial(text, at).filter(|_| text.as_bytes().get(at).is_some_and(u8::is_ascii))?;
    eat_spaced(text, found.1, "年").map(|_| found)
}

fn western(text: &str, at: usize) -> Found<Written> {
    let named = eat(text, at, "西暦");
    let (number, end) = numeral(text, gap(text, named.unwrap_or(at)))?;
    let whole = (1000..=2999).contains(&number.value) && (number.chars == 4 || number.kanji);
    if !whole && (named.is_none() || number.value == 0 || number.value > 9999) {
        return None;
    }
    let said = Written { year: Slot::Said(number.value as i16), ..Written::default() };
    // 2016(平成28)年
    if let Some(((Some(era), other), end)) = era::bracketed(text, end) {
        let end = eat_spaced(text, end, "年")?;
        return Some(closed(text, end, Written { era: Some(era), ..said.beside(other) }));
    }
    if let Some(end) = borrowed(text, end) {
        return Some((said, end));
    }
    let end = eat_spaced(text, end, "年")?;
    if eat(text, end, "代").is_some() {
        return None;
    }
    Some(match era::bracketed(text, end) {
        Some(((Some(era), other), end)) => (Written { era: Some(era), ..said.beside(other) }, end),
        _ => closed(text, end, said),
    })
}

/// `2020~2021年`, `2020から2021年`: the unit stands behind the second number only.
fn borrowed(text: &str, at: usize) -> Option<usize> {
    let next = eat_any(text, at, &["~", "-", "から"])?;
    let (_, end) = numeral(text, next).filter(|(number, _)| number.chars == 4)?;
    eat(text, end, "年").map(|_| at)
}

/// `同18年2月`: the era is that of the date before.
fn elided(text: &str, at: usize) -> Found<Written> {
    short(text, eat(text, at, "同")?)
}

/// `23年5月`, and `6年3月` of an era named before; only with a month behind it.
fn short(text: &str, at: usize) -> Found<Written> {
    let (number, end) = small(text, at, 99)?;
    let end = eat(text, end, "年")?;
    let (_, month) = small(text, gap(text, end), 12).filter(|(month, _)| month.value > 0)?;
    eat_spaced(text, month, "月")?;
    Some((Written { year: Slot::Short(number.value as i16), ..Written::default() }, end))
}

/// 度 behind 年 makes it fiscal; a law's name behind it makes it a citation.
fn closed(text: &str, end: usize, mut said: Written) -> (Written, usize) {
    if let Some(next) = eat(text, end, "度") {
        said.fiscal = true;
        return (said, next);
    }
    let laws = [
        "法律",
        "政令",
        "省令",
        "府令",
        "条例",
        "告示",
        "規則",
        "訓令",
        "法第",
        "勅令",
        "総務省",
        "個人情報保護委員会",
    ];
    said.citation = eat_any(text, end, &laws).is_some();
    (said, end)
}

impl Written {
    /// The same year said twice; where the two differ, the Western one holds and the other is kept as the clash.
    fn beside(mut self, other: i16) -> Self {
        if let Slot::Said(said) = self.year
            && said != other
        {
            let western = if self.era.is_some() { other } else { said };
            self.clash = Some(if western == other { said } else { other });
            self.year = Slot::Said(western);
        }
        self
    }
}

/// The decade at `at`: `1990年代`, `50年代`.
pub(super) fn decade(text: &str, at: usize) -> Found<i16> {
    let (number, end) = numeral(text, at)?;
    let fits = (number.chars == 4 && (1000..=2999).contains(&number.value))
        || (number.chars == 2 && number.value % 10 == 0);
    let end = eat(text, end, "年代").filter(|_| fits)?;
    let end = eat(text, end, "のごろ").filter(|_| !rest(text, end).is_empty()).unwrap_or(end);
    (!matches!(peek(text, end), Some('わ' | '目'))).then_some((number.value as i16, end))
}
