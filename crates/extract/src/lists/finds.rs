//! The finds of every list in one passage, quick to ask for by place.

use jikenbo_model::Span;

use super::Hit;
use crate::modality::Cues;

/// So many bytes of a text share an entry of the index.
const STRIDE: usize = 64;

/// The finds of each list, by its number, in order of the text: every field asks for those of one list, most often inside
/// one clause or sentence, and most often there is none.
#[derive(Debug, Default)]
pub(crate) struct Finds {
    of_list: Vec<Vec<Hit>>,
    /// For each list and each stride of the text how many of its finds begin before that stride.
    before: Vec<u32>,
    /// Entries of `before` for each list.
    strides: usize,
    /// The cue words by their start.
    cues: Vec<(Span, Cues)>,
}

impl Finds {
    /// The finds `of_list` (of each list by its number) in a text of `length` bytes, and the `cues`, all sorted by place.
    pub(super) fn new(of_list: Vec<Vec<Hit>>, cues: Vec<(Span, Cues)>, length: usize) -> Self {
        let strides = length / STRIDE + 1;
        let mut before = vec![0; of_list.len() * strides];
        for (hits, before) in of_list.iter().zip(before.chunks_exact_mut(strides)) {
            let mut next = 0;
            for (number, hit) in (0..).zip(hits) {
                let until = hit.span.start / STRIDE + 1;
                if let Some(skipped) = before.get_mut(next..until).filter(|skipped| !skipped.is_empty()) {
                    skipped.fill(number);
                    next = until;
                }
            }
            before[next..].fill(hits.len() as u32);
        }
        Self { of_list, before, strides, cues }
    }

    /// All finds of list number `list`.
    pub(crate) fn of_list(&self, list: u16) -> &[Hit] {
        self.of_list.get(usize::from(list)).map_or(&[], Vec::as_slice)
    }

    /// The finds of list number `list` from the first one on that does not begin before byte `start`.
    pub(crate) fn from(&self, list: u16, start: usize) -> &[Hit] {
        let hits = self.of_list(list);
        let stride = (start / STRIDE).min(self.strides - 1);
        let before = self.before.get(usize::from(list) * self.strides + stride);
        let near = before.and_then(|&before| hits.get(before as usize..)).unwrap_or_default();
        let skipped = near.iter().take_while(|hit| hit.span.start < start).count();
        near.get(skipped..).unwrap_or_default()
    }

    /// The cue words inside `span`.
    pub(crate) fn cues(&self, span: Span) -> Cues {
        let from = self.cues.partition_point(|(cue, _)| cue.start < span.start);
        let near = self.cues[from..].iter().take_while(|(cue, _)| cue.start < span.end);
        let inside = near.filter(|(cue, _)| cue.end <= span.end);
        inside.fold(Cues::default(), |all, &(_, cues)| all.and(cues))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lists;

    #[test]
    fn as_looked_for_one_by_one() {
        let hit = |start: usize| Hit { span: Span::new(start, start + 3), list: 1, rule: 0, sentence: 0 };
        let hits: Vec<Hit> = [0, 0, 5, 63, 64, 65, 200, 320, 399].map(hit).into();
        let finds = Finds::new(vec![Vec::new(), hits.clone()], Vec::new(), 402);
        for from in 0..500 {
            let expected: Vec<Hit> = hits.iter().filter(|hit| hit.span.start >= from).copied().collect();
            assert_eq!(finds.from(1, from), expected, "{from}");
            assert!(finds.from(0, from).is_empty() && finds.from(2, from).is_empty());
        }
        assert!(Finds::new(Vec::new(), Vec::new(), 0).from(0, 0).is_empty());
    }

    #[test]
    fn cues_are_those_of_the_words() {
        let text = "漏えいの可能性は否定できません。二次被害は確認されておらず、場合によりご連絡ください。";
        let end = text.find('。').map_or(0, |at| at + '。'.len_utf8());
        let finds = Lists::builtin().scan(text, &[Span::new(0, end), Span::new(end, text.len())]);
        for sentence in [0..end, end..text.len()] {
            for from in sentence.clone().filter(|&at| text.is_char_boundary(at)) {
                let span = Span::new(from, sentence.end);
                assert_eq!(finds.cues(span), Cues::of(&text[from..sentence.end]), "{from}");
            }
        }
    }
}
