//! Each code stands in `docs/linking.md`, and no other.

use std::collections::BTreeSet;

use jikenbo_resolve::Code;
use jikenbo_resolve::compare::ChangeCode;

const PAGE: &str = include_str!("../../../docs/linking.md");

/// The words in backticks that begin the rows of the tables below this heading.
fn rows(heading: &str) -> BTreeSet<&'static str> {
    let section = PAGE.split("\n## ").find(|section| section.starts_with(heading)).unwrap_or_default();
    section.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect()
}

#[test]
fn every_code_is_documented() {
    assert_eq!(rows("Grounds"), Code::ALL.iter().map(|code| code.word()).collect());
    assert_eq!(rows("What changed"), ChangeCode::ALL.iter().map(|code| code.word()).collect());
}
