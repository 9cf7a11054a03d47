//! One report: its facts on one side, its text with the proofs marked on the other.

use jikenbo_model::{FIELDS, Field, Reading, Shape, Span};

use super::escape::escaped;
use super::groups::Group;
use super::ledger;
use super::marks::Marks;
use super::values::linked;
use crate::render::Named;
use crate::render::facts;
use crate::words::Words;

/// A reading and where it comes from.
pub(super) struct Shown<'a> {
    /// The report's number on the page, from 1.
    pub number: usize,
    pub page: Named<'a>,
    pub reading: &'a Reading,
    pub span: Span,
    pub words: &'a Words,
}

/// Shown large above the others.
const FIRST: [&str; 3] = ["cause", "leak", "affected_total"];
/// Shown in a form of their own.
const APART: [&str; 2] = ["affected", "events"];

impl Shown<'_> {
    /// The organisation's name, or the title where there is none.
    pub(super) fn name(&self) -> &str {
        let facts = &self.reading.facts;
        facts.organization.as_deref().or(facts.title.as_deref()).unwrap_or(&self.words.no_organization)
    }

    /// The title, where it is not the name already.
    pub(super) fn title(&self) -> &str {
        let facts = &self.reading.facts;
        match (&facts.organization, &facts.title) {
            (Some(_), Some(title)) => title,
            (None, Some(_)) => &self.words.no_organization,
            (_, None) => &self.words.no_title,
        }
    }
}

/// Appends the section of one report.
pub(super) fn section(html: &mut String, shown: &Shown<'_>) {
    let (number, words) = (shown.number, shown.words);
    let mut marks = Marks::new(format!("r{number}"), shown.span);
    let facts = facts::shown(shown.reading, words);
    let apart = |name: &str| FIRST.contains(&name) || APART.contains(&name);
    let mut side = strip(&mut marks, words, &facts);
    side.push_str("<dl class=\"facts\">");
    for fact in facts.iter().filter(|fact| !apart(fact.field.name)) {
        side.push_str(&row(&mut marks, words, fact));
    }
    side.push_str("</dl>");
    side.push_str(&ledger::figures(&mut marks, shown, &facts));
    side.push_str(&ledger::timeline(&mut marks, shown, &facts));
    side.push_str(&warnings(&mut marks, shown));
    side.push_str(&not_read(shown, &facts));
    html.push_str(&format!(
        "<article class=\"report\" id=\"r{number}\" aria-labelledby=\"r{number}h\">\n{}<div class=\"split\">\n\
         <div class=\"side\">{side}</div>\n{}</div>\n<p class=\"up\"><a href=\"#list\">{}</a></p>\n</article>\n",
        header(shown),
        text(&marks, shown),
        escaped(&words.page.to_list),
    ));
}

fn header(shown: &Shown<'_>) -> String {
    let (number, words, facts) = (shown.number, shown.words, &shown.reading.facts);
    let ordinal = facts.case_number.map_or_else(|| number.to_string(), |case| format!("#{case}"));
    let say = facts::Say { words };
    let kind = facts.kind.map(|kind| say.word("kind", kind.word()));
    let stage = facts.stage.map(|stage| say.word("stage", stage.word()));
    let date = facts.published.map(|date| words.date(date));
    let tags: String = [date.as_deref(), kind, stage]
        .into_iter()
        .flatten()
        .map(|tag| format!("<span>{}</span>", escaped(tag)))
        .collect();
    format!(
        "<header><p class=\"tags\"><b>{ordinal}</b>{tags}</p><h3 id=\"r{number}h\">{}</h3><p class=\"title\">{}</p>\
         <p class=\"from\">{}: {}</p></header>\n",
        escaped(shown.name()),
        escaped(shown.title()),
        escaped(&words.page.source),
        escaped(shown.page.name),
    )
}

/// The three facts that an editor looks for first.
fn strip(marks: &mut Marks, words: &Words, facts: &[facts::Shown<'_>]) -> String {
    let cell = |name: &&str| {
        let fact = facts.iter().find(|fact| fact.field.name == *name)?;
        let value = linked(marks, words, fact, &fact.values[0], &fact.values[0].text);
        let class = Group::of(fact.field.name).class();
        Some(format!(
            "<div class=\"{class}\"><dt>{}</dt><dd>{value}</dd></div>",
            escaped(words.field(fact.field))
        ))
    };
    let cells: String = FIRST.iter().filter_map(cell).collect();
    if cells.is_empty() { cells } else { format!("<dl class=\"strip\">{cells}</dl>") }
}

fn row(marks: &mut Marks, words: &Words, fact: &facts::Shown<'_>) -> String {
    let values: Vec<String> =
        fact.values.iter().map(|value| linked(marks, words, fact, value, &value.text)).collect();
    let body = match fact.field.shape {
        Shape::Scalar => values.concat(),
        Shape::Set => items("chips", &values),
        Shape::List => items("lines", &values),
    };
    let class = Group::of(fact.field.name).class();
    format!("<div class=\"{class}\"><dt>{}</dt><dd>{body}</dd></div>", escaped(words.field(fact.field)))
}

fn items(class: &str, values: &[String]) -> String {
    let items: String = values.iter().map(|value| format!("<li>{value}</li>")).collect();
    format!("<ul class=\"{class}\">{items}</ul>")
}

fn warnings(marks: &mut Marks, shown: &Shown<'_>) -> String {
    let words = shown.words;
    let item = |warning: &jikenbo_model::Warning| {
        let told = words.warning(warning, &shown.page.page.document.text);
        let id = marks.add(warning.span, Group::What, &format!("{}: {told}", words.warnings));
        let message = escaped(&told).into_owned();
        match id {
            Some(id) => format!("<li><a href=\"#{id}\">{message}</a></li>"),
            None => format!("<li>{message}</li>"),
        }
    };
    let items: String = shown.reading.warnings.iter().map(item).collect();
    if items.is_empty() {
        return items;
    }
    format!("<section class=\"warnings\"><h4>{}</h4><ul>{items}</ul></section>", escaped(&words.warnings))
}

/// What the report does not say is named, so that nobody takes it for zero.
fn not_read(shown: &Shown<'_>, facts: &[facts::Shown<'_>]) -> String {
    let given = |field: &&Field| !facts.iter().any(|fact| fact.field.name == field.name);
    let names: Vec<&str> = FIELDS.iter().filter(given).map(|field| shown.words.field(field)).collect();
    if names.is_empty() {
        return String::new();
    }
    format!(
        "<p class=\"absent\"><b>{}</b> {}</p>",
        escaped(&shown.words.page.not_read),
        escaped(&names.join(&shown.words.separator))
    )
}

fn text(marks: &Marks, shown: &Shown<'_>) -> String {
    let (number, words) = (shown.number, &shown.words.page);
    let legend: String = Group::ALL
        .iter()
        .map(|group| format!("<li class=\"{}\">{}</li>", group.class(), escaped(group.name(words))))
        .collect();
    format!(
        "<section class=\"source\" aria-labelledby=\"r{number}t\"><h4 id=\"r{number}t\">{}</h4>\
         <p class=\"note\">{}</p><ul class=\"legend\">{legend}</ul>\
         <div class=\"text\" lang=\"ja\" tabindex=\"0\" role=\"group\" aria-labelledby=\"r{number}t\">{}</div></section>\n",
        escaped(&words.text),
        escaped(&words.text_note),
        marks.text(&shown.page.page.document.text).trim_end(),
    )
}
