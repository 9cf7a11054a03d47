//! What stands around a figure: the noun before it, the words behind it, and what captions it.

use std::sync::LazyLock;

use jikenbo_model::{BlockKind, Cell, Span};
use jikenbo_text::numbers::Number;
use jikenbo_text::words::{Choice, opening};

use super::scene::Scene;
use crate::lists::contains;
use crate::passage::{Passage, Role};

/// How far around a figure words are looked at, in bytes (80 characters): keeps a sentence without end linear.
const REACH: usize = 240;

/// The longest word of `figures.toml`, in bytes.
const WORD: usize = 60;

/// How many rows above a cell the heading of its column is looked for.
const TABLE: usize = 40;

/// The longest line, in bytes, that captions the next one.
const CAPTION: usize = 180;

/// Words between a noun and its figure that say nothing of what is counted.
const BETWEEN: &[&str] = &[
    " ",
    "(",
    "「",
    "『",
    "【",
    ":",
    "=",
    "…",
    "・",
    "、",
    "の",
    "が",
    "は",
    "も",
    "を",
    "で",
    "計",
    "合計",
    "総計",
    "うち",
    "件数",
    "人数",
    "総数",
    "総件数",
    "数",
    "のべ",
    "延べ",
    "総人数",
    "として",
    "全て",
    "すべて",
    "ほか",
    "他",
    "等",
    "など",
    "様分",
    "分",
    "合わせて",
    "あわせて",
    "及び",
    "および",
    "と",
    "者の",
    "上限",
    "最大",
];

static ENDS: LazyLock<Choice> = LazyLock::new(|| Choice::new(BETWEEN.iter().copied()));

/// Headings of what the incident does to work: 診療への影響.
const WORK: &[&str] = &["診療", "業務", "業績", "サービス", "営業", "運行", "授業", "復旧", "システムの影響"];

/// Captions of what is no leak: 請求漏れの件数.
const OTHER: &[&str] = &["請求漏れ", "返金", "回収状況", "問い合わせ"];

/// What stands between a noun and its figure.
const LINKS: [char; 9] = [' ', ':', '(', 'は', 'が', 'も', 'を', 'の', '、'];

/// Nouns that end like such a word.
const WHOLE: &[&str] = &["もの", "子ども", "子供", "こども", "統計"];

/// A figure and its surroundings.
pub(super) struct Place<'a> {
    pub(super) passage: &'a Passage<'a>,
    pub(super) number: &'a Number,
    /// The sentence that holds it.
    pub(super) sentence: usize,
    /// The words of its sentence before it, as far as they are looked at.
    pub(super) before: Span,
    /// The words of its sentence behind it, brackets at once behind it skipped.
    pub(super) behind: Span,
    /// Where the noun before it ends.
    pub(super) noun_end: usize,
    /// The noun phrase that ends there.
    noun: Span,
    /// The same with 数 and the like left on: 会員*数*.
    raw_end: usize,
    /// It stands in brackets.
    pub(super) bracketed: bool,
    /// The line before, where that captions this one, or the words before a colon.
    pub(super) caption: Option<Span>,
}

impl<'a> Place<'a> {
    pub(super) fn of(passage: &'a Passage<'a>, number: &'a Number) -> Option<Self> {
        let sentence = passage.sentence_at(number.span.start);
        let whole = passage.sentences.get(sentence)?;
        let text = passage.text();
        let from = whole.span.start.max(number.span.start.saturating_sub(REACH));
        let before = Span::new(boundary(text, from), number.span.start);
        let to = whole.span.end.min(number.span.end + REACH);
        let words = passage.words(before);
        let bracketed =
            words.rfind('(').is_some_and(|open| words.rfind(')').is_none_or(|close| close < open));
        let behind = skip_closing(passage, Span::new(number.span.end, boundary(text, to)), bracketed);
        let noun = words.get(..noun_end(words)).unwrap_or(words);
        let noun = Span::new(before.start + phrase_start(noun), before.start + noun.len());
        let raw_end = before.start + words.trim_end_matches(LINKS).len();
        let mut place = Self {
            passage,
            number,
            sentence,
            before,
            behind,
            noun_end: noun.end,
            noun,
            raw_end,
            bracketed,
            caption: None,
        };
        place.caption = place.find_caption();
        Some(place)
    }

    /// The words before the figure.
    pub(super) fn before(&self) -> &'a str {
        self.passage.words(self.before)
    }

    /// The words behind the figure.
    pub(super) fn behind(&self) -> &'a str {
        self.passage.words(self.behind)
    }

    /// The counter's words.
    pub(super) fn counter(&self) -> &'a str {
        self.number.counter.map_or("", |span| self.passage.words(span))
    }

    /// What the sentence is part of.
    pub(super) fn role(&self) -> Role {
        self.passage.sentences.get(self.sentence).map_or(Role::Text, |sentence| sentence.role)
    }

    /// Whether the section is about `topic`.
    pub(super) fn about(&self, topic: &str) -> bool {
        self.passage.section(self.sentence).is(topic)
    }

    /// The clause around the figure, as far as it is looked at.
    pub(super) fn clause(&self) -> Span {
        let clause = self.passage.clause_at(self.number.span.start);
        Span::new(
            clause.start.max(self.before.start),
            clause.end.min(self.behind.end.max(self.number.span.end)),
        )
    }

    /// The noun phrase that ends before the figure.
    pub(super) fn noun(&self) -> Span {
        self.noun
    }

    /// Whether a word of `value` ends the noun before the figure; a longer word of another value takes its place.
    pub(super) fn noun_is(&self, value: &str) -> bool {
        ends_with(self.passage, self.noun_end, value) || ends_with(self.passage, self.raw_end, value)
    }

    /// Whether a word of `value` stands in `span`.
    pub(super) fn has(&self, value: &str, span: Span) -> bool {
        self.passage.stands("figures", value, span)
    }

    /// Whether the noun before the figure ends in one of `words`.
    pub(super) fn noun_end_in(&self, words: &[&str]) -> bool {
        let noun = self.passage.words(self.noun());
        let raw = self.passage.words(Span::new(self.before.start, self.raw_end));
        words.iter().any(|word| noun.ends_with(word) || raw.ends_with(word))
    }

    /// Whether the words at once before the figure end in one of `words`, spaces and a colon aside.
    pub(super) fn noun_counts(&self, words: &[&str]) -> bool {
        let before = self.before().trim_end_matches([' ', ':', '(', '約']);
        words.iter().any(|word| before.ends_with(word))
    }

    /// Whether the section tells of the data or of those concerned.
    pub(super) fn in_data(&self, scene: &Scene<'_>) -> bool {
        self.data_section()
            || scene
                .under(self.sentence)
                .is_some_and(|line| self.has("leak", line) || self.has("caption", line))
    }

    fn data_section(&self) -> bool {
        let off = ["measures", "cause", "contact", "response", "persons", "advice"];
        let heading = self.passage.section(self.sentence).heading;
        let off_words = |heading| {
            contains(self.passage.words(heading), WORK) || contains(self.passage.words(heading), OTHER)
        };
        if heading.is_some_and(off_words) {
            return false;
        }
        let told = heading.is_some_and(|heading| self.has("leak", heading))
            && !off.iter().any(|topic| self.about(topic));
        (self.about("data") || self.about("affected")) && !self.about("measures") || told
    }

    /// Whether its caption is that of something else: 請求漏れの件数.
    pub(super) fn captions_other(&self) -> bool {
        self.caption.is_some_and(|caption| contains(self.passage.words(caption), OTHER))
    }

    /// Whether the figure ends its line: お客様 300名.
    pub(super) fn ends_line(&self) -> bool {
        let rest = self.behind();
        let whose = ["さま分", "さまの分", "様の分", "分"].iter().find_map(|whose| rest.strip_prefix(whose));
        let rest = whose.unwrap_or(rest).trim_start_matches([')', '」', '】', ' ', '、', '。', ';']);
        let next = rest.is_empty()
            || self.data_follow()
            || rest.starts_with(['(', '※', '*', '【', '/', '\n', '←', '…', '→', '|']);
        next && self.before.start == self.line_start()
    }

    /// Whether a list of data follows behind a space: 株主 約300名 氏名、住所.
    fn data_follow(&self) -> bool {
        let spaced = self
            .passage
            .text()
            .get(self.number.span.end..)
            .is_some_and(|rest| rest.starts_with([' ', ':', '(']));
        let behind = Span::new(self.behind.start, self.behind.end.min(self.behind.start + WORD));
        spaced && self.passage.hits_in("data_types", behind).any(|(hit, _)| hit.span.start == behind.start)
    }

    /// Where its sentence begins.
    fn line_start(&self) -> usize {
        self.passage.sentences.get(self.sentence).map_or(0, |sentence| sentence.span.start)
    }

    /// Whether the words before or at once behind the figure say that these are the ones concerned.
    pub(super) fn targeted(&self) -> bool {
        let words = ["対象", "該当", "影響を受け", "被害"];
        let noun = self.passage.words(self.noun());
        let tail = opening(self.behind(), 8);
        contains(noun, &words)
            || contains(tail, &words)
            || ["漏えいした", "漏洩した", "流出した", "紛失した"].iter().any(|word| noun.ends_with(word))
    }

    /// The heading of the column and of the row that the figure stands in, as written.
    pub(super) fn headings(&self) -> (&'a str, &'a str) {
        let passage = self.passage;
        let source = passage.source(self.number.figure);
        let words = |span: Option<Span>| span.and_then(|span| span.of(&passage.document.text)).unwrap_or("");
        let block = passage.sentences.get(self.sentence).map_or(0, |sentence| sentence.block);
        let Some(at) = block.checked_sub(1).map(|at| passage.report.blocks.start + at) else {
            return ("", "");
        };
        let Some(cells) = self.cells(at) else { return ("", "") };
        let Some(number) = cells.iter().position(|cell| cell.span.contains(source)) else { return ("", "") };
        let cell = cells.get(number);
        let column = cell.and_then(|cell| cell.column).or_else(|| self.top_cell(at, number));
        (words(column), words(cell.and_then(|cell| cell.row)))
    }

    /// The cells of block `at`, if that is a row of a table.
    fn cells(&self, at: usize) -> Option<&'a [Cell]> {
        match &self.passage.document.blocks.get(at)?.kind {
            BlockKind::TableRow { cells } => Some(cells),
            _ => None,
        }
    }

    /// The cell `number` of the first of the rows up to `at`, if that has no figure: a heading in all but name.
    fn top_cell(&self, at: usize, number: usize) -> Option<Span> {
        let top = (at.saturating_sub(TABLE)..at).rev().take_while(|&row| self.cells(row).is_some()).last()?;
        let cell = self.cells(top)?.get(number)?.span;
        let plain = cell.of(&self.passage.document.text)?.chars().all(|c| !c.is_numeric());
        plain.then_some(cell)
    }

    fn find_caption(&self) -> Option<Span> {
        let sentence = self.passage.sentences.get(self.sentence)?;
        if let Some(label) = sentence.label.filter(|label| label.end <= self.number.span.start) {
            return Some(label);
        }
        let last = self.passage.sentences.get(self.sentence.checked_sub(1)?)?;
        let words = self.passage.words(last.span);
        let line = last.span.len() <= CAPTION && !words.ends_with('。') && last.role != Role::Title;
        let own = Span::new(sentence.span.start, self.number.span.start);
        let counts = ["人数", "件数", "者数", "総数"].iter().any(|end| words.trim_end().ends_with(end));
        let bare =
            counts && own.len() <= 60 || own.len() <= 12 || !self.has("subject", own) && own.len() <= 60;
        // 「誤送信先 4名 / 漏えい人数 52名」: each line has its own.
        let label = self.passage.words(own).trim_end_matches([' ', ':', '約']);
        let labelled = ["人数", "件数", "者数"].iter().any(|end| label.ends_with(end))
            && contains(words, &["送信先", "送付先", "配信先", "受信者", "閲覧者"])
            && self.passage.numbers_in(last.span).iter().any(|number| number.counter.is_some());
        (line && bare && !labelled).then_some(last.span)
    }
}

/// Whether a word of `value` ends at `at`, and none of another value that is longer.
pub(super) fn ends_with(passage: &Passage<'_>, at: usize, value: &str) -> bool {
    let window = Span::new(boundary(passage.text(), at.saturating_sub(WORD)), at);
    let ending = passage.hits_in("figures", window).filter(|(hit, _)| hit.span.end == at);
    let (mut longest, mut own) = (None, None);
    for (hit, rule) in ending {
        let length = Some(hit.span.len());
        longest = longest.max(length);
        own = own.max(length.filter(|_| rule.value == value));
    }
    own.is_some() && own == longest
}

/// The next character boundary of `text` at or behind `at`.
pub(super) fn boundary(text: &str, mut at: usize) -> usize {
    while at < text.len() && !text.is_char_boundary(at) {
        at += 1;
    }
    at.min(text.len())
}

/// Where the noun in `words` ends: before spaces, brackets and words that say nothing of it.
fn noun_end(words: &str) -> usize {
    let mut rest = words;
    while !WHOLE.iter().any(|word| rest.ends_with(word)) {
        let short = ENDS.ending(rest, rest.len()).and_then(|length| rest.get(..rest.len() - length));
        let Some(short) = short.or_else(|| without_bracket(rest)).or_else(|| without_mark(rest)) else {
            break;
        };
        rest = short;
    }
    rest.len()
}

/// `words` without the bracketed remark that ends them.
fn without_bracket(words: &str) -> Option<&str> {
    let inner = words.strip_suffix([')', '」', '』', '】'])?;
    let open = inner.rfind(['(', '「', '『', '【'])?;
    let quoted = words.ends_with(['」', '』']);
    (!quoted).then(|| &words[..open])
}

/// `words` without the mark of a note that ends them: `※1`, `*2`.
fn without_mark(words: &str) -> Option<&str> {
    let rest = words.trim_end_matches(|c: char| c.is_ascii_digit());
    rest.strip_suffix(['※', '*', '†', '注'])
}

/// Where the last noun phrase of `words` begins.
fn phrase_start(words: &str) -> usize {
    let mut depth = 0usize;
    for (at, character) in words.char_indices().rev() {
        match character {
            ')' | '」' | '』' => depth += 1,
            '(' | '「' | '『' if depth > 0 => depth -= 1,
            '、' | '。' | ',' | ':' | ';' | '(' | '【' | '】' | '〈' | '〉' | '<' | '>' | '●' | '■' | '◆'
            | '○' | '•' | '\n' | '「' | '『' | '※' | '●'
                if depth == 0 =>
            {
                return at + character.len_utf8();
            }
            _ => {}
        }
    }
    0
}

/// The words behind a figure without what closes it: brackets, 様, spaces.
fn skip_closing(passage: &Passage<'_>, span: Span, bracketed: bool) -> Span {
    let mut rest = passage.words(span);
    loop {
        let next = ["様", "さま", "さん", " ", "ほど", "程度", "あまり", "余り"]
            .iter()
            .find_map(|word| rest.strip_prefix(word));
        let next = next.or_else(|| rest.strip_prefix(')').filter(|_| bracketed));
        let next = next.or_else(|| behind_bracket(rest));
        let Some(next) = next else { break };
        rest = next;
    }
    Span::new(span.end - rest.len(), span.end)
}

/// What stands behind the brackets that begin `words`.
fn behind_bracket(words: &str) -> Option<&str> {
    let inner = words.strip_prefix('(')?;
    let mut depth = 1usize;
    for (at, character) in inner.char_indices() {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return inner.get(at + 1..);
        }
    }
    None
}

/// Whether a character is a sign before a line or a number, no part of a noun.
pub(super) fn is_mark(c: char) -> bool {
    let listed = matches!(
        c,
        '・' | '•'
            | '●'
            | '○'
            | '■'
            | '□'
            | '◆'
            | '◇'
            | '※'
            | '*'
            | '-'
            | '('
            | ')'
            | '['
            | ']'
            | '<'
            | '>'
            | '〈'
            | '〉'
            | '①'..='⑩' | '.' | ',' | '。' | '、' | ':'
    );
    listed || c.is_whitespace() || c.is_ascii_digit()
}
