//! Words for people: `words/ja.toml` and `words/en.toml`, each with the same keys; a test compares them.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use jikenbo_figures::{Lang, Month, Name, grouped};
use jikenbo_model::schema::VOCABULARIES;
use jikenbo_model::vocabulary::{Qualifier, Unit};
use jikenbo_model::{PartialDate, Total, field};
use serde::Deserialize;

/// Defines a section of the word files whose keys the program uses: a key that is missing or too much does not parse.
macro_rules! section {
    ($(#[$doc:meta])* $name:ident { $($key:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $name { $(pub(crate) $key: String,)+ }
    };
}

section! {
    /// Patterns with holes.
    Said {
        language, day, captured, month, year, short_month, moment, nth_report, follow_ups, unnamed, no_title, no_organization, separator,
        hours, more_places, case_name, report_title, quote_tags, cases_n, incidents_n, no_incidents, no_incidents_covered, reports_n, share, state_new, state_checked,
        site_description, title_front, change_more, change_fewer, change_same, trend_more, trend_fewer, trend_same,
        trend_first, gone_title, gone_note, moved_title, moved_note, page_of, covers, all_of, yen, kana_row, as_contractor_n, more_cases,
        more_groups,
    }
}

/// The words of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    pub(crate) lang: String,
    /// What templates say, as `w`.
    pub(crate) page: BTreeMap<String, String>,
    pub(crate) said: Said,
    units: BTreeMap<String, String>,
    qualifiers: BTreeMap<String, String>,
    #[serde(skip)]
    names: Names,
}

/// What fields and values of vocabularies are called, where they do not bring their name along.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// By the field's name.
    pub fields: BTreeMap<String, String>,
    /// By vocabulary and word.
    pub values: BTreeMap<String, BTreeMap<String, String>>,
}

/// The English names of fields and of the values of all vocabularies.
///
/// ```
/// assert_eq!(jikenbo_publish::english().values["method"]["ransomware"], "ransomware");
/// ```
pub fn english() -> Names {
    parse(include_str!("../words/names.en.toml"))
}

/// The words of `lang`.
pub(crate) fn words(lang: Lang) -> &'static Words {
    static JA: OnceLock<Words> = OnceLock::new();
    static EN: OnceLock<Words> = OnceLock::new();
    match lang {
        Lang::Ja => JA.get_or_init(|| parse(include_str!("../words/ja.toml"))),
        Lang::En => EN.get_or_init(|| Words { names: english(), ..parse(include_str!("../words/en.toml")) }),
    }
}

fn parse<T: serde::de::DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).expect("words that are compiled in and read by the tests")
}

impl Words {
    /// The name of a field.
    pub(crate) fn field<'a>(&'a self, name: &'a str) -> &'a str {
        let own = || field(name).map_or(name, |field| field.japanese);
        self.names.fields.get(name).map_or_else(own, String::as_str)
    }

    /// The name of a word of a vocabulary, else the word itself.
    pub(crate) fn value<'a>(&'a self, vocabulary: &str, word: &'a str) -> &'a str {
        if let Some(name) = self.names.values.get(vocabulary).and_then(|names| names.get(word)) {
            return name;
        }
        let found = VOCABULARIES.iter().find(|found| found.name == vocabulary);
        found.and_then(|found| (found.japanese)(word)).unwrap_or(word)
    }

    /// The name in this language.
    pub(crate) fn of<'a>(&self, name: &'a Name) -> &'a str {
        if self.lang == "ja" { &name.ja } else { &name.en }
    }

    /// A day as exact as it is known.
    pub(crate) fn date(&self, date: PartialDate) -> String {
        let pattern = match (date.month(), date.day()) {
            (Some(_), Some(_)) => &self.said.day,
            (Some(_), None) => &self.said.month,
            _ => &self.said.year,
        };
        self.dated(pattern, date.year(), date.month().unwrap_or(0), date.day().unwrap_or(0))
    }

    /// The day of a report: where that is not its day of release (`dated`), it says that it is that of the capture.
    pub(crate) fn day_of(&self, day: PartialDate, dated: bool) -> String {
        let day = self.date(day);
        if dated { day } else { fill(&self.said.captured, &[("day", &day)]) }
    }

    /// A month.
    pub(crate) fn month(&self, month: Month) -> String {
        self.dated(&self.said.month, month.year(), month.month(), 0)
    }

    /// A day.
    pub(crate) fn day(&self, day: Date) -> String {
        let small = |number: i8| u8::try_from(number).unwrap_or(0);
        self.dated(&self.said.day, day.year(), small(day.month()), small(day.day()))
    }

    /// A moment, in Asia/Tokyo.
    pub(crate) fn moment(&self, at: Timestamp) -> String {
        let local = Offset::constant(9).to_datetime(at);
        let time = format!("{:02}:{:02}", local.hour(), local.minute());
        fill(&self.said.moment, &[("day", &self.day(local.date())), ("time", &time)])
    }

    fn dated(&self, pattern: &str, year: i16, month: u8, day: u8) -> String {
        let (month2, day2) = (format!("{month:02}"), format!("{day:02}"));
        fill(
            pattern,
            &[("year", &year), ("month", &month), ("day", &day), ("month2", &month2), ("day2", &day2)],
        )
    }

    /// A figure with its unit and how it limits itself.
    pub(crate) fn figure(&self, total: Total) -> String {
        self.counted(total.count, total.unit, total.qualifier)
    }

    /// As [`figure`](Self::figure), by its parts.
    pub(crate) fn counted(&self, count: u64, unit: Unit, qualifier: Qualifier) -> String {
        let pattern = |of: &BTreeMap<String, String>, word: &str| of.get(word).cloned().unwrap_or_default();
        let counted = fill(&pattern(&self.units, unit.word()), &[("n", &grouped(count))]);
        fill(&pattern(&self.qualifiers, qualifier.word()), &[("figure", &counted)])
    }
}

/// `pattern` with each `{key}` replaced; what a value brings in is not looked at again, and a key without a value stays. `{key|one|many}`
/// stands for `one` where the value is 1, else for `many`.
///
/// ```
/// let fill = |n: &str| jikenbo_publish::fill("{n} {n|case|cases}", &[("n", &n)]);
/// assert_eq!((fill("1"), fill("1,001")), ("1 case".to_owned(), "1,001 cases".to_owned()));
/// ```
pub fn fill(pattern: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut filled = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let found = after.split_once('}').and_then(|(key, rest)| {
            let (key, forms) =
                key.split_once('|').map_or((key, None), |(key, forms)| (key, forms.split_once('|')));
            let value = values.iter().find(|(name, _)| *name == key)?.1.to_string();
            let chosen = forms.map(|(one, many)| if value == "1" { one } else { many });
            Some((chosen.map_or(value, str::to_owned), rest))
        });
        match found {
            Some((value, behind)) => {
                filled.push_str(&value);
                rest = behind;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use jikenbo_model::FIELDS;

    fn holes(text: &str) -> Vec<&str> {
        let mut found: Vec<&str> =
            text.split('{').skip(1).filter_map(|rest| rest.split(['}', '|']).next()).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    #[test]
    fn both_languages_have_the_same_keys_and_holes() {
        let table = |text: &str| toml::from_str::<toml::Table>(text).unwrap();
        let (ja, en) = (table(include_str!("../words/ja.toml")), table(include_str!("../words/en.toml")));
        assert_eq!(ja.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>());
        for (section, words) in ja.iter().filter_map(|(section, words)| Some((section, words.as_table()?))) {
            let other = en[section].as_table().unwrap();
            assert_eq!(words.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>(), "{section}");
            for (key, words) in
                words.iter().filter(|(key, _)| !["day", "month", "year"].contains(&key.as_str()))
            {
                assert_eq!(holes(words.as_str().unwrap()), holes(other[key].as_str().unwrap()), "{key}");
            }
        }
    }

    #[test]
    fn every_unit_qualifier_field_and_value_has_its_words() {
        for words in [words(Lang::Ja), words(Lang::En)] {
            assert!(Unit::ALL.iter().all(|unit| words.units.contains_key(unit.word())));
            assert!(Qualifier::ALL.iter().all(|one| words.qualifiers.contains_key(one.word())));
        }
        let named = english();
        assert!(FIELDS.iter().all(|field| named.fields.contains_key(field.name)));
        for vocabulary in VOCABULARIES {
            let words: Vec<&String> = named.values[vocabulary.name].keys().collect();
            assert!(!words.is_empty() && words.iter().all(|word| (vocabulary.japanese)(word).is_some()));
        }
    }

    #[test]
    fn figures_and_days_read_as_people_write_them() {
        let (ja, en) = (words(Lang::Ja), words(Lang::En));
        assert_eq!(ja.counted(132_000, Unit::People, Qualifier::About), "約132,000人");
        assert_eq!(en.counted(7, Unit::Cards, Qualifier::Max), "up to 7 cards");
        assert_eq!(en.counted(1, Unit::People, Qualifier::About), "about 1 person");
        assert_eq!(ja.date("2025-12-06".parse().unwrap()), "2025年12月6日");
        assert_eq!(en.date("2025-09".parse().unwrap()), "2025-09");
        assert_eq!(ja.moment("2025-12-05T16:04:05Z".parse().unwrap()), "2025年12月6日 01:04");
        assert_eq!(fill("{a} {b} {c", &[("a", &"{b}"), ("b", &1)]), "{b} 1 {c");
    }
}
