//! A remark in brackets that denies something: 「氏名、購入履歴(パスワードは対象外です)」. It denies the words in it only.

use jikenbo_model::Span;
use jikenbo_text::words::find;

use crate::lists::contains;
use crate::modality::{self, Modality};
use crate::passage::Passage;

/// The longest remark, in bytes (80 characters).
const LONGEST: usize = 240;

/// How a word stands to a remark that denies something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Remark {
    /// The word stands in it; it ends at byte `end`.
    Within { end: usize },
    /// It closes the sentence behind the word: what is said of the word ends at byte `start`.
    Last { start: usize },
    /// It stands between the word and what is said of it, which goes on at byte `end`.
    Passed { end: usize },
}

/// The remark that a word stands in or that stands behind it, in the `rest` of its sentence, where one denies something.
pub(super) fn behind(passage: &Passage<'_>, rest: Span) -> Option<Remark> {
    let words = passage.words(rest);
    let close = find(words, ")")?;
    let open = find(words, "(").filter(|&open| open < close);
    let Some(open) = open else {
        let inner = words.get(..close)?;
        return denies(inner).then_some(Remark::Within { end: rest.start + close + 1 });
    };
    let length = close - open;
    if length > LONGEST || !denies(words.get(open + 1..close)?) {
        return None;
    }
    let tail = words.get(close + 1..)?.trim_start_matches(['様', '等']);
    let ends =
        tail.trim_end_matches(['。', '\n', ' ']).trim_start_matches("です").trim_start_matches("となります");
    let before = words.get(..open)?;
    if !(lists(before) || ends.is_empty() && tells(before)) {
        return None;
    }
    Some(if ends.is_empty() {
        Remark::Last { start: rest.start + open }
    } else {
        Remark::Passed { end: rest.start + close + 1 }
    })
}

fn denies(inner: &str) -> bool {
    modality::negation(inner) == Some(Modality::Denied)
        || contains(inner, &["対象外", "含まず", "含みません"])
}

/// Whether words tell of the data before the bracket, which then says something of other data: 「氏名が記されていました(住所の記載はありません)」.
fn tells(words: &str) -> bool {
    let told = ["ました", "です", "でした", "ています", "ていた", "ている", "である", "であった", "おります"];
    told.iter().any(|end| words.ends_with(end))
        && !words.contains('。')
        && modality::negation(words).is_none()
}

/// Whether words only go on with a list, so that the bracket belongs to it.
fn lists(words: &str) -> bool {
    !contains(words, &["。", "ました", "ません", "ですが", "ており"])
}
