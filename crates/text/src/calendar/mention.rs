use super::Clock;
use crate::Span;

/// One temporal expression as written, before its context is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// All of it, weekday, time and bracketed second form included.
    pub span: Span,
    /// What it says.
    pub kind: Kind,
}

/// What a mention says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A date, a time of day, or a date and its time.
    Point(Moment),
    /// From one to another, both named: `11月7~10日`, `9時から17時まで`.
    Range(Moment, Moment),
    /// Since then: `8月9日~`, `2023年以降`.
    Since(Moment),
    /// Until then: `9月末まで`, `2018年より前`.
    Until(Moment),
    /// A length of time, alone or counted from a moment: `3日間`, `2時間後`, `過去5年間`.
    Duration(Duration),
    /// Ten years: `1990年代` begins in 1990, `50年代` in the year 50 of an unnamed century.
    Decade(i16),
}

/// One end of a mention: a date, a time of day, or both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// Its words.
    pub span: Span,
    /// The date; `None` where only a time of day is written.
    pub date: Option<Written>,
    /// The time of day.
    pub time: Option<Clock>,
    /// 頃, ごろ, 前後 stands beside it.
    pub about: bool,
}

/// A date as it is written; what is not written stays open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The year; with [`fiscal`](Self::fiscal) the fiscal year.
    pub year: Slot<i16>,
    /// The month.
    pub month: Slot<u8>,
    /// The day.
    pub day: Slot<u8>,
    /// The week, counted from the one in which is spoken: 先週 is -1.
    pub week: Option<i8>,
    /// A part of the smallest unit named: 5月上旬, 2023年前半.
    pub part: Option<Part>,
    /// The weekday beside it.
    pub weekday: Option<Weekday>,
    /// 年度: the year that begins in April.
    pub fiscal: bool,
    /// 翌 before a number: `翌12日` is the next day 12 after the date before it.
    pub next: bool,
    /// The year is an era year (令和5年), so `6年3月` after it is of that era too.
    pub era: Option<Era>,
    /// A second year in brackets that differs: `平成29年(2018年)`.
    pub clash: Option<i16>,
    /// The year names a law or decree (平成15年法律第57号) and dates nothing else.
    pub citation: bool,
}

/// One unit of a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Slot<T> {
    /// Not written.
    #[default]
    Unsaid,
    /// Written as a number.
    Said(T),
    /// A year's last two digits or the number of an era not repeated: `23年5月`.
    Short(T),
    /// Counted from the date mentioned before: 同 is 0, 翌 is 1, 前 is -1.
    Back(i8),
    /// Counted from the time of speaking: 今 and 本 are 0, 昨 and 先 are -1.
    Now(i8),
}

impl<T> Slot<T> {
    /// Whether the unit is written in whatever way.
    pub const fn is_said(&self) -> bool {
        !matches!(self, Self::Unsaid)
    }
}

/// An era of the Japanese calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Era {
    /// 明治, 1868 to 1912.
    Meiji,
    /// 大正, 1912 to 1926.
    Taisho,
    /// 昭和, 1926 to 1989.
    Showa,
    /// 平成, 1989 to 2019.
    Heisei,
    /// 令和, from 2019.
    Reiwa,
}

/// A part of a month, year or week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// 上旬, 初旬, 初め, 頭: the first third.
    Early,
    /// 中旬, 半ば: the second third.
    Middle,
    /// 下旬: the last third.
    Late,
    /// 末, 終わり: the end.
    End,
    /// 前半, 上半期, 上期.
    FirstHalf,
    /// 後半, 下半期, 下期.
    SecondHalf,
    /// 第1四半期, 1 to 4.
    Quarter(u8),
    /// 中, いっぱい, の間: all of it.
    Throughout,
    /// 春.
    Spring,
    /// 夏.
    Summer,
    /// 秋.
    Autumn,
    /// 冬.
    Winter,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weekday {
    /// 月.
    Monday,
    /// 火.
    Tuesday,
    /// 水.
    Wednesday,
    /// 木.
    Thursday,
    /// 金.
    Friday,
    /// 土.
    Saturday,
    /// 日.
    Sunday,
}

impl Weekday {
    /// All seven, Monday first.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// The weekday of a civil date.
    pub fn of(date: jiff::civil::Date) -> Self {
        let days = date.weekday().to_monday_zero_offset();
        Self::ALL.get(days as usize).copied().unwrap_or(Self::Monday)
    }

    /// The character that stands for it: 月 to 日.
    pub const fn kanji(self) -> char {
        match self {
            Self::Monday => '月',
            Self::Tuesday => '火',
            Self::Wednesday => '水',
            Self::Thursday => '木',
            Self::Friday => '金',
            Self::Saturday => '土',
            Self::Sunday => '日',
        }
    }

    /// The weekday that `kanji` stands for.
    pub fn of_kanji(kanji: char) -> Option<Self> {
        Self::ALL.into_iter().find(|day| day.kanji() == kanji)
    }
}

/// A length of time and where it is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duration {
    /// How long.
    pub length: Length,
    /// Where it lies.
    pub shift: Shift,
    /// The moment it is counted from, where that is written: `11月7日から3日間`, `昨日の2日前`.
    pub base: Option<Moment>,
}

/// A length of time, unit by unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Length {
    /// Years, months, weeks, days, hours, minutes, seconds, in hundredths (3年半 is 350 years' hundredths); 0 is not said.
    pub hundredths: [u32; 7],
}

/// Where a length of time lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shift {
    /// Nowhere: `3日間`.
    Free,
    /// A point so long before: `3日前`.
    Before,
    /// A point so long after: `3日後`.
    After,
    /// A span that begins now: `3日以内`.
    Within,
    /// A span that ended: `過去3日間`.
    Past,
    /// A span that begins next: `今後3日間`.
    Ahead,
}
