//! The rules that hold for every source file: length, name, nothing left for later.

use std::path::{Path, PathBuf};

use super::bare::bare;
use super::functions::{FILE, FUNCTION, measure};
use crate::workspace;

/// Names that say nothing of what is inside.
const EMPTY_NAMES: &[&str] = &["utils", "util", "common", "helpers", "helper", "manager", "handler", "misc"];

/// Words that leave something for later.
const LATER: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("HA", "CK")];
const UNDONE: &[&str] = &[concat!("to", "do!"), concat!("unimpl", "emented!")];

/// The workspace's Rust files.
///
/// # Errors
/// Where a folder cannot be listed.
pub fn sources() -> anyhow::Result<Vec<PathBuf>> {
    workspace::files("crates", "rs")
}

/// What is against the rules.
///
/// # Errors
/// Where a file cannot be read.
pub fn check() -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    for path in sources()? {
        let shown = workspace::shown(&path);
        let text = workspace::text(&path)?;
        found.extend(name(&path).map(|name| format!("{shown}: `{name}` says nothing of what is inside")));
        found.extend(later(&text).into_iter().map(|(line, word)| format!("{shown}:{line}: `{word}`")));
        if !is_test(&path) {
            found.extend(lengths(&text).into_iter().map(|long| format!("{shown}: {long}")));
        }
    }
    Ok(found)
}

/// Whether the whole file is a test.
pub fn is_test(path: &Path) -> bool {
    path.ends_with("tests.rs") || path.components().any(|part| part.as_os_str() == "tests")
}

fn name(path: &Path) -> Option<String> {
    let parts = path.strip_prefix(workspace::root()).unwrap_or(path).components();
    let stems =
        parts.filter_map(|part| Path::new(part.as_os_str()).file_stem().and_then(|stem| stem.to_str()));
    stems.map(str::to_owned).find(|stem| EMPTY_NAMES.contains(&stem.as_str()))
}

fn later(text: &str) -> Vec<(usize, &'static str)> {
    let bare = bare(text);
    let in_code = bare.code.lines().enumerate().flat_map(|(line, code)| {
        UNDONE.iter().filter(move |word| code.contains(**word)).map(move |word| (line + 1, *word))
    });
    let in_comments = bare.comments.iter().flat_map(|(line, comment)| {
        LATER.iter().filter(|word| comment.contains(**word)).map(|word| (*line, *word))
    });
    in_code.chain(in_comments).collect()
}

fn lengths(text: &str) -> Vec<String> {
    let lengths = measure(text);
    let file = (lengths.code > FILE).then(|| format!("{} lines of code, more than {FILE}", lengths.code));
    let long = lengths.functions.iter().filter(|(_, _, lines)| *lines > FUNCTION);
    let long = long
        .map(|(name, line, lines)| format!("`{name}` (line {line}) has {lines} lines, more than {FUNCTION}"));
    file.into_iter().chain(long).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_for_later_is_found_outside_of_literals() {
        let marked = format!("let a = \"{0}\";\n// {0}: b\nfn c() {{ {1}() }}", LATER[0], UNDONE[0]);
        assert_eq!(later(&marked), [(3, UNDONE[0]), (2, LATER[0])]);
    }

    #[test]
    fn empty_names_are_found_in_folders_too() {
        assert_eq!(name(Path::new("crates/text/src/utils.rs")).as_deref(), Some("utils"));
        assert_eq!(name(Path::new("crates/text/src/common/kana.rs")).as_deref(), Some("common"));
        assert_eq!(name(Path::new("crates/text/src/commons.rs")), None);
    }

    #[test]
    fn a_long_function_is_told() {
        let long = format!("fn a() {{\n{}}}\n", "b();\n".repeat(FUNCTION));
        assert_eq!(lengths(&long).len(), 1);
        assert!(lengths("fn a() {\n}\n").is_empty());
    }
}
