use std::sync::LazyLock;

use jikenbo_text::Span;
use jikenbo_text::fold::Folded;
use serde::{Deserialize, Serialize};

use super::text::{SentenceChange, text};

const SHIPPED: &str = include_str!("../../data/volatile.toml");

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    always: List,
    figures: List,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    words: Vec<String>,
}

static VOLATILE: LazyLock<File> = LazyLock::new(|| toml::from_str(SHIPPED).unwrap_or_default());

/// The same page, captured again, in other words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SilentEdit {
    /// What changed, without what changes by itself.
    pub changes: Vec<SentenceChange>,
}

/// What was edited between two captures of one page; `None` where nothing was but what changes by itself: the year of a
/// copyright line, counters, the day and time of the visit, advertisements, lists of other articles, session ids
/// (`data/volatile.toml`).
///
/// ```
/// use jikenbo_resolve::compare::silent_edit;
/// assert!(silent_edit("対象は100件です。\n© 2025 例示", "対象は100件です。\n© 2026 例示").is_none());
/// assert!(silent_edit("対象は100件です。", "対象は250件です。").is_some());
/// ```
pub fn silent_edit(old: &str, new: &str) -> Option<SilentEdit> {
    let changes: Vec<SentenceChange> =
        text(old, new).into_iter().filter(|change| !changes_by_itself(change, old, new)).collect();
    (!changes.is_empty()).then_some(SilentEdit { changes })
}

fn changes_by_itself(change: &SentenceChange, old_text: &str, new_text: &str) -> bool {
    let lower = |span: &Span, text: &str| Folded::of(span.of(text).unwrap_or_default()).text().to_lowercase();
    let (old, new) = match change {
        SentenceChange::Added { new } => (None, Some(lower(new, new_text))),
        SentenceChange::Removed { old } => (Some(lower(old, old_text)), None),
        SentenceChange::Changed { old, new, .. } => (Some(lower(old, old_text)), Some(lower(new, new_text))),
    };
    let has = |words: &[String], text: &str| words.iter().any(|word| text.contains(word.as_str()));
    let every = |test: &dyn Fn(&str) -> bool| old.iter().chain(&new).all(|sentence| test(sentence));
    if every(&|sentence| has(&VOLATILE.always.words, sentence)) {
        return true;
    }
    match (&old, &new) {
        (Some(old), Some(new)) => {
            let only_figures = without_figures(old) == without_figures(new);
            let is_counter = every(&|sentence| has(&VOLATILE.figures.words, sentence) || is_clock(sentence));
            (only_figures && is_counter) || without_ids(old) == without_ids(new)
        }
        // A clock or a session's id alone on a line may come and go.
        _ => every(&|sentence| is_clock(sentence) || without_ids(sentence) == "\u{0}"),
    }
}

fn without_figures(sentence: &str) -> String {
    let kept = sentence
        .chars()
        .filter(|c| !c.is_ascii_digit() && !"月火水木金土日,:".contains(*c) && !c.is_whitespace());
    kept.collect()
}

/// A line that is nothing but a time of day, with or without its date.
fn is_clock(sentence: &str) -> bool {
    let has_time = sentence.split(|c: char| !c.is_ascii_digit() && c != ':').any(|part| {
        part.split_once(':')
            .is_some_and(|(hour, rest)| hour.len() <= 2 && !hour.is_empty() && rest.len() >= 2)
    });
    let rest: String = sentence.chars().filter(|c| !c.is_ascii_digit()).collect();
    has_time && rest.chars().all(|c| "年月日時分秒:/-.()（）曜火水木金土 ".contains(c) || c.is_whitespace())
}

/// The sentence with each long mix of letters and figures (a session's id, a hash in an address) as one sign.
fn without_ids(sentence: &str) -> String {
    let mut out = String::new();
    for part in sentence.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let word = part.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        let mixed = word.bytes().any(|b| b.is_ascii_digit()) && word.bytes().any(|b| b.is_ascii_alphabetic());
        if word.len() >= 16 && mixed {
            out.push('\u{0}');
            out.push_str(&part[word.len()..]);
        } else {
            out.push_str(part);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "当社の例示サービスで不正なアクセスがありました。\n対象は100件です。\n";

    fn no_edit(old: &str, new: &str) {
        let found = silent_edit(&format!("{PAGE}{old}"), &format!("{PAGE}{new}"));
        assert_eq!(found, None, "{old} / {new}");
    }

    fn edit(old: &str, new: &str) {
        assert!(silent_edit(&format!("{PAGE}{old}"), &format!("{PAGE}{new}")).is_some(), "{old} / {new}");
    }

    #[test]
    fn the_words_are_well_formed() {
        assert!(toml::from_str::<File>(SHIPPED).is_ok());
    }

    #[test]
    fn what_changes_by_itself_is_no_edit() {
        no_edit("Copyright 2025 Example Inc.", "Copyright 2026 Example Inc.");
        no_edit("閲覧数:1,234", "閲覧数:1,301");
        no_edit("本日は2025年12月31日(水)です", "本日は2026年1月1日(木)です");
        no_edit("2025/12/31 23:59", "2026/01/01 00:10");
        no_edit("[PR] 例示の靴", "[PR] 見本の鞄");
        no_edit(
            "問い合わせ https://example.com/?sid=a1b2c3d4e5f6a7b8c9",
            "問い合わせ https://example.com/?sid=ffeeddccbbaa99887766",
        );
        no_edit("お問い合わせは　窓口まで", "お問い合わせは 窓口まで");
        no_edit("", "関連記事: 例示の手引");
    }

    #[test]
    fn other_words_are_an_edit() {
        edit("カード情報は含まれません。", "カード情報が含まれます。");
        edit("2025年12月6日", "2025年12月8日");
        edit("影響は10件です。", "影響は12件です。");
        edit("", "メールアドレスも含まれることが分かりました。");
        edit("調査は終わっていません。", "");
    }
}
