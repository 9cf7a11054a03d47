//! The items of a period, with their facts and what came before them.

use std::collections::{BTreeMap, BTreeSet};

use jikenbo_casebook::list::{self, Filter, Placed};
use jikenbo_casebook::show::{self, CaseLine, Shared};
use jikenbo_figures::{About, Counted, Earlier, Ground, Item, Month, Origin, Period, Quoted};
use jikenbo_model::vocabulary::Stage;
use jikenbo_model::{CaseId, CaseState, Facts, ReportId};

use super::by_report::{ByReport, Members};
use super::many::{self, LISTED};
use super::proofs::{Viewed, proved, views};
use super::{Wanted, threads};
use crate::Error;
use crate::casebook::veil;
use crate::casebook::{Casebook, naming};

/// Rows asked for at once; with their texts.
const AT_ONCE: usize = 1_000;
const SHOWN: usize = 200;
/// Fewer items are made sooner than another thread is begun.
const ALONE: usize = 1_000;

/// All that may be seen, whatever month it counts in: found in one look.
pub(super) struct All {
    /// The reports or cases, as they are counted, in order.
    placed: Vec<Placed>,
    /// The reports of each case, oldest first.
    members: Members,
    /// The first month in which a report counts.
    pub(super) first: Option<Month>,
    what: Figures,
}

/// What is made of the items: only lenses ask what is known beside the facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Figures {
    /// The month's column.
    Column,
    /// The same, and what of its items changed since.
    Corrected,
    /// Lenses.
    Lenses,
}

/// Looks at all that may be seen.
pub(super) fn all(casebook: &mut Casebook, counted: Counted, what: Figures) -> Result<All, Error> {
    casebook.store().widely()?;
    let mut read = casebook.read()?;
    let reports = list::reports(&mut read)?;
    let members = Members::of_all(&reports);
    let first = reports.iter().map(|one| one.month.as_str()).min().and_then(|month| month.parse().ok());
    let placed = match counted {
        Counted::Reports => reports,
        Counted::Cases => list::cases(&mut read, &reports)?,
    };
    Ok(All { placed, members, first, what })
}

/// Each item of `period`, with its month, in order.
pub(super) fn items(
    casebook: &mut Casebook,
    wanted: &Wanted,
    all: &All,
    period: Period,
) -> Result<Vec<(Month, Item)>, Error> {
    // Of the months of a hundred thousand in order of days few differ from the one before.
    let same = |a: &Placed, b: &Placed| a.month == b.month;
    let counts = |of_month: &&[Placed]| {
        let month = of_month.first().and_then(|one| one.month.parse::<Month>().ok());
        month.is_some_and(|month| period.from <= month && month <= period.to)
    };
    let placed: Vec<&Placed> = all.placed.chunk_by(same).filter(counts).flatten().collect();
    let mut items = match wanted.options.counted {
        Counted::Reports => reports(casebook, wanted, &placed, all),
        Counted::Cases => cases(casebook, wanted, &placed, all),
    }?;
    choose(casebook, wanted, &mut items)?;
    tie(casebook, &mut items)?;
    Ok(items)
}

/// Leaves those whose cases are not wanted.
fn choose(casebook: &mut Casebook, wanted: &Wanted, items: &mut Vec<(Month, Item)>) -> Result<(), Error> {
    if wanted.filter != Filter::default() {
        let cases = list::ids(&mut casebook.read()?, &wanted.filter)?;
        items.retain(|(_, item)| i64::try_from(item.case).is_ok_and(|case| cases.contains(&CaseId(case))));
    }
    Ok(())
}

/// Gives each item the breach that its case shares with others; the first of several.
fn tie(casebook: &mut Casebook, items: &mut [(Month, Item)]) -> Result<(), Error> {
    let mut cases: Vec<u64> = items.iter().map(|(_, item)| item.case).collect();
    cases.sort_unstable();
    cases.dedup();
    let ids: Vec<CaseId> = cases.into_iter().filter_map(|id| i64::try_from(id).ok().map(CaseId)).collect();
    let mut origins: BTreeMap<u64, Origin> = BTreeMap::new();
    for some in ids.chunks(AT_ONCE) {
        for Shared { case, origin, cases } in show::shared_origins(&mut casebook.read()?, some)? {
            let id = |id: i64| u64::try_from(id).unwrap_or_default();
            let origin = Origin { id: id(origin.id.0), name: origin.name, cases };
            origins.entry(id(case.0)).or_insert(origin);
        }
    }
    if !origins.is_empty() {
        items.iter_mut().for_each(|(_, item)| item.origin = origins.get(&item.case).cloned());
    }
    Ok(())
}

/// A report as an item needs it.
#[derive(Default)]
struct Seen {
    facts: Box<Facts>,
    urls: Vec<String>,
    quotes: Vec<Quoted>,
}

/// The reports with their proofs, or, of many, without.
fn seen(
    casebook: &mut Casebook,
    ids: &[ReportId],
    (are_many, what): (bool, Figures),
) -> Result<ByReport<Seen>, Error> {
    if !are_many {
        let views = views(casebook, ids)?.into_iter();
        let seen =
            |view: Viewed| Seen { quotes: view.quotes(), facts: Box::new(view.facts), urls: view.urls };
        return Ok(ByReport::rising(views.map(|(id, view)| (id, seen(view)))));
    }
    let mut urls = BTreeMap::new();
    let mut rising = ids.to_vec();
    rising.sort_unstable();
    for some in rising.chunks(AT_ONCE) {
        urls.extend(show::urls(&mut casebook.read()?, some)?);
    }
    let facts = many::facts(casebook, ids, what)?.into_iter();
    let mut seen =
        |id: ReportId, facts| Seen { facts, urls: urls.remove(&id).unwrap_or_default(), quotes: Vec::new() };
    Ok(ByReport::rising(facts.map(|(id, facts)| (id, seen(id, facts)))))
}

fn reports<'p>(
    casebook: &mut Casebook,
    wanted: &Wanted,
    placed: &[&'p Placed],
    all: &All,
) -> Result<Vec<(Month, Item)>, Error> {
    let (are_many, members) = (placed.len() > LISTED, &all.members);
    let ids: Vec<ReportId> = placed.iter().filter_map(|one| one.report).collect();
    let mut shown = seen(casebook, &ids, (are_many, all.what))?;
    let earlier = earlier_of(casebook, (placed, members), &shown, (are_many, all.what))?;
    let known = known(casebook, &ids, all.what)?;
    let taken = |one: &&'p Placed| Some((*one, one.report?, shown.take(one.report?)?));
    let own: Vec<(&Placed, ReportId, Seen)> = placed.iter().filter_map(taken).collect();
    let made = |(one, id, own): (&Placed, ReportId, Seen)| {
        let mut item = item(one, u64::try_from(id.0).unwrap_or_default(), own.facts);
        item.earlier = earlier.get(&id).copied();
        item.about = known.get(&id).cloned().map(about).unwrap_or_default();
        item.label = label(one, before(members, one).len(), id);
        let mut names = std::iter::once(&item.label).chain(&own.urls);
        item.reads = names.find_map(|name| wanted.reads.get(name)).copied();
        item.url = own.urls.into_iter().next();
        item.quotes = own.quotes;
        one.month.parse().ok().map(|month| (month, item))
    };
    let mut items = threads::made(own, ALONE, made);
    if are_many && !many::are_whole(casebook, all.what) {
        make_whole(casebook, members, &mut items)?;
    }
    Ok(items)
}

/// Gives items that look as if they were one release again all their facts, by which that is told: others may differ.
fn make_whole(casebook: &mut Casebook, members: &Members, items: &mut [(Month, Item)]) -> Result<(), Error> {
    let is_alone = |case: u64| i64::try_from(case).is_ok_and(|case| members.of(CaseId(case)).len() < 2);
    let alike = alike(items.iter().map(|(_, item)| item).filter(|item| !is_alone(item.case)));
    let ids: Vec<ReportId> = alike.iter().filter_map(|id| i64::try_from(*id).ok().map(ReportId)).collect();
    let mut whole = ByReport::rising(many::facts(casebook, &ids, Figures::Corrected)?);
    for (_, item) in items.iter_mut().filter(|(_, item)| alike.contains(&item.id)) {
        let facts = i64::try_from(item.id).ok().and_then(|id| whole.take(ReportId(id)));
        item.facts = facts.unwrap_or_else(|| std::mem::take(&mut item.facts));
    }
    Ok(())
}

/// Those of which another one is the same release again.
fn alike<'i>(items: impl Iterator<Item = &'i Item>) -> BTreeSet<u64> {
    let mut of_case: BTreeMap<u64, Vec<&Item>> = BTreeMap::new();
    for item in items {
        of_case.entry(item.case).or_default().push(item);
    }
    let mut alike = BTreeSet::new();
    for own in of_case.values() {
        for (at, one) in own.iter().enumerate() {
            let others = own.iter().skip(at + 1).filter(|other| other.repeats(one));
            alike.extend(others.flat_map(|other| [one.id, other.id]));
        }
    }
    alike
}

/// What the reports before said, of each follow-up.
fn earlier_of(
    casebook: &mut Casebook,
    (placed, members): (&[&Placed], &Members),
    shown: &ByReport<Seen>,
    (are_many, what): (bool, Figures),
) -> Result<BTreeMap<ReportId, Earlier>, Error> {
    let follow_ups: Vec<&Placed> = placed
        .iter()
        .copied()
        .filter(|one| one.report.and_then(|id| shown.get(id)).is_some_and(|own| follows(&own.facts)))
        .collect();
    let mut missing: Vec<ReportId> = follow_ups
        .iter()
        .flat_map(|one| before(members, one).iter().copied())
        .filter(|id| shown.get(*id).is_none())
        .collect();
    missing.sort_unstable();
    missing.dedup();
    let older = seen(casebook, &missing, (are_many, what))?;
    let facts = |id: &ReportId| shown.get(*id).or_else(|| older.get(*id)).map(|seen| &*seen.facts);
    let of = |one: &&Placed| Some((one.report?, earlier(before(members, one).iter().filter_map(facts))));
    Ok(follow_ups.iter().filter_map(of).collect())
}

fn cases(
    casebook: &mut Casebook,
    wanted: &Wanted,
    placed: &[&Placed],
    all: &All,
) -> Result<Vec<(Month, Item)>, Error> {
    let (are_many, members, what) = (placed.len() > LISTED, &all.members, all.what);
    let first = |case: &CaseId| members.of(*case).first();
    let firsts: Vec<ReportId> = placed.iter().filter_map(|one| first(&one.case.id)).copied().collect();
    let mut known = known(casebook, &firsts, what)?;
    let mut shown = BTreeMap::new();
    let released = match what {
        Figures::Column | Figures::Corrected => BTreeMap::new(),
        Figures::Lenses => list::released(&mut casebook.read()?, &firsts)?,
    };
    let mut facts = if are_many {
        let own = |one: &&Placed| (one.case.id, members.of(one.case.id));
        let own: Vec<(CaseId, &[ReportId])> = placed.iter().map(own).collect();
        let all: Vec<ReportId> = own.iter().flat_map(|(_, reports)| *reports).copied().collect();
        many::composed(&own, many::facts(casebook, &all, what)?)
    } else {
        let own = placed.iter().flat_map(|one| members.of(one.case.id));
        shown = views(casebook, &own.copied().collect::<Vec<_>>())?;
        lines(casebook, placed)?
    };
    let mut items = Vec::with_capacity(placed.len());
    for one in placed.iter().copied() {
        let Some(facts) = facts.remove(&one.case.id) else { continue };
        let mut item = item(one, u64::try_from(one.case.id.0).unwrap_or_default(), facts);
        item.reads = wanted.reads.get(&item.label).copied();
        let own = members.of(one.case.id).iter();
        (item.url, item.quotes) = proved(&own.filter_map(|report| shown.get(report)).collect::<Vec<_>>());
        if let Some(report) = first(&one.case.id) {
            item.disclosed = released.get(report).copied();
            item.about = known.remove(report).map(about).unwrap_or_default();
        }
        items.extend(one.month.parse().ok().map(|month| (month, item)));
    }
    Ok(items)
}

/// The facts of each case as they may be shown.
fn lines(casebook: &mut Casebook, placed: &[&Placed]) -> Result<BTreeMap<CaseId, Box<Facts>>, Error> {
    let mut facts = BTreeMap::new();
    for some in placed.chunks(SHOWN) {
        let ids: Vec<CaseId> = some.iter().map(|one| one.case.id).collect();
        let mut lines = list::of(&mut casebook.read()?, &ids)?;
        veil::lines(casebook, lines.iter_mut())?;
        facts.extend(lines.into_iter().map(|line| (line.case.id, Box::new(facts_of(line)))));
    }
    Ok(facts)
}

/// What is known beside the facts of each report, where it is asked for.
fn known(
    casebook: &mut Casebook,
    reports: &[ReportId],
    what: Figures,
) -> Result<BTreeMap<ReportId, list::About>, Error> {
    match what {
        Figures::Column | Figures::Corrected => Ok(BTreeMap::new()),
        Figures::Lenses => Ok(list::about(&mut casebook.read()?, reports)?),
    }
}

fn about(known: list::About) -> About {
    About { kind: known.kind, sector: known.sector }
}

fn facts_of(line: CaseLine) -> Facts {
    serde_json::from_value(serde_json::Value::Object(line.facts)).unwrap_or_default()
}

fn item(placed: &Placed, id: u64, facts: Box<Facts>) -> Item {
    let dated = facts.published.is_some_and(|date| date.month().is_some());
    let ground = match (placed.decided, dated) {
        (true, _) => Ground::CountedIn,
        (_, true) => Ground::Published,
        _ => Ground::Captured,
    };
    let number = placed.case.number.map(|number| number.to_string());
    Item {
        case: u64::try_from(placed.case.id.0).unwrap_or_default(),
        label: number.unwrap_or_else(|| format!("case:{}", placed.case.id)),
        ground,
        published: placed.case.state == CaseState::Published,
        picture: placed.picture,
        ..Item::new(id, facts)
    }
}

/// What a report is called: its case's number, and from the second on its place in it.
fn label(placed: &Placed, before: usize, id: ReportId) -> String {
    match placed.case.number {
        Some(number) if before == 0 => number.to_string(),
        Some(number) => format!("{number}/{}", before + 1),
        None => naming::report_name(id),
    }
}

/// The reports of its case before this one.
fn before<'m>(members: &'m Members, placed: &Placed) -> &'m [ReportId] {
    let all = members.of(placed.case.id);
    let at = all.iter().position(|id| Some(*id) == placed.report);
    &all[..at.unwrap_or(0)]
}

fn follows(facts: &Facts) -> bool {
    matches!(facts.stage, Some(Stage::Update | Stage::Final))
}

/// What the reports before said last.
fn earlier<'f>(before: impl Iterator<Item = &'f Facts>) -> Earlier {
    before.fold(Earlier::default(), |earlier, facts| Earlier {
        total: facts.affected_total.or(earlier.total),
        leak: facts.leak.or(earlier.leak),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_that_look_the_same_again_are_found() {
        let item = |(id, case, cause): (u64, u64, &str)| {
            let facts = serde_json::json!({"published": "2025-09-01", "cause": cause});
            Item { case, ..Item::new(id, serde_json::from_value::<Facts>(facts).unwrap()) }
        };
        let all =
            [(1, 7, "insider"), (2, 7, "unknown"), (3, 7, "insider"), (4, 8, "insider"), (5, 7, "insider")];
        assert_eq!(alike(all.map(item).iter()), [1, 3, 5].into());
    }
}
