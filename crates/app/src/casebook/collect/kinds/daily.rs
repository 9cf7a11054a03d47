use jiff::civil::Date;
use jikenbo_collect::daily::{Address, rows};
use jikenbo_collect::fetch::Exchange;
use jikenbo_collect::list::Hints;

use super::{Ask, Gave, Part, content};
use crate::Error;
use crate::casebook::sources::Source;

/// So many days back are asked for after a time in which nobody looked; exchanges keep their lists about a month.
const DAYS: i64 = 31;
/// So many pages a day.
const PAGES: usize = 50;

/// The lists of today, of the day before, and of all days since somebody looked last.
pub(super) fn asks(source: &Source, today: Date, since: Option<Date>) -> Vec<Ask> {
    let Some(address) = Address::new(&source.url) else { return Vec::new() };
    let back = |days| today.checked_sub(jiff::Span::new().days(days)).unwrap_or(today);
    let first = since.unwrap_or(today).min(back(1)).max(back(DAYS));
    let days = (0..=DAYS).map(back).take_while(|day| *day >= first);
    days.map(|day| Ask { url: address.of(day, 1), part: Part::Day(day, 1) }).collect()
}

/// The rows of a page, and the next page. A day without a list has none: it is no fault.
pub(super) fn read(source: &Source, (day, page): (Date, usize), answer: &Exchange) -> Result<Gave, Error> {
    if matches!(answer.status, 404 | 410) {
        return Ok(Gave::default());
    }
    if answer.status != 200 {
        return Err(Error::Status { url: answer.url.clone(), status: answer.status });
    }
    let content_type = answer.header("Content-Type");
    let hints = Hints { content_type: content_type.as_deref(), url: Some(&answer.url), ..Hints::default() };
    let entries = rows(&content(answer), hints, day);
    let address = Address::new(&source.url).filter(Address::has_pages);
    let further = address.filter(|_| !entries.is_empty() && page < PAGES);
    let more = further.map(|address| Ask { url: address.of(day, page + 1), part: Part::Day(day, page + 1) });
    Ok(Gave { entries, more: more.into_iter().collect(), ..Gave::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_since_somebody_looked() {
        let source =
            Source { url: "https://example.com/{page}_{yyyy}{mm}{dd}.html".to_owned(), ..Source::default() };
        let day = |text: &str| text.parse::<Date>().unwrap();
        let of = |since| -> Vec<String> {
            asks(&source, day("2025-12-06"), since).into_iter().map(|ask| ask.url).collect()
        };
        let list = |days: &[&str]| -> Vec<String> {
            days.iter().map(|day| format!("https://example.com/001_{day}.html")).collect()
        };
        assert_eq!(of(None), list(&["20251206", "20251205"]));
        assert_eq!(of(Some(day("2025-12-03"))), list(&["20251206", "20251205", "20251204", "20251203"]));
        assert_eq!(of(Some(day("2020-01-01"))).len(), 32);
    }
}
