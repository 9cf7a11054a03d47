//! All that can be read, but the audit trail, as text: two dumps that are the same show the same to every outlet.

use std::fmt::Write;

use jikenbo_casebook::list::{self, Filter, Page, TallyBy};
use jikenbo_casebook::{Error, Read, captures, known, organizations, review, show};
use jikenbo_model::{CaseNumber, SuggestionState};

use crate::invent;

pub fn dump(read: &mut Read<'_>) -> Result<String, Error> {
    let mut out = String::new();
    let all = Page { before: None, limit: 1_000 };
    let lines = list::list(read, &Filter::default(), all)?;
    let mut reports = Vec::new();
    for line in &lines {
        let case = show::case(read, line.case.id)?.unwrap();
        reports.extend(case.reports.iter().map(|report| report.id));
        writeln!(out, "{line:#?}\n{case:#?}").unwrap();
    }
    for report in reports {
        let texts = (show::report(read, report)?, captures::text(read, report)?);
        writeln!(out, "{texts:#?}").unwrap();
    }
    for serial in 1..30 {
        let number = CaseNumber::new(2025, serial).unwrap();
        let found = (show::case_by_number(read, number)?, show::find(read, &format!("#{number}"))?);
        writeln!(out, "{number}: {found:?}").unwrap();
        let page = invent::page(serial);
        let known = (known::by_url(read, &page.url())?, known::reports_at(read, &page.url())?);
        writeln!(out, "{known:?}").unwrap();
    }
    for by in [TallyBy::State, TallyBy::Year, TallyBy::Month, TallyBy::Label]
        .into_iter()
        .chain(["cause", "methods", "data_types", "stage"].map(|field| TallyBy::Field(field.to_owned())))
    {
        writeln!(out, "{by:?}: {:?}", list::tally(read, &Filter::default(), &by)?).unwrap();
    }
    for organization in organizations::list(read, None, None, 1_000)? {
        let names = organizations::names(read, organization.id)?;
        let seen = organizations::appearances(read, organization.id)?;
        writeln!(out, "{organization:?} {names:?} {seen:?}").unwrap();
    }
    for state in SuggestionState::ALL {
        writeln!(out, "{:?}", review::suggestions(read, *state, 1_000)?).unwrap();
    }
    writeln!(out, "{:#?}", review::queue(read, 1_000)?).unwrap();
    Ok(out)
}
