//! The items of a period, with their facts and what came before them.

use std::collections::BTreeMap;

use jikenbo_casebook::list::{self, Months, Placed};
use jikenbo_casebook::show::{self, CaseLine, ReportView, Shared};
use jikenbo_figures::{Counted, Earlier, Ground, Item, Month, Origin, Period};
use jikenbo_model::vocabulary::Stage;
use jikenbo_model::{CaseId, CaseState, Facts, ReportId};

use super::Wanted;
use crate::Error;
use crate::casebook::veil::{self, Veil};
use crate::casebook::{Casebook, naming};

/// Rows asked for at once.
const AT_ONCE: usize = 200;

/// Each item of `period` that may be seen, with its month, in order.
pub(super) fn items(
    casebook: &mut Casebook,
    wanted: &Wanted,
    period: Period,
) -> Result<Vec<(Month, Item)>, Error> {
    let (from, to) = (period.from.to_string(), period.to.to_string());
    let months = Months { from: &from, to: &to };
    let mut items = match wanted.options.counted {
        Counted::Reports => {
            let placed = list::reports_in(&mut casebook.read()?, months)?;
            reports(casebook, wanted, &placed)
        }
        Counted::Cases => {
            let placed = list::cases_in(&mut casebook.read()?, months)?;
            cases(casebook, wanted, &placed)
        }
    }?;
    tie(casebook, &mut items)?;
    Ok(items)
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

fn reports(casebook: &mut Casebook, wanted: &Wanted, placed: &[Placed]) -> Result<Vec<(Month, Item)>, Error> {
    let members = members(casebook, placed)?;
    let ids: Vec<ReportId> = placed.iter().filter_map(|one| one.report).collect();
    let mut seen = views(casebook, &ids)?;
    let missing: Vec<ReportId> = placed
        .iter()
        .filter(|one| one.report.and_then(|id| seen.get(&id)).is_some_and(|(facts, _)| follows(facts)))
        .flat_map(|one| before(&members, one).iter().copied())
        .filter(|id| !seen.contains_key(id))
        .collect();
    let older = views(casebook, &missing)?;
    let facts: BTreeMap<ReportId, Facts> =
        seen.iter().chain(&older).map(|(id, (facts, _))| (*id, facts.clone())).collect();
    let mut items = Vec::with_capacity(placed.len());
    for one in placed {
        let Some((id, (own, view))) = one.report.and_then(|id| Some((id, seen.remove(&id)?))) else {
            continue;
        };
        let earlier =
            follows(&own).then(|| earlier(before(&members, one).iter().filter_map(|id| facts.get(id))));
        let mut item = item(one, u64::try_from(id.0).unwrap_or_default(), own);
        item.earlier = earlier;
        item.label = label(one, before(&members, one).len(), id);
        item.url = view.urls.first().cloned();
        item.quotes = quotes(&view);
        let mut names = std::iter::once(&item.label).chain(&view.urls);
        item.reads = names.find_map(|name| wanted.reads.get(name)).copied();
        items.extend(one.month.parse().ok().map(|month| (month, item)));
    }
    Ok(items)
}

fn cases(casebook: &mut Casebook, wanted: &Wanted, placed: &[Placed]) -> Result<Vec<(Month, Item)>, Error> {
    let mut items = Vec::with_capacity(placed.len());
    for some in placed.chunks(AT_ONCE) {
        let ids: Vec<CaseId> = some.iter().map(|one| one.case.id).collect();
        let mut lines = list::of(&mut casebook.read()?, &ids)?;
        veil::lines(casebook, lines.iter_mut())?;
        let mut facts: BTreeMap<CaseId, Facts> =
            lines.into_iter().map(|line| (line.case.id, facts_of(line))).collect();
        for one in some {
            let Some(facts) = facts.remove(&one.case.id) else { continue };
            let mut item = item(one, u64::try_from(one.case.id.0).unwrap_or_default(), facts);
            item.reads = wanted.reads.get(&item.label).copied();
            items.extend(one.month.parse().ok().map(|month| (month, item)));
        }
    }
    Ok(items)
}

fn facts_of(line: CaseLine) -> Facts {
    serde_json::from_value(serde_json::Value::Object(line.facts)).unwrap_or_default()
}

fn item(placed: &Placed, id: u64, facts: Facts) -> Item {
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

/// The reports of each case, oldest first.
fn members(casebook: &mut Casebook, placed: &[Placed]) -> Result<BTreeMap<CaseId, Vec<ReportId>>, Error> {
    let mut cases: Vec<CaseId> = placed.iter().map(|one| one.case.id).collect();
    cases.sort_unstable();
    cases.dedup();
    let mut members: BTreeMap<CaseId, Vec<ReportId>> = BTreeMap::new();
    for some in cases.chunks(AT_ONCE) {
        for (case, report) in show::members(&mut casebook.read()?, some)? {
            members.entry(case).or_default().push(report);
        }
    }
    Ok(members)
}

/// The reports of its case before this one.
fn before<'m>(members: &'m BTreeMap<CaseId, Vec<ReportId>>, placed: &Placed) -> &'m [ReportId] {
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

/// Reports as they may be shown, with their facts.
fn views(
    casebook: &mut Casebook,
    ids: &[ReportId],
) -> Result<BTreeMap<ReportId, (Facts, ReportView)>, Error> {
    let mut found = BTreeMap::new();
    for some in ids.chunks(AT_ONCE) {
        let mut views = show::reports(&mut casebook.read()?, some)?;
        if let Some(veil) = Veil::over(casebook, &views)? {
            views.iter_mut().for_each(|view| veil.report(view));
        }
        found.extend(views.into_iter().map(|view| (view.id, (view.facts(), view))));
    }
    Ok(found)
}

/// The fields whose proof an item shows.
const PROVED: [&str; 2] = ["cause", "affected_total"];

/// The words that prove cause and figure, each once.
fn quotes(view: &ReportView) -> Vec<String> {
    let mut quotes: Vec<String> = Vec::new();
    let fields = view.fields.iter().filter(|field| PROVED.contains(&field.field));
    for quote in fields.flat_map(|field| field.quotes.values().flatten()) {
        if !quotes.contains(&quote.quote) {
            quotes.push(quote.quote.clone());
        }
    }
    quotes
}
