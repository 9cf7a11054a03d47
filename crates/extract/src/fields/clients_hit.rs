//! `clients_hit`: clients that a contractor's or vendor's report names as hit, with their figures where it gives them.
//!
//! They stand in lists that the report announces as such (公表のご了承をいただいたお客様企業), or are those for whom it works
//! (架空町から受託した業務).

use jikenbo_model::vocabulary::{Kind, Relation};
use jikenbo_model::{ClientHit, Span, Total};

use crate::Draft;
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
    fn other_lists_name_no_clients() {
        check(
            "不正アクセスにより情報が漏えいしました。\n相談した先は次のとおりです。\n・株式会社例示\n・仮設市",
            &[],
        );
    }
}
