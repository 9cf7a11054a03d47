//! Whether a text settles that what was feared did not happen.

use jikenbo_model::Span;

use crate::fields::{claimed, denied_kind, methods};
use crate::lists::contains;
use crate::modality::Modality;
use crate::passage::{Passage, Role};

/// The words that settle that nothing happened: they say so of the whole, a thing that was missed turned up where it
/// belongs, or a suspicion was looked into.
pub(super) fn settled(passage: &Passage<'_>) -> Option<Span> {
    said(passage).or_else(|| cleared(passage))
}

/// A body that settles that nothing happened, and nowhere tells how something happened or that data got out.
fn said(passage: &Passage<'_>) -> Option<Span> {
    let hit =
        passage.finds("incident", "no_incident").find(|hit| !denied_kind::of_kind(passage, hit.span))?;
    let gone = gone(passage).next().is_some();
    let possible = passage.finds("incident", "may_be_gone").next().is_some();
    let happened = !methods::stated(passage).is_empty();
    (!gone && !possible && !happened).then_some(hit.span)
}

/// That no data got out, said of a thing that turned up again or of a suspicion, where nothing else is told to have
/// happened.
fn cleared(passage: &Passage<'_>) -> Option<Span> {
    let denied = passage
        .finds("incident", "not_gone")
        .find(|hit| flat(passage, hit.span) && !denied_kind::of_kind(passage, hit.span))?;
    let gone = gone(passage).any(|span| !alleged(passage, span));
    (!gone && (turned_up(passage) || refuted(passage))).then_some(denied.span)
}

/// Where data are said to have got out.
fn gone<'a>(passage: &'a Passage<'_>) -> impl Iterator<Item = Span> + 'a {
    let certain = |span: Span| passage.modality(passage.clause_at(span.start), span) == Modality::Confirmed;
    let hits = passage.finds("incident", "gone").map(|hit| hit.span);
    hits.filter(move |&span| {
        certain(span) && contains(passage.words(span), &["漏", "流出", "窃取", "持ち出"])
    })
}

/// Whether it is denied as settled, not only as not found so far.
fn flat(passage: &Passage<'_>, span: Span) -> bool {
    let words = passage.sentence(passage.sentence_at(span.start));
    contains(words, &["なかった", "せんでした", "事実はな", "事実はござ", "事実はあり"])
        && !contains(words, &["現時点", "現在のところ", "今のところ"])
}

/// Whether somebody else only said so, or it was only feared: 「流出しているとの指摘」.
fn alleged(passage: &Passage<'_>, span: Span) -> bool {
    let number = passage.sentence_at(span.start);
    let heading = passage
        .sentences
        .get(number)
        .is_some_and(|sentence| matches!(sentence.role, Role::Title | Role::Heading));
    let doubted = [
        "との指摘",
        "との情報",
        "との連絡",
        "との通報",
        "との報道",
        "とされ",
        "疑い",
        "おそれ",
        "恐れ",
        "可能性",
    ];
    heading || claimed::claimed(passage, span) || contains(passage.sentence(number), &doubted)
}

/// Whether what was missed was found in the house: no finder brought it, and nothing else is told.
fn turned_up(passage: &Passage<'_>) -> bool {
    let only_missed = words_of_incident(passage).all(|words| {
        contains(words, &["紛失", "所在不明", "所在が", "見当たら", "亡失", "漏", "流出", "個人情報が"])
    });
    let found = |words: &str| {
        contains(words, &["発見され", "発見しま", "見つかり", "見つかっ", "保管されていた", "保管されていま"])
            && !contains(words, &["見つかっていな", "見つかっておりませ", "見つかりませ", "発見されてい"])
    };
    let away = |words: &str| contains(words, &["届けて", "届けら", "拾", "第三者", "通行", "交番", "回収"]);
    let sentences = || passage.sentences.iter().map(|sentence| passage.words(sentence.span));
    only_missed && sentences().any(found) && !sentences().any(away)
}

/// Whether a suspicion was looked into that had nothing but itself to go by.
fn refuted(passage: &Passage<'_>) -> bool {
    let only_feared = passage.finds("incident", "incident").all(|hit| {
        contains(passage.words(hit.span), &["漏", "流出", "個人情報が"]) || !told(passage, hit.span)
    });
    let suspected = [
        "疑い",
        "疑念",
        "指摘",
        "との情報",
        "との連絡",
        "との通報",
        "報道",
        "懸念",
        "記事",
        "投稿",
        "書き込み",
        "主張",
    ];
    let lead = passage.sentences.iter().take(super::LEAD).map(|sentence| passage.words(sentence.span));
    only_feared && lead.into_iter().any(|words| contains(words, &suspected))
}

/// Whether the words at `span` tell of an incident: not as denied, claimed by another or the name of a paper.
fn told(passage: &Passage<'_>, span: Span) -> bool {
    let denied = matches!(
        passage.modality(passage.clause_at(span.start), span),
        Modality::Denied | Modality::Unconfirmed
    );
    !denied && !claimed::claimed(passage, span) && passage.quoted(span).is_none()
}

/// The words by which an incident is named.
fn words_of_incident<'a>(passage: &'a Passage<'_>) -> impl Iterator<Item = &'a str> {
    passage.finds("incident", "incident").map(|hit| passage.words(hit.span))
}
