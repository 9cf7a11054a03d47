use std::collections::BTreeMap;

use jikenbo_model::Span;

use super::Letters;

/// How far apart two parts joined by `…` may stand, in bytes: 40 Japanese characters, about one clause.
const GAP: usize = 120;

/// One sentence of a text, and its letters.
pub(crate) struct Scene<'a> {
    pub(crate) text: &'a str,
    pub(crate) window: Span,
    pub(crate) letters: &'a Letters,
}

/// Words in order inside one sentence: `誤って…<send>`.
///
/// `…` is a gap of up to 40 characters, `<name>` any word of that class, `(A|B)` A or B; other brackets are themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    words: Vec<String>,
    gap_before: bool,
}

impl Pattern {
    /// Reads a pattern; `Err` says in one phrase what is wrong with it.
    pub(crate) fn parse(text: &str, classes: &BTreeMap<String, Vec<String>>) -> Result<Self, String> {
        let mut parts = Vec::new();
        for (at, stretch) in text.split('…').enumerate() {
            let mut first = at > 0;
            for words in stretch_parts(stretch, classes)? {
                parts.push(Part { words, gap_before: std::mem::take(&mut first) });
            }
        }
        let empty = parts.is_empty() || parts.iter().any(|part| part.words.iter().any(String::is_empty));
        if empty { Err("is empty or has an empty part".to_owned()) } else { Ok(Self { parts }) }
    }

    /// The part to look for first: the one whose shortest word is longest.
    pub(crate) fn anchor(&self) -> usize {
        let length = |part: &Part| part.words.iter().map(String::len).min().unwrap_or(0);
        (0..self.parts.len()).max_by_key(|&at| (length(&self.parts[at]), usize::MAX - at)).unwrap_or(0)
    }

    /// The words of part `at`.
    pub(crate) fn words(&self, at: usize) -> &[String] {
        self.parts.get(at).map_or(&[], |part| &part.words)
    }

    /// The span of the whole pattern where its part `anchor` stands at `span` of the scene.
    pub(crate) fn around(&self, scene: &Scene<'_>, anchor: usize, span: Span) -> Option<Span> {
        if self.parts.len() == 1 {
            return Some(span);
        }
        // Without a gap the neighbours are looked at directly, which is quicker than to ask for their letters.
        let gaps = self.parts.iter().any(|part| part.gap_before);
        if gaps && !self.may_stand_beside(scene.letters, anchor) {
            return None;
        }
        let start = self.backward(scene, anchor, span.start)?;
        let end = self.forward(scene, anchor + 1, span.end)?;
        Some(Span::new(start, end))
    }

    /// Whether the pattern stands in the scene.
    pub(crate) fn stands(&self, scene: &Scene<'_>) -> bool {
        self.parts.iter().all(|part| part.may_stand(scene.letters)) && self.find(scene).is_some()
    }

    /// Whether each part but the one at `anchor`, which was found, may stand in the scene: `false` is sure.
    fn may_stand_beside(&self, letters: &Letters, anchor: usize) -> bool {
        self.parts.iter().enumerate().all(|(at, part)| at == anchor || part.may_stand(letters))
    }

    /// The first place of the pattern in the scene.
    fn find(&self, scene: &Scene<'_>) -> Option<Span> {
        let first = self.parts.first()?;
        let mut from = scene.window.start;
        while let Some(found) = first.first(scene, from, scene.window.end) {
            if let Some(end) = self.forward(scene, 1, found.end) {
                return Some(Span::new(found.start, end));
            }
            from = next_character(scene.text, found.start);
        }
        None
    }

    fn backward(&self, scene: &Scene<'_>, before: usize, mut start: usize) -> Option<usize> {
        let Scene { text, window, .. } = *scene;
        for at in (0..before).rev() {
            let part = self.parts.get(at)?;
            let gap = self.parts.get(at + 1)?.gap_before;
            start = if gap {
                let from = boundary_at(text, start.saturating_sub(GAP).max(window.start));
                part.last(scene, from, start)?.start
            } else {
                part.ending(text.get(window.start..start)?).map(|length| start - length)?
            };
        }
        Some(start)
    }

    fn forward(&self, scene: &Scene<'_>, from: usize, mut end: usize) -> Option<usize> {
        let Scene { text, window, .. } = *scene;
        for part in self.parts.get(from..)? {
            end = if part.gap_before {
                let until = boundary_at(text, (end + GAP).min(window.end));
                part.first(scene, end, until)?.end
            } else {
                part.beginning(text.get(end..window.end)?).map(|length| end + length)?
            };
        }
        Some(end)
    }
}

impl Part {
    /// Whether a word's letters are all there: `false` is sure.
    fn may_stand(&self, letters: &Letters) -> bool {
        self.words.iter().any(|word| letters.may_hold(word))
    }

    /// The words that may stand in the scene.
    fn likely<'s>(&'s self, scene: &'s Scene<'_>) -> impl Iterator<Item = &'s str> {
        self.words.iter().map(String::as_str).filter(|word| scene.letters.may_hold(word))
    }

    fn beginning(&self, text: &str) -> Option<usize> {
        self.words.iter().filter(|word| text.starts_with(word.as_str())).map(String::len).max()
    }

    fn ending(&self, text: &str) -> Option<usize> {
        self.words.iter().filter(|word| text.ends_with(word.as_str())).map(String::len).max()
    }

    fn first(&self, scene: &Scene<'_>, from: usize, until: usize) -> Option<Span> {
        let within = scene.text.get(from..until)?;
        let found = self.likely(scene).filter_map(|word| within.find(word).map(|at| (at, word.len())));
        found
            .min_by_key(|&(at, length)| (at, usize::MAX - length))
            .map(|(at, length)| Span::new(from + at, from + at + length))
    }

    fn last(&self, scene: &Scene<'_>, from: usize, until: usize) -> Option<Span> {
        let within = scene.text.get(from..until)?;
        let found = self.likely(scene).filter_map(|word| within.rfind(word).map(|at| (at, word.len())));
        found
            .max_by_key(|&(at, length)| (at + length, length))
            .map(|(at, length)| Span::new(from + at, from + at + length))
    }
}

/// The parts of a stretch without gaps: literals, `<class>`es and `(A|B)` alternatives. Brackets without `|` are literal.
fn stretch_parts(
    mut rest: &str,
    classes: &BTreeMap<String, Vec<String>>,
) -> Result<Vec<Vec<String>>, String> {
    let mut parts: Vec<Vec<String>> = Vec::new();
    let mut literal = String::new();
    while let Some(first) = rest.chars().next() {
        let special = match first {
            '<' => Some(class(rest, classes)?),
            '(' => alternatives(rest),
            _ => None,
        };
        let Some((words, after)) = special else {
            literal.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        parts.extend((!literal.is_empty()).then(|| vec![std::mem::take(&mut literal)]));
        parts.push(words);
        rest = after;
    }
    parts.extend((!literal.is_empty()).then_some(vec![literal]));
    Ok(parts)
}

fn class<'a>(
    rest: &'a str,
    classes: &BTreeMap<String, Vec<String>>,
) -> Result<(Vec<String>, &'a str), String> {
    let (name, after) =
        rest.get(1..).and_then(|inner| inner.split_once('>')).ok_or("has a `<` without `>`")?;
    let words = classes.get(name).ok_or_else(|| format!("names the unknown class `{name}`"))?;
    Ok((words.clone(), after))
}

fn alternatives(rest: &str) -> Option<(Vec<String>, &str)> {
    let (words, after) = rest.get(1..)?.split_once(')')?;
    words.contains('|').then(|| (words.split('|').map(str::to_owned).collect(), after))
}

fn boundary_at(text: &str, mut at: usize) -> usize {
    while at < text.len() && !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

fn next_character(text: &str, at: usize) -> usize {
    boundary_at(text, at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, text: &str, expected: Option<&str>) {
        let classes = BTreeMap::from([("send".to_owned(), vec!["送信".to_owned(), "送付".to_owned()])]);
        let pattern = Pattern::parse(pattern, &classes).unwrap();
        let letters = Letters::of(text);
        let scene = Scene { text, window: Span::new(0, text.len()), letters: &letters };
        let found = pattern.find(&scene);
        assert_eq!(found.and_then(|span| span.of(text)), expected);
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
    }

    #[test]
    fn brackets_without_a_bar_are_themselves() {
        check("電話(", "電話(代表)", Some("電話("));
        check("(<send>)", "メール(送信)", Some("(送信)"));
    }

    #[test]
    fn a_later_start_is_tried() {
        check("誤…って", "誤り。誤って", Some("誤り。誤って"));
        check("AB", "AAB", Some("AB"));
    }

    #[test]
    fn a_broken_pattern_is_refused() {
        for broken in ["", "…", "<send", "<nobody>", "(A|)"] {
            assert!(Pattern::parse(broken, &BTreeMap::new()).is_err(), "{broken}");
        }
    }
}
