//! Reports to the police, to authorities and to the organisation itself: who was told, and when.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::ReportedTo;

use super::day::Day;
use super::line::{Line, Step};
use super::sense::Sense;

/// How far behind an authority's name the verb of the report stands, in bytes (50 characters).
const REACH: usize = 150;

/// The steps of the sentence in which somebody is told.
pub(super) fn steps(line: &Line<'_, '_>) -> Vec<Step> {
    let mut steps: Vec<Step> = line
        .passage
        .hits_in("authorities", line.span)
        .filter_map(|(hit, rule)| to_authority(line, hit.span, ReportedTo::from_word(&rule.value)?))
        .collect();
    steps.extend(to_self(line));
    steps
}

fn to_authority(line: &Line<'_, '_>, name: Span, to: ReportedTo) -> Option<Step> {
    let own = to == ReportedTo::LocalGovernment && is_own(line, name);
    let after = line.passage.words(Span::new(name.end, line.span.end));
    let agent = ["から", "より", "が", "は", "の捜査", "による", "の指導", "の助言", "を装", "を名乗"];
    if agent.iter().any(|particle| after.starts_with(particle)) && !after.starts_with("への") {
        return None;
    }
    let verb = verb(line, name)?;
    if !line.happened(verb) {
        return None;
    }
    let day = day_of(line, name, verb)?;
    let sense = match to {
        _ if own => Sense::Told,
        ReportedTo::Police => Sense::Police,
        to => Sense::Regulator(to),
    };
    let words = name.join(verb);
    Some(Step { sense, day, words, number: line.number, outside: line.outside(name), to_self: own })
}

/// Whether the authority at `name` is the body that speaks: 府 in a release of 大阪府.
fn is_own(line: &Line<'_, '_>, name: Span) -> bool {
    let first = line.passage.words(name).chars().next();
    first.is_some() && line.own.chars().next_back() == first
}

/// The words of reporting behind `name`; of a filing (被害届) the name itself says it.
fn verb(line: &Line<'_, '_>, name: Span) -> Option<Span> {
    let reach = Span::new(name.start, line.span.end.min(name.end + REACH));
    line.passage.hits_in("events", reach).find(|(hit, rule)| rule.value == "report" && hit.span.end > name.end).map(|(hit, _)| hit.span)
        .or_else(|| line.passage.words(name).contains('届').then_some(name))
}

/// The day just before the name, else the first one between name and verb, else the last one before.
fn day_of(line: &Line<'_, '_>, name: Span, verb: Span) -> Option<Day> {
    let before = line.before(name.start);
    let beside = before.last().copied().filter(|day| line.is_close(*day, name));
    let between = line.before(verb.end).into_iter().find(|day| day.span.start >= name.end);
    beside.or(between).or_else(|| line.bind(Span::new(name.start, name.end), Sense::Police))
}

/// 「本市へ…報告」, 「当社に第一報」: the organisation is told.
fn to_self<'l>(line: &'l Line<'_, '_>) -> impl Iterator<Item = Step> + 'l {
    line.passage.hits_in("organizations", line.span).filter(|(_, rule)| rule.value == "self").filter_map(move |(hit, _)| {
        let after = line.passage.words(Span::new(hit.span.end, line.span.end));
        let told = ["に", "へ", "あて", "宛", "に対し"].iter().any(|particle| after.starts_with(particle));
        let inner = ["において", "における", "にて", "に対する", "に関", "によ", "に設置", "に入", "に保", "に登録", "に問", "に侵入", "に不正", "にお"];
        if !told || inner.iter().any(|particle| after.starts_with(particle)) {
            return None;
        }
        let verb = verb(line, hit.span)?;
        let gap = line.passage.words(Span::new(hit.span.end, verb.start.max(hit.span.end)));
        if gap.contains("、警察") || !line.happened(verb) {
            return None;
        }
        let day = line.bind(verb, Sense::Told)?;
        Some(Step { sense: Sense::Told, day, words: hit.span.join(verb), number: line.number, outside: false, to_self: true })
    })
}
