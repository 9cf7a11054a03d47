//! Which figure is part of which: by うち and を含む, by brackets, by sums, and by lists under a total.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use jikenbo_model::Span;
use jikenbo_model::vocabulary::{Qualifier, Unit};

use super::figure::{Figure, Mark};
use super::meaning;
use crate::passage::{Passage, Role};

/// How many figures behind or before a total are looked at for its parts.
const RUN: usize = 40;

/// The smallest total that is known by its sum alone: 3 = 1 + 2 is chance.
const SUM: u64 = 5;

/// Sets `part_of` of every figure that is part of another.
pub(super) fn link(passage: &Passage<'_>, figures: &mut [Figure]) {
    meaning::totals(figures);
    for at in 0..figures.len() {
        let parent = match figures[at].mark {
            Mark::Of => whole_of(figures, at),
            Mark::Included => including(figures, at),
            Mark::Among => among(figures, at),
            Mark::None => None,
        };
        figures[at].part_of = parent;
    }
    meaning::breakdowns(figures);
    in_brackets(figures);
    by_heads(figures);
    beside_parts(figures);
    for at in (0..figures.len()).rev() {
        sum_behind(passage, figures, at);
    }
    for at in 0..figures.len() {
        sum_before(figures, at);
    }
    by_kind(figures);
    by_kind_in_lines(passage, figures);
    announced(passage, figures);
    for at in 0..figures.len() {
        listed(passage, figures, at);
    }
    meaning::link(passage, figures);
}

/// What a figure behind うち is part of.
fn whole_of(figures: &[Figure], at: usize) -> Option<usize> {
    let own = figures.get(at)?;
    if let Some(open) = own.opened
        && let Some(whole) = last_before(figures, at, |whole| {
            whole.sentence == own.sentence
                && whole.span.end <= open
                && whole.opened.is_none_or(|other| other != open)
        })
    {
        return (figures[whole].count >= own.count).then_some(whole);
    }
    let larger = |whole: &Figure| whole.count >= own.count;
    if own.hint.of_last && at.checked_sub(1).is_some_and(|last| larger(&figures[last])) {
        return at.checked_sub(1);
    }
    let line = last_before(figures, at, |whole| {
        whole.sentence == own.sentence && whole.mark == Mark::None && whole.opened.is_none() && larger(whole)
    });
    let named = own.among.as_deref().and_then(|noun| {
        let same = |subject: &str| subject.ends_with(noun) || noun.ends_with(subject);
        last_before(figures, at, |whole| larger(whole) && whole.subject.as_deref().is_some_and(same))
    });
    // 「90通のうち、…70人分」 of the 90 told before
    let counted = own.among.as_deref().and_then(|noun| {
        last_before(figures, at, |whole| {
            larger(whole) && whole.unit == own.unit && noun.starts_with(&format!("{}通", whole.count))
        })
    });
    let pointing = own.among.as_deref().is_some_and(|noun| noun.ends_with(')'));
    let above = last_before(figures, at, |whole| {
        larger(whole) && (pointing || whole.mark == Mark::None && whole.opened.is_none())
    });
    let any = last_before(figures, at, |whole| {
        larger(whole) && whole.unit == own.unit && whole.sentence + 1 >= own.sentence
    });
    // 「うち…を含む35人分のみ」 in a note under figures that are themselves parts
    let near = || {
        last_before(figures, at, |whole| {
            larger(whole)
                && whole.unit == own.unit
                && whole.part_of.is_some()
                && whole.sentence + NOTE >= own.sentence
        })
    };
    line.or(named).or(above).or(any).or(counted).or_else(near)
}

/// How many lines below the figures that it is about a note with a part stands.
const NOTE: usize = 6;

/// What a figure of those who were really hit, or of whom something lacks, is part of.
fn among(figures: &[Figure], at: usize) -> Option<usize> {
    let own = figures.get(at)?;
    last_before(figures, at, |whole| {
        whole.count > own.count
            && whole.unit == own.unit
            && matches!(whole.mark, Mark::None | Mark::Of)
            && whole.part_of.is_none()
            && !(own.of_client && whole.of_client)
            && (!own.hint.really || meaning::same(whole, own))
    })
}

/// What a figure before を含む is included in.
fn including(figures: &[Figure], at: usize) -> Option<usize> {
    let own = figures.get(at)?;
    let whole = last_before(figures, at, |whole| whole.opened.is_none() && whole.mark != Mark::Included);
    let holds = |&whole: &usize| figures.get(whole).is_some_and(|whole| whole.count >= own.count);
    let here = |&whole: &usize| figures.get(whole).is_some_and(|whole| whole.sentence == own.sentence);
    // 「従業員(退職者12名を含む) 90名」: the whole stands behind the bracket.
    let behind = Some(at + 1).filter(|next| own.opened.is_some() && here(next) && holds(next));
    let before = whole.filter(|whole| here(whole) || behind.is_none());
    // 「7万人分であり、うち有効なものは40件です。提携先の3万人分もこれに含まれます」: the part before cannot hold it.
    let above = || {
        last_before(figures, at, |whole| {
            whole.opened.is_none()
                && whole.mark == Mark::None
                && whole.count >= own.count
                && whole.unit == own.unit
                && whole.sentence + 1 >= own.sentence
        })
    };
    before.or(behind).filter(holds).or_else(above)
}

/// The last of the [`RUN`] figures before `at` that fits.
fn last_before(figures: &[Figure], at: usize, fits: impl Fn(&Figure) -> bool) -> Option<usize> {
    (at.saturating_sub(RUN)..at).rev().find(|&other| figures.get(other).is_some_and(&fits))
}

/// Figures in brackets at once behind another: 50名(学部生 40名、大学院生 10名).
fn in_brackets(figures: &mut [Figure]) {
    for at in 0..figures.len() {
        let Some(open) = figures[at].opened else { continue };
        if figures[at].part_of.is_some() {
            continue;
        }
        let whole = last_before(figures, at, |whole| {
            whole.sentence == figures[at].sentence && whole.span.end <= open && whole.opened.is_none()
        });
        let Some(whole) = whole else { continue };
        let close = figures[whole].span.end + 60 >= open;
        let same = figures[at].unit == figures[whole].unit
            || figures[at].plain && figures[whole].unit != figures[at].unit;
        let smaller = figures[at].count < figures[whole].count;
        let by_head = figures[whole].cumulative;
        let head = figures[at].by_head && by_head;
        if close && same && smaller && !figures[at].cumulative && (head || !by_head) {
            figures[at].part_of = Some(whole);
        }
    }
}

/// 「延べ905名分、実人数768名」: the persons, each once, of the cases right before.
fn by_heads(figures: &mut [Figure]) {
    for at in 1..figures.len() {
        let (before, own) = (&figures[at - 1], &figures[at]);
        let same = before.sentence == own.sentence && before.unit == own.unit && before.count >= own.count;
        if own.by_head && own.part_of.is_none() && before.cumulative && before.part_of.is_none() && same {
            figures[at].part_of = Some(at - 1);
        }
    }
}

/// 「202世帯(207人)、うち146世帯(151人)」: what stands in brackets behind a part is part of what stands in brackets behind the
/// whole.
fn beside_parts(figures: &mut [Figure]) {
    for at in 1..figures.len() {
        let (own, before) = (&figures[at], &figures[at - 1]);
        let behind =
            own.opened.is_some_and(|open| open >= before.span.end && open <= before.span.end + BESIDE);
        let Some(whole) = before.part_of.filter(|_| behind && own.part_of.is_none()) else { continue };
        let held = figures.get(whole + 1).filter(|held| {
            held.opened.is_some()
                && held.unit == own.unit
                && held.count >= own.count
                && held.sentence == own.sentence
        });
        if held.is_some() && whole + 1 < at {
            figures[at].part_of = Some(whole + 1);
        }
    }
}

/// How far behind a figure its bracket opens, in bytes.
const BESIDE: usize = 12;

/// Parts that follow their total and sum to it.
fn sum_behind(passage: &Passage<'_>, figures: &mut [Figure], at: usize) {
    let run = || (at + 1)..figures.len().min(at + 1 + RUN);
    // 「申請 300件(重複を除くと 210件)。個人 120件、法人 180件」: what its bracket says of the whole is none of the items.
    let items = || run().filter(|&other| figures[other].part_of != Some(at));
    let parts = adding_up(figures, at, run()).or_else(|| adding_up(figures, at, items()));
    if let Some(parts) = parts.or_else(|| inner_run(figures, at)) {
        adopt(figures, at, &parts);
    }
    halves(figures, at);
    overlapping(passage, figures, at);
}

/// Two figures of one sentence farther behind that make up the total once more: 「暗号化されていたのは700人分で、残る500人分は」.
fn halves(figures: &mut [Figure], at: usize) {
    let Some(total) = figures.get(at).filter(|total| total.count >= SURE && total.part_of.is_none()).cloned()
    else {
        return;
    };
    for first in at + 1..figures.len().min(at + RUN) {
        let Some([one, other]) = figures.get(first..first + 2) else { return };
        let fits =
            |part: &Figure| part.unit == total.unit && part.section == total.section && !part.cumulative;
        // 「残る500人分は」 is tied to any larger figure before until its whole is found.
        let rest = other.mark == Mark::Of && other.sentence == one.sentence;
        let free = one.part_of.is_none()
            && (rest || other.part_of.is_none_or(|whole| whole == first || whole == at));
        let all = one.count.checked_add(other.count) == Some(total.count);
        if all
            && free
            && one.sentence == other.sentence
            && one.sentence > total.sentence
            && fits(one)
            && fits(other)
        {
            adopt(figures, at, &[first, first + 1]);
        }
    }
}

/// The smallest total that figures farther behind make by their sum alone.
const SURE: u64 = 100;

/// Figures at once behind each other, farther behind the total, that add up to it: 「件数 500件、うち売却 120件。内訳 利用中 420件、解約済み 80件」.
fn inner_run(figures: &[Figure], at: usize) -> Option<Vec<usize>> {
    let total = figures.get(at).filter(|total| total.count >= SURE && total.mark == Mark::None)?;
    let end = figures.len().min(at + 1 + RUN);
    // Behind a part that is told of as one (うち), the whole is broken down again in lines of its own.
    let parted = figures.get(at + 1).is_some_and(|next| next.mark == Mark::Of && next.part_of == Some(at));
    let from = figures.iter().enumerate().skip(at + 2).find(|(_, next)| next.sentence > total.sentence + 1);
    let from = from.map(|(from, _)| from).filter(|_| parted)?;
    (from..end).find_map(|from| {
        let mut sum = 0u64;
        let run = (from..end).take_while(|&other| {
            let part = &figures[other];
            let fits = part.unit == total.unit
                && part.section == total.section
                && !part.cumulative
                && sum < total.count;
            sum = sum.saturating_add(if fits { part.count } else { 0 });
            fits
        });
        let parts: Vec<usize> = run.collect();
        (sum == total.count && parts.len() > 1).then_some(parts)
    })
}

/// Two lists of persons, those who are in both, and how many they are in all: 「A 300人、B 120人。両方に含まれる方が50人、対象は370人」.
fn overlapping(passage: &Passage<'_>, figures: &mut [Figure], at: usize) {
    let Some([first, second, both, all]) = figures.get(at..at + 4) else { return };
    let units =
        [second, both, all].iter().all(|other| other.unit == first.unit && other.section == first.section);
    let sum = first.count.checked_add(second.count).and_then(|sum| sum.checked_sub(both.count));
    let held =
        all.count > first.count && all.count > second.count && both.count < first.count.min(second.count);
    let between = passage.text().get(second.span.end..all.span.start).unwrap_or_default();
    let both_named =
        ["重複", "両方", "いずれにも", "双方", "どちらにも"].iter().any(|word| between.contains(word));
    if units && both_named && held && all.count >= SURE && sum == Some(all.count) {
        adopt(figures, at + 3, &[at, at + 1, at + 2]);
    }
}

/// Parts that stand before their total and sum to it.
fn sum_before(figures: &mut [Figure], at: usize) {
    if has_parts(figures, at) {
        return;
    }
    let run = (at.saturating_sub(RUN)..at).rev();
    let sure = figures[at].count >= 100 || figures[at].total || figures[at].hint.all;
    let unit = figures[at].unit;
    let same: Vec<usize> =
        (at.saturating_sub(RUN)..at).rev().filter(|&other| figures[other].unit == unit).collect();
    let parts = adding_up(figures, at, run).or_else(|| adding_up(figures, at, same.into_iter()));
    if let Some(parts) = parts.filter(|parts| sure || parts.len() > 2) {
        adopt(figures, at, &parts);
    }
}

/// The first figures of `run` that add up to the total at `at`: two or more. To a rounded total, as many of them as come close to it.
fn adding_up(figures: &[Figure], at: usize, run: impl Iterator<Item = usize>) -> Option<Vec<usize>> {
    let total = figures.get(at)?;
    let room = room(total);
    let mut parts = Vec::new();
    let mut close = 0;
    let mut sum = 0u64;
    for other in run {
        let part = figures.get(other)?;
        if part.part_of.is_some_and(|whole| whole != at) || part.cumulative {
            continue;
        }
        let apart = parts.first().is_some_and(|&first: &usize| figures[first].section != part.section);
        if room > 0 && (part.unit != total.unit || part.count >= total.count || apart) {
            break;
        }
        sum = sum.checked_add(part.count)?;
        parts.push(other);
        if sum.abs_diff(total.count) <= room {
            close = parts.len();
        }
        if sum >= total.count.saturating_add(room) {
            break;
        }
    }
    parts.truncate(close);
    let further = |part: &usize| figures.get(*part).is_some_and(|figure| figure.hint.further);
    let sure = total.count >= SUM || total.total || parts.iter().any(further);
    (parts.len() > 1 && sure).then_some(parts)
}

/// How far its parts may add up to less or more than a total that is told as rounded: 「最大約55.3万件」, 「延べ44万件余り」. Of one in
/// full figures not at all.
fn room(total: &Figure) -> u64 {
    let rounded = matches!(total.qualifier, Qualifier::About | Qualifier::Min | Qualifier::Max);
    let mut step = 1u64;
    while total.count.is_multiple_of(step * 10) {
        step *= 10;
    }
    let digits = total.count / step;
    if rounded && step >= ROUNDED && digits >= 10 { step - 1 } else { 0 }
}

/// The smallest step to which a total is rounded that its parts need not meet: thousands.
const ROUNDED: u64 = 1_000;

/// Figures of one sentence that go by kinds of data overlap: 氏名が4件(9人分)、住所が2件(5人分). The largest holds all.
fn by_kind(figures: &mut [Figure]) {
    let mut at = 0;
    while let Some(sentence) = figures.get(at).map(|figure| figure.sentence) {
        let end =
            (at..figures.len()).find(|&other| figures[other].sentence != sentence).unwrap_or(figures.len());
        let kinds: Vec<usize> =
            (at..end).filter(|&other| figures[other].of_kind && figures[other].part_of.is_none()).collect();
        let units: BTreeSet<Unit> = kinds.iter().map(|&other| figures[other].unit).collect();
        for unit in units {
            let mut own: Vec<usize> =
                kinds.iter().copied().filter(|&other| figures[other].unit == unit).collect();
            own.sort_by_key(|&other| (Reverse(figures[other].count), other));
            if let Some((&largest, parts)) = own.split_first() {
                adopt(figures, largest, parts);
            }
        }
        at = end;
    }
}

/// Lines of kinds of data below all whose data they are: 「漏えいした情報(900名) / 氏名 900名 / 住所 410名」. They are of the same persons.
fn by_kind_in_lines(passage: &Passage<'_>, figures: &mut [Figure]) {
    let is_item = |figure: &Figure| passage.sentence(figure.sentence).trim_start().starts_with('・');
    for at in 1..figures.len() {
        let own = &figures[at];
        let apart = || of_paper(passage, own) || of_others(passage, &figures[..at], own);
        if !own.of_kind || !own.line || own.part_of.is_some() || own.total || apart() {
            continue;
        }
        let whole = last_before(figures, at, |whole| {
            whole.part_of.is_none()
                && whole.unit == own.unit
                && whole.sentence < own.sentence
                && whole.sentence + LIST >= own.sentence
                && whole.count >= own.count
                && (if whole.of_kind { whole.count > own.count && whole.line } else { !is_item(whole) })
                && matches!(whole.unit, Unit::People | Unit::Accounts)
        });
        let headed =
            whole.is_some_and(|whole| figures[whole].sentence + 1 >= own.sentence || !figures[whole].of_kind);
        if headed {
            figures[at].part_of = whole;
        }
    }
}

/// Whether the line counts a paper, which is of persons of its own: 「退職者の履歴書 120名」.
fn of_paper(passage: &Passage<'_>, figure: &Figure) -> bool {
    let line = passage.sentences.get(figure.sentence).map_or(figure.span.start, |line| line.span.start);
    let words = passage.words(Span::new(line.min(figure.span.start), figure.span.start));
    let noun = words.trim_end_matches([' ', ':', '(', '約', '、']);
    ["書", "票", "簿", "表", "帳", "証", "写真", "カルテ", "名刺"].iter().any(|paper| noun.ends_with(paper))
}

/// Whether the line names persons of its own whose data it counts, as the one above does: 「生徒の氏名:310名」, 「保護者の氏名:280名」.
fn of_others(passage: &Passage<'_>, above: &[Figure], own: &Figure) -> bool {
    let whose = |figure: &Figure| {
        let line = passage.sentences.get(figure.sentence).map_or(figure.span, |line| line.span);
        let line = Span::new(line.start, figure.span.start.max(line.start));
        let first = passage
            .hits_in("figures", line)
            .find(|(_, rule)| rule.value == "subject")
            .map(|(hit, _)| hit.span)?;
        passage
            .text()
            .get(first.end..)
            .is_some_and(|rest| rest.starts_with('の'))
            .then(|| passage.words(first))
    };
    let Some(mine) = whose(own) else { return false };
    above.last().and_then(whose).is_some_and(|theirs| theirs != mine)
}

/// So many lines below their whole the last kind of data stands at most.
const LIST: usize = 12;

/// Lists announced as parts: このうち、公表のご了承をいただいたものは次のとおりです.
fn announced(passage: &Passage<'_>, figures: &mut [Figure]) {
    let mut whole: Option<(usize, usize)> = None;
    for at in 0..figures.len() {
        let own = figures[at].sentence;
        let before = at.checked_sub(1).map(|last| figures[last].sentence);
        if let Some(last) = before.filter(|&last| last < own && own - last <= 6) {
            let between = (last + 1)..own;
            let says = between.clone().any(|number| announces(passage, number));
            let section = passage.sentences.get(own).map(|sentence| sentence.section);
            let same = section == passage.sentences.get(last).map(|sentence| sentence.section)
                || between.clone().any(|number| heads_parts(passage, number));
            whole = if says && same {
                last_before(figures, at, |figure| figure.opened.is_none() && figure.part_of.is_none())
                    .map(|at| (at, own))
            } else {
                whole.filter(|_| same && between.is_empty())
            };
        } else if before != Some(own) {
            whole = None;
        }
        let Some((parent, _)) = whole else { continue };
        if figures[at].part_of.is_none() && figures[at].count <= figures[parent].count && parent != at {
            figures[at].part_of = Some(parent);
        }
    }
}

/// Whether sentence `number` says that parts follow.
fn announces(passage: &Passage<'_>, number: usize) -> bool {
    let words = passage.sentence(number).trim_start_matches(['(', '【', '<', ' ', '※', '・', '〈']);
    ["このうち", "うち", "そのうち", "内訳", "その内訳"].iter().any(|word| words.starts_with(word))
        || words.len() < 240 && words.contains("内訳")
}

/// Whether sentence `number` is a heading below which parts stand: 「■内訳」.
fn heads_parts(passage: &Passage<'_>, number: usize) -> bool {
    let heading = passage.sentences.get(number).is_some_and(|line| line.role == Role::Heading);
    let words = passage.sentence(number).trim_matches(|letter: char| !letter.is_alphanumeric());
    heading
        && matches!(words, "内訳" | "その内訳" | "件数の内訳" | "人数の内訳" | "対象者の内訳" | "対象の内訳")
}

/// The other figures of its section, under or over a figure that calls itself the total, where they do not sum to it.
fn listed(passage: &Passage<'_>, figures: &mut [Figure], at: usize) {
    if !figures[at].total || figures[at].hint.local || has_parts(figures, at) || figures[at].opened.is_some()
    {
        return;
    }
    let section = |figure: &Figure| passage.sentences.get(figure.sentence).map(|sentence| sentence.section);
    let own = section(&figures[at]);
    let fits = |figure: &Figure, total: &Figure| {
        section(figure) == own
            && figure.part_of.is_none()
            && figure.count < total.count
            && (figure.unit == total.unit || figure.plain)
            && !figure.total
    };
    let behind: Vec<usize> =
        ((at + 1)..figures.len().min(at + 1 + RUN)).filter(|&o| fits(&figures[o], &figures[at])).collect();
    let before: Vec<usize> =
        (at.saturating_sub(RUN)..at).filter(|&o| fits(&figures[o], &figures[at])).collect();
    let parts = if before.is_empty() { behind } else { before };
    adopt(figures, at, &parts);
}

fn has_parts(figures: &[Figure], at: usize) -> bool {
    let from = at.saturating_sub(RUN);
    figures.iter().skip(from).take(2 * RUN + 1).any(|figure| figure.part_of == Some(at))
}

fn adopt(figures: &mut [Figure], total: usize, parts: &[usize]) {
    for &part in parts {
        if let Some(figure) = figures.get_mut(part) {
            figure.part_of = Some(total);
        }
    }
}
