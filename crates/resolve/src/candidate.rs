use std::collections::BTreeMap;

use jikenbo_model::vocabulary::{DataType, IndicatorType, Kind, OrganizationRole, Relation, Stage};
use jikenbo_model::{CaseNumber, Facts, PartialDate, Quote, Span};

use crate::follow_up::title::Title;
use crate::organization::{Organization, OrganizationKey, aliases, key};
use crate::origin::sketch::{self, CaseSketch};
use crate::platform::is_platform;
use crate::reason::Proof;
use crate::{Resemblance, Window, address};

/// A report as it was filed: its facts with their proofs, its words, and where it was found.
#[derive(Clone, Copy, Debug)]
pub struct Release<'a> {
    /// The store's id of the report.
    pub id: i64,
    /// The store's id of the case in which it stands, if it stands in one.
    pub case: Option<i64>,
    /// The store's id of the document (the capture) that it is in: reports of one document are never the same report.
    pub document: Option<i64>,
    /// Whose numbering its case number belongs to; two reports without one are taken to be of one publication.
    pub publication: Option<&'a str>,
    /// What it says.
    pub facts: &'a Facts,
    /// The words that prove it: `model::Reading::evidence`.
    pub evidence: &'a BTreeMap<String, Vec<Quote>>,
    /// Its own words (not the whole page's); may be empty, and then other names and shared wording are not seen.
    pub text: &'a str,
    /// The addresses of its page.
    pub urls: &'a [String],
    /// Where it links to.
    pub links: &'a [String],
}

/// A report made ready to be compared: make it once, keep it as long as reports are compared.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The report.
    pub id: i64,
    /// Its case, if it stands in one.
    pub case: Option<i64>,
    pub(crate) document: Option<i64>,
    pub(crate) number: Option<(String, CaseNumber)>,
    pub(crate) title: Title,
    pub(crate) stage: Stage,
    pub(crate) dates: Dates,
    pub(crate) earlier: Vec<Earlier>,
    pub(crate) urls: Vec<String>,
    pub(crate) links: Vec<String>,
    pub(crate) services: Vec<OrganizationKey>,
    pub(crate) figures: Vec<u64>,
    pub(crate) data_types: Vec<DataType>,
    pub(crate) traces: Vec<String>,
    pub(crate) words: Resemblance,
    pub(crate) proofs: BTreeMap<String, Vec<Span>>,
    pub(crate) sketch: CaseSketch,
}

/// The days of a report, as exact as it says.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Dates {
    pub(crate) published: Option<PartialDate>,
    pub(crate) occurred: (Option<PartialDate>, Option<PartialDate>),
    pub(crate) discovered: Option<PartialDate>,
}

/// An earlier report that a report names.
#[derive(Clone, Debug)]
pub(crate) struct Earlier {
    pub(crate) day: Option<PartialDate>,
    pub(crate) url: String,
}

/// How many links of a report are looked at.
const LINKS: usize = 40;
/// How many proofs a fact keeps for a reason.
const PROOFS: usize = 3;

impl Candidate {
    /// Makes a report ready: names get keys, dates windows, words a fingerprint.
    pub fn new(release: &Release<'_>) -> Self {
        let facts = release.facts;
        let title = Title::of(facts.title.as_deref().unwrap_or_default());
        let stage = stage(facts, &title);
        let proofs = proofs(release);
        let sketch =
            sketch::of_release(release, senders(release), |path| proofs_of(&proofs, release.id, path));
        Self {
            id: release.id,
            case: release.case,
            document: release.document,
            number: facts
                .case_number
                .map(|number| (release.publication.unwrap_or_default().to_owned(), number)),
            stage,
            title,
            dates: Dates {
                published: facts.published,
                occurred: (facts.occurred_from, facts.occurred_to),
                discovered: facts.discovered,
            },
            earlier: earlier(facts),
            urls: addresses(release.urls),
            links: addresses(release.links.get(..LINKS).unwrap_or(release.links)),
            services: services(facts),
            figures: figures(facts),
            data_types: facts.data_types.iter().copied().collect(),
            traces: traces(facts),
            words: Resemblance::of(release.text),
            proofs,
            sketch,
        }
    }

    /// What of it is compared when cases are tied to one breach.
    pub fn sketch(&self) -> &CaseSketch {
        &self.sketch
    }

    /// The same report once it has its id in the store and stands in a case: its proofs name it by that.
    #[must_use]
    pub fn filed_as(mut self, id: i64, case: i64) -> Self {
        self.sketch.renumber(id);
        self.sketch.case = case;
        (self.id, self.case) = (id, Some(case));
        self
    }

    /// The proofs of the fact at `path`, of a list's items too.
    pub(crate) fn proofs_of(&self, path: &str) -> Vec<Proof> {
        proofs_of(&self.proofs, self.id, path)
    }

    pub(crate) fn occurred(&self) -> Option<Window> {
        Window::between(self.dates.occurred.0, self.dates.occurred.1)
    }

    pub(crate) fn discovered(&self) -> Option<Window> {
        self.dates.discovered.map(Window::of)
    }

    /// When it came out, as a day or month; a year is too wide to go by.
    pub(crate) fn published(&self) -> Option<Window> {
        self.dates.published.map(Window::of).filter(|window| window.to - window.from < 32)
    }

    /// Whether it says that others came before it.
    pub(crate) fn is_follow_up(&self) -> bool {
        self.stage != Stage::First
    }

    pub(crate) fn senders(&self) -> impl Iterator<Item = &Organization> {
        self.sketch.senders.iter().map(|named| &named.organization)
    }
}

fn stage(facts: &Facts, title: &Title) -> Stage {
    let read = facts.stage.unwrap_or(Stage::First);
    // An authority acts on what was told before.
    let follows = !facts.earlier_reports.is_empty() || facts.kind == Some(Kind::Regulator);
    let said = if follows { Stage::Update } else { Stage::First };
    read.max(title.stage.unwrap_or(Stage::First)).max(said)
}

fn proofs(release: &Release<'_>) -> BTreeMap<String, Vec<Span>> {
    let spans = |quotes: &Vec<Quote>| {
        quotes.iter().take(PROOFS).map(|quote| Span::new(quote.start, quote.end)).collect::<Vec<_>>()
    };
    release.evidence.iter().map(|(path, quotes)| (path.clone(), spans(quotes))).collect()
}

fn proofs_of(proofs: &BTreeMap<String, Vec<Span>>, report: i64, path: &str) -> Vec<Proof> {
    let of_path = |found: &str| {
        found.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    let from = proofs.range(path.to_owned()..).take_while(|(found, _)| found.starts_with(path));
    let spans = from.filter(|(found, _)| of_path(found)).flat_map(|(_, spans)| spans);
    spans.take(PROOFS).map(|span| Proof { report, span: *span }).collect()
}

/// Whose incident it is: who speaks, or each of those that a joint publication names, with their other names; of an
/// authority's act those whom it is about. An article about no incident has none.
fn senders(release: &Release<'_>) -> Vec<Organization> {
    let facts = release.facts;
    if matches!(facts.kind, Some(Kind::Digest | Kind::Other)) {
        return Vec::new();
    }
    let subjects = || {
        let links = facts.chain.iter().filter(|link| link.relation == Relation::Subject);
        links.filter_map(|link| link.name.as_deref()).collect()
    };
    let names: Vec<&str> = match facts.organization_role {
        Some(OrganizationRole::Authority) => subjects(),
        Some(OrganizationRole::Mentioned) => Vec::new(),
        _ => facts.organization.as_deref().map(joint).unwrap_or_default(),
    };
    let of = |name: &str| {
        let other = aliases(release.text, name);
        let prefecture = prefecture_in(release.text, name);
        Organization::new(name)
            .with_aliases(other.iter().map(|alias| alias.name.as_str()))
            .in_prefecture(prefecture)
    };
    names.into_iter().map(of).collect()
}

/// The senders that `name` lists; only where each part is clearly an organisation, so that `例示・見本法律事務所` stays one.
pub(crate) fn joint(name: &str) -> Vec<&str> {
    let mut parts = vec![name];
    for mark in ["、", "及び", "および", "並びに", "ならびに", "／", " / ", "\n"] {
        parts = parts.into_iter().flat_map(|part| part.split(mark)).collect();
    }
    let parts: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
    let is_one = |part: &&str| {
        let organization = Organization::new(part);
        organization.class.is_some() || organization.kind != Default::default()
    };
    if parts.len() > 1 && parts.iter().all(is_one) { parts } else { vec![name] }
}

/// The prefecture that stands right before the name somewhere in the text.
fn prefecture_in<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    if !matches!(crate::organization::kind(name), k if k.repeats_over_prefectures()) || name.is_empty() {
        return None;
    }
    text.match_indices(name).take(50).find_map(|(at, _)| {
        let before = text.get(..at)?;
        if !before.ends_with(['県', '府', '都', '道']) {
            return None;
        }
        let ending = crate::organization::prefectures().find(|prefecture| before.ends_with(prefecture))?;
        before.get(at - ending.len()..)
    })
}

fn earlier(facts: &Facts) -> Vec<Earlier> {
    let of = |report: &jikenbo_model::EarlierReport| Earlier {
        day: report.date,
        url: report.url.as_deref().map(address).unwrap_or_default(),
    };
    facts.earlier_reports.iter().map(of).collect()
}

fn addresses(urls: &[String]) -> Vec<String> {
    let mut found: Vec<String> = urls.iter().map(|url| address(url)).filter(|url| !url.is_empty()).collect();
    found.sort();
    found.dedup();
    found
}

fn services(facts: &Facts) -> Vec<OrganizationKey> {
    let mut keys: Vec<OrganizationKey> = facts.services.iter().map(|name| key(name)).collect();
    keys.retain(|key| key.chars() > 1 && !is_platform(key));
    keys.sort();
    keys.dedup();
    keys
}

/// Figures that can tell one incident from another: not those below ten.
fn figures(facts: &Facts) -> Vec<u64> {
    let total = facts.affected_total.iter().map(|total| total.count);
    let mut figures: Vec<u64> = facts.affected.iter().map(|one| one.count).chain(total).collect();
    figures.retain(|figure| *figure >= 10);
    figures.sort_unstable();
    figures.dedup();
    figures
}

/// Traces that belong to one attack: addresses and hashes. (Flaws and products tie cases of many organisations, and
/// stand in the sketch.)
fn traces(facts: &Facts) -> Vec<String> {
    use IndicatorType::{Domain, Email, Hash, Ip, Url};
    let own = facts.indicators.iter().filter(|one| matches!(one.kind, Domain | Email | Hash | Ip | Url));
    let mut traces: Vec<String> = own.map(|one| one.value.to_lowercase()).collect();
    traces.sort();
    traces.dedup();
    traces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joint_senders_are_told_apart() {
        assert_eq!(joint("株式会社例示、見本株式会社"), ["株式会社例示", "見本株式会社"]);
        assert_eq!(joint("例示市及び見本市"), ["例示市", "見本市"]);
        assert_eq!(joint("例示、見本"), ["例示、見本"]);
        assert_eq!(joint("株式会社例示"), ["株式会社例示"]);
    }

    #[test]
    fn a_prefecture_before_the_name_is_its_own() {
        assert_eq!(prefecture_in("広島県例示市は", "例示市"), Some("広島県"));
        assert_eq!(prefecture_in("神奈川県の例示市は", "例示市"), None);
        assert_eq!(prefecture_in("広島県株式会社例示", "株式会社例示"), None);
    }
}
