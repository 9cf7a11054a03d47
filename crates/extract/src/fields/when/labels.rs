//! Lines that name a date by its label: `発生日時:`, `発覚日`, `掲載期間`.

use jikenbo_model::Span;
use jikenbo_text::words::{find, stands};

use super::day::{self, Day, Use};
use super::described::on_leak_site;
use crate::lists::contains;
use crate::passage::{Passage, Role};

/// The longest label, in bytes (20 characters).
const LABEL: usize = 60;

/// The longest label of a period, in bytes (40 characters): `■改ざんされていた可能性がある期間`.
const PERIOD: usize = 120;

const OCCURRED: &[&str] = &[
    "発生日",
    "障害時間",
    "障害発生時間",
    "発生時期",
    "発生年月日",
    "発生期間",
    "発生の日",
    "発生時刻",
    "取得された時期",
    "紛失日",
    "盗難日",
    "送信日",
    "誤送信日",
    "掲載日時",
    "公開日時",
    "発送日",
    "交付日",
    "配布日",
    "表示日時",
    "攻撃日",
    "被害日",
    "不正アクセス日",
    "持ち出し日",
    "事故日",
];
/// Labels of a day on which something was sent: a letter of apology perhaps.
const SENT: &[&str] = &["発送日", "送信日", "送付日", "配布日"];
const PERIODS: &[&str] = &[
    "改ざん",
    "漏えい",
    "漏洩",
    "流出",
    "閲覧",
    "見られる状態",
    "見える状態",
    "公開",
    "掲載",
    "誤表示",
    "アクセスでき",
    "できる状態",
    "可能",
    "不正アクセス",
    "不正使用",
    "不正利用",
    "不正ログイン",
    "表示",
    "発生",
    "露出",
    "被害",
    "攻撃",
    "障害",
    "期間 ",
    "送信",
    "持ち出し",
    "提供",
];
const NO_PERIODS: &[&str] = &["対象", "お客様", "受付", "掲載期間終了", "お問い合わせ", "情報の"];
const DISCOVERED: &[&str] = &[
    "通報受信日",
    "通報日",
    "連絡日",
    "申出日",
    "指摘日",
    "入電日",
    "把握日",
    "発覚日",
    "判明日",
    "発見日",
    "覚知日",
    "知った日",
    "認知日",
    "発覚時期",
    "判明時期",
    "発覚日時",
    "発覚の日",
    "確認日",
    "発見時期",
    "発覚年月日",
    "報告を受けた日",
    "連絡を受けた日",
    "通報を受けた日",
    "指摘を受けた日",
    "報告があった日",
    "連絡があった日",
    "通報があった日",
    "報告のあった日",
    "連絡のあった日",
    "通報のあった日",
];

/// A date named by a label.
#[derive(Clone, Copy, Debug)]
pub(super) struct Labelled {
    pub(super) day: Day,
    /// Label and date.
    pub(super) words: Span,
    /// It says when the organisation itself was told: `当社への報告`.
    pub(super) to_self: bool,
}

/// What the labels of a report say.
#[derive(Debug, Default)]
pub(super) struct Labels {
    pub(super) occurred: Vec<Labelled>,
    pub(super) discovered: Vec<Labelled>,
    /// Spans of days under 対象期間 alone.
    pub(super) concerned: Vec<Labelled>,
    /// What ended it: カード決済停止日, 公開停止日時.
    pub(super) ended: Vec<Labelled>,
}

/// Reads all labelled dates of the report; `days` are those of each sentence.
pub(super) fn read(passage: &Passage<'_>, days: &[Vec<(Day, Use)>]) -> Labels {
    let mut labels = Labels::default();
    let mut above: Option<(usize, Span)> = None;
    for (number, (sentence, days)) in passage.sentences.iter().zip(days).enumerate() {
        if days.is_empty() || sentence.role == Role::Title {
            continue;
        }
        let mut label = label_of(passage, number, days);
        // The next row of a list of periods goes on under the label of the first.
        let next_row = |last: usize| {
            let before = passage.sentences.get(last).is_some_and(|before| before.block != sentence.block);
            before && last + 1 == number && sentence.role != Role::Note
        };
        let own_label = !label.is_empty();
        if label.is_empty()
            && let Some((_, last)) = above.filter(|(last, _)| next_row(*last))
        {
            label = last;
        }
        if label.is_empty() {
            continue;
        }
        above = Some((number, label));
        let words = passage.words(label);
        let trimmed = words.trim_end_matches(['、', 'は', ' ', ':', '|', '\t']);
        let to_self = is_told_to_self(passage, label);
        let counted = |day: &Day| {
            let after = passage.words(Span::new(day.span.end, sentence.span.end));
            ["分", "受付分", "取扱分", "作成分", "処理分", "発行分"].iter().any(|of| after.starts_with(of))
        };
        let named =
            days.iter().filter(|(day, used)| *used == Use::Step || *used == Use::Data && !day.is_point());
        for (day, _) in named.filter(|(day, _)| !counted(day)) {
            let found = Labelled { day: *day, words: label.join(day.span), to_self };
            let plain = || is_plain(trimmed) && is_under_incident(passage, number);
            if (is_occurred(words) || plain()) && !on_leak_site(passage, label) {
                labels.occurred.push(found);
            } else if names_day(trimmed, ENDING) && !labels.occurred.is_empty() {
                labels.occurred.push(Labelled { day: Day { from: None, ..*day }, ..found });
            }
            if day.is_point() && own_label && names_day(trimmed, ENDED) {
                labels.ended.push(found);
            }
            if !day.is_point() && is_concerned(trimmed) {
                labels.concerned.push(found);
            }
            if to_self || contains(words, DISCOVERED) || names_day(trimmed, FINDING) {
                labels.discovered.push(found);
            }
        }
    }
    labels
}

/// The label of a dated sentence: the words before the date, else the heading or short line above.
fn label_of(passage: &Passage<'_>, number: usize, days: &[(Day, Use)]) -> Span {
    let Some(sentence) = passage.sentences.get(number) else { return Span::default() };
    let first = days.first().map_or(sentence.span.start, |(day, _)| day.span.start);
    let before = Span::new(sentence.span.start, first);
    let own = passage.words(before).trim_end_matches(['、', 'は']);
    if !day::is_mark(own) {
        // 「町が報告を受けた日」 is a label, whatever particles it has.
        let named = own.trim_end_matches([' ', ':', '\t']).ends_with("た日");
        let short = before.len() <= LABEL && (named || !contains(own, &["、", "が", "は", "を"]));
        return if short { before } else { Span::default() };
    }
    let alone = day::only_dates(passage, sentence.span, days)
        || passage.words(sentence.span).trim_end().len() <= sentence.span.len();
    // A line of nothing but marks (`---|`) parts the two only on paper.
    let worded = |sentence: &&crate::passage::Sentence| {
        passage.words(sentence.span).chars().any(char::is_alphanumeric)
    };
    let above = passage.sentences.get(..number).unwrap_or_default().iter().rev().find(worded);
    let short = |span: Span| {
        span.len() <= LABEL || span.len() <= PERIOD && passage.words(span).trim_end().ends_with("期間")
    };
    let above = above.filter(|above| alone && short(above.span) && above.role != Role::Title);
    let above = above.filter(|above| passage.dates_in(above.span).is_empty());
    above.map_or(Span::default(), |above| above.span)
}

/// Whether a label says when the organisation itself was told: `当社への報告`.
fn is_told_to_self(passage: &Passage<'_>, label: Span) -> bool {
    let mut own = passage.hits_in("organizations", label).filter(|(_, rule)| rule.value == "self");
    own.any(|(hit, _)| {
        let behind = passage.words(Span::new(hit.span.end, label.end));
        ["への報告", "への連絡", "への通報"].iter().any(|told| behind.starts_with(told))
    })
}

/// Whether a label says no more than that a day follows: `(1) 日時`.
fn is_plain(label: &str) -> bool {
    let bare = label.trim_matches(|c: char| !c.is_alphabetic() || c.is_ascii());
    matches!(bare, "日時" | "年月日")
}

/// Whether a label says no more than that a span of days is the one concerned: `■対象期間`.
fn is_concerned(label: &str) -> bool {
    let bare = label.trim_matches(|c: char| !c.is_alphabetic());
    matches!(bare, "対象期間" | "該当期間" | "影響期間" | "対象となる期間" | "影響を受けた期間")
}

/// How many lines above a label its heading stands at most.
const HEADED: usize = 2;

/// Whether the heading above the line names the incident itself: 「1 事故の内容」.
fn is_under_incident(passage: &Passage<'_>, number: usize) -> bool {
    let above = passage.sentences.get(number.saturating_sub(HEADED)..number).unwrap_or_default();
    above.iter().any(|line| {
        let words = passage.words(line.span);
        let deed = words.trim_end_matches(['。', ' ']).trim_end_matches("について");
        let named = ["盗難", "紛失", "遺失", "誤送信", "誤送付", "誤交付", "誤廃棄", "漏えい", "流出"];
        if line.role == Role::Heading && named.iter().any(|named| deed.ends_with(named)) {
            return true;
        }
        line.span.len() <= LABEL
            && ["事故の", "事案の", "事件の", "誤送信の", "紛失の", "漏えいの", "流出の"]
                .iter()
                .any(|of| stands(words, of))
            && contains(words, &["内容", "概要", "発生", "状況"])
            || line.span.len() <= LABEL
                && contains(words, &["発生事実", "発生事象", "発生状況", "発生した事象"])
    })
}

/// What happens, as a label names it before 日, 日時 or 時期.
const HAPPENING: &[&str] = &[
    "発生",
    "侵入",
    "アクセス",
    "攻撃",
    "感染",
    "誤送信",
    "誤送付",
    "誤配布",
    "誤交付",
    "誤廃棄",
    "誤掲載",
    "誤公開",
    "誤発送",
    "誤送",
    "紛失",
    "盗難",
    "遺失",
    "漏えい",
    "漏洩",
    "流出",
    "持ち出し",
    "改ざん",
    "不正ログイン",
    "不正利用",
    "不正使用",
    "被害",
    "事故",
    "事案",
    "送信",
    "送付",
    "発送",
    "配信",
    "交付",
    "配布",
    "投稿",
];
/// What ends, as a label names it before 日 or 日時.
const ENDING: &[&str] = &["終息", "収束", "解消"];
/// What shuts or stops it, as a label names it before 日 or 日時.
const ENDED: &[&str] = &["停止", "遮断", "閉鎖", "非公開", "非公開化", "公開終了", "掲載終了"];
const FINDING: &[&str] = &[
    "発覚", "判明", "発見", "覚知", "認知", "検知", "把握", "確認", "通報", "連絡", "申出", "指摘", "入電",
    "認識", "感知",
];
/// What a label of a day ends in.
const DAYS: &[&str] = &["年月日", "日時", "日付", "月日", "時期", "時刻", "日"];

/// Whether a label names the day of one of `things`: `侵入の日時`, `誤送信があった日`.
fn names_day(label: &str, things: &[&str]) -> bool {
    let label = label.trim_end_matches(['】', ']', ')', '」', '>']);
    // 「1 発 覚」: the word alone, spaced out.
    let is_bare = |word: &str| label.chars().filter(|c| c.is_alphabetic()).eq(word.chars());
    let first = label.chars().find(|c| c.is_alphabetic()).unwrap_or(' ');
    let mut words = ["発覚", "判明", "発見", "発生", "覚知", "認知"].iter();
    if let Some(bare) = words.find(|word| word.starts_with(first) && is_bare(word)) {
        return things.contains(bare);
    }
    let Some(core) = DAYS.iter().find_map(|end| label.strip_suffix(end)) else { return false };
    let core = ["が発生した", "が判明した", "があった", "を行った", "された", "した", "の"]
        .iter()
        .find_map(|end| core.strip_suffix(end))
        .unwrap_or(core);
    let core = core.trim_end_matches("の事実");
    things.iter().any(|thing| core.ends_with(thing))
}

fn is_occurred(label: &str) -> bool {
    let label = label.trim_end_matches(['、', 'は', ' ', ':', '|', '\t']);
    // 「流出の対象となる期間」, but not 「対象者のご利用期間」.
    let covered = || {
        let before = find(label, "の対象").and_then(|at| label.get(..at)).unwrap_or_default();
        ["流出", "漏えい", "漏洩", "閲覧", "不正アクセス", "不正利用"]
            .iter()
            .any(|leak| before.ends_with(leak))
    };
    let period =
        stands(label, "期間") && (covered() || contains(label, PERIODS) && !contains(label, NO_PERIODS));
    // 「期 間:」
    let bare = label.trim_matches(|c: char| !c.is_alphabetic() || c == '〇');
    let bare = bare == "期間" || bare.split([' ', '\u{3000}']).collect::<String>() == "期間";
    // 「お詫び文書の発送日」 is that of a measure.
    let letter = contains(label, &["文書の", "お詫び", "お知らせ", "通知", "案内", "郵送"]);
    if letter && contains(label, SENT) && !stands(label, "誤") {
        return false;
    }
    let happened = contains(label, OCCURRED) && !stands(label, "状況");
    names_day(label, HAPPENING) || happened || period || bare
}
