use jikenbo_text::PartialDate;

use super::{Hints, List, read};

fn list(html: &str) -> List {
    let hints = Hints {
        url: Some("https://www.example.jp/news/"),
        today: PartialDate::new(2026, Some(2), Some(3)),
        ..Hints::default()
    };
    read(html.as_bytes(), hints)
}

/// Day, title and address of each item.
fn told(list: &List) -> Vec<String> {
    let items = list.items.iter();
    items
        .map(|item| {
            let day = item.date.map_or("-".to_owned(), |when| when.to_string());
            let link = item.link.as_deref().unwrap_or("-");
            let link = link.strip_prefix("https://www.example.jp").unwrap_or(link);
            format!("{day} {} {link}", item.title.as_deref().unwrap_or("-"))
        })
        .collect()
}

fn check(html: &str, select: &str, expected: &[&str]) {
    let list = list(html);
    let pattern = list.pattern.clone().unwrap_or_default();
    assert_eq!(told(&list), expected, "{pattern:?}");
    assert_eq!(pattern.select, select);
    // What was learned reads the same again.
    let hints = Hints {
        url: Some("https://www.example.jp/news/"),
        today: PartialDate::new(2026, Some(2), Some(3)),
        select: Some(select),
        links: pattern.links.as_deref(),
        ..Hints::default()
    };
    assert_eq!(read(html.as_bytes(), hints).items, list.items);
}

/// What stands around the lists of all sites.
fn around(main: &str) -> String {
    format!(
        "<html><head><title>お知らせ | 例示市</title></head><body><header><h1><a href=/>例示市</a></h1>\
         <ul><li><a href=/kurashi/>くらし・手続き</a><li><a href=/kosodate/>子育て・教育</a><li><a href=/shisei/>市政情報</a></ul></header>\
         <div id=breadcrumb><a href=/>ホーム</a> &gt; <a href=/shisei/>市政情報</a></div>{main}\
         <div class=sidebar><h2>人気のページ</h2><ul><li>2025年12月1日 <a href=/gomi.html>ごみの分け方</a><li>2025年12月2日 <a href=/bus.html>バスの時刻表</a>\
         <li>2025年12月3日 <a href=/tosho.html>図書館の本の予約</a></ul></div>\
         <footer><ul><li><a href=/about.html>このサイトについて</a><li><a href=/privacy.html>プライバシーポリシー</a><li><a href=/link.html>リンク集</a></ul></footer></body></html>"
    )
}

#[test]
fn a_list_with_days() {
    let main = "<div id=main><h2>お知らせ</h2><ul class=news-list>\
        <li><span class=date>2025年12月6日</span> <a href=/soshiki/3/1234.html>個人情報の紛失について（お詫び）</a>\
        <li><span class=date>令和7年12月5日</span> <a href=/kurashi/5/77.html>年末年始のごみの収集</a>\
        <li><span class=date>12月4日</span> <a href='/upload/a.pdf'>職員採用試験の結果 [PDF]</a></ul></div>";
    check(
        &around(main),
        "ul.news-list > li > a",
        &[
            "2025-12-06 個人情報の紛失について（お詫び） /soshiki/3/1234.html",
            "2025-12-05 年末年始のごみの収集 /kurashi/5/77.html",
            "2025-12-04 職員採用試験の結果 [PDF] /upload/a.pdf",
        ],
    );
}

#[test]
fn a_list_of_definitions() {
    let main = "<div class=contents><dl><dt>2025.12.06</dt><dd><a href=1.html>不正アクセスについて</a></dd>\
        <dd><a href=2.html>休館日のお知らせ</a></dd><dt>2025.12.05</dt><dd class=new><a href=3.html>展示のご案内</a></dd></dl></div>";
    check(
        &around(main),
        "div.contents > dl > dd > a",
        &[
            "2025-12-06 不正アクセスについて /news/1.html",
            "2025-12-06 休館日のお知らせ /news/2.html",
            "2025-12-05 展示のご案内 /news/3.html",
        ],
    );
}

#[test]
fn a_table_with_kinds_and_files() {
    let row = |day: &str, n: u8, title: &str| {
        format!(
            "<tr class=r{n}><td>{day}</td><td><a href=/news/?c={n}>重要</a></td><td><a href=/news/detail/{n}.html>{title}</a></td>\
             <td><a href=https://files.example.com/{n}.pdf>PDF</a></td></tr>"
        )
    };
    let main = format!(
        "<main><table class=ir><tr><th>日付<th>種類<th>件名<th>資料</tr>{}{}{}</table></main>",
        row("2025/12/06", 3, "ランサムウェア被害に関するお知らせ"),
        row("2025/12/05", 2, "第2四半期決算短信"),
        row("2025/12/01", 1, "人事異動に関するお知らせ")
    );
    check(
        &around(&main),
        "table.ir > tbody > tr > td:nth-child(3) > a",
        &[
            "2025-12-06 ランサムウェア被害に関するお知らせ /news/detail/3.html",
            "2025-12-05 第2四半期決算短信 /news/detail/2.html",
            "2025-12-01 人事異動に関するお知らせ /news/detail/1.html",
        ],
    );
}

#[test]
fn lines_of_an_old_page() {
    let main = "<center><font size=2>7年12月6日 <a href=a.html>メール誤送信のお詫び</a><br>\n平成31年4月1日 <a href=b.html>開校のお知らせ</a><br>\
        <a href=c.html>行事予定</a>（2019.3.2）<br></font></center>";
    let list = list(&around(main));
    assert_eq!(
        told(&list)[1..],
        ["2019-04-01 開校のお知らせ /news/b.html", "2019-03-02 行事予定 /news/c.html"],
        "{:?}",
        list.pattern
    );
}

#[test]
fn cards_that_are_links() {
    let card = |day: &str, n: u8, title: &str| {
        format!(
            "<article class='card card-{n}'><a href='https://www.example.jp/news/{n}/'><img src=/{n}.jpg alt=''><time datetime={day}>{day}</time>\
             <span class=cat>お知らせ</span><h3>{title}</h3></a></article>"
        )
    };
    let main = format!(
        "<section class=archive>{}{}</section>",
        card("2025-12-06", 2, "サーバーへの不正アクセスについて"),
        card("2025-12-01", 1, "新しい事務所を開きました")
    );
    let list = list(&around(&main));
    assert_eq!(list.pattern.unwrap().select, "article.card > a");
    let items: Vec<_> =
        list.items.iter().map(|item| (item.date.unwrap().to_string(), item.link.clone().unwrap())).collect();
    assert_eq!(
        items,
        [
            ("2025-12-06".to_owned(), "https://www.example.jp/news/2/".to_owned()),
            ("2025-12-01".to_owned(), "https://www.example.jp/news/1/".to_owned())
        ]
    );
    assert!(list.items[0].title.as_deref().unwrap().contains("サーバーへの不正アクセスについて"));
}

#[test]
fn links_that_say_nothing_have_the_title_beside_them() {
    let main = "<div class=box><p class=item>2025.12.06 誤送付のお詫び <a href=1.html>詳細はこちら</a></p>\
        <p class=item>2025.12.05 営業時間の変更 <a href=2.html>詳細はこちら</a></p></div>";
    check(
        &around(main),
        "p.item > a",
        &["2025-12-06 誤送付のお詫び /news/1.html", "2025-12-05 営業時間の変更 /news/2.html"],
    );
}

#[test]
fn a_heading_gives_the_year() {
    let main = "<div id=main><h2>2024年</h2><ul><li>12月6日 <a href=a.html>漏えいについて</a><li>1月5日 <a href=b.html>式典</a></ul>\
        <h2>2023年</h2><ul><li>7月1日 <a href=c.html>祭り</a></ul></div>";
    check(
        &around(main),
        "div#main > ul > li > a",
        &[
            "2024-12-06 漏えいについて /news/a.html",
            "2024-01-05 式典 /news/b.html",
            "2023-07-01 祭り /news/c.html",
        ],
    );
}

#[test]
fn links_without_days_are_a_list_where_they_say_enough() {
    let main = "<div id=main><ul class=list><li><a href=/2025/a.html>個人情報が記録された記憶媒体の紛失について</a>\
        <li><a href=/2025/b.html>令和八年度の入学者選抜について</a><li><a href=/2025/c.html>大学祭を開催しました</a>\
        <li><a href=/2025/d.html>学長からの年頭のあいさつ</a></ul></div>";
    let list = list(&around(main));
    assert_eq!((list.items.len(), list.pattern.unwrap().select.as_str()), (4, "ul.list > li > a"));
}

#[test]
fn addresses_tell_apart_what_the_place_does_not() {
    let item = |n: u8| format!("<li>2025年12月{n}日 <a href=/news/2025/{n}.html>お知らせその{n}</a>");
    let main = format!(
        "<div><ul class=u>{}{}{}{}<li><a href=/subscribe.html>メールで受け取る方はこちら</a></ul></div>",
        item(6),
        item(5),
        item(4),
        item(3)
    );
    let list = list(&around(&main));
    let pattern = list.pattern.unwrap();
    assert_eq!(pattern.links.as_deref(), Some("https://www.example.jp/news/2025/*"));
    assert_eq!(list.items.len(), 4);
}

#[test]
fn a_release_is_no_list() {
    let main = "<article><h1>個人情報の紛失について</h1><p>2025年12月6日</p><p>このたび、書類を紛失しました。お詫びします。</p>\
        <p><a href=a.pdf>別紙</a></p><p>再発防止に努めます。</p></article>";
    let list = list(&around(main));
    assert_eq!((list.items.len(), list.sentences), (0, 3), "{:?}", list.pattern);
}

#[test]
fn a_picture_is_an_item_where_words_lead_to_it() {
    let html = around(
        "<ul><li>2025年12月6日 <a href=1.png>紛失について</a><li>2025年12月5日 <a href=2.html>休館日</a>\
        <li>2025年12月4日 <a href=3.jpg><img src=3s.jpg alt=写真></a></ul>",
    );
    let list = list(&html);
    let titles: Vec<_> = list.items.iter().filter_map(|item| item.title.as_deref()).collect();
    assert_eq!(titles, ["紛失について", "休館日"]);
}

#[test]
fn a_selector_of_ones_own() {
    let html = around("<div id=x><p>2025年12月6日 <a href=a.html>一</a> <a href=b.html>二</a></p></div>");
    let of = |select, links| {
        let hints =
            Hints { url: Some("https://www.example.jp/"), select: Some(select), links, ..Hints::default() };
        read(html.as_bytes(), hints)
    };
    let titles = |list: &List| list.items.iter().filter_map(|item| item.title.clone()).collect::<Vec<_>>();
    assert_eq!(titles(&of("#x a", None)), ["一", "二"]);
    assert_eq!(titles(&of("#x p", None)), ["一"]);
    assert_eq!(titles(&of("#x a", Some("*/b.html"))), ["二"]);
    let wrong = of("#x >", None);
    assert_eq!(wrong.warnings.last().map(|warning| warning.code.as_str()), Some("list_selector_unreadable"));
}

#[test]
fn what_is_too_deep_or_too_long_is_not_read() {
    for html in ["<div>".repeat(5_000), format!("<p>{}", "x".repeat(5 << 20))] {
        let list = list(&html);
        assert_eq!(list.warnings.last().map(|warning| warning.code.as_str()), Some("list_too_large"));
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "how long it takes is what is tested")]
fn hostile_pages_take_no_longer_than_others() {
    let begun = std::time::Instant::now();
    for html in [
        "<a href=x></a>".repeat(49_000),
        format!("<div>{}</div>", "<a href=x>2025年1月2日</a><br>".repeat(30_000)),
        format!("{}{}", "<div>".repeat(390), "<i></i><a href=x>a</a>".repeat(20_000)),
        "<table><tr>".to_owned() + &"<td><a href=x>a".repeat(40_000),
        (0..30_000).map(|n| format!("<li>2025.1.2 <a href={n}>お知らせ{n}</a>")).collect(),
        "<h2>2025年</h2><a href=x>a</a>".repeat(16_000),
    ] {
        list(&html);
    }
    // Built for tests, on a machine that does other things too.
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
    println!("{:?}", begun.elapsed());
}

proptest::proptest! {
    #[test]
    fn any_markup_ends(html in "(<(ul|li|a href=x|a href=y|dl|dt|dd|table|tr|td|br|h2|p class=a|/ul|/a|/table|/li|time datetime=2025)>|2025年1月2日|R7\\.1\\.2|あ。| ){0,60}") {
        let list = list(&html);
        proptest::prop_assert!(list.items.iter().all(|item| item.link.is_some()));
    }
}
