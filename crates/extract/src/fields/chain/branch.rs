//! A company's or university's own part as the place of the incident: 「当社の仮設支店において」; what somebody runs by its name.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::Relation;
use jikenbo_text::words::opening;

use super::Link;
use super::unit::{begin, link_of};
use crate::passage::Passage;

/// The parts of `owner` that the text puts the incident at.
pub(super) fn links(passage: &Passage<'_>, owner: &str) -> Vec<Link> {
    let within = || 0..passage.sentences.len().min(OWNED_WITHIN);
    let own = |link: &Link| link.name.as_ref().is_some_and(|(_, span)| owner.contains(passage.words(*span)));
    let found = within()
        .find_map(|number| owned(passage, number))
        .or_else(|| within().find_map(|number| branch(passage, number)))
        .or_else(|| within().find_map(|number| shop(passage, number, owner)))
        .filter(|links| !links.iter().any(own));
    found.or_else(|| run(passage).map(|found| vec![link_of(passage, found)])).unwrap_or_default()
}

/// Among so many sentences a writer names the part of himself where it happened.
const OWNED_WITHIN: usize = 5;

/// What a writer calls himself before the name of a part of himself.
pub(super) const SELVES: &[&str] = &[
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
pub(super) const PARTS: &[&str] = &[
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

/// More parts that a company has, where something is put there: 「弊社の仮設駅において」.
const SITES: &[&str] = &["駅", "工場", "店", "研究所", "事業所", "物流センター", "営業部"];

/// What such a part is called where no single one is meant.
const KINDS_OF_SITES: &[&str] = &[
    "直営店",
    "加盟店",
    "代理店",
    "特約店",
    "販売店",
    "専門店",
    "取扱店",
    "量販店",
    "小売店",
    "飲食店",
    "生産工場",
    "製造工場",
    "自社工場",
    "最寄駅",
    "本店",
    "支店",
    "店",
];

/// The parts that the writer calls his own, in sentence `number`, where something is put at them or their staff; without names
/// where they are only counted: 「当社の仮設支店および見本支店において」, 「当行の3支店において」.
fn owned(passage: &Passage<'_>, number: usize) -> Option<Vec<Link>> {
    let sentence = passage.sentences.get(number)?;
    let words = passage.words(sentence.span);
    SELVES.iter().flat_map(|own| words.match_indices(own)).find_map(|(at, own)| {
        let rest = words.get(at + own.len()..)?;
        let rest = rest.strip_prefix('の').unwrap_or(rest);
        let start = words.len() - rest.len();
        let name = Span::new(start, start + length(rest));
        let part = part_of(words, name)?;
        let at = sentence.span.start;
        let bare = name.of(words)?.trim_start_matches(|c: char| c.is_ascii_digit());
        if bare == part && bare.len() < name.len() {
            return counted(passage, words, name, part, at);
        }
        let names = joined(words, name, part);
        let tail = words.get(names.last()?.end..)?;
        let general =
            ["各", "全", "他", "国内", "海外", "一部", "複数", "オンライン", "ネット", "通販", "楽天"];
        let word = name.of(words)?;
        let placed = if SITES.contains(&part) { AT_BRANCH } else { PLACED };
        (placed.iter().any(|word| tail.starts_with(word))
            && !general.iter().any(|lead| word.starts_with(lead)))
        .then(|| names.into_iter().map(|name| link_of(passage, name.shift(at))).collect())
    })
}

/// What puts something at a part that the writer calls his own.
const PLACED: &[&str] = &["において", "におきまして", "における", "で", "にて", "が", "の"];

/// The longest name of a part, in characters.
const LONGEST: usize = 40;

/// The bytes at the start of `rest` that may be a name: no hiragana, no marks.
fn length(rest: &str) -> usize {
    let rest = opening(rest, LONGEST);
    rest.find(|c: char| ('ぁ'..='ん').contains(&c) || !c.is_alphanumeric() && c != 'ー').unwrap_or(rest.len())
}

/// What kind of part the name at `name` in `words` is of, where it says which one it is.
fn part_of<'w>(words: &'w str, name: Span) -> Option<&'static str> {
    let name: &'w str = name.of(words)?;
    let kinds = PARTS.iter().chain(SITES).filter(|part| name.ends_with(**part));
    let part = kinds.max_by_key(|part| part.len())?;
    let general = KINDS_OF_SITES
        .iter()
        .any(|kind| name == *kind || SITES.contains(part) && name.ends_with(kind) && *kind != "店");
    // 「各支店」, 「支店」 name none.
    let proper = name.len() > part.len() || part.starts_with('附');
    (proper && !general).then_some(*part)
}

/// The name at `first` and those of its kind that are joined to it: 「仮設支店および見本支店」, 「仮設支店、見本支店」.
fn joined(words: &str, first: Span, part: &str) -> Vec<Span> {
    let mut names = vec![first];
    while let Some(last) = names.last().copied() {
        let tail = words.get(last.end..).unwrap_or("");
        let joint = ["および", "及び", "並びに", "ならびに", "、", "・", "と"]
            .iter()
            .find(|joint| tail.starts_with(**joint));
        let Some(joint) = joint else { break };
        let start = last.end + joint.len();
        let next = Span::new(start, start + length(words.get(start..).unwrap_or("")));
        if !next.of(words).is_some_and(|name| name.ends_with(part) && name.len() > part.len()) {
            break;
        }
        names.push(next);
    }
    names
}

/// Parts that are counted, by their names in the bracket behind or without any: 「当行の3支店(仮設支店、見本支店、例示支店)において」.
fn counted(passage: &Passage<'_>, words: &str, name: Span, part: &str, at: usize) -> Option<Vec<Link>> {
    let tail = words.get(name.end..)?;
    if let Some(inside) = tail.strip_prefix('(') {
        let start = name.end + 1;
        let first = Span::new(start, start + length(inside));
        let names = joined(words, first, part);
        let closed = words.get(names.last()?.end..)?.starts_with(')');
        let proper = first.of(words)?.ends_with(part) && first.len() > part.len();
        return (closed && proper)
            .then(|| names.into_iter().map(|name| link_of(passage, name.shift(at))).collect());
    }
    let placed = AT_BRANCH.iter().any(|word| tail.starts_with(word));
    let digits = name.of(words)?.starts_with(|c: char| c.is_ascii_digit());
    (placed && digits).then(|| vec![Link { relation: Relation::Unit, name: None, said: name.shift(at) }])
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
    "の元行員",
    "の元社員",
    "勤務)",
    "に勤務する",
    "に勤務していた",
];

/// A place of business of a company in sentence `number`, by its name alone: 「仮設支店の社員が」.
fn branch(passage: &Passage<'_>, number: usize) -> Option<Vec<Link>> {
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
        (!general).then(|| vec![link_of(passage, span.shift(sentence.span.start))])
    })
}

/// A shop in sentence `number` that goes by its owner's name: 「見本薬局仮設店にて」 of 株式会社見本薬局.
fn shop(passage: &Passage<'_>, number: usize, owner: &str) -> Option<Vec<Link>> {
    let sentence = passage.sentences.get(number)?;
    let words = passage.words(sentence.span);
    let core = ["株式会社", "有限会社", "合同会社"]
        .iter()
        .fold(owner, |name, form| name.trim_start_matches(form).trim_end_matches(form));
    if core.chars().count() < 3 {
        return None;
    }
    words.match_indices(core).find_map(|(at, core)| {
        let name = Span::new(at, at + core.len() + length(words.get(at + core.len()..)?));
        let shop = name.of(words)?.ends_with('店') && name.len() > core.len() + '店'.len_utf8();
        let placed =
            AT_BRANCH.iter().any(|word| words.get(name.end..).is_some_and(|tail| tail.starts_with(word)));
        (shop && placed).then(|| vec![link_of(passage, name.shift(sentence.span.start))])
    })
}

/// Police stations of a police force: 「県警仮設警察署の巡査長が」.
pub(super) fn station(passage: &Passage<'_>, owner: &str) -> Option<Span> {
    if ![
        "県警察",
        "県警",
        "府警",
        "道警",
        "府警察",
        "道警察",
        "警視庁",
        "県警察本部",
        "府警察本部",
        "道警察本部",
    ]
    .iter()
    .any(|end| owner.ends_with(end))
    {
        return None;
    }
    (0..passage.sentences.len().min(OWNED_WITHIN)).find_map(|number| {
        let sentence = passage.sentences.get(number)?;
        let words = passage.words(sentence.span);
        words.match_indices("警察署").find_map(|(at, kind)| {
            let end = at + kind.len();
            let tail = words.get(end..)?;
            let staff = [
                "の巡査",
                "の警部",
                "の警察官",
                "の職員",
                "の署員",
                "の交通課",
                "の地域課",
                "の刑事課",
                "の生活安全課",
                "に勤務する",
                "の元",
                "において",
                "におきまして",
                "で、",
            ];
            let start = begin(words, end);
            let name = words.get(start..end)?;
            let bare = ["県警", "府警", "道警"].iter().find_map(|own| name.strip_prefix(own)).unwrap_or(name);
            let named = bare.len() > kind.len() && !bare.starts_with(['当', '同', '各', '本']);
            (named && staff.iter().any(|word| tail.starts_with(word)))
                .then(|| Span::new(end - bare.len(), end).shift(sentence.span.start))
        })
    })
}

/// What a house that somebody runs is called at its end.
const HOUSES: &[&str] = &[
    "会館",
    "ホール",
    "苑",
    "園",
    "荘",
    "病院",
    "クリニック",
    "学校",
    "体育館",
    "図書館",
    "博物館",
    "美術館",
    "寮",
    "ホテル",
    "プール",
    "の里",
    "の家",
    "の郷",
    "の杜",
    "の森",
    "公民館",
];

/// Kinds of houses before or instead of a name.
const KINDS_OF_HOUSES: &[&str] = &[
    "特別養護老人ホーム",
    "養護老人ホーム",
    "介護老人保健施設",
    "有料老人ホーム",
    "グループホーム",
    "障害者支援施設",
    "児童養護施設",
    "幼稚園",
    "保育園",
    "認定こども園",
    "こども園",
    "専門学校",
    "高等学校",
    "中学校",
    "小学校",
    "総合病院",
    "病院",
    "クリニック",
    "ホテル",
    "会館",
    "図書館",
    "公民館",
    "体育館",
    "ホール",
    "プール",
    "学校",
    "寮",
];

/// A house that the writer runs, by its name: 「当法人が運営する特別養護老人ホーム仮設苑において」.
pub(super) fn run(passage: &Passage<'_>) -> Option<Span> {
    (0..passage.sentences.len().min(OWNED_WITHIN)).find_map(|number| {
        let sentence = passage.sentences.get(number)?;
        let words = passage.words(sentence.span);
        let runs = ["運営する", "管理する", "運営している", "管理運営している", "経営する", "設置する"];
        let found = runs.iter().filter_map(|verb| words.find(verb).map(|at| (at, verb)));
        found.into_iter().find_map(|(at, verb)| {
            let head = words.get(..at)?;
            let own = SELVES.iter().chain(&["当財団", "当会", "本会", "当社団", "当団体"]).any(|own| {
                head.rfind(own).is_some_and(|at| {
                    let between = &head[at + own.len()..];
                    between.starts_with(['が', 'の', 'で']) && !between.contains(['、', '。'])
                })
            });
            let start = at + verb.len();
            let rest = words.get(start..)?.trim_start_matches('「');
            let start = words.len() - rest.len();
            let end = ["において", "におきまして", "にて", "で、", "の職員"]
                .iter()
                .filter_map(|word| rest.find(word))
                .min()?;
            let name = rest.get(..end)?.trim_end_matches('」');
            let kind =
                KINDS_OF_HOUSES.iter().filter(|kind| name.starts_with(**kind)).map(|kind| kind.len()).max();
            let proper = name.get(kind.unwrap_or(0)..).is_some_and(|proper| proper.chars().count() >= 2);
            let house = HOUSES.iter().any(|house| name.ends_with(house)) && !KINDS_OF_HOUSES.contains(&name);
            let marks = name.contains(['、', '。', '「', '(', 'の'])
                && !HOUSES.iter().any(|house| house.starts_with('の') && name.ends_with(house));
            (own && proper && house && !marks && name.chars().count() <= MOST_HOUSE)
                .then(|| Span::new(start, start + name.len()).shift(sentence.span.start))
        })
    })
}

/// The longest name of a house, in characters.
const MOST_HOUSE: usize = 26;
