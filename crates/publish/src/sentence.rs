//! The sentences that hold a report's proofs: what its source's policy lets be quoted around the proving words themselves.
//!
//! A sentence is a heading, list item or table row too: it ends with its line, unless the text was wrapped at a width.

use jikenbo_model::{Quote, Span};

use crate::input::{Said, Sentence};

/// A longer sentence is cut, in characters. Of 2,700 sentences and lines of the corpus 1 in 100 has more than 105, none more than
/// 152.
const LONGEST: usize = 200;
/// What then stays on each side of the proving words, in characters.
const AROUND: usize = 60;
/// So near to the cut a comma is looked for, in characters: there the words fall apart by themselves.
const COMMA: usize = 20;
/// How far an open bracket is looked for to close, in characters.
const ASIDE: usize = 80;
/// Shorter lines were not wrapped, in characters.
const WRAPPED: usize = 20;
/// So far from the proving words a line's ends are looked for, in bytes; so many lines that one was wrapped from are put together.
const LINE: usize = 6_000;
const LINES: usize = 12;
/// Of a text that was wrapped at a width, no line but the last is shorter than the longest by more, in characters.
const RAGGED: usize = 3;

/// The sentences of a report that hold the words that prove `said`: in the order of the text, without overlaps; a long one
/// only as far as it stands around them. `own` are the report's words as they may be shown, as long as those that were read;
/// they begin at byte `start` of the document's text, in which the quotes count.
///
/// ```
/// use jikenbo_model::{Quote, ReportId};
/// use jikenbo_publish::{Said, sentences};
/// let text = "お知らせ\n氏名が漏えいしました。お詫びします。\n";
/// let start = text.find("漏えい").unwrap_or_default();
/// let quote = Quote { start, end: start + 9, quote: "漏えい".to_owned() };
/// let quotes = [("leak".to_owned(), vec![quote])].into();
/// let said = Said { field: "leak", value: "confirmed".into(), report: ReportId(1), corrected: false, quotes };
/// let found = sentences(text, 0, &[said]);
/// assert_eq!(found[0].words, "氏名が漏えいしました。");
/// assert!(sentences(text, 0, &[]).is_empty());
/// ```
pub fn sentences(own: &str, start: usize, said: &[Said]) -> Vec<Sentence> {
    let quotes = said.iter().flat_map(|one| one.quotes.values().flatten());
    let mut places: Vec<Span> = quotes.filter_map(|quote| place(quote, start, own)).collect();
    places.sort_unstable();
    places.dedup();
    let around = |place: Span| {
        let sentence = whole(own, place);
        Shown { words: around(own, sentence, place), sentence }
    };
    let mut all: Vec<Shown> = places.into_iter().map(around).collect();
    // A proof that runs through sentences may show more before it than the one before it does.
    all.sort_unstable_by_key(|one| (one.words, one.sentence));
    let mut shown: Vec<Shown> = Vec::with_capacity(all.len());
    for one in all {
        match shown.last_mut() {
            Some(last) if last.goes_on(one) => *last = last.join(one),
            _ => shown.push(one),
        }
    }
    let made = |shown: Shown| {
        Some(Sentence {
            start: start + shown.words.start,
            words: shown.words.of(own)?.to_owned(),
            opens: shown.words.start <= shown.sentence.start,
            ends: shown.words.end >= shown.sentence.end,
        })
    };
    shown.into_iter().filter_map(made).collect()
}

/// A sentence, or several that one proof runs through, and what of it is shown.
#[derive(Clone, Copy)]
struct Shown {
    sentence: Span,
    words: Span,
}

impl Shown {
    /// Whether `next` overlaps what is shown, or is of the same sentence and touches it.
    fn goes_on(self, next: Self) -> bool {
        next.words.start < self.words.end
            || next.words.start == self.words.end && next.sentence.start < self.sentence.end
    }

    fn join(self, next: Self) -> Self {
        Self { sentence: self.sentence.join(next.sentence), words: self.words.join(next.words) }
    }
}

/// The place of a quote among the report's own words.
fn place(quote: &Quote, start: usize, own: &str) -> Option<Span> {
    let place = Span::new(quote.start.checked_sub(start)?, quote.end.checked_sub(start)?);
    (!place.is_empty() && place.of(own).is_some()).then_some(place)
}

/// The sentences from the one in which `place` begins to the one in which it ends, without blanks at their ends.
fn whole(own: &str, place: Span) -> Span {
    let unit = unit(own, place);
    let mut bounds = vec![unit.start];
    bounds.extend(ends(unit.of(own).unwrap_or_default()).into_iter().map(|at| unit.start + at));
    bounds.push(unit.end);
    let start = bounds.iter().rev().find(|at| **at <= place.start).copied().unwrap_or(unit.start);
    let end = bounds.iter().find(|at| **at >= place.end).copied().unwrap_or(unit.end);
    let words = own.get(start..end).unwrap_or_default();
    let start = start + words.len() - words.trim_start().len();
    Span::new(start, start + words.trim().len()).join(place)
}

/// The lines that hold `place`, and those that they were wrapped from; no more than [`LINE`] and [`LINES`] on each side.
fn unit(own: &str, place: Span) -> Span {
    let from = own.floor_char_boundary(place.start.saturating_sub(LINE));
    let to = own.ceil_char_boundary(place.end.saturating_add(LINE).min(own.len()));
    let before = own.get(from..place.start).unwrap_or_default();
    let after = own.get(place.end..to).unwrap_or_default();
    let mut unit = Span::new(
        before.rfind('\n').map_or(from, |at| from + at + 1),
        after.find('\n').map_or(to, |at| place.end + at),
    );
    let longest = longest(own, unit);
    for _ in 0..LINES {
        let first = Span::new(unit.start, unit.start + line(own, unit.start).len());
        match line_before(own, unit.start).filter(|line| is_wrapped(own, *line, first, longest)) {
            Some(line) => unit.start = line.start,
            None => break,
        }
    }
    for _ in 0..LINES {
        let last =
            Span::new(own.get(..unit.end).and_then(|own| own.rfind('\n')).map_or(0, |at| at + 1), unit.end);
        match line_after(own, unit.end).filter(|line| is_wrapped(own, last, *line, longest)) {
            Some(line) => unit.end = line.end,
            None => break,
        }
    }
    unit
}

/// The words from `start` to the end of their line.
fn line(own: &str, start: usize) -> &str {
    let rest = own.get(start..).unwrap_or_default();
    rest.split_once('\n').map_or(rest, |(line, _)| line)
}

fn line_before(own: &str, start: usize) -> Option<Span> {
    let end = start.checked_sub(1)?;
    let before = own.get(..end).filter(|_| own.as_bytes().get(end) == Some(&b'\n'))?;
    Some(Span::new(before.rfind('\n').map_or(0, |at| at + 1), end))
}

fn line_after(own: &str, end: usize) -> Option<Span> {
    own.get(end..)?.strip_prefix('\n')?;
    Some(Span::new(end + 1, end + 1 + line(own, end + 1).len()))
}

/// The characters of the longest line of the paragraph, up to blank lines.
fn longest(own: &str, unit: Span) -> usize {
    let length = |words: &str| words.trim().chars().count();
    let lines = own.get(..unit.start).unwrap_or_default().lines().rev();
    let above = lines.map(length).take_while(|length| *length > 0).take(LINES).max();
    let below = own.get(unit.start..).unwrap_or_default().lines();
    let below = below.map(length).take_while(|length| *length > 0).take(LINES).max();
    above.max(below).unwrap_or(0)
}

/// Whether the line `next` goes on with what `line` says: `line` fills the width, and neither ends it nor begins it anew.
fn is_wrapped(own: &str, line: Span, next: Span, longest: usize) -> bool {
    let (line, next) = (line.of(own).unwrap_or_default(), next.of(own).unwrap_or_default());
    let length = line.trim().chars().count();
    let fills = length >= WRAPPED && length + RAGGED >= longest && longest <= LONGEST / 2;
    let ends =
        line.trim_end().ends_with(['。', '！', '？', '!', '?', '」', '』', ':', '：', '】', '>', '＞']);
    let begins = next.chars().next().is_none_or(|first| {
        first.is_whitespace()
            || first.is_ascii_digit()
            || ('０'..='９').contains(&first)
            || "・･●○◯◎■□◆◇★☆▼▲※*-－―─〒【〈《<＜(（[［①②③④⑤⑥⑦⑧⑨⑩".contains(first)
    });
    fills && !ends && !begins && !line.contains('\t') && !next.contains('\t')
}

/// Where sentences of `words` end. A full stop within brackets that stand in a sentence ends none.
fn ends(words: &str) -> Vec<usize> {
    let (mut found, mut start, mut aside) = (Vec::new(), 0, 0);
    for (at, letter) in words.char_indices() {
        match letter {
            '(' | '（' | '「' | '『' if at >= aside => {
                let is_inside = words.get(start..at).is_some_and(|before| !before.trim().is_empty());
                aside = closing(words, at).filter(|_| is_inside).unwrap_or(aside);
            }
            '。' | '！' | '？' | '!' | '?' if at >= aside => {
                let rest = words.get(at + letter.len_utf8()..).unwrap_or_default();
                // An address goes on, and so does what is said of words in brackets: 「…。」とのことです.
                let goes_on = letter.is_ascii() && rest.starts_with(|next: char| next.is_ascii_graphic());
                let closed =
                    rest.len() - rest.trim_start_matches(['」', '』', ')', '）', '!', '?', '！', '？']).len();
                if !goes_on {
                    start = at + letter.len_utf8() + closed;
                    found.push(start);
                }
            }
            _ => {}
        }
    }
    found
}

/// Behind the bracket that closes the one at `open`.
fn closing(words: &str, open: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (at, letter) in words.get(open..)?.char_indices().take(ASIDE) {
        match letter {
            '(' | '（' | '「' | '『' => depth += 1,
            ')' | '）' | '」' | '』' if depth <= 1 => return Some(open + at + letter.len_utf8()),
            ')' | '）' | '」' | '』' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// `sentence`, or of a long one what stands around `place`.
fn around(own: &str, sentence: Span, place: Span) -> Span {
    let words = sentence.of(own).unwrap_or_default();
    if words.chars().count() <= LONGEST {
        return sentence;
    }
    let before = own.get(sentence.start..place.start).unwrap_or_default();
    let after = own.get(place.end..sentence.end).unwrap_or_default();
    Span::new(place.start - tail(before).len(), place.end + head(after).len())
}

/// The end of `words`, from a comma where one is near.
fn tail(words: &str) -> &str {
    let Some((at, _)) = words.char_indices().rev().nth(AROUND - 1) else { return words };
    let (shown, near) =
        (words.get(at..).unwrap_or_default(), words.get(at..).unwrap_or_default().char_indices());
    let comma = near.take(COMMA).find(|(_, letter)| *letter == '、');
    comma.and_then(|(at, letter)| shown.get(at + letter.len_utf8()..)).unwrap_or(shown)
}

/// The beginning of `words`, up to a comma where one is near.
fn head(words: &str) -> &str {
    let Some((end, _)) = words.char_indices().nth(AROUND) else { return words };
    let shown = words.get(..end).unwrap_or_default();
    let comma = shown.char_indices().rev().take(COMMA).find(|(_, letter)| *letter == '、');
    comma.and_then(|(at, letter)| shown.get(..at + letter.len_utf8())).unwrap_or(shown)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jikenbo_model::ReportId;

    use super::*;

    fn check(text: &str, proofs: &[&str], expected: &[&str]) {
        let quote = |words: &&str| {
            let start = text.find(words).unwrap();
            Quote { start, end: start + words.len(), quote: (*words).to_owned() }
        };
        let quotes = BTreeMap::from([("leak".to_owned(), proofs.iter().map(quote).collect())]);
        let said = Said {
            field: "leak",
            value: serde_json::Value::Null,
            report: ReportId(1),
            corrected: false,
            quotes,
        };
        let found = sentences(text, 0, &[said]);
        let shown = |one: &Sentence| {
            assert_eq!(text.get(one.start..one.start + one.words.len()), Some(one.words.as_str()));
            let cut = |whole: bool| if whole { "" } else { "…" };
            format!("{}{}{}", cut(one.opens), one.words, cut(one.ends))
        };
        assert_eq!(found.iter().map(shown).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn a_proof_stands_in_its_sentence() {
        let text = "不正アクセスについて\n例示社(以下「当社」といいます。)が攻撃を受けました。氏名が漏えいしました。お詫びします。\n";
        check(text, &["漏えい"], &["氏名が漏えいしました。"]);
        check(text, &["攻撃"], &["例示社(以下「当社」といいます。)が攻撃を受けました。"]);
        check(text, &["不正アクセス"], &["不正アクセスについて"]);
        check(
            text,
            &["攻撃", "漏えい"],
            &["例示社(以下「当社」といいます。)が攻撃を受けました。", "氏名が漏えいしました。"],
        );
        check(text, &["氏名", "漏えい"], &["氏名が漏えいしました。"]);
        check("対象\t氏名\t120件\n合計\t\t120件\n", &["氏名"], &["対象\t氏名\t120件"]);
        check("・氏名\n・住所\n", &["住所"], &["・住所"]);
        check("社長は「遺憾だ。」と述べました。以上", &["遺憾"], &["社長は「遺憾だ。」と述べました。"]);
        check(
            "https://example.com/?id=1 をご覧ください。以上",
            &["ご覧"],
            &["https://example.com/?id=1 をご覧ください。"],
        );
    }

    #[test]
    fn a_proof_that_runs_through_sentences_joins_them() {
        check("停止した。再開した。終わり。", &["した。再開"], &["停止した。再開した。"]);
    }

    #[test]
    fn wrapped_lines_are_put_together_and_others_not() {
        let wrapped = "このたび当社の公開サーバーが第三者による不正な接続を受け、お客様\nの氏名が外部に漏れたことが判明しました。\n";
        check(wrapped, &["漏れた"], &[wrapped.trim()]);
        check(wrapped, &["不正な接続"], &[wrapped.trim()]);
        let titled = "公開サーバーへの不正な接続と情報の漏えいについて\n当社の公開サーバーが第三者による不正な接続を受け、お客様の氏名が外部に漏れたことが判明しました。\n";
        check(titled, &["漏れた"], &[titled.lines().last().unwrap()]);
        check(
            "氏名、住所、電話番号、メールアドレス、生年月日\n・口座番号、口座名義、カード番号、暗証番号、他\n",
            &["暗証"],
            &["・口座番号、口座名義、カード番号、暗証番号、他"],
        );
    }

    #[test]
    fn a_long_sentence_is_cut_at_commas_around_the_proofs() {
        let (a, i, u) = ("あ".repeat(150), "い".repeat(50), "う".repeat(100));
        let long = format!("{a}、氏名が漏れ、{i}、{u}、住所も漏れた。");
        let first = format!("…{}、氏名が漏れ、{i}、…", "あ".repeat(59));
        let second = format!("…{}、住所も漏れた。", "う".repeat(59));
        check(&long, &["氏名", "住所"], &[&first, &second]);
        check(&long, &["氏名", "が漏れ"], &[&first]);
    }

    #[test]
    fn a_line_without_an_end_takes_no_longer_for_its_length() {
        let text = "漏えい".repeat(200_000);
        let quote = |at: usize| Quote { start: at * 900, end: at * 900 + 9, quote: "漏えい".to_owned() };
        let quotes = BTreeMap::from([("leak".to_owned(), (0..1_500).map(quote).collect())]);
        let said = Said { field: "leak", value: ().into(), report: ReportId(1), corrected: false, quotes };
        let found = sentences(&text, 0, &[said]);
        assert!(found.iter().all(|one| one.words.chars().count() <= 2 * AROUND + 3) && found.len() == 1_500);
    }

    #[test]
    fn what_lies_outside_of_the_report_is_left_out() {
        let text = "前の報告です。\n後の報告です。\n";
        let start = text.find("後").unwrap();
        let quote = Quote { start: 0, end: 3, quote: "前".to_owned() };
        let own = Quote { start, end: start + 3, quote: "後".to_owned() };
        let quotes = BTreeMap::from([("leak".to_owned(), vec![quote, own])]);
        let said = Said { field: "leak", value: ().into(), report: ReportId(1), corrected: false, quotes };
        let found = sentences(&text[start..], start, &[said]);
        assert_eq!((found.len(), found[0].start, found[0].words.as_str()), (1, start, "後の報告です。"));
    }
}
