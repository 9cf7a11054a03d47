//! Whether what was stopped, shut or taken back was so on its day, and by the organisation: not only asked for, tried or told of.

use jikenbo_model::Span;

use super::clause;
use super::line::Line;
use super::sense::Sense;
use crate::lists::contains;

/// What only asks that something be done.
const ASKED: &[&str] = &[
    "しようと",
    "くようお願い",
    "くよう依頼",
    "くよう要請",
    "依頼",
    "を依頼",
    "要請",
    "を要請",
    "をお願い",
    "のお願い",
    "を求め",
    "するよう依頼",
    "するよう要請",
    "するようお願い",
    "するよう求め",
    "をお申し出",
    "を申し出",
    "を希望",
    "のお申し出",
];

/// Whether what was asked for was answered at once: 「くよう依頼し、破棄した旨の回答」.
fn is_answered(tail: &str) -> bool {
    ["した旨の", "したとの"].iter().filter_map(|told| tail.split_once(told)).any(|(asked, answer)| {
        let same_day = !asked.contains(['。', '翌', '後']) && !asked.contains(|c: char| c.is_ascii_digit());
        let word = ["回答", "連絡", "報告", "返信"].iter().find_map(|word| answer.strip_prefix(word));
        let came = ["を得", "を受け", "をいただ", "があり", "があっ", "がござ"];
        same_day && word.is_some_and(|rest| came.iter().any(|came| rest.starts_with(came)))
    })
}

/// Whether a shutting is told of as a measure that was taken: 「遮断する措置を完了」, 「遮断する等の緊急対応を行った」.
pub(super) fn measured(tail: &str) -> bool {
    let rest = tail.strip_prefix("する").or_else(|| tail.strip_prefix("した"));
    let rest = rest.map(|rest| {
        let kind = ["等の", "などの"].iter().find_map(|kind| rest.strip_prefix(kind)).unwrap_or(rest);
        ["初動", "緊急", "応急"].iter().find_map(|kind_of| kind.strip_prefix(kind_of)).unwrap_or(kind)
    });
    let rest = rest.and_then(|rest| {
        ["措置を", "対応を", "処置を", "対策を", "作業を"].iter().find_map(|noun| rest.strip_prefix(noun))
    });
    rest.is_some_and(|rest| {
        let said = rest.split('。').next().unwrap_or(rest).trim_end();
        let planned = contains(said, &["予定", "方針", "検討", "見込"])
            || ["行う", "行なう", "実施する", "取る", "とる"].iter().any(|end| said.ends_with(end));
        let done =
            ["完了", "実施", "講じ", "行", "取", "とり", "とっ"].iter().any(|done| rest.starts_with(done));
        done && !planned
    })
}

impl Line<'_, '_> {
    /// Whether 「廃棄しております。」 ends the sentence that names its one day, and tells of what was done on it.
    pub(super) fn is_done_on_its_day(&self, words: Span) -> bool {
        let tail = self.passage.words(Span::new(words.end, self.span.end)).trim_end();
        let ended = matches!(tail, "しております。" | "しており、" | "しております");
        let gone = contains(self.passage.words(words), &["廃棄", "処分", "溶解"]);
        ended && gone && self.before(words.start).iter().any(|day| day.is_point())
    }

    /// Whether something was shut or stopped, and by the organisation.
    pub(super) fn is_shut(&self, sense: Sense, words: Span, close: bool) -> bool {
        let tail = self.passage.words(Span::new(words.end, self.span.end));
        // 「画面を差し替えた際」 tells on what occasion something else happened.
        if ["た際", "した際", "る際", "する際"].iter().any(|when| tail.starts_with(when)) {
            return false;
        }
        // 「回収を依頼」: what is only asked for is not done.
        let asked = ASKED.iter().any(|asked| tail.starts_with(asked)) && !is_answered(tail);
        // 「回収に伺いましたが、ご不在でした」
        let in_vain = self.passage.words(words).starts_with("回収に")
            && ["いましたが", "いたが", "きましたが"].iter().any(|end| tail.starts_with(end));
        let undone = asked || in_vain || tail.starts_with("を試み");
        // 「閉鎖している旨を掲載」 tells how things stand.
        let stands = ["している旨", "している件", "していることを", "中である旨", "中の旨"];
        let undone = undone || stands.iter().any(|state| tail.starts_with(state)) && !close;
        // 「共有の設定を「公開」に変更」 opens.
        let opened = ["「公開」", "「全体公開」", "「一般公開」"];
        let opened = sense == Sense::Shut && contains(self.passage.words(words), &opened);
        let forgotten =
            sense == Sense::Shut && ["忘れ", "かけ忘れ", "し忘れ"].iter().any(|end| tail.starts_with(end));
        let head = self.passage.words(Span::new(self.span.start, words.start));
        // 「遮断する措置を完了」
        !undone
            && !clause::in_quotes(head)
            && !forgotten
            && !opened
            && !self.by_attacker(words)
            && (close || measured(tail) || !clause::is_attributive(tail))
    }
}
