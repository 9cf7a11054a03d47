//! Links to other legal persons: 子会社, 委託先, 再委託先 …, where the incident took place at theirs.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::Relation;
use jikenbo_text::words::{closing, opening};

use super::parties::{self, Party};
use super::{Link, place, plain, unnamed};
use crate::Draft;
use crate::fields::organization::{name, other};
use crate::lists::contains;
use crate::passage::{Passage, Role};

/// Behind a relation these words make it a helper in the response, not the place of the incident.
const HELPERS: &[&str] = &[
    "と連携",
    "に依頼",
    "の協力",
    "の支援",
    "に調査",
    "へ調査",
    "による調査",
    "と協力",
    "の助言",
    "に相談",
    "と共同",
    "とともに調査",
    "と共に調査",
    "へ依頼",
    "に対応を",
    "に原因",
    "にて調査",
    "と確認",
    "に確認を",
    "に指示",
    "から提出",
    "から受領",
    "から納品",
    "へ謝罪",
    "に謝罪",
    "の担当者名",
    "への影響",
    "に影響",
    "には影響",
];

/// Words that place something at the relation's own: 委託先において, 委託先のサーバ, 委託先が.
const PLACES: &[&str] = &[
    "において",
    "における",
    "で",
    "が",
    "の",
    "に対",
    "へ",
    "より",
    "から",
    "である",
    "(",
    "「",
    "、",
    "は",
    "に",
    "・",
    "を通じ",
    "を経由",
];

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
        if name.is_none() && is_of_next(passage, hit.span)
            || name.as_ref().is_some_and(|(_, span)| place::informs(passage, span.end))
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
    contractors.flat_map(|party| place::mentions(passage, &party.name)).find_map(|name| {
        let behind = passage.text().get(name.end..)?;
        let firm = firms.iter().find(|firm| behind.starts_with(**firm))?;
        let staff = behind.get(firm.len()..)?;
        let named = ["社員", "従業員", "の社員", "の従業員", "の元社員", "の担当者", "の作業員"];
        let staff = named.iter().find(|word| staff.starts_with(**word))?;
        let said = Span::new(name.end + "の".len(), name.end + firm.len());
        let at_fault = place::at_fault(passage, said.end + staff.len());
        at_fault.then_some(Link { relation: Relation::SubProcessor, name: None, said })
    })
}

/// Whether a relation is told of the one that the next relation names: `データの管理を委託している子会社の例示社`.
fn is_of_next(passage: &Passage<'_>, span: Span) -> bool {
    let window = Span::new(span.end, span.end + NEXT);
    let next = passage.hits_in("relations", window).next().map(|(hit, _)| hit.span);
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
    own && quoted
}

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

/// Whether a relation is spoken of as the incident's place: in the title, or in a sentence that tells of the incident.
fn concerns(passage: &Passage<'_>, number: usize, span: Span) -> bool {
    let Some(sentence) = passage.sentences.get(number) else { return false };
    if !place::tells(passage, number) || place::unharmed(passage, span) {
        return false;
    }
    let tail = Span::new(span.end, sentence.span.end).of(passage.text()).unwrap_or("");
    // 「仮設精機(当社子会社)のサーバー」
    let tail = tail.strip_prefix(')').filter(|_| plain::bracketed(passage, span).is_some()).unwrap_or(tail);
    let near = opening(tail, 8);
    let defines = near.starts_with('」')
        && passage.text().get(..span.start).is_some_and(|before| before.ends_with('「'));
    if contains(near, HELPERS)
        || !(sentence.role == Role::Title || near.is_empty() || defines || starts(near))
    {
        return false;
    }
    matches!(sentence.role, Role::Title | Role::Heading)
        || number <= 4
        || place::at_fault(passage, span.end)
        || place::made(passage.words(sentence.span))
        || passage.hits_in("incident", sentence.span).any(|(_, rule)| rule.value == "incident")
}

fn starts(near: &str) -> bool {
    let noun = near.chars().next().is_some_and(|c| c.is_alphanumeric() && !('ぁ'..='ん').contains(&c));
    let verb = ["して", "いる", "した", "た", "する", "おり", "いた", "まし"]
        .iter()
        .any(|word| near.starts_with(word));
    noun || verb || PLACES.iter().any(|word| near.starts_with(word))
}

/// Whether an unnamed relation is surely the place: named so in the title or the lead, with the incident.
fn surely(passage: &Passage<'_>, relation: Relation, number: usize, span: Span) -> bool {
    let Some(sentence) = passage.sentences.get(number) else { return false };
    let incident = passage.hits_in("incident", sentence.span).any(|(_, rule)| rule.value == "incident");
    let near =
        matches!(relation, Relation::Processor | Relation::SubProcessor | Relation::Member) && number <= 3;
    incident
        && (relation != Relation::Vendor || is_used(passage, span) && struck(passage, span))
        && (sentence.role == Role::Title || near || struck(passage, span))
        || matches!(relation, Relation::Processor | Relation::SubProcessor)
            && (place::at_fault(passage, span.end) || is_cause(passage, number, span))
}

/// Whether the cause is put into work that others do: 「原因は、委託業務において…」.
fn is_cause(passage: &Passage<'_>, number: usize, span: Span) -> bool {
    let section = passage.section(number);
    let start = passage.sentences.get(number).map_or(span.start, |sentence| sentence.span.start);
    let told = passage.words(Span::new(start.min(span.start), span.start)).trim_end_matches('、');
    let cause = section.is("cause") || section.is("cause_and_measures") || told.ends_with("原因は");
    cause && passage.words(span).ends_with("において")
}

/// How far before a supplier its use is told of, in characters: 「利用するクラウドサービス「例示クラウド」の」.
const USED: usize = 26;

/// Whether the one at `span` supplies what the writer makes use of: 「利用しているサーバーホスティング会社」.
fn is_used(passage: &Passage<'_>, span: Span) -> bool {
    let head = parties::head(passage, span.start);
    let near = closing(head, USED);
    contains(near, &["利用", "契約"]) && contains(near, &["している", "していた", "しております", "する"])
}

/// Whether what is the relation's own was attacked: `受託事業者のサーバーが不正アクセスを受け`.
pub(super) fn struck(passage: &Passage<'_>, span: Span) -> bool {
    let tail = other::after(passage.text(), span.end);
    let tail = ["会社", "事業者", "業者"].iter().find_map(|noun| tail.strip_prefix(noun)).unwrap_or(tail);
    let near = opening(tail, 40).split('。').next().unwrap_or_default();
    let own = tail.starts_with('の')
        && contains(near, &["サーバ", "システム", "ネットワーク", "パソコン", "端末"])
        || ["が", "において", "におきまして", "で、"].iter().any(|word| tail.starts_with(word));
    own && contains(near, &["不正アクセス", "サイバー攻撃", "ランサム", "感染", "攻撃を受け"])
}

/// Whether `name` is the reporting organisation itself.
fn is_own(draft: &Draft<'_>, name: &str) -> bool {
    parties::is_own(draft.out.facts.organization.as_deref().unwrap_or_default(), name)
}

/// The name that belongs to a relation at `span`: behind it (`子会社である株式会社例示`, `子会社「例示」`), before it in a
/// definition (`株式会社例示(以下「委託先」`), or before に委託.
fn named(passage: &Passage<'_>, span: Span) -> Option<(String, Span)> {
    // 「事務を株式会社例示に委託している「例示支援金」」: what stands in quotes behind is the work.
    let work = entrusted(passage, span).filter(|_| {
        let tail = passage.text().get(span.end..).unwrap_or("");
        tail.trim_start_matches(['い', 'る', 'た', 'し', 'て', 'お', 'り', 'ま', 'す'])
            .starts_with(['「', '『'])
    });
    let found = work
        .or_else(|| behind(passage, span))
        .or_else(|| defined(passage, span))
        .or_else(|| entrusted(passage, span))
        .or_else(|| under_heading(passage, span))
        .or_else(|| plain::behind(passage, span))
        .or_else(|| plain::bracketed(passage, span))?;
    let found = name::without_branch(passage, found);
    let words = passage.written(found).trim();
    if is_placeholder(words) || is_land(passage, found) {
        return None;
    }
    let bare = words
        .strip_suffix('社')
        .filter(|bare| bare.ends_with(|c: char| c.is_ascii_alphanumeric() || ('ァ'..='ー').contains(&c)));
    Some((bare.unwrap_or(words).to_owned(), found))
}

/// Whether a word points at somebody, or stands for one whose name is held back: 同社, A社, ○○社.
fn is_placeholder(words: &str) -> bool {
    let firm = words.strip_suffix('社').unwrap_or(words);
    let pointing = words.len() > firm.len() && firm.chars().count() == 1;
    pointing || words.ends_with("〇社") || words.ends_with("○社")
}

/// Whether the words at `found` only say in which land somebody is: 「海外子会社(例示国)」.
fn is_land(passage: &Passage<'_>, found: Span) -> bool {
    passage.hits_in("phrases", found).any(|(hit, rule)| rule.value == "chain.land" && hit.span == found)
}

fn behind(passage: &Passage<'_>, span: Span) -> Option<Span> {
    let text = passage.text();
    let tail = text.get(span.end..)?;
    let skip = [
        "して",
        "おりました",
        "ておりました",
        "いました",
        "ました",
        "ております",
        "ている",
        "おります",
        "おる",
        "いた",
        "いる",
        "する",
        "した",
        "印刷",
        "運営",
        "管理",
        "受注者",
        "受託者",
        "事業者",
        "業者",
        "会社",
        "企業",
        "先",
        "様",
        "である",
        "の",
        "、",
        "「",
        "『",
        "(",
        ":",
        " ",
    ];
    let mut start = 0;
    for word in skip {
        let rest = tail.get(start..)?;
        let form = ["(株)", "(有)", "(同)", "(公財)", "(一財)", "(公社)", "(一社)"]
            .iter()
            .any(|form| rest.starts_with(form));
        if rest.starts_with(word) && !form {
            start += word.len();
        }
    }
    let start = span.end + start;
    if text.get(..start)?.ends_with(['「', '『']) {
        let close = text.get(start..)?.find(['」', '』', '('])?;
        return (close > 0 && close <= 120).then(|| Span::new(start, start + close));
    }
    let window = Span::new(start, (start + 60).min(text.len()));
    let legal = passage.hits_in("organizations", Span::new(start, window.end.max(start)));
    let near = legal.filter(|(_, rule)| rule.value == "legal_form").map(|(hit, _)| hit.span).next();
    let around = near.and_then(|form| name::around(passage, form)).filter(|found| found.start <= start + 9);
    around.or_else(|| name::proper_at(passage, start).filter(|found| !passage.words(*found).contains("場")))
}

fn defined(passage: &Passage<'_>, span: Span) -> Option<Span> {
    let before = passage.text().get(..span.start)?;
    let open = before.rfind("(以下").filter(|open| span.start - open <= 30)?;
    // 「管理者(以下「甲」)に提供している」 names those who get it.
    let given = before.get(open..)?.rsplit(')').next()?;
    if given.starts_with('に') && passage.words(span).starts_with("提供") {
        return None;
    }
    name::ending_at(passage, open)
}

/// A heading or term that is the relation (`2 委託先`), and the name at the start of the line under it.
fn under_heading(passage: &Passage<'_>, span: Span) -> Option<Span> {
    let number = passage.sentence_at(span.start);
    let heading = passage.sentences.get(number).filter(|sentence| sentence.role == Role::Heading)?;
    let rest = heading.span.len() - span.len();
    let under = passage.sentences.get(number + 1).filter(|_| rest <= 24)?.span;
    let (hit, _) = passage.hits_in("organizations", under).find(|(_, rule)| rule.value == "legal_form")?;
    name::around(passage, hit.span).filter(|found| found.start <= under.start + 6)
}

/// `例示株式会社に委託`: the last name with a legal form before に in the same sentence.
fn entrusted(passage: &Passage<'_>, span: Span) -> Option<Span> {
    let words = passage.words(span);
    let sentence = passage.sentences.get(passage.sentence_at(span.start))?.span;
    let before = Span::new(sentence.start, span.start);
    if !(words.starts_with("委託") || words.starts_with("再委託") || words.contains("を委託")) {
        return None;
    }
    let legal = passage.hits_in("organizations", before).filter(|(_, rule)| rule.value == "legal_form");
    let spans = legal.filter_map(|(hit, _)| name::around(passage, hit.span));
    spans.filter(|found| entrusts(passage.text(), found.end)).last()
}

fn entrusts(text: &str, end: usize) -> bool {
    text.get(end..)
        .is_some_and(|tail| tail.starts_with('に') || tail.starts_with('へ') || tail.starts_with("(以下"))
}
