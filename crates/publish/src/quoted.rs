//! A report's proofs put together: quotes that overlap become one passage, in the order of the text, and the passages of one
//! sentence one quote with several marks.

use std::collections::BTreeSet;

use jikenbo_figures as figures;
use jikenbo_model::Quote;
use serde::Serialize;

use crate::input::{Said, Sentence, Text};

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
    joined(said.iter().flat_map(|one| one.quotes.values().flatten().map(|quote| (one.field, quote))))
}

/// The passages that quotes of fields make up; they do not overlap.
pub(crate) fn joined<'q>(quotes: impl Iterator<Item = (&'static str, &'q Quote)>) -> Vec<Passage> {
    let is_sound = |quote: &Quote| quote.start < quote.end && quote.quote.len() == quote.end - quote.start;
    let mut quotes: Vec<(&'static str, &Quote)> = quotes.filter(|(_, quote)| is_sound(quote)).collect();
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
    /// Words that prove something: as the text has them, masked in it as they are.
    Marked(&'t str, &'t Passage),
}

/// The whole `text` cut into pieces; passages that do not lie within it are left out.
pub(crate) fn pieces<'t>(text: &'t Text, passages: &'t [Passage]) -> Vec<Piece<'t>> {
    let (mut pieces, mut at) = (Vec::new(), 0);
    for passage in passages {
        let Some(start) = passage.start.checked_sub(text.start) else { continue };
        let end = passage.end - text.start;
        let (Some(before), Some(own)) = (text.words.get(at..start), text.words.get(start..end)) else {
            continue;
        };
        if !before.is_empty() {
            pieces.push(Piece::Plain(before));
        }
        pieces.push(Piece::Marked(own, passage));
        at = end;
    }
    pieces.extend(text.words.get(at..).filter(|rest| !rest.is_empty()).map(Piece::Plain));
    pieces
}

/// Words of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Part {
    pub(crate) words: String,
    /// They prove something.
    pub(crate) mark: bool,
    /// Where they begin in the document's text, in bytes, where they prove something.
    pub(crate) id: Option<usize>,
}

/// A sentence with the words that prove something, or these alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quoted {
    /// Where the first words that prove something begin in the document's text, in bytes.
    pub(crate) start: usize,
    pub(crate) parts: Vec<Part>,
    /// The fields that it proves.
    pub(crate) fields: BTreeSet<&'static str>,
}

impl Quoted {
    /// All words, one behind the other.
    pub(crate) fn text(&self) -> String {
        self.parts.iter().map(|part| part.words.as_str()).collect()
    }
}

/// The sentences that hold `passages`, in order, each once; passages that lie in none stand alone.
pub(crate) fn quoted(passages: &[Passage], sentences: &[Sentence]) -> Vec<Quoted> {
    let mut found: Vec<(Option<&Sentence>, Vec<&Passage>)> = Vec::new();
    for passage in passages {
        let around = sentences.iter().find(|sentence| holds(sentence, passage));
        match found.last_mut() {
            Some((Some(last), own)) if around.is_some_and(|around| around.start == last.start) => {
                own.push(passage);
            }
            _ => found.push((around, vec![passage])),
        }
    }
    found.into_iter().filter_map(|(around, passages)| made(around, &passages)).collect()
}

fn holds(sentence: &Sentence, passage: &Passage) -> bool {
    sentence.start <= passage.start && passage.end <= sentence.start + sentence.words.len()
}

fn made(around: Option<&Sentence>, passages: &[&Passage]) -> Option<Quoted> {
    let start = passages.first()?.start;
    let fields = passages.iter().flat_map(|passage| passage.fields.iter().copied()).collect();
    let parts = around.and_then(|sentence| parts(sentence, passages));
    let alone = || passages.iter().map(|passage| marked(&passage.words, passage.start)).collect();
    Some(Quoted { start, parts: parts.unwrap_or_else(alone), fields })
}

fn marked(words: &str, start: usize) -> Part {
    Part { words: tidy(words), mark: true, id: Some(start) }
}

/// The sentence cut at its passages. Its own words are shown, masked as they are, in the marks too.
fn parts(sentence: &Sentence, passages: &[&Passage]) -> Option<Vec<Part>> {
    let plain = |words: &str| Part { words: tidy(words), mark: false, id: None };
    let (mut parts, mut at) = (Vec::new(), 0);
    parts.extend((!sentence.opens).then(|| plain("…")));
    for passage in passages {
        let (start, end) = (passage.start - sentence.start, passage.end - sentence.start);
        let (before, own) = (sentence.words.get(at..start)?, sentence.words.get(start..end)?);
        parts.push(plain(before));
        parts.push(marked(own, passage.start));
        at = end;
    }
    parts.push(plain(sentence.words.get(at..)?));
    parts.extend((!sentence.ends).then(|| plain("…")));
    parts.retain(|part| !part.words.is_empty());
    Some(parts)
}

/// The sentences that hold the words that prove `said`, each once, in the order of the text: of a report, with the
/// [`sentences`](crate::sentences) that may be quoted of it. Words around which nothing may be quoted stand alone.
///
/// ```
/// use jikenbo_model::{Quote, ReportId};
/// use jikenbo_publish::{Said, quotes, sentences};
/// let text = "氏名が漏えいしました。お詫びします。";
/// let quote = Quote { start: 9, end: 18, quote: "漏えい".to_owned() };
/// let proofs = [("leak".to_owned(), vec![quote])].into();
/// let said = [Said { field: "leak", value: "confirmed".into(), report: ReportId(1), corrected: false, quotes: proofs }];
/// let found = quotes(&said, &sentences(text, 0, &said));
/// assert_eq!((found.len(), found[0].text.as_str()), (1, "氏名が漏えいしました。"));
/// assert_eq!((found[0].parts[1].words.as_str(), found[0].parts[1].mark), ("漏えい", true));
/// assert_eq!(quotes(&said, &[])[0].text, "漏えい");
/// ```
pub fn quotes(said: &[Said], sentences: &[Sentence]) -> Vec<figures::Quoted> {
    let mut known = BTreeSet::new();
    let all = quoted(&passages(said), sentences).into_iter();
    let part = |part: Part| figures::QuotedPart { words: part.words, mark: part.mark };
    all.filter(|one| known.insert(one.text()))
        .map(|one| figures::Quoted::new(one.parts.into_iter().map(part).collect()))
        .collect()
}

/// What masked words look like.
pub(crate) const BLOT: &str = "***";

/// Masked words all of one length: that of what is masked is nobody's business, and long rows of asterisks break lines.
pub(crate) fn short(words: &str) -> String {
    let mut shown = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find(['*', '＊']) {
        let (before, after) = rest.split_at(at);
        let behind = after.trim_start_matches(['*', '＊']);
        let row = after.get(..after.len() - behind.len()).unwrap_or_default();
        shown.push_str(before);
        // One or two of the narrow ones are a note's mark or a power, and no veil.
        let sign = row.chars().count() < BLOT.len() && !row.contains('＊');
        shown.push_str(if sign { row } else { BLOT });
        rest = behind;
    }
    shown + rest
}

/// Words without line breaks and rows of blanks: a break between Japanese letters only wraps a line.
fn tidy(words: &str) -> String {
    let words = short(words);
    let mut tidied = String::with_capacity(words.len());
    let mut rest = words.as_str();
    while let Some(at) = rest.find(|letter: char| letter.is_whitespace() && letter != '\u{3000}') {
        let (before, after) = rest.split_at(at);
        tidied.push_str(before);
        let behind = after.trim_start();
        let gap = after.get(..after.len() - behind.len()).unwrap_or_default();
        let is_ascii = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii());
        let parts_words = is_ascii(tidied.chars().next_back()) || is_ascii(behind.chars().next());
        if !gap.contains('\n') || parts_words && !behind.is_empty() && !tidied.is_empty() {
            tidied.push(' ');
        }
        rest = behind;
    }
    tidied + rest
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
                Piece::Marked(words, _) => words,
            })
            .collect();
        assert_eq!((joined.as_str(), cut.len()), (text, 4));
    }

    #[test]
    fn passages_of_one_sentence_become_one_quote_with_several_marks() {
        let text = "氏名と\n住所が\u{20} 漏えいした。警察に届け出た。";
        let all = [said(text, "data_types", &["氏名", "住所"]), said(text, "leak", &["漏えい", "警察"])];
        let end = text.find("警察").unwrap();
        let words = text[..end].to_owned();
        let sentence = Sentence { start: 10, words, opens: false, ends: true };
        let found = quoted(&passages(&all), &[sentence]);
        let shown = |one: &Quoted| {
            let part = |part: &Part| if part.mark { format!("[{}]", part.words) } else { part.words.clone() };
            one.parts.iter().map(part).collect::<String>()
        };
        assert_eq!(
            found.iter().map(shown).collect::<Vec<_>>(),
            ["…[氏名]と[住所]が [漏えい]した。", "[警察]"]
        );
        assert_eq!((found[0].start, found[0].fields.len()), (10, 2));
        assert_eq!(tidy("担当: ＊＊*＊＊ (*******) 2**3"), "担当: *** (***) 2**3");
        assert_eq!(tidy("担当 ＊＊、上司 ＊＊＊＊"), "担当 ***、上司 ***");
        assert_eq!(tidy("a\nb\t c\u{3000}d\n"), "a b c\u{3000}d");
    }

    #[test]
    fn what_lies_outside_of_the_text_is_left_out() {
        let found = passages(&[said("前の報告", "cause", &["前の"])]);
        let masked = Text { start: 10, words: "***の報告".to_owned() };
        assert_eq!(pieces(&masked, &found)[0], Piece::Marked("***の", &found[0]));
        let text = Text { start: 40, words: "後の報告".to_owned() };
        assert_eq!(pieces(&text, &found), [Piece::Plain("後の報告")]);
    }
}
