//! How pages are laid out: by the program's templates and style sheet, and by those of one's own in their place.

use std::collections::BTreeMap;

/// The style sheet's name among the templates.
const STYLE: &str = "style.css";
/// What is put behind the style sheet.
const MORE_STYLE: &str = "more.css";
/// What the names of one's own parts begin with.
const PART: char = '_';

/// A template that comes with the program.
pub(crate) struct Shipped {
    /// Its name.
    pub(crate) name: &'static str,
    /// The name by which it is found where one's own stands for it.
    pub(crate) behind: &'static str,
    /// Its text.
    pub(crate) text: &'static str,
}

macro_rules! shipped {
    ($($name:literal),+ $(,)?) => {
        &[$(Shipped {
            name: $name,
            behind: concat!("jikenbo/", $name),
            text: include_str!(concat!("../templates/", $name)),
        }),+]
    };
}

pub(crate) const SHIPPED: &[Shipped] = shipped![
    "parts.html",
    "page.html",
    "case.html",
    "report.html",
    "front.html",
    "lenses.html",
    "list.html",
    "lists.html",
    "organizations.html",
    "gone.html",
    "method.html",
    "feed.atom",
    "feed.rss",
    "sitemap.xml",
    "sitemap-index.xml",
];

const SHEET: &str = include_str!("../assets/style.css");

/// The templates that come with the program, and its style sheet: name and text of each.
pub fn shipped() -> impl Iterator<Item = (&'static str, &'static str)> {
    SHIPPED.iter().map(|one| (one.name, one.text)).chain([(STYLE, SHEET)])
}

/// Templates and style of one's own, in place of the program's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Templates {
    texts: BTreeMap<String, String>,
    files: BTreeMap<String, Vec<u8>>,
}

impl Templates {
    /// Nothing of one's own.
    pub const fn none() -> Self {
        Self { texts: BTreeMap::new(), files: BTreeMap::new() }
    }

    /// Takes a template in place of the program's of that `name` ([`shipped`]), a part of one's own (its name begins with `_`),
    /// `style.css` in place of the program's, or `more.css` behind it. Gives back whether it is one of these: others are not taken.
    ///
    /// ```
    /// let mut own = jikenbo_publish::Templates::default();
    /// assert!(own.text("page.html", String::new()) && own.text("_logo.html", String::new()));
    /// assert!(!own.text("pgae.html", String::new()));
    /// ```
    pub fn text(&mut self, name: &str, text: String) -> bool {
        let known = name == MORE_STYLE || name.starts_with(PART) || shipped().any(|(one, _)| one == name);
        if known {
            self.texts.insert(name.to_owned(), text);
        }
        known
    }

    /// Takes a file that stands below `static/` as it is: its path from there, with `/` between.
    pub fn file(&mut self, path: &str, bytes: Vec<u8>) {
        self.files.insert(path.to_owned(), bytes);
    }

    /// Whether all is the program's own.
    pub(crate) fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The files that stand below `static/` as they are.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// The style sheet.
    pub(crate) fn style(&self) -> String {
        let sheet = self.texts.get(STYLE).map_or(SHEET, String::as_str);
        format!("{sheet}{}", self.texts.get(MORE_STYLE).map(String::as_str).unwrap_or_default())
    }

    /// One's own templates and parts, by name.
    pub(crate) fn own(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        all.filter(|(name, _)| ![STYLE, MORE_STYLE].contains(name))
    }

    /// The text of a template, one's own or the program's.
    pub(crate) fn source(&self, name: &str) -> Option<&str> {
        let shipped = SHIPPED.iter().find(|one| one.name == name || one.behind == name);
        match self.texts.get(name) {
            Some(text) => Some(text),
            None => shipped.map(|one| one.text),
        }
    }
}
