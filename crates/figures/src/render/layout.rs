//! Words around figures as blocks, each figure with a link to its proof: what digests and lenses have in common.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::page::{Block, Cells, Column, ColumnKind, Entry, Piece, Target};
use super::spoken::Speech;
use crate::words::{fill, of, words};
use crate::{Counted, Lang, LeftOut, Line, Period, Sentence, Table, Value};

/// What a page is being made of.
pub(super) struct Layout<'d> {
    pub(super) speech: Speech,
    items: &'d [Line],
    /// By id; looked up alone, in no order.
    lines: HashMap<u64, &'d Line>,
    /// The lists of items that prove a figure, by number; `None` where no figure leads to its proof.
    proofs: Option<Vec<&'d [u64]>>,
    numbers: BTreeMap<&'d [u64], usize>,
    /// The items that have a slot already.
    slots: BTreeSet<u64>,
}

/// A part of a page.
pub(super) struct Part<'d> {
    /// Its word: anchor and slot.
    pub(super) word: &'static str,
    pub(super) title: &'d str,
    pub(super) sentences: &'d [Sentence],
    pub(super) tables: &'d [Table],
    /// Whether an editor may say something about it, and about its items.
    pub(super) slots: (bool, bool),
}

impl<'d> Layout<'d> {
    /// Of `items`; where they are `listed`, figures lead to them.
    pub(super) fn new(items: &'d [Line], lang: Lang, counted: Counted, listed: bool) -> Self {
        Self {
            speech: Speech { lang, words: words(lang), counted },
            items,
            lines: items.iter().map(|line| (line.id, line)).collect(),
            proofs: listed.then(Vec::new),
            numbers: BTreeMap::new(),
            slots: BTreeSet::new(),
        }
    }

    pub(super) fn title(&self, key: &'static str, period: Period) -> Block {
        let value = if period.from == period.to {
            Value::Month(period.to)
        } else {
            Value::Span(period.from, period.to)
        };
        Block::Title(fill(self.speech.text(key), &[("period", &self.speech.value(&value))]))
    }

    pub(super) fn part(&mut self, part: &Part<'d>, blocks: &mut Vec<Block>) {
        let sentences = part.sentences.iter().map(|sentence| self.sentence(sentence)).collect();
        blocks.extend([Block::Heading(part.title.to_owned(), part.word), Block::Sentences(sentences)]);
        for table in part.tables {
            let made = self.table(table);
            blocks.push(made);
        }
        let (of_part, of_items) = part.slots;
        if of_part {
            blocks.push(Block::Slot(format!("section:{}", part.word)));
        }
        if of_items {
            for id in part.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.proof) {
                if let Some(line) = self.lines.get(id).filter(|_| self.slots.insert(*id)) {
                    blocks.push(Block::Slot(format!("item:{}", line.label)));
                }
            }
        }
    }

    /// The pieces of a template, whose holes are filled by the values.
    pub(super) fn sentence(&mut self, sentence: &'d Sentence) -> Vec<Piece> {
        let template = of(&self.speech.words.sentences, sentence.words);
        let mut pieces = Vec::new();
        for part in template.split('{') {
            let (hole, rest) = part.split_once('}').unwrap_or(("", part));
            if let Some((_, value)) = sentence.values.iter().find(|(name, _)| *name == hole) {
                pieces.push(self.piece(value, &sentence.proof, true));
            }
            pieces.push(Piece::words(rest));
        }
        pieces.retain(|piece| !piece.words.is_empty());
        pieces
    }

    fn piece(&mut self, value: &Value, proof: &'d [u64], sentence: bool) -> Piece {
        let words = match value {
            Value::Item(id) => return self.item(*id),
            Value::Names(names) if sentence => self.speech.listed(names),
            Value::Text(words) if words.is_empty() && sentence => self.speech.text("unnamed").to_owned(),
            _ => self.speech.value(value),
        };
        let proved = matches!(
            value,
            Value::Counted(_)
                | Value::Share(_)
                | Value::Change(_)
                | Value::Figure(_)
                | Value::Amount(..)
                | Value::Days(_)
        );
        let target = if proved && !words.is_empty() { self.target(proof) } else { None };
        Piece { words, target }
    }

    pub(super) fn item(&self, id: u64) -> Piece {
        let Some(line) = self.lines.get(&id) else { return Piece::words(id.to_string()) };
        let title = line.title.as_deref().unwrap_or_else(|| self.speech.text("untitled"));
        let words = format!("{} {title}", line.label);
        Piece { words, target: Some(Target::Item(id, line.label.clone())) }
    }

    /// Where the items `proof` are listed.
    fn target(&mut self, proof: &'d [u64]) -> Option<Target> {
        let proofs = self.proofs.as_mut()?;
        match proof {
            [] => None,
            [id] => Some(Target::Item(*id, self.lines.get(id)?.label.clone())),
            _ if proof.len() == self.items.len() => {
                Some(Target::Items(self.speech.text("all_items").to_owned()))
            }
            _ => {
                let known = proofs.len() + 1;
                let number = *self.numbers.entry(proof).or_insert(known);
                if number == known {
                    proofs.push(proof);
                }
                Some(Target::Proof(number, self.proof_name(number)))
            }
        }
    }

    fn proof_name(&self, number: usize) -> String {
        fill(self.speech.text("proof"), &[("number", &number.to_string())])
    }

    pub(super) fn table(&mut self, table: &'d Table) -> Block {
        let rows: Vec<Vec<Vec<Piece>>> = table
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| vec![self.piece(cell, &row.proof, false)]).collect())
            .collect();
        let bars = bars(table);
        let rows = rows.into_iter().zip(bars).map(|(cells, bar)| Cells { cells, bar }).collect();
        let column = |(at, key): (usize, &&'static str)| Column {
            name: of(&self.speech.words.columns, key).to_owned(),
            kind: kind(table, at),
        };
        let columns = table.columns.iter().enumerate().map(column).collect();
        Block::Table { caption: of(&self.speech.words.tables, table.words).to_owned(), columns, rows }
    }

    /// What is not counted, with the reason.
    pub(super) fn excluded(&self, excluded: &[LeftOut]) -> Vec<Entry> {
        let entry = |left: &LeftOut| {
            let why = serde_json::to_value(left.why).ok();
            let why = why.as_ref().and_then(|why| why.as_str()).unwrap_or_default();
            let why = self.speech.words.excluded.get(why).map_or("", String::as_str);
            let why = Piece::words(format!("{}{why}", self.speech.text("colon")));
            Entry { anchor: None, pieces: vec![self.item(left.id), why], quotes: Vec::new() }
        };
        excluded.iter().map(entry).collect()
    }

    /// The lists of proofs and items.
    pub(super) fn lists(&self) -> [(&'static str, &'static str, Vec<Entry>); 2] {
        let Some(proofs) = &self.proofs else {
            return [("proofs_title", "proofs", Vec::new()), ("items_title", "items", Vec::new())];
        };
        let proofs = proofs.iter().enumerate().map(|(at, ids)| self.proof(at + 1, ids));
        let items = self.items.iter().map(|line| self.line(line));
        [("proofs_title", "proofs", proofs.collect()), ("items_title", "items", items.collect())]
    }

    /// Lists below headings; those without entries are left out.
    pub(super) fn listed(
        &self,
        lists: impl IntoIterator<Item = (&'static str, &'static str, Vec<Entry>)>,
        blocks: &mut Vec<Block>,
    ) {
        for (title, anchor, entries) in lists.into_iter().filter(|list| !list.2.is_empty()) {
            blocks.push(Block::Heading(self.speech.text(title).to_owned(), anchor));
            blocks.push(Block::List(entries));
        }
    }

    fn proof(&self, number: usize, ids: &[u64]) -> Entry {
        let mut pieces =
            vec![Piece::words(format!("{}{}", self.proof_name(number), self.speech.text("colon")))];
        for (at, id) in ids.iter().enumerate() {
            if at > 0 {
                pieces.push(Piece::words(self.speech.text("comma")));
            }
            let label = self.lines.get(id).map(|line| line.label.clone()).unwrap_or_default();
            pieces.push(Piece { words: label.clone(), target: Some(Target::Item(*id, label)) });
        }
        Entry { anchor: Some(format!("proof-{number}")), pieces, quotes: Vec::new() }
    }

    pub(super) fn line(&self, line: &Line) -> Entry {
        let comma = self.speech.text("comma");
        let whose = line.organization.as_deref().unwrap_or_else(|| self.speech.text("unnamed"));
        let title = line.title.as_deref().unwrap_or_else(|| self.speech.text("untitled"));
        let target = line.url.clone().map(Target::Url);
        let mut pieces = vec![
            Piece::words(format!("{} {whose}{comma}", line.label)),
            Piece { words: title.to_owned(), target },
        ];
        let date = line.published.map(|date| self.speech.day(date));
        let figure = line.figure.map(|total| self.speech.value(&Value::Figure(Some(total))));
        let draft = line.draft.then(|| self.speech.text("draft").to_owned());
        let rest: Vec<String> = [date, figure, draft].into_iter().flatten().collect();
        if !rest.is_empty() {
            let (opening, closing) = (self.speech.text("opening"), self.speech.text("closing"));
            pieces.push(Piece::words(format!("{opening}{}{closing}", rest.join(comma))));
        }
        Entry { anchor: Some(format!("item-{}", line.id)), pieces, quotes: line.quotes.clone() }
    }
}

/// How long the bar of each row is, in thousandths of the longest.
fn bars(table: &Table) -> Vec<Option<u64>> {
    let value = |at: usize| {
        table.rows.iter().map(move |row| match row.cells.get(at) {
            Some(Value::Counted(count) | Value::Number(count)) => *count,
            _ => 0,
        })
    };
    let Some(at) = table.bars else { return vec![None; table.rows.len()] };
    let longest = value(at).max().unwrap_or(0).max(1);
    value(at)
        .map(|count| Some(u64::try_from(u128::from(count) * 1000 / u128::from(longest)).unwrap_or(0)))
        .collect()
}

/// What a column holds: that of its first cell that says something.
fn kind(table: &Table, at: usize) -> ColumnKind {
    let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
    let telling = |cell: &&Value| !matches!(cell, Value::Text(words) if words.is_empty());
    match cells.into_iter().find(telling) {
        None | Some(Value::Names(_) | Value::Text(_) | Value::Item(_)) => ColumnKind::Words,
        Some(Value::Date(_) | Value::Month(_) | Value::Span(..) | Value::Range(..)) => ColumnKind::Dates,
        Some(_) => ColumnKind::Figures,
    }
}
