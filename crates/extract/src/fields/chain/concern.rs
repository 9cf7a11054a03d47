//! Whether a relation is spoken of as the place of the incident: 委託先において, 委託先のサーバーが不正アクセスを受け.

use jikenbo_model::Span;
use jikenbo_model::vocabulary::Relation;
use jikenbo_text::words::{closing, opening};

use super::{parties, place, plain};
use crate::fields::organization::other;
use crate::lists::contains;
use crate::passage::{Passage, Role};

/// What besides [`place::HELPERS`] makes a relation a helper in the response, not the place of the incident.
const HELPERS: &[&str] = &["とともに調査", "と共に調査", "への影響", "に影響", "には影響"];

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

/// Whether a relation is spoken of as the incident's place: in the title, or in a sentence that tells of the incident.
pub(super) fn concerns(passage: &Passage<'_>, number: usize, span: Span) -> bool {
    let Some(sentence) = passage.sentences.get(number) else { return false };
    if !place::tells(passage, number) || place::unharmed(passage, span) {
        return false;
    }
    let tail = Span::new(span.end, sentence.span.end).of(passage.text()).unwrap_or("");
    // 「仮設精機(当社子会社)のサーバー」
    let tail = tail.strip_prefix(')').filter(|_| plain::bracketed(passage, span).is_some()).unwrap_or(tail);
    if is_staff_data(passage.words(span), tail) {
        return false;
    }
    let near = opening(tail, 8);
    let defines = near.starts_with('」')
        && passage.text().get(..span.start).is_some_and(|before| before.ends_with('「'));
    if contains(near, HELPERS)
        || contains(near, place::HELPERS)
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

/// Whether the people of those who do the writer's work are only told of for their data: 「業務委託先の従業員の氏名」.
fn is_staff_data(words: &str, tail: &str) -> bool {
    let staff = ["の従業員", "の従業者"].iter().find_map(|staff| tail.strip_prefix(staff));
    words.ends_with("業務委託先")
        && staff.is_some_and(|rest| {
            !["が", "による", "により", "において"].iter().any(|word| rest.starts_with(word))
        })
}

fn starts(near: &str) -> bool {
    let noun = near.chars().next().is_some_and(|c| c.is_alphanumeric() && !('ぁ'..='ん').contains(&c));
    let verb = ["して", "いる", "した", "た", "する", "おり", "いた", "まし"]
        .iter()
        .any(|word| near.starts_with(word));
    noun || verb || PLACES.iter().any(|word| near.starts_with(word))
}

/// The last sentence of the lead, counted from 0.
const LEAD: usize = 3;

/// Whether an unnamed relation is surely the place: named so in the title or the lead, with the incident.
pub(super) fn surely(passage: &Passage<'_>, relation: Relation, number: usize, span: Span) -> bool {
    let Some(sentence) = passage.sentences.get(number) else { return false };
    if word_of(passage, span).is_some_and(is_of_writer) {
        return false;
    }
    let incident = passage.hits_in("incident", sentence.span).any(|(_, rule)| rule.value == "incident");
    let near =
        matches!(relation, Relation::Processor | Relation::SubProcessor | Relation::Member) && number <= LEAD;
    incident
        && (relation != Relation::Vendor || is_used(passage, span) && struck(passage, span))
        && (sentence.role == Role::Title || near || struck(passage, span))
        || matches!(relation, Relation::Processor | Relation::SubProcessor)
            && (place::at_fault(passage, span.end)
                || is_cause(passage, number, span)
                || brings_word(passage, span)
                || is_robbed(passage, span))
}

/// How far behind a contractor stands what he brings word of, in characters.
const WORD: usize = 60;

/// What the one at `span` brings word of: 「委託先より、|書類を紛失した|との報告がありました」.
fn word_of<'p>(passage: &'p Passage<'_>, span: Span) -> Option<&'p str> {
    let tail = past_firm(other::after(passage.text(), span.end));
    let near = opening(tail, WORD).split('。').next().unwrap_or_default();
    let told = ["との報告", "との連絡", "旨の報告", "旨の連絡", "と報告", "と連絡"];
    let said = told.iter().filter_map(|word| near.find(word)).min().and_then(|at| near.get(..at))?;
    ["より", "から"].iter().find_map(|from| said.strip_prefix(from))
}

/// Whether what word is brought of befell the writer: 「委託先から、|当社のサーバーが不正アクセスを受けた|との報告」.
fn is_of_writer(said: &str) -> bool {
    let said = said.trim_start_matches('、');
    // 「漏えいの痕跡は確認されなかった」, 「当社従業員が誤って送信した」
    let none = [
        "痕跡",
        "形跡",
        "可能性は低",
        "なかった",
        "当社従業員",
        "当社社員",
        "弊社従業員",
        "弊社社員",
        "市職員",
    ];
    contains(said, &none)
        || [
            "当社の",
            "当社が",
            "弊社の",
            "弊社が",
            "当院の",
            "本市の",
            "本学の",
            "当サイト",
            "弊社サ",
            "当社サ",
        ]
        .iter()
        .any(|own| said.starts_with(own))
}

/// Whether a contractor brings word of what befell him, and not the writer.
fn brings_word(passage: &Passage<'_>, span: Span) -> bool {
    let befell = [
        "紛失",
        "漏えい",
        "漏洩",
        "流出",
        "盗難",
        "誤送",
        "誤って",
        "不正アクセスを受け",
        "攻撃を受け",
        "感染",
    ];
    word_of(passage, span).is_some_and(|said| contains(said, &befell) && !is_of_writer(said))
}

/// Whether a contractor's car or house was broken into: 「委託先の車が盗まれ」.
fn is_robbed(passage: &Passage<'_>, span: Span) -> bool {
    let tail = past_firm(other::after(passage.text(), span.end));
    let near = opening(tail, WORD).split('。').next().unwrap_or_default();
    let things = ["の車", "の社用車", "の自動車", "のトラック", "の配送車", "の倉庫", "の事務所", "の営業所"];
    things.iter().any(|thing| near.starts_with(thing))
        && contains(near, &["盗まれ", "盗難に", "車上荒らし", "空き巣", "荒らされ", "侵入され"])
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
const USED: usize = 40;

/// Whether the one at `span` supplies what the writer makes use of: 「利用しているサーバーホスティング会社」.
fn is_used(passage: &Passage<'_>, span: Span) -> bool {
    let head = parties::head(passage, span.start);
    let near = closing(head, USED);
    let head = near;
    // 「当社の会員サイトを構築・運用しているシステム会社」
    let runs = ["構築", "運用", "保守", "開発", "管理", "運営", "提供"].iter().any(|work| {
        ["している", "していた", "しております", "する"]
            .iter()
            .any(|verb| head.strip_suffix(verb).is_some_and(|head| head.ends_with(work)))
    });
    contains(near, &["利用", "契約"]) && contains(near, &["している", "していた", "しております", "する"])
        || runs
            && (head.contains('「')
                || contains(head, &["サイトを", "システムを", "サービスを", "アプリを"])
                || ["当社", "弊社", "当院", "本学", "当法人", "本市"].iter().any(|own| head.contains(own)))
}

/// The longest word for one who does another's work, in characters: 「コールセンター運営会社」.
const FIRM: usize = 12;

/// What follows the word for the firm or person that does the work, behind the verb that says so: 「(委託している)|倉庫会社|のサーバー」,
/// 「(委託を受けた)|個人の配達員|が」.
pub(super) fn past_firm(tail: &str) -> &str {
    let bare = tail.strip_prefix("である").unwrap_or(tail);
    let leads = ["個人の", "個人事業主の", "外部の", "民間の", "別の"];
    let bare = leads.iter().find_map(|lead| bare.strip_prefix(lead)).unwrap_or(bare);
    let letters = opening(bare, FIRM + 1);
    let run = letters.find(|c: char| ('ぁ'..='ん').contains(&c) || !c.is_alphanumeric() && c != 'ー');
    let (firm, rest) = bare.split_at(run.unwrap_or(letters.len()));
    let kinds = [
        "会社",
        "業者",
        "事業者",
        "企業",
        "団体",
        "医師",
        "員",
        "技術者",
        "開発者",
        "講師",
        "事務所",
        "事業所",
    ];
    let known = kinds.iter().any(|kind| firm.ends_with(kind)) && firm.chars().count() <= FIRM;
    if known { rest } else { tail }
}

/// Whether what is the relation's own was attacked: `受託事業者のサーバーが不正アクセスを受け`.
pub(super) fn struck(passage: &Passage<'_>, span: Span) -> bool {
    let tail = other::after(passage.text(), span.end);
    let tail = past_firm(tail);
    let near = opening(tail, 40).split('。').next().unwrap_or_default();
    let own = tail.starts_with('の')
        && contains(near, &["サーバ", "システム", "ネットワーク", "パソコン", "端末"])
        || ["が", "において", "におきまして", "で、"].iter().any(|word| tail.starts_with(word));
    own && contains(near, &["不正アクセス", "サイバー攻撃", "ランサム", "感染", "攻撃を受け"])
}
