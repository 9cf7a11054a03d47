use super::{Feed, Form, Hints, read};

const URL: &str = "https://example.com/news/feed.xml";

fn feed(text: &str) -> Feed {
    read(text.as_bytes(), Hints { url: Some(URL), ..Hints::default() })
}

/// Title, link and date of each entry, a line each.
fn told(feed: &Feed) -> Vec<String> {
    let line = |entry: &super::Entry| {
        let words = |words: &Option<String>| words.clone().unwrap_or_else(|| "-".to_owned());
        let date = entry.date.map_or_else(|| "-".to_owned(), |date| date.to_string());
        format!("{} | {} | {date}", words(&entry.title), words(&entry.link))
    };
    feed.entries.iter().map(line).collect()
}

fn codes(feed: &Feed) -> Vec<&str> {
    feed.warnings.iter().map(|warning| warning.code.as_str()).collect()
}

#[test]
fn rss_2() {
    let feed = feed(
        r#"<?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/">
        <channel><title>株式会社例示 &amp; 関連会社</title><link>https://example.com/</link>
        <atom:link rel="self" href="https://example.com/news/feed.xml"/>
        <item><title><![CDATA[不正アクセスに関する<b>お知らせ</b>]]></title><link>/news/1.html</link>
          <guid isPermaLink="false">1</guid><pubDate>Sat, 06 Dec 2025 10:00:00 +0900</pubDate>
          <description>&lt;p&gt;お詫び&lt;br/&gt;申し上げます&amp;nbsp;。&lt;/p&gt;</description>
          <enclosure url="../doc/1.pdf" length="1" type="application/pdf"/></item>
        <item><title>R&amp;D 1 &lt; 2</title><guid>https://example.com/news/2.html</guid>
          <pubDate>sometime</pubDate></item>
        </channel></rss>"#,
    );
    assert_eq!((feed.form, feed.title.as_deref()), (Some(Form::Rss20), Some("株式会社例示 & 関連会社")));
    assert_eq!(feed.link.as_deref(), Some("https://example.com/"));
    assert_eq!(
        told(&feed),
        [
            "不正アクセスに関するお知らせ | https://example.com/news/1.html | 2025-12-06T10:00:00+09:00",
            "R&D 1 < 2 | https://example.com/news/2.html | -"
        ]
    );
    assert_eq!(feed.entries[0].id.as_deref(), Some("1"));
    assert_eq!(
        feed.entries[0].summary.as_deref(),
        Some("お詫び 申し上げます\u{A0}。".replace('\u{A0}', " ").as_str())
    );
    assert_eq!(feed.entries[0].attachments, ["https://example.com/doc/1.pdf"]);
    assert_eq!(codes(&feed), ["feed_date_unreadable"]);
}

#[test]
fn old_rss_and_rdf() {
    let old = feed(
        r#"<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://example.com/rss-0.91.dtd">
        <rss version="0.91"><channel><title>a</title><item><title>b</title><link>http://example.com/b</link></item></channel></rss>"#,
    );
    assert_eq!(
        (old.form, told(&old), codes(&old)),
        (Some(Form::Rss091), vec!["b | http://example.com/b | -".to_owned()], vec![])
    );
    let rdf = feed(
        r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel rdf:about="https://example.com/"><title>例示市</title><link>https://example.com/</link>
        <items><rdf:Seq><rdf:li rdf:resource="https://example.com/1"/></rdf:Seq></items></channel>
        <item rdf:about="https://example.com/1"><title>USBメモリの紛失</title><dc:date>2025-12-06T10:00+09:00</dc:date></item></rdf:RDF>"#,
    );
    assert_eq!((rdf.form, rdf.title.as_deref()), (Some(Form::Rss10), Some("例示市")));
    assert_eq!(told(&rdf), ["USBメモリの紛失 | https://example.com/1 | 2025-12-06T10:00:00+09:00"]);
}

#[test]
fn atom() {
    let feed = feed(
        r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.jp/"><title type="html">A &amp;amp; B</title>
        <link rel="self" href="/atom"/><link href="/"/>
        <entry xml:base="press/"><title type="text">&lt;重要&gt; お詫び</title><id>tag:example.jp,2025:1</id>
          <link rel="alternate" type="application/pdf" href="1.pdf"/><link rel="alternate" type="text/html" href="1.html"/>
          <link rel="enclosure" href="1.zip"/>
          <updated>2025-12-07T00:00:00Z</updated><published>2025-12-06T00:00:00Z</published>
          <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>漏え<b>い</b></p><p>お詫び</p></div></content></entry>
        <entry><title>二</title><link href="2.html"/><updated>2025-12-05T00:00:00+09:00</updated></entry></feed>"#,
    );
    assert_eq!((feed.form, feed.title.as_deref()), (Some(Form::Atom10), Some("A & B")));
    assert_eq!(feed.link.as_deref(), Some("https://example.jp/"));
    assert_eq!(
        told(&feed),
        [
            "<重要> お詫び | https://example.jp/press/1.html | 2025-12-06T00:00:00Z",
            "二 | https://example.jp/2.html | 2025-12-05T00:00:00+09:00"
        ]
    );
    assert_eq!(feed.entries[0].updated.unwrap().to_string(), "2025-12-07T00:00:00Z");
    assert_eq!(feed.entries[0].summary.as_deref(), Some("漏えい お詫び"));
    assert_eq!(feed.entries[0].attachments, ["https://example.jp/press/1.zip"]);
    assert_eq!(codes(&feed), [""; 0]);
}

#[test]
fn atom_03() {
    let feed = feed(
        r#"<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>a</title>
        <entry><title mode="escaped" type="text/html">&lt;i&gt;お知らせ&lt;/i&gt;</title><link rel="alternate" type="text/html" href="https://example.com/1"/>
        <issued>2025-12-06T10:00:00+09:00</issued><modified>2025-12-07T10:00:00+09:00</modified></entry></feed>"#,
    );
    assert_eq!(feed.form, Some(Form::Atom03));
    assert_eq!(told(&feed), ["お知らせ | https://example.com/1 | 2025-12-06T10:00:00+09:00"]);
}

#[test]
fn json() {
    let whole = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "例示", "home_page_url": "https://example.com/",
        "items": [{"id": 7, "url": "/n/7", "title": "お詫び", "content_html": "<p>本文</p>", "date_published": "2025-12-06T10:00:00+09:00",
        "attachments": [{"url": "a.pdf", "mime_type": "application/pdf"}]}, {"id": "https://example.com/8", "content_text": "続報"}]}"#;
    let read = feed(whole);
    assert_eq!((read.form, read.title.as_deref()), (Some(Form::Json11), Some("例示")));
    assert_eq!(
        told(&read),
        ["お詫び | https://example.com/n/7 | 2025-12-06T10:00:00+09:00", "- | https://example.com/8 | -"]
    );
    assert_eq!(
        (read.entries[0].id.as_deref(), read.entries[0].summary.as_deref()),
        (Some("7"), Some("本文"))
    );
    assert_eq!(read.entries[0].attachments, ["https://example.com/news/a.pdf"]);
    let cut = feed(&whole[..whole.len() - 10]);
    assert_eq!((told(&cut).len(), codes(&cut), cut.title.as_deref()), (1, vec!["json_broken"], Some("例示")));
    assert_eq!(feed(r#"{"items": 1}"#).form, None);
    assert_eq!(feed("[1, 2]").form, None);
}

#[test]
fn charsets() {
    for (name, encoding) in [("Shift_JIS", encoding_rs::SHIFT_JIS), ("EUC-JP", encoding_rs::EUC_JP)] {
        let text = format!(
            "<?xml version=\"1.0\" encoding=\"{name}\"?><rss><channel><item><title>個人情報の漏えい</title></item></channel></rss>"
        );
        let read = read(&encoding.encode(&text).0, Hints::default());
        assert_eq!((read.charset, told(&read)), (name, vec!["個人情報の漏えい | - | -".to_owned()]));
    }
}

#[test]
fn broken_feeds_are_read_as_far_as_they_go() {
    let two = ["a | https://example.com/news/1 | -", "b | https://example.com/news/2 | -"];
    for text in [
        // Cut off.
        "<rss><channel><item><title>a</title><link>1</link></item><item><title>b</title><link>2</link><desc",
        // Unescaped HTML, and tags that nobody closes.
        "<rss><channel><item><title>a</title><link>1</link><description><p>x<br>y</description></item><item><title>b</title><link>2</link></item></channel></rss>",
        "<rss><channel><item><title>a</title><link>1</link><item><title>b</title><link>2</link></item></channel></rss>",
        "<rss><channel><item><title>a</title><link>1</link></p></item><item><title>b</title><link>2</link></item></div></channel></rss>",
        // Words before it, and an undeclared prefix.
        "<br />\n<b>Warning</b>: x<?xml version='1.0'?><rss><channel><item><title>a</title><link>1</link><foo:bar>x</foo:bar></item><item><title>b</title><link>2</link></item></channel></rss>",
        // No feed around them.
        "<item><title>a</title><link>1</link></item><item><title>b</title><link>2</link></item>",
    ] {
        let read = feed(text);
        assert_eq!(told(&read), two, "{text}");
        assert!(read.form.is_some());
    }
    let stray = feed("<rss><channel><item><title>a & b < c &unknown; &nbsp;d</title></item></channel></rss>");
    assert_eq!(told(&stray), ["a & b < c &unknown; d | - | -"]);
    let cut = feed("<rss><channel><item><title>a</title>");
    assert_eq!((told(&cut), codes(&cut)), (vec!["a | - | -".to_owned()], vec!["xml_not_well_formed"]));
}

#[test]
fn nothing_is_expanded_and_everything_bounded() {
    let bomb = r#"<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
        <rss><channel><item><title>&b;&f;</title></item></channel></rss>"#;
    let read = feed(bomb);
    assert_eq!((told(&read), codes(&read)), (vec!["&b;&f; | - | -".to_owned()], vec!["xml_entities"]));
    let deep = format!("<rss><channel><item><title>a</title></item>{}", "<x>".repeat(5000));
    assert_eq!((feed(&deep).entries.len(), codes(&feed(&deep))), (1, vec!["xml_too_large"]));
    let many = format!("<rss><channel>{}</channel></rss>", "<item><title>a</title></item>".repeat(10_001));
    assert_eq!((feed(&many).entries.len(), codes(&feed(&many))), (10_000, vec!["xml_too_large"]));
    let long = format!("<rss><channel><item><title>{}</title></item></channel></rss>", "あ".repeat(100_000));
    assert!(feed(&long).entries[0].title.as_ref().unwrap().chars().count() <= 501);
}

#[test]
fn a_page_leads_to_its_feeds() {
    let page = feed(
        r#"<!DOCTYPE html><html><head><title>a</title><link rel="alternate" type="application/rss+xml" href="rss.xml"></head><body><p>a<br>b</body></html>"#,
    );
    assert_eq!((page.form, page.feeds.len(), codes(&page)), (None, 1, vec![]));
    assert_eq!(page.feeds[0].url, "https://example.com/news/rss.xml");
    assert_eq!(codes(&feed("words")), ["not_a_feed"]);
    assert_eq!(codes(&feed("")), ["not_a_feed"]);
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_read(text in "(<[/!?]?(rss|item|title|link|feed|entry|a:b|!\\[CDATA\\[)?[ =\"'>]?|[ -~あ]|\\]\\]>|&#?[a-z0-9]*;?|\\{\"items\":\\[\\{){0,40}") {
        let first = feed(&text);
        for warning in &first.warnings {
            proptest::prop_assert!(warning.span.start <= text.len());
        }
        proptest::prop_assert_eq!(&first, &feed(&text));
    }
}

#[test]
fn entries_are_let_go_of_where_the_feed_has_an_address() {
    let entry = format!("<item><title>例示</title>{}</item>", "<a/>".repeat(30_000));
    let text = format!("<rss version='2.0'><channel>{}</channel></rss>", entry.repeat(12));
    let known = feed(&text);
    assert_eq!((known.entries.len(), known.warnings.len()), (12, 0), "{:?}", known.warnings);
    let unknown = read(text.as_bytes(), Hints::default());
    assert_eq!((unknown.entries.len(), unknown.warnings[0].code.as_str()), (9, "xml_too_large"));
}
