//! A review by keys: what is shown, what is saved, where it goes on. `JIKENBO_UPDATE=1` writes the screens anew.

use std::collections::VecDeque;
use std::path::Path;

use jikenbo_app::casebook::review::{Console, Key, Tally, run};
use jikenbo_app::casebook::show::show;
use jikenbo_app::casebook::{Casebook, editing};
use jikenbo_app::render::terminal::Style;
use jikenbo_app::settings::Lang;
use jikenbo_app::words::Words;
use jikenbo_model::CaseState;
use unicode_width::UnicodeWidthStr;

use crate::book::{Book, FIRST, OTHER, SECOND, adding};

/// Keys in order, and each screen that was shown.
struct Script {
    keys: VecDeque<Key>,
    size: (usize, usize),
    screens: Vec<Vec<String>>,
}

impl Console for Script {
    fn size(&self) -> (usize, usize) {
        self.size
    }

    fn show(&mut self, lines: &[String]) -> std::io::Result<()> {
        assert_eq!(lines.len(), self.size.1, "a screen is full");
        let widest = lines.iter().map(|line| line.width()).max().unwrap_or(0);
        assert!(widest <= self.size.0, "{widest} columns: {lines:?}");
        self.screens.push(lines.to_vec());
        Ok(())
    }

    fn key(&mut self) -> std::io::Result<Option<Key>> {
        Ok(self.keys.pop_front())
    }
}

/// `kc` are keys; `<…>` is a line that is typed and ended; `^` is Escape.
fn keys(text: &str) -> VecDeque<Key> {
    let letter = |letter| match letter {
        '<' => None,
        '>' => Some(Key::Enter),
        '^' => Some(Key::Escape),
        letter => Some(Key::Letter(letter)),
    };
    text.chars().filter_map(letter).collect()
}

fn reviewed(casebook: &mut Casebook, text: &str, size: (usize, usize), lang: Lang) -> (Tally, Vec<String>) {
    let mut script = Script { keys: keys(text), size, screens: Vec::new() };
    let style = Style { words: Words::of(lang), color: false, columns: size.0 };
    let tally = run(casebook, &mut script, style).unwrap();
    (tally, script.screens.into_iter().map(|lines| lines.join("\n")).collect())
}

fn made() -> Book {
    let book = Book::new();
    let pages = [book.page("1.txt", FIRST), book.page("2.txt", SECOND), book.page("3.txt", OTHER)];
    adding(&mut book.open(), &pages);
    book
}

fn state(book: &Book, number: &str) -> CaseState {
    show(&mut book.open(), number).unwrap().case.state
}

#[track_caller]
fn golden(name: &str, screen: &str) {
    let text: String = screen.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("JIKENBO_UPDATE").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let held = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(text, held, "{name}: if this is meant, run with JIKENBO_UPDATE=1");
}

#[test]
fn screens() {
    let book = made();
    let mut casebook = book.open();
    let (_, shown) = reviewed(&mut casebook, "", (80, 30), Lang::Ja);
    golden("review.ja.txt", &shown[0]);
    let (_, shown) = reviewed(&mut casebook, "", (110, 24), Lang::En);
    golden("review.en.txt", &shown[0]);
    let (_, shown) = reviewed(&mut casebook, "c<cause><bad_luck>>", (80, 24), Lang::Ja);
    golden("review-refused.txt", &shown[shown.len() - 1]);
    for size in [(40, 6), (41, 200), (40, 3)] {
        reviewed(&mut casebook, "  b", size, Lang::Ja);
    }
}

#[test]
fn a_case_is_checked_with_its_last_report() {
    let book = made();
    let (tally, _) = reviewed(&mut book.open(), "a", (80, 24), Lang::Ja);
    assert_eq!((tally, state(&book, "2025-001")), (Tally { edits: 0, left: 2 }, CaseState::New));
    let (tally, _) = reviewed(&mut book.open(), "aa", (80, 24), Lang::Ja);
    assert_eq!((tally, state(&book, "2025-001")), (Tally { edits: 1, left: 1 }, CaseState::Checked));
    let (tally, _) = reviewed(&mut book.open(), "pq", (80, 24), Lang::Ja);
    assert_eq!(tally, Tally { edits: 1, left: 0 }, "it goes on where it was left");
    assert_eq!(state(&book, "2025-002"), CaseState::Published);
    let (_, shown) = reviewed(&mut book.open(), "", (80, 24), Lang::Ja);
    assert!(shown[0].starts_with("確認を待つものはもうありません。"), "{}", shown[0]);
}

#[test]
fn what_is_done_is_undone_where_it_was_done() {
    let book = made();
    let (tally, shown) = reviewed(&mut book.open(), "kpuu", (80, 24), Lang::Ja);
    assert_eq!(
        (tally.edits, state(&book, "2025-001"), state(&book, "2025-002")),
        (0, CaseState::New, CaseState::New)
    );
    assert!(shown[2].starts_with("確認を待つもの"));
    assert!(shown[3].starts_with("#2025-002") && shown[4].starts_with("#2025-001"));
    let (_, shown) = reviewed(&mut book.open(), "uz", (80, 24), Lang::Ja);
    assert!(shown[1].contains("取り消せるものはありません") && shown[2].contains("ここでは使えません"));
}

#[test]
fn a_field_is_corrected_with_its_proof() {
    let book = made();
    let (tally, _) = reviewed(&mut book.open(), "sc<原因><内部不正><調査の結果>", (80, 24), Lang::Ja);
    assert_eq!(tally.edits, 1);
    let view = show(&mut book.open(), "2025-001").unwrap();
    let cause = view.reports[1].fields.iter().find(|field| field.field == "cause").unwrap();
    let quotes: Vec<&str> = cause.quotes.values().flatten().map(|quote| quote.quote.as_str()).collect();
    assert_eq!((cause.value.as_str(), quotes), (Some("insider"), vec!["調査の結果"]));
    let (tally, _) = reviewed(&mut book.open(), "sc<cause>^sc<cause><x^q", (80, 24), Lang::Ja);
    assert_eq!(tally.edits, 0, "given up");
}

#[test]
fn a_report_goes_to_another_case_and_a_link_is_judged() {
    let book = made();
    let (tally, _) = reviewed(&mut book.open(), "sl<2025-002>", (80, 24), Lang::Ja);
    assert_eq!((tally.edits, show(&mut book.open(), "2025-002").unwrap().reports.len()), (1, 2));
    let mut casebook = book.open();
    let suggest = jikenbo_casebook::links::NewSuggestion {
        kind: jikenbo_model::SuggestionKind::SameCase,
        a: 3,
        b: 1,
        score: 600,
        reasons: serde_json::json!([]),
    };
    casebook.write("add", |tx| jikenbo_casebook::links::suggest(tx, &suggest)).unwrap();
    let (tally, shown) = reviewed(&mut casebook, "ru", (80, 24), Lang::Ja);
    assert_eq!(tally.edits, 0);
    assert!(shown[0].contains("report:3") && shown[2].contains("report:3"), "{shown:?}");
    reviewed(&mut casebook, "a", (80, 24), Lang::Ja);
    assert_eq!(show(&mut casebook, "2025-001").unwrap().reports.len(), 2);
}

#[test]
fn a_decided_field_that_reads_otherwise_waits() {
    let book = made();
    let mut casebook = book.open();
    let correction = editing::correct::Correction {
        report: "report:1".to_owned(),
        field: "cause".to_owned(),
        value: "insider".to_owned(),
        quotes: Vec::new(),
    };
    editing::correct::correct(&mut casebook, &correction).unwrap();
    let other = jikenbo_casebook::NewReading {
        extractor: "another".to_owned(),
        facts: jikenbo_model::Facts::default(),
        evidence: jikenbo_model::Evidence::default(),
        warnings: Vec::new(),
    };
    let report = jikenbo_model::ReportId(1);
    casebook.write("reread", |tx| jikenbo_casebook::rereading::reread(tx, report, &other)).unwrap();
    let (_, shown) = reviewed(&mut casebook, "a", (80, 24), Lang::Ja);
    assert!(shown[0].contains("「原因」の読み取りが変わりました"), "{}", shown[0]);
    assert!(!shown[1].contains("読み取りが変わりました"), "{}", shown[1]);
}
