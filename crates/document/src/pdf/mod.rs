//! PDF to blocks: the glyphs of each page by their places, in the order in which they are read.
//!
//! `pdf_oxide` opens the file, decodes the fonts and tells where each glyph stands. In order: [`glyphs`] takes them over,
//! [`rules`] finds ruled tables, [`upright`] vertical text, [`lines`] puts the rest into lines, [`furniture`] takes off what
//! all pages have, [`layout`] finds columns and the reading order, [`paragraphs`] joins lines that were only wrapped.
//! The crate's own order of text was left: it joins the cells of tables and reads vertical text crosswise.

mod furniture;
mod glyphs;
mod layout;
mod lines;
mod nesting;
mod paragraphs;
mod rules;
mod upright;

use jikenbo_model::{Document, Form, Place};
use jikenbo_text::{Span, Warning};
use pdf_oxide::PdfDocument;
use pdf_oxide::layout::TextSpan;
use pdf_oxide::object::Object;

use crate::draft::{Draft, Known};
use furniture::Page;
use glyphs::{Frame, Glyph};
use layout::Item;
use paragraphs::Part;

/// No more pages are read, and no more text (bytes).
const MOST_PAGES: usize = 2_000;
const MOST_TEXT: usize = 20_000_000;

/// The document that the PDF file `bytes` is. What cannot be read gives one without text and a warning that says why.
pub(crate) fn document(bytes: &[u8]) -> Document {
    let opened = PdfDocument::from_bytes(bytes.to_vec());
    let pdf = match opened {
        Ok(pdf) => pdf,
        Err(error) => return refused(&error),
    };
    if pdf.is_encrypted() && !pdf.is_authenticated() && !pdf.authenticate(b"").unwrap_or(false) {
        return without_text("file_encrypted", "the PDF file is encrypted: its text cannot be read");
    }
    let pages = match pdf.page_count() {
        Ok(pages) => pages,
        Err(error) => return refused(&error),
    };
    let mut draft = Draft::default();
    if pages > MOST_PAGES {
        let message = format!("the file has {pages} pages: the first {MOST_PAGES} were read");
        draft.warnings.push(Warning::new("file_too_large", message, Span::default()));
    }
    let read = (0..pages.min(MOST_PAGES)).map(|at| page(&pdf, at, &mut draft.warnings)).collect();
    write(draft, read, property(&pdf))
}

fn refused(error: &pdf_oxide::Error) -> Document {
    if matches!(error, pdf_oxide::Error::EncryptedPdf) {
        return without_text("file_encrypted", "the PDF file is encrypted: its text cannot be read");
    }
    without_text("file_damaged", "the PDF file is damaged: its text cannot be read")
}

fn without_text(code: &str, message: &str) -> Document {
    crate::textless(
        Form::Pdf,
        None,
        Warning { code: code.to_owned(), message: message.to_owned(), span: Span::default() },
    )
}

/// What stands on page `at`, and the height of the page.
fn page(pdf: &PdfDocument, at: usize, warnings: &mut Vec<Warning>) -> Page {
    let box_of = pdf.get_page_visible_box(at).or_else(|_| pdf.get_page_media_box(at));
    let (x0, y0, x1, y1) = box_of.unwrap_or((0.0, 0.0, 595.0, 842.0));
    let frame = Frame { left: x0.min(x1), top: y0.max(y1) };
    let whole = pdf.get_page_content_data(at).is_ok_and(|content| !nesting::is_deep(&content));
    let spans = if whole { pdf.extract_spans(at).ok() } else { None };
    let spans = spans.unwrap_or_else(|| {
        let message = format!("page {} of the PDF file is damaged: it was passed over", at + 1);
        warnings.push(Warning::new("file_damaged", message, Span::default()));
        Vec::new()
    });
    let (glyphs, whole) = glyphs::glyphs(&level(spans), frame);
    if !whole {
        let message = format!("page {} of the PDF file has more characters than are read", at + 1);
        warnings.push(Warning::new("file_too_large", message, Span::default()));
    }
    let paths = if glyphs.is_empty() { Vec::new() } else { pdf.extract_paths(at).unwrap_or_default() };
    Page { height: (y1 - y0).abs().max(1.0), items: items(glyphs, &rules::rules(&paths, frame)) }
}

/// The spans that run as most of the page does; what was turned (a mark across the page, an edge) is left out.
fn level(spans: Vec<TextSpan>) -> Vec<TextSpan> {
    let is_turned = |span: &TextSpan| span.page_rotation_applied == 0 && span.rotation_degrees.abs() > 20.0;
    let turned: usize = spans.iter().filter(|span| is_turned(span)).map(|span| span.text.len()).sum();
    let all: usize = spans.iter().map(|span| span.text.len()).sum();
    if turned == 0 || turned * 2 > all {
        return spans;
    }
    spans.into_iter().filter(|span| !is_turned(span)).collect()
}

fn items(glyphs: Vec<Glyph>, rules: &rules::Rules) -> Vec<Item> {
    let (mut items, rest) = rules::tables(rules, glyphs);
    let (upright, rest) = upright::taken_out(rest);
    items.extend(upright);
    items.extend(lines::stretches(rest).into_iter().map(Item::from));
    items
}

/// Writes the pages one after the other.
fn write(mut draft: Draft, mut pages: Vec<Page>, property: Option<String>) -> Document {
    furniture::take_off(&mut pages);
    let pages: Vec<Vec<Part>> = pages
        .into_iter()
        .map(|page| {
            let mut placed = Vec::new();
            layout::arrange(page.items, 0, &mut placed);
            paragraphs::paragraphs(placed)
        })
        .collect();
    let body = body_size(&pages);
    let mut titles: Vec<(Span, f32)> = Vec::new();
    for (at, parts) in pages.into_iter().enumerate() {
        if draft.len() > MOST_TEXT {
            let message = format!("the file has more text than is read: what follows page {at} was left out");
            draft.warnings.push(Warning::new("file_too_large", message, Span::default()));
            break;
        }
        draft.stand_at(Place { page: u32::try_from(at + 1).ok(), ..Place::default() });
        for part in parts {
            match part {
                Part::Table(rows) => draft.table(&rows.into_iter().map(Into::into).collect::<Vec<_>>()),
                Part::Paragraph { text, size, apart } => {
                    let kind = paragraphs::kind(&text, size, body);
                    let is_large = kind.is_some() && at == 0;
                    let span = draft.line(&text, kind, apart);
                    titles.extend(span.filter(|_| is_large).map(|span| (span, size)));
                }
            }
        }
    }
    if draft.len() == 0 && draft.warnings.is_empty() {
        let message = "the PDF file has no text: its pages are pictures";
        draft.warnings.push(Warning::new("file_without_text", message, Span::default()));
    }
    let largest = titles.iter().map(|(_, size)| *size).fold(0.0, f32::max);
    titles.retain(|(_, size)| *size > 0.95 * largest);
    let titles = titles.into_iter().map(|(span, _)| span).collect();
    draft.finish(Form::Pdf, Known { titles, property, charset: None })
}

/// The size in which most characters are set.
fn body_size(pages: &[Vec<Part>]) -> f32 {
    let mut sizes: Vec<(u32, usize)> = Vec::new();
    for part in pages.iter().flatten() {
        let Part::Paragraph { text, size, .. } = part else { continue };
        let half_points = (size * 2.0).round().max(0.0) as u32;
        match sizes.iter_mut().find(|(known, _)| *known == half_points) {
            Some((_, count)) => *count += text.len(),
            None => sizes.push((half_points, text.len())),
        }
    }
    sizes.into_iter().max_by_key(|(_, count)| *count).map_or(10.5, |(size, _)| size as f32 / 2.0)
}

/// The title among the file's properties, where it is none of a file.
fn property(pdf: &PdfDocument) -> Option<String> {
    let info = pdf.trailer().as_dict()?.get("Info")?;
    let info = pdf.resolve_object(info).ok()?;
    let title = pdf.resolve_object(info.as_dict()?.get("Title")?).ok()?;
    let Object::String(bytes) = title else { return None };
    let title = words(&bytes);
    crate::name::is_title(&title).then_some(title)
}

/// A text string of a PDF file: UTF-16 with a byte order mark, UTF-8 with one, else Latin.
fn words(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] | [0xEF, 0xBB, 0xBF, ..] => {
            jikenbo_text::charset::decode(bytes, jikenbo_text::charset::Hints::default()).text
        }
        _ if std::str::from_utf8(bytes).is_ok() => String::from_utf8_lossy(bytes).into_owned(),
        _ => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}
