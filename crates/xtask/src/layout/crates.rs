//! Which crate may use which: the table of `ARCHITECTURE.md` against what cargo says.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::ensure;

use crate::workspace::{self, Metadata};

/// The crates that must not touch files, network, clock or environment: `clippy.toml` beside their `Cargo.toml` says so.
const PURE: &[&str] = &["text", "model", "document", "extract", "resolve", "collect", "figures"];
/// What such a `clippy.toml` forbids at least.
const FORBIDDEN: &[&str] = &[
    "std::env::var",
    "std::fs::read",
    "std::fs::read_to_string",
    "std::fs::write",
    "std::fs::File::open",
    "std::fs::File::create",
    "std::net::TcpStream::connect",
    "std::time::Instant::now",
    "std::time::SystemTime::now",
];

/// The crates that each crate may use; `None` for any.
type Table = BTreeMap<String, Option<BTreeSet<String>>>;

/// What of `ARCHITECTURE.md` and the crates is not as the other says.
///
/// # Errors
/// Where a file cannot be read or the table is not there.
pub fn check() -> anyhow::Result<Vec<String>> {
    let table = table(&workspace::text("ARCHITECTURE.md")?)?;
    let mut found = compare(&table, &uses(&workspace::metadata()?));
    for name in PURE {
        found.extend(unlike_root(name)?);
    }
    Ok(found)
}

/// Reads the table below the heading `## Crates`: crate in the first column, what it may use in the third.
fn table(page: &str) -> anyhow::Result<Table> {
    let section =
        page.split("\n## Crates\n").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap_or_default();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    let table: Table = rows.filter_map(row).collect();
    ensure!(!table.is_empty(), "expected a table of the crates below `## Crates` in `ARCHITECTURE.md`");
    Ok(table)
}

fn row(line: &str) -> Option<(String, Option<BTreeSet<String>>)> {
    let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
    let uses = *cells.get(2)?;
    let names = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    Some((cells.first()?.trim_matches('`').to_owned(), (uses != "any").then(|| names(uses))))
}

/// The crates of the workspace that each crate uses, by their short names.
fn uses(metadata: &Metadata) -> BTreeMap<String, BTreeSet<String>> {
    let used = |package: &workspace::Package| {
        package
            .dependencies
            .iter()
            .filter(|other| other.path.is_some())
            .map(|other| short(&other.name))
            .collect()
    };
    metadata.members().map(|package| (short(&package.name), used(package))).collect()
}

fn short(name: &str) -> String {
    name.strip_prefix("jikenbo-").unwrap_or(name).to_owned()
}

fn compare(table: &Table, uses: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let missing = uses.keys().filter(|name| !table.contains_key(*name));
    let mut found: Vec<String> = missing.map(|name| format!("`{name}` is not in ARCHITECTURE.md")).collect();
    for (name, may) in table {
        let Some(used) = uses.get(name) else {
            found.push(format!("`{name}` of ARCHITECTURE.md is no crate"));
            continue;
        };
        let Some(may) = may else { continue };
        found.extend(used.difference(may).map(|other| format!("`{name}` uses `{other}`, which it must not")));
        found.extend(
            may.difference(used).map(|other| format!("`{name}` does not use `{other}`, as the table says")),
        );
    }
    found
}

/// A crate's `clippy.toml` replaces the root's: it must repeat the root's rules, and forbid what is not pure.
fn unlike_root(name: &str) -> anyhow::Result<Vec<String>> {
    let path = format!("crates/{name}/clippy.toml");
    let root: toml::Table = workspace::text("clippy.toml")?.parse()?;
    let own: toml::Table = workspace::text(&path)?.parse()?;
    let forbidden: Vec<&str> = own
        .get("disallowed-methods")
        .and_then(toml::Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|method| method.get("path")?.as_str())
        .collect();
    let lacking =
        root.iter().filter(|(key, value)| own.get(*key) != Some(value)).map(|(key, _)| key.as_str());
    let allowed = FORBIDDEN.iter().filter(|method| !forbidden.contains(method)).copied();
    let lacking = lacking.map(|key| format!("{path}: expected the root's `{key}`"));
    Ok(lacking.chain(allowed.map(|method| format!("{path}: expected `{method}` to be disallowed"))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# A\n\n## Crates\n\n| crate | owns | may use |\n|---|---|---|\n| `text` | x | – |\n| `model` | y | `text` |\n| `xtask` | z | any |\n\n## Data\n\n| `no` | a | b |\n";

    fn used(pairs: &[(&str, &[&str])]) -> BTreeMap<String, BTreeSet<String>> {
        pairs
            .iter()
            .map(|(name, used)| ((*name).to_owned(), used.iter().map(|u| (*u).to_owned()).collect()))
            .collect()
    }

    #[test]
    fn the_table_is_read_and_held_to_the_crates() {
        let table = table(PAGE).unwrap();
        assert!(
            compare(&table, &used(&[("text", &[]), ("model", &["text"]), ("xtask", &["model"])])).is_empty()
        );
        let found = compare(&table, &used(&[("text", &["model"]), ("model", &["text"]), ("web", &[])]));
        let expected = ["`web` is not in", "`text` uses `model`", "`xtask` of ARCHITECTURE.md is no crate"];
        assert!(
            found.len() == 3 && expected.iter().all(|start| found.iter().any(|line| line.starts_with(start))),
            "{found:?}"
        );
    }

    #[test]
    fn a_page_without_the_table_is_refused() {
        assert!(table("# A\n").is_err());
    }
}
