//! Whether 元社員 and the like, as a text has them, did something or are those whose data it tells of.

use jikenbo_model::Span;

use crate::passage::Passage;

/// Words for former members of the organisation.
const FORMER: &[&str] = &[
    "元社員",
    "元従業員",
    "元職員",
    "元嘱託",
    "元契約社員",
    "元行員",
    "元役員",
    "元アルバイト",
    "元スタッフ",
];

/// Particles behind somebody who does something, or to whom something is done in return for it.
const DOERS: &[&str] =
    &["が", "は", "に", "を", "へ", "から", "より", "と", "らが", "らは", "による", "により", "逮捕", "で"];

/// What makes somebody in front of が or は one of those whose data are told of.
const PASSIVE: &[&str] = &[
    "が含",
    "は含",
    "が対象",
    "は対象",
    "が該当",
    "は該当",
    "を含",
    "を対象",
    "に関する情報",
    "に関する個人",
];

/// Whether the words at `span`, which begin with a word such as 元社員, name one of those whose data is told of: behind it a
/// figure, の情報 or を含む (`元社員731名の氏名`), before or behind it others of a list (`従業員・元従業員`).
pub(super) fn is_victim(passage: &Passage<'_>, span: Span) -> bool {
    let words = passage.words(span);
    let Some(word) = FORMER.iter().find(|word| words.starts_with(**word)) else { return false };
    let sentence =
        passage.sentences.get(passage.sentence_at(span.start)).map(|it| it.span).unwrap_or_default();
    let behind = passage.words(Span::new(span.start + word.len(), sentence.end.max(span.start + word.len())));
    let tail = past_count(behind.trim_start_matches(['等', 'ら', '社', '員']));
    if tail.is_empty() || PASSIVE.iter().any(|passive| tail.starts_with(passive)) {
        return !tail.is_empty();
    }
    let own_deed = tail
        .strip_prefix('の')
        .is_some_and(|deed| ["持ち出", "持出", "不正", "犯行", "行為"].iter().any(|it| deed.starts_with(it)));
    !(own_deed || DOERS.iter().any(|doer| tail.starts_with(doer)))
}

/// What stands behind a figure of persons, an age or another aside in brackets: `1名(30代)が`.
fn past_count(words: &str) -> &str {
    let mut tail = words.trim_start();
    let counted = tail
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '約' | '計' | 'A' | 'B' | 'X'));
    if counted.len() < tail.len() {
        tail = counted.trim_start_matches(['名', '人', '氏']);
    }
    match tail.strip_prefix('(').and_then(|aside| aside.split_once(')')) {
        Some((_, behind)) => behind,
        None => tail,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lists;
    use crate::testing;

    fn check(text: &str, expected: bool) {
        let (document, report) = testing::document(text);
        let passage = Passage::new(&document, &report, Lists::builtin());
        let at = passage.text().find('元').unwrap();
        assert_eq!(is_victim(&passage, Span::new(at, text.len())), expected, "{text}");
    }

    #[test]
    fn who_did_something() {
        check("当社の元社員が名簿を持ち出しました。", false);
        check("元職員1名(40代)が閲覧していました。", false);
        check("元従業員による持ち出しが判明しました。", false);
        check("元社員を告訴しました。", false);
    }

    #[test]
    fn whose_data_is_told_of() {
        check("攻撃により、従業員及び元従業員120名の氏名が漏えいしました。", true);
        check("攻撃を受け、元社員の人事情報が漏えいしました。", true);
        check("従業員・元従業員 120名 氏名", true);
        check("元社員が含まれます。", true);
        check("元職員を含む80名の情報です。", true);
    }
}
