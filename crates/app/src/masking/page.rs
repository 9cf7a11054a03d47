//! What a whole page tells of private persons: found once, whatever the number of its reports.

use std::collections::BTreeMap;
use std::sync::Arc;

use jikenbo_text::Span;
use jikenbo_text::words::Words;

use super::personal;

/// Pages of which it is kept, at most.
const KEPT: usize = 4_096;

/// What [`personal`] finds in the text of a page.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// In order and without overlaps, each with the place of its words.
    spans: Vec<(Span, usize)>,
    /// Each once, in the order in which they come first.
    words: Vec<String>,
    within: Words,
}

impl Page {
    /// What `text` tells; `known` are names that editors know of.
    pub(crate) fn new(text: &str, known: &[String]) -> Self {
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        let (mut spans, mut words) = (Vec::new(), Vec::new());
        for span in personal(text, known) {
            let Some(secret) = span.of(text) else { continue };
            let place = *places.entry(secret).or_insert_with(|| {
                words.push(secret.to_owned());
                words.len() - 1
            });
            spans.push((span, place));
        }
        let within = Words::new(words.iter().map(String::as_str));
        Self { spans, words, within }
    }

    /// What lies in `span` of the page, in order, with its words.
    pub(crate) fn inside(&self, span: Span) -> impl Iterator<Item = (Span, &str)> {
        let first = self.spans.partition_point(|(one, _)| one.end <= span.start);
        let within = self.spans[first..].iter().take_while(move |(one, _)| one.start < span.end);
        within.filter_map(|(one, place)| Some((*one, self.words.get(*place)?.as_str())))
    }

    /// Which of its words are in `text`, each once, in their order.
    pub(crate) fn told_in(&self, text: &str) -> Vec<&str> {
        if self.words.is_empty() {
            return Vec::new();
        }
        let found = self.within.find(text, Span::new(0, text.len()));
        let mut places: Vec<usize> =
            found.iter().filter_map(|found| usize::try_from(found.word).ok()).collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().filter_map(|place| self.words.get(place)).map(String::as_str).collect()
    }
}

/// Pages whose persons are known, by the ids of their texts.
#[derive(Debug, Default)]
pub(crate) struct Known {
    names: Vec<String>,
    pages: BTreeMap<i64, Arc<Page>>,
}

impl Known {
    /// What the page with the id `id` and the words `text` tells; `names` are those that editors know of.
    pub(crate) fn page(&mut self, id: i64, text: &str, names: &[String]) -> Arc<Page> {
        if self.names != names || self.pages.len() >= KEPT {
            *self = Self { names: names.to_vec(), pages: BTreeMap::new() };
        }
        Arc::clone(self.pages.entry(id).or_insert_with(|| Arc::new(Page::new(text, names))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "担当: 例示 太郎\n電話 (03)0000-1234\n担当: 例示 太郎\n担当: 見本 花子\n";

    #[test]
    fn each_word_is_found_where_it_stands() {
        let page = Page::new(TEXT, &[]);
        let all: Vec<&str> =
            page.inside(Span::new(0, TEXT.len())).filter_map(|(span, _)| span.of(TEXT)).collect();
        assert_eq!(all, ["例示 太郎", "(03)0000-1234", "例示 太郎", "見本 花子"]);
        let start = TEXT.find("太郎").unwrap();
        let touched: Vec<&str> = page.inside(Span::new(start, start + 3)).map(|(_, words)| words).collect();
        assert_eq!(touched, ["例示 太郎"]);
        assert_eq!(page.inside(Span::new(0, 8)).count(), 0, "it ends where the name begins");
    }

    #[test]
    fn which_of_them_are_told_elsewhere() {
        let page = Page::new(TEXT, &[]);
        assert_eq!(page.told_in("見本 花子と例示 太郎、見本 花子"), ["例示 太郎", "見本 花子"]);
        assert!(page.told_in("例示").is_empty());
        assert!(Page::new("何もない", &[]).told_in("例示 太郎").is_empty());
    }

    #[test]
    fn a_page_is_looked_through_again_for_other_names() {
        let mut known = Known::default();
        let text = "職員の架空花子が";
        assert!(known.page(1, text, &[]).told_in(text).is_empty());
        let names = ["架空花子".to_owned()];
        assert_eq!(known.page(1, text, &names).told_in(text), ["架空花子"]);
        assert_eq!(known.page(1, "", &names).told_in(text), ["架空花子"], "a text never changes");
    }
}
