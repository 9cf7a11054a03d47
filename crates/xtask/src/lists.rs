//! The shipped word lists and heading forms: are they in their form, and free of contradictions?

use jikenbo_document::HeadingForms;
use jikenbo_extract::Lists;
use jikenbo_extract::lists::BUILTIN;

use crate::{console, workspace};

/// Checks the word lists and heading forms, and that no list lies unused beside the others.
///
/// # Errors
/// Names the file and what is wrong.
pub fn check() -> anyhow::Result<()> {
    Lists::parse(BUILTIN)?;
    HeadingForms::parse(&workspace::text("crates/document/data/headings.toml")?)?;
    console::verdict("word lists", &unused()?)
}

fn unused() -> anyhow::Result<Vec<String>> {
    let used = |name: &str| BUILTIN.iter().any(|(file, _)| *file == name);
    let files = workspace::files("crates/extract/data", "toml")?;
    let names = files.iter().filter_map(|path| path.file_name()?.to_str());
    Ok(names.filter(|name| !used(name)).map(|name| format!("`{name}` is read by nobody")).collect())
}
