//! Finding out what kind of place an address is, and what a source would give, without filing anything.

use std::path::Path;

use jiff::Timestamp;
use jikenbo_collect::browser;
use jikenbo_collect::daily::{Address, learned};
use jikenbo_collect::feed::{Entry, Found};
use jikenbo_collect::fetch::{Exchange, Known, Web, fetch};
use jikenbo_collect::incident::{LIKELY, judge};
use jikenbo_collect::kind::{Kind, Looked, look};
use jikenbo_collect::list::{self, Hints, List};
use serde::Serialize;

use super::kinds::folder::{Seen, files};
use super::kinds::{Gave, Part, asks, content, date, read, today};
use super::plan::{Planned, Step, plan};
use crate::Error;
use crate::casebook::Casebook;
use crate::casebook::browsing::{Browsing, answer_of, for_list, needs_browser};
use crate::casebook::fetching::{Fetching, Waiting, agent};
use crate::casebook::sources::{Score, Source, file};

/// What a source would give.
#[derive(Clone, Debug, Serialize)]
pub struct Tried {
    /// The source, with what was found out.
    #[serde(flatten)]
    pub source: Source,
    /// The form of its feed or sitemap.
    pub form: Option<String>,
    /// What it is called.
    pub title: Option<String>,
    /// The feeds that its page leads to.
    pub feeds: Vec<Found>,
    /// Its items and what would become of each.
    pub entries: Vec<Planned>,
    /// It has hardly any words without its scripts, and no browser is to be asked for them.
    pub hollow: bool,
}

/// Finds out what `wanted` is, unless `kind` says it: a folder by its path, a daily list by the day in its address, all
/// else by what is answered. A page that leads to a feed with entries means that feed. Of a list the links that are items
/// are learned. A place whose items are mostly no incidents is filtered by its score, unless words or a score are wanted.
///
/// # Errors
/// Why it cannot be read; [`Error::SourceField`] for what cannot be meant.
pub fn find(
    casebook: &mut Casebook,
    wanted: Source,
    kind: Option<Kind>,
    fetching: &Fetching,
) -> Result<Tried, Error> {
    let (agent, clock) = (agent(casebook), Waiting::of(casebook));
    let web = fetching.web(&agent, &clock);
    let mut looking = Looking::new(web, casebook.means.now(), (wanted.browser, fetching));
    let source = match kind {
        Some(Kind::Daily) => dayed(Source { kind: Kind::Daily, ..wanted }, looking.now),
        Some(kind) => Source { kind, ..wanted },
        None => looking.kind(wanted).map_err(unkept)?,
    };
    let source = looking.learned(placed(source)).map_err(unkept)?;
    file::check_name(&source)?;
    file::check(&source)?;
    let gave = looking.gave(casebook, &source).map_err(unkept)?;
    if let Some(select) =
        source.select.clone().filter(|_| source.kind == Kind::List && gave.entries.is_empty())
    {
        if looking.is_hollow(&source) {
            return Err(Error::Scripted { url: source.url });
        }
        let expected = "a CSS selector of links that stand on the page";
        return Err(Error::SourceField { name: source.name, field: "select", expected, got: select });
    }
    let source = filtered(source, &gave.entries);
    looking.tried(casebook, source, gave)
}

/// What is only tried is kept nowhere, and so is a refusal.
fn unkept(error: Error) -> Error {
    match error {
        Error::Status { url, status } => Error::Refused { url, status },
        error => error,
    }
}

/// What a source would give now.
///
/// # Errors
/// Why it cannot be read; what the store says.
pub fn rehearse(casebook: &mut Casebook, source: &Source, fetching: &Fetching) -> Result<Tried, Error> {
    let (agent, clock) = (agent(casebook), Waiting::of(casebook));
    let web = fetching.web(&agent, &clock);
    let mut looking = Looking::new(web, casebook.means.now(), (source.browser, fetching));
    let gave = looking.gave(casebook, source).map_err(unkept)?;
    looking.tried(casebook, source.clone(), gave)
}

/// A daily list with the form of its address, where a day of the last month stands in it.
fn dayed(source: Source, now: Timestamp) -> Source {
    let found = learned(&source.url, today(now)).filter(|_| Address::new(&source.url).is_none());
    let url = found.map_or(source.url, |address| address.written().to_owned());
    Source { url, ..source }
}

/// A folder by its whole path, so that it is found from wherever one looks.
fn placed(source: Source) -> Source {
    let whole = std::fs::canonicalize(&source.url).ok().filter(|_| source.kind == Kind::Folder);
    match whole {
        Some(path) => Source { url: path.display().to_string(), ..source },
        None => source,
    }
}

/// A feed or list where at least half of the items tell of incidents is taken as a whole; others are filtered.
fn filtered(source: Source, entries: &[Entry]) -> Source {
    let is_open = source.words.is_empty() && source.score.is_none();
    if !is_open || !matches!(source.kind, Kind::Feed | Kind::List | Kind::Daily) {
        return source;
    }
    let tells = |entry: &&Entry| judge(entry.title.as_deref(), entry.summary.as_deref()).score >= LIKELY;
    let likely = entries.iter().filter(tells).count();
    let is_general = source.kind == Kind::Daily || likely * 2 < entries.len();
    let score = is_general.then_some(Score::LIKELY);
    Source { score, ..source }
}

/// So many feeds that a page leads to are looked at.
const FEEDS: usize = 5;

/// Looking without filing.
struct Looking<'a> {
    now: Timestamp,
    web: Web<'a>,
    /// When a browser is asked, and by what.
    browsing: (Option<Browsing>, &'a Fetching),
    /// What was answered, so that nothing is asked for twice.
    answers: Vec<(String, Exchange)>,
    feeds: Vec<Found>,
}

impl<'a> Looking<'a> {
    /// Nothing was asked yet.
    const fn new(web: Web<'a>, now: Timestamp, browsing: (Option<Browsing>, &'a Fetching)) -> Self {
        Self { now, web, browsing, answers: Vec::new(), feeds: Vec::new() }
    }

    fn kind(&mut self, wanted: Source) -> Result<Source, Error> {
        if Address::new(&wanted.url).is_some() {
            return Ok(Source { kind: Kind::Daily, ..wanted });
        }
        if Path::new(&wanted.url).is_dir() {
            return Ok(Source { kind: Kind::Folder, ..wanted });
        }
        let answer = self.answered(&wanted.url)?;
        let content_type = answer.header("Content-Type");
        let bytes = content(&answer);
        match look(&bytes, self.hints(&answer, content_type.as_deref(), &wanted), today(self.now)) {
            Looked::Feed(_) => Ok(Source { kind: Kind::Feed, ..wanted }),
            Looked::Sitemap(_) => Ok(Source { kind: Kind::Sitemap, ..wanted }),
            Looked::Daily(address) => {
                Ok(Source { kind: Kind::Daily, url: address.written().to_owned(), ..wanted })
            }
            Looked::List(List { feeds, .. }) => Ok(self.feed_of(feeds, wanted, Kind::List)),
            Looked::Page(List { feeds, .. }) => {
                // Who says which links are items means a list, however the page looks.
                let otherwise = if wanted.select.is_some() { Kind::List } else { Kind::Page };
                Ok(self.feed_of(feeds, wanted, otherwise))
            }
        }
    }

    /// The first feed that has entries, else the page itself.
    fn feed_of(&mut self, feeds: Vec<Found>, wanted: Source, otherwise: Kind) -> Source {
        self.feeds = feeds;
        // Who says which links are items means the page.
        let urls: Vec<String> = match wanted.select {
            Some(_) => Vec::new(),
            None => by_content(&self.feeds).take(FEEDS).map(|feed| feed.url.clone()).collect(),
        };
        for url in urls {
            let source = Source { kind: Kind::Feed, url, ..wanted.clone() };
            let read =
                self.answered(&source.url).and_then(|answer| read(&source, &Part::Whole, &answer, self.now));
            if read.is_ok_and(|gave| !gave.entries.is_empty()) {
                return source;
            }
        }
        Source { kind: otherwise, ..wanted }
    }

    /// Of a list the links that are items, unless somebody says which.
    fn learned(&mut self, source: Source) -> Result<Source, Error> {
        if source.kind != Kind::List || source.select.is_some() {
            return Ok(source);
        }
        let answer = self.answered(&source.url)?;
        let content_type = answer.header("Content-Type");
        let list = list::read(&content(&answer), self.hints(&answer, content_type.as_deref(), &source));
        let Some(pattern) = list.pattern else {
            let (is_hollow, url) = (self.is_hollow(&source), source.url);
            return Err(if is_hollow { Error::Scripted { url } } else { Error::NoList { url } });
        };
        let links = source.links.clone().or(pattern.links);
        Ok(Source { select: Some(pattern.select), links, ..source })
    }

    fn hints<'h>(
        &self,
        answer: &'h Exchange,
        content_type: Option<&'h str>,
        source: &'h Source,
    ) -> Hints<'h> {
        Hints {
            content_type,
            url: Some(&answer.url),
            today: date(self.now),
            select: source.select.as_deref(),
            links: source.links.as_deref(),
            ..Hints::default()
        }
    }

    /// All that the source has now.
    fn gave(&mut self, casebook: &mut Casebook, source: &Source) -> Result<Gave, Error> {
        if source.kind == Kind::Folder {
            return Ok(Gave { entries: named(casebook, source)?, ..Gave::default() });
        }
        let mut all = Gave::default();
        let mut open: Vec<_> = asks(source, self.now, None);
        while !open.is_empty() {
            let ask = open.remove(0);
            let answer = self.asked(&ask.url)?;
            if source.kind == Kind::Page {
                all.entries.push(self.page(&answer)?);
                break;
            }
            let gave = read(source, &ask.part, &answer, self.now)?;
            all.entries.extend(gave.entries);
            // What a list gives further back is looked at when it is collected.
            open.extend(gave.more.into_iter().filter(|ask| !matches!(ask.part, Part::Further(_))));
            all.form = all.form.or(gave.form);
            all.title = all.title.or(gave.title);
        }
        Ok(all)
    }

    /// A page as the only item of its source.
    fn page(&self, answer: &Exchange) -> Result<Entry, Error> {
        if answer.status != 200 {
            return Err(Error::Status { url: answer.url.clone(), status: answer.status });
        }
        let hints = Hints { url: Some(&answer.url), ..Hints::default() };
        let title = list::read(&content(answer), hints).title;
        Ok(Entry { title, link: Some(answer.url.clone()), ..Entry::default() })
    }

    fn tried(&self, casebook: &mut Casebook, source: Source, gave: Gave) -> Result<Tried, Error> {
        let Gave { entries, form, title, .. } = gave;
        let entries = match source.kind {
            Kind::Folder => entries.into_iter().map(filed).collect(),
            _ => plan(casebook, &source, entries)?,
        };
        let hollow = self.is_hollow(&source);
        Ok(Tried { source, form, title, feeds: self.feeds.clone(), entries, hollow })
    }

    /// Whether its page, as it was answered, has hardly any words without its scripts.
    fn is_hollow(&self, source: &Source) -> bool {
        let mut known = self.answers.iter().filter(|(asked, _)| *asked == source.url);
        let is_shown = matches!(source.kind, Kind::Page | Kind::List);
        is_shown && known.any(|(_, answer)| needs_browser((source.browser, self.browsing.1), answer))
    }

    /// What is answered there with 200.
    fn answered(&mut self, url: &str) -> Result<Exchange, Error> {
        let answer = self.asked(url)?;
        if answer.status == 200 {
            Ok(answer)
        } else {
            Err(Error::Status { url: answer.url, status: answer.status })
        }
    }

    /// A page as the browser shows it, where one is to be asked for its links.
    fn shown(&self, answer: Exchange) -> Result<Exchange, Error> {
        let (bytes, content_type) = (content(&answer), answer.header("Content-Type"));
        let hints =
            Hints { content_type: content_type.as_deref(), url: Some(&answer.url), ..Hints::default() };
        let is_empty = match look(&bytes, hints, today(self.now)) {
            Looked::List(_) => false,
            Looked::Page(list) => list.items.is_empty(),
            Looked::Feed(_) | Looked::Sitemap(_) | Looked::Daily(_) => return Ok(answer),
        };
        let browser = for_list(self.browsing, is_empty, &bytes).filter(|_| answer.status == 200);
        let Some(browser) = browser else { return Ok(answer) };
        Ok(answer_of(&browser::capture(&self.web, browser, &answer.url)?))
    }

    /// What is answered there, asked for once.
    fn asked(&mut self, url: &str) -> Result<Exchange, Error> {
        if let Some((_, known)) = self.answers.iter().find(|(asked, _)| asked == url) {
            return Ok(known.clone());
        }
        let mut fetched = fetch(&self.web, url, &Known::default());
        match (fetched.error.take(), fetched.exchanges.pop()) {
            (None, Some(answer)) => {
                let answer = self.shown(answer)?;
                self.answers.push((url.to_owned(), answer.clone()));
                Ok(answer)
            }
            (Some(error), _) => Err(Error::Collect(error)),
            (None, None) => Err(Error::Collect(jikenbo_collect::Error::NotWeb { url: url.to_owned() })),
        }
    }
}

/// Feeds, those of comments last: blogs name them beside that of their posts.
fn by_content(feeds: &[Found]) -> impl Iterator<Item = &Found> {
    let is_of_comments = |feed: &&Found| {
        let says = |text: &str| text.contains("コメント") || text.to_lowercase().contains("comment");
        feed.title.as_deref().is_some_and(says) || says(&feed.url)
    };
    let (last, first): (Vec<_>, Vec<_>) = feeds.iter().partition(is_of_comments);
    first.into_iter().chain(last)
}

/// The files of a folder that are not filed.
fn named(casebook: &mut Casebook, source: &Source) -> Result<Vec<Entry>, Error> {
    let mut entries = Vec::new();
    let mut read = casebook.read_all()?;
    files(Path::new(&source.url), &mut read, &mut |seen| {
        if let Seen::New(path) = seen {
            let title = path.file_name().map(|name| name.to_string_lossy().into_owned());
            entries.push(Entry { title, ..Entry::default() });
        }
    })?;
    Ok(entries)
}

/// A file is new whatever it says.
fn filed(entry: Entry) -> Planned {
    let judgement = judge(entry.title.as_deref(), None);
    Planned { step: Step::New, words: Vec::new(), judgement, entry }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_of_comments_come_last() {
        let feed = |title: &str, path: &str| Found {
            url: format!("https://www.example.jp{path}"),
            title: Some(title.to_owned()),
            media_type: "application/rss+xml".to_owned(),
        };
        let feeds = [
            feed("例示 コメントフィード", "/c.xml"),
            feed("例示", "/comments/feed/"),
            feed("例示", "/feed/"),
        ];
        let urls: Vec<&str> = by_content(&feeds).map(|feed| feed.url.as_str()).collect();
        assert_eq!(
            urls,
            ["/feed/", "/c.xml", "/comments/feed/"].map(|path| format!("https://www.example.jp{path}"))
        );
    }
}
