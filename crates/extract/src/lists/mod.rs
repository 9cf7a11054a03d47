//! Word lists: TOML files beside the code that someone who knows no Rust can extend.
//!
//! A file holds rules; a rule gives a `value` to the `words` that mean it. Words are patterns ([`Pattern`]): plain words,
//! `…` for a gap inside one sentence, `<class>` for a class of `classes.toml`. `ignore` lists words that swallow what
//! stands inside them. [`Lists::parse`] refuses a list that contradicts itself and says where.

mod check;
mod classes;
mod letters;
mod pattern;
mod scan;
mod scene;

use std::sync::LazyLock;

use serde::Deserialize;

pub use check::ListError;
use classes::{Anchors, Class, Classes};
pub(crate) use letters::Letters;
pub use pattern::Pattern;
pub(crate) use scan::{Hit, contains};

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
    /// A part that must stand in the sentence as well: most patterns are ruled out by it.
    needs: Option<Class>,
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
    /// A list's number is its place here. Few enough that comparing them all is quicker than any map.
    names: Vec<String>,
    /// The [`head`]s of the names, which tell nearly all apart.
    heads: Vec<u16>,
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
        let own = head(name);
        let mut heads = (0..).zip(&self.heads);
        heads
            .find(|(number, head)| **head == own && self.names[usize::from(*number)] == name)
            .map(|(number, _)| number)
    }
}

/// Length and first byte of a name.
fn head(name: &str) -> u16 {
    let first = name.as_bytes().first().copied().unwrap_or_default();
    u16::from_be_bytes([name.len() as u8, first])
}

fn number_of(names: &[String], name: &str) -> Option<u16> {
    names.iter().position(|own| own == name).and_then(|at| u16::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_lists_parse() {
        Lists::parse(BUILTIN).unwrap_or_else(|error| panic!("{error}"));
    }
}
