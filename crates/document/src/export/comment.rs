//! What a comment says.

/// The words of a comment's HTML, a line a block.
pub(super) fn plain(html: &str) -> String {
    let page = format!("<!DOCTYPE html><html><body><div>{html}</div></body></html>");
    let hints = crate::Hints { content_type: Some("text/html; charset=utf-8"), name: None };
    crate::document(page.as_bytes(), hints).text.trim().to_owned()
}
