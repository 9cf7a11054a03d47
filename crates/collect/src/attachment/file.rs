use percent_encoding::percent_decode_str;

use super::Form;
use super::words::{lists, plain};
use crate::link::resolve;

/// The address that `written` is on the page at `base`, and what lies there; `None` for what is no file.
pub(super) fn named(base: &str, written: &str, words: &str) -> Option<(String, Form)> {
    if written.trim_start().starts_with('#') {
        return None;
    }
    let address = resolve(Some(base), written)?;
    let address = address.split('#').next().unwrap_or_default().to_owned();
    (address.starts_with("http") && address != base).then_some(())?;
    let form = by_end(&address).or_else(|| by_words(&address, words))?;
    Some((address, form))
}

/// The form that the address ends with, in its path or in what it asks for.
pub(super) fn by_end(address: &str) -> Option<Form> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let last =
        |part: &str| part.rsplit('/').next().and_then(|name| Some(name.rsplit_once('.')?.1.to_lowercase()));
    let asked = address.split_once('?').map(|(_, asked)| asked).unwrap_or_default();
    let ends = std::iter::once(path).chain(asked.split(['&', '='])).filter_map(last);
    ends.into_iter()
        .find_map(|end| lists().form.iter().find(|form| form.ends.contains(&end)).map(|form| form.form))
}

/// Whether the address names a ZIP archive; what other programs pack is not opened.
pub(super) fn is_zip(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    address.split(['?', '#', '&', '=']).any(|part| part.ends_with(".zip"))
}

/// What the link says, where the address ends like no page and no file: `/download?id=3`, "(PDF:120KB)".
fn by_words(address: &str, words: &str) -> Option<Form> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_page = name.rsplit_once('.').is_some_and(|(_, end)| ["html", "htm", "shtml"].contains(&end));
    if is_page {
        return None;
    }
    let words = plain(words);
    let told = |word: &String| {
        ["(", "[", "【", "〔"].iter().any(|open| words.contains(&format!("{open}{word}")))
            || words.ends_with(word.as_str())
    };
    lists().form.iter().find(|form| form.words.iter().any(told)).map(|form| form.form)
}

/// The file's name, decoded.
pub(super) fn name(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    percent_decode_str(name).decode_utf8_lossy().into_owned()
}
