//! Where words of an older text stand in a newer one.

use std::cmp::Reverse;

use jikenbo_text::Span;
use jikenbo_text::fold::Folded;

/// How many letters on either side tell places with the same words apart.
const AROUND: usize = 60;
/// How many places with the same words are looked at.
const PLACES: usize = 500;

/// Texts that are compared letter by letter: folded to one spelling, without spaces and line breaks, as a better decoder
/// changes those first.
struct Bare {
    letters: String,
    folded: Folded,
    /// Of each letter its first byte here and in the folded text.
    places: Vec<(usize, usize)>,
    offset: usize,
}

impl Bare {
    fn of(text: &str, within: Span) -> Self {
        let folded = Folded::of(within.of(text).unwrap_or_default());
        let (mut letters, mut places) = (String::with_capacity(folded.text().len()), Vec::new());
        for (at, letter) in folded.text().char_indices().filter(|(_, letter)| !letter.is_whitespace()) {
            places.push((letters.len(), at));
            letters.push(letter);
        }
        Self { letters, folded, places, offset: within.start }
    }

    /// The bytes of the text that the letters `span` were made of.
    fn source(&self, span: Span) -> Option<Span> {
        let place = |at: usize| self.places.binary_search_by_key(&at, |(bare, _)| *bare).ok();
        let first = self.places[place(span.start)?].1;
        let last = match place(span.end) {
            Some(next) => self.places[next.checked_sub(1)?].1,
            None => self.places.last()?.1,
        };
        let length = self.folded.text().get(last..)?.chars().next()?.len_utf8();
        let Span { start, end } = self.folded.source(Span::new(first, last + length));
        Some(Span::new(start + self.offset, end + self.offset))
    }
}

/// Where the words at `span` of `old` stand in the part `within` of `new`; `None` where they are not there any more.
/// Spelling, spaces and line breaks may differ. Of several places it is the one with the same words around it, then the
/// one that lies nearest to where it stood.
///
/// ```
/// use jikenbo_resolve::compare::moved;
/// use jikenbo_text::Span;
/// let (old, new) = ("対象は１００件です。", "お知らせ\n対象は 100 件です。");
/// let (span, all) = (Span::new(9, 21), Span::new(0, new.len()));
/// assert_eq!(moved(old, span, new, all).unwrap().of(new), Some("100 件"));
/// assert_eq!(moved(old, span, "対象はありません。", Span::new(0, 27)), None);
/// ```
pub fn moved(old: &str, span: Span, new: &str, within: Span) -> Option<Span> {
    let words = Bare::of(old, span).letters;
    span.of(old).filter(|_| !words.is_empty())?;
    let (before, after) =
        (Bare::of(old, Span::new(0, span.start)), Bare::of(old, Span::new(span.end, old.len())));
    let text = Bare::of(new, within);
    let alike = |at: usize| {
        let (left, right) = (&text.letters[..at], &text.letters[at + words.len()..]);
        let same = |(one, two): &(char, char)| one == two;
        let to_left =
            left.chars().rev().zip(before.letters.chars().rev()).take(AROUND).take_while(same).count();
        let to_right = right.chars().zip(after.letters.chars()).take(AROUND).take_while(same).count();
        to_left + to_right
    };
    let rank = |at: &usize| (alike(*at), Reverse(at.abs_diff(before.letters.len())));
    let at = text.letters.match_indices(&words).map(|(at, _)| at).take(PLACES).max_by_key(rank)?;
    text.source(Span::new(at, at + words.len()))
}

/// Whether two texts have the same words, whatever their spelling, spaces and line breaks.
///
/// ```
/// use jikenbo_resolve::compare::same_words;
/// assert!(same_words("対象は\n１００件", "対象は 100件"));
/// assert!(!same_words("対象は100件", "対象は101件"));
/// ```
pub fn same_words(one: &str, two: &str) -> bool {
    let letters = |text: &str| Bare::of(text, Span::new(0, text.len())).letters;
    one == two || letters(one) == letters(two)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &str, words: &str, new: &str, expected: Option<(usize, &str)>) {
        let start = old.find(words).unwrap();
        let found = moved(old, Span::new(start, start + words.len()), new, Span::new(0, new.len()));
        assert_eq!(found.map(|span| (span.start, span.of(new).unwrap())), expected);
    }

    #[test]
    fn the_same_words_elsewhere() {
        check("a対象は100件", "100件", "見出し\na対象は100件。", Some((20, "100件")));
        check("対象は\n100件", "対象は\n100件", "対象は100件", Some((0, "対象は100件")));
        check("ﾒｰﾙｱﾄﾞﾚｽ 1,200件", "ﾒｰﾙｱﾄﾞﾚｽ", "x メールアドレス1,200件", Some((2, "メールアドレス")));
    }

    #[test]
    fn of_several_places_the_one_with_the_same_neighbours() {
        check("甲市は100件、乙市は200件。丙市は300件", "200件", "200件。乙市は200件。", Some((18, "200件")));
        check("甲100件。", "100件", "乙100件。甲100件。", Some((15, "100件")));
    }

    #[test]
    fn other_words_are_not_found() {
        check("対象は100件", "100件", "対象は1,000件", None);
        check("対象は100件 ", " ", "対象は100件 ", None);
        let new = "前は100件。後は200件";
        assert_eq!(moved("100件", Span::new(0, 6), new, Span::new(15, new.len())), None);
        assert_eq!(moved("あ", Span::new(1, 3), "あ", Span::new(0, 3)), None);
    }

    #[test]
    fn a_word_that_ends_within_a_folded_letter_takes_all_of_it() {
        check("(株", "(株", "見本㈱", Some((6, "㈱")));
    }
}
