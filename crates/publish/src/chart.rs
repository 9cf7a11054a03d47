//! Charts as SVG: drawn here, coloured by the style sheet, with their figures beside them and a table behind.

use std::fmt::Write;

use serde::Serialize;

/// A column of a chart.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Column {
    /// What it is called below it.
    pub(crate) label: String,
    /// What stands below that, where a new year begins.
    pub(crate) group: Option<String>,
    /// What it is called in the table.
    pub(crate) name: String,
    /// Its figure.
    pub(crate) count: u64,
    /// Where it leads.
    pub(crate) href: Option<String>,
}

const WIDTH: u64 = 400;
/// The room of the columns; their figures stand above, their labels below.
const HEIGHT: u64 = 150;
const ABOVE: u64 = 18;
const BELOW: u64 = 34;
/// Fewer columns are drawn no wider.
const FEWEST: u64 = 8;

/// Columns with their figures above and their labels below; the last one is set off. In whole units of 400 across, so that it
/// is as easy to read on a phone as on a desk. Words are escaped.
pub(crate) fn columns(columns: &[Column], title: &str) -> String {
    let most = columns.iter().map(|column| column.count).max().unwrap_or(0).max(1);
    let step = WIDTH / u64::try_from(columns.len()).unwrap_or(u64::MAX).max(FEWEST);
    let wide = (step * 7 / 10).max(1);
    let mut svg = format!(
        "<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {}\" role=\"img\" aria-label=\"{}\">",
        ABOVE + HEIGHT + BELOW,
        escaped(title)
    );
    for (at, column) in columns.iter().enumerate() {
        let left = u64::try_from(at).unwrap_or(0) * step + (step - wide) / 2;
        let middle = left + wide / 2;
        let high = (column.count * HEIGHT).div_ceil(most).min(HEIGHT);
        let top = ABOVE + HEIGHT - high;
        let class = if at + 1 == columns.len() { " class=\"now\"" } else { "" };
        // Writing to a string cannot fail.
        let _ = write!(
            svg,
            "<g{class}><rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{high}\"/>\
             <text x=\"{middle}\" y=\"{}\">{}</text><text class=\"below\" x=\"{middle}\" y=\"{}\">{}</text>",
            top - 5,
            column.count,
            ABOVE + HEIGHT + 15,
            escaped(&column.label)
        );
        if let Some(group) = &column.group {
            let _ = write!(
                svg,
                "<text class=\"below\" x=\"{middle}\" y=\"{}\">{}</text>",
                ABOVE + HEIGHT + 30,
                escaped(group)
            );
        }
        svg.push_str("</g>");
    }
    let base = ABOVE + HEIGHT;
    let _ = write!(svg, "<line x1=\"0\" y1=\"{base}\" x2=\"{WIDTH}\" y2=\"{base}\"/></svg>");
    svg
}

/// A bar of a chart.
#[derive(Clone, Debug)]
pub(crate) struct Bar {
    /// What it is called above it.
    pub(crate) label: String,
    /// Its figure in words, behind it.
    pub(crate) figure: String,
    /// Its length.
    pub(crate) count: u64,
}

/// The room of a bar, the longest bar, and where a bar begins below its label.
const ROW: u64 = 44;
const LONGEST: u64 = 270;
const LABEL: u64 = 21;

/// Bars one below the other, each with its label above and its figure behind it. Words are escaped.
pub(crate) fn bars(bars: &[Bar], title: &str) -> String {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    let high = ROW * u64::try_from(bars.len()).unwrap_or(0).max(1);
    let mut svg = format!(
        "<svg class=\"chart bars\" viewBox=\"0 0 {WIDTH} {high}\" role=\"img\" aria-label=\"{}\">",
        escaped(title)
    );
    for (at, bar) in bars.iter().enumerate() {
        let top = ROW * u64::try_from(at).unwrap_or(0);
        // A length that the product does not fit is that of the longest.
        let long = bar.count.checked_mul(LONGEST).map_or(LONGEST, |long| long.div_ceil(most)).min(LONGEST);
        let class = if bar.count == most { " class=\"now\"" } else { "" };
        // Writing to a string cannot fail.
        let _ = write!(
            svg,
            "<g{class}><text x=\"0\" y=\"{}\">{}</text><rect x=\"0\" y=\"{}\" width=\"{long}\" height=\"13\"/>\
             <text class=\"value\" x=\"{}\" y=\"{}\">{}</text></g>",
            top + LABEL - 2,
            escaped(&bar.label),
            top + LABEL + 3,
            long + 6,
            top + LABEL + 14,
            escaped(&bar.figure)
        );
    }
    svg + "</svg>"
}

/// Words as they may stand in XML, in attributes too.
pub(crate) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // XML 1.0 has no way to write these.
            c if c.is_control() && !matches!(c, '\t' | '\n' | '\r') => {}
            '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tallest_fills_the_room_and_words_are_escaped() {
        let column =
            |count| Column { label: "<1>".to_owned(), group: None, name: String::new(), count, href: None };
        let svg = columns(&[column(0), column(1), column(300)], "a \"b\"");
        assert!(svg.contains("y=\"18\" width=\"35\" height=\"150\""), "{svg}");
        assert!(svg.contains("height=\"0\"") && svg.contains("height=\"1\""), "one is more than nothing");
        assert!(svg.contains("&lt;1&gt;") && svg.contains("a &quot;b&quot;"));
        assert!(columns(&[], "x").starts_with("<svg"));
        let bar = |count| Bar { label: "<氏名>".to_owned(), figure: "3件 & 4件".to_owned(), count };
        let svg = bars(&[bar(10), bar(5), bar(u64::MAX), bar(0)], "x");
        assert!(svg.contains("&lt;氏名&gt;") && svg.contains("3件 &amp; 4件"), "{svg}");
        assert!(svg.contains("width=\"270\"") && svg.contains("width=\"1\"") && svg.contains("width=\"0\""));
        assert_eq!(escaped("a\u{0}\u{b}b\n"), "ab\n");
    }
}
