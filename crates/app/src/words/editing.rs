//! What an editor's commands say.

use std::fmt::Display;

use jikenbo_model::CaseNumber;

use super::{Words, fill};
use crate::casebook::editing::erase::Doomed;
use crate::casebook::editing::{Edited, Told};

section! {
    EditingWords {
        done, done_for_good, unchanged, opened, file, merged, origin, noted, own_way, hidden, hidden_field, erased, unmasked, shared,
        erase_ask, erase_line, erase_word, erase_not,
    }
}

impl Words {
    /// What an editor's command did, a line each; last the revision, or that nothing changed.
    pub fn edited(&self, edited: &Edited) -> Vec<String> {
        let words = &self.editing;
        let mut lines: Vec<String> = edited.told.iter().map(|told| self.told(told)).collect();
        lines.push(match edited.revision {
            Some(revision) if edited.is_for_good() => fill(&words.done_for_good, &[("revision", &revision)]),
            Some(revision) => fill(&words.done, &[("revision", &revision)]),
            None => words.unchanged.clone(),
        });
        lines
    }

    /// What is about to be erased, a line a copy, and what has to be typed so that it is.
    pub fn erase_question(&self, doomed: &[Doomed]) -> Vec<String> {
        let words = &self.editing;
        let line = |one: &Doomed| {
            let name = one.name.as_deref().map(crate::render::tamed).unwrap_or_default();
            fill(&words.erase_line, &[("capture", &one.capture), ("name", &name), ("n", &one.reports)])
        };
        let ask = fill(&words.erase_ask, &[("word", &words.erase_word)]);
        doomed.iter().map(line).chain([ask]).collect()
    }

    /// What has to be typed so that something is erased.
    pub fn erase_word(&self) -> &str {
        &self.editing.erase_word
    }

    /// Nothing was erased.
    pub fn erase_not(&self) -> &str {
        &self.editing.erase_not
    }

    fn told(&self, told: &Told) -> String {
        let words = &self.editing;
        let number = |number: &Option<CaseNumber>| {
            number.map_or_else(|| self.no_number.clone(), |number| format!("#{number}"))
        };
        let line = |pattern: &str, values: &[(&str, &dyn Display)]| fill(pattern, values);
        match told {
            Told::Opened { number: given, .. } => line(&words.opened, &[("number", &number(given))]),
            Told::Merged { from, into } => {
                line(&words.merged, &[("from", &number(from)), ("into", &number(into))])
            }
            Told::Origin { origin } => line(&words.origin, &[("origin", origin)]),
            Told::Hidden { redaction, field: None } => line(&words.hidden, &[("redaction", redaction)]),
            Told::Hidden { redaction, field: Some(name) } => {
                let name = jikenbo_model::field(name).map_or(name.as_str(), |field| self.field(field));
                line(&words.hidden_field, &[("redaction", redaction), ("field", &name)])
            }
            Told::Erased { captures, reports, records } => {
                line(&words.erased, &[("captures", captures), ("reports", reports), ("records", records)])
            }
            Told::Unmasked { unmasked } => line(&words.unmasked, &[("unmasked", unmasked)]),
            Told::Shared { token, until } => line(&words.shared, &[("token", token), ("until", until)]),
            Told::File { capture } => line(&words.file, &[("capture", capture)]),
            Told::OwnWay => words.own_way.clone(),
            Told::Noted { note } => line(&words.noted, &[("note", note)]),
        }
    }
}
