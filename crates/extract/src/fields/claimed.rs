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
