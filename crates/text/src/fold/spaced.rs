//! Lines whose letters stand apart: `記 者 発 表 資 料`, `平 成 2 8 年 9 月 2 日`, as typists space a heading and PDF text gives it.

use super::spaces;

/// The fewest letters of such a line.
const LETTERS: usize = 5;

/// The longest such line, in bytes: headings and date lines are short.
const LONGEST: usize = 240;

/// Whether nearly every letter of `line` has a space behind it: nine of ten.
pub(super) fn is_spaced_out(line: &str) -> bool {
    if line.len() > LONGEST || !line.chars().nth(1).is_some_and(spaces::is_space) {
        return false;
    }
    let letters = line.split(spaces::is_space).filter(|word| !word.is_empty());
    let (mut words, mut single, mut japanese) = (0, 0, false);
    for word in letters {
        words += 1;
        let mut chars = word.chars();
        let first = chars.next();
        single += usize::from(chars.next().is_none());
        japanese |= first.is_some_and(spaces::is_japanese);
    }
    japanese && words >= LETTERS && single * 10 >= words * 9
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_that_a_typist_spaced_out() {
        for line in ["記 者 発 表 資 料", "平 成 2 8 年 9 月 2 日", "例 示 局 総 務 課"] {
            assert!(is_spaced_out(line), "{line}");
        }
        for line in
            ["1 概要", "A 氏 B 氏", "4 件 のうち 2 件 は 回収 した", "2 0 2 5 1 2", "令和 6 年 4 月 1 日"]
        {
            assert!(!is_spaced_out(line), "{line}");
        }
    }
}
