//! A document to its reports: one, or those of a page that gathers many.

mod candidates;
mod single;

use jikenbo_model::{BlockKind, Document, Form, Heading, Report};
use jikenbo_text::Span;

use crate::forms::HeadingForms;
use crate::plain::title;
use crate::width::has_sentence;
pub(crate) use candidates::Candidate;

/// Cuts `document` into its reports, in order; they do not overlap, and a document with words has at least one.
///
/// A page with headings of the given `forms` (or, in HTML, with posts) is cut there. What stands before the first heading
/// is a report only if it reads like one. A document without such headings is one report, whose heading is its
/// title line and whose date is the line that has nothing but a date.
pub fn segment(document: &Document, forms: &HeadingForms) -> Vec<Report> {
    cut(document, &candidates::candidates(document, forms), forms)
}

/// As [`segment`], with the headings already `found`.
pub(crate) fn cut(document: &Document, found: &[Candidate], forms: &HeadingForms) -> Vec<Report> {
    if document.blocks.is_empty() && !matches!(document.form, Form::PlainText | Form::Html) {
        return vec![Report { span: Span::default(), heading: Heading::default(), blocks: 0..0 }];
    }
    let Some(first) = found.first() else {
        return single::report(document, 0..document.blocks.len(), forms).into_iter().collect();
    };
    let mut reports = Vec::new();
    if first.block > 0 && reads_like_report(document, first.block) {
        reports.extend(single::report(document, 0..first.block, forms));
    }
    let ends = found.iter().skip(1).map(|next| next.block).chain([document.blocks.len()]);
    let within = |candidate: &Candidate, end: usize| {
        end_of_post(document, candidate.block).map_or(end, |post| post.min(end))
    };
    reports.extend(
        found
            .iter()
            .zip(ends)
            .filter_map(|(candidate, end)| report(document, candidate, within(candidate, end))),
    );
    reports
}

/// Makes headings of the blocks at which the built-in forms begin a report, and gives these; a page that gathers several has neither
/// title nor date of its own.
pub(crate) fn mark_headings(document: &mut Document) -> Vec<Candidate> {
    let found = candidates::candidates(document, HeadingForms::builtin_ref());
    for candidate in &found {
        if let Some(block) = document.blocks.get_mut(candidate.block) {
            block.kind = BlockKind::Heading { level: 1 };
        }
    }
    if found.len() > 1 && document.form == Form::PlainText {
        document.title = None;
    }
    if found.len() > 1 {
        document.date = None;
    }
    found
}

fn report(document: &Document, candidate: &Candidate, end: usize) -> Option<Report> {
    let last = document.blocks.get(end.checked_sub(1)?)?.span.end;
    let body = candidate.block + 1..end;
    let mut heading = candidate.heading.clone();
    if heading.date.is_none() {
        heading.date =
            document.blocks.get(body.clone()).and_then(|blocks| title::date(&document.text, blocks));
    }
    Some(Report { span: Span::new(heading.span.start, last), heading, blocks: body })
}

/// Where the post ends that block `at` stands in.
fn end_of_post(document: &Document, at: usize) -> Option<usize> {
    let post = document.posts.get(document.posts.partition_point(|post| post.end <= at))?;
    post.contains(&at).then_some(post.end)
}

/// Whether the first `end` blocks are more than a page's own words: a title and sentences below it.
fn reads_like_report(document: &Document, end: usize) -> bool {
    let blocks = document.blocks.get(..end).unwrap_or_default();
    let sentences =
        blocks.iter().filter_map(|block| block.span.of(&document.text)).filter(|text| has_sentence(text));
    // A site describes itself in a sentence or two.
    sentences.take(3).count() == 3
}

/// A heading that has nothing but its place and title.
fn titled(span: Span) -> Heading {
    Heading { span, title: Some(span), ..Heading::default() }
}

#[cfg(test)]
mod tests;
