//! The blocks of a page at which a report begins.

use std::collections::BTreeSet;

use jikenbo_model::{BlockKind, Document, Form as DocumentForm, Heading};
use jikenbo_text::Span;

use super::titled;
use crate::date::{begins_with_day, date_line};
use crate::forms::{Form, HeadingForms, Parts};
use crate::marker::{Marker, marker};
use crate::width::{is_space, line_ends};

/// A block that is the heading of a report.
pub(crate) struct Candidate {
    pub(super) block: usize,
    pub(super) heading: Heading,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It has a case number.
    Numbered,
    /// A form of its own.
    Marked,
    /// A line that only its place makes a heading.
    Article,
    /// An article that heads a report only where its name is another's.
    Another,
}

impl Kind {
    /// Whether it has no mark of its own.
    fn is_bare(self) -> bool {
        matches!(self, Self::Article | Self::Another)
    }
}

/// The headings of `document` in order.
pub(super) fn candidates(document: &Document, forms: &HeadingForms) -> Vec<Candidate> {
    let page = Page { document, forms };
    let mut found: Vec<Candidate> = Vec::new();
    let mut inside = false;
    for at in 0..document.blocks.len() {
        let Some(line) = page.line(at) else { continue };
        inside |= forms.inside.iter().any(|pattern| pattern.fit(line, &forms.words, false).is_some());
        let candidate =
            page.candidate(at, line).filter(|candidate| !inside || candidate.kind == Kind::Numbered);
        inside &= candidate.is_none();
        found.extend(candidate);
    }
    if document.posts.len() > 1 {
        return with_posts(&page, found);
    }
    without_lone_articles(&page, without_sections(&page, found))
}

/// The parts of a heading at `span`.
pub(super) fn heading(span: Span, parts: &Parts) -> Heading {
    let of = |part: Span| part.shift(span.start);
    Heading {
        span,
        case_number: parts.number.map(|(number, part)| (number, of(part))),
        organization: parts.organization.map(of),
        title: parts.title.map(of),
        date: parts.date.map(|(date, part)| (date, of(part))),
    }
}

struct Page<'a> {
    document: &'a Document,
    forms: &'a HeadingForms,
}

impl Page<'_> {
    /// The block's words, if they are one line that may be a heading.
    fn line(&self, at: usize) -> Option<&str> {
        let block = self.document.blocks.get(at)?;
        let may = matches!(block.kind, BlockKind::Heading { .. } | BlockKind::Paragraph);
        block.span.of(&self.document.text).filter(|line| may && !line.ends_with('。') && !line.contains('\n'))
    }

    fn candidate(&self, at: usize, line: &str) -> Option<Candidate> {
        let (form, parts) = self.forms.forms.iter().find_map(|form| {
            let fits = self.stands(form, at) && (!form.article || self.may_be_article(at, line));
            fits.then(|| form.fit(line, &self.forms.words)).flatten().map(|parts| (form, parts))
        })?;
        let title = parts.title.and_then(|span| span.of(line)).unwrap_or_default();
        let kind = match form {
            _ if parts.number.is_some() => Kind::Numbered,
            _ if self.forms.words.is_no_title(title) => return None,
            Form { another: true, .. } => Kind::Another,
            Form { article: true, .. } => Kind::Article,
            _ => Kind::Marked,
        };
        let span = self.document.blocks.get(at)?.span;
        Some(Candidate { block: at, heading: heading(span, &parts), kind })
    }

    /// Whether the blank lines around block `at` are those of the form.
    fn stands(&self, form: &Form, at: usize) -> bool {
        let Some(block) = self.document.blocks.get(at) else { return false };
        if self.document.form != DocumentForm::PlainText {
            return !form.article
                && (form.blank_before == 0 || matches!(block.kind, BlockKind::Heading { .. }));
        }
        let (before, behind) = (self.blank_lines(at), self.blank_lines(at + 1));
        let usual = before >= form.blank_before && behind >= form.blank_after;
        usual || form.or_before.is_some_and(|least| before >= least && behind > 0)
    }

    /// How many blank lines stand before block `at`; the text's ends have any number.
    fn blank_lines(&self, at: usize) -> usize {
        let blocks = &self.document.blocks;
        let (Some(before), Some(block)) = (at.checked_sub(1).and_then(|at| blocks.get(at)), blocks.get(at))
        else {
            return usize::MAX;
        };
        let gap = Span::new(before.span.end, block.span.start).of(&self.document.text).unwrap_or_default();
        line_ends(gap).saturating_sub(1)
    }

    /// Whether a line without a mark of its own can begin an article: no sign, no part of a report.
    fn may_be_article(&self, at: usize, line: &str) -> bool {
        let words = &self.forms.words;
        let signed =
            marker(line).is_some_and(|(sign, _)| !matches!(sign, Marker::Bracketed { whole: false }));
        let sentence = line.contains('。') || line.ends_with(['、', ':', '：', '」']) || line.contains("://");
        let dated = date_line(line).is_some() || begins_with_day(line);
        !signed
            && !sentence
            && !dated
            && !words.is_labelled(line)
            && !words.is_addressed(line)
            && !words.is_officer(line)
            && !words.is_section(line)
            && !words.is_no_title(line)
            && !words.is_bare_name(line)
            && !self.indented(at)
            && at + 1 < self.document.blocks.len()
    }

    /// Whether block `at` stands behind spaces in its line, as items do and headings do not.
    fn indented(&self, at: usize) -> bool {
        let Some(block) = self.document.blocks.get(at) else { return false };
        let before = self.document.text.get(..block.span.start).and_then(|text| text.chars().next_back());
        before.is_some_and(|c| c != '\n' && is_space(c))
    }

    /// Whether the line of block `at`, close under `heading`, says no more than that does, spaces and signs left aside.
    fn repeats(&self, heading: &Candidate, at: usize) -> bool {
        let words = |line: &str| line.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let line = words(self.line(at).unwrap_or_default());
        let title = heading.heading.span.of(&self.document.text).unwrap_or_default();
        at <= heading.block + LETTERHEAD && !line.is_empty() && words(title).contains(&line)
    }

    /// Whether the line of block `at` takes up words of that of block `title`: 「…とは」 below the title of an article on it.
    fn speaks_of(&self, at: usize, title: usize) -> bool {
        let (line, title) = (self.line(at).unwrap_or_default(), self.line(title).unwrap_or_default());
        let letters: Vec<char> = line.chars().take(SECTION).collect();
        letters.windows(TAKEN_UP).any(|some| title.contains(&some.iter().collect::<String>()))
    }

    /// Whether the name of `heading` is neither that of the report of `last` nor told of in it.
    fn is_anothers(&self, last: Option<&Candidate>, heading: &Heading) -> bool {
        let text = &self.document.text;
        let Some(name) = heading.organization.and_then(|span| span.of(text)) else { return false };
        let Some(last) = last else { return true };
        let owner = last.heading.organization.and_then(|span| span.of(text)).unwrap_or_default();
        let above = text.get(last.heading.span.start..heading.span.start).unwrap_or_default();
        !above.contains(name) && (owner.is_empty() || !name.starts_with(owner))
    }

    /// Whether block `at` is a numbered or otherwise signed line with the blank lines of a heading around it.
    fn is_spaced_section(&self, at: usize) -> bool {
        let line = self.line(at).unwrap_or_default();
        line.chars().count() <= SECTION && marker(line).is_some() && self.blank_lines(at + 1) >= 2
    }
}

/// So many blocks below its heading a release may say its title again: day, number, names of who signs and is addressed.
const LETTERHEAD: usize = 8;

/// So many letters in a row are a word that is taken up.
const TAKEN_UP: usize = 4;

/// The longest heading of a section, in characters.
const SECTION: usize = 40;

/// Where a report sets its own sections apart as articles are, an unmarked line in it needs the words of a title too;
/// the title that its heading has already begins no other report.
fn without_sections(page: &Page<'_>, found: Vec<Candidate>) -> Vec<Candidate> {
    let mut kept: Vec<Candidate> = Vec::with_capacity(found.len());
    let (mut at, mut spaced) = (0, false);
    for candidate in found {
        // A title of two lines stands below another candidate, its first.
        let again = kept.iter().rev().take(2).any(|heading| page.repeats(heading, candidate.block));
        if candidate.kind.is_bare() && again {
            _ = kept.pop_if(|first| first.kind.is_bare() && first.block + 1 == candidate.block);
            continue;
        }
        spaced |= (at..candidate.block).any(|at| page.is_spaced_section(at));
        at = candidate.block;
        let titled = || page.forms.words.ends_like_title(page.line(candidate.block).unwrap_or_default());
        if !candidate.kind.is_bare() || !spaced || titled() {
            spaced = false;
            kept.push(candidate);
        }
    }
    kept
}

/// Articles count only on a page with other headings, and only between two bodies.
fn without_lone_articles(page: &Page<'_>, found: Vec<Candidate>) -> Vec<Candidate> {
    let marked = found.iter().filter(|candidate| !candidate.kind.is_bare()).count();
    let first_is_marked = found.first().is_some_and(|first| first.block == 0 && !first.kind.is_bare());
    let gathers = marked > 1 || first_is_marked && marked == 1;
    let mut kept: Vec<Candidate> = Vec::new();
    let mut rest = found.into_iter().peekable();
    while let Some(candidate) = rest.next() {
        // The first heading of an article's own sections may stand at once below its title.
        let stands_off = |at: usize| page.blank_lines(at) > page.blank_lines(at + 1);
        let is_title = |at: usize| page.forms.words.ends_like_title(page.line(at).unwrap_or_default());
        let titled = rest.peek().is_some_and(|next| {
            let close = next.kind.is_bare() && next.block == candidate.block + 1;
            close
                && stands_off(candidate.block)
                && !is_title(next.block)
                && page.speaks_of(next.block, candidate.block)
        });
        let heads_body = titled || rest.peek().is_none_or(|next| next.block > candidate.block + 1);
        let has_body_before = kept.last().is_none_or(|last| last.block + 1 < candidate.block);
        let own = candidate.kind == Kind::Another
            && !(marked > 1 && page.is_anothers(kept.last(), &candidate.heading));
        if !candidate.kind.is_bare() || gathers && heads_body && has_body_before && !own {
            kept.push(candidate);
        }
        if titled {
            rest.next();
        }
    }
    kept.retain(|candidate| candidate.block < page.document.blocks.len());
    kept
}

/// The posts of an HTML page, their headings taken apart by the forms where one fits; and other headings with a number.
fn with_posts(page: &Page<'_>, found: Vec<Candidate>) -> Vec<Candidate> {
    let posts = &page.document.posts;
    let starts: BTreeSet<usize> = posts.iter().map(|post| post.start).collect();
    let mut kept: Vec<Candidate> = found
        .into_iter()
        .filter(|candidate| candidate.kind == Kind::Numbered || starts.contains(&candidate.block))
        .collect();
    let with_form: BTreeSet<usize> = kept.iter().map(|candidate| candidate.block).collect();
    for post in starts.difference(&with_form) {
        let Some(block) = page.document.blocks.get(*post) else { continue };
        let line = block.span.of(&page.document.text).unwrap_or_default();
        let forms = page.forms.forms.iter().filter(|form| !form.article || form.sure_name);
        let parts = forms.filter_map(|form| form.fit(line, &page.forms.words)).next();
        let heading = parts.map_or_else(|| titled(block.span), |parts| heading(block.span, &parts));
        kept.push(Candidate { block: *post, heading, kind: Kind::Marked });
    }
    kept.sort_by_key(|candidate| candidate.block);
    kept
}
