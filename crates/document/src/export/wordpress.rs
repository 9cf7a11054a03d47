//! An `<item>` of WordPress's WXR, versions 1.0 to 1.2.

use super::element::Element;
use super::{Comment, Post, PostKind, PostState, add, comment, paragraphs, time};

/// The post, or `None` where the item is no WordPress's.
pub(super) fn post(item: &Element) -> Option<Post> {
    let kind = match item.words("wp:post_type")? {
        "post" => PostKind::Post,
        "page" => PostKind::Page,
        _ => PostKind::Other,
    };
    let content = item.first("content:encoded").map(|content| content.text.as_str()).unwrap_or_default();
    let mut post = Post {
        kind,
        state: state(item),
        url: item.words("link").map(str::to_owned),
        title: item.words("title").unwrap_or_default().to_owned(),
        html: paragraphs::marked(content),
        author: item.words("dc:creator").map(str::to_owned),
        comments: item.all("wp:comment").filter_map(|one| said(one, item.words("link"))).collect(),
        ..Post::default()
    };
    (post.published, post.day) = published(item);
    add(&mut post.ids, item.words("guid").filter(|guid| Some(*guid) != post.url.as_deref()));
    for label in item.all("category").filter(|category| is_label(category)) {
        add(&mut post.labels, Some(&label.text));
    }
    Some(post)
}

fn state(item: &Element) -> PostState {
    let has_password = item.words("wp:post_password").is_some();
    match item.words("wp:status") {
        Some("private") => PostState::Private,
        Some("publish") | None if has_password => PostState::Private,
        Some("publish" | "inherit") | None => PostState::Published,
        Some("trash") => PostState::Removed,
        Some(_) => PostState::Draft,
    }
}

/// The moment by the time in UTC, the day by the site's own.
fn published(item: &Element) -> (Option<jiff::Timestamp>, Option<jikenbo_text::PartialDate>) {
    let (by_rss, day_by_rss) = time::rfc2822(item.words("pubDate").unwrap_or_default());
    let at = time::utc(item.words("wp:post_date_gmt").unwrap_or_default()).or(by_rss);
    let day = item.words("wp:post_date").and_then(time::day).or(day_by_rss);
    (at, day)
}

/// Categories and tags; version 1.0 writes each a second time without a domain. The category of what has none is no label.
fn is_label(category: &Element) -> bool {
    let is_known = matches!(category.attribute("domain"), Some("category" | "post_tag" | "tag"));
    is_known && category.attribute("nicename") != Some("uncategorized")
}

/// A reader's comment; `None` of a notice that another site sent.
fn said(element: &Element, post: Option<&str>) -> Option<Comment> {
    if !matches!(element.words("wp:comment_type"), None | Some("comment")) {
        return None;
    }
    let text = element.first("wp:comment_content").map(|content| content.text.as_str()).unwrap_or_default();
    let at = element.words("wp:comment_date_gmt").unwrap_or_default();
    let url = post.zip(element.words("wp:comment_id")).map(|(post, id)| format!("{post}#comment-{id}"));
    Some(Comment {
        author: element.words("wp:comment_author").map(str::to_owned),
        published: time::utc(at),
        url,
        text: comment::plain(&paragraphs::marked(text)),
        state: match element.words("wp:comment_approved") {
            None | Some("1" | "approved") => PostState::Published,
            Some("0" | "hold") => PostState::Draft,
            Some(_) => PostState::Removed,
        },
    })
}
