//! Text that was wrapped at a width: where its lines are put together again, and the spaces that an earlier joining left.

use jikenbo_text::words::stands;

/// Where the next gap in running text begins.
pub(super) fn gap(words: &str) -> Option<usize> {
    memchr::memchr2(b'\n', b' ', words.as_bytes())
}

/// Shorter words are no running text: columns and lists of names live by their spaces (bytes; 50 characters).
const RUNNING: usize = 150;

/// The pieces of a block's words that are read as if nothing stood between them, each with its place.
pub(super) fn pieces(words: &str) -> Vec<(usize, &str)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let running = words.len() >= RUNNING && stands(words, "。");
    let mut from = 0;
    while let Some(at) = words.get(from..).and_then(gap).map(|at| from + at) {
        let end = words[at..].find(|c: char| !c.is_whitespace()).map_or(words.len(), |length| at + length);
        from = end;
        let (Some(last), Some(next)) = (words[..at].chars().next_back(), words[end..].chars().next()) else {
            continue;
        };
        let gap = &words[at..end];
        if !is_dropped(gap, &words[..at], last, &words[end..], next, running) {
            continue;
        }
        pieces.push((start, &words[start..at]));
        if last.is_ascii_alphanumeric() && next.is_ascii_alphanumeric() {
            pieces.push((at, " "));
        }
        start = end;
    }
    pieces.push((start, &words[start..]));
    pieces
}

/// Whether `gap`, between `last` and `next` at the start of `rest`, only wraps the text.
fn is_dropped(gap: &str, before: &str, last: char, rest: &str, next: char, running: bool) -> bool {
    if gap.contains('\n') {
        return !is_row(before, rest);
    }
    let katakana = |c: char| ('ァ'..='ー').contains(&c);
    gap == " "
        && (is_japanese(last) && ('ぁ'..='ん').contains(&next) && !begins_anew(rest)
            || running && katakana(last) && katakana(next))
}

/// So many items make a line a row of its own.
const ITEMS: usize = 3;

/// How much longer than such a row the line behind it is, in characters: of a text that was wrapped at a width, only the
/// last line is shorter.
const LONGER: usize = 2;

/// Whether the last line of `before` is a row of nouns that ends with its line, and `rest` begins with a sentence: 「氏名、住所、電話番号
/// ⏎ 口座番号は含まれておりません」.
fn is_row(before: &str, rest: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before).trim();
    let next = rest.lines().next().unwrap_or(rest).trim();
    let noun = line.chars().next_back().is_some_and(|c| is_japanese(c) && !('ぁ'..='ゖ').contains(&c));
    let items = line.matches(['、', '・']).count() + 1;
    noun && items >= ITEMS
        && !stands(line, "。")
        && next.ends_with('。')
        && next.chars().count() >= line.chars().count() + LONGER
}

/// Whether a word of its own begins so, and not the end of one.
fn begins_anew(rest: &str) -> bool {
    [
        "お", "ご", "うち", "なお", "また", "この", "その", "すべ", "ただ", "いず", "いつ", "これ", "それ",
        "あわ", "さら", "ここ", "しか", "ほか", "よう", "どう", "どの", "みな", "もし", "いま", "ひと",
        "ふり", "かな", "なし", "あり",
    ]
    .iter()
    .any(|start| rest.starts_with(start))
}

fn is_japanese(c: char) -> bool {
    matches!(c, '々' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '\u{4E00}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: &str) {
        let joined: String = pieces(words).into_iter().map(|(_, piece)| piece).collect();
        assert_eq!(joined, expected, "{words}");
        for (at, piece) in pieces(words) {
            assert!(piece == " " || words[at..].starts_with(piece), "{words}");
        }
    }

    #[test]
    fn a_line_that_was_wrapped_goes_on() {
        check("サーバを遮断す\nるよう指示した。", "サーバを遮断するよう指示した。");
        check("会員の\n  氏名", "会員の氏名");
        check("the Example\nCloud", "the Example Cloud");
    }

    #[test]
    fn a_row_of_nouns_is_no_wrapped_line() {
        let row = "会員の氏名、住所、電話番号\n口座番号とその名義は、名簿に含まれておりません。";
        check(row, row);
        // Of a text that was wrapped, the last line is the shortest.
        check(
            "会員の氏名、住所、電話番号、口座の番\n号が漏えいしました。",
            "会員の氏名、住所、電話番号、口座の番号が漏えいしました。",
        );
    }

    #[test]
    fn a_space_inside_a_word_is_dropped_but_not_one_between_words() {
        check("異常を検知 し、当社で は遮断した。", "異常を検知し、当社では遮断した。");
        check("氏名 住所 おところ ふりがな", "氏名 住所 おところ ふりがな");
        check("アク セス", "アク セス");
        let long = "当社のサーバが第三者から不正アク セスを受けたことを確認しましたのでお知らせいたします。関係の皆様にご心配をおかけしますことをおわびします。";
        check(long, &long.replace(' ', ""));
    }
}
