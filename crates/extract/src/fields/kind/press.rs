//! Who writes: the organisation itself, or the press about it.

use jikenbo_model::Span;

use crate::lists::contains;
use crate::passage::{Passage, Role};

/// Whether the words of regret at `span` are the writer's own, and not told of another: 「お詫びする文書を送ったという。」.
pub(super) fn is_own_apology(passage: &Passage<'_>, span: Span) -> bool {
    let words = passage.words(span);
    let told = words.contains("陳謝") || words.contains("謝罪") && !words.contains("いたし");
    let number = passage.sentence_at(span.start);
    let titled = passage.sentences.get(number).is_some_and(|sentence| sentence.role == Role::Title);
    let line = passage.sentence(number).trim_start_matches(|c: char| !c.is_alphanumeric());
    let source =
        ["参照", "出典", "引用", "参考", "元記事", "情報元"].iter().any(|word| line.starts_with(word));
    !told && !source && !reported(passage, span) && (titled || !is_plain_past(passage.sentence(number)))
}

/// Whether a sentence only tells what somebody else said or will do: 「…お詫びの連絡をするとしている。」
fn reported(passage: &Passage<'_>, span: Span) -> bool {
    let words = passage.sentence(passage.sentence_at(span.start)).trim_end().trim_end_matches('。');
    [
        "という",
        "としている",
        "とのこと",
        "と発表した",
        "を発表した",
        "と説明した",
        "と述べた",
        "とした",
        "と陳謝した",
        "と謝罪した",
        "と話した",
        "と話している",
        "を発表しました",
    ]
    .iter()
    .any(|end| words.ends_with(end))
}

/// Whether a sentence ends in the plain past: 「…お詫びし、番号の変更を行った。」
fn is_plain_past(sentence: &str) -> bool {
    let words = sentence.trim_end();
    let plain = words.ends_with("た。") || words.ends_with("ている。") || words.ends_with("という。");
    plain && !["ました。", "でした。"].iter().any(|polite| words.ends_with(polite))
}

/// What the title of a notice ends in, and no headline.
const NOTICES: &[&str] = &[
    "について",
    "に関して",
    "お知らせ",
    "お詫び",
    "おわび",
    "報告",
    "の件",
    "発生",
    "処分",
    "概要",
    "報)",
    "お願い",
    "公表",
];

/// Whether a text sells something, or tells of another whom it does not name: 「ある自治体では…導入しました」.
pub(super) fn advertises(passage: &Passage<'_>) -> bool {
    passage.finds("phrases", "kind.sales").next().is_some()
}

/// How many sentences a text must have for its style to be told.
const SENTENCES: usize = 3;

/// Whether a text under a headline is told in the plain style throughout, as articles are: 「例示社、個人情報を流出か」.
pub(super) fn is_article(passage: &Passage<'_>, title: Span) -> bool {
    if passage.finds("organizations", "self").next().is_some() {
        return false;
    }
    let headline = passage.words(title).trim_end();
    if !headline.contains('、')
        || contains(headline, &["お詫び", "お知らせ"])
        || NOTICES.iter().any(|end| headline.ends_with(end))
    {
        return false;
    }
    let told = passage.sentences.iter().filter(|sentence| sentence.role == Role::Text);
    let told: Vec<&str> = told
        .map(|sentence| passage.words(sentence.span).trim_end())
        .filter(|words| words.ends_with('。'))
        .collect();
    let polite = ["ます。", "ました。", "です。", "でした。", "ません。", "ください。"];
    let polite = told.iter().filter(|words| polite.iter().any(|end| words.ends_with(end))).count();
    told.len() >= SENTENCES && polite == 0
}

#[cfg(test)]
mod tests {
    use jikenbo_model::vocabulary::Kind;

    use crate::testing;

    #[track_caller]
    fn check(text: &str, expected: Kind) {
        assert_eq!(testing::read(text, |_| {}, &[super::super::read]).facts.kind, Some(expected), "{text}");
    }

    #[test]
    fn the_press_tells_of_others_in_the_plain_style() {
        let told = "例示社のサーバーで4月1日に障害が起きた。ランサムウェアに感染し、名簿の一部が盗まれた。同社は復旧を進めている。";
        check(&format!("◎例示社、ランサムウェアで名簿の一部を窃取される\n{told}"), Kind::Commentary);
        let own = "当市の職員が4月1日に名簿を紛失した。対象の方に説明した。警察に届け出た。";
        check(&format!("◎名簿の紛失について\n{own}"), Kind::Disclosure);
    }

    #[test]
    fn words_of_regret_that_are_quoted_or_told_are_not_the_writers() {
        let told = "例示大学は5月1日、学生115人分の個人情報が入ったUSBメモリーを紛失したと発表した。";
        let quote =
            "同大学は「ご迷惑をおかけし心よりお詫び申し上げます。再発防止を進めます」とのコメントを出した。";
        check(&format!("{told}{quote}"), Kind::Commentary);
        let letter = "例示市は6月2日、通知書の誤送付で市民の情報を漏らしたとサイトで公表した。該当する市民に説明してお詫びし、番号の変更を行った。";
        check(&format!("◎個人情報が漏れる 例示市\n{letter}"), Kind::Commentary);
    }
}
