use jikenbo_text::Span;

use super::*;
use crate::{HeadingForms, Hints, read};

const SETTINGS_FORM: &str = "<entry><id>tag:blogger.com,1999:blog-1.post-2</id><published>2025-12-06T09:00:00.000+09:00</published>\
<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#post'/>\
<category scheme='http://www.blogger.com/atom/ns#' term='個人情報'/><category scheme='http://www.blogger.com/atom/ns#' term='個人情報'/>\
<title type='text'>【例示事件簿#2025-513】株式会社例示商事 R&amp;D部の誤送信について 2025年12月5日</title>\
<content type='html'>&lt;p&gt;2025年12月4日、案内メールを誤送信し、35名のメールアドレスが漏えいしました。&lt;/p&gt;\
&lt;p&gt;&lt;a href=\"https://web.archive.org/web/20251206/https://www.example.com/1\"&gt;リリース文アーカイブ&lt;/a&gt;&lt;/p&gt;</content>\
<link rel='replies' type='application/atom+xml' href='https://blog.example.com/feeds/2/comments/default'/>\
<link rel='alternate' type='text/html' href='https://blog.example.com/2025/12/x.html' title='x'/>\
<author><name>例示 編集</name><uri>https://www.example.com</uri><email>noreply@blogger.com</email></author></entry>";

#[test]
fn a_post_of_blogger() {
    let read = post(SETTINGS_FORM.as_bytes()).unwrap();
    assert_eq!((read.kind, read.state), (PostKind::Post, PostState::Published));
    assert_eq!(read.title, "【例示事件簿#2025-513】株式会社例示商事 R&D部の誤送信について 2025年12月5日");
    assert_eq!(read.url.as_deref(), Some("https://blog.example.com/2025/12/x.html"));
    assert_eq!(read.ids, ["tag:blogger.com,1999:blog-1.post-2"]);
    assert_eq!(read.labels, ["個人情報"]);
    assert_eq!(read.day.map(|day| day.to_string()).as_deref(), Some("2025-12-06"));
    assert_eq!(read.author.as_deref(), Some("例示 編集"));
}

#[test]
fn an_entry_is_a_page() {
    let (document, reports) = read(SETTINGS_FORM.as_bytes(), Hints::default(), &HeadingForms::builtin());
    assert_eq!(document.title.as_deref().map(|title| title.contains("R&D部")), Some(true));
    assert_eq!(document.date.map(|date| date.to_string()).as_deref(), Some("2025-12-06"));
    assert_eq!(reports.len(), 1);
    let all = Span::new(0, document.text.len());
    let copies: Vec<&str> = copies(&document, all).into_iter().map(|link| link.url.as_str()).collect();
    assert_eq!(copies, ["https://web.archive.org/web/20251206/https://www.example.com/1"]);
}

#[test]
fn an_entry_of_takeout() {
    let of = |inner: &str| {
        post(format!("<entry><id>tag:blogger.com,1999:blog-1.post-2</id>{inner}</entry>").as_bytes()).unwrap()
    };
    let comment = of(
        "<blogger:parent>tag:blogger.com,1999:blog-1.post-1</blogger:parent><blogger:type>COMMENT</blogger:type>\
        <blogger:status>SPAM</blogger:status><content type='html'>一&lt;br/&gt;二 &amp;amp;</content>",
    );
    assert_eq!((comment.kind, comment.state), (PostKind::Comment, PostState::Removed));
    assert_eq!(comment.parents, ["tag:blogger.com,1999:blog-1.post-1"]);
    assert_eq!(comment.as_comment().unwrap().text, "一\n二 &");
    let post = of(
        "<blogger:type>POST</blogger:type><blogger:status>DRAFT</blogger:status><blogger:filename>/2025/12/x.html</blogger:filename>\
        <category scheme='tag:blogger.com,1999:blog-1' term='月報'/><published>2025-12-05T16:00:00Z</published>",
    );
    assert_eq!((post.kind, post.state), (PostKind::Post, PostState::Draft));
    assert_eq!((post.path.as_deref(), post.url.as_deref()), (Some("/2025/12/x.html"), None));
    assert_eq!(post.labels, ["月報"]);
    assert_eq!(post.day.map(|day| day.to_string()).as_deref(), Some("2025-12-06"));
    assert_eq!(of("<blogger:type>THEME</blogger:type>").kind, PostKind::Other);
}

#[test]
fn what_is_no_bloggers_is_no_post() {
    for text in [
        "<entry><id>1</id><title>x</title></entry>",
        "<item><title>x</title></item>",
        "<entry",
        "<entry>",
        "<p>x</p>",
        "",
    ] {
        assert_eq!(post(text.as_bytes()), None, "{text}");
    }
}

const ITEM: &str = "<item><title><![CDATA[例示市 書類の紛失について]]></title><link>https://blog.example.org/2025/12/06/x/</link>\
<pubDate>Sat, 06 Dec 2025 00:30:00 +0000</pubDate><dc:creator><![CDATA[editor]]></dc:creator>\
<guid isPermaLink=\"false\">https://blog.example.org/?p=12</guid><description></description>\
<content:encoded><![CDATA[2025年12月1日、書類を紛失しました。\n\n<!--more-->対象は12名です。[gallery ids=\"1\"]]]]><![CDATA[>]]></content:encoded>\
<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>12</wp:post_id><wp:post_date><![CDATA[2025-12-06 09:30:00]]></wp:post_date>\
<wp:post_date_gmt><![CDATA[2025-12-06 00:30:00]]></wp:post_date_gmt><wp:status><![CDATA[publish]]></wp:status>\
<wp:post_type><![CDATA[post]]></wp:post_type><wp:post_password><![CDATA[]]></wp:post_password>\
<category domain=\"category\" nicename=\"uncategorized\"><![CDATA[未分類]]></category>\
<category domain=\"post_tag\" nicename=\"%e7%b4%9b\"><![CDATA[紛失]]></category>\
<wp:comment><wp:comment_id>3</wp:comment_id><wp:comment_author><![CDATA[読者]]></wp:comment_author>\
<wp:comment_author_email><![CDATA[reader@example.com]]></wp:comment_author_email>\
<wp:comment_date_gmt><![CDATA[2025-12-06 03:00:00]]></wp:comment_date_gmt><wp:comment_content><![CDATA[一\n二]]></wp:comment_content>\
<wp:comment_approved><![CDATA[1]]></wp:comment_approved><wp:comment_type><![CDATA[comment]]></wp:comment_type></wp:comment>\
<wp:comment><wp:comment_id>4</wp:comment_id><wp:comment_type><![CDATA[pingback]]></wp:comment_type></wp:comment>\
<wp:comment><wp:comment_id>5</wp:comment_id><wp:comment_approved><![CDATA[spam]]></wp:comment_approved></wp:comment></item>";

#[test]
fn a_post_of_wordpress() {
    let read = post(ITEM.as_bytes()).unwrap();
    assert_eq!(
        (read.kind, read.state, read.title.as_str()),
        (PostKind::Post, PostState::Published, "例示市 書類の紛失について")
    );
    assert_eq!(
        (read.ids, read.labels),
        (vec!["https://blog.example.org/?p=12".to_owned()], vec!["紛失".to_owned()])
    );
    assert_eq!(read.published.map(|at| at.to_string()).as_deref(), Some("2025-12-06T00:30:00Z"));
    assert_eq!(read.day.map(|day| day.to_string()).as_deref(), Some("2025-12-06"));
    let [one, spam] = &read.comments[..] else { panic!("{:?}", read.comments) };
    assert_eq!((one.author.as_deref(), one.text.as_str()), (Some("読者"), "一\n二"));
    assert_eq!(one.url.as_deref(), Some("https://blog.example.org/2025/12/06/x/#comment-3"));
    assert_eq!(spam.state, PostState::Removed);
    let page = crate::document(ITEM.as_bytes(), Hints::default());
    assert_eq!(
        page.text,
        "例示市 書類の紛失について\n2025年12月1日、書類を紛失しました。\n対象は12名です。[gallery ids=\"1\"]]>"
    );
}

#[test]
fn what_readers_did_not_see_is_told() {
    let of = |change: (&str, &str)| {
        let item = ITEM.replace(change.0, change.1);
        post(item.as_bytes()).map(|post| (post.kind, post.state)).unwrap()
    };
    assert_eq!(of(("[publish]", "[private]")).1, PostState::Private);
    assert_eq!(of(("post_password><![CDATA[]]>", "post_password>x")).1, PostState::Private);
    assert_eq!(of(("[publish]", "[future]")).1, PostState::Draft);
    assert_eq!(of(("[publish]", "[trash]")).1, PostState::Removed);
    assert_eq!(of(("[CDATA[post]", "[CDATA[attachment]")).0, PostKind::Other);
    assert_eq!(of(("[CDATA[post]", "[CDATA[page]")).0, PostKind::Page);
}
