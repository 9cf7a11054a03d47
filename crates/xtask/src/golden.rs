//! Full readings of some pages, kept word for word: a change of the reading shows as a change of these files.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use jikenbo_app::read::Page;
use jikenbo_app::rules::Rules;

use crate::{console, workspace};

/// The pages: each cause and form once, alone and gathered, in HTML and text.
const PAGES: &[&str] = &[
    "a02-seiko-ransom-final.txt",
    "a06-shop-skimming.txt",
    "a11-ppc-order.txt",
    "a13-electric-subsidiary.html",
    "a20-monthly-digest.html",
    "b02-wrong-attachment.txt",
    "b04-school-usb.txt",
    "b07-records-curiosity.txt",
    "b11-no-incident-hardware.txt",
    "b16-shop-cache-mixup.html",
    "b18-town-tax-bag-sjis.html",
    "b26-blog-unnumbered.txt",
];

/// Compares the readings with what is kept, or keeps them anew.
///
/// # Errors
/// Names each line that differs.
pub fn run(update: bool) -> anyhow::Result<()> {
    let rules = Rules::builtin();
    let mut found = Vec::new();
    for name in PAGES {
        let now = reading(name, &rules)?;
        let path = kept(name);
        if update {
            fs::create_dir_all(path.parent().unwrap_or(Path::new("")))?;
            fs::write(&path, &now)?;
        } else {
            let before = workspace::text(&path).context("keep it with `cargo xtask golden --update`")?;
            found.extend(difference(&before, &now).map(|line| format!("{name}: {line}")));
        }
    }
    console::verdict("golden readings (keep the new ones with `cargo xtask golden --update`)", &found)
}

fn kept(name: &str) -> PathBuf {
    workspace::root().join("corpus/golden").join(name).with_extension("json")
}

/// The page's readings as JSON, over several lines so that a change is easy to see.
fn reading(name: &str, rules: &Rules) -> anyhow::Result<String> {
    let bytes = fs::read(workspace::root().join("corpus/pages").join(name))?;
    let page = Page::open(&bytes, Some(name), rules);
    let readings: Vec<_> = page.readings(rules).collect();
    Ok(serde_json::to_string_pretty(&readings)? + "\n")
}

/// The first line that is not the same.
fn difference(before: &str, now: &str) -> Option<String> {
    let mut before = before.lines();
    let mut now = now.lines();
    for line in 1.. {
        match (before.next(), now.next()) {
            (None, None) => return None,
            (before, now) if before == now => {}
            (before, now) => {
                let shown = |text: Option<&str>| {
                    text.map_or("nothing".to_owned(), |text| format!("`{}`", text.trim()))
                };
                return Some(format!("line {line}: expected {}, but found {}", shown(before), shown(now)));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_difference_is_told() {
        assert_eq!(difference("a\nb\n", "a\nb\n"), None);
        assert_eq!(difference("a\nb\n", "a\n c\n").as_deref(), Some("line 2: expected `b`, but found `c`"));
        assert_eq!(difference("a\n", "a\nb\n").as_deref(), Some("line 2: expected nothing, but found `b`"));
    }
}
