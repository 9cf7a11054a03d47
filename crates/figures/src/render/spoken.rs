//! Values as words of a language.

use jikenbo_model::{PartialDate, Total};

use crate::words::{Words, fill, of};
use crate::{Counted, Lang, Month, Name, Value};

/// What values are told with.
#[derive(Clone, Copy)]
pub(super) struct Speech {
    pub(super) lang: Lang,
    pub(super) words: &'static Words,
    pub(super) counted: Counted,
}

impl Speech {
    /// What `key` of `[text]` says.
    pub(super) fn text(self, key: &'static str) -> &'static str {
        of(&self.words.text, key)
    }

    /// That some of what counts is unchecked.
    pub(super) fn drafts(self, count: u64) -> Option<String> {
        let counted = || self.value(&Value::Counted(count));
        (count > 0).then(|| fill(self.text("drafts"), &[("count", &counted())]))
    }

    /// Which parts are left out.
    pub(super) fn left_out(self, names: Vec<&str>) -> Option<String> {
        let names_ = names.join(self.text("comma"));
        (!names.is_empty()).then(|| fill(self.text("left_out"), &[("sections", &names_)]))
    }

    fn of_counted(self, count: u64) -> String {
        let key = match (self.counted, count) {
            (Counted::Reports, 1) => "reports_one",
            (Counted::Reports, _) => "reports",
            (Counted::Cases, 1) => "cases_one",
            (Counted::Cases, _) => "cases",
        };
        fill(self.text(key), &[("count", &grouped(count))])
    }

    fn change(self, by: i64) -> String {
        let count = self.of_counted(by.unsigned_abs());
        let key = match by {
            0 => return self.text("same").to_owned(),
            1.. => "more",
            _ => "fewer",
        };
        fill(self.text(key), &[("count", &count)])
    }

    fn month(self, month: Month) -> String {
        let name = self.words.months.get(usize::from(month.month()) - 1).map_or("", String::as_str);
        fill(self.text("month"), &[("year", &month.year().to_string()), ("month", name)])
    }

    /// A day, as exact as it is known.
    pub(super) fn day(self, date: PartialDate) -> String {
        let iso = date.to_string();
        let plain =
            |digits| if self.lang == Lang::Ja { str::trim_start_matches(digits, '0') } else { digits };
        match iso.split('-').collect::<Vec<_>>()[..] {
            [year, month, day] => {
                fill(self.text("date"), &[("year", year), ("month", plain(month)), ("day", plain(day))])
            }
            [year, month] => fill(self.text("date_month"), &[("year", year), ("month", plain(month))]),
            [year] => fill(self.text("date_year"), &[("year", year)]),
            _ => iso,
        }
    }

    fn figure(self, total: Option<Total>) -> String {
        let Some(total) = total else { return self.text("figure_none").to_owned() };
        let units = if total.count == 1 { &self.words.units_one } else { &self.words.units };
        let counted = fill(of(units, total.unit.word()), &[("figure", &grouped(total.count))]);
        fill(of(&self.words.qualifiers, total.qualifier.word()), &[("figure", &counted)])
    }

    fn name(self, name: &Name) -> &str {
        match self.lang {
            Lang::Ja => &name.ja,
            Lang::En => &name.en,
        }
    }

    /// Names in a sentence: in quotation marks, the last after an "and".
    pub(super) fn listed(self, names: &[Name]) -> String {
        self.quoted(names.iter().map(|name| self.name(name)))
    }

    /// Words of reports in a sentence: several in quotation marks, the last after an "and".
    pub(super) fn joined(self, words: &[String]) -> String {
        match words {
            [words] => words.clone(),
            several => self.quoted(several.iter().map(String::as_str)),
        }
    }

    fn quoted<'w>(self, words: impl Iterator<Item = &'w str>) -> String {
        let quoted: Vec<String> = words.map(|name| fill(self.text("name"), &[("name", name)])).collect();
        match quoted.split_last() {
            Some((last, before)) if !before.is_empty() => {
                [&before.join(self.text("comma")), self.text("and"), last].concat()
            }
            _ => quoted.concat(),
        }
    }

    /// An organisation, and the authority that published what is told of it.
    pub(super) fn organization(self, name: &str, by: Option<&str>) -> String {
        by.map_or_else(|| name.to_owned(), |by| fill(self.text("told_by"), &[("name", name), ("by", by)]))
    }

    fn organizations(self, count: Option<u64>) -> String {
        let key = match count {
            None => return self.text("organizations_none").to_owned(),
            Some(1) => "organizations_one",
            Some(_) => "organizations",
        };
        fill(self.text(key), &[("count", &grouped(count.unwrap_or_default()))])
    }

    /// A value by itself. Of an item nothing is known here.
    pub(super) fn value(self, value: &Value) -> String {
        match value {
            Value::Number(number) => grouped(*number),
            Value::Counted(count) => self.of_counted(*count),
            Value::Change(by) => self.change(*by),
            Value::Share(share) => fill(self.text("share"), &[("share", &share.to_string())]),
            Value::Figure(total) => self.figure(*total),
            Value::Amount(amount, currency) if currency == "JPY" => {
                fill(self.text("yen"), &[("amount", &grouped(*amount))])
            }
            Value::Amount(amount, currency) => {
                fill(self.text("amount"), &[("amount", &grouped(*amount)), ("currency", currency)])
            }
            Value::Names(names) => {
                let names: Vec<&str> = names.iter().map(|name| self.name(name)).collect();
                names.join(self.text("comma"))
            }
            Value::Text(words) => words.clone(),
            Value::Texts(words) => words.join(self.text("comma")),
            Value::Organization(name, by) => self.organization(name, by.as_deref()),
            Value::Organizations(count) => self.organizations(*count),
            Value::Month(month) => self.month(*month),
            Value::Span(from, to) => {
                fill(self.text("span"), &[("from", &self.month(*from)), ("to", &self.month(*to))])
            }
            Value::Date(date) => date.map(|date| self.day(date)).unwrap_or_default(),
            Value::Item(id) => id.to_string(),
            Value::Days(1) => self.text("day").to_owned(),
            Value::Days(days) => fill(self.text("days"), &[("days", &grouped(*days))]),
            Value::Range(from, to) => {
                fill(self.text("range"), &[("from", &grouped(*from)), ("to", &grouped(*to))])
            }
        }
    }
}

/// A number with its digits in groups of three: `13200` as `13,200`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_threes() {
        let shown: Vec<String> = [0, 999, 1000, 236_450, 1_000_000].into_iter().map(grouped).collect();
        assert_eq!(shown, ["0", "999", "1,000", "236,450", "1,000,000"]);
    }
}
