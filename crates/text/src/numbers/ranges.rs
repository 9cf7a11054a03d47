//! Joining the two ends of a range: `10件から20件`, `100~200名`, `30歳以上40歳未満`.

use std::cmp::Ordering;

use super::qualifiers::Limit;
use super::reader::Found;
use super::{Number, Qualifier, Sense};
use crate::Span;

/// The figures so far, ranges joined; the last one waits for what may follow it.
#[derive(Default)]
pub(super) struct Joined {
    numbers: Vec<Number>,
    last: Option<Found>,
}

impl Joined {
    /// Adds the next figure of `text`.
    pub(super) fn push(&mut self, text: &str, next: Found) {
        let range = self.last.as_ref().and_then(|low| range(text, low, &next));
        if let Some(range) = range {
            self.numbers.push(range);
            self.last = None;
        } else {
            self.numbers.extend(self.last.replace(next).map(|found| found.number));
        }
    }

    /// The figure before the next one.
    pub(super) fn last(&self) -> Option<&Number> {
        self.last.as_ref().map(|found| &found.number).or(self.numbers.last())
    }

    /// All of them.
    pub(super) fn finish(mut self) -> Vec<Number> {
        self.numbers.extend(self.last.map(|found| found.number));
        self.numbers
    }
}

/// The range from `first` to `second`, if the words between say that it is one.
fn range(text: &str, first: &Found, second: &Found) -> Option<Number> {
    if first.number.from.is_some()
        || second.number.from.is_some()
        || !is_alike(text, &first.number, &second.number)
    {
        return None;
    }
    let between = text.get(first.number.span.end..second.number.span.start)?;
    let (first_limit, second_limit) = (limit(first), limit(second));
    match (between, first_limit, second_limit) {
        ("~" | "から" | "ないし" | "乃至", None, None | Some(Limit::Max | Limit::Below)) => {
            rising(first, second)
        }
        ("-", None, None) if second.number.counter.is_some() => rising(first, second),
        ("と", None, None) => {
            let behind = text.get(second.number.span.end..)?;
            let word = ["の間", "の中"].iter().find(|word| behind.starts_with(**word))?;
            let range = rising(first, second)?;
            Some(Number { span: Span::new(range.span.start, range.span.end + word.len()), ..range })
        }
        (words, Some(Limit::Min | Limit::Above), Some(Limit::Max | Limit::Below)) if is_and(words) => {
            rising(first, second)
        }
        (words, Some(Limit::Max | Limit::Below), Some(Limit::Min | Limit::Above)) if is_and(words) => {
            let range = rising(second, first)?;
            Some(Number { span: first.number.span.join(second.number.span), ..range })
        }
        _ => None,
    }
}

fn is_and(words: &str) -> bool {
    matches!(
        words,
        "" | "、" | "で" | "で、" | "て" | "て、" | "が" | "が、" | "かつ" | "、かつ" | "あるが" | "、かつ、"
    )
}

/// The bound that the words before or behind say.
fn limit(found: &Found) -> Option<Limit> {
    let is_bound = |limit: &&Limit| matches!(limit, Limit::Min | Limit::Max | Limit::Above | Limit::Below);
    found.behind.as_ref().into_iter().chain(&found.before).find(is_bound).copied()
}

/// Whether both can be ends of one range: of one kind, with one counter or only the second with one.
fn is_alike(text: &str, first: &Number, second: &Number) -> bool {
    let kinds = [
        Sense::Count,
        Sense::Money,
        Sense::Percentage,
        Sense::Duration,
        Sense::Age,
        Sense::Measure,
        Sense::Bare,
    ];
    let ordinals = first.sense == Sense::Ordinal && second.sense == Sense::Ordinal;
    let measured = kinds.contains(&first.sense) && kinds.contains(&second.sense);
    if !ordinals && !measured {
        return false;
    }
    let word = |number: &Number| number.counter.and_then(|counter| counter.of(text));
    match (word(first), word(second)) {
        (None, Some(_)) => first.sense == Sense::Bare,
        (first, second) => first == second,
    }
}

/// The range with the ends `low` and `high`, if they rise.
fn rising(low: &Found, high: &Found) -> Option<Number> {
    let (from, to) = (&low.number, &high.number);
    // 1~2万件 is 1万 to 2万.
    let scaled = high.power.filter(|_| low.power.is_none() && from.counter.is_none());
    let scaled = scaled.and_then(|power| from.value.shift(power));
    let start = scaled.filter(|start| start.order(to.value) == Some(Ordering::Less)).unwrap_or(from.value);
    (start.order(to.value)? == Ordering::Less).then(|| Number {
        span: from.span.join(to.span),
        figure: from.figure.join(to.figure),
        value: to.value,
        from: Some(start),
        sense: to.sense,
        counter: to.counter.or(from.counter),
        qualifier: loosest(low, high),
        cumulative: from.cumulative || to.cumulative,
        open_start: from.open_start,
        open_end: to.open_end,
    })
}

/// The bounds are in the range itself; what is left is whether they are sure.
fn loosest(low: &Found, high: &Found) -> Qualifier {
    let said =
        |limit: Limit| [low, high].iter().any(|end| end.behind == Some(limit) || end.before.contains(&limit));
    if said(Limit::Estimate) {
        Qualifier::Estimate
    } else if said(Limit::About) {
        Qualifier::About
    } else {
        Qualifier::Exact
    }
}
