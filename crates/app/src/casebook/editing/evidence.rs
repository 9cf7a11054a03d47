//! Where words that an editor quotes stand in a report.

use jikenbo_casebook::linking::Linkable;
use jikenbo_model::{Evidence, Field, Shape, Span};
use jikenbo_text::fold::Folded;
use serde_json::Value as Json;

use crate::Error;

/// The proofs of `value`: each quote where it stands first in the report. Where a set or list has as many items as there
/// are quotes, each proves its item; otherwise all prove the field.
///
/// # Errors
/// [`Error::NoSuchWords`] for a quote that the report does not have.
pub(super) fn evidence(
    report: &Linkable,
    field: &Field,
    value: &Json,
    quotes: &[String],
) -> Result<Evidence, Error> {
    let mut found = Evidence::default();
    let items = value.as_array().filter(|items| items.len() == quotes.len());
    for (at, words) in quotes.iter().enumerate() {
        let missing = || Error::NoSuchWords { report: report.report, words: words.clone() };
        let span = place(report, words).ok_or_else(missing)?;
        let path = match (items.and_then(|items| items.get(at)), field.shape) {
            (Some(item), Shape::Set) => format!("{}.{}", field.name, item.as_str().unwrap_or_default()),
            (Some(_), Shape::List) => format!("{}[{at}]", field.name),
            _ => field.name.to_owned(),
        };
        found.add(&path, span);
    }
    Ok(found)
}

/// Where `words` stand first in the report: as they are, else as a reader takes them (full or half width, broken lines).
pub(super) fn place(report: &Linkable, words: &str) -> Option<Span> {
    let words = words.trim();
    if words.is_empty() {
        return None;
    }
    let within = |start: usize, end: usize| Span::new(report.span.start + start, report.span.start + end);
    if let Some(start) = report.text.find(words) {
        return Some(within(start, start + words.len()));
    }
    let (text, needle) = (folded(&report.text), bare(words));
    let start = text.bare.find(&needle).filter(|_| !needle.is_empty())?;
    let first = text.places.get(start)?;
    let last = text.places.get(start + needle.len() - 1)?;
    Some(within(first.start, last.end))
}

/// Every place where `words` stand in the report, in whatever spelling a reader takes for the same (full or half width, broken
/// lines).
pub(super) fn places(report: &Linkable, words: &str) -> Vec<Span> {
    let needle = bare(words);
    if needle.is_empty() {
        return Vec::new();
    }
    let text = folded(&report.text);
    let at = |(start, found): (usize, &str)| {
        let (first, last) = (text.places.get(start)?, text.places.get(start + found.len() - 1)?);
        Some(Span::new(report.span.start + first.start, report.span.start + last.end))
    };
    text.bare.match_indices(&needle).filter_map(at).collect()
}

/// Every place where the figure stands in the report, with or without commas.
pub(super) fn figures(report: &Linkable, digits: &str) -> Vec<Span> {
    let text = folded(&report.text);
    let is_part = |c: char| c.is_ascii_digit() || c == ',';
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text.bare[at..].find(|c: char| c.is_ascii_digit()).map(|start| at + start) {
        let length = text.bare[start..].find(|c| !is_part(c)).unwrap_or(text.bare.len() - start);
        let figure = text.bare[start..start + length].trim_end_matches(',');
        if figure.chars().filter(char::is_ascii_digit).eq(digits.chars())
            && let (Some(first), Some(last)) =
                (text.places.get(start), text.places.get(start + figure.len() - 1))
        {
            found.push(Span::new(report.span.start + first.start, report.span.start + last.end));
        }
        at = start + length;
    }
    found
}

/// Whether `words` hold `part`, in whatever spelling a reader takes for the same.
pub(super) fn holds(words: &str, part: &str) -> bool {
    let part = bare(part);
    !part.is_empty() && bare(words).contains(&part)
}

/// `words` folded, without spaces.
fn bare(words: &str) -> String {
    Folded::of(words).text().chars().filter(|c| !c.is_whitespace()).collect()
}

/// A text without spaces, and where each byte of it came from.
struct Bare {
    bare: String,
    places: Vec<Span>,
}

fn folded(text: &str) -> Bare {
    let folded = Folded::of(text);
    let mut made = Bare { bare: String::new(), places: Vec::new() };
    for (at, character) in folded.text().char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let length = character.len_utf8();
        let source = folded.source(Span::new(at, at + length));
        made.bare.push(character);
        made.places.extend(std::iter::repeat_n(source, length));
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;
    use jikenbo_model::{DocumentId, Facts, ReportId, field};
    use serde_json::json;

    const TEXT: &str = "前のページ\n氏名と\nメールアドレス１，２００件です。";

    fn report() -> Linkable {
        let start = "前のページ\n".len();
        Linkable {
            report: ReportId(7),
            document: DocumentId(1),
            facts: Facts::default(),
            evidence: Evidence::default(),
            span: Span::new(start, TEXT.len()),
            text: TEXT[start..].to_owned(),
            heading: None,
            urls: Vec::new(),
        }
    }

    #[track_caller]
    fn check(words: &str, expected: Option<&str>) {
        let found = place(&report(), words).map(|span| span.of(TEXT).unwrap());
        assert_eq!(found, expected, "{words}");
    }

    #[test]
    fn words_are_found_as_a_reader_takes_them() {
        check("メールアドレス", Some("メールアドレス"));
        check("1,200件", Some("１，２００件"));
        check("氏名とメール", Some("氏名と\nメール"));
        check("前のページ", None);
        check(" ", None);
    }

    #[test]
    fn every_spelling_is_found() {
        let text = "１，０００件と1,000件と\n1,0\n00件";
        let report = Linkable { span: Span::new(0, text.len()), text: text.to_owned(), ..report() };
        let found: Vec<_> =
            places(&report, "1,000件").into_iter().map(|span| span.of(text).unwrap()).collect();
        assert_eq!(found, ["１，０００件", "1,000件", "1,0\n00件"]);
        assert_eq!(places(&report, "　"), []);
    }

    #[test]
    fn each_item_has_its_proof_where_there_are_as_many() {
        let quotes = ["氏名".to_owned(), "メールアドレス".to_owned()];
        let of = |value: Json| {
            let found = evidence(&report(), field("data_types").unwrap(), &value, &quotes).unwrap();
            found.by_path.keys().cloned().collect::<Vec<_>>()
        };
        assert_eq!(of(json!(["name", "email"])), ["data_types.email", "data_types.name"]);
        assert_eq!(of(json!(["name"])), ["data_types"]);
        let missing = evidence(&report(), field("cause").unwrap(), &json!("insider"), &["内部".to_owned()]);
        assert!(matches!(missing, Err(Error::NoSuchWords { report: ReportId(7), .. })));
    }
}
