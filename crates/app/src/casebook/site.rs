//! The site: what may be seen is loaded case by case and handed to `publish`; its files go into a folder.

mod again;
mod at_once;
mod beside;
mod cards;
mod figures;
mod files;
mod given;
mod lines;
mod listed;
mod own;
mod parties;
mod past;
mod post;
mod trees;

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread;

use jiff::Timestamp;
use jiff::tz::Offset;
use jikenbo_casebook::list::{self, Placed};
use jikenbo_casebook::numbers;
use jikenbo_model::CaseId;
use jikenbo_publish::{About, Gone, Kept, Templates};
use serde::Serialize;

pub use own::copy as copy_templates;
pub use post::{Asked, Form, post, save};

use again::Outcome;
use given::Placing;
use past::Past;
use trees::Tree;

use super::Casebook;
use super::digest::looking;
use super::lock;
use crate::Error;
use crate::settings::Lang;
use crate::words::Words;

/// So many cases are looked up by their ids; more are sooner found by a look at all.
const LOOKED_UP: usize = 500;

/// What site is wanted.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The folder that it is written to.
    pub folder: PathBuf,
    /// The address at which it will stand.
    pub url: Option<String>,
    /// Its language.
    pub lang: Lang,
    /// Japanese pages with English ones beside them, below `en/`, whatever the language is.
    pub both: bool,
    /// The browser that draws pictures for the Open Graph, where there is one; without, pages name none.
    pub browser: Option<PathBuf>,
    /// A folder of templates in place of the program's.
    pub templates: Option<PathBuf>,
    /// For the editor's own look: all that the worker may see, marked as a draft.
    pub draft: bool,
    /// Looks at each file whether it is there as it was made, and makes the others again: without, of the files that are made of the same as
    /// before only that is seen where a folder at the top is gone.
    pub whole: bool,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Built {
    /// Cases that have a page.
    pub cases: usize,
    /// Files of the site.
    pub files: usize,
    /// Files that are new or changed.
    pub written: usize,
    /// Files that the site has no longer.
    pub removed: usize,
    /// Bytes of all files.
    pub bytes: u64,
    /// Lines of the folder's `.jikenbo-told` that could not be read, by number: of the cases in them it cannot be said that they
    /// are gone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<usize>,
}

/// Builds the site of what is published and public, persons masked; with `draft` of all that the worker may see. Only files
/// that are new or changed are written, each whole or not at all; what the site has no longer is removed. Files that a build
/// did not make are never touched.
///
/// # Errors
/// [`Error::NotThat`] for an address that is none of the web; [`Error::Foreign`] where a file of somebody else stands in the
/// way; [`Error::Building`] where another process builds in the same folder; [`Error::NoTemplate`]; [`Error::Read`], [`Error::Write`], [`Error::Casebook`], [`Error::Publish`].
pub fn build(casebook: &mut Casebook, wanted: &Wanted) -> Result<Built, Error> {
    if let Some(url) = wanted.url.as_deref().filter(|url| !is_web(url)) {
        return Err(Error::NotThat {
            expected: "an address such as `https://example.com/`",
            got: url.to_owned(),
        });
    }
    let own = wanted.templates.as_deref().map(own::read).transpose()?.unwrap_or_default();
    looking(casebook, wanted.draft, |casebook| {
        let _alone = lock::site(&wanted.folder)?;
        match written(casebook, wanted, &own) {
            // What figures need is read late: where it is damaged, all is made anew.
            Err(Error::Publish(jikenbo_publish::Error::NotKept { .. })) => {
                again::forget(&wanted.folder)?;
                written(casebook, wanted, &own)
            }
            done => done,
        }
    })
}

fn is_web(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let clear = |rest: &str| {
        !rest.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '@'))
    };
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && clear(rest))
}

fn written(casebook: &mut Casebook, wanted: &Wanted, own: &Templates) -> Result<Built, Error> {
    // Two files that take long of very many cases, at once.
    let root = wanted.folder.clone();
    let earlier = thread::spawn(move || again::Earlier::read(&root));
    let words = listed::Words::read(&wanted.folder)?;
    let folder = files::Folder::open(&wanted.folder, &words, wanted.whole)?;
    let earlier = earlier.join().unwrap_or_else(|panic| resume_unwind(panic))?;
    let mut trees = trees::of(casebook, wanted, own, &folder)?;
    let mut again = again::Again::open(casebook, &wanted.folder, (&trees, own), &earlier)?;
    if !words.are_left()
        && let Some(cases) = again.is_done(folder.list())?
        && folder.keep_whole()
    {
        return Ok(Built { cases, ..folder.finish()? });
    }
    again.tell(&mut trees);
    let (cases, addressed) = put_cases(casebook, &mut trees, &folder, &mut again)?;
    let known = again.told().filter(|_| addressed);
    let (unread, told) = told(casebook, &mut trees, wanted, known)?;
    let cards = cards::named(&trees);
    let made = trees::finish(trees, &folder)?;
    // What is withdrawn goes, whatever becomes of the pictures.
    let drawn = cards::draw(cards, &folder, wanted);
    let told = Some(told).filter(|_| unread.is_empty());
    let is_drawn = drawn.is_ok();
    let built = folder.finish_while(|list| {
        let outcome = Outcome { cases, list: list.to_owned(), told, made };
        if is_drawn { again.save(outcome) } else { Ok(()) }
    })?;
    drawn?;
    Ok(Built { cases, unread, ..built })
}

/// Puts the pages of all cases into the folder, and the cases into the trees: how many there are, and whether it is known that they are the same
/// at the same addresses as in the earlier build. What nothing touched since an
/// earlier build stays as it is; where it is known which cases that one showed, only the others are looked up.
fn put_cases<'e>(
    casebook: &mut Casebook,
    trees: &mut [Tree<'e>],
    folder: &files::Folder<'_>,
    again: &mut again::Again<'e>,
) -> Result<(usize, bool), Error> {
    let mut kept = again.read();
    let before = again.shown(&kept, trees.len());
    // Where all of it is known, and nothing was lost, files stay but those of what changed.
    let stay = before.is_some() && again.stays(folder, trees.len());
    let all = if before.is_some() { None } else { Some(everything(casebook)?) };
    let of = |placed: &[Placed]| placed.iter().map(|one| one.case.id).collect::<BTreeSet<CaseId>>();
    let ids = before.unwrap_or_else(|| of(all.as_deref().unwrap_or_default()));
    let new = again.touched().difference(&ids).copied();
    let mut open: BTreeSet<(CaseId, usize)> =
        new.flat_map(|id| (0..trees.len()).map(move |at| (id, at))).collect();
    let (mut untouched, mut changed) = (Vec::with_capacity(kept.len()), Vec::new());
    for id in ids {
        for (at, tree) in trees.iter().enumerate() {
            match kept.remove(&(at, id)) {
                Some(kept) if again.leave((at, id), &kept, tree.prefix, (folder, stay)) => {
                    untouched.push((at, kept));
                }
                left => {
                    left.iter().filter(|_| stay).for_each(|kept| tree.doubt(folder, kept));
                    changed.extend(left.map(|kept| (at, kept)));
                    _ = open.insert((id, at));
                }
            }
        }
    }
    let placed = match all {
        Some(all) => all,
        None => looked_up(casebook, open.iter().map(|(id, _)| *id).collect())?,
    };
    let shown = of(&placed);
    open.retain(|(id, _)| shown.contains(id));
    let made = made(casebook, (&*trees, folder), &open, &given::months(placed))?;
    for (at, kept) in &made {
        if let Some(tree) = trees.get(*at) {
            again.note((*at, kept.case()), kept, tree.prefix, folder);
        }
    }
    let addressed = stay && addresses(&changed) == addresses(&made);
    if stay {
        changed.extend(made.iter().cloned());
        for (at, tree) in trees.iter_mut().enumerate() {
            tree.site.only(changed.iter().filter(|(of, _)| *of == at).map(|(_, kept)| kept.clone()));
        }
    }
    untouched.extend(made);
    let open = open.into_iter().map(|(id, _)| id).collect();
    Ok((keep(trees, untouched, open), addressed))
}

/// Keeps cases, each with the place of its language, for the lists; how many cases there are with those of `cases`.
fn keep<'e>(trees: &mut [Tree<'e>], all: Vec<(usize, Kept<'e>)>, mut cases: BTreeSet<CaseId>) -> usize {
    let expected = all.len().div_ceil(trees.len().max(1));
    trees.iter_mut().for_each(|tree| tree.site.expect(expected));
    for (at, kept) in all {
        cases.insert(kept.case());
        if let Some(tree) = trees.get_mut(at) {
            tree.site.keep(kept);
        }
    }
    cases.len()
}

/// The cases of the first language, each with the address of its page.
fn addresses(cases: &[(usize, Kept<'_>)]) -> BTreeSet<(CaseId, Option<String>)> {
    let first = cases.iter().filter(|(at, _)| *at == 0);
    first.map(|(_, kept)| (kept.case(), kept.paths().last())).collect()
}

/// Writes the pages of cases, each with the place of its language, to the folder.
fn made(
    casebook: &mut Casebook,
    (trees, folder): (&[Tree<'_>], &files::Folder<'_>),
    cases: &BTreeSet<(CaseId, usize)>,
    months: &Placing,
) -> Result<Vec<(usize, Kept<'static>)>, Error> {
    let cases = cases.iter().filter_map(|(id, at)| Some((*at, trees.get(*at)?.lang, *id)));
    let cases =
        cases.map(|(at, lang, id)| given::case(casebook, id, months, Words::of(lang)).map(|case| (at, case)));
    at_once::pages(trees, folder, cases)
}

/// The reports of all cases that may be shown.
fn everything(casebook: &mut Casebook) -> Result<Vec<Placed>, Error> {
    casebook.store().widely()?;
    Ok(list::reports(&mut casebook.read()?)?)
}

/// The reports of `cases`, as far as they may be shown.
fn looked_up(casebook: &mut Casebook, cases: BTreeSet<CaseId>) -> Result<Vec<Placed>, Error> {
    if cases.len() > LOOKED_UP {
        let all = everything(casebook)?.into_iter();
        return Ok(all.filter(|one| cases.contains(&one.case.id)).collect());
    }
    Ok(list::reports_of(&mut casebook.read()?, &Vec::from_iter(cases))?)
}

/// Says where cases stood once: by what the folder told the public of, and by numbers of cases that were merged, those left
/// out that nobody who sees the site could know of. Gives the lines of what it told of that could not be read, and the digest of what it told
/// of; that is `known` where the same cases have the same addresses as before.
fn told(
    casebook: &mut Casebook,
    trees: &mut [Tree<'_>],
    wanted: &Wanted,
    known: Option<&str>,
) -> Result<(Vec<usize>, String), Error> {
    let merged = numbers::redirects(&mut casebook.read()?)?;
    let merged: BTreeMap<String, (Gone, bool)> = merged
        .into_iter()
        .map(|one| (Gone::merged(one.number, one.case), one.seen))
        .map(|(gone, seen)| (gone.path.clone(), (gone, seen)))
        .collect();
    let seen = merged.iter().filter(|(_, (_, seen))| *seen);
    let mut leads: BTreeMap<String, Gone> =
        seen.map(|(path, (gone, _))| (path.clone(), gone.clone())).collect();
    let (unread, digest, gone) = if wanted.draft {
        (Vec::new(), past::told(&wanted.folder)?, Vec::new())
    } else {
        gone(trees, (&wanted.folder, casebook.means().now()), known)?
    };
    for gone in gone {
        let to = gone.to.or_else(|| merged.get(&gone.path)?.0.to);
        leads.insert(gone.path.clone(), Gone { to, ..gone });
    }
    for tree in trees {
        leads.values().for_each(|gone| tree.site.was(gone.clone()));
    }
    Ok((unread, digest))
}

/// What was told of in `folder` and is gone now, with what [`told`] gives.
fn gone(
    trees: &[Tree<'_>],
    (folder, now): (&Path, Timestamp),
    known: Option<&str>,
) -> Result<(Vec<usize>, String, Vec<Gone>), Error> {
    let first = trees.first();
    if let Some(told) = known {
        // Gathered once, and only where a line is gone: there may be as many of those as cases.
        let shown = LazyCell::new(|| {
            first.iter().flat_map(|tree| tree.site.told()).map(|(id, _)| id).collect::<HashSet<CaseId>>()
        });
        if let Some(gone) = past::gone(folder, told, |id| shown.contains(&id))? {
            return Ok((Vec::new(), told.to_owned(), gone));
        }
    }
    let mut past = Past::open(folder)?;
    let gone = past.note(&first.map(Tree::told).unwrap_or_default(), now);
    Ok((past.unread(), past.save()?, gone))
}

/// The casebook as what is published tells of it.
fn described(casebook: &Casebook, url: Option<String>, lang: Lang, draft: bool) -> About {
    let described = casebook.description();
    let today = Offset::constant(9).to_datetime(casebook.means().now()).date();
    About {
        name: described.name.clone(),
        contact: described.contact.clone(),
        url,
        lang: lang.into(),
        beside: None,
        pictures: false,
        draft,
        today,
    }
}

/// The front page of a site in `folder`.
pub fn front(folder: &Path) -> PathBuf {
    folder.join("index.html")
}
