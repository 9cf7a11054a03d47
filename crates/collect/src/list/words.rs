use std::sync::OnceLock;

use serde::Deserialize;

/// `data/list.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    furniture: Vec<String>,
    bare: Vec<String>,
    marks: Vec<String>,
    next: Vec<String>,
    arrows: Vec<String>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    // A test parses the file, so that a fault in it never leaves the workshop.
    WORDS.get_or_init(|| toml::from_str(include_str!("../../data/list.toml")).unwrap_or_default())
}

/// Whether a class, id or role names what is the site's.
pub(super) fn names_furniture(label: &str) -> bool {
    parts(label).any(|part| words().furniture.contains(&part))
}

/// Words of `globalNav-main_01`: between dashes, underscores and capitals, without figures.
fn parts(label: &str) -> impl Iterator<Item = String> + '_ {
    let mut out: Vec<String> = vec![String::new()];
    let mut was_lower = false;
    for c in label.chars() {
        if !c.is_ascii_alphabetic() || (c.is_ascii_uppercase() && was_lower) {
            out.push(String::new());
        }
        was_lower = c.is_ascii_lowercase();
        if c.is_ascii_alphabetic() {
            out.last_mut().into_iter().for_each(|word| word.push(c.to_ascii_lowercase()));
        }
    }
    out.into_iter().filter(|word| !word.is_empty())
}

/// Whether what a link says names nothing.
pub(super) fn is_bare(text: &str) -> bool {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    text.is_empty() || words().bare.iter().any(|bare| bare.eq_ignore_ascii_case(text))
}

/// 次へ, 次のページ, 次の20件, Next; with arrows around it or without; or only arrows that point on.
pub(super) fn says_next(text: &str) -> bool {
    let text = text.to_lowercase();
    let bare = text.trim_matches(|c: char| c.is_whitespace() || "›»>＞≫→▶►・|[]［］()（）".contains(c));
    if bare.is_empty() {
        return words().arrows.iter().any(|arrow| arrow == text.trim());
    }
    let is_count = |rest: &str| rest.ends_with('件') && rest.chars().count() <= 6;
    words().next.iter().any(|word| word == bare) || bare.strip_prefix("次の").is_some_and(is_count)
}

/// `text` without marks (`NEW`) and signs that stand before or behind it.
pub(super) fn without_marks(text: &str) -> &str {
    let mut text = text;
    loop {
        let trimmed =
            text.trim_matches(|c: char| c.is_whitespace() || "・|｜：:／/→▶►■●◆-–—…>＞»".contains(c));
        let behind = words().marks.iter().find_map(|mark| ended(trimmed.strip_prefix(mark.as_str())?, true));
        let before =
            || words().marks.iter().find_map(|mark| ended(trimmed.strip_suffix(mark.as_str())?, false));
        match behind.or_else(before) {
            Some(rest) if !rest.is_empty() => text = rest,
            _ => return trimmed,
        }
    }
}

/// What is left of a mark, where a word ends there.
fn ended(rest: &str, is_prefix: bool) -> Option<&str> {
    let next = if is_prefix { rest.chars().next() } else { rest.chars().next_back() };
    next.is_none_or(|c| !c.is_alphanumeric()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_read_and_labels_taken_apart() {
        let Words { furniture, bare, marks, next, arrows } = words();
        assert!(furniture.len() > 30 && bare.len() > 10 && !marks.is_empty() && !arrows.is_empty());
        assert!(!next.is_empty() && next.iter().all(|word| word.to_lowercase() == *word));
        assert!(furniture.iter().all(|word| parts(word).eq([word.clone()])));
        assert!(names_furniture("globalNav") && names_furniture("l-footer_01") && names_furniture("pager"));
        assert!(!names_furniture("news-list") && !names_furniture("header2x".trim_start_matches("header")));
        assert!(is_bare("［PDF］") && is_bare("Read more") && !is_bare("PDFの公開"));
        assert_eq!(without_marks("NEW 紛失について ・"), "紛失について");
        assert_eq!(without_marks("Newsletterの発行"), "Newsletterの発行");
    }
}
