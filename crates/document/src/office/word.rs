//! DOCX to blocks: headings by their styles, lists, tables, notes; what was deleted under tracking is left out.

use std::collections::BTreeMap;

use jikenbo_model::{BlockKind, Document, Form, Place};
use jikenbo_text::{Span, Warning};

use super::footnotes::footnotes;
use super::package::{Fault, Package};
use super::styles::{self, Style, Styles};
use super::tables::Table;
use super::xml::{Event, Tag, walk};
use crate::draft::{Draft, Known};

/// The document that the DOCX file `bytes` is.
pub(crate) fn document(bytes: &[u8]) -> Document {
    let mut package = match Package::open(bytes) {
        Ok(package) => package,
        Err(Fault::Damaged) => return super::damaged(Form::Word),
        Err(Fault::TooLarge) => return super::too_large(Form::Word),
    };
    let Some(part) = package.part("word/document.xml") else { return super::damaged(Form::Word) };
    let mut notes = BTreeMap::new();
    for (name, sign) in [("word/footnotes.xml", "f"), ("word/endnotes.xml", "e")] {
        let found = package.part(name).map(|part| footnotes(&part)).unwrap_or_default();
        notes.extend(found.into_iter().map(|(id, words)| (format!("{sign}{id}"), words)));
    }
    let mut walker = Walker {
        styles: package.part("word/styles.xml").map(|part| styles::styles(&part)).unwrap_or_default(),
        links: package.relations("word/_rels/document.xml.rels"),
        notes,
        ..Walker::default()
    };
    walk(&part, |event| walker.take(event));
    let property = super::property(&mut package);
    walker.finish(property)
}

/// A paragraph while it is read.
#[derive(Default)]
struct Paragraph {
    text: String,
    /// Words that are set not to be seen.
    unseen: String,
    style: Option<Style>,
    /// How deep it stands in a list.
    list: Option<u8>,
    /// Where links lead, with their places in the text.
    links: Vec<(usize, usize, String)>,
    /// A link that is open: where it begins, where it leads.
    open: Option<(usize, String)>,
}

#[derive(Default)]
struct Walker {
    styles: Styles,
    links: BTreeMap<String, String>,
    notes: BTreeMap<String, String>,
    draft: Draft,
    /// The open paragraphs, one within the other where a text box stands in one.
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    /// Elements that are open within one that is left out, that one included.
    left_out: usize,
    in_text: bool,
    /// The run's words are set not to be seen.
    is_unseen: bool,
    /// Within the properties of a paragraph, whose own mark may be unseen.
    in_properties: bool,
    /// The notes that were called, in order.
    called: Vec<String>,
    titles: Vec<Span>,
    unseen: Option<Span>,
    is_full: bool,
}

/// What is left out with all in it: deleted and moved words, what stands for a newer form that is read, readings of kanji,
/// the words of fields.
const LEFT_OUT: [&str; 7] = ["del", "moveFrom", "Fallback", "rt", "instrText", "delText", "delInstrText"];

impl Walker {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(_) if self.left_out > 0 => self.left_out += 1,
            Event::End(_) if self.left_out > 0 => self.left_out -= 1,
            // The same name says within the properties of a run that a mark is deleted.
            Event::Start(tag) if LEFT_OUT.contains(&tag.name) && !self.in_properties => self.left_out = 1,
            Event::Start(tag) => self.start(&tag),
            Event::End(name) => self.end(name),
            Event::Text(words) if self.in_text && self.left_out == 0 => self.words(words),
            Event::Text(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag.name {
            "p" => self.paragraphs.push(Paragraph::default()),
            "pPr" => self.in_properties = true,
            "r" => self.is_unseen = false,
            "vanish" | "webHidden" if !self.in_properties => self.is_unseen = tag.is_on("val"),
            "t" => self.in_text = true,
            "tab" if !self.in_properties => self.words("\t"),
            "br" | "cr" if tag.value("type").is_none() => self.words("\n"),
            "noBreakHyphen" => self.words("-"),
            "tbl" => self.tables.push(Table::default()),
            "tc" => self.tables.last_mut().map_or((), Table::begin_cell),
            "gridSpan" => {
                if let Some(table) = self.tables.last_mut() {
                    table.span(tag.value("val"));
                }
            }
            "footnoteReference" => self.note("f", tag),
            "endnoteReference" => self.note("e", tag),
            "hyperlink" => {
                let url = tag.value("id").and_then(|id| self.links.get(&id).cloned());
                if let Some((paragraph, url)) = self.paragraphs.last_mut().zip(url) {
                    paragraph.open = Some((paragraph.text.len(), url));
                }
            }
            _ => self.property(tag),
        }
    }

    /// What a paragraph says of itself.
    fn property(&mut self, tag: &Tag<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut().filter(|_| self.in_properties) else { return };
        match tag.name {
            "pStyle" => {
                let style = tag.value("val").and_then(|id| self.styles.get(&id)).copied();
                paragraph.style = style.or(paragraph.style);
            }
            "outlineLvl" => {
                let level = styles::outline(tag.value("val")).map(Style::Heading);
                paragraph.style = paragraph.style.or(level);
            }
            "ilvl" => paragraph.list = tag.value("val").and_then(|level| level.parse().ok()),
            "numId" if tag.value("val").as_deref() == Some("0") => paragraph.list = None,
            "numId" => paragraph.list = paragraph.list.or(Some(0)),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "pPr" => self.in_properties = false,
            "t" => self.in_text = false,
            "tc" => self.tables.last_mut().map_or((), Table::end_cell),
            "tr" => self.tables.last_mut().map_or((), Table::end_row),
            "tbl" => self.end_table(),
            "hyperlink" => {
                if let Some(paragraph) = self.paragraphs.last_mut()
                    && let Some((start, url)) = paragraph.open.take()
                {
                    paragraph.links.push((start, paragraph.text.len(), url));
                }
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            if self.is_unseen { paragraph.unseen.push_str(words) } else { paragraph.text.push_str(words) }
        }
    }

    /// A note is called here.
    fn note(&mut self, sign: &str, tag: &Tag<'_>) {
        let Some(id) =
            tag.value("id").map(|id| format!("{sign}{id}")).filter(|id| self.notes.contains_key(id))
        else {
            return;
        };
        self.called.push(id);
        let mark = format!("※{}", self.called.len());
        self.words(&mark);
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        // A text box may stand in a cell; a cell's own paragraphs belong to it.
        if let Some(table) = self.tables.last_mut()
            && self.paragraphs.is_empty()
            && table.add(paragraph.text.trim())
        {
            self.unseen(&paragraph.unseen);
            return;
        }
        self.write(&paragraph);
        self.unseen(&paragraph.unseen);
    }

    fn write(&mut self, paragraph: &Paragraph) {
        if self.is_full() {
            return;
        }
        let kind = match (paragraph.style, paragraph.list) {
            (Some(Style::Heading(level)), _) => Some(BlockKind::Heading { level: (level + 1).min(6) }),
            (Some(Style::Title), _) => Some(BlockKind::Heading { level: 2 }),
            (Some(Style::Item), depth) => Some(BlockKind::ListItem { depth: depth.unwrap_or(0).min(8) }),
            (None, Some(depth)) => Some(BlockKind::ListItem { depth: depth.min(8) }),
            (None, None) => None,
        };
        let apart = matches!(kind, Some(BlockKind::Heading { .. }));
        let mut first = None;
        for line in paragraph.text.split('\n') {
            let span = self.draft.line(line, kind.clone(), apart && first.is_none());
            first = first.or(span);
        }
        let Some(first) = first else { return };
        if matches!(paragraph.style, Some(Style::Title | Style::Heading(1))) {
            self.titles.push(first);
        }
        // Only a paragraph of one line is where its links' places say.
        if !paragraph.text.trim().contains('\n') {
            let lead = paragraph.text.len() - paragraph.text.trim_start().len();
            for (start, end, url) in &paragraph.links {
                let place = |at: usize| (first.start + at.saturating_sub(lead)).min(first.end);
                self.draft.link(Span::new(place(*start), place(*end)), url);
            }
        }
    }

    /// Words that are set not to be seen, as a line of their own.
    fn unseen(&mut self, words: &str) {
        self.draft.stand_at(Place { hidden: true, ..Place::default() });
        for line in words.split('\n') {
            let span = self.draft.line(line, None, false);
            self.unseen = self.unseen.or(span);
        }
        self.draft.stand_at(Place::default());
    }

    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        if let Some(outer) = self.tables.last_mut() {
            outer.add(&table.words());
        } else if !self.is_full() {
            table.write(&mut self.draft);
        }
    }

    fn is_full(&mut self) -> bool {
        if self.draft.len() > super::MOST_TEXT && !self.is_full {
            let message = "the file has more text than is read: the rest was left out";
            self.draft.warnings.push(Warning::new("file_too_large", message, Span::default()));
            self.is_full = true;
        }
        self.is_full
    }

    fn finish(mut self, property: Option<String>) -> Document {
        while !self.paragraphs.is_empty() {
            self.end_paragraph();
        }
        while !self.tables.is_empty() {
            self.end_table();
        }
        for (at, id) in self.called.iter().enumerate() {
            let words = self.notes.get(id).map(|words| words.trim()).unwrap_or_default();
            self.draft.line(&format!("※{} {words}", at + 1), None, at == 0);
        }
        if let Some(span) = self.unseen {
            let message = "the file has words that are set not to be seen: they were read too";
            self.draft.warnings.push(Warning::new("hidden_words", message, span));
        }
        if self.draft.len() == 0 && self.draft.warnings.is_empty() {
            let message = "the file has no text: what it shows are pictures";
            self.draft.warnings.push(Warning::new("file_without_text", message, Span::default()));
        }
        self.draft.finish(Form::Word, Known { titles: self.titles, property, charset: None })
    }
}
