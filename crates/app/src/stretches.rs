//! A long part of a text in stretches, so that what is found in it never has to be kept all at once.

use jikenbo_model::Span;

/// No stretch is longer, in bytes. All that is found in a stretch of nothing but figures takes fifty times its length, so
/// that a page of 3 MB, read in stretches of a third of that, would take more than ten times its own.
const LONGEST: usize = 1 << 19;

/// `part` of `text` in stretches that fill it: up to and with a line's end where there is one, else a comma or full stop,
/// else any character. A part of a usual length is one stretch.
pub(crate) fn stretches(text: &str, part: Span) -> impl Iterator<Item = Span> + use<'_> {
    let mut rest = part;
    std::iter::from_fn(move || {
        let stretch = Span::new(rest.start, end(text, rest));
        rest = Span::new(stretch.end, rest.end);
        (!stretch.is_empty()).then_some(stretch)
    })
}

fn end(text: &str, rest: Span) -> usize {
    if rest.len() <= LONGEST {
        return rest.end;
    }
    let most = (rest.start..=rest.start + LONGEST).rev().find(|&at| text.is_char_boundary(at));
    let most = most.filter(|&most| most > rest.start).unwrap_or(rest.end);
    let words = text.get(rest.start..most).unwrap_or_default();
    let cut = ["\n", "。", "、"].iter().find_map(|sign| words.rfind(sign).map(|at| at + sign.len()));
    cut.map_or(most, |cut| rest.start + cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(text: &str) -> Vec<usize> {
        let all: Vec<Span> = stretches(text, Span::new(0, text.len())).collect();
        assert_eq!(all.iter().filter_map(|span| span.of(text)).collect::<String>(), text);
        all.into_iter().map(Span::len).collect()
    }

    #[test]
    fn a_usual_text_is_one_stretch() {
        assert_eq!(lengths("12件\n34件"), ["12件\n34件".len()]);
        assert!(lengths("").is_empty());
    }

    #[test]
    fn a_long_one_is_cut_between_lines_or_words() {
        let line = "1,234件、".repeat(LONGEST / 5);
        let cut = lengths(&line);
        assert!(cut.len() > 1 && cut.iter().all(|&length| length <= LONGEST && length % 11 == 0));
        let lines = "12件\n".repeat(LONGEST / 2);
        assert!(lengths(&lines).iter().all(|length| length % 6 == 0));
        assert_eq!(lengths(&"件".repeat(LONGEST)).iter().sum::<usize>(), LONGEST * 3);
    }
}
