//! The languages of a site: each has all pages, in a tree of its own.

use std::collections::BTreeMap;

use jikenbo_model::CaseId;
use jikenbo_publish::{About, Beside, REDIRECTS, Site};

use super::files::Folder;
use super::{Wanted, described};
use crate::Error;
use crate::casebook::Casebook;
use crate::settings::Lang;

/// Where the English pages stand beside the Japanese ones, and the way back.
const ENGLISH: &str = "en/";
const BACK: &str = "../";

/// The pages in one language.
pub(super) struct Tree {
    pub(super) lang: Lang,
    pub(super) site: Site,
    /// What their paths begin with.
    prefix: &'static str,
}

/// The languages that are wanted, Japanese first.
pub(super) fn of(casebook: &Casebook, wanted: &Wanted) -> Result<Vec<Tree>, Error> {
    let about = |lang, url| described(casebook, url, lang, wanted.draft);
    let root = wanted.url.clone();
    if !wanted.both {
        return Ok(vec![Tree { lang: wanted.lang, site: Site::new(about(wanted.lang, root))?, prefix: "" }]);
    }
    let english = root.as_deref().map(|url| format!("{}/{ENGLISH}", url.trim_end_matches('/')));
    let tree = |lang: Lang, url: &Option<String>, prefix, beside| -> Result<Tree, Error> {
        let about = About { beside: Some(beside), ..about(lang, url.clone()) };
        Ok(Tree { lang, site: Site::new(about)?, prefix })
    };
    let to = |lang: Lang, to: &str, url: &Option<String>| Beside {
        lang: lang.into(),
        to: to.to_owned(),
        url: url.clone(),
    };
    Ok(vec![
        tree(Lang::Ja, &root, "", to(Lang::En, ENGLISH, &english))?,
        tree(Lang::En, &english, ENGLISH, to(Lang::Ja, BACK, &root))?,
    ])
}

impl Tree {
    /// Puts a file of this language into the site's folder.
    pub(super) fn put(&self, folder: &Folder, path: &str, bytes: &[u8]) {
        folder.put(&format!("{}{path}", self.prefix), bytes);
    }

    /// The cases that it tells of, by the paths of their pages.
    pub(super) fn told(&self) -> BTreeMap<String, CaseId> {
        self.site.told().map(|(id, path)| (path.to_owned(), id)).collect()
    }
}

/// Writes what tells of all cases, in each language; what leads on is one file of the whole site.
pub(super) fn finish(trees: Vec<Tree>, folder: &Folder) -> Result<(), Error> {
    let mut leads = Vec::new();
    for Tree { site, prefix, .. } in trees {
        site.finish(&mut |path: &str, bytes: &[u8]| match path {
            REDIRECTS => leads.extend_from_slice(bytes),
            _ => folder.put(&format!("{prefix}{path}"), bytes),
        })?;
    }
    if !leads.is_empty() {
        folder.put(REDIRECTS, &leads);
    }
    Ok(())
}
