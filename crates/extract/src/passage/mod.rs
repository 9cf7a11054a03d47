//! A report as its reader sees it: folded text, sentences, clauses, sections, and all finds in it, each looked for once.

mod clauses;
mod sections;
mod wrap;

use std::cell::OnceCell;

use jikenbo_model::{BlockKind, Document, Report, Span, Warning};
use jikenbo_text::calendar::{self, Context, Dated};
use jikenbo_text::fold::Folded;
use jikenbo_text::numbers::{self, Number};

use crate::addresses::{self, Address};
use crate::lists::{Finds, Hit, Lists, Rule};
use crate::modality::{self, Cues, Modality};
use crate::stamps::{self, Stamp};
pub(crate) use sections::Section;

/// What a sentence is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The report's heading: its title.
    Title,
    /// A heading inside the report.
    Heading,
    /// Running text.
    Text,
    /// An item of a list.
    Item,
    /// A row of a table.
    Row,
    /// A note.
    Note,
}

/// One sentence, or one heading, row or line.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    /// In the folded text.
    pub(crate) span: Span,
    /// What it is part of.
    pub(crate) role: Role,
    /// The block that it stands in, counted from 0 in the report; the title is block 0.
    pub(crate) block: usize,
    /// The section ([`Passage::sections`]).
    pub(crate) section: usize,
    /// Words before a colon, the first cell of a row, or the term of a definition: what the rest is about.
    pub(crate) label: Option<Span>,
}

/// A report, read.
pub(crate) struct Passage<'a> {
    pub(crate) document: &'a Document,
    pub(crate) report: &'a Report,
    pub(crate) lists: &'a Lists,
    folded: Folded,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) sections: Vec<Section>,
    pub(crate) clauses: Vec<Span>,
    finds: Finds,
    addresses: OnceCell<Vec<Address>>,
    stamps: OnceCell<Vec<Stamp>>,
    pub(crate) dates: Vec<Dated>,
    pub(crate) numbers: Vec<Number>,
    /// Bytes of the document's text.
    pub(crate) warnings: Vec<Warning>,
}

/// How far a quotation reaches from a word in it, in bytes (200 characters each way).
const QUOTATION: usize = 600;

impl<'a> Passage<'a> {
    pub(crate) fn new(document: &'a Document, report: &'a Report, lists: &'a Lists) -> Self {
        let mut layout =
            Layout { folded: Folded::with_room(report.span.len().min(MOST)), ..Layout::default() };
        layout.title(document, report);
        layout.blocks(document, report);
        let Layout { folded, mut sentences, unread, .. } = layout;
        let spans: Vec<Span> = sentences.iter().map(|sentence| sentence.span).collect();
        let finds = lists.scan(folded.text(), &spans);
        let topics = lists.number("sections").map_or(&[][..], |list| finds.of_list(list));
        let sections = sections::of(folded.text(), &mut sentences, topics, lists);
        let mentions = calendar::mentions(folded.text());
        let context = Context {
            published: report
                .heading
                .date
                .map(|(date, _)| date)
                .or(document.date.filter(|_| alone(document, report))),
            year: report.heading.case_number.map(|(number, _)| number.year()),
        };
        let (dates, clashes) = calendar::resolve(folded.text(), &mentions, context);
        let numbers = numbers::numbers(folded.text(), &mentions);
        let at_source = |warning: Warning| Warning { span: folded.source(warning.span), ..warning };
        let mut warnings: Vec<Warning> = clashes.into_iter().map(at_source).collect();
        warnings.extend(unread.map(|from| too_long(from, report)));
        let clauses = clauses::of(folded.text(), &spans);
        Self {
            document,
            report,
            lists,
            folded,
            sentences,
            sections,
            clauses,
            finds,
            addresses: OnceCell::new(),
            stamps: OnceCell::new(),
            dates,
            numbers,
            warnings,
        }
    }

    /// The folded text that all spans here are bytes of.
    pub(crate) fn text(&self) -> &str {
        self.folded.text()
    }

    /// The words at `span`; empty outside of the text.
    pub(crate) fn words(&self, span: Span) -> &str {
        span.of(self.text()).unwrap_or("")
    }

    /// Where `span` stands in the document's text.
    pub(crate) fn source(&self, span: Span) -> Span {
        self.folded.source(span)
    }

    /// The words of the document's text behind `span`, as its writer wrote them.
    pub(crate) fn written(&self, span: Span) -> &str {
        self.source(span).of(&self.document.text).unwrap_or("")
    }

    /// The number of the sentence that holds byte `at`.
    pub(crate) fn sentence_at(&self, at: usize) -> usize {
        let after = self.sentences.partition_point(|sentence| sentence.span.start <= at);
        after.saturating_sub(1)
    }

    /// Of words at `span` that stand in 「…」 inside a sentence of the text, such as the title of another paper: what stands
    /// between them and the closing mark. A title of the report's own quotes nothing.
    pub(crate) fn quoted(&self, span: Span) -> Option<&str> {
        let sentence = self.sentences.get(self.sentence_at(span.start))?;
        let head = self.words(Span::new(sentence.span.start, span.start));
        let open = head.rfind('「')?;
        let closed = head.rfind('」').is_some_and(|close| close > open);
        let (rest, _) = self.words(Span::new(span.end, sentence.span.end)).split_once('」')?;
        (sentence.role != Role::Title && !closed).then_some(rest)
    }

    /// Whether words at `span` are what somebody is quoted as saying, over several sentences too: 「…。…」と話した.
    pub(crate) fn is_speech(&self, span: Span) -> bool {
        let around = self.paragraph_around(span);
        let head = self.words(Span::new(around.start, span.start));
        let opened = head.rfind('「').is_some_and(|open| head.rfind('」').is_none_or(|close| close < open));
        opened && self.words(Span::new(span.end, around.end)).contains('」')
    }

    /// The lines around `span`, as far as a quotation reaches: 「…。…」 may hold several sentences.
    fn paragraph_around(&self, span: Span) -> Span {
        let text = self.text();
        let from = text.floor_char_boundary(span.start.saturating_sub(QUOTATION));
        let to = text.floor_char_boundary((span.end + QUOTATION).min(text.len()));
        let head = text.get(from..span.start).and_then(|head| head.rfind('\n')).map_or(from, |at| from + at);
        let tail = text.get(span.end..to).and_then(|tail| tail.find('\n')).map_or(to, |at| span.end + at);
        Span::new(head, tail)
    }

    /// The words of sentence `number`.
    pub(crate) fn sentence(&self, number: usize) -> &str {
        self.sentences.get(number).map_or("", |sentence| self.words(sentence.span))
    }

    /// The section of sentence `number`.
    pub(crate) fn section(&self, number: usize) -> &Section {
        let section = self.sentences.get(number).map_or(0, |sentence| sentence.section);
        self.sections.get(section).unwrap_or(&sections::NONE)
    }

    /// The clause that holds byte `at`.
    pub(crate) fn clause_at(&self, at: usize) -> Span {
        let after = self.clauses.partition_point(|clause| clause.start <= at);
        self.clauses.get(after.saturating_sub(1)).copied().unwrap_or_default()
    }

    /// The finds of the list called `list`, in order of the text.
    pub(crate) fn hits_of(&self, list: &str) -> impl Iterator<Item = (&Hit, &Rule)> + '_ {
        let hits = self.lists.number(list).map_or(&[][..], |list| self.finds.of_list(list));
        hits.iter().map(|hit| (hit, self.lists.rule(hit)))
    }

    /// The finds of `value` in the list called `list`.
    pub(crate) fn finds<'b>(&'b self, list: &str, value: &'b str) -> impl Iterator<Item = &'b Hit> + 'b {
        self.hits_of(list).filter(move |(_, rule)| rule.value == value).map(|(hit, _)| hit)
    }

    /// The finds of the list called `list` that stand inside `span`.
    #[inline]
    pub(crate) fn hits_in(&self, list: &str, span: Span) -> impl Iterator<Item = (&Hit, &Rule)> + '_ {
        let hits = self.lists.number(list).map_or(&[][..], |list| self.finds.from(list, span.start));
        let within = hits.iter().take_while(move |hit| hit.span.start < span.end);
        within.filter(move |hit| hit.span.end <= span.end).map(|hit| (hit, self.lists.rule(hit)))
    }

    /// The cue words inside `span`, which goes over no sentence's end.
    pub(crate) fn cues(&self, span: Span) -> Cues {
        self.finds.cues(span)
    }

    /// What is asserted of the words at `span` in `clause`, which holds them.
    pub(crate) fn modality(&self, clause: Span, span: Span) -> Modality {
        let (head, tail) = modality::around(clause, span);
        self.cues(tail).modality(self.words(head))
    }

    /// How the words at `span` deny, if they do.
    pub(crate) fn negation(&self, span: Span) -> Option<Modality> {
        self.cues(span).negation()
    }

    /// The marks that date the parts of a page that was added to, looked for when the first field asks.
    pub(crate) fn stamps(&self) -> &[Stamp] {
        self.stamps.get_or_init(|| stamps::find(self))
    }

    /// All addresses in the text, looked for when the first field asks.
    pub(crate) fn addresses(&self) -> &[Address] {
        self.addresses.get_or_init(|| addresses::find(self.text()))
    }

    /// Whether a word of `value` in `list` stands inside `span`.
    pub(crate) fn stands(&self, list: &str, value: &str, span: Span) -> bool {
        self.hits_in(list, span).any(|(_, rule)| rule.value == value)
    }

    /// The dates inside `span`.
    pub(crate) fn dates_in(&self, span: Span) -> &[Dated] {
        let from = self.dates.partition_point(|date| date.span.start < span.start);
        let until = self.dates.partition_point(|date| date.span.start < span.end);
        self.dates.get(from..until).unwrap_or(&[])
    }

    /// The figures inside `span`.
    pub(crate) fn numbers_in(&self, span: Span) -> &[Number] {
        let from = self.numbers.partition_point(|number| number.span.start < span.start);
        let until = self.numbers.partition_point(|number| number.span.start < span.end);
        self.numbers.get(from..until).unwrap_or(&[])
    }
}

/// Whether the report is all of its document, so that what the page says of itself holds for it.
pub(crate) fn alone(document: &Document, report: &Report) -> bool {
    report.heading.case_number.is_none() && report.span.len() * 5 >= document.text.len() * 4
}

/// No more of one report is read, in bytes. The longest releases seen, reports of investigations over 200 pages, have some
/// 600,000; a page of one endless report must not take the time of its square.
const MOST: usize = 1 << 20;

fn too_long(from: usize, report: &Report) -> Warning {
    let message = format!("the report has more than {MOST} bytes: the rest was not read");
    Warning::new("report_too_long", message, Span::new(from, report.span.end))
}

/// Lays the report's blocks out as folded text and sentences.
#[derive(Default)]
struct Layout {
    folded: Folded,
    sentences: Vec<Sentence>,
    block: usize,
    term: Option<Span>,
    /// Where, in the document's text, the part begins that is too much to be read.
    unread: Option<usize>,
}

impl Layout {
    fn title(&mut self, document: &Document, report: &Report) {
        let title = report.heading.title.unwrap_or(report.heading.span);
        if let Some(words) = title.of(&document.text).filter(|words| !words.is_empty()) {
            let span = self.push(words, title, true);
            self.one(span, Role::Title, None);
        }
    }

    fn blocks(&mut self, document: &Document, report: &Report) {
        for block in document.blocks.get(report.blocks.clone()).unwrap_or(&[]) {
            let Some(words) = block.span.of(&document.text) else { continue };
            if self.unread.is_some() {
                break;
            }
            self.block += 1;
            let running = !matches!(block.kind, BlockKind::TableRow { .. });
            let span = self.push(words, block.span, running);
            match &block.kind {
                BlockKind::Heading { .. } => self.one(span, Role::Heading, None),
                BlockKind::Term => {
                    self.term = Some(span);
                    self.one(span, Role::Heading, None);
                }
                BlockKind::Description => self.split(span, Role::Text, self.term),
                BlockKind::Paragraph => self.split(span, Role::Text, None),
                BlockKind::ListItem { .. } => self.split(span, Role::Item, None),
                BlockKind::Note { .. } => self.split(span, Role::Note, None),
                BlockKind::TableRow { cells } => {
                    let label = cells.first().filter(|_| cells.len() > 1);
                    let label = label.and_then(|cell| self.first_words(cell.span.len(), span));
                    self.one(span, Role::Row, label);
                }
            }
        }
    }

    /// Folds and appends the words of a block; those of `running` text as if they had never been wrapped.
    fn push(&mut self, words: &str, span: Span, running: bool) -> Span {
        let start = self.folded.text().len();
        let words = self.within(words, MOST.saturating_sub(start), span.start);
        if running && wrap::gap(words).is_some() {
            for (at, piece) in wrap::pieces(words) {
                self.folded.push(piece, span.start + at);
            }
        } else {
            self.folded.push(words, span.start);
        }
        let end = self.folded.text().len();
        self.folded.push_break(span.end);
        Span::new(start, end)
    }

    /// As much of `words`, which begin at `offset` of the document's text, as there is `room` for.
    fn within<'w>(&mut self, words: &'w str, room: usize, offset: usize) -> &'w str {
        if words.len() <= room {
            return words;
        }
        let end = (0..=room).rev().find(|&at| words.is_char_boundary(at)).unwrap_or(0);
        self.unread = Some(offset + end);
        words.get(..end).unwrap_or_default()
    }

    /// The folded words of a row's first cell: about `length` bytes, up to the next space.
    fn first_words(&self, length: usize, row: Span) -> Option<Span> {
        let words = row.of(self.folded.text())?;
        let from = (0..=length.min(words.len())).rev().find(|&at| words.is_char_boundary(at))?;
        let cut = words.get(..from)?.trim_end().len();
        (cut > 0).then(|| Span::new(row.start, row.start + cut))
    }

    fn one(&mut self, span: Span, role: Role, label: Option<Span>) {
        let (block, section) = (self.block, 0);
        let parts = clauses::parts(self.folded.text(), span);
        self.sentences.extend(parts.map(|span| Sentence { span, role, block, section, label }));
    }

    fn split(&mut self, span: Span, role: Role, term: Option<Span>) {
        for sentence in clauses::sentences(self.folded.text(), span) {
            let label = clauses::label(self.folded.text(), sentence).or(term);
            self.one(sentence, role, label);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn of_an_endless_report_the_rest_is_not_read_and_that_is_told() {
        let line = "氏名、住所".repeat(MOST / 15);
        let (document, report) = testing::document(&format!("{line}\n{line}\n終わり"));
        let passage = Passage::new(&document, &report, Lists::builtin());
        assert!(passage.text().len() < MOST + 4);
        let told: Vec<_> =
            passage.warnings.iter().map(|warning| (warning.code.as_str(), warning.span.end)).collect();
        assert_eq!(told, [("report_too_long", document.text.len())]);
        let (document, report) = testing::document("氏名\n住所");
        assert!(Passage::new(&document, &report, Lists::builtin()).warnings.is_empty());
    }
}
