//! One report that fills its document.

use std::ops::Range;

use jikenbo_model::{Document, Heading, Report};
use jikenbo_text::Span;

use super::titled;
use crate::forms::HeadingForms;
use crate::plain::title;

/// The report that `blocks` of `document` are; `None` if there are none.
pub(super) fn report(document: &Document, blocks: Range<usize>, forms: &HeadingForms) -> Option<Report> {
    let body = document.blocks.get(blocks.clone())?;
    let span = body.first()?.span.join(body.last()?.span);
    let at = title_block(document, &blocks, forms);
    let mut heading = at.and_then(|at| document.blocks.get(at)).map_or_else(
        || Heading { span: Span::new(span.start, span.start), ..Heading::default() },
        |block| heading(document, block.span, forms),
    );
    if heading.date.is_none() {
        heading.date = title::date(&document.text, body);
    }
    // The lines above the title (date, addressee, sender) belong to the report's body only as its span; its blocks begin
    // with them, so that a reader of signatures finds them.
    let blocks = if at == Some(blocks.start) { blocks.start + 1..blocks.end } else { blocks };
    Some(Report { span, heading, blocks })
}

/// The block with the document's title, else the one that looks like a title.
fn title_block(document: &Document, blocks: &Range<usize>, forms: &HeadingForms) -> Option<usize> {
    let slice = document.blocks.get(blocks.clone())?;
    let titled = document.title.as_deref().and_then(|title| {
        slice.iter().take(40).position(|block| block.span.of(&document.text) == Some(title))
    });
    titled.or_else(|| title::title(&document.text, slice, &forms.words)).map(|at| at + blocks.start)
}

/// The title line taken apart: an organisation only where one is surely named.
fn heading(document: &Document, span: Span, forms: &HeadingForms) -> Heading {
    let line = span.of(&document.text).unwrap_or_default();
    let named = forms.forms.iter().filter(|form| !form.article || form.sure_name);
    let parts = named
        .filter_map(|form| form.fit(line, &forms.words))
        .find(|parts| parts.number.is_some() || parts.organization.is_some());
    parts.map_or_else(|| titled(span), |parts| super::candidates::heading(span, &parts))
}
