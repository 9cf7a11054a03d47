//! Words around figures as blocks, each figure with a link to its proof: what digests and lenses have in common.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::page::{Block, Cells, Column, ColumnKind, Entry, List, Piece, Target};
use super::spoken::Speech;
use crate::words::{fill, of, words};
use crate::{Counted, Lang, LeftOut, Line, Period, Sentence, Table, Value};

/// What a page is being made of.
pub(super) struct Layout<'d> {
    pub(super) speech: Speech,
    pub(super) items: Items<'d>,
    /// The lists of items that prove a figure, by number; `None` where no figure leads to its proof.
    proofs: Option<Vec<&'d [u64]>>,
    numbers: BTreeMap<&'d [u64], usize>,
    /// The items that have a slot already.
    slots: BTreeSet<u64>,
}

/// The items of a page, in words.
#[derive(Clone)]
pub(super) struct Items<'d> {
    speech: Speech,
    all: &'d [Line],
    /// By id; looked up alone, in no order.
    lines: Arc<HashMap<u64, &'d Line>>,
}

/// A list below a heading: a key of its words, its anchor, its entries.
type Listed<'d> = (&'static str, &'static str, List<'d>);

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
        let speech = Speech { lang, words: words(lang), counted };
        let lines = items.iter().map(|line| (line.id, line)).collect();
        Self {
            speech,
            items: Items { speech, all: items, lines: Arc::new(lines) },
            proofs: listed.then(Vec::new),
            numbers: BTreeMap::new(),
            slots: BTreeSet::new(),
        }
    }

    pub(super) fn title(&self, key: &'static str, period: Period) -> Block<'d> {
        let value = if period.from == period.to {
            Value::Month(period.to)
        } else {
            Value::Span(period.from, period.to)
        };
        Block::Title(fill(self.speech.text(key), &[("period", &self.speech.value(&value))]))
    }

    pub(super) fn part(&mut self, part: &Part<'d>, blocks: &mut Vec<Block<'d>>) {
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
                if let Some(line) = self.items.line_of(*id).filter(|_| self.slots.insert(*id)) {
                    blocks.push(Block::Slot(format!("item:{}", line.label)));
                }
            }
        }
    }

    /// The pieces of a template, whose holes are filled by the values.
    pub(super) fn sentence(&mut self, sentence: &'d Sentence) -> Vec<Piece<'d>> {
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

    fn piece(&mut self, value: &Value, proof: &'d [u64], sentence: bool) -> Piece<'d> {
        let words = match value {
            Value::Item(id) if sentence => return self.items.told(*id),
            Value::Item(id) => return self.items.item(*id),
            Value::Names(names) if sentence => self.speech.listed(names),
            Value::Texts(words) if sentence => self.speech.joined(words),
            Value::Organization(name, by) if name.is_empty() && sentence => {
                self.speech.organization(self.speech.text("unnamed"), by.as_deref())
            }
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
                | Value::Organizations(Some(_))
        );
        let target = if proved && !words.is_empty() { self.target(proof) } else { None };
        Piece { words: words.into(), target }
    }

    /// Where the items `proof` are listed.
    fn target(&mut self, proof: &'d [u64]) -> Option<Target<'d>> {
        let proofs = self.proofs.as_mut()?;
        match proof {
            [] => None,
            [id] => Some(Target::Item(*id, &self.items.line_of(*id)?.label)),
            _ if proof.len() == self.items.all.len() => Some(Target::Items(self.speech.text("all_items"))),
            _ => {
                let known = proofs.len() + 1;
                let number = *self.numbers.entry(proof).or_insert(known);
                if number == known {
                    proofs.push(proof);
                }
                Some(Target::Proof(number, self.items.proof_name(number)))
            }
        }
    }

    pub(super) fn table(&mut self, table: &'d Table) -> Block<'d> {
        let rows: Vec<Vec<Vec<Piece<'d>>>> = table
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

    /// The items `ids`, by name.
    pub(super) fn named(&self, ids: &'d [u64]) -> List<'d> {
        let items = self.items.clone();
        List::of(ids, move |id| Entry { anchor: None, pieces: vec![items.item(*id)], quotes: &[] })
    }

    /// What is not counted, with the reason.
    pub(super) fn excluded(&self, excluded: &'d [LeftOut]) -> List<'d> {
        let items = self.items.clone();
        List::of(excluded, move |left| items.excluded(left))
    }

    /// The lists of proofs and items; none where no figure leads to its proof.
    pub(super) fn lists(&mut self) -> Vec<Listed<'d>> {
        let Some(proofs) = self.proofs.take() else { return Vec::new() };
        let (of_proof, of_line) = (self.items.clone(), self.items.clone());
        let proofs = List::of_ids(proofs, move |at, ids| of_proof.proof(at + 1, ids));
        let items = List::of(self.items.all, move |line| of_line.line(line));
        vec![("proofs_title", "proofs", proofs), ("items_title", "items", items)]
    }

    /// Lists below headings; those without entries are left out.
    pub(super) fn listed(&self, lists: impl IntoIterator<Item = Listed<'d>>, blocks: &mut Vec<Block<'d>>) {
        for (title, anchor, list) in lists.into_iter().filter(|(.., list)| !list.is_empty()) {
            blocks.push(Block::Heading(self.speech.text(title).to_owned(), anchor));
            blocks.push(Block::List(list));
        }
    }
}

impl<'d> Items<'d> {
    fn line_of(&self, id: u64) -> Option<&'d Line> {
        self.lines.get(&id).copied()
    }

    pub(super) fn item(&self, id: u64) -> Piece<'d> {
        let Some(line) = self.line_of(id) else { return Piece::words(id.to_string()) };
        let title = line.title.as_deref().unwrap_or_else(|| self.speech.text("untitled"));
        let words = format!("{} {title}", line.label).into();
        Piece { words, target: Some(Target::Item(id, &line.label)) }
    }

    /// An item within a sentence: its title in quotation marks, and what it is called.
    fn told(&self, id: u64) -> Piece<'d> {
        let Some((line, title)) = self.line_of(id).and_then(|line| Some((line, line.title.as_deref()?)))
        else {
            return self.item(id);
        };
        let words = fill(self.speech.text("item"), &[("label", &line.label), ("title", title)]);
        Piece { words: words.into(), target: Some(Target::Item(id, &line.label)) }
    }

    fn excluded(&self, left: &LeftOut) -> Entry<'d> {
        let why = serde_json::to_value(left.why).ok();
        let why = why.as_ref().and_then(|why| why.as_str()).unwrap_or_default();
        let why = self.speech.words.excluded.get(why).map_or("", String::as_str);
        let why = Piece::words(format!("{}{why}", self.speech.text("colon")));
        Entry { anchor: None, pieces: vec![self.item(left.id), why], quotes: &[] }
    }

    fn proof_name(&self, number: usize) -> String {
        fill(self.speech.text("proof"), &[("number", &number.to_string())])
    }

    fn proof(&self, number: usize, ids: &'d [u64]) -> Entry<'d> {
        let name = format!("{}{}", self.proof_name(number), self.speech.text("colon"));
        let comma = self.speech.text("comma");
        let mut pieces = Vec::with_capacity(2 * ids.len());
        pieces.push(Piece::words(name));
        for (at, id) in ids.iter().enumerate() {
            if at > 0 {
                pieces.push(Piece::words(comma));
            }
            let label = self.line_of(*id).map_or("", |line| &line.label);
            pieces.push(Piece { words: label.into(), target: Some(Target::Item(*id, label)) });
        }
        Entry { anchor: Some(format!("proof-{number}")), pieces, quotes: &[] }
    }

    pub(super) fn line(&self, line: &'d Line) -> Entry<'d> {
        let comma = self.speech.text("comma");
        let whose = line.organization.as_deref().unwrap_or_else(|| self.speech.text("unnamed"));
        let title = line.title.as_deref().unwrap_or_else(|| self.speech.text("untitled"));
        let target = line.url.as_deref().map(Target::Url);
        let named = Piece { words: Cow::Borrowed(title), target };
        let mut pieces = vec![Piece::words(format!("{} {whose}{comma}", line.label)), named];
        let date = line.published.map(|date| self.speech.day(date));
        let figure = line.figure.map(|total| self.speech.value(&Value::Figure(Some(total))));
        let draft = line.draft.then(|| self.speech.text("draft").to_owned());
        let rest: Vec<String> = [date, figure, draft].into_iter().flatten().collect();
        if !rest.is_empty() {
            let (opening, closing) = (self.speech.text("opening"), self.speech.text("closing"));
            pieces.push(Piece::words(format!("{opening}{}{closing}", rest.join(comma))));
        }
        Entry { anchor: Some(format!("item-{}", line.id)), pieces, quotes: &line.quotes }
    }
}

/// How long the bar of each row is, in thousandths of the longest.
fn bars(table: &Table) -> Vec<Option<u64>> {
    let value = |at: usize| {
        table.rows.iter().map(move |row| match row.cells.get(at) {
            Some(Value::Counted(count) | Value::Number(count) | Value::Organizations(Some(count))) => *count,
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
        None
        | Some(
            Value::Names(_) | Value::Text(_) | Value::Texts(_) | Value::Organization(..) | Value::Item(_),
        ) => ColumnKind::Words,
        Some(Value::Date(_) | Value::Month(_) | Value::Span(..) | Value::Range(..)) => ColumnKind::Dates,
        Some(_) => ColumnKind::Figures,
    }
}
