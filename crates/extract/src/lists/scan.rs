use jikenbo_model::Span;

use super::pattern::Scene;
use super::{Letters, Lists, Pattern, Rule};

/// The longest find, in bytes, that swallows shorter ones: beyond it a pattern has a gap in which other words may stand.
const TIGHT: usize = 60;

/// Words of a list found in a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// All words of the pattern, in the folded text.
    pub(crate) span: Span,
    /// The number of the list ([`Lists::number`]).
    pub(crate) list: u16,
    /// The rule.
    pub(crate) rule: u32,
    /// The sentence that it stands in.
    pub(crate) sentence: u32,
}

impl Lists {
    /// All words of all lists in `text`, whose sentences are `sentences` (in order): the finds of each list, by its
    /// number, sorted by place. What stands inside a longer find of the same list is dropped.
    pub(crate) fn scan(&self, text: &str, sentences: &[Span]) -> Vec<Vec<Hit>> {
        self.raw(text, sentences).into_iter().map(|hits| self.widest(hits)).collect()
    }

    /// The finds of one list that no wider one swallows. The finds come nearly sorted, which stable sorting is quick at.
    fn widest(&self, mut hits: Vec<Hit>) -> Vec<Hit> {
        hits.sort_by_key(|hit| (hit.span.start, usize::MAX - hit.span.end, hit.rule));
        hits.dedup();
        let mut wide: Option<Hit> = None;
        hits.retain(|hit| {
            if wide.is_some_and(|wide| self.swallows(&wide, hit)) {
                return false;
            }
            if wide.is_none_or(|wide| wide.span.end < hit.span.end) && hit.span.len() <= TIGHT {
                wide = Some(*hit);
            }
            true
        });
        hits.retain(|hit| !self.rule(hit).value.is_empty());
        hits.sort_by_key(|hit| (hit.span.start, hit.span.end, hit.rule));
        hits
    }

    /// The rule of `hit`.
    pub(crate) fn rule(&self, hit: &Hit) -> &Rule {
        &self.rules[hit.rule as usize]
    }

    /// Whether `wide` takes the place of what stands inside it: a longer word that means one thing, or words to ignore.
    fn swallows(&self, wide: &Hit, hit: &Hit) -> bool {
        let longer = wide.span.contains(hit.span) && wide.span != hit.span;
        longer && (self.rule(wide).value.is_empty() || !self.many_valued(hit.list))
    }

    fn many_valued(&self, list: u16) -> bool {
        self.many_valued.get(usize::from(list)).copied().unwrap_or(false)
    }

    fn raw(&self, text: &str, sentences: &[Span]) -> Vec<Vec<Hit>> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut hits = vec![Vec::new(); self.names.len()];
        let mut at = 0;
        let mut letters = Letters::of("");
        let mut letters_of = None;
        for found in automaton.find_overlapping_iter(text) {
            let span = Span::new(found.start(), found.end());
            at = sentence_of(sentences, span, at);
            let Some(&window) = sentences.get(at).filter(|window| window.contains(span)) else { continue };
            if letters_of != Some(at) {
                letters = Letters::of(window.of(text).unwrap_or(""));
                letters_of = Some(at);
            }
            let scene = Scene { text, window, letters: &letters };
            for &number in &self.anchored[found.pattern().as_usize()] {
                let (rule, pattern, anchor) = &self.patterns[number as usize];
                let Some(span) = pattern.around(&scene, *anchor, span) else { continue };
                let list = self.rule_list[*rule];
                let own = hits.get_mut(usize::from(list)).filter(|_| allowed(&self.rules[*rule], &scene));
                own.into_iter().for_each(|own| {
                    own.push(Hit { span, list, rule: *rule as u32, sentence: at as u32 });
                });
            }
        }
        hits
    }
}

fn allowed(rule: &Rule, scene: &Scene<'_>) -> bool {
    let stands = |pattern: &Pattern| pattern.stands(scene);
    (rule.with.is_empty() || rule.with.iter().any(stands)) && !rule.without.iter().any(stands)
}

/// The sentence that holds the start of `span`, looking on from `at` (finds come in the order of their ends).
fn sentence_of(sentences: &[Span], span: Span, at: usize) -> usize {
    let mut at = at.min(sentences.len().saturating_sub(1));
    while at > 0 && sentences[at].start > span.start {
        at -= 1;
    }
    while at + 1 < sentences.len() && sentences[at].end <= span.start {
        at += 1;
    }
    at
}

/// Whether any of `words` stands in `text`.
pub(crate) fn contains(text: &str, words: &[&str]) -> bool {
    match words {
        [] => false,
        [word] => text.contains(word),
        _ => Letters::of(text).any(text, words),
    }
}
