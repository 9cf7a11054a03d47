use jikenbo_model::Span;
use jikenbo_text::words::{Part, stands};

use super::scene::Scene;
use super::{Anchored, Finds, Letters, Lists, Pattern, Rule};

/// The longest find, in bytes, that swallows shorter ones: beyond it a pattern has a gap in which other words may stand.
const TIGHT: usize = 60;

/// So many finds of a list have most reports; for more there is made room.
const USUAL: usize = 24;

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

/// The lists whose words say what happened, leaked or was done.
const STATING: &[&str] = &[
    "actors",
    "causes",
    "consequences",
    "data_types",
    "events",
    "incident",
    "measures",
    "methods",
    "misuse",
    "traces",
];

/// How a polite question ends.
const QUESTIONS: &[&str] = &["ですか", "ますか", "ましたか", "でしたか", "ませんか", "でしょうか"];

/// Whether `sentence` is a question, as answers to questions repeat it: 「情報は悪用されていますか。」.
fn asks(sentence: &str) -> bool {
    let words = sentence
        .trim_end_matches(|c: char| matches!(c, '。' | '?' | '」' | '』' | '】') || c.is_whitespace());
    QUESTIONS.iter().any(|end| words.ends_with(end))
}

/// Whether `sentence` answers no: 「A.いいえ。」.
pub(crate) fn answers_no(sentence: &str) -> bool {
    let own = sentence.trim_start_matches(|c: char| c.is_ascii() || "答回【】[]・。:".contains(c));
    own.starts_with("いいえ")
}

impl Lists {
    /// All words of all lists, and all cue words, in `text`, whose sentences are `sentences` (in order). What stands inside a longer find of the same list is dropped.
    pub(crate) fn scan(&self, text: &str, sentences: &[Span]) -> Finds {
        let mut hits: Vec<Vec<Hit>> = self.names.iter().map(|_| Vec::with_capacity(USUAL)).collect();
        let mut ends = vec![0; self.names.len()];
        let mut cues = Vec::new();
        let mut scene = Scene::new(&self.classes, text);
        for (sentence, window) in (0u32..).zip(sentences) {
            scene.enter(*window);
            let told = scene.found.iter().map(|found| (found.span, self.classes.cues(found.word)));
            cues.extend(told.filter(|(_, cues)| !cues.is_empty()));
            self.raw(&scene, sentence, &mut hits);
            if asks(window.of(text).unwrap_or_default()) {
                let answer = sentences.get(sentence as usize + 1).and_then(|next| next.of(text));
                self.unsaid(&mut hits, &ends, answer.is_some_and(answers_no));
            }
            // No find goes over a sentence's end, so that those of one are settled while they are few.
            for (hits, end) in hits.iter_mut().zip(&mut ends) {
                self.widest(hits, *end);
                *end = hits.len();
            }
        }
        Finds::new(hits, cues, text.len())
    }

    /// Takes back the finds since `ends` of the lists that say what happened: a question says nothing, but for the data that its answer
    /// denies (`no`).
    fn unsaid(&self, hits: &mut [Vec<Hit>], ends: &[usize], no: bool) {
        let lists = self.names.iter().zip(hits).zip(ends);
        let states = |name: &str| STATING.contains(&name) && !(no && name == "data_types");
        for ((_, hits), end) in lists.filter(|((name, _), _)| states(name)) {
            hits.truncate(*end);
        }
    }

    /// Adds the finds in one sentence to those of each list.
    fn raw(&self, scene: &Scene<'_>, sentence: u32, hits: &mut [Vec<Hit>]) {
        for (at, found) in scene.found.iter().enumerate() {
            for anchored in self.anchored_by(found.word) {
                if !scene.has(anchored.needs) {
                    continue;
                }
                let &Anchored { pattern, rule, list, alone, conditional, .. } = anchored;
                let around = || self.patterns[pattern as usize].around(scene, at);
                let Some(span) = (if alone { Some(found.span) } else { around() }) else { continue };
                if !conditional || allowed(&self.rules[rule as usize], scene) {
                    hits[usize::from(list)].push(Hit { span, list, rule, sentence });
                }
            }
        }
    }

    /// Sorts the finds from number `from` on, all of one sentence, and drops those that a wider one swallows.
    fn widest(&self, hits: &mut Vec<Hit>, from: usize) {
        if hits.len() - from < 2 {
            // Words to ignore are there only to swallow others.
            if hits.last().is_some_and(|one| hits.len() > from && self.rule(one).value.is_empty()) {
                hits.pop();
            }
            return;
        }
        hits[from..].sort_unstable_by_key(|hit| order(hit, usize::MAX - hit.span.end));
        let (mut wide, mut last): (Option<Hit>, Option<Hit>) = (None, None);
        let mut kept = from;
        for at in from..hits.len() {
            let hit = hits[at];
            if last.replace(hit) == Some(hit) || wide.is_some_and(|wide| self.swallows(&wide, &hit)) {
                continue;
            }
            if wide.is_none_or(|wide| wide.span.end < hit.span.end) && hit.span.len() <= TIGHT {
                wide = Some(hit);
            }
            if !self.rule(&hit).value.is_empty() {
                hits[kept] = hit;
                kept += 1;
            }
        }
        hits.truncate(kept);
        // Nearly always they are in order already.
        if hits[from..].windows(2).any(|two| two[0].span.start == two[1].span.start) {
            hits[from..].sort_unstable_by_key(|hit| order(hit, hit.span.end));
        }
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
}

/// What finds are sorted by: start, `second`, rule; as one number, which is quick to compare.
fn order(hit: &Hit, second: usize) -> u128 {
    (hit.span.start as u128) << 96 | (second as u128) << 32 | u128::from(hit.rule)
}

fn allowed(rule: &Rule, scene: &Scene<'_>) -> bool {
    let stands = |pattern: &Pattern| pattern.stands(scene);
    (rule.with.is_empty() || rule.with.iter().any(stands)) && !rule.without.iter().any(stands)
}

/// So few words are looked for one by one.
const FEW: usize = 6;

/// Whether any of `words` stands in `text`.
pub(crate) fn contains(text: &str, words: &[&str]) -> bool {
    if let Some(part) = Part::of(text) {
        return words.iter().any(|word| part.stands(word));
    }
    // To gather the letters first is worth it only for many words.
    if words.len() <= FEW {
        words.iter().any(|word| stands(text, word))
    } else {
        Letters::of(text).any(text, words)
    }
}
