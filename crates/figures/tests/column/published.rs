//! Figures that a trade journalist printed, counted again from as many invented reports.

use jikenbo_figures::{Item, Options};
use jikenbo_model::vocabulary::Cause;

use crate::{report, says, september};

/// As many reports as `counts` says of each cause, in any order.
fn reports(counts: &[(Cause, u64)]) -> Vec<Item> {
    let causes = counts.iter().flat_map(|(cause, count)| (0..*count).map(|_| *cause));
    causes.zip(1..).map(|(cause, id)| report(id, cause)).collect()
}

#[track_caller]
fn check(counts: &[(Cause, u64)], before: u64, expected: &[&str]) {
    let made = september(&reports(counts), Some(before), Options::default());
    expected.iter().for_each(|words| says(&made, words));
}

use Cause::{Insider, LossTheft, Misconfiguration, OperationError, UnauthorizedAccess, Unknown};

#[test]
fn seventy_three_with_two_more_and_a_tie() {
    let counts =
        [(Misconfiguration, 7), (UnauthorizedAccess, 48), (OperationError, 7), (LossTheft, 5), (Insider, 6)];
    let expected = [
        "2025年9月に数えたのは全73本だった。",
        "前月(2025年8月)の71本から2本増となった。",
        "最も多い原因は「不正アクセス」で、48本(65.8 %)を占めた。",
        "次いで「システム管理上のミス」と「誤送信ほか操作ミス」がそれぞれ7本(9.6 %)だった。",
    ];
    check(&counts, 71, &expected);
}

#[test]
fn fifty_six_against_sixty_nine() {
    let counts = [
        (UnauthorizedAccess, 40),
        (OperationError, 5),
        (Misconfiguration, 3),
        (LossTheft, 2),
        (Insider, 2),
        (Unknown, 4),
    ];
    let expected = [
        "全56本",
        "69本から13本減",
        "40本(71.4 %)",
        "「誤送信ほか操作ミス」が5本(8.9 %)",
        "「システム管理上のミス」が3本(5.4 %)",
        "区分できないものは4本(7.1 %)",
    ];
    check(&counts, 69, &expected);
}

#[test]
fn ninety_one_against_forty_seven() {
    let counts = [
        (UnauthorizedAccess, 60),
        (OperationError, 11),
        (Misconfiguration, 6),
        (LossTheft, 5),
        (Insider, 5),
        (Unknown, 4),
    ];
    check(&counts, 47, &["全91本", "47本から44本増", "60本(65.9 %)", "11本(12.1 %)", "6本(6.6 %)"]);
}

#[test]
fn forty_eight_against_sixty_is_rounded_half_up() {
    let counts =
        [(UnauthorizedAccess, 39), (OperationError, 3), (Misconfiguration, 2), (LossTheft, 2), (Insider, 2)];
    check(&counts, 60, &["全48本", "60本から12本減", "39本(81.3 %)", "3本(6.3 %)"]);
}

#[test]
fn thirty_four_against_sixty_four() {
    let counts = [(UnauthorizedAccess, 18), (OperationError, 8), (Misconfiguration, 4), (Insider, 4)];
    check(&counts, 64, &["全34本", "64本から30本減", "18本(52.9 %)", "8本(23.5 %)"]);
}
