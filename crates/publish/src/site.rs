use std::collections::BTreeSet;

use jikenbo_figures::{Item, Month};
use jikenbo_model::{CaseId, ReportId};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::cards::{self, Card};
use crate::entry::{self, Entry};
use crate::feeds;
use crate::filling::Filling;
use crate::input::{About, Case};
use crate::lists::{self, Group};
use crate::maps;
use crate::organizations::organizations;
use crate::pages::front::Months;
use crate::pages::{self, Framed, Setting, Titled};
use crate::past::{self, Gone, Left};
use crate::place;
use crate::templates::Templates;
use crate::words::{Words, words};

/// Where files go, one at a time: their path from the site's root, and their bytes.
pub type Sink<'s> = dyn FnMut(&str, &[u8]) + 's;

/// Nothing of one's own.
static PROGRAM: Templates = Templates::none();

/// What is kept of a case whose pages are written until the lists are; a later build can do with it where nothing touched the
/// case since.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    entry: Entry,
    items: Vec<(Month, Item)>,
}

impl Kept {
    /// Which case.
    pub fn case(&self) -> CaseId {
        CaseId(self.entry.id)
    }

    /// The paths of the case's pages, from the root of its language.
    pub fn paths(&self) -> impl Iterator<Item = String> {
        let reports = self.items.iter().filter_map(|(_, item)| i64::try_from(item.id).ok());
        reports.map(|id| place::report(ReportId(id))).chain([self.entry.path.clone()])
    }

    /// The keys of the organisations that the case names.
    pub fn organizations(&self) -> impl Iterator<Item = &str> {
        self.entry.parties.iter().map(|party| party.key.as_str())
    }
}

/// A site that is being made: cases are handed in one by one, in any order, and their pages go out at once; what lists them
/// follows when it is [finished](Site::finish).
pub struct Site<'t> {
    about: About,
    words: &'static Words,
    filling: Filling<'t>,
    templates: &'t Templates,
    entries: Vec<Entry>,
    months: Months,
    gone: Vec<Gone>,
}

impl<'t> Site<'t> {
    /// A site without cases, with the program's templates.
    ///
    /// # Errors
    /// [`Error::Template`] where a template is none.
    pub fn new(about: About) -> Result<Self, Error> {
        Self::with(about, &PROGRAM)
    }

    /// As [`new`](Self::new), with `templates` in place of the program's.
    ///
    /// # Errors
    /// [`Error::Template`] where a template is none, [`Error::NoValue`] where one of one's own names what no page has.
    pub fn with(about: About, templates: &'t Templates) -> Result<Self, Error> {
        let words = words(about.lang);
        let filling = Filling::new(templates, words)?;
        let setting = Setting { about: &about, words };
        let titled = Titled { path: place::FRONT, title: "", description: "", noindex: false };
        filling.check(&setting.head(&titled))?;
        Ok(Self {
            about,
            words,
            filling,
            templates,
            entries: Vec::new(),
            months: Months::new(),
            gone: Vec::new(),
        })
    }

    /// The casebook as it tells of it.
    pub fn about(&self) -> &About {
        &self.about
    }

    /// Writes the pages of `case` and of its reports. A case without reports is left out.
    ///
    /// # Errors
    /// [`Error::Template`], [`Error::LeftOut`].
    pub fn case(&mut self, case: &Case, sink: &mut Sink<'_>) -> Result<(), Error> {
        let kept = self.pages(case, sink)?;
        kept.into_iter().for_each(|kept| self.keep(kept));
        Ok(())
    }

    /// As [`case`](Self::case), for several threads at once: what lists need of the case is given back, to be
    /// [kept](Self::keep).
    ///
    /// # Errors
    /// [`Error::Template`], [`Error::LeftOut`].
    pub fn pages(&self, case: &Case, sink: &mut Sink<'_>) -> Result<Option<Kept>, Error> {
        let Some(entry) = entry::entry(case, self.words) else { return Ok(None) };
        let setting = Setting { about: &self.about, words: self.words };
        let noindex = entry.noindex;
        for (at, report) in case.reports.iter().enumerate() {
            let page = pages::report::page(&setting, case, at, report, noindex);
            self.page("report.html", &place::report(report.id), &page, sink)?;
        }
        let page = pages::case::page(&setting, case, noindex);
        self.page("case.html", &entry.path, &page, sink)?;
        Ok(Some(Kept { entry, items: entry::items(case) }))
    }

    /// Keeps a case for the lists.
    pub fn keep(&mut self, kept: Kept) {
        for (month, item) in kept.items {
            self.months.entry(month).or_default().push(item);
        }
        self.entries.push(kept.entry);
    }

    /// The cases that it tells of so far, each with the path of its page.
    pub fn told(&self) -> impl Iterator<Item = (CaseId, &str)> {
        self.entries.iter().map(|entry| (CaseId(entry.id), entry.path.as_str()))
    }

    /// The pictures of the labels that it tells of so far.
    pub fn cards(&self) -> Vec<Card> {
        let labels: BTreeSet<&str> =
            self.entries.iter().flat_map(|entry| &entry.labels).map(String::as_str).collect();
        labels.into_iter().map(|label| cards::label(&self.about, label)).collect()
    }

    /// Says where a case's page once stood: the address leads on, or says that the case was withdrawn. Nothing is said where a
    /// case stands again.
    pub fn was(&mut self, gone: Gone) {
        self.gone.push(gone);
    }

    /// Writes what tells of all cases: front page, lists, what is said of the casebook, and style sheet.
    ///
    /// # Errors
    /// [`Error::Template`], [`Error::LeftOut`].
    pub fn finish(mut self, sink: &mut Sink<'_>) -> Result<(), Error> {
        self.entries.sort_by_key(|entry| std::cmp::Reverse((entry.day, entry.id)));
        for items in self.months.values_mut() {
            items.sort_by_key(|item| item.id);
        }
        let setting = Setting { about: &self.about, words: self.words };
        let page = pages::front::page(&setting, &self.entries, &self.months);
        self.page("front.html", place::FRONT, &page, sink)?;
        let left = past::left(&setting, &self.gone, &self.entries);
        self.lists(&setting, &left, sink)?;
        self.left(&setting, &left, sink)?;
        let page = pages::method::page(&setting, self.entries.len(), &self.months);
        let counted = std::mem::take(&mut self.months).into_iter();
        let (months, items): (Vec<Month>, Vec<Item>) =
            counted.flat_map(|(month, items)| items.into_iter().map(move |item| (month, item))).unzip();
        self.page("method.html", pages::method::PATH, &page, sink)?;
        for (path, page) in pages::lens::pages(&setting, &months, &items) {
            self.page("lenses.html", path, &page, sink)?;
        }
        sink(place::STYLE, self.templates.style().as_bytes());
        for (path, bytes) in self.templates.files() {
            sink(&format!("{}{path}", place::STATIC), bytes);
        }
        Ok(())
    }

    /// What stands at addresses that cases had once.
    fn left(&self, setting: &Setting<'_>, left: &[Left], sink: &mut Sink<'_>) -> Result<(), Error> {
        for one in left {
            self.page("gone.html", &one.path, &pages::gone::page(setting, one), sink)?;
        }
        let root = setting.about.url.as_deref().unwrap_or_default();
        let lines = past::redirects(root, left);
        if !root.is_empty() && !lines.is_empty() {
            sink(place::REDIRECTS, lines.as_bytes());
        }
        Ok(())
    }

    fn lists(&self, setting: &Setting<'_>, left: &[Left], sink: &mut Sink<'_>) -> Result<(), Error> {
        let all: Vec<&Entry> = self.entries.iter().collect();
        let title = self.words.page.get("all_cases").map_or("", String::as_str);
        let has_feeds = feeds::wanted(setting);
        let mut written = pages::list::pages(setting, lists::ALL, title, &all, has_feeds);
        let kinds = lists::kinds(&self.entries, self.words);
        if let Some(feed) = feeds::feed(setting, lists::ALL, title, &all, left) {
            self.feed(lists::ALL, &feed, sink)?;
        }
        for kind in &kinds {
            for group in &kind.groups {
                let Group { folder, title, entries } = group;
                let has_feeds = has_feeds && kind.goes_on;
                let mut pages = pages::list::pages(setting, folder, title, entries, has_feeds);
                if kind.words == lists::BY_LABEL {
                    pages.iter_mut().for_each(|(_, page)| page.picture_of(setting, title));
                }
                written.extend(pages);
                let feed = feeds::feed(setting, folder, title, entries, left).filter(|_| has_feeds);
                if let Some(feed) = feed {
                    self.feed(folder, &feed, sink)?;
                }
            }
        }
        let organizations = organizations(&self.entries);
        written.extend(organizations.iter().flat_map(|one| pages::organizations::pages(setting, one)));
        for one in &organizations {
            if let Some(feed) = feeds::feed(setting, &one.folder, one.name, &one.entries(), left) {
                self.feed(&one.folder, &feed, sink)?;
            }
        }
        for (path, page) in &written {
            self.page("list.html", path, page, sink)?;
        }
        let index = pages::organizations::index(setting, &organizations);
        for (path, page) in &index {
            self.page("organizations.html", path, page, sink)?;
        }
        let indexed = written.into_iter().filter(|(_, page)| !page.is_noindex()).map(|(path, _)| path);
        let paths: Vec<String> = indexed.chain(index.into_iter().map(|(path, _)| path)).collect();
        for (path, map) in maps::maps(setting, &self.entries, &paths) {
            self.write(map.template(), &path, &map, sink)?;
        }
        self.page(
            "lists.html",
            pages::list::LISTS,
            &pages::list::lists(setting, &kinds, organizations.len()),
            sink,
        )
    }

    /// The feeds of a list, beside its pages.
    fn feed(&self, folder: &str, feed: &feeds::Feed, sink: &mut Sink<'_>) -> Result<(), Error> {
        for form in ["feed.atom", "feed.rss"] {
            self.write(form, &format!("{folder}/{form}"), feed, sink)?;
        }
        sink(&format!("{folder}/feed.json"), feed.as_json().as_bytes());
        Ok(())
    }

    /// A page: where its template is one's own, it must still say what no page may leave out.
    fn page(&self, template: &str, path: &str, page: &impl Framed, sink: &mut Sink<'_>) -> Result<(), Error> {
        let text = self.filling.fill(template, page)?;
        if !self.templates.is_empty() {
            let (head, page) = (page.head(), &self.words.page);
            let draft = page.get("draft").map(String::as_str).filter(|_| head.draft);
            let open = head.noindex && !is_closed(&text);
            let left = open.then_some("noindex").or(draft.filter(|words| !text.contains(words)));
            if let Some(left) = left {
                return Err(Error::LeftOut { path: path.to_owned(), expected: left.to_owned() });
            }
        }
        sink(path, text.as_bytes());
        Ok(())
    }

    fn write(
        &self,
        template: &str,
        path: &str,
        given: &impl Serialize,
        sink: &mut Sink<'_>,
    ) -> Result<(), Error> {
        sink(path, self.filling.fill(template, given)?.as_bytes());
        Ok(())
    }
}

/// Whether the head of a page asks search engines to leave it alone: a `meta` element called `robots` that says `noindex`.
fn is_closed(page: &str) -> bool {
    let head = page.split_once("</head>").map_or(page, |(head, _)| head);
    head.split("<meta").skip(1).any(|meta| {
        let meta = meta.split('>').next().unwrap_or_default();
        meta.contains("robots") && meta.contains("noindex")
    })
}
