//! A school, hospital or branch of the organisation itself as the place of the incident.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::Relation;
use jikenbo_text::words::find;

use super::Link;
use super::branch::{self, PARTS, SELVES};
use crate::Draft;
use crate::lists::contains;
use crate::passage::{Passage, Role};

/// What a unit's name ends in.
const UNITS: &[&str] = &[
    "高等学校",
    "高校",
    "中学校",
    "小学校",
    "支援学校",
    "幼稚園",
    "保育園",
    "保育所",
    "こども園",
    "病院",
    "医療センター",
    "診療所",
    "図書館",
    "支店",
    "営業所",
    "支社",
    "公民館",
    "附属病院",
    "大学",
    "支所",
    "出張所",
    "高等専門学校",
    "児童館",
    "区役所",
    "消防署",
    "児童相談所",
    "保健所",
    "保健センター",
    "博物館",
    "美術館",
    "労働基準監督署",
    "公共職業安定所",
    "わかものハローワーク",
    "ハローワーク",
    "税務署",
    "福祉事務所",
    "土木事務所",
    "県税事務所",
    "都税事務所",
    "総合支所",
    "市民センター",
    "相談所",
    "クリニック",
    "医院",
    "老人ホーム",
    "デイサービスセンター",
    "地域包括支援センター",
    "給食センター",
    "環境事務所",
    "農林事務所",
    "建設事務所",
    "福祉相談センター",
];

/// Words that stand for an owner in a unit's name, not for the unit.
const GENERAL: &[&str] = &[
    "県立", "市立", "都立", "府立", "道立", "区立", "町立", "村立", "公立", "私立", "市内", "県内", "区内",
    "町内", "府内", "都内", "管内", "附属", "付属", "認定",
];

/// What an organisation that has such units is called.
const OWNERS: &[&str] = &[
    "都",
    "道",
    "府",
    "県",
    "市",
    "区",
    "町",
    "村",
    "教育委員会",
    "機構",
    "事業団",
    "連合会",
    "組合",
    "銀行",
    "金庫",
    "法人",
    "会",
    "労働局",
    "国税局",
    "警察",
    "公社",
    "省",
    "庁",
];

/// The link to the unit named at `found`.
pub(super) fn link_of(passage: &Passage<'_>, found: Span) -> Link {
    let name = passage.written(found).to_owned();
    Link { relation: Relation::Unit, name: Some((name, found)), said: found }
}

/// The units of the organisation itself that the text puts the incident at.
pub(super) fn links(draft: &Draft<'_>) -> Vec<Link> {
    let Some(owner) = draft.out.facts.organization.as_deref() else { return Vec::new() };
    let corporation =
        ["学校法人", "医療法人", "社会福祉法人", "国立大学法人", "地方独立行政法人", "独立行政法人"]
            .iter()
            .any(|form| owner.starts_with(form));
    let passage = draft.passage;
    if let Some(found) = branch::station(passage, owner) {
        return vec![link_of(passage, found)];
    }
    // A bank's parts are branches that it calls its own or names.
    if owner.ends_with("銀行") || owner.ends_with("金庫") {
        let own = branch::links(passage, owner);
        if !own.is_empty() {
            return own;
        }
    }
    if !(corporation || OWNERS.iter().any(|end| owner.ends_with(end)))
        || UNITS.iter().any(|unit| owner.ends_with(unit))
    {
        return branch::links(passage, owner);
    }
    if let Some(found) = branch::run(passage) {
        return vec![link_of(passage, found)];
    }
    let found = (0..passage.sentences.len().min(10)).find_map(|number| {
        let found = named(passage, number)?;
        let name = passage.words(found);
        // Employment offices are the state's, whoever's staff came there.
        let of_state = !name.ends_with("ハローワーク") || owner.ends_with("労働局");
        (of_state && !owner.contains(name)).then_some(found)
    });
    if let Some(found) = found {
        return vec![link_of(passage, found)];
    }
    let mut unnamed = (0..passage.sentences.len().min(UNNAMED_WITHIN)).filter_map(|at| unnamed(passage, at));
    let said = unnamed.next();
    said.map(|said| Link { relation: Relation::Unit, name: None, said }).into_iter().collect()
}

/// The unit at which the text puts the contractor of the only link: 「仮設病院の委託先である医療事務会社の社員が」, 「仮設苑において、
/// 給食を委託している事業者の調理員が」.
pub(super) fn before_contractor(draft: &Draft<'_>, links: &[Link]) -> Option<Link> {
    let [contractor] = links else { return None };
    if contractor.relation != Relation::Processor {
        return None;
    }
    let mut units = self::links(draft);
    let unit = units.pop().filter(|_| units.is_empty())?;
    let (_, name) = unit.name.as_ref()?;
    let passage = draft.passage;
    let sentence = passage.sentences.get(passage.sentence_at(name.start))?.span;
    let words = passage.words(Span::new(name.end.min(sentence.end), sentence.end));
    let his = words
        .strip_prefix('の')
        .is_some_and(|rest| ["委託先", "業務委託先", "指定管理者"].iter().any(|it| rest.starts_with(it)));
    let there = ["において、", "におきまして、", "で、"].iter().find_map(|there| words.strip_prefix(there));
    let clause = there.and_then(|rest| rest.split('、').next());
    let gives =
        clause.is_some_and(|clause| contains(clause, &["を委託している", "を委託していた", "を委託する"]));
    let within = (name.end..sentence.end).contains(&contractor.said.start);
    (within && (his || gives)).then_some(unit)
}

/// Among so many sentences a school is told of that is not named.
const UNNAMED_WITHIN: usize = 5;

/// What a public owner's school or hospital is called that is not named, with what stands before its kind.
const UNNAMED: &[&str] = &[
    "市内の",
    "町内の",
    "村内の",
    "区内の",
    "県内の",
    "府内の",
    "都内の",
    "市立の",
    "県立の",
    "市立",
    "県立",
    "都立",
    "府立",
    "道立",
    "区立",
    "町立",
    "村立",
    "市内",
    "町内",
    "区内",
    "県内",
];

/// Kinds of schools that go without a name where one of the staff did it.
const SCHOOLS: &[&str] = &[
    "高等学校",
    "高校",
    "中学校",
    "小学校",
    "支援学校",
    "特別支援学校",
    "義務教育学校",
    "中等教育学校",
    "幼稚園",
    "保育園",
    "保育所",
    "こども園",
];

/// A school of the owner that sentence `number` does not name, where something is put at it or its staff: 「市内の中学校の教諭が」,
/// 「市立小学校において」.
fn unnamed(passage: &Passage<'_>, number: usize) -> Option<Span> {
    let sentence = passage.sentences.get(number).filter(|sentence| sentence.role != Role::Title)?;
    let words = passage.words(sentence.span);
    UNNAMED.iter().flat_map(|lead| words.match_indices(lead)).find_map(|(at, lead)| {
        let rest = words.get(at + lead.len()..)?;
        let school = SCHOOLS.iter().filter(|school| rest.starts_with(**school)).max_by_key(|it| it.len())?;
        let tail = rest.get(school.len()..)?;
        // 「市内の小学校2校において」
        let tail = counted(tail);
        let placed = ["において", "におきまして", "における", "にて", "で、"];
        let staff = [
            "の教諭",
            "の教員",
            "の教職員",
            "の男性教",
            "の女性教",
            "の養護教諭",
            "の講師",
            "の校長",
            "の保育士",
            "に勤務する教",
            "に勤める教",
            "に勤務していた教",
        ];
        let whose = placed.iter().chain(&staff).any(|word| tail.starts_with(word)) || is_staff_of_age(tail);
        let named = words.get(..at)?.ends_with(|c: char| c.is_alphanumeric() && !('ぁ'..='ん').contains(&c));
        let span = Span::new(at, at + lead.len() + school.len()).shift(sentence.span.start);
        (whose && !named).then_some(span)
    })
}

/// What follows a count of schools: 「2校|において」.
fn counted(tail: &str) -> &str {
    let rest = tail.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.strip_prefix(['校', '園']).filter(|_| rest.len() < tail.len()).unwrap_or(tail)
}

/// Whether one of the staff follows by his age: 「の30代男性教諭」.
fn is_staff_of_age(tail: &str) -> bool {
    let aged = tail.strip_prefix('の').map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    aged.is_some_and(|rest| rest.starts_with("代"))
}

/// What says whose a school or hospital is, right before its name.
const OWNED: [&str; 7] = ["県立", "市立", "都立", "府立", "道立", "区立", "町立"];

/// So much hiragana begins a unit's name at most, in bytes: seven letters.
const MOST_KANA: usize = 21;

/// Hiragana that stand in units' names.
const KANA: [&str; 3] = ["わかもの", "こども", "みんなの"];

/// A unit's name followed by a word of place, in sentence `number`.
fn named(passage: &Passage<'_>, number: usize) -> Option<Span> {
    let sentence = passage.sentences.get(number)?;
    let words = passage.words(sentence.span);
    let mut ends: Vec<usize> =
        UNITS.iter().filter_map(|unit| find(words, unit).map(|at| at + unit.len())).collect();
    ends.sort_unstable();
    let mut placed = ends.into_iter().filter(|&end| placed(words, end, sentence.role));
    placed.find_map(|end| proper(words, end)).map(|span| span.shift(sentence.span.start))
}

/// The unit's name that ends at byte `end`, if that says which one it is.
fn proper(words: &str, end: usize) -> Option<Span> {
    let start = begin(words, end);
    // 「本学医学部附属病院」
    let own = SELVES.iter().find(|own| words.get(start..end).is_some_and(|name| name.starts_with(*own)));
    let start = start + own.map_or(0, |own| own.len());
    let name = words.get(start..end)?;
    if own.is_some() && PARTS.iter().any(|part| name.ends_with(part) && name.len() >= 12) {
        return Some(Span::new(start, end));
    }
    let proper = GENERAL.iter().find_map(|general| name.strip_prefix(general)).unwrap_or(name);
    let bare = UNITS.contains(&proper)
        || proper == "小中学校"
        || name.starts_with('本')
        || !UNITS.iter().any(|unit| name.ends_with(unit))
        || name.starts_with(['当', '同', '各', '全', '他'])
        || name.starts_with(|c: char| c.is_ascii_digit())
        || proper.starts_with('の')
        || ["有料老人ホーム", "養護老人ホーム"].iter().any(|kind| name.ends_with(kind))
        || ["委託元", "委託先", "取引", "関係", "連携"].iter().any(|other| name.starts_with(other));
    (!bare).then(|| Span::new(start, end))
}

/// Whether the words behind a name make it the place: において, で, の職員, or nothing (a label's or row's value).
fn placed(words: &str, end: usize, role: Role) -> bool {
    let tail = words.get(end..).unwrap_or("");
    let places = ["において", "における", "で", "の", "に", "が", "(", "は", "、"];
    // 「例示小学校(37名)の保護者」: whose mail it was.
    let counted = tail.strip_prefix('(').and_then(|rest| rest.split_once(')')).is_some_and(|(inside, _)| {
        inside.starts_with(|c: char| c.is_ascii_digit()) && inside.ends_with(['名', '人', '件'])
    });
    if counted {
        return false;
    }
    tail.is_empty() || role == Role::Title || places.iter().any(|word| tail.starts_with(word))
}

pub(super) fn begin(words: &str, end: usize) -> usize {
    let mut start = end;
    for (at, character) in words.get(..end).unwrap_or("").char_indices().rev() {
        let hiragana = ('ぁ'..='ん').contains(&character);
        if hiragana
            || !(character.is_alphanumeric() || matches!(character, 'ー' | 'ヶ' | '々'))
            || end - at > 90
        {
            break;
        }
        start = at;
    }
    let head = words.get(..start).unwrap_or("");
    // 「市立さくら小学校」: what stands between the owner and the kind is the name, whatever it is written in.
    let run = head.trim_end_matches(|c: char| ('ぁ'..='ん').contains(&c));
    let owned = OWNED.iter().find(|owned| run.ends_with(*owned)).filter(|_| run.len() < start);
    if let Some(owned) = owned.filter(|_| start - run.len() <= MOST_KANA) {
        return begin(words, run.len() - owned.len());
    }
    let kana = KANA.iter().find(|kana| head.ends_with(*kana));
    kana.map_or(start, |kana| begin(words, start - kana.len()))
}
