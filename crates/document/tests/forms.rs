//! Files of each form against their expected text, which stands beside them: all words in reading order, cells in order,
//! columns one after the other; pages, sheets and what is hidden.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test reads its files")]

use std::fs;
use std::path::{Path, PathBuf};

use jikenbo_document::{Hints, Kind, Problem, document, kind, members, segment};
use jikenbo_model::{Block, BlockKind, Document, Span};

fn files() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files")
}

fn bytes(name: &str) -> Vec<u8> {
    fs::read(files().join(name)).unwrap()
}

fn read(name: &str) -> Document {
    document(&bytes(name), Hints { content_type: None, name: Some(name) })
}

/// Title, date and warnings, then a line for each block.
fn shown(document: &Document) -> String {
    let date = document.date.map(|date| date.to_string()).unwrap_or_default();
    let mut lines = vec![format!("title: {}", document.title.as_deref().unwrap_or_default())];
    lines.push(format!("date: {date}"));
    lines.extend(document.warnings.iter().map(|warning| format!("warning: {}", warning.code)));
    lines.extend(document.blocks.iter().map(|block| block_line(document, block)));
    lines.join("\n") + "\n"
}

fn block_line(document: &Document, block: &Block) -> String {
    let of = |span: Span| span.of(&document.text).unwrap().replace('\n', "⏎");
    let place = block.place.as_ref().map(|place| {
        let page = place.page.map(|page| format!("p{page} ")).unwrap_or_default();
        let sheet = place.sheet.as_ref().map(|sheet| format!("{sheet} ")).unwrap_or_default();
        format!("{page}{sheet}{}", if place.hidden { "hidden " } else { "" })
    });
    let words = match &block.kind {
        BlockKind::Heading { level } => format!("h{level} {}", of(block.span)),
        BlockKind::ListItem { .. } => format!("li {}", of(block.span)),
        BlockKind::Note { .. } => format!("note {}", of(block.span)),
        BlockKind::TableRow { cells } => {
            let cell = |cell: &jikenbo_model::Cell| {
                let head = cell.column.map(|head| format!("{}=", of(head))).unwrap_or_default();
                format!("{head}{}", of(cell.span))
            };
            format!("tr {}", cells.iter().map(cell).collect::<Vec<_>>().join(" | "))
        }
        _ => format!("p {}", of(block.span)),
    };
    format!("{}{words}", place.unwrap_or_default())
}

#[track_caller]
fn check(name: &str) {
    let read = read(name);
    assert!(read.is_sound());
    let path = files().join(format!("{name}.txt"));
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(shown(&read), expected, "{name}");
}

#[test]
fn pdf_with_type_3_fonts_a_table_columns_and_vertical_text() {
    check("type3.pdf");
}

#[test]
fn pdf_with_fonts_that_are_not_embedded() {
    check("cid-unijis.pdf");
    check("cid-90ms.pdf");
}

#[test]
fn pdf_with_running_heads_and_columns() {
    check("typst.pdf");
}

#[test]
fn workbooks_with_hidden_sheets_rows_and_columns() {
    check("hidden.xlsx");
    check("list.xls");
}

#[test]
fn word_with_deletions_notes_and_hidden_words() {
    check("tracked.docx");
}

#[test]
fn saved_pages() {
    check("saved.mht");
}

#[test]
fn a_picture_is_a_report_without_text() {
    let picture = read("お詫びとお知らせ.png");
    assert_eq!((picture.text.as_str(), picture.title.as_deref()), ("", Some("お詫びとお知らせ")));
    assert_eq!(picture.warnings[0].code, "picture");
    assert_eq!(segment(&picture, &jikenbo_document::HeadingForms::builtin()).len(), 1);
}

#[test]
fn archives_give_their_documents() {
    let found = members(&bytes("mixed.zip"));
    let names: Vec<&str> = found.members.iter().map(|member| member.name.as_str()).collect();
    assert_eq!(names, ["お知らせ/第1報.txt", "../../etc/evil.txt", "内側.zip"]);
    assert_eq!(found.problems, []);
}

#[test]
fn a_damaged_file_says_so() {
    for name in ["type3.pdf", "hidden.xlsx", "list.xls", "tracked.docx"] {
        let whole = bytes(name);
        let hints = Hints { content_type: None, name: Some(name) };
        let known = kind(&whole, hints);
        for length in [40, whole.len() / 3, whole.len() * 9 / 10] {
            let cut = &whole[..length];
            if kind(cut, hints) == known {
                let read = document(cut, hints);
                assert!(
                    read.is_sound() && (!read.text.is_empty() || !read.warnings.is_empty()),
                    "{name} {length}"
                );
            }
        }
    }
    let scanned = document(b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n", Hints::default());
    assert_eq!(scanned.warnings[0].code, "file_without_text");
    assert_eq!(document(b"%PDF-1.4\nnothing", Hints::default()).warnings[0].code, "file_damaged");
}

/// An archive with one member of `length` zeros.
fn bomb(length: usize) -> Vec<u8> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("a.txt", zip::write::SimpleFileOptions::default()).unwrap();
    writer.write_all(&vec![b'a'; length]).unwrap();
    writer.finish().unwrap().into_inner()
}

#[test]
fn bombs_are_refused() {
    assert_eq!(members(&bomb(10_000)).members.len(), 1);
    let found = members(&bomb(8 << 20));
    assert_eq!((found.members.len(), found.problems), (0, vec![Problem::TooLarge]));
}

#[test]
fn what_is_not_read_has_a_name() {
    let name = |bytes: &[u8]| kind(bytes, Hints::default()).unread();
    let utf16 = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let compound = |stream: &str| [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), utf16(stream)].concat();
    assert_eq!(name(&compound("WordDocument")), Some("old Word document"));
    assert_eq!(name(&compound("EncryptedPackage")), Some("Office document with a password"));
    assert_eq!(kind(&compound("Workbook"), Hints::default()), Kind::Sheets);
    assert_eq!(name(b"PK\x03\x04....ppt/presentation.xml"), Some("PowerPoint document"));
    assert_eq!(kind(&bytes("mixed.zip"), Hints::default()), Kind::Zip);
}
