//! What somebody else only claims: 「流出しているかのような記事」, 「窃取したと主張する書き込み」. It is told of, not said.

use jikenbo_model::Span;
use jikenbo_text::words::find;

use crate::lists::contains;
use crate::passage::Passage;

/// Words that hand what stands before them over to somebody else.
const FRAMES: [&str; 22] = [
    "かのような",
    "かのごとき",
    "と主張",
    "と称",
    "との主張",
    "との投稿",
    "との書き込み",
    "との書込み",
    "との記事",
    "との噂",
    "とのうわさ",
    "との風説",
    "とする投稿",
    "とする書き込み",
    "とする記事",
    "とする犯行声明",
    "との犯行声明",
    "という投稿",
    "という書き込み",
    "という噂",
    "といううわさ",
    "という記事",
];

/// Where a claim ends and the writer speaks on.
const ENDS: [&str; 5] = ["が、", "判明", "確認", "ため、", "ものの"];

/// Whether the words at `span` stand in what somebody else only claims.
pub(super) fn claimed(passage: &Passage<'_>, span: Span) -> bool {
    let Some(sentence) = passage.sentences.get(passage.sentence_at(span.start)) else { return false };
    let tail = passage.words(Span::new(span.end, sentence.span.end.max(span.end)));
    let end = ENDS.iter().filter_map(|end| find(tail, end)).min().unwrap_or(tail.len());
    contains(tail.get(..end).unwrap_or(tail), &FRAMES)
}

/// Whether no more than the house's name was put up: 「リークサイトに当社名が掲載されました」.
pub(super) fn names_only(clause: &str) -> bool {
    if !contains(clause, &["リークサイト", "ダークウェブ", "暴露サイト", "攻撃者"]) {
        return false;
    }
    contains(
        clause,
        &[
            "当社名が",
            "社名が",
            "会社名が",
            "法人名が",
            "組織名が",
            "当社の名称が",
            "当社の名前",
            "社名を",
            "犯行声明が",
        ],
    ) && contains(clause, &["掲載", "公開"])
        && !contains(clause, &["情報", "データ", "ファイル", "名簿"])
}

/// Whether all that was put up is a claim: 「データを盗んだと主張する投稿をダークウェブに掲載している」.
pub(super) fn only_claims(clause: &str) -> bool {
    on_criminals_site(clause)
        && contains(
            clause,
            &[
                "と主張",
                "を主張",
                "示唆する",
                "との主張",
                "と称する",
                "とするデータ",
                "とする情報",
                "との情報があ",
            ],
        )
}

/// Whether data stand where those who stole them put them: 「ダークウェブに公開されました」.
pub(super) fn on_criminals_site(clause: &str) -> bool {
    contains(
        clause,
        &[
            "ダークウェブ",
            "リークサイト",
            "暴露サイト",
            "漏えいサイト",
            "漏洩サイト",
            "流出サイト",
            "闇サイト",
            "攻撃者により公開",
            "攻撃者によって公開",
            "攻撃者により当社",
            "攻撃者は",
            "攻撃者が",
            "ネット上の掲示板",
            "ネット掲示板",
            "匿名掲示板",
            "電子掲示板",
        ],
    )
}
