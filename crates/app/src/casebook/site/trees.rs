//! The languages of a site: each has all pages, in a tree of its own.

use std::collections::BTreeMap;

use jikenbo_model::CaseId;
use jikenbo_publish::{About, Beside, Files, Fingerprint, Kept, Made, REDIRECTS, Site, Templates};

use super::files::Folder;
use super::{Wanted, cards, described};
use crate::Error;
use crate::casebook::Casebook;
use crate::settings::Lang;

/// Where the English pages stand beside the Japanese ones, and the way back.
const ENGLISH: &str = "en/";
const BACK: &str = "../";

/// The pages in one language.
pub(super) struct Tree<'t> {
    pub(super) lang: Lang,
    pub(super) site: Site<'t>,
    /// What their paths begin with.
    pub(super) prefix: &'static str,
    /// Whether they name pictures.
    pub(super) pictures: bool,
}

/// The languages that are wanted, Japanese first.
pub(super) fn of<'t>(
    casebook: &Casebook,
    wanted: &Wanted,
    own: &'t Templates,
    folder: &Folder<'_>,
) -> Result<Vec<Tree<'t>>, Error> {
    let root = wanted.url.clone();
    let tree = |lang: Lang, url: &Option<String>, prefix, beside| -> Result<Tree<'t>, Error> {
        let about = described(casebook, url.clone(), lang, wanted.draft);
        let pictures = cards::are_there(&about, prefix, folder, wanted.browser.as_deref());
        Ok(Tree { lang, site: Site::with(About { beside, pictures, ..about }, own)?, prefix, pictures })
    };
    if !wanted.both {
        return Ok(vec![tree(wanted.lang, &root, "", None)?]);
    }
    let english = root.as_deref().map(|url| format!("{}/{ENGLISH}", url.trim_end_matches('/')));
    let to = |lang: Lang, to: &str, url: &Option<String>| {
        Some(Beside { lang: lang.into(), to: to.to_owned(), url: url.clone() })
    };
    Ok(vec![
        tree(Lang::Ja, &root, "", to(Lang::En, ENGLISH, &english))?,
        tree(Lang::En, &english, ENGLISH, to(Lang::Ja, BACK, &root))?,
    ])
}

impl Tree<'_> {
    /// Puts a file of this language into the site's folder.
    pub(super) fn put(&self, folder: &Folder<'_>, path: &str, bytes: &[u8]) {
        folder.put(&format!("{}{path}", self.prefix), bytes, None);
    }

    /// Says that the pages of a case, and the pictures of its labels, do not stay of themselves.
    pub(super) fn doubt(&self, folder: &Folder<'_>, kept: &Kept<'_>) {
        let cards = self.site.cards_of(kept).into_iter().map(|card| card.path);
        kept.paths().chain(cards).for_each(|path| folder.doubt(&format!("{}{path}", self.prefix)));
    }

    /// The cases that it tells of, by the paths of their pages.
    pub(super) fn told(&self) -> BTreeMap<String, CaseId> {
        self.site.told().map(|(id, path)| (path.to_owned(), id)).collect()
    }
}

/// Writes what tells of all cases, in each language; what leads on is one file of the whole site. Gives of what each was made.
pub(super) fn finish(trees: Vec<Tree<'_>>, folder: &Folder<'_>) -> Result<Vec<Made>, Error> {
    let (mut leads, mut made) = (Vec::new(), Vec::new());
    folder.doubt(REDIRECTS);
    for Tree { site, prefix, .. } in trees {
        made.push(site.finish_again(&mut Below { folder, prefix, leads: &mut leads })?);
    }
    if !leads.is_empty() {
        folder.put(REDIRECTS, &leads, None);
    }
    Ok(made)
}

/// The files of one language.
struct Below<'f> {
    folder: &'f Folder<'f>,
    prefix: &'static str,
    leads: &'f mut Vec<u8>,
}

impl Files for Below<'_> {
    fn same(&mut self, path: &str, of: Fingerprint) -> bool {
        self.folder.same(&format!("{}{path}", self.prefix), of)
    }

    fn put(&mut self, path: &str, bytes: &[u8], of: Option<Fingerprint>) {
        match path {
            REDIRECTS => self.leads.extend_from_slice(bytes),
            _ => self.folder.put(&format!("{}{path}", self.prefix), bytes, of),
        }
    }

    fn doubt(&mut self, path: &str) {
        self.folder.doubt(&format!("{}{path}", self.prefix));
    }

    fn doubt_in(&mut self, folder: &str) {
        self.folder.doubt_in(&format!("{}{folder}", self.prefix));
    }
}
