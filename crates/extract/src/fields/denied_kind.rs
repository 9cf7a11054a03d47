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
