//! Whether the words beside a day speak of a release on the incident: data, papers and programs are made public too.

use jikenbo_text::words::opening;

use crate::lists::contains;

/// Whether the words from a date to that for a release speak of a release: data are put up (掲載, 公開, 開示) too. `behind` are those that follow.
pub(super) fn is_release(named: &str, behind: &str) -> bool {
    if APOLOGY.iter().any(|end| named.ends_with(end)) {
        return refers(behind);
    }
    let data = ["データを公開", "情報を公開", "ファイルを公開", "データの一部を公開", "情報の一部を公開"];
    let flaw =
        ["した脆弱性", "した修正", "したアップデート", "した更新プログラム", "したパッチ", "された脆弱性"];
    if contains(named, &data) || flaw.iter().any(|flaw| behind.starts_with(flaw)) {
        return false;
    }
    if named.ends_with("掲載") && (is_of_incident(behind) || refers(behind) && !is_of_data(behind)) {
        return true;
    }
    if is_titled(named, behind) {
        return true;
    }
    // A service is opened at an hour, a release on a day.
    let opened = ["公開しました", "公開いたし"].iter().any(|end| named.ends_with(end))
        && contains(named, &["一般公開", "時"]);
    let put_up = opened || ["掲載", "開示"].iter().any(|end| named.ends_with(end));
    // 「個人情報」 holds a 報 too.
    let without = || named.replace("情報", "").replace("公表用", "").replace("公表資料", "");
    !put_up
        || contains(
            &without(),
            &["付", "適時開示", "お知らせ", "報", "公表", "リリース", "概要", "本件", "お詫び"],
        )
}

/// What a release tells of, where it is named after that.
pub(super) const INCIDENTS: &[&str] = &[
    "漏えい",
    "漏洩",
    "流出",
    "紛失",
    "盗難",
    "誤送信",
    "不正アクセス",
    "攻撃",
    "感染",
    "改ざん",
    "障害",
    "事案",
    "事象",
    "誤廃棄",
    "設定ミス",
];

/// How an apology ends that was made on a day.
const APOLOGY: &[&str] =
    &["お詫び申し上げまし", "お詫び申しあげまし", "お詫びいたしまし", "お詫び致しまし", "お詫びしまし"];

/// Whether what was told of goes on as what this report is about: 「ご報告|いたしましたサーバーへの不正アクセスにつきまして」.
pub(super) fn refers(behind: &str) -> bool {
    let ends = [
        "いたしました",
        "しました",
        "申し上げました",
        "申しあげました",
        "致しました",
        "した",
        "しております",
        "いたしております",
        "た",
    ];
    let Some(rest) = ends.iter().find_map(|end| behind.strip_prefix(end)) else { return false };
    let near = opening(rest, REFERS);
    let clause = near.split(['。', '、']).next().unwrap_or(near);
    let about = [
        "につきまして",
        "について",
        "に関しまして",
        "に関して",
        "に関し",
        "におきまして",
        "により",
        "の件",
        "のとおり",
    ];
    !rest.starts_with(['が', '。', '、']) && contains(clause, INCIDENTS) && contains(clause, &about)
}

/// Whether what was put up are data, and no notice: 「掲載|した入札結果の個人情報の漏えいにつきまして」.
fn is_of_data(behind: &str) -> bool {
    let near = opening(behind, REFERS);
    let near = near.split(['。', '、']).next().unwrap_or(near);
    contains(
        near,
        &["結果", "議事録", "ファイル", "名簿", "資料", "一覧", "データ", "写真", "の個人情報", "広報"],
    )
}

/// How far behind an earlier notice it is named what this report is about, in characters.
const REFERS: usize = 50;

/// Whether what was disclosed or put up is a paper with a title of releases: 「10月3日に開示|いたしました「…について」」.
fn is_titled(named: &str, behind: &str) -> bool {
    let ends = ["いたしました", "しました", "致しました", "しております", "していた", "した"];
    let rest = ends.iter().find_map(|end| behind.strip_prefix(end)).unwrap_or_default();
    let Some(title) = rest.trim_start_matches('、').strip_prefix(['「', '『']) else { return false };
    let title = title.split(['」', '』']).next().unwrap_or(title);
    let told = ["について", "につきまして", "お知らせ", "お詫び", "ご報告", "おわび"];
    named.ends_with("開示") || named.ends_with("掲載") && contains(title, &told)
}

/// Whether what was put up is the incident, and no data: 「6月12日にホームページに掲載|いたしました端末の紛失の件につきまして、」.
fn is_of_incident(behind: &str) -> bool {
    let put = ["しました", "いたしました", "致しました", "した", "しております", "しておりました"];
    let Some(rest) = put.iter().find_map(|end| behind.strip_prefix(end)) else { return false };
    let about = ["につきまして", "について", "に関しまして", "に関して", "に関し、"];
    let things = ["件", "事案", "事象", "事故", "インシデント"];
    let told = |about: &str| {
        rest.split(about).next().is_some_and(|head| {
            head.len() < rest.len()
                && !head.contains('。')
                && things.iter().any(|thing| head.ends_with(thing))
        })
    };
    !rest.starts_with(['。', 'が', '、']) && about.iter().any(|one| told(one))
}
