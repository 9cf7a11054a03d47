//! An `<entry>` of Blogger's export: the form of its settings page (Atom with `kind` categories) and that of Google's
//! Takeout (`feed.atom` with `blogger:` elements, without addresses).

use super::element::Element;
use super::{Post, PostKind, PostState, add, time};

const KIND_SCHEME: &str = "http://schemas.google.com/g/2005#kind";
const LABEL_SCHEMES: [&str; 2] = ["http://www.blogger.com/atom/ns#", "tag:blogger.com,1999:blog-"];

/// The post, or `None` where the entry is no Blogger's.
pub(super) fn post(entry: &Element) -> Option<Post> {
    let kind = kind(entry)?;
    let mut post = Post {
        kind,
        state: state(entry),
        url: alternate(entry).map(str::to_owned),
        path: entry.words("blogger:filename").map(str::to_owned),
        title: entry.words("title").unwrap_or_default().to_owned(),
        html: entry.first("content").map(|content| content.text.clone()).unwrap_or_default(),
        author: entry.first("author").and_then(|author| author.words("name")).map(str::to_owned),
        ..Post::default()
    };
    let written = entry.words("published").or_else(|| entry.words("blogger:created"));
    (post.published, post.day) = time::iso(written.unwrap_or_default());
    add(&mut post.ids, entry.words("id"));
    for label in entry.all("category").filter(|category| is_label(category)) {
        add(&mut post.labels, label.attribute("term"));
    }
    if let Some(reply) = entry.first("thr:in-reply-to") {
        add(&mut post.parents, reply.attribute("href"));
        add(&mut post.parents, reply.attribute("ref"));
    }
    add(&mut post.parents, entry.words("blogger:parent"));
    Some(post)
}

fn kind(entry: &Element) -> Option<PostKind> {
    if let Some(kind) = entry.words("blogger:type") {
        return Some(match kind {
            "POST" => PostKind::Post,
            "PAGE" => PostKind::Page,
            "COMMENT" => PostKind::Comment,
            _ => PostKind::Other,
        });
    }
    let mut kinds = entry.all("category").filter(|one| one.attribute("scheme") == Some(KIND_SCHEME));
    let (_, kind) = kinds.next()?.attribute("term")?.rsplit_once('#')?;
    Some(match kind {
        "post" => PostKind::Post,
        "page" => PostKind::Page,
        "comment" => PostKind::Comment,
        _ => PostKind::Other,
    })
}

fn state(entry: &Element) -> PostState {
    let is_draft = entry.first("app:control").and_then(|control| control.words("app:draft")) == Some("yes");
    match entry.words("blogger:status") {
        _ if is_draft => PostState::Draft,
        None | Some("LIVE") => PostState::Published,
        Some("DRAFT" | "SCHEDULED" | "PENDING" | "PENDING_MODERATION") => PostState::Draft,
        Some(_) => PostState::Removed,
    }
}

fn alternate(entry: &Element) -> Option<&str> {
    let is_page = |link: &&Element| link.attribute("rel") == Some("alternate");
    entry.all("link").find(is_page).and_then(|link| link.attribute("href"))
}

fn is_label(category: &Element) -> bool {
    let scheme = category.attribute("scheme").unwrap_or_default();
    LABEL_SCHEMES.iter().any(|known| scheme.starts_with(known))
}
