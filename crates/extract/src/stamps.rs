//! Marks that date the parts of a page that is added to: 「【2024年5月20日追記】」 above, 「【2024年4月10日】」 below it.

use jikenbo_model::{PartialDate, Span};

use crate::lists::contains;
use crate::passage::{Passage, Role};

/// What a mark says of its part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// 「追記」, 「第2報」: it was put on a page that was there.
    Added,
    /// 「公表」, 「第1報」.
    Put,
    /// A day alone.
    Bare,
}

/// A mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stamp {
    pub(crate) date: PartialDate,
    /// Its date and what is said of it.
    pub(crate) words: Span,
    /// The sentence that it opens.
    sentence: usize,
    part: Part,
    /// The bracket or sign that it begins with.
    sign: char,
}

/// What opens a mark, with the bracket that closes it.
const OPENS: &[(char, char)] =
    &[('【', '】'), ('(', ')'), ('<', '>'), ('[', ']'), ('〈', '〉'), ('《', '》'), ('≪', '≫'), ('〔', '〕')];

/// Signs before a mark without brackets.
const SIGNS: &[char] = &['■', '●', '◆', '◇', '▼', '□', '▽', '※', '★', '☆', '◎'];

/// What was added to a page.
const ADDED: &[&str] = &["追記", "更新", "続報", "追加", "加筆", "最終報", "最新情報"];

/// What was put there first.
const PUT: &[&str] =
    &["公表", "掲載", "発表", "公開", "初報", "リリース", "お知らせ", "初回公表", "初回掲載"];

/// The longest remark behind a date in a mark, in characters: 「追記:調査結果について」.
const REMARK: usize = 16;

/// The marks of a page that was added to, in order of the text; none where nothing was added. [`Passage::stamps`] keeps them.
pub(crate) fn find(passage: &Passage<'_>) -> Vec<Stamp> {
    let mut stamps: Vec<Stamp> = (0..passage.sentences.len()).filter_map(|at| stamp(passage, at)).collect();
    let added: Vec<char> =
        stamps.iter().filter(|stamp| stamp.part == Part::Added).map(|stamp| stamp.sign).collect();
    stamps.retain(|stamp| match stamp.part {
        Part::Bare => added.contains(&stamp.sign),
        Part::Added | Part::Put => !added.is_empty(),
    });
    stamps
}

/// The marks older than the newest: each dates a report of the page before.
pub(crate) fn older(passage: &Passage<'_>) -> Vec<Stamp> {
    let stamps = passage.stamps();
    let newest = stamps.iter().map(|stamp| stamp.date).max();
    stamps.iter().filter(|stamp| newest.is_some_and(|newest| stamp.date < newest)).copied().collect()
}

/// The reports of the writer that a sentence names by number with their day: 「第三報(4月10日)までの」.
pub(crate) fn numbered(passage: &Passage<'_>) -> Vec<(PartialDate, Span)> {
    let mut found = Vec::new();
    for sentence in passage.sentences.iter().filter(|sentence| sentence.role != Role::Title) {
        for date in passage.dates_in(sentence.span) {
            let head = passage.words(Span::new(sentence.span.start, date.span.start));
            let Some(named) = head.strip_suffix('(') else { continue };
            let before = ["前報", "初報", "前回公表", "前回発表", "前回のお知らせ"];
            let number = match before.iter().find(|name| named.ends_with(**name)) {
                Some(name) => Some(named.len() - name.len()),
                None => named.rfind('第'),
            };
            let Some(number) = number else { continue };
            let named = named.get(number..).unwrap_or("");
            let report = number_of_report(named).or(before.contains(&named).then_some(true));
            let tail = passage.words(Span::new(date.span.end, sentence.span.end));
            let closed = tail.trim_start_matches(['付', 'け']).starts_with(')');
            let from = date.from.filter(|from| from.day().is_some() && closed && report.is_some());
            let to_others = || {
                passage.hits_in("authorities", sentence.span).next().is_some()
                    || contains(head, &["委託先", "同社", "調査会社", "提出", "速報"])
            };
            if let Some(from) = from.filter(|_| !to_others()) {
                found.push((from, Span::new(sentence.span.start + number, date.span.end)));
            }
        }
    }
    found
}

/// Whether the date at `date`, in the sentence at `sentence`, is that of a mark.
pub(crate) fn is_stamp(passage: &Passage<'_>, date: Span, sentence: Span) -> bool {
    let number = passage.sentence_at(sentence.start);
    let here = stamp(passage, number).filter(|stamp| stamp.words.contains(date));
    here.is_some_and(|here| passage.stamps().binary_search_by_key(&here.sentence, |it| it.sentence).is_ok())
}

/// What was added last to a page that has older parts, from its mark to the next.
pub(crate) fn newest_part(passage: &Passage<'_>) -> Option<Span> {
    let stamps = passage.stamps();
    let newest = stamps.iter().filter(|stamp| stamp.part == Part::Added).max_by_key(|stamp| stamp.date)?;
    let older = stamps.iter().any(|stamp| stamp.date < newest.date);
    let next = stamps.iter().find(|stamp| stamp.sentence > newest.sentence);
    let end = next.map_or(passage.text().len(), |next| next.words.start);
    older.then(|| Span::new(newest.words.start, end))
}

/// The mark that sentence `number` begins with.
fn stamp(passage: &Passage<'_>, number: usize) -> Option<Stamp> {
    let sentence = passage.sentences.get(number).filter(|sentence| sentence.role != Role::Title)?;
    let date = passage.dates_in(sentence.span).first()?;
    let head = passage.words(Span::new(sentence.span.start, date.span.start)).trim_start();
    let sign = head.chars().next().unwrap_or(' ');
    let close = OPENS.iter().find(|(open, _)| *open == sign).map(|(_, close)| *close);
    if close.is_none() && sign != ' ' && !SIGNS.contains(&sign) {
        return None;
    }
    let label = head.trim_start_matches(sign).trim_matches([':', '(', ')', ' ', '\u{3000}']);
    let tail = passage.words(Span::new(date.span.end, sentence.span.end));
    let inner = match close {
        Some(close) => tail.split_once(close)?.0,
        None => tail.trim_end_matches(['。', '\n']),
    };
    let remark = inner.trim_matches([':', '(', ')', ' ', '\u{3000}']).trim_start_matches('付');
    let part = part(label, remark)?;
    let end = date.span.end + inner.len();
    let from = date.from.filter(|from| from.day().is_some())?;
    (part != Part::Bare || close.is_some() || SIGNS.contains(&sign)).then_some(Stamp {
        date: from,
        words: Span::new(date.span.start, end),
        sentence: number,
        part,
        sign,
    })
}

/// What the words before and behind a mark's date make it.
fn part(label: &str, remark: &str) -> Option<Part> {
    let of_words = |words: &str| match words {
        "" => Some(Part::Bare),
        _ if ADDED.iter().any(|word| words.starts_with(word)) => Some(Part::Added),
        _ if PUT.contains(&words) => Some(Part::Put),
        _ => number_of_report(words).map(|first| if first { Part::Put } else { Part::Added }),
    };
    let remark = of_words(remark).filter(|_| remark.chars().count() <= REMARK)?;
    let label = of_words(label).filter(|_| label.chars().count() <= REMARK)?;
    Some(if label == Part::Bare { remark } else { label })
}

/// Whether `words` are the number of the first report or of a later one: 「第1報」, 「第2報」.
pub(crate) fn number_of_report(words: &str) -> Option<bool> {
    let number = words.strip_prefix('第')?.strip_suffix('報')?.trim();
    let counts = !number.is_empty()
        && number.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    counts.then_some(matches!(number, "1" | "一"))
}
