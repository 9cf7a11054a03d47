use crate::calendar::{PartialDate, Weekday};

/// What a date without a year can lean on.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ground {
    /// The last date before it, settled, at least to a month.
    pub last: Option<PartialDate>,
    /// The next date behind it with a written year.
    pub later: Option<PartialDate>,
    /// The day of publication.
    pub published: Option<PartialDate>,
    /// The year of a case number or heading.
    pub year: Option<i16>,
    /// The last date counted its year from now: behind 「昨年12月3日」, 「3月20日」 may be of this year.
    pub turned: bool,
    /// The last 年度 named, where nothing else gives a year.
    pub fiscal: Option<i16>,
}

/// Another year than the running one costs as much as a jump of so many days: 12月25日 then 1月5日 is eleven days on
/// and not 354 back, while 11月20日 then 4月1日 stays in its year.
const OTHER_YEAR: i32 = 200;
/// A day after publication is that much less likely than a day before it: reports tell of the past.
const FUTURE: i32 = 3;
/// A report's dates lie near its publication: an older date in between (サーバは2022年10月3日に設置) does not hold a date
/// that would have to jump back from it.
const NEAR_PUBLICATION: i32 = 100;
/// A day without a year that lies so few days before publication is of that year, whatever older year was named before it:
/// 「2014年5月に紛失していた…9月2日付けで文書を送付」, published on 2015-09-03.
const JUST_BEFORE: i32 = 10;
/// A year whose weekday does not fit is taken only when none fits.
const MISFIT: i32 = 100_000;

/// A date that lacks its year.
#[derive(Clone, Copy, Debug)]
pub(super) struct Yearless {
    pub month: u8,
    pub day: Option<u8>,
    pub weekday: Option<Weekday>,
}

impl Ground {
    /// The year a reader gives to `date`; `None` where nothing implies one.
    pub(super) fn year_of(&self, date: Yearless) -> Option<i16> {
        let base = self.last.or(self.later()).or(self.published).map(PartialDate::year).or(self.year);
        let Some(base) = base else {
            return self.fiscal.map(|year| year + i16::from(date.month < 4));
        };
        let near = [base, base - 1, base + 1];
        let published = self.published.map(PartialDate::year).filter(|&year| year != base);
        let named = self.year.filter(|&year| year != base && published != Some(year));
        let far = published
            .into_iter()
            .chain(published.map(|year| year - 1))
            .chain(named)
            .filter(|year| !near.contains(year));
        near.into_iter()
            .chain(far)
            .filter(|&year| PartialDate::new(year, Some(date.month), date.day).is_some())
            .min_by_key(|&year| self.cost(date, year, base))
    }

    /// The next written date, unless the year of the case or heading speaks of another time: then it dates the data
    /// (`令和3年から令和5年までの来院者`) and not the incident.
    fn later(&self) -> Option<PartialDate> {
        self.later.filter(|later| self.year.is_none_or(|year| (later.year() - year).abs() <= 1))
    }

    fn cost(&self, date: Yearless, year: i16, base: i16) -> i32 {
        let day = count(year, date.month, date.day.unwrap_or(15));
        let begins = count(year, date.month, date.day.unwrap_or(1));
        let step = match (self.last, self.later().or(self.published)) {
            (Some(last), _) if year == base => (days(last) - day).max(0),
            (Some(anchor), _) | (None, Some(anchor)) => (days(anchor) - day).abs(),
            (None, None) => 0,
        };
        // A date written further on may lie before this one: only publication bounds what is told.
        let ahead = |horizon: PartialDate, weight: i32| (begins - days(horizon)).max(0) * weight;
        let future = match self.published {
            Some(published) => ahead(published, FUTURE),
            None if self.last.is_none() => self.later().map_or(0, |later| ahead(later, 1)),
            None => 0,
        };
        let other = if year == base || self.turned && year == base + 1 { 0 } else { OTHER_YEAR };
        let running = step + future + other;
        let published = self
            .published
            .filter(|_| year != base)
            .map_or(i32::MAX, |published| (days(published) - day).abs() + future + NEAR_PUBLICATION);
        let just_before = self.published.is_some_and(|published| {
            // A day named before begins a chronology, in which the next ones go on.
            let lone = self.last.is_none_or(|last| last.day().is_none() && last.month() != Some(date.month));
            year != base
                && (lone || self.turned)
                && date.day.is_some()
                && (0..=JUST_BEFORE).contains(&(days(published) - day))
        });
        if just_before && !misfit(date, year) {
            return -1;
        }
        running.min(published) + if misfit(date, year) { MISFIT } else { 0 }
    }
}

/// Whether the weekday beside `date` is another one in `year`.
pub(super) fn misfit(date: Yearless, year: i16) -> bool {
    let day = PartialDate::new(year, Some(date.month), date.day).and_then(PartialDate::civil);
    matches!((day, date.weekday), (Some(day), Some(weekday)) if Weekday::of(day) != weekday)
}

/// Days, near enough to compare distances.
fn count(year: i16, month: u8, day: u8) -> i32 {
    i32::from(year) * 365 + i32::from(month) * 30 + i32::from(day)
}

fn days(date: PartialDate) -> i32 {
    count(date.year(), date.month().unwrap_or(7), date.day().unwrap_or(15))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Option<PartialDate> {
        text.parse().ok()
    }

    fn check(ground: Ground, month: u8, day: u8, expected: i16) {
        let date = Yearless { month, day: Some(day), weekday: None };
        assert_eq!(ground.year_of(date), Some(expected), "{month}月{day}日 on {ground:?}");
    }

    #[test]
    fn the_running_year_holds_and_turns_at_new_year() {
        let after = |text| Ground { last: date(text), ..Ground::default() };
        check(after("2023-11-20"), 12, 1, 2023);
        check(after("2023-11-20"), 4, 1, 2023);
        check(after("2023-12-25"), 1, 5, 2024);
    }

    #[test]
    fn behind_last_year_comes_this_one() {
        let after = Ground { last: date("2022-12-03"), turned: true, ..Ground::default() };
        check(after, 3, 20, 2023);
        check(after, 12, 20, 2022);
        check(Ground { turned: false, ..after }, 3, 20, 2022);
    }

    #[test]
    fn a_report_of_january_tells_of_last_december() {
        let heading = Ground { last: date("2024-01-10"), published: date("2024-01-10"), ..Ground::default() };
        check(heading, 12, 25, 2023);
        check(heading, 1, 9, 2024);
    }

    #[test]
    fn without_an_earlier_date_the_later_one_or_the_publication_counts() {
        check(Ground { later: date("2024-01-10"), ..Ground::default() }, 12, 25, 2023);
        check(Ground { published: date("2023-11-20"), ..Ground::default() }, 11, 7, 2023);
        check(Ground { published: date("2023-03-20"), ..Ground::default() }, 11, 7, 2022);
        check(Ground { year: Some(2022), ..Ground::default() }, 11, 7, 2022);
    }

    #[test]
    fn an_older_date_in_between_does_not_hold_what_lies_before_it() {
        let digression =
            Ground { last: date("2022-10-03"), published: date("2024-05-02"), ..Ground::default() };
        check(digression, 4, 17, 2024);
        check(digression, 11, 5, 2022);
        let december =
            Ground { last: date("2023-12-26"), published: date("2024-05-01"), ..Ground::default() };
        check(december, 4, 19, 2024);
    }

    #[test]
    fn a_later_date_of_another_time_does_not_take_the_year_of_the_case() {
        let data = Ground { later: date("2021-05"), year: Some(2023), ..Ground::default() };
        check(data, 11, 30, 2023);
        let thursday = Yearless { month: 11, day: Some(30), weekday: Some(Weekday::Thursday) };
        assert_eq!(data.year_of(thursday), Some(2023));
        check(Ground { later: date("2023-01-05"), year: Some(2023), ..Ground::default() }, 12, 25, 2022);
    }

    #[test]
    fn a_fiscal_year_holds_where_nothing_else_does() {
        check(Ground { fiscal: Some(2024), ..Ground::default() }, 11, 6, 2024);
        check(Ground { fiscal: Some(2024), ..Ground::default() }, 2, 6, 2025);
        check(Ground { fiscal: Some(2024), year: Some(2022), ..Ground::default() }, 11, 6, 2022);
    }

    #[test]
    fn a_day_just_before_publication_is_of_its_year() {
        let old = Ground { last: date("2014-05"), published: date("2015-09-03"), ..Ground::default() };
        check(old, 9, 2, 2015);
        check(old, 7, 20, 2014);
        // A chronology goes on in its year, though the release came out in the same days of another.
        let begun = Ground { last: date("2023-08-02"), published: date("2025-08-10"), ..Ground::default() };
        check(begun, 8, 4, 2023);
    }

    #[test]
    fn a_weekday_picks_the_year() {
        let monday = Yearless { month: 11, day: Some(7), weekday: Some(Weekday::Monday) };
        assert_eq!(Ground { last: date("2023-01-10"), ..Ground::default() }.year_of(monday), Some(2022));
    }
}
