//! Figures that stand in place of those of an earlier report, or beside them: their sentence need not tell of the leak again.

use jikenbo_model::Span;
use jikenbo_text::words::find;

use super::deny::persons;
use super::place::Place;
use crate::lists::contains;

/// What says at once before a figure that it is the right one.
const RIGHT: &[&str] =
    &["正しくは", "正しい人数は", "正しい件数は", "正しい数は", "訂正後", "(正)", "【正】"];

/// What says at once behind a figure that the number came to it.
const BECAME: &[&str] = &["となりました", "となった", "になりました", "になった", "となります"];

/// Whether a figure that stands in the place of another is told of the leak, or of how many there are.
pub(super) fn is_told(place: &Place<'_>) -> bool {
    if place.has("leak", place.before.join(place.behind)) {
        return true;
    }
    let others = [
        "問い合わせ",
        "問合せ",
        "試行",
        "要員",
        "担当者",
        "人員",
        "増員",
        "定員",
        "相談",
        "会員数",
        "登録者数",
    ];
    !contains(place.before(), &others)
        && (place.has("earlier", place.before)
            || contains(place.before(), &["対象", "該当", "影響"])
            || place.about("data")
            || place.about("affected")
            || place
                .caption
                .is_some_and(|caption| place.has("leak", caption) || place.has("caption", caption)))
}

/// Whether it is what a figure of an earlier report was set to, in a sentence on the leak or on how many there are: 「人数を2,310名から2,480名
/// に修正」, 「210名と記しておりましたが、正しくは198名」, 「210名から12名減り、198名となりました」.
pub(super) fn corrected(place: &Place<'_>) -> bool {
    let set =
        ["に訂正", "へ訂正", "に修正", "へ修正", "に確定", "だったと訂正", "であったと訂正", "でしたと訂正"];
    let (before, behind) = (place.before(), place.behind());
    let counted = contains(before, &["人数", "件数", "対象"]);
    let about = || place.has("leak", place.before.join(place.behind));
    if set.iter().any(|word| behind.starts_with(word)) {
        return counted && (about() || contains(behind, &["訂正"]));
    }
    let bare = before.trim_end_matches(['約', ' ', ':', '、', '最', '大']);
    let right = RIGHT.iter().any(|word| bare.ends_with(word));
    let became = BECAME.iter().any(|word| behind.starts_with(word));
    if became {
        return replaces(place) && (counted || about());
    }
    if right {
        return counted || about();
    }
    stands_still(place) || told_and_more(place) || turns(place) && (counted || about() || place.about("data"))
}

/// Whether a figure stands before it from which it comes: 「210名から12名減り、198名」.
fn replaces(place: &Place<'_>) -> bool {
    place.passage.numbers_in(place.before).iter().any(|number| {
        let behind = place.passage.text().get(number.span.end..place.number.span.start).unwrap_or("");
        number.counter.is_some() && ["から", "より"].iter().any(|from| behind.starts_with(from))
    })
}

/// Whether it is said of an earlier figure that it holds: 「第1報でお知らせした3,200名から変更はございません」.
fn stands_still(place: &Place<'_>) -> bool {
    let still = [
        "から変更はあり",
        "から変更はござ",
        "から変更はな",
        "に変更はあり",
        "に変更はござ",
        "に変更はな",
        "から変わり",
        "から変更あり",
        "から変更ござ",
        "に変更あり",
        "から増減",
        "のまま変更",
        "から変動",
    ];
    (persons(place.counter()) || place.has("leak", place.before))
        && still.iter().any(|word| place.behind().starts_with(word))
        && place.has("earlier", place.before)
}

/// Whether others come to an earlier figure that holds: 「お知らせしております3,000名に加え、新たに400名」.
fn told_and_more(place: &Place<'_>) -> bool {
    let more = [
        "に加え、",
        "に加えて、",
        "のほか、",
        "の他、",
        "のほかに、",
        "以外に、",
        "以外にも、",
        "とは別に、",
    ];
    // 「1,200件とお知らせしましたが、さらに350件の漏えいが判明」
    let said = ["とお知らせ", "と公表", "と発表", "と報告", "とご報告", "としており"];
    let further =
        ["さらに", "新たに", "追加で", "別に", "このほか", "からも", "も判明", "も漏えい", "も流出"];
    let behind = place.behind();
    let turned = said.iter().any(|word| behind.starts_with(word))
        && find(behind, "が、").is_some_and(|at| contains(behind.get(at..).unwrap_or(""), &further));
    if turned {
        let whole = place.before.join(place.behind);
        return place.has("earlier", whole) && place.has("leak", whole);
    }
    more.iter().any(|word| place.behind().starts_with(word))
        && place.has("earlier", place.before)
        && contains(place.behind(), &["新たに", "追加で", "の情報も", "についても", "のデータも"])
        && place.has("leak", place.before.join(place.behind))
}

/// Whether the sentence turns from an earlier figure to this one: 「約900名とお知らせしておりましたが、精査の結果、874名」.
fn turns(place: &Place<'_>) -> bool {
    let Some(last) = place.passage.numbers_in(place.before).last() else { return false };
    let since = Span::new(last.span.end, place.number.span.start.max(last.span.end));
    let told = contains(
        place.passage.words(since),
        &["としておりましたが", "としていましたが", "おりましたが", "いましたが", "ましたが"],
    );
    last.counter.is_some() && told && place.passage.stands("phrases", "affected.now", since)
}
