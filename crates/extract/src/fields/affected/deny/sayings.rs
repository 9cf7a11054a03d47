//! Figures of a rule, or of what did not happen.

use jikenbo_model::Span;

use super::{data_in, persons};
use crate::fields::affected::grammar::{Particle, Tail, near};
use crate::fields::affected::hit::attributed_only;
use crate::fields::affected::place::{Place, boundary};
use crate::fields::affected::scene::Scene;
use crate::fields::analogy;
use crate::lists::contains;
use crate::modality::{self, Modality};

/// How far from its end a clause is looked at for a denial, in bytes (20 characters): 閲覧者を限定しないSNSに投稿した denies
/// nothing.
const PREDICATE_END: usize = 60;

/// A law's threshold or a notice of what is to be reported.
pub(super) fn threshold(_: &Scene<'_>, place: &Place<'_>, _: &Tail) -> bool {
    let more = contains(place.passage.words(place.number.span), &["超", "以上"])
        || place.behind().starts_with("を超");
    let named = place.has("law", place.clause()) || place.has("law", near(place, place.behind));
    let noun = place.passage.words(place.noun());
    let data =
        contains(noun, &["漏え", "漏洩", "流出", "紛失", "個人情報", "個人データ", "顧客情報", "契約者情報"]);
    named && (more || !persons(place.counter()) && !data)
}

/// Denied, supposed, advised or planned.
pub(super) fn not_so(scene: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    let clause = place.clause();
    let own = Span::new(place.number.span.start, place.number.span.end.min(clause.end));
    let from = boundary(place.passage.text(), clause.end.saturating_sub(PREDICATE_END)).max(own.end);
    let closing = Span::new(from, clause.end);
    let end = place.passage.words(closing);
    // 「646件(過去分は含まず)」 denies what the bracket names.
    let written = place.passage.words(Span::new(own.end, clause.end.max(own.end)));
    let bracket = written.starts_with('(')
        && written.trim_end_matches(['。', '\n', ' ']).ends_with(')')
        && contains(written, &["は含ま", "を含ま", "は除", "を除"])
        && !contains(written, &["漏", "流出", "影響", "今回", "確認"]);
    // 「児童35名だけでなく、保護者40名の」
    let both = ["だけでな", "だけではな", "のみではな", "にとどまら", "に限ら"]
        .iter()
        .any(|word| written.starts_with(word));
    if place.passage.negation(closing) == Some(Modality::Denied) && !bracket && !both {
        return !attributed_only(place)
            && !is_contrasted(end)
            && !contains(end, &["登録がありません", "特定でき", "保護され", "暗号化され"])
            && !narrows(end)
            && !missing(end);
    }
    // 「3,480件(前回公表時は3,120件)」 supposes nothing.
    let shown = Span::new(own.start, place.behind.start.min(clause.end).max(own.end));
    match place.passage.modality(clause, shown) {
        Modality::Unconfirmed => place.passage.words(clause).contains("影響を受けて"),
        Modality::Hypothetical | Modality::Advice => !data_in(place, tail.noun) && !place.targeted(),
        Modality::Plan => !data_in(place, tail.noun) && !place.targeted() && !place.in_data(scene),
        _ => false,
    }
}

/// Whether the words only say what was done in place of what: 「BCCではなくTOで送信し」.
fn is_contrasted(words: &str) -> bool {
    words
        .rsplit_once("ではなく")
        .is_some_and(|(_, rest)| rest.chars().count() > 4 && modality::negation(rest).is_none())
}

/// Whether the words deny nothing but that a thing is where it should be: 「書類(31名分)が見当たらないことが判明」.
fn missing(words: &str) -> bool {
    contains(words, &["見当たらな", "見つからな", "所在が分からな", "所在がわからな"])
        && !contains(words, &["痕跡", "形跡", "不審", "異常", "証拠"])
}

/// Whether all that is denied narrows a noun: 閲覧者を限定しない設定の.
fn narrows(words: &str) -> bool {
    let mut rest = words;
    let mut any = false;
    while let Some(at) = rest.find("ない") {
        any = true;
        rest = rest.get(at + "ない".len()..).unwrap_or("");
        if !rest.starts_with(|c: char| ('一'..='龠').contains(&c)) {
            return false;
        }
    }
    any && modality::negation(rest).is_none()
}

/// What only those who did it claim, and the writer cannot confirm: 「90万人分を入手したと主張しているが、確認できていない」.
pub(super) fn claimed(_: &Scene<'_>, place: &Place<'_>, _: &Tail) -> bool {
    let Some((_, rest)) = place.behind().split_once("と主張") else { return false };
    contains(rest, &["確認できてい", "確認されてい", "確認できておりませ", "真偽", "裏付けは"])
}

/// A sentence that tells of another incident: 「2009年には他社の社員が約149万人分を持ち出した」.
pub(super) fn analogy(_: &Scene<'_>, place: &Place<'_>, _: &Tail) -> bool {
    analogy::is_analogy(place.passage, place.sentence)
}

/// A section that tells of other things.
pub(super) fn elsewhere(scene: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    let off =
        ["contact", "history", "performance", "advice", "denied"].iter().any(|topic| place.about(topic));
    let later = place.about("measures") && !place.about("outline");
    let tied = data_in(place, tail.noun) || place.counter().ends_with('分') || place.noun_is("data");
    (off || later && !tied) && !place.in_data(scene)
}

/// A condition, not a count: 2名以上の方が同時に操作した際.
pub(super) fn condition(_: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    let small = place.number.value.whole().is_some_and(|count| count <= 3);
    small
        && place.number.qualifier == jikenbo_text::numbers::Qualifier::Min
        && tail.particle != Particle::None
        || place.has("law", place.noun())
}

/// Its own bracket says that no leak is known: 3,000人(流出は確認されていません).
fn remarked(place: &Place<'_>) -> bool {
    let remark = place.passage.words(Span::new(place.number.span.end, place.behind.start));
    remark.contains('(')
        && contains(remark, &["漏え", "漏洩", "流出"])
        && matches!(modality::negation(remark), Some(Modality::Denied | Modality::Unconfirmed))
}

/// The sentence goes on to say that nothing of it got out.
pub(super) fn cleared(_: &Scene<'_>, place: &Place<'_>, _: &Tail) -> bool {
    if remarked(place) {
        return true;
    }
    let rest = place.behind;
    let leak = place.passage.hits_in("figures", rest).filter(|(_, rule)| rule.value == "suffers");
    let text = place.passage.text();
    leak.take(4).any(|(hit, _)| {
        let words = hit.span.of(text).unwrap_or("");
        let clause = place.passage.clause_at(hit.span.start);
        let clause = Span::new(clause.start, clause.end.min(place.behind.end));
        contains(words, &["漏え", "漏洩", "流出"])
            && !of_others(place.passage.words(Span::new(clause.start.min(hit.span.start), hit.span.start)))
            && place.passage.modality(clause, hit.span) == Modality::Denied
            && contains(
                place.passage.words(clause),
                &["はなかった", "はありません", "なかったことを", "なかったものと", "はない"],
            )
    })
}

/// Whether only what goes beyond those counted is denied: 「3月6日より前の|流出はない」, 「これ以外の|漏えいはなかった」.
fn of_others(head: &str) -> bool {
    [
        "より前の",
        "以前の",
        "以降の",
        "より後の",
        "以外の",
        "のほかの",
        "ほかに",
        "他の",
        "その他の",
        "超える",
        "を超えた",
        "さらなる",
        "新たな",
    ]
    .iter()
    .any(|end| head.ends_with(end))
}

/// What is kept apart from what was hit, so that the sentence ends in a denial: 「講師(約4千人)の連絡先は別のサーバーに置いて
/// おり、対象ではありません」.
pub(super) fn apart(_: &Scene<'_>, place: &Place<'_>, _: &Tail) -> bool {
    let from = boundary(place.passage.text(), place.behind.end.saturating_sub(PREDICATE_END))
        .max(place.behind.start);
    let mut hits =
        place.passage.hits_in("phrases", place.behind).filter(|(_, rule)| rule.value == "affected.apart");
    let own = hits.next().is_some_and(|(hit, _)| {
        let between = Span::new(place.behind.start, hit.span.start.max(place.behind.start));
        // What another topic is kept apart of says nothing of those counted.
        !place.passage.words(between).contains('、') && !place.has("leak", between)
    });
    own && place.passage.negation(Span::new(from, place.behind.end)) == Some(Modality::Denied)
}
