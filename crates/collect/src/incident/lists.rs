use std::collections::BTreeMap;
use std::sync::OnceLock;

use jikenbo_text::words::Words;
use serde::Deserialize;

/// `data/incident.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    group: Vec<Group>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    #[cfg_attr(not(test), expect(dead_code, reason = "for who reads the file"))]
    name: String,
    words: BTreeMap<String, i16>,
}

/// The words with their groups and weights.
#[derive(Debug, Default)]
pub(super) struct Lists {
    pub(super) words: Words,
    pub(super) groups: usize,
    known: Vec<(String, usize, i16)>,
}

impl Lists {
    pub(super) fn word(&'static self, number: u32) -> &'static str {
        self.of(number).map(|(word, _, _)| word.as_str()).unwrap_or_default()
    }

    pub(super) fn group(&self, number: u32) -> usize {
        self.of(number).map(|(_, group, _)| *group).unwrap_or_default()
    }

    pub(super) fn weight(&self, number: u32) -> i16 {
        self.of(number).map(|(_, _, weight)| *weight).unwrap_or_default()
    }

    fn of(&self, number: u32) -> Option<&(String, usize, i16)> {
        self.known.get(usize::try_from(number).ok()?)
    }
}

pub(super) fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    // A test parses the file, so that a fault in it never leaves the workshop.
    LISTS.get_or_init(|| made(toml::from_str(include_str!("../../data/incident.toml")).unwrap_or_default()))
}

fn made(file: File) -> Lists {
    let mut known = Vec::new();
    let groups = file.group.len();
    for (at, group) in file.group.into_iter().enumerate() {
        known.extend(group.words.into_iter().map(|(word, weight)| (word, at, weight)));
    }
    let lower: Vec<String> = known.iter().map(|(word, _, _)| word.to_ascii_lowercase()).collect();
    Lists { words: Words::new(lower.iter().map(String::as_str)), groups, known }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_and_says_nothing_twice() {
        let file: File = toml::from_str(include_str!("../../data/incident.toml")).unwrap();
        assert!(file.group.len() > 10 && file.group.iter().all(|group| !group.name.is_empty()));
        let mut words: Vec<String> = made(file).known.into_iter().map(|(word, _, _)| word).collect();
        let all = words.len();
        assert!(words.iter().all(|word| jikenbo_text::fold::Folded::of(word).text() == word));
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }
}
