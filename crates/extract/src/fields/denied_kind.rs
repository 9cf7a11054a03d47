//! A denial that speaks of one kind of data only: 「カード番号が流出した事実はありません」 clears the card number and says
//! nothing of the rest.

use jikenbo_model::Span;

use crate::lists::contains;
use crate::passage::Passage;

/// How far before a denial the data stand that it is about, in bytes (30 characters).
const NEAR: usize = 90;

/// Whether the denial at `span` is about kinds of data that stand right before it, and not about 個人情報 as such.
pub(super) fn of_kind(passage: &Passage<'_>, span: Span) -> bool {
    let sentence =
        passage.sentences.get(passage.sentence_at(span.start)).map_or(span, |sentence| sentence.span);
    if is_topic(passage, sentence, span) {
        return true;
    }
    let from = passage.text().ceil_char_boundary(span.start.saturating_sub(NEAR)).max(sentence.start);
    let head = Span::new(from, span.start.max(from));
    let Some(kind) = passage.hits_in("data_types", head).map(|(hit, _)| hit.span).last() else {
        return false;
    };
    let between = passage.words(Span::new(kind.end, head.end));
    let joined = between.chars().count() <= 14 && !contains(between, &["。", "した", "して", "たが"]);
    let general = ["個人情報", "個人データ", "お客様情報", "顧客情報", "会員情報", "情報漏", "情報流"];
    joined && !contains(passage.words(head), &general)
}

/// Words for data as such, of which a denial clears all.
const GENERAL: &[&str] = &[
    "個人情報",
    "個人データ",
    "お客様情報",
    "顧客情報",
    "会員情報",
    "情報漏",
    "情報流",
    "情報の漏",
    "情報の流",
];

/// How long the topic of a denial is at most, in characters.
const TOPIC: usize = 48;

/// Whether the sentence of the denial at `span` begins with a kind of data, or with so many of those concerned, as its topic:
/// 「カード番号は、下四桁のほかを伏せており、閲覧されていません」, 「画面を開かれていない30名については、…見られていません」.
fn is_topic(passage: &Passage<'_>, sentence: Span, span: Span) -> bool {
    let head = passage.words(Span::new(sentence.start.min(span.start), span.start));
    let Some((topic, _)) = head.split_once("は、") else { return false };
    if topic.chars().count() > TOPIC || topic.contains('。') || contains(topic, GENERAL) {
        return false;
    }
    let within = Span::new(sentence.start, sentence.start + topic.len());
    let some = topic.ends_with("について") && contains(topic, &["ていない", "のない"]);
    let counted = some && passage.numbers_in(within).iter().any(|number| number.counter.is_some());
    // What is kept apart and cleared for itself; names and addresses are rarely a part.
    let apart = ["credit_card", "card_number", "security_code", "bank_account", "password", "my_number"];
    let mut kinds = passage.hits_in("data_types", within).peekable();
    let cleared =
        kinds.peek().is_some() && kinds.all(|(_, rule)| apart.iter().any(|apart| rule.value.contains(apart)));
    counted || cleared
}
