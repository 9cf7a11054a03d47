//! A school, hospital or branch of the organisation itself as the place of the incident.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::Relation;
use jikenbo_text::words::find;

use super::Link;
use crate::Draft;
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

pub(super) fn link(draft: &Draft<'_>) -> Option<Link> {
    let owner = draft.out.facts.organization.as_deref()?;
    let corporation =
        ["学校法人", "医療法人", "社会福祉法人", "国立大学法人", "地方独立行政法人", "独立行政法人"]
            .iter()
            .any(|form| owner.starts_with(form));
    let passage = draft.passage;
    if !(corporation || OWNERS.iter().any(|end| owner.ends_with(end)))
        || UNITS.iter().any(|unit| owner.ends_with(unit))
    {
        let within = || 0..passage.sentences.len().min(OWNED_WITHIN);
        let found = within()
            .find_map(|number| owned(passage, number))
            .or_else(|| within().find_map(|number| branch(passage, number)))
            .filter(|found| !owner.contains(passage.words(*found)))?;
        let name = passage.written(found).to_owned();
        return Some(Link { relation: Relation::Unit, name: Some((name, found)), said: found });
    }
    let found = (0..passage.sentences.len().min(10)).find_map(|number| {
        let found = named(passage, number)?;
        let name = passage.words(found);
        // Employment offices are the state's, whoever's staff came there.
        let of_state = !name.ends_with("ハローワーク") || owner.ends_with("労働局");
        (of_state && !owner.contains(name)).then_some(found)
    });
    let Some(found) = found else {
        let said = (0..passage.sentences.len().min(UNNAMED_WITHIN)).find_map(|at| unnamed(passage, at))?;
        return Some(Link { relation: Relation::Unit, name: None, said });
    };
    let name = passage.written(found).to_owned();
    Some(Link { relation: Relation::Unit, name: Some((name, found)), said: found })
}

/// Among so many sentences a school is told of that is not named.
const UNNAMED_WITHIN: usize = 4;

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
        ];
        let whose = placed.iter().chain(&staff).any(|word| tail.starts_with(word)) || is_staff_of_age(tail);
        let named = words.get(..at)?.ends_with(|c: char| c.is_alphanumeric() && !('ぁ'..='ん').contains(&c));
        let span = Span::new(at, at + lead.len() + school.len()).shift(sentence.span.start);
        (whose && !named).then_some(span)
    })
}

/// Whether one of the staff follows by his age: 「の30代男性教諭」.
fn is_staff_of_age(tail: &str) -> bool {
    let aged = tail.strip_prefix('の').map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    aged.is_some_and(|rest| rest.starts_with("代"))
}

/// Among so many sentences a writer names the part of himself where it happened.
const OWNED_WITHIN: usize = 5;

/// What a writer calls himself before the name of a part of himself.
const SELVES: &[&str] = &[
    "本学",
    "本院",
    "本校",
    "本市",
    "本県",
    "本会",
    "当社",
    "弊社",
    "当行",
    "弊行",
    "当金庫",
    "当組合",
    "当院",
    "当法人",
    "当協会",
];

/// The parts that a company or university has of its own: 「当社の仮設支店において」, 「本学附属病院の」.
const PARTS: &[&str] = &[
    "支店",
    "営業所",
    "支社",
    "出張所",
    "分院",
    "附属病院",
    "附属中学校",
    "附属小学校",
    "附属高等学校",
    "附属幼稚園",
    "附属図書館",
    "附属特別支援学校",
];

/// A part that the writer calls his own, in sentence `number`, where something is put at it or its staff.
fn owned(passage: &Passage<'_>, number: usize) -> Option<Span> {
    let sentence = passage.sentences.get(number)?;
    let words = passage.words(sentence.span);
    SELVES.iter().flat_map(|own| words.match_indices(own)).find_map(|(at, own)| {
        let rest = words.get(at + own.len()..)?;
        let rest = rest.strip_prefix('の').unwrap_or(rest);
        let start = words.len() - rest.len();
        let run = rest.find(|c: char| ('ぁ'..='ん').contains(&c) || !c.is_alphanumeric() && c != 'ー');
        let name = rest.get(..run.unwrap_or(rest.len()))?;
        let tail = rest.get(name.len()..)?;
        let placed = ["において", "におきまして", "における", "で", "にて", "が", "の"]
            .iter()
            .any(|word| tail.starts_with(word));
        // 「各支店」, 「支店」 name none.
        let named = PARTS
            .iter()
            .any(|part| name.ends_with(part) && (name.len() > part.len() || part.starts_with('附')));
        let general = name.starts_with(['各', '全', '他'])
            || ["国内", "海外", "一部", "複数"].iter().any(|lead| name.starts_with(lead));
        let span = Span::new(start, start + name.len()).shift(sentence.span.start);
        (placed && named && !general).then_some(span)
    })
}

/// What a company's own place of business is called.
const BRANCHES: [&str; 5] = ["支店", "営業所", "支社", "出張所", "分院"];

/// What puts something at such a place or its staff.
const AT_BRANCH: &[&str] = &[
    "において",
    "におきまして",
    "における",
    "にて",
    "で、",
    "の職員",
    "の社員",
    "の行員",
    "の担当者",
    "の従業員",
];

/// A place of business of a company in sentence `number`, by its name alone: 「仮設支店の社員が」.
fn branch(passage: &Passage<'_>, number: usize) -> Option<Span> {
    let sentence = passage.sentences.get(number)?;
    let words = passage.words(sentence.span);
    let ends =
        BRANCHES.iter().flat_map(|kind| words.match_indices(kind).map(|(at, kind)| (at + kind.len(), kind)));
    ends.into_iter().find_map(|(end, kind)| {
        let placed = AT_BRANCH.iter().any(|word| words.get(end..).is_some_and(|tail| tail.starts_with(word)));
        let span = placed.then(|| Span::new(begin(words, end), end))?;
        let name = words.get(span.start..span.end)?;
        let proper = name.strip_suffix(kind).filter(|proper| proper.chars().count() >= 2)?;
        let general = name.starts_with(['当', '本', '同', '各', '全', '他', '弊'])
            || ["国内", "海外", "一部", "複数", "委託先", "取引先"].iter().any(|lead| name.starts_with(lead))
            || ["株式会社", "有限会社", "合同会社"].iter().any(|form| name.contains(form))
            || proper.ends_with(|c: char| c.is_ascii_digit());
        (!general).then(|| span.shift(sentence.span.start))
    })
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
        || ["委託元", "委託先", "取引先", "関係", "連携"].iter().any(|other| name.starts_with(other));
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

fn begin(words: &str, end: usize) -> usize {
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
