use std::collections::BTreeMap;

use jikenbo_model::Span;

use super::classes::{Class, Gathering};
use super::scene::Scene;

/// How far apart two parts joined by `…` may stand, in bytes: 40 Japanese characters, about one clause.
const GAP: usize = 120;

/// Words in order inside one sentence: `誤って…<send>`.
///
/// `…` is a gap of up to 40 characters, `<name>` any word of that class, `(A|B)` A or B; other brackets are themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    parts: Vec<Part>,
    /// The part to look for first.
    anchor: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    class: Class,
    gap_before: bool,
    sought: Sought,
}

/// How a part is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sought {
    /// It is searched for in every sentence.
    Everywhere,
    /// Words such as し and の stand nearly everywhere: it is looked for only where the parts before are found.
    Behind,
    /// It is looked for right beside its neighbour.
    Beside,
}

/// The words of a part, and whether a gap stands before it.
type Parsed<'w> = (Vec<&'w str>, bool);

impl Pattern {
    /// Reads a pattern that is looked for by its part whose shortest word is longest; its words go into `gathering`.
    /// `Err` says in one phrase what is wrong with it.
    pub(super) fn parse<'w>(
        text: &'w str,
        classes: &'w BTreeMap<String, Vec<String>>,
        gathering: &mut Gathering<'w>,
    ) -> Result<Self, String> {
        let parsed = parts(text, classes)?;
        let length = |at: &usize| parsed[*at].0.iter().map(|word| word.len()).min();
        let anchor = (0..parsed.len()).max_by_key(|at| (length(at), usize::MAX - at)).unwrap_or(0);
        Ok(Self::new(parsed, anchor, gathering))
    }

    /// As [`parse`](Self::parse), for a pattern of which only its first place in a sentence is asked for.
    pub(super) fn condition<'w>(
        text: &'w str,
        classes: &'w BTreeMap<String, Vec<String>>,
        gathering: &mut Gathering<'w>,
    ) -> Result<Self, String> {
        Ok(Self::new(parts(text, classes)?, 0, gathering))
    }

    fn new<'w>(parsed: Vec<Parsed<'w>>, anchor: usize, gathering: &mut Gathering<'w>) -> Self {
        let gaps: Vec<bool> = parsed.iter().map(|&(_, gap)| gap).collect();
        let part = |(at, (words, gap_before)): (usize, Parsed<'w>)| {
            let sought = match at == anchor || gaps[if at < anchor { at + 1 } else { at }] {
                false => Sought::Beside,
                true if at != anchor && words.iter().any(|word| is_common(word)) => Sought::Behind,
                true => Sought::Everywhere,
            };
            let searched = sought == Sought::Everywhere;
            let class = if searched { gathering.searched(words) } else { gathering.class(words) };
            Part { class, gap_before, sought }
        };
        Self { parts: parsed.into_iter().enumerate().map(part).collect(), anchor }
    }

    /// The words that it is looked for by.
    pub(super) fn anchor(&self) -> Class {
        self.parts[self.anchor].class
    }

    /// Whether the words that it is looked for by are all of it.
    pub(super) fn is_word(&self) -> bool {
        self.parts.len() == 1
    }

    /// The words of another part that is searched for; those that it is looked for by where there is none.
    pub(super) fn needs(&self) -> Class {
        let mut others =
            self.parts.iter().enumerate().filter(|&(at, part)| at != self.anchor && part.is_searched());
        others.next().map_or(self.anchor(), |(_, part)| part.class)
    }

    /// The span of the whole pattern where its anchor is found as number `at` of the scene.
    pub(super) fn around(&self, scene: &Scene<'_>, at: usize) -> Option<Span> {
        if !self.may_stand(scene) {
            return None;
        }
        let start = self.backward(scene, at)?;
        let end = self.forward(scene, at)?;
        Some(Span::new(start, end))
    }

    /// Whether the pattern, a [`condition`](Self::condition), stands in the scene.
    pub(super) fn stands(&self, scene: &Scene<'_>) -> bool {
        self.may_stand(scene) && self.find(scene).is_some()
    }

    /// Whether all that is searched for stands in the sentence: `false` is sure.
    fn may_stand(&self, scene: &Scene<'_>) -> bool {
        self.parts.iter().all(|part| !part.is_searched() || scene.has(part.class))
    }

    /// The first place of the pattern in the scene.
    fn find(&self, scene: &Scene<'_>) -> Option<Span> {
        let mut failed = None;
        for at in 0..scene.found.len() {
            let span = scene.found[at].span;
            // Only the longest word at a place is taken.
            if failed == Some(span.start) || !scene.is(at, self.anchor()) {
                continue;
            }
            if let Some(end) = self.forward(scene, at) {
                return Some(Span::new(span.start, end));
            }
            failed = Some(span.start);
        }
        None
    }

    /// Where the parts before the anchor, which is number `at` of the scene, begin.
    fn backward(&self, scene: &Scene<'_>, at: usize) -> Option<usize> {
        let mut start = scene.found[at].span.start;
        for part in self.parts[..self.anchor].iter().rev() {
            let gap = Span::new(start.saturating_sub(GAP), start);
            start = match part.sought {
                Sought::Everywhere => scene.last(part.class, gap, at)?.start,
                Sought::Behind => scene.look_back(part.class, gap)?,
                Sought::Beside => scene.ending(part.class, start)?,
            };
        }
        Some(start)
    }

    /// Where the parts behind the anchor, which is number `at` of the scene, end.
    fn forward(&self, scene: &Scene<'_>, at: usize) -> Option<usize> {
        let mut end = scene.found[at].span.end;
        for part in &self.parts[self.anchor + 1..] {
            let gap = Span::new(end, end + GAP);
            end = match part.sought {
                Sought::Everywhere => scene.first(part.class, gap, at)?.end,
                Sought::Behind => scene.look_on(part.class, gap)?,
                Sought::Beside => scene.beginning(part.class, end)?,
            };
        }
        Some(end)
    }
}

impl Part {
    fn is_searched(self) -> bool {
        self.sought == Sought::Everywhere
    }
}

/// Whether a word is one kana: of all words found in releases a fifth were such, for the sake of five patterns.
fn is_common(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(|c| ('ぁ'..='ん').contains(&c)) && chars.next().is_none()
}

/// The parts of a pattern: one at least, and no empty word.
fn parts<'w>(text: &'w str, classes: &'w BTreeMap<String, Vec<String>>) -> Result<Vec<Parsed<'w>>, String> {
    let mut parts = Vec::new();
    for (at, stretch) in text.split('…').enumerate() {
        let words = stretch_parts(stretch, classes)?;
        parts.extend(words.into_iter().enumerate().map(|(own, words)| (words, at > 0 && own == 0)));
    }
    let empty = parts.is_empty() || parts.iter().flat_map(|(words, _)| words).any(|word| word.is_empty());
    if empty { Err("is empty or has an empty part".to_owned()) } else { Ok(parts) }
}

/// The parts of a stretch without gaps: literals, `<class>`es and `(A|B)` alternatives. Brackets without `|` are literal.
fn stretch_parts<'w>(
    stretch: &'w str,
    classes: &'w BTreeMap<String, Vec<String>>,
) -> Result<Vec<Vec<&'w str>>, String> {
    let mut parts: Vec<Vec<&str>> = Vec::new();
    let (mut literal, mut rest) = (stretch, stretch);
    while let Some(first) = rest.chars().next() {
        let special = match first {
            '<' => Some(class(rest, classes)?),
            '(' => match alternatives(rest) {
                Some((words, after)) => Some((with_classes(words, classes)?, after)),
                None => None,
            },
            _ => None,
        };
        let Some((words, after)) = special else {
            rest = &rest[first.len_utf8()..];
            continue;
        };
        let before = &literal[..literal.len() - rest.len()];
        parts.extend((!before.is_empty()).then(|| vec![before]));
        parts.push(words);
        (literal, rest) = (after, after);
    }
    parts.extend((!literal.is_empty()).then(|| vec![literal]));
    Ok(parts)
}

fn class<'w>(
    rest: &'w str,
    classes: &'w BTreeMap<String, Vec<String>>,
) -> Result<(Vec<&'w str>, &'w str), String> {
    let (name, after) =
        rest.get(1..).and_then(|inner| inner.split_once('>')).ok_or("has a `<` without `>`")?;
    let words = classes.get(name).ok_or_else(|| format!("names the unknown class `{name}`"))?;
    Ok((words.iter().map(String::as_str).collect(), after))
}

/// Alternatives of which one may be a class: `(<staff>|元社員)`.
fn with_classes<'w>(
    words: Vec<&'w str>,
    classes: &'w BTreeMap<String, Vec<String>>,
) -> Result<Vec<&'w str>, String> {
    let mut all = Vec::with_capacity(words.len());
    for word in words {
        match word.strip_suffix('>').filter(|_| word.starts_with('<')) {
            Some(_) => all.extend(class(word, classes)?.0),
            None => all.push(word),
        }
    }
    Ok(all)
}

fn alternatives(rest: &str) -> Option<(Vec<&str>, &str)> {
    let (words, after) = rest.get(1..)?.split_once(')')?;
    words.contains('|').then(|| (words.split('|').collect(), after))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first place of `pattern` in `text`, and what it is around its first anchor there.
    fn found(pattern: &str, text: &str) -> [Option<String>; 2] {
        let classes = BTreeMap::from([("send".to_owned(), vec!["送信".to_owned(), "送付".to_owned()])]);
        let mut gathering = Gathering::default();
        let condition = Pattern::condition(pattern, &classes, &mut gathering).unwrap();
        let pattern = Pattern::parse(pattern, &classes, &mut gathering).unwrap();
        let (classes, _) = gathering.finish::<()>(std::iter::empty());
        let mut scene = Scene::new(&classes, text);
        scene.enter(Span::new(0, text.len()));
        let first = condition.find(&scene);
        assert_eq!(condition.stands(&scene), first.is_some());
        let anchored = (0..scene.found.len()).filter(|&at| scene.is(at, pattern.anchor()));
        let around = anchored.filter_map(|at| pattern.around(&scene, at)).next();
        [first, around].map(|span| span.and_then(|span| span.of(text)).map(str::to_owned))
    }

    fn check(pattern: &str, text: &str, expected: Option<&str>) {
        assert_eq!(found(pattern, text), [expected, expected].map(|words| words.map(str::to_owned)));
    }

    #[test]
    fn words_stand_in_order() {
        check("誤って…<send>", "担当者が誤ってメールを送付した", Some("誤ってメールを送付"));
        check("誤って…<send>", "送付した相手が誤っていた", None);
    }

    #[test]
    fn alternatives_touch_their_neighbours() {
        check("(メール|郵便)の誤<send>", "このたび郵便の誤送付があった", Some("郵便の誤送付"));
        check("(メール|郵便)の誤<send>", "郵便での誤送付", None);
        check("(<send>|投函)の誤り", "送付の誤り", Some("送付の誤り"));
        check("(<send>|投函)の誤り", "投函の誤り", Some("投函の誤り"));
    }

    #[test]
    fn a_common_word_is_looked_for_where_the_others_stand() {
        check("更新…(実施|し)", "設定し、更新を実施しました", Some("更新を実施"));
        check("更新…(実施|し)", "実施し、更新した者", Some("更新し"));
        check("更新…(実施|し)", "実施し、更新", None);
        assert_eq!(
            found("(の|を)…による更新", "のとをに関する、による更新"),
            [Some("のとをに関する、による更新".to_owned()), Some("をに関する、による更新".to_owned())]
        );
    }

    #[test]
    fn brackets_without_a_bar_are_themselves() {
        check("電話(", "電話(代表)", Some("電話("));
        check("(<send>)", "メール(送信)", Some("(送信)"));
    }

    #[test]
    fn a_later_start_is_tried() {
        // Around its anchor, the longer って, the nearest 誤 is taken.
        assert_eq!(
            found("誤…って", "誤り。誤って"),
            [Some("誤り。誤って".to_owned()), Some("誤って".to_owned())]
        );
        check("AB", "AAB", Some("AB"));
    }

    #[test]
    fn a_broken_pattern_is_refused() {
        for broken in ["", "…", "<send", "<nobody>", "(A|)"] {
            assert!(Pattern::parse(broken, &BTreeMap::new(), &mut Gathering::default()).is_err(), "{broken}");
        }
    }
}
