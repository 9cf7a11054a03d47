//! The words that tell a site's furniture from a page's own text (`data/furniture.toml`).

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::width::longer_than;

/// No line of furniture is longer, in characters.
const LONGEST: usize = 120;

/// No line that leads to the text is longer, in characters; the path to the page may be.
const SIGNPOST: usize = 60;

static WORDS: LazyLock<Furniture> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/furniture.toml")).unwrap_or_default());

/// The word lists.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Furniture {
    labels: HashSet<String>,
    parts: HashSet<String>,
    captions: HashSet<String>,
    pictures: HashSet<String>,
    banners: HashSet<String>,
    files: HashSet<String>,
    leads: Vec<String>,
    bylines: Vec<String>,
    months: Vec<String>,
    main: HashSet<String>,
    posts: HashSet<String>,
    headings: Vec<String>,
    lines: Vec<String>,
    words: HashSet<String>,
    signposts: Vec<String>,
    line_ends: Vec<String>,
    homes: HashSet<String>,
    buttons: Vec<String>,
}

impl Furniture {
    /// The lists that come with jikenbo.
    pub(crate) fn builtin() -> &'static Self {
        &WORDS
    }

    /// Whether a class, id or role names furniture.
    pub(super) fn names_furniture(&self, label: &str) -> bool {
        label.len() < 80
            && (self.labels.contains(label) || parts(label).any(|part| self.parts.contains(&part)))
    }

    /// Whether a class or id names the caption of a picture; `text-caption` is a size of type.
    pub(super) fn names_caption(&self, label: &str) -> bool {
        let is_type = ["text-", "type-", "font-", "typo"].iter().any(|start| label.starts_with(start));
        label.len() < 80 && !is_type && parts(label).any(|part| self.captions.contains(&part))
    }

    /// Whether a class or id names what a picture stands in.
    pub(super) fn names_picture(&self, label: &str) -> bool {
        label.len() < 80 && parts(label).any(|part| self.pictures.contains(&part))
    }

    /// Whether a class or id names a banner on cookies and the like, however much it says.
    pub(super) fn names_banner(&self, label: &str) -> bool {
        label.len() < 80 && parts(label).any(|part| self.banners.contains(&part))
    }

    /// Whether an address leads to a file and not to a page: `files/bessi1.pdf`.
    pub(super) fn is_file(&self, url: &str) -> bool {
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let end = path.rsplit_once('.').map(|(_, end)| end).filter(|end| end.len() < 8);
        end.is_some_and(|end| self.files.contains(&end.to_ascii_lowercase()))
    }

    /// Whether words begin as those of a line that leads to another page: `関連記事:`, `Related:`.
    pub(super) fn leads_elsewhere(&self, words: &str) -> bool {
        let core = words.trim_start_matches(|c: char| !c.is_alphanumeric());
        self.leads.iter().any(|start| core.starts_with(start.as_str()))
    }

    /// Whether a line begins as those do that say who wrote something, or when it was put up: `By …`, `文:`.
    pub(crate) fn is_byline(&self, line: &str) -> bool {
        let core = line.trim_start_matches(|c: char| !c.is_alphanumeric());
        self.bylines.iter().any(|start| {
            let behind = core.get(..start.len()).filter(|head| head.eq_ignore_ascii_case(start));
            let next = || core.get(start.len()..).and_then(|rest| rest.chars().next());
            behind.is_some()
                && (!start.ends_with(|c: char| c.is_ascii_alphabetic())
                    || next().is_none_or(|c| !c.is_alphanumeric()))
        })
    }

    /// Whether a year of four figures stands in a short line, or a month's English name.
    pub(crate) fn names_day(&self, line: &str) -> bool {
        let mut words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        !longer_than(line, LONGEST)
            && words.any(|word| {
                let year = word.len() == 4
                    && (word.starts_with("19") || word.starts_with("20"))
                    && word.bytes().all(|byte| byte.is_ascii_digit());
                year || word.contains('年')
                    || self.months.iter().any(|month| month.eq_ignore_ascii_case(word))
            })
    }

    /// Whether a list's item leads to a site's first page: `トップページ`.
    pub(crate) fn is_home(&self, item: &str) -> bool {
        self.homes.contains(item)
    }

    /// `words` without what a button beside a date says: `印刷用ページを表示する掲載日`.
    pub(crate) fn without_button<'w>(&self, words: &'w str) -> &'w str {
        self.buttons.iter().find_map(|button| words.strip_prefix(button.as_str())).unwrap_or(words)
    }

    /// Whether a class, id or role names the main part.
    pub(super) fn names_main(&self, label: &str) -> bool {
        self.main.contains(label)
    }

    /// Whether a class names one post among others.
    pub(super) fn names_post(&self, label: &str) -> bool {
        self.posts.contains(label)
    }

    /// Whether a heading begins a list of other pages.
    pub(super) fn is_heading(&self, text: &str) -> bool {
        !longer_than(text, 30) && self.headings.iter().any(|heading| text.contains(heading.as_str()))
    }

    /// Whether a line is furniture.
    pub(super) fn is_line(&self, line: &str) -> bool {
        let core =
            line.trim_start_matches(|c: char| "▲△↑<>«»≪≫|【[※ ".contains(c) && !line.starts_with("[PR]"));
        !longer_than(line, LONGEST)
            && (!core.contains('。') && self.lines.iter().any(|start| core.starts_with(start.as_str()))
                || self.line_ends.iter().any(|end| core.ends_with(end.as_str()))
                || self.is_word(line))
    }

    /// Whether a line is a sign of the site's and nothing else: `Advertisement`, `印刷`.
    fn is_word(&self, line: &str) -> bool {
        let core = line.trim_matches(|c: char| !c.is_alphanumeric());
        !core.is_empty() && core.len() < 40 && self.words.contains(&core.to_lowercase())
    }

    /// Whether a line of a page saved as text only leads to the page's text: `ページの先頭です。`, `現在地 トップ > お知らせ`.
    pub(crate) fn is_signpost(&self, line: &str) -> bool {
        let named = self.signposts.iter().any(|words| line.contains(words.as_str()));
        line == "本文"
            || named && !longer_than(line, SIGNPOST)
            || line.matches([' ', '\u{3000}']).count() >= 4 && line.matches(['>', '＞']).count() >= 2
    }
}

/// The parts of a label, in lower case.
fn parts(label: &str) -> impl Iterator<Item = String> {
    let mut words = vec![String::new()];
    let mut before_lower = false;
    for c in label.chars() {
        if matches!(c, '-' | '_') || c.is_ascii_uppercase() && before_lower {
            words.push(String::new());
        }
        if c.is_ascii_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.push(c.to_ascii_lowercase());
        }
        before_lower = c.is_ascii_lowercase();
    }
    words.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        let words = Furniture::builtin();
        assert!(!words.lines.is_empty(), "the data file is read");
        for label in ["breadcrumbs", "post-footer", "siteHeader", "l-header", "g-nav", "SideBar", "pan"] {
            assert!(words.names_furniture(label), "{label}");
        }
        for label in ["inside", "post-body", "heading", "date", "news-meta", "pane", "relief"] {
            assert!(!words.names_furniture(label), "{label}");
        }
    }

    #[test]
    fn files() {
        let words = Furniture::builtin();
        for url in ["a.pdf", "https://www.example.jp/files/1.XLSX", "/d/bessi.zip?ver=2#page=1"] {
            assert!(words.is_file(url), "{url}");
        }
        for url in
            ["/news/1.html", "/news/pdf", "https://www.example.jp/", "#a.b", "/list.php?file=1.pdf", ""]
        {
            assert!(!words.is_file(url), "{url}");
        }
    }

    #[test]
    fn signposts() {
        let words = Furniture::builtin();
        for line in [
            "ページの先頭です。 メニューを飛ばして本文へ",
            "現在地 トップ > 報道資料 > 誤送信について",
            "本文",
        ] {
            assert!(words.is_signpost(line), "{line}");
        }
        assert!(!words.is_signpost("本文に個人情報を記載したメールを誤って送信しました。"));
    }

    #[test]
    fn lines() {
        let words = Furniture::builtin();
        assert!(words.is_line("▲ページの先頭へ") && words.is_line("Copyright (C) 2020 例示市"));
        assert!(
            !words.is_line("広告配信システムに不正アクセスがありました。") && !words.is_line("前の日の記録")
        );
    }
}
