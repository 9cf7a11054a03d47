//! One file a kind of page: what its template is given. Templates only lay out; words and figures are made here.

pub(crate) mod case;
pub(crate) mod fact;
pub(crate) mod front;
pub(crate) mod gone;
pub(crate) mod lens;
pub(crate) mod list;
pub(crate) mod method;
pub(crate) mod organizations;
pub(crate) mod report;
pub(crate) mod structured;

use serde::Serialize;

use crate::About;
use crate::cards;
use crate::feeds;
use crate::place;
use crate::words::{Words, words};

/// What every page is given.
#[derive(Clone, Copy)]
pub(crate) struct Setting<'s> {
    /// The casebook.
    pub(crate) about: &'s About,
    /// The words of its language.
    pub(crate) words: &'s Words,
}

/// What stands in a page's head, and around it.
#[derive(Debug, Hash, Serialize)]
pub(crate) struct Head {
    title: String,
    description: String,
    name: String,
    lang: String,
    /// Where the page stands.
    path: String,
    style: String,
    /// The folder of files of one's own.
    files: String,
    front: String,
    is_front: bool,
    nav: Vec<Linked>,
    pub(crate) noindex: bool,
    pub(crate) draft: bool,
    canonical: Option<String>,
    /// The feed of all cases.
    feed: Option<String>,
    contact: Option<Linked>,
    built: String,
    /// What kind of page it is in the Open Graph.
    kind: &'static str,
    locale: &'static str,
    /// The address of its picture.
    pub(crate) image: Option<String>,
    /// What the page tells, as JSON-LD that may stand in a script element.
    pub(crate) data: Option<String>,
    /// The same page in another language.
    other: Option<Tongue>,
    /// The page in each language, where there are several.
    alternates: Vec<Tongue>,
}

/// A page with its frame.
pub(crate) trait Framed: Serialize {
    /// What stands in its head, and around it.
    fn head(&self) -> &Head;
}

/// Says where each kind of page has its head.
macro_rules! framed {
    ($($page:ty),+ $(,)?) => {
        $(impl Framed for $page {
            fn head(&self) -> &Head {
                &self.head
            }
        })+
    };
}

framed![
    case::Page,
    front::Page,
    gone::Page,
    lens::Page,
    list::Page,
    list::Lists,
    method::Page,
    organizations::Index,
    report::Page,
];

/// A page in a language.
#[derive(Clone, Debug, Hash, Serialize)]
pub(crate) struct Tongue {
    lang: String,
    /// What the language calls itself.
    name: String,
    href: String,
}

/// Words, and where they lead.
#[derive(Clone, Debug, Hash, Serialize)]
pub(crate) struct Linked {
    pub(crate) text: String,
    pub(crate) href: Option<String>,
}

/// A day: how it reads, and in ISO 8601.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Day {
    pub(crate) text: String,
    pub(crate) iso: String,
}

/// What tells one page from another.
pub(crate) struct Titled<'t> {
    /// Where it stands.
    pub(crate) path: &'t str,
    /// Its title, without the casebook's name.
    pub(crate) title: &'t str,
    /// What it tells, in a sentence.
    pub(crate) description: &'t str,
    /// Whether search engines are asked to leave it alone.
    pub(crate) noindex: bool,
}

impl Setting<'_> {
    /// The head of a page.
    pub(crate) fn head(&self, page: &Titled<'_>) -> Head {
        let about = self.about;
        let is_front = page.path == place::FRONT;
        let title = if is_front { about.name.clone() } else { format!("{} | {}", page.title, about.name) };
        Head {
            title,
            description: page.description.to_owned(),
            name: about.name.clone(),
            lang: self.words.lang.clone(),
            path: page.path.to_owned(),
            style: place::link(page.path, place::STYLE),
            files: place::link(page.path, place::STATIC),
            front: place::link(page.path, place::FRONT),
            is_front,
            nav: self.nav(page.path),
            noindex: page.noindex || about.draft,
            draft: about.draft,
            canonical: about.url.as_deref().map(|url| place::address(url, page.path)),
            feed: feeds::wanted(self).then(|| place::link(page.path, feeds::ALL)),
            contact: about.contact.as_deref().map(contact),
            built: self.words.day(about.today),
            kind: if place::is_article(page.path) { "article" } else { "website" },
            locale: if self.words.lang == "ja" { "ja_JP" } else { "en_GB" },
            image: self.image(None),
            data: None,
            other: about.beside.as_ref().map(|other| Tongue {
                href: place::beside(page.path, &other.to),
                ..tongue(words(other.lang), String::new())
            }),
            alternates: self.alternates(page.path),
        }
    }

    /// The address of the picture of a label, or of the casebook; `None` where there are no pictures, or the site's address is not
    /// known.
    pub(crate) fn image(&self, label: Option<&str>) -> Option<String> {
        let about = self.about;
        let root = about.url.as_deref().filter(|_| about.pictures && !about.draft)?;
        let card = label.map_or_else(|| cards::card(about), |label| cards::label(about, label));
        Some(place::address(root, &card.path))
    }

    /// The addresses of the page in each language; where they are not known, the ways to them.
    fn alternates(&self, path: &str) -> Vec<Tongue> {
        let Some(other) = &self.about.beside else { return Vec::new() };
        let at =
            |url: &Option<String>, way: String| url.as_deref().map_or(way, |url| place::address(url, path));
        let own = tongue(self.words, at(&self.about.url, place::link(path, path)));
        let theirs = tongue(words(other.lang), at(&other.url, place::beside(path, &other.to)));
        let first = if own.lang == FIRST { own.clone() } else { theirs.clone() };
        vec![own, theirs, Tongue { lang: "x-default".to_owned(), ..first }]
    }

    /// The ways to the lists and to what is said of the casebook; the page itself is no link.
    fn nav(&self, from: &str) -> Vec<Linked> {
        let way = |(key, to): (&str, &str)| Linked {
            text: self.words.page.get(key).cloned().unwrap_or_default(),
            href: (from != to).then(|| place::link(from, to)),
        };
        let ways = [
            ("all_cases", "cases/index.html"),
            ("lists", list::LISTS),
            ("figures", lens::ALL),
            ("about", method::PATH),
        ];
        ways.map(way).into()
    }

    /// The day of a report as it is shown: see [`Words::day_of`].
    pub(crate) fn day_of(&self, date: jikenbo_model::PartialDate, dated: bool) -> Day {
        Day { text: self.words.day_of(date, dated), iso: date.to_string() }
    }

    /// A day as it is shown.
    pub(crate) fn day(&self, date: jikenbo_model::PartialDate) -> Day {
        Day { text: self.words.date(date), iso: date.to_string() }
    }
}

/// The language of those who ask for no other.
const FIRST: &str = "ja";

fn tongue(words: &Words, href: String) -> Tongue {
    Tongue { lang: words.lang.clone(), name: words.said.language.clone(), href }
}

fn contact(words: &str) -> Linked {
    let words = words.strip_prefix("mailto:").unwrap_or(words);
    let href = match web(words) {
        Some(url) => Some(url.to_owned()),
        None => words.contains('@').then(|| format!("mailto:{words}")),
    };
    Linked { text: words.to_owned(), href }
}

/// The address, where it is one of the web: no other is made a link.
pub(crate) fn web(url: &str) -> Option<&str> {
    let scheme = url.split_once("://")?.0;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    (is_web && !url.chars().any(|c| c.is_control() || c.is_whitespace())).then_some(url)
}

/// The host of an address, for a link's words.
pub(crate) fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_links() {
        assert_eq!(web("HTTPS://example.com/a"), Some("HTTPS://example.com/a"));
        for other in ["javascript:alert(1)", "data:text/html,x", "ftp://example.com", "https://a b", "/a", ""]
        {
            assert_eq!(web(other), None, "{other}");
        }
        assert_eq!(host("https://www.example.com/news/1"), "www.example.com");
        assert_eq!(contact("info@example.com").href.as_deref(), Some("mailto:info@example.com"));
        let mail = contact("mailto:info@example.com");
        assert_eq!(
            (mail.text.as_str(), mail.href.as_deref()),
            ("info@example.com", Some("mailto:info@example.com"))
        );
        assert_eq!(contact("03-0000-0000").href, None);
    }
}
