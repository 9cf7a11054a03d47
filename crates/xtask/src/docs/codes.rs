//! Each code of a warning stands in `docs/warnings.md`, each environment variable in `docs/cli.md`; and no others.

use std::collections::BTreeSet;

use crate::layout::files::{is_test, sources};
use crate::workspace;

/// What the code has and the pages do not, and the other way round.
pub(super) fn check() -> anyhow::Result<Vec<String>> {
    let (mut codes, mut variables) = (BTreeSet::new(), BTreeSet::new());
    for path in sources()? {
        let shown = workspace::shown(&path);
        if is_test(&path) || shown.starts_with("crates/xtask/") {
            continue;
        }
        let text = workspace::text(&path)?;
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        codes.extend(warning_codes(text));
        variables.extend(environment(text));
    }
    let mut found = compare("docs/warnings.md", &codes, &first_cells(&workspace::text("docs/warnings.md")?));
    let documented = environment(&workspace::text("docs/cli.md")?).collect();
    found.extend(compare("docs/cli.md", &variables, &documented));
    Ok(found)
}

fn compare(page: &str, used: &BTreeSet<String>, documented: &BTreeSet<String>) -> Vec<String> {
    let missing = used.difference(documented).map(|name| format!("{page}: `{name}` is missing"));
    missing
        .chain(documented.difference(used).map(|name| format!("{page}: `{name}` is used nowhere")))
        .collect()
}

/// The first words in quotes behind `Warning::new(` and `.warn(`.
fn warning_codes(text: &str) -> Vec<String> {
    let calls = ["Warning::new(", ".warn("].iter().flat_map(|call| text.split(call).skip(1));
    let first = |rest: &str| {
        let code = rest.trim_start().strip_prefix('"')?.split('"').next()?;
        Some(code.to_owned())
    };
    calls.filter_map(first).collect()
}

fn environment(text: &str) -> impl Iterator<Item = String> + '_ {
    let names = text.split(|c: char| !c.is_ascii_uppercase() && c != '_');
    names.filter(|name| name.starts_with("JIKENBO_") && name.len() > "JIKENBO_".len()).map(str::to_owned)
}

/// The words in backticks that begin the rows of a page's tables.
fn first_cells(page: &str) -> BTreeSet<String> {
    page.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_found_over_line_breaks() {
        let code = "w.push(Warning::new(\n    \"too_many\",\n x)); d.warn(\"no_sum\", y); d.warn(code, z);";
        assert_eq!(warning_codes(code), ["too_many", "no_sum"]);
    }

    #[test]
    fn both_directions_count() {
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let found = compare("p", &set(&["a", "b"]), &set(&["b", "c"]));
        assert_eq!(found, ["p: `a` is missing", "p: `c` is used nowhere"]);
    }
}
