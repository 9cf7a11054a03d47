//! The figures of a report that count data or those whose data they are.

use jikenbo_model::vocabulary::{Cause, Method, Qualifier, Unit};
use jikenbo_model::{Facts, Span};
use jikenbo_text::numbers::{Number, Sense};
use jikenbo_text::words::{closing, stands};

use super::figure::{Figure, Hint, Mark, qualifier};
use super::grammar::{Particle, Tail, near as near_behind, tail};
use super::place::{Place, boundary};
use super::scene::Scene;
use super::turn::{self, Turn};
use super::{admit, corrected, deny, referring, status, subject, unit};
use crate::lists::contains;
use crate::passage::Role;

/// The most figures of a report that are looked at: the longest of 200 real releases had 140.
pub(super) const MOST: usize = 2_000;

/// The largest count that is believed: there are not so many people.
const LARGEST: u64 = 10_000_000_000;

/// The figures of the ledger as they stand in the text, those told twice twice; and where looking stopped, if it did.
pub(super) fn figures(scene: &Scene<'_>, facts: &Facts) -> (Vec<Figure>, Option<Span>) {
    let counts = || scene.passage.numbers.iter().filter(|number| may_count(number));
    let mut found: Vec<Figure> = Vec::new();
    for number in counts().take(MOST) {
        let figure = figure(scene, facts, number, found.last());
        found.extend(figure);
    }
    (found, counts().nth(MOST).map(|number| number.span))
}

fn may_count(number: &Number) -> bool {
    matches!(number.sense, Sense::Count | Sense::Bare)
        && number.value.whole().is_some_and(|count| count > 0 && count < LARGEST)
}

fn figure(scene: &Scene<'_>, facts: &Facts, number: &Number, last: Option<&Figure>) -> Option<Figure> {
    let place = Place::of(scene.passage, number)?;
    let tail = tail(&place);
    let unit = unit::unit(scene, &place, &tail)?;
    let unit = last.filter(|last| remarks(&place, last, unit)).map_or(unit, |last| last.unit);
    let count = number.value.whole()?;
    let holds = place.behind().starts_with("に含まれ");
    if unit == Unit::Messages && facts.methods.contains(&Method::SpamRelay) && !holds {
        // What an intruder sent out is none of the data that leaked.
        return None;
    }
    let mark = mark(&place);
    let mark = if mark == Mark::None && goes_on_of(&place, last, unit) { Mark::Of } else { mark };
    let part = goes_with(&place, last, (unit, count), mark);
    let turn = turn::turn(&place);
    if matches!(turn, Some(Turn::Old | Turn::Step)) {
        return None;
    }
    let told = turn == Some(Turn::New) && corrected::is_told(&place);
    if turn == Some(Turn::New) && !told {
        // 「会員数は昨年の2,000名から2,500名に増加」
        return None;
    }
    let right = told || corrected::corrected(&place);
    if misused(facts, &place, &tail) || right {
        // Those to whom data were put to the wrong use are victims, and a figure is what it was set to.
    } else if deny::denied(scene, &place, &tail) || !admit::admitted(scene, &place, &tail, part) {
        return None;
    }
    Some(Figure {
        count,
        unit,
        qualifier: limit(&place),
        subject: subject::subject(&place, &tail),
        status: status::status(scene, facts, &place),
        part_of: None,
        span: number.span,
        sentence: place.sentence,
        section: scene.passage.sentences.get(place.sentence).map_or(0, |sentence| sentence.section),
        total: is_total(&place),
        cumulative: number.cumulative || of_cases(&place),
        by_head: by_head(&place),
        opened: opened(&place),
        mark,
        among: among(&place),
        of_kind: of_kind(&place),
        of_client: of_client(&place),
        line: place.ends_line(),
        item: item(&place),
        plain: unit == Unit::Records,
        hint: hint(&place, facts, last),
    })
}

/// Whether the figure before it makes it one of the ledger: a part of that, its rest, its total, or the next item of its list.
fn goes_with(place: &Place<'_>, last: Option<&Figure>, (unit, count): (Unit, u64), mark: Mark) -> bool {
    let close = last.is_some_and(|last| place.sentence <= last.sentence + 2 && count <= last.count);
    let inner =
        last.is_some_and(|last| place.bracketed && last.sentence == place.sentence && last.unit == unit);
    // 「うち418名分は…。残る1,898名分は」: what remains may be more than the part before.
    let remains = remains(place)
        && last.is_some_and(|last| {
            last.mark == Mark::Of && place.sentence <= last.sentence + 2 && last.unit == unit
        });
    remains
        || mark == Mark::Of && deny::own_share(place)
        || (mark == Mark::Of || inner) && close && unit != Unit::Organizations
        || parallel(place, last, unit)
        || last.is_some_and(|last| last.sentence == place.sentence && last.unit == unit)
            && adds_to_next(place)
        || last.is_some_and(|last| {
            last.item.is_some()
                && item(place).is_some()
                && place.sentence <= last.sentence + ITEM
                && unit == last.unit
        })
        || last.is_some_and(|last| place.sentence <= last.sentence + 12)
            && of_client(place)
            && place.ends_line()
        || is_total(place)
            && last.is_some_and(|last| {
                place.sentence <= last.sentence + 1 && count > last.count && unit == last.unit
            })
}

/// Whether it is told with the figure before, and the sum of both follows: 「お客様310名と合わせて計345名」.
fn adds_to_next(place: &Place<'_>) -> bool {
    let behind = place.behind();
    let joints = ["と合わせて", "とあわせて", "と併せて", "を合わせて", "を合わせた", "を加えた"];
    let rest = joints.iter().find_map(|joint| behind.strip_prefix(joint)).unwrap_or_default();
    rest.trim_start_matches(['、', '合', '計', '約']).starts_with(|c: char| c.is_ascii_digit())
}

/// So many lines on the next item of a list begins at most: its own line and what is said of it.
const ITEM: usize = 5;

/// What papers and files are called: each is of persons of its own, as kinds of data (氏名, 住所) are not.
const PAPERS: &[&str] = &[
    "書",
    "票",
    "簿",
    "表",
    "カード",
    "リスト",
    "台帳",
    "帳",
    "ファイル",
    "資料",
    "封筒",
    "処方箋",
    "レセプト",
    "明細",
    "診察券",
    "受診券",
    "名刺",
    "写真",
    "カルテ",
    "用紙",
    "届",
    "証",
    "手帳",
    "ノート",
];

/// The thing that a numbered item names which it ends, and not what is counted: 「(2)申込書 16名分」, but not 「(2)対象者数 16名」, 「(2)住所 16件」.
fn item(place: &Place<'_>) -> Option<String> {
    let words = place.before().trim_start();
    let numbered = words.starts_with(|c: char| ('①'..='⑳').contains(&c) || c.is_ascii_digit())
        || words.strip_prefix('(').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let name = words.trim_matches(|c: char| !c.is_alphabetic());
    let thing = PAPERS.iter().any(|end| name.ends_with(end))
        && !contains(name, &["対象", "漏え", "漏洩", "流出", "影響", "該当", "被害", "紛失"]);
    (numbered && place.ends_line() && thing).then(|| name.to_owned())
}

/// Whether a plain 件 stands in the bracket behind a figure and counts the same: 「517件(解約分を除くと402件)のカード情報」.
fn remarks(place: &Place<'_>, last: &Figure, unit: Unit) -> bool {
    let between = place.passage.text().get(last.span.end..place.number.span.start).unwrap_or("");
    unit == Unit::Records && last.unit == Unit::Cards && between.starts_with('(') && !between.contains(')')
}

/// Whether somebody used data to write to these on his own account: 「抽出した卒業生の住所に、387名へ私的な案内状を発送した」.
fn misused(facts: &Facts, place: &Place<'_>, tail: &Tail) -> bool {
    let own = matches!(facts.cause, Some(Cause::Insider | Cause::ImproperHandling));
    let rest = place.passage.words(near_behind(place, tail.rest));
    let private =
        ["案内状", "案内を", "案内文", "勧誘", "ダイレクトメール", "DMを", "年賀状", "挨拶状", "私的な"];
    let sent = ["発送", "郵送", "送付", "送っ", "送信", "電話", "勧誘し"];
    own && tail.particle == Particle::To
        && deny::persons(place.counter())
        && private.iter().any(|word| rest.contains(word))
        && sent.iter().any(|word| rest.contains(word))
}

/// Whether it is what remains of a whole: 「残る1,898名分」.
fn remains(place: &Place<'_>) -> bool {
    let before = place.before().trim_end_matches(['約', '、', 'の']);
    ["残る", "残り", "残余"].iter().any(|word| before.ends_with(word))
}

/// Whether the words before say that each is counted once: 実人数は, 重複を除くと.
fn by_head(place: &Place<'_>) -> bool {
    let heads = contains(near(place, 18), &["実人数", "実人員", "実数", "実員"]);
    heads
        || near(place, 45)
            .rsplit_once("重複")
            .is_some_and(|(_, rest)| rest.contains("除") && !rest.contains(|c: char| c.is_ascii_digit()))
}

/// Whether the words before it count cases, a person as often as he comes: 延べ.
fn of_cases(place: &Place<'_>) -> bool {
    let near = near(place, 30);
    let own = near.rfind(|c: char| c.is_ascii_digit()).and_then(|at| near.get(at + 1..)).unwrap_or(near);
    own.contains("延べ") || own.contains("のべ")
}

/// Whether it goes on with the figure before: 学生 120名、教員 30名.
fn parallel(place: &Place<'_>, last: Option<&Figure>, unit: Unit) -> bool {
    let Some(last) = last.filter(|last| last.sentence == place.sentence && last.unit == unit) else {
        return false;
    };
    let between = place.passage.words(Span::new(last.span.end, place.number.span.start));
    let between = between.trim_start_matches([')', ' ']);
    // 「利用者の2,140件と、職員の65件」
    let joints = ["と、", "および", "及び", "と"];
    let noun = between
        .strip_prefix(['、', '・', '/'])
        .or_else(|| joints.iter().find_map(|joint| between.strip_prefix(joint)));
    noun.is_some_and(|noun| noun.len() <= 90 && !noun.contains(['、', '。', 'を', 'に', '(', ':']))
}

/// The figure's limit: its own, or that of its caption (最大件数) or predicate (が上限).
fn limit(place: &Place<'_>) -> Qualifier {
    let own = qualifier(place.number.qualifier);
    if own != Qualifier::Exact {
        return own;
    }
    if contains(near(place, 12), &["推定", "推計"]) {
        return Qualifier::Estimate;
    }
    let heading = place.passage.section(place.sentence).heading.filter(|_| place.noun().len() <= 6);
    let captions = [place.caption, heading, Some(place.noun())];
    let most = captions.into_iter().flatten().any(|span| stands(place.passage.words(span), "最大"));
    let bound = ["が上限", "を上限", "が最大"].iter().any(|word| place.behind().starts_with(word))
        || place.passage.text().get(place.number.span.end..).is_some_and(|rest| rest.starts_with("(最大)"));
    if most || bound { Qualifier::Max } else { Qualifier::Exact }
}

/// Whether the words before say that this is a total.
fn is_total(place: &Place<'_>) -> bool {
    if overlapping(place) || joined_total(place) {
        return true;
    }
    let from =
        boundary(place.passage.text(), place.number.span.start.saturating_sub(45)).max(place.before.start);
    let near = Span::new(from, place.number.span.start);
    let words = place.passage.words(near);
    let last = words.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    place.has("total", Span::new(near.start + last, near.end)) && !words.contains("合計のうち")
}

/// Whether it is at once behind the words that add others up to it: 「461件とあわせ、|640件」.
fn joined_total(place: &Place<'_>) -> bool {
    let before = place.before().trim_end_matches(['約', ' ']);
    ["とあわせ、", "と合わせ、", "と併せ、", "とあわせて、", "と合わせて、", "と併せて、"]
        .iter()
        .any(|joint| before.ends_with(joint))
}

/// Whether the figure heads the lines below it, which overlap: 「影響を受けたお客様 1,200名(重複あり)」.
fn overlapping(place: &Place<'_>) -> bool {
    let behind = place.passage.text().get(place.number.span.end..).unwrap_or("");
    let noted = ["(重複あり)", "(一部重複あり)", "(重複を含む)", "(重複含む)", "(一部重複)"];
    place.ends_line() && noted.iter().any(|note| behind.starts_with(note))
}

/// Where the bracket opens that the figure stands in.
fn opened(place: &Place<'_>) -> Option<usize> {
    place.bracketed.then(|| place.before().rfind('(')).flatten().map(|at| place.before.start + at)
}

/// How the words around the figure make it part of another.
fn mark(place: &Place<'_>) -> Mark {
    let start = place.passage.sentences.get(place.sentence).map_or(0, |sentence| sentence.span.start);
    let opening = place.passage.words(Span::new(start, place.number.span.start));
    let opening = opening.get(..opening.len().min(600)).unwrap_or(opening).trim_start_matches(is_sign);
    let first = !opening.contains(['件', '名', '人', '社'])
        || place.passage.numbers_in(Span::new(start, place.number.span.start)).is_empty();
    if first && ["うち", "このうち", "そのうち", "内、"].iter().any(|word| opening.starts_with(word))
    {
        return Mark::Of;
    }
    let near = closing(place.before(), 60);
    let last = near.rfind(['。', '(']).unwrap_or(0);
    let since = near.get(last..).unwrap_or("");
    let after = last_counted(since);
    if remains(place) {
        return Mark::Of;
    }
    let of = contains(since.get(after..).unwrap_or(""), &["うち", "内、", "内訳", "内数"])
        || since.trim_start_matches('(').starts_with("うち");
    if of && !of_item(place) {
        return Mark::Of;
    }
    if since.get(after..).unwrap_or("").contains("実際に") || of_some(place) {
        return Mark::Among;
    }
    if is_included(place) {
        return Mark::Included;
    }
    if is_among(place) { Mark::Among } else { Mark::None }
}

/// Where the last figure of `words` stands: 件, or a 名 that is not that of 氏名.
fn last_counted(words: &str) -> usize {
    let counted = |&(at, _): &(usize, &str)| {
        words
            .get(..at)
            .is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit() || "万千百".contains(c)))
    };
    let name = words.rmatch_indices('名').find(counted).map(|(at, _)| at);
    words.rfind("件").or(name).unwrap_or(0)
}

/// Whether the words behind say that it is included in what stands before: 「12名を含む」.
fn is_included(place: &Place<'_>) -> bool {
    let behind = place.behind();
    let included = ["を含みま", "を含んで", "が含まれま", "が含まれて", "も含まれ"]
        .iter()
        .any(|word| behind.starts_with(word));
    let closed = behind
        .strip_prefix("を含む")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['(', ')', '。', '、', '\n']));
    // 「提携先でご予約のお客様約3万人分もこれに含まれます」
    let of_it = ["も", "は", "が", "、"].iter().filter_map(|word| behind.strip_prefix(word)).any(|rest| {
        ["これに含", "これらに含", "この中に含", "この数に含", "上記に含", "上記の件数に含", "上記の人数に含"]
            .iter()
            .any(|word| rest.starts_with(word))
    });
    included || closed || of_it
}

/// Whether they are some of those before: the ones really hit, those of whom something lacks, those of a note or a client.
fn is_among(place: &Place<'_>) -> bool {
    let noun = place.passage.words(place.noun());
    let lacking = contains(noun, &["ていない", "のない", "がない", "いない"]);
    let prose = place.role() == Role::Text && !place.ends_line();
    let really = prose && really(place);
    let note = place.role() == Role::Note || place.before().trim_start().starts_with('※');
    let note = note && !["ほか", "別に", "別途", "以外"].iter().any(|word| place.before().contains(word));
    let start = boundary(place.passage.text(), place.number.span.start.saturating_sub(30));
    let some = place.passage.words(Span::new(start, place.number.span.start)).contains("一部の方");
    let some = some
        || opened(place).is_some_and(|open| {
            place.passage.text().get(..open).is_some_and(|before| before.ends_with("の一部"))
        });
    some || lacking
        || really
        || note
        || of_client(place)
        || fitting(place)
        || referring::taken_up(place)
        || referring::newly_told(place)
}

/// Whether they are those of the ones before to whom it applies: 「該当する147人のみ」, 「備考欄に記載のある75人については」.
fn fitting(place: &Place<'_>) -> bool {
    let fit = [
        "該当する",
        "に該当の",
        "に記載のある",
        "に記載がある",
        "に記入のある",
        "に記入がある",
        "に登録のある",
    ];
    let only = ["のみ", "だけ", "については", "につきましては", "の方のみ", "の方については", "のもの"];
    let behind = place.behind();
    let closed = place.bracketed
        && (behind.is_empty()
            || place
                .passage
                .text()
                .get(place.number.span.end..)
                .is_some_and(|rest| rest.starts_with("のみ")));
    fit.iter().any(|word| place.before().ends_with(word))
        && (closed || only.iter().any(|word| behind.starts_with(word)))
}

/// Whether these were really hit, as the words behind say.
fn really(place: &Place<'_>) -> bool {
    let feared = contains(place.behind(), &["おそれ", "可能性", "恐れ"]);
    let attack = |at: usize| {
        let before = place.passage.words(Span::new(place.behind.start, at.max(place.behind.start)));
        before.ends_with("不正") || before.ends_with("不審な")
    };
    let mut hits = place.passage.hits_in("phrases", place.behind);
    let hit = hits.any(|(hit, rule)| rule.value == "affected.really" && !attack(hit.span.start));
    (hit || referring::hit_before(place)) && !feared
}

/// What is said of it that makes others part of it, or it part of others.
fn hint(place: &Place<'_>, facts: &Facts, last: Option<&Figure>) -> Hint {
    let noun = Span::new(place.noun().start, place.number.span.start);
    let before = place.before().trim_end_matches(['、', ' ', '約']);
    let own = last.filter(|last| last.sentence == place.sentence);
    let since = Span::new(own.map_or(place.before.start, |last| last.span.end), place.number.span.start);
    let inside = matches!(facts.cause, Some(Cause::Insider));
    let clause = place.clause();
    let behind = Span::new(place.number.span.end.min(clause.end), clause.end);
    Hint {
        all: place.passage.stands("phrases", "affected.everybody", noun)
            || ["全員", "全員分"].iter().any(|word| before.trim_end_matches(['(', 'の']).ends_with(word)),
        further: ["さらに", "更に", "もう", "新たに"].iter().any(|word| before.ends_with(word)),
        broken_down: !place.bracketed
            && (place.passage.words(since).contains("内訳は")
                || own.is_some_and(|last| last.hint.broken_down)),
        handed_on: inside && place.passage.stands("phrases", "affected.handed_on", behind),
        really: really(place),
        within: within(place),
        grown: place.bracketed && GROWN.iter().any(|word| before.ends_with(word))
            || own.is_some() && contains(place.passage.words(since), GROWN_BEHIND),
        local: local(place),
        of_last: own.is_some_and(|last| last.mark == Mark::Of) && before.ends_with("そのうち"),
    }
}

/// What says in a bracket that others are counted in: 「134名(保護者を含めると268名)」.
const GROWN: &[&str] =
    &["を含めると", "を含め", "を含めて", "も含めると", "も含め", "を加えると", "を合わせると"];

/// What says behind a figure that the next has others in it: 「確かなもので134名分、おそれのあるものまで含めると最大268名分」.
const GROWN_BEHIND: &[&str] =
    &["を含めると", "も含めると", "まで含めると", "も含めれば", "まで含めれば", "を加えると", "も加えると"];

/// The number of the total that the bracket behind a figure names: 「23名分(1,121名に含まれます)」.
fn within(place: &Place<'_>) -> Option<u64> {
    let passage = place.passage;
    let inner = passage.text().get(place.number.span.end..)?.strip_prefix('(')?;
    let close = inner.find(')').filter(|&at| at <= INNER)?;
    let said = inner.get(..close).filter(|inner| inner.contains("に含まれ"))?;
    let start = place.number.span.end + '('.len_utf8();
    let total = passage.numbers_in(Span::new(start, start + said.len())).first()?;
    total.value.whole()
}

/// How long a bracket behind a figure may be that says what it is part of, in bytes (20 characters).
const INNER: usize = 60;

/// Whether 計 adds up no more than its own item: the noun of persons stands at once before it.
fn local(place: &Place<'_>) -> bool {
    let before = place.before().trim_end_matches([' ', '約']);
    let Some(noun) = before.strip_suffix('計').filter(|noun| !noun.ends_with('合')) else { return false };
    let end = place.before.start + noun.trim_end().len();
    let line = Span::new(place.before.start, end);
    (place.ends_line() || place.role() == Role::Item)
        && place.passage.numbers_in(line).iter().all(|number| {
            number.counter.is_none_or(|counter| !place.passage.words(counter).starts_with(['名', '人', '件']))
        })
        && super::place::ends_with(place.passage, end, "subject")
}

/// Whether they are some of those told of before: their papers came back, an item is known of them, or more leaked.
fn of_some(place: &Place<'_>) -> bool {
    came_back(place) || filled_in(place) || besides(place)
}

/// Whether they are those whose papers came back: 「残っていた書類(19名分)をお返しいただきました」.
fn came_back(place: &Place<'_>) -> bool {
    let counted = place.bracketed && place.counter().ends_with('分');
    let behind =
        place.passage.words(Span::new(place.number.span.end, place.clause().end.max(place.number.span.end)));
    counted && contains(behind, &["返却", "お返し", "返送", "回収", "破棄"])
}

/// Whether they are those of whom an item of the data is known: 「・アレルギーの有無(記入された14名)」.
fn filled_in(place: &Place<'_>) -> bool {
    let Some(open) = opened(place).filter(|_| place.role() == Role::Item) else { return false };
    let those = place.passage.words(Span::new(open, place.number.span.start));
    those.trim_end().ends_with('た') && deny::data_in(place, Span::new(place.before.start.min(open), open))
}

/// Whether the sentence began with a part of what was told before and goes on with another: 「このうち400名は電話番号、|250名は生年月日も」.
fn goes_on_of(place: &Place<'_>, last: Option<&Figure>, unit: Unit) -> bool {
    let Some(last) =
        last.filter(|last| last.mark == Mark::Of && last.sentence == place.sentence && last.unit == unit)
    else {
        return false;
    };
    let opens =
        ["うち", "このうち", "そのうち"].iter().any(|word| place.before().trim_start().starts_with(word));
    let between = place.passage.words(Span::new(last.span.end, place.number.span.start.max(last.span.end)));
    let topic = ["は", "が", "については", "につきましては", "の方は", "の方については"]
        .iter()
        .any(|word| place.behind().starts_with(word));
    opens
        && topic
        && between.contains('、')
        && !contains(between, &["このほか", "のほか", "別に", "以外", "加え", "。", "残る", "残り"])
}

/// How far behind such a figure its further data stand, in bytes (20 characters).
const FURTHER: usize = 60;

/// Whether they are those of whom further data leaked beside what leaked of all: 「氏名のほか、19名の方については旅券番号」.
fn besides(place: &Place<'_>) -> bool {
    let beside = ["のほか、", "のほかに、", "に加え、", "に加えて、"]
        .iter()
        .any(|word| place.before().ends_with(word));
    let behind = place.behind().trim_start_matches("の方").trim_start_matches('様');
    let topic = ["については", "につきましては", "は"].iter().any(|word| behind.starts_with(word));
    let end = boundary(place.passage.text(), place.behind.start + FURTHER).min(place.behind.end);
    beside
        && topic
        && deny::data_in(place, place.before)
        && deny::data_in(place, Span::new(place.behind.start, end))
}

/// Whether an item names its own whole, which has no figure: 「(2)3年生のうち79名」.
fn of_item(place: &Place<'_>) -> bool {
    let line = place.passage.sentence(place.sentence).trim_start();
    let item = place.role() == Role::Item
        || line.starts_with(['(', '①', '②', '③', '④', '⑤', '・', '2', '3', '4', '5']);
    let own = Span::new(place.before.start, place.number.span.start);
    let counted = place.passage.numbers_in(own).iter().any(|number| number.counter.is_some());
    // 「(4)取得された情報のうち418名分」 speaks of all that were told of before.
    let all = ["情報のうち", "データのうち", "個人情報のうち", "名簿のうち", "対象者のうち", "記録のうち"];
    let before = place.before().trim_end();
    item && !counted && before.ends_with("のうち") && !all.iter().any(|word| before.ends_with(word))
}

/// The last words before the figure, about `bytes` of them.
fn near<'a>(place: &Place<'a>, bytes: usize) -> &'a str {
    let from =
        boundary(place.passage.text(), place.number.span.start.saturating_sub(bytes)).max(place.before.start);
    place.passage.words(Span::new(from, place.number.span.start))
}

/// Whether the figure goes by a kind of data: 住所が12件, 住所が2件(5人分).
fn of_kind(place: &Place<'_>) -> bool {
    let kind_ends = |end: usize| {
        let from = boundary(place.passage.text(), end.saturating_sub(60));
        place.passage.hits_in("data_types", Span::new(from, end)).any(|(hit, _)| hit.span.end == end)
    };
    let before = place.before();
    let own = before.trim_end_matches([' ', 'が', ':', 'は']);
    let own = own.strip_suffix("のみ").or_else(|| own.strip_suffix("だけ")).unwrap_or(own);
    let outer = opened(place).map_or("", |open| place.passage.words(Span::new(place.before.start, open)));
    let outer = outer.trim_end_matches(|c: char| c.is_ascii_digit() || ", 件がは".contains(c));
    kind_ends(place.before.start + own.len())
        || !outer.is_empty() && kind_ends(place.before.start + outer.len())
}

/// Whether the name of an organisation stands before the figure.
fn of_client(place: &Place<'_>) -> bool {
    let noun = place.noun();
    let line = Span::new(noun.start, place.number.span.start);
    let form = place.passage.hits_in("organizations", line).any(|(_, rule)| rule.value == "legal_form");
    form && !place.has("subject", line)
}

fn is_sign(c: char) -> bool {
    c.is_whitespace() || "(【<〈※・「-*•●○".contains(c)
}

/// The noun before のうち.
fn among(place: &Place<'_>) -> Option<String> {
    let before = place.before();
    let at = before.rfind("のうち")?;
    let words: Vec<char> =
        before.get(..at)?.chars().rev().take_while(|c| !"、。,()「」:".contains(*c)).take(20).collect();
    (!words.is_empty()).then(|| words.into_iter().rev().collect())
}
