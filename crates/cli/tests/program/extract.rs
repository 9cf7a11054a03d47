use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use serde_json::Value;

use crate::run::{Folder, jikenbo, page, text, with_input};

#[test]
fn every_line_is_a_reading_whose_quotes_stand_in_the_text() {
    let path = page("b25-casebook-month.txt");
    let source = std::fs::read_to_string(&path).unwrap();
    let done = jikenbo().args(["extract", "--json"]).arg(&path).output().unwrap();
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let readings: Vec<Value> =
        text(&done.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(readings.len(), 8);
    for quote in readings
        .iter()
        .flat_map(|reading| reading["evidence"].as_object().unwrap().values())
        .flat_map(|quotes| quotes.as_array().unwrap())
    {
        let at = |key: &str| quote[key].as_u64().unwrap() as usize;
        assert_eq!(&source[at("start")..at("end")], quote["quote"].as_str().unwrap());
    }
}

#[test]
fn the_same_twice() {
    let run =
        || jikenbo().args(["extract", "--json"]).arg(page("a18-coop-skimming.html")).output().unwrap().stdout;
    assert_eq!(run(), run());
}

#[test]
fn a_page_on_standard_input_reads_as_from_its_file() {
    let path = page("a06-shop-skimming.txt");
    let mut command = jikenbo();
    command.args(["extract", "--json", "-"]);
    let piped = with_input(command, &std::fs::read(&path).unwrap());
    let named = jikenbo().args(["extract", "--json"]).arg(&path).output().unwrap();
    assert_eq!(text(&piped.stdout), text(&named.stdout));
    assert_eq!(piped.status.code(), Some(0));
}

#[test]
fn one_bad_file_is_reported_and_the_rest_are_read() {
    let folder = Folder::new();
    let packed = folder.file("release.gz", b"\x1f\x8b\x08\0\0\0\0\0");
    let empty = folder.file("empty.txt", b"");
    let done = jikenbo()
        .args(["extract", "--json"])
        .arg("no/such/page.html")
        .arg(packed)
        .arg(empty)
        .arg(&folder.0)
        .arg(page("a06-shop-skimming.txt"))
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(1));
    assert_eq!(text(&done.stdout).lines().count(), 1);
    let told = text(&done.stderr);
    for expected in [
        "`no/such/page.html`",
        "対処: 名前を確かめてください",
        "release.gz` は別のもののようです",
        "gzip",
        "empty.txt` は空でした",
        "はフォルダーでした",
    ] {
        assert!(told.contains(expected), "{expected} in\n{told}");
    }
}

#[test]
fn the_table_goes_whole_into_its_file() {
    let folder = Folder::new();
    let out = folder.0.join("out.csv");
    let done = jikenbo()
        .args(["extract", "--format", "csv", "--output"])
        .arg(&out)
        .arg(page("b25-casebook-month.txt"))
        .output()
        .unwrap();
    assert_eq!((done.status.code(), done.stdout.len(), done.stderr.len()), (Some(0), 0, 0));
    assert!(std::fs::read(&out).unwrap().starts_with(b"\xef\xbb\xbffile,report,case_number,"));
    assert_eq!(folder.names(), ["out.csv"]);
}

#[test]
fn where_nothing_was_read_the_old_file_stays() {
    let folder = Folder::new();
    let out = folder.file("out.html", b"old");
    let done = jikenbo()
        .args(["extract", "no/such/page", "--format", "html", "--output"])
        .arg(&out)
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(1));
    assert!(text(&done.stderr).contains("nothing was read"), "{}", text(&done.stderr));
    assert_eq!((std::fs::read(&out).unwrap().as_slice(), folder.names().len()), (&b"old"[..], 1));
    assert_eq!(jikenbo().args(["extract", "no/such/page"]).output().unwrap().stdout, b"");
}

#[test]
fn an_output_that_cannot_be_written_is_the_users_fault() {
    let folder = Folder::new();
    let out = folder.0.join("no/such/folder/out.html");
    let done = jikenbo()
        .args(["extract", "--format", "html", "--output"])
        .arg(&out)
        .arg(page("a06-shop-skimming.txt"))
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(1));
    assert!(text(&done.stderr).contains("に書き込めませんでした"), "{}", text(&done.stderr));
}

#[test]
fn colour_only_where_asked_for() {
    let run = |arguments: &[&str]| {
        text(
            &jikenbo()
                .arg("extract")
                .args(arguments)
                .arg(page("a06-shop-skimming.txt"))
                .output()
                .unwrap()
                .stdout,
        )
    };
    assert!(!run(&[]).contains('\x1b'));
    assert!(run(&["--color", "always"]).contains('\x1b'));
    assert!(run(&["--lang", "en"]).contains("Reports read: 1"));
    assert!(run(&[]).contains("1件の報告を読み取りました"));
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let mut child = jikenbo()
        .args(["extract", "--json"])
        .args(vec![page("b25-casebook-month.txt"); 40])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    assert_eq!((child.wait().unwrap().code(), told.as_str()), (Some(0), ""));
}

#[test]
fn a_wrong_call_is_the_users_fault_and_help_is_none() {
    assert_eq!(jikenbo().arg("extract").output().unwrap().status.code(), Some(1));
    assert_eq!(
        jikenbo().args(["extract", "--json", "--format", "csv", "x"]).output().unwrap().status.code(),
        Some(1)
    );
    assert_eq!(jikenbo().args(["--lang", "fr", "schema"]).output().unwrap().status.code(), Some(1));
    assert_eq!(jikenbo().arg("--version").output().unwrap().status.code(), Some(0));
}

#[test]
fn settings_come_from_the_file_named_and_faults_in_it_are_told() {
    let folder = Folder::new();
    let english = folder.file("en.toml", b"lang = \"en\"\n");
    let wrong = folder.file("wrong.toml", b"language = \"en\"\n");
    let run = |config| {
        jikenbo()
            .arg("--config")
            .arg(config)
            .arg("extract")
            .arg(page("a06-shop-skimming.txt"))
            .output()
            .unwrap()
    };
    assert!(text(&run(english).stdout).contains("Reports read"));
    let done = run(wrong);
    assert_eq!(done.status.code(), Some(1));
    assert!(text(&done.stderr).contains("unknown field `language`"), "{}", text(&done.stderr));
}

#[test]
fn own_heading_forms_cut_a_page() {
    let folder = Folder::new();
    let forms =
        folder.file("forms.toml", "[[form]]\npattern = '◎{date} {organization} {title}'\n".as_bytes());
    let source = "◎2025年1月6日 例示市 メール誤送信について\n\n誤送信しました。\n\n◎2025年1月7日 架空町 USBメモリの紛失について\n\n紛失しました。\n";
    let pages = folder.file("page.txt", source.as_bytes());
    let run = |arguments: &[&std::ffi::OsStr]| {
        text(&jikenbo().args(["extract", "--json"]).arg(&pages).args(arguments).output().unwrap().stdout)
            .lines()
            .count()
    };
    assert_eq!(run(&["--headings".as_ref(), forms.as_os_str()]), 2);
}

#[test]
fn own_word_lists_are_read_beside_those_that_come_with_it() {
    let folder = Folder::new();
    let source = "例示市 端末の異常について\n\n2025年1月6日\n\n市の端末がヘンテコ攻撃を受け、職員10名の氏名が漏えいしました。\n";
    let pages = folder.file("page.txt", source.as_bytes());
    let lists = Folder::new();
    let run = || {
        let done =
            jikenbo().args(["extract", "--json", "--lists"]).arg(&lists.0).arg(&pages).output().unwrap();
        (done.status.code(), text(&done.stdout), text(&done.stderr))
    };
    let methods = |printed: &str| serde_json::from_str::<Value>(printed).unwrap()["methods"].clone();
    assert!(!methods(&run().1).as_array().unwrap().contains(&"ddos".into()));
    lists.file("methods.toml", "[[rule]]\nvalue = \"ddos\"\nwords = [\"ヘンテコ攻撃\"]\n".as_bytes());
    assert!(methods(&run().1).as_array().unwrap().contains(&"ddos".into()));
    lists.file("methods.toml", "[[rule]]\nvalue = \"flood\"\nwords = [\"ヘンテコ攻撃\"]\n".as_bytes());
    let (code, _, told) = run();
    assert_eq!(code, Some(1));
    assert!(told.contains("methods") && told.contains("flood"), "{told}");
}
