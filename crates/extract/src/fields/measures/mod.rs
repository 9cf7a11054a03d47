//! `measures`: what was or will be done so that it does not recur.
//!
//! A word of `measures.toml` counts where the organisation says that it does or did it: under a heading of measures, or
//! in a sentence that speaks of prevention or of a lasting step ([`place`]). What was in force before, what was neglected,
//! what readers are asked to do and what an authority orders does not count ([`clause`]); of
//! an authority's act only what those whom it judges have done since counts.

mod clause;
mod others;
mod place;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jikenbo_model::Span;
use jikenbo_model::vocabulary::{Kind, Measure};

use jikenbo_text::words::opening;

use crate::Draft;
use crate::lists::{Hit, contains};
use crate::passage::Passage;
use clause::Clause;
use place::Place;

pub(super) fn read(draft: &mut Draft<'_>) {
    if matches!(draft.out.facts.kind, Some(Kind::Other | Kind::Digest | Kind::NoIncident)) {
        return;
    }
    let mut taken: BTreeMap<Measure, Vec<Span>> = BTreeMap::new();
    let article = draft.out.facts.kind == Some(Kind::Commentary);
    let judged = draft.out.facts.kind == Some(Kind::Regulator);
    let asked = if judged { Vec::new() } else { others::asked(draft) };
    for &span in &asked {
        let number = draft.passage.sentence_at(span.start);
        let told = || speaks(draft.passage, number, "measures.prevention");
        let here = match place::of(draft.passage, number) {
            Place::Measures => true,
            Place::Report => told(),
            Place::Aside | Place::Apart => false,
        };
        if here && !(article && advises(draft.passage, number)) {
            taken.entry(Measure::VendorManagement).or_default().push(span);
        }
    }
    for (hit, rule) in draft.passage.hits_of("measures") {
        let Some(measure) = Measure::from_word(&rule.value) else { continue };
        if judged && !place::by_judged(draft.passage, hit.sentence as usize) {
            continue;
        }
        let theirs = others::is_theirs(measure) && asked.iter().any(|span| span.contains(hit.span));
        if !theirs && is_taken(draft.passage, hit, measure, article) {
            taken.entry(measure).or_default().push(hit.span);
        }
    }
    for (measure, spans) in taken {
        draft.out.facts.measures.insert(measure);
        for span in spans {
            draft.prove(format!("measures.{measure}"), span);
        }
    }
}

/// Whether the measure at `hit` is taken, by the organisation itself or on its behalf.
fn is_taken(passage: &Passage<'_>, hit: &Hit, measure: Measure, article: bool) -> bool {
    let number = hit.sentence as usize;
    if article && advises(passage, number) {
        return false;
    }
    if is_thought(passage, hit.span) {
        return false;
    }
    let asserted = || Clause::of(passage, hit).is_some_and(|clause| clause.asserts(measure));
    if place::by_judged(passage, number) {
        return asserted();
    }
    match place::of(passage, number) {
        Place::Measures => asserted(),
        Place::Report => {
            let told = || speaks(passage, number, "measures.prevention") || lists_several(passage, number);
            let by_address = measure == Measure::AccessControl && passage.words(hit.span).contains("IP");
            (lasting(measure) || by_address || told() || is_done(passage.sentence(number))) && asserted()
        }
        Place::Aside => {
            let step =
                (lasting(measure) || lists_several(passage, number)) && !passage.section(number).is("cause");
            (step || speaks(passage, number, "measures.strong")) && asserted()
        }
        Place::Apart => false,
    }
}

/// How a sentence ends that needs no other word to tell of a lasting step: 「全端末にEDRを導入しました」.
const DONE: &[&str] = &[
    "を導入しました",
    "を導入いたしました",
    "を導入します",
    "を導入いたします",
    "体制を構築しました",
    "体制を構築いたしました",
    "研修を行います",
    "研修を実施します",
    "研修を実施いたします",
    "研修を実施いたしました",
    "規程を改定しました",
    "規程を改定いたしました",
    "ダブルチェックを行います",
    "CSIRTを設置しました",
    "ネットワークを分離しました",
    "ネットワークを分離いたしました",
    "名で確認します",
    "名で確認いたします",
    "名で確認を行います",
    "アクセス権の設定を修正しました",
    "改善報告書の提出を求めました",
];

/// Whether a sentence tells of a lasting step by its predicate alone.
fn is_done(sentence: &str) -> bool {
    let words = sentence.trim_end().trim_end_matches('。');
    DONE.iter().any(|end| words.ends_with(end))
}

/// How far behind a measure the words end that somebody is quoted to have thought, in characters.
const QUOTE: usize = 200;

/// Whether the words stand in what somebody is quoted to have thought: 「対策ソフトを入れており、危険はないと思った」.
fn is_thought(passage: &Passage<'_>, span: Span) -> bool {
    let rest = opening(passage.text().get(span.end..).unwrap_or(""), QUOTE);
    let quote = rest.split(['」', '\n']).next().unwrap_or("");
    let thought = ["思った", "思っていた", "思い込んで", "考えていた", "はずだった", "だろうと"];
    contains(quote, &thought) && passage.is_speech(span)
}

/// Whether the author of an article says in the paragraph what he holds of it, or what should be done.
fn advises(passage: &Passage<'_>, number: usize) -> bool {
    let own = [
        "筆者",
        "べきだ",
        "べきである",
        "近道はない",
        "確認したい",
        "求められる",
        "必要がある",
        "必要だ",
        "教訓",
    ];
    place::paragraph(passage, number).is_some_and(|span| contains(passage.words(span), &own))
}

/// Whether the paragraph of a sentence has a phrase of `value`: what one of its sentences says of prevention holds for
/// the others.
fn speaks(passage: &Passage<'_>, number: usize, value: &str) -> bool {
    place::paragraph(passage, number).is_some_and(|paragraph| passage.stands("phrases", value, paragraph))
}

/// So many measures in one sentence are told of as such: 「注意を促すとともに、対策ソフトを入れ替え、バックアップを増やしました」.
/// Two often stand together in the account of what was done at once.
const SEVERAL: usize = 3;

/// No more of a sentence's measures are looked at.
const MOST: usize = 60;

/// Whether a sentence tells of several measures.
fn lists_several(passage: &Passage<'_>, number: usize) -> bool {
    let Some(sentence) = passage.sentences.get(number) else { return false };
    let mut measures: Vec<&str> =
        passage.hits_in("measures", sentence.span).take(MOST).map(|(_, rule)| rule.value.as_str()).collect();
    measures.sort_unstable();
    measures.dedup();
    measures.len() >= SEVERAL
}

/// Steps of containment that stay in force.
fn lasting(measure: Measure) -> bool {
    use Measure as M;
    let ways_in = matches!(
        measure,
        M::PasswordChange | M::AccountReview | M::Mfa | M::Patching | M::VulnerabilityAssessment
    );
    ways_in || matches!(measure, M::DeviceRemoval | M::ProgramFix | M::Discipline | M::Rebuild)
}
