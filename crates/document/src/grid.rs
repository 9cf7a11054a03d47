//! Tables of forms that do not say which of their cells are headings.

use jikenbo_model::{Cell, Place};
use jikenbo_text::Span;

use crate::width::{half, longer_than, trim};

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    /// The words of its cells, in order; blank ones too.
    pub(crate) cells: Vec<String>,
    /// Where it stood, where that is not the whole table's place.
    pub(crate) place: Option<Box<Place>>,
}

impl From<Vec<String>> for Row {
    fn from(cells: Vec<String>) -> Self {
        Self { cells, place: None }
    }
}

/// The longest heading of a column, in characters.
const LONGEST: usize = 24;

/// How many rows are looked at to tell whether the first one is headings.
const LOOKED_AT: usize = 50;

/// Words with which the heading of a second column ends; a table of labels and values has a value there.
const HEADS: [&str; 22] = [
    "内容", "件数", "人数", "日時", "日付", "期間", "備考", "事象", "対応", "概要", "状況", "説明", "詳細",
    "経緯", "区分", "種類", "項目", "名称", "情報", "対象", "結果", "原因",
];

/// Whether the first of `rows` reads as the headings of the columns: short words without figures, above rows that have
/// figures or sentences.
pub(crate) fn is_headed(rows: &[Row]) -> bool {
    let mut filled = rows.iter().filter(|row| row.cells.iter().any(|cell| !trim(cell).is_empty()));
    let Some(first) = filled.next() else { return false };
    let words: Vec<&str> =
        first.cells.iter().map(|cell| trim(cell)).filter(|cell| !cell.is_empty()).collect();
    let is_word = |cell: &&str| !longer_than(cell, LONGEST) && !cell.contains('。') && !has_figure(cell);
    if words.len() < 2 || !words.iter().all(is_word) {
        return false;
    }
    let rest: Vec<&Row> = filled.take(LOOKED_AT).collect();
    if words.len() == 2 {
        return !rest.is_empty() && words.get(1).is_some_and(|word| is_head(word));
    }
    let values = |row: &&&Row| row.cells.iter().any(|cell| has_figure(cell) || longer_than(cell, LONGEST));
    let valued = rest.iter().filter(values).count();
    !rest.is_empty() && (valued * 2 >= rest.len() || words.iter().any(|word| is_head(word)))
}

fn is_head(word: &str) -> bool {
    let word: String = word.chars().filter(|c| !crate::width::is_space(*c)).collect();
    HEADS.iter().any(|head| word.ends_with(head))
}

fn has_figure(cell: &str) -> bool {
    cell.chars().any(|c| half(c).is_ascii_digit())
}

/// The cells whose words stand at `spans` of `text`, each with the headings of its column and row.
pub(crate) fn cells(text: &str, spans: &[Span], is_head: bool, columns: &[Span]) -> Vec<Cell> {
    let words = |span: Span| span.of(text).unwrap_or_default();
    let first = spans.first().copied().filter(|span| !span.is_empty() && !is_head);
    let cell = |(column, &span): (usize, &Span)| Cell {
        span,
        is_heading: is_head || column == 0 && !span.is_empty() && spans.len() > 1 && !has_figure(words(span)),
        column: columns.get(column).copied().filter(|head| !head.is_empty()),
        row: first.filter(|_| column > 0),
    };
    spans.iter().enumerate().map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headed(rows: &[&[&str]]) -> bool {
        let row = |row: &&[&str]| Row::from(row.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>());
        is_headed(&rows.iter().map(row).collect::<Vec<_>>())
    }

    #[test]
    fn headings_of_columns() {
        assert!(headed(&[&["日付", "事象", "部署"], &["7月1日", "異常を検知", "情報部"]]));
        assert!(headed(&[&["項目", "内容"], &["判明日", "2月3日"]]));
        assert!(headed(&[&["会社", "サービス", "件数"], &["例示社", "例示", "12件"]]));
        // Labels and values.
        assert!(!headed(&[&["発生日", "2026年5月1日"], &["対象", "58名"]]));
        assert!(!headed(&[&["会社名", "株式会社例示"], &["所在地", "例示市"]]));
        assert!(!headed(&[&["例示社", "例示", "12件"], &["別社", "例示", "3件"]]));
        assert!(!headed(&[&["項目", "内容"]]));
    }
}
