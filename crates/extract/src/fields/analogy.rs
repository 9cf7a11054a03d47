//! Sentences that tell of other incidents: 「同様の事件は過去にも起きている。2009年には証券会社の社員が…」. Their days and figures are none of
//! the report's.

use jikenbo_text::words::opening;

use crate::lists::contains;
use crate::passage::Passage;

/// How far into a sentence it is said whose incident it tells of, in characters.
const HEAD: usize = 30;

/// So many sentences in a row, each of its year, go on with what the first turned to.
const RUN: usize = 8;

/// Whether sentence `number` tells of another incident than the report's: it turns to others, or goes on in the same
/// paragraph, of one year after the other, where a sentence before it did.
pub(super) fn is_analogy(passage: &Passage<'_>, number: usize) -> bool {
    let block = |at: usize| passage.sentences.get(at).map(|sentence| sentence.block);
    for at in (0..=number).rev().take(RUN).take_while(|at| block(*at) == block(number)) {
        if opens(passage.sentence(at)) {
            return true;
        }
        if !is_of_year(passage.sentence(at)) {
            return false;
        }
    }
    false
}

/// Whether a sentence turns to other incidents.
fn opens(words: &str) -> bool {
    let words = words.trim_start();
    let like =
        ["同様の", "同種の", "類似の", "似たような", "似た"].iter().find_map(|word| words.strip_prefix(word));
    let incident = ["事件", "事案", "事故", "事例", "漏えい", "流出", "被害", "不正"];
    let like = like.is_some_and(|rest| incident.iter().any(|word| rest.starts_with(word)));
    let elsewhere = || {
        contains(
            opening(words, HEAD),
            &["過去にも", "過去に", "他社でも", "他の企業でも", "各地で", "相次い", "後を絶た"],
        )
    };
    like && elsewhere() || words.starts_with("過去にも") || of_other(words)
}

/// Whether a sentence begins with a year and somebody else: 「2009年には他社の社員が」.
fn of_other(head: &str) -> bool {
    let rest = head.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.strip_prefix("年には").or_else(|| rest.strip_prefix("年にも")).unwrap_or("");
    rest.starts_with("他社") || rest.starts_with("別の") || rest.starts_with("他の")
}

/// Whether a sentence begins with a year: 「2009年には」.
fn is_of_year(words: &str) -> bool {
    let words = words.trim_start();
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < words.len() && ["年には", "年にも", "年に"].iter().any(|year| rest.starts_with(year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lists;
    use crate::testing::document;

    fn check(text: &str, expected: &[bool]) {
        let (document, report) = document(text);
        let passage = Passage::new(&document, &report, Lists::builtin());
        let found: Vec<bool> = (0..passage.sentences.len()).map(|at| is_analogy(&passage, at)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn other_incidents_are_told_of() {
        check(
            "同様の事件は過去にも起きている。2011年には銀行の社員が名簿を売った。当社では再発防止に努める。",
            &[true, true, false],
        );
        check("2011年には他社の社員が名簿を持ち出した。", &[true]);
    }

    #[test]
    fn the_reports_own_are_not() {
        check("同様の誤送信が他に2件あったことが判明しました。", &[false]);
        check("2011年には社員が名簿を持ち出していました。", &[false]);
    }

    #[test]
    fn a_row_of_years_without_end_is_no_endless_work() {
        let years = "2009年には漏れました。".repeat(40);
        check(&years, &[false; 40]);
        let like = format!("同様の事件は過去にも起きている。{years}");
        let found = {
            let (document, report) = document(&like);
            let passage = Passage::new(&document, &report, Lists::builtin());
            (0..passage.sentences.len()).filter(|at| is_analogy(&passage, *at)).count()
        };
        assert_eq!(found, RUN);
    }
}
