//! Word lists: TOML files beside the code that someone who knows no Rust can extend.
//!
//! A file holds rules; a rule gives a `value` to the `words` that mean it. Words are patterns ([`Pattern`]): plain words,
//! `…` for a gap inside one sentence, `<class>` for a class of `classes.toml`. `ignore` lists words that swallow what
//! stands inside them. [`Lists::parse`] refuses a list that contradicts itself and says where.

mod check;
mod classes;
mod finds;
mod letters;
mod pattern;
mod scan;
mod scene;

use std::sync::LazyLock;

use serde::Deserialize;

pub use check::ListError;
use classes::{Anchors, Class, Classes};
pub(crate) use finds::Finds;
pub(crate) use letters::Letters;
pub use pattern::Pattern;
pub(crate) use scan::{Hit, answers_no, contains};

/// The lists that ship with jikenbo: file name and text.
pub const BUILTIN: &[(&str, &str)] = &[
    ("classes.toml", include_str!("../../data/classes.toml")),
    ("actors.toml", include_str!("../../data/actors.toml")),
    ("authorities.toml", include_str!("../../data/authorities.toml")),
    ("causes.toml", include_str!("../../data/causes.toml")),
    ("consequences.toml", include_str!("../../data/consequences.toml")),
    ("data_items.toml", include_str!("../../data/data_items.toml")),
    ("data_types.toml", include_str!("../../data/data_types.toml")),
    ("events.toml", include_str!("../../data/events.toml")),
    ("figures.toml", include_str!("../../data/figures.toml")),
    ("incident.toml", include_str!("../../data/incident.toml")),
    ("measures.toml", include_str!("../../data/measures.toml")),
    ("methods.toml", include_str!("../../data/methods.toml")),
    ("misuse.toml", include_str!("../../data/misuse.toml")),
    ("organizations.toml", include_str!("../../data/organizations.toml")),
    ("phrases.toml", include_str!("../../data/phrases.toml")),
    ("relations.toml", include_str!("../../data/relations.toml")),
    ("sections.toml", include_str!("../../data/sections.toml")),
    ("stages.toml", include_str!("../../data/stages.toml")),
    ("traces.toml", include_str!("../../data/traces.toml")),
];

/// Lists whose words may stand for several values at once, and whose finds do not swallow each other.
const MANY_VALUED: &[&str] =
    &["authorities", "methods", "measures", "events", "incident", "figures", "phrases", "sections", "stages"];

static SHIPPED: LazyLock<Result<Lists, ListError>> = LazyLock::new(|| Lists::parse(BUILTIN));
static NONE: LazyLock<Lists> = LazyLock::new(Lists::default);

/// One list: the rules of one file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ListFile {
    #[serde(default)]
    ignore: Vec<String>,
    #[serde(default)]
    rule: Vec<RuleFile>,
}

/// One rule as it stands in a file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    value: String,
    words: Vec<String>,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
}

/// One rule: the words at hand mean `value`.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The list's name: its file's name without `.toml`.
    pub list: String,
    /// What the words mean; empty for words that only swallow what stands inside them.
    pub value: String,
    with: Vec<Pattern>,
    without: Vec<Pattern>,
}

/// A pattern that a word anchors, with all that is asked of most: so that the pattern and its rule are seldom looked at.
#[derive(Clone, Copy, Debug)]
struct Anchored {
    pattern: u32,
    rule: u32,
    list: u16,
    /// The word is all of the pattern.
    alone: bool,
    /// The rule has conditions.
    conditional: bool,
    /// A part that must stand in the sentence as well: most patterns are ruled out by it. The anchor itself where there is no
    /// other.
    needs: Class,
}

/// All lists, compiled for one pass over a text.
#[derive(Debug, Default)]
pub struct Lists {
    rules: Vec<Rule>,
    /// The words of all patterns.
    classes: Classes,
    patterns: Vec<Pattern>,
    /// For each word the patterns that it anchors.
    anchored: Anchors<Anchored>,
    /// A list's number is its place here.
    names: Vec<String>,
    /// The numbers by the [`place`]s of their names, each at the first free place from there on.
    numbers: Vec<Option<u16>>,
    /// For each list whether it is one of [`MANY_VALUED`].
    many_valued: Vec<bool>,
}

impl Lists {
    /// The lists that ship with jikenbo; none at all where [`refused`](Self::refused) says why.
    pub fn builtin() -> &'static Self {
        SHIPPED.as_ref().unwrap_or(&NONE)
    }

    /// Why the lists that ship with jikenbo were refused: after an edit that contradicts itself.
    pub fn refused() -> Option<&'static ListError> {
        SHIPPED.as_ref().err()
    }

    /// Compiles `files` (name and text); a later file with the same name adds to the earlier one.
    ///
    /// # Errors
    /// [`ListError`] names the file, the rule and what was expected: no TOML, an unknown key, an unknown class, an empty
    /// word, a word that stands for two values of one list, a value that the vocabulary does not have.
    pub fn parse(files: &[(&str, &str)]) -> Result<Self, ListError> {
        check::compile(files)
    }

    /// The lists that ship with jikenbo, with those of `own` (name and text) beside them.
    ///
    /// # Errors
    /// Those of [`parse`](Self::parse), and a name or value that no shipped list has, which nobody would read.
    pub fn extended(own: &[(&str, &str)]) -> Result<Self, ListError> {
        check::extends(own)?;
        let all: Vec<(&str, &str)> = BUILTIN.iter().chain(own).copied().collect();
        Self::parse(&all)
    }

    /// The patterns that word `number` anchors.
    fn anchored_by(&self, number: u32) -> &[Anchored] {
        self.anchored.of_word(number)
    }

    /// The number of the list called `name`, for comparing with [`Hit`]s.
    #[inline]
    pub(crate) fn number(&self, name: &str) -> Option<u16> {
        let mut numbers = self.numbers.iter().skip(place(name)).map_while(|number| *number);
        numbers.find(|number| self.names[usize::from(*number)] == name)
    }
}

/// Where to look for the number of a list: at its name's length and first letter, which tell nearly all apart.
#[inline]
fn place(name: &str) -> usize {
    let first = name.as_bytes().first().copied().unwrap_or_default();
    name.len() % 16 * 32 + usize::from(first % 32)
}

/// The numbers of lists by the places of their `names`.
fn numbers(names: &[String]) -> Vec<Option<u16>> {
    // Room behind the last place, so that a search always ends at a free one.
    let mut numbers = vec![None; 16 * 32 + names.len() + 1];
    for (number, name) in (0..).zip(names) {
        let mut free = numbers.iter_mut().skip(place(name));
        if let Some(free) = free.find(|number| number.is_none()) {
            *free = Some(number);
        }
    }
    numbers
}

fn number_of(names: &[String], name: &str) -> Option<u16> {
    names.iter().position(|own| own == name).and_then(|at| u16::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_found_by_its_name() {
        let lists = Lists::builtin();
        for (number, name) in (0..).zip(&lists.names) {
            assert_eq!(lists.number(name), Some(number));
        }
        assert_eq!(lists.number("data_things"), None);
        assert_eq!(Lists::default().number("events"), None);
    }

    #[test]
    fn the_shipped_lists_parse() {
        Lists::parse(BUILTIN).unwrap_or_else(|error| panic!("{error}"));
    }
}
