//! A folder of pages that were saved from a site.

use std::path::Path;

use super::super::arrive::{Found, Given, found};
use super::super::intake::{Sink, Stopped};
use super::super::together::{Group, group};
use crate::Error;
use crate::stages::saved_from;

/// How browsers call the folders of what belongs to a page.
const PARTS: [&str; 2] = ["_files", ".files"];

/// The pages in `folder` and below, in order of their names, without what belongs to one.
///
/// # Errors
/// [`Error::Read`] where a folder cannot be listed; [`Error::NoPages`] where it holds none.
pub(super) fn pages(folder: &Path) -> Result<Group, Error> {
    let is_part = |path: &Path| {
        let below = path.strip_prefix(folder).unwrap_or(path).parent().into_iter().flat_map(Path::iter);
        below.map(|name| name.to_string_lossy()).any(|name| PARTS.iter().any(|part| name.ends_with(part)))
    };
    let is_page = |one: &Found| matches!(one, Found::Page(path) if !is_part(path));
    let pages: Vec<Found> = found(folder)?.into_iter().filter(is_page).collect();
    if pages.is_empty() {
        return Err(Error::NoPages { path: folder.to_owned() });
    }
    Group::of_folder(folder, &pages)
}

/// Reads `pages`, each under the address that it gives itself, with the files that belong to it.
pub(super) fn read(pages: &Group, given: &Given, sink: &Sink<'_>) -> Result<(), Stopped> {
    group(sink, given, pages, &saved_from)
}
