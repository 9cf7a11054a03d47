use jikenbo_text::Span;
use serde::{Deserialize, Serialize};

use super::key::key;
use super::words::words;

/// Another name that a text gives an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// The other name.
    pub name: String,
    /// Where the text says so: bytes of the text, from the bracket to the bracket.
    pub span: Span,
}

/// How far a bracket is read, in bytes; longer ones hold sentences, not names.
const BRACKET: usize = 240;
/// How far before a bracket the name may begin, in bytes.
const BEFORE: usize = 240;
/// What stands before another name in a bracket.
const LABELS: &[&str] = &[
    "旧社名",
    "旧名称",
    "旧商号",
    "旧",
    "現社名",
    "現",
    "英語表記",
    "英文名",
    "英名",
    "英文社名",
    "略称",
    "通称名",
    "通称",
    "呼称",
];
/// How many aliases a text may give one organisation.
const MOST: usize = 12;

/// The other names that `text` gives the organisation `name` in brackets behind it: 以下「…」, 旧 …, 英語表記: …, 略称 ….
/// Words by which a writer calls itself (以下「当社」) are none.
///
/// ```
/// use jikenbo_resolve::organization::aliases;
/// let text = "株式会社例示システム(以下「例示S」といいます)は、株式会社見本(以下「当社」)に";
/// assert_eq!(aliases(text, "株式会社例示システム")[0].name, "例示S");
/// assert!(aliases(text, "株式会社見本").is_empty());
/// ```
pub fn aliases(text: &str, name: &str) -> Vec<Alias> {
    let wanted = key(name);
    let mut found: Vec<Alias> = Vec::new();
    if wanted.is_empty() {
        return found;
    }
    for bracket in brackets(text) {
        let before = &text[floor(text, bracket.start.saturating_sub(BEFORE))..bracket.start];
        if found.len() == MOST || !ends_with_name(before, name, wanted.as_str()) {
            continue;
        }
        let inside = bracket.of(text).unwrap_or_default();
        let Some((other, is_labelled)) = names_in(inside) else { continue };
        let fresh = found.iter().all(|alias| alias.name != other) && key(other) != wanted;
        if fresh && !is_self(other, wanted.as_str()) && (is_labelled || is_of(other, wanted.as_str())) {
            found.push(Alias { name: other.to_owned(), span: bracket });
        }
    }
    found
}

/// The brackets of `text` with what is in them, short ones only.
fn brackets(text: &str) -> impl Iterator<Item = Span> + '_ {
    text.match_indices(['(', '（']).filter_map(|(start, open)| {
        let inner = start + open.len();
        let rest = &text[inner..ceiling(text, inner + BRACKET)];
        let close = rest.find([')', '）'])?;
        let end = inner + close + rest[close..].chars().next()?.len_utf8();
        Some(Span::new(start, end))
    })
}

/// Whether `before` ends with the name as it stands, or with words that have its key.
fn ends_with_name(before: &str, name: &str, wanted: &str) -> bool {
    let before = before.trim_end_matches(['」', '』', ' ', '\u{3000}']);
    if before.ends_with(name) {
        return true;
    }
    // The last words up to a mark that no name holds.
    let cut = before
        .rfind(['、', '。', '「', '『', '\n', '【', '】', ':', '：'])
        .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    let last = key(&before[cut..]);
    let rest = last.as_str().strip_suffix(wanted);
    // A name of two letters ends many others; a longer one only those that put a word (は, の, 弊社取引先の) before.
    rest.is_some_and(|rest| {
        rest.is_empty() || rest.ends_with(['は', 'が', 'の', 'を', 'に', 'と', 'る', 'た', 'で'])
    })
}

/// The names in a bracket's words, and whether a label says what they are.
fn names_in(bracket: &str) -> Option<(&str, bool)> {
    let inside = bracket.trim_matches(['(', '（', ')', '）', ' ', '\u{3000}']);
    if let Some(rest) = inside.strip_prefix("以下") {
        let rest = rest.trim_start_matches(['、', ',', ' ', '\u{3000}']);
        return quoted(rest).or_else(|| plain(rest)).map(|name| (name, false));
    }
    if let Some(rest) = LABELS.iter().find_map(|label| inside.strip_prefix(label)) {
        let rest = rest.trim_start_matches([':', '：', '・', ' ', '\u{3000}', '、', ',']);
        return quoted(rest).or_else(|| plain(rest)).map(|name| (name, true));
    }
    latin(inside).map(|name| (name, true))
}

fn quoted(words: &str) -> Option<&str> {
    let start = words.find(['「', '『', '“', '"'])?;
    let rest = &words[start..];
    let rest = &rest[rest.chars().next()?.len_utf8()..];
    let name = rest[..rest.find(['」', '』', '”', '"'])?].trim();
    (!name.is_empty()).then_some(name)
}

fn plain(words: &str) -> Option<&str> {
    let ends =
        ["といいます", "という", "と略", "と称", "とします", "とする", "と呼", "、", ",", "。", ";", "；"];
    let end = ends.iter().filter_map(|end| words.find(end)).min().unwrap_or(words.len());
    let name = words[..end].trim();
    ((1..=30).contains(&name.chars().count())).then_some(name)
}

/// A name in Latin letters and nothing else: English names stand in brackets without a label.
fn latin(inside: &str) -> Option<&str> {
    let of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | ',' | '&' | '-' | '\'');
    let letters = inside.chars().filter(char::is_ascii_alphabetic).count();
    (letters >= 2 && inside.chars().all(of_name) && inside.chars().next()?.is_ascii_uppercase())
        .then_some(inside)
}

/// Whether a writer calls itself so: a listed word, or one made like them (当…, 本…) of a name that does not begin so.
fn is_self(name: &str, of: &str) -> bool {
    let made = name.chars().next().filter(|c| "当弊本同貴小我御".contains(*c));
    words().own.iter().any(|word| word == name) || made.is_some_and(|first| !of.starts_with(first))
}

/// Whether an abbreviation can be one of this name: it has a letter of it, or Latin letters.
fn is_of(name: &str, of: &str) -> bool {
    key(name).as_str().chars().any(|c| c.is_ascii_alphabetic() || of.contains(c))
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn ceiling(text: &str, at: usize) -> usize {
    (at.min(text.len())..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, name: &str, expected: &[&str]) {
        let found = aliases(text, name);
        assert_eq!(found.iter().map(|alias| alias.name.as_str()).collect::<Vec<_>>(), expected, "{text}");
        for alias in &found {
            assert!(alias.span.of(text).unwrap().contains(&alias.name));
        }
    }

    #[test]
    fn brackets_give_names() {
        check("例示機構（以下、「REI」という。）は", "独立行政法人例示機構", &["REI"]);
        check("株式会社例示(旧 見本産業株式会社)の", "株式会社例示", &["見本産業株式会社"]);
        check("例示大学（英語表記：Example University）", "例示大学", &["Example University"]);
        check("弊社取引先の株式会社例示（以下例示社）において", "株式会社例示", &["例示社"]);
        check("株式会社例示情報（以下JIS）において", "株式会社例示情報", &["JIS"]);
        check(
            "株式会社例示情報(Example Information, Inc.)",
            "株式会社例示情報",
            &["Example Information, Inc."],
        );
    }

    #[test]
    fn near_misses_give_none() {
        check("株式会社例示(以下「当社」といいます)", "株式会社例示", &[]);
        check("株式会社例示(以下「当方」といいます)", "株式会社例示", &[]);
        check("株式会社例示(以下「相手方」といいます)", "株式会社例示", &[]);
        check("株式会社例示(本社:東京都、代表取締役:例示太郎)", "株式会社例示", &[]);
        check("株式会社見本例示(以下「見本」)", "株式会社例示", &[]);
        check("株式会社例示(以下", "株式会社例示", &[]);
        check("株式会社例示(証券コード 0000)", "株式会社例示", &[]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "[株式会社例示(（)）以下「」、旧A ]{0,60}", name in "[株例示A]{0,4}") {
            for alias in aliases(&text, &name) {
                proptest::prop_assert!(alias.span.of(&text).is_some());
            }
        }
    }
}
