//! Files of one folder, or named in one go.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use jikenbo_collect::attachment::saved_as;

use super::super::arrive::{Arrival, FILE, Found, Given, Payload, all_files};
use super::super::attaching::{Belonging, FOLDER, brought, may_be_file};
use super::super::intake::{Happening, Sink, Stopped};
use super::super::percent::encoded;
use super::warc;
use crate::Error;
use crate::input::{self, Source};
use crate::stages::saved_from;

/// What a page's links are read in.
const PAGES: [&str; 3] = ["html", "htm", "xhtml"];

/// What came together.
#[derive(Clone, Debug, Default)]
pub(in crate::casebook) struct Group {
    /// The folder that all of it lies in.
    root: PathBuf,
    /// What is taken, in order.
    found: Vec<Found>,
    /// What may belong to a page.
    files: BTreeSet<PathBuf>,
}

impl Group {
    /// What was found in a folder, among all that lies there.
    ///
    /// # Errors
    /// [`Error::Read`] where it cannot be listed.
    pub(in crate::casebook) fn of_folder(root: &Path, found: &[Found]) -> Result<Self, Error> {
        let files = all_files(root)?.iter().map(|path| plain(path)).collect();
        Ok(Self { root: plain(root), found: found.to_vec(), files })
    }

    /// What was named in one go.
    pub(in crate::casebook) fn of_named(found: Vec<Found>) -> Self {
        let paths = found.iter().filter_map(|one| match one {
            Found::Page(path) => Some(plain(path)),
            _ => None,
        });
        let files: BTreeSet<PathBuf> = paths.collect();
        let root = files.iter().filter_map(|path| path.parent().map(Path::to_owned)).reduce(shared);
        Self { root: root.unwrap_or_default(), found, files }
    }
}

/// The folder that both lie in.
fn shared(one: PathBuf, two: PathBuf) -> PathBuf {
    one.components().zip(two.components()).take_while(|(one, two)| one == two).map(|(one, _)| one).collect()
}

/// A path without `.` and, as far as it goes, without `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        let is_below = matches!(plain.components().next_back(), Some(Component::Normal(_)));
        match part {
            Component::CurDir => {}
            Component::ParentDir if is_below => _ = plain.pop(),
            part => plain.push(part),
        }
    }
    plain
}

/// Reads what came together: pages with the files that belong to them, then what belongs to none. `address` says where a page is
/// from.
pub(in crate::casebook) fn group(
    sink: &Sink<'_>,
    given: &Given,
    group: &Group,
    address: &dyn Fn(&[u8]) -> Option<String>,
) -> Result<(), Stopped> {
    let mut reading = Reading::new(given, group, address);
    in_order(group).try_for_each(|one| reading.one(sink, one))
}

/// What is taken, in order; where pages are among it, what may belong to one comes behind all that may not.
pub(in crate::casebook) fn in_order(group: &Group) -> impl Iterator<Item = &Found> {
    let has_pages = group.found.iter().any(is_page);
    let is_behind = move |found: &&Found| has_pages && may_belong(found);
    group.found.iter().filter(move |one| !is_behind(one)).chain(group.found.iter().filter(is_behind))
}

fn may_belong(found: &Found) -> bool {
    let Found::Page(path) = found else { return false };
    !is_page(found) && !path.extension().is_some_and(|end| end.eq_ignore_ascii_case("txt"))
}

fn is_page(found: &Found) -> bool {
    let Found::Page(path) = found else { return false };
    let end = path.extension().map(|end| end.to_string_lossy().to_ascii_lowercase());
    end.is_some_and(|end| PAGES.contains(&end.as_str()))
}

/// Reading one thing after the other, [in order](in_order).
pub(in crate::casebook) struct Reading<'a> {
    given: &'a Given,
    address: &'a dyn Fn(&[u8]) -> Option<String>,
    group: &'a Group,
    /// What belongs to a page.
    claimed: BTreeSet<PathBuf>,
}

impl<'a> Reading<'a> {
    /// Nothing was read yet.
    pub(in crate::casebook) fn new(
        given: &'a Given,
        group: &'a Group,
        address: &'a dyn Fn(&[u8]) -> Option<String>,
    ) -> Self {
        Self { given, address, group, claimed: BTreeSet::new() }
    }

    /// Reads one, unless it belongs to a page that was read.
    pub(in crate::casebook) fn one(&mut self, sink: &Sink<'_>, found: &Found) -> Result<(), Stopped> {
        match found {
            Found::Page(path) if self.claimed.contains(&plain(path)) => Ok(()),
            Found::Page(path) => self.page(sink, path, is_page(found)),
            Found::Warc(path) => warc(sink, self.given, path),
            Found::Stdin | Found::Web(_) => Ok(()),
        }
    }

    fn page(&mut self, sink: &Sink<'_>, path: &Path, is_page: bool) -> Result<(), Stopped> {
        let input = match input::load(&Source::File(path.to_owned())) {
            Ok(input) => input,
            Err(error) => return sink.tell(Happening::Failed(error)),
        };
        let mut arrival = Arrival { label: input.name, ..arrival(path, input.bytes, self.given.clone()) };
        arrival.url = (self.address)(arrival.content());
        if !is_page {
            return sink.page(arrival);
        }
        let told = arrival.url.clone().or_else(|| saved_from(arrival.content()));
        let base = told.or_else(|| self.in_folder(path));
        arrival.given.seen_from.clone_from(&base);
        let (base, has_address) = (base.unwrap_or_default(), arrival.url.is_some());
        let own = plain(path);
        brought(sink, arrival, &mut |file| self.file((&own, has_address), &base, file))
    }

    /// What the links of a page are seen from that does not say where it is from: its place in the folder.
    fn in_folder(&self, path: &Path) -> Option<String> {
        let own = plain(path);
        let parts = own.strip_prefix(&self.group.root).ok()?.iter();
        let parts: Vec<String> = parts.map(|part| encoded(&part.to_string_lossy())).collect();
        Some(format!("{FOLDER}{}", parts.join("/")))
    }

    /// The file that the page at `path` means.
    fn file(
        &mut self,
        (path, has_address): (&Path, bool),
        base: &str,
        belonging: &Belonging,
    ) -> Option<Arrival> {
        let link = &belonging.file.url;
        let address = link.strip_prefix(FILE).map_or_else(|| link.clone(), |rest| format!("{FOLDER}{rest}"));
        let folder = path.parent()?;
        let mut places = saved_as(base, &address).into_iter().map(|place| plain(&folder.join(place)));
        let place = places.find(|place| place != path && self.group.files.contains(place))?;
        let bytes = input::bytes(&Source::File(place.clone())).ok()?;
        let mut found = arrival(&place, bytes, Given::default());
        found.url = Some(link.clone()).filter(|_| has_address);
        may_be_file(&found).then(|| self.claimed.insert(place))?;
        Some(found)
    }
}

fn arrival(path: &Path, bytes: Vec<u8>, given: Given) -> Arrival {
    Arrival {
        label: path.display().to_string(),
        name: path.file_name().map(|name| name.to_string_lossy().into_owned()),
        url: None,
        at: None,
        given,
        payload: Payload::File(bytes),
        records: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_compared_in_one_spelling() {
        assert_eq!(plain(Path::new("./a/b/../c.html")), Path::new("a/c.html"));
        assert_eq!(plain(Path::new("../a/../../c")), Path::new("../../c"));
        assert_eq!(plain(Path::new("/a/./b")), Path::new("/a/b"));
    }

    #[test]
    fn what_is_named_in_one_go_lies_in_the_folder_that_all_of_it_shares() {
        let page = |path: &str| Found::Page(path.into());
        let of = |all: &[&str]| Group::of_named(all.iter().map(|path| page(path)).collect()).root;
        assert_eq!(of(&["a/news/1.html", "a/doc/1.pdf"]), Path::new("a"));
        assert_eq!(of(&["1.html", "a/1.pdf"]), Path::new(""));
    }
}
