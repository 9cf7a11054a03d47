//! Pictures for the Open Graph, drawn by the browser: each once, as its name follows from what is on it.

use std::path::Path;

use jikenbo_collect::browser;
use jikenbo_publish::{About, CARD, Card, card};

use super::Wanted;
use super::files::Folder;
use super::trees::Tree;
use crate::Error;

/// Whether there will be pictures: a browser is there and draws that of the casebook, and pages can name it.
pub(super) fn are_there(about: &About, prefix: &str, folder: &Folder<'_>, browser: Option<&Path>) -> bool {
    let Some(browser) = browser.filter(|_| about.url.is_some() && !about.draft) else { return false };
    put(vec![card(about)], prefix, folder, browser).is_ok()
}

/// The pictures of labels of a language, and what their paths begin with.
pub(super) type Named = (Vec<Card>, &'static str);

/// The pictures of labels that pages name.
pub(super) fn named(trees: &[Tree<'_>]) -> Vec<Named> {
    trees.iter().filter(|tree| tree.pictures).map(|tree| (tree.site.cards(), tree.prefix)).collect()
}

/// Draws pictures that are not there. They stand in the folders of lists, whose files are doubted where a list is another one: so they are
/// kept, or drawn, once the lists are made. Where the browser fails, those of all languages that are there are kept nevertheless.
pub(super) fn draw(cards: Vec<Named>, folder: &Folder<'_>, wanted: &Wanted) -> Result<(), Error> {
    let Some(browser) = &wanted.browser else { return Ok(()) };
    let drawn = cards.into_iter().map(|(cards, prefix)| put(cards, prefix, folder, browser));
    drawn.fold(Ok(()), Result::and)
}

/// Puts those there that are not there yet.
fn put(cards: Vec<Card>, prefix: &str, folder: &Folder<'_>, browser: &Path) -> Result<(), Error> {
    let at = |card: &Card| format!("{prefix}{}", card.path);
    let new: Vec<Card> = cards.into_iter().filter(|card| !folder.keep(&at(card))).collect();
    if new.is_empty() {
        return Ok(());
    }
    let pages: Vec<String> = new.iter().map(|card| card.html.clone()).collect();
    let drawn = browser::pictures(browser, &pages, CARD).map_err(Error::Collect)?;
    new.iter().zip(&drawn).for_each(|(card, png)| folder.put(&at(card), png, None));
    Ok(())
}
