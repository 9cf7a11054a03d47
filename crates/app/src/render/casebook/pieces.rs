//! Small pieces that several views share: times, names of things, reasons.

use jiff::Timestamp;
use jiff::tz::Offset;
use jikenbo_casebook::show::{CaseLine, ReportView};
use jikenbo_model::{Case, PartialDate};
use serde_json::Value as Json;

use crate::casebook::naming::report_name;
use crate::render::columns::tame;
use crate::render::facts::said;
use crate::words::{Words, fill};

/// A moment in Japan, to the minute: `2025-12-06 10:02`.
pub(in crate::render) fn time(at: Timestamp) -> String {
    let local = Offset::constant(9).to_datetime(at).to_string();
    local.chars().take(16).map(|c| if c == 'T' { ' ' } else { c }).collect()
}

/// A score in thousandths as people read it.
pub(super) fn percent(score: u16, words: &Words) -> String {
    fill(&words.view().score, &[("n", &(score / 10))])
}

/// `#2025-001`, or its id where it has no number.
pub(super) fn case_name(case: &Case) -> String {
    case.number.map_or_else(|| format!("case:{}", case.id), |number| format!("#{number}"))
}

/// A field's value in words, its items side by side; what says nothing as such.
pub(super) fn value(field: &str, value: &Json, words: &Words) -> String {
    let said = said(field, value, words);
    if said.is_empty() { words.view().nothing.clone() } else { tame(&said.join(&words.separator)) }
}

/// What the newest report of a case says in `field`, in words.
pub(super) fn of_line(line: &CaseLine, field: &str, words: &Words) -> Option<String> {
    let said = said(field, line.facts.get(field)?, words);
    (!said.is_empty()).then(|| tame(&said.join(&words.separator)))
}

/// `#2025-001 株式会社例示「…」`.
pub(super) fn case_words(line: &CaseLine, words: &Words) -> String {
    let name = of_line(line, "organization", words).unwrap_or_else(|| words.no_organization.clone());
    let title = of_line(line, "title", words).map(|title| words.quoted(&title)).unwrap_or_default();
    format!("{} {name} {title}", case_name(&line.case)).trim_end().to_owned()
}

/// What a report says in `field`.
pub(super) fn of_report<'a>(report: &'a ReportView, field: &str) -> Option<&'a str> {
    report.fields.iter().find(|view| view.field == field)?.value.as_str()
}

/// The day of a report: that of its release, else that of its capture.
pub(super) fn day(report: &ReportView, words: &Words) -> String {
    let said = of_report(report, "published").unwrap_or(&report.day);
    said.parse::<PartialDate>().map_or_else(|_| tame(said), |date| words.date(date))
}

/// `report:12 2025年12月6日 株式会社例示「…」`.
pub(super) fn report_words(report: &ReportView, words: &Words) -> String {
    let name = of_report(report, "organization").map_or_else(|| words.no_organization.clone(), tame);
    let title = of_report(report, "title").or(report.heading.as_deref());
    let title = title.map(|title| words.quoted(&tame(title))).unwrap_or_default();
    format!("{} {} {name} {title}", report_name(report.id), day(report, words)).trim_end().to_owned()
}

/// What agrees or differs, in words: a cause by its name.
pub(super) fn spoken(code: &str, said: &str, words: &Words) -> String {
    let cause = matches!(code, "same_cause" | "other_cause");
    let named = cause.then(|| crate::render::facts::said("cause", &Json::from(said), words).pop()).flatten();
    named.unwrap_or_else(|| tame(said))
}

/// The linker's reasons in words: what each is, and what agrees or differs; those against it last.
pub(super) fn reasons(reasons: &Json, words: &Words) -> String {
    let one = |reason: &&Json| {
        let code = reason.get("code").and_then(Json::as_str)?;
        let said = reason.get("words").and_then(Json::as_str).unwrap_or_default();
        Some(format!("{} {}", words.reason(code), spoken(code, said, words)).trim_end().to_owned())
    };
    let is_against = |reason: &&Json| reason.get("points").and_then(Json::as_i64).unwrap_or(0) < 0;
    let (against, speaking): (Vec<&Json>, Vec<&Json>) =
        reasons.as_array().into_iter().flatten().partition(is_against);
    let joined = |some: Vec<&Json>| some.iter().filter_map(one).collect::<Vec<_>>().join(&words.separator);
    let (speaking, against) = (joined(speaking), joined(against));
    if against.is_empty() {
        return speaking;
    }
    format!("{speaking} {}", fill(&words.view().against, &[("reasons", &against)])).trim_start().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Lang;
    use serde_json::json;

    #[test]
    fn moments_are_those_of_japan() {
        assert_eq!(time("2025-12-05T23:02:03Z".parse().unwrap()), "2025-12-06 08:02");
    }

    #[test]
    fn reasons_are_told_in_words() {
        let given = json!([
            {"code": "both_first", "words": "", "points": -300},
            {"code": "same_organization", "words": "例示", "points": 300},
            {"code": "silent_edit", "words": ""},
        ]);
        assert_eq!(reasons(&given, Words::of(Lang::Ja)), "同じ組織 例示、変更を確認 反する点: どちらも初報");
        assert_eq!(reasons(&Json::Null, Words::of(Lang::Ja)), "");
    }
}
