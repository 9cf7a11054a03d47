//! The year that a text gives itself, where its case number has another: 「2016年4月5日、…と発表した」 under a number of 2025.

use super::described::INCIDENT;
use super::written;
use crate::calendar::{Context, Kind, Mention, PartialDate, Slot};
use crate::words::{opening, stands};

/// How far behind a date its sentence tells what happened, in characters.
const TOLD: usize = 60;

/// What else is done about an incident.
const STEPS: &[&str] = &["届け", "届出", "警察", "委員会", "相談", "調査", "逮捕"];

/// `context` with the year of the latest full date on which something of the incident happened, where no day of
/// publication is known and no date of the text is of the case's year or the one beside it.
pub(super) fn of(text: &str, mentions: &[Mention], described: &[bool], context: Context) -> Context {
    let Some(case) = context.year.filter(|_| context.published.is_none()) else { return context };
    if mentions.iter().filter_map(written).any(|date| date.year().abs_diff(case) <= 1) {
        return context;
    }
    let told = mentions
        .iter()
        .zip(described)
        .filter(|(mention, described)| !**described && is_full(mention) && tells(text, mention))
        .filter_map(|(mention, _)| written(mention))
        .map(PartialDate::year)
        .max();
    Context { year: told.or(context.year), ..context }
}

/// Whether a mention is one day, or a third of a month: 「令和4年10月上旬」.
fn is_full(mention: &Mention) -> bool {
    let Kind::Point(moment) = mention.kind else { return false };
    moment.date.is_some_and(|date| {
        matches!(date.day, Slot::Said(_)) || date.part.is_some() && matches!(date.month, Slot::Said(_))
    })
}

/// Whether the sentence goes on from the date with words of an incident.
fn tells(text: &str, mention: &Mention) -> bool {
    let rest = opening(text.get(mention.span.end..).unwrap_or_default(), TOLD);
    let rest = rest.split(['。', '\n']).next().unwrap_or_default();
    INCIDENT.iter().chain(STEPS).any(|word| stands(rest, word))
}

#[cfg(test)]
mod tests {
    use crate::calendar::{Context, mentions, resolve};

    fn check(text: &str, expected: &[&str]) {
        let (dated, _) = resolve(text, &mentions(text), Context { published: None, year: Some(2024) });
        let days: Vec<String> =
            dated.iter().filter_map(|date| date.from).map(|date| date.to_string()).collect();
        assert_eq!(days, expected, "{text}");
    }

    #[test]
    fn a_full_date_of_the_incident_beats_the_case_number() {
        check(
            "例示院は2014年6月3日、名簿が流出したと発表した。昨年12月5日に持ち出され、5月2日に判明した。",
            &["2014-06-03", "2013-12-05", "2014-05-02"],
        );
        check("8月2日に気付いた。平成30年8月下旬に不正アクセスを確認した。", &["2018-08-02", "2018-08"]);
    }

    #[test]
    fn other_dates_do_not() {
        check("5月2日に判明した。会社は2014年6月3日に設けた。", &["2024-05-02", "2014-06-03"]);
        check(
            "5月2日に判明し、2014年6月3日に公表した件と同じく、2024年5月9日に届け出た。",
            &["2024-05-02", "2014-06-03", "2024-05-09"],
        );
    }
}
