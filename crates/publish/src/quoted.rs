//! A report's proofs put together: quotes that overlap become one passage, in the order of the text.

use std::collections::BTreeSet;

use jikenbo_model::Quote;

use crate::input::{Said, Text};

/// Words of a report that prove something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Passage {
    /// Their place in the document's text, in bytes.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The words.
    pub(crate) words: String,
    /// The fields that they prove.
    pub(crate) fields: BTreeSet<&'static str>,
}

/// The passages that prove `said`; they do not overlap.
pub(crate) fn passages(said: &[Said]) -> Vec<Passage> {
    let mut quotes: Vec<(&'static str, &Quote)> = said
        .iter()
        .flat_map(|one| one.quotes.values().flatten().map(|quote| (one.field, quote)))
        .filter(|(_, quote)| quote.start < quote.end && quote.quote.len() == quote.end - quote.start)
        .collect();
    quotes.sort_by_key(|(_, quote)| (quote.start, quote.end));
    let mut found: Vec<Passage> = Vec::new();
    for (field, quote) in quotes {
        match found.last_mut() {
            Some(last) if quote.start < last.end => grow(last, quote, field),
            _ => found.push(Passage {
                start: quote.start,
                end: quote.end,
                words: quote.quote.clone(),
                fields: BTreeSet::from([field]),
            }),
        }
    }
    found
}

/// Adds what of `quote` lies behind the passage.
fn grow(passage: &mut Passage, quote: &Quote, field: &'static str) {
    passage.fields.insert(field);
    if let Some(more) = quote.quote.get(passage.end - quote.start..).filter(|_| quote.end > passage.end) {
        passage.words.push_str(more);
        passage.end = quote.end;
    }
}

/// A piece of a report's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    /// Words that prove nothing.
    Plain(&'t str),
    /// Words that prove something.
    Marked(&'t Passage),
}

/// The whole `text` cut into pieces; passages that do not lie within it are left out.
pub(crate) fn pieces<'t>(text: &'t Text, passages: &'t [Passage]) -> Vec<Piece<'t>> {
    let (mut pieces, mut at) = (Vec::new(), 0);
    for passage in passages {
        let Some(start) = passage.start.checked_sub(text.start) else { continue };
        let end = passage.end - text.start;
        let Some(before) = text.words.get(at..start).filter(|_| text.words.get(start..end).is_some()) else {
            continue;
        };
        if !before.is_empty() {
            pieces.push(Piece::Plain(before));
        }
        pieces.push(Piece::Marked(passage));
        at = end;
    }
    pieces.extend(text.words.get(at..).filter(|rest| !rest.is_empty()).map(Piece::Plain));
    pieces
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jikenbo_model::ReportId;

    use super::*;

    fn said(text: &str, field: &'static str, words: &[&str]) -> Said {
        let quote = |words: &&str| {
            let start = text.find(words).unwrap();
            Quote { start: start + 10, end: start + words.len() + 10, quote: (*words).to_owned() }
        };
        let quotes = BTreeMap::from([(field.to_owned(), words.iter().map(quote).collect())]);
        Said { field, value: serde_json::Value::Null, report: ReportId(1), corrected: false, quotes }
    }

    #[test]
    fn overlapping_quotes_become_one_passage() {
        let text = "氏名と住所が漏えいした。警察に届け出た。";
        let all = [
            said(text, "data_types", &["氏名と住所", "住所が"]),
            said(text, "leak", &["住所が漏えい", "警察"]),
        ];
        let found = passages(&all);
        let words: Vec<&str> = found.iter().map(|one| one.words.as_str()).collect();
        assert_eq!(words, ["氏名と住所が漏えい", "警察"]);
        assert_eq!(found[0].fields, BTreeSet::from(["data_types", "leak"]));
        let whole = Text { start: 10, words: text.to_owned() };
        let cut = pieces(&whole, &found);
        let joined: String = cut
            .iter()
            .map(|piece| match piece {
                Piece::Plain(words) => *words,
                Piece::Marked(passage) => &passage.words,
            })
            .collect();
        assert_eq!((joined.as_str(), cut.len()), (text, 4));
    }

    #[test]
    fn what_lies_outside_of_the_text_is_left_out() {
        let found = passages(&[said("前の報告", "cause", &["前の"])]);
        let text = Text { start: 40, words: "後の報告".to_owned() };
        assert_eq!(pieces(&text, &found), [Piece::Plain("後の報告")]);
    }
}
