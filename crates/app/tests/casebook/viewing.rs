//! Looking: history, differences, suggestions, organisations.

use std::path::Path;

use jikenbo_app::Error;
use jikenbo_app::casebook::add::Adding;
use jikenbo_app::casebook::diff::diff;
use jikenbo_app::casebook::history::history;
use jikenbo_app::casebook::list::{Filter, filtered};
use jikenbo_app::casebook::queue::{Waiting, queue};
use jikenbo_app::casebook::show::{self, look};
use jikenbo_app::casebook::suggestions::suggestions;
use jikenbo_app::casebook::{Casebook, organizations};
use jikenbo_app::render::casebook as render;
use jikenbo_app::render::terminal::Style;
use jikenbo_app::settings::Lang;
use jikenbo_app::words::Words;
use jikenbo_casebook::decisions::{self, NewDecision};
use jikenbo_casebook::{cases, membership, notes};
use jikenbo_model::{Belonging, CaseId, CaseState, DecidedBy, Evidence, ReportId, Scope, SuggestionState};
use serde_json::json;

use crate::book::{Book, FIRST, OTHER, SECOND, adding, try_adding};

/// What is printed, held fast: `JIKENBO_UPDATE=1 cargo test -p jikenbo-app` writes it anew.
pub fn golden(name: &str, printed: &[u8]) {
    let printed = String::from_utf8(printed.to_vec()).unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("JIKENBO_UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &printed).unwrap();
    }
    let held = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(printed, held, "{name}: if this is meant, run with JIKENBO_UPDATE=1");
}

pub fn style(columns: usize) -> Style {
    Style { words: Words::of(Lang::Ja), color: false, columns }
}

/// A casebook with a case of two reports and one of another organisation.
pub fn filled(book: &Book) -> Casebook {
    let mut casebook = book.open();
    let pages =
        [("1.txt", FIRST), ("2.txt", SECOND), ("3.txt", OTHER)].map(|(name, text)| book.page(name, text));
    adding(&mut casebook, &pages);
    casebook
}

fn correct(casebook: &mut Casebook, report: i64) {
    let new = NewDecision {
        report: ReportId(report),
        field: "cause".to_owned(),
        value: json!("insider"),
        evidence: Evidence::default(),
    };
    casebook.write("correct", |tx| decisions::decide(tx, &new)).unwrap();
}

#[test]
fn history_tells_who_did_what_and_what_stood_before() {
    let book = Book::new();
    let mut casebook = filled(&book);
    book.clock.set("2025-12-07T00:00:00Z");
    correct(&mut casebook, 2);
    let found = history(&mut casebook, "2025-001").unwrap();
    let last = found.steps.last().unwrap();
    assert_eq!((last.who.as_str(), last.what.as_str()), ("editor", "correct"));
    assert_eq!(last.changes.len(), 1);
    let change = &last.changes[0];
    assert_eq!((change.report, change.field, change.decided), (ReportId(2), "cause", true));
    assert_eq!((&change.from, &change.to), (&json!("unauthorized_access"), &json!("insider")));
    // What was read when a report was filed is no change of it.
    assert!(found.steps[..found.steps.len() - 1].iter().all(|step| step.changes.is_empty()));
    assert_eq!(history(&mut casebook, "2025-001/2").unwrap().steps.last().unwrap().changes, last.changes);
    let mut printed = Vec::new();
    render::history::history(&mut printed, &found, style(80)).unwrap();
    golden("history.txt", &printed);
}

#[test]
fn only_those_inside_see_a_history() {
    let book = Book::new();
    filled(&book);
    let mut outside = book.open_as(Scope::Public);
    assert!(matches!(history(&mut outside, "2025-001"), Err(Error::NoSuchCase { .. })));
    assert!(matches!(history(&mut outside, "report:1"), Err(Error::NoSuchReport { .. })));
    let mut member = book.open_as(Scope::Member { user: "a".to_owned(), teams: Vec::new() });
    assert!(!history(&mut member, "report:1").unwrap().steps.is_empty());
}

#[test]
fn reports_of_a_case_are_compared_each_with_the_one_before() {
    let book = Book::new();
    let mut casebook = filled(&book);
    let found = diff(&mut casebook, &["#2025-001".to_owned()]).unwrap();
    assert_eq!(found.len(), 1);
    let codes: Vec<&str> = found[0].changes.iter().map(|change| change.code.word()).collect();
    assert!(codes.contains(&"leak_confirmed") && codes.contains(&"total_down"), "{codes:?}");
    assert!(!found[0].silent_edit);
    for columns in [80, 110] {
        let mut printed = Vec::new();
        render::diff::diff(&mut printed, &found, style(columns)).unwrap();
        golden(&format!("diff-{columns}.txt"), &printed);
    }
    let two = ["2025-001/2".to_owned(), "report:1".to_owned()];
    let back = diff(&mut casebook, &two).unwrap();
    assert!(back[0].changes.iter().any(|change| change.code.word() == "total_up"));
    let wrong = diff(&mut casebook, &["report:1".to_owned()]);
    assert!(matches!(wrong, Err(Error::TwoReports)));
}

#[test]
fn other_words_on_the_same_page_are_a_silent_edit() {
    let book = Book::new();
    let mut casebook = book.open();
    let url = Some("https://www.example.com/news/1".to_owned());
    for (name, text) in [("1.txt", FIRST.to_owned()), ("2.txt", FIRST.replace("1,200件", "9,800件"))] {
        let pages = vec![book.page(name, &text)];
        let (_, failed) = try_adding(&mut casebook, &Adding { pages, url: url.clone(), ..Adding::default() });
        assert!(failed.is_empty(), "{failed:?}");
    }
    let found = diff(&mut casebook, &["2025-001".to_owned()]).unwrap();
    assert!(found[0].silent_edit);
    let sentences = found[0].sentences.as_ref().unwrap();
    assert_eq!(sentences.len(), 1, "{sentences:?}");
    let mut printed = Vec::new();
    render::diff::diff(&mut printed, &found, style(80)).unwrap();
    let printed = String::from_utf8(printed).unwrap();
    assert!(printed.contains("変更を確認") && printed.contains("〔9,800〕"), "{printed}");
    let waiting = suggestions(&mut casebook, SuggestionState::Open, 10).unwrap();
    assert_eq!(waiting.len(), 1);
    let mut printed = Vec::new();
    render::suggestions::suggestions(&mut printed, &waiting, style(80)).unwrap();
    golden("suggestions.txt", &printed);
    assert!(suggestions(&mut book.open_as(Scope::Public), SuggestionState::Open, 10).unwrap().is_empty());
    assert!(suggestions(&mut casebook, SuggestionState::Rejected, 10).unwrap().is_empty());
}

#[test]
fn organizations_are_found_by_any_spelling() {
    let book = Book::new();
    let mut casebook = filled(&book);
    let mut names = Vec::new();
    organizations::list(&mut casebook, Some("例示"), None, &mut |one| {
        names.push(one.about.name.clone());
        Ok(())
    })
    .unwrap();
    assert_eq!(names, ["株式会社例示商事"]);
    let view = organizations::show(&mut casebook, "㈱例示商事").unwrap();
    assert_eq!(view.cases.len(), 1);
    assert_eq!(view.cases[0].0.reports, 2);
    let mut printed = Vec::new();
    render::organizations::organization(&mut printed, &view, style(80)).unwrap();
    golden("organization.txt", &printed);
    assert_eq!(organizations::show(&mut casebook, "2").unwrap().organization.about.name, "見本市");
    let none = organizations::show(&mut casebook, "別の会社");
    assert!(matches!(none, Err(Error::NoSuchOrganization { .. })));
    let outside = organizations::show(&mut book.open_as(Scope::Public), "例示商事");
    assert!(matches!(outside, Err(Error::NoSuchOrganization { .. })));
}

/// The case as people see it.
fn printed(casebook: &mut Casebook, name: &str, columns: usize) -> String {
    let mut out = Vec::new();
    render::show::shown(&mut out, &look(casebook, name).unwrap(), style(columns)).unwrap();
    String::from_utf8(out).unwrap()
}

fn json(casebook: &mut Casebook, name: &str) -> serde_json::Value {
    let mut out = Vec::new();
    render::show_json::shown_json(&mut out, &look(casebook, name).unwrap()).unwrap();
    serde_json::from_slice(&out).unwrap()
}

#[test]
fn a_case_is_shown_with_all_that_belongs_to_it() {
    let book = Book::new();
    let mut casebook = filled(&book);
    correct(&mut casebook, 2);
    let case = CaseId(1);
    casebook.write("label", |tx| cases::label(tx, case, "通販")).unwrap();
    casebook.write("note", |tx| notes::note(tx, case, "電話で確かめた。", false)).unwrap();
    for columns in [80, 110] {
        // Digests of gzip members and their lengths follow the compressor.
        let shown = printed(&mut casebook, "2025-001", columns);
        golden(&format!("show-{columns}.txt"), shown.as_bytes());
    }
    let shown = json(&mut casebook, "2025-001");
    assert_eq!(shown["facts"]["cause"], "insider");
    assert_eq!(shown["facts_from"]["cause"], 2);
    assert_eq!(shown["reports"][1]["fields"]["cause"]["who"], "editor");
    assert_eq!(shown["reports"][1]["changes"][0]["code"], "cause_changed");
    assert_eq!(shown["reports"][0]["capture"]["records"][0]["kind"], "resource");
    assert_eq!(shown["chronology"][0]["reports"], json!([1, 2]));
    assert_eq!(shown["notes"][0]["text"], "電話で確かめた。");
    let report = json(&mut casebook, "2025-001/1");
    assert_eq!((&report["id"], &report["case"]["number"]), (&json!(1), &json!("2025-001")));
    assert!(printed(&mut casebook, "report:1", 80).contains("#2025-001 株式会社例示商事"));
    assert!(matches!(look(&mut casebook, "2025-001/3"), Err(Error::NoSuchReport { .. })));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let book = Book::new();
    let mut casebook = filled(&book);
    for columns in [64, 80, 110] {
        let shown = printed(&mut casebook, "2025-001", columns);
        let widest = shown.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap();
        assert!(widest <= columns, "{widest} of {columns}:\n{shown}");
    }
}

fn listed(casebook: &mut Casebook, filter: &Filter) -> Vec<String> {
    let mut found = Vec::new();
    filtered(casebook, filter, None, &mut |line| {
        found.push(line.case.number.unwrap().to_string());
        Ok(())
    })
    .unwrap();
    found
}

#[test]
fn cases_are_listed_by_what_they_are() {
    let book = Book::new();
    let mut casebook = filled(&book);
    let word = |field: &str, word: &str| Filter {
        words: vec![(field.to_owned(), word.to_owned())],
        ..Filter::default()
    };
    assert_eq!(listed(&mut casebook, &Filter::default()), ["2025-002", "2025-001"]);
    assert_eq!(listed(&mut casebook, &word("cause", "unauthorized_access")), ["2025-001"]);
    assert_eq!(listed(&mut casebook, &Filter { year: Some(2024), ..Filter::default() }), [""; 0]);
    assert_eq!(
        listed(&mut casebook, &Filter { month: Some("2025-12".to_owned()), ..Filter::default() }).len(),
        2
    );
    for name in ["㈱例示商事", "例示"] {
        let mut filter = Filter::default();
        organizations::narrow(&mut casebook, name, &mut filter).unwrap();
        assert_eq!(filter.organization.is_some(), name != "例示");
        assert_eq!(listed(&mut casebook, &filter), ["2025-001"], "{name}");
    }
    for columns in [80, 110] {
        let mut out = Vec::new();
        filtered(&mut casebook, &Filter::default(), None, &mut |line| {
            render::list::line(&mut out, line, style(columns)).unwrap();
            Ok(())
        })
        .unwrap();
        golden(&format!("list-{columns}.txt"), &out);
    }
}

/// A release that names persons.
const NAMED: &str = "2025年12月3日\n例示工業株式会社\n代表取締役社長 例示 太郎\n\n\
    不正アクセスによる個人情報の漏えいについて\n\n\
    2025年12月1日、当社のサーバーが不正アクセスを受け、お客様の氏名300件が漏えいしたことを、見本花子氏が確認しました。\n\
    お問い合わせ: 0120-000-000\n担当: 広報部 架空 次郎 (jiro@example.com、090-0000-0000)\n";

#[test]
fn persons_are_masked_outside_and_never_inside() {
    let book = Book::new();
    let mut casebook = book.open();
    adding(&mut casebook, &[book.page("1.txt", NAMED)]);
    casebook.write("state", |tx| cases::set_state(tx, CaseId(1), CaseState::Published)).unwrap();
    let title = NewDecision {
        report: ReportId(1),
        field: "title".to_owned(),
        value: json!("例示 太郎からのお詫び"),
        evidence: Evidence::default(),
    };
    casebook.write("correct", |tx| decisions::decide(tx, &title)).unwrap();
    let inside = json(&mut casebook, "2025-001").to_string();
    assert!(inside.contains("例示 太郎からのお詫び") && inside.contains("editor"));
    let mut outside = book.open_as(Scope::Public);
    let seen = format!("{}{}", json(&mut outside, "2025-001"), printed(&mut outside, "report:1", 80));
    for secret in ["太郎", "見本花子", "次郎", "jiro@", "090-0000", "editor"] {
        assert!(!seen.contains(secret), "{secret}: {seen}");
    }
    assert!(seen.contains("＊＊*＊＊からのお詫び"), "{seen}");
    assert!(seen.contains("0120-000-000"), "whom persons may ask is told: {seen}");
    filtered(&mut outside, &Filter::default(), None, &mut |line| {
        assert_eq!(line.facts["title"], "＊＊*＊＊からのお詫び");
        Ok(())
    })
    .unwrap();
    let unmask = |tx: &mut jikenbo_casebook::Tx<'_>| {
        notes::unmask(tx, ReportId(1), "例示 太郎", jiff::civil::date(2025, 12, 6))
    };
    casebook.write("unmask", unmask).unwrap();
    assert!(json(&mut outside, "2025-001").to_string().contains("例示 太郎からのお詫び"));
    book.clock.set("2025-12-06T15:00:00Z");
    assert!(!json(&mut outside, "2025-001").to_string().contains("太郎"), "the day is over in Japan");
}

#[test]
fn the_past_is_shown_as_it_was_and_a_merged_number_leads_on() {
    let book = Book::new();
    let mut casebook = filled(&book);
    book.clock.set("2025-12-08T00:00:00Z");
    correct(&mut casebook, 2);
    let word = Belonging { by: DecidedBy::Editor, who: "editor".to_owned(), reasons: json!([]), score: 1000 };
    let merge = |tx: &mut jikenbo_casebook::Tx<'_>| membership::merge(tx, CaseId(2), CaseId(1), &word);
    casebook.write("merge", merge).unwrap();
    let shown = show::case(&mut casebook, "2025-002").unwrap();
    assert!(shown.redirected && shown.view.reports.len() == 3);
    assert!(printed(&mut casebook, "#2025-002", 80).contains("統合・移動されました"));
    let mut then = book.open_at("2025-12-07");
    let shown = show::case(&mut then, "2025-001").unwrap();
    assert_eq!(shown.view.reports.len(), 2);
    assert_eq!(json(&mut then, "2025-001")["facts"]["cause"], "unauthorized_access");
    assert!(!show::case(&mut then, "2025-002").unwrap().redirected);
}

#[test]
fn what_waits_is_listed_for_those_inside() {
    let book = Book::new();
    let mut casebook = filled(&book);
    let waiting = queue(&mut casebook, 10).unwrap();
    assert_eq!((waiting.fields.len(), waiting.cases.len()), (0, 2));
    casebook.write("check", |tx| cases::set_state(tx, CaseId(1), CaseState::Checked)).unwrap();
    let waiting = queue(&mut casebook, 10).unwrap();
    assert_eq!(waiting.cases.len(), 1);
    let mut out = Vec::new();
    render::queue::queue(&mut out, &waiting, style(80)).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert!(out.contains("未確認の事件 (1)") && out.contains("見本市"), "{out}");
    assert_eq!(queue(&mut book.open_as(Scope::Public), 10).unwrap(), Waiting::default());
}
