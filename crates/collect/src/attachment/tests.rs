use super::*;

const PAGE: &str = "https://www.example.co.jp/news/1.html";

/// The files of links (address, words) on a page with `text`: address, and why each is shut.
fn check(text: &str, links: &[(&str, &str)], expected: &[(&str, Option<Shut>)]) {
    let links: Vec<Link<'_>> =
        links.iter().map(|(url, words)| Link { url, words, line: words, before: "" }).collect();
    let found = files(PAGE, text, &links);
    let found: Vec<(&str, Option<Shut>)> = found.iter().map(|file| (file.url.as_str(), file.shut)).collect();
    let whole = |path: &str| format!("https://www.example.co.jp{path}");
    let expected: Vec<(String, Option<Shut>)> =
        expected.iter().map(|(path, shut)| (whole(path), *shut)).collect();
    assert_eq!(found, expected.iter().map(|(url, shut)| (url.as_str(), *shut)).collect::<Vec<_>>());
}

#[test]
fn what_belongs_to_a_page_and_what_does_not() {
    check(
        "不正アクセスについて",
        &[
            ("/pdf/1.pdf", "本件の詳細（PDF：120KB）"),
            ("/pdf/1.pdf#page=2", "同じもの"),
            ("/pdf/annai.pdf", "会社案内"),
            ("/pdf/privacy.pdf", "個人情報保護方針"),
            ("/news/2.html", "次のお知らせ（PDF）"),
            ("https://other.example.org/a.pdf", "詳細"),
            ("/download?id=3", "別添［PDF］"),
            ("/get?file=4.docx", "経緯"),
            ("mailto:info@example.com", "PDF"),
            ("#top", "PDF"),
        ],
        &[("/pdf/1.pdf", None), ("/download?id=3", None), ("/get?file=4.docx", None)],
    );
}

#[test]
fn what_may_be_the_data_itself_stays_shut() {
    check(
        "メールの誤送信について",
        &[
            ("/a.xlsx", "別紙"),
            ("/b.csv", "資料"),
            ("/c.zip", "添付資料一式"),
            ("/d.pdf", "対象者名簿"),
            ("/kokyaku_list.pdf", "詳細"),
            ("/e.pdf", "対象店舗一覧"),
            ("/f.pdf", "個人情報の漏えいについて"),
            ("/g.pdf?token=0f3a9c1b7d2e4f60", "お知らせ"),
        ],
        &[
            ("/a.xlsx", Some(Shut::DataFile)),
            ("/b.csv", Some(Shut::DataFile)),
            ("/c.zip", Some(Shut::DataFile)),
            ("/d.pdf", Some(Shut::CalledData)),
            ("/kokyaku_list.pdf", Some(Shut::CalledData)),
            ("/e.pdf", None),
            ("/f.pdf", None),
            ("/g.pdf?token=0f3a9c1b7d2e4f60", Some(Shut::Discreet)),
        ],
    );
}

#[test]
fn on_a_page_that_tells_of_open_files_only_a_release_is_fetched() {
    let links = [("/a.pdf", "会議資料"), ("/b.pdf", "個人情報の誤掲載について（PDF）")];
    let text = "市のホームページに個人情報を含むファイルを誤って掲載し、閲覧可能な状態となっていました。";
    check(text, &links, &[("/a.pdf", Some(Shut::ExposedFiles)), ("/b.pdf", None)]);
    check("不審なメールについて", &links, &[("/a.pdf", None), ("/b.pdf", None)]);
    // What lay open is called so, too.
    let same = [("/c.pdf", "別紙"), ("/d.pdf", "Q&A（PDF）"), ("/e.pdf", "審査会の傍聴について（PDF）")];
    let shut = Some(Shut::ExposedFiles);
    check(text, &same, &[("/c.pdf", shut), ("/d.pdf", shut), ("/e.pdf", shut)]);
    let told = [
        ("/f.pdf", "報道発表資料"),
        ("/g.pdf", "個人情報の漏えいについて"),
        ("/h.pdf", "不正アクセスについて（第2報）"),
    ];
    check(text, &told, &[("/f.pdf", None), ("/g.pdf", None), ("/h.pdf", None)]);
    // A notice may be what lay open, unless it tells of that.
    let notices = [("/i.pdf", "入園のお知らせ（PDF）"), ("/j.pdf", "個人情報の流出に関するお知らせ（PDF）")];
    check(text, &notices, &[("/i.pdf", shut), ("/j.pdf", None)]);
}

#[test]
fn a_packed_release_is_fetched_and_no_other_archive() {
    let links = [
        ("/a.zip", "報道発表資料一式（ZIP）"),
        ("/b.zip", "資料（ZIP）"),
        ("/c.lzh", "報道発表資料一式"),
        ("/d.zip", "お詫びと対象者一覧（ZIP）"),
    ];
    let data = Some(Shut::DataFile);
    let named = Some(Shut::CalledData);
    check(
        "不審なメールについて",
        &links,
        &[("/a.zip", None), ("/b.zip", data), ("/c.lzh", data), ("/d.zip", named)],
    );
    let open = "市のホームページに個人情報を含むファイルを誤って掲載し、閲覧可能な状態となっていました。";
    check(open, &links[..1], &[("/a.zip", data)]);
}

#[test]
fn what_stands_before_a_link_names_the_data_too() {
    let of = |before: &str, line: &str, words: &str| {
        files(PAGE, "", &[Link { url: "/1.pdf", words, line, before }]).pop().unwrap().shut
    };
    let in_line = |before: &str, words: &str| of(before, &format!("{before}{words}"), words);
    for (before, words) in [
        ("対象者一覧：", "こちら（PDF）"),
        ("誤って送信した会員名簿は", "こちら（PDF：120KB）"),
        ("お詫び申し上げます。流出した名簿（", "別紙PDF"),
    ] {
        assert_eq!(in_line(before, words), Some(Shut::CalledData), "{before}{words}");
    }
    for (before, words) in [
        ("対象者の方にはお詫び申し上げます。詳しくは", "こちら（PDF）"),
        ("該当者には個別に連絡しており、詳細は", "別紙（PDF）"),
        ("個人情報の漏えいについて：", "こちら（PDF）"),
        ("対象者の方へ：", "お詫びとお知らせ（PDF）"),
    ] {
        assert_eq!(in_line(before, words), None, "{before}{words}");
    }
    let above = |before: &str, words: &str| of(before, words, words);
    assert_eq!(above("漏えいした会員の名簿", "ダウンロード（PDF：1.2MB）"), Some(Shut::CalledData));
    assert_eq!(above("対象者一覧（PDF）", "調査の概要（PDF）"), None);
    assert_eq!(above("漏えいの概要", "ダウンロード（PDF：1.2MB）"), None);
}

#[test]
fn pictures_and_the_files_behind_them_are_shut_by_the_same_rules() {
    let of = |html: &str, text: &str| -> Vec<(String, Option<Shut>)> {
        let found = pictures(format!("<main>{html}</main>").as_bytes(), None, PAGE, text);
        let name = |file: &File| file.url.rsplit('/').next().unwrap_or_default().to_owned();
        found.iter().map(|file| (name(file), file.shut)).collect()
    };
    let is = |name: &str, shut| vec![(name.to_owned(), shut)];
    let open = "市のホームページに名簿を誤って掲載しました。";
    let behind = "<a href=/a.pdf><img src=/t.png alt=資料></a>";
    assert_eq!(of(behind, open), is("a.pdf", Some(Shut::ExposedFiles)));
    assert_eq!(of(behind, "お詫び"), is("a.pdf", None));
    assert_eq!(of("<img src=/b.png alt=資料>", open), is("b.png", Some(Shut::ExposedFiles)));
    assert_eq!(of("<img src=/b.png alt=お詫び>", open), is("b.png", None));
    assert_eq!(of("<img src=/b.png alt=会員名簿>", ""), is("b.png", Some(Shut::CalledData)));
    assert_eq!(of("<img src=/meibo.jpg>", ""), is("meibo.jpg", Some(Shut::CalledData)));
}

#[test]
fn where_a_file_leads_is_judged_as_its_link_is() {
    let to = |url: &str| led_to(PAGE, url);
    assert_eq!(to("https://www.example.co.jp/files/1"), None);
    assert_eq!(to("https://files.example.co.jp/1.pdf"), None);
    assert_eq!(to("https://www.example.co.jp/files/1.xlsx"), Some(Shut::DataFile));
    assert_eq!(to("https://www.example.co.jp/files/meibo.pdf"), Some(Shut::CalledData));
    assert_eq!(to("https://www.example.co.jp/1.pdf?token=0f3a9c1b7d2e4f60"), Some(Shut::Discreet));
    assert_eq!(to("https://www.example.co.jp/login"), Some(Shut::Discreet));
    assert_eq!(to("https://other.example.org/1.pdf"), Some(Shut::Elsewhere));
}

#[test]
fn a_page_that_lists_files_gives_those_that_are_said_to_belong() {
    let all: Vec<(String, &str)> =
        (0..30).map(|n| (format!("/{n}.pdf"), if n == 7 { "別紙" } else { "議事録" })).collect();
    let links: Vec<(&str, &str)> = all.iter().map(|(url, words)| (url.as_str(), *words)).collect();
    check("", &links, &[("/7.pdf", None)]);
    let ten: Vec<(&str, &str)> = links.iter().take(10).copied().collect();
    let kept = ["/0.pdf", "/1.pdf", "/2.pdf", "/3.pdf", "/4.pdf", "/5.pdf", "/6.pdf", "/7.pdf"];
    check("", &ten, &kept.map(|url| (url, None)));
}

#[test]
fn pictures_of_the_release_and_not_of_the_site() {
    let html = "<nav><img src=/n.png></nav><main><img src=/img/logo.png><img src=/s.png width=80>\
        <img src=data:image/png;base64,AAAA><img src=/news/1.jpg alt='お詫び  とお知らせ'><a href=/news/2.pdf><img src=/t.png alt=全文></a>\
        <img src=https://other.example.org/x.png></main>";
    let found = pictures(html.as_bytes(), None, PAGE, "お詫び");
    let found: Vec<(&str, &str, Form)> =
        found.iter().map(|file| (file.url.as_str(), file.words.as_str(), file.form)).collect();
    let url = |path: &str| format!("https://www.example.co.jp{path}");
    assert_eq!(
        found,
        [
            (url("/news/1.jpg").as_str(), "お詫び とお知らせ", Form::Picture),
            (url("/news/2.pdf").as_str(), "全文", Form::Pdf)
        ]
    );
}

#[test]
fn columns_of_persons_are_told_from_sentences() {
    let rows = |n: usize| "1 例示花子 例示市 000-000\n".repeat(n);
    assert!(has_columns_of_persons(&format!("会員の表\nNo. 氏名 住所 電話番号\n{}", rows(5))));
    assert!(!has_columns_of_persons(&format!("No. 氏名 住所 電話番号\n{}", rows(3))));
    assert!(!has_columns_of_persons(&format!("項目 件数\n{}", rows(9))));
    assert!(!has_columns_of_persons(""));
}
