use super::*;
use crate::{Hints, document, show};

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let document = document(text.as_bytes(), Hints::default());
    let reports = segment(&document, &HeadingForms::builtin());
    assert_eq!(show::reports(&document, &reports), expected.join("\n"), "{text}");
}

const BODY: &str = "\n\n\n当社で障害が発生しました。\n\nお詫び申し上げます。\n\n";

#[test]
fn numbered_headings() {
    check(
        &format!(
            "【セキュリティ事件簿#2025-513】例示株式会社 情報の流出について{BODY}【事件簿#2025-512】例示市 紛失について{BODY}"
        ),
        &["2025-513|例示株式会社|情報の流出について|-|2", "2025-512|例示市|紛失について|-|2"],
    );
    check(
        &format!(
            "【事件簿#2025-1】例示市 紛失について{BODY}【概要】\n\n本文。\n\n【2025/1/9リリース分】\n\nリリース文アーカイブ\n\n例示市 紛失についてのお知らせ 2025年1月9日\n\n\n本文。"
        ),
        &["2025-001|例示市|紛失について|-|8"],
    );
    check(
        &format!(
            "【事件簿#2025-3】例示大学への攻撃について 2025年04月28日{BODY}【事件簿#2025-2】例示市 誤送信について 2025年2月1日{BODY}"
        ),
        &["2025-003|-|例示大学への攻撃について|2025-04-28|2", "2025-002|例示市|誤送信について|2025-02-01|2"],
    );
}

#[test]
fn dated_headings_and_articles_between() {
    check(
        &format!(
            "例示株式会社 不正ログインに関するお詫び 2021年6月17日{BODY}守りの考え方の紹介{BODY}\
             例示町 誤送信について 令和3年6月15日{BODY}\n一般社団法人例示会 紛失に関するお詫び{BODY}"
        ),
        &[
            "-|例示株式会社|不正ログインに関するお詫び|2021-06-17|2",
            "-|-|守りの考え方の紹介|-|2",
            "-|例示町|誤送信について|2021-06-15|2",
            "-|一般社団法人例示会|紛失に関するお詫び|-|2",
        ],
    );
}

#[test]
fn a_word_of_the_press_and_a_colon_begin_an_article() {
    let first = format!("例示株式会社 不正ログインに関するお詫び 2021年6月17日{BODY}");
    let head = "-|例示株式会社|不正ログインに関するお詫び|2021-06-17|2";
    let article = "-|-|速報:守りの考え方に十の脅威|-|2";
    check(&format!("{first}速報:守りの考え方に十の脅威{BODY}"), &[head, article]);
}

#[test]
fn anothers_name_with_a_title_needs_little_room() {
    let lone = format!("例示株式会社 不正ログインに関するお詫び 2021年6月17日{BODY}");
    let first = format!("見本大学 誤送信について 2021年6月18日{BODY}{lone}");
    let under = |above: &str, line: &str| format!("{above}{line}\n\n本文です。お詫び申し上げます。");
    let cut = [
        "-|見本大学|誤送信について|2021-06-18|2",
        "-|例示株式会社|不正ログインに関するお詫び|2021-06-17|2",
        "-|例示市社会福祉協議会|名簿の紛失についてのお詫び(令和3(2021)年6月1日発表)|-|1",
    ];
    let heading = "例示市社会福祉協議会 名簿の紛失についてのお詫び(令和3(2021)年6月1日発表)";
    check(&under(&first, heading), &cut);
    let whole = [cut[0], "-|例示株式会社|不正ログインに関するお詫び|2021-06-17|4"];
    for line in [
        "例示市社会福祉協議会 名簿を保管していた部屋",
        "例示市社会福祉協議会 会長からのお詫び",
        "名簿の紛失についてのお詫びとご報告",
        "例示株式会社 弊社サーバーへの不正アクセスに関するお詫びとご報告",
        "第三者調査委員会 不正アクセスに関する調査結果のご報告",
        "例示県警察 情報流出の被害相談について",
    ] {
        check(&under(&first, line), &whole);
    }
    // Whom the report tells of speaks in it; and a release alone is not cut.
    let told = format!("{first}見本商事株式会社に委託しておりました。\n\n");
    let quoted = "見本商事株式会社 名簿の紛失に関するお詫びとお知らせ";
    check(&under(&told, quoted), &[cut[0], "-|例示株式会社|不正ログインに関するお詫び|2021-06-17|5"]);
    check(&under(&lone, heading), &["-|例示株式会社|不正ログインに関するお詫び|2021-06-17|4"]);
}

#[test]
fn an_article_keeps_its_title_above_its_first_section() {
    check(
        &format!(
            "例示株式会社 不正ログインに関するお詫び 2021年6月17日{BODY}\n\n偽の警告の画面にご用心\n\n\n偽の警告とは\n\n\n\n画面に番号を出す手口です。"
        ),
        &["-|例示株式会社|不正ログインに関するお詫び|2021-06-17|2", "-|-|偽の警告の画面にご用心|-|2"],
    );
}

#[test]
fn a_title_said_again_close_under_its_heading_begins_no_report() {
    check(
        &format!(
            "【事件簿#2025-4】例示株式会社 「例示の店」で起きた情報の流出について\n\n2025年4月1日\n例示株式会社\n\n\n\
             「例示の店」で起きた 情報の流出について{BODY}"
        ),
        &["2025-004|例示株式会社|「例示の店」で起きた情報の流出について|2025-04-01|5"],
    );
    check(
        &format!(
            "【事件簿#2025-4】例示株式会社 「例示の店」で起きた情報の流出について\n\n例示株式会社\n\n\n\n\
             弊社が営む「例示の店」で\n\n\n起きた情報の流出について{BODY}"
        ),
        &["2025-004|例示株式会社|「例示の店」で起きた情報の流出について|-|5"],
    );
}

#[test]
fn parts_of_a_report_are_no_articles() {
    let first = format!("例示株式会社 不正ログインに関するお詫び 2021年6月17日{BODY}");
    let report = |blocks: usize| format!("-|例示株式会社|不正ログインに関するお詫び|2021-06-17|{blocks}");
    for part in [
        "1.経緯",
        "今後の対応",
        "再発防止に向けた取り組み",
        "【外部の調査の結果について】",
        "(令和3年6月4日発表)",
        "6月8日(火)~ 決まった宛先から試行",
        "リリース文アーカイブ",
        "<対象のお客様>",
        "差出人:例示病院の職員から",
        "例示市長 例示 太郎",
        "当会を装う電話がかかってきた皆さまへのお願い",
        "2021年6月1日",
    ] {
        check(&format!("{first}\n{part}{BODY}"), &[&report(5)]);
    }
}

#[test]
fn a_report_that_sets_its_sections_apart_is_not_cut_at_them() {
    let heading = "【事件簿#2025-1】例示市 紛失について";
    let section = |line: &str| format!("{heading}{BODY}1.概要\n\n\n本文です。\n\n{line}\n\n\n本文です。");
    check(&section("参加された方の学年と性別"), &["2025-001|例示市|紛失について|-|6"]);
    check(
        &section("守りの考え方をめぐる動向"),
        &["2025-001|例示市|紛失について|-|4", "-|-|守りの考え方をめぐる動向|-|1"],
    );
    check(
        &format!("{heading}{BODY} 参加者の氏名と学年\n\n\n本文です。"),
        &["2025-001|例示市|紛失について|-|4"],
    );
}

#[test]
fn a_single_release() {
    check(
        "2024年5月7日\n\n各位\n\n株式会社例示\n代表取締役 例示太郎\n\n当社サーバーへの不正アクセスについて\n\n本文です。\n\n1 概要\n\n本文です。\n\n2 経緯\n\n5月1日 判明した。",
        &["-|-|当社サーバーへの不正アクセスについて|2024-05-07|10"],
    );
    check("例示町 ファクスの誤送信について\n\n本文です。", &["-|例示町|ファクスの誤送信について|-|1"]);
    check("株式会社例示 代表取締役 例示太郎 2021年6月17日\n\n本文です。", &["-|-|-|2021-06-17|2"]);
    check("", &[]);
}

#[test]
fn posts_of_a_page() {
    let post = |title: &str| {
        format!(
            "<div class='post'><h3>{title}</h3><p>当社で障害が発生しました。</p></div><p>2024年1月1日</p>"
        )
    };
    check(
        &format!(
            "<html><body><h1>例示帳</h1>{}{}{}</body></html>",
            post("【事件簿#2024-3】例示市 紛失について"),
            post("守りの考え方"),
            post("例示町 誤送信について 2024年5月1日")
        ),
        &["2024-003|例示市|紛失について|-|1", "-|-|守りの考え方|-|1", "-|例示町|誤送信について|2024-05-01|1"],
    );
}

#[test]
fn forms_of_ones_own() {
    let own = HeadingForms::parse("[[form]]\npattern = '■{date} {organization}:{title}'").unwrap_or_default();
    let text = "■2024/5/1 例示市:紛失について\n本文。\n■2024/4/1 例示町:誤送信について\n本文。";
    let document = document(text.as_bytes(), Hints::default());
    let reports = segment(&document, &own.merge(HeadingForms::builtin()));
    let expected = "-|例示市|紛失について|2024-05-01|1\n-|例示町|誤送信について|2024-04-01|1";
    assert_eq!(show::reports(&document, &reports), expected);
}

#[test]
fn who_signs_and_how_it_went_on_begin_no_report() {
    check(
        &format!(
            "例示大学 不審なメールの発信について 2020年11月16日{BODY}令和2年11月16日\n\n学校法人例示大学\n\n \n\n担当 広報室\n\n\n\
             例示市 台帳の行方について 2022年10月3日{BODY}\n事故の経過\n\n\n9月に判明しました。\n\n"
        ),
        &["-|例示大学|不審なメールの発信について|2020-11-16|5", "-|例示市|台帳の行方について|2022-10-03|4"],
    );
}
