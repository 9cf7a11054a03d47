//! What a title tells: its report's place in the row, and the words of its own.

use std::sync::LazyLock;

use jikenbo_model::vocabulary::Stage;
use jikenbo_text::fold::Folded;
use serde::Deserialize;

const SHIPPED: &str = include_str!("../../data/titles.toml");

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<Rule>,
    generic: Generic,
    topic: Vec<Topic>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Topic {
    #[serde(rename = "name")]
    _name: String,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    stage: Stage,
    words: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Generic {
    words: Vec<String>,
}

static WORDS: LazyLock<File> = LazyLock::new(|| {
    let mut file = toml::from_str::<File>(SHIPPED).unwrap_or_default();
    // Longer words first, so that 個人情報 goes before 情報; those with a figure before those without.
    for rule in &mut file.rule {
        rule.words.sort_by_key(|word| (!word.contains('N'), std::cmp::Reverse(word.len()), word.clone()));
    }
    file.generic.words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    file
});

/// A title taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Title {
    /// Which report of its incident it says that it is.
    pub(crate) stage: Option<Stage>,
    /// Its place in the row, from 1 (第2報: 2).
    pub(crate) ordinal: Option<u8>,
    /// Pairs of letters of its own words, sorted.
    own: Vec<u64>,
    /// Pairs of letters of all its words, sorted.
    all: Vec<u64>,
    /// What it says that happened: indices of the topics.
    topics: Vec<usize>,
}

/// How alike two titles are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Likeness {
    /// Both have words of their own: their share in permille.
    Own(u16),
    /// One at least has none: the share of all words in permille.
    Plain(u16),
    /// There is no title to compare.
    None,
}

impl Title {
    pub(crate) fn of(title: &str) -> Self {
        let folded = Folded::of(title);
        let text = folded.text().to_lowercase();
        let (stage, ordinal, rest) = row(&text);
        let letters: String = rest.chars().filter(|c| c.is_alphabetic()).collect();
        Self { stage, ordinal, own: pairs(&own_words(&rest)), all: pairs(&letters), topics: topics(&text) }
    }

    /// Whether both say what happened, and not the same.
    pub(crate) fn is_of_other_topic(&self, other: &Self) -> bool {
        !self.topics.is_empty()
            && !other.topics.is_empty()
            && !self.topics.iter().any(|one| other.topics.contains(one))
    }

    pub(crate) fn likeness(&self, other: &Self) -> Likeness {
        if self.all.is_empty() || other.all.is_empty() {
            return Likeness::None;
        }
        if self.own.len() >= OWN && other.own.len() >= OWN {
            return Likeness::Own(dice(&self.own, &other.own));
        }
        Likeness::Plain(dice(&self.all, &other.all))
    }
}

/// Fewer pairs of letters are no words of its own: leavings of the words that were taken off.
const OWN: usize = 3;

/// The place in the row, and the title without the words that told it.
fn row(text: &str) -> (Option<Stage>, Option<u8>, String) {
    let (mut stage, mut ordinal, mut rest) = (None, None, text.to_owned());
    for rule in &WORDS.rule {
        for word in &rule.words {
            let Some((from, to, number)) = find(&rest, word) else { continue };
            stage = stage.max(Some(rule.stage));
            ordinal = ordinal.or(number);
            rest.replace_range(from..to, " ");
        }
    }
    if ordinal == Some(1) && stage == Some(Stage::Update) {
        // 第1報 is no follow-up, 続報1 is.
        stage = if text.contains("続報") { stage } else { Some(Stage::First) };
    }
    (stage, ordinal, rest)
}

/// Where `word` stands in `text`; its `N` takes one or two figures.
fn find(text: &str, word: &str) -> Option<(usize, usize, Option<u8>)> {
    let Some((before, after)) = word.split_once('N') else {
        return text.find(word).map(|at| (at, at + word.len(), None));
    };
    text.match_indices(before).find_map(|(at, _)| {
        let rest = &text[at + before.len()..];
        let (number, length) = figure(rest)?;
        rest[length..]
            .starts_with(after)
            .then(|| (at, at + before.len() + length + after.len(), Some(number)))
    })
}

/// A figure of one or two digits (3, 三, 十) and its length in bytes.
fn figure(text: &str) -> Option<(u8, usize)> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).take(3).collect();
    if !digits.is_empty() {
        return (digits.len() < 3).then(|| Some((digits.parse().ok()?, digits.len())))?;
    }
    let first = text.chars().next()?;
    let value = "一二三四五六七八九十".chars().position(|c| c == first)?;
    Some((value as u8 + 1, first.len_utf8()))
}

fn topics(text: &str) -> Vec<usize> {
    let named = |topic: &Topic| topic.words.iter().any(|word| text.contains(word.as_str()));
    WORDS.topic.iter().enumerate().filter(|(_, topic)| named(topic)).map(|(at, _)| at).collect()
}

fn own_words(text: &str) -> String {
    let mut rest = text.to_owned();
    for word in &WORDS.generic.words {
        if rest.contains(word.as_str()) {
            rest = rest.replace(word.as_str(), " ");
        }
    }
    rest.chars().filter(|c| c.is_alphabetic()).collect()
}

fn pairs(letters: &str) -> Vec<u64> {
    let letters: Vec<char> = letters.chars().take(200).collect();
    let mut pairs: Vec<u64> = letters
        .windows(2)
        .map(|pair| (u64::from(u32::from(pair[0])) << 32) | u64::from(u32::from(pair[1])))
        .collect();
    pairs.sort_unstable();
    pairs
}

/// Twice the pairs in common over all pairs, in permille; both lists sorted.
fn dice(a: &[u64], b: &[u64]) -> u16 {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while let (Some(one), Some(two)) = (a.get(i), b.get(j)) {
        both += usize::from(one == two);
        i += usize::from(one <= two);
        j += usize::from(two <= one);
    }
    (2000 * both / (a.len() + b.len()).max(1)) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, stage: Option<Stage>, ordinal: Option<u8>) {
        let read = Title::of(title);
        assert_eq!((read.stage, read.ordinal), (stage, ordinal), "{title}");
    }

    #[test]
    fn the_words_are_well_formed() {
        assert!(toml::from_str::<File>(SHIPPED).is_ok());
    }

    #[test]
    fn titles_tell_their_place_in_the_row() {
        check("不正アクセスについて(第2報)", Some(Stage::Update), Some(2));
        check("不正アクセスについて【第三報】", Some(Stage::Update), Some(3));
        check("不正アクセスについて(第１報)", Some(Stage::First), Some(1));
        check("不正アクセスについて(続報1)", Some(Stage::Update), Some(1));
        check("不正アクセスに関する調査結果のお知らせ", Some(Stage::Final), None);
        check("(開示事項の経過)不正アクセスについて", Some(Stage::Update), None);
        check("サーバーへの不正アクセスについて", None, None);
        check("第20回例示大会の参加者名簿の流出", None, None);
    }

    #[test]
    fn own_words_are_compared() {
        let likeness = |a: &str, b: &str| Title::of(a).likeness(&Title::of(b));
        let same =
            likeness("見本予約サイトへの不正アクセス(第2報)", "「見本予約サイト」への不正アクセスについて");
        assert!(matches!(same, Likeness::Own(850..)), "{same:?}");
        let other = likeness("見本予約サイトへの不正アクセス", "例示図書館の利用者名簿の紛失");
        assert!(matches!(other, Likeness::Own(..150)), "{other:?}");
        let plain = likeness("不正アクセスについて", "不正アクセスについて(第2報)");
        assert!(matches!(plain, Likeness::Plain(900..)), "{plain:?}");
        let other = Title::of("例示ナビの紛失").is_of_other_topic(&Title::of("例示ナビへの不正アクセス"));
        assert!(other && !Title::of("例示ナビ").is_of_other_topic(&Title::of("例示ナビへの不正アクセス")));
        assert_eq!(likeness("", "不正アクセスについて"), Likeness::None);
    }
}
