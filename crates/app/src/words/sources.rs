//! Words of the commands on sources: `sources.ja.toml` and `sources.en.toml`, each with the same keys.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::Words;

section! {
    /// Lines; what stands in braces is filled in.
    SourceWords {
        score, paused, feed, none, since, failing, failing_since, silent, moved, changed, alarm, counts, all, hollow, recheck, copy,
        refused, later, closed,
    }
}

/// All of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    lines: SourceWords,
    labels: BTreeMap<String, String>,
    kinds: BTreeMap<String, String>,
    browsers: BTreeMap<String, String>,
    policies: BTreeMap<String, String>,
    steps: BTreeMap<String, String>,
    health: BTreeMap<String, String>,
}

/// Of what a word stands for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SourceWord {
    /// What a source says of itself.
    Label,
    /// What it is.
    Kind,
    /// When a browser is asked.
    Browser,
    /// How much of the text is shown.
    Policy,
    /// What becomes of an item.
    Step,
    /// How a source is.
    Health,
}

fn file(lang: &str) -> &'static File {
    static JA: OnceLock<File> = OnceLock::new();
    static EN: OnceLock<File> = OnceLock::new();
    // A test parses both files.
    let parse = |text| toml::from_str(text).expect("the words are complete");
    match lang {
        "en" => EN.get_or_init(|| parse(include_str!("sources.en.toml"))),
        _ => JA.get_or_init(|| parse(include_str!("sources.ja.toml"))),
    }
}

impl Words {
    /// The lines of the commands on sources.
    pub(crate) fn sources(&self) -> &'static SourceWords {
        &file(&self.lang).lines
    }

    /// What a word of sources is called.
    pub(crate) fn of_sources<'a>(&self, of: SourceWord, word: &'a str) -> &'a str {
        let file = file(&self.lang);
        let words = match of {
            SourceWord::Label => &file.labels,
            SourceWord::Kind => &file.kinds,
            SourceWord::Browser => &file.browsers,
            SourceWord::Policy => &file.policies,
            SourceWord::Step => &file.steps,
            SourceWord::Health => &file.health,
        };
        words.get(word).map_or(word, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::casebook::browsing::Browsing;
    use crate::casebook::sources::health::Health;

    fn holes(text: &str) -> Vec<&str> {
        let mut found: Vec<&str> =
            text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn both_languages_have_the_same_keys_and_placeholders() {
        let table = |text: &str| toml::from_str::<toml::Table>(text).unwrap();
        let (ja, en) = (table(include_str!("sources.ja.toml")), table(include_str!("sources.en.toml")));
        for (section, words) in &ja {
            let (ja, en) = (words.as_table().unwrap(), en[section].as_table().unwrap());
            assert_eq!(ja.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>(), "{section}");
            for (key, words) in ja {
                assert_eq!(holes(words.as_str().unwrap()), holes(en[key].as_str().unwrap()), "{key}");
            }
        }
    }

    #[test]
    fn every_word_of_a_source_has_its_words() {
        for lang in ["ja", "en"] {
            let file = file(lang);
            assert!(Health::ALL.iter().all(|health| file.health.contains_key(health.word())));
            assert!(Browsing::ALL.iter().all(|browsing| file.browsers.contains_key(browsing.word())));
            assert_eq!((file.kinds.len(), file.steps.len(), file.policies.len()), (6, 7, 3));
        }
    }
}
