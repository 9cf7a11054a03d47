//! The links between the reports of the reference documents: all true ones, no false one, with and without numbers.

use std::collections::{BTreeMap, BTreeSet};

use jikenbo_app::read::Page;
use jikenbo_app::rules::Rules;
use jikenbo_model::Reading;
use jikenbo_resolve::follow_up::{Link, propose};
use jikenbo_resolve::origin::{CaseSketch, origins};
use jikenbo_resolve::{Candidate, Release};
use xtask::workspace::reference_documents;

struct Filed {
    candidates: Vec<Candidate>,
    numbers: Vec<String>,
    organizations: Vec<Option<String>>,
}

/// The reports of a reference page; without numbers, each has a number that no other has, which is then forgotten.
fn filed(name: &str, numbered: bool) -> Option<Filed> {
    let text = std::fs::read_to_string(reference_documents()?.join("dev").join(name)).ok()?;
    let rules = Rules::builtin();
    let page = Page::open(text.as_bytes(), Some(name), &rules);
    let numbers = page.readings(&rules).map(|reading| number(&reading)).collect();
    let bare = without_numbers(&text);
    let page = if numbered { page } else { Page::open(bare.as_bytes(), Some(name), &rules) };
    let mut readings: Vec<Reading> = page.readings(&rules).collect();
    for reading in readings.iter_mut().filter(|_| !numbered) {
        reading.facts.case_number = None;
    }
    let candidates = readings.iter().enumerate().map(|(at, reading)| {
        let span = page.reports[at].span;
        Candidate::new(&Release {
            id: at as i64,
            case: None,
            document: Some(1),
            publication: Some("blog"),
            facts: &reading.facts,
            evidence: &reading.evidence,
            text: span.of(&page.document.text).unwrap_or_default(),
            urls: &["https://example.com/2023/11/".to_owned()],
            links: &[],
        })
    });
    let candidates = candidates.collect();
    let organizations = readings.into_iter().map(|reading| reading.facts.organization).collect();
    Some(Filed { candidates, numbers, organizations })
}

fn number(reading: &Reading) -> String {
    reading.facts.case_number.map(|number| number.to_string()).unwrap_or_default()
}

/// Each number becomes one of its own year that no other report has: the headings stay headings.
fn without_numbers(text: &str) -> String {
    let mut out = String::new();
    let (mut rest, mut serial) = (text, 0);
    while let Some(at) = rest.find(['#', '＃']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let mark = from.chars().next().map_or(0, char::len_utf8);
        let number: String = from[mark..].chars().take_while(|c| c.is_ascii_digit() || *c == '-').collect();
        if number.len() < 6 {
            out.push_str(&from[..mark]);
            rest = &from[mark..];
        } else {
            serial += 1;
            out.push_str(&format!("#{}-{}", &number[..4], 9000 + serial));
            rest = &from[mark + number.len()..];
        }
    }
    out + rest
}

/// All certain pairs of a relation, as pairs of places in the page.
fn pairs(filed: &Filed, relation: Link) -> BTreeSet<(i64, i64)> {
    let mut found = BTreeSet::new();
    for (at, new) in filed.candidates.iter().enumerate() {
        for proposal in propose(new, &filed.candidates[..at]) {
            if proposal.certain && proposal.relation == relation {
                found.insert((proposal.other, new.id));
            }
        }
    }
    found
}

/// The pairs that carry one number.
fn of_one_number(numbers: &[String]) -> BTreeSet<(i64, i64)> {
    let mut pairs = BTreeSet::new();
    for (two, number) in numbers.iter().enumerate().filter(|(_, number)| !number.is_empty()) {
        let before = numbers[..two].iter().enumerate().filter(|(_, other)| *other == number);
        pairs.extend(before.map(|(one, _)| (one as i64, two as i64)));
    }
    pairs
}

/// The groups of reports that carry one number, by whether one organisation speaks in them or several.
fn rows(filed: &Filed) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
    let mut by_number: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, number) in filed.numbers.iter().enumerate().filter(|(_, number)| !number.is_empty()) {
        by_number.entry(number).or_default().push(at);
    }
    let is_one =
        |row: &Vec<usize>| row.iter().all(|at| filed.organizations[*at] == filed.organizations[row[0]]);
    by_number.into_values().filter(|row| row.len() > 1).partition(is_one)
}

#[test]
fn numbered_reports_join_their_cases() {
    let Some(filed) = filed("001.txt", true) else { return };
    let truth = of_one_number(&filed.numbers);
    assert!(!truth.is_empty());
    assert_eq!(pairs(&filed, Link::SameCase), truth);
    assert_eq!(pairs(&filed, Link::SharedOrigin), BTreeSet::new());
    assert_eq!(pairs(&filed, Link::SameReport), BTreeSet::new());
    let joint = rows(&filed).1.remove(0);
    let mut cases = vec![CaseSketch::of(-1, joint.iter().map(|at| &filed.candidates[*at]))];
    let others = filed.candidates.iter().enumerate().filter(|(at, _)| !joint.contains(at));
    cases.extend(others.map(|(at, one)| CaseSketch::of(at as i64, [one])));
    let found = origins(&cases);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].members[0].case, -1);
}

#[test]
fn reports_without_numbers_join_too() {
    let Some(filed) = filed("001.txt", false) else { return };
    assert_eq!(filed.candidates.len(), filed.numbers.len());
    let (one, several) = rows(&filed);
    let all = |rows: &[Vec<usize>]| -> BTreeSet<(i64, i64)> {
        let of = |row: &Vec<usize>| {
            let row = row.clone();
            let ends = row.clone().into_iter().map(|two| two as i64);
            ends.flat_map(move |two| row.clone().into_iter().map(move |one| (one as i64, two)))
        };
        rows.iter().flat_map(of).filter(|(one, two)| one < two).collect()
    };
    assert_eq!(pairs(&filed, Link::SameCase), all(&one));
    assert_eq!(pairs(&filed, Link::SharedOrigin), all(&several));
    assert_eq!(pairs(&filed, Link::SameReport), BTreeSet::new());
    let cases: Vec<CaseSketch> = filed.candidates.iter().map(|one| one.sketch().clone()).collect();
    let found = origins(&cases);
    assert_eq!(found.len(), several.len(), "{found:?}");
    let members: Vec<usize> = found[0].members.iter().map(|member| member.case as usize).collect();
    assert!(found[0].certain && members == several[0]);
}

#[test]
fn articles_are_no_cases_of_each_other() {
    let Some(filed) = filed("002.txt", true) else { return };
    for relation in [Link::SameReport, Link::SameCase, Link::SharedOrigin] {
        assert_eq!(pairs(&filed, relation), BTreeSet::new());
    }
}
