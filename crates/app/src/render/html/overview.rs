//! What was counted: reports by kind, causes with their shares, months, the largest figures.

use std::collections::BTreeMap;

use super::escape::escaped;
use crate::render::facts::Say;
use crate::render::tally::{Month, Tally, per_mille, percent};
use crate::words::{Words, fill};

/// The section on top of the page; `names` are the reports' names in order.
pub(super) fn overview(tally: &Tally, names: &[String], words: &Words) -> String {
    let page = &words.page;
    format!(
        "<section class=\"overview\" aria-labelledby=\"overview\"><h2 id=\"overview\" class=\"away\">{}</h2>\n\
         <div class=\"cards\">\n{}{}{}{}</div>\n<p class=\"note\">{}</p></section>\n",
        escaped(&page.overview),
        totals(tally, words),
        causes(tally, words),
        months(tally, words),
        largest(tally, names, words),
        escaped(&page.shares_note),
    )
}

fn card(class: &str, heading: &str, body: &str) -> String {
    format!("<section class=\"card {class}\"><h3>{}</h3>{body}</section>\n", escaped(heading))
}

fn totals(tally: &Tally, words: &Words) -> String {
    let say = Say { words };
    let kinds: String = tally
        .kinds
        .iter()
        .map(|(kind, n)| {
            format!("<div><dt>{}</dt><dd>{n}</dd></div>", escaped(say.word("kind", kind.word())))
        })
        .collect();
    let count = fill(&words.page.reports_of, &[("n", &tally.reports)]);
    let number = tally.reports.to_string();
    let count = escaped(&count).replacen(&number, &format!("<b>{number}</b>"), 1);
    card("totals", &words.page.reports, &format!("<p class=\"big\">{count}</p><dl>{kinds}</dl>"))
}

fn causes(tally: &Tally, words: &Words) -> String {
    let (all, say) = (tally.with_cause(), Say { words });
    if all == 0 {
        return String::new();
    }
    let causes = tally.causes_by_count();
    let most = causes[0].1;
    let row = |(cause, n): &(jikenbo_model::vocabulary::Cause, usize)| {
        let name = escaped(say.word("cause", cause.word())).into_owned();
        let share = percent(per_mille(*n, all));
        let bar = horizontal(per_mille(*n, most));
        format!(
            "<tr><th scope=\"row\">{name}</th><td class=\"bar\">{bar}</td><td class=\"n\">{n}</td><td class=\"share\">{share}</td></tr>"
        )
    };
    let rows: String = causes.iter().map(row).collect();
    let basis = fill(&words.page.causes_basis, &[("n", &all)]);
    let body = format!(
        "<table class=\"bars\"><tbody>{rows}</tbody></table><p class=\"basis\">{}</p>",
        escaped(&basis)
    );
    card("causes", &words.page.causes, &body)
}

/// A bar of `tenths` of a percent of its full length.
fn horizontal(tenths: usize) -> String {
    format!(
        "<svg viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">\
         <rect width=\"{tenths}\" height=\"10\"/></svg>"
    )
}

/// Beyond two years of months the years are shown instead, or the columns get too thin to read.
const MONTHS: i32 = 24;

fn months(tally: &Tally, words: &Words) -> String {
    let (Some(first), Some(last)) = (tally.months.keys().next(), tally.months.keys().next_back()) else {
        return String::new();
    };
    let count = |month: &(i16, u8)| i32::from(month.0) * 12 + i32::from(month.1) - 1;
    let (from, to) = (count(first), count(last));
    let page = &words.page;
    let (heading, columns) = if to - from < MONTHS {
        (&page.months, (from..=to).map(|month| month_column(tally, words, month, month == from)).collect())
    } else {
        (&page.years, year_columns(tally))
    };
    card("months", heading, &format!("{}{}", vertical(&columns), basis_of_months(tally, words)))
}

fn basis_of_months(tally: &Tally, words: &Words) -> String {
    let page = &words.page;
    let discovered: usize = tally.months.values().map(|month| month.discovered).sum();
    let mut notes = Vec::new();
    if discovered > 0 {
        notes.push(fill(&page.months_discovered, &[("n", &discovered)]));
    }
    if tally.undated > 0 {
        notes.push(fill(&page.undated, &[("n", &tally.undated)]));
    }
    if notes.is_empty() {
        String::new()
    } else {
        format!("<p class=\"basis\">{}</p>", escaped(&notes.join(if words.lang == "ja" { "" } else { " " })))
    }
}

fn month_column(tally: &Tally, words: &Words, month: i32, is_first: bool) -> Column {
    let (year, number) = (month.div_euclid(12) as i16, month.rem_euclid(12) as u8 + 1);
    let below = if is_first || number == 1 { year.to_string() } else { String::new() };
    let reports = tally.months.get(&(year, number)).copied().unwrap_or_default();
    Column { reports, label: words.short_month(number), below }
}

fn year_columns(tally: &Tally) -> Vec<Column> {
    let mut years: BTreeMap<i16, Month> = BTreeMap::new();
    for ((year, _), month) in &tally.months {
        let sum = years.entry(*year).or_default();
        *sum = sum.and(*month);
    }
    let of = |(year, reports): (&i16, &Month)| Column {
        reports: *reports,
        label: year.to_string(),
        below: String::new(),
    };
    years.iter().map(of).collect()
}

struct Column {
    reports: Month,
    label: String,
    below: String,
}

fn vertical(columns: &[Column]) -> String {
    let most = columns.iter().map(|column| column.reports.all()).max().unwrap_or(0);
    let item = |column: &Column| {
        let height = |reports| per_mille(reports, most);
        let (whole, published) = (height(column.reports.all()), height(column.reports.published));
        format!(
            "<li><span class=\"n\">{}</span><svg viewBox=\"0 0 10 1000\" preserveAspectRatio=\"none\" \
             aria-hidden=\"true\" focusable=\"false\"><rect class=\"pale\" y=\"{}\" width=\"10\" height=\"{}\"/>\
             <rect y=\"{}\" width=\"10\" height=\"{published}\"/></svg>\
             <span class=\"label\">{}</span><span class=\"below\">{}</span></li>",
            column.reports.all(),
            1000 - whole,
            whole - published,
            1000 - published,
            escaped(&column.label),
            escaped(&column.below),
        )
    };
    format!("<ol class=\"columns\">{}</ol>", columns.iter().map(item).collect::<String>())
}

fn largest(tally: &Tally, names: &[String], words: &Words) -> String {
    let item = |(total, number): &(jikenbo_model::Total, usize)| {
        let name = names.get(*number).map(String::as_str).unwrap_or_default();
        let figure = words.figure(total.count, total.unit, total.qualifier);
        format!(
            "<li><a href=\"#r{}\">{}</a><span>{}</span></li>",
            number + 1,
            escaped(name),
            escaped(&figure)
        )
    };
    let items: String = tally.largest.iter().map(item).collect();
    if items.is_empty() {
        return items;
    }
    card("largest", &words.page.largest, &format!("<ol>{items}</ol>"))
}
