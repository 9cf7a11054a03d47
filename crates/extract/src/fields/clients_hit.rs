//! `clients_hit`: clients that a contractor's or vendor's report names as hit, with their figures where it gives them.
//!
//! They stand in lists that the report announces as such (公表のご了承をいただいたお客様企業), or are those for whom it works
//! (架空町から受託した業務).

use jikenbo_model::vocabulary::{Kind, Relation};
use jikenbo_model::{ClientHit, Span, Total};
use jikenbo_text::words::find;

use crate::Draft;
use crate::fields::organization::name;
use crate::lists::contains;
use crate::passage::{Passage, Role};

/// How many sentences a list goes on behind its announcement.
const LIST: usize = 200;

/// The longest name of an organisation, in characters.
const NAME: usize = 40;

/// Endings of names that carry no legal form.
const ENDINGS: [&str; 16] = [
    "市", "町", "村", "県", "区", "府", "都", "大学", "病院", "組合", "協会", "財団", "連盟", "学園", "学校",
    "銀行",
];

pub(super) fn read(draft: &mut Draft<'_>) {
    if matches!(draft.out.facts.kind, Some(Kind::Other | Kind::Digest | Kind::NoIncident | Kind::Regulator)) {
        return;
    }
    let passage = draft.passage;
    let mut found: Vec<(String, Span, Option<Total>)> = Vec::new();
    for (name, span, line) in listed(passage) {
        let known = found.iter().any(|(own, _, _)| *own == name);
        let own = draft.out.facts.organization.as_deref() == Some(name.as_str());
        if !known && !own {
            found.push((name, span, total_of(draft, line)));
        }
    }
    if found.is_empty() {
        found = principals(draft);
    }
    if found.is_empty() {
        found = told(draft);
    }
    for (name, span, affected_total) in found {
        let at = draft.out.facts.clients_hit.len();
        draft.prove(format!("clients_hit[{at}].name"), span);
        draft.out.facts.clients_hit.push(ClientHit { name, affected_total });
    }
}

/// Names in lists of clients, each with its place and the line that gives it.
fn listed(passage: &Passage<'_>) -> Vec<(String, Span, Span)> {
    let mut found = Vec::new();
    let mut left = 0usize;
    for sentence in &passage.sentences {
        let short = Span::new(sentence.span.start, sentence.span.end.min(sentence.span.start + 450));
        let name = (left > 0).then(|| name_in(passage, sentence.span));
        if let Some((name, span)) = name.flatten() {
            found.push((name, span, sentence.span));
            left -= 1;
        } else if passage.stands("figures", "client_list", short) && sentence.role != Role::Title {
            left = LIST;
        } else if sentence.role != Role::Note {
            left = 0;
        }
    }
    found
}

/// The organisation that a line begins with: one with a legal form, or one that its ending shows.
fn name_in(passage: &Passage<'_>, line: Span) -> Option<(String, Span)> {
    let words = passage.words(line);
    let start = words.len() - words.trim_start_matches(is_sign).len();
    let rest = words.get(start..)?;
    let end = rest
        .char_indices()
        .find(|&(at, character)| at > 0 && ends_name(character))
        .map_or(rest.len(), |(at, _)| at);
    let name = rest
        .get(..end)?
        .trim_end_matches(['様', '殿'])
        .trim_end_matches("さま")
        .trim_end_matches("御中")
        .trim();
    let span = Span::new(line.start + start, line.start + start + name.len());
    let formed = passage.hits_in("organizations", span).any(|(_, rule)| rule.value == "legal_form");
    let named = formed || ENDINGS.iter().any(|ending| name.ends_with(ending));
    let length = name.chars().count();
    (named && (3..=NAME).contains(&length) && !name.contains(['は', 'を', '。']))
        .then(|| (name.to_owned(), span))
}

fn is_sign(c: char) -> bool {
    c.is_whitespace() || "・•●○◆■-*(0123456789).①②③④⑤".contains(c)
}

fn ends_name(c: char) -> bool {
    c.is_whitespace() || c.is_ascii_digit() || "(、,:に約".contains(c)
}

/// The ledger's figure in the line.
fn total_of(draft: &Draft<'_>, line: Span) -> Option<Total> {
    let source = draft.passage.source(line);
    let affected = draft.out.facts.affected.iter().enumerate().take(LIST);
    let own = affected.filter(|(at, _)| {
        let proofs = draft.out.evidence.of(&format!("affected[{at}].count"));
        proofs.iter().any(|&proof| source.contains(proof))
    });
    let own: Vec<_> = own.map(|(_, own)| own).collect();
    let first = own.first()?;
    Some(Total { count: first.count, unit: first.unit, qualifier: first.qualifier })
}

/// What stands before the names of clients whose data the sentence tells of.
const CLIENTS: [&str; 3] = ["委託元である", "委託元のお客様である", "委託元の"];

/// The same, where the words behind the names say that their data or site was in the writer's hands.
const CUSTOMERS: [&str; 5] =
    ["取引先である", "お客様である", "お客さまである", "顧客である", "お取引先である"];

/// What says so.
const IN_HANDS: [&str; 6] = ["お預かり", "預かって", "受託", "委託を受け", "当社サーバ", "弊社サーバ"];

/// Among so many sentences it is told whose data it was.
const LEAD: usize = 8;

/// Clients that a sentence of the lead names as those whose data it was: 「委託元である架空市の」, 「架空市様から受託している」. Where the
/// data were given on, the incident is at another's, and they are hit all the same.
fn told(draft: &Draft<'_>) -> Vec<(String, Span, Option<Total>)> {
    let passage = draft.passage;
    let own = draft.out.facts.organization.as_deref().unwrap_or_default();
    let mut found: Vec<(String, Span, Option<Total>)> = Vec::new();
    for sentence in passage.sentences.iter().take(LEAD) {
        let words = passage.words(sentence.span);
        // Each of the marks below has one of these.
        if find(words, "委託元").is_none() && !contains(words, &IN_HANDS) {
            continue;
        }
        let mut ends: Vec<usize> =
            CLIENTS.iter().filter_map(|mark| find(words, mark).map(|at| at + mark.len())).collect();
        ends.extend(CUSTOMERS.iter().filter_map(|mark| {
            let end = find(words, mark)? + mark.len();
            words.get(end..).is_some_and(|rest| contains(rest, &IN_HANDS)).then_some(end)
        }));
        let start = ends.into_iter().max();
        let named = start.map(|start| names_from(passage, sentence.span, start)).unwrap_or_default();
        let named =
            if named.is_empty() { giver(passage, sentence.span).into_iter().collect() } else { named };
        for (name, span) in named {
            if !own.contains(name.as_str()) && !found.iter().any(|(known, ..)| *known == name) {
                found.push((name, span, None));
            }
        }
        if !found.is_empty() {
            break;
        }
    }
    found
}

/// The names that are listed from byte `start` of a sentence on.
fn names_from(passage: &Passage<'_>, sentence: Span, start: usize) -> Vec<(String, Span)> {
    let words = passage.words(sentence);
    let mut found = Vec::new();
    let mut at = start;
    while let Some(rest) = words.get(at..).filter(|_| found.len() < LIST) {
        let end =
            rest.find(['、', 'の', '様', '(', 'よ', 'か', '及', 'お', 'が', '。', ' ']).unwrap_or(rest.len());
        let span = Span::new(sentence.start + at, sentence.start + at + end);
        let Some(named) = name_in(passage, span) else { break };
        found.push(named);
        let behind = rest.get(end..).unwrap_or("").trim_start_matches('様');
        let Some(next) = ["、", "及び", "および"].iter().find_map(|joint| behind.strip_prefix(joint))
        else {
            break;
        };
        at = words.len() - next.len();
    }
    found
}

/// The one from whom the writer has the work: 「架空市様から受託している業務において」.
fn giver(passage: &Passage<'_>, sentence: Span) -> Option<(String, Span)> {
    let words = passage.words(sentence);
    let marks = [
        "様から受託",
        "様より受託",
        "から受託し",
        "より受託し",
        "様からお預かりし",
        "様より委託を受け",
        "様から委託を受け",
    ];
    let at = marks.iter().filter_map(|mark| find(words, mark)).min()?;
    let span = name::ending(passage, sentence.start + at).filter(|span| span.start >= sentence.start)?;
    name_in(passage, span)
}

/// Those for whom the organisation works where it happened: clients of the chain. One alone has the whole total.
fn principals(draft: &Draft<'_>) -> Vec<(String, Span, Option<Total>)> {
    let facts = &draft.out.facts;
    let named = facts.chain.iter().filter(|link| link.relation == Relation::Client);
    let names: Vec<&String> = named.filter_map(|link| link.name.as_ref()).collect();
    let total = facts.affected_total.filter(|_| names.len() == 1);
    let place = |name: &str| {
        let at = draft.passage.text().find(name)?;
        Some(Span::new(at, at + name.len()))
    };
    names.into_iter().filter_map(|name| Some((name.clone(), place(name)?, total))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::affected;
    use crate::testing;

    fn check(text: &str, expected: &[&str]) {
        let prepare = |draft: &mut Draft<'_>| draft.out.facts.kind = Some(Kind::Disclosure);
        let out = testing::read(text, prepare, &[affected::read, read]);
        let found: Vec<String> = out
            .facts
            .clients_hit
            .iter()
            .map(|hit| {
                let total = hit.affected_total.map(|total| format!(" {} {}", total.count, total.unit));
                format!("{}{}", hit.name, total.unwrap_or_default())
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn clients_stand_in_a_list_that_is_announced_as_theirs() {
        check(
            "約900名分の個人情報が漏えいした可能性があります。\n公表にご了承をいただいたお客様企業\n・株式会社例示 300名\n・仮設市 精査中",
            &["株式会社例示 300 people", "仮設市"],
        );
    }

    #[test]
    fn clients_are_told_of_as_those_whose_data_it_was() {
        check("委託元である架空市の個人情報を含む書類を紛失しました。", &["架空市"]);
        check("当社が架空市様から受託している業務において、申請書を紛失しました。", &["架空市"]);
        check(
            "取引先である株式会社例示様、株式会社見本様からお預かりしていた個人情報が漏えいしました。",
            &["株式会社例示", "株式会社見本"],
        );
        check("取引先である株式会社例示様から個人情報の紛失について連絡を受けました。", &[]);
    }

    #[test]
    fn other_lists_name_no_clients() {
        check(
            "不正アクセスにより情報が漏えいしました。\n相談した先は次のとおりです。\n・株式会社例示\n・仮設市",
            &[],
        );
    }
}
