//! Facts for figures over many items: without the words that prove them, and, for those outside, without words that may tell of
//! persons.
//!
//! A whole report is shown with its text, its quotes and what is masked in it: 100,000 take a minute. Figures need none of that.

use std::collections::{BTreeMap, BTreeSet};

use jikenbo_casebook::show::{self, Known};
use jikenbo_figures::Digest;
use jikenbo_model::vocabulary::{Cause, DataType, Kind, Leak, Method, OrganizationRole, Relation, Stage};
use jikenbo_model::{Affected, CaseId, Chain, ClientHit, Consequence, Facts, PartialDate, ReportId, Total};
use serde::Deserialize;

use super::by_report::ByReport;
use super::items::Figures;
use super::proofs::views;
use crate::Error;
use crate::casebook::{Casebook, veil};
use crate::masking::{blotted, personal};

/// Up to so many items each is listed with its title and the words that prove it; beyond, only those that a table names. A
/// month of the trade press has about 70, the busiest casebook's about 1,000.
pub(super) const LISTED: usize = 2_000;

/// Of items that tables name, so many are shown with their words.
const NAMED: usize = 500;

/// The facts of reports, without the words that those outside may not see; of the month's column for those outside only what it looks at
/// ([`are_whole`]).
pub(super) fn facts(casebook: &mut Casebook, ids: &[ReportId], what: Figures) -> Result<Vec<Known>, Error> {
    let whole = are_whole(casebook, what);
    let names = veil::is_outside(casebook).then(|| casebook.description().masks.clone());
    let take = |words: &str| {
        let mut facts = if whole {
            serde_json::from_str(words)?
        } else {
            Facts::from(serde_json::from_str::<Looked>(words)?)
        };
        names.iter().for_each(|names| plain(&mut facts, names));
        Ok(facts)
    };
    Ok(show::facts(&mut casebook.read()?, ids, &take)?)
}

/// Whether all facts are read. The month's column looks at half of them, and for those outside at no free words.
pub(super) fn are_whole(casebook: &Casebook, what: Figures) -> bool {
    what != Figures::Column || !veil::is_outside(casebook)
}

/// The facts that the month's column looks at: all others are passed over.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Looked {
    organization: Option<String>,
    organization_role: Option<OrganizationRole>,
    published: Option<PartialDate>,
    kind: Option<Kind>,
    stage: Option<Stage>,
    cause: Option<Cause>,
    methods: BTreeSet<Method>,
    leak: Option<Leak>,
    affected: Vec<Affected>,
    affected_total: Option<Total>,
    data_types: BTreeSet<DataType>,
    chain: Vec<Chain>,
    clients_hit: Vec<ClientHit>,
    consequences: Vec<Consequence>,
}

impl From<Looked> for Facts {
    fn from(looked: Looked) -> Self {
        Self {
            organization: looked.organization,
            organization_role: looked.organization_role,
            published: looked.published,
            kind: looked.kind,
            stage: looked.stage,
            cause: looked.cause,
            methods: looked.methods,
            leak: looked.leak,
            affected: looked.affected,
            affected_total: looked.affected_total,
            data_types: looked.data_types,
            chain: looked.chain,
            clients_hit: looked.clients_hit,
            consequences: looked.consequences,
            // A new field is to be told here whether the column looks at it.
            case_number: None,
            title: None,
            data_types_denied: BTreeSet::new(),
            secondary_damage: None,
            medium: BTreeSet::new(),
            services: Vec::new(),
            occurred_from: None,
            occurred_to: None,
            discovered: None,
            contained: None,
            events: Vec::new(),
            reported_to: BTreeSet::new(),
            help: Vec::new(),
            indicators: Vec::new(),
            earlier_reports: Vec::new(),
            measures: BTreeSet::new(),
            actors: Vec::new(),
        }
    }
}

/// Takes out free words; what is left of names is masked as far as they look like a person's.
fn plain(facts: &mut Facts, names: &[String]) {
    facts.title = None;
    facts.services.clear();
    facts.help.clear();
    facts.affected.iter_mut().for_each(|row| row.subject = None);
    let mask = |words: &mut String| *words = blotted(words, &personal(words, names));
    for link in &mut facts.chain {
        match link.relation {
            Relation::Member => link.name = None,
            _ => link.name.iter_mut().for_each(mask),
        }
    }
    facts.clients_hit.iter_mut().for_each(|client| mask(&mut client.name));
    facts.actors.iter_mut().filter_map(|actor| actor.name.as_mut()).for_each(mask);
}

/// The facts of each case: field by field those of the newest of its reports, which stand oldest first, that gives the field.
pub(super) fn composed(members: &[(CaseId, &[ReportId])], facts: Vec<Known>) -> BTreeMap<CaseId, Box<Facts>> {
    let mut facts = ByReport::rising(facts);
    let of_case = |(case, reports): &(CaseId, &[ReportId])| {
        let own = reports.iter().filter_map(|report| facts.take(*report));
        Some((*case, own.reduce(newer)?))
    };
    members.iter().filter_map(of_case).collect()
}

/// What `newer` gives, and of other fields what `older` says.
fn newer(older: Box<Facts>, newer: Box<Facts>) -> Box<Facts> {
    fn list<T>(newer: Vec<T>, older: Vec<T>) -> Vec<T> {
        if newer.is_empty() { older } else { newer }
    }
    fn set<T>(newer: BTreeSet<T>, older: BTreeSet<T>) -> BTreeSet<T> {
        if newer.is_empty() { older } else { newer }
    }
    let (older, newer) = (*older, *newer);
    Box::new(Facts {
        case_number: newer.case_number.or(older.case_number),
        organization: newer.organization.or(older.organization),
        organization_role: newer.organization_role.or(older.organization_role),
        title: newer.title.or(older.title),
        published: newer.published.or(older.published),
        kind: newer.kind.or(older.kind),
        stage: newer.stage.or(older.stage),
        cause: newer.cause.or(older.cause),
        methods: set(newer.methods, older.methods),
        leak: newer.leak.or(older.leak),
        affected: list(newer.affected, older.affected),
        affected_total: newer.affected_total.or(older.affected_total),
        data_types: set(newer.data_types, older.data_types),
        data_types_denied: set(newer.data_types_denied, older.data_types_denied),
        secondary_damage: newer.secondary_damage.or(older.secondary_damage),
        medium: set(newer.medium, older.medium),
        chain: list(newer.chain, older.chain),
        clients_hit: list(newer.clients_hit, older.clients_hit),
        services: list(newer.services, older.services),
        occurred_from: newer.occurred_from.or(older.occurred_from),
        occurred_to: newer.occurred_to.or(older.occurred_to),
        discovered: newer.discovered.or(older.discovered),
        contained: newer.contained.or(older.contained),
        events: list(newer.events, older.events),
        reported_to: set(newer.reported_to, older.reported_to),
        help: list(newer.help, older.help),
        indicators: list(newer.indicators, older.indicators),
        earlier_reports: list(newer.earlier_reports, older.earlier_reports),
        measures: set(newer.measures, older.measures),
        actors: list(newer.actors, older.actors),
        consequences: list(newer.consequences, older.consequences),
    })
}

/// Gives the items that tables name their titles and proofs.
pub(super) fn name(casebook: &mut Casebook, digest: &mut Digest) -> Result<(), Error> {
    if digest.items.len() <= LISTED {
        return Ok(());
    }
    let rows = digest.sections.iter().flat_map(|section| &section.tables).flat_map(|table| &table.rows);
    let named = rows.filter_map(|row| match row.proof.as_slice() {
        [id] => i64::try_from(*id).ok().map(ReportId),
        _ => None,
    });
    let mut named: Vec<ReportId> = named.take(NAMED).collect();
    named.sort_unstable();
    named.dedup();
    let shown = views(casebook, &named)?;
    for line in &mut digest.items {
        let id = i64::try_from(line.id).ok().map(ReportId);
        if let Some(view) = id.and_then(|id| shown.get(&id)) {
            line.title.clone_from(&view.facts.title);
            line.quotes = view.quotes();
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use jikenbo_figures::{Counted, Item, Options, Period, Rank, Scheme};
    use serde_json::Value as Json;

    use super::*;

    #[test]
    fn the_newest_report_that_gives_a_field_stands() {
        let facts = |json: Json| serde_json::from_value::<Facts>(json).unwrap();
        let first =
            facts(serde_json::json!({"cause": "insider", "measures": ["training"], "title": "第一報"}));
        let second = facts(serde_json::json!({"title": "第二報", "measures": []}));
        let merged = newer(Box::new(first), Box::new(second));
        let expected = serde_json::json!({"cause": "insider", "measures": ["training"], "title": "第二報"});
        assert_eq!(*merged, facts(expected));
    }

    #[test]
    fn of_a_case_the_newest_report_stands_for_each_field() {
        let ids = [1, 2, 3].map(ReportId);
        let title =
            |id: ReportId| (id, Box::new(Facts { title: Some(id.0.to_string()), ..Facts::default() }));
        let cases = [(CaseId(1), &ids[..2]), (CaseId(2), &[][..]), (CaseId(3), &ids[2..])];
        let titles: Vec<_> = composed(&cases, ids.map(title).into())
            .into_iter()
            .map(|(case, facts)| (case.0, facts.title.unwrap()))
            .collect();
        assert_eq!(titles, [(1, "2".to_owned()), (3, "3".to_owned())]);
    }

    #[test]
    fn what_the_column_looks_at_is_read_as_all_facts_are() {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/facts");
        let files =
            fs::read_dir(corpus).unwrap().map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
        let reports: Vec<Json> =
            files.flat_map(|text| serde_json::from_str::<Vec<Json>>(&text).unwrap()).collect();
        assert!(reports.len() > 50);
        let read = |take: &dyn Fn(&str) -> Facts| -> Vec<Item> {
            let facts = reports.iter().map(|report| {
                let mut facts = take(&report.to_string());
                plain(&mut facts, &[]);
                facts
            });
            (1..).zip(facts).map(|(id, facts)| Item::new(id, facts)).collect()
        };
        let whole = read(&|words| serde_json::from_str(words).unwrap());
        let looked = read(&|words| serde_json::from_str::<Looked>(words).unwrap().into());
        assert_ne!(whole, looked, "some is passed over");
        let (known, period) = (BTreeMap::new(), Period::month("2025-09".parse().unwrap()));
        for (scheme, rank) in
            Scheme::ALL.into_iter().flat_map(|one| [(one, Rank::Figure), (one, Rank::People)])
        {
            let options = Options { counted: Counted::Reports, rank, scheme };
            let column = |items| jikenbo_figures::digest(items, &known, period, options);
            assert_eq!(column(&looked), column(&whole));
        }
    }

    #[test]
    fn free_words_go_no_further() {
        let mut facts = serde_json::from_value::<Facts>(serde_json::json!({
            "title": "例示太郎のお知らせ",
            "services": ["例示サービス"],
            "chain": [{"name": "例示太郎", "relation": "member"}, {"name": "株式会社例示", "relation": "processor"}],
        }))
        .unwrap();
        plain(&mut facts, &[]);
        assert_eq!((facts.title, facts.services.len(), &facts.chain[0].name), (None, 0, &None));
        assert_eq!(facts.chain[1].name.as_deref(), Some("株式会社例示"));
    }
}
