//! Links to other legal persons: 子会社, 委託先, 再委託先 …, where the incident took place at theirs.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::Relation;
use jikenbo_text::words::{closing, opening};

use super::concern::{concerns, surely};
use super::naming::{behind, named};
use super::parties::{self, Party};
use super::{Link, aside, place, plain, unnamed};
use crate::Draft;
use crate::lists::contains;
use crate::passage::Passage;

/// The links that relations and named parties make.
pub(super) fn links(draft: &Draft<'_>, parties: &[Party]) -> Vec<Link> {
    let passage = draft.passage;
    let mut links: Vec<Link> = Vec::new();
    for (hit, rule) in passage.hits_of("relations") {
        let Some(mut relation) = Relation::from_word(&rule.value) else { continue };
        let words = passage.words(hit.span);
        if relation == Relation::Client
            && contains(words, &["受託する", "受託した", "受託して"])
            && !is_run_by_self(passage, hit.span)
            && (behind(passage, hit.span).is_some() || is_of_contractor(passage, hit.span))
        {
            relation = Relation::Processor;
        }
        if relation == Relation::Client
            || !concerns(passage, hit.sentence as usize, hit.span)
            || is_by_self(passage, hit.span)
            || parties::gives_inquiry(passage, hit.span)
            || place::is_way_in(passage, hit.span)
        {
            continue;
        }
        let name = named(passage, hit.span).filter(|(name, _)| !is_own(draft, name));
        if relation == Relation::Processor && is_passed_on(passage, hit.span, name.as_ref(), parties) {
            relation = Relation::SubProcessor;
        }
        let known = name.as_ref().and_then(|(name, _)| parties.iter().find(|party| party.name == *name));
        if known.is_some_and(|party| party.way_in && !party.hit || party.relation != relation) {
            continue;
        }
        let end = name.as_ref().map_or(hit.span.end, |(_, span)| span.end.max(hit.span.end));
        if name.is_none() && is_of_next(passage, hit.span)
            || name.as_ref().is_some_and(|(_, span)| place::informs(passage, span.end))
            || place::helps(passage, end)
            || aside::is_aside(passage, end)
        {
            continue;
        }
        if name.is_none() && !surely(passage, relation, hit.sentence as usize, hit.span) {
            continue;
        }
        add(passage, &mut links, Link { relation, name, said: hit.span });
    }
    for party in parties.iter().filter(|party| party.hit) {
        let name = Some((party.name.clone(), party.span));
        add(passage, &mut links, Link { relation: party.relation, name, said: party.span });
    }
    let own = draft.out.facts.organization.as_deref().unwrap_or_default();
    let group = plain::of_group(passage, own).map(|span| (Relation::Affiliate, span));
    let work = plain::of_work(passage).map(|span| (Relation::Processor, span));
    for (relation, span) in group.chain(work).filter(|(_, span)| place::is_at(passage, *span)) {
        let name = Some((passage.written(span).to_owned(), span));
        add(passage, &mut links, Link { relation, name, said: span });
    }
    settle(passage, &mut links, parties);
    unnamed::name_it(passage, &mut links, own);
    links
}

/// Names what only one party can be, joins what a title and the text tell of one, adds who stands between; in their order.
fn settle(passage: &Passage<'_>, links: &mut Vec<Link>, parties: &[Party]) {
    for link in links.iter_mut().filter(|link| link.name.is_none()) {
        let mut named = parties.iter().filter(|party| party.relation == link.relation && !party.way_in);
        link.name = named.next().map(|party| (party.name.clone(), party.span));
    }
    // 「グループ会社の委託先」 in a title and the group's company by its name in the text are one.
    if links.iter().any(|link| order(link.relation) == 0 && link.name.is_some()) {
        links.retain(|link| order(link.relation) != 0 || link.name.is_some());
    }
    if let Some(between) = between(links, parties) {
        links.push(between);
    }
    if !links.iter().any(|link| link.relation == Relation::SubProcessor) {
        links.extend(staff_beyond(passage, parties));
    }
    links.sort_by_key(|link| order(link.relation));
}

/// The contractor whose own contractor the incident is put at: the chain leads over the one to the other.
fn between(links: &[Link], parties: &[Party]) -> Option<Link> {
    let leads = links.iter().any(|link| link.relation == Relation::SubProcessor && link.name.is_some());
    let known = links.iter().any(|link| matches!(order(link.relation), 0 | 1));
    let party = parties.iter().find(|party| party.relation == Relation::Processor && !party.way_in)?;
    (leads && !known).then(|| Link {
        relation: party.relation,
        name: Some((party.name.clone(), party.span)),
        said: party.span,
    })
}

/// Staff of those whom a contractor takes on, without a name, who are at fault: 「株式会社例示の協力会社社員が紛失」.
fn staff_beyond(passage: &Passage<'_>, parties: &[Party]) -> Option<Link> {
    let firms = ["の協力会社", "の下請会社", "の下請け会社", "の委託先", "の業務委託先", "の再委託先"];
    let contractors = parties.iter().filter(|party| party.relation == Relation::Processor);
    let called = |party: &Party| -> Vec<Span> {
        let mut names = parties::aliases(passage, party.span);
        names.push(party.name.clone());
        names.iter().flat_map(|name| place::mentions(passage, name)).collect()
    };
    contractors.flat_map(called).find_map(|name| {
        let behind = passage.text().get(name.end..)?;
        let firm = firms.iter().find(|firm| behind.starts_with(**firm))?;
        let staff = behind.get(firm.len()..)?;
        // 「株式会社例示の下請会社による封入の誤り」
        let slip = opening(staff, SLIP);
        if slip.starts_with("による") && contains(slip, &["ミス", "誤", "不注意"]) {
            let said = Span::new(name.end + "の".len(), name.end + firm.len());
            return Some(Link { relation: Relation::SubProcessor, name: None, said });
        }
        let named =
            ["社員", "従業員", "の社員", "の従業員", "の元社員", "の元従業員", "の担当者", "の作業員"];
        let staff = named.iter().find(|word| staff.starts_with(**word))?;
        let said = Span::new(name.end + "の".len(), name.end + firm.len());
        // 「の元従業員B氏が」
        let person = behind.get(firm.len() + staff.len()..)?;
        let initial =
            person.strip_prefix(|c: char| c.is_ascii_uppercase()).and_then(|rest| rest.strip_prefix('氏'));
        let person = initial.map_or(0, |rest| person.len() - rest.len());
        let at_fault = place::at_fault(passage, said.end + staff.len() + person);
        at_fault.then_some(Link { relation: Relation::SubProcessor, name: None, said })
    })
}

/// So far behind a firm its slip is named, in characters: 「による封入作業のミス」.
const SLIP: usize = 12;

/// Whether a relation is told of the one that the next relation names: `データの管理を委託している子会社の例示社`.
fn is_of_next(passage: &Passage<'_>, span: Span) -> bool {
    let window = Span::new(span.end, span.end + NEXT);
    // 「運用を委託している|システム会社」 is one and the same.
    let given = passage.words(span).contains("委託");
    let mut next =
        passage.hits_in("relations", window).filter(|(_, rule)| !(given && rule.value == "vendor"));
    let next = next.next().map(|(hit, _)| hit.span);
    next.is_some_and(|next| {
        let between = passage.text().get(span.end..next.start).unwrap_or("");
        between.is_empty()
            && passage.text().get(next.end..).is_some_and(|rest| rest.starts_with(['の', 'で']))
    })
}

/// How far a relation right behind another may reach, in bytes: ten characters, as 連結子会社 and 業務委託先 have at most.
const NEXT: usize = 30;

/// Whether a contractor without a name follows: 「検針業務を受託する|業者の車が」.
fn is_of_contractor(passage: &Passage<'_>, span: Span) -> bool {
    let behind = passage.text().get(span.end..).unwrap_or_default();
    let behind = ["している", "いる", "していた", "いた", "した"]
        .iter()
        .find_map(|end| behind.strip_prefix(end))
        .unwrap_or(behind);
    let acts =
        |rest: &str| ["が", "は", "において", "で、"].iter().any(|particle| rest.starts_with(particle));
    let noun = ["業者", "事業者", "会社", "企業"].iter().find_map(|noun| behind.strip_prefix(noun));
    let clause = passage.clause_at(span.start);
    let own = passage.hits_in("organizations", Span::new(clause.start, span.start.max(clause.start)));
    noun.is_some_and(acts) && !own.into_iter().any(|(_, rule)| rule.value == "self")
}

/// Whether the writer himself runs under contract what is named behind: 「当社がお客様から運用を受託している「例示システム」」.
fn is_run_by_self(passage: &Passage<'_>, span: Span) -> bool {
    let clause = passage.clause_at(span.start);
    let before = Span::new(clause.start, span.start.max(clause.start));
    let own = passage.hits_in("organizations", before).any(|(hit, rule)| {
        rule.value == "self" && passage.words(Span::new(hit.span.end, before.end)).starts_with('が')
    });
    let behind = passage.text().get(span.end..).unwrap_or_default();
    let quoted = behind.chars().take(QUOTE).any(|c| matches!(c, '「' | '『'));
    // 「当社が業務を受託しているお客様27社」
    let counted = opening(behind, COUNT).split_once('社');
    own && (quoted || counted.is_some_and(|(count, _)| count.ends_with(|c: char| c.is_ascii_digit())))
}

/// How far behind 受託して a count of clients ends, in characters: 「いる顧客企業27社」.
const COUNT: usize = 14;

/// How far behind 受託して the quote opens, in characters: 「おりました」.
const QUOTE: usize = 6;

/// Whether the writer himself does what a relation's verb says: `当社が提供する「例示」`.
fn is_by_self(passage: &Passage<'_>, span: Span) -> bool {
    let clause = passage.clause_at(span.start);
    let before = Span::new(clause.start, span.start.max(clause.start));
    let words = passage.words(span);
    // Who gives work away leaves it to be done by another: 「当社が印刷を委託している仮設印刷」.
    let verb = words.ends_with(['る', 'し', 'た', 'て']) && !words.contains("委託");
    let own = passage.hits_in("organizations", before).filter(|(_, rule)| rule.value == "self").last();
    verb && own.is_some_and(|(hit, _)| {
        let between = passage.text().get(hit.span.end..span.start).unwrap_or("");
        between.starts_with(['が', 'の', 'で']) && between.chars().count() <= 4
    })
}

/// Keeps one link a relation: a named one instead of an unnamed, a second name beside the first only for a chain.
fn add(passage: &Passage<'_>, links: &mut Vec<Link>, link: Link) {
    // 「同サービスの提供元」 names nobody.
    let general =
        |name: &str| ["サービス", "システム", "アプリ", "サーバー", "サーバ", "クラウド"].contains(&name);
    if link.name.as_ref().is_some_and(|(name, _)| general(name)) {
        return;
    }
    let known = |name: &Option<(String, Span)>| name.as_ref().map(|(name, _)| name.clone());
    let name = known(&link.name);
    if name.is_some() && links.iter().any(|other| known(&other.name) == name) {
        return;
    }
    let further = is_further(passage, links, &link);
    match links.iter_mut().find(|other| other.relation == link.relation) {
        Some(other) if other.name.is_none() => *other = link,
        Some(_) if !further => {}
        _ => links.push(link),
    }
}

/// Whether a name stands beside another of its relation and not for it: 「株式会社例示及び株式会社見本」, 「再々委託先」.
fn is_further(passage: &Passage<'_>, links: &[Link], link: &Link) -> bool {
    let Some((_, name)) = &link.name else { return false };
    let head = parties::head(passage, name.start);
    let third = |head: &str| contains(closing(head, 10), &["再々委託", "再々受託"]);
    let same = links.iter().filter(|other| other.relation == link.relation);
    // 「株式会社例示の子会社、見本有限公司」
    let owner = parties::head(passage, link.said.start);
    let under =
        |other: &String| owner.strip_suffix('の').is_some_and(|owner| owner.ends_with(other.as_str()));
    let below = order(link.relation) == 0
        && same.clone().filter_map(|other| other.name.as_ref()).any(|(other, _)| under(other));
    third(head)
        || below
        || same
            .filter_map(|other| other.name.as_ref())
            .any(|(_, other)| parties::joins_names(passage, *other, *name))
}

/// What a network was that only led in to the writer's own, of one without a name: 「海外子会社のネットワークを経由して当社の」.
pub(super) fn way_in(passage: &Passage<'_>) -> Option<Span> {
    let mut hits = passage.hits_of("relations").filter(|(_, rule)| rule.value != "client");
    let led = |span: Span| {
        place::tells(passage, passage.sentence_at(span.start)) && place::is_way_in(passage, span)
    };
    hits.find(|(hit, _)| led(hit.span)).map(|(hit, _)| hit.span)
}

/// Whether a contractor is another contractor's: 「株式会社例示の委託先」, 「例示社が、さらに委託していた見本社」.
fn is_passed_on(passage: &Passage<'_>, span: Span, name: Option<&(String, Span)>, parties: &[Party]) -> bool {
    let words = passage.words(span);
    let given = words.contains("委託") && words.ends_with(['る', 'た', 'す', 'し']);
    parties::owned_by_party(passage, span, parties)
        || given && name.is_some_and(|(_, name)| parties::is_passed_on(passage, *name, words))
}

fn order(relation: Relation) -> u8 {
    match relation {
        Relation::Parent | Relation::Subsidiary | Relation::Affiliate => 0,
        Relation::Processor => 1,
        Relation::SubProcessor => 2,
        _ => 3,
    }
}

/// Whether `name` is the reporting organisation itself.
fn is_own(draft: &Draft<'_>, name: &str) -> bool {
    parties::is_own(draft.out.facts.organization.as_deref().unwrap_or_default(), name)
}
