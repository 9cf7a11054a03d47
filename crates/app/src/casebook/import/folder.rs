//! A folder of pages that were saved from a site.

use std::path::{Path, PathBuf};

use super::super::arrive::{Arrival, Found, Given, Payload, found};
use super::super::intake::{Happening, Sink, Stopped};
use crate::Error;
use crate::input::{self, Source};
use crate::stages::saved_from;

/// How browsers call the folders of what belongs to a page.
const PARTS: [&str; 2] = ["_files", ".files"];

/// The pages in `folder` and below, in order of their names, without what belongs to one.
///
/// # Errors
/// [`Error::Read`] where a folder cannot be listed; [`Error::NoPages`] where it holds none.
pub(super) fn pages(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let is_part = |path: &Path| {
        let below = path.strip_prefix(folder).unwrap_or(path).parent().into_iter().flat_map(Path::iter);
        below.map(|name| name.to_string_lossy()).any(|name| PARTS.iter().any(|part| name.ends_with(part)))
    };
    let page = |one| match one {
        Found::Page(path) if !is_part(&path) => Some(path),
        _ => None,
    };
    let pages: Vec<PathBuf> = found(folder)?.into_iter().filter_map(page).collect();
    if pages.is_empty() { Err(Error::NoPages { path: folder.to_owned() }) } else { Ok(pages) }
}

/// Reads `pages`, each under the address that it gives itself.
pub(super) fn read(pages: Vec<PathBuf>, given: &Given, sink: &Sink<'_>) -> Result<(), Stopped> {
    for path in pages {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        match input::load(&Source::File(path)) {
            Err(error) => sink.tell(Happening::Failed(error))?,
            Ok(input) => sink.page(Arrival {
                label: input.name,
                name,
                url: saved_from(&input.bytes),
                at: None,
                given: given.clone(),
                payload: Payload::File(input.bytes),
                records: Vec::new(),
            })?,
        }
    }
    Ok(())
}
