//! What each sentence is to the leaked data: a list of it, running text, or about something else.

use crate::lists::{answers_no, contains};
use crate::passage::{Passage, Role, Section, Sentence};

use super::Standing;
use super::lead_in::{announces, labelled, nominal, opened};

/// How words for data in a sentence are taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Setting {
    /// The sentence is advice, a contact, a measure …: nothing in it is leaked data.
    Apart,
    /// Running text: a predicate must say what happened to the data.
    #[default]
    Told,
    /// A heading or title: the words right behind must say it.
    Titled,
    /// A list, row or label of data: naming is enough.
    Listed(Standing),
}

/// The setting of each sentence.
pub(super) fn of(passage: &Passage<'_>) -> Vec<Setting> {
    let mut open = Open::default();
    let mut settings = Vec::with_capacity(passage.sentences.len());
    for (number, sentence) in passage.sentences.iter().enumerate() {
        settings.push(one(passage, number, sentence, &mut open));
    }
    settings
}

/// A list that a sentence announced and that goes on.
#[derive(Clone, Copy, Debug, Default)]
struct Open {
    standing: Option<Standing>,
    /// The block of the announcement: what else is said in it does not end the list that comes under it.
    block: usize,
}

fn one(passage: &Passage<'_>, number: usize, sentence: &Sentence, open: &mut Open) -> Setting {
    let words = passage.words(sentence.span);
    if answered_no(passage, number, words) {
        return Setting::Listed(Standing::Denied);
    }
    if matches!(sentence.role, Role::Title | Role::Heading) {
        open.standing = opened(passage, sentence.span).filter(|_| sentence.role == Role::Heading);
        return heading(passage, number, sentence);
    }
    let section = passage.section(number);
    if apart(passage, section) {
        open.standing = opened(passage, sentence.span)
            .filter(|_| section.is("persons"))
            .or(open.standing.filter(|_| nominal(words)));
        return open.standing.map_or(Setting::Apart, Setting::Listed);
    }
    if let Some(standing) = marked(words) {
        return Setting::Listed(standing);
    }
    if let Some(standing) = opened(passage, sentence.span) {
        *open = Open { standing: Some(standing), block: sentence.block };
        return labelled(passage, sentence).map(Setting::Listed).unwrap_or(Setting::Told);
    }
    if !nominal(words) {
        if sentence.role != Role::Note && sentence.block != open.block {
            open.standing = None;
        }
        return labelled(passage, sentence).map(Setting::Listed).unwrap_or(Setting::Told);
    }
    if let Some(standing) = open.standing {
        let denied = labelled(passage, sentence).filter(|standing| *standing == Standing::Denied);
        return Setting::Listed(denied.unwrap_or(standing));
    }
    if section.is("denied") {
        return Setting::Listed(Standing::Denied);
    }
    if about_data(passage, section) || announced(passage, section) {
        return Setting::Listed(Standing::Leaked);
    }
    let bare = bare_list(passage, sentence) || itemized(passage, number);
    let bare = if bare { Setting::Listed(Standing::Leaked) } else { Setting::Told };
    labelled(passage, sentence).map(Setting::Listed).unwrap_or(bare)
}

/// Whether a sentence asks whether data got out, and the answer under it says no: 「Q.口座番号も漏れましたか。 A.いいえ。」.
fn answered_no(passage: &Passage<'_>, number: usize, words: &str) -> bool {
    let asked = words.trim_end().trim_end_matches(['。', '?', '」']);
    if !asked.ends_with('か') || !contains(asked, &["漏", "流出", "含ま", "対象", "閲覧さ", "盗ま"])
    {
        return false;
    }
    let Some(next) = passage.sentences.get(number + 1) else { return false };
    answers_no(passage.words(next.span)) && !contains(asked, &["ません", "ない", "とは", "なぜ", "どの"])
}

/// A line that is nothing but kinds of data, or names three of them: 「職員 12名 氏名、住所、電話番号など」.
fn bare_list(passage: &Passage<'_>, sentence: &Sentence) -> bool {
    let mut hits = passage.hits_in("data_types", sentence.span);
    let first = hits.next().map(|(hit, _)| hit.span.start);
    let marker = "お・(ご-●○■".len();
    let others = hits.count();
    others >= 2
        || others == 0 && counted(passage, sentence)
        || others == 1 && first.is_some_and(|first| first <= sentence.span.start + marker)
}

/// What a row of two cells says of the kind of data in the first: 「住所 ○」, 「口座番号 ×」.
fn marked(words: &str) -> Option<Standing> {
    let (name, mark) = words.trim().rsplit_once(['\t', ' ', ':'])?;
    if name.trim().chars().count() > NAME {
        return None;
    }
    match mark {
        "○" | "〇" | "◯" | "有" | "有り" | "あり" | "該当" | "該当あり" => {
            Some(Standing::Leaked)
        }
        "×" | "✕" | "無" | "無し" | "なし" | "該当なし" | "非該当" | "対象外" => {
            Some(Standing::Denied)
        }
        _ => None,
    }
}

/// The longest name of a kind of data in a row, in characters.
const NAME: usize = 20;

/// Whether the line is an item with a mark before it that is nothing but a kind of data, and so is one beside it.
fn itemized(passage: &Passage<'_>, number: usize) -> bool {
    let alone = |at: usize| {
        let Some(sentence) = passage.sentences.get(at) else { return false };
        let words = passage.words(sentence.span).trim_end();
        let marked = words.starts_with(|c: char| "・①②③④⑤⑥⑦⑧⑨●○■-".contains(c))
            || words.starts_with(|c: char| c.is_ascii_digit() || c == '(');
        let end = sentence.span.start + words.len();
        let whole = passage.hits_in("data_types", sentence.span).any(|(hit, _)| hit.span.end == end);
        marked && whole && words.chars().count() <= NAME
    };
    alone(number) && (alone(number + 1) || number > 0 && alone(number - 1))
}

/// A line of one kind of data and how many there are of it: 「利用者のメールアドレス 640件」.
fn counted(passage: &Passage<'_>, sentence: &Sentence) -> bool {
    let hit = passage.hits_in("data_types", sentence.span).next().map(|(hit, _)| hit.span);
    let numbers = passage.numbers_in(sentence.span);
    let (Some(hit), [number]) = (hit, numbers) else { return false };
    let between = passage.words(jikenbo_model::Span::new(hit.end, number.span.start.max(hit.end)));
    let tail = passage.words(jikenbo_model::Span::new(number.span.end, sentence.span.end));
    let head = passage.words(jikenbo_model::Span::new(sentence.span.start, hit.start));
    let counters = ['件', '名', '人', '通', '個'];
    let counter = passage.words(number.span).ends_with(counters) || tail.starts_with(counters);
    counter
        && head.chars().count() <= 16
        && between.trim_matches([' ', ':', '(']).is_empty()
        && tail.trim_end().chars().count() <= 4
}

/// A heading under a heading about data is itself an item; others must say what happened.
fn heading(passage: &Passage<'_>, number: usize, sentence: &Sentence) -> Setting {
    if sentence.role == Role::Title || apart(passage, passage.section(number)) {
        return Setting::Titled;
    }
    let spelt_out = about_data(passage, passage.section(number))
        && passage.words(sentence.span).split_once('(').is_some_and(|(_, inner)| inner.contains('、'));
    let titled = if spelt_out { Setting::Listed(Standing::Leaked) } else { Setting::Titled };
    labelled(passage, sentence).map(Setting::Listed).unwrap_or(titled)
}

/// Whether a section is about something that leaked data is no part of.
fn apart(passage: &Passage<'_>, section: &Section) -> bool {
    // 「被処分者及び処分内容」 tells of those who did it.
    if section
        .heading
        .is_some_and(|heading| contains(passage.words(heading), &["被処分者", "処分内容", "処分の内容"]))
    {
        return true;
    }
    let other = ["advice", "contact", "history", "performance", "measures", "persons", "authorities"];
    other.iter().any(|topic| section.is(topic)) && !about_data(passage, section) && !section.is("outline")
}

/// Whether the heading says that the text under it is about the data concerned.
fn about_data(passage: &Passage<'_>, section: &Section) -> bool {
    if !section.is("data") && !section.is("affected") {
        return false;
    }
    let asks = ["のご確認", "の確認", "内容確認", "お願い", "手続", "再設定", "変更", "取扱い", "取り扱い"];
    if section.heading.is_some_and(|heading| contains(passage.words(heading), &asks)) {
        return false;
    }
    let other = [
        "measures",
        "response",
        "contact",
        "advice",
        "persons",
        "history",
        "performance",
        "cause",
        "chronology",
    ];
    !other.iter().any(|topic| section.is(topic))
}

/// Whether a section's heading is the name of a list of data, in words that `sections.toml` does not have.
fn announced(passage: &Passage<'_>, section: &Section) -> bool {
    section.heading.is_some_and(|heading| announces(passage.words(heading)))
}
