//! Words for people: `ja.toml` and `en.toml`, each with the same keys.
//!
//! A key that is missing or too much does not parse, and a test parses both.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::OnceLock;

use jikenbo_figures::grouped;
use jikenbo_model::schema::Vocabulary;
use jikenbo_model::vocabulary::{Qualifier, Unit};
use jikenbo_model::{CaseState, Field, PartialDate};
pub(crate) use jikenbo_publish::fill;
use serde::Deserialize;

use crate::casebook::backup::Kept;
use crate::casebook::import::Summary as Imported;
use crate::casebook::recover::OpenNote;
use crate::casebook::reread::Summary as Reread;
use crate::casebook::site::Built;
use crate::casebook::stamp::Seal;
use crate::casebook::verify::{Fault, Summary};
use crate::settings::Lang;

/// Defines a section of the word files: each key is a text.
macro_rules! section {
    ($(#[$doc:meta])* $name:ident { $($key:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $name { $(pub $key: String,)+ }
    };
}

mod editing;
pub(crate) mod errors;
mod review;
mod sources;
mod unpublished;
mod view;
mod warnings;

pub(crate) use review::ReviewWords;
pub(crate) use sources::SourceWord;

section! { DateWords { day, month, year, short_month } }
section! { SummaryWords { read, causes, cause, warnings, no_reports, reading } }
section! {
    CasebookWords {
        made, opened, joined, edited, known, no_report, erased, no_number, new_number, why, tied, waiting, passed_over, nothing_written, set_right_filed,
        set_right_moved, set_right_sealed, set_right_erased, reports, state_new, state_checked, state_published,
        unpublished, reads_unknown, nothing_of, site_built, demo_name, site_unread, templates_copied, verified, fault, noted, verifying, backed_up, restored, erased_again, seal, stamp, already_stamped, reread, reread_report, reread_field, reread_moved, reread_kept, reread_left, rereading,
    }
}
section! { ImportWords {
unnumbered, comment, not_placed, draft, private, removed, no_report, no_post, number_taken, summary, left, reading } }
section! { DemoWords { wrote, made, next } }
section! { EvalWords { wanted, had, lacking, extra, not_found } }
section! {
    PageWords {
        title, brand, heading, lead, skip, overview, reports, reports_of, causes, months, years, months_discovered, undated, largest, causes_basis,
        shares_note, list, number, published, who, cause, leak, count, facts, ledger, figure, subject, status, timeline,
        text, text_note, not_read, proof_n, to_list, source, footer, group_what, group_leak, group_who, group_when,
        group_response,
    }
}

/// The words of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub(crate) lang: String,
    pub(crate) separator: String,
    pub(crate) unnamed: String,
    pub(crate) no_title: String,
    pub(crate) no_organization: String,
    pub(crate) no_number: String,
    quote: String,
    line: String,
    more_places: String,
    pub(crate) warnings: String,
    pub(crate) proof: String,
    date: DateWords,
    units: BTreeMap<String, String>,
    /// Of one alone, where that is said otherwise.
    #[serde(default)]
    units_one: BTreeMap<String, String>,
    qualifiers: BTreeMap<String, String>,
    pub(crate) summary: SummaryWords,
    demo: DemoWords,
    pub(crate) casebook: CasebookWords,
    pub(crate) import: ImportWords,
    editing: editing::EditingWords,
    review: review::ReviewWords,
    pub(crate) page: PageWords,
    pub(crate) eval: EvalWords,
    /// Names of fields, where they are not the fields' own Japanese ones.
    #[serde(default)]
    fields: BTreeMap<String, String>,
    /// Names of vocabulary values, where they are not the values' own Japanese ones.
    #[serde(default)]
    values: BTreeMap<String, BTreeMap<String, String>>,
}

impl Words {
    /// The words of `lang`.
    pub fn of(lang: Lang) -> &'static Self {
        static JA: OnceLock<Words> = OnceLock::new();
        static EN: OnceLock<Words> = OnceLock::new();
        // A test parses both files, so that a fault in them never leaves the workshop.
        let parse = |text| -> Words { toml::from_str(text).expect("the words are complete") };
        match lang {
            Lang::Ja => JA.get_or_init(|| parse(include_str!("ja.toml"))),
            Lang::En => EN.get_or_init(|| {
                let jikenbo_publish::Names { fields, values } = jikenbo_publish::english();
                Words { fields, values, ..parse(include_str!("en.toml")) }
            }),
        }
    }

    /// No report was found in `name`.
    pub fn no_reports(&self, name: &str) -> String {
        fill(&self.summary.no_reports, &[("name", &name)])
    }

    /// `name` is being read.
    pub fn reading(&self, name: &str) -> String {
        fill(&self.summary.reading, &[("name", &name)])
    }

    /// The demo wrote its page to `path`, its casebook is in `book`, and what to try next.
    pub fn demo_wrote(&self, path: &str, book: &str) -> String {
        let (wrote, made) =
            (fill(&self.demo.wrote, &[("path", &path)]), fill(&self.demo.made, &[("book", &book)]));
        format!("{wrote}\n{made}\n{}", self.demo.next)
    }

    /// A casebook was made in `folder`, and what to try next.
    pub fn casebook_made(&self, folder: &str) -> String {
        fill(&self.casebook.made, &[("folder", &folder)])
    }

    /// `captures` of the WARC file `name` are no pages.
    pub fn passed_over(&self, name: &str, captures: usize) -> String {
        fill(&self.casebook.passed_over, &[("name", &name), ("n", &captures)])
    }

    /// It was only tried.
    pub fn nothing_written(&self) -> &str {
        &self.casebook.nothing_written
    }

    /// What was set right when a casebook was opened.
    pub fn opened(&self, note: &OpenNote) -> String {
        match note {
            OpenNote::Filed { captures } => fill(&self.casebook.set_right_filed, &[("n", captures)]),
            OpenNote::Moved { file, to, length } => {
                fill(&self.casebook.set_right_moved, &[("file", file), ("to", to), ("n", length)])
            }
            OpenNote::Sealed { records } => fill(&self.casebook.set_right_sealed, &[("n", records)]),
            OpenNote::Erased { records } => fill(&self.casebook.set_right_erased, &[("n", records)]),
        }
    }

    /// What was verified.
    pub fn verified(&self, summary: &Summary) -> String {
        let Summary { seals, files, records, bytes, faults, .. } = summary;
        let values: [(&str, &dyn Display); 5] = [
            ("seals", seals),
            ("files", files),
            ("records", records),
            ("bytes", &grouped(*bytes)),
            ("faults", faults),
        ];
        fill(&self.casebook.verified, &values)
    }

    /// Something is not as it must be.
    pub fn fault(&self, fault: &Fault) -> String {
        let Fault { code, place, expected, found } = fault;
        let values: [(&str, &dyn Display); 4] =
            [("code", code), ("place", place), ("expected", expected), ("found", found)];
        fill(&self.casebook.fault, &values)
    }

    /// Something was noticed at `file` and is no fault.
    pub fn noted(&self, code: &str, file: &str) -> String {
        fill(&self.casebook.noted, &[("code", &code), ("file", &file)])
    }

    /// What was imported, a line each.
    pub fn imported(&self, summary: &Imported) -> Vec<String> {
        let Imported { posts, opened, joined, known, comments, labels, copies, not_placed, passed_over } =
            summary;
        let values: [(&str, &dyn Display); 9] = [
            ("posts", posts),
            ("opened", opened),
            ("joined", joined),
            ("known", known),
            ("comments", comments),
            ("labels", labels),
            ("copies", copies),
            ("not_placed", not_placed),
            ("passed_over", passed_over),
        ];
        let mut lines = vec![fill(&self.import.summary, &values)];
        if not_placed + passed_over > 0 {
            lines.push(fill(&self.import.left, &values));
        }
        lines
    }

    /// What long work is going on.
    pub fn importing(&self) -> &str {
        &self.import.reading
    }

    /// What long work is going on.
    pub fn verifying(&self) -> &str {
        &self.casebook.verifying
    }

    /// What long work is going on.
    pub fn rereading(&self) -> &str {
        &self.casebook.rereading
    }

    /// A backup was made.
    pub fn backed_up(&self, folder: &str, kept: &Kept) -> String {
        let values: [(&str, &dyn Display); 4] = [
            ("folder", &folder),
            ("lines", &kept.lines),
            ("files", &kept.files),
            ("bytes", &grouped(kept.bytes)),
        ];
        fill(&self.casebook.backed_up, &values)
    }

    /// A site was built; `page` is its front page.
    pub fn site_built(&self, page: &str, built: &Built) -> String {
        let values: [(&str, &dyn Display); 6] = [
            ("page", &page),
            ("cases", &built.cases),
            ("files", &built.files),
            ("written", &built.written),
            ("removed", &built.removed),
            ("bytes", &grouped(built.bytes)),
        ];
        fill(&self.casebook.site_built, &values)
    }

    /// Lines of what a site told of could not be read.
    pub fn site_unread(&self, folder: &str, lines: &[usize]) -> String {
        let lines: Vec<String> = lines.iter().map(usize::to_string).collect();
        fill(&self.casebook.site_unread, &[("folder", &folder), ("lines", &lines.join(", "))])
    }

    /// What the casebook of the demo is called.
    pub fn demo_name(&self) -> String {
        self.casebook.demo_name.clone()
    }

    /// The program's templates of a site were written.
    pub fn templates_copied(&self, folder: &str, files: usize) -> String {
        fill(&self.casebook.templates_copied, &[("folder", &folder), ("files", &files)])
    }

    /// A casebook was made of a backup.
    pub fn restored(&self, folder: &str) -> String {
        fill(&self.casebook.restored, &[("folder", &folder)])
    }

    /// So many captures of a backup were erased, as they are elsewhere.
    pub fn erased_again(&self, captures: usize) -> String {
        fill(&self.casebook.erased_again, &[("n", &captures)])
    }

    /// The last seal, and its time-stamp.
    pub fn seal(&self, seal: &Seal) -> Vec<String> {
        let values: [(&str, &dyn Display); 3] =
            [("revision", &seal.revision), ("time", &seal.time), ("sha256", &seal.sha256)];
        let mut lines = vec![fill(&self.casebook.seal, &values)];
        if let Some(stamp) = &seal.timestamp {
            let values: [(&str, &dyn Display); 3] =
                [("time", &stamp.time), ("serial", &stamp.serial), ("policy", &stamp.policy)];
            lines.push(fill(&self.casebook.stamp, &values));
        }
        lines
    }

    /// The seal has a time-stamp already.
    pub fn already_stamped(&self) -> &str {
        &self.casebook.already_stamped
    }

    /// What came of reading all captures again, a line each.
    pub fn reread(&self, summary: &Reread) -> Vec<String> {
        let words = &self.casebook;
        let Reread { captures, reports, changed, under_decision, not_found, not_read, .. } = summary;
        let Reread { decoded, text_changed, evidence_lost, kept, .. } = summary;
        let values: [(&str, &dyn Display); 4] =
            [("captures", captures), ("reports", reports), ("changed", changed), ("waiting", under_decision)];
        let mut lines = vec![fill(&words.reread, &values)];
        for (name, count) in &summary.fields {
            let name = jikenbo_model::field(name).map_or(*name, |field| self.field(field));
            lines.push(fill(&words.reread_field, &[("name", &name), ("n", count)]));
        }
        if decoded + evidence_lost > 0 {
            let values: [(&str, &dyn Display); 3] =
                [("captures", decoded), ("reports", text_changed), ("fields", evidence_lost)];
            lines.push(fill(&words.reread_moved, &values));
        }
        if *kept > 0 {
            lines.push(fill(&words.reread_kept, &[("captures", kept)]));
        }
        if not_found + not_read > 0 {
            lines.push(fill(&words.reread_left, &[("reports", not_found), ("captures", not_read)]));
        }
        lines
    }

    pub(crate) fn state(&self, state: CaseState) -> &str {
        match state {
            CaseState::New => &self.casebook.state_new,
            CaseState::Checked => &self.casebook.state_checked,
            CaseState::Published => &self.casebook.state_published,
        }
    }

    pub(crate) fn reports(&self, count: usize) -> String {
        fill(&self.casebook.reports, &[("n", &count)])
    }

    pub(crate) fn field(&self, field: &'static Field) -> &str {
        self.fields.get(field.name).map_or(field.japanese, String::as_str)
    }

    /// The name of `word` of `vocabulary`, else the word itself.
    pub(crate) fn value<'a>(&'a self, vocabulary: &Vocabulary, word: &'a str) -> &'a str {
        let named = self.values.get(vocabulary.name).and_then(|names| names.get(word));
        named.map(String::as_str).or_else(|| (vocabulary.japanese)(word)).unwrap_or(word)
    }

    pub(crate) fn date(&self, date: PartialDate) -> String {
        let (year, month, day) = (date.year(), date.month().unwrap_or(0), date.day().unwrap_or(0));
        let pattern = match (date.month(), date.day()) {
            (Some(_), Some(_)) => &self.date.day,
            (Some(_), None) => &self.date.month,
            _ => &self.date.year,
        };
        let (month2, day2) = (format!("{month:02}"), format!("{day:02}"));
        fill(
            pattern,
            &[("year", &year), ("month", &month), ("day", &day), ("month2", &month2), ("day2", &day2)],
        )
    }

    /// The month alone, for a column of a chart.
    pub(crate) fn short_month(&self, month: u8) -> String {
        fill(&self.date.short_month, &[("month", &month)])
    }

    pub(crate) fn figure(&self, count: u64, unit: Unit, qualifier: Qualifier) -> String {
        let one = self.units_one.get(unit.word()).filter(|_| count == 1);
        let counted = fill(one.unwrap_or(&self.units[unit.word()]), &[("n", &grouped(count))]);
        fill(&self.qualifiers[qualifier.word()], &[("figure", &counted)])
    }

    pub(crate) fn quoted(&self, quote: &str) -> String {
        fill(&self.quote, &[("quote", &quote)])
    }

    pub(crate) fn line(&self, number: usize) -> String {
        fill(&self.line, &[("n", &number)])
    }

    pub(crate) fn more_places(&self, number: usize) -> String {
        fill(&self.more_places, &[("n", &number)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jikenbo_model::FIELDS;
    use jikenbo_model::schema::VOCABULARIES;

    #[test]
    fn both_languages_have_every_key() {
        for lang in [Lang::Ja, Lang::En] {
            let words = Words::of(lang);
            let keys = |map: &BTreeMap<String, String>| map.keys().cloned().collect::<Vec<_>>();
            assert_eq!(keys(&words.units), sorted(Unit::ALL.iter().map(|unit| unit.word()).collect()));
            assert_eq!(keys(&words.qualifiers), sorted(Qualifier::ALL.iter().map(|q| q.word()).collect()));
        }
    }

    #[test]
    fn english_names_every_field_and_value() {
        let words = Words::of(Lang::En);
        let named: Vec<&String> = words.fields.keys().collect();
        assert_eq!(named, sorted(FIELDS.iter().map(|field| field.name).collect()));
        for vocabulary in VOCABULARIES {
            let named: Vec<&String> = words.values[vocabulary.name].keys().collect();
            assert_eq!(named, sorted((vocabulary.words)()), "{}", vocabulary.name);
        }
        assert_eq!(words.values.len(), VOCABULARIES.len());
    }

    fn sorted(mut words: Vec<&str>) -> Vec<&str> {
        words.sort_unstable();
        words
    }

    #[test]
    fn the_same_placeholders_in_both() {
        let of = |text: &str| -> Vec<String> {
            let table: toml::Table = toml::from_str(text).unwrap();
            ["summary", "demo", "casebook", "editing", "review", "page", "eval"]
                .iter()
                .flat_map(|section| table[*section].as_table().unwrap().iter())
                .map(|(key, value)| {
                    let mut found: Vec<&str> = value
                        .as_str()
                        .unwrap()
                        .split('{')
                        .skip(1)
                        .filter_map(|rest| rest.split('}').next())
                        .collect();
                    found.sort_unstable();
                    format!("{key}: {}", found.join(" "))
                })
                .collect()
        };
        assert_eq!(of(include_str!("ja.toml")), of(include_str!("en.toml")));
    }

    #[test]
    fn a_value_that_looks_like_a_key_is_left_alone() {
        assert_eq!(fill("{a} {b} {c", &[("a", &"{b}"), ("b", &1)]), "{b} 1 {c");
    }

    #[test]
    fn figures_and_dates_read_as_people_write_them() {
        let (ja, en) = (Words::of(Lang::Ja), Words::of(Lang::En));
        assert_eq!(ja.figure(132_000, Unit::People, Qualifier::About), "約132,000人");
        assert_eq!(ja.figure(999, Unit::Records, Qualifier::Min), "999件以上");
        assert_eq!(en.figure(1_000_000, Unit::Cards, Qualifier::Max), "up to 1,000,000 cards");
        assert_eq!(ja.figure(1, Unit::People, Qualifier::Exact), "1人");
        assert_eq!(en.figure(1, Unit::People, Qualifier::Exact), "1 person");
        assert!(Unit::ALL.iter().all(|unit| en.units_one.contains_key(unit.word())));
        assert_eq!(ja.date("2025-12-06".parse().unwrap()), "2025年12月6日");
        assert_eq!(en.date("2025-09".parse().unwrap()), "2025-09");
    }
}
