//! The map from folded text back to its source: one entry only where the two fall out of step.

use crate::Span;

/// `units` pieces, each of `folded_unit` bytes made from `source_unit` bytes; behind them both run in step again.
/// No units: the source skips to `source` here.
#[derive(Clone, Copy, Debug)]
struct Entry {
    folded: usize,
    source: usize,
    units: u32,
    source_unit: u16,
    folded_unit: u8,
}

impl Entry {
    /// Where the units end: in the folded text and in the source.
    fn end(&self) -> (usize, usize) {
        let units = self.units as usize;
        let folded = self.folded + units * usize::from(self.folded_unit);
        (folded, self.source + units * usize::from(self.source_unit))
    }
}

/// Entries rising in both offsets.
#[derive(Clone, Debug, Default)]
pub(super) struct Trail {
    entries: Vec<Entry>,
}

impl Trail {
    /// What follows from `folded` on is a copy of the source from `source` on.
    pub(super) fn step(&mut self, folded: usize, source: usize) {
        if self.expected(folded) == source {
            return;
        }
        let skip = Entry { folded, source, units: 0, source_unit: 0, folded_unit: 0 };
        match self.entries.last_mut() {
            Some(last) if last.folded == folded && last.units == 0 => *last = skip,
            _ => self.entries.push(skip),
        }
    }

    /// The bytes `from..to` of the folded text, as a whole, stand for `source`; `single`: they are one character.
    pub(super) fn unit(&mut self, from: usize, to: usize, source: Span, single: bool) {
        let (folded_len, source_len) = (to - from, source.len());
        if folded_len == 0 {
            return;
        }
        if single && folded_len == source_len {
            return self.step(from, source.start);
        }
        let (Ok(folded_unit), Ok(source_unit)) = (u8::try_from(folded_len), u16::try_from(source_len)) else {
            return self.step(from, source.start);
        };
        if let Some(last) = self.entries.last_mut()
            && (last.folded_unit, last.source_unit) == (folded_unit, source_unit)
            && last.end() == (from, source.start)
        {
            last.units = last.units.saturating_add(1);
            return;
        }
        self.entries.push(Entry { folded: from, source: source.start, units: 1, source_unit, folded_unit });
    }

    /// Forgets the folded text from `at` on; gives the start of the unit that `at` lies in, folded and source.
    pub(super) fn cut(&mut self, at: usize) -> (usize, usize) {
        while self.entries.last().is_some_and(|last| last.folded > at) {
            self.entries.pop();
        }
        let Some(last) = self.entries.last_mut().filter(|last| at < last.end().0) else {
            return (at, self.expected(at));
        };
        last.units = ((at - last.folded) / usize::from(last.folded_unit).max(1)) as u32;
        let kept = last.end();
        if last.units == 0 {
            self.entries.pop();
        }
        kept
    }

    /// The source offset of the character that begins at `folded`.
    pub(super) fn source_start(&self, folded: usize) -> usize {
        let Some(entry) = self.entry(self.entries.partition_point(|entry| entry.folded <= folded)) else {
            return folded;
        };
        let (units_end, source_end) = entry.end();
        if folded >= units_end {
            return source_end + (folded - units_end);
        }
        let unit = (folded - entry.folded) / usize::from(entry.folded_unit).max(1);
        entry.source + unit * usize::from(entry.source_unit)
    }

    /// The source offset behind the character that ends at `folded`.
    pub(super) fn source_end(&self, folded: usize) -> usize {
        let Some(entry) = self.entry(self.entries.partition_point(|entry| entry.folded < folded)) else {
            return folded;
        };
        let (units_end, source_end) = entry.end();
        if folded >= units_end {
            return source_end + (folded - units_end);
        }
        let unit = (folded - entry.folded).div_ceil(usize::from(entry.folded_unit).max(1));
        entry.source + unit * usize::from(entry.source_unit)
    }

    /// Where the source would run on if it stayed in step.
    fn expected(&self, folded: usize) -> usize {
        self.entries.last().map_or(folded, |last| {
            let (units_end, source_end) = last.end();
            source_end + folded.saturating_sub(units_end)
        })
    }

    /// The entry before `index`.
    fn entry(&self, index: usize) -> Option<&Entry> {
        self.entries.get(index.checked_sub(1)?)
    }

    /// How many entries are kept.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }
}
