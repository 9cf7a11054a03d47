//! A month's column as blocks.

use super::layout::{Layout, Part};
use super::page::{Block, Entry, List, Piece, Target};
use super::spoken::Speech;
use crate::words::{fill, of};
use crate::{Changed, Corrections, Counted, Digest, Frozen, Lang, Line, SectionKind, Value, Withdrawn};

/// Sections whose items an editor may say something about.
const COMMENTED: [SectionKind; 4] =
    [SectionKind::Worst, SectionKind::Read, SectionKind::Cards, SectionKind::Consequences];

/// The blocks of `digest` in a language; with `listed` its items and the proofs of each figure.
pub(super) fn layout(digest: &Digest, lang: Lang, listed: bool) -> Vec<Block<'_>> {
    let mut layout = Layout::new(&digest.items, lang, digest.options.counted, listed);
    let slot = |name: &str| Block::Slot(name.to_owned());
    let mut blocks = vec![layout.title("title", digest.period), slot("headline"), slot("lede")];
    for section in &digest.sections {
        let word = section.kind.word();
        let part = Part {
            word,
            title: of(&layout.speech.words.sections, word),
            sentences: &section.sentences,
            tables: &section.tables,
            slots: (true, COMMENTED.contains(&section.kind)),
        };
        layout.part(&part, &mut blocks);
    }
    coverage(digest, layout.speech, &mut blocks);
    if let Some(frozen) = &digest.frozen {
        corrected(frozen, &layout, &mut blocks);
    }
    let (undated, excluded) = if listed { (&*digest.undated, &*digest.excluded) } else { Default::default() };
    let before = [
        ("undated_title", "undated", layout.named(undated)),
        ("excluded_title", "excluded", layout.excluded(excluded)),
    ];
    let further = layout.lists();
    layout.listed(before.into_iter().chain(further), &mut blocks);
    blocks
}

/// What was counted, whose causes, what was left out and why.
fn coverage<'d>(digest: &'d Digest, speech: Speech, blocks: &mut Vec<Block<'d>>) {
    let counted = match speech.counted {
        Counted::Reports => "coverage_reports",
        Counted::Cases => "coverage_cases",
    };
    let mapping = digest.options.scheme.mapping();
    let scheme = match speech.lang {
        Lang::Ja => &mapping.name.ja,
        Lang::En => &mapping.name.en,
    };
    let mut told = vec![
        vec![Piece::words(speech.text(counted))],
        vec![Piece::words(speech.text("coverage_shares"))],
        of_scheme(scheme, mapping.public_source(), speech),
    ];
    if !mapping.verified {
        told.push(vec![Piece::words(speech.text("coverage_unverified"))]);
    }
    let left_out = digest.left_out.iter().map(|kind| of(&speech.words.sections, kind.word()));
    let further = [speech.drafts(digest.drafts), speech.left_out(left_out.collect())];
    told.extend(further.into_iter().flatten().map(|words| vec![Piece::words(words)]));
    blocks.push(Block::Heading(speech.text("coverage_title").to_owned(), "coverage"));
    blocks.push(Block::Sentences(told));
}

/// Whose causes they are, with a link to where their values are told.
fn of_scheme(scheme: &str, source: Option<&'static str>, speech: Speech) -> Vec<Piece<'static>> {
    let Some(source) = source else {
        return vec![Piece::words(fill(speech.text("coverage_own_scheme"), &[("scheme", scheme)]))];
    };
    let words = fill(speech.text("coverage_scheme"), &[("scheme", scheme)]);
    let (before, after) = words.split_once("{source}").unwrap_or((&words, ""));
    let link = Piece { words: source.into(), target: Some(Target::Url(source)) };
    vec![Piece::words(before.to_owned()), link, Piece::words(after.to_owned())]
}

/// When the month's figures were published, and what changed since.
fn corrected<'d>(frozen: &'d Frozen, layout: &Layout<'d>, blocks: &mut Vec<Block<'d>>) {
    let (speech, Corrections { figures, added, withdrawn, changed }) = (layout.speech, &frozen.corrections);
    let day = frozen.day.parse().map_or_else(|_| frozen.day.clone(), |day| speech.day(day));
    let mut told = vec![fill(speech.text("frozen"), &[("day", &day)])];
    let title = if frozen.corrections.is_none() { "frozen_same" } else { "frozen_changed" };
    told.push(speech.text(title).to_owned());
    blocks.push(Block::Heading(speech.text("frozen_title").to_owned(), "corrections"));
    blocks.push(Block::Sentences(told.into_iter().map(|words| vec![Piece::words(words)]).collect()));
    let mut entries: Vec<Entry<'d>> = figures.iter().map(|figure| entry(change(figure, speech))).collect();
    let said = |key: &'static str| Piece::words(format!("{}{}", speech.text(key), speech.text("colon")));
    let of = |key: &'static str, line: &'d Line| {
        let mut own = layout.items.line(line).pieces;
        own.insert(0, said(key));
        entry(own)
    };
    entries.extend(added.iter().map(|line| of("frozen_added", line)));
    entries.extend(withdrawn.iter().map(|Withdrawn { line, .. }| match line {
        Some(line) => of("frozen_withdrawn", line),
        None => entry(vec![Piece::words(speech.text("frozen_hidden"))]),
    }));
    for item in changed {
        let mut own = of("frozen_item", &item.line).pieces;
        for field in &item.fields {
            own.push(Piece::words(speech.text("semicolon")));
            own.extend(change(field, speech));
        }
        entries.push(entry(own));
    }
    if !entries.is_empty() {
        blocks.push(Block::List(List::made(entries)));
    }
}

fn entry(pieces: Vec<Piece<'_>>) -> Entry<'_> {
    // Nothing of the list of items is linked to: what was added or withdrawn may not stand in it.
    let pieces = pieces.into_iter().map(|piece| match piece.target {
        Some(Target::Url(_)) => piece,
        _ => Piece::words(piece.words),
    });
    Entry { anchor: None, pieces: pieces.collect(), quotes: &[] }
}

/// What was said then and what is now; of a field whose value is not shown only that it changed.
fn change(change: &Changed, speech: Speech) -> Vec<Piece<'static>> {
    let what = speech.value(&Value::name(&change.what));
    let (then, now) = (speech.value(&change.then), speech.value(&change.now));
    let key = if then == now { "frozen_field" } else { "frozen_figure" };
    let none = speech.text("frozen_none").to_owned();
    let or_none = |words: String| if words.is_empty() { none.clone() } else { words };
    let values = [("what", what), ("then", or_none(then)), ("now", or_none(now))];
    let values: Vec<(&str, &str)> = values.iter().map(|(hole, words)| (*hole, words.as_str())).collect();
    vec![Piece::words(fill(speech.text(key), &values))]
}
