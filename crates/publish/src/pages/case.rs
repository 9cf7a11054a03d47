//! The page of a case.

use std::collections::BTreeMap;

use jikenbo_figures::{grouped, sector};
use jikenbo_model::vocabulary::{HelpKind, IndicatorType};
use jikenbo_model::{CaseState, Event, Facts, Help, Indicator};
use serde::Serialize;

use super::fact::{Fact, Proof, Proofs, Source, fact};
use super::list::page_path;
use super::report::{Sealed, case_name, nth, organization, released, sealed, title};
use super::{Day, Head, Linked, Setting, Titled, structured, web};
use crate::entry::about;
use crate::input::{Case, Other, Party, Said, facts};
use crate::lists;
use crate::lookup::{Lookup, lookups};
use crate::place;
use crate::quoted::{Passage, passages};
use crate::say::Say;
use crate::words::{Words, fill};

/// What stands large above the others.
const FIRST: [&str; 3] = ["cause", "leak", "affected_total"];
/// So many indicators have links to look them up: a page stays light. A release names some ten at most; one that names hundreds is a
/// report of an analyst.
const LOOKED_UP: usize = 40;
/// So many cases from the same origin are named; its own page has all.
const MATES: usize = 20;
/// What is shown in a form of its own, or in the heading.
const APART: [&str; 12] = [
    "published",
    "stage",
    "case_number",
    "organization",
    "title",
    "affected",
    "events",
    "chain",
    "services",
    "help",
    "indicators",
    "earlier_reports",
];
/// Figures name the one that they are a part of; deeper ones are drawn no deeper.
const DEEPEST: usize = 4;

/// What the template is given.
#[derive(Debug, Serialize)]
pub(crate) struct Page {
    pub(crate) head: Head,
    name: String,
    title: String,
    organization: String,
    /// Where more of its organisation and of its sector is listed.
    more: Vec<More>,
    state: Option<String>,
    day: Option<Day>,
    /// Whether that is the first report's day of release.
    dated: bool,
    follow_ups: Option<String>,
    first: Vec<Fact>,
    services: Option<Fact>,
    help: Vec<Ask>,
    facts: Vec<Fact>,
    ledger: Vec<Figure>,
    total: Option<String>,
    timeline: Vec<Happened>,
    reports: Vec<Told>,
    chain: Vec<Link>,
    origins: Vec<Shared>,
    related: Vec<Linked>,
    indicators: Vec<Trace>,
    /// Signs of some are replaced.
    defanged: bool,
    corrections: Vec<Linked>,
    copies: Vec<Sealed>,
    opinions: Vec<String>,
    labels: Vec<Linked>,
    aliases: Vec<Linked>,
}

/// A way to a list: its words, and those around the name in it, which is as releases write it.
#[derive(Debug, Serialize)]
struct More {
    #[serde(flatten)]
    link: Linked,
    before: String,
    name: String,
    after: String,
}

/// Where persons may ask.
#[derive(Debug, Serialize)]
struct Ask {
    kind: String,
    value: Linked,
    hours: Option<String>,
}

/// A row of the ledger.
#[derive(Debug, Serialize)]
struct Figure {
    figure: String,
    subject: Option<String>,
    status: String,
    depth: usize,
    quotes: Vec<Proof>,
}

/// A day of the timeline.
#[derive(Debug, Serialize)]
struct Happened {
    day: Day,
    what: String,
    told: Vec<Linked>,
}

/// A report in the list of reports.
#[derive(Debug, Serialize)]
struct Told {
    label: Linked,
    day: Day,
    title: String,
    stage: Option<String>,
    release: Vec<Linked>,
    changes: Vec<String>,
}

/// A link of the chain.
#[derive(Debug, Serialize)]
struct Link {
    relation: String,
    name: Linked,
}

/// A breach that other cases share.
#[derive(Debug, Serialize)]
struct Shared {
    name: Linked,
    others: Vec<Linked>,
    more: Option<String>,
}

/// A technical trace.
#[derive(Debug, Serialize)]
struct Trace {
    kind: String,
    value: String,
    lookups: Vec<Lookup>,
}

/// The page of `case`.
pub(crate) fn page(setting: &Setting<'_>, case: &Case, noindex: bool) -> Page {
    let (words, path) = (setting.words, place::case(case.id, case.number));
    let own = facts(&case.said);
    let marks: Vec<Vec<Passage>> = case.reports.iter().map(|report| passages(&report.said)).collect();
    let proofs = proofs(case, &marks, &path);
    let shown = Shown { words, case, facts: &own, proofs: &proofs, path: &path };
    let newest = case.reports.last();
    let title = newest.map_or_else(|| words.said.no_title.clone(), |newest| title(newest, &own, words));
    let (name, organization) = (case_name(case.id, case.number, words), organization(&own, words));
    let named = format!("{name} {organization} {title}");
    let first = case.reports.first();
    let day = first.map(|first| setting.day_of(first.day, first.dated));
    let described = shown.described(&named);
    let head = setting.head(&Titled { path: &path, title: &named, description: &described, noindex });
    // Programs are told no more than search engines.
    let data = if head.noindex { None } else { structured::of_case(setting, case, &named) };
    Page {
        head: Head { data, image: setting.image(case.labels.first().map(String::as_str)), ..head },
        more: shown.more(),
        state: state(case.state, words),
        day,
        dated: first.is_some_and(|first| first.dated),
        follow_ups: (case.reports.len() > 1)
            .then(|| fill(&words.said.follow_ups, &[("n", &(case.reports.len() - 1))])),
        first: FIRST.iter().filter_map(|name| shown.fact(name)).collect(),
        services: shown.fact("services"),
        help: own.help.iter().map(|help| asked(help, words)).collect(),
        facts: shown.rest(),
        ledger: shown.ledger(),
        total: own.affected_total.map(|total| words.figure(total)),
        timeline: timeline(setting, case, &path),
        reports: told(setting, case, &path),
        chain: own.chain.iter().map(|link| shown.chain(link)).collect(),
        origins: case.origins.iter().map(|origin| shown.shared(origin)).collect(),
        related: case.related.iter().map(|other| shown.other(other)).collect(),
        indicators: traces(setting, &own.indicators),
        defanged: own.indicators.iter().any(|one| defanged(&one.value, one.kind) != one.value),
        corrections: shown.corrections(),
        copies: copies(case, &path, words),
        opinions: case.opinions.clone(),
        labels: case.labels.iter().map(|label| labelled(label, &path)).collect(),
        aliases: case.aliases.iter().map(alias).collect(),
        name,
        title,
        organization,
    }
}

/// What an editor has not published yet says so.
fn state(state: CaseState, words: &Words) -> Option<String> {
    match state {
        CaseState::New => Some(words.said.state_new.clone()),
        CaseState::Checked => Some(words.said.state_checked.clone()),
        CaseState::Published => None,
    }
}

fn proofs<'p>(case: &'p Case, marks: &'p [Vec<Passage>], path: &str) -> Proofs<'p> {
    let source = |(report, passages): (&'p crate::input::Report, &'p Vec<Passage>)| {
        let page = place::link(path, &place::report(report.id));
        (report.id, Source { page, passages, sentences: &report.sentences })
    };
    Proofs { reports: case.reports.iter().zip(marks).map(source).collect() }
}

/// A case on its page.
struct Shown<'s> {
    words: &'s Words,
    case: &'s Case,
    facts: &'s Facts,
    proofs: &'s Proofs<'s>,
    path: &'s str,
}

impl Shown<'_> {
    fn said(&self, name: &str) -> Option<&Said> {
        self.case.said.iter().find(|said| said.field == name)
    }

    fn fact(&self, name: &str) -> Option<Fact> {
        let said = self.said(name)?;
        let at = self.case.reports.iter().position(|report| report.id == said.report);
        let from = at.filter(|_| self.case.reports.len() > 1).map(|at| Linked {
            text: nth(at, self.words),
            href: Some(place::link(self.path, &place::report(said.report))),
        });
        fact(said, self.facts, self.proofs, from, self.words)
    }

    /// The facts that have no form of their own.
    fn rest(&self) -> Vec<Fact> {
        let names = self.case.said.iter().map(|said| said.field);
        names
            .filter(|name| !FIRST.contains(name) && !APART.contains(name))
            .filter_map(|name| self.fact(name))
            .collect()
    }

    fn ledger(&self) -> Vec<Figure> {
        let Some(said) = self.said("affected") else { return Vec::new() };
        let figures = self.facts.affected.iter().enumerate();
        let row = |(at, figure): (usize, &jikenbo_model::Affected)| Figure {
            figure: self.words.counted(figure.count, figure.unit, figure.qualifier),
            subject: figure.subject.clone(),
            status: self.words.value("status", figure.status.word()).to_owned(),
            depth: depth(self.facts, at),
            quotes: self.proofs.of(said, &format!("affected[{at}]")),
        };
        figures.map(row).collect()
    }

    fn corrections(&self) -> Vec<Linked> {
        let reports = self.case.reports.iter().enumerate();
        let of = |(at, report): (usize, &crate::input::Report)| {
            let names: Vec<&str> = report
                .said
                .iter()
                .filter(|said| said.corrected)
                .map(|said| self.words.field(said.field))
                .collect();
            let href = Some(place::link(self.path, &place::report(report.id)));
            let text = format!("{}: {}", nth(at, self.words), names.join(&self.words.said.separator));
            (!names.is_empty()).then_some(Linked { text, href })
        };
        reports.filter_map(of).collect()
    }

    fn other(&self, other: &Other) -> Linked {
        let name = case_name(other.id, other.number, self.words);
        let words = [other.organization.as_deref(), other.title.as_deref()];
        let text =
            std::iter::once(name.as_str()).chain(words.into_iter().flatten()).collect::<Vec<_>>().join(" ");
        Linked { text, href: Some(place::link(self.path, &place::case(other.id, other.number))) }
    }

    fn shared(&self, origin: &crate::input::Origin) -> Shared {
        let to = page_path(&place::origin(origin.id), 0);
        let left = origin.others.len().saturating_sub(MATES);
        Shared {
            name: Linked { text: origin.name.clone(), href: Some(place::link(self.path, &to)) },
            others: origin.others.iter().take(MATES).map(|other| self.other(other)).collect(),
            more: (left > 0).then(|| fill(&self.words.said.more_cases, &[("n", &grouped(left as u64))])),
        }
    }

    /// The lists of the organisations that speak, and of the sector.
    fn more(&self) -> Vec<More> {
        let speaking = self.case.parties.iter().filter(|party| party.speaks);
        let link = |to: &str| Some(place::link(self.path, to));
        let (before, after) = self.words.said.all_of.split_once("{name}").unwrap_or_default();
        let of_party = |party: &Party| More {
            link: Linked {
                text: fill(&self.words.said.all_of, &[("name", &party.name)]),
                href: link(&page_path(&place::organization(&party.place), 0)),
            },
            before: before.to_owned(),
            name: party.name.clone(),
            after: after.to_owned(),
        };
        let known = about(self.case).sector;
        let named = known.as_deref().and_then(sector).map(|name| More {
            link: Linked {
                text: self.words.of(name).to_owned(),
                href: link(&page_path(&place::sector(&name.code), 0)),
            },
            before: self.words.of(name).to_owned(),
            name: String::new(),
            after: String::new(),
        });
        speaking.map(of_party).chain(named).collect()
    }

    fn chain(&self, link: &jikenbo_model::Chain) -> Link {
        let party = self.case.parties.iter().find(|party| Some(party.name.as_str()) == link.name.as_deref());
        let to = party.map(|party| page_path(&place::organization(&party.place), 0));
        Link {
            relation: self.words.value("relation", link.relation.word()).to_owned(),
            name: Linked {
                text: link.name.clone().unwrap_or_else(|| self.words.said.unnamed.clone()),
                href: to.map(|to| place::link(self.path, &to)),
            },
        }
    }

    /// The case in a sentence: name, then cause and figure.
    fn described(&self, named: &str) -> String {
        let words = self.words;
        let cause = self.facts.cause.map(|cause| words.value("cause", cause.word()).to_owned());
        let total = self.facts.affected_total.map(|total| words.figure(total));
        let parts: Vec<String> = [cause, total].into_iter().flatten().collect();
        if parts.is_empty() {
            named.to_owned()
        } else {
            format!("{named} ({})", parts.join(&words.said.separator))
        }
    }
}

fn depth(facts: &Facts, at: usize) -> usize {
    let above = |at: &usize| facts.affected.get(*at).and_then(|figure| figure.part_of);
    std::iter::successors(above(&at), above).take(DEEPEST).count()
}

fn asked(help: &Help, words: &Words) -> Ask {
    let href = match help.kind {
        HelpKind::Phone => Some(format!(
            "tel:{}",
            help.value.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>()
        )),
        HelpKind::Email => Some(format!("mailto:{}", help.value)),
        HelpKind::Url => web(&help.value).map(str::to_owned),
    };
    // What is masked leads nowhere.
    let href = href.filter(|_| !help.value.contains(['*', '＊']));
    Ask {
        kind: words.value("help_kind", help.kind.word()).to_owned(),
        value: Linked { text: help.value.clone(), href },
        hours: help.hours.clone(),
    }
}

/// What happened by all reports, each once, by day.
fn timeline(setting: &Setting<'_>, case: &Case, path: &str) -> Vec<Happened> {
    let mut found: BTreeMap<String, Vec<(Event, Vec<usize>)>> = BTreeMap::new();
    for (at, report) in case.reports.iter().enumerate() {
        for event in facts(&report.said).events {
            let day = found.entry(event.date.to_string()).or_default();
            match day.iter_mut().find(|(known, _)| *known == event) {
                Some((_, told)) if told.last() == Some(&at) => {}
                Some((_, told)) => told.push(at),
                None => day.push((event, vec![at])),
            }
        }
    }
    let say = Say { words: setting.words };
    let link = |at: usize| Linked {
        text: nth(at, setting.words),
        href: case.reports.get(at).map(|report| place::link(path, &place::report(report.id))),
    };
    found
        .into_values()
        .flatten()
        .map(|(event, told)| Happened {
            day: setting.day(event.date),
            what: say.happening(&event),
            told: told.into_iter().map(link).collect(),
        })
        .collect()
}

/// The reports, newest first, with what each says otherwise than the one before.
fn told(setting: &Setting<'_>, case: &Case, path: &str) -> Vec<Told> {
    let words = setting.words;
    let one = |(at, report): (usize, &crate::input::Report)| {
        let own = facts(&report.said);
        Told {
            label: Linked { text: nth(at, words), href: Some(place::link(path, &place::report(report.id))) },
            day: setting.day_of(report.day, report.dated),
            title: title(report, &own, words),
            stage: own.stage.map(|stage| words.value("stage", stage.word()).to_owned()),
            release: released(report),
            changes: report.changes.clone(),
        }
    };
    case.reports.iter().enumerate().rev().map(one).collect()
}

fn traces(setting: &Setting<'_>, indicators: &[Indicator]) -> Vec<Trace> {
    let trace = |(at, indicator): (usize, &Indicator)| Trace {
        kind: setting.words.value("indicator_type", indicator.kind.word()).to_owned(),
        value: defanged(&indicator.value, indicator.kind),
        lookups: if at < LOOKED_UP { lookups(indicator, setting.about.lang) } else { Vec::new() },
    };
    indicators.iter().enumerate().map(trace).collect()
}

/// An indicator that nothing makes a link of, and nobody follows by a slip: `hxxp://bad[.]example[.]net`, `a[@]b[.]example`.
fn defanged(value: &str, kind: IndicatorType) -> String {
    match kind {
        IndicatorType::Ip | IndicatorType::Domain | IndicatorType::Url | IndicatorType::Email => {
            let value = value.replacen("http", "hxxp", usize::from(value.starts_with("http")));
            value.replace('.', "[.]").replace('@', "[@]")
        }
        _ => value.to_owned(),
    }
}

fn copies(case: &Case, path: &str, words: &Words) -> Vec<Sealed> {
    let reports = case.reports.iter().enumerate().rev();
    reports.map(|(at, report)| sealed(report, &nth(at, words), path, words)).collect()
}

/// A label, which leads to its cases.
fn labelled(label: &str, path: &str) -> Linked {
    let list = format!("{}/{}", place::named(lists::LABELS, label), place::FRONT);
    Linked { text: label.to_owned(), href: Some(place::link(path, &list)) }
}

fn alias(alias: &jikenbo_model::Alias) -> Linked {
    Linked {
        text: format!("{} {}", alias.publication, alias.number),
        href: alias.source.as_deref().and_then(web).map(str::to_owned),
    }
}
