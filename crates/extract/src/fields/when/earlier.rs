//! `earlier_reports`: releases of the same incident by the same organisation that the report names.

use std::borrow::Cow;

use jikenbo_model::vocabulary::Kind;
use jikenbo_model::{EarlierReport, Facts, PartialDate, Span};
use jikenbo_text::calendar::Reach;
use jikenbo_text::words::{closing, find, opening};

use super::day::{self, Day, Use};
use super::links;
use super::notice::{INCIDENTS, is_release, refers};
use super::others::{another_tells, is_of_another, told_by_another, told_by_other};
use crate::Draft;
use crate::fields::analogy;
use crate::lists::{Hit, Rule, contains};
use crate::passage::{Passage, Role};
use crate::stamps;

/// How far apart a date and the word for its release stand, in characters, the release's title in quotes left out: in
/// 60 real releases 22 was the farthest (`X日、弊社ホームページに第一報を掲載`).
const GAP: usize = 26;

/// No date is longer, in bytes: `令和5年12月18日(月曜日)`.
const DATED: usize = 40;

/// A mention of an earlier report.
#[derive(Clone, Copy, Debug)]
pub(in crate::fields) struct Mention {
    pub(in crate::fields) date: Option<PartialDate>,
    /// Its words.
    pub(in crate::fields) words: Span,
}

pub(super) fn read(draft: &mut Draft<'_>, mentions: Vec<Mention>) {
    let mut found: Vec<(Mention, Option<String>)> = Vec::new();
    for mention in mentions {
        let known = found.iter_mut().find(|(other, _)| other.date == mention.date);
        let url = links::near(draft.passage, mention.words);
        match known {
            Some((_, known)) => *known = known.take().or(url),
            None => found.push((mention, url)),
        }
    }
    if found.iter().any(|(mention, _)| mention.date.is_some()) {
        found.retain(|(mention, _)| mention.date.is_some());
    }
    found.sort_by_key(|(mention, _)| mention.date);
    for (at, (mention, _)) in found.iter().enumerate() {
        draft.prove(format!("earlier_reports[{at}]"), mention.words);
    }
    draft.out.facts.earlier_reports =
        found.into_iter().map(|(mention, url)| EarlierReport { date: mention.date, url }).collect();
}

/// Every mention of an earlier report of the same incident, in order of the text.
pub(in crate::fields) fn mentions(passage: &Passage<'_>, facts: &Facts) -> Vec<Mention> {
    if matches!(facts.kind, Some(Kind::Commentary | Kind::Regulator)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let told: Vec<(&Hit, &Rule)> = passage
        .hits_of("stages")
        .filter(|(_, rule)| matches!(rule.value.as_str(), "release" | "earlier"))
        .collect();
    for told in told.chunk_by(|(one, _), (other, _)| one.sentence == other.sentence) {
        of_sentence(passage, told, facts, &mut found);
    }
    titled(passage, facts, &mut found);
    listed(passage, facts.published, &mut found);
    linked(passage, &mut found);
    stamped(passage, facts.published, &mut found);
    drop_months(&mut found);
    found
}

/// Drops a month where a report of a day of that month is named too: 「4月のお知らせでは」 beside 「4月26日付」.
fn drop_months(found: &mut Vec<Mention>) {
    let days: Vec<PartialDate> =
        found.iter().filter_map(|mention| mention.date.filter(|date| date.day().is_some())).collect();
    let told = |date: PartialDate| {
        date.day().is_none()
            && days.iter().any(|day| day.year() == date.year() && day.month() == date.month())
    };
    found.retain(|mention| !mention.date.is_some_and(told));
}

/// Adds the entries of a list of releases below the report: 「これまでのお知らせ」, then lines that begin with a day.
fn listed(passage: &Passage<'_>, published: Option<PartialDate>, found: &mut Vec<Mention>) {
    for (number, sentence) in passage.sentences.iter().enumerate() {
        let section = passage.section(number);
        let entry = matches!(sentence.role, Role::Item | Role::Row | Role::Text);
        let [dated] = passage.dates_in(sentence.span) else { continue };
        let head = passage.words(Span::new(sentence.span.start, dated.span.start));
        let numbered =
            is_number_of_report(head) && (lists_releases(passage, number) || is_beside(passage, number));
        // 「名簿の流出について(第1報 令和5年10月18日)」
        let tail = passage.words(Span::new(dated.span.end, sentence.span.end)).trim_end();
        let closing =
            tail == ")" && head.rsplit_once('(').is_some_and(|(_, inner)| is_number_of_report(inner));
        let numbered = numbered || is_label_of_report(head);
        if !entry || !(section.is("history") || numbered || closing) || section.is("outline") {
            continue;
        }
        let begins = numbered || closing || day::is_mark(head);
        let date = dated.from.filter(|date| {
            date.day().is_some() && dated.year_written && published.is_none_or(|published| *date < published)
        });
        let known = found.iter().any(|mention| mention.date == date);
        if let Some(date) = date.filter(|_| begins && !known) {
            found.push(Mention { date: Some(date), words: sentence.span });
        }
    }
}

/// Adds the reports that a line names by number and address alone: 「(第一報:https://example.com/1)」.
fn linked(passage: &Passage<'_>, found: &mut Vec<Mention>) {
    for sentence in passage.sentences.iter().filter(|sentence| sentence.role != Role::Title) {
        let words = passage.words(sentence.span).trim().trim_start_matches('(');
        let is_linked = words
            .split_once("http")
            .is_some_and(|(head, _)| head.ends_with(':') && is_number_of_report(head.trim_end_matches(':')));
        if is_linked {
            found.push(Mention { date: None, words: sentence.span });
        }
    }
}

/// Adds the older parts of a page that was added to: 「【2024年4月10日】」 below 「【2024年5月20日追記】」.
fn stamped(passage: &Passage<'_>, published: Option<PartialDate>, found: &mut Vec<Mention>) {
    let older = stamps::older(passage).into_iter().map(|stamp| (stamp.date, stamp.words));
    for (date, words) in older.chain(stamps::numbered(passage)) {
        let past = published.is_none_or(|published| date < published);
        if past && !found.iter().any(|mention| mention.date == Some(date)) {
            found.push(Mention { date: Some(date), words });
        }
    }
}

/// How many lines above its entry a list of reports is announced at most.
const ANNOUNCED: usize = 12;

/// Whether line `number` is no more than a numbered report and its day, and one beside it too: 「(第1報)4月3日 / (第2報)4月24日」.
fn is_beside(passage: &Passage<'_>, number: usize) -> bool {
    let lone = |at: usize| {
        let line = passage.sentences.get(at).map(|line| line.span).unwrap_or_default();
        let [dated] = passage.dates_in(line) else { return false };
        let head = passage.words(Span::new(line.start, dated.span.start));
        let tail = passage.words(Span::new(dated.span.end, line.end.max(dated.span.end)));
        is_number_of_report(head) && tail.trim_matches([' ', ')', '。', '付', 'け']).is_empty()
    };
    lone(number) && (number.checked_sub(1).is_some_and(lone) || lone(number + 1))
}

/// Whether the line above the numbered lines around sentence `number` says that releases are listed, and not reports to somebody.
fn lists_releases(passage: &Passage<'_>, number: usize) -> bool {
    let lone = |at: usize| passage.sentence(at).trim_start().starts_with(['第', '・', '「', '【']);
    let above = (number.saturating_sub(ANNOUNCED)..number).rev().find(|&at| !lone(at));
    let Some(lead) = above else { return false };
    let span = passage.sentences.get(lead).map(|lead| lead.span).unwrap_or_default();
    let told = ["受領", "提出", "調査会社", "委託先"];
    contains(passage.words(span), &["お知らせ", "公表", "リリース", "これまで", "発表"])
        && !contains(passage.sentence(number), &told)
        && passage.hits_in("authorities", span).next().is_none()
}

/// Whether a line begins with the number of a report and its day follows: 「第2報 2024年4月24日」.
fn is_number_of_report(head: &str) -> bool {
    stamps::number_of_report(
        head.trim().trim_matches(['・', '(', ')', ':', '「', '」', '【', '】', '<', '>', ' ']),
    )
    .is_some()
}

/// Whether a line begins with the name of the report before and its day follows: 「(前回発表:2024年4月3日)」.
fn is_label_of_report(head: &str) -> bool {
    let name =
        head.trim().trim_start_matches(['(', '※', '・', '【']).strip_suffix([':', '(']).map(str::trim_end);
    name.is_some_and(|name| {
        matches!(
            name,
            "前回発表"
                | "前回公表"
                | "前回のお知らせ"
                | "前回のご報告"
                | "前回掲載"
                | "前回報告"
                | "初報"
                | "前報"
                | "既報"
        )
    })
}

/// Adds the earlier reports that one sentence mentions; `told` are its words for releases and for what is earlier.
fn of_sentence(passage: &Passage<'_>, told: &[(&Hit, &Rule)], facts: &Facts, found: &mut Vec<Mention>) {
    let Some(number) = told.first().map(|(hit, _)| hit.sentence as usize) else { return };
    let Some(sentence) = passage.sentences.get(number) else { return };
    let section = passage.section(number);
    let apart = ["advice", "contact", "performance"].iter().any(|topic| section.is(topic));
    let words = passage.words(sentence.span);
    if apart
        || is_path(words)
        || is_of_another(words)
        || told_by_other(words)
        || analogy::background(passage, sentence.span).is_some()
    {
        return;
    }
    let days = day::days(passage, sentence.span);
    let before = found.len();
    for (hit, _) in told.iter().filter(|(_, rule)| rule.value == "release") {
        dated(passage, sentence.span, &days, hit.span, facts, found);
    }
    if found.len() == before && sentence.role != Role::Title {
        let undated = told.iter().find(|(_, rule)| rule.value == "earlier");
        found.extend(undated.map(|(hit, _)| Mention { date: None, words: hit.span }));
    }
}

/// Whether a line is the path to the page: `トップ > 報道発表 > 7月 > 第二報`.
fn is_path(words: &str) -> bool {
    let steps = words.matches(" > ").count();
    steps >= 2 || steps + words.matches('>').count() >= 2 && !words.contains('。')
}

/// The dates of the release told of at `release`: `X日に公表`, `X日付「…」`, `X日及びY日に公表`.
fn dated(
    passage: &Passage<'_>,
    sentence: Span,
    days: &[(Day, Use)],
    release: Span,
    facts: &Facts,
    found: &mut Vec<Mention>,
) {
    let published = facts.published;
    let mut next = release;
    for (day, used) in days.iter().rev().filter(|(day, _)| day.span.end <= release.start) {
        let first = next == release;
        let gap = passage.words(Span::new(day.span.end, next.start));
        let joined =
            if first { leads_to(gap) } else { joins(gap) && !other_deed(passage, day.span.end, next.start) };
        let past = day.from.is_some_and(|date| published.is_none_or(|published| date < published));
        // 「4月3日以降お知らせしております」
        let since = day.reach == Reach::Since
            && first
            && (matches!(gap, "" | "、" | "に") || is_own_place(gap))
            && goes_back(passage.words(Span::new(release.end, sentence.end)));
        if !joined || !(day.is_point() || since) || *used == Use::Nothing || *used == Use::Data || !past {
            break;
        }
        let words = Span::new(day.span.start, release.end);
        // 「…漏えいしました。(12月6日発表)」 is the day of this very text.
        let head = passage.words(Span::new(sentence.start, day.span.start));
        let closing = passage.words(Span::new(release.end, sentence.end));
        if closing.trim_end().trim_end_matches('。') == ")"
            && (head.ends_with("た(") || head.ends_with("。(") || head == "(")
        {
            break;
        }
        let own = facts.organization.as_deref();
        if first && (!is_own_release(passage, sentence, words) || gap.starts_with("にも")) {
            break;
        }
        if is_to_others(gap) {
            break;
        }
        if told_by_another(head, passage.words(words), own) {
            break;
        }
        found.push(Mention { date: day.from, words });
        next = day.span;
    }
}

/// Whether the words from a day to a notice since then say only where, or how often: 「以降、|当社ホームページにて|お知らせ」.
fn is_own_place(gap: &str) -> bool {
    let place = gap.trim_start_matches('、');
    let ends = [
        "ホームページにて",
        "ホームページで",
        "ホームページ上で",
        "ウェブサイトにて",
        "ウェブサイトで",
        "HPにて",
        "回にわたり",
        "回にわたって",
    ];
    place.chars().count() <= PLACE && ends.iter().any(|end| place.trim_end_matches('、').ends_with(end))
}

/// How long such words are at most, in characters.
const PLACE: usize = 16;

/// Whether somebody was told and not the public: 「6月3日に|保護者の皆様へ文書にて|お詫び」, 「社内に|第1報」.
fn is_to_others(gap: &str) -> bool {
    let bare = without_quotes(gap);
    let to = [
        "社内に",
        "学内に",
        "庁内に",
        "院内に",
        "議会",
        "取引先",
        "会員様",
        "保護者",
        "対象の",
        "対象者",
        "ご本人",
    ];
    bare.chars().count() <= TOLD
        && contains(&bare, &to)
        && !contains(&bare, &["ホームページ", "サイト", "HP"])
}

/// How long such words are at most, in characters.
const TOLD: usize = 20;

/// No title of a release is longer, in characters.
const TITLE: usize = 80;

/// Adds the papers named by day and title alone: 「6月23日付「個人情報の漏えいについて」の続報」.
fn titled(passage: &Passage<'_>, facts: &Facts, found: &mut Vec<Mention>) {
    for day in &passage.dates {
        let Some(date) = day
            .from
            .filter(|date| date.day().is_some() && facts.published.is_none_or(|published| *date < published))
        else {
            continue;
        };
        let number = passage.sentence_at(day.span.start);
        let Some(sentence) = passage.sentences.get(number) else { continue };
        let after = passage.words(Span::new(day.span.end, sentence.span.end.max(day.span.end)));
        let quote = ["付「", "付け「", "付『", "付け『"].iter().find_map(|quote| after.strip_prefix(quote));
        let Some(title) = quote.and_then(|rest| opening(rest, TITLE).split(['」', '』']).next()) else {
            continue;
        };
        let told = ["について", "お知らせ", "お詫び", "ご報告", "おわび"];
        let opened = after.find(title).unwrap_or_default();
        let named = Span::new(day.span.start, day.span.end + opened + title.len());
        let incident = contains(title, INCIDENTS);
        let head = closing(passage.words(Span::new(sentence.span.start, day.span.start)), TITLE);
        let head = head.rsplit(['。', '、']).next().unwrap_or(head);
        let other = contains(head, &["同社", "委託先", "株式会社"])
            || contains(opening(after, 2 * TITLE), &["」が公表", "」が発表", "」が掲載", "」の誤送信"])
            || is_of_another(opening(after, 2 * TITLE));
        let known = found.iter().any(|mention| mention.date == Some(date));
        if incident && contains(title, &told) && !other && !known && title.len() + 3 < after.len() {
            found.push(Mention { date: Some(date), words: named });
        }
    }
}

/// Whether a notice since a day is one of the writer's own that went before: 「お知らせ|しております」.
fn goes_back(after: &str) -> bool {
    let going = ["しております", "いたしております", "してまいりました", "しています", "してきました"];
    going.iter().any(|going| after.starts_with(going))
}

/// 「6月21日付で、…を受けたことを掲載」: whether a dated paper is named after what it told.
fn tells(words: &str) -> bool {
    let told = ["ことを", "旨を", "件を", "ことについて", "旨について", "につきまして", "について"];
    if words.find(['付', 'づ']).is_none_or(|at| at > DATED) {
        return false;
    }
    let words = without_quotes(words);
    let release = ["掲載", "公表", "お知らせ", "発表", "公開しました", "ご報告"];
    let words = release.iter().find_map(|word| words.strip_suffix(word)).unwrap_or(&words);
    told.iter().any(|end| words.ends_with(end)) && !words.contains('。')
}

/// Whether what was told on a day is a state, which is of no day: 「3月4日に、名簿が流出した可能性があることを|公表し」. A day before
/// 「判明した旨を公表」 may be that of the finding, so that a comma has to part the two.
pub(super) fn tells_state(gap: &str) -> bool {
    let head = ["ことを", "旨を", "ことについて"].iter().find_map(|that| gap.strip_suffix(that));
    let state = ["可能性がある", "おそれがある", "恐れがある", "疑いがある", "可能性があった"];
    let found = ["判明した", "判明いたしました", "発覚した"];
    let parted = gap.trim_start_matches('に').starts_with('、');
    head.is_some_and(|head| {
        let ends = |ends: &[&str]| ends.iter().any(|end| head.ends_with(end));
        gap.starts_with(['に', '、']) && !gap.contains('。') && (ends(&state) || parted && ends(&found))
    })
}

/// Whether the words behind a day say that a state was made known on it, however much is told of it: 「に、…攻撃を受けた疑いがあり、
/// 流出した可能性がある旨を公表」.
pub(super) fn releases_state(after: &str) -> bool {
    let release = ["旨を公表", "ことを公表", "旨を発表", "ことを発表"];
    after.starts_with(['に', '、'])
        && release.iter().filter_map(|word| find(after, word)).min().is_some_and(|at| {
            let that = if after.get(at..).is_some_and(|rest| rest.starts_with('旨')) {
                "旨を"
            } else {
                "ことを"
            };
            after.get(..at + that.len()).is_some_and(tells_state)
        })
}

/// That it is the writer who told it.
const OWN_VOICE: &[&str] =
    &["弊社から", "当社から", "弊社より", "当社より", "当院から", "当院より", "本学から", "本学より"];

/// Whether the words between a date and the word for a release belong to the two: no other predicate in between.
pub(super) fn leads_to(gap: &str) -> bool {
    if tells(gap) || tells_state(gap) {
        return true;
    }
    let bare = without_quotes(gap);
    // 「3月に弊社から|ご報告いたしました」
    let bare = OWN_VOICE.iter().find_map(|own| bare.strip_suffix(own)).unwrap_or(&bare);
    bare.chars().count() <= GAP
        && !contains(bare, &["。", "し、", "り、", "した", "れた", "って", "けて", "から", "ため"])
}

fn joins(gap: &str) -> bool {
    let bare = without_quotes(gap);
    bare.chars().count() <= GAP
        && contains(&bare, &["及び", "および", "並びに", "ならびに", "、", "と", "・"])
        && !contains(&bare, &["し、", "した", "て、", "。"])
}

/// Whether something else was done on the day: 「5日に省へ報告、6日に警察に相談のうえ、|7日に公表」.
fn other_deed(passage: &Passage<'_>, from: usize, until: usize) -> bool {
    let gap = Span::new(from, until);
    let deeds = ["へ報告", "に報告", "相談", "通報", "届出", "届け", "提出", "受領", "連絡"];
    let step =
        |value: &str| !matches!(value, "announce" | "data" | "report" | "person" | "findings" | "inform");
    contains(&without_quotes(passage.words(gap)), &deeds)
        || passage.hits_in("events", gap).any(|(_, rule)| step(&rule.value))
}

/// `words` without what stands in brackets: a title, an address.
pub(super) fn without_quotes(words: &str) -> Cow<'_, str> {
    if !words.contains(['「', '」', '『', '』', '(', ')', '【', '】']) {
        return Cow::Borrowed(words);
    }
    let mut depth = 0usize;
    let keep = |c: char| {
        match c {
            '「' | '『' | '(' | '【' => depth += 1,
            '」' | '』' | ')' | '】' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    };
    words
        .chars()
        .filter({
            let mut keep = keep;
            move |&c| keep(c)
        })
        .collect()
}

/// Words that make a release public.
const PUBLIC: &[&str] = &[
    "公表",
    "適時開示",
    "発表",
    "ホームページ",
    "ウェブサイト",
    "サイト",
    "HP",
    "第1報",
    "第一報",
    "第2報",
    "第二報",
    "第3報",
    "第三報",
    "掲載",
    "リリース",
];

/// Words of a letter or call to one person.
const PERSONAL: &[&str] = &[
    "個別",
    "メール",
    "書面",
    "郵",
    "電話",
    "書状",
    "方には",
    "様には",
    "さまには",
    "対象者",
    "本人",
    "家族",
];

/// Words of somebody else's statement, or of one to somebody else.
const OTHERS: &[&str] = &[
    "による",
    "同社",
    "委託先",
    "業者",
    "委員会",
    "警察",
    "に報告",
    "に速報",
    "へ報告",
    "へ速報",
    "より報告",
    "省",
    "決算",
];

/// Whether a sentence tells something to persons by letter: 「保護者には8月11日に文書で結果をお知らせした」.
pub(super) fn is_to_persons(said: &str) -> bool {
    let to = ["者には", "員には", "生には", "徒には", "童には", "様には", "客様には", "皆様には"];
    contains(said, &["文書で", "文書にて", "文書により"]) && contains(said, &to)
}

/// The last of several deeds of a day, the others of which are only named: 「委員会へ速報、|第1報を公表」.
fn last_deed(named: &str) -> &str {
    let deeds = [
        "速報", "確報", "報告", "相談", "通報", "届出", "提出", "連絡", "停止", "開始", "発送", "設置",
        "依頼",
    ];
    let last = named.rsplit_once('、').filter(|(first, _)| deeds.iter().any(|deed| first.ends_with(deed)));
    last.map_or(named, |(_, last)| last)
}

/// Whether an authority is named before the date as who was told: 「省に対しては4月8日に第1報を、…報告」.
pub(super) fn is_for_authority(passage: &Passage<'_>, sentence: Span, words: Span) -> bool {
    let head = passage.words(Span::new(sentence.start, words.start));
    let told = ["には", "に対しては", "に対し", "へは", "に"].iter().find_map(|to| head.strip_suffix(to));
    told.is_some_and(|head| {
        let end = sentence.start + head.len();
        passage.hits_in("authorities", Span::new(sentence.start, end)).any(|(hit, _)| hit.span.end == end)
    })
}

/// Whether it is a release to the public by the organisation itself: no letter to one person, no other's statement.
fn is_own_release(passage: &Passage<'_>, sentence: Span, words: Span) -> bool {
    let said = passage.words(sentence);
    let named = passage.words(words);
    let public = passage.words(words).contains('付') || contains(named, PUBLIC);
    let personal = contains(said, PERSONAL) || is_to_persons(said);
    let after = passage.words(Span::new(words.end, sentence.end));
    let business = ["決算", "業績", "配当"];
    let results = contains(after.get(..36).unwrap_or(after), &business)
        || named.contains("適時開示") && contains(named, &business);
    let others = results
        || another_tells(passage.words(Span::new(sentence.start, words.start)), named, after)
        || contains(&without_quotes(last_deed(named)), OTHERS) && !tells(named);
    let told = [
        "があ",
        "を受",
        "を開始",
        "を発送",
        "を送",
        "を郵送",
        "を提出",
        "の提出",
        "を報告し",
        "を報告いた",
        "をいただ",
        "を頂",
        "の報告を受",
        "の報告があ",
        "の連絡を受",
        "の連絡があ",
        "を入れ",
        "する予定",
        "する見込",
        "書",
        "いたします",
        "します",
        "が",
    ]
    .iter()
    .any(|end| after.starts_with(end));
    // 「3月に弊社からご報告いたしました、迷惑メールは」
    let own = contains(named, OWN_VOICE)
        && (after.starts_with("いたしました、") || after.starts_with("しました、"));
    let reported = named.ends_with("報告")
        && !own
        && !refers(after)
        && !contains(after, &["とおり", "通り", "件"])
        && !named.contains('付');
    let others = others || is_for_authority(passage, sentence, words);
    let letter = personal && contains(named, &["第1報", "第一報"]) && contains(said, &["お伝え", "連絡"]);
    let again = ["とおり", "通り", "ましたとおり", "ました件", "しましたとおり", "いたしましたとおり"]
        .iter()
        .any(|end| after.starts_with(end));
    is_release(named, after)
        && (public || !personal || again || own)
        && !letter
        && !others
        && !told
        && !reported
}
