//! `measures`: what was or will be done so that it does not recur.
//!
//! A word of `measures.toml` counts where the organisation says that it does or did it: under a heading of measures, or
//! in a sentence that speaks of prevention or of a lasting step. What was in force before, what was neglected, what
//! readers are asked to do and what an authority orders does not count.

use std::collections::BTreeMap;

use jikenbo_model::Span;
use jikenbo_model::vocabulary::{Kind, Measure};

use crate::Draft;
use crate::lists::{Hit, contains};
use crate::passage::{Passage, Role};

/// A clause that ends so tells what had been done before, in vain.
const BEFORE: &[&str] = &[
    "おりましたが",
    "おりますが",
    "いましたが",
    "きましたが",
    "いたが",
    "きたが",
    "まいりましたが",
    "参りましたが",
    "ましたものの",
    "いたものの",
    "おりましたところ",
    "いたところ",
    "いたにもかかわらず",
    "いるにもかかわらず",
    "いたにも関わらず",
    "べきところ",
    "べきであった",
    "はずの",
    "とされていた",
    "ことになっていた",
    "こととなっていた",
    "ことになっており",
    "こととされて",
];

/// What was neglected or lacking.
const LACKING: &[&str] = &[
    "なかった",
    "ていない",
    "ていませ",
    "ておりませ",
    "ておらず",
    "ていなか",
    "できていな",
    "不十分",
    "不足",
    "不備",
    "怠",
    "せずに",
    "せず、",
    "甘さ",
    "欠如",
    "欠けて",
    "徹底されず",
    "守られ",
    "反し",
    "違反",
    "形骸化",
    "機能せず",
];

/// What readers are asked to do.
const ASKED: &[&str] = &[
    "ください",
    "下さい",
    "お願い",
    "いただきますよう",
    "頂きますよう",
    "お勧め",
    "おすすめ",
    "推奨",
    "呼びかけ",
    "ご検討",
];

/// Words by which a sentence outside of the measures' section still speaks of measures.
const PREVENTION: &[&str] = &[
    "再発防止",
    "再発を防",
    "防止策",
    "防止に",
    "今後",
    "以後",
    "対策",
    "講じ",
    "二度と",
    "徹底",
    "強化",
    "見直",
    "改め",
    "一層",
    "防ぐため",
    "発生しないよう",
    "起こらないよう",
    "起きないよう",
    "このようなこと",
];

pub(super) fn read(draft: &mut Draft<'_>) {
    use Kind::{Digest, NoIncident, Other, Regulator};
    if matches!(draft.out.facts.kind, Some(Other | Digest | NoIncident | Regulator)) {
        return;
    }
    let mut taken: BTreeMap<Measure, Vec<Span>> = BTreeMap::new();
    for (hit, rule) in draft.passage.hits_of("measures") {
        let Some(measure) = Measure::from_word(&rule.value) else { continue };
        if is_taken(draft.passage, hit, measure) {
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
fn is_taken(passage: &Passage<'_>, hit: &Hit, measure: Measure) -> bool {
    let number = hit.sentence as usize;
    let Some(sentence) = passage.sentences.get(number) else { return false };
    let place = place(passage, number);
    if place == Place::Apart || sentence.role == Role::Title {
        return false;
    }
    let clause = passage.clause_at(hit.span.start);
    let clause = Span::new(clause.start, end_of_clause(passage, clause, sentence.span));
    let tail = passage.words(Span::new(hit.span.start, clause.end.max(hit.span.end)));
    let after = passage.words(Span::new(hit.span.end, clause.end.max(hit.span.end)));
    let rest = passage.words(Span::new(hit.span.start, sentence.span.end));
    let head = passage.words(Span::new(clause.start.max(sentence.span.start), hit.span.start));
    if contains(tail, BEFORE) || contains(after, LACKING) || contains(rest, ASKED) || was_so(head, tail) {
        return false;
    }
    if hit.span.end > clause.end
        || misread(measure, head, passage.words(hit.span))
        || measure == Measure::ProgramFix && occasion(after)
    {
        return false;
    }
    if matches!(measure, Measure::Training | Measure::Governance | Measure::Procedure)
        && ordered(passage.words(sentence.span))
    {
        return false;
    }
    match place {
        Place::Measures => true,
        Place::Report => lasting(measure) || contains(paragraph(passage, number), PREVENTION),
        Place::Aside => {
            lasting(measure) && !passage.section(number).is("cause")
                || contains(paragraph(passage, number), &["再発防止", "再発を防", "今後", "以後"])
        }
        Place::Apart => false,
    }
}

/// The end of a clause: a comma after に対し, について, として … ends none.
fn end_of_clause(passage: &Passage<'_>, clause: Span, sentence: Span) -> usize {
    let mut end = clause.end;
    let open = [
        "に対し、",
        "に対して、",
        "について、",
        "として、",
        "において、",
        "によって、",
        "に関して、",
        "に向けて、",
        "に加えて、",
        "に向け、",
        "を通じて、",
        "に際して、",
        "に当たって、",
        "にあたって、",
    ];
    while end < sentence.end
        && open.iter().any(|word| passage.words(Span::new(clause.start, end)).ends_with(word))
    {
        end = passage.clause_at(end).end.max(end + 1);
    }
    end
}

/// Whether the words before say that the measure is another: 監視体制 is monitoring, 委託先の手順 the contractor's.
fn misread(measure: Measure, head: &str, words: &str) -> bool {
    let ends = |words: &[&str]| words.iter().any(|word| head.ends_with(word));
    let from = head.char_indices().rev().nth(14).map_or(0, |(at, _)| at);
    let near = head.get(from..).unwrap_or("");
    let vendor = contains(near, &["委託先", "再委託", "業者の", "外部のサービス", "受託者"]);
    match measure {
        Measure::Governance => {
            vendor
                || ends(&[
                    "監視",
                    "確認",
                    "チェック",
                    "診療",
                    "調査",
                    "復旧",
                    "相談",
                    "報告",
                    "連絡",
                    "対応",
                    "サポート",
                    "受付",
                ])
        }
        Measure::Procedure => vendor && !contains(near, &["再委託に関する"]),
        Measure::Monitoring => words.starts_with("ログ") && ends(&["プ", "ブ", "タ"]),
        Measure::DataMinimisation => contains(words, &["ID", "アカウント", "権限"]),
        _ => false,
    }
}

/// Whether a repair is only the occasion of something else: 「サイトの改修時に」.
fn occasion(after: &str) -> bool {
    ["プログラム", "時", "の際", "に際", "に当た", "にあた", "において", "後の", "作業"]
        .iter()
        .any(|word| after.starts_with(word))
}

/// The paragraph of a sentence: what one of its sentences says of prevention holds for the others.
fn paragraph<'a>(passage: &'a Passage<'_>, number: usize) -> &'a str {
    let Some(own) = passage.sentences.get(number) else { return "" };
    let same = |at: &usize| passage.sentences.get(*at).is_some_and(|other| other.block == own.block);
    let first = (0..=number).rev().take_while(same).last().unwrap_or(number);
    let last = (number..passage.sentences.len()).take_while(same).last().unwrap_or(number);
    match (passage.sentences.get(first), passage.sentences.get(last)) {
        (Some(first), Some(last)) => passage.words(first.span.join(last.span)),
        _ => "",
    }
}

/// Whether a sentence tells what others were ordered or asked to do: 「委託先に対し、…徹底するよう指導」.
fn ordered(sentence: &str) -> bool {
    let others = [
        "委託先",
        "業者",
        "受託者",
        "受託事業者",
        "委託事業者",
        "指定管理者",
        "同社",
        "事業者",
        "運営会社",
        "委託会社",
    ];
    let to =
        ["に対し", "に対して", "に、", "には", "に求め", "に指示", "に要請", "に指導", "へ指導", "へ要請"];
    let order = [
        "よう指導",
        "よう求め",
        "よう要請",
        "よう指示",
        "を求め",
        "指導を行",
        "指導しま",
        "を要請",
        "申し入れ",
        "指導いたし",
        "指導し",
    ];
    let named = others.iter().any(|other| to.iter().any(|to| sentence.contains(&format!("{other}{to}"))));
    named && contains(sentence, &order)
}

/// Where a sentence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Under a heading of measures.
    Measures,
    /// In the running report.
    Report,
    /// Under a heading of something else, where only words of prevention show a measure.
    Aside,
    /// Where nothing tells of own measures: advice, contacts, causes.
    Apart,
}

fn place(passage: &Passage<'_>, number: usize) -> Place {
    let section = passage.section(number);
    let label = passage
        .sentences
        .get(number)
        .and_then(|sentence| sentence.label)
        .map_or("", |label| passage.words(label));
    if section.is("measures")
        || section.is("cause_and_measures")
        || contains(label, &["再発防止", "対策", "防止策", "今後"])
    {
        return Place::Measures;
    }
    let any = |topics: &[&str]| topics.iter().any(|topic| section.is(topic));
    if any(&["advice", "contact", "history", "performance"]) {
        Place::Apart
    } else if any(&["cause", "data", "affected", "secondary"]) && !any(&["response", "outline"]) {
        Place::Aside
    } else {
        Place::Report
    }
}

/// Whether the clause only describes how things stood: 「これまで研修を行っており」.
fn was_so(head: &str, tail: &str) -> bool {
    let before = [
        "これまで",
        "従来",
        "従前",
        "以前から",
        "かねて",
        "日頃から",
        "日ごろ",
        "平素から",
        "常日頃",
        "もともと",
        "普段から",
    ];
    contains(head, &before)
        && !contains(head, &["これまで以上", "従来以上", "従来の", "これまでの", "これまでにも増して"])
        && !contains(tail, &["今後", "改め", "さらに"])
}

/// Steps of containment that stay in force.
fn lasting(measure: Measure) -> bool {
    use Measure as M;
    matches!(
        measure,
        M::PasswordChange
            | M::AccountReview
            | M::Mfa
            | M::DeviceRemoval
            | M::Rebuild
            | M::Discipline
            | M::Patching
            | M::ProgramFix
            | M::VulnerabilityAssessment
    )
}
