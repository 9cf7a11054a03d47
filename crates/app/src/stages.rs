//! The stages as this crate calls them: the only place that names their crates.

use jikenbo_extract::ListError;
use jikenbo_model::{Document, Report, Span, Warning};
use jikenbo_text::calendar::{self, Clock, Context, Reach};
use jikenbo_text::fold::Folded;
use jikenbo_text::numbers::{self, Decimal};
use serde_json::{Number as JsonNumber, Value};

use crate::decode::Hints;
use crate::inspect::{FoundDate, FoundNumber};
use crate::noise::is_noise;
use crate::stretches::stretches;

pub(crate) use jikenbo_document::HeadingForms;
pub(crate) use jikenbo_document::export::{
    Comment, Damage, Entries, Next, Origin, Post, PostKind, PostState, copies, post, saved_from,
};

pub(crate) use jikenbo_extract::{Extracted, Lists};

pub(crate) fn builtin_lists() -> &'static Lists {
    Lists::builtin()
}

/// Why the lists that come with jikenbo cannot be used, where an edit made them contradict themselves.
pub(crate) fn refused_lists() -> Option<&'static ListError> {
    Lists::refused()
}

/// The lists that come with jikenbo, with those of `files` (name and text) beside them.
pub(crate) fn lists(files: &[(String, String)]) -> Result<Lists, Box<dyn std::error::Error + Send + Sync>> {
    let own: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Ok(Lists::extended(&own)?)
}

pub(crate) use jikenbo_document::{Kind, Member, Members, Problem, members};

/// What a file is.
pub(crate) fn kind(bytes: &[u8], hints: Hints<'_>) -> Kind {
    match jikenbo_document::kind(bytes, of(hints)) {
        Kind::Page if is_noise(bytes) => Kind::Other("binary data"),
        kind => kind,
    }
}

/// Decodes, in this process whatever it is.
pub(crate) fn document(bytes: &[u8], hints: Hints<'_>) -> Document {
    jikenbo_document::document(bytes, of(hints))
}

/// Decodes and cuts, in this process whatever it is.
pub(crate) fn read(bytes: &[u8], hints: Hints<'_>, forms: &HeadingForms) -> (Document, Vec<Report>) {
    jikenbo_document::read(bytes, of(hints), forms)
}

pub(crate) fn segment(document: &Document, forms: &HeadingForms) -> Vec<Report> {
    jikenbo_document::segment(document, forms)
}

/// A document of a file that could not be decoded.
pub(crate) fn without_text(kind: Kind, name: Option<&str>, warning: Warning) -> Document {
    jikenbo_document::without_text(kind, name, warning)
}

const fn of(hints: Hints<'_>) -> jikenbo_document::Hints<'_> {
    jikenbo_document::Hints { content_type: hints.content_type, name: hints.name }
}

pub(crate) fn extract_all<'a>(
    document: &'a Document,
    reports: &'a [Report],
    lists: &'a Lists,
) -> impl Iterator<Item = Extracted> + 'a {
    jikenbo_extract::extract_all(document, reports, lists)
}

/// A stretch of a part of a document folded for reading, and what is known of its dates.
struct Part<'a> {
    document: &'a Document,
    folded: Folded,
    context: Context,
}

impl<'a> Part<'a> {
    /// The stretches of `report`, or of the whole document.
    fn all(document: &'a Document, report: Option<&Report>) -> impl Iterator<Item = Self> + use<'a> {
        let span = report.map_or(Span::new(0, document.text.len()), |report| report.span);
        let heading = report.map(|report| &report.heading);
        let published = heading.and_then(|heading| heading.date).map(|(date, _)| date).or(document.date);
        let year = heading.and_then(|heading| heading.case_number).map(|(number, _)| number.year());
        let context = Context { published, year };
        stretches(&document.text, span).map(move |span| {
            let mut folded = Folded::new();
            folded.push(span.of(&document.text).unwrap_or_default(), span.start);
            Self { document, folded, context }
        })
    }

    /// A span of the folded text in the document's, and the words there.
    fn place(&self, span: Span) -> (Span, String) {
        let source = self.folded.source(span);
        (source, source.of(&self.document.text).unwrap_or_default().to_owned())
    }
}

/// The dates of a part, each made when it is asked for.
pub(crate) fn dates<'a>(
    document: &'a Document,
    report: Option<&Report>,
) -> impl Iterator<Item = FoundDate> + use<'a> {
    Part::all(document, report).flat_map(dates_of)
}

fn dates_of(part: Part<'_>) -> impl Iterator<Item = FoundDate> + use<'_> {
    let text = part.folded.text();
    let (dated, _) = calendar::resolve(text, &calendar::mentions(text), part.context);
    dated.into_iter().map(move |date| {
        let (span, quote) = part.place(date.span);
        FoundDate {
            span,
            quote,
            from: date.from,
            to: date.to,
            reach: reach(date.reach),
            time: date.time.map(clock),
            year_written: date.year_written,
            weekday: date.weekday,
            anaphoric: date.anaphoric,
        }
    })
}

/// The figures of a part, each made when it is asked for.
pub(crate) fn numbers<'a>(
    document: &'a Document,
    report: Option<&Report>,
) -> impl Iterator<Item = FoundNumber> + use<'a> {
    Part::all(document, report).flat_map(numbers_of)
}

fn numbers_of(part: Part<'_>) -> impl Iterator<Item = FoundNumber> + use<'_> {
    let text = part.folded.text();
    let found = numbers::numbers(text, &calendar::mentions(text));
    found.into_iter().map(move |number| {
        let (span, quote) = part.place(number.span);
        FoundNumber {
            span,
            quote,
            value: decimal(number.value),
            from: number.from.map(decimal),
            sense: word(&number.sense),
            counter: number.counter.map(|span| part.place(span).1),
            qualifier: word(&number.qualifier),
            cumulative: number.cumulative,
        }
    })
}

fn word(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

const fn reach(reach: Reach) -> &'static str {
    match reach {
        Reach::Point => "point",
        Reach::Range => "range",
        Reach::Since => "since",
        Reach::Until => "until",
        Reach::FiscalYear => "fiscal_year",
    }
}

fn clock(clock: Clock) -> String {
    match clock.minute {
        Some(minute) => format!("{:02}:{minute:02}", clock.hour),
        None => format!("{:02}", clock.hour),
    }
}

/// A whole number as such, another as the nearest number that JSON's readers keep.
fn decimal(value: Decimal) -> JsonNumber {
    let nearest = || {
        let near = value.mantissa as f64 / 10f64.powi(i32::from(value.scale));
        JsonNumber::from_f64(near).unwrap_or_else(|| 0.into())
    };
    value.whole().map_or_else(nearest, JsonNumber::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact_where_they_can_be() {
        let of = |mantissa, scale| decimal(Decimal { mantissa, scale }).to_string();
        assert_eq!(of(15, 1), "1.5");
        assert_eq!(of(150_000, 1), "15000");
        assert_eq!(of(-3, 0), "-3.0");
    }
}
