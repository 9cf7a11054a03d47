//! Mentions in ISO 8601 notation, `X` for what is not written (the notation of TIMEX and of the peers' suites).

use std::fmt;

use super::{Clock, Duration, Kind, Length, Mention, Moment, Part, PartialDate, Slot, Written};

impl Mention {
    /// What the text itself says: `2021-07-18`, `XXXX-07-18`, `T23:59`, `P3D`, `A/B`; a word such as 昨日 gives its
    /// distance (`P1D`), a fiscal year `FY2023`.
    ///
    /// ```
    /// use jikenbo_text::calendar::mentions;
    /// let value = |text| mentions(text).first().map(|mention| mention.value());
    /// assert_eq!(value("11月7~10日").as_deref(), Some("XXXX-11-07/XXXX-11-10"));
    /// assert_eq!(value("第2報"), None);
    /// ```
    pub fn value(&self) -> String {
        match self.kind {
            Kind::Point(moment) | Kind::Since(moment) | Kind::Until(moment) => of_moment(moment),
            Kind::Range(from, to) => of_range(from, to),
            Kind::Duration(Duration { length, .. }) => length.to_string(),
            Kind::Decade(year) if year < 100 => format!("XX{year:02}-01-01/XX{:02}-01-01", (year + 10) % 100),
            Kind::Decade(year) => format!("{year:04}-01-01/{:04}-01-01", year + 10),
        }
    }

    /// How far a word such as 昨日, 翌月, 来年 lies from where it is counted, as a length: `P1D`, `P1M`, `P1Y`.
    pub fn distance(&self) -> Option<String> {
        match self.kind {
            Kind::Point(moment) | Kind::Since(moment) | Kind::Until(moment) => moment.date.and_then(distance),
            _ => None,
        }
    }
}

impl Mention {
    /// The days that a third of a month stands for: 7月上旬 is `XXXX-07-01/XXXX-07-10`. `None` for all else.
    pub fn days(&self) -> Option<String> {
        let (Kind::Point(moment) | Kind::Since(moment) | Kind::Until(moment)) = self.kind else {
            return None;
        };
        let date = moment.date.filter(|date| !date.day.is_said())?;
        let month = of_date(date).filter(|_| date.month.is_said())?;
        let (first, last) = match date.part? {
            Part::Early => (1, 10),
            Part::Middle => (11, 20),
            Part::Late => (21, last_day(number(date.year).unwrap_or(2023), number(date.month)?)?),
            _ => return None,
        };
        Some(format!("{month}-{first:02}/{month}-{last:02}"))
    }
}

fn last_day(year: i16, month: i16) -> Option<i8> {
    Some(jiff::civil::Date::new(year, i8::try_from(month).ok()?, 1).ok()?.days_in_month())
}

fn distance(date: Written) -> Option<String> {
    fn steps<T>(slot: Slot<T>) -> Option<u8> {
        match slot {
            Slot::Back(steps) | Slot::Now(steps) => Some(steps.unsigned_abs()),
            _ => None,
        }
    }
    steps(date.day)
        .map(|steps| format!("P{steps}D"))
        .or_else(|| date.week.map(|steps| format!("P{}W", steps.unsigned_abs())))
        .or_else(|| steps(date.month).map(|steps| format!("P{steps}M")))
        .or_else(|| steps(date.year).map(|steps| format!("P{steps}Y")))
}

fn of_moment(moment: Moment) -> String {
    let date = moment.date.and_then(of_date).unwrap_or_default();
    match moment.time {
        Some(time) => format!("{date}T{time}"),
        None if date.is_empty() => moment.date.and_then(distance).unwrap_or_default(),
        None => date,
    }
}

/// `None` where no unit is written as a number.
fn of_date(date: Written) -> Option<String> {
    let year = number(date.year).map(|year| format!("{year:04}"));
    let month = number(date.month).map(|month| format!("{month:02}"));
    let day = number(date.day).map(|day| format!("{day:02}"));
    if date.fiscal {
        return year.map(|year| format!("FY{year}"));
    }
    let unknown = || "XX".to_owned();
    let year_or = year.clone().unwrap_or_else(|| "XXXX".to_owned());
    match (month, day) {
        (month, Some(day)) => Some(format!("{year_or}-{}-{day}", month.unwrap_or_else(unknown))),
        (Some(month), None) => Some(format!("{year_or}-{month}")),
        (None, None) => match date.part {
            Some(Part::Quarter(quarter)) => Some(format!("{year_or}-Q{quarter}")),
            _ => year,
        },
    }
}

/// The number a slot holds; two digits of a year become a year from 1970 to 2069.
pub(super) fn number<T: Copy + Into<i16>>(slot: Slot<T>) -> Option<i16> {
    match slot {
        Slot::Said(number) => Some(number.into()),
        Slot::Short(number) => Some(century(number.into())),
        _ => None,
    }
}

/// The year that two digits stand for, without an era: 23 is 2023, 99 is 1999.
pub(super) const fn century(short: i16) -> i16 {
    if short < 70 { 2000 + short } else { 1900 + short }
}

fn of_range(from: Moment, mut to: Moment) -> String {
    let mut from = from;
    if let Some(date) = from.date {
        let end = to.date.unwrap_or(date);
        let (first, last) = filled(date, end);
        (from.date, to.date) = (Some(first), Some(last));
    }
    format!("{}/{}", of_moment(from), of_moment(to))
}

/// Each end of a range takes from the other what it does not say: `2023年8月9日~11日`, `11月から2017年2月`.
fn filled(mut from: Written, mut to: Written) -> (Written, Written) {
    match to.day {
        Slot::Back(0) if !to.month.is_said() => return (from, from),
        Slot::Said(_) if !to.month.is_said() => to.month = from.month,
        _ => {}
    }
    let (Some(first), Some(last)) = (order(from), order(to)) else { return (from, to) };
    let turns = i16::from(first > last);
    match (number(from.year), number(to.year)) {
        (Some(year), None) if from.month.is_said() => to.year = Slot::Said(year + turns),
        (None, Some(year)) if !from.year.is_said() => from.year = Slot::Said(year - turns),
        _ => {}
    }
    (from, to)
}

fn order(date: Written) -> Option<(i16, i16)> {
    Some((number(date.month)?, number(date.day).unwrap_or(0)))
}

impl fmt::Display for Clock {
    /// `09:30`; the hour alone where no minute is given.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.hour)?;
        if let Some(minute) = self.minute {
            write!(f, ":{minute:02}")?;
        }
        if let Some(second) = self.second {
            write!(f, ":{second:02}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Length {
    /// ISO 8601: `P1Y2M10D`, `PT1.5H`, `P1W3D`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("P")?;
        for (place, (&amount, unit)) in self.hundredths.iter().zip("YMWDHMS".chars()).enumerate() {
            if place == 4 && self.hundredths.iter().skip(4).any(|&amount| amount > 0) {
                f.write_str("T")?;
            }
            match (amount / 100, amount % 100) {
                (0, 0) => {}
                (whole, 0) => write!(f, "{whole}{unit}")?,
                (whole, part) if part % 10 == 0 => write!(f, "{whole}.{}{unit}", part / 10)?,
                (whole, part) => write!(f, "{whole}.{part:02}{unit}")?,
            }
        }
        Ok(())
    }
}

/// A settled date with its time: `2016-11-08T08`.
pub(super) fn settled(date: PartialDate, time: Option<Clock>) -> String {
    time.map_or_else(|| date.to_string(), |time| format!("{date}T{time}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::calendar::{Context, mentions, resolve, resolve_at};

    fn check(text: &str, expected: &[&str]) {
        let values: Vec<_> = mentions(text).iter().map(|mention| mention.value()).collect();
        assert_eq!(values, expected, "{text}");
    }

    #[test]
    fn western_dates() {
        check("2023年11月7日", &["2023-11-07"]);
        check("2023/11/07", &["2023-11-07"]);
        check("2023.11.7", &["2023-11-07"]);
        check("7.11.2023", &["2023-11-07"]);
        check("25.02.2023", &["2023-02-25"]);
        check("2023-11-07", &["2023-11-07"]);
        check("2023年 11月 7日", &["2023-11-07"]);
        check("11月7日", &["XXXX-11-07"]);
        check("A6.3月31日夜に停止", &["XXXX-03-31"]);
        check("A4.21日(水)に停止", &["XXXX-XX-21"]);
        check("A4.21日間停止", &[]);
        check("6.3月31日に停止", &["XXXX-03-31"]);
        check("A1.2024年3月31日", &["2024-03-31"]);
        check("7日に", &["XXXX-XX-07"]);
        check("11/7(火)に", &["XXXX-11-07"]);
        check("・11/27発覚\n2/3以上", &["XXXX-11-27"]);
        check("27日20時頃から、28日20時頃までの間に", &["XXXX-XX-27T20/XXXX-XX-28T20"]);
        check("27日から、28日に停止", &["XXXX-XX-27", "XXXX-XX-28"]);
        check("二〇二三年十月五日", &["2023-10-05"]);
    }

    #[test]
    fn era_dates() {
        check("令和5年10月16日", &["2023-10-16"]);
        check("R5.10.16", &["2023-10-16"]);
        check("令和元年", &["2019"]);
        check("H26年度", &["FY2014"]);
        check("平成29年(2017年)2月9日", &["2017-02-09"]);
        check("2017(平成29)年2月9日", &["2017-02-09"]);
        check("令和5年(2023年)9月14日(木曜日)", &["2023-09-14"]);
        check("平成22年度および平成23年度", &["FY2010", "FY2011"]);
        check("令和00年", &[]);
    }

    #[test]
    fn partial_dates() {
        check("2023年11月", &["2023-11"]);
        check("令和5年5月末", &["2023-05"]);
        check("2024年", &["2024"]);
        check("5月中旬", &["XXXX-05"]);
        check("4-6月", &["XXXX-04/XXXX-06"]);
        check("1990年代と50年代", &["1990-01-01/2000-01-01", "XX50-01-01/XX60-01-01"]);
        check("第1四半期", &["XXXX-Q1"]);
    }

    #[test]
    fn ranges() {
        check("8月9日~11日", &["XXXX-08-09/XXXX-08-11"]);
        check("11月7~10日", &["XXXX-11-07/XXXX-11-10"]);
        check("11月7日から10日まで", &["XXXX-11-07/XXXX-11-10"]);
        check("2023年7月10日(月)9時頃から2023年09月05日(火)17:25まで", &["2023-07-10T09/2023-09-05T17:25"]);
        check("2020年6月14日~2021年7月11日", &["2020-06-14/2021-07-11"]);
        check("4月1日より6月30日まで", &["XXXX-04-01/XXXX-06-30"]);
        check("令和5年2月から9月", &["2023-02/2023-09"]);
        check("令和5年4月から6年3月まで", &["2023-04/2024-03"]);
        check("平成17年6月から同18年2月にかけて", &["2005-06/2006-02"]);
        check("令和3年4月から同5年1月まで", &["2021-04/2023-01"]);
        check("8月9日から同11日まで、同5社", &["XXXX-08-09", "XXXX-XX-11"]);
        check("5月8日21時頃~9日2時頃", &["XXXX-05-08T21/XXXX-05-09T02"]);
        check("2018年6月7日から2022年3月22日までの間", &["2018-06-07/2022-03-22"]);
        check("7月3日(月)及び4日(火)", &["XXXX-07-03", "XXXX-XX-04"]);
        check("4月29日(月・祝) 10時05分頃 ~ 同日13時30分頃", &["XXXX-04-29T10:05/XXXX-04-29T13:30"]);
        check("9月1日(水)13時(受付開始)から9月22日まで", &["XXXX-09-01T13/XXXX-09-22"]);
        check("11月7、8日", &["XXXX-11-07", "XXXX-XX-08"]);
        check("(5月2日に案件1、6月9日に案件2)", &["XXXX-05-02", "XXXX-06-09"]);
    }

    #[test]
    fn times() {
        check("7日午後10時ごろ", &["XXXX-XX-07T22"]);
        check("12月6日未明", &["XXXX-12-06"]);
        check("午後5時から6時まで", &["T17/T18"]);
        check("15~18時", &["T15/T18"]);
        check("11月7日 17:25", &["XXXX-11-07T17:25"]);
    }

    #[test]
    fn no_dates() {
        check("3日間、2週間、6か月", &["P3D", "P2W", "P6M"]);
        check("5日以内", &["P5D"]);
        check("3日後", &["P3D"]);
        check("全体の1/3が", &[]);
        check("電話 03-1234-5678、〒100-0001", &[]);
        check("1.2.3 と 192.168.10.1 と v2023.11.7", &[]);
        check("10.12.2023.1 と v1.12.2023 と 11.25.2023", &[]);
        check("第1回、CVE-2023-1234、10.5GB、5,000円", &[]);
        check("数日、十分、日時、月額、毎月1日", &[]);
        check("1日あたり", &["P1D"]);
        check("24/7 の監視、3分の1、判明日", &[]);
        check("保管期間が30日で、24時間365日", &["P30D", "PT24H", "P365D"]);
    }

    /// Pieces that dates are made of, so that chance finds half-written ones.
    const PIECES: &[&str] = &[
        "2023",
        "年",
        "11",
        "月",
        "7",
        "日",
        "令和",
        "元",
        "R5",
        ".",
        "/",
        "-",
        "~",
        "から",
        "まで",
        "(",
        "火",
        ")",
        "翌",
        "同",
        "本日",
        "午後",
        "時",
        "半",
        "分",
        "前",
        "後",
        "間",
        "以内",
        " ",
        "、",
        "二十",
        "〇",
        "99999999999",
        "年度",
        "末",
        "先週の",
        "\u{3000}",
        "😀",
        "第1四半期",
        "Q1",
        "10:30",
        "代",
    ];

    fn holds(text: &str) -> Result<(), TestCaseError> {
        let found = mentions(text);
        let mut last = 0;
        for mention in &found {
            prop_assert!(mention.span.start >= last && mention.span.end > mention.span.start);
            prop_assert!(mention.span.of(text).is_some(), "{:?} of {text:?}", mention.span);
            last = mention.span.end;
            let _ = (mention.value(), mention.distance(), mention.days());
        }
        for published in ["2023-11-20", "0001-01-01", "9999-12-31", "2024-02", ""] {
            resolve(text, &found, Context { published: published.parse().ok(), year: Some(2023) });
        }
        resolve_at(&found, jiff::civil::date(9999, 12, 31).at(23, 59, 0, 0));
        resolve_at(&found, jiff::civil::date(2024, 2, 29).at(0, 0, 0, 0));
        Ok(())
    }

    proptest! {
        #[test]
        fn any_text_gives_spans_in_order(text in ".{0,60}") {
            holds(&text)?;
        }

        #[test]
        fn any_pieces_of_dates_give_spans_in_order(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..20)) {
            holds(&pieces.concat())?;
        }
    }
}
