//! Sentences of a block and clauses of a sentence.

use std::sync::LazyLock;

use jikenbo_model::Span;
use jikenbo_text::words::{Choice, find};

/// The longest words before a colon that are taken as a label, in bytes (25 characters: labels such as
/// `(不正ログインにより閲覧された可能性のある情報` have 23).
const LABEL: usize = 75;

/// No sentence is longer, in bytes: every rule looks around within its sentence, so that a line without an end would take
/// quadratic time. The longest of 9,600 sentences of releases has 500.
const LONGEST: usize = 3_000;

/// `sentence` itself, or the parts of one that goes on too long: up to and with a comma, where there is one.
pub(super) fn parts(text: &str, sentence: Span) -> impl Iterator<Item = Span> {
    let mut rest = Some(sentence);
    std::iter::from_fn(move || {
        let part = rest.take()?;
        if part.len() <= LONGEST {
            return Some(part);
        }
        let cut = cut(text, part);
        rest = Some(Span::new(cut, part.end));
        Some(Span::new(part.start, cut))
    })
}

/// Where the first part of a sentence ends that goes on too long.
fn cut(text: &str, sentence: Span) -> usize {
    let most = (sentence.start..=sentence.start + LONGEST).rev().find(|&at| text.is_char_boundary(at));
    let end = most.filter(|&end| end > sentence.start).unwrap_or(sentence.end);
    let words = text.get(sentence.start..end).unwrap_or_default();
    let comma = words.rmatch_indices(['、', ',']).next().map(|(at, comma)| sentence.start + at + comma.len());
    comma.unwrap_or(end)
}

/// How far an open bracket is looked for to close, in bytes: a definition or an aside, not a paragraph in brackets.
const ASIDE: usize = 240;

/// The sentences of a block: up to and with 。！？ or a line's end. A full stop inside a bracket that stands in a sentence
/// (`株式会社例示(以下「例示社」といいます。)が`) ends nothing; one before a bracket's end that is a sentence of its own ends it.
pub(super) fn sentences(text: &str, block: Span) -> Vec<Span> {
    let Some(words) = block.of(text) else { return Vec::new() };
    let mut found = Vec::new();
    let (mut start, mut aside) = (0, 0);
    for (at, character) in signs(words) {
        let end = at + character.len_utf8();
        match character {
            '(' if at >= aside => {
                let inside = !words.get(start..at).is_some_and(|before| before.trim().is_empty());
                aside = closing(words, at).filter(|_| inside).unwrap_or(aside);
            }
            '。' | '!' | '?' if at < aside => {}
            '。' | '!' | '?' if goes_on(words, start, end) => {}
            '?' if is_in_address(words, at) => {}
            '。' | '!' | '?' | '\n' => {
                let end = end + closers(words, end);
                keep(&mut found, words, start, end, block.start);
                start = end;
            }
            _ => {}
        }
    }
    keep(&mut found, words, start, words.len(), block.start);
    found
}

/// Where the bracket that opens at `open` is closed, on the same line and not far away.
fn closing(words: &str, open: usize) -> Option<usize> {
    let rest = words.get(open..)?;
    let mut depth = 0usize;
    for (at, character) in rest.char_indices().take_while(|&(at, character)| at <= ASIDE && character != '\n')
    {
        match character {
            '(' => depth += 1,
            ')' if depth == 1 => return Some(open + at),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Whether a closing sign behind a full stop belongs to words inside the sentence from `start`: `「…。」とのことです`.
fn goes_on(words: &str, start: usize, end: usize) -> bool {
    let closed = words.get(end..).is_some_and(|rest| rest.starts_with([')', '」', '』']));
    closed && !words.get(start..end).is_some_and(|own| own.trim_start().starts_with(['(', '「', '『']))
}

/// Whether the question mark at `at` parts the two halves of an address: `https://example.com/news?id=6`.
fn is_in_address(words: &str, at: usize) -> bool {
    let sides =
        (at.checked_sub(1).and_then(|before| words.as_bytes().get(before)), words.as_bytes().get(at + 1));
    matches!(sides, (Some(before), Some(behind)) if before.is_ascii_graphic() && behind.is_ascii_alphanumeric())
        && words.get(words.floor_char_boundary(at.saturating_sub(ADDRESS))..at).is_some_and(|before| {
            let address = before.rsplit(|c: char| !c.is_ascii_graphic()).next();
            address.is_some_and(|address| address.contains("://"))
        })
}

/// How far before a question mark its address may begin, in bytes: a line of letters without end is not gone through for each.
const ADDRESS: usize = 300;

/// The bytes of a closing bracket or quotation mark directly behind a full stop at `end`.
fn closers(words: &str, end: usize) -> usize {
    let next = words.get(end..).and_then(|rest| rest.chars().next());
    next.filter(|&next| next == ')').map_or(0, char::len_utf8)
}

/// The signs at which a sentence may end, and opening brackets, with their places. To decode each character would take most
/// of the time.
fn signs(words: &str) -> impl Iterator<Item = (usize, char)> {
    let bytes = words.as_bytes();
    let full_stop = |at: usize| bytes.get(at.wrapping_sub(1)..at + 2) == Some("。".as_bytes());
    let mut plain = memchr::memchr3_iter(b'!', b'?', b'\n', bytes).peekable();
    let mut others = memchr::memchr2_iter(b'(', 0x80, bytes)
        .filter_map(move |at| match bytes[at] {
            b'(' => Some((at, '(')),
            _ => full_stop(at).then(|| (at - 1, '。')),
        })
        .peekable();
    std::iter::from_fn(move || {
        let next = others.peek().map_or(usize::MAX, |&(at, _)| at);
        match plain.next_if(|&at| at < next) {
            Some(at) => Some((at, char::from(bytes[at]))),
            None => others.next(),
        }
    })
}

fn keep(found: &mut Vec<Span>, words: &str, start: usize, end: usize, offset: usize) {
    if words.get(start..end).is_some_and(|part| !part.trim().is_empty()) {
        found.push(Span::new(start, end).shift(offset));
    }
}

/// The words before the first colon of a sentence, where they are short enough for a label.
pub(super) fn label(text: &str, sentence: Span) -> Option<Span> {
    let words = sentence.of(text)?;
    let at = words.find(':')?;
    let after = words.get(at + 1..)?;
    let time = words.get(..at)?.ends_with(|c: char| c.is_ascii_digit())
        && after.starts_with(|c: char| c.is_ascii_digit());
    let address = after.starts_with("//");
    (at > 0 && at <= LABEL && !time && !address).then(|| Span::new(sentence.start, sentence.start + at))
}

/// Every 、 and ※ with its place: both have a middle byte that is rare in kana and kanji.
fn marks(words: &str) -> impl Iterator<Item = (usize, &str)> {
    let places = memchr::memchr_iter(0x80, words.as_bytes()).filter_map(|at| at.checked_sub(1));
    places
        .filter_map(|at| words.get(at..at + 3).map(|sign| (at, sign)))
        .filter(|(_, sign)| matches!(*sign, "、" | "※"))
}

/// All clauses of all sentences, in order.
pub(super) fn of(text: &str, sentences: &[Span]) -> Vec<Span> {
    let mut clauses = Vec::with_capacity(sentences.len() * 2);
    for &sentence in sentences {
        let Some(words) = sentence.of(text) else { continue };
        let mut start = 0;
        for (at, sign) in marks(words) {
            while let Some(cut) = contrast(words, start, at) {
                clauses.push(Span::new(start, cut).shift(sentence.start));
                start = cut;
            }
            let aside = sign == "※" && begins_aside(words, at);
            let ends = || ends_clause(&words[start..at]) || turns(words, at + sign.len());
            if aside && at > start || sign == "、" && ends() {
                let end = if aside { at } else { at + sign.len() };
                clauses.push(Span::new(start, end).shift(sentence.start));
                start = end;
            }
        }
        while let Some(cut) = contrast(words, start, words.len()) {
            clauses.push(Span::new(start, cut).shift(sentence.start));
            start = cut;
        }
        clauses.push(Span::new(start, words.len()).shift(sentence.start));
    }
    clauses
}

/// Where a contrast without a comma ends a clause between `start` and `end` of `words`: 「漏えいしましたが|口座番号は」.
fn contrast(words: &str, start: usize, end: usize) -> Option<usize> {
    let stretch = words.get(start..end)?;
    let turn = ["ましたが", "でしたが"]
        .iter()
        .filter_map(|turn| find(stretch, turn).map(|at| at + turn.len()))
        .min()?;
    let behind = stretch.get(turn..).filter(|behind| !behind.is_empty())?;
    (!behind.starts_with(['、', 'っ', ')', '。', ' '])).then_some(start + turn)
}

/// Whether the words at `at` turn to the others: 「住所を含むものが9人分、|含まないものが8人分」.
fn turns(words: &str, at: usize) -> bool {
    let rest = words.get(at..).unwrap_or_default();
    ["含まないもの", "含まない方", "含まれないもの", "残る", "残りの"]
        .iter()
        .any(|others| rest.starts_with(others))
}

/// Whether the ※ at `at` begins words of its own (`記録写真 ※住所なし`); `※1` and a ※ behind a word only refer to a note.
fn begins_aside(words: &str, at: usize) -> bool {
    let before = words.get(..at).and_then(|before| before.chars().next_back());
    let after = words.get(at + '※'.len_utf8()..).and_then(|after| after.chars().next());
    let word = after.is_some_and(|c| c.is_alphabetic());
    word && before.is_some_and(|c| c.is_whitespace() || matches!(c, '(' | '。'))
}

/// Nouns in kana, or ending in it.
static NOUN_ENDS: LazyLock<Choice> = LazyLock::new(|| {
    Choice::new([
        "たち",
        "もの",
        "こと",
        "持ち出し",
        "貸し出し",
        "見直し",
        "引き渡し",
        "なりすまし",
        "取り消し",
        "問い合わせ",
        "お知らせ",
        "にて",
        "誤り",
        "取り違え",
        "やり取り",
        "見積り",
        "取扱い",
        "取り扱い",
        "支払い",
        "おそれ",
        "または",
        "および",
        "ならびに",
        "より",
        "うち",
    ])
});

/// Whether words before a comma end in a predicate: a comma after a noun or after は, も, を, に, の … joins nouns.
fn ends_clause(words: &str) -> bool {
    let Some(last) = words.chars().next_back() else { return false };
    let kana = ('ぁ'..='ん').contains(&last);
    let joins = matches!(last, 'は' | 'も' | 'を' | 'に' | 'の' | 'や' | 'へ' | 'か' | 'ど');
    let noun_end = || NOUN_ENDS.ending(words, words.len()).is_some();
    // が behind a predicate is "but"; behind a noun it marks the subject of what follows.
    let subject = words
        .strip_suffix('が')
        .and_then(|noun| noun.chars().next_back())
        .is_some_and(|c| !('ぁ'..='ん').contains(&c));
    kana && !joins && !noun_end() && !subject && words.chars().count() > 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let spans = of(text, &[Span::new(0, text.len())]);
        let words: Vec<&str> = spans.iter().filter_map(|span| span.of(text)).collect();
        assert_eq!(words, expected);
    }

    fn check_sentences(text: &str, expected: &[&str]) {
        let found = sentences(text, Span::new(0, text.len()));
        let words: Vec<&str> = found.iter().filter_map(|span| span.of(text)).collect();
        assert_eq!(words, expected);
    }

    #[test]
    fn a_full_stop_in_a_bracket_inside_a_sentence_ends_nothing() {
        let text = "株式会社例示(以下「例示社」といいます。)が攻撃を受けました。調査中です。";
        check_sentences(
            text,
            &["株式会社例示(以下「例示社」といいます。)が攻撃を受けました。", "調査中です。"],
        );
        let text = "例示社(東京都架空区。以下、「例示」)から報告を受けました。";
        check_sentences(text, &[text]);
    }

    #[test]
    fn a_sentence_in_brackets_is_one_of_its_own() {
        check_sentences(
            "公開されていました。(現在は削除されています。)市では通知しました。",
            &["公開されていました。", "(現在は削除されています。)", "市では通知しました。"],
        );
        check_sentences(
            "調査中です(続報は未定です。調査中です。",
            &["調査中です(続報は未定です。", "調査中です。"],
        );
    }

    #[test]
    fn a_comma_after_a_predicate_ends_a_clause() {
        check("アクセスを受け、情報が漏えいした", &["アクセスを受け、", "情報が漏えいした"]);
    }

    #[test]
    fn a_contrast_ends_a_clause_without_a_comma() {
        check(
            "氏名が漏えいしましたが住所は、含まれていません",
            &["氏名が漏えいしましたが", "住所は、含まれていません"],
        );
        check("氏名が漏えいしましたが、住所は別です", &["氏名が漏えいしましたが、", "住所は別です"]);
    }

    #[test]
    fn a_comma_before_the_others_ends_a_clause() {
        check(
            "住所を含むものが9人分、含まないものが8人分",
            &["住所を含むものが9人分、", "含まないものが8人分"],
        );
    }

    #[test]
    fn an_aside_is_a_clause() {
        check("氏名、写真 ※住所なし", &["氏名、写真 ", "※住所なし"]);
        check("氏名※1、写真※2", &["氏名※1、写真※2"]);
    }

    #[test]
    fn ga_after_a_noun_marks_the_subject() {
        check("お客様の情報が、外部に漏えいした", &["お客様の情報が、外部に漏えいした"]);
        check("調査を続けましたが、原因は不明です", &["調査を続けましたが、", "原因は不明です"]);
    }

    #[test]
    fn a_comma_between_nouns_does_not() {
        check("氏名、住所及び電話番号は、含まれていない", &["氏名、住所及び電話番号は、含まれていない"]);
    }

    #[test]
    fn a_line_without_an_end_is_cut_at_commas() {
        let line = "氏名、住所".repeat(1_000);
        let cut: Vec<Span> = parts(&line, Span::new(0, line.len())).collect();
        assert!(cut.len() > 4 && cut.iter().all(|part| part.len() <= LONGEST));
        assert_eq!(cut.iter().filter_map(|part| part.of(&line)).collect::<String>(), line);
        assert!(parts("氏名、住所", Span::new(3, 15)).eq([Span::new(3, 15)]));
    }

    #[test]
    fn a_question_mark_in_an_address_ends_no_sentence() {
        check_sentences(
            "(第一報:https://example.jp/news/?id=6)をご覧ください。",
            &["(第一報:https://example.jp/news/?id=6)をご覧ください。"],
        );
        check_sentences("漏えいしましたか?いいえ。", &["漏えいしましたか?", "いいえ。"]);
        check_sentences("https://example.jp/をご覧か?any", &["https://example.jp/をご覧か?", "any"]);
    }

    #[test]
    fn a_stop_within_brackets_ends_no_sentence() {
        let cut = |text: &str| {
            let spans = sentences(text, Span::new(0, text.len()));
            spans.iter().filter_map(|span| span.of(text)).map(str::to_owned).collect::<Vec<_>>()
        };
        let aside = "例示(以下「当社」という。)において、停止した。";
        assert_eq!(cut(aside), [aside]);
        assert_eq!(
            cut("停止した。(原因は調査中です。)再開した。"),
            ["停止した。", "(原因は調査中です。)", "再開した。"]
        );
    }

    #[test]
    fn a_label_stands_before_a_colon() {
        let text = "対象件数:120件";
        assert_eq!(label(text, Span::new(0, text.len())).and_then(|span| span.of(text)), Some("対象件数"));
        let time = "18:10に停止";
        assert_eq!(label(time, Span::new(0, time.len())), None);
    }
}
