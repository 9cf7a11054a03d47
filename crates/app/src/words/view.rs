//! Words of what shows a casebook: `view.ja.toml` and `view.en.toml`, each with the same keys.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::OnceLock;

use serde::Deserialize;

use super::{Words, fill};
use crate::casebook::organizations::load::Loaded;
use crate::casebook::organizations::sectors::Sectors;

section! {
    /// Lines and labels; what stands in braces is filled in.
    ViewWords {
        files, file_line, file_reason, file_read, file_kept, files_none,
        state, visibility, labels, other_numbers, redirected, reports, facts, chronology, origins, links, suggestions,
        notes, opinion, note, copies, capture, erased, source, belongs, changes, decided, decided_why, report_place,
        no_case, loaded, sectored, loading, queue_none,
        queue_fields, queue_cases,
        history_line, history_why, history_none, history_field, history_decided, nothing,
        diff_silent, diff_same, diff_no_text, diff_nothing, diff_one_report, diff_older, diff_newer,
        suggestion_line, suggestion_none, gone, against, score, from_to,
        organization_names, organization_kind, organization_sector, organization_number, organization_parent,
        organization_cases, organization_none, client,
    }
}

/// All of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    view: ViewWords,
    actions: BTreeMap<String, String>,
    changes: BTreeMap<String, String>,
    reasons: BTreeMap<String, String>,
    organization_kinds: BTreeMap<String, String>,
    sectors: BTreeMap<String, String>,
    vocabularies: BTreeMap<String, BTreeMap<String, String>>,
}

fn file(lang: &str) -> &'static File {
    static JA: OnceLock<File> = OnceLock::new();
    static EN: OnceLock<File> = OnceLock::new();
    // A test parses both files.
    let parse = |text| toml::from_str(text).expect("the words are complete");
    match lang {
        "en" => EN.get_or_init(|| parse(include_str!("view.en.toml"))),
        _ => JA.get_or_init(|| parse(include_str!("view.ja.toml"))),
    }
}

impl Words {
    pub(crate) fn view(&self) -> &'static ViewWords {
        &file(&self.lang).view
    }

    /// What came of loading corporate numbers.
    pub fn numbers_loaded(&self, loaded: &Loaded) -> String {
        let Loaded { read, wanting, matched, ambiguous, taken } = loaded;
        let values: [(&str, &dyn Display); 5] = [
            ("read", read),
            ("wanting", wanting),
            ("matched", matched),
            ("ambiguous", ambiguous),
            ("taken", taken),
        ];
        fill(&self.view().loaded, &values)
    }

    /// What came of loading sectors.
    pub fn sectors_loaded(&self, sectors: &Sectors) -> String {
        let Sectors { read, changed, unknown } = sectors;
        fill(&self.view().sectored, &[("read", read), ("changed", changed), ("unknown", unknown)])
    }

    /// What long work is going on.
    pub fn loading(&self) -> &str {
        &self.view().loading
    }

    /// No organisation was found.
    pub fn no_organizations(&self) -> &str {
        &self.view().organization_none
    }

    /// What an act of the audit trail is called; `None` where it is of no interest to people.
    pub(crate) fn action<'a>(&self, action: &'a str) -> Option<&'a str>
    where
        Self: 'a,
    {
        let known = file(&self.lang).actions.get(action).map(String::as_str);
        Some(known.unwrap_or(action)).filter(|words| !words.is_empty())
    }

    /// What a change between two reports is called.
    pub(crate) fn change<'a>(&self, code: &'a str) -> &'a str {
        file(&self.lang).changes.get(code).map_or(code, String::as_str)
    }

    /// What a reason of the linker is called.
    pub(crate) fn reason<'a>(&self, code: &'a str) -> &'a str {
        file(&self.lang).reasons.get(code).map_or(code, String::as_str)
    }

    /// What a kind of organisation is called.
    pub(crate) fn organization_kind<'a>(&self, kind: &'a str) -> &'a str {
        file(&self.lang).organization_kinds.get(kind).map_or(kind, String::as_str)
    }

    /// What a sector of 日本標準産業分類 is called.
    pub(crate) fn sector<'a>(&self, letter: &'a str) -> &'a str {
        file(&self.lang).sectors.get(letter).map_or(letter, String::as_str)
    }

    /// What a value of a vocabulary of the casebook (`visibility`, `suggestion_kind`, …) is called.
    pub(crate) fn of_casebook<'a>(&self, vocabulary: &str, word: &'a str) -> &'a str {
        let named = file(&self.lang).vocabularies.get(vocabulary).and_then(|names| names.get(word));
        named.map_or(word, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Lang;
    use jikenbo_resolve::Code;
    use jikenbo_resolve::compare::ChangeCode;
    use jikenbo_resolve::organization::OrganizationKind;

    fn holes(text: &str) -> Vec<&str> {
        let mut found: Vec<&str> =
            text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn both_languages_have_the_same_keys_and_placeholders() {
        let table = |text: &str| toml::from_str::<toml::Table>(text).unwrap();
        let (ja, en) = (table(include_str!("view.ja.toml")), table(include_str!("view.en.toml")));
        for (section, words) in &ja {
            let (ja, en) = (words.as_table().unwrap(), en[section].as_table().unwrap());
            assert_eq!(ja.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>(), "{section}");
            for (key, words) in ja.iter().filter(|(_, words)| words.is_str()) {
                assert_eq!(holes(words.as_str().unwrap()), holes(en[key].as_str().unwrap()), "{key}");
            }
        }
    }

    #[test]
    fn every_code_has_its_words() {
        for lang in [Lang::Ja, Lang::En] {
            let file = file(&Words::of(lang).lang);
            assert!(Code::ALL.iter().all(|code| file.reasons.contains_key(code.word())));
            assert_eq!(file.changes.len(), ChangeCode::ALL.len());
            assert!(ChangeCode::ALL.iter().all(|code| file.changes.contains_key(code.word())));
            assert!(
                OrganizationKind::ALL.iter().all(|kind| file.organization_kinds.contains_key(kind.word()))
            );
            assert_eq!(file.sectors.keys().map(String::as_str).collect::<String>(), "ABCDEFGHIJKLMNOPQRST");
        }
    }

    #[test]
    fn an_act_without_words_is_for_programs() {
        let words = Words::of(Lang::Ja);
        assert_eq!(words.action("keys"), None);
        assert_eq!(words.action("decide"), Some("訂正"));
        assert_eq!(words.action("unheard_of"), Some("unheard_of"));
    }
}
