//! Where things lie in an archive's folder, and that nothing leads out of it.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::Error;

/// The folder of the WARC files, by year and month.
pub(crate) const CAPTURES: &str = "captures";
/// The folder of the manifests and time-stamps.
pub(crate) const SEALS: &str = "seals";
/// What a WARC file of ours ends in.
pub(crate) const WARC: &str = ".warc.gz";
/// What stands between a file's name and the number of an incomplete record that was moved aside.
pub(crate) const INCOMPLETE: &str = ".incomplete-";

/// The path of `file`, a WARC file named from the archive's folder.
///
/// # Errors
/// [`Error::Outside`] for a path that is not below `captures/`: manifests may come from others.
pub(crate) fn inside(root: &Path, file: &str) -> Result<PathBuf, Error> {
    let path = Path::new(file);
    let is_plain = path.components().all(|part| matches!(part, Component::Normal(_)));
    let is_ours = file.strip_prefix(CAPTURES).is_some_and(|rest| rest.starts_with('/'));
    if is_plain && is_ours && !file.contains(['\\', ':', '\0']) {
        Ok(root.join(path))
    } else {
        Err(Error::Outside { file: file.chars().take(200).collect() })
    }
}

/// All files below `captures/`, named from the archive's folder, in order; none where the folder is missing.
///
/// # Errors
/// [`Error::Read`] where a folder cannot be listed.
pub(crate) fn captures(root: &Path) -> Result<Vec<String>, Error> {
    let mut found = Vec::new();
    list(&root.join(CAPTURES), CAPTURES, &mut found)?;
    found.sort();
    Ok(found)
}

fn list(folder: &Path, name: &str, found: &mut Vec<String>) -> Result<(), Error> {
    for (path, own) in entries(folder)? {
        let name = format!("{name}/{own}");
        if path.is_dir() { list(&path, &name, found)? } else { found.push(name) }
    }
    Ok(())
}

/// The names in `folder` with their paths, in no order; none where it is missing.
pub(crate) fn entries(folder: &Path) -> Result<Vec<(PathBuf, String)>, Error> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(Error::Read { path: folder.to_owned(), source }),
    };
    let named = |entry: io::Result<fs::DirEntry>| {
        let entry = entry.map_err(Error::reading(folder))?;
        Ok((entry.path(), entry.file_name().to_string_lossy().into_owned()))
    };
    entries.map(named).collect()
}

/// The name of a revision's manifest or time-stamp.
pub(crate) fn seal_name(revision: u64, end: &str) -> String {
    format!("{revision:010}.{end}")
}

/// The revision of a manifest's name.
pub(crate) fn seal_revision(name: &str) -> Option<u64> {
    let digits = name.strip_suffix(".json")?;
    let revision = digits.parse().ok()?;
    (seal_name(revision, "json") == name).then_some(revision)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leads_out_of_the_archive() {
        let is_inside = |file: &str| inside(Path::new("r"), file).is_ok();
        assert!(is_inside("captures/2025/12/jikenbo-20251206-a-00001.warc.gz"));
        for file in [
            "captures/../x",
            "/captures/x",
            "captures",
            "capturesx/y",
            "seals/x",
            "captures/./../x",
            "captures/a\\..\\x",
            "",
        ] {
            assert!(!is_inside(file), "{file}");
        }
    }

    #[test]
    fn revisions_have_ten_digits() {
        assert_eq!(seal_revision("0000000012.json"), Some(12));
        assert_eq!(seal_revision(&seal_name(u64::MAX, "json")), Some(u64::MAX));
        for name in ["12.json", "0000000012.tsr", "+000000012.json", "0000000012.json.tmp"] {
            assert_eq!(seal_revision(name), None, "{name}");
        }
    }
}
