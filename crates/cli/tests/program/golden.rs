//! Printed texts held fast: `JIKENBO_UPDATE=1 cargo test -p jikenbo-cli` writes them anew.

use std::path::Path;

use crate::run::{jikenbo, text};

fn check(name: &str, arguments: &[&str]) {
    let done = jikenbo().args(arguments).env("COLUMNS", "100").output().unwrap();
    let printed = format!("{}{}", text(&done.stdout), text(&done.stderr));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("JIKENBO_UPDATE").is_some() {
        std::fs::write(&path, &printed).unwrap();
    }
    let held = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(printed, held, "{name}: if this is meant, run with JIKENBO_UPDATE=1");
}

#[test]
fn help() {
    check("help.txt", &["--help"]);
    for command in [
        "init",
        "add",
        "source",
        "collect",
        "import",
        "list",
        "show",
        "history",
        "diff",
        "site",
        "suggestions",
        "organizations",
        "review",
        "correct",
        "link",
        "unlink",
        "merge",
        "split",
        "state",
        "count-in",
        "label",
        "note",
        "visibility",
        "redact",
        "erase",
        "unmask",
        "share",
        "attachment",
        "copies",
        "undo",
        "verify",
        "seal",
        "reread",
        "backup",
        "restore",
        "extract",
        "inspect",
        "eval",
        "schema",
        "completions",
        "man",
        "demo",
    ] {
        check(&format!("help-{command}.txt"), &[command, "--help"]);
    }
}

#[test]
fn help_of_imports() {
    for kind in ["blogger", "wordpress", "folder"] {
        check(&format!("help-import-{kind}.txt"), &["import", kind, "--help"]);
    }
}

#[test]
fn help_of_sites() {
    check("help-site-build.txt", &["site", "build", "--help"]);
    check("help-site-templates.txt", &["site", "templates", "--help"]);
}

#[test]
fn help_of_stages() {
    for stage in ["feed", "robots", "sitemap", "charset"] {
        check(&format!("help-inspect-{stage}.txt"), &["inspect", stage, "--help"]);
    }
}

#[test]
fn schema() {
    check("schema.json", &["schema"]);
}

#[test]
fn faults() {
    check("missing.txt", &["extract", "no/such/page.html"]);
    check("folder.txt", &["extract", "corpus"]);
    check("unknown-option.txt", &["extract", "--xml", "page.html"]);
}
