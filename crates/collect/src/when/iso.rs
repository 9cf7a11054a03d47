//! Year first: ISO 8601, `2025/12/06`, `2025年12月6日`.

use jikenbo_text::PartialDate;

use super::{Clock, When, at, digits, numeric_offset, words};

pub(super) fn read(written: &str) -> Option<When> {
    let japanese = written.contains('年').then(|| western(written));
    let written = japanese.as_deref().unwrap_or(written);
    let end = written.find(|c: char| !(c.is_ascii_digit() || "-/.".contains(c))).unwrap_or(written.len());
    let (day, rest) = written.split_at(end);
    let day = day_of(day)?;
    let rest = rest.trim_start_matches(['T', 't', ' ', ',']);
    if rest.is_empty() {
        return Some(When { day, time: None, offset: None });
    }
    day.day()?;
    let end = rest.find(|c: char| !(c.is_ascii_digit() || ":.".contains(c))).unwrap_or(rest.len());
    let (time, zone) = rest.split_at(end);
    let time = clock(time)?;
    let zone = zone.trim().trim_matches(['(', ')', '[', ']']);
    if zone.is_empty() {
        return at(day, Some(time), None);
    }
    let offset = numeric_offset(zone).or_else(|| words::zone(zone));
    // Words that are no zone: a sentence that begins with a time.
    (offset.is_some() || zone.bytes().all(|byte| byte.is_ascii_alphabetic()))
        .then(|| at(day, Some(time), offset))?
}

/// `2025年12月6日 10時05分` as `2025-12-6 10:05`.
fn western(written: &str) -> String {
    let written =
        written.replace(['年', '月'], "-").replace('日', " ").replace('時', ":").replace(['分', '秒'], " ");
    let (day, time) = written.split_once(' ').unwrap_or((&written, ""));
    format!("{} {}", day.trim_end_matches('-'), time.trim().trim_end_matches(':'))
}

fn day_of(written: &str) -> Option<PartialDate> {
    if written.len() == 8 && written.bytes().all(|byte| byte.is_ascii_digit()) {
        return date(written.get(..4)?, written.get(4..6), written.get(6..));
    }
    let mut parts = written.split(['-', '/', '.']);
    let (year, month, day) = (parts.next()?, parts.next(), parts.next());
    if parts.next().is_some() { None } else { date(year, month, day) }
}

fn date(year: &str, month: Option<&str>, day: Option<&str>) -> Option<PartialDate> {
    if year.len() != 4 {
        return None;
    }
    let year = i16::try_from(digits(year, 4)?).ok().filter(|year| (1900..2200).contains(year))?;
    let part = |written: Option<&str>| match written {
        Some(written) => digits(written, 2).and_then(|value| u8::try_from(value).ok()).map(Some),
        None => Some(None),
    };
    PartialDate::new(year, part(month)?, part(day)?)
}

fn clock(written: &str) -> Option<Clock> {
    if written.len() == 6 && !written.contains(':') {
        let parts = (written.get(..2)?, written.get(2..4)?, written.get(4..)?);
        return Clock::read(&format!("{}:{}:{}", parts.0, parts.1, parts.2));
    }
    Clock::read(written)
}
