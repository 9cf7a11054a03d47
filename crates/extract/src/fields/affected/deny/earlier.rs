//! Figures of an earlier state, which this report replaces: 「第一報では約700人としておりましたが」.

use jikenbo_model::Span;
use jikenbo_text::words::{find, stands};

use crate::fields::affected::grammar::Tail;
use crate::fields::affected::place::{Place, boundary};
use crate::fields::affected::scene::Scene;
use crate::fields::affected::turn::adds_others;
use crate::lists::contains;

/// How many characters a figure's own time may stand before it: 第一報では約700人としておりましたが.
const QUOTED: usize = 60;

/// What tells behind a figure that so it was made known until now.
const SINCE: &[&str] = &[
    "と発表し、",
    "と公表し、",
    "と発表していた",
    "と公表していた",
    "としていた",
    "と説明していた",
    "と報告していた",
    "とお知らせしておりました",
];

/// What turns from the figure of an earlier report to this one's.
const REPLACED: &[&str] = &[
    "としておりましたが",
    "としていましたが",
    "とお伝えし",
    "とお知らせしておりましたが",
    "と公表しておりましたが",
    "と発表しておりましたが",
    "と報告しておりましたが",
];

/// What ends at once before the figure of an earlier report.
const DIRECT: &[&str] = &[
    "公表の",
    "公表した",
    "お知らせした",
    "発表した",
    "お伝えした",
    "報告した",
    "ご案内した",
    "訂正前",
    "(誤)",
    "【誤】",
    "更新前",
    "変更前",
    "修正前",
    "当初の",
];

/// An earlier figure that this report replaces: 第一報では約700人としておりましたが.
pub(super) fn earlier(_: &Scene<'_>, place: &Place<'_>, _: &Tail) -> bool {
    let from = boundary(place.passage.text(), place.number.span.start.saturating_sub(3 * QUOTED))
        .max(place.before.start);
    let head = Span::new(from, place.number.span.start);
    let old = place.has("earlier", head);
    if adds_others(place) {
        return false;
    }
    let further = contains(place.behind(), &["さらに", "新たに", "追加で", "別に", "このうち"]);
    if !further && (contains(place.behind(), SINCE) || old && contains(place.behind(), REPLACED)) {
        return true;
    }
    if remarked(place) || then(place) {
        return true;
    }
    if anew(place, head) {
        return false;
    }
    let close = up_to_next(place);
    let more = contains(close, &["加え", "追加", "のほか", "以外に"]);
    if !more && !stands(close, "新たに") && told_before(place) {
        return true;
    }
    let before = place.passage.words(head);
    let direct =
        DIRECT.iter().any(|word| before.trim_end_matches(['(', ':', ' ', '「', '『']).ends_with(word));
    let marked = before.trim_end_matches([')', '(', ':', ' ', '】', ']']);
    let marked = ["更新前", "訂正前", "前回公表", "前回発表"].iter().any(|word| marked.ends_with(word));
    let wrong = ["(誤)", "【誤】"].iter().any(|word| before.trim_start().starts_with(word))
        || before.trim_start().starts_with("誤:") && set_right(place);
    marked || wrong || old_column(place) || old && (said(place) || direct) && !more
}

/// Whether a row with the right figure stands beside or under a row with the wrong one: 「誤:8名分 正:9名分」.
fn set_right(place: &Place<'_>) -> bool {
    let under =
        place.passage.sentences.get(place.sentence + 1).map_or("", |next| place.passage.words(next.span));
    contains(place.behind(), &["正:", "(正)", "【正】"]) || under.trim_start().starts_with("正:")
}

/// Whether a table has the figure under a heading for what was told before, beside what is told now: 「前回公表 | 今回公表」.
fn old_column(place: &Place<'_>) -> bool {
    let column = place.headings().0;
    let old = ["前回", "訂正前", "変更前", "修正前", "更新前", "当初", "第1報", "第一報"];
    let kind = ["公表", "発表", "報告", "お知らせ", "前", "件数", "人数", "報", "当初", "前回"];
    old.iter().any(|word| column.starts_with(word)) && kind.iter().any(|end| column.ends_with(end))
}

/// Whether the words behind the figure before turn to what holds now: 「前回210名とお伝えしましたが、精査の結果、|198名でした」.
fn anew(place: &Place<'_>, head: Span) -> bool {
    let measured = ["より少ない", "より多い", "を上回る", "を下回る"];
    if measured.iter().any(|word| place.before().trim_end_matches(['約', ' ']).ends_with(word)) {
        return true;
    }
    let Some(last) = place.passage.numbers_in(head).last() else { return false };
    let since = Span::new(last.span.end, head.end.max(last.span.end));
    let step = place.passage.words(since);
    let compared = ["多い", "少ない", "増の", "減の", "のうち、実際に", "のうち実際に"]
        .iter()
        .any(|word| step.starts_with(word));
    last.counter.is_some() && (compared || place.passage.stands("phrases", "affected.now", since))
}

/// Whether a bracket holds what was told at an earlier time: 「約2,260万件(7月9日の公表では約640万件)」.
fn remarked(place: &Place<'_>) -> bool {
    let Some(open) = place.before().rfind('(').filter(|_| place.bracketed) else { return false };
    let inner = place.before().get(open..).unwrap_or("");
    let inner = inner.trim_end_matches(['約', ' ', ':', '、', '最', '大', '計', '「']);
    // 「(前回の公表では、それぞれ8,200件、180件とご案内)」
    let inner = match inner.find("それぞれ") {
        Some(at) if inner.get(at..).is_some_and(|rest| !rest.contains(['。', 'は', 'が'])) => {
            inner.get(..at).unwrap_or(inner).trim_end_matches(['、', ' '])
        }
        _ => inner,
    };
    let expected = ["見込みは", "見込み", "想定は", "想定", "公表は", "発表は", "お知らせは", "報告は"];
    let first = ["(当初", "(前回", "(第1報", "(第一報"].iter().any(|word| inner.starts_with(word));
    if first && expected.iter().any(|end| inner.ends_with(end)) {
        return true;
    }
    let then = ["では", "時は", "時には", "時点では", "時点で", "段階では", "時"];
    let told = [
        "公表",
        "発表",
        "前回",
        "報告",
        "第1報",
        "第一報",
        "第2報",
        "第二報",
        "前報",
        "当初",
        "お知らせ",
        "速報",
    ];
    then.iter().any(|end| inner.ends_with(end)) && contains(inner, &told)
}

/// Whether its line tells of an earlier report, and the next words of now: 「前回公表時点 約9万件 / 本日現在 92,300件」.
fn then(place: &Place<'_>) -> bool {
    let passage = place.passage;
    let mut hits = passage.hits_in("phrases", place.before).filter(|(_, rule)| rule.value == "affected.then");
    let direct = hits.any(|(hit, _)| {
        let between = passage.words(Span::new(hit.span.end, place.before.end.max(hit.span.end)));
        between.chars().count() <= BESIDE && !between.contains(['、', '。'])
    });
    let next = passage.sentences.get(place.sentence + 1).map_or(place.behind, |next| next.span);
    let end = boundary(passage.text(), next.start + NOW).min(next.end.max(next.start));
    let now = |span: Span, figures: Span| {
        passage.stands("phrases", "affected.now", span)
            && passage.numbers_in(figures).iter().any(|number| number.counter.is_some())
    };
    direct && (now(place.behind, place.behind) || now(Span::new(next.start, end.max(next.start)), next))
}

/// How far before its figure the word of then may stand, in characters: 「前回公表時点 12社・団体 約9万件」.
const BESIDE: usize = 16;

/// How far into the next line the word for now stands, in bytes (12 characters).
const NOW: usize = 36;

/// The figure and what stands up to the next one: 「300名に加え、新たに|112名」.
fn up_to_next<'a>(place: &Place<'a>) -> &'a str {
    let words = place.passage.words(place.number.span.join(place.behind));
    let own = place.number.span.len();
    let next = words.char_indices().skip_while(|&(at, _)| at < own).find(|(_, c)| c.is_ascii_digit());
    words.get(..next.map_or(words.len(), |(at, _)| at)).unwrap_or(words)
}

/// Whether a word of saying stands at once behind the figure, a closing bracket aside.
fn said(place: &Place<'_>) -> bool {
    let quoted = place.behind().trim_start_matches(['」', '』', ')', ' ']);
    // 「10月1日の時点で住んでいた方の名簿で、約300件と見込んでいる」 is what is thought now.
    if ["と見込ん", "と見積も", "とみられ", "と推定", "と推計"].iter().any(|now| quoted.starts_with(now))
    {
        return false;
    }
    let start = place.behind.end - quoted.len();
    let hits = place.passage.hits_in("figures", Span::new(start, place.behind.end));
    hits.take_while(|(hit, _)| hit.span.start == start).any(|(_, rule)| rule.value == "said")
}

/// How far behind a figure stands that it was made known so before, in bytes (40 characters).
const MADE_KNOWN: usize = 120;

/// Whether the sentence goes on that so it was made known, but another figure is right: 「300名と発表しましたが、…412名」.
fn told_before(place: &Place<'_>) -> bool {
    let words = place.behind();
    let near = words.get(..words.floor_char_boundary(MADE_KNOWN)).unwrap_or(words);
    let said = [
        "と発表",
        "と公表",
        "とお知らせ",
        "と報告",
        "とご報告",
        "とお伝え",
        "と説明",
        "とご説明",
        "としており",
        "としてい",
        "と記載して",
        "と記して",
        "と表記して",
    ];
    let Some(at) = said.iter().filter_map(|word| find(near, word)).min() else { return false };
    let rest = near.get(at..).unwrap_or("");
    let Some(turn) = ["ましたが", "していたが", "したが、", "おりましたところ"]
        .iter()
        .filter_map(|word| find(rest, word))
        .min()
    else {
        return false;
    };
    let tail = Span::new(place.behind.start + at + turn, place.behind.end);
    place.passage.numbers_in(tail).iter().any(|number| number.counter.is_some())
}
