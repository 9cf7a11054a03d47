//! Feeds of cases (Atom 1.0, RFC 4287, with the tombstones of RFC 6721; RSS 2.0; JSON Feed 1.1): only where the site's address is known,
//! and not of a draft.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value as Json, json};

use crate::entry::Entry;
use crate::pages::Setting;
use crate::past::Left;
use crate::place;

/// The newest cases that a feed tells of.
const NEWEST: usize = 50;
/// A feed as JSON.
pub(crate) const JSON: &str = "feed.json";
/// The files of a feed, one a form: those of Atom and RSS are called as their templates.
pub(crate) const FILES: [&str; 3] = ["feed.atom", "feed.rss", JSON];
/// Where the feed of all cases stands.
pub(crate) const ALL: &str = "cases/feed.atom";

/// A feed, as its templates are given it.
#[derive(Debug, Serialize)]
pub(crate) struct Feed {
    title: String,
    name: String,
    lang: String,
    home: String,
    atom: String,
    rss: String,
    updated: String,
    entries: Vec<Told>,
    /// Cases that are no longer told of, the newest first.
    gone: Vec<Told>,
    #[serde(skip)]
    json: String,
}

/// A case in a feed.
#[derive(Debug, Serialize)]
struct Told {
    address: String,
    title: String,
    summary: String,
    /// RFC 3339.
    updated: String,
    /// RFC 9110's form of a date, which RSS asks for.
    sent: String,
    labels: Vec<String>,
}

/// What was withdrawn, the last first: of that every feed tells, so that none says in which list it was.
pub(crate) fn gone(left: &[Left]) -> Vec<(Timestamp, &Left)> {
    let mut gone: Vec<(Timestamp, &Left)> = left.iter().filter_map(|one| Some((one.at?, one))).collect();
    gone.sort_by_key(|(at, one)| (std::cmp::Reverse(*at), &one.path));
    gone
}

/// Of what a feed is made, besides the setting: its folder, its title, the newest cases and what is gone.
#[derive(Debug, Hash)]
pub(crate) struct Of<'f> {
    folder: &'f str,
    title: &'f str,
    newest: Timestamp,
    entries: &'f [&'f Entry<'f>],
    gone: &'f [(Timestamp, &'f Left)],
}

impl<'f> Of<'f> {
    /// The feed of `entries` (newest first), which stands in `folder`, with what is [`gone`].
    pub(crate) fn new(
        folder: &'f str,
        title: &'f str,
        entries: &'f [&'f Entry<'f>],
        gone: &'f [(Timestamp, &'f Left)],
    ) -> Self {
        let times = entries.iter().map(|entry| entry.at).chain(gone.iter().map(|(at, _)| *at));
        let newest = times.max().unwrap_or_default();
        let entries = entries.get(..NEWEST).unwrap_or(entries);
        Self { folder, title, newest, entries, gone: gone.get(..NEWEST).unwrap_or(gone) }
    }

    /// Where one of its files stands.
    pub(crate) fn path(&self, file: &str) -> String {
        format!("{}/{file}", self.folder)
    }
}

/// A feed; `None` where the site's address is not known.
pub(crate) fn feed(setting: &Setting<'_>, of: &Of<'_>) -> Option<Feed> {
    let root = root(setting)?;
    let about = setting.about;
    let Of { folder, title, newest, entries, gone } = of;
    let at = |file: &str| place::address(root, &format!("{folder}/{file}"));
    Some(Feed {
        title: format!("{title} | {}", about.name),
        name: about.name.clone(),
        lang: setting.words.lang.clone(),
        home: at(place::FRONT),
        atom: at("feed.atom"),
        rss: at("feed.rss"),
        json: at(JSON),
        updated: newest.to_string(),
        entries: entries.iter().map(|entry| told(setting, root, entry)).collect(),
        gone: gone.iter().map(|(at, one)| withdrawn(root, *at, one)).collect(),
    })
}

/// The address of the site, where feeds are to be made.
pub(crate) fn root<'s>(setting: &Setting<'s>) -> Option<&'s str> {
    setting.about.url.as_deref().filter(|_| !setting.about.draft)
}

/// Whether the site has feeds.
pub(crate) fn wanted(setting: &Setting<'_>) -> bool {
    root(setting).is_some()
}

fn told(setting: &Setting<'_>, root: &str, entry: &Entry<'_>) -> Told {
    let words = setting.words;
    let cause = entry.cause.map(|cause| words.value("cause", cause.word()).to_owned());
    let leak = entry.leak.map(|leak| words.value("leak", leak.word()).to_owned());
    let figure = entry.affected_total.map(|total| words.figure(total));
    let summary: Vec<String> = [cause, leak, figure].into_iter().flatten().collect();
    Told {
        address: place::address(root, &entry.path),
        title: format!("{} {} {}", entry.name, entry.organization, entry.title),
        summary: summary.join(&words.said.separator),
        updated: entry.at.to_string(),
        sent: sent(entry.at),
        labels: entry.labels.iter().map(|label| label.to_string()).collect(),
    }
}

/// What is told of a case that is gone: its address, and that it is.
fn withdrawn(root: &str, at: Timestamp, left: &Left) -> Told {
    Told {
        address: place::address(root, &left.path),
        title: left.title.clone(),
        summary: left.note.clone(),
        updated: at.to_string(),
        sent: sent(at),
        labels: Vec::new(),
    }
}

fn sent(at: Timestamp) -> String {
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

impl Feed {
    /// As JSON Feed 1.1.
    pub(crate) fn as_json(&self) -> String {
        let item = |told: &Told| {
            json!({
                "id": told.address,
                "url": told.address,
                "title": told.title,
                "content_text": told.summary,
                "date_modified": told.updated,
                "tags": told.labels,
            })
        };
        let gone = |told: &Told| {
            json!({
                "id": told.address,
                "url": told.address,
                "title": told.title,
                "content_text": told.summary,
                "date_modified": told.updated,
                "_jikenbo": { "withdrawn": told.updated },
            })
        };
        let feed = json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title,
            "home_page_url": self.home,
            "feed_url": self.json,
            "language": self.lang,
            "authors": [{ "name": self.name }],
            "items": self.entries.iter().map(item).chain(self.gone.iter().map(gone)).collect::<Vec<Json>>(),
        });
        format!("{feed:#}\n")
    }
}
