//! A digest as blocks: words around figures, each figure with a link to its proof.

use std::collections::{BTreeMap, BTreeSet};

use super::page::{Block, Cells, Entry, Piece, Target};
use super::spoken::Speech;
use crate::words::{fill, of, words};
use crate::{Counted, Digest, Lang, Line, Section, SectionKind, Sentence, Table, Value};

/// What a page is being made of.
struct Layout<'d> {
    digest: &'d Digest,
    speech: Speech,
    lines: BTreeMap<u64, &'d Line>,
    /// The lists of items that prove a figure, by number.
    proofs: Vec<&'d [u64]>,
    numbers: BTreeMap<&'d [u64], usize>,
    /// The items that have a slot already.
    slots: BTreeSet<u64>,
}

/// Sections whose items an editor may say something about.
const COMMENTED: [SectionKind; 4] =
    [SectionKind::Worst, SectionKind::Read, SectionKind::Cards, SectionKind::Consequences];

/// The blocks of `digest` in a language.
pub(super) fn layout(digest: &Digest, lang: Lang) -> Vec<Block> {
    let speech = Speech { lang, words: words(lang), counted: digest.options.counted };
    let lines = digest.items.iter().map(|line| (line.id, line)).collect();
    let mut layout = Layout {
        digest,
        speech,
        lines,
        proofs: Vec::new(),
        numbers: BTreeMap::new(),
        slots: BTreeSet::new(),
    };
    let slot = |name: &str| Block::Slot(name.to_owned());
    let mut blocks = vec![Block::Title(layout.title()), slot("headline"), slot("lede")];
    for section in &digest.sections {
        layout.section(section, &mut blocks);
    }
    layout.coverage(&mut blocks);
    layout.listed(&mut blocks);
    blocks
}

impl<'d> Layout<'d> {
    fn title(&self) -> String {
        let period = self.digest.period;
        let value = if period.from == period.to {
            Value::Month(period.to)
        } else {
            Value::Span(period.from, period.to)
        };
        fill(self.speech.text("title"), &[("period", &self.speech.value(&value))])
    }

    fn section(&mut self, section: &'d Section, blocks: &mut Vec<Block>) {
        let word = section.kind.word();
        let title = of(&self.speech.words.sections, word).to_owned();
        let sentences = section.sentences.iter().map(|sentence| self.sentence(sentence)).collect();
        blocks.extend([Block::Heading(title, word), Block::Sentences(sentences)]);
        for table in &section.tables {
            let made = self.table(table);
            blocks.push(made);
        }
        blocks.push(Block::Slot(format!("section:{word}")));
        if COMMENTED.contains(&section.kind) {
            for id in section.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.proof) {
                if let Some(line) = self.lines.get(id).filter(|_| self.slots.insert(*id)) {
                    blocks.push(Block::Slot(format!("item:{}", line.label)));
                }
            }
        }
    }

    /// The pieces of a template, whose holes are filled by the values.
    fn sentence(&mut self, sentence: &'d Sentence) -> Vec<Piece> {
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
            Value::Counted(_) | Value::Share(_) | Value::Change(_) | Value::Figure(_) | Value::Amount(..)
        );
        let target = if proved && !words.is_empty() { self.target(proof) } else { None };
        Piece { words, target }
    }

    fn item(&self, id: u64) -> Piece {
        let Some(line) = self.lines.get(&id) else { return Piece::words(id.to_string()) };
        let title = line.title.as_deref().unwrap_or_else(|| self.speech.text("untitled"));
        let words = format!("{} {title}", line.label);
        Piece { words, target: Some(Target::Item(id, line.label.clone())) }
    }

    /// Where the items `proof` are listed.
    fn target(&mut self, proof: &'d [u64]) -> Option<Target> {
        match proof {
            [] => None,
            [id] => Some(Target::Item(*id, self.lines.get(id)?.label.clone())),
            _ if proof.len() == self.digest.items.len() => {
                Some(Target::Items(self.speech.text("all_items").to_owned()))
            }
            _ => {
                let known = self.proofs.len() + 1;
                let number = *self.numbers.entry(proof).or_insert(known);
                if number == known {
                    self.proofs.push(proof);
                }
                Some(Target::Proof(number, self.proof_name(number)))
            }
        }
    }

    fn proof_name(&self, number: usize) -> String {
        fill(self.speech.text("proof"), &[("number", &number.to_string())])
    }

    fn table(&mut self, table: &'d Table) -> Block {
        let rows: Vec<Vec<Vec<Piece>>> = table
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| vec![self.piece(cell, &row.proof, false)]).collect())
            .collect();
        let bars = bars(table);
        let rows = rows.into_iter().zip(bars).map(|(cells, bar)| Cells { cells, bar }).collect();
        let figures = |at: usize| table.rows.first().is_some_and(|row| is_figure(&row.cells[at]));
        let name =
            |(at, key): (usize, &&'static str)| (of(&self.speech.words.columns, key).to_owned(), figures(at));
        let columns = table.columns.iter().enumerate().map(name).collect();
        Block::Table { caption: of(&self.speech.words.tables, table.words).to_owned(), columns, rows }
    }

    /// What was counted, whose causes, what was left out and why.
    fn coverage(&self, blocks: &mut Vec<Block>) {
        let (speech, digest) = (self.speech, self.digest);
        let counted = match speech.counted {
            Counted::Reports => "coverage_reports",
            Counted::Cases => "coverage_cases",
        };
        let mapping = digest.options.scheme.mapping();
        let scheme = match speech.lang {
            Lang::Ja => &mapping.name.ja,
            Lang::En => &mapping.name.en,
        };
        let scheme = fill(speech.text("coverage_scheme"), &[("scheme", scheme), ("source", &mapping.source)]);
        let mut told =
            vec![speech.text(counted).to_owned(), speech.text("coverage_shares").to_owned(), scheme];
        if !mapping.verified {
            told.push(speech.text("coverage_unverified").to_owned());
        }
        if digest.drafts > 0 {
            let count = speech.value(&Value::Counted(digest.drafts));
            told.push(fill(speech.text("drafts"), &[("count", &count)]));
        }
        if !digest.left_out.is_empty() {
            let names: Vec<&str> =
                digest.left_out.iter().map(|kind| of(&speech.words.sections, kind.word())).collect();
            let names = names.join(speech.text("comma"));
            told.push(fill(speech.text("left_out"), &[("sections", &names)]));
        }
        blocks.push(Block::Heading(speech.text("coverage_title").to_owned(), "coverage"));
        blocks.push(Block::Sentences(told.into_iter().map(|words| vec![Piece::words(words)]).collect()));
    }

    /// What is undated, what is not counted, the proofs and the items.
    fn listed(&self, blocks: &mut Vec<Block>) {
        let entry = |pieces| Entry { anchor: None, pieces, quotes: Vec::new() };
        let undated: Vec<Entry> = self.digest.undated.iter().map(|id| entry(vec![self.item(*id)])).collect();
        let excluded = self.digest.excluded.iter().map(|left| {
            let why = serde_json::to_value(left.why).ok();
            let why = why.as_ref().and_then(|why| why.as_str()).unwrap_or_default();
            let why = self.speech.words.excluded.get(why).map_or("", String::as_str);
            entry(vec![self.item(left.id), Piece::words(format!("{}{why}", self.speech.text("colon")))])
        });
        let proofs = self.proofs.iter().enumerate().map(|(at, ids)| self.proof(at + 1, ids));
        let items = self.digest.items.iter().map(|line| self.line(line));
        let lists = [
            ("undated_title", "undated", undated),
            ("excluded_title", "excluded", excluded.collect()),
            ("proofs_title", "proofs", proofs.collect()),
            ("items_title", "items", items.collect()),
        ];
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

    fn line(&self, line: &Line) -> Entry {
        let comma = self.speech.text("comma");
        let whose = line.organization.as_deref().unwrap_or_else(|| self.speech.text("unnamed"));
        let title = line.title.as_deref().unwrap_or_else(|| self.speech.text("untitled"));
        let target = line.url.clone().map(Target::Url);
        let mut pieces = vec![
            Piece::words(format!("{} {whose}{comma}", line.label)),
            Piece { words: title.to_owned(), target },
        ];
        let date = line.published.map(|date| date.to_string());
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

fn is_figure(value: &Value) -> bool {
    !matches!(
        value,
        Value::Names(_)
            | Value::Text(_)
            | Value::Item(_)
            | Value::Date(_)
            | Value::Month(_)
            | Value::Span(..)
    )
}
