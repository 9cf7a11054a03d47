//! Pages called as what happened, without a set phrase of regret or finding: 「通知書の誤送付について」.

use jikenbo_model::Span;

use crate::passage::Passage;

/// What happened, as a title names it.
const HAPPENED: &[&str] = &[
    "誤送信",
    "誤送付",
    "誤配信",
    "誤発送",
    "誤封入",
    "誤交付",
    "誤配布",
    "誤配達",
    "誤送",
    "誤公開",
    "誤掲載",
    "誤表示",
    "誤廃棄",
    "誤投函",
    "誤開示",
    "漏えい",
    "漏洩",
    "漏えい等",
    "流出",
    "紛失",
    "盗難",
    "亡失",
    "滅失",
    "不正閲覧",
    "不正アクセス",
    "情報の閲覧",
    "持ち出し",
    "サイバー攻撃",
    "感染",
    "改ざん",
    "不正利用",
    "不正取得",
    "混入",
    "取り違え",
    "持ち帰り",
    "落下",
    "飛散",
];

/// What may stand between its name and the end of the title.
const SORTS: &[&str] = &[
    "事故",
    "事案",
    "事件",
    "被害",
    "の発生",
    "発生",
    "(続報)",
    "(第1報)",
    "(第2報)",
    "の可能性",
    "のおそれ",
    "の疑い",
    "の状況",
];

/// What says behind a title which report it is.
const REPORTS: &[&str] = &[
    "(続報)",
    "(最終報)",
    "(最終報告)",
    "(調査結果)",
    "(訂正)",
    "(追加報告)",
    "(中間報告)",
    "【続報】",
    "【最終報告】",
];

/// What a title of a notice ends in.
const ENDS: &[&str] = &[
    "について",
    "に関して",
    "に関するお知らせ",
    "のお知らせ",
    "に関する件",
    "の件",
    "に関するご報告",
    "のご報告",
];

/// Whether the title is the name of what happened: 「…における受検者情報の誤送付について」.
pub(super) fn names(passage: &Passage<'_>, title: Span) -> bool {
    let words = passage.words(title).trim_end();
    let words = REPORTS.iter().find_map(|report| words.strip_suffix(report)).unwrap_or(words).trim_end();
    let words = without_number(words);
    // 「「…漏えいのお知らせ」の訂正について」
    let corrected = ["の訂正について", "に関する訂正について", "の訂正とお詫び", "の訂正"]
        .iter()
        .find_map(|end| words.strip_suffix(end));
    let words = corrected.map_or(words, |title| title.trim_matches(['「', '」', '『', '』']));
    let Some(mut name) = ENDS.iter().find_map(|end| words.strip_suffix(end)) else { return false };
    while let Some(rest) = SORTS.iter().find_map(|sort| name.strip_suffix(sort)) {
        name = rest;
    }
    HAPPENED.iter().any(|happened| name.ends_with(happened))
}

/// A title without the number of the report at its end: 「…について(第3報)」.
fn without_number(title: &str) -> &str {
    let Some((words, number)) = title.strip_suffix(')').and_then(|title| title.rsplit_once('(')) else {
        return title;
    };
    if number.starts_with('第') && number.ends_with('報') { words.trim_end() } else { title }
}

/// How a first sentence ends that tells of what may have happened, or announces what follows.
const TELLS: &[&str] = &[
    "可能性があります。",
    "おそれがあります。",
    "恐れがあります。",
    "可能性がございます。",
    "可能性がある。",
    "報告をいたします。",
    "報告いたします。",
    "次のとおりです。",
    "以下のとおりです。",
    "下記のとおりです。",
    "お知らせいたします。",
    "お知らせします。",
    "訂正いたします。",
];

/// Whether a sentence of the lead tells in the past, and one names a day or a number of persons or things.
pub(super) fn told(passage: &Passage<'_>, lead: Span) -> bool {
    let sentences = || passage.sentences.iter().filter(|sentence| lead.contains(sentence.span));
    let past = |span: Span| {
        let words = passage.words(span).trim_end();
        let row = passage.dates_in(span).iter().any(|dated| dated.time.is_some());
        // A row of a chronology leaves the verb out: 「9:30 担当者が改ざんを確認」.
        ["た。", "た"].iter().chain(TELLS).any(|end| words.ends_with(end))
            || row
                && ["確認", "判明", "連絡", "発見", "検知", "報告", "依頼"]
                    .iter()
                    .any(|end| words.ends_with(end))
    };
    let counted = |span: Span| passage.numbers_in(span).iter().any(|number| number.counter.is_some());
    sentences().any(|sentence| past(sentence.span))
        && sentences().any(|sentence| !passage.dates_in(sentence.span).is_empty() || counted(sentence.span))
}

/// The longest line that is a label, in bytes (12 characters).
const LABEL: usize = 36;

/// Whether the text is a form for incidents: a line for the day on which it happened, another for its cause or its course.
pub(super) fn is_form(passage: &Passage<'_>) -> bool {
    let labelled = |labels: &[&str]| {
        passage.sentences.iter().any(|sentence| {
            let words = passage.words(sentence.span).trim_start_matches(|c: char| !c.is_alphabetic());
            let short = sentence.span.len() <= LABEL || words.contains(':');
            short && labels.iter().any(|label| words.starts_with(label))
        })
    };
    labelled(&["発生年月日", "発生日時", "発生日"])
        && labelled(&["発生原因", "原因", "事案", "事故の概要", "事故内容", "経緯"])
}
