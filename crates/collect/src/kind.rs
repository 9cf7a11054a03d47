//! What kind of place an address is: told by its content.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::daily::{self, Address};
use crate::feed::{self, Feed};
use crate::list::{self, List};
use crate::sitemap::{self, Sitemap};

/// What kind of place a source is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A feed of entries.
    #[default]
    Feed,
    /// A page of links.
    List,
    /// A sitemap, or an index of such.
    Sitemap,
    /// A list a day, with the day in its address.
    Daily,
    /// A folder of files.
    Folder,
    /// One page that is looked at for change.
    Page,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Feed, Self::List, Self::Sitemap, Self::Daily, Self::Folder, Self::Page];

    /// The word for it in files and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Feed => "feed",
            Self::List => "list",
            Self::Sitemap => "sitemap",
            Self::Daily => "daily",
            Self::Folder => "folder",
            Self::Page => "page",
        }
    }
}

/// What an answer turned out to be.
#[derive(Clone, Debug)]
pub enum Looked {
    /// A feed.
    Feed(Feed),
    /// A sitemap.
    Sitemap(Sitemap),
    /// A list a day, and the form of its address.
    Daily(Address),
    /// A page of links.
    List(List),
    /// A page, with what else was found on it (feeds that it leads to).
    Page(List),
}

/// Tells by the content what kind of place it is from; only that of a daily list has to be told by the address, too.
///
/// ```
/// use jikenbo_collect::kind::{Looked, look};
/// use jikenbo_collect::list::Hints;
/// let today = "2025-12-06".parse().unwrap();
/// let feed = b"<rss><channel><item><title>x</title></item></channel></rss>";
/// assert!(matches!(look(feed, Hints::default(), today), Looked::Feed(_)));
/// assert!(matches!(look(b"words", Hints::default(), today), Looked::Page(_)));
/// ```
pub fn look(bytes: &[u8], hints: list::Hints<'_>, today: Date) -> Looked {
    let feed = feed::read(bytes, feed::Hints { content_type: hints.content_type, url: hints.url });
    if feed.form.is_some() {
        return Looked::Feed(feed);
    }
    let sitemap = sitemap::read(bytes, hints.url);
    if sitemap.form.is_some() {
        return Looked::Sitemap(sitemap);
    }
    let address = hints.url.and_then(|url| daily::learned(url, today));
    if let Some(address) = address.filter(|_| daily::rows(bytes, hints, today).len() >= 2) {
        return Looked::Daily(address);
    }
    let list = list::read(bytes, hints);
    if is_list(&list) { Looked::List(list) } else { Looked::Page(list) }
}

/// Whether a page is there for its links: two of them at least, and more than it has sentences.
fn is_list(list: &List) -> bool {
    list.items.len() >= 2 && list.items.len() * 2 > list.sentences
}
