use std::ops::Range;

use jikenbo_text::{PartialDate, Span, Warning};
use serde::Serialize;

/// A capture's decoded text as blocks, each with its place in [`text`](Self::text).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Document {
    /// The title of the page, as its writer gave it, without the site's name.
    pub title: Option<String>,
    /// The day of publication that the page itself gives.
    pub date: Option<PartialDate>,
    /// The name of the site.
    pub site: Option<String>,
    /// The text; every span of a document, report or evidence is bytes of it. Of plain text it is the decoded text
    /// unchanged, of HTML the blocks' text with a line break after each.
    pub text: String,
    /// The blocks in reading order; they do not overlap.
    pub blocks: Vec<Block>,
    /// The blocks (indices, rising) of each post that the markup tells apart, its heading first; none where the page does
    /// not gather several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub posts: Vec<Range<usize>>,
    /// Notes, tied to where they are called.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// Where the text links to, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// What kind of bytes it was made from.
    pub form: Form,
    /// The WHATWG name of the charset it was decoded from.
    pub charset: String,
    /// What was noticed on the way; spans are bytes of [`text`](Self::text).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
}

/// What kind of bytes a document was made from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Text with nothing but line breaks.
    #[default]
    PlainText,
    /// HTML or XHTML.
    Html,
}

/// A heading, paragraph, list item, table row, definition or note.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Block {
    /// What it is.
    #[serde(flatten)]
    pub kind: BlockKind,
    /// Where it stands in the document's text, markers such as `・` or `(1)` included, line end not.
    #[serde(flatten)]
    pub span: Span,
    /// Where it stood in the source, where that has pages or sheets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Box<Place>>,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cell {
    /// Its words in the document's text.
    #[serde(flatten)]
    pub span: Span,
    /// It is itself a heading.
    pub is_heading: bool,
    /// The words of its column's heading, where the table has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<Span>,
    /// The words of its row's heading, where the row has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<Span>,
}

/// Where a block stood in a source with pages or sheets.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Place {
    /// The page, from 1.
    pub page: Option<u32>,
    /// The sheet's name.
    pub sheet: Option<String>,
    /// The sheet, row or column was hidden.
    pub hidden: bool,
}

/// A note and where it is called.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Note {
    /// The mark (`※1`).
    pub mark: String,
    /// The note's words.
    pub body: Span,
    /// Where the mark stands in the running text.
    pub calls: Vec<Span>,
}

/// A link out of the text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Link {
    /// The linked words.
    #[serde(flatten)]
    pub span: Span,
    /// Where to, as written in the source.
    pub url: String,
}
