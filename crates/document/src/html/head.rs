//! What a page's head says of it: title, site, date of publication.

use jikenbo_text::PartialDate;

use super::region::bare;
use super::tag::Tag;
use super::tree::{Node, words};
use crate::date::dates;
use crate::width::trim;

/// What a page's head says.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// `og:title` and `<title>`, as they stand.
    pub(super) titles: Vec<String>,
    pub(super) site: Option<String>,
    pub(super) published: Option<PartialDate>,
}

/// What the head among `nodes` says.
pub(super) fn read(nodes: &[Node<'_>]) -> Head {
    let mut head = Head::default();
    let mut by_script = None;
    for (at, node) in nodes.iter().enumerate() {
        match node.tag {
            Some(Tag::Meta) => meta(node, &mut head),
            Some(Tag::Title) => {
                head.titles.extend(Some(words(nodes, at, 2000)).filter(|title| !title.is_empty()))
            }
            Some(Tag::Script) => by_script = by_script.or_else(|| date_in_script(nodes, at)),
            _ => {}
        }
    }
    head.published = head.published.or(by_script);
    head
}

fn meta(node: &Node<'_>, head: &mut Head) {
    let name = node
        .attribute("property")
        .or(node.attribute("name"))
        .or(node.attribute("itemprop"))
        .unwrap_or_default();
    let Some(content) = node.attribute("content").map(trim).filter(|content| !content.is_empty()) else {
        return;
    };
    match name.to_ascii_lowercase().as_str() {
        "og:title" => head.titles.insert(0, content.to_owned()),
        "og:site_name" => head.site = Some(content.to_owned()),
        "article:published_time" | "datepublished" | "date" | "dc.date" | "dcterms.date" | "pubdate" => {
            head.published = head.published.or_else(|| date(content));
        }
        _ => {}
    }
}

/// `datePublished` of the page's linked data.
fn date_in_script(nodes: &[Node<'_>], at: usize) -> Option<PartialDate> {
    let end = nodes.get(at)?.end;
    let text = nodes.get(at + 1..end)?.first()?.text;
    let (_, behind) = text.split_once("\"datePublished\"")?;
    let value = behind.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    date(value)
}

/// The date in `value` (`2025-11-14T10:00:00+09:00`).
pub(super) fn date(value: &str) -> Option<PartialDate> {
    let day = value.get(..10).map(|day| day.replace(['/', '.'], "-"));
    day.and_then(|day| day.parse().ok())
        .or_else(|| dates(value.get(..200).unwrap_or(value)).first().map(|&(date, _)| date))
}

/// The title without the site's name, and the site's name: the part of `title` that `heading` repeats, else the longest.
pub(super) fn split(title: &str, heading: Option<&str>) -> (String, Option<String>) {
    let parts = parts(title);
    let heading = heading.map(bare).filter(|heading| !heading.is_empty());
    let matching = heading.and_then(|heading| {
        parts.iter().position(|part| {
            let part = bare(part);
            let length = part.chars().count();
            // A heading may name the site: 「『例示ストア』への不正アクセスに関するお詫び」.
            let much = length > 5 && length * 2 >= heading.chars().count();
            part.contains(&heading) || much && heading.contains(&part)
        })
    });
    let chosen = matching.or_else(|| {
        let longest = parts.iter().map(|part| part.chars().count()).max()?;
        parts.iter().position(|part| part.chars().count() == longest)
    });
    let site = match chosen {
        Some(0) => parts.len().checked_sub(1).filter(|&last| last > 0),
        Some(_) => Some(0),
        None => None,
    };
    let of = |at: usize| parts.get(at).map(|part| (*part).to_owned());
    (chosen.and_then(of).unwrap_or_default(), site.and_then(of))
}

/// The parts of a page's title: `題名 | 部 | 社名`, `社名 - 題名`, `社名: 題名`.
pub(super) fn parts(title: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let chars: Vec<(usize, char)> = title.char_indices().take(1000).collect();
    for (index, &(at, c)) in chars.iter().enumerate() {
        let spaced = |step: isize| {
            let neighbour = index.checked_add_signed(step).and_then(|index| chars.get(index));
            neighbour.is_none_or(|&(_, c)| crate::width::is_space(c))
        };
        let parts_here = match c {
            '|' | '｜' | '│' | '«' | '»' | '≪' | '≫' | '/' | '／' | '〈' => true,
            '-' | '－' | '–' | '—' | '―' | '：' | ':' | '>' | '＞' | '・' | '~' | '〜' => {
                spaced(-1) && spaced(1) || c == ':' && spaced(1)
            }
            _ => false,
        };
        if parts_here {
            parts.push(title.get(start..at).unwrap_or_default());
            start = at + c.len_utf8();
        }
    }
    parts.push(title.get(start..).unwrap_or_default());
    parts.into_iter().map(trim).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, heading: Option<&str>, expected: (&str, Option<&str>)) {
        let (found, site) = split(title, heading);
        assert_eq!((found.as_str(), site.as_deref()), expected);
    }

    #[test]
    fn titles() {
        check("誤送信について | お知らせ | 例示市", None, ("誤送信について", Some("例示市")));
        check("例示生活協同組合｜お知らせ", Some("お知らせ"), ("お知らせ", Some("例示生活協同組合")));
        check(
            "【重要】不正アクセスに関するお知らせ | 例示公式ストア",
            Some("弊社が運営する「例示公式ストア」への不正アクセスに関するお詫びとお知らせ"),
            ("【重要】不正アクセスに関するお知らせ", Some("例示公式ストア")),
        );
        check("漏えいについて－例示市", None, ("漏えいについて－例示市", None));
        check("Wi-Fi設定の不備について - 例示大学", None, ("Wi-Fi設定の不備について", Some("例示大学")));
        check("", None, ("", None));
    }

    #[test]
    fn dates() {
        assert_eq!(
            date("2025-11-14T10:00:00+09:00").map(|date| date.to_string()).as_deref(),
            Some("2025-11-14")
        );
        assert_eq!(date("tomorrow"), None);
    }
}
