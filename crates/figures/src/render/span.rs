//! Lenses as blocks.

use super::layout::{Layout, Part};
use super::page::{Block, Entry, List, Piece};
use super::spoken::Speech;
use crate::words::{fill, of};
use crate::{Counted, Lang, LensKind, Lenses, Value, themes};

/// The blocks of `lenses` in a language; with `listed` the items and the proofs of each figure.
pub(super) fn layout(lenses: &Lenses, lang: Lang, listed: bool) -> Vec<Block<'_>> {
    let mut layout = Layout::new(&lenses.items, lang, lenses.counted, listed);
    let mut blocks = vec![layout.title("lens_title", lenses.period)];
    for lens in &lenses.lenses {
        let word = lens.kind.word();
        let part = Part {
            word,
            title: of(&layout.speech.words.lenses, word),
            sentences: &lens.sentences,
            tables: &lens.tables,
            slots: (false, false),
        };
        layout.part(&part, &mut blocks);
    }
    coverage(lenses, &layout, &mut blocks);
    let excluded = if listed { &*lenses.excluded } else { &[] };
    let lists = [("excluded_title", "excluded", layout.excluded(excluded))];
    let further = layout.lists();
    layout.listed(lists.into_iter().chain(further), &mut blocks);
    blocks
}

fn coverage(lenses: &Lenses, layout: &Layout<'_>, blocks: &mut Vec<Block<'_>>) {
    let speech = layout.speech;
    let counted = match lenses.counted {
        Counted::Reports => "coverage_reports",
        Counted::Cases => "coverage_cases",
    };
    let total = speech.value(&Value::Counted(lenses.total));
    let mut told = vec![
        fill(speech.text("lens_total"), &[("count", &total)]),
        speech.text(counted).to_owned(),
        speech.text("coverage_shares").to_owned(),
        speech.text("lens_many").to_owned(),
    ];
    let has = |kind: LensKind| lenses.lenses.iter().any(|lens| lens.kind == kind);
    let notes = [(LensKind::Days, "lens_days_note"), (LensKind::Measures, "lens_measures_note")];
    told.extend(notes.into_iter().filter(|(kind, _)| has(*kind)).map(|(_, key)| speech.text(key).to_owned()));
    told.extend(speech.drafts(lenses.drafts));
    let left_out = lenses.left_out.iter().map(|kind| of(&speech.words.lenses, kind.word()));
    told.extend(speech.left_out(left_out.collect()));
    blocks.push(Block::Heading(speech.text("coverage_title").to_owned(), "coverage"));
    blocks.push(Block::Sentences(told.into_iter().map(|words| vec![Piece::words(words)]).collect()));
    if has(LensKind::Themes) {
        blocks.push(Block::List(rules(speech)));
    }
}

/// The rule of each theme.
fn rules<'d>(speech: Speech) -> List<'d> {
    List::of(themes(), move |theme| {
        let (name, rule) = match speech.lang {
            Lang::Ja => (&theme.name.ja, &theme.rule.ja),
            Lang::En => (&theme.name.en, &theme.rule.en),
        };
        let words = fill(speech.text("lens_rule"), &[("theme", name), ("rule", rule)]);
        Entry { anchor: None, pieces: vec![Piece::words(words)], quotes: &[] }
    })
}
