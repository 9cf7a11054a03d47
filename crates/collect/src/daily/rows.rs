use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use jikenbo_text::PartialDate;
use jikenbo_text::charset::{self, Decoded};
use jikenbo_text::fold::Folded;
use scraper::Html;

use crate::feed::Entry;
use crate::list::Hints;
use crate::page::{Page, is_sane};
use crate::{When, link};

/// So many rows of a page are read.
const MOST: usize = 2000;

/// The rows of the tables of a day's list, each with its title and the address that it leads to; its day is `day`, its time in
/// Japan that of its first cell with one, its summary the other cells (code and name of a company). Never fails.
///
/// ```
/// use jikenbo_collect::{daily::rows, list::Hints};
/// let page = "<table><tr><td>15:00<td>12340<td>例示<td><a href=1.pdf>不正アクセスについて</a><td>東</table>";
/// let hints = Hints { url: Some("https://example.com/"), ..Hints::default() };
/// let entry = &rows(page.as_bytes(), hints, "2025-12-06".parse().unwrap())[0];
/// assert_eq!(entry.link.as_deref(), Some("https://example.com/1.pdf"));
/// assert_eq!(entry.date.unwrap().to_string(), "2025-12-06T15:00:00+09:00");
/// assert_eq!(entry.summary.as_deref(), Some("12340 例示 東"));
/// ```
pub fn rows(bytes: &[u8], hints: Hints<'_>, day: Date) -> Vec<Entry> {
    let Decoded { text, .. } = charset::decode(bytes, charset::Hints { content_type: hints.content_type });
    if !is_sane(&text) {
        return Vec::new();
    }
    let html = Html::parse_document(&text);
    let page = Page::of(&html);
    let rows = (0..page.nodes.len()).filter(|at| page.tag(*at) == "tr" && !holds_rows(&page, *at));
    rows.filter_map(|at| row(&page, at, hints.url, day)).take(MOST).collect()
}

/// Whether a row holds a table of its own.
fn holds_rows(page: &Page<'_>, row: usize) -> bool {
    (row + 1..page.end(row)).any(|at| page.tag(at) == "tr")
}

fn row(page: &Page<'_>, row: usize, url: Option<&str>, day: Date) -> Option<Entry> {
    let cells: Vec<usize> =
        (row + 1..page.end(row)).filter(|at| matches!(page.tag(*at), "td" | "th")).collect();
    let words = |at: usize| page.words((at, page.end(at)), (0, 0));
    // The longest link's words are the title; others lead to the same in another form.
    let links =
        (row..page.end(row)).filter(|at| page.tag(*at) == "a" && page.attribute(*at, "href").is_some());
    let titled = links.max_by_key(|at| (words(*at).chars().count(), std::cmp::Reverse(*at)))?;
    let title = words(titled);
    let target = link::resolve(url, page.attribute(titled, "href")?)?;
    if title.is_empty() {
        return None;
    }
    let linked = |cell: usize| (cell..page.end(cell)).any(|at| page.tag(at) == "a");
    let said: Vec<String> = cells.iter().filter(|cell| !linked(**cell)).map(|cell| words(*cell)).collect();
    let time = said.iter().find_map(|words| clock(words));
    let others = said.iter().filter(|words| !words.is_empty() && clock(words).is_none());
    let summary = others.map(String::as_str).collect::<Vec<_>>().join(" ");
    let day = PartialDate::new(day.year(), u8::try_from(day.month()).ok(), u8::try_from(day.day()).ok())?;
    let when = When { day, time, offset: time.map(|_| Offset::constant(9)) };
    Some(Entry {
        title: Some(title),
        link: Some(target),
        date: Some(when),
        summary: Some(summary).filter(|words| !words.is_empty()),
        ..Entry::default()
    })
}

/// `15:00`.
fn clock(words: &str) -> Option<Time> {
    let folded = Folded::of(words);
    let (hour, minute) = folded.text().trim().split_once(':')?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_a_day() {
        let page = "<table><tr><td><table id=main-list-table>\
            <tr><td class=t>１５：３０</td><td>12340</td><td>Ｍ例示　</td><td><a href='140120251206.pdf'>当社システムへの不正アクセスについて（第２報）</a></td>\
            <td><a href='0812.zip'>XBRL</a></td><td>東</td><td></td></tr>\
            <tr><td>09:00</td><td>5678A</td><td>見本</td><td><a href='/b.pdf'>2026年3月期 決算短信</a></td><td></td><td>名</td></tr>\
            <tr><th>時刻<th>コード</tr></table></td></tr></table>";
        let hints =
            Hints { url: Some("https://www.example.jp/inbs/I_list_001_20251206.html"), ..Hints::default() };
        let rows = rows(page.as_bytes(), hints, "2025-12-06".parse().unwrap());
        let told: Vec<String> = rows
            .iter()
            .map(|row| {
                format!(
                    "{} {} {} {}",
                    row.date.unwrap(),
                    row.link.clone().unwrap(),
                    row.title.clone().unwrap(),
                    row.summary.clone().unwrap()
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                "2025-12-06T15:30:00+09:00 https://www.example.jp/inbs/140120251206.pdf 当社システムへの不正アクセスについて（第２報） 12340 Ｍ例示 東",
                "2025-12-06T09:00:00+09:00 https://www.example.jp/b.pdf 2026年3月期 決算短信 5678A 見本 名"
            ]
        );
    }
}
