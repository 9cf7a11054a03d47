//! `jikenbo digest`, `stats`: an invented month of raw releases gives the column that a careful editor would print.

use std::fs;

use serde_json::Value;

use crate::run::{Folder, jikenbo, text};

/// Runs the program in the folder; what it printed.
fn run(folder: &Folder, arguments: &[&str]) -> String {
    let done = jikenbo().args(arguments).current_dir(&folder.0).output().unwrap();
    assert!(done.status.success(), "{arguments:?}: {}", text(&done.stderr));
    text(&done.stdout)
}

const WORDS: [&str; 12] =
    ["青葉", "若竹", "白樺", "紅梅", "深山", "浜辺", "南風", "北斗", "朝霧", "夕凪", "春野", "秋津"];
const TRADES: [&str; 6] = ["商事", "食品", "精機", "運輸", "印刷", "住建"];

/// The title and words of a release of each kind.
const ACCESS: [&str; 2] = [
    "不正アクセスによる情報漏えいのおそれについて",
    "{org}は、{day}、当社のサーバーが第三者による不正アクセスを受けたことを確認いたしました。お客様の氏名及びメールアドレス{figure}が漏えいした可能性があります。",
];
const MAIL: [&str; 2] = [
    "メールの誤送信について(お詫び)",
    "{org}は、{day}、担当者がお客様宛ての案内メールを送信した際、宛先を誤り、お客様の氏名及びメールアドレス{figure}が他のお客様に漏えいいたしました。",
];
const SETTING: [&str; 2] = [
    "アクセス権の設定の誤りについて(お詫び)",
    "{org}が運営するサイトで、クラウドの公開設定に誤りがあり、お客様の氏名及びメールアドレス{figure}が外部から閲覧できる状態にあったことが、{day}に判明いたしました。",
];
const LOSS: [&str; 2] = [
    "USBメモリーの紛失について(お詫び)",
    "{org}は、{day}、お客様の氏名及び住所{figure}を保存したUSBメモリー1個を従業員が紛失したことを確認いたしました。",
];
const INSIDER: [&str; 2] = [
    "元従業員による顧客情報の持ち出しについて",
    "{org}の元従業員が、在職中にお客様の氏名及び電話番号{figure}を不正に持ち出していたことが、{day}に判明いたしました。同人は、不正競争防止法違反の疑いで警察に逮捕されました。",
];

/// How many releases of each kind September has.
const MONTH: [([&str; 2], usize); 5] = [(ACCESS, 42), (MAIL, 9), (SETTING, 9), (LOSS, 4), (INSIDER, 3)];

fn release([title, body]: [&str; 2], number: usize, date: (u8, usize), figure: &str) -> String {
    let org = format!("例示{}{}株式会社", WORDS[number % 12], TRADES[number / 12]);
    let (month, day) = date;
    let body = body
        .replace("{org}", &org)
        .replace("{day}", &format!("2025年{month}月{}日", day - 1))
        .replace("{figure}", figure);
    let sorry = "ご迷惑とご心配をおかけしましたことを、深くお詫び申し上げます。";
    format!("2025年{month}月{day}日\n\n{org}\n\n{title}\n\n{body}\n\n{sorry}\n")
}

/// The releases of September in order of filing, and three more: a follow-up whose figure rose, one without a day, one of
/// August; and the sixth again under another name.
fn releases() -> Vec<String> {
    let kinds = MONTH.iter().flat_map(|(kind, count)| std::iter::repeat_n(*kind, *count));
    let figure = |number: usize| match number {
        0 => "最大45,000人分".to_owned(),
        1 => "2,200人分".to_owned(),
        2 => "2,300人分".to_owned(),
        3 => "約2,299人分".to_owned(),
        _ => format!("{}人分", 100 + number),
    };
    let september = |(number, kind)| release(kind, number, (9, 2 + number % 27), &figure(number));
    let mut pages: Vec<String> = kinds.enumerate().map(september).collect();
    let follow_up = "漏えいした可能性があることが、その後の調査で判明いたしました。2025年9月3日に公表いたしました第一報では2,200人分としておりました。";
    pages.push(
        release(ACCESS, 1, (9, 24), "2,300人分")
            .replace("おそれについて", "おそれについて(第2報)")
            .replace("漏えいした可能性があります。", follow_up),
    );
    pages.push(format!("{}\n\n", pages[5]));
    let undated = release(LOSS, 67, (9, 10), "50人分").replace("2025年9月9日、", "");
    pages.push(undated.split_once("\n\n").unwrap().1.to_owned());
    pages.push(release(MAIL, 68, (8, 20), "7人分"));
    pages
}

/// A casebook `book` with the month, not yet published.
fn made() -> Folder {
    let folder = Folder::new();
    run(&folder, &["init", "book", "--name", "例示事件簿"]);
    fs::create_dir(folder.0.join("pages")).unwrap();
    for (at, page) in releases().iter().enumerate() {
        fs::write(folder.0.join(format!("pages/{at:02}.txt")), page).unwrap();
    }
    let names: Vec<String> = (0..71).map(|at| format!("pages/{at:02}.txt")).collect();
    let mut arguments = vec!["add", "--casebook", "book"];
    arguments.extend(names.iter().map(String::as_str));
    run(&folder, &arguments);
    folder
}

fn publish(folder: &Folder, cases: std::ops::RangeInclusive<usize>) {
    let cases: Vec<String> = cases.map(|case| format!("case:{case}")).collect();
    let mut arguments = vec!["state", "--casebook", "book", "published"];
    arguments.extend(cases.iter().map(String::as_str));
    run(folder, &arguments);
}

fn digest(folder: &Folder, more: &[&str]) -> String {
    run(folder, &[&["digest", "2025-09", "--casebook", "book"], more].concat())
}

#[track_caller]
fn says(text: &str, expected: &[&str]) {
    for words in expected {
        assert!(text.contains(words), "expected `{words}` in:\n{text}");
    }
}

#[test]
fn a_month_of_releases_gives_the_column() {
    let folder = made();
    let none = digest(&folder, &["--format", "text"]);
    says(&none, &["全0本だった"]);
    what_is_not_published_is_told(&folder);
    let draft = digest(&folder, &["--format", "text", "--draft"]);
    says(&draft, &["全68本だった", "編集者の確認が済んでいない68本を含む。"]);
    publish(&folder, 1..=69);
    let column = digest(&folder, &["--format", "text"]);
    let expected = [
        "2025年9月に数えたのは全68本だった。",
        "前月(2025年8月)の1本から67本増となった。",
        "最も多い原因は「不正アクセス」で、43本(63.2 %)を占めた。",
        "次いで「システム管理上のミス」と「誤送信ほか操作ミス」がそれぞれ9本(13.2 %)だった。",
        "で、最大45,000人だった。",
        "  2 | 例示若竹商事株式会社 | ",
        "(第2報) | 2,300人",
        "  2 | 例示白樺商事株式会社 | ",
        "うち逮捕・送検・有罪判決は3本。",
        "続報は1本だった。",
        "| 2,200人 | 2,300人",
        "該当がなく省いた項目: よく読まれたもの、カード情報の漏えい、委託先・提供元での発生、画像での公表、事案なしの報告。",
    ];
    says(&column, &expected);
    assert!(!column.contains("| 例示紅梅商事株式会社 |"), "the fourth place is not shown:\n{column}");
    assert!(!column.contains("確認が済んでいない"), "{column}");
    assert_eq!(digest(&folder, &["--format", "text"]), column, "the same again");
    cases_and_spans(&folder);
}

/// What the program said beside, and how it ended.
fn said(folder: &Folder, arguments: &[&str]) -> (Option<i32>, String) {
    let done = jikenbo().args(arguments).current_dir(&folder.0).output().unwrap();
    (done.status.code(), text(&done.stderr))
}

fn what_is_not_published_is_told(folder: &Folder) {
    let waiting = "注意: 未公開のものが68件あり、含めていません。含めるには `--draft`";
    let (code, told) = said(folder, &["digest", "2025-09", "--casebook", "book"]);
    assert!(code == Some(0) && told.contains(waiting), "{told}");
    let (code, told) = said(folder, &["digest", "2025-09", "--casebook", "book", "--draft"]);
    assert!(code == Some(0) && !told.contains("未公開"), "{told}");
    let (code, told) = said(folder, &["stats", "--casebook", "book"]);
    assert!(code == Some(0) && told.contains("注意: 未公開のものが70件あり"), "{told}");
    let (code, told) = said(folder, &["post", "--casebook", "book", "case:1"]);
    assert!(code == Some(1) && told.contains("`case:1` は公開していません"), "{told}");
    assert!(told.contains("対処: `--draft` を付けると"), "{told}");
    let (_, told) = said(folder, &["post", "--casebook", "book", "case:999"]);
    assert!(told.contains("事件 `case:999` はありません"), "{told}");
    let (code, told) = said(folder, &["site", "build", "out", "--casebook", "book"]);
    assert!(code == Some(0) && told.contains("注意: 未公開のものが69件あり"), "{told}");
}

fn cases_and_spans(folder: &Folder) {
    let cases = digest(folder, &["--format", "json", "--unit", "cases", "--scheme", "jikenbo"]);
    let cases: Value = serde_json::from_str(&cases).unwrap();
    assert_eq!((cases["total"].as_u64(), cases["drafts"].as_u64()), (Some(67), Some(0)));
    let english = digest(folder, &["--format", "text", "--lang", "en", "--unit", "cases"]);
    says(&english, &["September 2025 counts 67 cases in all.", "42 cases (62.7 %)"]);
    let stats = run(folder, &["stats", "--casebook", "book", "--from", "2025-08", "--to", "2025-09"]);
    says(&stats, &["2025年8月から2025年9月に数えたのは全69本だった。", "2025年9月 | 68本 ████"]);
    assert!(!stats.contains("対象の一覧") && !stats.contains("数字の根拠"), "{stats}");
    let nobody = ["stats", "--casebook", "book", "--organization", "例示存在株式会社"];
    let (code, told) = said(folder, &nobody);
    assert!(code == Some(0) && told.contains("「例示存在株式会社」のものは、この期間にありません"), "{told}");
}

#[test]
fn an_editors_words_stay_and_reads_are_ranked() {
    let folder = made();
    publish(&folder, 1..=2);
    let listed = run(&folder, &["list", "--casebook", "book", "--json", "--state", "published"]);
    let listed: Value = serde_json::from_str(listed.lines().last().unwrap()).unwrap();
    let number = listed["number"].as_str().unwrap();
    fs::write(folder.0.join("reads.csv"), format!("事件,閲覧数\n{number},\"31,057\"\n")).unwrap();
    let output = ["--output", "09.md", "--reads", "reads.csv"];
    digest(&folder, &output);
    let column = fs::read_to_string(folder.0.join("09.md")).unwrap();
    says(&column, &["全[3本](#items)だった", "31,057回だった"]);
    let (empty, mine) = ("<!-- slot: lede -->\n<!--", "<!-- slot: lede -->\n三つだけの月。\n<!--");
    fs::write(folder.0.join("09.md"), column.replace(empty, mine)).unwrap();
    publish(&folder, 3..=3);
    digest(&folder, &output);
    let column = fs::read_to_string(folder.0.join("09.md")).unwrap();
    says(&column, &["全[4本](#items)だった", mine]);
    let page = digest(&folder, &["--format", "html"]);
    says(&page, &["<html lang=\"ja\">", "<blockquote>"]);
    let day_before = digest(&folder, &["--as-of", "2025-01-01", "--format", "text"]);
    says(&day_before, &["全0本だった"]);
}

#[test]
fn what_is_hidden_is_not_counted_and_wrong_months_are_told() {
    let folder = made();
    publish(&folder, 1..=3);
    run(&folder, &["visibility", "--casebook", "book", "case:3", "unlisted"]);
    says(&digest(&folder, &["--format", "text"]), &["全3本だった"]);
    let wrong = jikenbo().args(["digest", "2025-13"]).current_dir(&folder.0).output().unwrap();
    assert_eq!(wrong.status.code(), Some(1));
    let told = String::from_utf8(wrong.stderr).unwrap();
    assert!(told.contains("expected a month such as `2025-09`, but found `2025-13`"), "{told}");
    fs::write(folder.0.join("reads.csv"), "a,1\nb,many\n").unwrap();
    let with = |reads: &'static str| ["digest", "2025-09", "--casebook", "book", "--reads", reads];
    let (code, told) = said(&folder, &with("reads.csv"));
    assert_eq!(code, Some(1), "{told}");
    fs::write(folder.0.join("reads.csv"), "case:3,1\nxxx,5\nhttps://www.example.com/,9\n").unwrap();
    let (code, told) = said(&folder, &with("reads.csv"));
    assert!(code == Some(0) && told.contains("この事件簿にありません: xxx\n"), "{told}");
    let (code, told) = said(&folder, &with("nofile.csv"));
    assert!(code == Some(1) && told.contains("  原因: 見つかりません\n  対処: 名前を確かめて"), "{told}");
}

#[test]
fn what_cannot_be_meant_is_told_in_japanese_with_what_can_be_done() {
    let folder = Folder::new();
    run(&folder, &["init", "book", "--name", "例示事件簿"]);
    for (arguments, expected) in [
        (&["digest", "2025-09", "--format", "pdf"][..], "`--format pdf` には `--output FILE` が必要です"),
        (&["digest", "2025-09", "--output", "none/x.md"], "  対処: フォルダーがあるか確かめてください"),
        (&["stats", "--from", "2030-01", "--to", "2026-11"], "`--from` は `--to` より後にできません"),
    ] {
        let (code, told) = said(&folder, &[arguments, &["--casebook", "book"]].concat());
        assert!(code == Some(1) && told.starts_with("エラー: ") && told.contains(expected), "{told}");
    }
}

#[test]
fn an_editor_says_in_which_month_something_counts() {
    let folder = made();
    publish(&folder, 1..=3);
    let month = |month: &str, unit: &str| {
        let arguments = ["digest", month, "--casebook", "book", "--format", "json", "--unit", unit];
        let made: Value = serde_json::from_str(&run(&folder, &arguments)).unwrap();
        made["total"].as_u64().unwrap()
    };
    let now = || {
        [
            month("2025-09", "reports"),
            month("2025-09", "cases"),
            month("2025-10", "reports"),
            month("2025-10", "cases"),
        ]
    };
    let before = now();
    let told = run(
        &folder,
        &["count-in", "--casebook", "book", "2025-10", "case:3", "--json", "--why", "掲載日による"],
    );
    let [reports, cases, 0, 0] = before else { panic!("{before:?}") };
    assert_eq!(now(), [reports - 1, cases - 1, 1, 1], "the case and its first report");
    says(
        &run(&folder, &["history", "--casebook", "book", "case:3"]),
        &["計上月 case:3 2025-10", "掲載日による"],
    );
    let revision: Value = serde_json::from_str(&told).unwrap();
    run(&folder, &["undo", "--casebook", "book", &revision["revision"].to_string()]);
    assert_eq!(now(), before);
    run(&folder, &["count-in", "--casebook", "book", "2025-10", "case:3"]);
    run(&folder, &["count-in", "--casebook", "book", "none", "case:3"]);
    assert_eq!(now(), before, "by its days again");
}

#[test]
fn cases_that_share_an_origin_are_one_breach() {
    let folder = made();
    for case in ["case:3", "case:4", "case:5"] {
        run(&folder, &["link", "--casebook", "book", case, "--origin", "例示受託株式会社"]);
    }
    publish(&folder, 1..=4);
    let column = digest(&folder, &["--format", "text"]);
    says(
        &column,
        &[
            "うち複数の事件に共通する発生元によるものは2本で、発生元の数は1だった。",
            "例示受託株式会社 | 2組織 | 2本 | 2",
        ],
    );
}

#[test]
fn a_published_month_stays_though_an_earlier_one_comes_out() {
    let folder = made();
    publish(&folder, 1..=4);
    let text = ["--format", "text"];
    let frozen = digest(&folder, &[&text[..], &["--freeze"]].concat());
    publish(&folder, 69..=69);
    let august = run(&folder, &["digest", "2025-08", "--casebook", "book", "--format", "text"]);
    says(&august, &["全1本だった"]);
    assert_eq!(digest(&folder, &text), frozen);
}

#[test]
fn a_published_month_stays_and_corrections_are_listed() {
    let folder = made();
    publish(&folder, 1..=4);
    let text = ["--format", "text"];
    let frozen = digest(&folder, &[&text[..], &["--freeze", "--why", "公開"]].concat());
    says(&frozen, &["全5本だった", "に公表した時点のものである。", "その後の訂正はない。"]);
    assert_eq!(digest(&folder, &text), frozen, "the same again");
    run(&folder, &["correct", "--casebook", "book", "case:1", "cause", "insider"]);
    publish(&folder, 5..=5);
    let later = digest(&folder, &text);
    says(
        &later,
        &[
            "全5本だった",
            "「不正アクセス」で、5本(100.0 %)",
            "数 5本 → 6本",
            "不正持ち出し 0本 → 1本",
            "追加: ",
            "訂正: ",
            "原因 不正アクセス → 内部不正",
        ],
    );
    let cases = digest(&folder, &["--format", "json", "--unit", "cases"]);
    let cases: Value = serde_json::from_str(&cases).unwrap();
    assert_eq!(
        (cases["total"].as_u64(), cases["frozen"]["corrections"]["added"].as_array().unwrap().len()),
        (Some(4), 1)
    );
    let now = digest(&folder, &["--format", "text", "--now"]);
    says(&now, &["全6本だった", "不正持ち出し"]);
    assert!(!now.contains("公表した時点"), "{now}");
    run(&folder, &["visibility", "--casebook", "book", "case:3", "unlisted"]);
    says(&digest(&folder, &text), &["除外: 現在は公開していない項目"]);
    run(&folder, &["visibility", "--casebook", "book", "case:3", "public"]);
    run(&folder, &["verify", "--casebook", "book"]);
    run(&folder, &["backup", "--casebook", "book", "kept"]);
    run(&folder, &["restore", "kept", "again"]);
    let again = run(&folder, &["digest", "2025-09", "--casebook", "again", "--format", "text"]);
    assert_eq!(again, digest(&folder, &text), "a backup keeps it");
    says(&digest(&folder, &["--thaw"]), &["jikenbo undo"]);
    assert_eq!(digest(&folder, &text), now);
}

#[test]
fn lenses_look_at_any_span() {
    let folder = made();
    publish(&folder, 1..=69);
    let stats =
        |more: &[&str]| run(&folder, &[&["stats", "--casebook", "book", "--span", "2025Q3"], more].concat());
    let all = stats(&["--lens", "all"]);
    says(
        &all,
        &[
            "2025年7月から2025年9月の情報漏えい・セキュリティ事件の分析",
            "対象は全69本。",
            "■ 情報の種類",
            "■ 規模の分布",
            "100〜999",
            "■ 七つの論点",
            "人為ミス |",
        ],
    );
    assert!(!all.contains("(推定)"), "what is only inferred is left out:\n{all}");
    says(&stats(&["--lens", "reporting", "--inferences"]), &["推定であり", "判定不能"]);
    let some = stats(&["--lens", "data_types", "--cause", "loss_theft", "--unit", "cases"]);
    says(&some, &["対象は全4件。", "氏名"]);
    let json: Value = serde_json::from_str(&stats(&["--lens", "methods", "--json"])).unwrap();
    assert_eq!(json["lenses"][0]["kind"], "methods");
    let refused = ["stats", "--casebook", "book", "--lens", "reporting"];
    let refused = jikenbo().args(refused).current_dir(&folder.0).output().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("`--inferences`"), "{}", text(&refused.stderr));
}

#[test]
fn a_template_of_ones_own_is_filled() {
    let folder = made();
    publish(&folder, 1..=3);
    fs::write(folder.0.join("short.txt"), "{{ title }}|{{ data.total }}|{{ parts[0].sentences[0].text }}")
        .unwrap();
    let short = digest(&folder, &["--template", "short.txt"]);
    assert_eq!(short, "2025年9月の情報漏えい・セキュリティ事件|4|2025年9月に数えたのは全4本だった。");
    fs::write(folder.0.join("short.txt"), "{{ tilte }}").unwrap();
    let arguments = ["digest", "2025-09", "--casebook", "book", "--template", "short.txt"];
    let wrong = jikenbo().args(arguments).current_dir(&folder.0).output().unwrap();
    assert_eq!(wrong.status.code(), Some(1));
    let told = text(&wrong.stderr);
    assert!(
        told.contains("failed to fill the template `short.txt`") && told.contains("short.txt:1"),
        "{told}"
    );
}

#[test]
fn a_pdf_is_printed_where_there_is_a_browser() {
    let folder = made();
    publish(&folder, 1..=3);
    let arguments = ["digest", "2025-09", "--casebook", "book", "--format", "pdf", "--output", "09.pdf"];
    let without = jikenbo()
        .args(arguments)
        .env("JIKENBO_CHROMIUM", "/no/such")
        .current_dir(&folder.0)
        .output()
        .unwrap();
    assert_eq!(without.status.code(), Some(1));
    let told = text(&without.stderr);
    assert!(
        told.contains("ブラウザ `/no/such` を起動できませんでした")
            && told.contains("apt-get install chromium"),
        "{told}"
    );
    assert!(!folder.0.join("09.pdf").exists());
    if !std::process::Command::new("chromium")
        .arg("--version")
        .output()
        .is_ok_and(|output| output.status.success())
    {
        assert!(std::env::var_os("JIKENBO_OUTSIDE").is_none(), "the browser is missing");
        return;
    }
    run(&folder, &arguments);
    let pdf = fs::read(folder.0.join("09.pdf")).unwrap();
    assert!(pdf.starts_with(b"%PDF-") && pdf.len() > 10_000, "{} bytes", pdf.len());
    let read = run(&folder, &["inspect", "document", "09.pdf"]);
    says(&read, &["2025年9月に数えたのは全4本だった"]);
}
