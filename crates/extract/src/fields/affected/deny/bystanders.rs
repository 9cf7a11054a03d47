//! Figures of people and bodies who only stand by: those who used a service, came to a meeting, were asked for checks, or
//! whose staff, not themselves, were hit.

use jikenbo_model::Span;
use jikenbo_text::numbers::Sense;
use jikenbo_text::words::opening;

use super::{data_in, organizations, persons};
use crate::fields::affected::grammar::{Particle, Tail, near};
use crate::fields::affected::place::Place;
use crate::fields::affected::scene::Scene;
use crate::lists::contains;
use crate::passage::Role;

/// How far behind a base the figure stands that was hit, in bytes (80 characters).
const PART: usize = 240;

/// All who used something or were written to, of whom the sentence goes on to say how many were hit: 「ご利用のお客様は
/// 12,000名で、そのうち閲覧された方は340名」.
pub(super) fn base(_: &Scene<'_>, place: &Place<'_>, _: &Tail) -> bool {
    if !persons(place.counter()) && !place.counter().starts_with('件') {
        return false;
    }
    let from = place.clause().start.min(place.number.span.start);
    let head = Span::new(from, place.number.span.start);
    let used = [
        "利用され",
        "ご利用",
        "利用した",
        "起動",
        "送信した",
        "配信した",
        "送付した",
        "発送した",
        "登録され",
        "確認した",
        "開いた",
        "アクセスした",
    ];
    let hit = ["漏", "流出", "誤", "閲覧され", "表示され", "紛失", "盗"];
    let head = place.passage.words(head);
    let behind = place.behind();
    let end = place.passage.text().floor_char_boundary(place.behind.start + PART).min(place.behind.end);
    if in_lots(place, Span::new(place.behind.start, end)) {
        return true;
    }
    if !contains(head, &used) || contains(head, &hit) || place.targeted() {
        return false;
    }
    let goes_on = [
        "のうち",
        "で、うち",
        "で、このうち",
        "で、そのうち",
        "であり、うち",
        "ですが、",
        "でしたが、",
        "おりますが、",
        "いますが、",
    ];
    let rest = Span::new(place.behind.start, end);
    goes_on.iter().any(|word| behind.starts_with(word))
        && place.passage.numbers_in(rest).iter().any(|number| number.counter.is_some())
        && (place.has("leak", rest) || contains(place.passage.words(rest), &["表示", "閲覧", "実際に"]))
}

/// Whether it counts all to whom something was sent in lots, of which one went wrong: 「900件に送信する際、2回に分けて送信する内の
/// 1回目の500件について」.
fn in_lots(place: &Place<'_>, rest: Span) -> bool {
    let words = place.passage.words(rest);
    let sent =
        ["に送信する際", "に送付する際", "に発送する際", "に配信する際", "へ送信する際", "に一斉送信する際"];
    let lot = ["内の", "うちの", "のうち", "内、"].iter().filter_map(|word| words.find(word)).min();
    let counted = |at: usize| {
        let part = Span::new(rest.start + at, rest.end);
        place
            .passage
            .numbers_in(part)
            .iter()
            .any(|number| number.counter.is_some() && number.sense == Sense::Count)
    };
    sent.iter().any(|word| place.behind().starts_with(word))
        && words.contains("分けて")
        && lot.is_some_and(counted)
}

/// Those who came to be told: 「説明会を開催した(出席者61名)」.
pub(super) fn guests(scene: &Scene<'_>, place: &Place<'_>, _: &Tail) -> bool {
    let meeting = ["説明会を", "報告会を", "研修を", "集会を", "会見を", "説明会(", "報告会("];
    place.noun_end_in(&["出席者", "参加者", "来場者", "受講者", "出席"])
        && contains(place.before(), &meeting)
        && !place.in_data(scene)
}

/// How far behind such a firm its people stand, in characters.
const LENT: usize = 16;

/// Firms whose people were hit, or that were asked for something: 「グループ会社5社の従業員1,200名」, 「27社に対し点検を求めた」.
pub(super) fn firms(_: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    if !organizations(place.counter()) {
        return false;
    }
    let rest = place.passage.words(near(place, place.behind));
    let asked = ["点検", "確認", "要請", "依頼", "求め", "指示", "周知", "注意", "調査"];
    // 「メーカー4社から受け入れていた出向者」
    let lent = ["から受け入れ", "から出向", "からの出向", "から派遣", "からの派遣"];
    let staff = ["出向者", "出向", "派遣", "職員", "社員", "スタッフ"];
    if lent.iter().any(|word| place.behind().starts_with(word))
        && contains(opening(place.behind(), LENT), &staff)
    {
        return true;
    }
    owns(place) || tail.particle == Particle::To && contains(rest, &asked) && !place.targeted()
}

/// Those who go to law: 「会員41名が訴訟を提起」, 「原告18名」, 「和解の相手方 会員41名」.
pub(super) fn litigants(_: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    if !persons(place.counter()) {
        return false;
    }
    let before = place.before();
    let from = before.char_indices().rev().nth(PARTY).map_or(0, |(at, _)| at);
    let party = contains(
        before.get(from..).unwrap_or(""),
        &["原告", "和解の相手", "相手方", "申立人", "請求人", "提訴した"],
    );
    let rest = place.passage.words(place.behind);
    let sued = contains(rest, &["提訴", "訴訟", "訴えを", "請求訴訟", "を被告と"]);
    party || tail.particle == Particle::Subject && sued && !place.targeted()
}

/// How far before a party's number it is named so, in characters.
const PARTY: usize = 14;

/// Whether persons with a figure of their own belong to what is counted.
fn owns(place: &Place<'_>) -> bool {
    let Some(rest) = place.behind().strip_prefix('の') else { return false };
    let people =
        ["従業員", "社員", "役員", "役職員", "職員", "お客様", "顧客", "会員", "利用者", "関係者", "担当者"];
    let whose = people.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or("");
    let whose = whose.trim_start_matches(['、', '等', 'の', '約', '計', ' ']);
    whose.starts_with(|c: char| c.is_ascii_digit()) || whose.starts_with("及び") || whose.starts_with("最大")
}

/// What was made up for trying: 「架空のダミーデータ5,000件」.
pub(super) fn made_up(_: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    let noun = [place.noun(), tail.noun].map(|span| place.passage.words(span));
    noun.iter().any(|words| contains(words, &["ダミー", "架空の", "テスト用", "テストデータ", "疑似データ"]))
        || contains(place.behind(), &["のダミー", "の架空"]) && !data_in(place, place.noun())
}

/// Those to whom it went, in a line under that label: 「送信先 団体の代表者 16人」.
pub(super) fn addressees(scene: &Scene<'_>, place: &Place<'_>, _: &Tail) -> bool {
    let labels = ["送信先", "送付先", "誤送信先", "誤送付先", "宛先", "配信先", "受信者"];
    if under_leak_target(place) && !scene.open_recipients {
        return true;
    }
    let line = place.before().trim_start_matches(|c: char| !c.is_alphanumeric());
    let labelled = labels.iter().filter_map(|label| line.strip_prefix(label));
    let mut labelled = labelled.filter(|rest| rest.starts_with([' ', ':', '\t', '|']));
    labelled.next().is_some_and(|rest| !rest.contains(['。', '、'])) && !scene.open_recipients
}

/// Whether the figure stands under, or behind, a label for those whom the data reached: 「流出先の件数」.
fn under_leak_target(place: &Place<'_>) -> bool {
    let heading = place.passage.section(place.sentence).heading;
    let labels = [place.caption, heading.filter(|_| place.role() != Role::Heading)];
    let named = |label: Span| {
        let mut hits = place.passage.hits_in("phrases", label);
        let first = hits.find(|(_, rule)| rule.value == "affected.target").map(|(hit, _)| hit.span.start);
        let mark = |start: usize| {
            place.passage.words(Span::new(label.start, start)).chars().any(char::is_alphabetic)
        };
        first.is_some_and(|start| !mark(start))
    };
    labels.into_iter().flatten().any(named)
        || place.before().trim_end_matches([' ', ':', 'は']).ends_with("流出先")
}

/// Those who followed a link that the intruder then sent them: what they typed in was not among the data that leaked.
pub(super) fn lured(_: &Scene<'_>, place: &Place<'_>, _: &Tail) -> bool {
    let from = place.clause().start.min(place.before.start);
    let head = place.passage.words(Span::new(from, place.number.span.start));
    let link = contains(head, &["URL", "リンク", "偽サイト", "偽のサイト", "フィッシングサイト", "偽の画面"]);
    let typed = [
        "入力されたお客",
        "入力された方",
        "入力したお客",
        "入力した方",
        "クリックされたお客",
        "クリックされた方",
        "クリックした方",
    ];
    persons(place.counter()) && link && contains(head, &typed)
}

/// Those who could not use a service, or looked at a page that was tampered with: nothing of theirs got out by that.
pub(super) fn users(_: &Scene<'_>, place: &Place<'_>, _: &Tail) -> bool {
    let from = place.clause().start.min(place.number.span.start);
    let head = place.passage.words(Span::new(from, place.number.span.start));
    let kept_out = [
        "できなかったお客",
        "できなかった方",
        "できなかった利用者",
        "できなかった会員",
        "いただけなかったお客",
        "いただけなかった方",
    ];
    let looked = [
        "閲覧されたお客",
        "閲覧された方",
        "アクセスされたお客",
        "アクセスされた方",
        "訪問されたお客",
        "訪問された方",
    ];
    let page =
        contains(head, &["ページ", "サイト", "ホームページ"]) && !contains(head, &["情報", "漏", "流出"]);
    contains(head, &kept_out) || page && contains(head, &looked)
}
