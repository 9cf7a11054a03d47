//! An entry as the page that it is.

use std::borrow::Cow;

use super::{Post, of_text};
use crate::date::dates;
use crate::html::flatten;

/// Whether `bytes` begin as an entry of an export does.
pub(crate) fn looks_like_entry(bytes: &[u8]) -> bool {
    let rest = ["<entry", "<item"].iter().find_map(|tag| bytes.strip_prefix(tag.as_bytes()));
    rest.and_then(<[u8]>::first).is_some_and(|next| *next == b'>' || next.is_ascii_whitespace())
}

/// The page of an entry: its title, its day, its content. `None` where `text` is no entry.
pub(crate) fn markup(text: &str) -> Option<String> {
    if !looks_like_entry(text.as_bytes()) {
        return None;
    }
    let post = of_text(text)?;
    let title = escaped(&post.title);
    let line = day_line(&post);
    let day = post.day.map(|day| format!("<meta property=\"article:published_time\" content=\"{day}\">"));
    let day = day.unwrap_or_default();
    let heading = if post.title.is_empty() { String::new() } else { format!("<h1>{title}</h1>") };
    Some(format!(
        "<!DOCTYPE html><html><head><title>{title}</title>{day}</head><body><article>{heading}{line}\n{}\n</article></body></html>",
        post.html
    ))
}

/// The day of publication as a line, as sites show it above a post: only where the post itself names no day, for its own is
/// the day of the release.
fn day_line(post: &Post) -> String {
    let names_day = |text: &str| dates(text).iter().any(|(date, _)| date.day().is_some());
    match post.day {
        Some(day) if !names_day(&post.title) && !names_day(&flatten::words(&post.html)) => {
            format!("<p>{day}</p>")
        }
        _ => String::new(),
    }
}

fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
}
