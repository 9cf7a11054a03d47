use std::ops::Range;

use jikenbo_text::{PartialDate, Span, Warning};
use serde::{Deserialize, Serialize};

/// A capture's decoded text as blocks, each with its place in [`text`](Self::text).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The title of the page, as its writer gave it, without the site's name.
    pub title: Option<String>,
    /// The day of publication that the page itself gives.
    pub date: Option<PartialDate>,
    /// The name of the site.
    pub site: Option<String>,
    /// The text; every span of a document, report or evidence is bytes of it. Of plain text it is the decoded text
    /// unchanged, of all other forms the blocks' text with a line break after each. Empty where a file has no text.
    pub text: String,
    /// The blocks in reading order; they do not overlap.
    pub blocks: Vec<Block>,
    /// The blocks (indices, rising) of each post that the markup tells apart, its heading first; none where the page does
    /// not gather several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub posts: Vec<Range<usize>>,
    /// Notes, tied to where they are called.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// Where the text links to, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// What kind of bytes it was made from.
    pub form: Form,
    /// The WHATWG name of the charset it was decoded from.
    pub charset: String,
    /// What was noticed on the way; spans are bytes of [`text`](Self::text).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
}

/// What kind of bytes a document was made from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Text with nothing but line breaks.
    #[default]
    PlainText,
    /// HTML or XHTML, a saved page (MHTML) too.
    Html,
    /// PDF.
    Pdf,
    /// A workbook: XLSX, XLSM, XLSB, XLS, ODS.
    Sheets,
    /// A word processor's document: DOCX.
    Word,
    /// A picture, which has no text.
    Picture,
}

impl Form {
    /// The word that JSON and the store have for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::PlainText => "plain_text",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Sheets => "sheets",
            Self::Word => "word",
            Self::Picture => "picture",
        }
    }
}

impl Document {
    /// Whether every span is a place of the text, blocks and posts rise, and no index leads out: what every stage gives, and
    /// what must be asked of a document that another process made.
    ///
    /// ```
    /// use jikenbo_model::{Block, BlockKind, Document, Span};
    /// let block = Block { kind: BlockKind::Paragraph, span: Span::new(0, 6), place: None };
    /// let document = Document { text: "事件".to_owned(), blocks: vec![block], ..Document::default() };
    /// assert!(document.is_sound());
    /// assert!(!Document { text: "事".to_owned(), ..document }.is_sound());
    /// ```
    pub fn is_sound(&self) -> bool {
        let within = |span: Span| span.start <= span.end && span.of(&self.text).is_some();
        let mut end = 0;
        let mut rises = |span: Span| std::mem::replace(&mut end, span.end) <= span.start;
        let blocks = self
            .blocks
            .iter()
            .all(|block| within(block.span) && rises(block.span) && block.kind.spans().all(within));
        let posts = self.posts.iter().all(|post| post.start <= post.end && post.end <= self.blocks.len())
            && self.posts.windows(2).all(|pair| pair[0].end <= pair[1].start);
        let notes = self.notes.iter().flat_map(|note| note.calls.iter().chain([&note.body]));
        let links = self.links.iter().map(|link| &link.span);
        let warnings = self.warnings.iter().map(|warning| &warning.span);
        blocks && posts && notes.chain(links).chain(warnings).all(|span| within(*span))
    }
}

impl BlockKind {
    /// The places that a block names beside its own.
    fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        let cells = match self {
            Self::TableRow { cells } => cells.as_slice(),
            _ => &[],
        };
        cells.iter().flat_map(|cell| [Some(cell.span), cell.column, cell.row].into_iter().flatten())
    }
}

/// A heading, paragraph, list item, table row, definition or note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    #[serde(flatten)]
    pub kind: BlockKind,
    /// Where it stands in the document's text, markers such as `・` or `(1)` included, line end not.
    #[serde(flatten)]
    pub span: Span,
    /// Where it stood in the source, where that has pages or sheets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Box<Place>>,
}

impl Block {
    /// Whether readers of the source do not see it: its sheet, row or column, or its words, were hidden.
    ///
    /// ```
    /// use jikenbo_model::{Block, BlockKind, Place, Span};
    /// let block = Block { kind: BlockKind::Paragraph, span: Span::new(0, 6), place: None };
    /// assert!(!block.is_hidden());
    /// let place = Some(Box::new(Place { hidden: true, ..Place::default() }));
    /// assert!(Block { place, ..block }.is_hidden());
    /// ```
    pub fn is_hidden(&self) -> bool {
        self.place.as_ref().is_some_and(|place| place.hidden)
    }
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BlockKind {
    /// A heading; 1 is the highest level.
    Heading {
        /// 1 to 6.
        level: u8,
    },
    /// A paragraph; its lines may be wrapped.
    Paragraph,
    /// An item of a list.
    ListItem {
        /// 0 for an outermost list.
        depth: u8,
    },
    /// A row of a table.
    TableRow {
        /// Its cells in order.
        cells: Vec<Cell>,
    },
    /// The term of a definition list.
    Term,
    /// The description that belongs to the term before it.
    Description,
    /// A note's own text (`※1 …`).
    Note {
        /// Its mark, as it stands (`※1`, `*²`).
        mark: String,
    },
}

/// One cell of a table row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Its words in the document's text.
    #[serde(flatten)]
    pub span: Span,
    /// It is itself a heading.
    pub is_heading: bool,
    /// The words of its column's heading, where the table has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<Span>,
    /// The words of its row's heading, where the row has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<Span>,
}

/// Where a block stood in a source with pages or sheets.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The page, from 1.
    pub page: Option<u32>,
    /// The sheet's name.
    pub sheet: Option<String>,
    /// The sheet, row or column was hidden.
    pub hidden: bool,
}

/// A note and where it is called.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// The mark (`※1`).
    pub mark: String,
    /// The note's words.
    pub body: Span,
    /// Where the mark stands in the running text.
    pub calls: Vec<Span>,
}

/// A link out of the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The linked words.
    #[serde(flatten)]
    pub span: Span,
    /// Where to, as written in the source.
    pub url: String,
}
