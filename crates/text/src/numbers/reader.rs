//! Reading figures one after the other: the numeral and what stands around it.

use super::counters::{self, Counter};
use super::numeral::{self, Numeral};
use super::qualifiers::{self, Limit};
use super::ranges::Joined;
use super::sense::Around;
use super::shapes::{Runs, Shape};
use super::words::{Place, is_kanji};
use super::{Decimal, Number, Sense, digits, hyphens, scan};
use crate::Span;
use crate::calendar::Mention;

/// A figure and what its words said, which ranges are made by.
pub(super) struct Found {
    pub(super) number: Number,
    pub(super) before: Vec<Limit>,
    pub(super) behind: Option<Limit>,
    /// The power of ten of the 万 or 億 that ends it.
    pub(super) power: Option<u32>,
}

/// All figures of `text`.
pub(super) fn read(text: &str, dates: &[Mention]) -> Vec<Number> {
    let mut reader = Reader { text, dates, found: Joined::default(), floor: 0, runs: Runs::default() };
    let mut at = 0;
    while let Some(start) = scan::next(text.as_bytes(), at) {
        let width = text.get(start..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        // Digits too many for a value give no figure: on behind all of them, or each would be counted again.
        at = reader.at(start).unwrap_or_else(|| start + digits::count(text, start)).max(start + width);
    }
    reader.found.finish()
}

struct Reader<'t> {
    text: &'t str,
    /// Mentions that may still overlap what follows.
    dates: &'t [Mention],
    found: Joined,
    /// What lies before has been read.
    floor: usize,
    runs: Runs,
}

/// A numeral with its sign and counter.
struct Figure {
    /// Where it begins, its sign included.
    signed: usize,
    start: usize,
    numeral: Numeral,
    from: Option<Decimal>,
    counter: Option<Counter>,
    counter_at: usize,
    /// 余 stands before the counter.
    over: bool,
    /// 半 stands behind it, which is in the value already.
    half: bool,
}

impl Reader<'_> {
    /// Reads what begins at `start`; gives where to go on.
    fn at(&mut self, start: usize) -> Option<usize> {
        if self.text.as_bytes().get(start).is_some_and(u8::is_ascii_digit)
            && let Some(shape) = self.runs.shape(self.text, self.floor, start)
        {
            return Some(self.named(start, shape));
        }
        let numeral = numeral::read(self.text, start)?;
        let behind = self.text.as_bytes().get(numeral.end);
        if behind == Some(&b'-')
            && let Some(shape) = hyphens::kanji(self.text, start)
        {
            return Some(self.named(start, shape));
        }
        let words = self.text.get(start..numeral.end)?;
        // 〇二次被害: a bullet and then a word.
        if words.starts_with('〇')
            && numeral.kanji == 2
            && words != "〇〇"
            && !self.dated(Span::new(start, numeral.end))
        {
            return None;
        }
        if let Some(end) = self.vague(start, &numeral) {
            self.floor = end;
            return Some(end);
        }
        let figure = self.figure(start, numeral);
        let ordinal = self.head(start).ends_with('第');
        let dated = self.dated(Span::new(start, figure.numeral.end));
        if !figure.numeral.ascii && !dated && !self.is_figure(&figure, ordinal) {
            return Some(figure.numeral.end);
        }
        let end = self.keep(&figure, ordinal);
        self.floor = end;
        Some(end)
    }

    /// Keeps a telephone number, a version, a name; passes over an address.
    fn named(&mut self, at: usize, shape: Shape) -> usize {
        self.floor = shape.end;
        let Some(sense) = shape.sense else { return shape.end };
        let span = Span::new(shape.start, shape.end);
        let value = digits::ascii(self.text, at).map_or(Decimal::of(0), |(value, _)| value);
        let dated = sense != Sense::Clock && self.dated(span);
        let sense = if dated { Sense::Date } else { sense };
        self.found.push(
            self.text,
            Found { number: plain(span, value, sense), before: Vec::new(), behind: None, power: None },
        );
        shape.end
    }

    /// Where a numeral ends that gives no figure: 数十, 数10, 十数人, 百数十, 3分の1.
    fn vague(&self, start: usize, numeral: &Numeral) -> Option<usize> {
        let head = self.head(start);
        let rest = self.text.get(numeral.end..)?;
        if let Some(before) = head.strip_suffix(['数', '何', '幾']) {
            let kanji_unit = digits::small(self.text, start).is_some();
            let counted =
                before.ends_with(|c: char| is_kanji(c) || matches!(c, 'ァ'..='ー')) || head.ends_with('何');
            if kanji_unit || !counted && numeral.ascii && is_round(numeral.value) {
                return Some(numeral.end);
            }
        }
        if let Some(behind) = rest.strip_prefix('数') {
            let at = numeral.end + '数'.len_utf8();
            let some = behind.starts_with(['十', '百', '千', '万']) || counters::at(self.text, at).is_some();
            return some.then_some(at);
        }
        let share = numeral.end + "分の".len();
        let part = rest.starts_with("分の").then(|| numeral::read(self.text, share)).flatten();
        part.map(|part| part.end)
    }

    /// The numeral with its fraction, pair, sign and counter.
    fn figure(&self, start: usize, mut numeral: Numeral) -> Figure {
        let (signed, negative) = self.sign(start);
        let (signed, start) = self.point(signed, start, &mut numeral);
        if !numeral.ascii {
            let sure = signed < start || numeral.value.mantissa == 0;
            let fraction = numeral::kanji_fraction(self.text, numeral.end, sure);
            if let Some((value, end)) =
                fraction.and_then(|(part, end)| Some((numeral.value.plus(part)?, end)))
            {
                (numeral.value, numeral.end, numeral.kanji) = (value, end, numeral.kanji + 2);
            }
            self.leave_quarter(start, &mut numeral);
        }
        let mut from = None;
        if let Some((low, pair)) = self.pair(start, &numeral) {
            (from, numeral) = (Some(low), pair);
        }
        let rest = self.text.get(numeral.end..).unwrap_or_default();
        let over = Some(rest).filter(|rest| rest.starts_with('余')).and_then(|rest| {
            [("余り", 6), ("余", 3)].iter().find(|(word, _)| rest.starts_with(word)).map(|(_, length)| length)
        });
        let over = over.filter(|length| counters::at(self.text, numeral.end + *length).is_some());
        let counter_at = numeral.end + over.unwrap_or(&0);
        let counter = counters::at(self.text, counter_at);
        let drops_sign = counter.is_some_and(Counter::counts) && !self.head(start).ends_with("マイナス");
        let half = counter.is_some_and(|counter| self.has_half(counter, counter_at + counter.word.len()));
        if half {
            numeral.value = numeral.value.plus(Decimal { mantissa: 5, scale: 1 }).unwrap_or(numeral.value);
        }
        if negative && !drops_sign {
            numeral.value = numeral.value.negated();
        }
        let signed = if negative && drops_sign { start } else { signed };
        Figure { signed, start, numeral, from, counter, counter_at, over: over.is_some(), half }
    }

    /// `1本半`, `2時間半`, but not `3件半数`.
    fn has_half(&self, counter: Counter, end: usize) -> bool {
        let rest = self.text.get(end..).unwrap_or_default();
        let other = |rest: &str| {
            rest.starts_with(['数', '分', 'ば', '年', '期', '日', '径', '導', '角', '永', '額', '強'])
        };
        matches!(counter.sense, Sense::Count | Sense::Duration)
            && rest.strip_prefix('半').is_some_and(|rest| !other(rest))
    }

    /// `.5`: a figure that begins with its point; where sign and figure begin then.
    fn point(&self, signed: usize, start: usize, numeral: &mut Numeral) -> (usize, usize) {
        let digits = numeral.end - start;
        let head = self.head(start).strip_suffix('.').filter(|_| numeral.ascii && signed == start);
        let bare =
            head.is_some_and(|head| !head.ends_with(|c: char| c.is_ascii_graphic()) && start > self.floor);
        let is_run = digits::count(self.text, start) == digits;
        match u8::try_from(digits) {
            Ok(scale) if bare && is_run && scale <= 24 => {
                numeral.value.scale = scale;
                (start - 1, start - 1)
            }
            _ => (signed, start),
        }
    }

    /// 第一四半期 is the first quarter, no fourteenth half.
    fn leave_quarter(&self, start: usize, numeral: &mut Numeral) {
        let words = self.text.get(start..numeral.end).unwrap_or_default();
        let rest = self.text.get(numeral.end..).unwrap_or_default();
        if numeral.kanji > 1 && words.ends_with('四') && rest.starts_with("半期") {
            let end = numeral.end - '四'.len_utf8();
            if let Some((value, end)) = digits::kanji_run(self.text, start)
                .and(digits::kanji_run(self.text.get(..end).unwrap_or_default(), start))
            {
                *numeral = Numeral { end, value, kanji: numeral.kanji - 1, ..*numeral };
            }
        }
    }

    /// `2、3件`, 二三人: two digits one after the other that stand for a range; the lower one and the upper numeral.
    fn pair(&self, start: usize, numeral: &Numeral) -> Option<(Decimal, Numeral)> {
        let words = self.text.get(start..numeral.end)?;
        let low = numeral.value.whole()?;
        if !numeral.ascii && numeral.kanji == 2 {
            let both = words.chars().all(|c| matches!(digits::Kanji::of(c), Some(digits::Kanji::Digit(1..))));
            let (low, high) = (low / 10, low % 10);
            let counted = counters::at(self.text, numeral.end).is_some_and(|c| c.counts() && c.with_kanji);
            let pair = both && counted && low + 1 == high;
            return pair
                .then(|| (Decimal::of(low.into()), Numeral { value: Decimal::of(high.into()), ..*numeral }));
        }
        let rest = self.text.get(numeral.end..)?;
        let comma = ["、", ","].iter().find(|comma| rest.starts_with(**comma))?;
        if !(1..9).contains(&low) || words.chars().count() != 1 {
            return None;
        }
        let high = numeral::read(self.text, numeral.end + comma.len())?;
        let counted = counters::at(self.text, high.end).is_some_and(Counter::counts);
        (counted && high.value.whole() == Some(low + 1) && high.ascii == numeral.ascii)
            .then_some((numeral.value, high))
    }

    /// Where the sign before `start` begins, and whether it is minus.
    fn sign(&self, start: usize) -> (usize, bool) {
        let head = self.head(start);
        if !head.ends_with(['ス', '-', '+']) {
            return (start, false);
        }
        for (word, minus) in [("マイナス", true), ("プラス", false)] {
            if head.ends_with(word) {
                return (start - word.len(), minus);
            }
        }
        let Some(before) = head.strip_suffix(['-', '+']) else { return (start, false) };
        if before.ends_with(|c: char| (c.is_ascii_graphic() && c != '(') || digits::Kanji::of(c).is_some()) {
            return (start, false);
        }
        (start - 1, head.ends_with('-'))
    }

    fn is_figure(&self, figure: &Figure, ordinal: bool) -> bool {
        let (start, end) = (figure.start, figure.numeral.end);
        let led = figure.signed < start || qualifiers::before(self.text, self.floor, start).is_some();
        let (kanji, counter) = (figure.numeral.kanji, figure.counter);
        Place { text: self.text, start, end, kanji, counter, ordinal, led }.is_figure()
    }

    /// Keeps a figure with the words around it; gives where it ends.
    fn keep(&mut self, figure: &Figure, ordinal: bool) -> usize {
        let figure_span = Span::new(figure.signed, figure.numeral.end);
        let mut counter =
            figure.counter.map(|c| Span::new(figure.counter_at, figure.counter_at + c.word.len()));
        let mut end = counter.map_or(figure.numeral.end, |counter| counter.end);
        if figure.half {
            end += "半".len();
        }
        let last = self.found.last().filter(|last| self.touches(last.span.end, figure.start));
        let last = last.map(|last| last.sense);
        let mut sense = Around {
            text: self.text,
            start: figure.start,
            end,
            value: figure.numeral.value,
            counter: figure.counter,
            ordinal,
            ascii: figure.numeral.ascii,
            dated: self.dated(figure_span),
            last,
        }
        .sense();
        if let Some(behind) = counter.as_mut().filter(|_| sense == Sense::Count && self.is_in_row(end)) {
            sense = Sense::Ordinal;
            end += "目".len();
            behind.end = end;
        }
        if sense == Sense::LawArticle {
            end = self.branch(end);
        }
        let (mut start, before) = self.limits(figure.signed, ordinal || sense == Sense::Money);
        let limit = qualifiers::behind(self.text, end).filter(|_| is_limited(sense));
        end = limit.map_or(end, |(end, _)| end);
        let behind = limit.map(|(_, limit)| limit).or(figure.over.then_some(Limit::About));
        let (qualifier, open_start, open_end) = qualifiers::together(&before, behind);
        start = start.max(self.floor.min(figure.signed));
        let number = Number {
            from: figure.from,
            counter,
            qualifier,
            cumulative: before.contains(&Limit::Cumulative),
            open_start,
            open_end,
            figure: figure_span,
            ..plain(Span::new(start, end), figure.numeral.value, sense)
        };
        self.found.push(self.text, Found { number, before, behind, power: figure.numeral.power });
        end
    }

    /// The words before a figure that limit it, and where they begin; `marked`: 第 or a currency sign comes first.
    fn limits(&self, figure: usize, marked: bool) -> (usize, Vec<Limit>) {
        let mut start = figure;
        if marked && let Some(mark) = self.head(start).chars().next_back().filter(|c| "第¥\\$€£".contains(*c))
        {
            start -= mark.len_utf8();
        }
        let mut limits = Vec::new();
        while let Some((before, limit)) =
            qualifiers::before(self.text, self.floor, start).filter(|_| limits.len() < 4)
        {
            limits.push(limit);
            start = before;
        }
        (start, limits)
    }

    /// 目 behind a counter makes a place in a row of it (2回目), but not 目的.
    fn is_in_row(&self, end: usize) -> bool {
        let rest = self.text.get(end..).unwrap_or_default();
        rest.starts_with('目') && !["目的", "目標", "目安", "目視"].iter().any(|word| rest.starts_with(word))
    }

    /// 第23条の2: where the branch of an article ends.
    fn branch(&self, mut end: usize) -> usize {
        while let Some(run) = self.text.get(end..).and_then(|rest| rest.strip_prefix('の')).map(|_| end + 3)
        {
            match digits::count(self.text, run) {
                0 => break,
                count => end = run + count,
            }
        }
        end
    }

    /// Whether nothing or 第 parts what ends at `end` from what begins at `start`.
    fn touches(&self, end: usize, start: usize) -> bool {
        self.text.get(end..start).is_some_and(|between| between.is_empty() || between == "第")
    }

    /// Whether `span` lies in a calendar mention; forgets the mentions before it.
    fn dated(&mut self, span: Span) -> bool {
        while let Some((first, rest)) = self.dates.split_first() {
            if first.span.end > span.start {
                return first.span.overlaps(span);
            }
            self.dates = rest;
        }
        false
    }

    fn head(&self, at: usize) -> &str {
        self.text.get(..at).unwrap_or_default()
    }
}

/// Whether 数 before a value can mean several of it, as in 数10: `お客様の数 57件` gives a figure.
fn is_round(value: Decimal) -> bool {
    value.whole().is_some_and(|whole| whole >= 10 && whole.ilog10() == (whole - 1).ilog10() + 1)
}

/// Whether words like 以上 can limit such a figure.
fn is_limited(sense: Sense) -> bool {
    !matches!(sense, Sense::Date | Sense::Clock | Sense::LawArticle | Sense::Ordinal | Sense::Identifier)
}

/// A number with nothing around it.
fn plain(span: Span, value: Decimal, sense: Sense) -> Number {
    Number {
        span,
        figure: span,
        value,
        from: None,
        sense,
        counter: None,
        qualifier: super::Qualifier::Exact,
        cumulative: false,
        open_start: false,
        open_end: false,
    }
}
