//! What blogs give out: Blogger's Atom and WordPress's WXR, entry by entry.
//!
//! [`Entries`] cuts an export of any size into the bytes of its entries, [`post`] reads one entry, and
//! [`document()`](crate::document()) reads an entry's bytes as the page that it is, so that an archived entry needs nothing
//! but itself to be read again. Names are told by the prefixes that the exporters write (`wp:`, `thr:`, `blogger:`), for
//! an entry cut out of its file declares none.

mod blogger;
mod comment;
mod copies;
mod element;
mod entries;
mod markup;
mod paragraphs;
mod saved;
mod time;
mod wordpress;

use jiff::Timestamp;
use jikenbo_text::PartialDate;

pub use copies::copies;
pub use entries::{Damage, Entries, Entry, LONGEST, Next, Origin};
pub(crate) use markup::{looks_like_entry, markup};
pub use saved::saved_from;

/// An entry of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Post {
    /// What it is.
    pub kind: PostKind,
    /// Whether readers saw it.
    pub state: PostState,
    /// Its address on the site.
    pub url: Option<String>,
    /// Its path on the site, where the export gives no more.
    pub path: Option<String>,
    /// What else it is known under: Atom's id, WordPress's `guid`.
    pub ids: Vec<String>,
    /// Of a comment: the address and the id of the post that it is on, as far as they are given.
    pub parents: Vec<String>,
    /// The title as plain text.
    pub title: String,
    /// The content as HTML.
    pub html: String,
    /// Who wrote it, as the site shows it.
    pub author: Option<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// The day of that where the site is, as written; in Asia/Tokyo where the time is given as UTC.
    pub day: Option<PartialDate>,
    /// Labels, categories and tags, in order, each once.
    pub labels: Vec<String>,
    /// Comments that came within the entry.
    pub comments: Vec<Comment>,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PostKind {
    /// A post.
    Post,
    /// A page beside the posts.
    Page,
    /// A comment as an entry of its own.
    Comment,
    /// Settings, templates, menus, attached files: nothing to be read.
    #[default]
    Other,
}

/// Whether readers saw an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PostState {
    /// Everybody.
    #[default]
    Published,
    /// Not yet: a draft, or waiting for its hour or for approval.
    Draft,
    /// Only some: private, or behind a password.
    Private,
    /// No longer, or never: in the bin, or spam.
    Removed,
}

impl PostState {
    /// The word in messages and JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Draft => "draft",
            Self::Private => "private",
            Self::Removed => "removed",
        }
    }
}

/// A reader's comment on a post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comment {
    /// Who, as the site shows it; never a mail address.
    pub author: Option<String>,
    /// When.
    pub published: Option<Timestamp>,
    /// Its address, where it has one.
    pub url: Option<String>,
    /// What it says, as plain text.
    pub text: String,
    /// Whether readers saw it.
    pub state: PostState,
}

impl Post {
    /// The comment that this entry is, where it is one.
    pub fn as_comment(&self) -> Option<Comment> {
        (self.kind == PostKind::Comment).then(|| Comment {
            author: self.author.clone(),
            published: self.published,
            url: self.url.clone(),
            text: comment::plain(&self.html),
            state: self.state,
        })
    }
}

/// The entry in `bytes`: an `<entry>` of Blogger or an `<item>` of WordPress; `None` where it is neither. What is not
/// well-formed in it is read as far as it goes.
///
/// ```
/// use jikenbo_document::export::{PostKind, post};
/// let entry = "<entry><id>tag:blogger.com,1999:blog-1.post-2</id><blogger:type>POST</blogger:type><title>例示</title></entry>";
/// assert_eq!(post(entry.as_bytes()).map(|post| (post.kind, post.title)), Some((PostKind::Post, "例示".to_owned())));
/// assert_eq!(post(b"<p>page</p>"), None);
/// ```
pub fn post(bytes: &[u8]) -> Option<Post> {
    if !looks_like_entry(bytes) {
        return None;
    }
    of_text(&String::from_utf8_lossy(bytes))
}

/// As [`post`], of decoded text.
fn of_text(text: &str) -> Option<Post> {
    let root = element::read(text)?;
    match root.name.as_str() {
        "entry" => blogger::post(&root),
        "item" => wordpress::post(&root),
        _ => None,
    }
}

/// Labels and ids of one entry that are kept, so that comparing them stays quick.
const MOST: usize = 500;

/// Adds what is neither empty nor there yet.
fn add(list: &mut Vec<String>, value: Option<&str>) {
    if list.len() >= MOST {
        return;
    }
    let value = value.map(str::trim).filter(|value| !value.is_empty());
    if let Some(value) = value.filter(|value| !list.iter().any(|one| one == value)) {
        list.push(value.to_owned());
    }
}

#[cfg(test)]
mod tests;
