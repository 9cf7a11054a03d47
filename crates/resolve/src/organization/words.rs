//! The words of `data/organizations.toml`, made ready once.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

use super::spelling::spell;

const SHIPPED: &str = include_str!("../../data/organizations.toml");

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    form: Vec<Form>,
    latin_form: Vec<Form>,
    letters: BTreeMap<String, String>,
    kind: Vec<Kind>,
    unit: Unit,
    before: Before,
    #[serde(rename = "self")]
    own: List,
    prefectures: List,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    class: String,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    kind: String,
    ends: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Unit {
    pub(super) ends: Vec<String>,
    pub(super) begins: Vec<String>,
    pub(super) heads: Vec<String>,
    pub(super) own: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Before {
    countries: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    words: Vec<String>,
}

/// The words as they are looked up.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Legal forms with their class, the longest first. These and all lists but the last two are spelled (`spell`).
    pub(super) forms: Vec<(String, String)>,
    /// Legal forms in Latin letters with their class.
    pub(super) latin: HashMap<String, String>,
    /// Endings with the kind that they tell, in order of the file.
    pub(super) kinds: Vec<(String, Vec<String>)>,
    /// Parts of organisations.
    pub(super) unit: Unit,
    /// Countries before a name.
    pub(super) countries: Vec<String>,
    /// Words by which a writer calls itself.
    pub(super) own: Vec<String>,
    /// The prefectures.
    pub(super) prefectures: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| parse(SHIPPED).unwrap_or_default());
static LETTERS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    toml::from_str(SHIPPED).map_or_else(|_| HashMap::new(), |file: File| letters(&file.letters))
});

/// The shipped words.
pub(super) fn words() -> &'static Words {
    &WORDS
}

/// The usual letter for `c`. Apart from [`words`], which are themselves spelled with it.
pub(super) fn usual_letter(c: char) -> char {
    LETTERS.get(&c).copied().unwrap_or(c)
}

fn parse(text: &str) -> Result<Words, toml::de::Error> {
    let file: File = toml::from_str(text)?;
    Ok(Words {
        forms: longest_first(file.form),
        latin: pairs(file.latin_form).collect(),
        kinds: file.kind.into_iter().map(|rule| (rule.kind, spelled(&rule.ends))).collect(),
        unit: Unit {
            ends: spelled(&file.unit.ends),
            begins: spelled(&file.unit.begins),
            heads: spelled(&file.unit.heads),
            own: spelled(&file.unit.own),
        },
        countries: spelled(&file.before.countries),
        own: file.own.words,
        prefectures: file.prefectures.words,
    })
}

fn spelled(words: &[String]) -> Vec<String> {
    words.iter().map(|word| spell(word)).collect()
}

fn pairs(forms: Vec<Form>) -> impl Iterator<Item = (String, String)> {
    forms.into_iter().flat_map(|form| form.words.into_iter().map(move |word| (word, form.class.clone())))
}

fn longest_first(forms: Vec<Form>) -> Vec<(String, String)> {
    let mut forms: Vec<(String, String)> = pairs(forms).map(|(word, class)| (spell(&word), class)).collect();
    forms.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
    forms
}

fn letters(of: &BTreeMap<String, String>) -> HashMap<char, char> {
    let pairs = of.iter().filter_map(|(usual, older)| Some((usual.chars().next()?, older)));
    pairs.flat_map(|(usual, older)| older.chars().map(move |c| (c, usual))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_words_are_well_formed() {
        let words = parse(SHIPPED).unwrap();
        assert_eq!(words.prefectures.len(), 47);
        assert!(words.forms.windows(2).all(|pair| pair[0].0.len() >= pair[1].0.len()));
        assert!(LETTERS.len() > 60 && LETTERS.iter().all(|(older, usual)| older != usual));
    }
}
