//! The list of all reports, each row leading to its section.

use super::escape::escaped;
use super::report::Shown;
use crate::render::facts::Say;
use crate::words::Words;

/// Appends the row of one report.
pub(super) fn row(html: &mut String, shown: &Shown<'_>) {
    let (facts, words, say) = (&shown.reading.facts, shown.words, Say { words: shown.words });
    let number = facts.case_number.map_or_else(|| shown.number.to_string(), |case| format!("#{case}"));
    let date = facts
        .published
        .map(|date| format!("<time datetime=\"{date}\">{}</time>", escaped(&words.date(date))));
    let cause = facts.cause.map(|cause| say.word("cause", cause.word()));
    let leak = facts.leak.map(|leak| say.word("leak", leak.word()));
    let total = facts.affected_total.map(|total| words.figure(total.count, total.unit, total.qualifier));
    html.push_str(&format!(
        "<tr role=\"row\"><td role=\"cell\" class=\"no\">{number}</td><td role=\"cell\" class=\"date\">{}</td>\
         <th role=\"rowheader\" scope=\"row\"><a href=\"#r{}\">{}</a>\
         <span class=\"title\">{}</span></th><td role=\"cell\" class=\"cause\">{}</td>\
         <td role=\"cell\" class=\"leak\">{}</td><td role=\"cell\" class=\"count\">{}</td></tr>\n",
        date.unwrap_or_else(nothing),
        shown.number,
        escaped(shown.name()),
        escaped(shown.title()),
        cause.map_or_else(nothing, |cause| escaped(cause).into_owned()),
        leak.map_or_else(nothing, |leak| escaped(leak).into_owned()),
        total.map_or_else(nothing, |total| escaped(&total).into_owned()),
    ));
}

fn nothing() -> String {
    "<span class=\"none\">–</span>".to_owned()
}

/// The table around `rows`.
pub(super) fn table(rows: &str, words: &Words) -> String {
    let page = &words.page;
    let names = [&page.number, &page.published, &page.who, &page.cause, &page.leak, &page.count];
    let heading: String = names
        .iter()
        .map(|name| format!("<th role=\"columnheader\" scope=\"col\">{}</th>", escaped(name)))
        .collect();
    format!(
        "<section class=\"list\" aria-labelledby=\"list\"><h2 id=\"list\" tabindex=\"-1\">{}</h2>\n<table role=\"table\">\n\
         <thead role=\"rowgroup\"><tr role=\"row\">{heading}</tr></thead>\n<tbody role=\"rowgroup\">\n{rows}</tbody>\n</table></section>\n",
        escaped(&page.list)
    )
}
