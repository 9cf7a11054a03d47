//! What fuzzing starts from: `fuzz/seeds/<target>/`, and the pages of the corpus.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;

use super::targets::Target;
use crate::workspace;

/// Where the seeds of `target` lie.
pub fn folder(target: &Target) -> PathBuf {
    workspace::root().join("fuzz/seeds").join(target.name)
}

/// The seeds of `target` with their paths, in order of these.
///
/// # Errors
/// Where a folder or file cannot be read, or there is no seed of its own.
pub fn of(target: &Target) -> anyhow::Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut paths = workspace::files(folder(target), "")?;
    anyhow::ensure!(!paths.is_empty(), "no seeds for `{}`", target.name);
    paths.extend(workspace::files("corpus/pages", "")?);
    let read = |path: PathBuf| {
        let bytes =
            fs::read(&path).with_context(|| format!("failed to read `{}`", workspace::shown(&path)))?;
        Ok((path, bytes))
    };
    paths.into_iter().map(read).collect()
}
