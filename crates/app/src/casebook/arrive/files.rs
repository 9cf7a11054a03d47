//! Files, folders and standard input.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Error;

/// Something to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// Standard input.
    Stdin,
    /// An address on the web.
    Web(String),
    /// A page.
    Page(PathBuf),
    /// A WARC file.
    Warc(PathBuf),
}

/// What of a folder's files is taken. Pictures are not: most belong to a page.
const PAGES: [&str; 14] = [
    "html", "htm", "xhtml", "txt", "pdf", "xlsx", "xlsm", "xlsb", "xls", "ods", "docx", "mht", "mhtml", "zip",
];

/// What an argument stands for: `-` standard input, an address on the web itself, a folder all pages and WARC files in it and below in order of their
/// names (hidden ones left out), else the file itself.
///
/// # Errors
/// [`Error::Read`] where a folder cannot be listed; [`Error::NoPages`] where it holds none.
pub(crate) fn found(argument: &Path) -> Result<Vec<Found>, Error> {
    if argument == Path::new("-") {
        return Ok(vec![Found::Stdin]);
    }
    if let Some(url) = argument.to_str().filter(|argument| is_address(argument)) {
        return Ok(vec![Found::Web(url.to_owned())]);
    }
    if !argument.is_dir() {
        return Ok(vec![one(argument).unwrap_or_else(|| Found::Page(argument.to_owned()))]);
    }
    let mut all = Vec::new();
    list(argument, &mut all)?;
    if all.is_empty() {
        return Err(Error::NoPages { path: argument.to_owned() });
    }
    Ok(all)
}

/// `https://…`; a file of such a name can be called `./https:…`.
fn is_address(argument: &str) -> bool {
    argument.split_once("://").is_some_and(|(scheme, _)| {
        scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
    })
}

fn list(folder: &Path, all: &mut Vec<Found>) -> Result<(), Error> {
    walk(folder, &mut |path| all.extend(one(&path)))
}

fn walk(folder: &Path, take: &mut dyn FnMut(PathBuf)) -> Result<(), Error> {
    let failed = |source| Error::Read { name: folder.display().to_string(), source };
    let entries: Result<Vec<fs::DirEntry>, _> = fs::read_dir(folder).map_err(failed)?.collect();
    let mut paths: Vec<PathBuf> = entries.map_err(failed)?.into_iter().map(|entry| entry.path()).collect();
    paths.retain(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')));
    paths.sort();
    for path in paths {
        if path.is_dir() {
            walk(&path, take)?;
        } else {
            take(path);
        }
    }
    Ok(())
}

/// All files in `folder` and below, of whatever form; hidden ones left out.
///
/// # Errors
/// [`Error::Read`] where a folder cannot be listed.
pub(crate) fn all_files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut all = Vec::new();
    walk(folder, &mut |path| all.push(path))?;
    Ok(all)
}

/// By the end of its name; `None` for one that is neither page nor WARC file.
fn one(path: &Path) -> Option<Found> {
    let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
    if name.ends_with(".warc") || name.ends_with(".warc.gz") {
        return Some(Found::Warc(path.to_owned()));
    }
    let (_, end) = name.rsplit_once('.')?;
    PAGES.contains(&end).then(|| Found::Page(path.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_pages_in_order() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.html", "a.TXT", "c.png", ".hidden.html", "d.warc.gz"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        fs::create_dir(folder.path().join("below")).unwrap();
        fs::write(folder.path().join("below/z.htm"), "x").unwrap();
        let page = |name: &str| Found::Page(folder.path().join(name));
        let warc = Found::Warc(folder.path().join("d.warc.gz"));
        assert_eq!(found(folder.path()).unwrap(), [page("a.TXT"), page("b.html"), page("below/z.htm"), warc]);
        assert_eq!(found(Path::new("-")).unwrap(), [Found::Stdin]);
        let url = "HTTPS://example.com/news";
        assert_eq!(found(Path::new(url)).unwrap(), [Found::Web(url.to_owned())]);
        assert_eq!(found(Path::new("no/such")).unwrap(), [Found::Page("no/such".into())]);
        let empty = tempfile::tempdir().unwrap();
        assert!(matches!(found(empty.path()), Err(Error::NoPages { .. })));
    }
}
