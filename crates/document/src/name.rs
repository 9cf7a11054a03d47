//! Titles that are the names of files, and names of files that are titles.

use crate::width::trim;

/// Ends of files' names.
const ENDS: [&str; 26] = [
    "pdf", "doc", "docx", "xls", "xlsx", "xlsm", "ppt", "pptx", "jtd", "jtdc", "indd", "ai", "txt", "html",
    "htm", "png", "jpg", "jpeg", "gif", "webp", "tif", "tiff", "zip", "mht", "mhtml", "xdw",
];

/// Whether a file's property is a title that somebody gave: no name of a file, no `untitled`.
pub(crate) fn is_title(property: &str) -> bool {
    let lower = trim(property).to_lowercase();
    let is_file = lower.rsplit_once('.').is_some_and(|(_, end)| ENDS.contains(&end));
    let by_program =
        ["microsoft ", "untitled", "powerpoint ", "無題", "名称未設定", "スライド ", "sheet1", "book1"];
    !lower.is_empty() && !is_file && !by_program.iter().any(|start| lower.starts_with(start))
}

/// The title that a file's name or an address gives: without folders, end and what parts words; `None` where it says nothing.
pub(crate) fn title(name: &str) -> Option<String> {
    let path = name.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = match last.rsplit_once('.') {
        Some((stem, end)) if ENDS.contains(&end.to_lowercase().as_str()) => stem,
        _ => last,
    };
    let words: String = stem.chars().map(|c| if matches!(c, '_' | '+') { ' ' } else { c }).collect();
    let words = trim(&words).to_owned();
    // `img_2041`, `20260401a`: no words.
    words.chars().any(|c| c >= '\u{3040}' && c.is_alphabetic()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files() {
        assert!(is_title("不正アクセスについて") && !is_title("Microsoft Word - お知らせ.docx"));
        assert!(!is_title("release.doc") && !is_title("  "));
        assert_eq!(
            title("news/メール誤送信について_第2報.png").as_deref(),
            Some("メール誤送信について 第2報")
        );
        assert_eq!(title("img_2041.png"), None);
        assert_eq!(title("https://example.com/お詫び.jpg?v=1").as_deref(), Some("お詫び"));
    }
}
