use jiff::civil::Date;

/// An address with the day in it: `{yyyy}`, `{mm}` and `{dd}` stand for it, `{page}` for a count of pages as `001`.
///
/// ```
/// use jikenbo_collect::daily::Address;
/// let address = Address::new("https://example.com/I_list_{page}_{yyyy}{mm}{dd}.html").unwrap();
/// let day = "2025-12-06".parse().unwrap();
/// assert_eq!(address.of(day, 2), "https://example.com/I_list_002_20251206.html");
/// assert!(Address::new("https://example.com/list.html").is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

/// What stands for parts of the day, and for the page.
const DAY: [&str; 3] = ["{yyyy}", "{mm}", "{dd}"];
const PAGE: &str = "{page}";

impl Address {
    /// `None` where year, month or day are missing.
    pub fn new(written: &str) -> Option<Self> {
        DAY.iter().all(|part| written.contains(part)).then(|| Self(written.to_owned()))
    }

    /// Whether there may be several pages a day.
    pub fn has_pages(&self) -> bool {
        self.0.contains(PAGE)
    }

    /// As written.
    pub fn written(&self) -> &str {
        &self.0
    }

    /// The address of a page, from 1, of a day.
    pub fn of(&self, day: Date, page: usize) -> String {
        let (year, month, date) = (day.year(), day.month(), day.day());
        let with = self.0.replace(DAY[0], &format!("{year:04}")).replace(DAY[1], &format!("{month:02}"));
        with.replace(DAY[2], &format!("{date:02}")).replace(PAGE, &format!("{page:03}"))
    }
}

/// So many days before `today` a list may be that an address is learned from.
const DAYS: i64 = 31;

/// The form of an address that has a day of the last month in it (`20251206`, `2025/12/06`, `2025-12-06`), and the count of its
/// first page (`_001_`, `-01`) beside the day; `None` for others.
///
/// ```
/// use jikenbo_collect::daily::learned;
/// let today = "2025-12-08".parse().unwrap();
/// let found = learned("https://example.com/I_list_001_20251206.html", today).unwrap();
/// assert_eq!(found.written(), "https://example.com/I_list_{page}_{yyyy}{mm}{dd}.html");
/// assert_eq!(learned("https://example.com/news/20190101.html", today), None);
/// ```
pub fn learned(url: &str, today: Date) -> Option<Address> {
    for back in 0..=DAYS {
        let day = today.checked_sub(jiff::Span::new().try_days(back).ok()?).ok()?;
        for between in ["", "/", "-", "_"] {
            let written = format!("{:04}{between}{:02}{between}{:02}", day.year(), day.month(), day.day());
            if let Some((before, behind)) = url.rsplit_once(&written) {
                let form = format!("{}{between}{}{between}{}", DAY[0], DAY[1], DAY[2]);
                let (before, behind) = (paged(before), behind.to_owned());
                return Address::new(&format!("{before}{form}{behind}"));
            }
        }
    }
    None
}

/// `…_001_` becomes `…_{page}_`.
fn paged(before: &str) -> String {
    match before.rsplit_once("001") {
        Some((head, rest)) if rest.len() <= 1 && !head.ends_with(|c: char| c.is_ascii_digit()) => {
            format!("{head}{PAGE}{rest}")
        }
        _ => before.to_owned(),
    }
}
