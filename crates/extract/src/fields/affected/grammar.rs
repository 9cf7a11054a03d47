//! What a counted phrase does in its clause: what it counts, and with which particle it stands.

use std::sync::LazyLock;

use jikenbo_model::Span;
use jikenbo_text::words::Choice;

use super::place::{Place, boundary};

/// The longest noun behind 件の, in bytes.
const NOUN: usize = 150;

/// How far behind its particle the predicate of a figure is looked for, in bytes (40 characters).
pub(super) const PREDICATE: usize = 120;

/// How a counted phrase stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Particle {
    /// が, は, も: it does or suffers.
    Subject,
    /// を
    Object,
    /// に, へ, 宛, あて, に対し: it gets.
    To,
    /// から, より, による
    From,
    /// で, 体制で: with so many hands.
    With,
    /// 以外, を除く
    Except,
    /// のうち, の中: it is the whole of which a part is told.
    Among,
    /// につき, あたり, ごと
    Each,
    /// None of these: it ends a line, an item, a remark in brackets.
    None,
}

/// The words behind a figure, taken apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tail {
    /// The noun behind の, or empty: `患者様の氏名` of `30名の患者様の氏名が`.
    pub(super) noun: Span,
    /// How figure and noun stand in the clause.
    pub(super) particle: Particle,
    /// What follows the particle.
    pub(super) rest: Span,
}

const PARTICLES: &[(&str, Particle)] = &[
    ("のうち", Particle::Among),
    ("の内、", Particle::Among),
    ("の中から", Particle::Among),
    ("の中で", Particle::Among),
    ("中、", Particle::Among),
    ("以外", Particle::Except),
    ("を除", Particle::Except),
    ("につき、", Particle::None),
    ("につきまして", Particle::None),
    ("につきましては", Particle::None),
    ("につき", Particle::Each),
    ("あたり", Particle::Each),
    ("当たり", Particle::Each),
    ("ごと", Particle::Each),
    ("に関", Particle::None),
    ("に係", Particle::None),
    ("について", Particle::None),
    ("に上", Particle::None),
    ("にのぼ", Particle::None),
    ("に達", Particle::None),
    ("に及", Particle::None),
    ("になり", Particle::None),
    ("に該当", Particle::None),
    ("において", Particle::None),
    ("による", Particle::From),
    ("により", Particle::From),
    ("によって", Particle::From),
    ("には", Particle::To),
    ("にも", Particle::To),
    ("に対し", Particle::To),
    ("へ", Particle::To),
    ("宛", Particle::To),
    ("あて", Particle::To),
    ("に", Particle::To),
    ("から", Particle::From),
    ("より", Particle::From),
    ("であ", Particle::None),
    ("でし", Particle::None),
    ("です", Particle::None),
    ("でご", Particle::None),
    ("で、", Particle::None),
    ("では", Particle::None),
    ("で", Particle::With),
    ("にて", Particle::With),
    ("と見込", Particle::None),
    ("と見積", Particle::None),
    ("とみられ", Particle::None),
    ("とみて", Particle::None),
    ("と推", Particle::None),
    ("と考え", Particle::None),
    ("と思われ", Particle::None),
    ("となっ", Particle::None),
    ("となり", Particle::None),
    ("が", Particle::Subject),
    ("は", Particle::Subject),
    ("も", Particle::Subject),
    ("を", Particle::Object),
];

static WORDS: LazyLock<Choice> = LazyLock::new(|| Choice::new(PARTICLES.iter().map(|(word, _)| *word)));
static END_WORDS: LazyLock<Choice> = LazyLock::new(|| Choice::new(ENDS.iter().copied()));

/// Particles and points at which the noun behind の ends.
const ENDS: &[&str] = &[
    "に",
    "へ",
    "宛",
    "あて",
    "から",
    "より",
    "で",
    "が",
    "は",
    "を",
    "、",
    "。",
    ")",
    "(",
    ":",
    " ",
    "\n",
    "以外",
    "のうち",
    "【",
];

/// Takes the words behind the figure apart.
pub(super) fn tail(place: &Place<'_>) -> Tail {
    let span = place.behind;
    let words = place.passage.words(span);
    if let Some((word, particle)) = particle(words) {
        let at = span.start + word;
        return Tail { noun: Span::new(span.start, span.start), particle, rest: Span::new(at, span.end) };
    }
    if words.starts_with(['、', '。', '(', ')', '/', ';', '・', '※', '】']) {
        return Tail { noun: Span::new(span.start, span.start), particle: Particle::None, rest: span };
    }
    let from = if words.starts_with('の') { span.start + 'の'.len_utf8() } else { span.start };
    let noun = Span::new(from, noun_end(place, Span::new(from, span.end)));
    let behind = place.passage.words(Span::new(noun.end, span.end));
    let (length, particle) = particle(behind).unwrap_or((0, Particle::None));
    let noun = if words.starts_with('の') { noun } else { Span::new(from, from) };
    Tail { noun, particle, rest: Span::new((noun.end + length).min(span.end), span.end) }
}

/// The words of `span`, no more than [`PREDICATE`] of them.
pub(super) fn near(place: &Place<'_>, span: Span) -> Span {
    let end = span.end.min(boundary(place.passage.text(), span.start + PREDICATE));
    Span::new(span.start, end.max(span.start))
}

fn particle(words: &str) -> Option<(usize, Particle)> {
    let word = words.get(..WORDS.beginning(words, 0)?)?;
    PARTICLES.iter().find(|(own, _)| *own == word).map(|&(_, particle)| (word.len(), particle))
}

fn noun_end(place: &Place<'_>, span: Span) -> usize {
    let end = span.end.min(boundary(place.passage.text(), span.start + NOUN));
    let words = place.passage.words(Span::new(span.start, end));
    let cut = words.char_indices().map(|(at, _)| at).find(|&at| {
        let rest = words.get(at..).unwrap_or("");
        at > 0 && END_WORDS.beginning(rest, 0).is_some() && !inside_word(words, at)
    });
    cut.map_or(end, |at| span.start + at)
}

/// Whether the kana at `at` of `words` is part of a word: に関する, がん, おでかけ.
fn inside_word(words: &str, at: usize) -> bool {
    let rest = words.get(at..).unwrap_or("");
    ["に関", "に係", "がん", "はがき", "はじめ", "における"].iter().any(|word| rest.starts_with(word))
}
