//! Feeds: read by feedparser, and held to Atom's grammar by jing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jikenbo_figures::Lang;

use crate::site::{files, site};
use crate::tools::{installed, judged};

/// Prints how many entries each feed has; fails where one is not well formed, or is of no known kind.
const READ: &str = "
import feedparser, sys
for name in sys.argv[1:]:
    feed = feedparser.parse(name)
    assert not feed.bozo, (name, feed.get('bozo_exception'))
    assert feed.version in ('atom10', 'rss20') and feed.feed.title and feed.feed.link, (name, feed.version)
    for entry in feed.entries:
        assert entry.id and entry.link.startswith('https://www.example.com/') and entry.title, (name, entry)
        assert entry.get('updated_parsed') or entry.get('published_parsed'), (name, entry)
    print(len(feed.entries))
";

#[test]
fn feedparser_reads_each_feed() {
    let Some(python) = installed("venv/bin/python") else { return };
    for lang in [Lang::Ja, Lang::En] {
        let folder = site(lang);
        for (end, all) in [("feed.atom", 3), ("feed.rss", 5)] {
            let feeds = files(folder.path(), end);
            assert!(feeds.len() > 5, "{feeds:?}");
            let (content, told) = judged(Command::new(&python).args(["-c", READ]).args(&feeds));
            let counts: Vec<usize> = told.lines().filter_map(|line| line.parse().ok()).collect();
            assert!(content && counts.len() == feeds.len() && counts.contains(&all), "{told}");
        }
        let broken = folder.path().join("broken.atom");
        fs::write(&broken, "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>a</feed>").unwrap();
        assert!(!judged(Command::new(&python).args(["-c", READ]).arg(&broken)).0);
    }
}

/// `jing` of the Python environment.
fn jing() -> Option<PathBuf> {
    let library = installed("venv/lib")?;
    files(&library, "/jing.jar").pop().or_else(|| installed("venv/lib/jing.jar"))
}

fn by_grammar(jing: &Path, feeds: &[PathBuf]) -> (bool, String) {
    let grammar = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/outside/atom.rnc");
    judged(Command::new("java").arg("-jar").arg(jing).arg("-c").arg(grammar).args(feeds))
}

#[test]
fn atom_feeds_fit_the_grammar_of_rfc_4287() {
    let Some(jing) = jing() else { return };
    for lang in [Lang::Ja, Lang::En] {
        let folder = site(lang);
        let feeds = files(folder.path(), "feed.atom");
        let (content, told) = by_grammar(&jing, &feeds);
        assert!(content, "{told}");
        let text = fs::read_to_string(&feeds[0]).unwrap();
        let broken = folder.path().join("broken.atom");
        fs::write(&broken, text.replacen("<updated>", "<updated>on ", 1)).unwrap();
        assert!(!by_grammar(&jing, &[broken]).0, "a date that is none");
    }
}
