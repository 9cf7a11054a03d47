//! The name that belongs to a relation: behind it, before it in a definition, or before に委託.

use jikenbo_model::Span;
use jikenbo_text::words::closing;

use super::plain;
use crate::fields::organization::name;
use crate::passage::{Passage, Role};

/// The name that belongs to a relation at `span`: behind it (`子会社である株式会社例示`, `子会社「例示」`), before it in a
/// definition (`株式会社例示(以下「委託先」`), or before に委託.
pub(super) fn named(passage: &Passage<'_>, span: Span) -> Option<(String, Span)> {
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
    let bare = bare.unwrap_or(words);
    // 「米国Example社」
    let land = ["米国", "英国", "中国", "韓国", "台湾", "独", "仏"].iter().find_map(|land| {
        bare.strip_prefix(land).filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase()))
    });
    Some((land.unwrap_or(bare).to_owned(), found))
}

/// Whether a word points at somebody, or stands for one whose name is held back: 同社, A社, ○○社.
fn is_placeholder(words: &str) -> bool {
    if ["個人事業主", "個人事業者", "フリーランス"].contains(&words) {
        return true;
    }
    let firm = words.strip_suffix('社').unwrap_or(words);
    // 「27社」
    if words.len() > firm.len()
        && firm.ends_with(|c: char| c.is_ascii_digit())
        && !firm.starts_with(|c: char| c.is_ascii_alphabetic())
    {
        return true;
    }
    let pointing = words.len() > firm.len() && firm.chars().count() == 1;
    pointing || words.ends_with("〇社") || words.ends_with("○社")
}

/// Whether the words at `found` only say in which land somebody is: 「海外子会社(例示国)」.
fn is_land(passage: &Passage<'_>, found: Span) -> bool {
    passage.hits_in("phrases", found).any(|(hit, rule)| rule.value == "chain.land" && hit.span == found)
}

pub(super) fn behind(passage: &Passage<'_>, span: Span) -> Option<Span> {
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
        return quoted(text, start);
    }
    if let Some(found) = behind_kind(passage, start) {
        return Some(found);
    }
    let window = Span::new(start, (start + 60).min(text.len()));
    let legal = passage.hits_in("organizations", Span::new(start, window.end.max(start)));
    let near = legal.filter(|(_, rule)| rule.value == "legal_form").map(|(hit, _)| hit.span).next();
    let around = near.and_then(|form| name::around(passage, form)).filter(|found| found.start <= start + 9);
    around.or_else(|| name::proper_at(passage, start).filter(|found| !passage.words(*found).contains("場")))
}

/// The name between the quotation mark before `start` and the next.
fn quoted(text: &str, start: usize) -> Option<Span> {
    let close = text.get(start..)?.find(['」', '』', '('])?;
    (close > 0 && close <= 120).then(|| Span::new(start, start + close))
}

/// The longest word for a kind of firm, in characters: 「居宅介護支援事業所」.
const KIND: usize = 12;

/// The name behind a word for what kind of firm its owner is: 「(委託している)|介護事業所「れいじ」の」, 「フランスの企業、Example社の」.
fn behind_kind(passage: &Passage<'_>, start: usize) -> Option<Span> {
    let text = passage.text();
    let tail = text.get(start..)?;
    let land = passage.hits_in("phrases", Span::new(start, start + LAND.min(tail.len())));
    let land = land.filter(|(hit, rule)| rule.value == "chain.land" && hit.span.start == start).last();
    let start = land.map_or(start, |(hit, _)| hit.span.end);
    let tail = text.get(start..)?;
    let bare = tail.strip_prefix('の').unwrap_or(tail);
    let run = bare.find(|c: char| ('ぁ'..='ん').contains(&c) || !c.is_alphanumeric() && c != 'ー')?;
    let (kind, rest) = bare.split_at_checked(run)?;
    let firm = ["会社", "業者", "企業", "事業所", "事務所"].iter().any(|end| kind.ends_with(end));
    if !firm || kind.chars().count() > KIND {
        return None;
    }
    let at = text.len() - rest.len();
    if rest.starts_with('「') {
        let found = quoted(text, at + '「'.len_utf8())?;
        let behind = text.get(found.end..)?.strip_prefix('」')?;
        return ["の", "が", "において", "で"].iter().any(|word| behind.starts_with(word)).then_some(found);
    }
    let joint = ["の", "、", "である"].iter().find(|joint| rest.starts_with(**joint))?;
    name::proper_at(passage, at + joint.len()).filter(|found| {
        let words = passage.words(*found);
        words.ends_with('社')
            && words.starts_with(|c: char| c.is_ascii_alphabetic() || ('ァ'..='ヶ').contains(&c))
    })
}

/// The longest name of a land, in bytes: オーストラリア.
const LAND: usize = 24;

/// How far before a relation the bracket opens that calls somebody by it, in characters: 「(以下、本件の」.
const DEFINED: usize = 12;

fn defined(passage: &Passage<'_>, span: Span) -> Option<Span> {
    let before = passage.text().get(..span.start)?;
    let near = closing(before, DEFINED);
    let open = span.start - near.len() + near.rfind("(以下")?;
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
