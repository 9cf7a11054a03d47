//! The dates of a sentence, and which of them can date a step of the incident.

use jikenbo_model::{PartialDate, Span};
use jikenbo_text::calendar::{Dated, Reach};
use jikenbo_text::words::opening;

use super::papers::{of_check, of_origin, of_paper_or_plan, of_papers};
use super::{released, spans};
use crate::fields::analogy;
use crate::lists::contains;
use crate::passage::Passage;

/// How far behind a span of days the words stand that make it one of the data, in bytes (90 characters: a relative
/// clause before its noun, with the name and address of a shop in it, was never longer in 150 real releases).
const CLAUSE: usize = 270;
/// The same behind a single day: `2022年3月31日退職`, `11月11日出荷分`.
const BESIDE: usize = 21;

const AS_OF: &[&str] = &[
    "時点",
    "現時点",
    "の時点",
    "午前の時点",
    "現在",
    "を目途",
    "をめど",
    "を目処",
    "頃を目途",
    "末時点",
    "期決算",
    "期第",
];

/// A date as a step of the incident uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    /// Its words, in the folded text.
    pub(super) span: Span,
    pub(super) from: Option<PartialDate>,
    pub(super) to: Option<PartialDate>,
    pub(super) reach: Reach,
    /// A stretch of hours: `16時から22時まで`.
    pub(super) hours: bool,
    /// A time of day stands with it.
    pub(super) timed: bool,
    /// 同日, 翌日: counted from a date before.
    pub(super) anaphoric: bool,
}

impl Day {
    pub(super) fn of(date: &Dated) -> Self {
        Self {
            span: date.span,
            from: date.from,
            to: date.to,
            reach: date.reach,
            anaphoric: date.anaphoric,
            hours: date.time_to.is_some(),
            timed: date.time.is_some(),
        }
    }

    /// Its first day alone.
    pub(super) fn point(self) -> Self {
        Self { to: self.from, reach: Reach::Point, ..self }
    }

    /// Whether it is one day (or month) and no span of days.
    pub(super) fn is_point(self) -> bool {
        self.reach == Reach::Point
    }
}

/// What a date in a sentence dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Something that happened.
    Step,
    /// The data: when customers bought, joined, wrote.
    Data,
    /// A release: `8月10日付「…」`, `8月10日に公表`.
    Release,
    /// Nothing that happened: 時点, 現在, 年度, a deadline.
    Nothing,
}

/// The dates of the sentence at `span` with their uses, in order.
pub(super) fn days(passage: &Passage<'_>, span: Span) -> Vec<(Day, Use)> {
    let dates = passage.dates_in(span);
    if dates.is_empty() {
        return Vec::new();
    }
    let ends = dates.iter().skip(1).map(|next| next.span.start).chain(std::iter::once(span.end));
    let mut days: Vec<(Day, Use)> = dates
        .iter()
        .zip(ends)
        .map(|(date, next)| (Day::of(date), use_of(passage, date, span, next)))
        .collect();
    spans::open_named(passage, &mut days);
    spans::join_named(passage, &mut days, span);
    // 「7月8日及び8月20日に公表」: the first is a release as the second is.
    for at in (1..days.len()).rev() {
        let (Some(before), Some(after)) = (days.get(at - 1).copied(), days.get(at).copied()) else {
            continue;
        };
        let gap = passage.words(Span::new(before.0.span.end, after.0.span.start));
        let gap = gap.get(bracket(gap)..).unwrap_or_default();
        let joined = matches!(gap, "及び" | "および" | "、" | "と" | "並びに" | "ならびに" | "・");
        if let Some(day) = days.get_mut(at - 1).filter(|_| {
            let bracketed = before.1 == Use::Data
                && passage.words(Span::new(span.start, before.0.span.start)).ends_with('(');
            joined && after.1 == Use::Release && (before.1 == Use::Step || bracketed)
        }) {
            day.1 = Use::Release;
        }
    }
    days
}

fn use_of(passage: &Passage<'_>, date: &Dated, sentence: Span, next: usize) -> Use {
    let after = passage.words(Span::new(date.span.end, sentence.end));
    if is_no_day(passage, date, after) || is_penalty(passage, date, sentence) {
        return Use::Nothing;
    }
    if is_of_no_step(passage, date, sentence, after) {
        return Use::Nothing;
    }
    if released::by_itself(passage, date, sentence, next) {
        return Use::Release;
    }
    if after.starts_with('市') && !passage.words(date.span).contains(|c: char| c.is_ascii_digit()) {
        return Use::Nothing;
    }
    // 「締切日を4日から9日に延長する」
    let put_off = ["に延長", "に変更", "に延期", "に繰り", "へ延長", "へ変更", "へ延期"];
    if date.reach == Reach::Range && put_off.iter().any(|word| after.starts_with(word)) {
        return Use::Nothing;
    }
    let looked_at = ["の調査", "の記録", "のログ", "のアクセスログ", "の通信", "の履歴", "を対象に"];
    if date.reach == Reach::Range && looked_at.iter().any(|word| after.starts_with(word)) {
        return Use::Data;
    }
    // A year alone dates a noun: 「令和5年の選挙」.
    let year = date.reach == Reach::Point && date.from.is_some_and(|from| from.month().is_none());
    if year
        && after.starts_with(['の', '執'])
        && !names_incident(passage, Span::new(date.span.end, sentence.end))
    {
        return Use::Data;
    }
    if after.starts_with('分')
        || after.starts_with("実施分")
        || of_origin(date, after)
        || of_service(date, after)
    {
        return Use::Data;
    }
    if in_brackets(passage, date, sentence) || of_age(date, after) || of_papers(passage, date, sentence) {
        return Use::Data;
    }
    let behind = bracket(passage.words(Span::new(date.span.end, sentence.end.min(next).max(date.span.end))));
    if date.reach == Reach::Point
        && (released::next_step(passage, date, date.span.end, (sentence, next))
            || behind > 0 && released::next_step(passage, date, date.span.end + behind, (sentence, next)))
    {
        return Use::Release;
    }
    if !of_check(after) && of_data(passage, date, sentence, next)
        || of_object(passage, date, sentence, next)
        || of_persons(passage, date, sentence, next)
    {
        Use::Data
    } else {
        Use::Step
    }
}

/// Whether it is the day of a source, of a paper or plan, of an incident before, of a title or of days of rest.
fn is_of_no_step(passage: &Passage<'_>, date: &Dated, sentence: Span, after: &str) -> bool {
    // 「(例示大学/2007.07.20)」 names where a text was taken from.
    let source =
        after.starts_with(')') && passage.words(Span::new(sentence.start, date.span.start)).ends_with('/');
    let before = || analogy::background(passage, sentence).is_some_and(|before| before.contains(date.span));
    // 「昨年10月にも職員による漏えいが発覚している」
    let again = after.strip_prefix("にも").is_some_and(|rest| {
        let clause = rest.split(['、', '。']).next().unwrap_or_default();
        [
            "発覚している",
            "発生している",
            "起きている",
            "発覚していた",
            "発生していた",
            "起きていた",
            "判明している",
        ]
        .iter()
        .any(|end| clause.ends_with(end))
    });
    source
        || again
        || of_paper_or_plan(after)
        || before()
        || in_title(passage, date, sentence)
        || is_rest(passage, date, sentence)
}

/// Whether it is no day of a step: of a year of accounts, as of which something is told, or of what is done ever since.
fn is_no_day(passage: &Passage<'_>, date: &Dated, after: &str) -> bool {
    // 「平成24年度以降は、誓約書を出させており」
    let practice =
        date.reach == Reach::Since && passage.words(date.span).contains("年度") && after.starts_with('は');
    // 「2005年4月から持ち出しを禁じており」
    let clause = || after.split(['、', '。']).next().unwrap_or(after);
    let practice = practice
        || date.reach == Reach::Since
            && contains(
                clause(),
                &["禁じてい", "禁じてお", "禁止してい", "禁止してお", "義務付けてい", "義務付けてお"],
            );
    // 「令和2年国勢調査」
    let events = ["国勢調査", "統計調査", "センサス", "実態調査", "選挙", "総選挙"];
    let year = date.reach == Reach::Point && date.from.is_some_and(|from| from.month().is_none());
    let named = year && events.iter().any(|event| after.starts_with(event));
    named || practice || date.reach == Reach::FiscalYear || AS_OF.iter().any(|word| after.starts_with(word))
}

/// Whether a month is the length of a penalty: 「停職3月」.
fn is_penalty(passage: &Passage<'_>, date: &Dated, sentence: Span) -> bool {
    let head = passage.words(Span::new(sentence.start, date.span.start));
    let penalties = ["停職", "減給", "懲役", "禁錮", "拘禁刑", "出勤停止", "指名停止", "停職(", "減給("];
    passage.words(date.span).ends_with('月') && penalties.iter().any(|penalty| head.ends_with(penalty))
}

/// How far behind a span of days the word stands that says that nobody worked, in bytes (ten characters): 「まで夏季休業」.
const REST: usize = 30;

/// Whether a span of days says when a house was closed: 「8月11日から16日まで休業とし」, and not when something happened: 「夏季休業
/// 期間中に感染し」.
fn is_rest(passage: &Passage<'_>, date: &Dated, sentence: Span) -> bool {
    let end = passage.text().floor_char_boundary(date.span.end + REST).min(sentence.end);
    let near = Span::new(date.span.end, end.max(date.span.end));
    let clause = passage.clause_at(date.span.end).end;
    let mut closed = passage.hits_in("phrases", near).filter(|(_, rule)| rule.value == "when.closed");
    let during = ["中", "期間", "の間"];
    date.reach == Reach::Range
        && closed.any(|(hit, _)| {
            let behind = passage.words(Span::new(hit.span.end, sentence.end));
            hit.span.end <= clause && !during.iter().any(|word| behind.starts_with(word))
        })
}

/// Whether the date stands in a title or subject in quotes, with words before it: 「『まもなく6月8日から収穫祭』というメール」.
fn in_title(passage: &Passage<'_>, date: &Dated, sentence: Span) -> bool {
    let head = passage.words(Span::new(sentence.start, date.span.start));
    let after = passage.words(Span::new(date.span.end, sentence.end));
    let quoted = [('「', '」'), ('『', '』')].into_iter().find_map(|(open, close)| {
        let from =
            head.rfind(open).filter(|&from| !head.get(from..).is_some_and(|rest| rest.contains(close)))?;
        after
            .split_once(close)
            .map(|(inner, rest)| (head.get(from + open.len_utf8()..).unwrap_or(""), inner, rest))
    });
    let Some((before, inner, rest)) = quoted else { return false };
    let named = [
        "というメール",
        "という件名",
        "というお知らせ",
        "という案内",
        "と題",
        "との件名",
        "の件名",
        "のメール",
        "のお知らせ",
    ];
    let sentence = inner.contains('。') || before.contains('。') || inner.ends_with('た');
    !sentence && named.iter().any(|word| rest.starts_with(word))
}

/// How far behind the end of somebody's service the word for it stands, in characters.
const SERVICE: usize = 12;

/// Whether the day is the last of somebody's service: 「2019年3月まで当社の業務に従事していた者」.
fn of_service(date: &Dated, after: &str) -> bool {
    let until = after.strip_prefix("まで").or(Some(after).filter(|_| date.reach == Reach::Until));
    let Some(rest) = until else { return false };
    let near = opening(rest, SERVICE);
    let clause = near.split(['、', '。']).next().unwrap_or_default();
    contains(clause, &["従事してい", "在籍してい", "勤務してい", "在職してい", "勤めてい", "所属してい"])
}

/// How far behind a span of days the data stand whose age it is, in characters.
const AGE: usize = 8;

/// Whether a span of days says how old data are: 「3月下旬以降の仕訳データについては復元できておりません」.
fn of_age(date: &Dated, after: &str) -> bool {
    let Some(noun) = after.strip_prefix('の').filter(|_| date.reach != Reach::Point) else { return false };
    let near =
        opening(noun, AGE).split(['が', 'を', 'に', 'は', 'で', '、', '。']).next().unwrap_or_default();
    contains(near, &["データ", "伝票", "帳簿", "台帳", "仕訳", "バックアップ"])
}

/// How far behind 「2023年の」 the noun stands, in bytes (ten characters).
const NOUN: usize = 30;

/// Whether the words behind a year name the incident: 「2023年のサイバー攻撃」.
fn names_incident(passage: &Passage<'_>, behind: Span) -> bool {
    let near = |at: usize| at <= behind.start + NOUN;
    passage.hits_in("incident", behind).any(|(hit, rule)| rule.value == "incident" && near(hit.span.start))
}

/// How far behind a day the verb ends that describes an object, in characters.
const VERB: usize = 14;
/// How long such an object is at most, in characters: 「当該USBメモリー」.
pub(super) const OBJECT: usize = 14;

/// Whether a day dates the object of the sentence and no step: 「4月1日に業務で使用した鞄を紛失」.
fn of_object(passage: &Passage<'_>, date: &Dated, sentence: Span, next: usize) -> bool {
    let words = passage.words(Span::new(date.span.end, sentence.end.min(next)));
    let Some(rest) = words.strip_prefix('に') else { return false };
    let Some((verb, object)) = rest.split_once('た') else { return false };
    let short = verb.chars().count() <= VERB && !verb.contains(['、', '。', 'を', 'が', 'は']);
    let described =
        object.starts_with("当該") || super::clause::is_attributive(rest.get(verb.len()..).unwrap_or(""));
    let noun = opening(object, OBJECT).split(['に', 'で', 'が', 'は', '、', '。']).next().unwrap_or_default();
    // 「1月22日に逮捕された人物の所持品から名簿が見つかり」
    let source = noun.contains("から") && contains(words, &["見つか", "見付か", "発見", "判明", "発覚"]);
    let until =
        object.find('を').filter(|_| noun.contains('を')).or_else(|| object.find("から")).unwrap_or(0);
    let end = date.span.end + words.len() - object.len() + until;
    // 「5月14日に実施した試験の答案」
    let is_held = |words: Span| ["実施", "開催"].iter().any(|held| passage.words(words).starts_with(held));
    // 「5月1日に届いた通報を受けて」, 「5月10日に始まった攻撃を検知」: what is described is itself what happened.
    let told = passage.hits_in("events", Span::new(date.span.end, sentence.end)).any(|(hit, rule)| {
        hit.span.start < end && !(rule.value == "data" && (hit.span.end == end || is_held(hit.span)))
    });
    let told = told
        || passage
            .hits_in("incident", Span::new(date.span.end, sentence.end))
            .any(|(hit, rule)| rule.value == "incident" && hit.span.start < end);
    short && described && (noun.contains('を') || source) && !told
}

/// How far behind a day the verb ends that describes persons, in characters.
const DEALING: usize = 20;

/// Whether a day says which persons are meant: 「8月中に相談を受けた方の一覧表」.
fn of_persons(passage: &Passage<'_>, date: &Dated, sentence: Span, next: usize) -> bool {
    let words = passage.words(Span::new(date.span.end, sentence.end.min(next)));
    let led = words.strip_prefix("まで").unwrap_or(words);
    let clause = ["に", "の期間に", "の間に"].iter().find_map(|lead| led.strip_prefix(lead));
    let clause = clause.map(|rest| rest.strip_prefix('、').unwrap_or(rest));
    let Some((verb, noun)) = clause.and_then(|rest| rest.split_once('た')) else { return false };
    let persons = ["方の", "方々", "お客", "利用者の", "会員の", "人物", "世帯の"];
    let inner = Span::new(date.span.end, date.span.end + words.len() - noun.len());
    let told = passage.hits_in("events", inner).any(|(_, rule)| {
        matches!(
            rule.value.as_str(),
            "attack" | "slip" | "deed" | "taking" | "loss" | "exposure" | "noticed" | "happened"
        )
    });
    let short = verb.chars().count() <= DEALING && !verb.contains(['、', '。', 'が', 'は']);
    short && !told && persons.iter().any(|person| noun.starts_with(person))
}

/// Whether a bracket with words of its own closes around the date: 「規程(令和3年7月施行)」 dates the noun before it and
/// nothing that the sentence tells of; 「翌日(7月2日)に」 has none.
fn in_brackets(passage: &Passage<'_>, date: &Dated, sentence: Span) -> bool {
    let head = passage.words(Span::new(sentence.start, date.span.start));
    let Some(noun) = head.strip_suffix(['(', '「', '『']) else { return false };
    let after = passage.words(Span::new(date.span.end, sentence.end));
    let Some((inner, _)) = after.split_once([')', '」', '』']) else { return false };
    let named =
        noun.chars().next_back().is_some_and(|last| last.is_alphanumeric() || matches!(last, '」' | '』'));
    let inside = Span::new(date.span.end, date.span.end + inner.len());
    let told = passage
        .hits_in("events", inside)
        .any(|(_, rule)| !matches!(rule.value.as_str(), "data" | "announce"));
    let many = inner.chars().filter(|c| c.is_alphanumeric()).count();
    let of_report = head.ends_with("報(");
    // 「届出(10月22日から順次)」 dates what stands before the bracket.
    let step = matches!(inner, "順次" | "から順次" | "より順次" | "開始" | "に開始" | "実施" | "に実施");
    named && many > 1 && many <= 12 && !told && !step && !of_report && !inner.contains([':', '、'])
}

/// The bytes of a bracket that `words` begin with, and of those within it: 「(「例示」の停止に関するお知らせ)にお知らせした」.
fn bracket(words: &str) -> usize {
    if !words.starts_with('(') {
        return 0;
    }
    let mut depth = 0usize;
    for (at, c) in words.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return at + 1,
            ')' => depth -= 1,
            _ => {}
        }
    }
    0
}

fn of_data(passage: &Passage<'_>, date: &Dated, sentence: Span, next: usize) -> bool {
    let mut clause = passage.clause_at(date.span.end).end;
    // 「期間に例示店において、」 ends no clause.
    if ["おいて、", "於いて、"]
        .iter()
        .any(|end| passage.words(Span::new(date.span.end, clause.max(date.span.end))).ends_with(end))
    {
        clause = passage.clause_at(clause).end;
    }
    let clause = clause.min(sentence.end).min(next);
    let near = |reach: usize| Span::new(date.span.end, clause.min(date.span.end + reach).max(date.span.end));
    let reach = if date.reach == Reach::Point { BESIDE } else { CLAUSE };
    let words = passage.hits_in("events", near(reach)).find(|(_, rule)| rule.value == "data");
    let Some((hit, _)) = words else { return false };
    let between = passage.words(Span::new(date.span.end, hit.span.start));
    let told = |span: Span, values: &[&str]| {
        passage.hits_in("events", span).any(|(_, rule)| values.contains(&rule.value.as_str()))
    };
    // 「4月から7月までの在籍期間中に」 says when.
    let during = passage.words(Span::new(hit.span.end, sentence.end));
    let whole = ["期間中に", "期間中、", "中に", "中、"].iter().any(|end| during.starts_with(end));
    if matches!(between, "の" | "までの") && whole {
        return false;
    }
    // 「3日から5日までの間、名簿が閲覧できる状態でした」: the list itself lay open.
    let list = passage.words(hit.span) == "名簿" && during.starts_with(['が', 'を', 'は']);
    let over = between.trim_start_matches("まで");
    if list && ["の間、", "間、", "、", "に、"].iter().any(|end| over.starts_with(end)) {
        return false;
    }
    if date.reach == Reach::Since && between.is_empty() && is_of_told(during) {
        return false;
    }
    let shown = told(Span::new(hit.span.end, sentence.end), &["exposure", "attack"]);
    if shown && (is_place(date, between, during) || is_meanwhile(passage, date, sentence, between)) {
        return false;
    }
    let steps = has_step(passage, date, (sentence, clause), hit.span);
    // 「昨年度末に転出した児童」 dates the noun, 「7月1日に登録し」 a step.
    let behind = passage.words(Span::new(hit.span.end, sentence.end));
    let phrase = behind.split(['、', '。']).next().unwrap_or(behind);
    // 「5月8日に受講を予約されている方」
    let dealt = between.starts_with('に') && between.ends_with('を') && between.chars().count() <= OBJECT;
    let noun = (between == "に" || dealt)
        && super::clause::is_attributive(behind)
        && !contains(phrase, &["際", "時に", "折"]);
    !steps && (date.reach != Reach::Point || noun || !contains(between, &["、", ":", " ", "に"]))
}

/// Whether a step stands beside the word of data at `data`, so that the day is one of it; `words` are the sentence and where the clause ends.
fn has_step(passage: &Passage<'_>, date: &Dated, words: (Span, usize), data: Span) -> bool {
    let (sentence, clause) = words;
    let between = passage.words(Span::new(date.span.end, data.start));
    let during = passage.words(Span::new(data.end, sentence.end));
    let told = |span: Span, values: &[&str]| {
        passage.hits_in("events", span).any(|(_, rule)| values.contains(&rule.value.as_str()))
    };
    // 「攻撃者は4日から5日までの間、予約情報にアクセスしていました」
    let around = date.reach == Reach::Range
        && passage
            .hits_in("events", sentence)
            .any(|(hit, rule)| rule.value == "attack" && hit.span.contains(date.span));
    around
        || told(Span::new(date.span.end, data.start), &["attack", "exposure", "taking", "slip"])
        || date.reach == Reach::Range && told(Span::new(data.end, clause), &["attack", "taking"])
        || date.reach == Reach::Range
            && (between.starts_with("の間") || between.starts_with("までの間"))
            && told(Span::new(data.end, sentence.end), &["loss"])
        || date.reach == Reach::Range
            && (["の間、", "までの間、", "の期間、", "までの期間、"].contains(&between)
                || between == "、" && passage.words(date.span).ends_with("の間"))
            && opening(during, NAMED).contains('を')
            && told(Span::new(data.end, clause), &["deed"])
}

/// How far behind a word of data を stands that makes it what was sent, in characters: 「契約|者情報を」.
const NAMED: usize = 6;

/// Whether the words behind a word of data make it those who are told: 「25日から卒業生|へ文書で」.
fn is_of_told(behind: &str) -> bool {
    behind.split_once('へ').is_some_and(|(whom, _)| whom.chars().count() <= WHOM && !whom.contains('、'))
}

/// How much stands at most between a word of data and the particle that makes it those who are told, in characters: 「会員|の皆様へ」.
const WHOM: usize = 4;

/// Whether a span of days says how long data lay open, and not when persons dealt with them: 「3日から5日までの間、会員の情報が閲覧できる
/// 状態でした」, but not 「3日から5日までの間、登録された方の情報が」.
fn is_meanwhile(passage: &Passage<'_>, date: &Dated, sentence: Span, between: &str) -> bool {
    let counted = between
        .strip_prefix('の')
        .is_some_and(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with("日間、"));
    let meanwhile = passage.words(date.span).ends_with("の間") && between.starts_with('、') || counted;
    let dealt_with = |rest: &str| {
        ["いただ", "頂い", "され", "まれ", "した", "なさ", "んだ"].iter().any(|end| rest.starts_with(end))
    };
    let of_noun = passage
        .hits_in("events", Span::new(date.span.end, sentence.end))
        .filter(|(_, rule)| rule.value == "data")
        .all(|(hit, _)| !dealt_with(passage.words(Span::new(hit.span.end, sentence.end))));
    date.reach == Reach::Range && meanwhile && of_noun
}

/// Whether the data behind a day only name where it showed: 「2月1日以降、会員ページで…が表示される」.
fn is_place(date: &Dated, between: &str, behind: &str) -> bool {
    date.reach == Reach::Since
        && matches!(between, "、" | "")
        && ["ページ", "画面", "サイト", "向け"].iter().any(|place| behind.starts_with(place))
}

/// Whether the words of `span` are nothing but dates and marks: the line dates what follows.
pub(super) fn only_dates(passage: &Passage<'_>, span: Span, days: &[(Day, Use)]) -> bool {
    others(passage, span, days) == Some(0)
}

/// How many letters a label has at most: `掲載日時`, `発生年月日`.
const LABEL: usize = 8;

/// Whether a line is nothing but its dates, marks and a short label.
pub(super) fn is_labelled(passage: &Passage<'_>, span: Span, days: &[(Day, Use)]) -> bool {
    others(passage, span, days).is_some_and(|others| others <= LABEL)
}

/// The letters of a dated line outside of its dates.
fn others(passage: &Passage<'_>, span: Span, days: &[(Day, Use)]) -> Option<usize> {
    if days.is_empty() {
        return None;
    }
    let mut from = span.start;
    let mut others = 0;
    for (day, _) in days {
        others += letters(passage.words(Span::new(from, day.span.start)));
        from = day.span.end;
        if others > LABEL {
            return Some(others);
        }
    }
    Some(others + letters(passage.words(Span::new(from, span.end))))
}

/// Letters and kanji in `words`, as far as they matter: more than a label has are not told apart. Digits of item numbers and
/// marks that look like letters do not count.
fn letters(words: &str) -> usize {
    let mark = |c: char| c.is_ascii_digit() || matches!(c, '〇' | '○' | 'O' | 'o' | '頃' | 'ー');
    // Asked first: to look up whether any other character is a letter takes longer.
    let letter = |c: char| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='龠') || c.is_alphanumeric();
    words.chars().filter(|&c| !mark(c) && letter(c)).take(LABEL + 1).count()
}

/// Whether `words` before a line's first date are only its mark: `・`, `(2)`, `①`, `[`.
pub(super) fn is_mark(words: &str) -> bool {
    letters(words) == 0 && words.chars().count() <= 6
}
