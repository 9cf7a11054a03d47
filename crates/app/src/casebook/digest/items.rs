//! The items of a period, with their facts and what came before them.

use std::collections::BTreeMap;

use jikenbo_casebook::list::{self, Filter, Placed};
use jikenbo_casebook::show::{self, CaseLine, Shared};
use jikenbo_figures::{About, Counted, Earlier, Ground, Item, Month, Origin, Period, Quoted};
use jikenbo_model::vocabulary::Stage;
use jikenbo_model::{CaseId, CaseState, Facts, ReportId};

use super::Wanted;
use super::many::{self, LISTED};
use super::proofs::{Viewed, proved, views};
use crate::Error;
use crate::casebook::veil;
use crate::casebook::{Casebook, naming};

/// Rows asked for at once; with their texts.
const AT_ONCE: usize = 1_000;
const SHOWN: usize = 200;

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
    /// Lenses.
    Lenses,
}

/// Looks at all that may be seen.
pub(super) fn all(casebook: &mut Casebook, counted: Counted, what: Figures) -> Result<All, Error> {
    casebook.store().widely()?;
    let mut read = casebook.read()?;
    let reports = list::reports(&mut read)?;
    let mut members = Members::new();
    for one in &reports {
        members.entry(one.case.id).or_default().extend(one.report);
    }
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
    for (_, item) in items {
        item.origin = origins.get(&item.case).cloned();
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
    are_many: bool,
) -> Result<BTreeMap<ReportId, Seen>, Error> {
    if !are_many {
        let views = views(casebook, ids)?.into_iter();
        let seen =
            |view: Viewed| Seen { quotes: view.quotes(), facts: Box::new(view.facts), urls: view.urls };
        return Ok(views.map(|(id, view)| (id, seen(view))).collect());
    }
    let mut urls = BTreeMap::new();
    let mut rising = ids.to_vec();
    rising.sort_unstable();
    for some in rising.chunks(AT_ONCE) {
        urls.extend(show::urls(&mut casebook.read()?, some)?);
    }
    let facts = many::facts(casebook, ids)?.into_iter();
    let mut seen =
        |id: ReportId, facts| Seen { facts, urls: urls.remove(&id).unwrap_or_default(), quotes: Vec::new() };
    Ok(facts.map(|(id, facts)| (id, seen(id, facts))).collect())
}

fn reports(
    casebook: &mut Casebook,
    wanted: &Wanted,
    placed: &[&Placed],
    all: &All,
) -> Result<Vec<(Month, Item)>, Error> {
    let (are_many, members) = (placed.len() > LISTED, &all.members);
    let ids: Vec<ReportId> = placed.iter().filter_map(|one| one.report).collect();
    let mut shown = seen(casebook, &ids, are_many)?;
    let earlier = earlier_of(casebook, (placed, members), &shown, are_many)?;
    let mut known = known(casebook, &ids, all.what)?;
    let mut items = Vec::with_capacity(placed.len());
    for one in placed.iter().copied() {
        let Some((id, own)) = one.report.and_then(|id| Some((id, shown.remove(&id)?))) else { continue };
        let mut item = item(one, u64::try_from(id.0).unwrap_or_default(), own.facts);
        item.earlier = earlier.get(&id).copied();
        item.about = known.remove(&id).map(about).unwrap_or_default();
        item.label = label(one, before(members, one).len(), id);
        let mut names = std::iter::once(&item.label).chain(&own.urls);
        item.reads = names.find_map(|name| wanted.reads.get(name)).copied();
        item.url = own.urls.into_iter().next();
        item.quotes = own.quotes;
        items.extend(one.month.parse().ok().map(|month| (month, item)));
    }
    Ok(items)
}

type Members = BTreeMap<CaseId, Vec<ReportId>>;

/// What the reports before said, of each follow-up.
fn earlier_of(
    casebook: &mut Casebook,
    (placed, members): (&[&Placed], &Members),
    shown: &BTreeMap<ReportId, Seen>,
    are_many: bool,
) -> Result<BTreeMap<ReportId, Earlier>, Error> {
    let follow_ups: Vec<&Placed> = placed
        .iter()
        .copied()
        .filter(|one| one.report.and_then(|id| shown.get(&id)).is_some_and(|own| follows(&own.facts)))
        .collect();
    let mut missing: Vec<ReportId> = follow_ups
        .iter()
        .flat_map(|one| before(members, one).iter().copied())
        .filter(|id| !shown.contains_key(id))
        .collect();
    missing.sort_unstable();
    missing.dedup();
    let older = seen(casebook, &missing, are_many)?;
    let facts = |id: &ReportId| shown.get(id).or_else(|| older.get(id)).map(|seen| &*seen.facts);
    let of = |one: &&Placed| Some((one.report?, earlier(before(members, one).iter().filter_map(facts))));
    Ok(follow_ups.iter().filter_map(of).collect())
}

fn cases(
    casebook: &mut Casebook,
    wanted: &Wanted,
    placed: &[&Placed],
    all: &All,
) -> Result<Vec<(Month, Item)>, Error> {
    let (are_many, members) = (placed.len() > LISTED, &all.members);
    let first = |case: &CaseId| members.get(case).and_then(|reports| reports.first());
    let firsts: Vec<ReportId> = placed.iter().filter_map(|one| first(&one.case.id)).copied().collect();
    let mut known = known(casebook, &firsts, all.what)?;
    let mut shown = BTreeMap::new();
    let released = match all.what {
        Figures::Column => BTreeMap::new(),
        Figures::Lenses => list::released(&mut casebook.read()?, &firsts)?,
    };
    let mut facts = if are_many {
        let own = |one: &&Placed| Some((one.case.id, members.get(&one.case.id)?.as_slice()));
        let own: Vec<(CaseId, &[ReportId])> = placed.iter().filter_map(own).collect();
        let all: Vec<ReportId> = own.iter().flat_map(|(_, reports)| *reports).copied().collect();
        many::composed(&own, many::facts(casebook, &all)?)
    } else {
        let own = placed.iter().filter_map(|one| members.get(&one.case.id));
        shown = views(casebook, &own.flatten().copied().collect::<Vec<_>>())?;
        lines(casebook, placed)?
    };
    let mut items = Vec::with_capacity(placed.len());
    for one in placed.iter().copied() {
        let Some(facts) = facts.remove(&one.case.id) else { continue };
        let mut item = item(one, u64::try_from(one.case.id.0).unwrap_or_default(), facts);
        item.reads = wanted.reads.get(&item.label).copied();
        if let Some(own) = members.get(&one.case.id) {
            let own: Vec<&Viewed> = own.iter().filter_map(|report| shown.get(report)).collect();
            (item.url, item.quotes) = proved(&own);
        }
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
        Figures::Column => Ok(BTreeMap::new()),
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
    let all = members.get(&placed.case.id).map_or(&[][..], Vec::as_slice);
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
