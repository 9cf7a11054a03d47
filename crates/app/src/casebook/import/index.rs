//! The first pass over an export: what is in it, and whether it is whole.

use std::collections::HashSet;
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::BufReader;
use std::path::Path;

use jiff::Timestamp;

use super::super::filing::{NotPlaced, Unplaced};
use crate::Error;
use crate::stages::{Damage, Entries, Next, Origin, Post, PostKind, PostState, post};

/// Where an entry stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) is_comment: bool,
    published: Option<Timestamp>,
    pub(super) offset: u64,
    pub(super) length: u64,
    /// Of a comment: the post that it is on, as hashes of what that is known under.
    parents: Vec<u64>,
}

/// What is in an export.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// What readers saw: posts and pages by date, then comments by date.
    pub(super) places: Vec<Place>,
    /// What readers did not see.
    pub(super) not_placed: Vec<NotPlaced>,
    /// How many entries are settings, templates, attached files.
    pub(super) passed_over: usize,
    /// What is wrong behind the last entry, where that is accepted.
    pub(super) damage: Option<Error>,
    /// What posts and pages are known under, as hashes: an export may hold a million comments.
    known: HashSet<u64>,
}

/// How much of the file is read at once.
const AT_ONCE: usize = 256 << 10;

/// Looks at every entry of the export `path`.
///
/// # Errors
/// [`Error::Read`], [`Error::NotAnExport`]; [`Error::DamagedExport`] unless what stands before is accepted (`partial`).
pub(super) fn index(path: &Path, wanted: Origin, partial: bool) -> Result<Index, Error> {
    let name = path.display().to_string();
    let failed = |source| Error::Read { name: name.clone(), source };
    let file = File::open(path).map_err(failed)?;
    let mut entries = Entries::new(BufReader::with_capacity(AT_ONCE, file));
    let (mut index, mut foreign, mut count) = (Index::default(), 0, 0);
    loop {
        match entries.next_entry() {
            Next::Entry(entry) => {
                check(&name, wanted, entries.origin())?;
                count += 1;
                match post(&entry.bytes) {
                    Some(post) => index.add(&post, entry.offset, entry.bytes.len() as u64),
                    None => foreign += 1,
                }
            }
            Next::End => break,
            Next::Failed(source) => return Err(failed(source)),
            Next::Damaged(damage) => {
                let error = damaged(&name, wanted, damage, count);
                if !partial || count == 0 || matches!(error, Error::NotAnExport { .. }) {
                    return Err(error);
                }
                index.damage = Some(error);
                break;
            }
        }
    }
    check(&name, wanted, entries.origin())?;
    if foreign == count && count > 0 {
        return Err(not_an_export(&name, wanted, "entries of another program".to_owned()));
    }
    index.passed_over += foreign;
    index.places.sort_unstable();
    Ok(index)
}

fn damaged(name: &str, wanted: Origin, damage: Damage, entries: usize) -> Error {
    let Damage { code, found, offset, line } = damage;
    if code == "not_an_export" {
        return not_an_export(name, wanted, found);
    }
    Error::DamagedExport { name: name.to_owned(), line, offset, found, entries }
}

fn check(name: &str, wanted: Origin, found: Option<Origin>) -> Result<(), Error> {
    match found {
        Some(found) if found != wanted => Err(not_an_export(name, wanted, called(found).to_owned())),
        _ => Ok(()),
    }
}

fn not_an_export(name: &str, wanted: Origin, found: String) -> Error {
    Error::NotAnExport { name: name.to_owned(), expected: called(wanted), found }
}

const fn called(origin: Origin) -> &'static str {
    match origin {
        Origin::Blogger => "a Blogger export (Atom)",
        Origin::WordPress => "a WordPress export (WXR)",
    }
}

impl Index {
    fn add(&mut self, post: &Post, offset: u64, length: u64) {
        let is_comment = post.kind == PostKind::Comment;
        let unseen = match (post.kind, post.state) {
            (PostKind::Other, _) => {
                self.passed_over += 1;
                return;
            }
            (_, PostState::Published) => post.html.trim().is_empty().then_some(Unplaced::NoReport),
            (_, PostState::Draft) => Some(Unplaced::Draft),
            (_, PostState::Private) => Some(Unplaced::Private),
            (_, PostState::Removed) => Some(Unplaced::Removed),
        };
        match unseen {
            Some(reason) => self.not_placed.push(NotPlaced { what: what(post), reason }),
            None => {
                let parents = post.parents.iter().map(hash).collect();
                if !is_comment {
                    self.known.extend(post.url.iter().chain(&post.ids).map(hash));
                }
                let published = post.published;
                self.places.push(Place { is_comment, published, offset, length, parents });
            }
        }
    }

    /// Takes out the comments whose post is not in the export.
    pub(super) fn take_orphans(&mut self) -> Vec<Place> {
        let is_orphan = |place: &Place| {
            place.is_comment && !place.parents.iter().any(|parent| self.known.contains(parent))
        };
        let (orphans, places) = std::mem::take(&mut self.places).into_iter().partition(is_orphan);
        self.places = places;
        orphans
    }
}

/// The same for the same text on every machine.
fn hash(text: &String) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// What a message calls an entry that is not taken.
pub(super) fn what(post: &Post) -> String {
    let title = Some(&post.title).filter(|title| !title.is_empty());
    post.url.as_ref().or(title).or(post.ids.first()).cloned().unwrap_or_default()
}
