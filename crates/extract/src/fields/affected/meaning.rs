//! Which figure is part of which by what is said of it: all there are, what was passed on of what was taken, those really
//! hit of those who could have been, and what a breakdown goes on with.

use jikenbo_model::vocabulary::Status;
use jikenbo_text::words::{find, stands};

use super::figure::{Figure, Mark};
use crate::passage::Passage;

/// Sets `part_of` of figures that nothing else made part of another.
pub(super) fn link(passage: &Passage<'_>, figures: &mut [Figure]) {
    grown(figures);
    noted(passage, figures);
    counted_in(passage, figures);
    for at in 0..figures.len() {
        if figures[at].part_of.is_some() || figures[at].cumulative {
            continue;
        }
        let whole = within(figures, at)
            .or_else(|| of_all(figures, at))
            .or_else(|| taken(passage, figures, at))
            .or_else(|| reachable(passage, figures, at))
            .or_else(|| of_possible(passage, figures, at));
        figures[at].part_of = whole;
    }
}

/// Takes a 計 behind other items for their total where it is near their sum: a total need not add up to the last.
pub(super) fn totals(figures: &mut [Figure]) {
    for at in 0..figures.len() {
        let own = &figures[at];
        let beside = |other: &&Figure| other.section == own.section && other.unit == own.unit;
        let items: Vec<u64> = figures[..at].iter().filter(beside).map(|other| other.count).collect();
        let sum = items.iter().fold(0u64, |sum, count| sum.saturating_add(*count));
        let near = own.count >= sum && own.count <= sum.saturating_add(sum / 4);
        if own.hint.local && items.len() > 1 && near {
            figures[at].hint.local = false;
        }
    }
}

/// Sets `part_of` of figures that a breakdown goes on with.
pub(super) fn breakdowns(figures: &mut [Figure]) {
    for at in 0..figures.len() {
        if figures[at].part_of.is_none() && !figures[at].cumulative {
            figures[at].part_of = going_on(figures, at);
        }
    }
}

/// 「14名分であり、内訳は、氏名のみが8名、氏名と住所が4名」: what the figure before in a breakdown is part of.
fn going_on(figures: &[Figure], at: usize) -> Option<usize> {
    let own = figures.get(at).filter(|own| own.hint.broken_down)?;
    let before = figures.get(at.checked_sub(1)?)?;
    let whole = if before.hint.broken_down { before.part_of } else { Some(at - 1) };
    let whole = whole.filter(|_| before.sentence == own.sentence)?;
    fits(figures, whole, own).then_some(whole)
}

/// 「134名(保護者を含めると268名)」: the figure before is part of the one in the bracket.
fn grown(figures: &mut [Figure]) {
    for at in 1..figures.len() {
        let (before, own) = (&figures[at - 1], &figures[at]);
        let same = before.sentence == own.sentence && before.unit == own.unit && before.count < own.count;
        if own.hint.grown && same {
            let outer = before.part_of.filter(|&outer| outer != at);
            figures[at].part_of = outer;
            figures[at - 1].part_of = Some(at);
        }
    }
}

/// Persons of whom nothing more is said than that theirs was taken are among all those of whom it may have been: 「540人分
/// が取得されていた」, 「漏えいしたおそれがある個人データ 3,100人分」.
fn of_possible(passage: &Passage<'_>, figures: &[Figure], at: usize) -> Option<usize> {
    let own = figures.get(at)?;
    let bare = own.status == Status::Confirmed && own.subject.is_none() && own.mark == Mark::None;
    let mut others = (0..figures.len()).filter(|&other| {
        figures.get(other).is_some_and(|figure| {
            other != at && figure.part_of.is_none() && figure.unit == own.unit && figure.count != own.count
        })
    });
    let whole = others.next().filter(|_| others.next().is_none() && bare && !own.total)?;
    let possible = figures.get(whole).is_some_and(|figure| {
        figure.status == Status::Possible && !figure.hint.really && !besides(passage, figure)
    });
    (possible && fits(figures, whole, own)).then_some(whole)
}

/// The total whose number the figure's own bracket names.
fn within(figures: &[Figure], at: usize) -> Option<usize> {
    let own = figures.get(at)?;
    let total = own.hint.within?;
    let named =
        |whole: usize| figures.get(whole).is_some_and(|whole| whole.count == total && whole.unit == own.unit);
    (0..at).rev().find(|&whole| named(whole))
}

/// 「※(2)から(4)の生徒は全て(1)に含まれます」: the items of a list that a note says are part of one of them.
fn noted(passage: &Passage<'_>, figures: &mut [Figure]) {
    for number in 0..passage.sentences.len() {
        let words = passage.sentence(number);
        let Some(label) = find(words, "に含まれ").and_then(|at| words.get(..at)).and_then(label) else {
            continue;
        };
        let first = |figure: &Figure| passage.sentence(figure.sentence).trim_start().starts_with(label);
        let above = |figure: &Figure| figure.sentence < number && figure.sentence + LIST >= number;
        let Some(whole) = figures.iter().position(|figure| above(figure) && first(figure)) else { continue };
        for at in whole + 1..figures.len() {
            let own = &figures[at];
            let item = own.sentence > figures[whole].sentence && above(own) && own.part_of.is_none();
            if item && fits(figures, whole, own) {
                figures[at].part_of = Some(whole);
            }
        }
    }
}

/// 「②と③の方は、①の内数」: what stands in brackets in the list above is part of the figure over it.
fn counted_in(passage: &Passage<'_>, figures: &mut [Figure]) {
    for number in 0..passage.sentences.len() {
        let words = passage.sentence(number);
        if !words.contains(|c: char| c.is_ascii_digit() || ('①'..='⑳').contains(&c))
            || !["の内数", "は内数"].iter().any(|it| find(words, it).is_some())
        {
            continue;
        }
        let above = |figure: &Figure| figure.sentence < number && figure.sentence + LIST >= number;
        let over = |figure: &Figure| above(figure) && figure.opened.is_none() && figure.part_of.is_none();
        let whole = (0..figures.len()).filter(|&at| over(&figures[at])).max_by_key(|&at| figures[at].count);
        let Some(whole) = whole else { continue };
        for at in whole + 1..figures.len() {
            let own = &figures[at];
            if above(own) && own.opened.is_some() && own.part_of.is_none() && fits(figures, whole, own) {
                figures[at].part_of = Some(whole);
            }
        }
    }
}

/// How many sentences above a note its list may begin.
const LIST: usize = 24;

/// The label of a list's item that ends `words`: (1), ①.
fn label(words: &str) -> Option<&str> {
    let words = words.trim_end();
    let circled = |c: char| ('①'..='⑳').contains(&c);
    let start = match words.chars().next_back()? {
        last if circled(last) => words.len() - last.len_utf8(),
        ')' => words.rfind('(').filter(|&open| {
            words
                .get(open + 1..words.len() - 1)
                .is_some_and(|inner| !inner.is_empty() && inner.bytes().all(|b| b.is_ascii_digit()))
        })?,
        _ => return None,
    };
    words.get(start..)
}

/// Whoever else is counted of the same is among all there are.
fn of_all(figures: &[Figure], at: usize) -> Option<usize> {
    let own = figures.get(at)?;
    (0..at).find(|&whole| {
        figures.get(whole).is_some_and(|all| {
            let everybody = all.subject.as_deref().map(|subject| subject.trim_start_matches('全'));
            let named = own.subject.as_deref().is_none_or(|subject| Some(subject) == everybody);
            all.hint.all && all.section == own.section && named
        }) && fits(figures, whole, own)
    })
}

/// What an insider passed on is part of what he took.
fn taken(passage: &Passage<'_>, figures: &[Figure], at: usize) -> Option<usize> {
    let own = figures.get(at).filter(|own| own.hint.handed_on && !besides(passage, own))?;
    (0..at).rev().find(|&whole| fits(figures, whole, own) && named_alike(figures, whole, own))
}

/// Those really hit are among those who could have been, though these are told of later.
fn reachable(passage: &Passage<'_>, figures: &[Figure], at: usize) -> Option<usize> {
    let own = figures.get(at).filter(|own| own.hint.really)?;
    let possible =
        |whole: &Figure| whole.status == Status::Possible && !whole.hint.really && !besides(passage, whole);
    (at + 1..figures.len()).find(|&whole| {
        figures.get(whole).is_some_and(possible)
            && fits(figures, whole, own)
            && named_alike(figures, whole, own)
    })
}

/// Whether the sentence tells of something else beside: 「また、…」.
fn besides(passage: &Passage<'_>, figure: &Figure) -> bool {
    let words = passage.sentence(figure.sentence).trim_start();
    ["また", "このほか", "さらに", "加えて", "別に"].iter().any(|word| words.starts_with(word))
        || stands(words, "別の")
}

fn fits(figures: &[Figure], whole: usize, own: &Figure) -> bool {
    figures.get(whole).is_some_and(|whole| {
        whole.unit == own.unit
            && whole.count > own.count
            && whole.part_of.is_none()
            && whole.mark == Mark::None
            && !whole.cumulative
    })
}

/// Whether both are named, and alike; a part may be named by its whole: 「応募者のうち9名分」.
fn named_alike(figures: &[Figure], whole: usize, own: &Figure) -> bool {
    let named = figures.get(whole).and_then(|whole| whole.subject.as_deref());
    let among = own.among.as_deref().zip(named).is_some_and(|(among, named)| among.ends_with(named));
    let subject =
        own.subject.is_some() && named.is_some() && figures.get(whole).is_some_and(|whole| same(whole, own));
    among || subject
}

/// Whether both count the same persons or things, as far as the text names them.
pub(super) fn same(whole: &Figure, own: &Figure) -> bool {
    match (whole.subject.as_deref(), own.subject.as_deref()) {
        (Some(whole), Some(own)) => whole.ends_with(own) || own.ends_with(whole),
        _ => true,
    }
}
