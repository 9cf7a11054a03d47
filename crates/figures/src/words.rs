//! Words for people, from `words/ja.toml` and `words/en.toml`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::{Lang, Name, SectionKind};

/// The words of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    pub(crate) sections: BTreeMap<String, String>,
    pub(crate) lenses: BTreeMap<String, String>,
    pub(crate) sentences: BTreeMap<String, String>,
    pub(crate) tables: BTreeMap<String, String>,
    pub(crate) columns: BTreeMap<String, String>,
    pub(crate) text: BTreeMap<String, String>,
    pub(crate) units: BTreeMap<String, String>,
    /// Of one alone.
    pub(crate) units_one: BTreeMap<String, String>,
    pub(crate) qualifiers: BTreeMap<String, String>,
    pub(crate) excluded: BTreeMap<String, String>,
    pub(crate) months: Vec<String>,
}

/// The words of `lang`.
pub(crate) fn words(lang: Lang) -> &'static Words {
    static JA: OnceLock<Words> = OnceLock::new();
    static EN: OnceLock<Words> = OnceLock::new();
    match lang {
        Lang::Ja => JA.get_or_init(|| parse(include_str!("../words/ja.toml"))),
        Lang::En => EN.get_or_init(|| parse(include_str!("../words/en.toml"))),
    }
}

fn parse(text: &str) -> Words {
    toml::from_str(text).expect("words that are compiled in and read by the tests")
}

/// What `key` is called; the key itself where no words are known, which the tests rule out.
pub(crate) fn of<'w>(words: &'w BTreeMap<String, String>, key: &'w str) -> &'w str {
    words.get(key).map_or(key, String::as_str)
}

/// `template` with its holes filled.
pub(crate) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = template.to_owned();
    for (hole, value) in values {
        filled = filled.replace(&format!("{{{hole}}}"), value);
    }
    filled
}

/// The name of a section in both languages.
pub(crate) fn both(kind: SectionKind) -> Name {
    let title = |lang| of(&words(lang).sections, kind.word()).to_owned();
    Name { code: kind.word().to_owned(), ja: title(Lang::Ja), en: title(Lang::En) }
}

/// The name of a vocabulary's value.
pub(crate) fn name(word: &str, japanese: &str) -> Name {
    Name { code: word.to_owned(), ja: japanese.to_owned(), en: word.replace('_', " ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::LensKind;

    fn holes(text: &str) -> Vec<&str> {
        let mut found: Vec<&str> =
            text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
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
            for (key, words) in words {
                assert_eq!(holes(words.as_str().unwrap()), holes(other[key].as_str().unwrap()), "{key}");
            }
        }
        assert_eq!((words(Lang::Ja).months.len(), words(Lang::En).months.len()), (12, 12));
    }

    #[test]
    fn every_section_unit_and_qualifier_has_its_words() {
        use jikenbo_model::vocabulary::{Qualifier, Unit};
        let words = words(Lang::Ja);
        assert!(SectionKind::ALL.iter().all(|kind| words.sections.contains_key(kind.word())));
        assert!(LensKind::ALL.iter().all(|kind| words.lenses.contains_key(kind.word())));
        assert!(Unit::ALL.iter().all(|unit| words.units.contains_key(unit.word())));
        assert!(Unit::ALL.iter().all(|unit| words.units_one.contains_key(unit.word())));
        assert!(Qualifier::ALL.iter().all(|qualifier| words.qualifiers.contains_key(qualifier.word())));
    }
}
