//! What tells of all cases: front page, lists, feeds, site map, figures. Each file is made only where it is not there already, made of
//! the same: of what, says the value that its maker is given beside the setting, hashed whole.

use std::hash::Hash;
use std::panic::resume_unwind;
use std::thread::{self, ScopedJoinHandle};

use serde::Serialize;

use crate::changes::{Changes, Made};
use crate::counted::Counts;
use crate::entry::Entry;
use crate::feeds;
use crate::fingerprint::Fingerprint;
use crate::lists::{self, Group, Kind};
use crate::maps;
use crate::organizations::{Organization, organizations};
use crate::pages::front;
use crate::pages::list::{self, List, Sheet};
use crate::pages::method::Covered;
use crate::pages::{self, Framed, Setting};
use crate::past::{self, Left};
use crate::site::{Files, Site};
use crate::{Error, place};

/// Of pages: where they stand, and whether search engines are asked to leave them alone.
type Indexed = Vec<(String, bool)>;

/// Writes all of it.
pub(crate) fn finish(site: &Site<'_>, files: &mut dyn Files) -> Result<Made, Error> {
    let mut entries: Vec<&Entry<'_>> = site.entries.iter().map(|entry| &**entry).collect();
    entries.sort_unstable_by_key(|entry| std::cmp::Reverse((entry.day, entry.id)));
    thread::scope(|scope| {
        let begun = Begun {
            kinds: scope.spawn(|| lists::kinds(&entries, site.words)),
            organizations: scope.spawn(|| organizations(&entries)),
        };
        beside((site, &entries), files, begun)
    })
}

/// What takes long of very many cases: begun beside what comes before it.
struct Begun<'b, 's> {
    kinds: ScopedJoinHandle<'b, Vec<Kind<'s>>>,
    organizations: ScopedJoinHandle<'b, Vec<Organization<'s>>>,
}

fn done<T>(begun: ScopedJoinHandle<'_, T>) -> T {
    begun.join().unwrap_or_else(|panic| resume_unwind(panic))
}

/// All of it.
fn beside<'s>(
    (site, entries): (&'s Site<'s>, &'s [&'s Entry<'s>]),
    files: &mut dyn Files,
    begun: Begun<'_, 's>,
) -> Result<Made, Error> {
    let setting = Setting { about: &site.about, words: site.words };
    let under = Fingerprint::of(&(&site.under, &site.about, site.templates));
    let left = past::left(&setting, &site.gone, entries);
    let gone = feeds::gone(&left);
    let counts = site.counted.counts(&site.before.counts)?;
    let mut made = Made { counts, gone: Fingerprint::of(&gone), ..Made::default() };
    // Without feeds, as in a draft, nothing in the folder of a list tells of what is gone.
    let feeds_stay = !feeds::wanted(&setting) || made.gone == site.before.gone;
    let changes = site.changed.as_ref().map(|changed| Changes::of(changed, site.words, feeds_stay));
    let mut finishing = Finishing { site, entries, setting, under, files, changes };
    finishing.doubt();
    finishing.front(&made.counts)?;
    finishing.lists(&gone, begun, &mut made)?;
    finishing.left(&left)?;
    finishing.figures()?;
    files.put(place::STYLE, site.templates.style().as_bytes(), None);
    for (path, bytes) in site.templates.files() {
        files.put(&format!("{}{path}", place::STATIC), bytes, None);
    }
    made.left = left.into_iter().map(|one| one.path).collect();
    Ok(made)
}

/// A site that is being finished.
struct Finishing<'s, 'f> {
    site: &'s Site<'s>,
    /// All cases, newest first.
    entries: &'s [&'s Entry<'s>],
    setting: Setting<'s>,
    /// What stands for all that is the same for each file.
    under: Fingerprint,
    files: &'f mut dyn Files,
    /// Which lists may be others than before; nothing where all may be.
    changes: Option<Changes>,
}

impl<'s> Finishing<'s, '_> {
    /// What stands for a file at `path` that is made of `what` with a template.
    fn print(&self, template: &str, path: &str, what: &impl Hash) -> Fingerprint {
        Fingerprint::of(&(self.under, template, path, what))
    }

    /// A page, made of `what` where it is to be made.
    fn page<P: Framed>(
        &mut self,
        (template, path): (&str, &str),
        what: &impl Hash,
        make: impl FnOnce() -> Result<P, Error>,
    ) -> Result<(), Error> {
        let of = self.print(template, path, what);
        if !self.files.same(path, of) {
            let text = self.site.filled(template, path, &make()?)?;
            self.files.put(path, text.as_bytes(), Some(of));
        }
        Ok(())
    }

    /// A page that is soon made, and then filled where it is not the same.
    fn made(&mut self, template: &str, path: &str, page: &(impl Framed + Hash)) -> Result<(), Error> {
        let of = self.print(template, path, page);
        if !self.files.same(path, of) {
            let text = self.site.filled(template, path, page)?;
            self.files.put(path, text.as_bytes(), Some(of));
        }
        Ok(())
    }

    /// A file that is no page.
    fn file(&mut self, template: &str, path: &str, given: &(impl Serialize + Hash)) -> Result<(), Error> {
        let of = self.print(template, path, given);
        if !self.files.same(path, of) {
            let text = self.site.filling.fill(template, given)?;
            self.files.put(path, text.as_bytes(), Some(of));
        }
        Ok(())
    }

    /// Says which files do not stay of themselves; those of the index and of the site map say so where they are made.
    fn doubt(&mut self) {
        let Some(changes) = &self.changes else { return };
        changes.folders().for_each(|folder| self.files.doubt_in(folder));
        self.site.before.left.iter().for_each(|path| self.files.doubt(path));
        pages::lens::paths(true).iter().for_each(|path| self.files.doubt(path));
    }

    /// Whether nothing in the folder of a list need be looked at.
    fn leaves(&self, folder: &str) -> bool {
        self.changes.as_ref().is_some_and(|changes| changes.leave(folder))
    }

    fn front(&mut self, counts: &Counts) -> Result<(), Error> {
        let (site, setting, known) = (self.site, self.setting, counts.by_month());
        let of = front::Of::new(self.entries, &known, &site.counted);
        self.page(("front.html", place::FRONT), &of, || front::page(&setting, &of, &site.counted))
    }

    /// All lists with their feeds, the index of organisations, the site map, and the list of lists.
    fn lists(
        &mut self,
        gone: &[(jiff::Timestamp, &Left)],
        begun: Begun<'_, 's>,
        made: &mut Made,
    ) -> Result<(), Error> {
        let (site, setting) = (self.site, self.setting);
        let title = site.words.page.get("all_cases").map_or("", String::as_str);
        let has_feeds = feeds::wanted(&setting);
        let parts = [(None, self.entries)];
        let list = List { folder: lists::ALL, title, parts: &parts, has_feeds, label: None };
        let mut written = Indexed::new();
        self.list(&list, &mut written)?;
        self.feed(&feeds::Of::new(lists::ALL, title, self.entries, gone))?;
        let kinds = done(begun.kinds);
        for kind in &kinds {
            self.kind(kind, gone, &mut written)?;
        }
        let organizations = done(begun.organizations);
        for one in &organizations {
            if self.leaves(&one.folder) {
                written.extend(list::paths(&one.folder, one.entries().iter()));
                continue;
            }
            self.sheets(&pages::organizations::sheets(&setting, one), &mut written)?;
            self.feed(&feeds::Of::new(&one.folder, one.name, &one.entries(), gone))?;
        }
        self.index(&organizations, &mut written, made)?;
        self.maps(written, made)?;
        let page = list::lists(&setting, &kinds, organizations.len());
        self.made("lists.html", list::LISTS, &page)
    }

    /// The lists of a kind, with their feeds.
    fn kind(
        &mut self,
        kind: &Kind<'_>,
        gone: &[(jiff::Timestamp, &Left)],
        written: &mut Indexed,
    ) -> Result<(), Error> {
        let has_feeds = kind.goes_on && feeds::wanted(&self.setting);
        for Group { folder, title, entries } in &kind.groups {
            if self.leaves(folder) {
                written.extend(list::paths(folder, entries.iter()));
                continue;
            }
            let label = (kind.words == lists::BY_LABEL).then_some(title.as_str());
            let parts = [(None, entries.as_slice())];
            self.list(&List { folder, title, parts: &parts, has_feeds, label }, written)?;
            if has_feeds {
                self.feed(&feeds::Of::new(folder, title, entries, gone))?;
            }
        }
        Ok(())
    }

    fn list(&mut self, list: &List<'_, '_>, written: &mut Indexed) -> Result<(), Error> {
        self.sheets(&list::sheets(list), written)
    }

    fn sheets(&mut self, sheets: &[Sheet<'_>], written: &mut Indexed) -> Result<(), Error> {
        let setting = self.setting;
        for sheet in sheets {
            self.page(("list.html", &sheet.path), sheet, || Ok(list::page(&setting, sheet)))?;
            written.push((sheet.path.clone(), sheet.noindex));
        }
        Ok(())
    }

    /// The feeds of a list, beside its pages, where the site's address is known.
    fn feed(&mut self, of: &feeds::Of<'_>) -> Result<(), Error> {
        if !feeds::wanted(&self.setting) {
            return Ok(());
        }
        let print = self.print("feed", "", of);
        let same = feeds::FILES.map(|file| self.files.same(&of.path(file), print));
        if same.iter().all(|same| *same) {
            return Ok(());
        }
        let Some(feed) = feeds::feed(&self.setting, of) else { return Ok(()) };
        for file in feeds::FILES {
            let text = match file {
                feeds::JSON => feed.as_json(),
                form => self.site.filling.fill(form, &feed)?,
            };
            self.files.put(&of.path(file), text.as_bytes(), Some(print));
        }
        Ok(())
    }

    /// The index of organisations.
    fn index(
        &mut self,
        all: &[Organization<'_>],
        written: &mut Indexed,
        made: &mut Made,
    ) -> Result<(), Error> {
        made.index = Fingerprint::of(&all.iter().map(Organization::listed).collect::<Vec<_>>());
        written.extend(pages::organizations::index_paths(all.len()).map(|path| (path, false)));
        if self.changes.is_some() {
            if made.index == self.site.before.index {
                return Ok(());
            }
            self.files.doubt_in(pages::organizations::FOLDER);
        }
        for (path, page) in pages::organizations::index(&self.setting, all) {
            self.made("organizations.html", &path, &page)?;
        }
        Ok(())
    }

    /// The site map, of the front page, of what was `written` and of the cases.
    fn maps(&mut self, written: Indexed, made: &mut Made) -> Result<(), Error> {
        let before = &self.site.before;
        let indexed = written.into_iter().filter(|(_, noindex)| !noindex).map(|(path, _)| path);
        let paths: Vec<String> = indexed.collect();
        let cases: Vec<_> = self.entries.iter().map(|one| (&one.path, one.at, one.noindex)).collect();
        made.mapped = Fingerprint::of(&(&paths, cases));
        if self.changes.is_some() {
            if made.mapped == before.mapped {
                made.maps.clone_from(&before.maps);
                return Ok(());
            }
            before.maps.iter().for_each(|path| self.files.doubt(path));
        }
        for (path, map) in maps::maps(&self.setting, self.entries, &paths) {
            self.file(map.template(), &path, &map)?;
            made.maps.push(path);
        }
        Ok(())
    }

    /// What stands at addresses that cases had once.
    fn left(&mut self, left: &[Left]) -> Result<(), Error> {
        for one in left {
            self.made("gone.html", &one.path, &pages::gone::page(&self.setting, one))?;
        }
        let root = self.setting.about.url.as_deref().unwrap_or_default();
        let lines = past::redirects(root, left);
        if !root.is_empty() && !lines.is_empty() {
            self.files.put(place::REDIRECTS, lines.as_bytes(), None);
        }
        Ok(())
    }

    /// What is said of the casebook, and the lenses.
    fn figures(&mut self) -> Result<(), Error> {
        let (site, setting) = (self.site, self.setting);
        let span = site.counted.span();
        let page = pages::method::page(&setting, &Covered::of(self.entries, span));
        self.made("method.html", pages::method::PATH, &page)?;
        let all = site.counted.print();
        let prints =
            pages::lens::paths(span.is_some()).iter().map(|path| self.print("lenses.html", path, &all));
        let prints: Vec<Fingerprint> = prints.collect();
        let paths = pages::lens::paths(span.is_some()).iter().zip(&prints);
        let same: Vec<bool> = paths.map(|(path, of)| self.files.same(path, *of)).collect();
        if same.iter().all(|same| *same) {
            return Ok(());
        }
        let (months, items) = site.counted.all()?;
        for ((path, page), of) in pages::lens::pages(&setting, &months, &items).iter().zip(prints) {
            let text = site.filled("lenses.html", path, page)?;
            self.files.put(path, text.as_bytes(), Some(of));
        }
        thread::spawn(move || drop((months, items)));
        Ok(())
    }
}
