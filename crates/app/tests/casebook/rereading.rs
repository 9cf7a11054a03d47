//! Reading again where the page is decoded or cut otherwise than when it was filed. A backup that is edited stands for what
//! an earlier version left.

use std::fs;

use jikenbo_app::casebook::Casebook;
use jikenbo_app::casebook::backup::{Restoring, backup, restore};
use jikenbo_app::casebook::reread::{Changed, Summary, Told, reread};
use jikenbo_casebook::decisions::{self, NewDecision};
use jikenbo_casebook::redaction::{self, Part};
use jikenbo_casebook::{AsOf, review, show};
use jikenbo_model::{Evidence, ReportId, Revision, Scope, Span, Subject};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::book::{Book, FIRST, adding};
use crate::keeping::{faults, lines, opened};

/// The casebook as an earlier version would have filed it: `edit` changes the rows of each table.
fn earlier(book: &Book, edit: impl Fn(&str, &mut Vec<Vec<Value>>)) -> Casebook {
    let (copy, folder) = (book.folder.path().join("copy"), book.folder.path().join("earlier"));
    backup(&mut book.open(), &copy).unwrap();
    let path = copy.join("store.jsonl");
    let (mut out, mut table, mut rows) = (Vec::new(), String::new(), Vec::new());
    let mut count = 0;
    for line in fs::read_to_string(&path).unwrap().lines() {
        match serde_json::from_str(line).unwrap() {
            Value::Array(row) => rows.push(row),
            mut head => {
                edit(&table, &mut rows);
                count += rows.len();
                out.extend(rows.drain(..).map(|row| Value::Array(row).to_string()));
                table = head["table"].as_str().unwrap_or_default().to_owned();
                if head["end"].is_object() {
                    head["end"]["rows"] = json!(count);
                }
                out.push(head.to_string());
            }
        }
    }
    fs::write(&path, out.join("\n") + "\n").unwrap();
    restore(&Restoring { backup: copy, folder: folder.clone(), ..Restoring::default() }).unwrap();
    opened(folder)
}

fn digest(text: &str) -> Vec<u8> {
    Sha256::digest(text.as_bytes()).to_vec()
}

fn hexadecimal(text: &str) -> String {
    digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The first page was decoded to `text`.
fn decoded_to(text: &str) -> impl Fn(&str, &mut Vec<Vec<Value>>) {
    move |table, rows| match table {
        "texts" => {
            let sha256 = hexadecimal(text);
            let hash = u64::from_be_bytes(digest(&sha256)[..8].try_into().unwrap()) >> 1;
            rows[0] = vec![rows[0][0].clone(), json!(sha256), json!(hash), json!(text)];
        }
        "reports" => rows[0][4] = json!(text.len()),
        _ => {}
    }
}

fn again(casebook: &mut Casebook) -> (Summary, Vec<Changed>) {
    let mut changes = Vec::new();
    let summary = reread(casebook, 2, &mut |told| {
        if let Told::Changed(changed) = told {
            changes.push(changed);
        }
    })
    .unwrap();
    (summary, changes)
}

/// Decides a field of the first report with `words` of `text` as evidence.
fn decide(casebook: &mut Casebook, (field, value): (&str, Value), text: &str, words: &str) {
    let start = text.find(words).unwrap();
    let mut evidence = Evidence::default();
    evidence.add(field, Span::new(start, start + words.len()));
    let new = NewDecision { report: ReportId(1), field: field.to_owned(), value, evidence };
    let work = |tx: &mut jikenbo_casebook::Tx<'_>| -> Result<bool, jikenbo_casebook::Error> {
        decisions::decide(tx, &new)
    };
    casebook.write("correct", work).unwrap();
}

/// Field and reason of what waits on the first report.
fn waiting(casebook: &mut Casebook) -> Vec<String> {
    let fields = review::queue(&mut casebook.read().unwrap(), 9).unwrap().fields;
    fields.into_iter().map(|one| format!("{} {} {}", one.report, one.field, one.reason)).collect()
}

fn quote(casebook: &mut Casebook, field: &str, as_of: Option<Revision>) -> (usize, String) {
    let mut read = casebook.store().read(Scope::Owner, as_of.map(AsOf::Revision)).unwrap();
    let view = show::report(&mut read, ReportId(1)).unwrap().unwrap();
    let field = view.fields.into_iter().find(|view| view.field == field).unwrap();
    let quote = field.quotes.into_values().flatten().next().unwrap();
    (quote.start, quote.quote)
}

/// What an earlier version made of the page: navigation before it, other spelling within.
fn older() -> String {
    format!("ホーム ＞ お知らせ\n{}", FIRST.replace("1,200件", "１,２００ 件"))
}

#[test]
fn evidence_moves_with_the_words_and_what_is_lost_waits() {
    let book = Book::new();
    adding(&mut book.open(), &[book.page("1.txt", FIRST)]);
    let text = older();
    let mut casebook = earlier(&book, decoded_to(&text));
    decide(&mut casebook, ("cause", json!("insider")), &text, "外部の専門機関");
    decide(&mut casebook, ("leak", json!("confirmed")), &text, "ホーム ＞");
    decide(
        &mut casebook,
        ("affected_total", json!({"count": 1200, "unit": "records", "qualifier": "max"})),
        &text,
        "１,２００ 件",
    );
    let then = casebook.read().unwrap().revision();
    let (summary, _) = again(&mut casebook);
    assert_eq!((summary.decoded, summary.text_changed, summary.evidence_lost), (1, 1, 1), "{summary:?}");
    assert_eq!((summary.not_found, summary.not_read, summary.kept), (0, 0, 0));
    assert_eq!(waiting(&mut casebook), ["1  text_changed", "1 leak evidence_lost"]);
    let at = |text: &str, words: &str| (text.find(words).unwrap(), words.to_owned());
    assert_eq!(quote(&mut casebook, "cause", None), at(FIRST, "外部の専門機関"));
    assert_eq!(quote(&mut casebook, "affected_total", None), at(FIRST, "1,200件"));
    assert_eq!(quote(&mut casebook, "cause", Some(then)), at(&text, "外部の専門機関"));
    let view = show::report(&mut casebook.read().unwrap(), ReportId(1)).unwrap().unwrap();
    let stands = |name: &str| view.fields.iter().find(|view| view.field == name).unwrap().value.clone();
    assert_eq!((stands("cause"), stands("leak")), (json!("insider"), json!("confirmed")));
    assert_eq!(faults(&mut casebook), [] as [&str; 0]);
    let before = lines(&mut casebook);
    let (summary, changes) = again(&mut casebook);
    assert_eq!((summary.decoded, summary.evidence_lost, changes.len()), (0, 0, 0), "{summary:?}");
    assert_eq!(lines(&mut casebook), before);
}

#[test]
fn a_text_with_hidden_words_is_kept_and_waits() {
    let book = Book::new();
    adding(&mut book.open(), &[book.page("1.txt", FIRST)]);
    let text = older();
    let mut casebook = earlier(&book, decoded_to(&text));
    let part = Part::Span(Span::new(0, "ホーム".len()));
    let hide = |tx: &mut jikenbo_casebook::Tx<'_>| redaction::redact(tx, Subject::Report(ReportId(1)), &part);
    casebook.write("redact", hide).unwrap();
    let (summary, _) = again(&mut casebook);
    assert_eq!((summary.kept, summary.decoded, summary.text_changed), (1, 0, 0));
    assert_eq!(waiting(&mut casebook), ["1  text_kept"]);
    let view = show::report(&mut casebook.read().unwrap(), ReportId(1)).unwrap().unwrap();
    assert_eq!(view.text_sha256, hexadecimal(&text));
    let before = lines(&mut casebook);
    again(&mut casebook);
    assert_eq!(lines(&mut casebook), before);
}

#[test]
fn a_report_that_is_cut_otherwise_keeps_its_evidence_or_waits() {
    let book = Book::new();
    adding(&mut book.open(), &[book.page("1.txt", FIRST)]);
    let last = FIRST.find("現在、").unwrap();
    // An earlier version took the last line for a report of its own.
    let mut casebook = earlier(&book, |table, rows| {
        let more = match table {
            "reports" => {
                rows[0][4] = json!(last);
                let mut second = rows[0].clone();
                (second[0], second[3], second[4]) = (json!(2), json!(last), json!(FIRST.len()));
                (second[5], second[6]) = (json!("現在"), json!(1));
                second
            }
            "readings" => {
                let mut second = rows[0].clone();
                (second[0], second[1]) = (json!(2), json!(2));
                second
            }
            "counters" => {
                rows.iter_mut()
                    .filter(|row| ["report", "reading"].iter().any(|name| row[0] == *name))
                    .for_each(|row| row[1] = json!(3));
                return;
            }
            _ => return,
        };
        rows.push(more);
    });
    decide(&mut casebook, ("cause", json!("insider")), FIRST, "第三者");
    let (summary, _) = again(&mut casebook);
    assert_eq!((summary.reports, summary.not_found, summary.evidence_lost), (2, 1, 0), "{summary:?}");
    assert_eq!(waiting(&mut casebook), ["2  report_lost"]);
    assert_eq!(quote(&mut casebook, "cause", None), (FIRST.find("第三者").unwrap(), "第三者".to_owned()));
    let view = show::report(&mut casebook.read().unwrap(), ReportId(1)).unwrap().unwrap();
    assert_eq!(view.span, Span::new(0, FIRST.trim_end().len()));
    let before = lines(&mut casebook);
    again(&mut casebook);
    assert_eq!(lines(&mut casebook), before);
}

#[test]
fn what_changed_is_told_field_by_field() {
    let book = Book::new();
    adding(&mut book.open(), &[book.page("1.txt", FIRST)]);
    let mut casebook = earlier(&book, |table, rows| {
        let is_total = |row: &[Value]| row[1] == "affected_total";
        match table {
            "standing" => rows.retain(|row| !is_total(row)),
            "readings" => {
                let mut facts: Value = serde_json::from_str(rows[0][3].as_str().unwrap()).unwrap();
                facts.as_object_mut().unwrap().remove("affected_total");
                rows[0][3] = json!(facts.to_string());
            }
            _ => {}
        }
    });
    let (summary, changes) = again(&mut casebook);
    assert_eq!((summary.changed, summary.fields.get("affected_total")), (1, Some(&1)));
    assert_eq!(changes[0].number.unwrap().to_string(), "2025-001");
    let change = &changes[0].fields[0];
    assert_eq!(
        (change.field, &change.before, &change.after["count"]),
        ("affected_total", &Value::Null, &json!(1200))
    );
}
