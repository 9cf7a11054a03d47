//! Each field, each of its parts and each value of a vocabulary stands in `docs/facts.md`.

use jikenbo_model::FIELDS;
use jikenbo_model::schema::VOCABULARIES;

use crate::workspace;

/// What is missing from the page.
pub(super) fn check() -> anyhow::Result<Vec<String>> {
    let page = workspace::text("docs/facts.md")?;
    let names =
        FIELDS.iter().map(|field| field.name).chain(VOCABULARIES.iter().flat_map(|words| (words.words)()));
    let missing = names.filter(|name| !page.contains(&format!("`{name}`")));
    Ok(missing.map(|name| format!("docs/facts.md: `{name}` is missing")).collect())
}
