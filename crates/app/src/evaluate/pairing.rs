//! Which report of a reading is compared with which of the reference.

use serde_json::Value;

use super::{ReportFacts, keys, similar};

/// Below this two reports are never paired: titles that share little, and neither number nor organisation.
const LEAST: f64 = 0.6;
/// What one case number adds to the likeness of the titles, and what one organisation adds.
const SAME_NUMBER: f64 = 1.0;
const SAME_ORGANIZATION: f64 = 0.5;

/// The pairing in document order that makes the sum of likeness greatest: indices into `gold` and `read`.
pub fn pair(gold: &[ReportFacts], read: &[ReportFacts]) -> Vec<(usize, usize)> {
    let alike: Vec<Vec<f64>> = gold.iter().map(|g| read.iter().map(|r| similarity(g, r)).collect()).collect();
    let best = best_sums(&alike, read.len());
    let (mut pairs, mut i, mut j) = (Vec::new(), 0, 0);
    while i < gold.len() && j < read.len() {
        let taken = alike[i][j] + best[i + 1][j + 1];
        if alike[i][j] >= LEAST && (best[i][j] - taken).abs() < 1e-9 {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[i][j] == best[i + 1][j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// `best[i][j]`: the greatest sum over `gold[i..]` and `read[j..]`.
fn best_sums(alike: &[Vec<f64>], reads: usize) -> Vec<Vec<f64>> {
    let mut best = vec![vec![0.0_f64; reads + 1]; alike.len() + 1];
    for i in (0..alike.len()).rev() {
        for j in (0..reads).rev() {
            let taken = if alike[i][j] >= LEAST { alike[i][j] + best[i + 1][j + 1] } else { 0.0 };
            best[i][j] = best[i + 1][j].max(best[i][j + 1]).max(taken);
        }
    }
    best
}

fn similarity(gold: &ReportFacts, read: &ReportFacts) -> f64 {
    let mut sum = similar::ratio(&keys::plain(text(gold, "title")), &keys::plain(text(read, "title")));
    let number = text(gold, "case_number");
    if !number.is_empty() && number == text(read, "case_number") {
        sum += SAME_NUMBER;
    }
    let name = text(gold, "organization");
    if !name.is_empty() && keys::organization(name) == keys::organization(text(read, "organization")) {
        sum += SAME_ORGANIZATION;
    }
    sum
}

fn text<'a>(report: &'a ReportFacts, field: &str) -> &'a str {
    report.get(field).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn titles(titles: &[&str]) -> Vec<ReportFacts> {
        let one = |title: &&str| serde_json::from_value(json!({"title": title})).unwrap();
        titles.iter().map(one).collect()
    }

    #[test]
    fn keeps_the_order_of_the_document() {
        let gold = titles(&["メール誤送信について", "不正アクセスについて", "USBメモリの紛失"]);
        let read = titles(&["メール誤送信について", "USBメモリの紛失"]);
        assert_eq!(pair(&gold, &read), [(0, 0), (2, 1)]);
        let swapped = titles(&["USBメモリの紛失", "メール誤送信について"]);
        assert_eq!(pair(&gold, &swapped).len(), 1);
    }

    #[test]
    fn titles_that_share_little_are_no_pair() {
        assert_eq!(pair(&titles(&["メール誤送信"]), &titles(&["決算短信"])), []);
    }
}
