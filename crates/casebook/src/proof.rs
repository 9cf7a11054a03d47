//! Evidence as the store keeps it: byte ranges without their words, which lie in the text.

use std::collections::BTreeMap;

use jikenbo_model::{Evidence, Quote, Span};

use crate::Error;

/// `{"cause":[[68,86]]}`.
pub(crate) fn written(evidence: &Evidence) -> String {
    let mut json = String::from("{");
    for (path, spans) in &evidence.by_path {
        if json.len() > 1 {
            json.push(',');
        }
        json.push_str(&serde_json::Value::from(path.as_str()).to_string());
        json.push_str(":[");
        for (at, span) in spans.iter().enumerate() {
            json.push_str(&format!("{}[{},{}]", if at > 0 { "," } else { "" }, span.start, span.end));
        }
        json.push(']');
    }
    json.push('}');
    json
}

pub(crate) fn read(json: &str) -> Result<Evidence, Error> {
    let ranges: BTreeMap<String, Vec<(usize, usize)>> =
        serde_json::from_str(json).map_err(|source| Error::Json { column: 1, source })?;
    let spans =
        |ranges: Vec<(usize, usize)>| ranges.into_iter().map(|(start, end)| Span::new(start, end)).collect();
    Ok(Evidence { by_path: ranges.into_iter().map(|(path, ranges)| (path, spans(ranges))).collect() })
}

/// Whether the proof at `path` is of `field`, one of its items or parts.
pub(crate) fn is_of(path: &str, field: &str) -> bool {
    path.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// The words of each proof in `text`, as `shown` lets them be seen; a range that is not one of it is left out.
pub(crate) fn quotes<'a>(
    evidence: impl Iterator<Item = (&'a String, &'a Vec<Span>)>,
    text: &str,
    shown: impl Fn(&Span, &str) -> String,
) -> BTreeMap<String, Vec<Quote>> {
    let quote =
        |span: &Span| Some(Quote { start: span.start, end: span.end, quote: shown(span, span.of(text)?) });
    evidence.map(|(path, spans)| (path.clone(), spans.iter().filter_map(quote).collect())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut evidence = Evidence::default();
        evidence.add("affected[0].count", Span::new(10, 20));
        evidence.add("affected[0].count", Span::new(30, 40));
        evidence.add("cause", Span::new(1, 2));
        let json = written(&evidence);
        assert_eq!(json, r#"{"affected[0].count":[[10,20],[30,40]],"cause":[[1,2]]}"#);
        assert_eq!(read(&json).unwrap(), evidence);
        assert_eq!(read(&written(&Evidence::default())).unwrap(), Evidence::default());
    }

    #[test]
    fn a_path_belongs_to_its_field_only() {
        assert!(is_of("data_types.email", "data_types") && is_of("affected[0]", "affected"));
        assert!(!is_of("affected_total", "affected") && !is_of("data_types_denied.x", "data_types"));
    }
}
