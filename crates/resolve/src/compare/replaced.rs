use std::collections::HashSet;

use jikenbo_text::fold::Folded;

/// Lines shorter than this, in characters, are buttons and dates that any two pages may share.
const SHORT: usize = 12;
/// Of the earlier page's lines so many in a thousand at least stand on one that is still the same.
const KEPT: usize = 150;

/// Whether `new` stands in the place of `old` rather than being an edit of it: hardly a line of the old page is there, as
/// where a site leads all that is gone to its first page.
///
/// ```
/// use jikenbo_resolve::compare::is_replaced;
/// let old = "当社の例示サービスで不正なアクセスがありました。\n対象は会員の氏名など100件です。";
/// assert!(is_replaced(old, "例示株式会社へようこそ。商品の一覧はこちらです。"));
/// assert!(!is_replaced(old, "当社の例示サービスで不正なアクセスがありました。\n対象は会員の氏名など250件です。"));
/// ```
pub fn is_replaced(old: &str, new: &str) -> bool {
    let (old, new) = (lines(old), lines(new));
    if old.is_empty() {
        return false;
    }
    let kept = old.iter().filter(|line| new.contains(*line)).count();
    kept * 1000 < old.len() * KEPT
}

fn lines(text: &str) -> HashSet<String> {
    let folded = Folded::of(text);
    let all = folded.text().split(['\n', '。']);
    let bare =
        |line: &str| line.chars().filter(|c| !c.is_whitespace() && !c.is_ascii_digit()).collect::<String>();
    all.map(bare).filter(|line| line.chars().count() >= SHORT).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "例示株式会社\n当社の例示サービスで不正なアクセスがありました。対象は会員の氏名など100件です。\n\
                        関係者の皆様に深くお詫び申し上げます。\n引き続き調査を進めてまいります。";

    #[test]
    fn an_edit_is_no_other_page() {
        assert!(!is_replaced(PAGE, PAGE));
        assert!(!is_replaced(
            PAGE,
            "例示株式会社\n当社の例示サービスで不正なアクセスがありました。(追記)対象は999件です。\n調査は終わりました。"
        ));
        assert!(!is_replaced("短い", "別の"));
    }

    #[test]
    fn another_page_is() {
        assert!(is_replaced(
            PAGE,
            "例示株式会社\nお探しのページは見つかりませんでした。\n商品のご案内はトップページからご覧ください。"
        ));
        assert!(is_replaced(PAGE, ""));
    }
}
