//! All that a casebook shows, as text: to compare before and after.

use jikenbo_app::casebook::list::list;
use jikenbo_app::casebook::show::look;
use jikenbo_app::casebook::{Casebook, Worker};
use jikenbo_app::render::casebook::list::line_json;
use jikenbo_app::render::casebook::show_json::shown_json;
use jikenbo_casebook::{history, organizations, review};
use jikenbo_model::{ReportId, Scope, SuggestionState};

use crate::book::Book;

/// Everything but the audit trail, for the owner, a member and the public.
pub fn everything(book: &Book) -> Vec<String> {
    [Scope::Owner, member(), Scope::Public].into_iter().map(|scope| outlets(book, scope)).collect()
}

pub fn member() -> Scope {
    Scope::Member { user: "member".to_owned(), teams: Vec::new() }
}

pub fn opened_as(book: &Book, scope: Scope) -> Casebook {
    let (casebook, notes) = book.open_for(Worker { scope, ..Worker::owner("editor") }).unwrap();
    assert_eq!(notes, []);
    casebook
}

/// What one who sees `scope` is shown: the list, each case, what waits, organisations.
pub fn outlets(book: &Book, scope: Scope) -> String {
    let mut casebook = opened_as(book, scope);
    let (mut out, mut numbers) = (Vec::new(), Vec::new());
    list(&mut casebook, None, &mut |line| {
        line_json(&mut out, line).unwrap();
        numbers.extend(line.case.number.map(|number| number.to_string()));
        Ok(())
    })
    .unwrap();
    for number in numbers {
        let shown = look(&mut casebook, &number).unwrap();
        shown_json(&mut out, &shown).unwrap();
    }
    let mut read = casebook.read().unwrap();
    for state in [SuggestionState::Open, SuggestionState::Accepted, SuggestionState::Rejected] {
        out.extend(format!("{:?}\n", review::suggestions(&mut read, state, 100).unwrap()).bytes());
    }
    for organization in organizations::list(&mut read, None, None, 100).unwrap() {
        let of = organization.id;
        let shown = (organizations::names(&mut read, of), organizations::appearances(&mut read, of));
        out.extend(format!("{organization:?} {shown:?}\n").bytes());
    }
    String::from_utf8(out).unwrap()
}

/// How many acts the history of a report shows.
pub fn acts(casebook: &mut Casebook, report: i64) -> usize {
    let mut read = casebook.read().unwrap();
    history::of(&mut read, jikenbo_model::Subject::Report(ReportId(report))).unwrap().len()
}
