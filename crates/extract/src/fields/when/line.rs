//! The steps that one sentence tells of, each with its day.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::Relation;

use super::day::{Day, Use};
use super::sense::Sense;
use super::{content, object, reports};
use crate::lists::contains;
use crate::modality::{self, Modality};
use crate::passage::Passage;

/// One step of the incident.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) sense: Sense,
    pub(super) day: Day,
    /// The words that say it.
    pub(super) words: Span,
    /// The sentence.
    pub(super) number: usize,
    /// Another organisation did, noticed or was told it.
    pub(super) outside: bool,
    /// The reporting organisation is named as the one who was told.
    pub(super) to_self: bool,
}

/// A sentence with the dates that are in force in it.
pub(super) struct Line<'p, 'a> {
    pub(super) passage: &'p Passage<'a>,
    pub(super) number: usize,
    pub(super) span: Span,
    pub(super) days: &'p [(Day, Use)],
    /// The date of the entry or heading that the sentence belongs to.
    pub(super) frame: Option<Day>,
    /// The date of the step told last.
    pub(super) previous: Option<Day>,
    /// Names of contractors and the like.
    pub(super) others: &'p [String],
    /// Whose report it is.
    pub(super) own: &'p str,
    /// 同社 is the organisation itself, as in an article.
    pub(super) article: bool,
}

/// Words that carry the date of the step before: 直ちに.
const AT_ONCE: &[&str] = &[
    "直ちに", "ただちに", "即日", "その日のうち", "同時に", "併せて", "あわせて", "直後", "すぐに", "直ぐに", "直ぐ", "即座に", "即時", "その場で", "同時刻", "これを受け、直",
];
/// Words that lead away from the date of an entry.
const LATER: &[&str] = &["その後", "後日", "現在", "今後", "なお、", "引き続き", "これまで", "しかし", "※", "また、", "以降"];
const PLANS: &[&str] = &[
    "予定", "見込", "検討", "まいります", "参ります", "目指", "所存", "方針", "こととし", "していく", "行う。", "します。", "いたします。", "致します。", "までに終え", "努め",
];

impl Line<'_, '_> {
    /// Every step of the sentence, in order.
    pub(super) fn steps(&self) -> Vec<Step> {
        let mut steps: Vec<Step> = self.passage.hits_in("events", self.span).filter_map(|(hit, rule)| self.step(hit.span, &rule.value)).collect();
        steps.extend(reports::steps(self));
        steps.sort_by_key(|step| (step.words.end, step.words.start));
        content::settle(self, &mut steps);
        steps
    }

    fn step(&self, words: Span, value: &str) -> Option<Step> {
        let sense = if value == "halt" { object::of_halt(self, words) } else { Sense::of(value)? };
        if !self.happened(words) || !self.told_of(sense, words) {
            return None;
        }
        let day = self.bind(words, sense)?;
        Some(Step { sense, day, words, number: self.number, outside: self.outside(words), to_self: false })
    }

    /// Whether the words at `span` tell of something that has happened.
    pub(super) fn happened(&self, span: Span) -> bool {
        let clause = self.passage.clause_at(span.end.saturating_sub(1));
        let clause = Span::new(clause.start.min(span.start), clause.end.min(self.span.end));
        let tail = self.passage.words(Span::new(span.end, clause.end));
        match modality::of(self.passage.text(), clause, span) {
            Modality::Confirmed | Modality::Possible => true,
            Modality::Plan => !contains(tail, PLANS),
            _ => false,
        }
    }

    /// Whether the words fit the sense in this place.
    fn told_of(&self, sense: Sense, words: Span) -> bool {
        let before = self.passage.words(Span::new(self.span.start, words.start));
        match sense {
            Sense::Noticed => !contains(tail_of(before, 24), &["ないこと", "なかったこと", "ありませんで", "問題な", "完了"]) && !before.ends_with("ない"),
            Sense::Exposure | Sense::Announce => true,
            _ => true,
        }
    }

    /// The day of the step whose words are at `words`.
    pub(super) fn bind(&self, words: Span, sense: Sense) -> Option<Day> {
        let before: Vec<Day> = self.before(words.end);
        let close = before.last().copied().filter(|day| self.is_close(*day, words));
        if close.is_some() {
            return close;
        }
        if sense.is_discovery() {
            let told = self.latest(&before, words);
            return told.or_else(|| self.inherited(words));
        }
        before.last().copied().or_else(|| self.inherited(words))
    }

    /// The days of steps named before byte `end`.
    pub(super) fn before(&self, end: usize) -> Vec<Day> {
        let steps = self.days.iter().filter(|(day, used)| *used == Use::Step && day.span.start < end);
        steps.map(|(day, _)| *day).collect()
    }

    /// Whether only a particle parts `day` from the words, or the words are around it.
    pub(super) fn is_close(&self, day: Day, words: Span) -> bool {
        words.start <= day.span.start || self.passage.words(Span::new(day.span.end, words.start)).chars().count() <= 3
    }

    /// The latest single day in time: what is found out lies before the day on which it is found out.
    fn latest(&self, before: &[Day], words: Span) -> Option<Day> {
        let found = self.passage.hits_in("events", self.span).find(|(hit, rule)| rule.value == "findings" && hit.span.end <= words.start);
        let within = |day: &&Day| found.is_none_or(|(hit, _)| day.span.start < hit.span.start);
        before.iter().filter(|day| day.is_point()).filter(within).max_by_key(|day| (day.from, day.span.start)).copied()
    }

    /// The day that the words take over: that of the entry, or with 直ちに that of the step before.
    fn inherited(&self, words: Span) -> Option<Day> {
        let head = self.passage.words(Span::new(self.span.start, words.end));
        if contains(head, AT_ONCE) {
            return self.frame.or(self.previous);
        }
        self.frame.filter(|_| !LATER.iter().any(|word| head.starts_with(word)))
    }

    /// Whether another organisation is the one who acts: 委託先が, 同社は.
    pub(super) fn outside(&self, words: Span) -> bool {
        if self.article {
            return false;
        }
        let head = self.passage.words(Span::new(self.span.start, words.start));
        let Some(other) = self.last_subject(head, words.start) else { return false };
        let own = self.passage.hits_in("organizations", Span::new(other, words.start));
        let own = own.into_iter().any(|(hit, rule)| rule.value == "self" && is_subject(self.passage.words(Span::new(hit.span.end, words.start))));
        !own
    }

    /// Where another organisation stands last as the subject before byte `end`.
    fn last_subject(&self, head: &str, end: usize) -> Option<usize> {
        let related = self.passage.hits_in("relations", Span::new(self.span.start, end)).filter(|(_, rule)| is_other(&rule.value));
        let related = related.filter(|(hit, _)| is_subject(self.passage.words(Span::new(hit.span.end, end)))).map(|(hit, _)| hit.span.end).last();
        let named = self.others.iter().map(String::as_str).chain(["同社", "受託者", "同事業者", "当該事業者", "同業者"]);
        let named = named.filter_map(|name| head.rfind(name).map(|at| at + name.len()));
        let named = named.filter(|&at| head.get(at..).is_some_and(is_subject)).map(|at| self.span.start + at).max();
        related.max(named)
    }
}

fn is_other(value: &str) -> bool {
    matches!(Relation::from_word(value), Some(Relation::Processor | Relation::SubProcessor | Relation::Vendor | Relation::Parent))
}

/// Whether what follows a name makes it the subject.
fn is_subject(after: &str) -> bool {
    ["が", "は", "では", "において", "側が", "にて", "の従業員が", "の担当者が", "の社員が", "の職員が", "も"].iter().any(|particle| after.starts_with(particle))
}

/// The last `length` bytes of `words` or a little less.
pub(super) fn tail_of(words: &str, length: usize) -> &str {
    let mut at = words.len().saturating_sub(length);
    while !words.is_char_boundary(at) {
        at += 1;
    }
    words.get(at..).unwrap_or("")
}
