//! `consequences`: what followed in law, labour or money. No person's name.

use jikenbo_model::vocabulary::{ConsequenceType, Kind};
use jikenbo_model::{Consequence, PartialDate, Span};
use jikenbo_text::calendar::Reach;
use jikenbo_text::numbers::{Number, Sense};

use super::when::clause;
use crate::Draft;
use crate::passage::Passage;

/// One consequence with its proof.
struct Found {
    value: Consequence,
    words: Span,
    amount: Option<Span>,
}

pub(super) fn read(draft: &mut Draft<'_>) {
    if matches!(draft.out.facts.kind, Some(Kind::Other | Kind::Digest)) {
        return;
    }
    let facts = &draft.out.facts;
    let by = By { published: facts.published, regulator: facts.kind == Some(Kind::Regulator) };
    let all = found(draft.passage, &by);
    for (at, found) in all.iter().enumerate() {
        let path = format!("consequences[{at}]");
        draft.prove(format!("{path}.type"), found.words);
        if let Some(span) = found.amount {
            draft.prove(format!("{path}.amount"), span);
        }
    }
    draft.out.facts.consequences = all.into_iter().map(|found| found.value).collect();
}

/// Who reports, and when.
struct By {
    published: Option<PartialDate>,
    /// An authority tells of its own act.
    regulator: bool,
}

fn found(passage: &Passage<'_>, by: &By) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    for (hit, rule) in passage.hits_of("consequences") {
        let Some(kind) = ConsequenceType::from_word(&rule.value) else { continue };
        let Some(next) = one(passage, hit.span, kind, by) else { continue };
        let same = all.iter_mut().find(|other| {
            let (old, new) = (&other.value, &next.value);
            old.kind == kind && (old.date == new.date || old.date.is_none() || new.date.is_none())
        });
        match same {
            Some(other) => join(other, next),
            None => all.push(next),
        }
    }
    all.sort_by_key(|found| found.value.date);
    all
}

/// The consequence that the words at `words` tell of.
fn one(passage: &Passage<'_>, words: Span, kind: ConsequenceType, by: &By) -> Option<Found> {
    let &By { published, regulator: article } = by;
    let number = passage.sentence_at(words.start);
    let sentence = passage.sentences.get(number)?.span;
    let section = passage.section(number);
    let clause = passage.clause_at(words.end.saturating_sub(1));
    let tail = Span::new(words.end, clause.end.min(sentence.end));
    let cues = passage.cues(tail);
    let money = matches!(
        kind,
        ConsequenceType::Loss | ConsequenceType::Compensation | ConsequenceType::ResultsDelayed
    );
    let told = if money { cues.state() } else { clause::has_happened(passage.words(tail), cues) };
    if !told || section.is("advice") || section.is("contact") {
        return None;
    }
    let undated = money && kind != ConsequenceType::Loss;
    let date =
        (!undated).then(|| date(passage, number, words, published).or_else(|| heading(passage, number)));
    let date = date.flatten().or(published.filter(|_| article));
    let amount = amount(passage, sentence, words).filter(|_| {
        // A fine is the sentence, and no sum that the writer paid.
        !matches!(kind, ConsequenceType::ResultsDelayed | ConsequenceType::Conviction)
    });
    if kind == ConsequenceType::Loss && amount.is_none() {
        return None;
    }
    if !is_own(passage, number, words, kind, article) {
        return None;
    }
    let value = Consequence {
        date,
        kind,
        amount: amount.and_then(|number| number.value.whole()),
        currency: amount.map(|number| currency(passage.words(number.span)).to_owned()),
    };
    Some(Found { value, words, amount: amount.map(|number| number.span) })
}

/// Joins two mentions of one consequence: what either leaves out the other gives.
fn join(into: &mut Found, next: Found) {
    into.value.date = into.value.date.or(next.value.date);
    if into.value.amount.is_none() {
        into.value.amount = next.value.amount;
        into.value.currency = next.value.currency;
        into.amount = next.amount;
    }
}

/// Whether it befell the one who reports: guidance that it gives its own staff is none; damages may be a settlement.
fn is_own(passage: &Passage<'_>, number: usize, words: Span, kind: ConsequenceType, regulator: bool) -> bool {
    let sentence = passage.sentence(number);
    match kind {
        ConsequenceType::Guidance => {
            regulator
                || ["指導を受", "勧告を受", "より指導", "から指導", "より勧告", "行政指導"]
                    .iter()
                    .any(|passive| sentence.contains(passive))
        }
        ConsequenceType::Compensation => !sentence.contains("示談") && !sentence.contains("和解"),
        ConsequenceType::Order => regulator || passage.words(words) != "命令を行",
        _ => true,
    }
}

/// The last day before the words in their sentence, or in their block: brackets may cut a sentence.
fn date(
    passage: &Passage<'_>,
    number: usize,
    words: Span,
    published: Option<PartialDate>,
) -> Option<PartialDate> {
    let sentence = passage.sentences.get(number)?;
    let block =
        passage.sentences.get(..=number)?.iter().rev().take_while(|other| other.block == sentence.block);
    let start = block.last().map_or(sentence.span.start, |first| first.span.start);
    let past = |date: PartialDate| published.is_none_or(|published| date <= published);
    let before = passage.dates_in(Span::new(start, words.end));
    before
        .iter()
        .rev()
        .filter(|date| date.reach == Reach::Point && !is_of_report(passage, date.span))
        .filter_map(|date| date.from)
        .find(|date| past(*date))
}

/// Whether a day is that of a report: 「4月1日に公表しました不正アクセスに関し」.
fn is_of_report(passage: &Passage<'_>, day: Span) -> bool {
    let tail = passage.text().get(day.end..).unwrap_or("").trim_start_matches(['付', 'で', 'に', 'け']);
    ["公表", "お知らせ", "発表し", "開示", "「", "ご報告"].iter().any(|word| tail.starts_with(word))
}

fn heading(passage: &Passage<'_>, number: usize) -> Option<PartialDate> {
    let heading = passage.section(number).heading?;
    passage.dates_in(heading).iter().find(|date| date.reach == Reach::Point).and_then(|date| date.from)
}

/// The sum of money nearest to the words in their sentence.
fn amount<'p>(passage: &'p Passage<'_>, sentence: Span, words: Span) -> Option<&'p Number> {
    let sums = passage.numbers_in(sentence).iter().filter(|number| number.sense == Sense::Money);
    sums.min_by_key(|number| number.span.start.abs_diff(words.start))
}

fn currency(words: &str) -> &'static str {
    let known = [
        ("ドル", "USD"),
        ("$", "USD"),
        ("USD", "USD"),
        ("ユーロ", "EUR"),
        ("€", "EUR"),
        ("ポンド", "GBP"),
        ("ウォン", "KRW"),
        ("人民元", "CNY"),
    ];
    known.iter().find(|(name, _)| words.contains(name)).map_or("JPY", |(_, code)| code)
}
