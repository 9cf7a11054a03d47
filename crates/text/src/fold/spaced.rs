//! Lines whose letters stand apart: `記 者 発 表 資 料`, `平 成 2 8 年 9 月 2 日`, as typists space a heading and PDF text gives it.

use unicode_normalization::char::canonical_combining_class;

use super::spaces;

/// The fewest letters of such a line.
const LETTERS: usize = 5;

/// Whether every letter of `line` has a space behind it. Of other lines only the start is looked at, up to the first word
/// of two letters.
pub(super) fn is_spaced_out(line: &str) -> bool {
    let (mut letters, mut japanese, mut after_letter) = (0, false, false);
    for c in line.chars().filter(|&c| !spaces::is_removed(c) && canonical_combining_class(c) == 0) {
        let space = spaces::is_space(c);
        if after_letter && !space || matches!(c, '\n' | '\r') {
            return false;
        }
        after_letter = !space;
        letters += usize::from(!space);
        japanese |= spaces::is_japanese(c);
    }
    japanese && letters >= LETTERS
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
