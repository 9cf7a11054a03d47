use std::collections::BTreeSet;

use jikenbo_figures::{Item, Month};
use jikenbo_model::CaseId;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, ErrorKind, Output, State, UndefinedBehavior, Value, context};
use serde::Serialize;

use crate::Error;
use crate::cards::{self, Card};
use crate::chart::escaped;
use crate::entry::{self, Entry};
use crate::feeds;
use crate::input::{About, Case};
use crate::lists::{self, Group};
use crate::organizations::organizations;
use crate::pages::front::Months;
use crate::pages::{self, Setting};
use crate::past::{self, Gone, Left};
use crate::place;
use crate::words::{Words, words};

/// Where files go, one at a time: their path from the site's root, and their bytes.
pub type Sink<'s> = dyn FnMut(&str, &[u8]) + 's;

const TEMPLATES: &[(&str, &str)] = &[
    ("parts.html", include_str!("../templates/parts.html")),
    ("page.html", include_str!("../templates/page.html")),
    ("case.html", include_str!("../templates/case.html")),
    ("report.html", include_str!("../templates/report.html")),
    ("front.html", include_str!("../templates/front.html")),
    ("lenses.html", include_str!("../templates/lenses.html")),
    ("list.html", include_str!("../templates/list.html")),
    ("lists.html", include_str!("../templates/lists.html")),
    ("organizations.html", include_str!("../templates/organizations.html")),
    ("gone.html", include_str!("../templates/gone.html")),
    ("method.html", include_str!("../templates/method.html")),
    ("feed.atom", include_str!("../templates/feed.atom")),
    ("feed.rss", include_str!("../templates/feed.rss")),
    ("sitemap.xml", include_str!("../templates/sitemap.xml")),
];

/// What is kept of a case whose pages are written until the lists are.
#[derive(Debug)]
pub struct Kept {
    entry: Entry,
    items: Vec<(Month, Item)>,
}

/// A site that is being made: cases are handed in one by one, in any order, and their pages go out at once; what lists them
/// follows when it is [finished](Site::finish).
pub struct Site {
    about: About,
    words: &'static Words,
    templates: Environment<'static>,
    entries: Vec<Entry>,
    months: Months,
    gone: Vec<Gone>,
}

impl Site {
    /// A site without cases.
    ///
    /// # Errors
    /// [`Error::Template`] where a template is none.
    pub fn new(about: About) -> Result<Self, Error> {
        let words = words(about.lang);
        let mut templates = Environment::new();
        templates.set_undefined_behavior(UndefinedBehavior::Strict);
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        templates.set_syntax(syntax.map_err(|source| Error::Template { name: "syntax".to_owned(), source })?);
        templates.set_formatter(put);
        templates.add_global("w", Serde(&words.page));
        for (name, text) in TEMPLATES.iter().copied() {
            templates
                .add_template(name, text)
                .map_err(|source| Error::Template { name: name.to_owned(), source })?;
        }
        Ok(Self { about, words, templates, entries: Vec::new(), months: Months::new(), gone: Vec::new() })
    }

    /// Writes the pages of `case` and of its reports. A case without reports is left out.
    ///
    /// # Errors
    /// [`Error::Template`].
    pub fn case(&mut self, case: &Case, sink: &mut Sink<'_>) -> Result<(), Error> {
        let kept = self.pages(case, sink)?;
        kept.into_iter().for_each(|kept| self.keep(kept));
        Ok(())
    }

    /// As [`case`](Self::case), for several threads at once: what lists need of the case is given back, to be
    /// [kept](Self::keep).
    ///
    /// # Errors
    /// [`Error::Template`].
    pub fn pages(&self, case: &Case, sink: &mut Sink<'_>) -> Result<Option<Kept>, Error> {
        let Some(entry) = entry::entry(case, self.words) else { return Ok(None) };
        let setting = Setting { about: &self.about, words: self.words };
        let noindex = entry.noindex;
        for (at, report) in case.reports.iter().enumerate() {
            let page = pages::report::page(&setting, case, at, report, noindex);
            self.write("report.html", &place::report(report.id), &page, sink)?;
        }
        let page = pages::case::page(&setting, case, noindex);
        self.write("case.html", &entry.path, &page, sink)?;
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
    /// [`Error::Template`].
    pub fn finish(mut self, sink: &mut Sink<'_>) -> Result<(), Error> {
        self.entries.sort_by_key(|entry| std::cmp::Reverse((entry.day, entry.id)));
        for items in self.months.values_mut() {
            items.sort_by_key(|item| item.id);
        }
        let setting = Setting { about: &self.about, words: self.words };
        let page = pages::front::page(&setting, &self.entries, &self.months);
        self.write("front.html", place::FRONT, &page, sink)?;
        let left = past::left(&setting, &self.gone, &self.entries);
        self.lists(&setting, &left, sink)?;
        self.left(&setting, &left, sink)?;
        let page = pages::method::page(&setting, self.entries.len(), &self.months);
        let counted = std::mem::take(&mut self.months).into_iter();
        let (months, items): (Vec<Month>, Vec<Item>) =
            counted.flat_map(|(month, items)| items.into_iter().map(move |item| (month, item))).unzip();
        self.write("method.html", pages::method::PATH, &page, sink)?;
        for (path, page) in pages::lens::pages(&setting, &months, &items) {
            self.write("lenses.html", path, &page, sink)?;
        }
        sink(place::STYLE, include_bytes!("../assets/style.css"));
        Ok(())
    }

    /// What stands at addresses that cases had once.
    fn left(&self, setting: &Setting<'_>, left: &[Left], sink: &mut Sink<'_>) -> Result<(), Error> {
        for one in left {
            self.write("gone.html", &one.path, &pages::gone::page(setting, one), sink)?;
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
            self.write("list.html", path, page, sink)?;
        }
        let index = pages::organizations::index(setting, &organizations);
        for (path, page) in &index {
            self.write("organizations.html", path, page, sink)?;
        }
        let indexed = written.into_iter().filter(|(_, page)| !page.is_noindex()).map(|(path, _)| path);
        let paths: Vec<String> = indexed.chain(index.into_iter().map(|(path, _)| path)).collect();
        if let Some(map) = feeds::map(setting, &self.entries, &paths) {
            self.write("sitemap.xml", feeds::MAP, &map, sink)?;
        }
        self.write(
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

    fn write(
        &self,
        template: &str,
        path: &str,
        page: &impl Serialize,
        sink: &mut Sink<'_>,
    ) -> Result<(), Error> {
        let failed = |source| Error::Template { name: template.to_owned(), source };
        let text = self
            .templates
            .get_template(template)
            .and_then(|found| found.render(context! { page => Serde(page) }))
            .map_err(failed)?;
        sink(path, text.as_bytes());
        Ok(())
    }
}

/// Writes a value into a page: words are escaped, unless a template or macro made them.
fn put(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), minijinja::Error> {
    let failed = |_| minijinja::Error::from(ErrorKind::WriteFailure);
    match value.as_str() {
        Some(words) if value.is_safe() => out.write_str(words).map_err(failed),
        Some(words) => out.write_str(&escaped(words)).map_err(failed),
        None => out.write_str(&escaped(&value.to_string())).map_err(failed),
    }
}
