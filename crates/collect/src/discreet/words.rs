use std::sync::OnceLock;

use serde::Deserialize;

/// `data/discreet.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    parameters: Vec<String>,
    persons: Vec<String>,
    doors: Vec<String>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    // A test parses the file, so that a fault in it never leaves the workshop.
    WORDS.get_or_init(|| toml::from_str(include_str!("../../data/discreet.toml")).unwrap_or_default())
}

pub(super) fn is_token(parameter: &str) -> bool {
    words().parameters.contains(&bare(parameter))
}

pub(super) fn is_person(parameter: &str) -> bool {
    words().persons.contains(&bare(parameter))
}

/// A part of a path by which somebody signs in, an ending left out.
pub(super) fn is_door(segment: &str) -> bool {
    let stem = segment.split_once('.').map_or(segment, |(stem, _)| stem);
    words().doors.contains(&bare(stem))
}

fn bare(name: &str) -> String {
    name.chars().filter(|c| *c != '-' && *c != '_').map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_read_and_written_as_they_are_compared() {
        let Words { parameters, persons, doors } = words();
        assert!(parameters.len() > 50 && !persons.is_empty() && !doors.is_empty());
        assert!(parameters.iter().chain(persons).chain(doors).all(|word| bare(word) == *word));
    }
}
