use serde_json::Value;

use crate::run::{jikenbo, page, text, with_input};

fn json(stage: &str, source: &str) -> Vec<Value> {
    let mut command = jikenbo();
    command.args(["inspect", stage, "--json", "-"]);
    let done = with_input(command, source.as_bytes());
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    text(&done.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_document_is_one_object() {
    let done = jikenbo()
        .args(["inspect", "document", "--json"])
        .arg(page("a06-shop-skimming.txt"))
        .output()
        .unwrap();
    let document: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(document["date"], "2019-05-21");
    assert_eq!(document["text"], std::fs::read_to_string(page("a06-shop-skimming.txt")).unwrap());
    assert!(document["title"].is_string() && !document["blocks"].as_array().unwrap().is_empty());
}

#[test]
fn dates_and_numbers_stand_where_they_say() {
    let source = "例示市\n\n令和5年10月16日、約13万2,000件のメールアドレスが流出した。\n";
    let dates = json("dates", source);
    assert_eq!(dates.len(), 1, "{dates:?}");
    assert_eq!((&dates[0]["quote"], &dates[0]["from"]), (&"令和5年10月16日".into(), &"2023-10-16".into()));
    let start = dates[0]["start"].as_u64().unwrap() as usize;
    assert!(source[start..].starts_with("令和5年"));
    let numbers = json("numbers", source);
    let count = numbers.iter().find(|number| number["sense"] == "count").unwrap();
    assert_eq!((&count["value"], &count["qualifier"]), (&132_000.into(), &"about".into()));
}

#[test]
fn reports_have_line_and_heading() {
    let done = jikenbo()
        .args(["inspect", "reports", "--json"])
        .arg(page("b25-casebook-month.txt"))
        .output()
        .unwrap();
    let reports: Vec<Value> =
        text(&done.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(reports.len(), 8);
    assert_eq!(
        (&reports[0]["case_number"], &reports[0]["organization"]),
        (&"2024-207".into(), &"例示市".into())
    );
}

#[test]
fn each_stage_has_lines_for_people() {
    for stage in ["dates", "numbers", "document", "reports"] {
        let done = jikenbo().args(["inspect", stage]).arg(page("b25-casebook-month.txt")).output().unwrap();
        assert_eq!(done.status.code(), Some(0));
        assert!(text(&done.stdout).lines().all(|line| line.contains('\t')), "{stage}");
    }
}
