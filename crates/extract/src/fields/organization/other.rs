//! Names that a text tells of as another's: a contractor's, a supplier's, a client's.

use jikenbo_model::Span;

use super::name;
use crate::lists::contains;
use crate::passage::{Passage, Role, Sentence};

/// Whether the name at `span` is told of as somebody else's than the writer's: behind a relation (`委託先である`), behind what the
/// writer does with it (`が委託している`), before what comes from it or is supplied by it (`からの報告`, `が提供する`).
pub(in crate::fields) fn is_other(passage: &Passage<'_>, span: Span) -> bool {
    related(passage, span) || engagement(passage, span).is_some() || supplies(after(passage.text(), span.end))
}

/// So many brackets stand behind a name at most: its address, and what it is called from then on.
const BRACKETS: usize = 4;

/// What stands behind a name at `end`, past its definition or address in brackets.
pub(in crate::fields) fn after(text: &str, end: usize) -> &str {
    let rest = text.get(end..).unwrap_or("");
    let mut tail = rest.get(name::branch(rest)..).unwrap_or("").trim_start_matches(['」', '』', '様', ' ']);
    // A name inside a bracket: 「(指定管理者:株式会社例示。以下「例示社」という。)の職員が」.
    if ["。以下", "、以下"].iter().any(|word| tail.starts_with(word)) {
        tail = past(tail).unwrap_or(tail);
    }
    tail = tail.trim_start_matches(')');
    for _ in 0..BRACKETS {
        let Some(behind) = tail.strip_prefix('(').and_then(past) else { break };
        tail = behind.trim_start_matches(['」', '』', '様', ' ']);
    }
    tail
}

/// What follows the bracket that `rest` begins in.
fn past(rest: &str) -> Option<&str> {
    let mut depth = 1usize;
    for (at, character) in rest.char_indices().take(160) {
        match character {
            '(' => depth += 1,
            ')' if depth == 1 => return rest.get(at + 1..),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Whether a relation stands right before a name: 委託先の, 子会社である, 委託先「.
fn related(passage: &Passage<'_>, span: Span) -> bool {
    let Some(sentence) = passage.sentences.get(passage.sentence_at(span.start)) else { return false };
    let before = Span::new(sentence.span.start, span.start);
    passage.hits_in("relations", before).last().is_some_and(|(hit, _)| {
        let between = Span::new(hit.span.end, span.start).of(passage.text()).unwrap_or("");
        joins(between)
    }) || labelled(passage, span, sentence)
}

/// Whether words between a relation and a name make the one the other's: の, である, a comma, a quotation mark.
pub(in crate::fields) fn joins(between: &str) -> bool {
    let joined = between.trim_start_matches("先").trim_matches(['「', '『', '、', '・', ' ', ':', '(', ')']);
    let joined = joined.trim_start_matches("事業者").trim_start_matches("業者");
    let joined = past_kind(joined);
    matches!(
        joined,
        "" | "の"
            | "である"
            | "であった"
            | "であり"
            | "となる"
            | "の一つである"
            | "様"
            | "様である"
            | "おり"
            | "います"
    )
}

/// The longest word for a kind of firm, in characters: 「コールセンター運営会社」.
const KIND: usize = 12;

/// What follows a word for the kind of firm that joins a relation to a name: 「(委託している)|倉庫会社|の(株式会社例示)」.
fn past_kind(joined: &str) -> &str {
    let bare = joined.strip_prefix('の').unwrap_or(joined);
    // 「委託先|2社(|株式会社例示、株式会社見本)」
    let counted = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    if counted == "社" && counted.len() < bare.len() {
        return "";
    }
    let run = bare.find(|c: char| ('ぁ'..='ん').contains(&c) || !c.is_alphanumeric() && c != 'ー');
    let (kind, rest) = bare.split_at(run.unwrap_or(bare.len()));
    let firm = ["会社", "業者", "企業", "事業所"].iter().any(|end| kind.ends_with(end));
    // 「株式会社」 is no kind.
    let form = ["株式会社", "有限会社", "合同会社", "子会社"].iter().any(|form| kind.ends_with(form));
    if firm && !form && kind.chars().count() <= KIND {
        rest.trim_start_matches(['、', '(', '「'])
    } else {
        joined
    }
}

/// Whether the label of the line, or the heading right above, is a relation.
fn labelled(passage: &Passage<'_>, span: Span, sentence: &Sentence) -> bool {
    if let Some(label) = sentence.label.filter(|label| label.end <= span.start && label.len() <= 60) {
        return passage.hits_in("relations", label).next().is_some();
    }
    let above = passage.sentence_at(span.start).checked_sub(1).and_then(|above| passage.sentences.get(above));
    above.is_some_and(|above| {
        above.role == Role::Heading
            && above.span.len() <= 60
            && passage.hits_in("relations", above.span).next().is_some()
    })
}

/// What stands right before a name, where it says what the writer does with its owner: `が業務を委託している`.
pub(in crate::fields) fn engagement(passage: &Passage<'_>, span: Span) -> Option<String> {
    const VERBS: &[&str] = &[
        "ている",
        "ていた",
        "ております",
        "ておりました",
        "ています",
        "ていました",
        "した",
        "しました",
        "する",
        "いたしました",
        "おります",
        "おりました",
    ];
    let sentence = passage.sentences.get(passage.sentence_at(span.start))?.span;
    let before = Span::new(sentence.start, span.start).of(passage.text())?;
    let before = before.trim_end_matches(['「', '『', '、', ' ']);
    let near: String = before.chars().rev().take(24).collect::<Vec<_>>().into_iter().rev().collect();
    let verb = VERBS.iter().any(|end| before.ends_with(end));
    let engages = [
        "委託",
        "利用",
        "使用",
        "導入",
        "契約",
        "発注",
        "依頼",
        "採用",
        "受注",
        "受託",
        "請け負",
        "お願い",
        "任せ",
    ];
    (verb && contains(&near, &engages)).then_some(near)
}

/// Whether `tail`, behind a name, says that something comes from its owner.
fn supplies(tail: &str) -> bool {
    [
        "からの",
        "から",
        "より",
        "に委託",
        "へ委託",
        "に業務",
        "へ業務",
        "が提供",
        "の提供する",
        "の提供し",
        "提供の",
        "提供製品",
        "製",
        "の製品",
        "に発注",
        "に提供し",
        "への委託",
        "に対し",
        "へ提供",
    ]
    .iter()
    .any(|word| tail.starts_with(word))
}
