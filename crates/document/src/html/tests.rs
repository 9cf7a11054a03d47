use crate::{Hints, document, show};

#[track_caller]
fn check(body: &str, expected: &[&str]) {
    let page = format!(
        "<!DOCTYPE html><html><head><title>誤送信について|例示市</title></head><body>{body}</body></html>"
    );
    let document = document(page.as_bytes(), Hints::default());
    assert_eq!(show::blocks(&document), expected.join("\n"), "{body}");
}

#[test]
fn blocks_of_every_kind() {
    check(
        "<h1>誤送信について</h1><p>概要&amp;経緯です。</p><ul><li>氏名<ul><li>姓</li></ul></li><li>住所</ul>\
         <dl><dt>件数<dd>5件<p>延べ</dl><blockquote>引用</blockquote><pre>一行目\n二行目</pre>",
        &[
            "h1 誤送信について",
            "p 概要&経緯です。",
            "li0 氏名",
            "li1 姓",
            "li0 住所",
            "dt 件数",
            "dd 5件",
            "dd 延べ",
            "p 引用",
            "p 一行目",
            "p 二行目",
        ],
    );
}

#[test]
fn spaces_and_line_ends() {
    check(
        "<p>  一つの\n   文です。 Two\nwords <b>太</b>字 <span>あ</span></p>",
        &["p 一つの文です。 Two words 太字 あ"],
    );
    check("<p>令和6年5月1日<br>例示市</p>", &["p 令和6年5月1日", "p 例示市"]);
    check("<h2>長い<br>見出し</h2><p>本文。</p>", &["h2 長い 見出し", "p 本文。"]);
}

#[test]
fn signs_in_paragraphs() {
    check(
        "<p><b>■経緯</b></p><p>5月1日に判明※1。</p><p>・氏名</p><p>※1 推定</p>",
        &["h2 ■経緯", "p 5月1日に判明※1。", "li0 ・氏名", "note[※1] ※1 推定"],
    );
}

#[test]
fn tables_with_headings() {
    check(
        "<table><tr><th>日</th><th>こと</th></tr><tr><td rowspan=2>5月1日</td><td>判明</td></tr><tr><td>停止</td></tr></table>",
        &["tr #日 | #こと", "tr 5月1日(日) | 判明(5月1日/こと)", "tr 停止(5月1日/こと)"],
    );
    check(
        "<table><tr><th rowspan=2>区分</th><th colspan=2>件数</th></tr><tr><th>会員</th><th>職員</th></tr><tr><th>氏名</th><td>5</td><td>6</td></tr></table>",
        &["tr #区分 | #件数", "tr #会員 | #職員", "tr #氏名(区分) | 5(氏名/会員) | 6(氏名/職員)"],
    );
    check("<table><tr><td>氏名</td><td></td></tr></table>", &["tr 氏名 | (氏名)"]);
}

#[test]
fn a_layout_table_is_no_table() {
    check(
        "<table><tr><td><a href=1>くらし</a><a href=2>観光</a><a href=3>町政</a></td><td><h2>誤送信について</h2><p>本文です。</p></td></tr></table>",
        &["h1 誤送信について", "p 本文です。"],
    );
}

#[test]
fn furniture_goes_and_the_report_stays() {
    check(
        "<div class=top-bar>送料無料</div><header><h2>例示市</h2><nav><a href=/>ホーム</a></nav></header>\
         <div class=breadcrumb>ホーム &gt; お知らせ</div>\
         <article><header><p class=date>2024年5月1日</p><h1>誤送信について</h1></header>\
         <p>本文です。本文です。</p><table><tr><th>日</th><th>こと</th></tr><tr><td>5月1日</td><td>判明</td></tr></table>\
         <p>※ 件数は延べです。</p><p>お問い合わせ先:総務課 電話 000-000-0000</p><div class=share>シェアする</div>\
         <p><a href=#>▲ページの先頭へ</a></p></article>\
         <aside><h3>最近のお知らせ</h3><ul><li>2024年4月1日 別の件</li></ul></aside><footer>Copyright 例示市</footer>",
        &[
            "p 2024年5月1日",
            "h1 誤送信について",
            "p 本文です。本文です。",
            "tr #日 | #こと",
            "tr 5月1日(日) | 判明(5月1日/こと)",
            "note[※] ※ 件数は延べです。",
            "p お問い合わせ先:総務課 電話 000-000-0000",
        ],
    );
    check(
        "<h1>誤送信について</h1><p>本文です。</p><h3>関連リンク</h3><ul><li><a href=1>別の件</a></li></ul><form><input><p>役に立ちましたか?</p></form>\
         <div style='display: none'>隠し</div><p hidden>隠し</p><noscript>隠し</noscript><select><option>隠し</select>",
        &["h1 誤送信について", "p 本文です。"],
    );
}

#[test]
fn a_date_outside_of_the_region_stays() {
    check(
        "<div id=update>更新日:2024年5月7日</div><div id=no>ページ番号:12</div><div id=contents><h1>誤送信について</h1><p>本文です。本文です。</p></div>",
        &["p 更新日:2024年5月7日", "h1 誤送信について", "p 本文です。本文です。"],
    );
    check(
        "<main><div class=news-header><span class=date>2024.05.07</span><span class=cat>お知らせ</span></div><h1>誤送信について</h1><p>本文です。</p></main>",
        &["p 2024.05.07 お知らせ", "h1 誤送信について", "p 本文です。"],
    );
}

#[test]
fn warnings_of_decoding_point_into_the_text() {
    let of = |page: &[u8]| {
        let document = document(page, Hints { content_type: Some("text/html; charset=utf-8"), name: None });
        let warning = document.warnings.first().map(|warning| warning.span);
        warning.and_then(|span| span.of(&document.text)).map(str::to_owned)
    };
    assert_eq!(of("<html><body><p>例示市が誤送信を公表しました。\u{e3}</p></body></html>".as_bytes()), None);
    assert_eq!(
        of(b"<html><body><p>\xe4\xbe\x8b\xe7\xa4\xba\xe3\x81</p></body></html>").as_deref(),
        Some("\u{fffd}")
    );
    assert_eq!(of(b"<html><body id=\xe3><p>\xe4\xbe\x8b\xe7\xa4\xba</p></body></html>").as_deref(), Some(""));
}

#[test]
fn head_tells_title_site_and_date() {
    let of = |head: &str, body: &str| {
        let page = format!("<html><head>{head}</head><body>{body}</body></html>");
        let document = document(page.as_bytes(), Hints::default());
        let date = document.date.map(|date| date.to_string());
        format!(
            "{} / {} / {}",
            document.title.unwrap_or_default(),
            document.site.unwrap_or_default(),
            date.unwrap_or_default()
        )
    };
    let body =
        "<h1>誤送信について(お詫び)</h1><p>更新日:2024年5月9日</p><p>掲載日:2024年5月1日</p><p>本文。</p>";
    assert_eq!(
        of("<title>誤送信について - 例示市</title>", body),
        "誤送信について(お詫び) / 例示市 / 2024-05-01"
    );
    let meta = "<meta property='og:site_name' content='例示市'><meta property='article:published_time' content='2024-05-02T09:00:00+09:00'>";
    assert_eq!(of(meta, body), "誤送信について(お詫び) / 例示市 / 2024-05-02");
    let data = "<script type='application/ld+json'>{\"datePublished\": \"2024-05-03\"}</script>";
    assert_eq!(of(data, body), "誤送信について(お詫び) /  / 2024-05-03");
    assert_eq!(of("", "<p>本文。</p>"), " /  / ");
}

#[test]
fn links_keep_their_words() {
    let document = document(
        "<html><p>詳細は<a href='/a?x=1&amp;y'>こちら </a>へ<a href=b></a></p>".as_bytes(),
        Hints::default(),
    );
    let links: Vec<_> =
        document.links.iter().map(|link| (link.span.of(&document.text), link.url.as_str())).collect();
    assert_eq!(links, [(Some("こちら"), "/a?x=1&y")]);
}

#[test]
fn too_many_tags_are_plain_text() {
    let document = document(format!("<html>{}あ", "<br>".repeat(200_010)).as_bytes(), Hints::default());
    assert_eq!(document.warnings.first().map(|warning| warning.code.as_str()), Some("too_many_tags"));
    assert_eq!(document.text.trim(), "あ");
}

#[test]
fn a_page_may_have_as_many_tags_as_its_length_bears_out() {
    let page = |words: &str| format!("<html><title>案内</title>{}", format!("<p>{words}</p>").repeat(30_000));
    let dense = document(page("あ").as_bytes(), Hints::default());
    assert_eq!(dense.warnings.first().map(|warning| warning.code.as_str()), Some("too_many_tags"));
    let usual = document(page("本日、例示サービスを停止しております。").as_bytes(), Hints::default());
    assert!(usual.warnings.is_empty());
    assert_eq!(usual.blocks.len(), 30_000);
}

#[test]
fn the_sender_under_the_date_above_the_title_is_the_pages_own() {
    let page = "<main><p>2025年5月20日<br>株式会社例示</p><h1>誤送信について</h1><p>名簿を誤って送信しました。</p></main>";
    check(page, &["p 2025年5月20日", "p 株式会社例示", "h1 誤送信について", "p 名簿を誤って送信しました。"]);
}
