use super::words::{lists, plain};

/// So many lines are looked at for the heads of columns, and so many rows have to follow.
const HEAD: usize = 40;
const ROWS: usize = 5;

/// Whether `text` is a table of persons: a line with the heads of columns of names and of two more things that tell of
/// persons, and rows below. `text` has a line a row; cells are parted by tabs or spaces. What a release says of leaked
/// columns in a sentence is none: heads stand alone in their cells.
///
/// ```
/// use jikenbo_collect::attachment::has_columns_of_persons;
/// let rows = "1\t例示太郎\t東京都\t0000-0000\n".repeat(6);
/// assert!(has_columns_of_persons(&format!("番号\t氏名\t住所\t電話番号\n{rows}")));
/// assert!(!has_columns_of_persons("漏えいした項目：氏名、住所、電話番号\n".repeat(9).as_str()));
/// ```
pub fn has_columns_of_persons(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let columns = &lists().columns;
    lines.iter().take(HEAD).enumerate().any(|(at, line)| {
        let line = plain(line);
        let cells: Vec<&str> = line.split_whitespace().collect();
        let is = |cell: &&str, of: &[String]| of.iter().any(|word| word == cell);
        let names = cells.iter().any(|cell| is(cell, &columns.names));
        let others = cells.iter().filter(|cell| is(cell, &columns.others)).count();
        names && others >= 2 && rows(lines.get(at + 1..).unwrap_or_default()) >= ROWS
    })
}

/// Lines that are rows: three cells or more.
fn rows(lines: &[&str]) -> usize {
    lines.iter().filter(|line| line.split_whitespace().count() >= 3).count()
}
