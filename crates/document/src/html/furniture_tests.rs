//! What is the site's goes, and the release stays.

use crate::{Hints, body, document, show};

#[track_caller]
fn check(markup: &str, expected: &[&str]) {
    let page = format!(
        "<!DOCTYPE html><html><head><title>誤送信について|例示市</title></head><body>{markup}</body></html>"
    );
    let document = document(page.as_bytes(), Hints::default());
    assert_eq!(show::blocks(&document), expected.join("\n"), "{markup}");
}

/// Three other pages, as sites tell of them: a heading that leads there, and a line.
const TEASERS: &str = "<div><div><h3><a href=1>例示祭りのお知らせ</a></h3><p>秋の例示祭りを開きます。</p></div>\
     <div><h3><a href=2>図書館の休館</a></h3><p>蔵書の点検のためです。</p></div>\
     <div><h3><a href=3>職員の募集</a></h3><p>来年度の職員です。</p></div></div>";

#[test]
fn teasers_behind_the_text_go() {
    let text = "<h1>誤送信について</h1><p>誤って送信しました。宛先は3件です。お詫びします。</p>";
    let report = ["h1 誤送信について", "p 誤って送信しました。宛先は3件です。お詫びします。"];
    check(&format!("{text}{TEASERS}"), &report);
    // Their own headings with the text below them are the page's, links or not.
    check(
        &format!(
            "{text}<h3><a href=1>1 経緯</a></h3><p>5月1日です。</p><h3><a href=2>2 原因</a></h3><p>誤りです。</p><h3><a href=3>3 対応</a></h3><p>消しました。</p>"
        ),
        &[
            &report[..],
            &["h3 1 経緯", "p 5月1日です。", "h3 2 原因", "p 誤りです。", "h3 3 対応", "p 消しました。"],
        ]
        .concat(),
    );
}

/// To look at each heading beside all others would take minutes.
#[test]
fn a_page_of_nothing_but_teasers_is_read_in_time() {
    let teaser = format!("<div><h3><a href=/1>{}</a></h3></div>", "お知らせ".repeat(12));
    let page = format!(
        "<html><body><h1>誤送信について</h1><p>誤って送信しました。宛先は3件です。お詫びします。</p>{}</body></html>",
        teaser.repeat(60_000)
    );
    let read = document(page.as_bytes(), Hints::default());
    assert!(read.warnings.is_empty() && read.text.starts_with("誤送信について"), "{:?}", read.warnings);
}

#[test]
fn a_page_that_gathers_posts_keeps_them() {
    let page = format!(
        "<html><head><title>例示市のお知らせ</title></head><body><h1>例示市のお知らせ</h1>{TEASERS}</body></html>"
    );
    let read = document(page.as_bytes(), Hints::default());
    assert!(
        read.text.contains("例示祭りのお知らせ") && read.text.contains("来年度の職員です。"),
        "{}",
        read.text
    );
}

#[test]
fn captions_go_with_their_pictures() {
    let text = "<h1>誤送信について</h1><p>誤って送信しました。</p>";
    let report = ["h1 誤送信について", "p 誤って送信しました。"];
    for caption in [
        "<div class=photo-caption>例示市役所の庁舎</div>",
        "<figure><img src=a><cite>撮影 例示写真館</cite></figure>",
        "<div class=image><span class=credit>例示写真館</span></div>",
        "<div><figcaption>例示市役所の庁舎</figcaption></div>",
    ] {
        check(&format!("{text}{caption}"), &report);
    }
    for (kept, expected) in [
        (
            "<div><p class=caption>表1 対象の方</p><table><tr><td>会員</td><td>5人</td></tr></table></div>",
            &["h2 表1 対象の方", "tr 会員 | 5人(会員)"][..],
        ),
        (
            "<figure><table><tr><td>会員</td><td>5人</td></tr></table><figcaption>件数は延べ</figcaption></figure>",
            &["tr 会員 | 5人(会員)", "p 件数は延べ"][..],
        ),
        ("<p class=caption>※ 件数は延べ</p>", &["note[※] ※ 件数は延べ"][..]),
        ("<p class=text-caption>総務課</p>", &["p 総務課"][..]),
        ("<p class=caption>対象の方には個別に連絡します。</p>", &["p 対象の方には個別に連絡します。"][..]),
        ("<p class=credit-card>カード番号 5件</p>", &["p カード番号 5件"][..]),
    ] {
        check(&format!("{text}{kept}"), &[&report[..], expected].concat());
    }
}

#[test]
fn a_banner_on_cookies_goes_however_much_it_says() {
    check(
        "<h1>誤送信について</h1><p>誤って送信しました。</p><div class=cookie-box><p>当サイトはクッキーを使います。同意してください。設定は変えられます。</p></div>",
        &["h1 誤送信について", "p 誤って送信しました。"],
    );
    check(
        "<div class=cookie-notice><h1>誤送信について</h1><p>誤って送信しました。</p></div>",
        &["h1 誤送信について", "p 誤って送信しました。"],
    );
}

#[test]
fn paragraphs_that_lead_elsewhere_go() {
    check(
        "<h1>誤送信について</h1><p>誤って送信しました。</p><p>関連記事:<a href=1>別の件についてのお知らせ</a></p><p>広告</p>\
         <p>関連情報は<a href=2>こちら</a>に載せます。</p><p><a href=3>別紙 対象の一覧(PDF)</a></p>",
        &[
            "h1 誤送信について",
            "p 誤って送信しました。",
            "p 関連情報はこちらに載せます。",
            "p 別紙 対象の一覧(PDF)",
        ],
    );
    check(
        "<h1>誤送信について</h1><p>誤って送信しました。</p><h3>関連記事</h3><ul><li>例示市:<a href=1>祭</a></li><li>例示町:<a href=2>市</a></li><li>例示村:<a href=3>会</a></li></ul>",
        &["h1 誤送信について", "p 誤って送信しました。"],
    );
}

#[test]
fn lists_of_files_stay_and_lists_of_pages_go() {
    let list = |ends: [&str; 3]| {
        let items = ["報道発表資料", "別紙1", "別紙2"].iter().zip(ends);
        let items = items.map(|(words, end)| format!("<li><a href=/files/{words}{end}>{words}</a></li>"));
        format!(
            "<main><h1>誤送信について</h1><p>誤って送信しました。</p><ul>{}</ul></main>",
            items.collect::<String>()
        )
    };
    let (heading, text) = ("h1 誤送信について", "p 誤って送信しました。");
    let files = [heading, text, "li0 報道発表資料", "li0 別紙1", "li0 別紙2"];
    check(&list([".pdf", ".docx", ".xlsx"]), &files);
    check(&list([".pdf", ".PDF?v=2", ".html"]), &files);
    check(&list([".pdf", ".html", "/"]), &[heading, text]);
    // Nine are the releases of years, and none of this one's files.
    let years = (1..10).map(|number| format!("<li><a href=/files/{number}.pdf>資料{number}</a></li>"));
    let years = format!(
        "<main><h1>誤送信について</h1><p>誤って送信しました。</p><ul>{}</ul></main>",
        years.collect::<String>()
    );
    check(&years, &[heading, text]);
}

#[test]
fn boxes_of_other_notices_go_though_their_links_lead_to_files() {
    let page = |holder: &str, heading: &str| {
        let items = ["夏季休業のお知らせ", "新店舗の開店", "役員の異動"];
        let items = items.map(|words| format!("<li><a href=/files/{words}.pdf>{words}</a></li>")).concat();
        format!(
            "<main><h1>誤送信について</h1><p>誤って送信しました。</p><{holder}><h2>{heading}</h2><ul>{items}</ul></{holder}></main>"
        )
    };
    let own = ["h1 誤送信について", "p 誤って送信しました。"];
    for heading in ["お知らせ一覧", "その他のお知らせ", "過去のお知らせ", "新着情報", "ニュースリリース一覧"]
    {
        check(&page("div", heading), &own);
    }
    // Whatever it is called, what stands aside is no part of the release.
    check(&page("aside", "関連資料"), &own);
    check(&page("div class=side-box", "お知らせ"), &own);
    let all = [own[0], own[1], "h2 関連資料", "li0 夏季休業のお知らせ", "li0 新店舗の開店", "li0 役員の異動"];
    check(&page("div", "関連資料"), &all);
}

#[test]
fn other_articles_go_and_sections_stay() {
    let own = "<article><h1>誤送信について</h1><p>誤って送信しました。お詫びします。</p></article>";
    let report = ["h1 誤送信について", "p 誤って送信しました。お詫びします。"];
    check(
        &format!(
            "<div>{own}<article><h2><a href=1>祭りのお知らせ</a></h2><p>祭りを開きます。出店もあります。花火もあります。屋台もあります。</p></article></div>"
        ),
        &report,
    );
    check(
        &format!("<div>{own}<article><h2>経緯</h2><p>5月1日に判明しました。</p></article></div>"),
        &[&report[..], &["h1 経緯", "p 5月1日に判明しました。"]].concat(),
    );
}

#[test]
fn a_body_has_no_lines_on_author_and_day() {
    let of = |markup: &str| {
        let read = document(format!("<html><body>{markup}</body></html>").as_bytes(), Hints::default());
        let lines = body(&read).into_iter().filter_map(|block| block.span.of(&read.text)).map(str::to_owned);
        lines.collect::<Vec<_>>().join("/")
    };
    assert_eq!(
        of(
            "<h1>Notice of an incident</h1><p>By Rei Example</p><p>Nov. 20, 2025, 9:28 AM</p><p>Our server was attacked.</p><p>In May 2025 it was shut down.</p>"
        ),
        "Our server was attacked./In May 2025 it was shut down."
    );
    assert_eq!(
        of(
            "<h1>誤送信について</h1><p>2025年5月1日</p><p>文:例示 礼</p><table><tr><td>会員</td><td>5人</td></tr></table><p>お詫びします。</p>"
        ),
        "会員\t5人/お詫びします。"
    );
    assert_eq!(
        of("<h1>誤送信について</h1><p>2025年度に判明した件の一覧です:</p><p>お詫びします。</p>"),
        "2025年度に判明した件の一覧です:/お詫びします。"
    );
}
