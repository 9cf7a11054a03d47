//! Releases that are none of the writer's own on this incident: of another company, or on another incident.

use jikenbo_text::words::{closing, find};

use super::earlier::without_quotes;
use crate::lists::contains;

/// Whether a sentence tells of another incident: 「昨年公表した誤廃棄は本件とは別の事案」.
pub(super) fn is_of_another(words: &str) -> bool {
    let apart = [
        "本件とは別",
        "別の事案",
        "別の案件",
        "本件とは関係",
        "再びこのような",
        "再び不正アクセス",
        "再び個人情報",
        "新たに別の",
        "本件とは無関係",
        "今回とは別",
        "が、それとは別に",
        "が、これとは別に",
    ];
    // 「3月に本市が発表した誤送信とは関係がございません」
    let unlike = ["とは関わり", "とは関係", "とは無関係"].iter().any(|unlike| {
        words.split_once(unlike).is_some_and(|(head, _)| {
            let clause = head.rsplit(['、', '。']).next().unwrap_or(head);
            contains(clause, &["公表した", "発表した", "公表しました", "掲載した", "お知らせした"])
        })
    });
    // 「令和2年にも別の支所での誤送付を公表しましたが」
    let before = contains(words, &["にも別の"])
        && contains(words, &["公表しておりますが", "公表しましたが", "公表いたしましたが"]);
    contains(words, &apart) || unlike || before
}

/// Whether a sentence goes back to another's release: 「委託先である株式会社例示が4月3日に公表したとおり」.
pub(super) fn told_by_other(words: &str) -> bool {
    let back = [
        "公表したとおり",
        "公表した通り",
        "公表しているとおり",
        "発表したとおり",
        "発表した通り",
        "公表しましたとおり",
    ];
    let Some(head) = back.iter().find_map(|back| find(words, back)).and_then(|at| words.get(..at)) else {
        return false;
    };
    let clause = head.rsplit(['。', '、']).next().unwrap_or(head);
    let roles = ["委託先", "委託元", "提供元", "開発元", "運営会社", "取引先", "事業者", "親会社"];
    let own = ["当社", "弊社", "本市", "当院", "本学", "当行"];
    clause.split_once('が').is_some_and(|(subject, _)| {
        contains(subject, &roles) && !own.iter().any(|own| subject.ends_with(own))
    })
}

/// Who tells of an incident besides the one whose report it is.
const TELLERS: &[&str] = &[
    "委託先",
    "提供元",
    "開発元",
    "運営会社",
    "メーカー",
    "ベンダー",
    "親会社",
    "攻撃者",
    "グループ",
    "犯人",
    "第三者",
    "加害者",
    "事業者",
    "警察",
    "警視庁",
    "報道機関",
];

/// How far before a day who told is named, in characters.
const TOPIC: usize = 60;

/// Whether the words before a day, or between it and the word for a release, name somebody else who told: 「委託先である例示社は、」, 「メーカーが」.
pub(super) fn told_by_another(before: &str, named: &str, own: Option<&str>) -> bool {
    let other = |topic: &str| {
        let clause = topic.rsplit(['、', '。']).next().unwrap_or(topic);
        let ours = [
            "当社",
            "弊社",
            "当行",
            "当会",
            "当協会",
            "当法人",
            "本市",
            "本学",
            "当院",
            "当グループ",
            "弊グループ",
        ];
        let own = own.is_some_and(|own| clause.contains(own)) || contains(clause, &ours);
        let teller = TELLERS.iter().any(|teller| clause.ends_with(teller));
        let company =
            contains(clause, &["株式会社", "有限会社", "合同会社", "Inc.", "Ltd.", "委託先", "同社"]);
        !own && (teller || company)
    };
    let before = closing(before, TOPIC).trim_end_matches(['、', ' ']);
    let topic = ["は", "が", "も"].iter().find_map(|mark| before.strip_suffix(mark));
    let giver = ["から", "より"].iter().find_map(|mark| before.strip_suffix(mark));
    if giver.is_some_and(other) {
        return true;
    }
    let inner = named.split_once('が').map(|(head, _)| head.rsplit(['日', '月']).next().unwrap_or(head));
    let from = named.split_once("より").map(|(head, _)| head.rsplit(['日', '月']).next().unwrap_or(head));
    let press = contains(named, &["報道で", "報道に", "報道機関"]);
    press
        || from.is_some_and(|head| head.starts_with('に') && other(head))
        || topic.is_some_and(other)
        || inner.is_some_and(|head| head.starts_with('に') && other(head))
}

/// Whether a company that is called by its letters is who tells, as none calls itself: 「6月3日 EXAが本件を|公表しました」.
fn tells_of_itself(named: &str, after: &str) -> bool {
    let told = ["公表", "発表"].iter().any(|told| named.ends_with(told));
    let active =
        ["しました", "いたしました", "した", "し、", "して"].iter().any(|end| after.starts_with(end));
    let Some((head, rest)) = named.split_once('が').filter(|_| told && active) else { return false };
    let letters = head.chars().rev().take_while(char::is_ascii_alphabetic).count();
    let clause = rest.trim_start_matches('、');
    letters > 1 && clause.chars().count() <= SELF && !clause.contains('。')
}

/// How much stands at most between who tells and the word for it, in characters: 「が、自社のサイトで本件を|公表」.
const SELF: usize = 16;

/// Whether another company is who tells: 「例示社が、自社のサイトで|公表」, before the day or behind it.
pub(super) fn another_tells(before: &str, named: &str, after: &str) -> bool {
    if tells_of_itself(named, after) {
        return true;
    }
    let own = ["当社", "弊社", "本社", "自社", "小社", "会社", "両社", "当行", "弊行", "銀行", "本行"];
    let other = |words: &str| {
        words.match_indices(['社', '行']).any(|(at, _)| {
            let (head, tail) = words.split_at(at + "社".len());
            let subject = tail.starts_with('が') || tail.starts_with('は') && !tail.starts_with("はじめ");
            subject && !own.iter().any(|own| head.ends_with(own))
        })
    };
    other(&without_quotes(named)) || other(before.rsplit(['。', '、']).next().unwrap_or(before))
}
