//! What is found out and the finding: 「X日に…を受けたことを確認」 dates the finding, 「…痕跡を確認」 what was found.

use jikenbo_model::Span;

use super::line::{Line, Step, tail_of};
use super::sense::Sense;

/// Words between what was found and the finding.
const THAT: &[&str] = &["こと", "旨", "との", "もの", "状態", "おそれ", "恐れ", "可能性", "疑い", "懸念", "事実", "事象"];

/// Drops of each finding and what it found, where both have one date, the one that the date does not belong to.
pub(super) fn settle(line: &Line<'_, '_>, steps: &mut Vec<Step>) {
    let drop: Vec<(usize, usize)> = pairs(line, steps).collect();
    let mut dropped = vec![false; steps.len()];
    for (found, finding) in drop {
        let keeps_found = keeps_found(line, &steps[found], &steps[finding]);
        dropped[if keeps_found { finding } else { found }] = true;
    }
    let mut at = 0;
    steps.retain(|_| {
        at += 1;
        !dropped.get(at - 1).copied().unwrap_or(false)
    });
}

/// Each step of the incident with the finding that it is the content of, by place.
fn pairs<'s>(line: &'s Line<'_, '_>, steps: &'s [Step]) -> impl Iterator<Item = (usize, usize)> + 's {
    let incidents = steps.iter().enumerate().filter(|(_, step)| step.sense.is_incident());
    incidents.filter_map(move |(found, step)| {
        let finding = steps.iter().enumerate().find(|(_, later)| {
            later.sense.is_discovery() && later.day.span == step.day.span && is_content(line, step, later)
        });
        finding.map(|(finding, _)| (found, finding))
    })
}

/// Whether `found` stands in what `finding` found: no predicate of its own ends between them.
fn is_content(line: &Line<'_, '_>, found: &Step, finding: &Step) -> bool {
    if finding.words.start < found.words.end {
        return finding.words.end > found.words.start;
    }
    let between = line.passage.words(Span::new(found.words.end, finding.words.start));
    let joined = between.chars().count() <= 6 || between.ends_with('と');
    let that = THAT.iter().filter_map(|word| between.rfind(word)).max();
    match that {
        Some(at) => between.get(..at).is_some_and(|head| !breaks(head)),
        None => joined && !breaks(between),
    }
}

/// Whether a predicate ends at a comma: 受け、 — not a list of nouns.
fn breaks(words: &str) -> bool {
    let mut rest = words;
    while let Some((head, after)) = rest.split_once('、') {
        if head.is_empty() || head.ends_with(['し', 'て', 'り', 'れ', 'け', 'き', 'み', 'い', 'ち', 'せ', 'で', 'え']) {
            return true;
        }
        rest = after;
    }
    words.contains('。')
}

/// Whether the date belongs to what was found: an act told as done (送信したことが判明), or traces of an attack.
fn keeps_found(line: &Line<'_, '_>, found: &Step, finding: &Step) -> bool {
    let between = line.passage.words(Span::new(found.words.end, finding.words.start.max(found.words.end)));
    match found.sense {
        Sense::Attack | Sense::Exposure => {
            let found_out = Span::new(line.span.start, finding.words.end);
            let late = found.day.span.start > line.span.start + 18;
            late && line.passage.hits_in("events", found_out).any(|(hit, rule)| {
                rule.value == "traces" && hit.span.start >= found.words.start
                    || rule.value == "findings" && hit.span.end <= found.day.span.start
            })
        }
        _ => {
            let at = ["こと", "旨"].iter().filter_map(|word| between.find(word)).min();
            at.and_then(|at| between.get(..at)).is_some_and(is_done)
        }
    }
}

/// Whether a clause ends in a finished act: 送信した, but not 送信していた, 紛失している.
fn is_done(clause: &str) -> bool {
    let end = tail_of(clause, 15);
    end.ends_with(['た', 'だ']) && !["ていた", "でいた", "っていた", "ていました"].iter().any(|state| end.ends_with(state))
}
