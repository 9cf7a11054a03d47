//! Where an organisation's name begins and ends.

mod extent;
mod kana;
mod line;
mod words;

use jikenbo_model::Span;
use jikenbo_text::words::{opening, stands};

use extent::{LONGEST, backward, forward, leading_brackets, part_of_name, trimmed};
pub(super) use line::{behind_title, desk, letterhead, signature, spaced};
use words::{DESKS, ENDS, LEADING, MEMBERS, TRAILING};

use crate::passage::Passage;

/// A name without the reading that stands in brackets inside it: `例示(レイジ)株式会社`.
pub(super) fn without_reading(words: &str) -> String {
    let mut name = String::with_capacity(words.len());
    let mut depth = 0usize;
    for character in words.trim().chars() {
        match character {
            '(' | '（' => depth += 1,
            ')' | '）' if depth > 0 => depth -= 1,
            _ if depth == 0 => name.push(character),
            _ => {}
        }
    }
    if name.is_empty() || name.starts_with('株') { words.trim().to_owned() } else { name.trim().to_owned() }
}

/// The longest name of a branch, in characters.
const BRANCH: usize = 36;

/// The bytes of a branch's name at the start of `tail`, behind a company's: `架空支店`.
pub(in crate::fields) fn branch(tail: &str) -> usize {
    const BRANCHES: &[&str] =
        &["支店", "営業所", "支社", "事業所", "支部", "支局", "出張所", "工場", "事務所"];
    let mut near = tail.char_indices().take(BRANCH + 1);
    let run = near
        .find(|&(_, c)| !part_of_name(c) || ('ぁ'..='ん').contains(&c))
        .map_or_else(|| opening(tail, BRANCH + 1).len(), |(at, _)| at);
    let words = tail.get(..run).unwrap_or("");
    if BRANCHES.iter().any(|branch| words.ends_with(branch)) && words.len() <= 36 { run } else { 0 }
}

/// A company's name at `span` without the branch behind it, where the letters show where that begins: 株式会社サンプル架空支店.
pub(in crate::fields) fn without_branch(passage: &Passage<'_>, span: Span) -> Span {
    let words = passage.words(span);
    let kanji = |c: char| ('一'..='龠').contains(&c);
    let Some((at, last)) = words.char_indices().rev().find(|&(_, c)| !kanji(c)) else { return span };
    let end = at + last.len_utf8();
    let tail = words.get(end..).unwrap_or("");
    let named = words.get(..end).is_some_and(|name| name.len() > "株式会社".len());
    if named && last != ')' && tail.len() > 6 && branch(tail) == tail.len() {
        Span::new(span.start, span.start + end)
    } else {
        span
    }
}

/// Whether a legal form stands in `name`.
pub(in crate::fields) fn has_legal_form(name: &str) -> bool {
    let forms = ["会社", "法人", "㈱", "㈲", "(株)", "（株）", "(有)", "組合", "金庫"];
    // Nearly all names have none of these.
    let sign = |c: char| matches!(c, '社' | '法' | '㈱' | '㈲' | '株' | '有' | '組' | '金');
    name.contains(sign) && forms.iter().any(|form| stands(name, form))
}

/// Whether a name ends before `rest`.
pub(super) fn ends(rest: &str) -> bool {
    rest.chars().next().is_none_or(|next| !part_of_name(next) || ('ぁ'..='ん').contains(&next))
}

/// The name around a legal form at `form`.
pub(in crate::fields) fn around(passage: &Passage<'_>, form: Span) -> Option<Span> {
    let text = passage.text();
    let words = form.of(text)?;
    if let Some(span) = parted(text, form) {
        return Some(span);
    }
    let after = kana::forward(text, form.end);
    let short = words.starts_with('(') && !["(株)", "(有)", "(同)"].contains(&words);
    let institution = short || LEADING.iter().any(|kind| words.contains(kind));
    // Where a name may follow, hiragana before the form are rather a verb's: 委託している株式会社例示.
    let trails = after == form.end || TRAILING.iter().any(|kind| words.ends_with(kind));
    let led = if trails {
        kana::led(text, form)
    } else {
        trimmed(text, Span::new(backward(text, form.start), form.start))
    };
    // 「同連合会」 points at one that was named.
    let points = ["同", "当", "本", "各", "両", "全"].contains(&text.get(led.start..form.start)?);
    let leads = after > form.end && (institution || led.is_empty());
    let span = match (leads, led.is_empty()) {
        (true, _) => Span::new(form.start, without_honorific(text, form.end, after)),
        (false, false) => Span::new(led.start, form.end),
        (false, true) => return None,
    };
    (span.len() <= LONGEST && span.len() > form.len() && !points).then_some(span)
}

/// Where the name between `start` and `end` ends before 様.
fn without_honorific(text: &str, start: usize, end: usize) -> usize {
    let name = text.get(start..end).unwrap_or("");
    name.strip_suffix('様').filter(|name| !name.is_empty()).map_or(end, |name| start + name.len())
}

/// What stands behind a company's name and not behind its form alone.
const OFFICES: &[&str] = &[
    "代表",
    "取締役",
    "執行",
    "社長",
    "会長",
    "理事",
    "広報",
    "総務",
    "人事",
    "経営",
    "営業",
    "情報",
    "本社",
    "支店",
    "担当",
    "お客",
    "事務局",
];

/// The name that a space parts from the form before it, where nothing before that is part of it: 「委託していた株式会社 例示」.
fn parted(text: &str, form: Span) -> Option<Span> {
    let rest = text.get(form.end..)?.strip_prefix(' ')?;
    let before = text.get(..form.start)?;
    let own = before.is_empty()
        || before.ends_with(|c: char| !part_of_name(c))
        || ["いた", "いる", "した", "する", "の", "である", "は", "が", "と", "も"]
            .iter()
            .any(|end| before.ends_with(end));
    let end = kana::forward(text, form.end + 1);
    // One letter is the first of a name that is spaced out.
    let long = text.get(form.end + 1..end).is_some_and(|name| name.chars().nth(1).is_some());
    let named = long && !OFFICES.iter().any(|office| rest.starts_with(office));
    let span = Span::new(form.start, end);
    let leads = !form.of(text)?.starts_with('(')
        && !TRAILING.iter().any(|kind| form.of(text).is_some_and(|own| own.ends_with(kind)));
    (own && named && leads && span.len() <= LONGEST).then_some(span)
}

/// The name that ends at byte `end`, where a bracket opens.
pub(in crate::fields) fn ending_at(passage: &Passage<'_>, end: usize) -> Option<Span> {
    let text = passage.text();
    let sentence = passage.sentences.get(passage.sentence_at(end))?.span;
    let legal = passage.hits_in("organizations", Span::new(sentence.start, end));
    let legal = legal.filter(|(_, rule)| rule.value == "legal_form").last().map(|(hit, _)| hit.span);
    if let Some(span) = legal.and_then(|form| around(passage, form)) {
        let between = text.get(span.end..end)?;
        if between.len() <= 6 {
            return Some(Span::new(span.start, end));
        }
        if branch(between) == between.len() {
            return Some(span);
        }
    }
    let start = backward(text, end).max(sentence.start);
    let span = trimmed(text, Span::new(start, end));
    (span.len() >= 6 && span.len() <= LONGEST).then_some(span)
}

/// A name such as 例示大学 at the start of `within`, before a particle.
pub(super) fn institution_at_start(passage: &Passage<'_>, within: Span) -> Option<Span> {
    let text = passage.text();
    let start = within.start + leading_brackets(within.of(text)?);
    let end = forward(text, start).min(within.end);
    let words = text.get(start..end)?;
    let words = MEMBERS
        .iter()
        .filter_map(|member| words.strip_suffix(member))
        .min_by_key(|bare| bare.len())
        .unwrap_or(words);
    is_institution(words).then(|| Span::new(start, start + words.len()))
}

/// Whether `words` end in what an institution is called, and say which one it is.
pub(super) fn is_institution(words: &str) -> bool {
    let first = words.chars().next().map_or(0, char::len_utf8);
    // A kind alone names none.
    let kind = words.get(first..).is_some_and(|named| ENDS.ending(named, named.len()).is_some());
    let general = words.starts_with(['当', '本', '弊', '同', '各', '全', '他', '該']);
    kind && !general
        && !line::is_sort(words)
        && !DESKS.iter().any(|desk| words.ends_with(desk))
        && !words.is_ascii()
}

/// The name that ends at byte `end`: of a town without the prefecture and district before it.
pub(in crate::fields) fn ending(passage: &Passage<'_>, end: usize) -> Option<Span> {
    let text = passage.text();
    let span = trimmed(text, Span::new(backward(text, end), end));
    let words = span.of(text)?;
    let place = words.ends_with(['市', '区', '町', '村']);
    let cut = words
        .char_indices()
        .filter(|&(at, c)| place && at + c.len_utf8() < words.len() && "都道府県郡".contains(c) && at > 3);
    let cut = cut.max().map_or(0, |(at, c)| at + c.len_utf8());
    let name = Span::new(span.start + cut, end);
    (name.len() <= 75 && name.len() > 3).then_some(name)
}

/// The body at `span` with the place it belongs to, written before it: 例示市|教育委員会.
pub(super) fn of_place(passage: &Passage<'_>, span: Span) -> Span {
    let before = passage.text().get(..span.start).unwrap_or("");
    if !before.ends_with(['市', '区', '町', '村', '県', '府', '都', '道']) {
        return span;
    }
    ending(passage, span.end).unwrap_or(span)
}

/// A proper name at the start of `within` that は makes its topic.
pub(super) fn proper_topic(passage: &Passage<'_>, within: Span) -> Option<Span> {
    let text = passage.text();
    let start = within.start + leading_brackets(within.of(text)?);
    let end = forward(text, start).min(within.end);
    let words = text.get(start..end)?;
    let written = text.get(end..)?;
    let tail = behind_bracket(written);
    let remarked = tail.len() < written.len();
    let foreign = remarked
        || words.chars().filter(|c| ('ァ'..='ヶ').contains(c) || c.is_ascii_uppercase()).count() >= 2;
    let general = words.starts_with(['同', '当', '本', '各']);
    (foreign && !general && tail.starts_with('は') && words.chars().count() >= 3)
        .then(|| Span::new(start, end))
}

/// `tail` without a remark in brackets at its start: `(本社・例示市)は`.
fn behind_bracket(tail: &str) -> &str {
    let inner = tail.strip_prefix('(').and_then(|inner| inner.split_once(')'));
    inner.filter(|(remark, _)| remark.chars().count() <= 40).map_or(tail, |(_, behind)| behind)
}

/// A proper name without a legal form at byte `start`: Latin letters or katakana, two characters at least, closed by
/// 社, a bracket or a particle.
pub(in crate::fields) fn proper_at(passage: &Passage<'_>, start: usize) -> Option<Span> {
    let text = passage.text();
    let end = forward(text, start);
    let words = text.get(start..end)?;
    let first = words.chars().next()?;
    let common = [
        "サーバ",
        "システム",
        "サイト",
        "パソコン",
        "ネットワーク",
        "メール",
        "クラウド",
        "データ",
        "コール",
        "ファイル",
        "ランサム",
        "マルウェア",
        "インターネット",
        "セキュリティ",
        "スマート",
        "アプリ",
        "PC",
        "USB",
        "VPN",
        "Web",
        "WEB",
        "IT",
        "EC",
        "OS",
        "AI",
        "SNS",
        "ID",
        "IP",
        "NAS",
        "LAN",
        "FAX",
        "HP",
        "DB",
        "担当",
        "従業",
        "個人",
        "情報",
        "不正",
    ];
    let latin = first.is_ascii_uppercase();
    let tail = text.get(end..)?;
    let kanji = words.chars().all(|c| ('一'..='龠').contains(&c));
    let closed = words.ends_with('社') || tail.starts_with('」') || !kanji && tail.starts_with(['(', ')']);
    // 「メール例示社」 is a firm's name, whatever it begins with.
    let firm =
        words.strip_suffix('社').is_some_and(|bare| bare.ends_with(|c: char| ('ァ'..='ー').contains(&c)));
    let plain = !firm && common.iter().any(|word| words.starts_with(word)) || words.ends_with("会社");
    let kana = ('ァ'..='ヴ').contains(&first) || ('一'..='龠').contains(&first);
    let foreign = latin || (kana && closed);
    (foreign && !plain && words.chars().count() >= 2 && words.len() <= LONGEST).then(|| Span::new(start, end))
}
