//! All steps of the incident that the report tells of.

use jikenbo_model::vocabulary::{Cause, Kind, Relation};
use jikenbo_model::{Facts, PartialDate};

use super::day::{self, Day, Use};
use super::frame::Frames;
use super::labels::{self, Labels};
use super::line::{Line, Step};
use super::sense::Sense;
use crate::Draft;
use crate::passage::{Passage, Role};

/// The steps and label lines of a report.
#[derive(Debug, Default)]
pub(super) struct Story {
    /// In order of the text.
    pub(super) steps: Vec<Step>,
    /// 発生日時:, 発覚日: and their like.
    pub(super) labels: Labels,
    /// Spans of days in which data lay open or an attack went on, wherever the predicate stands.
    pub(super) periods: Vec<Step>,
    /// The cause was an attack from outside.
    pub(super) attacked: bool,
}

/// Reads the story of the report.
pub(super) fn of(draft: &Draft<'_>) -> Story {
    let passage = draft.passage;
    let facts = &draft.out.facts;
    let labels = labels::read(passage);
    let mut reader = Reader::new(passage, facts);
    for number in 0..passage.sentences.len() {
        reader.sentence(number);
    }
    let Reader { mut steps, periods, .. } = reader;
    let attacked = matches!(facts.cause, Some(Cause::UnauthorizedAccess) | None | Some(Cause::Unknown));
    let limit = latest(passage, facts.published);
    steps.retain(|step| limit.is_none_or(|limit| step.day.from.or(step.day.to).is_none_or(|day| day <= limit)));
    fit_cause(&mut steps, facts.cause);
    let mut periods = periods;
    fit_cause(&mut periods, facts.cause);
    plain_deeds(&mut steps);
    Story { steps, labels, periods, attacked }
}

/// The last day that can lie in the past: that of publication.
fn latest(passage: &Passage<'_>, published: Option<PartialDate>) -> Option<PartialDate> {
    published.or(passage.report.heading.date.map(|(date, _)| date)).filter(|date| date.day().is_some())
}

/// Turns the steps of the incident into those that the cause admits: nobody attacks in a slip.
fn fit_cause(steps: &mut Vec<Step>, cause: Option<Cause>) {
    for step in steps.iter_mut() {
        step.sense = match (cause, step.sense) {
            (Some(Cause::UnauthorizedAccess), Sense::Taking) => Sense::Attack,
            (Some(Cause::Insider | Cause::ImproperHandling), Sense::Attack) => Sense::Taking,
            (_, sense) => sense,
        };
    }
    let fits = |sense: Sense| match cause {
        Some(Cause::UnauthorizedAccess) => !matches!(sense, Sense::Slip | Sense::Deed | Sense::Loss | Sense::Exposure),
        Some(Cause::OperationError | Cause::Misconfiguration | Cause::LossTheft | Cause::ImproperHandling) => {
            sense != Sense::Attack
        }
        Some(Cause::None) => !sense.is_incident(),
        _ => !matches!(sense, Sense::Deed),
    };
    steps.retain(|step| fits(step.sense));
}

/// A plain act (送信) is the mistake only before anything is found out and where no mistake is told as one.
fn plain_deeds(steps: &mut Vec<Step>) {
    let first = steps.iter().filter(|step| step.sense.is_discovery()).filter_map(|step| step.day.from).min();
    let told = steps.iter().any(|step| step.sense.is_incident() && step.sense != Sense::Deed);
    steps.retain(|step| step.sense != Sense::Deed || !told && first.is_none_or(|first| step.day.from <= Some(first)));
}

struct Reader<'p, 'a> {
    passage: &'p Passage<'a>,
    frames: Frames,
    published: Option<PartialDate>,
    others: Vec<String>,
    own: String,
    article: bool,
    previous: Option<Day>,
    steps: Vec<Step>,
    periods: Vec<Step>,
}

impl<'p, 'a> Reader<'p, 'a> {
    fn new(passage: &'p Passage<'a>, facts: &Facts) -> Self {
        let other = |relation| matches!(relation, Relation::Processor | Relation::SubProcessor | Relation::Vendor | Relation::Parent);
        let others = facts.chain.iter().filter(|link| other(link.relation)).filter_map(|link| link.name.clone()).collect();
        Self {
            passage,
            frames: Frames::default(),
            published: facts.published,
            others,
            own: facts.organization.clone().unwrap_or_default(),
            article: matches!(facts.kind, Some(Kind::Commentary | Kind::Regulator)),
            previous: None,
            steps: Vec::new(),
            periods: Vec::new(),
        }
    }

    fn sentence(&mut self, number: usize) {
        let Some(sentence) = self.passage.sentences.get(number) else { return };
        let days = day::days(self.passage, sentence.span);
        let frame = self.frames.next(self.passage, number, &days, self.published);
        let section = self.passage.section(number);
        if sentence.role == Role::Title || ["advice", "contact", "history"].iter().any(|topic| section.is(topic)) {
            return;
        }
        let line = Line {
            passage: self.passage,
            number,
            span: sentence.span,
            days: &days,
            frame: frame.day,
            previous: self.previous,
            others: &self.others,
            own: &self.own,
            article: self.article,
        };
        let steps = line.steps();
        self.periods.extend(periods(&line));
        if let Some(last) = steps.iter().rev().find(|step| step.day.is_point()) {
            self.previous = Some(last.day);
        }
        let told = frame.entry.is_some_and(|day| steps.iter().any(|step| step.day.span == day.span));
        if let Some(day) = frame.entry.filter(|_| !told && !day::only_dates(self.passage, sentence.span, &days)) {
            let words = sentence.span;
            self.steps.push(Step { sense: Sense::Other, day, words, number, outside: false, to_self: false });
        }
        self.steps.extend(steps);
    }
}

/// Spans of days in a sentence that tells of the incident, also where the predicate stands before them.
fn periods(line: &Line<'_, '_>) -> Vec<Step> {
    let spans = line.days.iter().filter(|(day, used)| *used == Use::Step && !day.is_point());
    let spans = spans.filter_map(|(day, _)| {
        let within = line.passage.hits_in("events", line.span);
        let mut senses = within.filter_map(|(hit, rule)| Some((hit.span, Sense::of(&rule.value)?)));
        let (words, sense) = senses.find(|(words, sense)| matches!(sense, Sense::Attack | Sense::Exposure | Sense::Taking) && line.happened(*words))?;
        Some(Step { sense, day: *day, words, number: line.number, outside: false, to_self: false })
    });
    spans.collect()
}
