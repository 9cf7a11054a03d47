use std::sync::OnceLock;

use jikenbo_text::fold::Folded;
use serde::Deserialize;

use super::file::name;
use super::{Form, Link};
use crate::incident::{LIKELY, judge};

/// `data/attachments.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lists {
    pub(super) form: Vec<OfForm>,
    belongs: Words,
    beside: Words,
    others: Words,
    plain: Words,
    series: Words,
    data: Words,
    bare: Words,
    exposed: Exposed,
    pub(super) hosts: Hosts,
    decoration: Words,
    pub(super) columns: Columns,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfForm {
    pub(super) form: Form,
    pub(super) ends: Vec<String>,
    pub(super) words: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exposed {
    words: Vec<String>,
    release: Vec<String>,
    with_incident: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Hosts {
    pub(super) ends: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Columns {
    pub(super) names: Vec<String>,
    pub(super) others: Vec<String>,
}

pub(super) fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    // A test parses the file, so that a fault in it never leaves the workshop.
    LISTS.get_or_init(|| toml::from_str(include_str!("../../data/attachments.toml")).unwrap_or_default())
}

/// What the words of a link tell.
pub(super) struct Told {
    /// It belongs to the release.
    pub(super) belongs: bool,
    /// The link's own words say so, and not only its line.
    pub(super) belongs_by_link: bool,
    /// It has nothing to do with it.
    pub(super) is_other: bool,
    /// It is called as the leaked data is.
    pub(super) is_data: bool,
    /// It is a release.
    pub(super) is_release: bool,
}

/// What the words of a link, what stands around it and the file's name tell.
pub(super) fn told(link: Link<'_>, address: &str) -> Told {
    let lists = lists();
    let (own, line) = (plain(link.words), plain(link.line));
    let name = plain(&name(address));
    let has = |text: &str, of: &[String]| of.iter().any(|word| text.contains(word.as_str()));
    let is_data = |text: &str| {
        let plain = &lists.plain.words;
        let rest = plain.iter().fold(text.to_owned(), |text, word| text.replace(word.as_str(), ""));
        has(&rest, &lists.data.words)
    };
    let belongs_by_link = has(&own, &lists.belongs.words);
    let tells = || judge(Some(link.words), None).score >= LIKELY;
    let is_release = has(&own, &lists.exposed.release) || has(&own, &lists.exposed.with_incident) && tells();
    Told {
        belongs: belongs_by_link || has(&line, &lists.belongs.words) || has(&name, &lists.belongs.words),
        belongs_by_link,
        is_other: has(&own, &lists.others.words) || has(&name, &lists.others.words),
        is_data: is_data(&own)
            || is_data(&name)
            || !is_release && before(&own, link).is_some_and(|before| is_data(&before)),
        is_release,
    }
}

/// What stands right before a link and names what it leads to: "対象者一覧：こちら". Of the link's own line what follows the last
/// full stop or comma; the line before is its label only where the link itself does not say what it is.
fn before(own: &str, link: Link<'_>) -> Option<String> {
    let is_of_line = link.line.contains(link.before.trim()) && !link.before.trim().is_empty();
    if !is_of_line && !is_bare(own) {
        return None;
    }
    let before = plain(link.before);
    let clauses = before.trim_end_matches(|c: char| !c.is_alphanumeric());
    clauses.rsplit(['。', '、', ',']).next().map(str::to_owned)
}

/// Whether the words of a link say only that something is there: こちら, ダウンロード（PDF：120KB）.
fn is_bare(own: &str) -> bool {
    let rest = lists().bare.words.iter().fold(own.to_owned(), |text, word| text.replace(word.as_str(), ""));
    !rest.chars().any(|c| c.is_alphabetic())
}

/// Whether a page tells that files lay open to everybody.
pub(super) fn tells_of_open_files(text: &str) -> bool {
    let text = plain(text);
    lists().exposed.words.iter().any(|word| text.contains(word.as_str()))
}

/// Whether the words of a link say that it leads to one of several reports on one incident: 第2報, 続報.
pub(super) fn is_in_series(words: &str) -> bool {
    let words = plain(words);
    let numbered = |part: &str| {
        let rest = part.trim_start_matches(char::is_numeric);
        rest.len() < part.len() && rest.starts_with('報')
    };
    let named = lists().series.words.iter().any(|word| words.contains(word.as_str()));
    named || words.split('第').skip(1).any(numbered)
}

/// Whether the words of a link say that it leads to what only goes with a release.
pub(super) fn is_beside(words: &str) -> bool {
    let words = plain(words);
    lists().beside.words.iter().any(|word| words.contains(word.as_str()))
}

/// Whether a label names what decorates a site.
pub(super) fn is_decoration(label: &str) -> bool {
    let label = label.to_ascii_lowercase();
    let mut parts = label.split(|c: char| !c.is_ascii_alphabetic());
    parts.any(|part| lists().decoration.words.iter().any(|word| word == part))
}

/// Words in one spelling: NFKC, small letters.
pub(super) fn plain(words: &str) -> String {
    Folded::of(words).text().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_read_and_written_as_they_are_compared() {
        let lists: Lists = toml::from_str(include_str!("../../data/attachments.toml")).unwrap();
        let all = [
            &lists.belongs,
            &lists.beside,
            &lists.others,
            &lists.plain,
            &lists.series,
            &lists.data,
            &lists.bare,
            &lists.decoration,
        ];
        let words = all.into_iter().flat_map(|list| &list.words);
        let exposed = &lists.exposed;
        let words = words.chain(&exposed.words).chain(&exposed.release).chain(&exposed.with_incident);
        for word in words.chain(&lists.columns.names).chain(&lists.columns.others) {
            assert_eq!(plain(word), *word);
        }
        assert!(lists.form.len() == 6 && lists.hosts.ends.len() > 5);
    }
}
