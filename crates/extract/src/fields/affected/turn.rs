//! Of two figures told side by side, which one holds: 「2,500名ではなく、2,800名」, 「第一報 12,000名 / 第二報 11,482名」.

use jikenbo_model::Span;
use jikenbo_text::numbers::Number;
use jikenbo_text::words::{closing, find, opening};

use super::deny::persons;
use super::place::Place;
use crate::lists::contains;
use crate::passage::Passage;

/// What the words between two figures make of one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// Another figure told beside it stands in its place.
    Old,
    /// By so many the figure before it changed: 「1,200名から|120名|増え」.
    Step,
    /// It stands in the place of the figure before it.
    New,
}

/// How two figures that follow each other stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pair {
    /// The second stands in the place of the first.
    Replaced,
    /// The second is by how many the first changed.
    Changed,
    /// The first is by how many a figure changed, the second what it came to.
    CameTo,
}

/// The most words that may stand between the two, in bytes (60 characters).
const BETWEEN: usize = 180;

/// Which of the figures beside it a figure replaces, or which replaces it.
pub(super) fn turn(place: &Place<'_>) -> Option<Turn> {
    let passage = place.passage;
    if place.number.from.is_some() && CHANGES_TO.iter().any(|word| place.behind().starts_with(word)) {
        return Some(Turn::New);
    }
    let next = passage.numbers_in(place.behind).iter().find(|next| next.counter.is_some());
    match next.and_then(|next| pair(passage, place.number, next)) {
        Some(Pair::Replaced | Pair::Changed) => return Some(Turn::Old),
        Some(Pair::CameTo) => return Some(Turn::Step),
        None => {}
    }
    let last = passage.numbers_in(place.before).iter().rev().find(|last| last.counter.is_some());
    match last.and_then(|last| pair(passage, last, place.number)) {
        Some(Pair::Replaced | Pair::CameTo) => return Some(Turn::New),
        Some(Pair::Changed) => return Some(Turn::Step),
        None => {}
    }
    overtaken(place).then_some(Turn::Old)
}

/// What says behind a figure that the number changed to it.
const CHANGES_TO: &[&str] = &[
    "に増",
    "へ増",
    "に減",
    "へ減",
    "に訂正",
    "へ訂正",
    "に修正",
    "へ修正",
    "に変更",
    "へ変更",
    "に更新",
    "へ更新",
    "に改め",
    "へ改め",
    "に拡大",
    "へ拡大",
    "に縮小",
    "に変わ",
    "に膨らみ",
    "に膨らん",
    "になり",
    "になった",
    "となり",
    "となった",
];

/// What says behind a figure that by so many a number changed.
const CHANGES_BY: &[&str] = &["増", "減", "多", "少な"];

/// What the words between two figures and behind the second make of the two.
fn pair(passage: &Passage<'_>, first: &Number, second: &Number) -> Option<Pair> {
    let between = Span::new(first.span.end, second.span.start.max(first.span.end));
    if between.len() > BETWEEN || !alike(passage, first, second) {
        return None;
    }
    let words = passage.words(between);
    let gap = words.trim_start_matches(CLOSERS).trim_end_matches(OPENERS);
    let tail = opening(passage.text().get(second.span.end..).unwrap_or(""), TAIL);
    let tail = tail.trim_start_matches(CLOSERS);
    if gap.contains(['。', '\n']) {
        return None;
    }
    let starts = |words: &[&str]| words.iter().any(|word| tail.starts_with(word));
    let corrected = match gap.trim_end_matches('、') {
        "から" | "より" => starts(CHANGES_TO),
        "は" => starts(&["の誤り", "の間違い", "の誤記", "が正し"]),
        "を" => starts(&["に訂正", "へ訂正", "に修正", "へ修正", "に改め", "へ改め", "と訂正"]),
        _ => {
            gap.starts_with("ではなく") || points(gap) || surpassed(gap) || told(passage, between, gap, tail)
        }
    };
    if corrected {
        return Some(Pair::Replaced);
    }
    let by = match gap.trim_end_matches('、') {
        "から" | "より" | "に比べ" | "と比べ" | "に比べて" | "と比べて" => {
            starts(CHANGES_BY)
        }
        "を" => starts(&["上回", "下回", "超え"]),
        _ => false,
    };
    if by {
        return Some(Pair::Changed);
    }
    let came = ["増", "減", "上回", "下回"].iter().any(|word| gap.starts_with(word));
    let to = ["となり", "となっ", "です", "でし", "になり", "になっ", "と判明", "であ", "に達"];
    (came && gap.chars().count() <= CAME && starts(&to)).then_some(Pair::CameTo)
}

/// What closes the words around a figure.
const CLOSERS: &[char] = &[' ', '」', '』', ')', '】', '様', '分'];

/// What opens the words around a figure.
const OPENERS: &[char] = &[' ', '「', '『', '約', '計', '延', 'べ'];

/// How far behind the second figure its words are looked at, in characters.
const TAIL: usize = 12;

/// How many words stand at most between by how many it changed and what it came to, in characters: 「増加し、合計」.
const CAME: usize = 12;

/// Whether two figures count the same kind of thing.
fn alike(passage: &Passage<'_>, first: &Number, second: &Number) -> bool {
    let counter = |number: &Number| {
        number.counter.map_or("", |span| passage.words(span)).trim_end_matches(['分', '様'])
    };
    let (first, second) = (counter(first), counter(second));
    first == second && !first.is_empty() || persons(first) && persons(second)
}

/// Whether no more than an arrow or the word for the right one stands between: 「(誤)2,500名 → (正)2,800名」.
fn points(gap: &str) -> bool {
    let bare = gap.trim_matches(|c: char| c.is_whitespace() || "、:()【】[]".contains(c));
    let arrow = ['→', '⇒', '➡', '⇨'];
    let right = ["正", "正しくは", "訂正後", "修正後", "更新後", "変更後"];
    let rest =
        bare.trim_start_matches(arrow).trim_matches(|c: char| c.is_whitespace() || "、:()【】[]".contains(c));
    bare.starts_with(arrow) && rest.is_empty() || right.contains(&rest)
}

/// Whether the second figure is measured by the first: 「当初の想定1,000名を上回る|1,320名」.
fn surpassed(gap: &str) -> bool {
    ["を上回る", "を下回る", "を超える", "より多い", "より少ない"].contains(&gap)
}

/// Whether the first was told before, and the words turn to what holds now: 「前回は約8,200件としておりましたが、調査の結果、」.
fn told(passage: &Passage<'_>, between: Span, gap: &str, tail: &str) -> bool {
    let Some(turn) = TURNS.iter().filter_map(|word| Some(find(gap, word)? + word.len())).min() else {
        return false;
    };
    let (said, now) = (gap.get(..turn).unwrap_or(""), gap.get(turn..).unwrap_or(""));
    let head = closing(passage.text().get(..between.start).unwrap_or(""), HEAD);
    let head = head.rsplit(['。', '\n']).next().unwrap_or(head);
    let before = contains(head, EARLIER) || contains(said, EARLIER);
    let more = contains(now, &["新たに", "加え", "追加", "ほかに", "別に", "さらに", "うち", "も"])
        || tail.contains('も')
        || names_others(now);
    let newest = now.chars().count() <= SHORT || contains(now, NOW);
    let ends = [
        "であること",
        "でし",
        "です",
        "であり",
        "であっ",
        "であると",
        "とな",
        "にな",
        "と判明",
        "と確定",
        "が正し",
        "が対象",
        "に訂正",
        "に修正",
        "の",
    ];
    before && newest && !more && ends.iter().any(|word| tail.starts_with(word))
}

/// Whether the sentence tells behind an earlier figure of others that come to it: 「740名とお知らせしましたが、調査の結果、従業員90名」.
pub(super) fn adds_others(place: &Place<'_>) -> bool {
    let mut numbers = place.passage.numbers_in(place.behind).iter();
    let Some(next) = numbers.find(|next| next.counter.is_some()) else { return false };
    let start = place.number.span.end;
    let gap = place.passage.words(Span::new(start, next.span.start.max(start)));
    let turn = TURNS.iter().filter_map(|word| Some(find(gap, word)? + word.len())).min();
    let now = turn.and_then(|turn| gap.get(turn..)).unwrap_or("");
    gap.len() <= BETWEEN && alike(place.passage, place.number, next) && names_others(now)
}

/// Whether the words before the second figure end in a noun of its own: 「調査の結果、|従業員|80名の個人情報」.
fn names_others(now: &str) -> bool {
    let last = now.rsplit('、').next().unwrap_or(now).trim_end();
    let times = ["結果", "時点", "現在", "今回", "件数", "人数", "実際", "最終", "総数", "計", "正確"];
    let noun = last.chars().next_back().is_some_and(|end| !('ぁ'..='ん').contains(&end));
    noun && !times.iter().any(|time| last.ends_with(time))
}

/// What turns from what was told to what holds.
const TURNS: &[&str] = &[
    "おりましたが、",
    "いましたが、",
    "しましたが、",
    "でしたが、",
    "していたが、",
    "だったが、",
    "ところ、",
];

/// What says that a figure is that of an earlier report.
const EARLIER: &[&str] = &[
    "前回",
    "前報",
    "第1報",
    "第2報",
    "第3報",
    "第一報",
    "第二報",
    "第三報",
    "初報",
    "当初",
    "既報",
    "公表",
    "発表",
    "お知らせ",
    "ご報告",
    "ご案内",
];

/// What says that a figure is the newest.
const NOW: &[&str] = &[
    "結果",
    "調査",
    "今回",
    "改めて",
    "あらためて",
    "最終",
    "その後",
    "確認したところ",
    "判明",
    "集計",
    "実際は",
    "正しくは",
    "精査",
];

/// How far before the first figure it is told that it was an earlier one, in characters.
const HEAD: usize = 50;

/// How many words of what holds need not say so, in characters: 「…としておりましたが、|正しい人数は」.
const SHORT: usize = 8;

/// Whether a later figure of the same stands beside it: 「11月5日時点で1,200名、11月20日時点で1,450名」, 「第一報 12,000名 / 第二報
/// 11,482名」, 【訂正前】 and 【訂正後】.
fn overtaken(place: &Place<'_>) -> bool {
    if before_correction(place) {
        return true;
    }
    let passage = place.passage;
    // 「6月10日時点で1,200名の情報が漏えいした」 tells more of them than how many they are.
    let bare = ["、", "で、", "でし", "です", "であ", "とな", "と発表", "と公表", "に"];
    let bare = place.behind().trim().is_empty() || bare.iter().any(|word| place.behind().starts_with(word));
    if !bare {
        return false;
    }
    let Some((own, of)) = time(passage, place.number, place.sentence) else { return false };
    let beside = place.sentence.saturating_sub(1)..=place.sentence + 1;
    beside.into_iter().any(|at| {
        let line = passage.sentences.get(at).map(|line| line.span).unwrap_or_default();
        let from = line.start.max(place.number.span.start.saturating_sub(ROW));
        let end = line.end.min(place.number.span.end + ROW);
        let near = Span::new(from, end.max(from));
        passage.numbers_in(near).iter().any(|other| {
            alike(passage, place.number, other)
                && time(passage, other, at).is_some_and(|(time, who)| who == of && own.is_before(&time))
        })
    })
}

/// How far around a figure one of another time is looked for, in bytes (60 characters).
const ROW: usize = 180;

/// When a figure held: as of a day, or as one report of several told it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Time {
    /// 11月20日時点: the digits of the day.
    Day(Vec<u32>),
    /// 第二報, 今回.
    Report(u32),
}

impl Time {
    fn is_before(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Day(own), Self::Day(other)) => own.len() == other.len() && own < other,
            (Self::Report(own), Self::Report(other)) => own < other,
            _ => false,
        }
    }
}

/// The reports that a figure may be of, from the first to the newest.
const REPORTS: &[(&str, u32)] = &[
    ("当初", 0),
    ("前回", 0),
    ("前報", 0),
    ("初報", 1),
    ("速報", 1),
    ("第1報", 1),
    ("第一報", 1),
    ("第2報", 2),
    ("第二報", 2),
    ("第3報", 3),
    ("第三報", 3),
    ("第4報", 4),
    ("第四報", 4),
    ("第5報", 5),
    ("第五報", 5),
    ("最終報", 100),
    ("今回", 100),
    ("現在", 100),
    ("本日", 100),
];

/// What stands between such a report and the noun or figure.
const TOLD: &[&str] = &[
    "時点",
    "公表",
    "発表",
    "報告",
    "お知らせ",
    "現在",
    "分",
    "時",
    "の",
    "では",
    "で",
    "は",
    "には",
    ":",
    " ",
];

/// How many words stand before a figure at most from the word for its time on, in characters.
const LEAD: usize = 24;

/// Whether a time of its own leads to the figure: 「第3報(7/1) 830名」.
pub(super) fn is_timed(place: &Place<'_>) -> bool {
    time(place.passage, place.number, place.sentence).is_some()
}

/// The time that leads to the figure, and the noun between the two.
fn time<'a>(passage: &'a Passage<'_>, number: &Number, sentence: usize) -> Option<(Time, &'a str)> {
    let start = passage.sentences.get(sentence)?.span.start.min(number.span.start);
    let head = closing(passage.words(Span::new(start, number.span.start)), LEAD);
    let own = head.rsplit(['、', '。', ',', '\n']).next()?;
    let own = own.trim_start_matches(|c: char| c.is_whitespace() || "・○●■◆※(【[「".contains(c));
    let (time, rest) = report(own).or_else(|| day(own))?;
    let mut rest = rest.trim_start_matches([')', '】', ']', ' ']);
    if let Some((_, behind)) = rest.strip_prefix('(').and_then(|inner| inner.split_once(')')) {
        rest = behind;
    }
    while let Some(short) = TOLD.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = short;
    }
    Some((time, rest.trim_end_matches(OPENERS)))
}

fn report(words: &str) -> Option<(Time, &str)> {
    REPORTS.iter().find_map(|(word, number)| Some((Time::Report(*number), words.strip_prefix(word)?)))
}

/// 「11月20日時点」: its digits, and what follows.
fn day(words: &str) -> Option<(Time, &str)> {
    let (date, rest) = ["時点", "現在"].iter().find_map(|word| words.split_once(word))?;
    // 「4月時点の在籍者」, 「時点で在籍していた学生」 are of a time themselves.
    let noun = rest.trim_start_matches(['で', 'は', ':', ' ']);
    if rest.starts_with('の') || noun.contains(['た', 'る']) {
        return None;
    }
    let plain = date.chars().all(|c| c.is_ascii_digit() || "年月日/.-() 令和土火水木金".contains(c));
    let digits = date.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok());
    let digits: Vec<u32> = digits.collect();
    (plain && digits.len() > 1).then_some((Time::Day(digits), rest))
}

/// How many lines before and behind a figure the words for a correction stand.
const LINES: usize = 8;

/// Whether it stands behind 【訂正前】, and 【訂正後】 follows.
fn before_correction(place: &Place<'_>) -> bool {
    const BEFORE: &[&str] = &["訂正前", "修正前", "変更前", "更新前", "誤)", "誤】", "誤:"];
    const AFTER: &[&str] = &["訂正後", "修正後", "変更後", "更新後", "正)", "正】", "正:"];
    let leads = |at: usize, marks: &[&str]| {
        let line = place.passage.sentences.get(at).map_or("", |line| place.passage.words(line.span));
        let line = line.trim_start_matches(|c: char| c.is_whitespace() || "・○●■◆※(【[<〈「".contains(c));
        marks.iter().any(|mark| line.starts_with(mark))
    };
    let above = (place.sentence.saturating_sub(LINES)..=place.sentence)
        .rev()
        .find(|&at| leads(at, BEFORE) || leads(at, AFTER));
    above.is_some_and(|at| leads(at, BEFORE))
        && (place.sentence + 1..=place.sentence + LINES).any(|at| leads(at, AFTER))
}
