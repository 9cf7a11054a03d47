//! The address of an earlier report: in the text near its mention, or behind a link.

use jikenbo_model::Span;

use crate::passage::Passage;

/// How many sentences behind a mention may hold its address: the next line, or the one after a blank title line.
const NEAR: usize = 2;

/// The address near the words at `mention`.
pub(super) fn near(passage: &Passage<'_>, mention: Span) -> Option<String> {
    let number = passage.sentence_at(mention.start);
    (number..=number + NEAR).find_map(|at| {
        let sentence = passage.sentences.get(at)?;
        let another = at > number
            && passage
                .dates_in(sentence.span)
                .iter()
                .any(|date| !date.anaphoric && sentence.span.start == date.span.start);
        if another {
            return None;
        }
        written(passage.words(sentence.span)).or_else(|| linked(passage, sentence.span))
    })
}

/// An address in the text.
fn written(words: &str) -> Option<String> {
    let from = words.get(words.find("http")?..)?;
    let end = from
        .find(|c: char| !c.is_ascii_graphic() || matches!(c, ')' | '>' | '"' | ']'))
        .unwrap_or(from.len());
    from.get(..end).filter(|url| url.contains("://")).map(str::to_owned)
}

/// A link whose words stand in the sentence.
fn linked(passage: &Passage<'_>, sentence: Span) -> Option<String> {
    let source = passage.source(sentence);
    let links = &passage.document.links;
    let from = links.partition_point(|link| link.span.end <= source.start);
    links.get(from).filter(|link| link.span.overlaps(source)).map(|link| link.url.clone())
}
