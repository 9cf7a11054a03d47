//! The lenses: what the casebook tells over its whole span and over its last year, with charts and the tables behind them.

use std::panic::resume_unwind;
use std::thread;

use jikenbo_figures::{
    Counted, Item, Lens, LensKind, Month, Period, Sentence, Table, Told, ToldPart, ToldTable, Value, lenses,
    told_lenses,
};
use serde::Serialize;

use super::{Head, Linked, Setting, Titled};
use crate::chart::{self, Bar};
use crate::place;

/// Where the lenses over the whole span stand.
pub(crate) const ALL: &str = "lenses/index.html";
/// Where those over the last year stand.
pub(crate) const YEAR: &str = "lenses/last-year/index.html";
/// A chart shows no more bars; the table behind has all.
const BARS: usize = 10;
/// The months of a year.
const MONTHS: usize = 12;
/// The column that only says which place a row has.
const PLACE: &str = "place";
/// Columns that are drawn where a table does not say which: the middle of the days.
const MEDIAN: &str = "median";

/// The sentence on sizes, which names nothing.
const PEOPLE: &str = "sizes_people";

/// What the template is given.
#[derive(Debug, Serialize)]
pub(crate) struct Page {
    pub(crate) head: Head,
    title: String,
    spans: Vec<Linked>,
    parts: Vec<Part>,
    coverage: Vec<String>,
}

/// One lens.
#[derive(Debug, Serialize)]
struct Part {
    anchor: &'static str,
    title: String,
    sentences: Vec<String>,
    figures: Vec<Figure>,
}

/// A chart and the table behind it.
#[derive(Debug, Serialize)]
struct Figure {
    title: String,
    chart: Option<String>,
    table: ToldTable,
}

/// Where there are pages: both, or that over the whole span where there is nothing to tell.
pub(crate) fn paths(has_items: bool) -> &'static [&'static str] {
    if has_items { &[ALL, YEAR] } else { &[ALL] }
}

/// The pages, each with its path, over `items`, which are in order of their months.
pub(crate) fn pages(setting: &Setting<'_>, months: &[Month], items: &[Item]) -> Vec<(&'static str, Page)> {
    let (Some(first), Some(last)) = (months.first(), months.last()) else {
        return vec![(ALL, page(setting, ALL, None, &[]))];
    };
    let from = (1..MONTHS).fold(*last, |month, _| month.before()).max(*first);
    let begin = months.partition_point(|month| *month < from);
    let year = items.get(begin..).unwrap_or_default();
    thread::scope(|scope| {
        let year = scope.spawn(|| page(setting, YEAR, Some(Period { from, to: *last }), year));
        let whole = page(setting, ALL, Some(Period { from: *first, to: *last }), items);
        vec![(ALL, whole), (YEAR, year.join().unwrap_or_else(|panic| resume_unwind(panic)))]
    })
}

fn page(setting: &Setting<'_>, path: &'static str, period: Option<Period>, items: &[Item]) -> Page {
    let word = |key: &str| setting.words.page.get(key).cloned().unwrap_or_default();
    // What no release says is for the editor's own look alone.
    let kinds: Vec<LensKind> =
        LensKind::ALL.into_iter().filter(|kind| setting.about.draft || !kind.is_inference()).collect();
    let made = period.map(|period| lenses(items, period, Counted::Reports, &kinds));
    let told = made.as_ref().map(|made| told_lenses(made, setting.about.lang));
    let shown = made.iter().flat_map(|made| &made.lenses);
    let title = told.as_ref().map_or_else(|| word("lenses"), |told| told.title.clone());
    let described = word("lenses_note");
    let titled = Titled { path, title: &title, description: &described, noindex: false };
    let span = |(key, to): (&str, &str)| Linked {
        text: word(key),
        href: (to != path).then(|| place::link(path, to)),
    };
    let spans = if period.is_some() {
        [("lenses_all", ALL), ("lenses_year", YEAR)].map(span).into()
    } else {
        Vec::new()
    };
    let Told { lenses: parts, coverage, .. } =
        told.unwrap_or(Told { title: String::new(), lenses: Vec::new(), coverage: Vec::new() });
    let title = months_together(&title);
    Page {
        head: setting.head(&titled),
        parts: shown.zip(parts).map(|(lens, told)| part(lens, told)).collect(),
        title,
        spans,
        coverage,
    }
}

fn part(lens: &Lens, told: ToldPart) -> Part {
    let mut sentences: Vec<(&Sentence, String)> = lens.sentences.iter().zip(told.sentences).collect();
    let mut figures = Vec::with_capacity(lens.tables.len());
    for (table, told) in lens.tables.iter().zip(told.tables) {
        let at = sentences.iter().position(|(sentence, _)| is_finding(sentence, table));
        let title = at.map_or_else(|| told.caption.clone(), |at| kept_together(&sentences.remove(at).1));
        let bars = bars(table, &told);
        let chart = (bars.len() > 1).then(|| chart::bars(&bars, &title));
        figures.push(Figure { title, chart, table: told });
    }
    let sentences = sentences.into_iter().map(|(_, words)| kept_together(&words)).collect();
    Part { anchor: told.word, title: told.title, sentences, figures }
}

/// Words in which no line ends between a figure and its percent sign.
fn kept_together(words: &str) -> String {
    words.replace(" %", "\u{a0}%")
}

/// Words in which no line ends between a year and its month: a heading of a large letter has room for few on a phone.
fn months_together(words: &str) -> String {
    let mut kept = String::with_capacity(words.len());
    let mut letters = words.chars().peekable();
    while let Some(letter) = letters.next() {
        kept.push(letter);
        if letter == '年' && letters.peek().is_some_and(char::is_ascii_digit) {
            kept.push('\u{2060}');
        }
    }
    kept
}

/// Whether a sentence says what stands first in a table.
fn is_finding(sentence: &Sentence, table: &Table) -> bool {
    let named = sentence.values.iter().find_map(|(_, value)| match value {
        Value::Names(names) => names.first(),
        _ => None,
    });
    let first = table.rows.first().map_or(&[][..], |row| &row.cells);
    let names =
        |cell: &Value| matches!((cell, named), (Value::Names(names), Some(name)) if names.contains(name));
    sentence.words == PEOPLE || first.iter().any(names)
}

/// The rows of a table as bars: those of the column that it says, else of the medians.
fn bars(table: &Table, told: &ToldTable) -> Vec<Bar> {
    let median = || table.columns.iter().position(|column| *column == MEDIAN);
    let Some(drawn) = table.bars.or_else(median) else { return Vec::new() };
    let label = usize::from(table.columns.first() == Some(&PLACE));
    let rows = table.rows.iter().zip(&told.rows).take(BARS);
    let bar = |(row, words): (&jikenbo_figures::Row, &Vec<String>)| {
        let count = match row.cells.get(drawn)? {
            Value::Number(count) | Value::Counted(count) | Value::Days(count) => *count,
            _ => return None,
        };
        let share = match row.cells.get(drawn + 1) {
            Some(Value::Share(_)) => words.get(drawn + 1).map(|share| format!(" ({share})")),
            _ => None,
        };
        let figure = words.get(drawn)?.clone() + &share.unwrap_or_default();
        Some(Bar { label: words.get(label)?.clone(), figure, count })
    };
    rows.filter_map(bar).collect()
}
