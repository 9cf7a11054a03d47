use super::ground::{Ground, Yearless, misfit};
use crate::calendar::value::century;
use crate::calendar::{Context, Dated, Era, Part, PartialDate, Slot, Weekday, Written};

/// How many months are remembered for a weekday to choose from.
const SEEN: usize = 16;

/// One date settled.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settled {
    pub date: PartialDate,
    pub year_written: bool,
    pub anaphoric: bool,
}

/// What the mentions so far have left behind.
#[derive(Clone, Debug)]
pub(super) struct Running {
    context: Context,
    /// The next date behind with a written year.
    pub later: Option<PartialDate>,
    /// The mention at hand only describes data or people: dates without a year do not lean on it.
    pub described: bool,
    /// What dates without a year lean on: as `last` and `year`, but of no date that only describes something.
    steady: (Option<PartialDate>, Option<i16>),
    /// The last of these counted its year from now: 昨年.
    turned: bool,
    /// The last date with a month.
    last: Option<Settled>,
    /// That date begins a span of which no end is said: 「昨年2月以降」.
    pub last_is_open: bool,
    /// The last date with a day.
    day: Option<Settled>,
    /// The last year of any date.
    year: Option<i16>,
    /// The last year that was not itself counted from now: 昨年 must not move what 本年 means.
    spoken: Option<i16>,
    era: Option<Era>,
    /// The last 年度 named.
    fiscal: Option<i16>,
    /// The year named last, of whatever it was: what 同年 looks back to.
    named: Option<i16>,
    /// The years and months named so far, each once, the last one last.
    seen: Vec<(i16, u8)>,
    /// The last days written with their year.
    whole: Vec<PartialDate>,
    /// Dates written in this mention that do not exist.
    pub missing: bool,
    /// What this mention's dates came to, for the warnings.
    pub settled: Vec<(Written, PartialDate)>,
}

impl Running {
    pub(super) fn new(context: Context) -> Self {
        Self {
            context,
            later: None,
            described: false,
            steady: (None, None),
            turned: false,
            last: None,
            last_is_open: false,
            day: None,
            year: None,
            spoken: None,
            era: None,
            fiscal: None,
            named: None,
            seen: Vec::new(),
            whole: Vec::new(),
            missing: false,
            settled: Vec::new(),
        }
    }

    /// Lets 同日 and 翌月 count from `day` as long as no date has been mentioned.
    pub(super) fn speak(&mut self, day: Option<PartialDate>) {
        self.day = day.map(|date| Settled { date, year_written: true, anaphoric: false });
    }

    /// The last date with a day.
    pub(super) fn last_day(&self) -> Option<PartialDate> {
        self.day.map(|day| day.date)
    }

    /// Whether a date with a month has been mentioned.
    pub(super) fn has_date(&self) -> bool {
        self.last.is_some()
    }

    /// Settles `date` and remembers it; `None` where not even its year can be told.
    pub(super) fn settle(&mut self, date: Written) -> Option<Settled> {
        let settled = self.read(date)?;
        self.remember(date, settled);
        Some(settled)
    }

    /// Settles the start of a range: without a year it takes that of the end, if that one has it.
    pub(super) fn settle_start(&mut self, date: Written, end: Option<Written>) -> Option<Settled> {
        if let (Slot::Unsaid, Slot::Said(month), Some(end)) = (date.year, date.month, end)
            && let Slot::Said(year) = end.year
        {
            let day = said(date.day);
            let later =
                (month, day.unwrap_or(0)) > (said(end.month).unwrap_or(12), said(end.day).unwrap_or(31));
            let date_there = PartialDate::new(if later { year - 1 } else { year }, Some(month), day)?;
            let settled = Settled { date: date_there, year_written: true, anaphoric: false };
            self.remember(date, settled);
            return Some(settled);
        }
        self.settle(date)
    }

    /// Settles the end of a range: what it does not say comes from the start, and it does not lie before it.
    pub(super) fn settle_end(&mut self, date: Written, start: PartialDate) -> Option<Settled> {
        let open = date.year == Slot::Unsaid && date.week.is_none();
        let found = match (date.month, date.day) {
            (Slot::Said(month), day) if open => from_month(start, month, said(day)),
            (Slot::Unsaid, Slot::Said(day)) if open => from_day(start, day),
            _ => return self.settle(date),
        };
        let Some(found) = found else {
            self.missing = true;
            return None;
        };
        let settled = Settled { date: found, year_written: false, anaphoric: false };
        self.remember(date, settled);
        Some(settled)
    }

    /// `whole` with its day moved, remembered as the last day.
    pub(super) fn moved(&mut self, whole: Dated, days: i64) -> Option<Dated> {
        let date = whole.from?.plus_days(days)?;
        self.day = self.day.map(|day| Settled { date, ..day });
        self.last = self.day;
        Some(Dated { from: Some(date), to: Some(date), ..whole })
    }

    fn remember(&mut self, date: Written, settled: Settled) {
        self.settled.push((date, settled.date));
        let year = settled.date.year();
        if date.fiscal {
            self.fiscal = Some(year);
        } else {
            self.named = Some(year);
        }
        // 昨年末 is in its last month: the January behind it is the next one.
        let ends = date.part == Some(Part::End) && !date.fiscal && settled.date.month().is_none();
        let december = PartialDate::new(year, Some(12), None).filter(|_| ends);
        let settled = december.map_or(settled, |date| Settled { date, ..settled });
        if let Some(month) = settled.date.month() {
            (self.last, self.last_is_open) = (Some(settled), false);
            self.year = Some(year);
            self.see((year, month));
        } else if !date.fiscal && self.last.is_none_or(|last| (last.date.year() - year).abs() <= 1) {
            self.year = Some(year);
            self.last = None;
        }
        if !self.described {
            self.steady = (self.last.map(|last| last.date), self.year);
            self.turned = matches!(date.year, Slot::Now(steps) if steps < 0);
        }
        if !matches!(date.year, Slot::Now(_)) {
            self.spoken = self.year;
        }
        if settled.date.day().is_some() {
            self.day = Some(settled);
            if matches!(date.year, Slot::Said(_)) {
                self.whole.truncate(WHOLE - 1);
                self.whole.insert(0, settled.date);
            }
        }
        if date.year.is_said() {
            self.era = date.era;
        }
    }

    /// Remembers the months written anywhere, for a weekday to choose from; those named before go before them.
    pub(super) fn foresee(&mut self, dates: impl Iterator<Item = PartialDate>) {
        for date in dates {
            if let Some(month) = date.month() {
                self.see((date.year(), month));
            }
        }
    }

    fn see(&mut self, month: (i16, u8)) {
        if self.seen.last() == Some(&month) {
            return;
        }
        self.seen.retain(|seen| *seen != month);
        if self.seen.len() == SEEN {
            self.seen.remove(0);
        }
        self.seen.push(month);
    }

    fn read(&mut self, date: Written) -> Option<Settled> {
        if date.citation {
            return None;
        }
        if let Slot::Back(_) | Slot::Now(_) = date.day {
            return self.day_word(date.day);
        }
        if let Some(week) = date.week {
            return self.week_day(week, date.weekday?);
        }
        let day = said(date.day);
        let (year, month, year_written) = self.month_of(date)?;
        let found = PartialDate::new(year, month, day.filter(|_| month.is_some()));
        self.missing |= found.is_none();
        Some(Settled { date: found?, year_written, anaphoric: date.next && !date.month.is_said() })
    }

    /// 同日, 翌日 from the last day; 本日, 昨日 from the publication.
    fn day_word(&self, slot: Slot<u8>) -> Option<Settled> {
        let (base, steps, year_written) = match slot {
            Slot::Back(steps) => (self.day?.date, steps, self.day?.year_written),
            Slot::Now(steps) => (self.context.published?, steps, true),
            _ => return None,
        };
        let date = base.plus_days(i64::from(steps))?;
        Some(Settled { date, year_written, anaphoric: matches!(slot, Slot::Back(_)) })
    }

    /// 先週の月曜日 from the publication.
    fn week_day(&self, week: i8, weekday: Weekday) -> Option<Settled> {
        let base = self.context.published?;
        let today = Weekday::of(base.civil()?) as i64;
        let date = base.plus_days(i64::from(week) * 7 + weekday as i64 - today)?;
        Some(Settled { date, year_written: true, anaphoric: false })
    }

    /// The year and month of `date`, and whether the year is written.
    fn month_of(&self, date: Written) -> Option<(i16, Option<u8>, bool)> {
        let year = self.year_of(date);
        match date.month {
            Slot::Said(month) => match year {
                Some(year) => Some((year, Some(month), true)),
                None if date.year.is_said() => None,
                None => Some((self.implied_year(date, month)?, Some(month), false)),
            },
            Slot::Back(steps) => {
                let last = self.last.or(self.day)?;
                let (base, month) = moved(last.date.year(), last.date.month()?, steps);
                Some((year.unwrap_or(base), Some(month), last.year_written))
            }
            Slot::Now(steps) => {
                let base = self.context.published.filter(|base| base.month().is_some())?;
                let (base, month) = moved(base.year(), base.month()?, steps);
                Some((year.unwrap_or(base), Some(month), true))
            }
            _ if date.day.is_said() => self.implied_month(date),
            _ => year.map(|year| (year, None, true)),
        }
    }

    fn year_of(&self, date: Written) -> Option<i16> {
        match date.year {
            Slot::Said(year) => Some(year),
            Slot::Short(short) => {
                let era = self.era.and_then(|era| era.year(u32::try_from(short).ok()?));
                Some(era.unwrap_or_else(|| century(short)))
            }
            Slot::Back(steps) => {
                let spoken = self.day.map(|day| day.date.year());
                self.named.or(self.year).or(spoken).map(|year| year + i16::from(steps))
            }
            Slot::Now(steps) => self.this_year(date.fiscal).map(|year| year + i16::from(steps)),
            Slot::Unsaid => None,
        }
    }

    fn this_year(&self, fiscal: bool) -> Option<i16> {
        let early = |date: PartialDate| fiscal && date.month().is_some_and(|month| month < 4);
        let published = self.context.published.map(|date| date.year() - i16::from(early(date)));
        // A year far from that of the case is told of data: 「2011年度の帳票…昨年12月」.
        let near = |spoken: &i16| self.context.year.is_none_or(|case| case.abs_diff(*spoken) <= 1);
        published.or(self.spoken.filter(near)).or(self.context.year)
    }

    fn ground(&self) -> Ground {
        let (last, year) = self.steady;
        Ground {
            last,
            later: if year.is_some() { None } else { self.later },
            published: self.context.published,
            year: year.or(self.context.year),
            turned: self.turned,
            fiscal: self.fiscal,
        }
    }

    fn implied_year(&self, date: Written, month: u8) -> Option<i16> {
        if let (true, Some(last)) = (date.next, self.last) {
            let before = (last.date.month(), last.date.day());
            let turns = match (before, said(date.day)) {
                // 翌3月8日 behind 3月7日 is the next day.
                ((Some(before), Some(last)), Some(day)) => (month, day) <= (before, last),
                ((Some(before), _), _) => month <= before,
                _ => false,
            };
            return Some(last.date.year() + i16::from(turns));
        }
        let (last, year) = self.steady;
        let lone = last.is_none().then_some(year).flatten();
        let ground = self.ground();
        let ground = if lone.is_some() { Ground { published: None, later: None, ..ground } } else { ground };
        let yearless = Yearless { month, day: said(date.day), weekday: date.weekday };
        // Where nothing else gives a year, the last one named does, though it dates only data.
        let described = || self.named.map(|year| Ground { year: Some(year), ..Ground::default() });
        let year = ground.year_of(yearless).or_else(|| described()?.year_of(yearless))?;
        let other = || self.seen.iter().rev().map(|&(year, _)| year).find(|&year| fits(yearless, year));
        let year = if misfit(yearless, year) { other().unwrap_or(year) } else { year };
        Some(self.told_before(yearless).filter(|&told| told > year).unwrap_or(year))
    }

    /// The year with which the same day was written a little before: 「2024年2月15日 … 記録は2020年2月21日まで遡った。|2月15日に停止」.
    fn told_before(&self, date: Yearless) -> Option<i16> {
        let same = |told: &&PartialDate| {
            told.month() == Some(date.month) && told.day() == date.day && !misfit(date, told.year())
        };
        date.day.and_then(|_| self.whole.iter().find(same)).map(|told| told.year())
    }

    /// The date whose month a bare day takes: the last one, but no month long before the last day that only begins a span: 「21日、昨年1月以降の…と
    /// 発表。15日、…」.
    fn named_month(&self, date: Written) -> Option<Settled> {
        let (Some(last), Some(day)) = (self.last, self.day) else { return self.last };
        let months = |settled: Settled| {
            i32::from(settled.date.year()) * 12 + i32::from(settled.date.month().unwrap_or(1))
        };
        let bare = self.last_is_open && last.date.day().is_none() && date.weekday.is_none();
        Some(if bare && months(last) + LONG_BEFORE < months(day) { day } else { last })
    }

    /// A day without a month: that of the last date, else of the publication, else of the next date.
    fn implied_month(&self, date: Written) -> Option<(i16, Option<u8>, bool)> {
        let day = said(date.day)?;
        let (base, written) = match (self.named_month(date), self.context.published, self.later) {
            (Some(last), _, _) => (last.date, last.year_written),
            (None, Some(base), _) | (None, None, Some(base)) => (base, false),
            _ => return None,
        };
        let month = base.month()?;
        let passed = date.next && base.day().is_some_and(|last| day <= last);
        let ahead = self.last.is_none() && base.day().is_some_and(|last| day > last);
        let first = if passed {
            1
        } else if ahead && date.weekday.is_none() {
            -1
        } else {
            0
        };
        let holds = |&(year, month): &(i16, u8)| {
            fits(Yearless { month, day: Some(day), weekday: date.weekday }, year)
        };
        let near = [first, 0, 1, -1].map(|steps| moved(base.year(), month, steps));
        // The weekday may point to a month named before: 2月10日(火)… 昨年9月… 10日(火).
        let (year, month) =
            near.into_iter().chain(self.seen.iter().rev().copied()).find(holds).unwrap_or(near[0]);
        Some((year, Some(month), written))
    }
}

/// So many days written with their year are remembered: they stand on the same screen.
const WHOLE: usize = 8;

/// So many months behind the last day named, a month begins no chronology that a bare day goes on.
const LONG_BEFORE: i32 = 6;

/// Whether `date` exists in `year` and on its weekday.
fn fits(date: Yearless, year: i16) -> bool {
    PartialDate::new(year, Some(date.month), date.day).is_some() && !misfit(date, year)
}

fn said<T: Copy>(slot: Slot<T>) -> Option<T> {
    match slot {
        Slot::Said(number) => Some(number),
        _ => None,
    }
}

/// The month `steps` months on.
fn moved(year: i16, month: u8, steps: i8) -> (i16, u8) {
    let months = i32::from(year) * 12 + i32::from(month) - 1 + i32::from(steps);
    (months.div_euclid(12) as i16, months.rem_euclid(12) as u8 + 1)
}

/// The first such month, or day of it, not before `start`.
fn from_month(start: PartialDate, month: u8, day: Option<u8>) -> Option<PartialDate> {
    let before = match (start.month(), start.day(), day) {
        (Some(first), Some(last), Some(day)) => (month, day) < (first, last),
        (Some(first), _, _) => month < first,
        _ => false,
    };
    PartialDate::new(start.year() + i16::from(before), Some(month), day)
}

fn from_day(start: PartialDate, day: u8) -> Option<PartialDate> {
    let before = start.day().is_some_and(|first| day < first);
    let (year, month) = moved(start.year(), start.month()?, i8::from(before));
    PartialDate::new(year, Some(month), Some(day))
}
