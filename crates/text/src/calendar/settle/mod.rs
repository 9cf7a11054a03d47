//! Which day is meant: mentions in their order, each leaning on those before it.

mod described;
mod ground;
mod moment;
mod own_year;
mod reference;
mod warnings;

pub use reference::{Reading, resolve_at};

use moment::{Running, Settled};

use super::{Context, Dated, Kind, Mention, Moment, Part, PartialDate, Reach, Slot};
use crate::{Span, Warning};

/// Settles the days of `mentions` of `text`: era years, missing years, words that look back. Mentions that are only a
/// time of day or a length of time give no entry, nor do those of which not even the year can be told. Clashes come as
/// warnings: `weekday_mismatch`, `era_mismatch`, `no_such_date`.
///
/// ```
/// use jikenbo_text::calendar::{Context, mentions, resolve};
/// let text = "2023年11月7日に検知し、同月31日に報告、2023年12月1日(木)に公表";
/// let (dated, warnings) = resolve(text, &mentions(text), Context::default());
/// assert_eq!(dated[0].from, "2023-11-07".parse().ok());
/// // November has 30 days, and 2023-12-01 was a Friday.
/// let codes: Vec<_> = warnings.iter().map(|warning| warning.code.as_str()).collect();
/// assert_eq!(codes, ["no_such_date", "weekday_mismatch"]);
/// ```
pub fn resolve(text: &str, mentions: &[Mention], context: Context) -> (Vec<Dated>, Vec<Warning>) {
    let described = described::all(text, mentions, context);
    let context = own_year::of(text, mentions, &described, context);
    let later = later(mentions, &described);
    let mut running = Running::new(context);
    running.foresee(mentions.iter().rev().filter_map(written));
    let mut remarks = None;
    let mut dated = Vec::new();
    let mut warnings = Vec::new();
    for ((mention, later), described) in mentions.iter().zip(later).zip(described) {
        running.later = later;
        running.described = described;
        let aside = running.has_date() && is_aside(text, mention.span);
        // Remarks in brackets count from each other: 「甲(令和3年3月8日)、乙(同月12日)」.
        let mut inner = aside.then(|| remarks.take().unwrap_or_else(|| running.clone()));
        let ground = inner.as_mut().unwrap_or(&mut running);
        ground.described = described;
        let day = ground.last_day().filter(|_| is_of_event(text, mention.span));
        dated.extend(settle(ground, mention));
        warnings::check(text, mention, ground, &mut warnings);
        // 「8日、20日開催の講座の案内を送信しました。同日」 goes on with the day before.
        if let Some(day) = day {
            ground.speak(Some(day));
        }
        remarks = inner;
    }
    (dated, warnings)
}

/// Whether a mention only says when something was to be held: 「6月20日(木)開催の講座」.
fn is_of_event(text: &str, span: Span) -> bool {
    let behind = text.get(span.end..).unwrap_or_default();
    ["開催", "に開催する", "に開催予定", "に開催される", "実施予定の", "に予定し"]
        .iter()
        .any(|held| behind.starts_with(held))
}

/// No remark in brackets that begins with its date is longer, in characters.
const REMARK: usize = 12;
/// No other remark in brackets is longer, in characters: 「(このうち1枚は、翌3日に住民から届け出があり回収した。)」.
const ASIDE: usize = 60;

/// Whether a mention stands in a remark in brackets: 「謝罪を開始した(2月4日に完了)」, and not 「翌日(2月4日)に」. What follows
/// outside counts from what stands before the brackets.
fn is_aside(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default();
    let rest = text.get(span.end..).unwrap_or_default();
    let within = |length| rest.chars().take(length).position(|next| next == ')');
    let words = |length| rest.chars().take(length).filter(|c| c.is_alphanumeric()).count();
    if before.ends_with('(') {
        return within(REMARK).is_some_and(|length| words(length) > 1);
    }
    let inner = before.chars().rev().take(ASIDE).take_while(|&c| c != '\n');
    let opened = inner.take_while(|&c| c != ')').position(|c| c == '(').is_some_and(|length| length > 1);
    let until_break = rest.chars().take(ASIDE).take_while(|&c| c != '\n' && c != '(').any(|c| c == ')');
    opened && until_break
}

/// For each mention the next one behind it that has a written year and a month and does not only describe something.
fn later(mentions: &[Mention], described: &[bool]) -> Vec<Option<PartialDate>> {
    let mut next = None;
    let mut found: Vec<_> = mentions
        .iter()
        .zip(described)
        .rev()
        .map(|(mention, described)| {
            let here = next;
            next = written(mention).filter(|_| !described).or(next);
            here
        })
        .collect();
    found.reverse();
    found
}

fn written(mention: &Mention) -> Option<PartialDate> {
    let (Kind::Point(moment) | Kind::Since(moment) | Kind::Until(moment) | Kind::Range(moment, _)) =
        mention.kind
    else {
        return None;
    };
    let date = moment.date.filter(|date| !date.citation)?;
    match (date.year, date.month, date.day) {
        (Slot::Said(year), Slot::Said(month), Slot::Said(day)) => {
            PartialDate::new(year, Some(month), Some(day))
        }
        (Slot::Said(year), Slot::Said(month), _) => PartialDate::new(year, Some(month), None),
        _ => None,
    }
}

fn settle(running: &mut Running, mention: &Mention) -> Option<Dated> {
    match mention.kind {
        Kind::Point(moment) => point(running, mention.span, moment),
        Kind::Range(from, to) => range(running, mention.span, from, to),
        Kind::Since(moment) => open(running, mention.span, moment, Reach::Since),
        Kind::Until(moment) => open(running, mention.span, moment, Reach::Until),
        Kind::Duration(duration) => counted(running, mention.span, duration),
        Kind::Decade(_) => None,
    }
}

fn entry(span: Span, settled: Settled, moment: Moment) -> Dated {
    let date = moment.date.unwrap_or_default();
    Dated {
        span,
        from: Some(settled.date),
        to: Some(settled.date),
        reach: Reach::Point,
        time: moment.time,
        time_to: None,
        part: date.part,
        about: moment.about,
        year_written: settled.year_written,
        weekday: date.weekday.is_some(),
        anaphoric: settled.anaphoric,
    }
}

fn point(running: &mut Running, span: Span, moment: Moment) -> Option<Dated> {
    let date = moment.date?;
    let settled = running.settle(date)?;
    let entry = entry(span, settled, moment);
    if !date.fiscal {
        return Some(entry);
    }
    let (from, to) = fiscal(settled.date.year(), date.part)?;
    let reach = match (from == to, date.part) {
        (true, _) => Reach::Point,
        (false, Some(Part::FirstHalf | Part::SecondHalf | Part::Quarter(_))) => Reach::Range,
        _ => Reach::FiscalYear,
    };
    Some(Dated { from: Some(from), to: Some(to), reach, ..entry })
}

/// The first and last month: April to March, and of 上半期, 第1四半期, 末 what they name of it.
fn fiscal(year: i16, part: Option<Part>) -> Option<(PartialDate, PartialDate)> {
    let (first, last) = match part {
        Some(Part::FirstHalf) => (4, 9),
        Some(Part::SecondHalf) => (10, 15),
        Some(Part::Quarter(quarter)) => (quarter * 3 + 1, quarter * 3 + 3),
        Some(Part::End) => (15, 15),
        _ => (4, 15),
    };
    let month =
        |month: u8| PartialDate::new(year + i16::from((month - 1) / 12), Some((month - 1) % 12 + 1), None);
    Some((month(first)?, month(last)?))
}

fn open(running: &mut Running, span: Span, moment: Moment, reach: Reach) -> Option<Dated> {
    let whole = point(running, span, moment)?;
    running.last_is_open = reach == Reach::Since;
    Some(match reach {
        Reach::Until => Dated { from: None, reach, ..whole },
        _ => Dated { to: None, reach, from: whole.from, ..whole },
    })
}

fn range(running: &mut Running, span: Span, from: Moment, to: Moment) -> Option<Dated> {
    let Some(first) = from.date else {
        // 2時~明日の4時
        return point(running, span, to);
    };
    let Some(start) = running.settle_start(first, to.date) else {
        // A first day that does not exist leaves the last one to lean on.
        to.date.and_then(|date| running.settle(date));
        return None;
    };
    let end = match to.date {
        Some(date) => running.settle_end(date, start.date)?,
        None => start,
    };
    let same = to.date.is_none();
    let (first_day, last_day) = if first.fiscal {
        (fiscal(start.date.year(), None)?.0, fiscal(end.date.year(), None)?.1)
    } else {
        (start.date, end.date)
    };
    Some(Dated {
        from: Some(first_day),
        to: Some(last_day),
        reach: if same { Reach::Point } else { Reach::Range },
        time_to: to.time,
        weekday: first.weekday.is_some() || to.date.is_some_and(|date| date.weekday.is_some()),
        year_written: start.year_written || end.year_written,
        ..entry(span, start, from)
    })
}

/// `11月7日から3日間` is a range of days; a length that hangs on no written date gives none.
fn counted(running: &mut Running, span: Span, duration: super::Duration) -> Option<Dated> {
    let moment = duration.base?;
    let start = running.settle(moment.date?)?;
    let whole = entry(span, start, moment);
    let [0, 0, weeks, days, 0, 0, 0] = duration.length.hundredths else {
        return Some(Dated { to: None, reach: Reach::Since, ..whole });
    };
    let days = i64::from(weeks / 100) * 7 + i64::from(days / 100);
    match duration.shift {
        super::Shift::Before => running.moved(whole, -days),
        super::Shift::After => running.moved(whole, days),
        _ => Some(Dated { to: start.date.plus_days((days - 1).max(0)), reach: Reach::Range, ..whole }),
    }
}

#[cfg(test)]
mod tests;
