//! Figures of all that there were, of what was tried or is only supposed, and of how large a house is: of none of them it is said that
//! their data got out.

use jikenbo_model::Span;
use jikenbo_text::numbers::Number;
use jikenbo_text::words::find;

use crate::fields::affected::grammar::{Particle, Tail};
use crate::fields::affected::hit::attributed;
use crate::fields::affected::place::{Place, boundary};
use crate::fields::affected::scene::Scene;
use crate::lists::contains;
use crate::passage::Role;

/// How far behind a figure the one stands that was hit, in bytes (60 characters).
const REACH: usize = 180;

/// What leads to the figure of those concerned: 「漏えいの可能性があるのは」.
const HIT: &[&str] = &[
    "可能性があるのは",
    "おそれがあるのは",
    "恐れがあるのは",
    "可能性のあるのは",
    "確認されたのは",
    "漏えいしたのは",
    "流出したのは",
    "閲覧されたのは",
];

/// What was kept or gone through, of which it is said at once how much was hit: 「2,400名の情報が保存されていましたが、漏えいしたのは310名です」,
/// 「5,200名の情報を調査した結果、74名の情報が漏えいした可能性」.
pub(super) fn kept(_: &Scene<'_>, place: &Place<'_>, _: &Tail) -> bool {
    let words = near(place);
    if looked_through(place, words) || encrypted(words) {
        return true;
    }
    let end = TURNS.iter().filter_map(|turn| find(words, turn).map(|at| at + turn.len())).min();
    let (kept, goes_on) = words.split_at(end.unwrap_or(words.len()));
    if !contains(kept, &["保存", "保管", "登録", "格納", "記録"])
        || contains(kept, &["漏", "流出", "閲覧され"])
    {
        return false;
    }
    if contains(place.passage.sentence(place.sentence), &["紛失", "盗難", "置き忘れ", "USB"]) {
        return false;
    }
    match end {
        Some(end) => leads_to_figure(place, Span::new(place.behind.start + end, place.behind.end), goes_on),
        None => next_leads(place),
    }
}

/// Those whose data are said to be out of it, or only were gone through or renewed: 「1,150名の情報は削除済みのため、対象に含まれておりません」,
/// 「調査対象としたお客様は8,700名」, 「会員9,400名のパスワードを初期化しました」.
pub(super) fn left_out(_: &Scene<'_>, place: &Place<'_>, _: &Tail) -> bool {
    let words = near(place);
    let topic = ["の情報は", "の個人情報は", "については", "につきましては", "のデータは"]
        .iter()
        .any(|topic| words.starts_with(topic));
    let end = words.split('。').next().unwrap_or(words);
    let out = [
        "対象に含まれておりません",
        "対象に含まれていません",
        "対象に含まれていない",
        "対象には含まれて",
        "対象外で",
        "対象ではありません",
        "対象ではない",
        "対象となりません",
    ];
    if topic && !attributed(place) && contains(end, &out) && !end.contains(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let head = place.before();
    let gone_through = ["調査対象とした", "点検対象とした", "確認対象とした", "調査の対象とした"]
        .iter()
        .filter_map(|word| head.rsplit_once(word))
        .any(|(_, noun)| noun.chars().count() <= NOUN && !contains(end, &["漏", "流出", "閲覧され"]));
    let renewed = words.split_once("のパスワードを").is_some_and(|(own, rest)| {
        own.is_empty()
            && !place.has("leak", place.before)
            && !contains(place.before(), &["不正", "対象", "該当", "可能性", "おそれ"])
            && contains(rest.split('。').next().unwrap_or(rest), &["リセット", "変更", "初期化", "再設定"])
            && others_counted(place)
    });
    renewed || gone_through
}

/// Whether the report counts others than these.
fn others_counted(place: &Place<'_>) -> bool {
    place
        .passage
        .numbers
        .iter()
        .any(|number| number.value.whole() != place.number.value.whole() && counts_those(place, number))
}

/// How long the noun is at most that names those gone through, in characters: 「調査対象としたお客様は」.
const NOUN: usize = 8;

/// What turns from what was kept to what was hit.
const TURNS: &[&str] = &["ましたが、", "でしたが、", "ますが、", "ていたが、", "ているが、", "ものの、"];

/// Whether so many were looked through to find those concerned.
fn looked_through(place: &Place<'_>, words: &str) -> bool {
    let done = [
        "を調査した結果、",
        "を確認した結果、",
        "を精査した結果、",
        "を照合した結果、",
        "を調べた結果、",
        "を調査したところ、",
    ];
    let Some(end) = done.iter().filter_map(|done| find(words, done).map(|at| at + done.len())).min() else {
        return false;
    };
    let head = words.get(..end).unwrap_or_default();
    let rest = Span::new(place.behind.start + end, place.behind.end.max(place.behind.start + end));
    !contains(head, &["漏", "流出", "閲覧され", "。"])
        && !contains(place.before(), &["漏", "流出", "持ち出", "盗", "誤", "閲覧され", "紛失"])
        && !place.passage.words(rest).starts_with("うち")
        && place.has("leak", rest)
        && place.passage.numbers_in(rest).iter().any(|number| number.counter.is_some())
}

/// Whether these were safe, and only those that remain are concerned: 「1,310名分は暗号化されており、残る240名分が」.
fn encrypted(words: &str) -> bool {
    ["は暗号化されて", "は暗号化して"].iter().any(|word| words.starts_with(word))
        && ["残る", "残り"]
            .iter()
            .filter_map(|rest| words.split_once(rest))
            .any(|(_, rest)| contains(rest.split('。').next().unwrap_or(rest), &["漏", "流出", "閲覧"]))
}

/// Whether the next sentence leads to the figure of those concerned: 「ログを調べた結果、アクセスされた可能性があるのは310名分」. Of what was
/// lost all that it held is concerned.
fn next_leads(place: &Place<'_>) -> bool {
    let Some(next) = place.passage.sentences.get(place.sentence + 1) else { return false };
    let own = place.passage.sentences.get(place.sentence).map(|own| own.block);
    let words = place.passage.words(next.span);
    let part = ["うち", "このうち", "そのうち", "なお、うち"]
        .iter()
        .any(|part| words.trim_start().starts_with(part));
    let lost = ["紛失", "盗難", "置き忘れ", "USB", "所在"];
    own == Some(next.block)
        && !part
        && !contains(words, &lost)
        && !contains(place.passage.sentence(place.sentence), &lost)
        && leads_to_figure(place, next.span, words)
}

/// All whom a list counts beside those concerned: 「会員総数 5,200名」 above 「漏えいした可能性のある会員 74名」.
pub(super) fn above_hit(_: &Scene<'_>, place: &Place<'_>, _: &Tail) -> bool {
    const LEAK: &[&str] =
        &["漏", "流出", "可能性", "おそれ", "影響", "対象", "該当", "閲覧され", "紛失", "被害"];
    let label = place.before().trim_end_matches([' ', ':', '約', '(', '、', '\t']);
    let whole = [
        "総数",
        "顧客数",
        "申込者数",
        "登録者数",
        "会員数",
        "利用者数",
        "受講者数",
        "参加者数",
        "ログインされたお客様",
        "ログインされた方",
    ];
    let own = label.rsplit_once("対象期間").map_or(label, |(_, own)| own);
    if !place.ends_line() || !whole.iter().any(|end| label.ends_with(end)) || contains(own, LEAK) {
        return false;
    }
    let Some(count) = place.number.value.whole() else { return false };
    (place.sentence + 1..place.sentence + 3).any(|at| {
        let line = place.passage.sentences.get(at).map(|line| line.span);
        line.is_some_and(|line| {
            let words = place.passage.words(line);
            let smaller = |number: &Number| {
                counts_those(place, number) && number.value.whole().is_some_and(|own| own < count)
            };
            let named = contains(words, &["漏", "流出", "可能性", "おそれ", "影響を受け"])
                && !contains(words, &["うち", "(", "実際に"]);
            named && words.chars().count() <= LINE && place.passage.numbers_in(line).iter().any(smaller)
        })
    })
}

/// How long a line of such a list is at most, in characters.
const LINE: usize = 50;

/// Whether `words` at `span` lead to the figure of those concerned.
fn leads_to_figure(place: &Place<'_>, span: Span, words: &str) -> bool {
    let Some(hit) = HIT.iter().filter_map(|hit| find(words, hit).map(|at| at + hit.len())).min() else {
        return false;
    };
    let start = span.start + hit;
    let end = boundary(place.passage.text(), start + NEXT).max(start).min(span.end.max(start));
    place.passage.numbers_in(Span::new(start, end)).iter().any(|number| counts_those(place, number))
}

/// Whether it counts persons or cases: not 3日後, 2台.
fn counts_those(place: &Place<'_>, number: &Number) -> bool {
    let counter = number.counter.map_or("", |counter| place.passage.words(counter));
    ["名", "人", "件", "アカウント", "ID"].iter().any(|own| counter.starts_with(own))
}

/// How far behind its words the figure of those concerned begins, in bytes (10 characters).
const NEXT: usize = 30;

/// What somebody tried: 「約48万件のIDに対してログインが試みられ」.
pub(super) fn tried(_: &Scene<'_>, place: &Place<'_>, tail: &Tail) -> bool {
    let against = tail.particle == Particle::To || place.behind().starts_with("に対");
    let words = near(place);
    let clause = words.split(['、', '。']).next().unwrap_or(words);
    against && contains(clause, &["試行され", "試みられ", "試行が", "試みが", "攻撃が"])
}

/// What only could be: 「仮に全てが漏えいした場合、最大2万人」, 「最大で1万人に増加する可能性」.
pub(super) fn supposed(_: &Scene<'_>, place: &Place<'_>, _: &Tail) -> bool {
    let grows =
        ["に増加する可能性", "に増える可能性", "に拡大する可能性", "に増加するおそれ", "に増えるおそれ"];
    let head = place.before();
    grows.iter().any(|word| place.behind().starts_with(word))
        || head.contains("仮に") && contains(head, &["した場合", "する場合"])
}

/// By how many a figure grew or fell: 「90名増え、1,320名となりました」, 「(前回から90名増)」.
pub(super) fn difference(_: &Scene<'_>, place: &Place<'_>, _: &Tail) -> bool {
    let changes = [
        "増え",
        "増加",
        "増の",
        "増)",
        "増と",
        "増、",
        "減少",
        "減り",
        "減)",
        "減の",
        "減と",
        "減っ",
        "少なく",
        "多く",
        "少ない",
        "多い",
    ];
    let since = ["から", "より", "に比べ", "と比べ"];
    changes.iter().any(|word| place.behind().starts_with(word)) && contains(place.before(), &since)
}

/// What shows that so many are, or were kept, in what was hit.
const OWN: &[&str] = &[
    "漏",
    "流出",
    "対象",
    "影響",
    "該当",
    "被害",
    "可能性",
    "おそれ",
    "紛失",
    "閲覧",
    "保管",
    "保存",
    "記載",
];

/// How large a house or its business is: 「契約件数は約1,000万件です」, 「1日の外来患者数は約800人」.
pub(super) fn size(scene: &Scene<'_>, place: &Place<'_>, _: &Tail) -> bool {
    let head = place.before().trim_end_matches(['約', ' ', '計', 'お', 'よ', 'そ']);
    if head.ends_with("人口") {
        return true;
    }
    let Some(topic) = head.strip_suffix(['は', 'が', 'で']).or_else(|| head.strip_suffix("は、")) else {
        return false;
    };
    let counts = ["数", "世帯数", "会員企業", "加盟店", "利用企業", "参加者", "来場者", "人口"];
    let business = [
        "契約",
        "外来",
        "入院",
        "手術",
        "年間",
        "月間",
        "1日",
        "一日",
        "応募総",
        "応募者",
        "会員企業",
        "加盟店",
        "世帯数",
        "人口",
        "お客様件",
        "顧客件",
        "総顧客",
        "事業の参加者",
        "来場者",
        "従業員",
        "職員",
        "取引先",
        "店舗",
        "社員",
        "利用企業",
        "平均",
    ];
    let sentence = place.before.join(place.behind);
    place.role() == Role::Text
        && counts.iter().any(|end| topic.ends_with(end))
        && contains(topic, &business)
        && !contains(topic, OWN)
        && !place.has("leak", sentence)
        && !place.in_data(scene)
}

/// The words at once behind the figure.
fn near<'a>(place: &Place<'a>) -> &'a str {
    let words = place.behind();
    words.get(..words.floor_char_boundary(REACH)).unwrap_or(words)
}
