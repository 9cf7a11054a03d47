//! Where a sentence stands: whether its surroundings speak of measures.

use jikenbo_model::Span;
use jikenbo_text::words::opening;

use crate::lists::contains;
use crate::passage::{Passage, Role};

/// Where a sentence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Under a heading of measures.
    Measures,
    /// In the running report.
    Report,
    /// Under a heading of something else, where only words of prevention show a measure.
    Aside,
    /// Where nothing tells of own measures: the title, advice, contacts.
    Apart,
}

pub(super) fn of(passage: &Passage<'_>, number: usize) -> Place {
    let section = passage.section(number);
    let any = |topics: &[&str]| topics.iter().any(|topic| section.is(topic));
    let sentence = passage.sentences.get(number);
    let label = sentence.and_then(|sentence| sentence.label).map_or("", |label| passage.words(label));
    let heading = section.heading.map_or("", |heading| passage.words(heading));
    let ordered = ["指導の内容", "命令の内容", "勧告の内容"].iter().any(|order| heading.contains(order));
    if ordered || sentence.is_none_or(|sentence| sentence.role == Role::Title) {
        Place::Apart
    } else if any(&["measures", "cause_and_measures"])
        || contains(label, &["再発防止", "対策", "防止策", "今後"])
        || announced(passage, number)
    {
        Place::Measures
    } else if any(&["advice", "contact", "history", "performance"]) {
        Place::Apart
    } else if any(&["cause", "data", "affected", "secondary"])
        && !any(&["response", "outline"])
        && !section.heading.is_some_and(|heading| is_title(passage, heading))
    {
        Place::Aside
    } else {
        Place::Report
    }
}

/// No title has more lines.
const TITLE: usize = 5;

/// Whether a heading stands above all sentences, as part of the release's own title: 「個人情報の漏えいについて」.
fn is_title(passage: &Passage<'_>, heading: Span) -> bool {
    let above = passage.sentences.iter().take_while(|sentence| sentence.span.start < heading.start);
    above.clone().take(TITLE + 1).count() <= TITLE
        && above.take(TITLE).all(|line| !passage.words(line.span).trim_end().ends_with('。'))
}

/// Whether the heading above a sentence says what those whom an authority judges have done since: 「M社における現在の状況」. What it
/// tells them to do stands elsewhere.
pub(super) fn by_judged(passage: &Passage<'_>, number: usize) -> bool {
    let since =
        ["における現在の状況", "の改善状況", "が講じた", "の取組状況", "における対応状況", "における改善"];
    passage.section(number).heading.is_some_and(|heading| contains(passage.words(heading), &since))
}

/// How far above its items the announcement of a list of measures stands, in sentences.
const REACH: usize = 12;

/// Whether a sentence is an item of a list that was announced as one of measures: 「以下の措置を講じました。・…」.
fn announced(passage: &Passage<'_>, number: usize) -> bool {
    if !is_item(passage, number) {
        return false;
    }
    let section = passage.sentences.get(number).map(|sentence| sentence.section);
    let mut above = (number.saturating_sub(REACH)..number).rev();
    let Some(lead) = above.find(|&at| !is_item(passage, at)) else { return false };
    let words = passage.sentence(lead);
    let names = ["措置", "対策", "取組", "取り組み", "再発防止", "改善策", "防止策"];
    // What an authority tells somebody to do is none.
    let ordered = ["命令", "指導", "勧告の内容", "求め", "ください", "お願い", "すること"];
    let under = passage.sentences.get(lead).map(|sentence| sentence.section) == section;
    if under && promises(words) {
        return true;
    }
    under
        && ["以下の", "次の", "下記の", "下記"].iter().any(|point| {
            words.split_once(point).is_some_and(|(_, named)| {
                let named = opening(named, NAMED);
                contains(named, &names)
            })
        })
        && !words.rsplit_once("以下の").map_or(words, |(_, tail)| tail).contains("ください")
        && !ordered.iter().any(|word| {
            ["以下の", "次の", "下記の"].iter().any(|point| words.contains(&format!("{point}{word}")))
        })
}

/// Whether words that name measures say that they follow: 「再発防止策は、次のとおりです。」, 「今後の対策:」.
fn promises(words: &str) -> bool {
    let names = [
        "再発防止策",
        "防止策",
        "改善策",
        "強化策",
        "今後の対策",
        "今後の対応",
        "今後の取組",
        "今後の取り組み",
        "実施した対策",
        "実施済みの対策",
    ];
    let topics = ["は", "として", "について", "につき", "に関して"];
    let below = ["以下", "次の", "次に", "下記"];
    let behind = names.iter().filter_map(|name| words.rsplit_once(name).map(|(_, rest)| rest));
    behind.into_iter().any(|rest| {
        let rest = rest.trim_end();
        let told = topics.iter().any(|topic| rest.starts_with(topic)) && contains(rest, &below);
        rest == ":" || told && !contains(rest, &["ください", "お願い", "求め", "命じ"])
    })
}

/// How far behind 以下の the measures are named, in characters.
const NAMED: usize = 16;

/// Whether a sentence is an item of a list, or a line with a number before it.
fn is_item(passage: &Passage<'_>, number: usize) -> bool {
    let Some(sentence) = passage.sentences.get(number) else { return false };
    let words = passage.words(sentence.span).trim_start();
    let rest = words.trim_start_matches('(').trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.len() < words.len() && rest.starts_with(['.', ')', '、', ' ']);
    sentence.role == Role::Item
        || numbered
        || words.starts_with(['①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '・'])
}

/// All sentences of the block of sentence `number`.
pub(super) fn paragraph(passage: &Passage<'_>, number: usize) -> Option<Span> {
    let own = passage.sentences.get(number)?;
    let same = |at: &usize| passage.sentences.get(*at).is_some_and(|other| other.block == own.block);
    let first = (0..number).rev().take_while(same).last().unwrap_or(number);
    let last = (number..passage.sentences.len()).take_while(same).last().unwrap_or(number);
    Some(passage.sentences.get(first)?.span.join(passage.sentences.get(last)?.span))
}
